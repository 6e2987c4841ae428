#pragma STDC FP_CONTRACT OFF
#include "../kernels.h"

// Points that change their cluster, in fixed-point sums: the specification. As in `add`, only
// values that the unit divides are moved.

ptrdiff_t kmeans_move_scalar(const kmeans_points *x, const int32_t *from, const int32_t *to,
                             const ptrdiff_t *places, const double *scale, const double *unit,
                             int64_t *sums, int32_t *spilled, ptrdiff_t room, ptrdiff_t *moved) {
  ptrdiff_t count = 0, d = x->dimensions, i = 0;
  for (; i < x->count && count + d <= room; i++) {
    const void *point = kmeans_point(x, i);
    for (ptrdiff_t l = 0; l < d; l++) {
      double value = kmeans_value(point, x->type, l);
      int64_t q = (int64_t)(value * scale[l]);
      if ((double)q * unit[l] != value) {
        spilled[count++] = (int32_t)(i * d + l);
        continue;
      }
      // Unsigned, because sums may wrap.
      uint64_t *added = (uint64_t *)sums + places[to[i]] + l;
      *added += (uint64_t)q;
      if (from && from[i] >= 0) {
        uint64_t *taken = (uint64_t *)sums + places[from[i]] + l;
        *taken -= (uint64_t)q;
      }
    }
  }
  *moved = i;
  return count;
}
