// Sums of distances with vectors of double. The including file chooses the instructions and
// defines the macros of floats.h, where KMEANS_LANES is the doubles in a register.
//
// A block of products stays in registers as the scores of `tile` do: lanes are points, so that a
// product is one chain of multiply-adds whatever the width, and every value of the others is
// fetched once for all vectors of the panel.

#include "../floats.h"

typedef double vd __attribute__((ext_vector_type(KMEANS_LANES)));
typedef int64_t vl __attribute__((ext_vector_type(KMEANS_LANES)));
typedef double vd_unaligned __attribute__((ext_vector_type(KMEANS_LANES), aligned(8), may_alias));

/// x·y of `size` rows with every lane.
KMEANS_INLINE void products(const int size, const double *panel, ptrdiff_t d,
                            const double *others, vd dot[KMEANS_BLOCK][KMEANS_VECTORS]) {
#pragma clang loop unroll(full)
  for (int r = 0; r < size; r++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) dot[r][v] = 0;
  }
  for (ptrdiff_t l = 0; l < d; l++) {
    vd x[KMEANS_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      x[v] = *(const vd_unaligned *)(panel + l * width + v * KMEANS_LANES);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < size; r++) {
      vd y = others[r * d + l];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) {
        dot[r][v] = __builtin_elementwise_fma(x[v], y, dot[r][v]);
      }
    }
  }
}

/// δ by differences, where the product has too few digits left.
static __attribute__((noinline)) double difference(const double *panel, ptrdiff_t d,
                                                   const double *y) {
  double square = 0;
  for (ptrdiff_t l = 0; l < d; l++) {
    double t = panel[l * width] - y[l];
    square = __builtin_fma(t, t, square);
  }
  return square;
}

/// Adds the roots of a block, some of whose squares have to be found by differences.
static __attribute__((noinline)) void add_mended(ptrdiff_t size, const double *panel,
                                                 const double *norms, ptrdiff_t d,
                                                 const double *others, const double *other_norms,
                                                 const double *squares, double *sums) {
  for (ptrdiff_t r = 0; r < size; r++) {
    for (ptrdiff_t p = 0; p < width; p++) {
      double square = squares[r * width + p];
      if (square < 0x1p-8 * (norms[p] + other_norms[r])) {
        square = difference(panel + p, d, others + r * d);
      }
      sums[p] += __builtin_elementwise_sqrt(square);
    }
  }
}

/// Adds the distances to `size` rows.
KMEANS_INLINE void block(const int size, const double *panel, const double *norms, ptrdiff_t d,
                         const double *others, const double *other_norms, double *sums) {
  vd square[KMEANS_BLOCK][KMEANS_VECTORS];
  products(size, panel, d, others, square);
  vl near = 0;
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    vd norm = *(const vd_unaligned *)(norms + v * KMEANS_LANES);
#pragma clang loop unroll(full)
    for (int r = 0; r < size; r++) {
      vd both = norm + other_norms[r];
      square[r][v] = __builtin_elementwise_fma((vd)(-2), square[r][v], both);
      near |= square[r][v] < 0x1p-8 * both;
    }
  }
  if (__builtin_reduce_or(near)) {
    double squares[KMEANS_BLOCK * width];
    for (int r = 0; r < size; r++) {
      for (int v = 0; v < vectors; v++) {
        *(vd_unaligned *)(squares + r * width + v * KMEANS_LANES) = square[r][v];
      }
    }
    add_mended(size, panel, norms, d, others, other_norms, squares, sums);
    return;
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    vd sum = *(const vd_unaligned *)(sums + v * KMEANS_LANES);
#pragma clang loop unroll(full)
    for (int r = 0; r < size; r++) sum += __builtin_elementwise_sqrt(square[r][v]);
    *(vd_unaligned *)(sums + v * KMEANS_LANES) = sum;
  }
}

#define KMEANS_BLOCK_OF(size)                                                                     \
  static __attribute__((noinline)) void block##size(                                              \
      const double *panel, const double *norms, ptrdiff_t d, const double *others,                \
      const double *other_norms, double *sums) {                                                  \
    block(size, panel, norms, d, others, other_norms, sums);                                      \
  }

KMEANS_EACH_SIZE(KMEANS_BLOCK_OF)

typedef void block_function(const double *, const double *, ptrdiff_t, const double *,
                            const double *, double *);

static block_function *const blocks[] = {NULL, KMEANS_EACH_SIZE(KMEANS_TABLE_ENTRY)};

void KMEANS_NAME(spans)(const double *panel, const double *norms, ptrdiff_t d,
                        const double *others, const double *other_norms, ptrdiff_t n,
                        double *sums) {
  for (ptrdiff_t j = 0; j < n;) {
    ptrdiff_t size = block_size(KMEANS_BLOCK, n, j);
    blocks[size](panel, norms, d, others + j * d, other_norms + j, sums);
    j += size;
  }
}
