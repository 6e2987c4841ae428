#pragma STDC FP_CONTRACT OFF
#if defined(__aarch64__)
#include "../kernels.h"

#define KMEANS_NAME(function) kmeans_##function##_neon
#define KMEANS_LANES 4
#define KMEANS_PICKS 0
#define KMEANS_GATHERS 0

typedef int32_t vi __attribute__((ext_vector_type(KMEANS_LANES)));
typedef float vf __attribute__((ext_vector_type(KMEANS_LANES)));

KMEANS_INLINE ptrdiff_t keep(vi offsets, vi left, int32_t *to) {
  ptrdiff_t count = 0;
#pragma clang loop unroll(full)
  for (int lane = 0; lane < KMEANS_LANES; lane++) {
    to[count] = offsets[lane];
    count -= left[lane];
  }
  return count;
}

KMEANS_INLINE vf pick(vf table, vi at) {
  (void)at;
  return table;
}

#include "lanes.h"
#endif
