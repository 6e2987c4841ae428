#ifndef KMEANS_SPANS_H
#define KMEANS_SPANS_H

#include "kmeans_types.h"

// Sums of distances, by which scores such as the silhouette compare every point with every other.

/// The functions of one instruction set; see kmeans_kernels.h for what holds of all.
typedef struct __attribute__((swift_attr("@Sendable"))) kmeans_span_kernels {
  /// Points in a panel of `sums`.
  ptrdiff_t width;

  /// For every lane of a panel, sums[p] += Σ_j √δ̂(x_p, y_j), j ascending, one addition each.
  ///
  /// Value l of point p is at panel[l·width + p], and y_j is a row of d values of `others`; norms
  /// and other_norms are Σ_l x² and Σ_l y². With both = norms[p] + other_norms[j] and the chain
  /// dot = fma(x_l, y_l, dot) from 0, l ascending, δ̂ = fma(−2, dot, both). Where that is below
  /// 2⁻⁸·both, so that digits may have cancelled, δ̂ is the chain fma(t, t, δ̂) of the differences
  /// t = x_l − y_l instead. Hence δ̂ is off by at most (d + 5)·2⁻⁴⁵ of itself. No square may
  /// overflow. O(n·d·width).
  void (*sums)(const double *panel, const double *norms, ptrdiff_t d, const double *others,
               const double *other_norms, ptrdiff_t n, double *sums);

  /// The same for whole numbers from 0 to 255, exactly but for the roots and their sums; a panel
  /// has `panel_width` points.
  ///
  /// Values l … l + 3 of point p are the bytes of word l/4·panel_width + p of `panel`, and a row of
  /// `others` has the values of y less 128; both are zeros past d values, up to `bytes`, which is a
  /// multiple of four and at most 2¹⁵. norms[p] = Σ x² − 256·Σ x, and other_norms[j] = Σ y², modulo
  /// 2³². O(n·bytes·panel_width).
  void (*sums8)(const uint8_t *panel, const uint32_t *norms, ptrdiff_t bytes,
                const int8_t *others, const uint32_t *other_norms, ptrdiff_t n, double *sums);
} kmeans_span_kernels;

#endif
