// The truth with vectors, for the instruction set that the including file chooses.
//
// One v8 is the eight strided sums r0 … r7 of the pairwise order, so adding vector by vector is
// the order that scalar.c states. Four pairs of a point and a centroid go side by side: four sums
// hide the latency of an addition, and their lanes are combined together.

#include "../eight.h"
#include "middle.h"
#include "narrow.h"

#ifndef KMEANS_NAME
#error "the including file names the functions"
#endif

typedef double v4 __attribute__((ext_vector_type(4)));

/// Four pairs; with `shared`, all of them have the point x[0].
typedef struct quad {
  const void *x[4];
  const double *m[4];
  int32_t type;
  bool shared;
} quad;

/// ((r0+r1)+(r2+r3))+((r4+r5)+(r6+r7)) of four vectors r at once.
KMEANS_INLINE v4 combine(const v8 r[4]) {
  // Neighbouring lanes of r[0] and r[1] alternate: a01 b01 a23 b23 a45 b45 a67 b67.
  v8 ab = __builtin_shufflevector(r[0], r[1], 0, 8, 2, 10, 4, 12, 6, 14) +
          __builtin_shufflevector(r[0], r[1], 1, 9, 3, 11, 5, 13, 7, 15);
  v8 cd = __builtin_shufflevector(r[2], r[3], 0, 8, 2, 10, 4, 12, 6, 14) +
          __builtin_shufflevector(r[2], r[3], 1, 9, 3, 11, 5, 13, 7, 15);
  // a0123 b0123 c0123 d0123 a4567 b4567 c4567 d4567.
  v8 abcd = __builtin_shufflevector(ab, cd, 0, 1, 8, 9, 4, 5, 12, 13) +
            __builtin_shufflevector(ab, cd, 2, 3, 10, 11, 6, 7, 14, 15);
  return abcd.lo + abcd.hi;
}

/// The sums of four pairs over n ≤ 128 features from `from` on.
KMEANS_INLINE v4 leaf(const quad *q, int32_t type, bool shared, ptrdiff_t from, ptrdiff_t n) {
  v4 total = 0;
  ptrdiff_t l = from;
  if (n >= 8) {
    v8 r[4] = {0, 0, 0, 0};
    for (; l + 8 <= from + n; l += 8) {
      v8 x = load8(q->x[0], type, l);
      for (int i = 0; i < 4; i++) {
        v8 t = (shared ? x : load8(q->x[i], type, l)) - *(const v8_unaligned *)(q->m[i] + l);
        r[i] += t * t;
      }
    }
    total = combine(r);
  }
  for (; l < from + n; l++) {
    v4 x, m;
    for (int i = 0; i < 4; i++) {
      x[i] = kmeans_value(q->x[shared ? 0 : i], type, l);
      m[i] = q->m[i][l];
    }
    v4 t = x - m;
    total += t * t;
  }
  return total;
}

/// δ of four pairs, over n features from `from` on.
static v4 sum(const quad *q, ptrdiff_t from, ptrdiff_t n) {
  if (n > 128) {
    ptrdiff_t half = n / 2;
    half -= half % 8;
    v4 first = sum(q, from, half);
    return first + sum(q, from + half, n - half);
  }
  // Constants where the loops can be compiled for them.
  switch (q->type * 2 + q->shared) {
    case KMEANS_UINT8 * 2: return leaf(q, KMEANS_UINT8, false, from, n);
    case KMEANS_UINT8 * 2 + 1: return leaf(q, KMEANS_UINT8, true, from, n);
    case KMEANS_FLOAT * 2: return leaf(q, KMEANS_FLOAT, false, from, n);
    case KMEANS_FLOAT * 2 + 1: return leaf(q, KMEANS_FLOAT, true, from, n);
    case KMEANS_DOUBLE * 2: return leaf(q, KMEANS_DOUBLE, false, from, n);
    default: return leaf(q, KMEANS_DOUBLE, true, from, n);
  }
}

/// Points that go together, so that a centroid is fetched once for all of them.
enum { batch = 32 };

