#ifndef KMEANS_DOTS8_PLAIN_H
#define KMEANS_DOTS8_PLAIN_H

#include "../kernels.h"

// A loop that compilers turn into the widest products of 16 bits that the instructions have.

KMEANS_INLINE void add64(int32_t *sum, const uint8_t *x, const int8_t *m) {
  for (int l = 0; l < 64; l++) *sum += x[l] * m[l];
}

KMEANS_INLINE int32_t total(const int32_t *sum) { return *sum; }

#endif
