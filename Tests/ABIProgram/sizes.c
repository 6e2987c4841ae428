#include <kmeans.h>
#include <stddef.h>
#include <string.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

static const double line[] = {0, 1, 2, 3, 50, 51, 52, 53};

static kmeans_matrix eight(void) {
  kmeans_matrix x = {.size = sizeof x, .count = 8, .dimensions = 1, .scalar = KMEANS_DOUBLE};
  x.values = line;
  return x;
}

/// Every size is taken that a version may have had, and no other.
int abi_sizes_of_matrices(void) {
  double values[8];
  for (size_t size = 0; size <= sizeof(kmeans_matrix); size++) {
    kmeans_matrix x = eight();
    x.size = size;
    int is_taken = size == 0 || (size >= offsetof(kmeans_matrix, offsets) && size % 8 == 0);
    kmeans_error *error = NULL;
    kmeans_code code = kmeans_seen(&x, NULL, 1, values, &error);
    CHECK(code == (is_taken ? KMEANS_OK : KMEANS_BAD_ARGUMENT));
    if (!is_taken) CHECK(strstr(kmeans_error_message(error), "sizeof(kmeans_matrix)") != NULL);
    kmeans_error_free(error);
  }
  // What lies after the struct of an older caller is not read.
  kmeans_matrix dense = eight();
  dense.size = offsetof(kmeans_matrix, offsets);
  dense.index_bits = 64;
  dense.offsets = dense.columns = (const void *)1;
  CHECK(kmeans_seen(&dense, NULL, 1, values, NULL) == KMEANS_BAD_ARGUMENT);
  static const size_t absurd[] = {4104, (size_t)1 << 40, SIZE_MAX, SIZE_MAX - 7};
  for (int i = 0; i < 4; i++) {
    kmeans_matrix x = eight();
    x.size = absurd[i];
    CHECK(kmeans_seen(&x, NULL, 1, values, NULL) == KMEANS_BAD_ARGUMENT);
  }
  return 0;
}

static kmeans_code fit(const kmeans_data *data, const kmeans_settings *settings,
                       kmeans_facts *facts, kmeans_error **error) {
  kmeans_clustering *result = NULL;
  kmeans_code code = kmeans_fit(data, settings, NULL, NULL, NULL, &result, error);
  if (code == KMEANS_OK) code = kmeans_clustering_facts(result, facts);
  kmeans_clustering_free(result);
  return code;
}

/// The settings of an older caller, and of a newer one.
int abi_sizes_of_settings(void) {
  kmeans_matrix x = eight();
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  kmeans_facts facts;
  struct {
    kmeans_settings known;
    double later;
  } s;
  memset(&s, 0xff, sizeof s);
  // Members that an older caller does not know have their defaults, whatever lies there.
  size_t least = offsetof(kmeans_settings, algorithm);
  CHECK(kmeans_settings_init(&s.known, least) == KMEANS_OK);
  CHECK(s.known.size == least && s.known.iteration_limit == 300);
  CHECK(s.known.threads == -1 && s.known.variant != NULL);
  s.known.clusters = 2;
  CHECK(fit(data, &s.known, &facts, NULL) == KMEANS_OK && facts.objective == 10);
  s.known.size = offsetof(kmeans_settings, time_limit);
  s.known.algorithm = "lloyd";
  CHECK(fit(data, &s.known, &facts, NULL) == KMEANS_BAD_SETTING);
  s.known.threads = 1;
  CHECK(fit(data, &s.known, &facts, NULL) == KMEANS_OK && facts.objective == 10);

  // Members that only the caller knows must say nothing.
  kmeans_error *error = NULL;
  CHECK(kmeans_settings_init(&s.known, sizeof s) == KMEANS_OK && s.later == 0);
  CHECK(s.known.size == sizeof s && s.known.variant == NULL);
  s.known.clusters = 2;
  CHECK(fit(data, &s.known, &facts, NULL) == KMEANS_OK && facts.objective == 10);
  s.later = 1;
  CHECK(fit(data, &s.known, &facts, &error) == KMEANS_BAD_ARGUMENT);
  CHECK(strstr(kmeans_error_message(error), "does not know") != NULL);
  kmeans_error_free(error);

  static const size_t absurd[] = {1, 8, 60, sizeof(kmeans_settings) - 4, 4104, SIZE_MAX};
  for (int i = 0; i < 6; i++) {
    kmeans_settings_default(&s.known);
    s.known.clusters = 2;
    s.known.size = absurd[i];
    CHECK(fit(data, &s.known, &facts, &error) == KMEANS_BAD_ARGUMENT);
    CHECK(strstr(kmeans_error_message(error), "settings->size is ") != NULL);
    kmeans_error_free(error);
    CHECK(kmeans_settings_init(&s.known, absurd[i]) == KMEANS_BAD_ARGUMENT);
  }
  CHECK(kmeans_settings_init(&s.known, 0) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_settings_init(NULL, sizeof(kmeans_settings)) == KMEANS_BAD_ARGUMENT);
  s.known.size = 0;
  CHECK(fit(data, &s.known, &facts, NULL) == KMEANS_OK);
  kmeans_data_free(data);
  return 0;
}

/// Facts are written as far as the caller knows them.
int abi_sizes_of_facts(void) {
  kmeans_matrix x = eight();
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  settings.clusters = 2;
  kmeans_clustering *result = NULL;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_OK);
  kmeans_data_free(data);
  struct {
    kmeans_facts known;
    int64_t later;
  } f;
  memset(&f, 0xff, sizeof f);
  size_t old = offsetof(kmeans_facts, objective);
  CHECK(kmeans_clustering_read_facts(result, &f.known, old) == KMEANS_OK);
  CHECK(f.known.points == 8 && f.known.clusters == 2 && !(f.known.objective == 10));
  CHECK(kmeans_clustering_read_facts(result, &f.known, sizeof f) == KMEANS_OK);
  CHECK(f.known.objective == 10 && f.later == 0);
  static const size_t absurd[] = {0, 7, 4104, SIZE_MAX};
  for (int i = 0; i < 4; i++) {
    CHECK(kmeans_clustering_read_facts(result, &f.known, absurd[i]) == KMEANS_BAD_ARGUMENT);
  }
  CHECK(kmeans_clustering_facts(result, NULL) == KMEANS_BAD_ARGUMENT);
  kmeans_clustering_free(result);
  return 0;
}
