// Sums of distances of bytes with vectors. The including file chooses the instructions, defines
// the macros of floats.h, and
//
//   vx split(vu x)                 what dot4 takes of four bytes a lane, found once a register
//   vu dot4(vu sum, vx x, vu y)    sum + Σ x·y over the four bytes of each lane, x from 0 to 255
//                                  and y from −128 to 127
//
// As in below8/lanes.h a block of sums stays in registers; what follows it is a root a pair.

#include "../floats.h"

typedef double vd __attribute__((ext_vector_type(KMEANS_LANES)));
typedef double vd_unaligned __attribute__((ext_vector_type(KMEANS_LANES), aligned(8), may_alias));
typedef uint32_t vu_bytes
    __attribute__((ext_vector_type(KMEANS_LANES), aligned(1), may_alias));

/// Σ x·y of `size` rows with every lane.
KMEANS_INLINE void products(const int size, const uint8_t *panel, ptrdiff_t bytes,
                            const int8_t *others, vu dot[KMEANS_BLOCK][KMEANS_VECTORS]) {
#pragma clang loop unroll(full)
  for (int r = 0; r < size; r++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) dot[r][v] = 0;
  }
  for (ptrdiff_t l = 0; l < bytes; l += 4) {
    vx x[KMEANS_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      x[v] = split(*(const vu_bytes *)(panel + l * width + v * KMEANS_LANES * 4));
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < size; r++) {
      uint32_t word;
      __builtin_memcpy(&word, others + r * bytes + l, 4);
      vu y = word;
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) dot[r][v] = dot4(dot[r][v], x[v], y);
    }
  }
}

/// Adds the distances to `size` rows.
KMEANS_INLINE void block(const int size, const uint8_t *panel, const uint32_t *norms,
                         ptrdiff_t bytes, const int8_t *others, const uint32_t *other_norms,
                         double *sums) {
  vu dot[KMEANS_BLOCK][KMEANS_VECTORS];
  products(size, panel, bytes, others, dot);
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    vu norm = *(const vu_bytes *)(norms + v * KMEANS_LANES);
    vd sum = *(const vd_unaligned *)(sums + v * KMEANS_LANES);
#pragma clang loop unroll(full)
    for (int r = 0; r < size; r++) {
      vu square = norm + other_norms[r] - 2 * dot[r][v];
      // Below 2³¹, and signed numbers become doubles faster.
      sum += __builtin_elementwise_sqrt(__builtin_convertvector((vi)square, vd));
    }
    *(vd_unaligned *)(sums + v * KMEANS_LANES) = sum;
  }
}

#define KMEANS_BLOCK_OF(size)                                                                     \
  static __attribute__((noinline)) void block##size(                                              \
      const uint8_t *panel, const uint32_t *norms, ptrdiff_t bytes, const int8_t *others,         \
      const uint32_t *other_norms, double *sums) {                                                \
    block(size, panel, norms, bytes, others, other_norms, sums);                                  \
  }

KMEANS_EACH_SIZE(KMEANS_BLOCK_OF)

typedef void block_function(const uint8_t *, const uint32_t *, ptrdiff_t, const int8_t *,
                            const uint32_t *, double *);

static block_function *const blocks[] = {NULL, KMEANS_EACH_SIZE(KMEANS_TABLE_ENTRY)};

void KMEANS_NAME(spans8)(const uint8_t *panel, const uint32_t *norms, ptrdiff_t bytes,
                         const int8_t *others, const uint32_t *other_norms, ptrdiff_t n,
                         double *sums) {
  for (ptrdiff_t j = 0; j < n;) {
    ptrdiff_t size = block_size(KMEANS_BLOCK, n, j);
    blocks[size](panel, norms, bytes, others + j * bytes, other_norms + j, sums);
    j += size;
  }
}
