// The truth for 8 ≤ d ≤ 128, many points to all centroids. Here combining the eight strided sums
// costs as much as the sums, so the lanes are points, as for d < 8, and a point's eight sums are
// eight vectors: the same additions in the same order, and nothing to combine across lanes.
//
// The including file defines KMEANS_TRUTH_LANES, so that eight vectors and a few more fit.

#ifndef KMEANS_TRUTH_MIDDLE_H
#define KMEANS_TRUTH_MIDDLE_H

#include "../eight.h"

typedef double vp __attribute__((ext_vector_type(KMEANS_TRUTH_LANES)));
typedef int64_t ip __attribute__((ext_vector_type(KMEANS_TRUTH_LANES)));
typedef double vp_unaligned
    __attribute__((ext_vector_type(KMEANS_TRUTH_LANES), aligned(8), may_alias));

enum { middle_lanes = KMEANS_TRUTH_LANES, middle_dimensions = 128 };

/// Feature l of the points as columns[l]; the type is a constant.
KMEANS_INLINE void to_columns(const void *const points[], int32_t type, ptrdiff_t d,
                              vp columns[]) {
  for (ptrdiff_t l = 0; l < d; l++) {
    vp column;
#pragma clang loop unroll(full)
    for (int p = 0; p < middle_lanes; p++) column[p] = kmeans_value(points[p], type, l);
    columns[l] = column;
  }
}

/// The points from the i-th on; past the end, the last point again.
KMEANS_INLINE void load_middle(const kmeans_points *x, ptrdiff_t i, vp columns[]) {
  const void *points[middle_lanes];
  for (ptrdiff_t p = 0; p < middle_lanes; p++) {
    points[p] = kmeans_point(x, i + p < x->count ? i + p : x->count - 1);
  }
  switch (x->type) {
    case KMEANS_UINT8: to_columns(points, KMEANS_UINT8, x->dimensions, columns); return;
    case KMEANS_FLOAT: to_columns(points, KMEANS_FLOAT, x->dimensions, columns); return;
    default: to_columns(points, KMEANS_DOUBLE, x->dimensions, columns);
  }
}

KMEANS_INLINE vp sum_middle(const vp columns[], const double *m, ptrdiff_t d) {
  vp r[8];
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++) {
    vp t = columns[i] - m[i];
    r[i] = t * t;
  }
  ptrdiff_t l = 8;
  for (; l + 8 <= d; l += 8) {
#pragma clang loop unroll(full)
    for (int i = 0; i < 8; i++) {
      vp t = columns[l + i] - m[l + i];
      r[i] += t * t;
    }
  }
  vp total = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
  for (; l < d; l++) {
    vp t = columns[l] - m[l];
    total += t * t;
  }
  return total;
}

/// `nearest` of the public header for 8 ≤ d ≤ 128.
static void nearest_middle(const kmeans_points *x, const double *centroids, ptrdiff_t k,
                           int32_t *labels, double *distances) {
  ptrdiff_t d = x->dimensions;
  vp columns[middle_dimensions];
  for (ptrdiff_t i = 0; i < x->count; i += middle_lanes) {
    load_middle(x, i, columns);
    vp least = sum_middle(columns, centroids, d);
    ip label = 0;
    for (ptrdiff_t j = 1; j < k; j++) {
      vp distance = sum_middle(columns, centroids + j * d, d);
      label = distance < least ? (ip)j : label;
      least = distance < least ? distance : least;
    }
    for (int p = 0; p < middle_lanes && i + p < x->count; p++) {
      labels[i + p] = (int32_t)label[p];
      if (distances) distances[i + p] = least[p];
    }
  }
}

#endif
