// The steps of lanes.h where no instruction is made for them.

#include "../kernels.h"

typedef int32_t vi __attribute__((ext_vector_type(KMEANS_LANES)));
typedef float vf __attribute__((ext_vector_type(KMEANS_LANES)));

KMEANS_INLINE vf look_up(const float *table, vi at) {
  vf values;
#pragma clang loop unroll(full)
  for (int lane = 0; lane < KMEANS_LANES; lane++) values[lane] = table[at[lane]];
  return values;
}

KMEANS_INLINE ptrdiff_t keep(vi offsets, vi left, int32_t *to) {
  ptrdiff_t count = 0;
#pragma clang loop unroll(full)
  for (int lane = 0; lane < KMEANS_LANES; lane++) {
    to[count] = offsets[lane];
    count -= left[lane];
  }
  return count;
}
