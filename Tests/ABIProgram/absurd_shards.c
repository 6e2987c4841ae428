#include <kmeans.h>
#include <stdint.h>
#include <string.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

static const double line[] = {0, 1, 2, 50, 51, 52};

/// Bytes, numbers and settings that no fit over shards has.
int abi_absurd_shards(void) {
  kmeans_matrix x = {.size = sizeof x, .count = 6, .dimensions = 1, .scalar = KMEANS_DOUBLE};
  x.values = line;
  kmeans_shard *shard = NULL;
  kmeans_sharded *fit = NULL;
  kmeans_bytes *bytes = NULL;
  kmeans_error *error = NULL;
  CHECK(kmeans_shard_create(&x, NULL, -1, 1, &shard, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_shard_create(&x, NULL, 0, 1, &shard, NULL) == KMEANS_OK);
  kmeans_settings s;
  kmeans_settings_default(&s);
  s.clusters = 2;
  // It has no reference, and does not look where one would be.
  s.reference = (const double *)8;
  s.reference_count = 1;
  CHECK(kmeans_sharded_create(&s, 0, 1, &fit, &error) == KMEANS_BAD_SETTING);
  CHECK(strstr(kmeans_error_message(error), "reference") != NULL && fit == NULL);
  kmeans_error_free(error);
  s.reference = NULL;
  static const int64_t numbers[] = {INT64_MIN, -1, 0, INT64_MAX, INT32_MAX};
  for (int i = 0; i < 5; i++) {
    CHECK(kmeans_sharded_create(&s, 0, numbers[i], &fit, NULL) != KMEANS_OK && fit == NULL);
  }
  CHECK(kmeans_sharded_create(&s, 0, 1, &fit, NULL) == KMEANS_OK);
  static const char torn[] = "\x89KMSH\r\n\x1a and no more";
  for (size_t size = 0; size < sizeof torn; size++) {
    CHECK(kmeans_shard_answer(shard, torn, size, &bytes, NULL) == KMEANS_BAD_BYTES);
    CHECK(kmeans_sharded_take(fit, torn, size, NULL) == KMEANS_BAD_BYTES && bytes == NULL);
    int32_t used = -7;
    CHECK(kmeans_shard_restore(shard, torn, size, &used, NULL) == KMEANS_OK && used == 0);
  }
  CHECK(kmeans_shard_answer(shard, torn, SIZE_MAX, &bytes, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_shard_answer(shard, NULL, 1, &bytes, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_shard_answer((kmeans_shard *)fit, torn, 4, &bytes, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sharded_result(fit, NULL, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_bytes_size((kmeans_bytes *)fit) == -1 && kmeans_bytes_size(NULL) == -1);
  kmeans_shard_free((kmeans_shard *)fit);
  CHECK(kmeans_sharded_stop(fit) == KMEANS_OK);
  kmeans_sharded_free(fit);
  CHECK(kmeans_sharded_stop(fit) == KMEANS_BAD_ARGUMENT);
  kmeans_shard_free(shard);
  CHECK(kmeans_shard_state(shard, &bytes, NULL) == KMEANS_BAD_ARGUMENT);
  return 0;
}
