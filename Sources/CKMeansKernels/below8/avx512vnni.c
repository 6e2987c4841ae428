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
#define KMEANS_HAS_COARSE 0
#include "../floats.h"

KMEANS_INLINE vi load_part(const uint8_t *p, ptrdiff_t n) {
  return (vi)_mm512_maskz_loadu_epi8((UINT64_C(1) << n) - 1, p);
}

typedef struct vs {
} vs;

KMEANS_INLINE vs signs(vi x) {
  (void)x;
  return (vs){};
}

/// The bytes of x are 128 too large, so they have no sign; the sum began with as much less.
KMEANS_INLINE vi dot4(vi sum, vi x, vs none, vi m) {
  (void)none;
  return (vi)_mm512_dpbusd_epi32((__m512i)sum, (__m512i)x, (__m512i)m);
}

#include "lanes.h"

#pragma clang attribute pop
#endif
