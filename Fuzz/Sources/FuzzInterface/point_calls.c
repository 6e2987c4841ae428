#include "calls.h"

/// Points, centroids for them, and room for one number a point.
struct points {
  kmeans_matrix *x;
  int64_t count, dimensions, k;
  double *centroids;
};

static struct points next_points(void) {
  struct points p;
  p.x = next_matrix(&p.count, &p.dimensions);
  p.k = next_size(7);
  if (p.count < 0 || p.count > 1000) p.count = 0;
  if (p.dimensions < 0 || p.dimensions > 100) p.dimensions = 0;
  int64_t k = p.k < 0 || p.k > 100 ? 0 : p.k;
  // Of an absurd number nothing may be read.
  p.centroids = next_byte() > 250 ? NULL : lent_doubles(k * p.dimensions);
  return p;
}

static kmeans_stop *next_stop(void) {
  return next_byte() > 220 ? next_slot(STOP)->handle : NULL;
}

/// Room for values, or NULL where they are not wanted.
static void *wanted(int64_t count, size_t size) {
  return next_byte() > 230 ? NULL : lent((size_t)count * size);
}

static void assign(void) {
  struct points p = next_points();
  double *weights = next_byte() > 200 ? lent_doubles(p.count) : NULL;
  double objective = -7;
  int32_t *labels = wanted(p.count, 4);
  kmeans_error *error = NULL;
  kmeans_code code;
  if (next_byte() % 2) {
    code = kmeans_assign(p.x, weights, p.centroids, p.k, next_threads(), labels, &objective,
                         &error);
  } else {
    kmeans_stop *stop = next_stop();
    code = kmeans_nearest(p.x, weights, p.centroids, p.k, next_threads(), stop, labels,
                          wanted(p.count, 8), &objective, &error);
  }
  reported(code, error);
  MUST(code != KMEANS_OK || objective >= 0);
  for (int64_t i = 0; code == KMEANS_OK && labels && i < p.count; i++) {
    MUST(labels[i] >= 0 && labels[i] < p.k);
  }
}

static void assign_within(void) {
  struct points p = next_points();
  kmeans_error *error = NULL;
  int64_t least = next_size(9), most = next_size(30);
  kmeans_stop *stop = next_stop();
  reported(kmeans_assign_within(p.x, p.centroids, p.k, least, most, next_threads(), stop,
                                wanted(p.count, 4), &error),
           error);
}

static void assign_splits(void) {
  int64_t count, dimensions;
  kmeans_matrix *x = next_matrix(&count, &dimensions);
  if (count < 0 || count > 1000) count = 0;
  int64_t splits = next_size(6), room = splits < 0 || splits > 100 ? 0 : splits;
  int64_t d = dimensions < 0 || dimensions > 100 ? 0 : dimensions;
  double *centroids = lent_doubles(2 * room * d);
  int64_t *clusters = lent(8 * (size_t)room);
  for (int64_t t = 0; t < room; t++) clusters[t] = next_size((int)t + 1);
  kmeans_error *error = NULL;
  kmeans_stop *stop = next_stop();
  int32_t *labels = wanted(count, 4);
  reported(kmeans_assign_splits_with_stop(x, centroids, clusters, splits, next_threads(), stop,
                                          labels, &error),
           error);
}

static void distances(void) {
  struct points p = next_points();
  int64_t k = p.k < 0 || p.k > 100 ? 0 : p.k;
  int32_t scalar = next_byte() > 240 ? (int32_t)next_size(9) : KMEANS_FLOAT + (int)next_below(2);
  kmeans_error *error = NULL;
  kmeans_stop *stop = next_stop();
  void *values = wanted(p.count * k, scalar == KMEANS_FLOAT ? 4 : 8);
  reported(kmeans_distances_with_stop(p.x, p.centroids, p.k, next_threads(), stop, scalar, values,
                                      &error),
           error);
}

static void seen(void) {
  int64_t count, dimensions;
  kmeans_matrix *x = next_matrix(&count, &dimensions);
  int is_small = count >= 0 && count < 1000 && dimensions >= 0 && dimensions < 100;
  size_t room = is_small ? (size_t)(count * dimensions) : 0;
  // Compressed rows have no more values than that.
  if (room < 60) room = 60;
  const char *distance = next_name(kmeans_distance_names());
  kmeans_error *error = NULL;
  kmeans_stop *stop = next_stop();
  reported(kmeans_seen_with_stop(x, distance, next_threads(), stop,
                                 next_byte() > 240 ? NULL : lent(8 * room), &error),
           error);
}

static void nearest_two(void) {
  struct points p = next_points();
  int32_t *given = next_byte() > 128 ? lent_labels(p.count, 3) : NULL;
  kmeans_stop *stop = next_stop();
  kmeans_error *error = NULL;
  int32_t *labels = wanted(p.count, 4), *seconds = wanted(p.count, 4);
  double *first = wanted(p.count, 8), *second = wanted(p.count, 8);
  reported(kmeans_nearest_two(p.x, p.centroids, p.k, given, next_threads(), stop, labels, first,
                              seconds, second, &error),
           error);
}

static void quartiles(void) {
  struct points p = next_points();
  int64_t k = p.k < 0 || p.k > 100 ? 0 : p.k;
  int32_t *labels = next_byte() > 250 ? NULL : lent_labels(p.count, 3);
  double *weights = next_byte() > 200 ? lent_doubles(p.count) : NULL;
  kmeans_error *error = NULL;
  kmeans_stop *stop = next_stop();
  reported(kmeans_quartiles(p.x, weights, labels, p.centroids, p.k, next_threads(), stop,
                            wanted(3 * k, 8), &error),
           error);
}

static void match(void) {
  int64_t k = next_size(8), reference = next_size(8), d = next_size(5);
  int64_t rows = k < 0 || k > 100 ? 0 : k;
  int64_t others = reference < 0 || reference > 100 ? 0 : reference;
  int64_t own = d < 0 || d > 100 ? 0 : d;
  double *m = lent_doubles(rows * own), *r = lent_doubles(others * own);
  int64_t *numbers = wanted(rows, 8);
  kmeans_error *error = NULL;
  kmeans_code code = kmeans_match(m, k, r, reference, d, numbers, &error);
  reported(code, error);
  for (int64_t i = 0; code == KMEANS_OK && i < k; i++) MUST(numbers[i] >= 0 && numbers[i] < k);
}

static void silhouettes(void) {
  static const char *const meanings[] = {"copies", "shares", NULL};
  int64_t count, dimensions;
  kmeans_matrix *x = next_matrix(&count, &dimensions);
  if (count < 0 || count > 1000) count = 0;
  double *weights = next_byte() > 128 ? lent_doubles(count) : NULL;
  int32_t *labels = next_byte() > 250 ? NULL : lent_labels(count, 4);
  int64_t clusters = next_size(7);
  const char *meaning = next_name(meanings), *distance = next_name(kmeans_distance_names());
  double mean = 7;
  kmeans_error *error = NULL;
  kmeans_stop *stop = next_stop();
  kmeans_code code =
      kmeans_weighted_silhouettes(x, weights, meaning, labels, clusters, distance, next_threads(),
                                  stop, wanted(count, 8), &mean, &error);
  reported(code, error);
  MUST(code != KMEANS_OK || (mean >= -1 && mean <= 1));
}

const call point_calls[] = {assign, assign_within, assign_splits, distances,  seen,
                            match,  nearest_two,   quartiles,     silhouettes};
const int point_call_count = sizeof point_calls / sizeof point_calls[0];
