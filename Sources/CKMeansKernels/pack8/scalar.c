#pragma STDC FP_CONTRACT OFF
#include "../kernels.h"
#include "bounds.h"

// Shifting, scaling and rounding to eight bits: the specification.
//
// v = (x − centre)·scale in double. Where every v of a point is a multiple of the unit of its
// range, step = unit and q = v/unit, without error; of bytes with a whole centre and scale 1 that
// is so unless they differ from it by more than 127 (128 below). Else step = step_of(range) and
// q = v·(1/step), the inverse and the product in double, to the nearest whole number, ties to the
// even one. step·q is exact in double, and e = v − step·q is rounded once.

static double moved(const void *values, int32_t type, const double *centre, double scale,
                    ptrdiff_t l) {
  return (kmeans_value(values, type, l) - centre[l]) * scale;
}

/// The nearest whole number to y, |y| ≤ 2⁵⁰, ties to the even one.
static double whole(double y) { return (y + 0x1.8p52) - 0x1.8p52; }

/// Sums eight strided sums up.
static double total(const double r[8]) {
  return ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
}

static step8 step(const void *values, int32_t type, ptrdiff_t d, const double *centre,
                  double scale, bool may_be_exact, int32_t most) {
  double low = 0, high = 0;
  for (ptrdiff_t l = 0; l < d; l++) {
    double v = moved(values, type, centre, scale, l);
    low = v < low ? v : low;
    high = v > high ? v : high;
  }
  double unit = may_be_exact ? unit_of(low, high) : 0;
  for (ptrdiff_t l = 0; l < d && unit > 0; l++) {
    double v = moved(values, type, centre, scale, l);
    if (whole(v * (1 / unit)) * unit != v) unit = 0;
  }
  return unit > 0 ? (step8){(float)unit, true} : step_of(low, high, most);
}

/// Rounds one vector into bytes[⌊l/4⌋·stride + l mod 4], zeros up to a multiple of four.
static rounded8 round8(const void *values, int32_t type, ptrdiff_t d, const double *centre,
                       double scale, double step, uint8_t *bytes, ptrdiff_t stride) {
  double inverse = 1 / step;
  double squares[8] = {0}, errors[8] = {0};
  rounded8 found = {0};
  for (ptrdiff_t l = 0; l < kmeans_padded(d); l++) {
    double v = l < d ? moved(values, type, centre, scale, l) : 0;
    double q = whole(v * inverse);
    double e = v - step * q;
    squares[l % 8] += v * v;
    errors[l % 8] += e * e;
    found.sum += (int32_t)q;
    bytes[l / 4 * stride + l % 4] = (uint8_t)(int8_t)q;
  }
  found.squares = total(squares);
  found.errors = total(errors);
  return found;
}

void kmeans_rows8_scalar(const kmeans_points *x, const double *centre, double scale,
                         uint8_t *rows, float *facts, double *norms) {
  ptrdiff_t d = x->dimensions;
  for (ptrdiff_t p = 0; p < x->count; p++) {
    const void *point = kmeans_point(x, p);
    step8 size = step(point, x->type, d, centre, scale, true, KMEANS_FINE8);
    rounded8 found =
        round8(point, x->type, d, centre, scale, size.size, rows + p * kmeans_padded(d), 4);
    point_facts(&found, size, facts + 3 * p);
    norms[p] = found.squares;
  }
}

void kmeans_pack_centroids8_scalar(const double *centroids, ptrdiff_t k, ptrdiff_t d,
                                   const double *centre, double scale, int32_t most,
                                   uint8_t *packed, float *facts) {
  // Blocks of one centroid: what the sum begins with, 0 here, and the values.
  for (ptrdiff_t j = 0; j < k; j++) {
    uint8_t *bytes = packed + j * (kmeans_padded(d) + 4);
    for (int i = 0; i < 4; i++) bytes[i] = 0;
    step8 size = step(centroids + j * d, KMEANS_DOUBLE, d, centre, scale, false, most);
    rounded8 found =
        round8(centroids + j * d, KMEANS_DOUBLE, d, centre, scale, size.size, bytes + 4, 4);
    centroid_facts(&found, size, facts + 4 * j);
  }
}

// The blocks of this table have one centroid anyway.
void kmeans_centroid_rows8_scalar(const double *centroids, ptrdiff_t k, ptrdiff_t d,
                                  const double *centre, double scale, uint8_t *packed,
                                  float *facts) {
  kmeans_pack_centroids8_scalar(centroids, k, d, centre, scale, KMEANS_FINE8, packed, facts);
}

/// The rest of a vector after rounding with `step`, rounded with the step `rest` into `bytes`.
static rounded8 rest8(const void *values, int32_t type, ptrdiff_t d, const double *centre,
                      double scale, double step, double rest, uint8_t *bytes) {
  double inverse = 1 / step, finer = 1 / rest;
  double errors[8] = {0};
  rounded8 found = {0};
  for (ptrdiff_t l = 0; l < kmeans_padded(d); l++) {
    double v = l < d ? moved(values, type, centre, scale, l) : 0;
    double e = v - step * whole(v * inverse);
    double r = whole(e * finer);
    double f = e - rest * r;
    errors[l % 8] += f * f;
    found.sum += (int32_t)r;
    bytes[l] = (uint8_t)(int8_t)r;
  }
  found.errors = total(errors);
  return found;
}

void kmeans_rest_points_scalar(const kmeans_points *x, const double *centre, double scale,
                               const float *facts, uint8_t *rests, float *fine) {
  ptrdiff_t d = x->dimensions;
  for (ptrdiff_t p = 0; p < x->count; p++) {
    float step = facts[3 * p], error = facts[3 * p + 1], rest = rest_step(step, error);
    rounded8 found = {0};
    if (rest > 0) {
      found = rest8(kmeans_point(x, p), x->type, d, centre, scale, step, rest,
                    rests + p * kmeans_padded(d));
    }
    fine_facts(&found, rest, error, fine + 2 * p);
  }
}

void kmeans_rest_centroids_scalar(const double *centroids, ptrdiff_t k, ptrdiff_t d,
                                  const double *centre, double scale, const float *facts,
                                  uint8_t *rests, float *fine) {
  for (ptrdiff_t j = 0; j < k; j++) {
    float step = facts[4 * j], error = facts[4 * j + 1], rest = rest_step(step, error);
    uint8_t *block = rests + j * (kmeans_padded(d) + 4);
    rounded8 found = {0};
    for (int i = 0; i < 4; i++) block[i] = 0;
    if (rest > 0) {
      found = rest8(centroids + j * d, KMEANS_DOUBLE, d, centre, scale, step, rest, block + 4);
    }
    fine_facts(&found, rest, error, fine + 2 * j);
  }
}
