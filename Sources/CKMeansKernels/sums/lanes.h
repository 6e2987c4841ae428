// Fixed-point sums with vectors, for the instruction set that the including file chooses.

#include "../eight.h"

/// `add` of the public header for one type, as a constant. `flip` is 0 to add and −1 to take out:
/// (q ^ flip) − flip is q or −q.
KMEANS_INLINE ptrdiff_t add(const void *point, int32_t type, ptrdiff_t d, const double *scale,
                            const double *unit, int64_t *sums, int64_t flip, int32_t *spilled) {
  ptrdiff_t count = 0, l = 0;
  for (; l + 8 <= d; l += 8) {
    v8 x = load8(point, type, l);
    v8 whole = __builtin_elementwise_trunc(x * *(const v8_unaligned *)(scale + l));
    i8 held = whole * *(const v8_unaligned *)(unit + l) == x;
    i8 q = __builtin_convertvector(whole, i8);
    *(i8_unaligned *)(sums + l) += held & ((q ^ flip) - flip);
    if (__builtin_expect(__builtin_reduce_and(held) == 0, 0)) {
      for (int i = 0; i < 8; i++) {
        if (!held[i]) spilled[count++] = (int32_t)(l + i);
      }
    }
  }
  for (; l < d; l++) {
    double x = kmeans_value(point, type, l);
    int64_t q = kmeans_integral(x * scale[l]);
    if ((double)q * unit[l] == x) {
      sums[l] = (int64_t)((uint64_t)sums[l] + ((uint64_t)(q ^ flip) - (uint64_t)flip));
    } else {
      spilled[count++] = (int32_t)l;
    }
  }
  return count;
}

ptrdiff_t KMEANS_NAME(add)(const void *point, int32_t type, ptrdiff_t d, const double *scale,
                           const double *unit, int64_t *sums, int32_t sign, int32_t *spilled) {
  int64_t flip = sign < 0 ? -1 : 0;
  switch (type) {
    case KMEANS_UINT8:
      return add(point, KMEANS_UINT8, d, scale, unit, sums, flip, spilled);
    case KMEANS_FLOAT:
      return add(point, KMEANS_FLOAT, d, scale, unit, sums, flip, spilled);
    default: return add(point, KMEANS_DOUBLE, d, scale, unit, sums, flip, spilled);
  }
}
