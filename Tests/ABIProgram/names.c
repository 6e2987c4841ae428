#include <kmeans.h>
#include <stddef.h>
#include <string.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

static int count(const char *const *names) {
  int count = 0;
  while (names[count]) count++;
  return count;
}

int abi_names(void) {
  CHECK(count(kmeans_algorithms()) > 3);
  CHECK(strcmp(kmeans_algorithms()[0], "auto") == 0);
  CHECK(count(kmeans_distance_names()) > 1);
  CHECK(strcmp(kmeans_distance_names()[0], "euclidean") == 0);
  CHECK(count(kmeans_variants()) > 2);
  CHECK(strcmp(kmeans_variants()[0], "full") == 0);
  CHECK(count(kmeans_initializations()) > 3);
  CHECK(strcmp(kmeans_initializations()[0], "k-means++") == 0);
  return 0;
}

int abi_initializations(void) {
  // The numbers of this header are what programs were compiled with.
  static const char *const old[] = {"k-means++", "k-means++-plain", "k-means-parallel", "random"};
  static const int32_t numbers[] = {KMEANS_PLUS_PLUS, KMEANS_PLUS_PLUS_PLAIN, KMEANS_PARALLEL,
                                    KMEANS_RANDOM_POINTS};
  int32_t number = -1;
  for (int i = 0; i < 4; i++) {
    CHECK(kmeans_initialization(old[i], &number, NULL) == KMEANS_OK && number == numbers[i]);
  }
  number = -1;
  CHECK(kmeans_initialization(NULL, &number, NULL) == KMEANS_OK && number == KMEANS_PLUS_PLUS);

  static const double line[] = {0, 1, 2, 3, 50, 51, 52, 53};
  kmeans_matrix x = {.count = 8, .dimensions = 1, .scalar = KMEANS_DOUBLE, .values = line};
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  settings.clusters = 2;
  uint64_t seen = 0;
  for (const char *const *name = kmeans_initializations(); *name; name++) {
    CHECK(kmeans_initialization(*name, &number, NULL) == KMEANS_OK);
    CHECK(number >= 0 && number < 64 && number != KMEANS_CENTROIDS && !(seen >> number & 1));
    seen |= (uint64_t)1 << number;
    settings.initialization = number;
    kmeans_clustering *result = NULL;
    CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_OK);
    kmeans_facts facts;
    kmeans_clustering_facts(result, &facts);
    CHECK(facts.objective == 10);
    kmeans_clustering_free(result);
  }

  // What is unknown is refused with the names that there are.
  kmeans_error *error = NULL;
  number = -1;
  CHECK(kmeans_initialization("given", &number, &error) == KMEANS_BAD_SETTING && number == -1);
  for (const char *const *name = kmeans_initializations(); *name; name++) {
    CHECK(strstr(kmeans_error_message(error), *name) != NULL);
  }
  kmeans_error_free(error);
  CHECK(kmeans_initialization("k-means++", NULL, NULL) == KMEANS_BAD_ARGUMENT);
  settings.initialization = 99;
  kmeans_clustering *result = NULL;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, &error) == KMEANS_BAD_SETTING);
  CHECK(result == NULL && strstr(kmeans_error_message(error), "k-means-parallel") != NULL);
  kmeans_error_free(error);
  kmeans_data_free(data);
  return 0;
}
