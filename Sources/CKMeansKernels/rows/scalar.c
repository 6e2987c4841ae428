#pragma STDC FP_CONTRACT OFF
#include <math.h>

#include "../kernels.h"

// Compressed rows: the specification.

#define KMEANS_NAME(function) kmeans_##function##_scalar

/// ((r0+r1)+(r2+r3))+((r4+r5)+(r6+r7)).
KMEANS_INLINE double joined(const double *r) {
  return ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
}

/// δ over the n ≤ 128 features of a leaf.
static double leaf_sum(const double *x, const double *m, ptrdiff_t n) {
  double r[8] = {0};
  ptrdiff_t whole = n - n % 8;
  for (ptrdiff_t l = 0; l < whole; l++) r[l % 8] += (x[l] - m[l]) * (x[l] - m[l]);
  double total = joined(r);
  for (ptrdiff_t l = whole; l < n; l++) total += (x[l] - m[l]) * (x[l] - m[l]);
  return total;
}

#include "between.h"
#include "least.h"
#include "move.h"

void kmeans_row_scores_scalar(const kmeans_row *x, const double *table, ptrdiff_t width,
                              const double *half_norms, double *scores) {
  for (ptrdiff_t j = 0; j < width; j++) {
    double sums[2] = {0, 0};
    for (ptrdiff_t e = 0; e < x->count; e++) {
      double value = kmeans_value(x->values, x->type, e);
      sums[e % 2] = fma(value, table[x->columns[e] * width + j], sums[e % 2]);
    }
    scores[j] = half_norms[j] - (sums[0] + sums[1]);
  }
}

void kmeans_row_narrow_scores_scalar(const kmeans_row *x, const float *table, ptrdiff_t width,
                                     const float *half_norms, double *scores) {
  for (ptrdiff_t j = 0; j < width; j++) {
    float sums[2] = {0, 0};
    for (ptrdiff_t e = 0; e < x->count; e++) {
      float value = (float)kmeans_value(x->values, x->type, e);
      sums[e % 2] = fmaf(value, table[x->columns[e] * width + j], sums[e % 2]);
    }
    scores[j] = half_norms[j] - (sums[0] + sums[1]);
  }
}

int32_t kmeans_row_least_scalar(const double *scores, ptrdiff_t k, double *values) {
  return least_of(scores, k, values);
}
