#ifndef KMEANS_PACK8_BOUNDS_H
#define KMEANS_PACK8_BOUNDS_H

#include <math.h>

#include "../kernels.h"

// Eight bits a value: v = step·q + e with q in −127 … 127 (−128 … 127 on a grid, −64 … 64 where
// that is asked for), and upper bounds on the effect of the rounding e on a product. These parts
// are computed once a vector, so they need no instruction set of their own.
//
// Let η = 2⁻⁵³. Sums of squares are eight strided sums of at most 2¹⁴ terms each, added up in
// three steps, so they are off by less than (2¹⁴ + 8)·η < 2⁻³⁸ of themselves, the rounding of e
// and of the squares included; and by 2⁻¹⁰⁷⁵ a term where squares are subnormal, which is
// less than 2⁻⁵²⁸ in the root.

/// The step of one vector.
typedef struct step8 {
  float size;
  /// Whether every value is known to be a multiple of it.
  bool exact;
} step8;

/// What a pass over the values of one vector finds.
typedef struct rounded8 {
  /// Σ v² and Σ e²: eight strided sums r over l mod 8, l ascending, then
  /// ((r0+r1)+(r2+r3))+((r4+r5)+(r6+r7)).
  double squares, errors;
  /// Σ q.
  int32_t sum;
} rounded8;

/// The least float that is not below y ≥ 0.
KMEANS_INLINE float float_up(double y) {
  float f = (float)y;
  if ((double)f >= y) return f;
  uint32_t bits;
  __builtin_memcpy(&bits, &f, sizeof bits);
  bits++;
  __builtin_memcpy(&f, &bits, sizeof bits);
  return f;
}

/// The step of values between low and high, such that |v| ≤ most·step; 1 where all are 0.
KMEANS_INLINE step8 step_of(double low, double high, int32_t most) {
  double largest = high > -low ? high : -low;
  if (!(largest > 0)) return (step8){1, true};
  float size = float_up(largest / most);
  // The quotient was rounded, perhaps down. A float times a byte is exact.
  if ((double)size * most < largest) size = nextafterf(size, INFINITY);
  return (step8){size, false};
}

/// The least power of two with −128·unit ≤ low and high ≤ 127·unit; 0 where it lies outside
/// 2⁻¹⁰⁰ … 2¹⁰⁰. Values that are all multiples of it are held without error.
KMEANS_INLINE double unit_of(double low, double high) {
  double largest = high > -low ? high : -low;
  if (!(largest >= 0x1p-93 && largest <= 0x1p100)) return 0;
  uint64_t bits;
  __builtin_memcpy(&bits, &largest, sizeof bits);
  bits &= UINT64_C(0x7ff) << 52;
  double unit;
  __builtin_memcpy(&unit, &bits, sizeof unit);
  // unit ≤ largest < 2·unit, so it takes at most two steps from here.
  unit /= 128;
  while (low < -128 * unit || high > 127 * unit) unit *= 2;
  return unit;
}

/// An upper bound of the root of the real sum of squares, less 2⁻⁵²⁸.
KMEANS_INLINE double root(double squares) { return sqrt(squares) * (1 + 0x1p-38); }

/// An upper bound of ‖e‖, and 2⁻⁵²⁸ more; 0 where no value was rounded.
KMEANS_INLINE double error_bound(const rounded8 *r, step8 step) {
  return step.exact ? 0 : root(r->errors) + 0x1p-527;
}

/// An upper bound of ‖step·q‖ ≤ ‖v‖ + ‖e‖. Squares of multiples of a unit are not subnormal.
KMEANS_INLINE double length_bound(const rounded8 *r, step8 step) {
  return root(r->squares) + error_bound(r, step);
}

/// The facts of one point.
KMEANS_INLINE void point_facts(const rounded8 *r, step8 step, float *facts) {
  facts[0] = step.size;
  facts[1] = float_up(error_bound(r, step));
  facts[2] = float_up(length_bound(r, step));
}

/// The facts of one centroid, widened so that they cover the rounding in `below8`.
///
/// With η = 2⁻²⁴ that computes L from five rounded operations: dot to float and times the step
/// (both fall on s·t·dot only), then three fused ones. Each term passes through at most three, so
/// L is off by at most ((1+η)³ − 1)·A < 3.01·η·A, where A = h + ex·mh + xh·em + s·t·|dot|, and by
/// 2⁻¹⁵⁰·(3 + s) where results are subnormal. The first is less than the 4·η by which each term is
/// widened here; for the last of them s·t·|dot| ≤ xh·‖t·q‖ is used. The rest of 4·η, some 2⁻²⁴·A,
/// covers the rounding of x̂ and m̂, each 2⁻⁵³ of itself. Of the second, s·2⁻¹⁵⁰ ≤ xh·2⁻¹⁵⁰ where q ≠
/// 0 (and where q = 0 nothing is rounded), and 3·2⁻¹⁵⁰ < 2⁻¹⁴⁷.
KMEANS_INLINE void centroid_facts(const rounded8 *r, step8 step, float *facts) {
  double wider = 1 + 0x1p-22;
  double error = error_bound(r, step) + 0x1p-22 * length_bound(r, step);
  double half = 0.5 * r->squares * (1 - 0x1p-37) * (1 - 0x1p-22) - 0x1p-147;
  facts[0] = step.size;
  facts[1] = float_up(error * wider + 0x1p-149);
  facts[2] = float_up((root(r->squares) + 0x1p-528) * wider);
  float lower = (float)half;
  facts[3] = (double)lower > half ? nextafterf(lower, -INFINITY) : lower;
}

// The rest is rounded once more, with a step s′ a little above s/254: with |e| ≤ s/2·(1 + 2⁻⁴⁰)
// that makes whole numbers of at most 127. e is off by 2⁻⁵³ of itself, so the bound of the second
// error includes 2⁻⁵² of the first.

/// The step of the rest of a vector with this step and error; 0 for no second rounding.
KMEANS_INLINE float rest_step(float step, float error) {
  float rest = step * (float)(1.001 / 254);
  return error > 0 && rest >= 0x1p-126f ? rest : 0;
}

/// The facts of the rest: its step, and an upper bound of the error that remains.
KMEANS_INLINE void fine_facts(const rounded8 *r, float rest, float error, float *fine) {
  fine[0] = rest;
  fine[1] = rest > 0 ? float_up(root(r->errors) + 0x1p-52 * (double)error + 0x1p-527) : error;
}

#endif
