#pragma STDC FP_CONTRACT OFF
#include <math.h>

#include "../kernels.h"

// Sums of distances of bytes: the specification.

void kmeans_spans8_scalar(const uint8_t *panel, const uint32_t *norms, ptrdiff_t bytes,
                          const int8_t *others, const uint32_t *other_norms, ptrdiff_t n,
                          double *sums) {
  enum { width = KMEANS_WIDTH_SCALAR };
  for (ptrdiff_t p = 0; p < width; p++) {
    for (ptrdiff_t j = 0; j < n; j++) {
      const int8_t *y = others + j * bytes;
      int32_t dot = 0;
      for (ptrdiff_t l = 0; l < bytes; l++) {
        dot += panel[(l / 4 * width + p) * 4 + l % 4] * y[l];
      }
      // x·y = dot + 128·Σ x; modulo 2³² nothing is lost, because δ itself fits.
      uint32_t square = norms[p] + other_norms[j] - 2 * (uint32_t)dot;
      sums[p] += sqrt((double)square);
    }
  }
}
