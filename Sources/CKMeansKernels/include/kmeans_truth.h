#ifndef KMEANS_TRUTH_H
#define KMEANS_TRUTH_H

#include "kmeans_types.h"

// The truth: squared distances δ in double. kmeans_kernels.h states the order of their additions.

/// The functions of one instruction set; see kmeans_kernels.h for what holds of all.
typedef struct __attribute__((swift_attr("@Sendable"))) kmeans_truth_kernels {
  /// labels[i] = argmin_j δ(x_i, m_j), ties to the lowest j; distances[i] = that δ unless NULL.
  /// `centroids` is k × d. O(n·k·d).
  void (*nearest)(const kmeans_points *x, const double *centroids, ptrdiff_t k, int32_t *labels,
                  double *distances);

  /// distances[i] = δ(x_i, m). O(n·d).
  void (*to_one)(const kmeans_points *x, const double *m, double *distances);

  /// distances[i] = δ(x_i, m_labels[i]); labels[i] belongs to the i-th point of x, which is point
  /// rows[i] when rows are given. O(n·d).
  void (*to_assigned)(const kmeans_points *x, const double *centroids, const int32_t *labels,
                      double *distances);

  /// distances[i·row + j·column] = δ(x_i, m_j); `centroids` is k × d. O(n·k·d).
  void (*to_all)(const kmeans_points *x, const double *centroids, ptrdiff_t k, double *distances,
                 ptrdiff_t row, ptrdiff_t column);

  /// Σ ⌊u⌋ with u = min(known[i], others[i])·scale, or `most` where u is not less; `most` is at
  /// most 2⁵¹, values are no less than 0, and `others` may be NULL. O(n).
  uint64_t (*masses)(const double *known, const double *others, ptrdiff_t n, double scale,
                     double most);

  /// values[i] = √values[i], rounded once. O(n).
  void (*roots)(double *values, ptrdiff_t n);
} kmeans_truth_kernels;

#endif
