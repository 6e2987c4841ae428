// From scores in registers to the few pairs that stay; for `below` and `below8`.

#include "../floats.h"

enum { held_blocks = 64 / KMEANS_BLOCK };

/// The survivors of some blocks, the r-th centroid of the b-th block at b·KMEANS_BLOCK + r: bit
/// by bit their lanes, and bit by bit whether there is any.
typedef struct held {
  uint64_t lanes[held_blocks * KMEANS_BLOCK];
  uint64_t any;
  /// The first centroid of each block.
  ptrdiff_t first[held_blocks];
  int count;
} held;

typedef _Bool vm __attribute__((ext_vector_type(KMEANS_LANES)));

/// Bit i is set where a_i ≤ b_i.
KMEANS_INLINE uint64_t at_most(vf a, vf b) {
  vm lanes = __builtin_convertvector(a <= b, vm);
  uint64_t bits = 0;
  __builtin_memcpy(&bits, &lanes, sizeof lanes);
  return bits & ((UINT64_C(1) << KMEANS_LANES) - 1);
}

/// Whether any score is at most its lane's threshold: of each lane the least is compared.
KMEANS_INLINE bool has_any(const int size, vf score[KMEANS_BLOCK][KMEANS_VECTORS],
                           const float *thresholds) {
  vi any = 0;
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    vf least = score[0][v];
#pragma clang loop unroll(full)
    for (int r = 1; r < size; r++) least = score[r][v] < least ? score[r][v] : least;
    any |= least <= *(const vf_unaligned *)(thresholds + v * KMEANS_LANES);
  }
  return __builtin_reduce_or(any) != 0;
}

/// Takes the scores of `size` centroids from j on.
///
/// Small blocks seldom have a survivor, so a branch that is nearly always predicted skips them.
/// Whether a large block has any cannot be predicted, and is known only after its last
/// multiply-add. A branch would cost as much as three features, so there is none.
KMEANS_INLINE void hold(const int size, vf score[KMEANS_BLOCK][KMEANS_VECTORS],
                        const float *thresholds, ptrdiff_t j, held *found) {
  const bool large = KMEANS_BLOCK * width > 256;
  if (!large && __builtin_expect(!has_any(size, score, thresholds), 1)) return;
  int at = found->count * KMEANS_BLOCK;
  uint64_t any = 0;
#pragma clang loop unroll(full)
  for (int r = 0; r < size; r++) {
    uint64_t lanes = 0;
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      vf threshold = *(const vf_unaligned *)(thresholds + v * KMEANS_LANES);
      lanes |= at_most(score[r][v], threshold) << (v * KMEANS_LANES);
    }
    found->lanes[at + r] = lanes;
    any |= (uint64_t)(lanes != 0) << r;
  }
  found->any |= any << at;
  found->first[found->count] = j;
  found->count++;
}

/// Writes j·width + lane for every survivor, by centroid and then by lane, and forgets them;
/// returns where the next code goes.
KMEANS_INLINE int32_t *release(held *found, int32_t *codes) {
  for (; found->any; found->any &= found->any - 1) {
    int at = __builtin_ctzll(found->any);
    ptrdiff_t j = found->first[at / KMEANS_BLOCK] + at % KMEANS_BLOCK;
    uint64_t lanes = found->lanes[at];
    do {
      *codes++ = (int32_t)(j * width + __builtin_ctzll(lanes));
    } while (lanes &= lanes - 1);
  }
  found->count = 0;
  return codes;
}
