#ifndef KMEANS_BLOCKS_H
#define KMEANS_BLOCKS_H

#include "kernels.h"

/// How many of k centroids the block that begins at j has. Blocks have at most `most` centroids,
/// all about as many (10 centroids are two blocks of 5 rather than 8 and 2: small blocks leave
/// the multipliers waiting for each other); those with one more come first.
KMEANS_INLINE ptrdiff_t block_size(ptrdiff_t most, ptrdiff_t k, ptrdiff_t j) {
  ptrdiff_t blocks = (k + most - 1) / most;
  ptrdiff_t size = k / blocks;
  ptrdiff_t larger = k % blocks;
  return j < larger * (size + 1) ? size + 1 : size;
}

#endif
