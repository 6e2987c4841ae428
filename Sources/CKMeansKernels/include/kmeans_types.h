#ifndef KMEANS_TYPES_H
#define KMEANS_TYPES_H

#include <stddef.h>
#include <stdint.h>

// What the kernels take besides arrays of numbers.

/// The type in which a point's values are stored.
enum {
  KMEANS_UINT8 = 0,
  KMEANS_FLOAT = 1,
  KMEANS_DOUBLE = 2,
};

/// The greatest whole numbers of centroids for `below8`: all 8 bits, or few enough that the product
/// of two of them with unsigned bytes fits 16 bits.
enum {
  KMEANS_FINE8 = 127,
  KMEANS_COARSE8 = 64,
};

/// Some points of X, point after point, d values each; `values` is aligned to its type.
typedef struct kmeans_points {
  const void *values;
  /// NULL for the first `count` points; else `count` indices of points, counted from `values`.
  const int32_t *rows;
  ptrdiff_t count;
  ptrdiff_t dimensions;
  int32_t type;
} kmeans_points;

/// By how much scores prove labels, and how they become bounds. Lengths are in the scaled space of
/// the panel; `unit` turns them into units of the bounds.
typedef struct kmeans_margins {
  /// The margin that proves a label, constant + linear·X + square·X² for a point of norm X.
  double constant, linear, square;
  /// What values too small for a float can add to a norm.
  double lost;
  /// A power of two.
  double unit;
  /// What a lower bound is lowered by, in units.
  double least;
  /// What is added to a gap, and to a lower bound, for a point of each cluster: k values each.
  const double *own, *others;
} kmeans_margins;

/// The units in which sums are kept, by feature: a value is q·unit + r·(unit·lower) with whole q
/// and r, both towards 0. q is counted in plane 0, and r in plane 1, which begins `plane` numbers
/// farther on.
typedef struct kmeans_grid {
  /// Powers of two, and their inverses.
  const double *scale, *unit;
  /// A power of two from 2⁻⁶² to ½; 0 where there is no plane 1.
  double lower;
  ptrdiff_t plane;
} kmeans_grid;

/// A box of points, and what a bound over it is lowered by: `slack` times the magnitudes that enter
/// it, and `least`.
typedef struct kmeans_box {
  const double *low, *high;
  double slack, least;
} kmeans_box;

/// Centroids feature by feature: value l of candidate c at values[l·stride + c], and up to seven
/// readable values of any kind after the last of each feature. Candidate c is centroid clusters[c].
typedef struct kmeans_candidates {
  const double *values;
  ptrdiff_t stride, count, dimensions;
  const int32_t *clusters;
} kmeans_candidates;

/// Neighbouring points feature by feature: value l of point i at values[l·count + i], and up to
/// seven readable values of any kind after the last of all.
typedef struct kmeans_columns {
  const void *values;
  ptrdiff_t count;
  int32_t type;
} kmeans_columns;

/// Prefetches memory that will be read soon; a hint without any effect on values.
static inline void kmeans_prefetch(const void *start, size_t bytes) {
  for (size_t at = 0; at < bytes; at += 64) __builtin_prefetch((const char *)start + at);
}

#endif
