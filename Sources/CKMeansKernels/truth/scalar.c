#pragma STDC FP_CONTRACT OFF
#include <math.h>

#include "../kernels.h"

// δ(x, m) = Σ_l (x_l − m_l)², the specification: see kmeans_kernels in the public header.

static double squared_difference(const void *x, int32_t type, const double *m, ptrdiff_t l) {
  double t = kmeans_value(x, type, l) - m[l];
  return t * t;
}

/// The sum over n features from `from` on.
static double sum(const void *x, int32_t type, const double *m, ptrdiff_t from, ptrdiff_t n) {
  if (n > 128) {
    ptrdiff_t half = n / 2;
    half -= half % 8;
    return sum(x, type, m, from, half) + sum(x, type, m, from + half, n - half);
  }
  double total = 0;
  ptrdiff_t l = 0;
  if (n >= 8) {
    double r[8] = {0};
    for (; l + 8 <= n; l += 8) {
      // The first group is added to zero, which changes no bit: a square is never −0.
      for (ptrdiff_t i = 0; i < 8; i++) r[i] += squared_difference(x, type, m, from + l + i);
    }
    total = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
  }
  for (; l < n; l++) total += squared_difference(x, type, m, from + l);
  return total;
}

void kmeans_nearest_scalar(const kmeans_points *x, const double *centroids, ptrdiff_t k,
                           int32_t *labels, double *distances) {
  ptrdiff_t d = x->dimensions;
  for (ptrdiff_t i = 0; i < x->count; i++) {
    const void *point = kmeans_point(x, i);
    double least = sum(point, x->type, centroids, 0, d);
    int32_t label = 0;
    for (ptrdiff_t j = 1; j < k; j++) {
      double distance = sum(point, x->type, centroids + j * d, 0, d);
      if (distance < least) {
        least = distance;
        label = (int32_t)j;
      }
    }
    labels[i] = label;
    if (distances) distances[i] = least;
  }
}

void kmeans_to_one_scalar(const kmeans_points *x, const double *m, double *distances) {
  for (ptrdiff_t i = 0; i < x->count; i++) {
    distances[i] = sum(kmeans_point(x, i), x->type, m, 0, x->dimensions);
  }
}

void kmeans_to_assigned_scalar(const kmeans_points *x, const double *centroids,
                               const int32_t *labels, double *distances) {
  ptrdiff_t d = x->dimensions;
  for (ptrdiff_t i = 0; i < x->count; i++) {
    distances[i] = sum(kmeans_point(x, i), x->type, centroids + labels[i] * d, 0, d);
  }
}

void kmeans_to_all_scalar(const kmeans_points *x, const double *centroids, ptrdiff_t k,
                          double *distances, ptrdiff_t row, ptrdiff_t column) {
  ptrdiff_t d = x->dimensions;
  for (ptrdiff_t i = 0; i < x->count; i++) {
    for (ptrdiff_t j = 0; j < k; j++) {
      distances[i * row + j * column] =
          sum(kmeans_point(x, i), x->type, centroids + j * d, 0, d);
    }
  }
}

uint64_t kmeans_masses_scalar(const double *known, const double *others, ptrdiff_t n, double scale,
                              double most) {
  uint64_t sum = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    double distance = others && others[i] < known[i] ? others[i] : known[i];
    double units = distance * scale;
    sum += (uint64_t)(units < most ? units : most);
  }
  return sum;
}

void kmeans_roots_scalar(double *values, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n; i++) values[i] = sqrt(values[i]);
}
