// The float32 screen with vectors, for the instruction set that the including file chooses with the
// macros of floats.h.

#include "centroids.h"
#include "scores.h"

/// Scores of `size` centroids from j on, taken into the running minima.
KMEANS_INLINE void block(const int size, const float *panel, ptrdiff_t d, const float *packed,
                         const float *half_norms, ptrdiff_t j, float *least, float *second,
                         int32_t *index) {
  vf score[KMEANS_BLOCK][KMEANS_VECTORS];
  scores(size, panel, d, packed, half_norms + j, score);
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

#define KMEANS_BLOCK_OF(size)                                                                     \
  static __attribute__((noinline)) void block##size(                                              \
      const float *panel, ptrdiff_t d, const float *packed, const float *half_norms, ptrdiff_t j, \
      float *least, float *second, int32_t *index) {                                              \
    block(size, panel, d, packed, half_norms, j, least, second, index);                           \
  }

KMEANS_EACH_SIZE(KMEANS_BLOCK_OF)

typedef void block_function(const float *, ptrdiff_t, const float *, const float *, ptrdiff_t,
                            float *, float *, int32_t *);

static block_function *const blocks[] = {NULL, KMEANS_EACH_SIZE(KMEANS_TABLE_ENTRY)};

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
