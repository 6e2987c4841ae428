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

// Two directions in the plane, and two lengths of each.
static const double rays[] = {1, 0, 3, 0, 0, 1, 0, 3};

static kmeans_matrix points(const double *values, int64_t count, int64_t dimensions) {
  kmeans_matrix x = {0};
  x.count = count;
  x.dimensions = dimensions;
  x.scalar = KMEANS_DOUBLE;
  x.values = values;
  return x;
}

int abi_silhouettes(void) {
  kmeans_matrix x = points(rays, 4, 2);
  static const int32_t labels[] = {0, 0, 4, 4}, wild[] = {0, 0, 5, -1}, same[] = {0, 0, 0, 0};
  double values[4], mean;
  CHECK(kmeans_silhouettes(&x, labels, 5, "cosine", 1, NULL, values, &mean, NULL) == KMEANS_OK);
  for (int i = 0; i < 4; i++) CHECK(values[i] == 1);
  CHECK(mean == 1);
  CHECK(kmeans_silhouettes(&x, labels, 5, NULL, 2, NULL, values, &mean, NULL) == KMEANS_OK);
  double a = 2, b = (sqrt(2) + sqrt(10)) / 2;
  CHECK(fabs(values[0] - (b - a) / b) < 1e-14 && fabs(values[2] - (b - a) / b) < 1e-14);
  CHECK(fabs(mean - (values[0] + values[1] + values[2] + values[3]) / 4) < 1e-15);
  CHECK(kmeans_silhouettes(&x, labels, 5, NULL, 0, NULL, NULL, NULL, NULL) == KMEANS_OK);

  // Weights are copies, or shares; without any they are the same.
  static const double ones[] = {1, 1, 1, 1}, some[] = {3, 1, 1, 2}, bad[] = {1, -1, 1, 1};
  double again[4], first = mean;
  for (int i = 0; i < 4; i++) again[i] = values[i];
  CHECK(kmeans_weighted_silhouettes(&x, ones, NULL, labels, 5, NULL, 1, NULL, values, &mean,
                                    NULL) == KMEANS_OK);
  CHECK(mean == first && memcmp(values, again, sizeof again) == 0);
  CHECK(kmeans_weighted_silhouettes(&x, some, "copies", labels, 5, NULL, 1, NULL, values, &mean,
                                    NULL) == KMEANS_OK);
  a = 2.0 / 3, b = (sqrt(2) + 2 * sqrt(10)) / 3;
  CHECK(fabs(values[0] - (b - a) / b) < 1e-14);
  double sum = 3 * values[0] + values[1] + values[2] + 2 * values[3];
  CHECK(fabs(mean - sum / 7) < 1e-15);
  CHECK(kmeans_weighted_silhouettes(&x, some, "shares", labels, 5, NULL, 1, NULL, values, &mean,
                                    NULL) == KMEANS_OK);
  CHECK(fabs(values[0] - (b - 2) / b) < 1e-14);
  CHECK(kmeans_weighted_silhouettes(&x, bad, NULL, labels, 5, NULL, 1, NULL, values, &mean,
                                    NULL) == KMEANS_BAD_WEIGHT);
  CHECK(kmeans_weighted_silhouettes(&x, some, "counts", labels, 5, NULL, 1, NULL, values, &mean,
                                    NULL) == KMEANS_BAD_SETTING);

  values[0] = mean = -7;
  kmeans_error *error = NULL;
#define SILHOUETTES(x, labels, clusters, distance) \
  kmeans_silhouettes(x, labels, clusters, distance, 1, NULL, values, &mean, &error)
  CHECK(SILHOUETTES(&x, labels, 5, "taxi") == KMEANS_BAD_SETTING);
  CHECK(strstr(kmeans_error_message(error), "(known: euclidean, cosine") != NULL);
  kmeans_error_free(error);
  CHECK(SILHOUETTES(&x, same, 5, NULL) == KMEANS_BAD_SETTING);
  CHECK(strstr(kmeans_error_message(error), "at least 2") != NULL);
  kmeans_error_free(error);
  error = NULL;
  CHECK(kmeans_silhouettes(&x, wild, 5, NULL, 1, NULL, values, &mean, NULL) == KMEANS_BAD_SHAPE);
  CHECK(kmeans_silhouettes(&x, NULL, 5, NULL, 1, NULL, values, &mean, NULL) ==
        KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_silhouettes(NULL, labels, 5, NULL, 1, NULL, values, &mean, NULL) ==
        KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_silhouettes(&x, labels, 5, NULL, -1, NULL, values, &mean, NULL) ==
        KMEANS_BAD_SETTING);
  static const int64_t numbers[] = {INT64_MIN, -1, 0, (int64_t)INT32_MAX + 1, INT64_MAX};
  for (int i = 0; i < 5; i++) {
    CHECK(kmeans_silhouettes(&x, labels, numbers[i], NULL, 1, NULL, values, &mean, NULL) ==
          KMEANS_BAD_SETTING);
  }
  static const double zeros[] = {1, 2, 0, 0, 3, 4};
  x = points(zeros, 3, 2);
  static const int32_t three[] = {0, 1, 1};
  CHECK(SILHOUETTES(&x, three, 2, "cosine") == KMEANS_OUT_OF_RANGE);
  int64_t point, feature;
  kmeans_error_place(error, &point, &feature);
  CHECK(point == 1 && feature == -1);
  kmeans_error_free(error);
#undef SILHOUETTES
  kmeans_stop *stop = kmeans_stop_create(1);
  kmeans_stop_request(stop);
  x = points(rays, 4, 2);
  CHECK(kmeans_silhouettes(&x, labels, 5, NULL, 1, stop, values, &mean, NULL) == KMEANS_STOPPED);
  kmeans_stop_free(stop);
  CHECK(values[0] == -7 && mean == -7);
  return 0;
}
