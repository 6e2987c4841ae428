// The float32 screen with vectors. The including file chooses the instructions and defines
// KMEANS_LANES, floats in a register; KMEANS_VECTORS, registers that hold a feature of a panel;
// KMEANS_BLOCK, centroids at a time (at most 8); and KMEANS_NAME.
//
// Lanes are points, so a score is one chain of multiply-adds whatever the width. A block of
// scores stays in KMEANS_VECTORS × KMEANS_BLOCK registers for all of d: enough chains to keep the
// multipliers busy (latency × multipliers, 8 … 16), few enough to leave registers for the panel's
// values and one centroid's value at a time, which is broadcast once for all vectors. Per feature
// that costs VECTORS + BLOCK loads for VECTORS × BLOCK multiply-adds, less than one load each, so
// the multipliers set the pace even when the panel streams from the second-level cache.

#include "../kernels.h"
#include "centroids.h"

typedef float vf __attribute__((ext_vector_type(KMEANS_LANES)));
typedef int32_t vi __attribute__((ext_vector_type(KMEANS_LANES)));
typedef float vf_unaligned __attribute__((ext_vector_type(KMEANS_LANES), aligned(4), may_alias));
typedef int32_t vi_unaligned
    __attribute__((ext_vector_type(KMEANS_LANES), aligned(4), may_alias));

enum { vectors = KMEANS_VECTORS, width = KMEANS_LANES * KMEANS_VECTORS };

/// Scores of `size` centroids from j on, taken into the running minima.
KMEANS_INLINE void block(const int size, const float *panel, ptrdiff_t d, const float *packed,
                         const float *half_norms, ptrdiff_t j, float *least, float *second,
                         int32_t *index) {
  vf score[KMEANS_BLOCK][KMEANS_VECTORS];
#pragma clang loop unroll(full)
  for (int r = 0; r < size; r++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) score[r][v] = half_norms[j + r];
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
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    vf first = *(vf_unaligned *)(least + v * KMEANS_LANES);
    vf next = *(vf_unaligned *)(second + v * KMEANS_LANES);
    vi at = *(vi_unaligned *)(index + v * KMEANS_LANES);
#pragma clang loop unroll(full)
    for (int r = 0; r < size; r++) {
      vf s = score[r][v];
      vi lower = s < first;
      vf loser = lower ? first : s;
      first = lower ? s : first;
      next = loser < next ? loser : next;
      at = lower ? (vi)(int32_t)(j + r) : at;
    }
    *(vf_unaligned *)(least + v * KMEANS_LANES) = first;
    *(vf_unaligned *)(second + v * KMEANS_LANES) = next;
    *(vi_unaligned *)(index + v * KMEANS_LANES) = at;
  }
}

// A function for each size, so that each has the registers to itself.
#define KMEANS_BLOCK_OF(size)                                                                     \
  static __attribute__((noinline)) void block##size(                                              \
      const float *panel, ptrdiff_t d, const float *packed, const float *half_norms, ptrdiff_t j, \
      float *least, float *second, int32_t *index) {                                              \
    block(size, panel, d, packed, half_norms, j, least, second, index);                           \
  }

KMEANS_BLOCK_OF(1)
KMEANS_BLOCK_OF(2)
KMEANS_BLOCK_OF(3)
KMEANS_BLOCK_OF(4)
#if KMEANS_BLOCK > 4
KMEANS_BLOCK_OF(5)
KMEANS_BLOCK_OF(6)
#endif
#if KMEANS_BLOCK > 6
KMEANS_BLOCK_OF(7)
KMEANS_BLOCK_OF(8)
#endif

typedef void block_function(const float *, ptrdiff_t, const float *, const float *, ptrdiff_t,
                            float *, float *, int32_t *);

static block_function *const blocks[] = {
    NULL,   block1, block2, block3, block4,
#if KMEANS_BLOCK > 4
    block5, block6,
#endif
#if KMEANS_BLOCK > 6
    block7, block8,
#endif
};

void KMEANS_NAME(tile)(const float *panel, ptrdiff_t d, const float *packed,
                       const float *half_norms, ptrdiff_t k, float *least, float *second,
                       int32_t *index) {
  for (ptrdiff_t p = 0; p < width; p++) {
    least[p] = __builtin_inff();
    second[p] = __builtin_inff();
    index[p] = 0;
  }
  for (ptrdiff_t j = 0; j < k;) {
    ptrdiff_t size = block_size(KMEANS_BLOCK, k, j);
    blocks[size](panel, d, packed + j * d, half_norms, j, least, second, index);
    j += size;
  }
}

void KMEANS_NAME(pack_centroids)(const double *centroids, ptrdiff_t k, ptrdiff_t d,
                                 const double *centre, double scale, float *packed,
                                 float *half_norms) {
  pack_centroids(KMEANS_BLOCK, centroids, k, d, centre, scale, packed, half_norms);
}
