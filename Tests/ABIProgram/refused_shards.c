#include <kmeans.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

int abi_bad_shards(void) {
  double values[] = {0, 1, 2, 1, 0, 3, 9, 8, 7, 9, 9, 9};
  kmeans_matrix x = {.size = sizeof x, .count = 4, .dimensions = 3};
  x.scalar = KMEANS_DOUBLE;
  x.values = values;
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  settings.clusters = 2;
  kmeans_sharded *fit = NULL;
  kmeans_shard *shard = NULL;
  kmeans_bytes *bytes = NULL;
  kmeans_error *error = NULL;
  // Settings that a fit over shards does not have are named.
  settings.quality = "best";
  CHECK(kmeans_sharded_create(&settings, 0, 1, &fit, &error) == KMEANS_BAD_SETTING);
  CHECK(strstr(kmeans_error_message(error), "quality best") != NULL);
  kmeans_error_free(error);
  settings.quality = NULL;
  CHECK(kmeans_sharded_create(&settings, 0, 0, &fit, NULL) == KMEANS_TOO_FEW_POINTS);
  CHECK(kmeans_sharded_create(NULL, 0, 1, &fit, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sharded_create(&settings, 0, 1, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_shard_create(&x, NULL, -1, 1, &shard, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_shard_create(NULL, NULL, 0, 1, &shard, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(fit == NULL && shard == NULL);

  CHECK(kmeans_sharded_create(&settings, 0, 1, &fit, NULL) == KMEANS_OK);
  CHECK(kmeans_shard_create(&x, NULL, 0, 1, &shard, NULL) == KMEANS_OK);
  CHECK(kmeans_sharded_result(fit, NULL, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_shard_answer(shard, NULL, 8, &bytes, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_shard_answer(shard, "requests", 8, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_shard_answer(shard, "requests", 8, &bytes, NULL) == KMEANS_BAD_BYTES);
  CHECK(kmeans_shard_answer(NULL, "requests", 8, &bytes, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_shard_answer_with_stop(shard, "requests", 8, (kmeans_stop *)fit, &bytes, NULL) ==
        KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sharded_take(fit, "answers!", 8, NULL) == KMEANS_BAD_BYTES);
  CHECK(bytes == NULL && kmeans_bytes_size(NULL) == -1);

  // A point that is no number is told by its row in the shard.
  values[2 * 3 + 1] = NAN;
  kmeans_bytes *request = NULL;
  CHECK(kmeans_sharded_request(fit, &request, NULL) == KMEANS_OK);
  size_t size = (size_t)kmeans_bytes_size(request);
  void *asked = malloc(size);
  CHECK(kmeans_bytes_copy(request, asked) == KMEANS_OK);
  kmeans_bytes_free(request);
  CHECK(kmeans_shard_answer(shard, asked, size, &bytes, &error) == KMEANS_NOT_FINITE);
  int64_t point = -1, feature = -1;
  kmeans_error_place(error, &point, &feature);
  CHECK(point == 2 && feature == 1);
  kmeans_error_free(error);
  values[2 * 3 + 1] = 8;
  CHECK(kmeans_shard_answer(shard, asked, size, &bytes, NULL) == KMEANS_OK);
  CHECK(kmeans_bytes_size(bytes) > 8);
  kmeans_bytes_free(bytes);
  CHECK(kmeans_bytes_size(bytes) == -1);
  free(asked);
  kmeans_shard_free(shard);
  kmeans_sharded_free(fit);
  CHECK(kmeans_sharded_stop(fit) == KMEANS_BAD_ARGUMENT);
  return 0;
}
