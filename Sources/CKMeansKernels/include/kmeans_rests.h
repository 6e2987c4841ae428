#ifndef KMEANS_RESTS_H
#define KMEANS_RESTS_H

#include "kmeans_types.h"

// The second eight bits of vectors in 8 bits: the rest after rounding to s·q, rounded once more.

/// Points or centroids in 8 bits and their rests: x̂ ≈ s·q + s′·r. `rows` and `facts` are those of
/// `rows8` or `centroid_rows8`, `rests` and `fine` those of the functions below.
typedef struct kmeans_rests {
  const uint8_t *rows, *rests;
  const float *facts, *fine;
} kmeans_rests;

/// The functions of one instruction set; see kmeans_kernels.h for what holds of all.
typedef struct __attribute__((swift_attr("@Sendable"))) kmeans_rest_kernels {
  /// The rests that `rows8` left of points, from the `facts` that it wrote: rows of the same size.
  /// `fine` has two floats a point: the step s′, and an upper bound of ‖x̂ − s·q − s′·r‖. Without a
  /// rest, or where s′ would be below the normal floats, s′ is 0, the row is not written, and the
  /// bound is that of the facts. O(n·d).
  void (*points)(const kmeans_points *x, const double *centre, double scale, const float *facts,
                 uint8_t *rests, float *fine);

  /// The same for centroids after `centroid_rows8`. O(k·d).
  void (*centroids)(const double *centroids, ptrdiff_t k, ptrdiff_t d, const double *centre,
                    double scale, const float *facts, uint8_t *rests, float *fine);

  /// For n codes of a panel, whose lane p is row index[p] of x, the product of point and centroid
  /// without that of their rests, s·t·(q_x·q_m) + (s·t′·(q_x·r_m) + s′·t·(r_x·q_m)): products of
  /// bytes exactly in 32 bits, the rest in double as written. O(n·d).
  void (*products)(const kmeans_rests *x, const int32_t *index, ptrdiff_t d, const kmeans_rests *m,
                   const int32_t *codes, ptrdiff_t n, double *products);
} kmeans_rest_kernels;

#endif
