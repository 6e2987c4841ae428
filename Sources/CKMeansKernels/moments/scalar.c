#pragma STDC FP_CONTRACT OFF
#include "../moments.h"

// Moments of every column: the specification. A value is q·unit + r with q the whole number next
// to x·scale, exactly; with four pieces r is split once more. What then remains must be 0. Pieces
// have 23 bits, the first of them the sign, so a product of two fills 46 and 2^14 of the largest
// sums, 3·2^46, stay far below 2^63.

ptrdiff_t kmeans_moments_scalar(const void *values, int32_t type, ptrdiff_t n, ptrdiff_t d,
                                int32_t pieces, const double *scale, const double *unit,
                                ptrdiff_t stride, int64_t *sums, int32_t *spilled) {
  ptrdiff_t count = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    for (ptrdiff_t l = 0; l < d; l++) {
      double x = kmeans_value(values, type, i * d + l);
      if (!kmeans_moment(x, pieces, scale[l], unit[l], stride, sums + l)) {
        spilled[count++] = (int32_t)(i * d + l);
      }
    }
  }
  return count;
}
