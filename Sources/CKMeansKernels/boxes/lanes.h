// Boxes against centroids, eight candidates or eight points at a time. The including file chooses
// the instructions and defines KMEANS_NAME.

#include "../eight.h"

typedef int32_t i8_short __attribute__((ext_vector_type(8)));
typedef int32_t i8_short_unaligned
    __attribute__((ext_vector_type(8), aligned(4), may_alias));
typedef _Bool m8 __attribute__((ext_vector_type(8)));

static const i8 numbers = {0, 1, 2, 3, 4, 5, 6, 7};

/// Bit p is set where lane p is.
KMEANS_INLINE unsigned bits8(i8 lanes) {
  m8 mask = __builtin_convertvector(lanes, m8);
  unsigned char bits = 0;
  __builtin_memcpy(&bits, &mask, 1);
  return bits;
}

/// The lanes of candidates or points from `i` on that exist.
KMEANS_INLINE i8 present(ptrdiff_t i, ptrdiff_t count) { return numbers < (i8)(count - i); }

KMEANS_INLINE v8 values8(const kmeans_candidates *of, ptrdiff_t l, ptrdiff_t c) {
  return *(const v8_unaligned *)(of->values + l * of->stride + c);
}

KMEANS_INLINE ptrdiff_t middle(const kmeans_box *box, const kmeans_candidates *of, ptrdiff_t d) {
  v8 least = __builtin_inf();
  i8 nearest = 0;
  for (ptrdiff_t c = 0; c < of->count; c += 8) {
    v8 distance = 0;
    for (ptrdiff_t l = 0; l < d; l++) {
      v8 t = 0.5 * box->low[l] + 0.5 * box->high[l] - values8(of, l, c);
      distance += t * t;
    }
    i8 nearer = (distance < least) & present(c, of->count);
    nearest = nearer ? numbers + c : nearest;
    least = nearer ? distance : least;
  }
  double found = __builtin_reduce_min(least);
  i8 none = INT64_MAX;
  return (ptrdiff_t)__builtin_reduce_min(least == found ? nearest : none);
}

KMEANS_INLINE ptrdiff_t filter(const kmeans_box *box, const kmeans_candidates *of, ptrdiff_t d,
                               double *bounds, int32_t *left, double *least) {
  ptrdiff_t star = middle(box, of, d), count = 0;
  v8 least8 = __builtin_inf();
  for (ptrdiff_t c = 0; c < of->count; c += 8) {
    v8 h = 0, r = 0;
    for (ptrdiff_t l = 0; l < d; l++) {
      double low = box->low[l], high = box->high[l], s = of->values[l * of->stride + star];
      double s_low = s - low, s_high = s - high;
      v8 m = values8(of, l, c);
      v8 m_low = m - low, m_high = m - high;
      h += (m - s) * (m > s ? m_high + s_high : m_low + s_low);
      v8 at_low = m_low * m_low + s_low * s_low, at_high = m_high * m_high + s_high * s_high;
      r += at_low > at_high ? at_low : at_high;
    }
    v8 both = __builtin_elementwise_sqrt(2 * r);
    v8 bound = (h - box->slack * r) / both - box->slack * both - box->least;
    *(v8_unaligned *)(bounds + c) = bound;
    i8 here = present(c, of->count), out = bound > (v8)0.0;
    least8 = (here & out & (bound < least8)) ? bound : least8;
    for (unsigned in = bits8(here & ~out); in; in &= in - 1) {
      left[count++] = (int32_t)(c + __builtin_ctz(in));
    }
  }
  *least = __builtin_reduce_min(least8);
  return count;
}

ptrdiff_t KMEANS_NAME(filter)(const kmeans_box *box, const kmeans_candidates *of, double *bounds,
                              int32_t *left, double *least) {
  switch (of->dimensions) {
    case 2: return filter(box, of, 2, bounds, left, least);
    case 3: return filter(box, of, 3, bounds, left, least);
    case 4: return filter(box, of, 4, bounds, left, least);
    default: return filter(box, of, of->dimensions, bounds, left, least);
  }
}

