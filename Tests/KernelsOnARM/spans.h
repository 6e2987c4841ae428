// Sums of distances; included by main.c. Panels are as wide as each table wants them.

/// Sums of a table over points of which every third is one of the others.
static void span_sums(const kmeans_kernels *table, const double *x, ptrdiff_t points, ptrdiff_t d,
                      const double *y, ptrdiff_t n, double *sums) {
  ptrdiff_t width = table->spans.width;
  double *norms = allocate((size_t)n, 8);
  for (ptrdiff_t j = 0; j < n; j++) {
    for (ptrdiff_t l = 0; l < d; l++) norms[j] += y[j * d + l] * y[j * d + l];
  }
  for (ptrdiff_t first = 0; first < points; first += width) {
    double *panel = allocate((size_t)(d * width), 8);
    double own[most_width] = {0}, found[most_width] = {0};
    for (ptrdiff_t p = 0; p < width && first + p < points; p++) {
      for (ptrdiff_t l = 0; l < d; l++) {
        double value = x[(first + p) * d + l];
        panel[l * width + p] = value;
        own[p] += value * value;
      }
    }
    table->spans.sums(panel, own, d, y, norms, n, found);
    for (ptrdiff_t p = 0; p < width && first + p < points; p++) sums[first + p] = found[p];
    free(panel);
  }
  free(norms);
}

static void span_sums8(const kmeans_kernels *table, const uint8_t *x, ptrdiff_t points,
                       ptrdiff_t bytes, const uint8_t *y, ptrdiff_t n, double *sums) {
  ptrdiff_t width = table->panel_width;
  uint32_t *norms = allocate((size_t)n, 4);
  int8_t *rows = allocate((size_t)(n * bytes), 1);
  for (ptrdiff_t j = 0; j < n; j++) {
    for (ptrdiff_t l = 0; l < bytes; l++) {
      uint32_t value = y[j * bytes + l];
      rows[j * bytes + l] = (int8_t)(value - 128);
      norms[j] += value * value;
    }
  }
  for (ptrdiff_t first = 0; first < points; first += width) {
    uint8_t *panel = allocate((size_t)(bytes * width), 1);
    uint32_t own[most_width] = {0};
    double found[most_width] = {0};
    for (ptrdiff_t p = 0; p < width && first + p < points; p++) {
      for (ptrdiff_t l = 0; l < bytes; l++) {
        uint32_t value = x[(first + p) * bytes + l];
        panel[(l / 4 * width + p) * 4 + l % 4] = (uint8_t)value;
        own[p] += value * value - 256 * value;
      }
    }
    table->spans.sums8(panel, own, bytes, rows, norms, n, found);
    for (ptrdiff_t p = 0; p < width && first + p < points; p++) sums[first + p] = found[p];
    free(panel);
  }
  free(norms);
  free(rows);
}

static void compare_spans(ptrdiff_t d) {
  enum { points = 37, others = 23 };
  double *x = random_points(KMEANS_DOUBLE, points * d, 1);
  double *y = random_points(KMEANS_DOUBLE, others * d, 1);
  // Equal points, and points so near that only differences tell.
  for (int i = 0; i < others; i += 3) {
    memcpy(y + i * d, x + i * d, (size_t)d * 8);
    y[i * d] += i % 2 ? 0x1p-22 : 0;
  }
  double sums[2][points];
  span_sums(scalar, x, points, d, y, others, sums[0]);
  span_sums(neon, x, points, d, y, others, sums[1]);
  expect_same(sums[0], sums[1], sizeof sums[0], "spans", d, others);
  free(x);
  free(y);

  ptrdiff_t bytes = (d + 3) / 4 * 4;
  uint8_t *a = random_points(KMEANS_UINT8, points * bytes, 1);
  uint8_t *b = random_points(KMEANS_UINT8, others * bytes, 1);
  memset(a, 255, (size_t)bytes);
  memset(b, 0, (size_t)bytes);
  span_sums8(scalar, a, points, bytes, b, others, sums[0]);
  span_sums8(neon, a, points, bytes, b, others, sums[1]);
  expect_same(sums[0], sums[1], sizeof sums[0], "spans8", bytes, others);
  free(a);
  free(b);
}
