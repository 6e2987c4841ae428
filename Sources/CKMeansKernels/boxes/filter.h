// Which candidates can be the nearest to points of boxes: one box against eight candidates at a
// time, or eight boxes against one.

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

KMEANS_INLINE void filter_leaves(const kmeans_box *box, ptrdiff_t stride, ptrdiff_t n,
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

void KMEANS_NAME(filter_leaves)(const kmeans_box *box, ptrdiff_t stride, ptrdiff_t n,
                                const kmeans_candidates *of, uint64_t *left, double *least) {
  switch (of->dimensions) {
    case 1: filter_leaves(box, stride, n, of, 1, left, least); return;
    case 2: filter_leaves(box, stride, n, of, 2, left, least); return;
    case 3: filter_leaves(box, stride, n, of, 3, left, least); return;
    case 4: filter_leaves(box, stride, n, of, 4, left, least); return;
    case 5: filter_leaves(box, stride, n, of, 5, left, least); return;
    case 6: filter_leaves(box, stride, n, of, 6, left, least); return;
    case 7: filter_leaves(box, stride, n, of, 7, left, least); return;
    default: filter_leaves(box, stride, n, of, 8, left, least);
  }
}
