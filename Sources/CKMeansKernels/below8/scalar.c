#pragma STDC FP_CONTRACT OFF
#include <math.h>

#include "../kernels.h"
#include "product.h"

// The screen in 8 bits against thresholds: the specification. |q_x| ≤ 128 and |q_m| ≤ 127, so a
// sum of d ≤ 2¹⁷ products stays within 2³¹ − 2²⁴, and so does any that begins with 128·Σ q_m taken
// off; on the way to it, unsigned bytes may wrap, which does not matter.

ptrdiff_t kmeans_below8_scalar(const uint8_t *panel, const float *facts, ptrdiff_t d,
                               const uint8_t *packed, const float *centroid_facts, ptrdiff_t k,
                               int32_t most, const float *thresholds, int32_t *codes) {
  enum { width = KMEANS_WIDTH_SCALAR };
  (void)most;
  ptrdiff_t count = 0;
  for (ptrdiff_t j = 0; j < k; j++) {
    const int8_t *m = (const int8_t *)packed + j * (kmeans_padded(d) + 4) + 4;
    const float *fact = centroid_facts + 4 * j;
    for (ptrdiff_t p = 0; p < width; p++) {
      int32_t dot = 0;
      for (ptrdiff_t l = 0; l < d; l++) {
        dot += (int32_t)(int8_t)panel[(l / 4 * width + p) * 4 + l % 4] * (int32_t)m[l];
      }
      float product = (float)dot * fact[0];
      float bound = fmaf(-facts[width + p], fact[2], fact[3]);
      bound = fmaf(-facts[2 * width + p], fact[1], bound);
      bound = fmaf(-facts[p], product, bound);
      if (bound <= thresholds[p]) codes[count++] = (int32_t)(j * width + p);
    }
  }
  return count;
}

static int32_t dot_of(const uint8_t *x, const uint8_t *m, ptrdiff_t d) {
  int32_t dot = 0;
  for (ptrdiff_t l = 0; l < d; l++) dot += (int32_t)(int8_t)x[l] * (int32_t)(int8_t)m[l];
  return dot;
}

ptrdiff_t kmeans_among8_scalar(const uint8_t *rows, const float *facts, const int32_t *index,
                               ptrdiff_t d, const uint8_t *packed, const float *centroid_facts,
                               const float *thresholds, ptrdiff_t n, int32_t *codes,
                               float *bounds) {
  enum { width = KMEANS_WIDTH_SCALAR };
  ptrdiff_t count = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    ptrdiff_t j = codes[i] / width, p = codes[i] % width;
    int32_t dot = dot_of(rows + index[p] * kmeans_padded(d),
                         packed + j * (kmeans_padded(d) + 4) + 4, d);
    const float *own = facts + 3 * index[p], *fact = centroid_facts + 4 * j;
    float bound = fmaf(-own[1], fact[2], fact[3]);
    bound = fmaf(-own[2], fact[1], bound);
    bound = fmaf(-own[0], (float)dot * fact[0], bound);
    if (bound <= thresholds[p]) {
      codes[count] = codes[i];
      bounds[count++] = bound;
    }
  }
  return count;
}

void kmeans_products8_scalar(const kmeans_rests *x, const int32_t *index, ptrdiff_t d,
                             const kmeans_rests *m, const int32_t *codes, ptrdiff_t n,
                             double *products) {
  enum { width = KMEANS_WIDTH_SCALAR };
  for (ptrdiff_t i = 0; i < n; i++) {
    ptrdiff_t row = index[codes[i] % width], j = codes[i] / width;
    ptrdiff_t at = row * kmeans_padded(d), at_m = j * (kmeans_padded(d) + 4) + 4;
    float rest = x->fine[2 * row], rest_m = m->fine[2 * j];
    int32_t dots[3] = {dot_of(x->rows + at, m->rows + at_m, d)};
    if (rest_m > 0) dots[1] = dot_of(x->rows + at, m->rests + at_m, d);
    if (rest > 0) dots[2] = dot_of(x->rests + at, m->rows + at_m, d);
    products[i] = product8(x->facts[3 * row], rest, m->facts[4 * j], rest_m, dots);
  }
}
