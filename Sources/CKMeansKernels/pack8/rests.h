// The rests after rounding to eight bits, rounded to eight bits more: part of lanes.h.

/// Rounds the rest of one vector into `bytes`, as `round8` does. `squares` is not filled.
KMEANS_INLINE rounded8 rest8(const moved8 *m, int32_t type, ptrdiff_t d, double step, double rest,
                             uint32_t offset, uint8_t *bytes) {
  double inverse = 1 / step, finer = 1 / rest;
  v8 errors = 0, sums = 0;
  for (ptrdiff_t l = 0; l < d; l += 8) {
    v8 v = moved(m, type, l);
    v8 e = v - step * whole(v * inverse);
    v8 r = whole(e * finer);
    v8 f = e - rest * r;
    errors += f * f;
    sums += r;
    q8 small = __builtin_convertvector(__builtin_convertvector(r, w8), q8);
    uint32_t words[2];
    __builtin_memcpy(words, &small, 8);
    for (ptrdiff_t half = 0; half < 2 && l + 4 * half < d; half++) {
      words[half] ^= offset;
      __builtin_memcpy(bytes + l + 4 * half, &words[half], 4);
    }
  }
  return (rounded8){0, total(errors), (int32_t)total(sums)};
}

KMEANS_INLINE void rest_points(const kmeans_points *x, int32_t type, const double *centre,
                               double scale, const float *facts, uint8_t *rests, float *fine) {
  const uint32_t offset = KMEANS_OFFSET * UINT32_C(0x01010101);
  ptrdiff_t d = x->dimensions;
  for (ptrdiff_t p = 0; p < x->count; p++) {
    float step = facts[3 * p], error = facts[3 * p + 1], rest = rest_step(step, error);
    rounded8 found = {0};
    if (rest > 0) {
      moved8 m = moving(kmeans_point(x, p), type, d, centre, scale);
      found = rest8(&m, type, d, step, rest, offset, rests + p * kmeans_padded(d));
    }
    fine_facts(&found, rest, error, fine + 2 * p);
  }
}

void KMEANS_NAME(rest_points)(const kmeans_points *x, const double *centre, double scale,
                              const float *facts, uint8_t *rests, float *fine) {
  switch (x->type) {
    case KMEANS_UINT8:
      rest_points(x, KMEANS_UINT8, centre, scale, facts, rests, fine);
      return;
    case KMEANS_FLOAT:
      rest_points(x, KMEANS_FLOAT, centre, scale, facts, rests, fine);
      return;
    default: rest_points(x, KMEANS_DOUBLE, centre, scale, facts, rests, fine); return;
  }
}

void KMEANS_NAME(rest_centroids)(const double *centroids, ptrdiff_t k, ptrdiff_t d,
                                 const double *centre, double scale, const float *facts,
                                 uint8_t *rests, float *fine) {
  for (ptrdiff_t j = 0; j < k; j++) {
    float step = facts[4 * j], error = facts[4 * j + 1], rest = rest_step(step, error);
    uint8_t *block = rests + j * (kmeans_padded(d) + 4);
    rounded8 found = {0};
    if (rest > 0) {
      moved8 m = moving(centroids + j * d, KMEANS_DOUBLE, d, centre, scale);
      found = rest8(&m, KMEANS_DOUBLE, d, step, rest, 0, block + 4);
    }
    int32_t start = -KMEANS_OFFSET * found.sum;
    __builtin_memcpy(block, &start, 4);
    fine_facts(&found, rest, error, fine + 2 * j);
  }
}
