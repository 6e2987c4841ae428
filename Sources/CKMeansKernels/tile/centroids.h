#ifndef KMEANS_TILE_CENTROIDS_H
#define KMEANS_TILE_CENTROIDS_H

#include "../blocks.h"

// The centroids as a tile reads them: block by block, and in a block feature by feature, −m̃ of
// each centroid side by side. A block of `size` centroids from j on begins at packed[j·d].

/// See `pack_centroids` of kmeans_kernels; `most` is 1 … 8.
KMEANS_INLINE void pack_centroids(ptrdiff_t most, const double *centroids, ptrdiff_t k,
                                  ptrdiff_t d, const double *centre, double scale, float *packed,
                                  float *half_norms) {
  for (ptrdiff_t j = 0; j < k;) {
    ptrdiff_t size = block_size(most, k, j);
    double sums[8] = {0};
    for (ptrdiff_t l = 0; l < d; l++) {
      for (ptrdiff_t r = 0; r < size; r++) {
        double t = (centroids[(j + r) * d + l] - centre[l]) * scale;
        packed[j * d + l * size + r] = -(float)t;
        sums[r] += t * t;
      }
    }
    for (ptrdiff_t r = 0; r < size; r++) half_norms[j + r] = (float)(0.5 * sums[r]);
    j += size;
  }
}

#endif
