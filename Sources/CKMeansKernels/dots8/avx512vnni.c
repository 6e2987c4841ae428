#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include <immintrin.h>

#include "../kernels.h"

#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx512vnni,fma"))),                  \
    apply_to = function)

#define KMEANS_NAME(function) kmeans_##function##_avx512vnni
#define KMEANS_SUM __m512i

KMEANS_INLINE void add64(__m512i *sum, const uint8_t *x, const int8_t *m) {
  *sum = _mm512_dpbusd_epi32(*sum, _mm512_loadu_si512(x), _mm512_loadu_si512(m));
}

KMEANS_INLINE int32_t total(const __m512i *sum) { return _mm512_reduce_add_epi32(*sum); }

#include "lanes.h"

#pragma clang attribute pop
#endif
