// One mean, for the specification and for the last features, which fill no vector.

#ifndef KMEANS_QUOTIENT_H
#define KMEANS_QUOTIENT_H

#include <stdbool.h>

#include "kernels.h"

// (high + low)/count, rounded once, by Ziv's test: q = high/count rounded leaves high − q·count
// exactly (a remainder of IEEE division), so the true quotient is q + (remainder + low)/count. That
// correction is computed with an error below 2^-51 of itself, and `low` may be off by 2^-105 of
// `high`. Where both ends of a wider interval round to the same number, so does every number
// between them.

/// The relative error of a correction, and what `low` may be off by, widened.
#define KMEANS_CORRECTION_ERROR 0x1p-50
#define KMEANS_LOW_ERROR 0x1p-102
/// Below this, remainders could be subnormal.
#define KMEANS_LEAST_QUOTIENT 0x1p-800

KMEANS_INLINE bool kmeans_quotient(double high, double low, double count, double *mean) {
  double q = high / count, size = __builtin_fabs(q);
  double remainder = __builtin_fma(-q, count, high);
  double correction = (remainder + low) / count;
  double error = __builtin_fabs(correction) * KMEANS_CORRECTION_ERROR + size * KMEANS_LOW_ERROR;
  double most = q + (correction + error), least = q + (correction - error);
  *mean = most;
  return most == least && (size > KMEANS_LEAST_QUOTIENT || high == 0);
}

/// units·unit as a sum of two doubles, |units| < 2^62.
KMEANS_INLINE void kmeans_split(int64_t units, double unit, double *high, double *low) {
  // Two halves that are doubles; the first is 0 or greater than the second.
  double upper = (double)(units >> 31) * 0x1p31;
  double lower = (double)(units & 0x7FFFFFFF);
  double sum = upper + lower;
  *high = sum * unit;
  *low = (lower - (sum - upper)) * unit;
}

// units + others·lower, where both are below 2^62 in size, as a sum of two doubles. Both are sums
// of two doubles that kmeans_split finds, h₁ + h₂ and (after the exact product) l₁ + l₂. Error-free
// additions make of them, without any rounding but of g,
//
//     h₁ + l₁ = s + e,  h₂ + e = t + f,  s + t = high + rest,  g = f + l₂.
//
// g is exact where f or l₂ is 0, and then the sum is high + rest + g exactly. low = rest + g is
// rounded once. If g = 0, high is the nearest double to s + t, the whole sum, and low is exact.
// Otherwise high is the nearest double if |rest + g| is less than half the distance from high to
// the next double towards it; high + 1.5·low = high says that 1.5·low, rounded, is at most that
// half, so that |rest + g| is less. In both cases low is the nearest double to the sum less high.

/// By how much `low` is widened; its own rounding and that of the product are far smaller.
#define KMEANS_LOW_WIDENED 1.5

/// a + b as the nearest double, and what it leaves.
KMEANS_INLINE double kmeans_two_sum(double a, double b, double *left) {
  double sum = a + b, part = sum - a;
  *left = (a - (sum - part)) + (b - part);
  return sum;
}

/// (units + others·lower)·unit as a sum of two doubles; returns whether they are proven.
KMEANS_INLINE bool kmeans_split_planes(int64_t units, int64_t others, double lower, double unit,
                                       double *high, double *low) {
  double h1, h2, l1, l2, e, f, rest;
  kmeans_split(units, 1, &h1, &h2);
  kmeans_split(others, lower, &l1, &l2);
  double s = kmeans_two_sum(h1, l1, &e), t = kmeans_two_sum(h2, e, &f);
  double sum = kmeans_two_sum(s, t, &rest), g = f + l2, left = rest + g;
  *high = sum * unit;
  *low = left * unit;
  return (f == 0 || l2 == 0) && (g == 0 || sum + left * KMEANS_LOW_WIDENED == sum);
}

#endif
