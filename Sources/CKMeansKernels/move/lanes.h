// Points that change their cluster, in fixed-point sums. The including file chooses the
// instructions and defines KMEANS_NAME.

#include "../eight.h"

/// The points from *moved on, for a type and, for few dimensions, a d that are constants.
KMEANS_INLINE ptrdiff_t move(const kmeans_points *x, int32_t type, ptrdiff_t d,
                             const int32_t *from, const int32_t *to, const ptrdiff_t *places,
                             const double *scale, const double *unit, int64_t *sums,
                             int32_t *spilled, ptrdiff_t room, ptrdiff_t *moved) {
  ptrdiff_t count = 0, i = 0, size = d * (ptrdiff_t)kmeans_size(type);
  for (; i < x->count && count + d <= room; i++) {
    const char *point = (const char *)x->values + (x->rows ? x->rows[i] : i) * size;
    int64_t *added = sums + places[to[i]];
    int64_t *taken = from && from[i] >= 0 ? sums + places[from[i]] : NULL;
    ptrdiff_t l = 0;
    for (; l + 8 <= d; l += 8) {
      v8 value = load8(point, type, l);
      v8 whole = __builtin_elementwise_trunc(value * *(const v8_unaligned *)(scale + l));
      i8 held = whole * *(const v8_unaligned *)(unit + l) == value;
      i8 q = __builtin_convertvector(whole, i8) & held;
      *(i8_unaligned *)(added + l) += q;
      if (taken) *(i8_unaligned *)(taken + l) -= q;
      if (__builtin_expect(__builtin_reduce_and(held) == 0, 0)) {
        for (int lane = 0; lane < 8; lane++) {
          if (!held[lane]) spilled[count++] = (int32_t)(i * d + l + lane);
        }
      }
    }
    for (; l < d; l++) {
      double value = kmeans_value(point, type, l);
      int64_t q = (int64_t)(value * scale[l]);
      if (__builtin_expect((double)q * unit[l] != value, 0)) {
        spilled[count++] = (int32_t)(i * d + l);
        continue;
      }
      added[l] = (int64_t)((uint64_t)added[l] + (uint64_t)q);
      if (taken) taken[l] = (int64_t)((uint64_t)taken[l] - (uint64_t)q);
    }
  }
  *moved = i;
  return count;
}

#define KMEANS_MOVE(type, d)                                                                      \
  return move(x, type, d, from, to, places, scale, unit, sums, spilled, room, moved)

ptrdiff_t KMEANS_NAME(move)(const kmeans_points *x, const int32_t *from, const int32_t *to,
                            const ptrdiff_t *places, const double *scale, const double *unit,
                            int64_t *sums, int32_t *spilled, ptrdiff_t room, ptrdiff_t *moved) {
  ptrdiff_t d = x->dimensions;
  switch (x->type) {
    case KMEANS_UINT8:
      if (d == 3) KMEANS_MOVE(KMEANS_UINT8, 3);
      KMEANS_MOVE(KMEANS_UINT8, d);
    case KMEANS_FLOAT:
      if (d == 2) KMEANS_MOVE(KMEANS_FLOAT, 2);
      if (d == 3) KMEANS_MOVE(KMEANS_FLOAT, 3);
      KMEANS_MOVE(KMEANS_FLOAT, d);
    default:
      if (d == 2) KMEANS_MOVE(KMEANS_DOUBLE, 2);
      KMEANS_MOVE(KMEANS_DOUBLE, d);
  }
}
