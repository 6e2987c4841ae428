#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#include "../kernels.h"

#define KMEANS_NAME(function) kmeans_##function##_avx2
#define KMEANS_LANES 8
#define KMEANS_PICKS 1
#define KMEANS_GATHERS 0

typedef int32_t vi __attribute__((ext_vector_type(KMEANS_LANES)));
typedef float vf __attribute__((ext_vector_type(KMEANS_LANES)));

KMEANS_INLINE vf pick(vf table, vi at) {
  return (vf)_mm256_permutevar8x32_ps((__m256)table, (__m256i)at);
}

/// For every set of four lanes its own lanes first, ascending.
static const int32_t firsts[16][4] = {{0},    {0},    {1},    {0, 1},    {2},    {0, 2},
                                      {1, 2}, {0, 1, 2}, {3}, {0, 3}, {1, 3}, {0, 1, 3},
                                      {2, 3}, {0, 2, 3}, {1, 2, 3}, {0, 1, 2, 3}};

/// Four lanes, of which the bits of `left` are set.
KMEANS_INLINE ptrdiff_t keep_half(__m128i offsets, int left, int32_t *to) {
  __m128i order = _mm_loadu_si128((const __m128i *)firsts[left]);
  __m128 kept = _mm_permutevar_ps(_mm_castsi128_ps(offsets), order);
  _mm_storeu_ps((float *)to, kept);
  return (0x4332322132212110 >> 4 * left) & 15;
}

KMEANS_INLINE ptrdiff_t keep(vi offsets, vi left, int32_t *to) {
  int lanes = _mm256_movemask_ps((__m256)left);
  ptrdiff_t count = keep_half(_mm256_castsi256_si128((__m256i)offsets), lanes & 15, to);
  __m128i upper = _mm256_extracti128_si256((__m256i)offsets, 1);
  return count + keep_half(upper, lanes >> 4, to + count);
}

#include "lanes.h"

#pragma clang attribute pop
#endif
