// The scores of a block of centroids, in registers; for `tile` and `below`.
//
// Lanes are points, so a score is one chain of multiply-adds whatever the width. A block of
// scores stays in KMEANS_VECTORS × KMEANS_BLOCK registers for all of d: enough chains to keep the
// multipliers busy (latency × multipliers, 8 … 16), few enough to leave registers for the panel's
// values and one centroid's value at a time, which is broadcast once for all vectors. Per feature
// that costs VECTORS + BLOCK loads for VECTORS × BLOCK multiply-adds, less than one load each, so
// the multipliers set the pace even when the panel streams from the second-level cache.

#include "../floats.h"

/// score[r][v] of `size` centroids; `packed` and `half_norms` begin with the first of them.
KMEANS_INLINE void scores(const int size, const float *panel, ptrdiff_t d, const float *packed,
                          const float *half_norms, vf score[KMEANS_BLOCK][KMEANS_VECTORS]) {
#pragma clang loop unroll(full)
  for (int r = 0; r < size; r++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) score[r][v] = half_norms[r];
  }
  for (ptrdiff_t l = 0; l < d; l++) {
    vf x[KMEANS_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      x[v] = *(const vf_unaligned *)(panel + l * width + v * KMEANS_LANES);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < size; r++) {
      vf m = packed[l * size + r];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) {
        score[r][v] = __builtin_elementwise_fma(x[v], m, score[r][v]);
      }
    }
  }
}
