#pragma STDC FP_CONTRACT OFF
#include "../pairs.h"
#include "../quotient.h"

// What follows from a cluster's sums: the specification.

void kmeans_split_scalar(const int64_t *units, const double *unit, ptrdiff_t d, double *high,
                         double *low) {
  for (ptrdiff_t l = 0; l < d; l++) kmeans_split(units[l], unit[l], high + l, low + l);
}

ptrdiff_t kmeans_split_planes_scalar(const int64_t *units, const kmeans_grid *grid, ptrdiff_t d,
                                     double *high, double *low, int32_t *open) {
  ptrdiff_t unproven = 0;
  for (ptrdiff_t l = 0; l < d; l++) {
    if (!kmeans_split_planes(units[l], units[grid->plane + l], grid->lower, grid->unit[l],
                             high + l, low + l)) {
      open[unproven++] = (int32_t)l;
    }
  }
  return unproven;
}

ptrdiff_t kmeans_means_scalar(const double *high, const double *low, double count, ptrdiff_t d,
                              double *means, int32_t *open) {
  ptrdiff_t unproven = 0;
  for (ptrdiff_t l = 0; l < d; l++) {
    if (!kmeans_quotient(high[l], low[l], count, means + l)) open[unproven++] = (int32_t)l;
  }
  return unproven;
}

void kmeans_term_scalar(const double *high, const double *low, const double *weight,
                        const double *m, double scale, ptrdiff_t d, double *term) {
  pair w = {weight[0], weight[1]}, r[8] = {{0, 0}};
  for (ptrdiff_t l = 0; l < d; l++) {
    r[l % 8] = pair_sum(r[l % 8], pair_term(w, (pair){high[l], low[l]}, m[l], scale));
  }
  pair total = pair_joined(r);
  term[0] = total.high;
  term[1] = total.low;
}
