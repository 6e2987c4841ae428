#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma"))), apply_to = function)

#define KMEANS_NAME(function) kmeans_##function##_avx512
#define KMEANS_LANES 16
#define KMEANS_VECTORS (KMEANS_WIDTH_AVX512 / KMEANS_LANES)
#define KMEANS_BLOCK 6
#include "../floats.h"

typedef uint32_t vu __attribute__((ext_vector_type(KMEANS_LANES)));

/// The bytes at even and at odd places in 16 bits, where no product is too large.
typedef struct vx {
  __m512i even, odd;
} vx;

KMEANS_INLINE vx split(vu x) {
  return (vx){_mm512_and_si512((__m512i)x, _mm512_set1_epi16(0xFF)),
              _mm512_srli_epi16((__m512i)x, 8)};
}

KMEANS_INLINE vu dot4(vu sum, vx x, vu y) {
  __m512i even = _mm512_srai_epi16(_mm512_slli_epi16((__m512i)y, 8), 8);
  __m512i odd = _mm512_srai_epi16((__m512i)y, 8);
  return sum + (vu)_mm512_madd_epi16(x.even, even) + (vu)_mm512_madd_epi16(x.odd, odd);
}

#include "lanes.h"

#pragma clang attribute pop
#endif
