// The truth for eight points of a leaf at a time, d ≤ 8, in the order of the truth's folder.

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
