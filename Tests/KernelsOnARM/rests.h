// Vectors in 8 bits and what that leaves, and products of both; included by main.c.

/// Points and centroids in two parts, as one table has them.
typedef struct in_parts {
  uint8_t *rows, *rests;
  float facts[4 * most_points + 4 * most_centroids], fine[2 * most_points + 2 * most_centroids];
} in_parts;

static kmeans_rests parts_of(const in_parts *parts) {
  return (kmeans_rests){parts->rows, parts->rests, parts->facts, parts->fine};
}

/// Room for n vectors of d values; zeros, so that what is not written is the same in all.
static void begin(in_parts *parts, ptrdiff_t n, ptrdiff_t d) {
  memset(parts, 0, sizeof *parts);
  parts->rows = allocate((size_t)(n * (d + 8)) + 64, 1);
  parts->rests = allocate((size_t)(n * (d + 8)) + 64, 1);
}

static void end(in_parts *parts) {
  free(parts->rows);
  free(parts->rests);
}

/// Pairs of any lanes that both tables have, and any centroids.
static void compare_products(const in_parts x[2], const in_parts m[2], ptrdiff_t n, ptrdiff_t k,
                             ptrdiff_t d) {
  enum { lanes = 8, pairs = 40 };
  int32_t index[most_width] = {0}, codes[2][pairs];
  double products[2][pairs];
  for (int p = 0; p < lanes; p++) index[p] = (int32_t)(next() % (uint64_t)n);
  for (int i = 0; i < pairs; i++) {
    int32_t j = (int32_t)(next() % (uint64_t)k), lane = (int32_t)(next() % lanes);
    codes[0][i] = j * (int32_t)scalar->panel_width + lane;
    codes[1][i] = j * (int32_t)neon->panel_width + lane;
  }
  for (int i = 0; i < 2; i++) {
    const kmeans_kernels *kernels = i ? neon : scalar;
    kmeans_rests points = parts_of(&x[i]), centroids = parts_of(&m[i]);
    kernels->rests.products(&points, index, d, &centroids, codes[i], pairs, products[i]);
  }
  expect_same(products[0], products[1], sizeof products[0], "products", d, k);
}

static void compare_rests(const kmeans_points *points, const double *centroids, ptrdiff_t k,
                          const double *centre, double scale) {
  static in_parts x[2], m[2];
  ptrdiff_t d = points->dimensions, n = points->count;
  double norms[most_points];
  for (int i = 0; i < 2; i++) {
    const kmeans_kernels *kernels = i ? neon : scalar;
    begin(&x[i], n, d);
    begin(&m[i], k, d);
    kernels->rows8(points, centre, scale, x[i].rows, x[i].facts, norms);
    kernels->rests.points(points, centre, scale, x[i].facts, x[i].rests, x[i].fine);
    kernels->centroid_rows8(centroids, k, d, centre, scale, m[i].rows, m[i].facts);
    kernels->rests.centroids(centroids, k, d, centre, scale, m[i].facts, m[i].rests, m[i].fine);
  }
  expect_same(x[0].fine, x[1].fine, sizeof x[0].fine, "fine facts of points", d, k);
  expect_same(m[0].facts, m[1].facts, sizeof m[0].facts, "facts of rows of centroids", d, k);
  expect_same(m[0].fine, m[1].fine, sizeof m[0].fine, "fine facts of centroids", d, k);
  compare_products(x, m, n, k, d);
  for (int i = 0; i < 2; i++) {
    end(&x[i]);
    end(&m[i]);
  }
}
