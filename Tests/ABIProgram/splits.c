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

// Three pairs on a line.
static const double pairs[] = {0, 1, 10, 11, 100, 101};
// Two directions in the plane.
static const double rays[] = {1, 0, 3, 0, 0, 2, 0, 5};

static kmeans_matrix points(const double *values, int64_t count, int64_t dimensions) {
  kmeans_matrix x = {0};
  x.count = count;
  x.dimensions = dimensions;
  x.scalar = KMEANS_DOUBLE;
  x.values = values;
  return x;
}

static kmeans_code fit(kmeans_matrix x, kmeans_settings settings, kmeans_clustering **result,
                       kmeans_error **error) {
  kmeans_data *data = NULL;
  kmeans_code code = kmeans_data_create(&x, NULL, 1, NULL, &data, error);
  if (code == KMEANS_OK) code = kmeans_fit(data, &settings, NULL, NULL, NULL, result, error);
  kmeans_data_free(data);
  return code;
}

static kmeans_settings usual(int64_t clusters) {
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  settings.clusters = clusters;
  return settings;
}

int abi_cosine(void) {
  kmeans_settings settings = usual(2);
  CHECK(settings.distance == NULL && settings.variant == NULL);
  settings.distance = "cosine";
  kmeans_clustering *result = NULL;
  CHECK(fit(points(rays, 4, 2), settings, &result, NULL) == KMEANS_OK);
  kmeans_facts facts;
  kmeans_clustering_facts(result, &facts);
  CHECK(facts.objective == 0 && fabs(facts.total_sum_of_squares - 4 * (1 - sqrt(0.5))) < 1e-12);
  int32_t labels[4], seen_labels[4];
  double centroids[4], values[8], objective;
  kmeans_clustering_labels(result, labels);
  kmeans_clustering_centroids(result, centroids);
  CHECK(labels[0] == labels[1] && labels[2] == labels[3] && labels[0] != labels[2]);
  CHECK(centroids[2 * labels[0]] == 1 && centroids[2 * labels[2] + 1] == 1);
  CHECK(kmeans_clustering_splits(result) == 0);
  kmeans_clustering_free(result);

  // What knows no distance serves this one with the points as it sees them.
  kmeans_matrix x = points(rays, 4, 2);
  CHECK(kmeans_seen(&x, "cosine", 1, values, NULL) == KMEANS_OK);
  for (int i = 0; i < 8; i++) CHECK(values[i] == (rays[i] > 0));
  x.values = values;
  CHECK(kmeans_nearest(&x, NULL, centroids, 2, 1, NULL, seen_labels, NULL, &objective, NULL) ==
        KMEANS_OK);
  CHECK(memcmp(labels, seen_labels, sizeof labels) == 0 && objective == 0);
  static const int64_t offsets[] = {0, 1, 2, 3, 5}, columns[] = {0, 0, 1, 0, 1};
  static const double stored[] = {1, 3, 2, 3, 4};
  x = points(stored, 4, 2);
  x.index_bits = 64;
  x.offsets = offsets;
  x.columns = columns;
  CHECK(kmeans_seen(&x, "cosine", 1, values, NULL) == KMEANS_OK);
  CHECK(values[0] == 1 && values[1] == 1 && values[2] == 1);
  CHECK(values[3] == 3.0 / 5 && values[4] == 4.0 / 5);
  CHECK(kmeans_seen(&x, NULL, 1, values, NULL) == KMEANS_OK);
  CHECK(memcmp(values, stored, sizeof stored) == 0);

  static const double zeros[] = {1, 2, 0, 0, 3, 4};
  kmeans_error *error = NULL;
  result = NULL;
  CHECK(fit(points(zeros, 3, 2), settings, &result, &error) == KMEANS_OUT_OF_RANGE && !result);
  int64_t point, feature;
  kmeans_error_place(error, &point, &feature);
  CHECK(point == 1 && feature == -1 && strstr(kmeans_error_message(error), "direction") != NULL);
  kmeans_error_free(error);
  x = points(zeros, 3, 2);
  CHECK(kmeans_seen(&x, "cosine", 1, values, NULL) == KMEANS_OUT_OF_RANGE);
  CHECK(kmeans_seen(&x, "cosine", 1, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_seen(&x, "taxi", 1, values, NULL) == KMEANS_BAD_SETTING);
  settings.distance = "taxi";
  CHECK(fit(points(rays, 4, 2), settings, &result, &error) == KMEANS_BAD_SETTING && !result);
  CHECK(strstr(kmeans_error_message(error), "(known: euclidean, cosine") != NULL);
  kmeans_error_free(error);
  return 0;
}

int abi_splits(void) {
  kmeans_settings settings = usual(3);
  settings.variant = "bisecting";
  kmeans_matrix x = points(pairs, 6, 1);
  kmeans_clustering *result = NULL;
  CHECK(fit(x, settings, &result, NULL) == KMEANS_OK);
  CHECK(kmeans_clustering_splits(result) == 2);
  int64_t clusters[2] = {-1, -1};
  double centroids[4], objectives[2];
  int32_t labels[6], found[6];
  kmeans_facts facts;
  kmeans_clustering_split_clusters(result, clusters);
  kmeans_clustering_split_centroids(result, centroids);
  kmeans_clustering_split_objectives(result, objectives);
  kmeans_clustering_labels(result, labels);
  kmeans_clustering_facts(result, &facts);
  kmeans_clustering_free(result);

  // The four near points are split last.
  int near = centroids[0] == 5.5 ? 0 : 1;
  CHECK(centroids[near] == 5.5 && centroids[1 - near] == 100.5);
  CHECK(clusters[0] == 0 && clusters[1] == near);
  CHECK((centroids[2] == 0.5 && centroids[3] == 10.5) ||
        (centroids[2] == 10.5 && centroids[3] == 0.5));
  CHECK(objectives[0] == facts.total_sum_of_squares && objectives[1] == 101);
  CHECK(facts.objective == 1.5);

  CHECK(kmeans_assign_splits(&x, centroids, clusters, 2, 1, found, NULL) == KMEANS_OK);
  CHECK(memcmp(labels, found, sizeof labels) == 0);
  CHECK(kmeans_assign_splits(&x, centroids, clusters, 1, 1, found, NULL) == KMEANS_OK);
  for (int i = 0; i < 6; i++) CHECK(found[i] == (i < 4 ? near : 1 - near));
  CHECK(kmeans_assign_splits(&x, NULL, NULL, 0, 1, found, NULL) == KMEANS_OK);
  for (int i = 0; i < 6; i++) CHECK(found[i] == 0);

  int count = 0;
  for (const char *const *name = kmeans_variants(); *name; name++) {
    settings.variant = *name;
    CHECK(fit(x, settings, &result, NULL) == KMEANS_OK);
    CHECK((kmeans_clustering_splits(result) == 2) == (strncmp(*name, "bisecting", 9) == 0));
    kmeans_clustering_free(result);
    count++;
  }
  CHECK(count >= 3);
  return 0;
}

int abi_bad_splits(void) {
  static const double centroids[] = {0, 1, 2, 3}, wild[] = {0, NAN, 2, 3};
  static const int64_t good[] = {0, 1}, late[] = {0, 2}, negative[] = {-1, 0};
  static const int64_t far[] = {INT64_MAX, INT64_MIN};
  kmeans_matrix x = points(pairs, 6, 1);
  int32_t labels[6] = {-1, -1, -1, -1, -1, -1};
#define SPLITS(x, m, clusters, count) \
  kmeans_assign_splits(x, m, clusters, count, 1, labels, NULL)
  CHECK(SPLITS(&x, centroids, late, 2) == KMEANS_BAD_SETTING);
  CHECK(SPLITS(&x, centroids, negative, 2) == KMEANS_BAD_SETTING);
  CHECK(SPLITS(&x, centroids, far, 2) == KMEANS_BAD_SETTING);
  CHECK(SPLITS(&x, wild, good, 2) == KMEANS_NOT_FINITE);
  CHECK(SPLITS(&x, NULL, good, 2) == KMEANS_BAD_ARGUMENT);
  CHECK(SPLITS(&x, centroids, NULL, 2) == KMEANS_BAD_ARGUMENT);
  CHECK(SPLITS(NULL, centroids, good, 2) == KMEANS_BAD_ARGUMENT);
  static const int64_t numbers[] = {INT64_MIN, -1, INT32_MAX, INT64_MAX};
  for (int i = 0; i < 4; i++) CHECK(SPLITS(&x, centroids, good, numbers[i]) == KMEANS_BAD_SETTING);
  for (int i = 0; i < 6; i++) CHECK(labels[i] == -1);
#undef SPLITS
  CHECK(kmeans_assign_splits(&x, centroids, good, 2, 1, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_assign_splits(&x, centroids, good, 2, -1, labels, NULL) == KMEANS_BAD_SETTING);

  kmeans_settings settings = usual(2);
  kmeans_clustering *result = NULL;
  kmeans_error *error = NULL;
  settings.variant = "halving";
  CHECK(fit(x, settings, &result, &error) == KMEANS_BAD_SETTING && !result);
  CHECK(strstr(kmeans_error_message(error), "(known: full, bisecting") != NULL);
  kmeans_error_free(error);
  settings = usual(2);
  settings.variant = "bisecting";
  settings.order = KMEANS_BY_SIZE;
  CHECK(fit(x, settings, &result, NULL) == KMEANS_BAD_SETTING && !result);
  settings = usual(2);
  settings.variant = "bisecting";
  settings.initialization = KMEANS_CENTROIDS;
  settings.centroids = centroids;
  CHECK(fit(x, settings, &result, NULL) == KMEANS_BAD_SETTING && !result);

  CHECK(kmeans_clustering_splits(NULL) == 0);
  kmeans_clustering_split_clusters(NULL, NULL);
  kmeans_clustering_split_centroids(NULL, NULL);
  kmeans_clustering_split_objectives(NULL, NULL);
  return 0;
}

int abi_any_length(void) {
  static const double far[] = {1e200, 2e200, 1e-200, 2e-200, 3, 1, 3e300, 1e300};
  static const double given[] = {1e300, 3e300, 2e-300, 1e-310}, none[] = {1, 2, 0, 0};
  kmeans_matrix x = points(far, 4, 2);
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OUT_OF_RANGE && !data);
  CHECK(kmeans_data_create_for(&x, NULL, NULL, 1, NULL, &data, NULL) == KMEANS_OUT_OF_RANGE);
  CHECK(kmeans_data_create_for(&x, NULL, "taxi", 1, NULL, &data, NULL) == KMEANS_BAD_SETTING);
  CHECK(!data && kmeans_data_create_for(&x, NULL, "cosine", 1, NULL, &data, NULL) == KMEANS_OK);
  CHECK(isnan(kmeans_data_mean_variance(data)));
  // Only fits by this distance take them.
  kmeans_settings settings = usual(2);
  kmeans_clustering *result = NULL;
  kmeans_error *error = NULL;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, &error) == KMEANS_OUT_OF_RANGE);
  int64_t point, feature, rows[2];
  kmeans_error_place(error, &point, &feature);
  CHECK(point == 0 && feature == 0 && !result);
  kmeans_error_free(error);
  CHECK(kmeans_seed(data, 2, KMEANS_PLUS_PLUS, 0, 0, 1, NULL, rows, NULL) == KMEANS_OUT_OF_RANGE);
  settings.distance = "cosine";
  int32_t labels[4];
  for (int i = 0; i < 2; i++) {
    CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_OK);
    kmeans_clustering_labels(result, labels);
    kmeans_clustering_free(result);
    CHECK(labels[0] == labels[1] && labels[2] == labels[3] && labels[0] != labels[2]);
    settings.initialization = KMEANS_CENTROIDS;
    settings.centroids = given;
  }
  settings.centroids = none;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_BAD_SETTING);
  kmeans_data_free(data);

  double values[8], mean;
  CHECK(kmeans_seen(&x, "cosine", 1, values, NULL) == KMEANS_OK);
  CHECK(values[0] == values[2] && fabs(values[0] - sqrt(0.2)) < 1e-15);
  CHECK(kmeans_seen(&x, NULL, 1, values, NULL) == KMEANS_OUT_OF_RANGE);
  CHECK(kmeans_silhouettes(&x, labels, 2, "cosine", 1, NULL, NULL, &mean, NULL) == KMEANS_OK);
  CHECK(mean == 1);
  CHECK(kmeans_silhouettes(&x, labels, 2, NULL, 1, NULL, NULL, &mean, NULL) == KMEANS_OUT_OF_RANGE);
  kmeans_stop *stop = kmeans_stop_create(0);
  CHECK(kmeans_seen_with_stop(&x, "cosine", 1, stop, values, NULL) == KMEANS_OK);
  kmeans_stop_request(stop);
  CHECK(kmeans_seen_with_stop(&x, "cosine", 1, stop, values, NULL) == KMEANS_STOPPED);
  kmeans_stop_free(stop);
  return 0;
}
