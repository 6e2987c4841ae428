// Compares the NEON kernels, with and without dot products, with the scalar ones, bit for bit, on
// random and awkward points. Prints how many comparisons it made; exits with 1 at the first
// difference.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kmeans_sets.h"

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

#include "others.h"
#include "rests.h"
#include "rows.h"
#include "spans.h"

static void compare_truth(const kmeans_points *x, const double *m, ptrdiff_t k) {
  int32_t labels[2][most_points];
  double distances[2][most_points];
  size_t n = (size_t)x->count;
  scalar->truth.nearest(x, m, k, labels[0], distances[0]);
  neon->truth.nearest(x, m, k, labels[1], distances[1]);
  expect_same(labels[0], labels[1], n * 4, "labels", x->dimensions, k);
  expect_same(distances[0], distances[1], n * 8, "nearest", x->dimensions, k);
  neon->truth.to_assigned(x, m, labels[0], distances[1]);
  expect_same(distances[0], distances[1], n * 8, "to_assigned", x->dimensions, k);
  scalar->truth.to_one(x, m, distances[0]);
  neon->truth.to_one(x, m, distances[1]);
  expect_same(distances[0], distances[1], n * 8, "to_one", x->dimensions, k);

  enum { most_columns = 5 };
  static double all[2][most_points * most_columns];
  ptrdiff_t columns = k < most_columns ? k : most_columns;
  size_t bytes = n * (size_t)columns * 8;
  for (int is_turned = 0; is_turned < 2; is_turned++) {
    ptrdiff_t row = is_turned ? 1 : columns, column = is_turned ? x->count : 1;
    scalar->truth.to_all(x, m, columns, all[0], row, column);
    neon->truth.to_all(x, m, columns, all[1], row, column);
    expect_same(all[0], all[1], bytes, "to_all", x->dimensions, columns);
  }
  uint64_t masses[2];
  for (int i = 0; i < 2; i++) {
    const kmeans_kernels *kernels = i ? neon : scalar;
    masses[i] = kernels->truth.masses(all[i], distances[i], x->count, 0x1p20, 0x1p51);
    masses[i] += kernels->truth.masses(all[i], NULL, x->count, 0x1p20, 1000);
    kernels->truth.roots(all[i], x->count * columns);
  }
  expect_same(masses, masses + 1, sizeof *masses, "masses", x->dimensions, k);
  expect_same(all[0], all[1], bytes, "roots", x->dimensions, columns);
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
  uint8_t among8[most_points * most_centroids];
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
                         ptrdiff_t k, const double *centre, double scale, int32_t most,
                         const float *thresholds, kept *out) {
  ptrdiff_t d = x->dimensions, width = kernels->panel_width, padded = (d + 3) / 4 * 4;
  float *packed = allocate((size_t)(k * d), 4), *panel = allocate((size_t)(d * width), 4);
  uint8_t *packed8 = allocate((size_t)(k * (padded + 4)), 1);
  uint8_t *panel8 = allocate((size_t)(padded * width), 1);
  uint8_t *rows8 = allocate((size_t)(padded * width) + 64, 1);
  float *bounds = allocate((size_t)(k * width), 4), centroid_facts[4 * most_centroids];
  int32_t *codes = allocate((size_t)(k * width), 4), rows[most_width];
  float half_norms[most_centroids], facts[3 * most_width], lanes[most_width];
  double norms[most_width];
  memset(out, 0, sizeof *out);
  kernels->pack_centroids(m, k, d, centre, scale, packed, half_norms);
  kernels->pack_centroids8(m, k, d, centre, scale, most, packed8, out->centroid_facts);
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
    kernels->rows8(&part, centre, scale, rows8, out->facts + 3 * i, out->norms + i);
    for (ptrdiff_t p = 0; p < part.count; p++) rows[p] = (int32_t)p;
    kernels->panel8(rows8, out->facts + 3 * i, d, rows, part.count, panel8, facts);
    mark(codes,
         kernels->below8(panel8, facts, d, packed8, out->centroid_facts, k, most, lanes, codes),
         width, i, k, out->below8);
    for (ptrdiff_t p = 0; p < part.count * k; p++) {
      codes[p] = (int32_t)(p / part.count * width + p % part.count);
    }
    kernels->centroid_rows8(m, k, d, centre, scale, packed8, centroid_facts);
    mark(codes,
         kernels->among8(rows8, out->facts + 3 * i, rows, d, packed8, centroid_facts, lanes,
                         part.count * k, codes, bounds),
         width, i, k, out->among8);
    kernels->pack_centroids8(m, k, d, centre, scale, most, packed8, out->centroid_facts);
  }
  free(packed);
  free(panel);
  free(packed8);
  free(panel8);
  free(rows8);
  free(bounds);
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
  const int32_t most = next() % 2 ? KMEANS_FINE8 : KMEANS_COARSE8;
  screen_below(scalar, x, m, k, centre, scale, most, thresholds, &first);
  screen_below(neon, x, m, k, centre, scale, most, thresholds, &second);
  expect_same(first.below, second.below, sizeof first.below, "below", d, k);
  expect_same(first.facts, second.facts, sizeof first.facts, "facts", d, k);
  expect_same(first.norms, second.norms, sizeof first.norms, "norms of 8 bits", d, k);
  expect_same(first.centroid_facts, second.centroid_facts, sizeof first.centroid_facts,
              "facts of centroids", d, k);
  expect_same(first.below8, second.below8, sizeof first.below8, "below8", d, k);
  expect_same(first.among8, second.among8, sizeof first.among8, "among8", d, k);
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
  // A centre of floats, by which `pack` moves points in floats.
  for (ptrdiff_t l = 0; l < d; l++) centre[l] = (float)centre[l];
  compare_screen(&x, m, k, centre, scale);
  compare_screen(&scattered, m, k, centre, scale);
  compare_below(&x, m, k, centre, scale);
  compare_below(&scattered, m, k, centre, scale);
  compare_rests(&x, m, k, centre, scale);
  // Down to where steps are too small to be made smaller.
  compare_rests(&scattered, m, k, centre, ldexp(scale, -(int)(next() % 130)));
  // About the middle of a byte, where bytes leave nothing.
  for (ptrdiff_t l = 0; l < d && type == KMEANS_UINT8; l++) centre[l] = 128;
  if (type == KMEANS_UINT8) compare_rests(&x, m, k, centre, 1);
  if (size <= 1) {
    compare_sums(&x);
    compare_columns(&x);
    compare_update(d);
  }
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
  const ptrdiff_t lengths[] = {255, 256, 257, 319, 320, 321, 513};
  for (int i = 0; i < 7; i++) compare((int32_t)(i % 3), 9, lengths[i], 4, 1);
  compare(KMEANS_FLOAT, 20, 784, 10, 1);
  compare(KMEANS_UINT8, 20, 1024, 5, 1);
  compare(KMEANS_DOUBLE, 20, most_dimensions, 5, 1);
  for (ptrdiff_t bytes = 64; bytes <= 1024; bytes += 64) compare_dots(bytes);
  compare_dots(65536);
  for (ptrdiff_t d = 1; d <= 140; d++) compare_spans(d);
  compare_spans(784);
  for (ptrdiff_t d = 1; d <= most_dimensions; d += d < 140 ? 1 : 99) {
    for (uint64_t kept = 1; kept <= 81; kept += 20) compare_rows((int32_t)(d % 3), d, kept);
    compare_planes(d);
  }
  for (int round = 0; round < 100; round++) compare_bounds();
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
