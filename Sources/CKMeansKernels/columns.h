// Matrices read by columns: tiles of rows that stay in the first cache, so that what a block of
// columns accumulates stays in registers for as many rows.

#ifndef KMEANS_COLUMNS_H
#define KMEANS_COLUMNS_H

#include "kernels.h"

/// How many of n rows of d values make a tile.
KMEANS_INLINE ptrdiff_t kmeans_tile_rows(ptrdiff_t n, ptrdiff_t d, int32_t type) {
  ptrdiff_t rows = 32768 / (d * (ptrdiff_t)kmeans_size(type));
  rows = rows < 8 ? 8 : rows;
  return rows < n ? rows : n;
}

#endif
