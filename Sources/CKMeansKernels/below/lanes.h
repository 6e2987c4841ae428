// The float32 screen against thresholds, for the instruction set that the including file chooses
// with the macros of floats.h. These must be those of `tile`, because both read the same centroids.

#include "../tile/scores.h"
#include "survivors.h"

#define KMEANS_BLOCK_OF(size)                                                                     \
  static __attribute__((noinline)) void block##size(                                              \
      const float *panel, ptrdiff_t d, const float *packed, const float *half_norms, ptrdiff_t j, \
      const float *thresholds, held *found) {                                                     \
    vf score[KMEANS_BLOCK][KMEANS_VECTORS];                                                       \
    scores(size, panel, d, packed, half_norms + j, score);                                        \
    hold(size, score, thresholds, j, found);                                                      \
  }

KMEANS_EACH_SIZE(KMEANS_BLOCK_OF)

typedef void block_function(const float *, ptrdiff_t, const float *, const float *, ptrdiff_t,
                            const float *, held *);

static block_function *const blocks[] = {NULL, KMEANS_EACH_SIZE(KMEANS_TABLE_ENTRY)};

ptrdiff_t KMEANS_NAME(below)(const float *panel, ptrdiff_t d, const float *packed,
                             const float *half_norms, ptrdiff_t k, const float *thresholds,
                             int32_t *codes) {
  held found;
  found.count = 0;
  found.any = 0;
  int32_t *end = codes;
  for (ptrdiff_t j = 0; j < k;) {
    ptrdiff_t size = block_size(KMEANS_BLOCK, k, j);
    blocks[size](panel, d, packed + j * d, half_norms, j, thresholds, &found);
    if (found.count == held_blocks) end = release(&found, end);
    j += size;
  }
  return release(&found, end) - codes;
}

#define KMEANS_SCORES_OF(size)                                                                    \
  static __attribute__((noinline)) void scores##size(                                             \
      const float *panel, ptrdiff_t d, const float *packed, const float *half_norms, float *out) {\
    vf score[KMEANS_BLOCK][KMEANS_VECTORS];                                                       \
    scores(size, panel, d, packed, half_norms, score);                                            \
    for (int r = 0; r < size; r++) {                                                              \
      for (int v = 0; v < vectors; v++) {                                                         \
        *(vf_unaligned *)(out + r * width + v * KMEANS_LANES) = score[r][v];                      \
      }                                                                                           \
    }                                                                                             \
  }

KMEANS_EACH_SIZE(KMEANS_SCORES_OF)

typedef void scores_function(const float *, ptrdiff_t, const float *, const float *, float *);

#define KMEANS_SCORES_ENTRY(size) scores##size,

static scores_function *const scores_blocks[] = {NULL, KMEANS_EACH_SIZE(KMEANS_SCORES_ENTRY)};

void KMEANS_NAME(scores)(const float *panel, ptrdiff_t d, const float *packed,
                         const float *half_norms, ptrdiff_t k, float *out) {
  for (ptrdiff_t j = 0; j < k;) {
    ptrdiff_t size = block_size(KMEANS_BLOCK, k, j);
    scores_blocks[size](panel, d, packed + j * d, half_norms + j, out + j * width);
    j += size;
  }
}
