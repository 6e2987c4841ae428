// The points whose gap does not prove their label, a register at a time. That cannot be predicted,
// so nothing here branches on it. The including file chooses the instructions and defines
// KMEANS_LANES, KMEANS_NAME, `look_up(const float *table, vi at)`, the values at `at`, and
// `keep(vi offsets, vi left, int32_t *to)`, which writes the offsets
// whose lane of `left` is −1, others being 0, one after another, and returns how many. It may write
// as many values as there are lanes.

#include "../kernels.h"

typedef float vf __attribute__((ext_vector_type(KMEANS_LANES)));
typedef float vf_unaligned __attribute__((ext_vector_type(KMEANS_LANES), aligned(4), may_alias));
typedef int32_t vi_unaligned
    __attribute__((ext_vector_type(KMEANS_LANES), aligned(4), may_alias));

ptrdiff_t KMEANS_NAME(select)(const int32_t *labels, const float *gaps, const float *thresholds,
                              ptrdiff_t n, int32_t *offsets) {
  ptrdiff_t count = 0, i = 0;
  vi offset;
#pragma clang loop unroll(full)
  for (int lane = 0; lane < KMEANS_LANES; lane++) offset[lane] = lane;
  for (; i + KMEANS_LANES <= n; i += KMEANS_LANES) {
    vi label = *(const vi_unaligned *)(labels + i), none = label < 0;
    vf gap = *(const vf_unaligned *)(gaps + i);
    vi stands = gap > look_up(thresholds, label & ~none);
    count += keep(offset, none | ~stands, offsets + count);
    offset += KMEANS_LANES;
  }
  for (; i < n; i++) {
    int stands = labels[i] >= 0 && gaps[i] > thresholds[labels[i]];
    offsets[count] = (int32_t)i;
    count += !stands;
  }
  return count;
}
