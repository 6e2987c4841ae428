#ifndef KMEANS_COLUMNS_TABLE_H
#define KMEANS_COLUMNS_TABLE_H

#include "kmeans_types.h"

// What is known of the columns of a matrix after one look.

/// The functions of one instruction set; see kmeans_kernels.h for what holds of all.
typedef struct __attribute__((swift_attr("@Sendable"))) kmeans_column_kernels {
  /// The least and the greatest value of every column of n rows of d values, and the least of its
  /// magnitudes but 0, joined with what the arrays hold, d numbers each, and the bits of all
  /// fractions with `fractions`, the highest of 52 first; bytes leave it. Returns whether there was
  /// a NaN, which leaves the arrays as they are. O(n·d).
  int32_t (*box)(const void *values, int32_t type, ptrdiff_t n, ptrdiff_t d, double *least,
                 double *greatest, double *magnitude, uint64_t *fractions);

  /// Adds Σx and Σx² of every column of n ≤ 2¹⁴ rows of d values, in fixed point. scale_l is a
  /// power of two, unit_l its inverse, and |x|·scale_l ≤ 2⁴⁶.
  ///
  /// Two pieces: x = q·unit, q = a·2²³ + b with 0 ≤ b < 2²³; the sums of a column are Σq, Σaa, Σab
  /// and Σbb. Four: x = (q·2⁴⁶ + r)·unit·2⁻⁴⁶ with r likewise in pieces c and e, unit ≥ 2⁻⁹⁶⁰, and
  /// the sums are Σq, Σr, and those of aa, ab, 2ac + bb, ae + bc, 2be + cc, ce and ee. The sums of
  /// column l lie at sums[l], sums[stride + l] and so on. q and r are rounded to the nearest whole
  /// number, halves to the even one. For two pieces of bytes, scale is taken as 1.
  ///
  /// A value that is not held exactly is added to no sum; its number i·d + l goes to `spilled`
  /// (room for n·d), in any order. Returns how many did. O(n·d).
  ptrdiff_t (*moments)(const void *values, int32_t type, ptrdiff_t n, ptrdiff_t d, int32_t pieces,
                       const double *scale, const double *unit, ptrdiff_t stride, int64_t *sums,
                       int32_t *spilled);
} kmeans_column_kernels;

#endif
