// One fixed-point sum as an unevaluated sum of two doubles, for the specification and for the last
// features, which fill no vector.
//
// Each plane is split exactly. With two planes q and r, the sum q + r·lower is joined by error-free
// transformations but for one addition, of what the roundings left. All are multiples of `lower`,
// so it is exact unless they exceed 2^53 of these units. That takes a q above 2^53, next to which r
// is small: 2^53·2^B against 2^62, where B ≥ 10 for any number of points that fits a memory. So
// high + low is off by at most 2^-105 of the sum.

#ifndef KMEANS_SPLIT_H
#define KMEANS_SPLIT_H

#include "../pairs.h"

/// A whole number below 2^62 in size.
KMEANS_INLINE pair whole(int64_t units) {
  // Two halves that are doubles; the first is 0 or greater than the second.
  double upper = (double)(units >> 31) * 0x1p31;
  return pair_normal(upper, (double)(units & 0x7FFFFFFF));
}

KMEANS_INLINE void split(const int64_t *units, const kmeans_grid *grid, ptrdiff_t l,
                         double *high, double *low) {
  pair sum = whole(units[l]);
  if (grid->lower) {
    pair rest = whole(units[grid->plane + l]);
    sum = pair_sum(sum, (pair){rest.high * grid->lower, rest.low * grid->lower});
  }
  high[l] = sum.high * grid->unit[l];
  low[l] = sum.low * grid->unit[l];
}

#endif
