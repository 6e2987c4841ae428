#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#define KMEANS_NAME(function) kmeans_##function##_avx2
#define KMEANS_LANES 8
#define KMEANS_VECTORS (KMEANS_WIDTH_AVX2 / KMEANS_LANES)
#define KMEANS_BLOCK KMEANS_BLOCK8_AVX2
#include "../floats.h"

typedef uint32_t vu __attribute__((ext_vector_type(KMEANS_LANES)));

/// The bytes at even and at odd places in 16 bits, where no product is too large.
typedef struct vx {
  __m256i even, odd;
} vx;

KMEANS_INLINE vx split(vu x) {
  return (vx){_mm256_and_si256((__m256i)x, _mm256_set1_epi16(0xFF)),
              _mm256_srli_epi16((__m256i)x, 8)};
}

KMEANS_INLINE vu dot4(vu sum, vx x, vu y) {
  __m256i even = _mm256_srai_epi16(_mm256_slli_epi16((__m256i)y, 8), 8);
  __m256i odd = _mm256_srai_epi16((__m256i)y, 8);
  return sum + (vu)_mm256_madd_epi16(x.even, even) + (vu)_mm256_madd_epi16(x.odd, odd);
}

#include "lanes.h"

#pragma clang attribute pop
#endif
