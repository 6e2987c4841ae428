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

#endif