KMEANS_INLINE void part(const kmeans_box *box, ptrdiff_t stride, ptrdiff_t n,
                        const kmeans_candidates *of, ptrdiff_t d, uint64_t *left,
                        double *least) {
  for (ptrdiff_t i = 0; i < n; i += 8) {
    v8 star[8], nearest = __builtin_inf();
    for (ptrdiff_t l = 0; l < d; l++) star[l] = of->values[l * of->stride];
    for (ptrdiff_t c = 0; c < of->count; c++) {
      v8 distance = 0;
      for (ptrdiff_t l = 0; l < d; l++) {
        v8 low = *(const v8_unaligned *)(box->low + l * stride + i);
        v8 high = *(const v8_unaligned *)(box->high + l * stride + i);
        v8 t = 0.5 * low + 0.5 * high - of->values[l * of->stride + c];
        distance += t * t;
      }
      i8 nearer = distance < nearest;
      nearest = nearer ? distance : nearest;
      for (ptrdiff_t l = 0; l < d; l++) {
        star[l] = nearer ? (v8)of->values[l * of->stride + c] : star[l];
      }
    }
    v8 least8 = __builtin_inf();
    i8 left8 = 0;
    for (ptrdiff_t c = 0; c < of->count; c++) {
      v8 h = 0, r = 0;
      for (ptrdiff_t l = 0; l < d; l++) {
        v8 low = *(const v8_unaligned *)(box->low + l * stride + i);
        v8 high = *(const v8_unaligned *)(box->high + l * stride + i);
        v8 m = of->values[l * of->stride + c], s = star[l];
        v8 m_low = m - low, m_high = m - high, s_low = s - low, s_high = s - high;
        h += (m - s) * (m > s ? m_high + s_high : m_low + s_low);
        v8 at_low = m_low * m_low + s_low * s_low, at_high = m_high * m_high + s_high * s_high;
        r += at_low > at_high ? at_low : at_high;
      }
      v8 both = __builtin_elementwise_sqrt(2 * r);
      v8 bound = (h - box->slack * r) / both - box->slack * both - box->least;
      i8 out = bound > (v8)0.0;
      left8 |= ~out & (i8)(int64_t)(UINT64_C(1) << c);
      least8 = (out & (bound < least8)) ? bound : least8;
    }
    *(i8_unaligned *)(left + i) = left8;
    *(v8_unaligned *)(least + i) = least8;
  }
}

void KMEANS_NAME(part)(const kmeans_box *box, ptrdiff_t stride, ptrdiff_t n,
                       const kmeans_candidates *of, uint64_t *left, double *least) {
  switch (of->dimensions) {
    case 1: part(box, stride, n, of, 1, left, least); return;
    case 2: part(box, stride, n, of, 2, left, least); return;
    case 3: part(box, stride, n, of, 3, left, least); return;
    case 4: part(box, stride, n, of, 4, left, least); return;
    case 5: part(box, stride, n, of, 5, left, least); return;
    case 6: part(box, stride, n, of, 6, left, least); return;
    case 7: part(box, stride, n, of, 7, left, least); return;
    default: part(box, stride, n, of, 8, left, least);
  }
}

KMEANS_INLINE void load_columns(const kmeans_columns *x, ptrdiff_t i, ptrdiff_t d, v8 out[8]) {
  switch (x->type) {
    case KMEANS_UINT8:
      for (ptrdiff_t l = 0; l < d; l++) out[l] = load8(x->values, KMEANS_UINT8, l * x->count + i);
      return;
    case KMEANS_FLOAT:
      for (ptrdiff_t l = 0; l < d; l++) out[l] = load8(x->values, KMEANS_FLOAT, l * x->count + i);
      return;
    default:
      for (ptrdiff_t l = 0; l < d; l++) out[l] = load8(x->values, KMEANS_DOUBLE, l * x->count + i);
  }
}

KMEANS_INLINE v8 distance8(const v8 x[8], const double *m, ptrdiff_t stride, ptrdiff_t d) {
  v8 total = 0;
  if (d < 8) {
    for (ptrdiff_t l = 0; l < d; l++) {
      v8 t = x[l] - m[l * stride];
      total += t * t;
    }
    return total;
  }
  v8 t[8];
  for (ptrdiff_t l = 0; l < 8; l++) t[l] = (x[l] - m[l * stride]) * (x[l] - m[l * stride]);
  return ((t[0] + t[1]) + (t[2] + t[3])) + ((t[4] + t[5]) + (t[6] + t[7]));
}

