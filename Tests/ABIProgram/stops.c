#include <kmeans.h>
#include <stddef.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

/// Asks the stop in the interlude, in the midst of the work.
static void ask(void *context) { kmeans_stop_request(*(kmeans_stop **)context); }

int abi_stops_without_fit(void) {
  static const double six[] = {1, 2, 1, 4, 1, 0, 10, 2, 10, 4, 10, 0};
  static const double centroids[] = {0, 0, 9, 0};
  static const int64_t clusters[] = {0};
  kmeans_matrix x = {.count = 6, .dimensions = 2, .scalar = KMEANS_DOUBLE, .values = six};
  int32_t labels[6], found[6];
  double distances[12], again[12];
  float narrow[12];

  // A stop that nobody asks through changes nothing.
  kmeans_stop *stop = kmeans_stop_create(1);
  CHECK(kmeans_distances(&x, centroids, 2, 1, KMEANS_DOUBLE, distances, NULL) == KMEANS_OK);
  CHECK(kmeans_distances_with_stop(&x, centroids, 2, 1, stop, KMEANS_DOUBLE, again, NULL) ==
        KMEANS_OK);
  for (int i = 0; i < 12; i++) CHECK(distances[i] == again[i]);
  CHECK(kmeans_assign_splits(&x, centroids, clusters, 1, 1, labels, NULL) == KMEANS_OK);
  CHECK(kmeans_assign_splits_with_stop(&x, centroids, clusters, 1, 1, stop, found, NULL) ==
        KMEANS_OK);
  for (int i = 0; i < 6; i++) CHECK(labels[i] == found[i] && labels[i] == i / 3);
  kmeans_stop_free(stop);

  // One that is asked ends the work, be it urgent or not.
  for (int urgent = 0; urgent < 2; urgent++) {
    stop = kmeans_stop_create_with_interlude(urgent, ask, &stop);
    kmeans_stop_request_interlude(stop);
    kmeans_error *error = NULL;
    CHECK(kmeans_distances_with_stop(&x, centroids, 2, 1, stop, KMEANS_DOUBLE, distances, &error) ==
          KMEANS_STOPPED);
    CHECK(kmeans_error_code(error) == KMEANS_STOPPED);
    kmeans_error_free(error);
    CHECK(kmeans_distances_with_stop(&x, centroids, 2, 1, stop, KMEANS_FLOAT, narrow, NULL) ==
          KMEANS_STOPPED);
    for (int i = 0; i < 6; i++) found[i] = -7;
    CHECK(kmeans_assign_splits_with_stop(&x, centroids, clusters, 1, 1, stop, found, NULL) ==
          KMEANS_STOPPED);
    CHECK(kmeans_nearest(&x, NULL, centroids, 2, 1, stop, found, NULL, NULL, NULL) ==
          KMEANS_STOPPED);
    for (int i = 0; i < 6; i++) CHECK(found[i] == -7);
    kmeans_stop_free(stop);
  }
  return 0;
}
