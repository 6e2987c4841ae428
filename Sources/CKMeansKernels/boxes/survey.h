// The box and the sums of eight points at a time.

/// Eight values, or fewer, followed by copies of the first.
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
