#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx512vnni,fma"))),                  \
    apply_to = function)

#define KMEANS_NAME(function) kmeans_##function##_avx512vnni
#define KMEANS_LANES 16
#define KMEANS_VECTORS (KMEANS_WIDTH_AVX512 / KMEANS_LANES)
#define KMEANS_BLOCK KMEANS_BLOCK8_AVX512
#include "../floats.h"

typedef uint32_t vu __attribute__((ext_vector_type(KMEANS_LANES)));
typedef vu vx;

KMEANS_INLINE vx split(vu x) { return x; }

KMEANS_INLINE vu dot4(vu sum, vx x, vu y) {
  return (vu)_mm512_dpbusd_epi32((__m512i)sum, (__m512i)x, (__m512i)y);
}

#include "lanes.h"

#pragma clang attribute pop
#endif
