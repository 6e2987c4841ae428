#ifndef KMEANS_PACK_IN_FLOATS_H
#define KMEANS_PACK_IN_FLOATS_H

#include "../kernels.h"

/// Whether `pack` computes x̃ = fma(x, scale, −(centre·scale)) in float: where all three are floats,
/// x̂ is rounded once, at a fraction of the cost of doubles. A product that is a float is exact, or
/// has lost less than 2⁻¹⁰⁷⁴. O(d).
KMEANS_INLINE bool kmeans_moves_in_floats(const kmeans_points *x, const double *centre,
                                          double scale) {
  int fits = x->type != KMEANS_DOUBLE && scale >= 0x1p-126 && scale <= 0x1p126;
  for (ptrdiff_t l = 0; l < x->dimensions; l++) {
    double shift = centre[l] * scale;
    fits &= (double)(float)shift == shift;
  }
  return fits;
}

#endif
