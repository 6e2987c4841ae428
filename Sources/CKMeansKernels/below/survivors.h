// From scores in registers to the few pairs that stay; for `below` and `below8`.

#include "../floats.h"

typedef _Bool vm __attribute__((ext_vector_type(KMEANS_LANES)));

/// Bit i is set where a_i ≤ b_i.
KMEANS_INLINE uint64_t at_most(vf a, vf b) {
  vm lanes = __builtin_convertvector(a <= b, vm);
  uint64_t bits = 0;
  __builtin_memcpy(&bits, &lanes, sizeof lanes);
  return bits & ((UINT64_C(1) << KMEANS_LANES) - 1);
}

/// Writes j·width + lane for every score of `size` centroids from j on that is at most its lane's
/// threshold, by centroid and then by lane; returns where the next code goes.
///
/// Most blocks of a good screen have none: the least score of a lane, one minimum a register, is
/// compared for all centroids at once.
KMEANS_INLINE int32_t *survivors(const int size, vf score[KMEANS_BLOCK][KMEANS_VECTORS],
                                 const float *thresholds, ptrdiff_t j, int32_t *codes) {
  vi any = 0;
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    vf least = score[0][v];
#pragma clang loop unroll(full)
    for (int r = 1; r < size; r++) least = score[r][v] < least ? score[r][v] : least;
    any |= least <= *(const vf_unaligned *)(thresholds + v * KMEANS_LANES);
  }
  if (__builtin_expect(__builtin_reduce_or(any) == 0, 1)) return codes;
#pragma clang loop unroll(full)
  for (int r = 0; r < size; r++) {
    uint64_t bits = 0;
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      vf threshold = *(const vf_unaligned *)(thresholds + v * KMEANS_LANES);
      bits |= at_most(score[r][v], threshold) << (v * KMEANS_LANES);
    }
    for (; bits; bits &= bits - 1) {
      *codes++ = (int32_t)((j + r) * width + __builtin_ctzll(bits));
    }
  }
  return codes;
}
