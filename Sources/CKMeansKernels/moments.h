// One value's moments, for the specification and for the last columns, which fill no vector.

#ifndef KMEANS_MOMENTS_H
#define KMEANS_MOMENTS_H

#include "kernels.h"

/// Added to a number below 2^51, this leaves the nearest whole number in the last bits.
#define KMEANS_WHOLE 0x1.8p52
/// The second unit of four pieces is 2^-46 of the first.
#define KMEANS_FINER 0x1p-46

enum { kmeans_piece = 23 };

/// The whole number next to t, |t| < 2^51, halves to the even one; as an integer in `q`.
KMEANS_INLINE double kmeans_whole(double t, int64_t *q) {
  double shifted = t + KMEANS_WHOLE, zero = KMEANS_WHOLE;
  int64_t bits, none;
  __builtin_memcpy(&bits, &shifted, sizeof bits);
  __builtin_memcpy(&none, &zero, sizeof none);
  *q = bits - none;
  return shifted - KMEANS_WHOLE;
}

/// Adds x to the sums of one column, `stride` apart; 0 where the pieces do not hold it.
KMEANS_INLINE int kmeans_moment(double x, int32_t pieces, double scale, double unit,
                                ptrdiff_t stride, int64_t *sums) {
  const int64_t mask = ((int64_t)1 << kmeans_piece) - 1;
  int64_t q, r = 0;
  double rest = x - kmeans_whole(x * scale, &q) * unit;
  if (pieces == 4) {
    rest -= kmeans_whole(rest * (scale / KMEANS_FINER), &r) * (unit * KMEANS_FINER);
  }
  if (rest != 0) return 0;
  // Shifts of negative numbers round down, so all pieces but the first are positive.
  int64_t a = q >> kmeans_piece, b = q & mask, c = r >> kmeans_piece, e = r & mask;
  if (pieces == 4) {
    const int64_t terms[] = {q,     r,     a * a, a * b, 2 * a * c + b * b, a * e + b * c,
                             2 * b * e + c * c, c * e, e * e};
    for (int term = 0; term < 9; term++) sums[term * stride] += terms[term];
  } else {
    const int64_t terms[] = {q, a * a, a * b, b * b};
    for (int term = 0; term < 4; term++) sums[term * stride] += terms[term];
  }
  return 1;
}

#endif
