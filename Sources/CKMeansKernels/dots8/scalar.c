#pragma STDC FP_CONTRACT OFF
#include "../kernels.h"

// Products of bytes: the specification. Whole numbers, so that any order gives the same.

void kmeans_dots8_scalar(const uint8_t *rows, ptrdiff_t bytes, const int32_t *which, ptrdiff_t n,
                         const int8_t *m, int32_t *dots) {
  for (ptrdiff_t i = 0; i < n; i++) {
    const uint8_t *x = rows + which[i] * bytes;
    int32_t sum = 0;
    for (ptrdiff_t l = 0; l < bytes; l++) sum += x[l] * m[l];
    dots[i] = sum;
  }
}
