#pragma STDC FP_CONTRACT OFF
#include "../kernels.h"
#include "digits.h"

// Points that change their cluster, in fixed-point sums: the specification. Only values that the
// planes hold are moved.

ptrdiff_t kmeans_move_scalar(const kmeans_points *x, const int32_t *from, const int32_t *to,
                             const ptrdiff_t *places, const kmeans_grid *grid, int64_t *sums,
                             int32_t *spilled, ptrdiff_t room, ptrdiff_t *moved) {
  ptrdiff_t count = 0, d = x->dimensions, i = 0;
  double second = grid->lower > 0 ? 1 / grid->lower : 0;
  for (; i < x->count && count + d <= room; i++) {
    const void *point = kmeans_point(x, i);
    for (ptrdiff_t l = 0; l < d; l++) {
      digits value = split(kmeans_value(point, x->type, l), grid, l, second);
      if (!value.is_held) {
        spilled[count++] = (int32_t)(i * d + l);
        continue;
      }
      give(sums + places[to[i]] + l, value, grid->plane, 1);
      if (from && from[i] >= 0) give(sums + places[from[i]] + l, value, grid->plane, -1);
    }
  }
  *moved = i;
  return count;
}