static void nearest_batch(const kmeans_points *x, ptrdiff_t first, ptrdiff_t n,
                          const double *centroids, ptrdiff_t k, int32_t *labels, double *least) {
  ptrdiff_t d = x->dimensions;
  for (ptrdiff_t i = 0; i < n; i++) {
    labels[i] = 0;
    least[i] = __builtin_inf();
  }
  for (ptrdiff_t j = 0; j < k; j += 4) {
    ptrdiff_t here = k - j < 4 ? k - j : 4;
    quad q = {.type = x->type, .shared = true};
    for (ptrdiff_t r = 0; r < 4; r++) q.m[r] = centroids + (r < here ? j + r : j) * d;
    for (ptrdiff_t i = 0; i < n; i++) {
      q.x[0] = kmeans_point(x, first + i);
      v4 distance = sum(&q, 0, d);
      for (ptrdiff_t r = 0; r < here; r++) {
        if (distance[r] < least[i]) {
          least[i] = distance[r];
          labels[i] = (int32_t)(j + r);
        }
      }
    }
  }
}

void KMEANS_NAME(nearest)(const kmeans_points *x, const double *centroids, ptrdiff_t k,
                          int32_t *labels, double *distances) {
  switch (x->dimensions) {
    case 1: nearest_narrow(x, 1, centroids, k, labels, distances); return;
    case 2: nearest_narrow(x, 2, centroids, k, labels, distances); return;
    case 3: nearest_narrow(x, 3, centroids, k, labels, distances); return;
    case 4: nearest_narrow(x, 4, centroids, k, labels, distances); return;
    case 5: nearest_narrow(x, 5, centroids, k, labels, distances); return;
    case 6: nearest_narrow(x, 6, centroids, k, labels, distances); return;
    case 7: nearest_narrow(x, 7, centroids, k, labels, distances); return;
    default: break;
  }
  if (x->dimensions <= middle_dimensions && x->count >= middle_lanes) {
    nearest_middle(x, centroids, k, labels, distances);
    return;
  }
  for (ptrdiff_t i = 0; i < x->count; i += batch) {
    ptrdiff_t n = x->count - i < batch ? x->count - i : batch;
    double least[batch];
    nearest_batch(x, i, n, centroids, k, labels + i, least);
    for (ptrdiff_t p = 0; distances && p < n; p++) distances[i + p] = least[p];
  }
}

/// δ of each point to the centroid of its label, or to the only one when labels is NULL.
static void to_labelled(const kmeans_points *x, const double *centroids, const int32_t *labels,
                        double *distances) {
  ptrdiff_t d = x->dimensions;
  for (ptrdiff_t i = 0; i < x->count; i += 4) {
    ptrdiff_t here = x->count - i < 4 ? x->count - i : 4;
    quad q = {.type = x->type, .shared = false};
    for (ptrdiff_t r = 0; r < 4; r++) {
      ptrdiff_t point = r < here ? i + r : i;
      q.x[r] = kmeans_point(x, point);
      q.m[r] = centroids + (labels ? labels[point] : 0) * d;
    }
    v4 distance = sum(&q, 0, d);
    for (ptrdiff_t r = 0; r < here; r++) distances[i + r] = distance[r];
  }
}

void KMEANS_NAME(to_one)(const kmeans_points *x, const double *m, double *distances) {
  switch (x->dimensions) {
    case 1: to_one_narrow(x, 1, m, distances); return;
    case 2: to_one_narrow(x, 2, m, distances); return;
    case 3: to_one_narrow(x, 3, m, distances); return;
    case 4: to_one_narrow(x, 4, m, distances); return;
    case 5: to_one_narrow(x, 5, m, distances); return;
    case 6: to_one_narrow(x, 6, m, distances); return;
    case 7: to_one_narrow(x, 7, m, distances); return;
    default: to_labelled(x, m, NULL, distances);
  }
}

void KMEANS_NAME(to_assigned)(const kmeans_points *x, const double *centroids,
                              const int32_t *labels, double *distances) {
  switch (x->dimensions) {
    case 1: to_assigned_narrow(x, 1, centroids, labels, distances); return;
    case 2: to_assigned_narrow(x, 2, centroids, labels, distances); return;
    case 3: to_assigned_narrow(x, 3, centroids, labels, distances); return;
    case 4: to_assigned_narrow(x, 4, centroids, labels, distances); return;
    case 5: to_assigned_narrow(x, 5, centroids, labels, distances); return;
    case 6: to_assigned_narrow(x, 6, centroids, labels, distances); return;
    case 7: to_assigned_narrow(x, 7, centroids, labels, distances); return;
    default: to_labelled(x, centroids, labels, distances);
  }
}

#include "all.h"
