#pragma STDC FP_CONTRACT OFF
#include <math.h>

#include "../kernels.h"

// Sums of distances: the specification.

void kmeans_spans_scalar(const double *panel, const double *norms, ptrdiff_t d,
                         const double *others, const double *other_norms, ptrdiff_t n,
                         double *sums) {
  enum { width = KMEANS_SPAN_SCALAR };
  for (ptrdiff_t p = 0; p < width; p++) {
    for (ptrdiff_t j = 0; j < n; j++) {
      const double *y = others + j * d;
      double dot = 0;
      for (ptrdiff_t l = 0; l < d; l++) dot = fma(panel[l * width + p], y[l], dot);
      double both = norms[p] + other_norms[j];
      double square = fma(-2, dot, both);
      if (square < 0x1p-8 * both) {
        square = 0;
        for (ptrdiff_t l = 0; l < d; l++) {
          double t = panel[l * width + p] - y[l];
          square = fma(t, t, square);
        }
      }
      sums[p] += sqrt(square);
    }
  }
}
