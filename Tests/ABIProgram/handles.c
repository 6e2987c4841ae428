#include <kmeans.h>
#include <math.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

static const double four[] = {0, 1, 50, 51};

static kmeans_data *data_of_four(void) {
  kmeans_matrix x = {.size = sizeof x, .count = 4, .dimensions = 1, .scalar = KMEANS_DOUBLE};
  x.values = four;
  kmeans_data *data = NULL;
  kmeans_data_create(&x, NULL, 1, NULL, &data, NULL);
  return data;
}

static kmeans_code fit(const void *data, void *stop, kmeans_clustering **result,
                       kmeans_error **error) {
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  settings.clusters = 2;
  return kmeans_fit(data, &settings, NULL, NULL, stop, result, error);
}

/// What is no handle is refused by every function, whatever number it is.
static int refused(void *handle) {
  kmeans_clustering *result = NULL;
  kmeans_sweep *sweep = NULL;
  kmeans_data *data = data_of_four();
  CHECK(data != NULL);
  CHECK(fit(handle, NULL, &result, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(fit(data, handle, &result, NULL) == (handle ? KMEANS_BAD_ARGUMENT : KMEANS_OK));
  kmeans_clustering_free(result);
  int64_t rows[2] = {-7, -7}, numbers[2] = {-7, -7};
  CHECK(kmeans_seed(handle, 2, KMEANS_PLUS_PLUS, 0, 0, 1, NULL, rows, NULL) ==
        KMEANS_BAD_ARGUMENT);
  CHECK(rows[0] == -7);
  kmeans_facts facts = {.points = -7};
  int32_t labels[4] = {-7};
  double values[2] = {-7, -7};
  CHECK(kmeans_clustering_facts(handle, &facts) == KMEANS_BAD_ARGUMENT && facts.points == -7);
  CHECK(kmeans_clustering_labels(handle, labels) == KMEANS_BAD_ARGUMENT && labels[0] == -7);
  CHECK(kmeans_clustering_centroids(handle, values) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_clustering_sizes(handle, numbers) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_clustering_within(handle, values) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_clustering_history(handle, values) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_clustering_splits(handle) == (handle ? -1 : 0));
  CHECK(kmeans_clustering_split_clusters(handle, numbers) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_clustering_split_centroids(handle, values) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_clustering_split_objectives(handle, values) == KMEANS_BAD_ARGUMENT);
  CHECK(numbers[0] == -7 && values[0] == -7);
  CHECK(kmeans_dispersion_clusters(handle, numbers, values, NULL, NULL, NULL, NULL) ==
        KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_dispersion_means(handle, values) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_calinski_harabasz(handle, values, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_agreement_labels(handle, labels, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_agreement_cells(handle, numbers, NULL, values) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_agreement_pairs(handle, numbers) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_v_measure(handle, 1, values, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sweep_create(handle, NULL, NULL, NULL, NULL, &sweep, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sweep_clustering(handle, 0, &result) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sweep_verdict(handle) == NULL && sweep == NULL);
  CHECK(numbers[0] == -7 && values[0] == -7 && labels[0] == -7);
  CHECK(isnan(kmeans_data_mean_variance(handle)));
  CHECK(kmeans_stop_request(handle) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_stop_request_interlude(handle) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_watch_begin(handle, SIGUSR1) == NULL);
  CHECK(kmeans_watch_begin_interlude(handle, SIGUSR1) == NULL);
  CHECK(kmeans_watch_end(handle) == 0);
  CHECK(kmeans_error_code(handle) == (handle ? KMEANS_BAD_ARGUMENT : KMEANS_OK));
  CHECK(kmeans_error_message(handle) == NULL);
  int64_t point = 0, feature = 0;
  kmeans_error_place(handle, &point, &feature);
  CHECK(point == -1 && feature == -1);
  kmeans_clustering_free(handle);
  kmeans_dispersion_free(handle);
  kmeans_agreement_free(handle);
  kmeans_sweep_free(handle);
  kmeans_data_free(handle);
  kmeans_stop_free(handle);
  kmeans_error_free(handle);
  kmeans_data_free(data);
  return 0;
}

int abi_no_handles(void) {
  // A number, the address of an object, one that nobody may read, and all bits.
  int object = 0;
  void *const numbers[] = {NULL,        (void *)1, (void *)0x10000000, &object, (void *)four,
                           (void *)4096, (void *)UINTPTR_MAX};
  for (int i = 0; i < 7; i++) {
    int line = refused(numbers[i]);
    if (line) return line;
  }
  return 0;
}

int abi_freed_handles(void) {
  kmeans_data *data = data_of_four();
  kmeans_stop *stop = kmeans_stop_create(0);
  kmeans_clustering *result = NULL;
  CHECK(fit(data, stop, &result, NULL) == KMEANS_OK);
  kmeans_error *error = NULL, *why = NULL;
  kmeans_clustering *none = NULL;
  CHECK(fit(NULL, NULL, &none, &error) == KMEANS_BAD_ARGUMENT && error != NULL);
  void *const freed[] = {data, stop, result, error};
  kmeans_data_free(data);
  kmeans_stop_free(stop);
  kmeans_clustering_free(result);
  kmeans_error_free(error);
  // The places of the freed ones are taken by others, which are not taken for them.
  kmeans_data *others[4];
  for (int i = 0; i < 4; i++) others[i] = data_of_four();
  for (int i = 0; i < 4; i++) {
    int line = refused(freed[i]);
    if (line) return line;
  }
  for (int i = 0; i < 4; i++) {
    CHECK(fit(others[i], NULL, &result, NULL) == KMEANS_OK);
    kmeans_clustering_free(result);
    kmeans_data_free(others[i]);
  }
  CHECK(fit(data, NULL, &none, &why) == KMEANS_BAD_ARGUMENT && none == NULL);
  CHECK(strstr(kmeans_error_message(why), "data is no kmeans_data, or one that was freed") != NULL);
  kmeans_error_free(why);
  return 0;
}

int abi_handles_of_other_kinds(void) {
  kmeans_data *data = data_of_four();
  kmeans_stop *stop = kmeans_stop_create(0);
  kmeans_clustering *result = NULL;
  kmeans_error *error = NULL;
  CHECK(fit(stop, NULL, &result, &error) == KMEANS_BAD_ARGUMENT && result == NULL);
  CHECK(strstr(kmeans_error_message(error), "data is a kmeans_stop; give a kmeans_data") != NULL);
  // Freed as what they are not, they stay.
  kmeans_data_free((void *)stop);
  kmeans_stop_free((void *)data);
  kmeans_clustering_free((void *)error);
  CHECK(kmeans_stop_request((void *)data) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_clustering_facts((void *)data, &(kmeans_facts){0}) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_error_message((void *)data) == NULL);
  CHECK(kmeans_error_code(error) == KMEANS_BAD_ARGUMENT);
  CHECK(fit(data, stop, &result, NULL) == KMEANS_OK);
  kmeans_clustering_free(result);
  kmeans_error_free(error);
  kmeans_data_free(data);
  CHECK(kmeans_stop_request(stop) == KMEANS_OK);
  kmeans_stop_free(stop);
  return 0;
}

/// More handles at once than the first room for them has, each of which means one thing.
int abi_many_handles(void) {
  enum { MANY = 3000 };
  static kmeans_stop *stops[MANY];
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < MANY; i++) {
      stops[i] = kmeans_stop_create(0);
      CHECK(stops[i] != NULL);
    }
    for (int i = 0; i < MANY; i++) CHECK(kmeans_stop_request(stops[i]) == KMEANS_OK);
    for (int i = 0; i < MANY; i += 2) kmeans_stop_free(stops[i]);
    for (int i = 0; i < MANY; i++) {
      CHECK(kmeans_stop_request(stops[i]) == (i % 2 ? KMEANS_OK : KMEANS_BAD_ARGUMENT));
    }
    for (int i = 0; i < MANY; i++) kmeans_stop_free(stops[i]);
  }
  return 0;
}