KMEANS_INLINE ptrdiff_t settle(const kmeans_columns *x, const kmeans_candidates *of, ptrdiff_t d,
                               const int32_t *list, ptrdiff_t n, int32_t *labels,
                               int32_t *changed, int32_t *from, double *facts) {
  ptrdiff_t count = 0;
  v8 infinite = __builtin_inf(), gap = infinite, sum = 0;
  for (ptrdiff_t i = 0; i < x->count; i += 8) {
    v8 point[8];
    load_columns(x, i, d, point);
    v8 least = infinite, second = infinite;
    i8 label = 0;
    for (ptrdiff_t p = 0; p < n; p++) {
      v8 value = distance8(point, of->values + list[p], of->stride, d);
      v8 greater = value > least ? value : least;
      second = greater < second ? greater : second;
      label = value < least ? (i8)(int64_t)of->clusters[list[p]] : label;
      least = value < least ? value : least;
    }
    i8 here = present(i, x->count);
    v8 apart = second - least, both = second + least;
    gap = (here & (apart < gap)) ? apart : gap;
    sum = (here & (both > sum)) ? both : sum;
    i8 old = here;
    if (i + 8 <= x->count) {
      old = __builtin_convertvector(*(const i8_short_unaligned *)(labels + i), i8);
    } else {
      for (ptrdiff_t p = 0; i + p < x->count; p++) old[p] = labels[i + p];
    }
    for (unsigned other = bits8(here & (label != old)); other; other &= other - 1) {
      int p = __builtin_ctz(other);
      changed[count] = (int32_t)(i + p);
      from[count++] = (int32_t)old[p];
      labels[i + p] = (int32_t)label[p];
    }
  }
  facts[0] = __builtin_reduce_min(gap);
  facts[1] = __builtin_reduce_max(sum);
  return count;
}

ptrdiff_t KMEANS_NAME(settle)(const kmeans_columns *x, const kmeans_candidates *of,
                              const int32_t *list, ptrdiff_t n, int32_t *labels,
                              int32_t *changed, int32_t *from, double *facts) {
  switch (of->dimensions) {
    case 1: return settle(x, of, 1, list, n, labels, changed, from, facts);
    case 2: return settle(x, of, 2, list, n, labels, changed, from, facts);
    case 3: return settle(x, of, 3, list, n, labels, changed, from, facts);
    case 4: return settle(x, of, 4, list, n, labels, changed, from, facts);
    case 5: return settle(x, of, 5, list, n, labels, changed, from, facts);
    case 6: return settle(x, of, 6, list, n, labels, changed, from, facts);
    case 7: return settle(x, of, 7, list, n, labels, changed, from, facts);
    default: return settle(x, of, 8, list, n, labels, changed, from, facts);
  }
}

/// What is summed up of eight values, or of fewer, of which the rest repeat the first.
KMEANS_INLINE v8 load_some(const kmeans_columns *x, ptrdiff_t at, ptrdiff_t lanes, int32_t type) {
  if (lanes >= 8) return load8(x->values, type, at);
  v8 out = kmeans_value(x->values, type, at);
  for (ptrdiff_t p = 1; p < lanes; p++) out[p] = kmeans_value(x->values, type, at + p);
  return out;
}

KMEANS_INLINE bool survey(const kmeans_columns *x, int32_t type, ptrdiff_t d, const double *scale,
                          const double *unit, ptrdiff_t planes, double step, double *low,
                          double *high, int64_t *sums) {
  i8 held = -1;
  for (ptrdiff_t l = 0; l < d; l++) {
    v8 least = __builtin_inf(), greatest = -__builtin_inf();
    i8 total[2] = {0, 0};
    for (ptrdiff_t i = 0; i < x->count; i += 8) {
      v8 v = load_some(x, l * x->count + i, x->count - i, type);
      i8 here = present(i, x->count);
      least = v < least ? v : least;
      greatest = v > greatest ? v : greatest;
      v8 rest = v;
      double up = scale[l], down = unit[l];
      for (ptrdiff_t p = 0; p < planes; p++) {
        v8 q = __builtin_elementwise_trunc(rest * up);
        total[p] += here & __builtin_convertvector(q, i8);
        rest -= q * down;
        up *= step;
        down /= step;
      }
      held &= rest == (v8)0.0;
    }
    low[l] = __builtin_reduce_min(least) + 0.0;
    high[l] = __builtin_reduce_max(greatest) + 0.0;
    for (ptrdiff_t p = 0; p < planes; p++) sums[p * d + l] = __builtin_reduce_add(total[p]);
  }
  return __builtin_reduce_and(held) != 0;
}

bool KMEANS_NAME(survey)(const kmeans_columns *x, ptrdiff_t d, const double *scale,
                         const double *unit, ptrdiff_t planes, double step, double *low,
                         double *high, int64_t *sums) {
  switch (x->type) {
    case KMEANS_UINT8:
      return survey(x, KMEANS_UINT8, d, scale, unit, planes, step, low, high, sums);
    case KMEANS_FLOAT:
      return survey(x, KMEANS_FLOAT, d, scale, unit, planes, step, low, high, sums);
    default: return survey(x, KMEANS_DOUBLE, d, scale, unit, planes, step, low, high, sums);
  }
}
