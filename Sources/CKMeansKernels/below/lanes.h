// The float32 screen against thresholds, for whatever set of instructions the including file has
// chosen with the macros of floats.h, which must be those of `tile`: they share its centroids.

#include "../tile/scores.h"
#include "survivors.h"

#define KMEANS_BLOCK_OF(size)                                                                     \
  static __attribute__((noinline)) int32_t *block##size(                                          \
      const float *panel, ptrdiff_t d, const float *packed, const float *half_norms, ptrdiff_t j, \
      const float *thresholds, int32_t *codes) {                                                  \
    vf score[KMEANS_BLOCK][KMEANS_VECTORS];                                                       \
    scores(size, panel, d, packed, half_norms + j, score);                                        \
    return survivors(size, score, thresholds, j, codes);                                          \
  }

KMEANS_EACH_SIZE(KMEANS_BLOCK_OF)

typedef int32_t *block_function(const float *, ptrdiff_t, const float *, const float *, ptrdiff_t,
                                const float *, int32_t *);

static block_function *const blocks[] = {NULL, KMEANS_EACH_SIZE(KMEANS_TABLE_ENTRY)};

ptrdiff_t KMEANS_NAME(below)(const float *panel, ptrdiff_t d, const float *packed,
                             const float *half_norms, ptrdiff_t k, const float *thresholds,
                             int32_t *codes) {
  int32_t *end = codes;
  for (ptrdiff_t j = 0; j < k;) {
    ptrdiff_t size = block_size(KMEANS_BLOCK, k, j);
    end = blocks[size](panel, d, packed + j * d, half_norms, j, thresholds, end);
    j += size;
  }
  return end - codes;
}
