#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma"))), apply_to = function)

#include "../kernels.h"

#define KMEANS_NAME(function) kmeans_##function##_avx512
#define KMEANS_LANES 16
#define KMEANS_PICKS 1
#define KMEANS_GATHERS 1

typedef int32_t vi __attribute__((ext_vector_type(KMEANS_LANES)));
typedef float vf __attribute__((ext_vector_type(KMEANS_LANES)));

KMEANS_INLINE vf look_up(const float *table, vi at) {
  return (vf)_mm512_i32gather_ps((__m512i)at, table, 4);
}

KMEANS_INLINE vf pick(vf table, vi at) {
  return (vf)_mm512_permutexvar_ps((__m512i)at, (__m512)table);
}

KMEANS_INLINE ptrdiff_t keep(vi offsets, vi left, int32_t *to) {
  __mmask16 lanes = _mm512_movepi32_mask((__m512i)left);
  _mm512_storeu_si512(to, _mm512_maskz_compress_epi32(lanes, (__m512i)offsets));
  return __builtin_popcount(lanes);
}

#include "lanes.h"

#pragma clang attribute pop
#endif
