// Kernels beside the screens: sums, columns, boxes and products; included by main.c.

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

/// Points by their gaps, some of them no numbers, and panels certified.
static void compare_bounds(void) {
  enum { clusters = 5, most = 64 };
  float gaps[most], thresholds[clusters], least[most], second[most];
  double norms[most], own[clusters], others[clusters];
  int32_t labels[most], index[most], open[2][most];
  for (int i = 0; i < most; i++) {
    labels[i] = (int32_t)(next() % (clusters + 1)) - 1;
    index[i] = (int32_t)(next() % clusters);
    gaps[i] = next() % 8 ? (float)uniform() : next() % 2 ? NAN : INFINITY;
    norms[i] = ldexp(2 + uniform(), -(int)(next() % 3 * 60));
    least[i] = (float)(-0.25 * norms[i]);
    second[i] = next() % 8 ? (float)(0.5 * norms[i]) : least[i];
  }
  for (int c = 0; c < clusters; c++) {
    thresholds[c] = (float)uniform();
    own[c] = uniform() + 1;
    others[c] = uniform() + 1;
  }
  kmeans_margins by = {1e-30, 1e-30, 1e-30, 0x1p-120, 0.25, 1e-18, own, others};
  for (ptrdiff_t n = 0; n <= most; n++) {
    ptrdiff_t first = scalar->select(labels, gaps, thresholds, clusters, n, open[0]);
    ptrdiff_t other = neon->select(labels, gaps, thresholds, clusters, n, open[1]);
    expect_same(&first, &other, sizeof first, "selected", n, clusters);
    expect_same(open[0], open[1], (size_t)first * 4, "selected", n, clusters);
    if (n > neon->panel_width) continue;
    float bounds[2][2][most];
    first = scalar->certify(&by, n, norms, least, second, index, bounds[0][0], bounds[0][1],
                            open[0]);
    other = neon->certify(&by, n, norms, least, second, index, bounds[1][0], bounds[1][1], open[1]);
    expect_same(&first, &other, sizeof first, "certified", n, clusters);
    expect_same(open[0], open[1], (size_t)first * 4, "certified", n, clusters);
    expect_same(bounds[0][0], bounds[1][0], (size_t)n * 4, "gaps", n, clusters);
    expect_same(bounds[0][1], bounds[1][1], (size_t)n * 4, "lowers", n, clusters);
  }
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
    uint64_t fractions[2];
    // With one plane, and with two.
    const kmeans_grid grid = {
        .scale = scale, .unit = unit, .lower = pieces == 2 ? 0 : 0x1p-20, .plane = 3 * d};
    for (int i = 0; i < 2; i++) {
      const kmeans_kernels *kernels = i ? neon : scalar;
      for (ptrdiff_t l = 0; l < 3 * d; l++) box[i][l] = l / d == 1 ? -INFINITY : INFINITY;
      fractions[i] = 0;
      kernels->columns.box(x->values, x->type, n, d, box[i], box[i] + d, box[i] + 2 * d,
                           fractions + i);
      count[i] = kernels->columns.moments(x->values, x->type, n, d, pieces, scale, unit, d,
                                          sums[i], spilled[i]);
      // Which values spill is compared as how many: they come in any order.
      kernels->move(x, from, to, places, &grid, sums[i], spilled[i], n * d, moved + i);
    }
    expect_same(box[0], box[1], (size_t)d * 24, "box", d, 1);
    expect_same(fractions, fractions + 1, sizeof *fractions, "fractions", d, 1);
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
}

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
      scalar->filter_leaves(&box, boxes, boxes, &of, bits[0], leasts[0]);
      neon->filter_leaves(&box, boxes, boxes, &of, bits[1], leasts[1]);
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
