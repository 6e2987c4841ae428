// A row taken out of sums and added to others, for every instruction set.

#ifndef KMEANS_ROWS_MOVE_H
#define KMEANS_ROWS_MOVE_H

#include "../move/digits.h"

KMEANS_INLINE ptrdiff_t move_values(const kmeans_row *x, int32_t type, const kmeans_grid *grid,
                                    int64_t *from, int64_t *to, int32_t *spilled) {
  double second = grid->lower == 0 ? 0 : 1 / grid->lower;
  ptrdiff_t open = 0;
  for (ptrdiff_t e = 0; e < x->count; e++) {
    ptrdiff_t l = x->columns[e];
    digits value = split(kmeans_value(x->values, type, e), grid, l, second);
    if (__builtin_expect(!value.is_held, 0)) {
      spilled[open++] = (int32_t)e;
      continue;
    }
    if (from) give(from + l, value, grid->plane, -1);
    if (to) give(to + l, value, grid->plane, 1);
  }
  return open;
}

ptrdiff_t KMEANS_NAME(row_move)(const kmeans_row *x, const kmeans_grid *grid, int64_t *from,
                                int64_t *to, int32_t *spilled) {
  switch (x->type) {
    case KMEANS_UINT8: return move_values(x, KMEANS_UINT8, grid, from, to, spilled);
    case KMEANS_FLOAT: return move_values(x, KMEANS_FLOAT, grid, from, to, spilled);
    default: return move_values(x, KMEANS_DOUBLE, grid, from, to, spilled);
  }
}

#endif
