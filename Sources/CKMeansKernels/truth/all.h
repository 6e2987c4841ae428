// The truth for many points and all centroids, every distance kept.
//
// The including file has the sums of narrow.h and middle.h and those of four pairs. Where lanes are
// points, a vector has the distances of several points to one centroid, which lie a row apart.

#ifndef KMEANS_TRUTH_ALL_H
#define KMEANS_TRUTH_ALL_H

KMEANS_INLINE void to_all_narrow(const kmeans_points *x, ptrdiff_t d, const double *centroids,
                                 ptrdiff_t k, double *distances, ptrdiff_t row,
                                 ptrdiff_t column) {
  for (ptrdiff_t i = 0; i < x->count; i += 8) {
    v8 point[8];
    load_narrow(x, i, d, point);
    ptrdiff_t here = x->count - i < 8 ? x->count - i : 8;
    for (ptrdiff_t j = 0; j < k; j++) {
      v8 distance = sum_narrow(point, centroids + j * d, d);
      double *out = distances + i * row + j * column;
      if (here == 8 && row == 1) {
        *(v8_unaligned *)out = distance;
      } else if (here == 8) {
#pragma clang loop unroll(full)
        for (int p = 0; p < 8; p++) out[p * row] = distance[p];
      } else {
        for (int p = 0; p < here; p++) out[p * row] = distance[p];
      }
    }
  }
}

static void to_all_middle(const kmeans_points *x, const double *centroids, ptrdiff_t k,
                          double *distances, ptrdiff_t row, ptrdiff_t column) {
  ptrdiff_t d = x->dimensions;
  vp columns[middle_dimensions];
  for (ptrdiff_t i = 0; i < x->count; i += middle_lanes) {
    load_middle(x, i, columns);
    ptrdiff_t here = x->count - i < middle_lanes ? x->count - i : middle_lanes;
    for (ptrdiff_t j = 0; j < k; j++) {
      vp distance = sum_middle(columns, centroids + j * d, d);
      double *out = distances + i * row + j * column;
      if (here == middle_lanes && row == 1) {
        *(vp_unaligned *)out = distance;
      } else if (here == middle_lanes) {
#pragma clang loop unroll(full)
        for (int p = 0; p < middle_lanes; p++) out[p * row] = distance[p];
      } else {
        for (int p = 0; p < here; p++) out[p * row] = distance[p];
      }
    }
  }
}

/// Points go together in batches, so that four centroids are fetched once for all of them.
static void to_all_wide(const kmeans_points *x, const double *centroids, ptrdiff_t k,
                        double *distances, ptrdiff_t row, ptrdiff_t column) {
  ptrdiff_t d = x->dimensions;
  for (ptrdiff_t first = 0; first < x->count; first += batch) {
    ptrdiff_t n = x->count - first < batch ? x->count - first : batch;
    for (ptrdiff_t j = 0; j < k; j += 4) {
      ptrdiff_t here = k - j < 4 ? k - j : 4;
      quad q = {.type = x->type, .shared = true};
      for (ptrdiff_t r = 0; r < 4; r++) q.m[r] = centroids + (r < here ? j + r : j) * d;
      for (ptrdiff_t i = first; i < first + n; i++) {
        q.x[0] = kmeans_point(x, i);
        v4 distance = sum(&q, 0, d);
        double *out = distances + i * row + j * column;
        for (ptrdiff_t r = 0; r < here; r++) out[r * column] = distance[r];
      }
    }
  }
}

void KMEANS_NAME(to_all)(const kmeans_points *x, const double *centroids, ptrdiff_t k,
                         double *distances, ptrdiff_t row, ptrdiff_t column) {
  switch (x->dimensions) {
    case 1: to_all_narrow(x, 1, centroids, k, distances, row, column); return;
    case 2: to_all_narrow(x, 2, centroids, k, distances, row, column); return;
    case 3: to_all_narrow(x, 3, centroids, k, distances, row, column); return;
    case 4: to_all_narrow(x, 4, centroids, k, distances, row, column); return;
    case 5: to_all_narrow(x, 5, centroids, k, distances, row, column); return;
    case 6: to_all_narrow(x, 6, centroids, k, distances, row, column); return;
    case 7: to_all_narrow(x, 7, centroids, k, distances, row, column); return;
    default: break;
  }
  if (x->dimensions <= middle_dimensions && x->count >= middle_lanes) {
    to_all_middle(x, centroids, k, distances, row, column);
  } else {
    to_all_wide(x, centroids, k, distances, row, column);
  }
}

/// Whole numbers below 2⁵² are the low bits of their sum with 2⁵².
uint64_t KMEANS_NAME(masses)(const double *known, const double *others, ptrdiff_t n, double scale,
                             double most) {
  i8 sums = 0;
  ptrdiff_t i = 0;
  for (; i + 8 <= n; i += 8) {
    v8 distance = *(const v8_unaligned *)(known + i);
    if (others) {
      v8 other = *(const v8_unaligned *)(others + i);
      distance = other < distance ? other : distance;
    }
    v8 units = distance * scale, limit = most;
    v8 whole = __builtin_elementwise_floor(units < limit ? units : limit);
    sums += (i8)(whole + 0x1p52) & 0xfffffffffffff;
  }
  uint64_t sum = (uint64_t)__builtin_reduce_add(sums);
  for (; i < n; i++) {
    double distance = others && others[i] < known[i] ? others[i] : known[i];
    double units = distance * scale;
    sum += (uint64_t)(units < most ? units : most);
  }
  return sum;
}

void KMEANS_NAME(roots)(double *values, ptrdiff_t n) {
  ptrdiff_t i = 0;
  for (; i + 8 <= n; i += 8) {
    v8_unaligned *eight = (v8_unaligned *)(values + i);
    *eight = __builtin_elementwise_sqrt((v8)*eight);
  }
  for (; i < n; i++) values[i] = __builtin_sqrt(values[i]);
}

#endif
