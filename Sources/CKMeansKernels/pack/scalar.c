#pragma STDC FP_CONTRACT OFF
#include <math.h>

#include "in_floats.h"

// Shifting and scaling into float32: the specification. x − c in double is off by 2⁻⁵³ of itself,
// the product with a power of two is exact unless it leaves the normal range, and rounding to
// float is off by 2⁻²⁴, or by 2⁻¹⁵⁰ below the normal range. A multiply-add of floats is off by the
// last of the three alone.

void kmeans_pack_scalar(const kmeans_points *x, const double *centre, double scale, float *panel,
                        double *norms) {
  enum { width = KMEANS_WIDTH_SCALAR };
  bool in_floats = kmeans_moves_in_floats(x, centre, scale);
  for (ptrdiff_t p = 0; p < width; p++) {
    double norm = 0;
    for (ptrdiff_t l = 0; l < x->dimensions; l++) {
      float value = 0;
      if (p < x->count) {
        double from = kmeans_value(kmeans_point(x, p), x->type, l);
        value = in_floats ? fmaf((float)from, (float)scale, (float)(centre[l] * -scale))
                          : (float)((from - centre[l]) * scale);
      }
      panel[l * width + p] = value;
      // The square of a float is exact in double.
      norm += (double)value * (double)value;
    }
    norms[p] = norm;
  }
}

void kmeans_panel8_scalar(const uint8_t *rows, const float *facts, ptrdiff_t d,
                          const int32_t *index, ptrdiff_t n, uint8_t *panel,
                          float *panel_facts) {
  enum { width = KMEANS_WIDTH_SCALAR };
  for (ptrdiff_t p = 0; p < width; p++) {
    ptrdiff_t row = index[p < n ? p : n - 1];
    for (ptrdiff_t l = 0; l < kmeans_padded(d); l++) {
      panel[(l / 4 * width + p) * 4 + l % 4] = rows[row * kmeans_padded(d) + l];
    }
    for (ptrdiff_t i = 0; i < 3; i++) panel_facts[i * width + p] = facts[3 * row + i];
  }
}
