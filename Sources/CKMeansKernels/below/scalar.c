#pragma STDC FP_CONTRACT OFF
#include <math.h>

#include "../kernels.h"

// The float32 screen against thresholds: the specification.

ptrdiff_t kmeans_below_scalar(const float *panel, ptrdiff_t d, const float *packed,
                              const float *half_norms, ptrdiff_t k, const float *thresholds,
                              int32_t *codes) {
  enum { width = KMEANS_WIDTH_SCALAR };
  ptrdiff_t count = 0;
  for (ptrdiff_t j = 0; j < k; j++) {
    for (ptrdiff_t p = 0; p < width; p++) {
      // A lane without work stops here, since the specification is slow enough.
      if (!(thresholds[p] > -INFINITY)) continue;
      float score = half_norms[j];
      // packed holds −m̃: the product x̃·(−m̃) is exactly (−x̃)·m̃.
      for (ptrdiff_t l = 0; l < d; l++) {
        score = fmaf(panel[l * width + p], packed[j * d + l], score);
      }
      if (score <= thresholds[p]) codes[count++] = (int32_t)(j * width + p);
    }
  }
  return count;
}

void kmeans_scores_scalar(const float *panel, ptrdiff_t d, const float *packed,
                          const float *half_norms, ptrdiff_t k, float *out) {
  enum { width = KMEANS_WIDTH_SCALAR };
  for (ptrdiff_t j = 0; j < k; j++) {
    for (ptrdiff_t p = 0; p < width; p++) {
      float score = half_norms[j];
      for (ptrdiff_t l = 0; l < d; l++) {
        score = fmaf(panel[l * width + p], packed[j * d + l], score);
      }
      out[j * width + p] = score;
    }
  }
}
