#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#include "../kernels.h"

#define KMEANS_NAME(function) kmeans_##function##_avx2
#define KMEANS_LANES 8
#define KMEANS_VECTORS (KMEANS_WIDTH_AVX2 / KMEANS_LANES)

typedef float vf __attribute__((ext_vector_type(KMEANS_LANES)));
typedef int32_t vi __attribute__((ext_vector_type(KMEANS_LANES)));

/// Pairs of rows exchange single floats, then pairs of floats: b[4g + c] has, in its half h, column
/// 4h + c of the rows 4g … 4g + 3.
KMEANS_INLINE void exchange(const int rows, const vf *r, vf *b) {
  vf a[8];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i += 2) {
    a[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    a[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i += 4) {
#pragma clang loop unroll(full)
    for (int h = 0; h < 2; h++) {
      b[i + 2 * h] =
          __builtin_shufflevector(a[i + h], a[i + h + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      b[i + 2 * h + 1] =
          __builtin_shufflevector(a[i + h], a[i + h + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
}

/// At last, rows exchange halves.
KMEANS_INLINE void transpose(vf r[8]) {
  vf b[8];
  exchange(8, r, b);
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) {
    r[i] = __builtin_shufflevector(b[i], b[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    r[i + 4] = __builtin_shufflevector(b[i], b[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

KMEANS_INLINE void transpose_halves(vf r[4]) {
  vf b[4];
  exchange(4, r, b);
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) r[i] = b[i];
}

#include "lanes.h"

#pragma clang attribute pop
#endif
