// The least two of a row's scores, for every instruction set.

#ifndef KMEANS_ROWS_LEAST_H
#define KMEANS_ROWS_LEAST_H

#include "../kernels.h"

KMEANS_INLINE int32_t least_of(const double *scores, ptrdiff_t k, double *values) {
  double least = __builtin_inf(), second = __builtin_inf();
  int32_t index = 0;
  for (ptrdiff_t j = 0; j < k; j++) {
    double score = scores[j];
    double greater = score > least ? score : least;
    second = greater < second ? greater : second;
    index = score < least ? (int32_t)j : index;
    least = score < least ? score : least;
  }
  values[0] = least;
  values[1] = second;
  return index;
}

#endif
