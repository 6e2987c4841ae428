// Unevaluated sums of two doubles, operation by operation those of DoubleDouble in Swift: the
// error-free transformations of T. J. Dekker (1971) and T. Ogita, S. M. Rump and S. Oishi (2005).

#ifndef KMEANS_PAIRS_H
#define KMEANS_PAIRS_H

#include "kernels.h"

typedef struct pair {
  double high, low;
} pair;

KMEANS_INLINE pair pair_normal(double high, double low) {
  double sum = high + low;
  return (pair){sum, low - (sum - high)};
}

KMEANS_INLINE pair pair_sum(pair a, pair b) {
  double sum = a.high + b.high;
  double part = sum - a.high;
  return pair_normal(sum, (a.high - (sum - part)) + (b.high - part) + (a.low + b.low));
}

KMEANS_INLINE pair pair_product(pair a, double b) {
  double product = a.high * b;
  return pair_normal(product, __builtin_fma(a.high, b, -product) + a.low * b);
}

/// (w·m − 2s)·(m·scale).
KMEANS_INLINE pair pair_term(pair weight, pair sum, double m, double scale) {
  pair twice = {-(sum.high * 2), -(sum.low * 2)};
  return pair_product(pair_sum(pair_product(weight, m), twice), m * scale);
}

/// Eight strided sums as one.
KMEANS_INLINE pair pair_joined(const pair r[8]) {
  return pair_sum(pair_sum(pair_sum(r[0], r[1]), pair_sum(r[2], r[3])),
                  pair_sum(pair_sum(r[4], r[5]), pair_sum(r[6], r[7])));
}

#endif
