// Compares the NEON kernels, with and without dot products, with the scalar ones, bit for bit, on
// random and awkward points. Prints how many comparisons it made; exits with 1 at the first
// difference.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kmeans_kernels.h"

enum { most_points = 67, most_dimensions = 1031, most_centroids = 100, most_width = 64 };

static const kmeans_kernels *scalar, *neon;
static long comparisons;
static uint64_t state = 1;

/// SplitMix64.
static uint64_t next(void) {
  uint64_t z = (state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/// Uniform in ±1.
static double uniform(void) { return (double)((int64_t)next() >> 11) * 0x1p-52; }

static void expect_same(const void *first, const void *second, size_t bytes, const char *what,
                        ptrdiff_t d, ptrdiff_t k) {
  comparisons++;
  if (memcmp(first, second, bytes) == 0) return;
  printf("%s: %s differs from scalar at d = %td, k = %td\n", what, neon->name, d, k);
  exit(1);
}

static void *allocate(size_t count, size_t size) {
  void *memory = calloc(count, size);
  if (!memory) abort();
  return memory;
}

/// Points of the given type: uniform in ±size, or 0 … 255.
static void *random_points(int32_t type, ptrdiff_t count, double size) {
  uint8_t *bytes = allocate((size_t)count, 8);
  for (ptrdiff_t i = 0; i < count; i++) {
    switch (type) {
      case KMEANS_UINT8: bytes[i] = (uint8_t)next(); break;
      case KMEANS_FLOAT: ((float *)bytes)[i] = (float)(uniform() * size); break;
      default: ((double *)bytes)[i] = uniform() * size;
    }
  }
  return bytes;
}

static void compare_truth(const kmeans_points *x, const double *m, ptrdiff_t k) {
  int32_t labels[2][most_points];
  double distances[2][most_points];
  size_t n = (size_t)x->count;
  scalar->nearest(x, m, k, labels[0], distances[0]);
  neon->nearest(x, m, k, labels[1], distances[1]);
  expect_same(labels[0], labels[1], n * 4, "labels", x->dimensions, k);
  expect_same(distances[0], distances[1], n * 8, "nearest", x->dimensions, k);
  neon->to_assigned(x, m, labels[0], distances[1]);
  expect_same(distances[0], distances[1], n * 8, "to_assigned", x->dimensions, k);
  scalar->to_one(x, m, distances[0]);
  neon->to_one(x, m, distances[1]);
  expect_same(distances[0], distances[1], n * 8, "to_one", x->dimensions, k);
}

typedef struct screened {
  float values[most_points * most_dimensions];
  double norms[most_points];
  float least[most_points], second[most_points];
  int32_t index[most_points];
} screened;

/// All points through one table's pack and tile; the panels taken apart, since widths differ.
static void screen(const kmeans_kernels *kernels, const kmeans_points *x, const double *m,
                   ptrdiff_t k, const double *centre, double scale, screened *out) {
  ptrdiff_t d = x->dimensions, width = kernels->panel_width;
  float *packed = allocate((size_t)(k * d), 4), *panel = allocate((size_t)(d * width), 4);
  float half_norms[most_centroids], least[most_width], second[most_width];
  double norms[most_width];
  int32_t index[most_width], rows[most_width];
  kernels->pack_centroids(m, k, d, centre, scale, packed, half_norms);
  for (ptrdiff_t i = 0; i < x->count; i += width) {
    kmeans_points part = *x;
    part.count = x->count - i < width ? x->count - i : width;
    for (ptrdiff_t p = 0; p < part.count; p++) {
      rows[p] = x->rows ? x->rows[i + p] : (int32_t)(i + p);
    }
    part.rows = rows;
    kernels->pack(&part, centre, scale, panel, norms);
    kernels->tile(panel, d, packed, half_norms, k, least, second, index);
    for (ptrdiff_t p = 0; p < part.count; p++) {
      for (ptrdiff_t l = 0; l < d; l++) out->values[(i + p) * d + l] = panel[l * width + p];
      out->norms[i + p] = norms[p];
      out->least[i + p] = least[p];
      out->second[i + p] = second[p];
      out->index[i + p] = index[p];
    }
  }
  free(packed);
  free(panel);
}

static void compare_screen(const kmeans_points *x, const double *m, ptrdiff_t k,
                           const double *centre, double scale) {
  static screened first, second;
  ptrdiff_t d = x->dimensions;
  size_t n = (size_t)x->count;
  screen(scalar, x, m, k, centre, scale, &first);
  screen(neon, x, m, k, centre, scale, &second);
  expect_same(first.values, second.values, n * (size_t)d * 4, "pack", d, k);
  expect_same(first.norms, second.norms, n * 8, "norms", d, k);
  expect_same(first.least, second.least, n * 4, "least", d, k);
  expect_same(first.second, second.second, n * 4, "second", d, k);
  expect_same(first.index, second.index, n * 4, "index", d, k);
  // Without rows, as many as one panel takes, which is another way through packing.
  ptrdiff_t width = neon->panel_width;
  if (x->rows || x->count < width) return;
  kmeans_points part = *x;
  part.count = width;
  float *panel = allocate((size_t)(d * width), 4);
  double norms[most_width];
  neon->pack(&part, centre, scale, panel, norms);
  for (ptrdiff_t p = 0; p < width; p++) {
    for (ptrdiff_t l = 0; l < d; l++) {
      expect_same(&panel[l * width + p], &first.values[p * d + l], 4, "pack in order", d, k);
    }
  }
  expect_same(norms, first.norms, (size_t)width * 8, "norms in order", d, k);
  free(panel);
}

/// Which pairs two screens keep, and what rounding to 8 bits says of points and centroids.
typedef struct kept {
  uint8_t below[most_points * most_centroids], below8[most_points * most_centroids];
  float facts[3 * most_points], centroid_facts[4 * most_centroids];
  double norms[most_points];
} kept;

/// Marks the pairs that codes name, which ascend.
static void mark(const int32_t *codes, ptrdiff_t count, ptrdiff_t width, ptrdiff_t first,
                 ptrdiff_t k, uint8_t *pairs) {
  for (ptrdiff_t c = 0; c < count; c++) {
    if (c && codes[c] <= codes[c - 1]) abort();
    pairs[(first + codes[c] % width) * k + codes[c] / width] = 1;
  }
}

/// All points through one table's screens against thresholds.
static void screen_below(const kmeans_kernels *kernels, const kmeans_points *x, const double *m,
                         ptrdiff_t k, const double *centre, double scale, const float *thresholds,
                         kept *out) {
  ptrdiff_t d = x->dimensions, width = kernels->panel_width, padded = (d + 3) / 4 * 4;
  float *packed = allocate((size_t)(k * d), 4), *panel = allocate((size_t)(d * width), 4);
  uint8_t *packed8 = allocate((size_t)(k * (padded + 4)), 1);
  uint8_t *panel8 = allocate((size_t)(padded * width), 1);
  int32_t *codes = allocate((size_t)(k * width), 4), rows[most_width];
  float half_norms[most_centroids], facts[3 * most_width], lanes[most_width];
  double norms[most_width];
  memset(out, 0, sizeof *out);
  kernels->pack_centroids(m, k, d, centre, scale, packed, half_norms);
  kernels->pack_centroids8(m, k, d, centre, scale, packed8, out->centroid_facts);
  for (ptrdiff_t i = 0; i < x->count; i += width) {
    kmeans_points part = *x;
    part.count = x->count - i < width ? x->count - i : width;
    for (ptrdiff_t p = 0; p < width; p++) {
      lanes[p] = p < part.count ? thresholds[i + p] : -INFINITY;
      if (p < part.count) rows[p] = x->rows ? x->rows[i + p] : (int32_t)(i + p);
    }
    part.rows = rows;
    kernels->pack(&part, centre, scale, panel, norms);
    mark(codes, kernels->below(panel, d, packed, half_norms, k, lanes, codes), width, i, k,
         out->below);
    kernels->pack8(&part, centre, scale, panel8, facts, norms);
    mark(codes,
         kernels->below8(panel8, facts, d, packed8, out->centroid_facts, k, lanes, codes), width,
         i, k, out->below8);
    for (ptrdiff_t p = 0; p < part.count; p++) {
      for (ptrdiff_t f = 0; f < 3; f++) out->facts[3 * (i + p) + f] = facts[f * width + p];
      out->norms[i + p] = norms[p];
    }
  }
  free(packed);
  free(panel);
  free(packed8);
  free(panel8);
  free(codes);
}

/// Thresholds between some point's least and second score let through a few; others nothing, all.
static void compare_below(const kmeans_points *x, const double *m, ptrdiff_t k,
                          const double *centre, double scale) {
  static screened scores;
  static kept first, second;
  float thresholds[most_points];
  ptrdiff_t d = x->dimensions;
  screen(scalar, x, m, k, centre, scale, &scores);
  for (ptrdiff_t i = 0; i < x->count; i++) {
    const float some[] = {-INFINITY, scores.least[i], scores.second[i],
                          scores.least[i] + (float)(uniform() * 0.1), INFINITY};
    thresholds[i] = some[next() % 5];
  }
  screen_below(scalar, x, m, k, centre, scale, thresholds, &first);
  screen_below(neon, x, m, k, centre, scale, thresholds, &second);
  expect_same(first.below, second.below, sizeof first.below, "below", d, k);
  expect_same(first.facts, second.facts, sizeof first.facts, "facts", d, k);
  expect_same(first.norms, second.norms, sizeof first.norms, "norms of 8 bits", d, k);
  expect_same(first.centroid_facts, second.centroid_facts, sizeof first.centroid_facts,
              "facts of centroids", d, k);
  expect_same(first.below8, second.below8, sizeof first.below8, "below8", d, k);
}

/// Rows of random bytes, and of the greatest, with random bytes.
static void compare_dots(ptrdiff_t bytes) {
  enum { rows = 9, wanted = 20 };
  uint8_t *values = random_points(KMEANS_UINT8, rows * bytes, 1);
  memset(values, 255, (size_t)bytes);
  int8_t *m = random_points(KMEANS_UINT8, bytes, 1);
  int32_t which[wanted], dots[2][wanted];
  for (int i = 0; i < wanted; i++) which[i] = (int32_t)(next() % rows);
  scalar->dots8(values, bytes, which, wanted, m, dots[0]);
  neon->dots8(values, bytes, which, wanted, m, dots[1]);
  expect_same(dots[0], dots[1], sizeof dots[0], "dots8", bytes, wanted);
  memset(m, 128, (size_t)bytes);
  scalar->dots8(values, bytes, which, wanted, m, dots[0]);
  neon->dots8(values, bytes, which, wanted, m, dots[1]);
  expect_same(dots[0], dots[1], sizeof dots[0], "dots8 of the least", bytes, wanted);
  free(values);
  free(m);
}

static void compare_sums(const kmeans_points *x) {
  ptrdiff_t d = x->dimensions;
  double scale[most_dimensions], unit[most_dimensions];
  int64_t sums[2][most_dimensions] = {0};
  int32_t spilled[2][most_dimensions];
  for (ptrdiff_t l = 0; l < d; l++) {
    scale[l] = ldexp(1, (int)(next() % 55) - 3);
    unit[l] = 1 / scale[l];
  }
  for (ptrdiff_t i = 0; i < x->count; i++) {
    size_t size = x->type == KMEANS_UINT8 ? 1 : x->type == KMEANS_FLOAT ? 4 : 8;
    const char *point = (const char *)x->values + (size_t)(i * d) * size;
    int32_t sign = i % 3 ? 1 : -1;
    ptrdiff_t first = scalar->add(point, x->type, d, scale, unit, sums[0], sign, spilled[0]);
    ptrdiff_t second = neon->add(point, x->type, d, scale, unit, sums[1], sign, spilled[1]);
    expect_same(&first, &second, sizeof first, "spilled", d, 1);
    expect_same(spilled[0], spilled[1], (size_t)first * 4, "spilled", d, 1);
    expect_same(sums[0], sums[1], (size_t)d * 8, "sums", d, 1);
  }
}

/// Box and moments of the columns, and all points moved from cluster to cluster.
static void compare_columns(const kmeans_points *x) {
  ptrdiff_t d = x->dimensions, n = x->count;
  static double box[2][3 * most_dimensions];
  static int64_t sums[2][9 * most_dimensions];
  static int32_t spilled[2][most_points * most_dimensions];
  double scale[most_dimensions], unit[most_dimensions];
  int32_t from[most_points], to[most_points];
  ptrdiff_t places[] = {0, 2 * d, d}, moved[2];
  for (ptrdiff_t i = 0; i < n; i++) {
    to[i] = (int32_t)(next() % 3);
    from[i] = (int32_t)(next() % 4) - 1;
  }
  for (int32_t pieces = 2; pieces <= 4; pieces += 2) {
    for (ptrdiff_t l = 0; l < d; l++) {
      int bits = (int)(next() % 50) + (x->type == KMEANS_UINT8 ? -12 : -4);
      scale[l] = x->type == KMEANS_UINT8 && pieces == 2 ? 1 : ldexp(1, bits);
      unit[l] = 1 / scale[l];
    }
    memset(sums, 0, sizeof sums);
    ptrdiff_t count[2];
    for (int i = 0; i < 2; i++) {
      const kmeans_kernels *kernels = i ? neon : scalar;
      for (ptrdiff_t l = 0; l < 3 * d; l++) box[i][l] = l / d == 1 ? -INFINITY : INFINITY;
      kernels->box(x->values, x->type, n, d, box[i], box[i] + d, box[i] + 2 * d);
      count[i] = kernels->moments(x->values, x->type, n, d, pieces, scale, unit, d, sums[i],
                                  spilled[i]);
      // Which values spill is compared as how many: they come in any order.
      kernels->move(x, from, to, places, scale, unit, sums[i], spilled[i], n * d, moved + i);
    }
    expect_same(box[0], box[1], (size_t)d * 24, "box", d, 1);
    expect_same(count, count + 1, sizeof *count, "moments spilled", d, 1);
    expect_same(moved, moved + 1, sizeof *moved, "moved", d, 1);
    expect_same(sums[0], sums[1], (size_t)d * 72, "moments", d, 1);
  }
}

/// Means and terms of J from random sums.
static void compare_update(ptrdiff_t d) {
  static int64_t units[most_dimensions];
  static double high[2][most_dimensions], low[2][most_dimensions], means[2][most_dimensions];
  static int32_t open[2][most_dimensions];
  double unit[most_dimensions], weight[] = {(double)(1 + next() % 9999), uniform() * 0x1p-60};
  for (ptrdiff_t l = 0; l < d; l++) {
    units[l] = (int64_t)next() >> (2 + next() % 61);
    unit[l] = ldexp(1, -(int)(next() % 60));
  }
  ptrdiff_t count[2];
  double term[2][2];
  for (int i = 0; i < 2; i++) {
    const kmeans_kernels *kernels = i ? neon : scalar;
    kernels->split(units, unit, d, high[i], low[i]);
    count[i] = kernels->means(high[i], low[i], weight[0], d, means[i], open[i]);
    kernels->term(high[i], low[i], weight, means[i], 0x1p-9, d, term[i]);
  }
  expect_same(high[0], high[1], (size_t)d * 8, "split", d, 1);
  expect_same(low[0], low[1], (size_t)d * 8, "split", d, 1);
  expect_same(count, count + 1, sizeof *count, "means open", d, 1);
  expect_same(open[0], open[1], (size_t)count[0] * 4, "means open", d, 1);
  expect_same(means[0], means[1], (size_t)d * 8, "means", d, 1);
  expect_same(term[0], term[1], sizeof term[0], "term", d, 1);
/// Boxes of the centroids, of which eight make one, against all of them; and points against those.
static void compare_boxes(const kmeans_points *x, const double *m, ptrdiff_t k) {
  ptrdiff_t d = x->dimensions, n = x->count, stride = (k + 7) / 8 * 8, boxes = (k + 7) / 8;
  double *columns = allocate((size_t)(stride * d), 8);
  double *sides = allocate((size_t)(2 * d * k + 7), 8);
  int32_t clusters[most_centroids], left[2][most_centroids], labels[2][most_points];
  for (ptrdiff_t c = 0; c < k; c++) {
    clusters[c] = (int32_t)(2 * c);
    for (ptrdiff_t l = 0; l < d; l++) columns[l * stride + c] = m[c * d + l];
  }
  for (ptrdiff_t b = 0; b < boxes; b++) {
    for (ptrdiff_t l = 0; l < d; l++) {
      double a = m[8 * b * d + l], z = m[(8 * b + 7 < k ? 8 * b + 7 : k - 1) * d + l];
      sides[l * boxes + b] = a < z ? a : z;
      sides[(d + l) * boxes + b] = a < z ? z : a;
    }
  }
  kmeans_candidates of = {columns, stride, k, d, clusters};
  kmeans_box box = {sides, sides + d * boxes, 0x1p-40, 0x1p-500};
  if (boxes == 1) {
    double bounds[2][most_centroids + 7], least[2];
    ptrdiff_t first = scalar->filter(&box, &of, bounds[0], left[0], &least[0]);
    ptrdiff_t second = neon->filter(&box, &of, bounds[1], left[1], &least[1]);
    expect_same(&first, &second, sizeof first, "left", d, k);
    expect_same(left[0], left[1], (size_t)first * 4, "left", d, k);
    expect_same(&least[0], &least[1], 8, "least bound", d, k);
  }
  if (d <= 8) {
    uint64_t bits[2][most_centroids];
    double leasts[2][most_centroids], facts[2][2];
    if (k <= 64) {
      scalar->part(&box, boxes, boxes, &of, bits[0], leasts[0]);
      neon->part(&box, boxes, boxes, &of, bits[1], leasts[1]);
      expect_same(bits[0], bits[1], (size_t)boxes * 8, "left of boxes", d, k);
      expect_same(leasts[0], leasts[1], (size_t)boxes * 8, "least bounds", d, k);
    }
    kmeans_columns points = {x->values, n, x->type};
    int32_t changed[2][most_points], from[2][most_points], list[most_centroids];
    for (ptrdiff_t c = 0; c < k; c++) list[c] = (int32_t)c;
    for (ptrdiff_t i = 0; i < n; i++) labels[0][i] = labels[1][i] = (int32_t)(i % k) * 2;
    ptrdiff_t safe = points.count = n > 8 ? n - 8 : 0;
    if (k > 1 && safe > 0) {
      ptrdiff_t first =
          scalar->settle(&points, &of, list, k, labels[0], changed[0], from[0], facts[0]);
      ptrdiff_t second =
          neon->settle(&points, &of, list, k, labels[1], changed[1], from[1], facts[1]);
      expect_same(&first, &second, sizeof first, "settled", d, k);
      expect_same(labels[0], labels[1], (size_t)safe * 4, "settled labels", d, k);
      expect_same(changed[0], changed[1], (size_t)first * 4, "settled points", d, k);
      expect_same(facts[0], facts[1], sizeof facts[0], "facts", d, k);
    }
  }
  free(columns);
  free(sides);
}

static void compare(int32_t type, ptrdiff_t n, ptrdiff_t d, ptrdiff_t k, double size) {
  void *values = random_points(type, n * d, size);
  double *m = random_points(KMEANS_DOUBLE, k * d, type == KMEANS_UINT8 ? 256 : size);
  double *centre = random_points(KMEANS_DOUBLE, d, type == KMEANS_UINT8 ? 256 : size);
  // Copies of centroids make ties.
  if (k > 2) memcpy(m + (k - 1) * d, m, (size_t)d * 8);
  double scale = ldexp(1, -2 - ilogb(type == KMEANS_UINT8 ? 256 : size) - (size < 1e-20 ? 70 : 0));
  int32_t rows[most_points];
  for (ptrdiff_t i = 0; i < n; i++) rows[i] = (int32_t)(next() % (uint64_t)n);
  kmeans_points x = {values, NULL, n, d, type};
  kmeans_points scattered = {values, rows, n, d, type};
  compare_truth(&x, m, k);
  compare_truth(&scattered, m, k);
  compare_screen(&x, m, k, centre, scale);
  compare_screen(&scattered, m, k, centre, scale);
  compare_below(&x, m, k, centre, scale);
  compare_below(&scattered, m, k, centre, scale);
  if (size <= 1) {
    compare_sums(&x);
    compare_columns(&x);
    compare_update(d);
  }
  if (size <= 1) compare_sums(&x);
  compare_boxes(&x, m, k);
  free(values);
  free(m);
  free(centre);
}

/// Everything, for the table that `neon` is.
static void compare_all(void) {
  comparisons = 0;
  for (ptrdiff_t d = 1; d <= 140; d++) {
    for (int32_t type = 0; type < 3; type++) {
      compare(type, 1 + (ptrdiff_t)(next() % most_points), d, 1 + (ptrdiff_t)(next() % 23), 1);
    }
  }
  for (ptrdiff_t k = 1; k <= most_centroids; k++) compare(KMEANS_FLOAT, 33, 1 + k % 9, k, 1);
  for (ptrdiff_t n = 1; n <= most_points; n++) compare(KMEANS_UINT8, n, 1 + n % 7, 5, 1);
  // Sizes whose scores are subnormal or zero of either sign, or whose squares nearly overflow.
  compare(KMEANS_DOUBLE, 40, 11, 9, 1e-30);
  compare(KMEANS_DOUBLE, 40, 3, 9, 1e-40);
  compare(KMEANS_DOUBLE, 40, 300, 9, 0x1p470);
  compare(KMEANS_FLOAT, 20, 784, 10, 1);
  compare(KMEANS_UINT8, 20, 1024, 5, 1);
  compare(KMEANS_DOUBLE, 20, most_dimensions, 5, 1);
  for (ptrdiff_t bytes = 64; bytes <= 1024; bytes += 64) compare_dots(bytes);
  compare_dots(65536);
  printf("%s equals scalar in %ld comparisons\n", neon->name, comparisons);
}

int main(void) {
  scalar = kmeans_kernels_named("scalar");
  const char *names[] = {"neon", "neondot"};
  for (int i = 0; i < 2; i++) {
    neon = kmeans_kernels_named(names[i]);
    if (!neon) {
      printf("this machine cannot run %s\n", names[i]);
      return 1;
    }
    compare_all();
  }
  if (kmeans_kernels_best() != neon) {
    printf("neondot is not the best\n");
    return 1;
  }
  return 0;
}
