// Rounding to eight bits with vectors, for the instruction set that the including file chooses. It
// defines KMEANS_NAME; KMEANS_BLOCK8, centroids that `below8` takes at a time; KMEANS_OFFSET, which
// is added to a point's bytes: 128 where the instructions want them without a sign, else 0; and
// KMEANS_COARSE_OFFSET, what `below8` itself adds where centroids are coarse. A sum begins with
// less by what the offset adds.

#include "../blocks.h"
#include "../eight.h"
#include "bounds.h"

typedef int8_t q8 __attribute__((ext_vector_type(8)));
typedef int32_t w8 __attribute__((ext_vector_type(8)));

/// The values of one vector, shifted and scaled, eight at a time; the last ones by themselves.
typedef struct moved8 {
  const void *values;
  const double *centre;
  double scale;
  ptrdiff_t whole;
  /// The d − whole values that are left, and zeros.
  v8 rest;
} moved8;

KMEANS_INLINE v8 moved(const moved8 *m, int32_t type, ptrdiff_t l) {
  if (l >= m->whole) return m->rest;
  return (load8(m->values, type, l) - *(const v8_unaligned *)(m->centre + l)) * m->scale;
}

KMEANS_INLINE moved8 moving(const void *values, int32_t type, ptrdiff_t d, const double *centre,
                            double scale) {
  moved8 m = {values, centre, scale, d / 8 * 8, 0};
  double rest[8] = {0};
  for (ptrdiff_t l = m.whole; l < d; l++) {
    rest[l - m.whole] = (kmeans_value(values, type, l) - centre[l]) * scale;
  }
  m.rest = *(const v8_unaligned *)rest;
  return m;
}

/// The nearest whole numbers, |y| ≤ 2⁵⁰, ties to the even one.
KMEANS_INLINE v8 whole(v8 y) { return (y + 0x1.8p52) - 0x1.8p52; }

KMEANS_INLINE double total(v8 r) {
  return ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
}

KMEANS_INLINE step8 step(const moved8 *m, int32_t type, ptrdiff_t d, bool may_be_exact,
                         int32_t most) {
  v8 lows = 0, highs = 0;
  for (ptrdiff_t l = 0; l < d; l += 8) {
    v8 v = moved(m, type, l);
    lows = v < lows ? v : lows;
    highs = v > highs ? v : highs;
  }
  double low = 0, high = 0;
  for (int i = 0; i < 8; i++) {
    low = lows[i] < low ? lows[i] : low;
    high = highs[i] > high ? highs[i] : high;
  }
  double unit = may_be_exact ? unit_of(low, high) : 0;
  if (unit > 0) {
    double inverse = 1 / unit;
    for (ptrdiff_t l = 0; l < d && unit > 0; l += 8) {
      v8 v = moved(m, type, l);
      if (__builtin_reduce_or(whole(v * inverse) * unit != v)) unit = 0;
    }
  }
  return unit > 0 ? (step8){(float)unit, true} : step_of(low, high, most);
}

/// Rounds one vector into bytes[⌊l/4⌋·stride + l mod 4], zeros up to a multiple of four.
KMEANS_INLINE rounded8 round8(const moved8 *m, int32_t type, ptrdiff_t d, double step,
                              uint32_t offset, uint8_t *bytes, ptrdiff_t stride) {
  double inverse = 1 / step;
  v8 squares = 0, errors = 0, sums = 0;
  for (ptrdiff_t l = 0; l < d; l += 8) {
    v8 v = moved(m, type, l);
    v8 q = whole(v * inverse);
    v8 e = v - step * q;
    squares += v * v;
    errors += e * e;
    sums += q;
    q8 small = __builtin_convertvector(__builtin_convertvector(q, w8), q8);
    uint32_t words[2];
    __builtin_memcpy(words, &small, 8);
    // Adding 128 to a byte flips its highest bit.
    for (ptrdiff_t half = 0; half < 2 && l + 4 * half < d; half++) {
      words[half] ^= offset;
      __builtin_memcpy(bytes + (l / 4 + half) * stride, &words[half], 4);
    }
  }
  return (rounded8){total(squares), total(errors), (int32_t)total(sums)};
}

KMEANS_INLINE void rows8(const kmeans_points *x, int32_t type, const double *centre, double scale,
                         uint8_t *rows, float *facts, double *norms) {
  const uint32_t offset = KMEANS_OFFSET * UINT32_C(0x01010101);
  ptrdiff_t d = x->dimensions;
  for (ptrdiff_t p = 0; p < x->count; p++) {
    moved8 m = moving(kmeans_point(x, p), type, d, centre, scale);
    step8 size = step(&m, type, d, true, KMEANS_FINE8);
    rounded8 found = round8(&m, type, d, size.size, offset, rows + p * kmeans_padded(d), 4);
    point_facts(&found, size, facts + 3 * p);
    norms[p] = found.squares;
  }
}

void KMEANS_NAME(rows8)(const kmeans_points *x, const double *centre, double scale, uint8_t *rows,
                        float *facts, double *norms) {
  switch (x->type) {
    case KMEANS_UINT8: rows8(x, KMEANS_UINT8, centre, scale, rows, facts, norms); return;
    case KMEANS_FLOAT: rows8(x, KMEANS_FLOAT, centre, scale, rows, facts, norms); return;
    default: rows8(x, KMEANS_DOUBLE, centre, scale, rows, facts, norms); return;
  }
}

/// Centroids in blocks of at most `block_most`.
KMEANS_INLINE void pack_blocks(ptrdiff_t block_most, const double *centroids, ptrdiff_t k,
                               ptrdiff_t d, const double *centre, double scale, int32_t most,
                               uint8_t *packed, float *facts) {
  int32_t offset = KMEANS_OFFSET + (most == KMEANS_COARSE8 ? KMEANS_COARSE_OFFSET : 0);
  for (ptrdiff_t j = 0; j < k;) {
    ptrdiff_t size = block_size(block_most, k, j);
    uint8_t *block = packed + j * (kmeans_padded(d) + 4);
    for (ptrdiff_t r = 0; r < size; r++, j++) {
      moved8 m = moving(centroids + j * d, KMEANS_DOUBLE, d, centre, scale);
      step8 t = step(&m, KMEANS_DOUBLE, d, false, most);
      uint8_t *values = block + 4 * size + 4 * r;
      rounded8 found = round8(&m, KMEANS_DOUBLE, d, t.size, 0, values, 4 * size);
      int32_t start = -offset * found.sum;
      __builtin_memcpy(block + 4 * r, &start, 4);
      centroid_facts(&found, t, facts + 4 * j);
    }
  }
}

void KMEANS_NAME(pack_centroids8)(const double *centroids, ptrdiff_t k, ptrdiff_t d,
                                  const double *centre, double scale, int32_t most,
                                  uint8_t *packed, float *facts) {
  pack_blocks(KMEANS_BLOCK8, centroids, k, d, centre, scale, most, packed, facts);
}

void KMEANS_NAME(centroid_rows8)(const double *centroids, ptrdiff_t k, ptrdiff_t d,
                                 const double *centre, double scale, uint8_t *packed,
                                 float *facts) {
  pack_blocks(1, centroids, k, d, centre, scale, KMEANS_FINE8, packed, facts);
}

#include "rests.h"
