// Scores of compressed rows in float, which takes half of the table's memory and of the products.

#ifndef KMEANS_ROWS_NARROW_H
#define KMEANS_ROWS_NARROW_H

#include "../eight.h"

typedef float f8 __attribute__((ext_vector_type(8)));

/// The scores of `vectors` times 8 centroids.
KMEANS_INLINE void narrow8(const kmeans_row *x, int32_t type, const float *table, ptrdiff_t width,
                           const float *half_norms, double *scores, const int vectors) {
  f8 even[4] = {0, 0, 0, 0}, odd[4] = {0, 0, 0, 0};
  ptrdiff_t e = 0;
  for (; e + 2 <= x->count; e += 2) {
    f8 first = (float)kmeans_value(x->values, type, e);
    f8 second = (float)kmeans_value(x->values, type, e + 1);
    const float *row = table + x->columns[e] * width, *next = table + x->columns[e + 1] * width;
    for (int i = 0; i < vectors; i++) {
      even[i] = __builtin_elementwise_fma(first, *(const f8_unaligned *)(row + 8 * i), even[i]);
      odd[i] = __builtin_elementwise_fma(second, *(const f8_unaligned *)(next + 8 * i), odd[i]);
    }
  }
  if (e < x->count) {
    f8 value = (float)kmeans_value(x->values, type, e);
    const float *row = table + x->columns[e] * width;
    for (int i = 0; i < vectors; i++) {
      even[i] = __builtin_elementwise_fma(value, *(const f8_unaligned *)(row + 8 * i), even[i]);
    }
  }
  for (int i = 0; i < vectors; i++) {
    f8 score = *(const f8_unaligned *)(half_norms + 8 * i) - (even[i] + odd[i]);
    *(v8_unaligned *)(scores + 8 * i) = __builtin_convertvector(score, v8);
  }
}

KMEANS_INLINE void all_narrow(const kmeans_row *x, int32_t type, const float *table,
                              ptrdiff_t width, const float *half_norms, double *scores) {
  ptrdiff_t j = 0;
  for (; j + 32 <= width; j += 32) {
    narrow8(x, type, table + j, width, half_norms + j, scores + j, 4);
  }
  switch ((width - j) / 8) {
    case 3: narrow8(x, type, table + j, width, half_norms + j, scores + j, 3); break;
    case 2: narrow8(x, type, table + j, width, half_norms + j, scores + j, 2); break;
    case 1: narrow8(x, type, table + j, width, half_norms + j, scores + j, 1); break;
    default: break;
  }
}

void KMEANS_NAME(row_narrow_scores)(const kmeans_row *x, const float *table, ptrdiff_t width,
                                    const float *half_norms, double *scores) {
  switch (x->type) {
    case KMEANS_UINT8: all_narrow(x, KMEANS_UINT8, table, width, half_norms, scores); break;
    case KMEANS_FLOAT: all_narrow(x, KMEANS_FLOAT, table, width, half_norms, scores); break;
    default: all_narrow(x, KMEANS_DOUBLE, table, width, half_norms, scores);
  }
}

#endif
