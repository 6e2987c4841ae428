// Points that change their cluster, in fixed-point sums. The including file chooses the
// instructions and defines KMEANS_NAME.

#include "../eight.h"
#include "digits.h"

/// Eight values of a point as digits: those that the planes hold, and 0 for others.
typedef struct digits8 {
  i8 first, rest, held;
  bool all_held, has_rest;
} digits8;

KMEANS_INLINE digits8 split8(v8 value, const kmeans_grid *grid, ptrdiff_t l, double second) {
  v8 scale = *(const v8_unaligned *)(grid->scale + l);
  v8 unit = *(const v8_unaligned *)(grid->unit + l);
  v8 whole = __builtin_elementwise_trunc(value * scale);
  v8 left = value - whole * unit, zero = 0;
  digits8 result = {.held = left == zero, .rest = 0, .has_rest = false};
  result.all_held = __builtin_reduce_and(result.held) != 0;
  if (!result.all_held && second != 0) {
    v8 rest = __builtin_elementwise_trunc(left * scale * second);
    result.held = rest * (unit * grid->lower) == left;
    result.all_held = __builtin_reduce_and(result.held) != 0;
    result.rest = __builtin_convertvector(rest, i8) & result.held;
    result.has_rest = true;
  }
  result.first = __builtin_convertvector(whole, i8) & result.held;
  return result;
}

/// The points from *moved on, for a type and, for few dimensions, a d that are constants.
KMEANS_INLINE ptrdiff_t move(const kmeans_points *x, int32_t type, ptrdiff_t d,
                             const int32_t *from, const int32_t *to, const ptrdiff_t *places,
                             const kmeans_grid *units, int64_t *sums, int32_t *spilled,
                             ptrdiff_t room, ptrdiff_t *moved) {
  // A copy, which no sum can overlap, stays in registers.
  const kmeans_grid copy = *units, *grid = &copy;
  ptrdiff_t count = 0, i = 0, size = d * (ptrdiff_t)kmeans_size(type), plane = grid->plane;
  double second = grid->lower > 0 ? 1 / grid->lower : 0;
  for (; i < x->count && count + d <= room; i++) {
    const char *point = (const char *)x->values + (x->rows ? x->rows[i] : i) * size;
    int64_t *added = sums + places[to[i]];
    int64_t *taken = from && from[i] >= 0 ? sums + places[from[i]] : NULL;
    ptrdiff_t l = 0;
    for (; l + 8 <= d; l += 8) {
      digits8 value = split8(load8(point, type, l), grid, l, second);
      *(i8_unaligned *)(added + l) += value.first;
      if (taken) *(i8_unaligned *)(taken + l) -= value.first;
      if (value.has_rest) {
        *(i8_unaligned *)(added + plane + l) += value.rest;
        if (taken) *(i8_unaligned *)(taken + plane + l) -= value.rest;
      }
      if (__builtin_expect(!value.all_held, 0)) {
        for (int lane = 0; lane < 8; lane++) {
          if (!value.held[lane]) spilled[count++] = (int32_t)(i * d + l + lane);
        }
      }
    }
    for (; l < d; l++) {
      digits value = split(kmeans_value(point, type, l), grid, l, second);
      if (__builtin_expect(!value.is_held, 0)) {
        spilled[count++] = (int32_t)(i * d + l);
        continue;
      }
      give(added + l, value, plane, 1);
      if (taken) give(taken + l, value, plane, -1);
    }
  }
  *moved = i;
  return count;
}

#define KMEANS_MOVE(type, d)                                                                      \
  return move(x, type, d, from, to, places, grid, sums, spilled, room, moved)

ptrdiff_t KMEANS_NAME(move)(const kmeans_points *x, const int32_t *from, const int32_t *to,
                            const ptrdiff_t *places, const kmeans_grid *grid, int64_t *sums,
                            int32_t *spilled, ptrdiff_t room, ptrdiff_t *moved) {
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
