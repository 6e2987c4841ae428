// One value as digits of a grid, and its way into sums.

#ifndef KMEANS_MOVE_DIGITS_H
#define KMEANS_MOVE_DIGITS_H

#include "../kernels.h"

typedef struct digits {
  int64_t first, rest;
  bool is_held;
} digits;

/// A value in units of planes 0 and 1. Each step is exact: a product with a power of two only
/// changes an exponent (or underflows, which the comparison notices), and what is left of the value
/// has no more bits than the value.
KMEANS_INLINE digits split(double value, const kmeans_grid *grid, ptrdiff_t l, double second) {
  digits result = {.first = kmeans_integral(value * grid->scale[l])};
  double left = value - (double)result.first * grid->unit[l];
  result.is_held = left == 0;
  if (result.is_held || second == 0) return result;
  result.rest = kmeans_integral(left * grid->scale[l] * second);
  result.is_held = (double)result.rest * (grid->unit[l] * grid->lower) == left;
  return result;
}

/// Adds a value to sums, or takes it out, unsigned, because sums may wrap.
KMEANS_INLINE void give(int64_t *sums, digits value, ptrdiff_t plane, int64_t sign) {
  sums[0] = (int64_t)((uint64_t)sums[0] + (uint64_t)sign * (uint64_t)value.first);
  if (value.rest) {
    sums[plane] = (int64_t)((uint64_t)sums[plane] + (uint64_t)sign * (uint64_t)value.rest);
  }
}

#endif
