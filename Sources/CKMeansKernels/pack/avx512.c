#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma"))), apply_to = function)

#include "../kernels.h"

#define KMEANS_NAME(function) kmeans_##function##_avx512
#define KMEANS_LANES 16
#define KMEANS_VECTORS (KMEANS_WIDTH_AVX512 / KMEANS_LANES)

typedef float vf __attribute__((ext_vector_type(KMEANS_LANES)));
typedef int32_t vi __attribute__((ext_vector_type(KMEANS_LANES)));

/// Pairs of rows exchange single floats, then pairs of floats: b[4g + c] has, in its quarter q,
/// column 4q + c of the rows 4g … 4g + 3.
KMEANS_INLINE void exchange(const int rows, const vf *r, vf *b) {
  vf a[16];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i += 2) {
    a[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12,
                                   28, 13, 29);
    a[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27,
                                       14, 30, 15, 31);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i += 4) {
#pragma clang loop unroll(full)
    for (int h = 0; h < 2; h++) {
      b[i + 2 * h] = __builtin_shufflevector(a[i + h], a[i + h + 2], 0, 1, 16, 17, 4, 5, 20, 21, 8,
                                             9, 24, 25, 12, 13, 28, 29);
      b[i + 2 * h + 1] = __builtin_shufflevector(a[i + h], a[i + h + 2], 2, 3, 18, 19, 6, 7, 22,
                                                 23, 10, 11, 26, 27, 14, 15, 30, 31);
    }
  }
}

/// At last, rows exchange quarters, twice.
KMEANS_INLINE void transpose(vf r[16]) {
  vf b[16];
  exchange(16, r, b);
#pragma clang loop unroll(full)
  for (int c = 0; c < 4; c++) {
    // Quarters 0 and 2, and 1 and 3, of the row groups 0 and 1, and 2 and 3.
    vf even01 = __builtin_shufflevector(b[c], b[c + 4], 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19,
                                        24, 25, 26, 27);
    vf odd01 = __builtin_shufflevector(b[c], b[c + 4], 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23,
                                       28, 29, 30, 31);
    vf even23 = __builtin_shufflevector(b[c + 8], b[c + 12], 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18,
                                        19, 24, 25, 26, 27);
    vf odd23 = __builtin_shufflevector(b[c + 8], b[c + 12], 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22,
                                       23, 28, 29, 30, 31);
    r[c] = __builtin_shufflevector(even01, even23, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24,
                                   25, 26, 27);
    r[c + 4] = __builtin_shufflevector(odd01, odd23, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24,
                                       25, 26, 27);
    r[c + 8] = __builtin_shufflevector(even01, even23, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23,
                                       28, 29, 30, 31);
    r[c + 12] = __builtin_shufflevector(odd01, odd23, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23,
                                        28, 29, 30, 31);
  }
}

/// At last, rows exchange quarters within each half.
KMEANS_INLINE void transpose_halves(vf r[8]) {
  vf b[8];
  exchange(8, r, b);
#pragma clang loop unroll(full)
  for (int c = 0; c < 4; c++) {
    r[c] = __builtin_shufflevector(b[c], b[c + 4], 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24,
                                   25, 26, 27);
    r[c + 4] = __builtin_shufflevector(b[c], b[c + 4], 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15,
                                       28, 29, 30, 31);
  }
}

#include "lanes.h"

#pragma clang attribute pop
#endif
