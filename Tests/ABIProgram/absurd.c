#include <kmeans.h>
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

static const double six[] = {1, 2, 1, 4, 1, 0, 10, 2, 10, 4, 10, 0};

static kmeans_matrix matrix(int64_t count, int64_t dimensions) {
  kmeans_matrix x = {0};
  x.count = count;
  x.dimensions = dimensions;
  x.scalar = KMEANS_DOUBLE;
  x.values = six;
  return x;
}

static int create(kmeans_matrix x) {
  kmeans_data *data = NULL;
  int code = kmeans_data_create(&x, NULL, 1, NULL, &data, NULL);
  kmeans_data_free(data);
  return code;
}

int abi_absurd_points(void) {
  static const int64_t numbers[] = {INT64_MIN, -1, 0, INT64_MAX / 8 + 1, INT64_MAX};
  for (int i = 0; i < 5; i++) {
    for (int j = 0; j < 5; j++) {
      kmeans_matrix x = matrix(numbers[i], numbers[j]);
      CHECK(create(x) != KMEANS_OK);
      x.index_bits = 64;
      CHECK(create(x) == KMEANS_BAD_ARGUMENT);
    }
  }
  // No point, of which one would need more than all memory.
  CHECK(create(matrix(0, (int64_t)1 << 60)) == KMEANS_BAD_ARGUMENT);
  CHECK(create(matrix(0, (int64_t)1 << 40)) == KMEANS_TOO_FEW_POINTS);
  CHECK(create(matrix((int64_t)1 << 60, 0)) == KMEANS_BAD_SHAPE);

  static const int32_t scalars[] = {INT_MIN, -1, 3, INT_MAX};
  for (int i = 0; i < 4; i++) {
    kmeans_matrix x = matrix(6, 2);
    x.scalar = scalars[i];
    CHECK(create(x) == KMEANS_BAD_ARGUMENT);
    x = matrix(6, 2);
    x.index_bits = scalars[i];
    x.offsets = x.columns = six;
    CHECK(create(x) == KMEANS_BAD_ARGUMENT);
  }
  return 0;
}

int abi_absurd_rows(void) {
  static const int64_t far[] = {0, INT64_MAX}, back[] = {0, INT64_MIN};
  static const int64_t none[] = {0, 0}, column[] = {INT64_MAX}, one[] = {0, 1};
  kmeans_matrix x = matrix(1, 2);
  x.index_bits = 64;
  x.columns = column;
  x.offsets = far;
  CHECK(create(x) == KMEANS_BAD_SHAPE);
  x.offsets = back;
  CHECK(create(x) == KMEANS_BAD_SHAPE);
  x.offsets = one;
  CHECK(create(x) == KMEANS_BAD_SHAPE);
  x.offsets = (const char *)one + 4;
  CHECK(create(x) == KMEANS_BAD_SHAPE);
  x.offsets = none;
  CHECK(create(x) == KMEANS_OK);
  x.dimensions = (int64_t)1 << 31;
  CHECK(create(x) == KMEANS_BAD_SHAPE);
  x.dimensions = 0;
  CHECK(create(x) == KMEANS_BAD_SHAPE);
  return 0;
}

int abi_absurd_centroids(void) {
  kmeans_matrix x = matrix(6, 2);
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  settings.initialization = KMEANS_CENTROIDS;
  // Of a million centroids, which there are not, nothing is read where there are six points. If
  // they were, the value that is none would be found first.
  static const double bad[] = {NAN, NAN};
  settings.centroids = bad;
  settings.clusters = 1000000;
  kmeans_clustering *result = NULL;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_TOO_FEW_POINTS);
  static const int64_t numbers[] = {INT64_MIN, -1, 0, (int64_t)1 << 31, INT64_MAX};
  double room[12];
  int32_t labels[6];
  int64_t rows[6];
  for (int i = 0; i < 5; i++) {
    settings.clusters = numbers[i];
    CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_BAD_SETTING);
    CHECK(kmeans_assign(&x, NULL, six, numbers[i], 1, labels, NULL, NULL) == KMEANS_BAD_SETTING);
    CHECK(kmeans_distances(&x, six, numbers[i], 1, KMEANS_DOUBLE, room, NULL) ==
          KMEANS_BAD_SETTING);
    CHECK(kmeans_seed(data, numbers[i], KMEANS_PLUS_PLUS, 0, 0, 1, NULL, rows, NULL) ==
          KMEANS_BAD_SETTING);
  }
  CHECK(result == NULL);
  kmeans_data_free(data);
  return 0;
}

