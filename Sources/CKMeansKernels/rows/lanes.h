// Compressed rows with vectors, for the instruction set that the including file chooses.

#include "../eight.h"

#ifndef KMEANS_NAME
#error "the including file names the functions"
#endif

typedef double v4 __attribute__((ext_vector_type(4)));
typedef double v4_unaligned __attribute__((ext_vector_type(4), aligned(8), may_alias));

/// ((r0+r1)+(r2+r3))+((r4+r5)+(r6+r7)).
KMEANS_INLINE double joined8(v8 r) {
  // 01 45 23 67, so that halves of registers are added as they lie.
  v4 twos = __builtin_shufflevector(r, r, 0, 4, 2, 6) + __builtin_shufflevector(r, r, 1, 5, 3, 7);
  double first = twos[0] + twos[2];
  return first + (twos[1] + twos[3]);
}

KMEANS_INLINE double joined(const double *r) { return joined8(*(const v8_unaligned *)r); }

/// δ over the n ≤ 128 features of a leaf.
KMEANS_INLINE double leaf_sum(const double *x, const double *m, ptrdiff_t n) {
  v8 r = 0;
  ptrdiff_t l = 0;
  for (; l + 8 <= n; l += 8) {
    v8 t = *(const v8_unaligned *)(x + l) - *(const v8_unaligned *)(m + l);
    r += t * t;
  }
  double total = joined8(r);
  for (; l < n; l++) total += (x[l] - m[l]) * (x[l] - m[l]);
  return total;
}

#include "between.h"
#include "least.h"
#include "move.h"
#include "narrow.h"

/// The scores of `vectors` times 8 centroids.
KMEANS_INLINE void scores8(const kmeans_row *x, int32_t type, const double *table,
                           ptrdiff_t width, const double *half_norms, double *scores,
                           const int vectors) {
  v8 even[3] = {0, 0, 0}, odd[3] = {0, 0, 0};
  ptrdiff_t e = 0;
  for (; e + 2 <= x->count; e += 2) {
    v8 first = kmeans_value(x->values, type, e), second = kmeans_value(x->values, type, e + 1);
    const double *row = table + x->columns[e] * width, *next = table + x->columns[e + 1] * width;
    for (int i = 0; i < vectors; i++) {
      even[i] = __builtin_elementwise_fma(first, *(const v8_unaligned *)(row + 8 * i), even[i]);
      odd[i] = __builtin_elementwise_fma(second, *(const v8_unaligned *)(next + 8 * i), odd[i]);
    }
  }
  if (e < x->count) {
    v8 value = kmeans_value(x->values, type, e);
    const double *row = table + x->columns[e] * width;
    for (int i = 0; i < vectors; i++) {
      even[i] = __builtin_elementwise_fma(value, *(const v8_unaligned *)(row + 8 * i), even[i]);
    }
  }
  for (int i = 0; i < vectors; i++) {
    *(v8_unaligned *)(scores + 8 * i) =
        *(const v8_unaligned *)(half_norms + 8 * i) - (even[i] + odd[i]);
  }
}

/// The same of 4 centroids.
KMEANS_INLINE void scores4(const kmeans_row *x, int32_t type, const double *table,
                           const double *half_norms, double *scores) {
  v4 even = 0, odd = 0;
  ptrdiff_t e = 0;
  for (; e + 2 <= x->count; e += 2) {
    v4 first = kmeans_value(x->values, type, e), second = kmeans_value(x->values, type, e + 1);
    even = __builtin_elementwise_fma(
        first, *(const v4_unaligned *)(table + (ptrdiff_t)x->columns[e] * 4), even);
    odd = __builtin_elementwise_fma(
        second, *(const v4_unaligned *)(table + (ptrdiff_t)x->columns[e + 1] * 4), odd);
  }
  if (e < x->count) {
    v4 value = kmeans_value(x->values, type, e);
    even = __builtin_elementwise_fma(
        value, *(const v4_unaligned *)(table + (ptrdiff_t)x->columns[e] * 4), even);
  }
  *(v4_unaligned *)scores = *(const v4_unaligned *)half_norms - (even + odd);
}

KMEANS_INLINE void all_scores(const kmeans_row *x, int32_t type, const double *table,
                              ptrdiff_t width, const double *half_norms, double *scores) {
  if (width == 4) {
    scores4(x, type, table, half_norms, scores);
    return;
  }
  ptrdiff_t j = 0;
  for (; j + 24 <= width && width != j + 32; j += 24) {
    scores8(x, type, table + j, width, half_norms + j, scores + j, 3);
  }
  for (; j + 16 <= width; j += 16) {
    scores8(x, type, table + j, width, half_norms + j, scores + j, 2);
  }
  if (j < width) scores8(x, type, table + j, width, half_norms + j, scores + j, 1);
}

void KMEANS_NAME(row_scores)(const kmeans_row *x, const double *table, ptrdiff_t width,
                             const double *half_norms, double *scores) {
  switch (x->type) {
    case KMEANS_UINT8: all_scores(x, KMEANS_UINT8, table, width, half_norms, scores); break;
    case KMEANS_FLOAT: all_scores(x, KMEANS_FLOAT, table, width, half_norms, scores); break;
    default: all_scores(x, KMEANS_DOUBLE, table, width, half_norms, scores);
  }
}

int32_t KMEANS_NAME(row_least)(const double *scores, ptrdiff_t k, double *values) {
  return least_of(scores, k, values);
}
