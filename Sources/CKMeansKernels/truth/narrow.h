// The truth for d < 8, where the order is one feature after the other: the lanes are points.

#ifndef KMEANS_TRUTH_NARROW_H
#define KMEANS_TRUTH_NARROW_H

#include "../eight.h"

/// Feature l of eight points.
KMEANS_INLINE v8 gather8(const void *const points[8], int32_t type, ptrdiff_t l) {
  v8 x;
#pragma clang loop unroll(full)
  for (int p = 0; p < 8; p++) x[p] = kmeans_value(points[p], type, l);
  return x;
}

/// Feature l of eight points from the i-th on as out[l]; past the end, the last point again.
KMEANS_INLINE void load_narrow(const kmeans_points *x, ptrdiff_t i, ptrdiff_t d, v8 out[8]) {
  const void *points[8];
  if (!x->rows && i + 8 <= x->count) {
    const char *first = kmeans_point(x, i);
    size_t bytes = (size_t)d * kmeans_size(x->type);
#pragma clang loop unroll(full)
    for (int p = 0; p < 8; p++) points[p] = first + (size_t)p * bytes;
  } else {
    for (int p = 0; p < 8; p++) {
      points[p] = kmeans_point(x, i + p < x->count ? i + p : x->count - 1);
    }
  }
  switch (x->type) {
    case KMEANS_UINT8:
      for (ptrdiff_t l = 0; l < d; l++) out[l] = gather8(points, KMEANS_UINT8, l);
      return;
    case KMEANS_FLOAT:
      for (ptrdiff_t l = 0; l < d; l++) out[l] = gather8(points, KMEANS_FLOAT, l);
      return;
    default:
      for (ptrdiff_t l = 0; l < d; l++) out[l] = gather8(points, KMEANS_DOUBLE, l);
  }
}

/// δ of eight points to one centroid, d < 8.
KMEANS_INLINE v8 sum_narrow(const v8 x[8], const double *m, ptrdiff_t d) {
  v8 total = 0;
  for (ptrdiff_t l = 0; l < d; l++) {
    v8 t = x[l] - m[l];
    total += t * t;
  }
  return total;
}

KMEANS_INLINE void nearest_narrow(const kmeans_points *x, ptrdiff_t d, const double *centroids,
                                  ptrdiff_t k, int32_t *labels, double *distances) {
  for (ptrdiff_t i = 0; i < x->count; i += 8) {
    v8 point[8];
    load_narrow(x, i, d, point);
    v8 least = sum_narrow(point, centroids, d);
    i8 label = 0;
    for (ptrdiff_t j = 1; j < k; j++) {
      v8 distance = sum_narrow(point, centroids + j * d, d);
      label = distance < least ? (i8)j : label;
      least = distance < least ? distance : least;
    }
    for (int p = 0; p < 8 && i + p < x->count; p++) {
      labels[i + p] = (int32_t)label[p];
      if (distances) distances[i + p] = least[p];
    }
  }
}

KMEANS_INLINE void to_one_narrow(const kmeans_points *x, ptrdiff_t d, const double *m,
                                 double *distances) {
  for (ptrdiff_t i = 0; i < x->count; i += 8) {
    v8 point[8];
    load_narrow(x, i, d, point);
    v8 distance = sum_narrow(point, m, d);
    if (i + 8 <= x->count) {
      *(v8_unaligned *)(distances + i) = distance;
    } else {
      for (int p = 0; i + p < x->count; p++) distances[i + p] = distance[p];
    }
  }
}

KMEANS_INLINE void to_assigned_narrow(const kmeans_points *x, ptrdiff_t d, const double *centroids,
                                      const int32_t *labels, double *distances) {
  for (ptrdiff_t i = 0; i < x->count; i += 8) {
    v8 point[8];
    load_narrow(x, i, d, point);
    const double *own[8];
    for (int p = 0; p < 8; p++) {
      own[p] = centroids + labels[i + p < x->count ? i + p : x->count - 1] * d;
    }
    v8 distance = 0;
    for (ptrdiff_t l = 0; l < d; l++) {
      v8 m;
#pragma clang loop unroll(full)
      for (int p = 0; p < 8; p++) m[p] = own[p][l];
      v8 t = point[l] - m;
      distance += t * t;
    }
    if (i + 8 <= x->count) {
      *(v8_unaligned *)(distances + i) = distance;
    } else {
      for (int p = 0; i + p < x->count; p++) distances[i + p] = distance[p];
    }
  }
}

#endif
