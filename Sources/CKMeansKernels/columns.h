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

/// The bits of a fraction of `type`, the highest of 52 first, from the bits of numbers.
KMEANS_INLINE uint64_t kmeans_fraction(uint64_t bits, int32_t type) {
  switch (type) {
    case KMEANS_UINT8: return 0;
    case KMEANS_FLOAT: return (bits & 0x7FFFFF) << 29;
    default: return bits & 0xFFFFFFFFFFFFF;
  }
}

/// The fraction of the l-th value.
KMEANS_INLINE uint64_t kmeans_fraction_at(const void *values, int32_t type, ptrdiff_t l) {
  uint64_t wide = 0;
  uint32_t narrow;
  switch (type) {
    case KMEANS_UINT8: break;
    case KMEANS_FLOAT:
      __builtin_memcpy(&narrow, (const float *)values + l, sizeof narrow);
      wide = narrow;
      break;
    default: __builtin_memcpy(&wide, (const double *)values + l, sizeof wide);
  }
  return kmeans_fraction(wide, type);
}

/// Prefetches memory that will be read, if it exists: `bytes` after `values`.
KMEANS_INLINE void kmeans_read_ahead(const void *values, ptrdiff_t bytes) {
  __builtin_prefetch((const void *)((uintptr_t)values + (uintptr_t)bytes));
}

#endif