int abi_absurd_settings(void) {
  kmeans_matrix x = matrix(6, 2);
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  kmeans_settings usual, s;
  kmeans_settings_default(&usual);
  usual.clusters = 2;
  kmeans_clustering *result = NULL;
#define REFUSED(change)                                                                      \
  s = usual;                                                                                 \
  change;                                                                                    \
  CHECK(kmeans_fit(data, &s, NULL, NULL, NULL, &result, NULL) == KMEANS_BAD_SETTING && !result)
  REFUSED(s.restarts = INT64_MIN);
  REFUSED(s.restarts = (int64_t)1 << 31);
  REFUSED(s.restarts = INT64_MAX);
  REFUSED(s.iteration_limit = INT64_MIN);
  REFUSED(s.iteration_limit = 0);
  REFUSED(s.tolerance = NAN);
  REFUSED(s.tolerance = INFINITY);
  REFUSED(s.tolerance = -1);
  REFUSED(s.threads = INT_MIN);
  REFUSED(s.order = INT_MIN);
  REFUSED(s.order = 3);
  REFUSED(s.initialization = INT_MIN);
  REFUSED(s.initialization = 5);
  REFUSED(s.time_limit = NAN);
  REFUSED(s.time_limit = -INFINITY);
  REFUSED(s.algorithm = "\xff");
  REFUSED(s.algorithm = "");
#undef REFUSED
#define TAKEN(change)                                                                  \
  s = usual;                                                                           \
  change;                                                                              \
  CHECK(kmeans_fit(data, &s, NULL, NULL, NULL, &result, NULL) == KMEANS_OK && result); \
  kmeans_clustering_free(result);                                                      \
  result = NULL
  TAKEN(s.threads = INT_MAX);
  TAKEN(s.iteration_limit = INT64_MAX);
  TAKEN(s.tolerance = 1e308);
  TAKEN(s.time_limit = INFINITY);
  TAKEN(s.time_limit = 1e300);
  TAKEN(s.seed = UINT64_MAX);
  TAKEN(s.reserved = INT_MIN);
#undef TAKEN
  kmeans_data_free(data);
  return 0;
}

int abi_absurd_seeds(void) {
  kmeans_matrix x = matrix(6, 2);
  kmeans_data *data = NULL;
  kmeans_error *error = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  int64_t rows[6] = {-1, -1, -1, -1, -1, -1};
  static const int64_t numbers[] = {INT64_MIN, -1, KMEANS_MOST_TRIALS + 1, INT32_MAX, INT64_MAX};
  for (int i = 0; i < 5; i++) {
    for (int method = 0; method < 4; method += 3) {
      CHECK(kmeans_seed(data, 3, method, numbers[i], 1, 1, NULL, rows, &error) ==
            KMEANS_BAD_SETTING);
      CHECK(strstr(kmeans_error_message(error), "at most 65536") != NULL);
      kmeans_error_free(error);
    }
  }
  CHECK(rows[0] == -1);
  CHECK(kmeans_seed(data, 3, KMEANS_PLUS_PLUS, KMEANS_MOST_TRIALS, 1, 1, NULL, rows, NULL) ==
        KMEANS_OK);
  CHECK(rows[0] >= 0 && rows[2] >= 0 && rows[2] < 6);
  CHECK(kmeans_seed(data, 3, INT_MIN, 0, 1, 1, NULL, rows, NULL) == KMEANS_BAD_SETTING);
  CHECK(kmeans_seed(data, 3, KMEANS_PLUS_PLUS, 0, 1, INT_MIN, NULL, rows, NULL) ==
        KMEANS_BAD_SETTING);
  CHECK(kmeans_seed(data, 3, KMEANS_PLUS_PLUS, 0, 1, INT_MAX, NULL, rows, NULL) == KMEANS_OK);
  kmeans_data_free(data);
  return 0;
}
