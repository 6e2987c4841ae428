// The points whose gap does not prove their label, a register at a time. That cannot be predicted,
// so nothing here branches on it. The including file chooses the instructions and defines
// KMEANS_LANES, KMEANS_NAME, and these:
// - `look_up(const float *table, vi at)`: the values at `at`, where a gather is faster than loads
//   one by one, and KMEANS_GATHERS is 1;
// - `pick(vf table, vi at)`: the same from a register, where there is an instruction for it and
//   KMEANS_PICKS is 1;
// - `keep(vi offsets, vi left, int32_t *to)`: writes the offsets whose lane of `left` is −1, others
//   being 0, one after another, and returns how many. It may write as many values as there are
//   lanes.

#include "../kernels.h"

typedef float vf __attribute__((ext_vector_type(KMEANS_LANES)));
typedef float vf_unaligned __attribute__((ext_vector_type(KMEANS_LANES), aligned(4), may_alias));
typedef int32_t vi_unaligned
    __attribute__((ext_vector_type(KMEANS_LANES), aligned(4), may_alias));

#if !KMEANS_GATHERS
KMEANS_INLINE vf look_up(const float *table, vi at) {
  vf values;
#pragma clang loop unroll(full)
  for (int lane = 0; lane < KMEANS_LANES; lane++) values[lane] = table[at[lane]];
  return values;
}
#endif

/// With thresholds in one register, `few`, if `are_few`.
KMEANS_INLINE ptrdiff_t left(const int32_t *labels, const float *gaps, const float *thresholds,
                               vf few, const bool are_few, ptrdiff_t n, int32_t *offsets) {
  ptrdiff_t count = 0, i = 0;
  vi offset;
#pragma clang loop unroll(full)
  for (int lane = 0; lane < KMEANS_LANES; lane++) offset[lane] = lane;
  for (; i + KMEANS_LANES <= n; i += KMEANS_LANES) {
    vi label = *(const vi_unaligned *)(labels + i), none = label < 0, at = label & ~none;
    vf gap = *(const vf_unaligned *)(gaps + i);
    vi stands = gap > (are_few ? pick(few, at) : look_up(thresholds, at));
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

ptrdiff_t KMEANS_NAME(select)(const int32_t *labels, const float *gaps, const float *thresholds,
                              ptrdiff_t k, ptrdiff_t n, int32_t *offsets) {
  vf few = 0;
  if (!KMEANS_PICKS || k > KMEANS_LANES) {
    return left(labels, gaps, thresholds, few, false, n, offsets);
  }
  for (ptrdiff_t j = 0; j < k; j++) few[j] = thresholds[j];
  return left(labels, gaps, thresholds, few, true, n, offsets);
}
