#pragma STDC FP_CONTRACT OFF
#include <math.h>

#include "../kernels.h"

// Which labels of a panel's lanes are proven, and bounds on their distances, as the specification:
// the vectors do the same operations in the same order. The formulas are derived in
// ScoreMargin.swift and DriftSums.swift.

/// A float at most `value`: the nearest to a number lowered by more than half a last place. Beyond
/// float's range the bound is as large as fits, and NaN gives no bound.
static float rounded_down(double value) {
  double lowered = value - (fabs(value) * 0x1p-23 + 0x1p-140);
  double fitting = lowered < 0x1p126 ? lowered : 0x1p126;
  return value == value ? (float)fitting : -INFINITY;
}

// Square roots are taken of floats, in a fraction of the time. Rounding to float and the root are
// off by 2⁻²⁴ each, so √ is off by less than 2⁻²³ of itself; what can be lost below float's normal
// range, 2⁻¹²⁶, is covered by adding 2⁻¹²⁰ first, or taking it away.

/// At least √value.
static double root_above(double value) {
  return (double)sqrtf((float)(value + 0x1p-120)) * (1 + 0x1p-22);
}

/// At most √value, and 0 for negative values.
static double root_below(double value) {
  double rest = value - 0x1p-120;
  return (double)sqrtf((float)(rest > 0 ? rest : 0)) * (1 - 0x1p-22);
}

ptrdiff_t kmeans_certify_scalar(const kmeans_margins *by, ptrdiff_t n, const double *norms,
                                const float *least, const float *second, const int32_t *index,
                                float *gaps, float *lowers, int32_t *open) {
  ptrdiff_t count = 0;
  for (ptrdiff_t p = 0; p < n; p++) {
    double first = least[p], next = second[p];
    double norm = root_above(norms[p]) * (1 + 0x1p-20) + by->lost;
    double margin = by->constant + (by->linear + by->square * norm) * norm;
    int proven = next - first > margin;
    if (!proven) open[count++] = (int32_t)p;
    if (!gaps) continue;
    double own = by->own[index[p]], others = by->others[index[p]];
    double slack = margin + (0x1p-22 * norm + 2 * by->lost) * norm;
    double far = norms[p] + 2 * first + slack, near = norms[p] + 2 * next - slack;
    double upper = root_above(far > 0 ? far : 0) * by->unit;
    double lower = root_below(near) * by->unit * (1 - 0x1p-29) - by->least;
    double rounding = 0x1p-50 * (upper + fabs(lower) + own + others);
    gaps[p] = proven ? rounded_down(lower - upper + own + others - rounding) : -INFINITY;
    if (lowers) lowers[p] = proven ? rounded_down(lower + others - rounding) : -INFINITY;
  }
  return count;
}
