#pragma STDC FP_CONTRACT OFF
#include <math.h>

#include "../kernels.h"

// Boxes of points against centroids, as the specification: the vectors do the same operations in
// the same order. Why the bounds hold is explained in FilteringStep.swift.

/// The candidate nearest to the middle of the i-th of some boxes, the lowest among equals.
static ptrdiff_t middle(const kmeans_box *box, ptrdiff_t i, ptrdiff_t stride,
                        const kmeans_candidates *of) {
  ptrdiff_t star = 0;
  double least = INFINITY;
  for (ptrdiff_t c = 0; c < of->count; c++) {
    double distance = 0;
    for (ptrdiff_t l = 0; l < of->dimensions; l++) {
      double low = box->low[l * stride + i], high = box->high[l * stride + i];
      double t = 0.5 * low + 0.5 * high - of->values[l * of->stride + c];
      distance += t * t;
    }
    if (distance < least) {
      least = distance;
      star = c;
    }
  }
  return star;
}

/// A lower bound of d(x, c) − d(x, star) over all x of the box.
static double bound(const kmeans_box *box, ptrdiff_t i, ptrdiff_t stride,
                    const kmeans_candidates *of, ptrdiff_t c, ptrdiff_t star) {
  double h = 0, r = 0;
  for (ptrdiff_t l = 0; l < of->dimensions; l++) {
    double low = box->low[l * stride + i], high = box->high[l * stride + i];
    double m = of->values[l * of->stride + c], s = of->values[l * of->stride + star];
    double m_low = m - low, m_high = m - high, s_low = s - low, s_high = s - high;
    h += (m - s) * (m > s ? m_high + s_high : m_low + s_low);
    double at_low = m_low * m_low + s_low * s_low;
    double at_high = m_high * m_high + s_high * s_high;
    r += at_low > at_high ? at_low : at_high;
  }
  double both = sqrt(2 * r);
  return (h - box->slack * r) / both - box->slack * both - box->least;
}

ptrdiff_t kmeans_filter_scalar(const kmeans_box *box, const kmeans_candidates *of,
                               double *bounds, int32_t *left, double *least) {
  ptrdiff_t star = middle(box, 0, 1, of), count = 0;
  *least = INFINITY;
  for (ptrdiff_t c = 0; c < of->count; c++) {
    double value = bound(box, 0, 1, of, c, star);
    bounds[c] = value;
    if (value > 0) {
      if (value < *least) *least = value;
    } else {
      left[count++] = (int32_t)c;
    }
  }
  return count;
}

void kmeans_filter_leaves_scalar(const kmeans_box *box, ptrdiff_t stride, ptrdiff_t n,
                                 const kmeans_candidates *of, uint64_t *left, double *least) {
  for (ptrdiff_t i = 0; i < n; i++) {
    ptrdiff_t star = middle(box, i, stride, of);
    left[i] = 0;
    least[i] = INFINITY;
    for (ptrdiff_t c = 0; c < of->count; c++) {
      double value = bound(box, i, stride, of, c, star);
      if (!(value > 0)) {
        left[i] |= UINT64_C(1) << c;
      } else if (value < least[i]) {
        least[i] = value;
      }
    }
  }
}

/// δ of a point in columns and a candidate, d ≤ 8, in the order of the truth.
static double distance(const kmeans_columns *x, ptrdiff_t i, const kmeans_candidates *of,
                       ptrdiff_t c) {
  double t[8];
  for (ptrdiff_t l = 0; l < of->dimensions; l++) {
    double v = kmeans_value(x->values, x->type, l * x->count + i);
    t[l] = (v - of->values[l * of->stride + c]) * (v - of->values[l * of->stride + c]);
  }
  if (of->dimensions == 8) {
    return ((t[0] + t[1]) + (t[2] + t[3])) + ((t[4] + t[5]) + (t[6] + t[7]));
  }
  double total = 0;
  for (ptrdiff_t l = 0; l < of->dimensions; l++) total += t[l];
  return total;
}

ptrdiff_t kmeans_settle_scalar(const kmeans_columns *x, const kmeans_candidates *of,
                               const int32_t *list, ptrdiff_t n, int32_t *labels,
                               int32_t *changed, int32_t *from, double *facts) {
  ptrdiff_t count = 0;
  facts[0] = INFINITY;
  facts[1] = 0;
  for (ptrdiff_t i = 0; i < x->count; i++) {
    double least = INFINITY, second = INFINITY;
    ptrdiff_t nearest = 0;
    for (ptrdiff_t p = 0; p < n; p++) {
      double value = distance(x, i, of, list[p]);
      double greater = value > least ? value : least;
      if (greater < second) second = greater;
      if (value < least) {
        least = value;
        nearest = list[p];
      }
    }
    if (second - least < facts[0]) facts[0] = second - least;
    if (second + least > facts[1]) facts[1] = second + least;
    int32_t label = of->clusters[nearest];
    if (label == labels[i]) continue;
    changed[count] = (int32_t)i;
    from[count++] = labels[i];
    labels[i] = label;
  }
  return count;
}

bool kmeans_survey_scalar(const kmeans_columns *x, ptrdiff_t d, const double *scale,
                          const double *unit, ptrdiff_t planes, double step, double *low,
                          double *high, int64_t *sums) {
  bool held = true;
  for (ptrdiff_t l = 0; l < d; l++) {
    double least = INFINITY, greatest = -INFINITY;
    int64_t total[2] = {0, 0};
    for (ptrdiff_t i = 0; i < x->count; i++) {
      double v = kmeans_value(x->values, x->type, l * x->count + i);
      least = v < least ? v : least;
      greatest = v > greatest ? v : greatest;
      double rest = v, up = scale[l], down = unit[l];
      for (ptrdiff_t p = 0; p < planes; p++) {
        double q = trunc(rest * up);
        total[p] = (int64_t)((uint64_t)total[p] + (uint64_t)kmeans_integral(q));
        rest -= q * down;
        up *= step;
        down /= step;
      }
      held = held && rest == 0;
    }
    // The same zero, whether +0 or −0 was met first.
    low[l] = least + 0.0;
    high[l] = greatest + 0.0;
    for (ptrdiff_t p = 0; p < planes; p++) sums[p * d + l] = total[p];
  }
  return held;
}
