// Kernels of compressed rows, and sums in two planes; included by main.c.

enum { most_leaves = 16 };

/// NumPy's tree over d features: leaves in their order, and additions after those that they need.
typedef struct tree {
  int32_t starts[most_leaves + 1], leaf_of[most_dimensions / 8 + 1], nodes[most_leaves];
  int32_t pairs[2 * most_leaves];
  ptrdiff_t leaves, additions;
} tree;

static void grow(tree *t, ptrdiff_t first, ptrdiff_t n) {
  if (n <= 128) {
    for (ptrdiff_t l = first; l < first + n - n % 8; l += 8) t->leaf_of[l / 8] = (int32_t)t->leaves;
    t->nodes[t->leaves] = (int32_t)t->leaves;
    t->starts[t->leaves++] = (int32_t)first;
    return;
  }
  ptrdiff_t half = n / 2 - n / 2 % 8, left = t->leaves;
  grow(t, first, half);
  ptrdiff_t right = t->leaves;
  grow(t, first + half, n - half);
  t->pairs[t->additions++] = (int32_t)left;
  t->pairs[t->additions++] = (int32_t)right;
}

/// Rows that keep each value with a chance of `kept` in 100, against whole and sparse centroids.
static void compare_rows(int32_t type, ptrdiff_t d, uint64_t kept) {
  enum { width = 40, rows = 12 };
  tree t = {.leaves = 0};
  grow(&t, 0, d);
  t.starts[t.leaves] = (int32_t)d;
  t.leaf_of[d / 8] = (int32_t)t.leaves;
  kmeans_tree order = {t.starts, t.leaf_of, t.nodes, t.pairs, t.leaves, d};
  double *table = random_points(KMEANS_DOUBLE, d * width, 1), *m = allocate((size_t)d, 8);
  float *narrow_table = random_points(KMEANS_FLOAT, d * width, 1), narrow_norms[width];
  double half_norms[width], zeros[most_leaves] = {0}, *point = allocate((size_t)d, 8);
  double room[14 * (most_leaves + 1)], lanes[2][8 * (most_leaves + 1)];
  int8_t busy[2][8 * (most_leaves + 1)];
  int32_t columns[most_dimensions], spilled[2][most_dimensions];
  int64_t sums[2][4 * most_dimensions] = {0};
  double scale[most_dimensions], unit[most_dimensions];
  for (int j = 0; j < width; j++) {
    half_norms[j] = uniform();
    narrow_norms[j] = (float)uniform();
  }
  for (ptrdiff_t l = 0; l < d; l++) {
    if (next() % 100 < kept) m[l] = uniform();
    scale[l] = ldexp(1, (int)(next() % 55) - 3);
    unit[l] = 1 / scale[l];
  }
  const kmeans_grid grid = {scale, unit, 0x1p-20, 2 * d};
  for (int i = 0; i < rows; i++) {
    kmeans_row x = {random_points(type, d, 1), columns, 0, type};
    for (ptrdiff_t l = 0; l < d; l++) {
      if (next() % 100 < kept) columns[x.count++] = (int32_t)l;
    }
    double scores[2][width], narrow[2][width], least[2][2], distance[2][2];
    int32_t index[2];
    ptrdiff_t open[2];
    for (int s = 0; s < 2; s++) {
      const kmeans_kernels *kernels = s ? neon : scalar;
      kernels->rows.scores(&x, table, i % 2 ? width : 4, half_norms, scores[s]);
      kernels->rows.narrow_scores(&x, narrow_table, i % 5 * 8 + 8, narrow_norms, narrow[s]);
      index[s] = kernels->rows.least(scores[s], 4, least[s]);
      distance[s][0] = kernels->rows.distance(&x, &order, table, zeros, point, room);
      kernels->rows.lanes(&order, m, lanes[s], busy[s]);
      distance[s][1] = kernels->rows.between(&x, &order, m, lanes[s], busy[s], point, room);
      open[s] = kernels->rows.move(&x, &grid, sums[s], sums[s] + d, spilled[s]);
    }
    expect_same(scores[0], scores[1], (size_t)(i % 2 ? width : 4) * 8, "scores", d, width);
    expect_same(narrow[0], narrow[1], (size_t)(i % 5 * 8 + 8) * 8, "narrow scores", d, width);
    expect_same(index, index + 1, sizeof *index, "least of rows", d, width);
    expect_same(least[0], least[1], sizeof *least, "least of rows", d, width);
    expect_same(distance[0], distance[1], sizeof *distance, "distances of rows", d, 1);
    expect_same(open, open + 1, sizeof *open, "rows spilled", d, 1);
    expect_same(spilled[0], spilled[1], (size_t)open[0] * 4, "rows spilled", d, 1);
    expect_same(sums[0], sums[1], sizeof *sums, "rows moved", d, 1);
    free((void *)x.values);
  }
  free(table);
  free(narrow_table);
  free(m);
  free(point);
}

/// Sums in two planes, some of them next to the middle of two doubles.
static void compare_planes(ptrdiff_t d) {
  static int64_t units[2 * most_dimensions];
  static double high[2][most_dimensions], low[2][most_dimensions];
  static int32_t open[2][most_dimensions];
  double scale[most_dimensions], unit[most_dimensions];
  for (ptrdiff_t l = 0; l < 2 * d; l++) {
    units[l] = (int64_t)next() >> (2 + next() % 61);
    if (next() % 8 == 0) units[l] = l < d ? (int64_t)1 << 60 | 128 : (int64_t)(next() % 3) - 1;
    unit[l % d] = ldexp(1, -(int)(next() % 60));
  }
  const kmeans_grid grid = {scale, unit, ldexp(1, -1 - (int)(next() % 62)), d};
  ptrdiff_t count[2];
  count[0] = scalar->split_planes(units, &grid, d, high[0], low[0], open[0]);
  count[1] = neon->split_planes(units, &grid, d, high[1], low[1], open[1]);
  expect_same(high[0], high[1], (size_t)d * 8, "split of planes", d, 1);
  expect_same(low[0], low[1], (size_t)d * 8, "split of planes", d, 1);
  expect_same(count, count + 1, sizeof *count, "planes open", d, 1);
  expect_same(open[0], open[1], (size_t)count[0] * 4, "planes open", d, 1);
}
