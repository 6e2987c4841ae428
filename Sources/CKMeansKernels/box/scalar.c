#pragma STDC FP_CONTRACT OFF
#include <math.h>

#include "../columns.h"

// The least and greatest value of every column, and its least magnitude but 0: the specification.
// Comparisons with a NaN are false, so it changes no bound, and among equals the first stays.

int32_t kmeans_box_scalar(const void *values, int32_t type, ptrdiff_t n, ptrdiff_t d,
                          double *least, double *greatest, double *magnitude,
                          uint64_t *fractions) {
  int32_t found = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    for (ptrdiff_t l = 0; l < d; l++) {
      double x = kmeans_value(values, type, i * d + l);
      double size = x == 0 ? INFINITY : fabs(x);
      least[l] = x < least[l] ? x : least[l];
      greatest[l] = x > greatest[l] ? x : greatest[l];
      magnitude[l] = size < magnitude[l] ? size : magnitude[l];
      *fractions |= kmeans_fraction_at(values, type, i * d + l);
      found |= x != x;
    }
  }
  return found;
}
