#include <kmeans.h>
#include <stddef.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

// Rows (0, 2), (0, 0), (5, 0), (5, 1), of which only what is not 0 is there.
static const float values[] = {2, 5, 5, 1};
static const int32_t narrow_offsets[] = {0, 1, 1, 2, 4};
static const int32_t narrow_columns[] = {1, 0, 0, 1};
static const int64_t wide_offsets[] = {0, 1, 1, 2, 4};
static const int64_t wide_columns[] = {1, 0, 0, 1};

static kmeans_matrix rows(int32_t bits, const void *offsets, const void *columns) {
  kmeans_matrix x = {0};
  x.count = 4;
  x.dimensions = 2;
  x.scalar = KMEANS_FLOAT;
  x.index_bits = bits;
  x.values = values;
  x.offsets = offsets;
  x.columns = columns;
  return x;
}

static int fit(kmeans_matrix x) {
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  settings.clusters = 2;
  kmeans_clustering *result = NULL;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_OK);
  kmeans_data_free(data);
  kmeans_facts facts;
  kmeans_clustering_facts(result, &facts);
  CHECK(facts.objective == 2.5);
  double centroids[4];
  kmeans_clustering_centroids(result, centroids);
  kmeans_clustering_free(result);
  int32_t labels[4];
  double objective = 0;
  CHECK(kmeans_assign(&x, NULL, centroids, 2, 1, labels, &objective, NULL) == KMEANS_OK);
  CHECK(objective == 2.5);
  CHECK(labels[0] == labels[1] && labels[2] == labels[3] && labels[0] != labels[2]);
  double distances[8];
  CHECK(kmeans_distances(&x, centroids, 2, 1, KMEANS_DOUBLE, distances, NULL) == KMEANS_OK);
  CHECK(distances[labels[0]] == 1 && distances[4 + labels[2]] == 0.5);
  return 0;
}

int abi_compressed_rows(void) {
  int line = fit(rows(32, narrow_offsets, narrow_columns));
  if (line) return line;
  line = fit(rows(64, wide_offsets, wide_columns));
  if (line) return line;

  // What is not well formed is refused before anything is read.
  static const int32_t descending[] = {0, 2, 1, 2, 4};
  static const int32_t late[] = {1, 1, 1, 2, 4};
  static const int32_t outside[] = {1, 0, 0, 2};
  static const int32_t twice[] = {1, 0, 1, 1};
  kmeans_data *data = NULL;
  kmeans_matrix x = rows(32, descending, narrow_columns);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_SHAPE);
  x = rows(32, late, narrow_columns);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_SHAPE);
  x = rows(32, narrow_offsets, outside);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_SHAPE);
  x = rows(32, narrow_offsets, twice);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_SHAPE);
  x = rows(16, narrow_offsets, narrow_columns);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_ARGUMENT);
  x = rows(32, NULL, narrow_columns);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_ARGUMENT);
  x = rows(32, narrow_offsets, narrow_columns);
  x.scalar = KMEANS_UINT8;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_ARGUMENT);
  return 0;
}
