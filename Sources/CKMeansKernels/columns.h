// Matrices read by columns: in tiles of rows that stay in the nearest caches, so that the sums of a
// block of columns stay in registers for as many rows.

#ifndef KMEANS_COLUMNS_H
#define KMEANS_COLUMNS_H

#include "kernels.h"

/// How many of n rows of d values make a tile.
KMEANS_INLINE ptrdiff_t kmeans_tile_rows(ptrdiff_t n, ptrdiff_t d, int32_t type) {
  ptrdiff_t rows = 65536 / (d * (ptrdiff_t)kmeans_size(type));
  rows = rows < 8 ? 8 : rows;
  return rows < n ? rows : n;
}

/// Prefetches memory that will be read, if it exists: `bytes` after `values`.
KMEANS_INLINE void kmeans_read_ahead(const void *values, ptrdiff_t bytes) {
  __builtin_prefetch((const void *)((uintptr_t)values + (uintptr_t)bytes));
}

#endif
