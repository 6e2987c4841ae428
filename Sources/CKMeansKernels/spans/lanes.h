// Sums of distances with vectors of double. The including file chooses the instructions and
// defines the macros of floats.h, where KMEANS_LANES is the doubles in a register.
//
// A block of products stays in registers as the scores of `tile` do: lanes are points, so that a
// product is one chain of multiply-adds whatever the width, and every value of the others is
// fetched once for all vectors of the panel. A panel of many features is larger than the first
// cache, so a group of rows goes through it slice by slice, and its products wait in `dots`.

#include "../floats.h"

typedef double vd __attribute__((ext_vector_type(KMEANS_LANES)));
typedef int64_t vl __attribute__((ext_vector_type(KMEANS_LANES)));
typedef double vd_unaligned __attribute__((ext_vector_type(KMEANS_LANES), aligned(8), may_alias));

/// Features in a slice, and rows in a group.
enum { slice = 96, group = 4 * KMEANS_BLOCK };

/// Continues the products of `size` rows and every lane, over `n` features of d: `panel` and
/// `others` begin with the first of these.
KMEANS_INLINE void products(const int size, const double *panel, ptrdiff_t n, ptrdiff_t d,
                            const double *others, double *dots) {
  vd dot[KMEANS_BLOCK][KMEANS_VECTORS];
#pragma clang loop unroll(full)
  for (int r = 0; r < size; r++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      dot[r][v] = *(const vd_unaligned *)(dots + r * width + v * KMEANS_LANES);
    }
  }
  for (ptrdiff_t l = 0; l < n; l++) {
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
#pragma clang loop unroll(full)
  for (int r = 0; r < size; r++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      *(vd_unaligned *)(dots + r * width + v * KMEANS_LANES) = dot[r][v];
    }
  }
}

#define KMEANS_BLOCK_OF(size)                                                                     \
  static __attribute__((noinline)) void block##size(const double *panel, ptrdiff_t n,             \
                                                    ptrdiff_t d, const double *others,            \
                                                    double *dots) {                               \
    products(size, panel, n, d, others, dots);                                                    \
  }

KMEANS_EACH_SIZE(KMEANS_BLOCK_OF)

typedef void block_function(const double *, ptrdiff_t, ptrdiff_t, const double *, double *);

static block_function *const blocks[] = {NULL, KMEANS_EACH_SIZE(KMEANS_TABLE_ENTRY)};

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

/// The squared distances of every lane to a row, which replace its products; true where some of
/// them must be found by differences.
KMEANS_INLINE bool squares(const double *norms, double other_norm, double *dots) {
  vl near = 0;
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    vd *dot = (vd *)(void *)(dots + v * KMEANS_LANES);
    vd both = *(const vd_unaligned *)(norms + v * KMEANS_LANES) + other_norm;
    *dot = __builtin_elementwise_fma((vd)(-2), *dot, both);
    near |= *dot < 0x1p-8 * both;
  }
  return __builtin_reduce_or(near) != 0;
}

void KMEANS_NAME(spans)(const double *panel, const double *norms, ptrdiff_t d,
                        const double *others, const double *other_norms, ptrdiff_t n,
                        double *sums) {
  _Alignas(64) double dots[group * width];
  for (ptrdiff_t j = 0; j < n; j += group) {
    ptrdiff_t rows = n - j < group ? n - j : group;
    __builtin_memset(dots, 0, sizeof dots);
    for (ptrdiff_t from = 0; from < d; from += slice) {
      ptrdiff_t here = d - from < slice ? d - from : slice;
      for (ptrdiff_t r = 0, size; r < rows; r += size) {
        size = block_size(KMEANS_BLOCK, rows, r);
        blocks[size](panel + from * width, here, d, others + (j + r) * d + from,
                     dots + r * width);
      }
    }
    for (ptrdiff_t r = 0; r < rows; r++) {
      double *square = dots + r * width;
      if (squares(norms, other_norms[j + r], square)) {
        for (ptrdiff_t p = 0; p < width; p++) {
          if (square[p] < 0x1p-8 * (norms[p] + other_norms[j + r])) {
            square[p] = difference(panel + p, d, others + (j + r) * d);
          }
        }
      }
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) {
        *(vd_unaligned *)(sums + v * KMEANS_LANES) +=
            __builtin_elementwise_sqrt(*(const vd *)(void *)(square + v * KMEANS_LANES));
      }
    }
  }
}
