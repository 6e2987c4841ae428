#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#define KMEANS_NAME(function) kmeans_##function##_avx2
#define KMEANS_LANES 8
#define KMEANS_VECTORS (KMEANS_WIDTH_AVX2 / KMEANS_LANES)
#define KMEANS_BLOCK KMEANS_BLOCK8_AVX2
#define KMEANS_HAS_COARSE 1
#include "../floats.h"

KMEANS_INLINE vi load_part(const uint8_t *p, ptrdiff_t n) {
  vi v = 0;
  __builtin_memcpy(&v, p, (size_t)n);
  return v;
}

typedef __m256i vs;

KMEANS_INLINE vs signs(vi x) { return _mm256_abs_epi8((__m256i)x); }

/// x·m = |x|·(±m), and with |x| ≤ 128 and |m| ≤ 127 two such products fit 16 bits.
KMEANS_INLINE vi dot4(vi sum, vi x, vs magnitude, vi m) {
  __m256i turned = _mm256_sign_epi8((__m256i)m, (__m256i)x);
  __m256i pairs = _mm256_maddubs_epi16(magnitude, turned);
  return sum + (vi)_mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

KMEANS_INLINE vs unsign(vi x) {
  return _mm256_xor_si256((__m256i)x, _mm256_set1_epi8(-128));
}

/// With 0 ≤ x ≤ 255 and |m| ≤ 64 two products fit 16 bits, and no sign has to be moved.
KMEANS_INLINE vi dot4_coarse(vi sum, vs x, vi m) {
  __m256i pairs = _mm256_maddubs_epi16(x, (__m256i)m);
  return sum + (vi)_mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

#include "lanes.h"

#pragma clang attribute pop
#endif
