#include <kmeans.h>
#include <math.h>
#include <string.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

static const double line[] = {0, 1, 2, 4, 50, 51, 99};

static kmeans_matrix seven(void) {
  kmeans_matrix x = {.size = sizeof x, .count = 7, .dimensions = 1, .scalar = KMEANS_DOUBLE};
  x.values = line;
  return x;
}

/// The nearest and the second centroid, and how far clusters reach.
int abi_certainty(void) {
  kmeans_matrix x = seven();
  const double centroids[] = {0, 50, 50, 98};
  int32_t labels[7], seconds[7];
  double own[7], others[7];
  CHECK(kmeans_nearest_two(&x, centroids, 4, NULL, 2, NULL, labels, own, seconds, others, NULL) ==
        KMEANS_OK);
  static const int32_t expected[] = {0, 0, 0, 0, 1, 1, 3};
  CHECK(memcmp(labels, expected, sizeof labels) == 0);
  CHECK(own[3] == 16 && others[3] == 46 * 46 && seconds[3] == 1);
  CHECK(own[5] == 1 && others[5] == 1 && seconds[5] == 2);
  CHECK(seconds[6] == 1 && own[6] == 1);
  static const int32_t given[] = {1, 0, 0, 0, 1, 1, 3};
  CHECK(kmeans_nearest_two(&x, centroids, 4, given, 1, NULL, NULL, own, seconds, NULL, NULL) ==
        KMEANS_OK);
  CHECK(own[0] == 2500 && seconds[0] == 0);
  CHECK(kmeans_nearest_two(&x, centroids, 1, NULL, 1, NULL, labels, NULL, seconds, others, NULL) ==
        KMEANS_OK);
  CHECK(seconds[2] == -1 && isinf(others[2]));
  static const int32_t wrong[] = {0, 0, 0, 4, 1, 1, 3};
  kmeans_error *error = NULL;
  CHECK(kmeans_nearest_two(&x, centroids, 4, wrong, 1, NULL, NULL, own, NULL, NULL, &error) ==
        KMEANS_BAD_SHAPE);
  kmeans_error_free(error);
  CHECK(kmeans_nearest_two(&x, NULL, 4, NULL, 1, NULL, labels, own, NULL, NULL, NULL) ==
        KMEANS_BAD_ARGUMENT);

  double quartiles[12];
  CHECK(kmeans_quartiles(&x, NULL, labels, centroids, 4, 1, NULL, quartiles, NULL) == KMEANS_OK);
  CHECK(quartiles[0] == 1 && quartiles[1] == 4 && quartiles[2] == 51 && quartiles[3] == 0);
  static const double weights[] = {1, 1, 1, 1, 0, 0, 0};
  CHECK(kmeans_quartiles(&x, weights, expected, centroids, 4, 1, NULL, quartiles, NULL) ==
        KMEANS_OK);
  CHECK(quartiles[0] == 0 && quartiles[1] == 1 && quartiles[2] == 2 && quartiles[5] == 0);
  CHECK(kmeans_quartiles(&x, NULL, wrong, centroids, 4, 1, NULL, quartiles, NULL) ==
        KMEANS_BAD_SHAPE);
  CHECK(kmeans_quartiles(&x, NULL, labels, centroids, 4, 1, NULL, NULL, NULL) ==
        KMEANS_BAD_ARGUMENT);
  kmeans_stop *stop = kmeans_stop_create(1);
  CHECK(kmeans_stop_request(stop) == KMEANS_OK);
  CHECK(kmeans_nearest_two(&x, centroids, 4, NULL, 1, stop, labels, own, NULL, NULL, NULL) ==
        KMEANS_STOPPED);
  CHECK(kmeans_quartiles(&x, NULL, expected, centroids, 4, 1, stop, quartiles, NULL) ==
        KMEANS_STOPPED);
  kmeans_stop_free(stop);
  return 0;
}

/// Centroids that stay, and numbers of another clustering.
int abi_continuing(void) {
  kmeans_matrix x = seven();
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  const double frozen[] = {1, 90};
  settings.clusters = 3;
  settings.initialization = KMEANS_CENTROIDS;
  settings.centroids = frozen;
  settings.given = settings.frozen = 2;
  kmeans_clustering *result = NULL;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_OK);
  double m[3];
  kmeans_clustering_centroids(result, m);
  CHECK(m[0] == 1 && m[1] == 90 && m[2] == 50.5);
  kmeans_clustering_free(result);
  settings.frozen = 3;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_BAD_SETTING);
  settings.frozen = 0;
  settings.given = 4;
  const double more[] = {1, 90, 3, 4};
  settings.centroids = more;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_BAD_SETTING);

  kmeans_settings_default(&settings);
  settings.clusters = 3;
  const double reference[] = {100, 0, 45};
  settings.reference = reference;
  settings.reference_count = 3;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_OK);
  kmeans_clustering_centroids(result, m);
  CHECK(m[0] == 99 && m[1] == 1.75 && m[2] == 50.5);
  kmeans_clustering_free(result);
  settings.order = KMEANS_BY_SIZE;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_BAD_SETTING);
  kmeans_data_free(data);

  int64_t numbers[4];
  CHECK(kmeans_match(m, 3, reference, 3, 1, numbers, NULL) == KMEANS_OK);
  CHECK(numbers[0] == 0 && numbers[1] == 1 && numbers[2] == 2);
  CHECK(kmeans_match(reference, 3, m, 1, 1, numbers, NULL) == KMEANS_OK);
  CHECK(numbers[0] == 0 && numbers[1] == 1 && numbers[2] == 2);
  CHECK(kmeans_match(m, 3, reference, 3, 0, numbers, NULL) == KMEANS_BAD_SHAPE);
  CHECK(kmeans_match(m, 0, reference, 3, 1, numbers, NULL) == KMEANS_BAD_SETTING);
  CHECK(kmeans_match(m, 3, reference, 3, 1, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  const double bad[] = {0, NAN, 1};
  CHECK(kmeans_match(bad, 3, reference, 3, 1, numbers, NULL) == KMEANS_NOT_FINITE);
  return 0;
}
