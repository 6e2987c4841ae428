#pragma STDC FP_CONTRACT OFF
#include <math.h>

#include "../kernels.h"
#include "centroids.h"

// The float32 screen: the specification.

void kmeans_pack_centroids_scalar(const double *centroids, ptrdiff_t k, ptrdiff_t d,
                                  const double *centre, double scale, float *packed,
                                  float *half_norms) {
  pack_centroids(1, centroids, k, d, centre, scale, packed, half_norms);
}

void kmeans_tile_scalar(const float *panel, ptrdiff_t d, const float *packed,
                        const float *half_norms, ptrdiff_t k, float *least, float *second,
                        int32_t *index) {
  enum { width = KMEANS_WIDTH_SCALAR };
  for (ptrdiff_t p = 0; p < width; p++) {
    least[p] = INFINITY;
    second[p] = INFINITY;
    index[p] = 0;
    for (ptrdiff_t j = 0; j < k; j++) {
      float score = half_norms[j];
      // packed holds −m̃: the product x̃·(−m̃) is exactly (−x̃)·m̃.
      for (ptrdiff_t l = 0; l < d; l++) {
        score = fmaf(panel[l * width + p], packed[j * d + l], score);
      }
      // Written as comparisons, because minima of +0 and −0 differ between processors.
      float loser = score < least[p] ? least[p] : score;
      if (score < least[p]) index[p] = (int32_t)j;
      least[p] = score < least[p] ? score : least[p];
      second[p] = loser < second[p] ? loser : second[p];
    }
  }
}
