#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma"))), apply_to = function)

#define KMEANS_NAME(function) kmeans_##function##_avx512
#define KMEANS_LANES 16
#define KMEANS_VECTORS (KMEANS_WIDTH_AVX512 / KMEANS_LANES)
#define KMEANS_BLOCK KMEANS_BLOCK8_AVX512
#define KMEANS_HAS_COARSE 1
#include "../floats.h"

KMEANS_INLINE vi load_part(const uint8_t *p, ptrdiff_t n) {
  return (vi)_mm512_maskz_loadu_epi8((UINT64_C(1) << n) - 1, p);
}

typedef struct vs {
  vi magnitude;
  __mmask64 negative;
} vs;

KMEANS_INLINE vs signs(vi x) {
  return (vs){(vi)_mm512_abs_epi8((__m512i)x), _mm512_movepi8_mask((__m512i)x)};
}

/// x·m = |x|·(±m), and with |x| ≤ 128 and |m| ≤ 127 two such products fit 16 bits.
KMEANS_INLINE vi dot4(vi sum, vi x, vs s, vi m) {
  (void)x;
  __m512i turned =
      _mm512_mask_sub_epi8((__m512i)m, s.negative, _mm512_setzero_si512(), (__m512i)m);
  __m512i pairs = _mm512_maddubs_epi16((__m512i)s.magnitude, turned);
  return sum + (vi)_mm512_madd_epi16(pairs, _mm512_set1_epi16(1));
}

KMEANS_INLINE vs unsign(vi x) {
  return (vs){(vi)_mm512_xor_si512((__m512i)x, _mm512_set1_epi8(-128)), 0};
}

/// With 0 ≤ x ≤ 255 and |m| ≤ 64 two products fit 16 bits, and no sign has to be moved.
KMEANS_INLINE vi dot4_coarse(vi sum, vs x, vi m) {
  __m512i pairs = _mm512_maddubs_epi16((__m512i)x.magnitude, (__m512i)m);
  return sum + (vi)_mm512_madd_epi16(pairs, _mm512_set1_epi16(1));
}

#include "lanes.h"

#pragma clang attribute pop
#endif
