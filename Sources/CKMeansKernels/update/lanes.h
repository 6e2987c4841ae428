// What follows from a cluster's sums, with vectors of 8 features. The including file chooses the
// instructions and defines KMEANS_NAME.

#include "../eight.h"
#include "../pairs.h"
#include "../quotient.h"

typedef struct pair8 {
  v8 high, low;
} pair8;

KMEANS_INLINE pair8 normal8(v8 high, v8 low) {
  v8 sum = high + low;
  return (pair8){sum, low - (sum - high)};
}

KMEANS_INLINE pair8 sum8(pair8 a, pair8 b) {
  v8 sum = a.high + b.high;
  v8 part = sum - a.high;
  return normal8(sum, (a.high - (sum - part)) + (b.high - part) + (a.low + b.low));
}

KMEANS_INLINE pair8 product8(pair8 a, v8 b) {
  v8 product = a.high * b;
  return normal8(product, __builtin_elementwise_fma(a.high, b, -product) + a.low * b);
}

KMEANS_INLINE v8 at8(const double *values) { return *(const v8_unaligned *)values; }

/// Eight whole numbers below 2^62, each as the nearest double and what it leaves.
KMEANS_INLINE pair8 whole8(const int64_t *units) {
  i8 all = *(const i8_unaligned *)units;
  // A number of 32 bits in the last bits of 1.5·2^52 is that much more than it.
  v8 whole = 0x1.8p52;
  v8 upper = ((v8)((all >> 31) + (i8)whole) - whole) * 0x1p31;
  v8 lower = (v8)((all & 0x7FFFFFFF) + (i8)whole) - whole;
  v8 sum = upper + lower;
  return (pair8){sum, lower - (sum - upper)};
}

void KMEANS_NAME(split)(const int64_t *units, const double *unit, ptrdiff_t d, double *high,
                        double *low) {
  ptrdiff_t l = 0;
  for (; l + 8 <= d; l += 8) {
    pair8 sum = whole8(units + l);
    *(v8_unaligned *)(high + l) = sum.high * at8(unit + l);
    *(v8_unaligned *)(low + l) = sum.low * at8(unit + l);
  }
  for (; l < d; l++) kmeans_split(units[l], unit[l], high + l, low + l);
}

/// a + b as the nearest doubles, and what they leave.
KMEANS_INLINE pair8 two_sum8(v8 a, v8 b) {
  v8 sum = a + b, part = sum - a;
  return (pair8){sum, (a - (sum - part)) + (b - part)};
}

ptrdiff_t KMEANS_NAME(split_planes)(const int64_t *units, const kmeans_grid *grid, ptrdiff_t d,
                                    double *high, double *low, int32_t *open) {
  ptrdiff_t unproven = 0, l = 0;
  v8 lower = grid->lower;
  for (; l + 8 <= d; l += 8) {
    pair8 h = whole8(units + l), r = whole8(units + grid->plane + l);
    v8 rest = r.low * lower;
    pair8 s = two_sum8(h.high, r.high * lower), t = two_sum8(h.low, s.low);
    pair8 sum = two_sum8(s.high, t.high);
    v8 g = t.low + rest, left = sum.low + g;
    *(v8_unaligned *)(high + l) = sum.high * at8(grid->unit + l);
    *(v8_unaligned *)(low + l) = left * at8(grid->unit + l);
    i8 proven = ((t.low == 0) | (rest == 0)) &
                ((g == 0) | (sum.high + left * KMEANS_LOW_WIDENED == sum.high));
    if (__builtin_expect(__builtin_reduce_and(proven) == 0, 0)) {
      for (int i = 0; i < 8; i++) {
        if (!proven[i]) open[unproven++] = (int32_t)(l + i);
      }
    }
  }
  for (; l < d; l++) {
    if (!kmeans_split_planes(units[l], units[grid->plane + l], grid->lower, grid->unit[l],
                             high + l, low + l)) {
      open[unproven++] = (int32_t)l;
    }
  }
  return unproven;
}

ptrdiff_t KMEANS_NAME(means)(const double *high, const double *low, double count, ptrdiff_t d,
                             double *means, int32_t *open) {
  ptrdiff_t unproven = 0, l = 0;
  for (; l + 8 <= d; l += 8) {
    v8 h = at8(high + l), divisor = count;
    v8 q = h / divisor, size = __builtin_elementwise_abs(q);
    v8 remainder = __builtin_elementwise_fma(-q, divisor, h);
    v8 correction = (remainder + at8(low + l)) / divisor;
    v8 error = __builtin_elementwise_abs(correction) * KMEANS_CORRECTION_ERROR +
               size * KMEANS_LOW_ERROR;
    v8 most = q + (correction + error), least = q + (correction - error);
    *(v8_unaligned *)(means + l) = most;
    i8 proven = (most == least) & ((size > KMEANS_LEAST_QUOTIENT) | (h == 0));
    if (__builtin_expect(__builtin_reduce_and(proven) == 0, 0)) {
      for (int i = 0; i < 8; i++) {
        if (!proven[i]) open[unproven++] = (int32_t)(l + i);
      }
    }
  }
  for (; l < d; l++) {
    if (!kmeans_quotient(high[l], low[l], count, means + l)) open[unproven++] = (int32_t)l;
  }
  return unproven;
}

void KMEANS_NAME(term)(const double *high, const double *low, const double *weight,
                       const double *m, double scale, ptrdiff_t d, double *term) {
  pair8 w = {weight[0], weight[1]}, total = {0, 0};
  ptrdiff_t l = 0;
  for (; l + 8 <= d; l += 8) {
    v8 value = at8(m + l);
    pair8 twice = {-(at8(high + l) * 2), -(at8(low + l) * 2)};
    total = sum8(total, product8(sum8(product8(w, value), twice), value * scale));
  }
  pair r[8], one = {weight[0], weight[1]};
  for (int i = 0; i < 8; i++) r[i] = (pair){total.high[i], total.low[i]};
  for (ptrdiff_t i = 0; l < d; l++, i++) {
    r[i] = pair_sum(r[i], pair_term(one, (pair){high[l], low[l]}, m[l], scale));
  }
  pair joined = pair_joined(r);
  term[0] = joined.high;
  term[1] = joined.low;
}
