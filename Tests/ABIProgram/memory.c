#include <kmeans.h>
#include <stdio.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

/// The bytes that are allocated now; 0 where the system does not tell.
static size_t held(void) {
#ifdef __GLIBC__
  struct mallinfo2 all = mallinfo2();
  return all.uordblks + all.hblkhd;
#else
  return 0;
#endif
}

/// A fit, its result and labels for it; every third fit is refused, and every fifth over shards.
static int work(int number) {
  static double values[60];
  for (int i = 0; i < 60; i++) values[i] = (i * 7 + number) % 23;
  kmeans_matrix x = {.size = sizeof x, .count = 30, .dimensions = 2, .scalar = KMEANS_DOUBLE};
  x.values = values;
  kmeans_data *data = NULL;
  kmeans_stop *stop = kmeans_stop_create(0);
  CHECK(kmeans_data_create(&x, NULL, 1, stop, &data, NULL) == KMEANS_OK);
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  settings.clusters = number % 3 == 0 ? 31 : 3;
  settings.seed = (uint64_t)number;
  settings.threads = 1 + number % 2;
  kmeans_clustering *result = NULL;
  kmeans_error *error = NULL;
  kmeans_code code = kmeans_fit(data, &settings, NULL, NULL, stop, &result, &error);
  CHECK(code == (number % 3 == 0 ? KMEANS_TOO_FEW_POINTS : KMEANS_OK));
  kmeans_error_free(error);
  if (result != NULL) {
    double centroids[6], distances[90];
    int32_t labels[30];
    CHECK(kmeans_clustering_centroids(result, centroids) == KMEANS_OK);
    CHECK(kmeans_assign(&x, NULL, centroids, 3, 1, labels, NULL, NULL) == KMEANS_OK);
    CHECK(kmeans_distances(&x, centroids, 3, 1, KMEANS_DOUBLE, distances, NULL) == KMEANS_OK);
  }
  kmeans_clustering_free(result);
  kmeans_stop_free(stop);
  kmeans_data_free(data);
  if (number % 5 != 0) return 0;

  settings.clusters = 3;
  kmeans_shard *shard = NULL;
  kmeans_sharded *fit = NULL;
  CHECK(kmeans_shard_create(&x, NULL, 0, 1, &shard, NULL) == KMEANS_OK);
  CHECK(kmeans_sharded_create(&settings, 2, 1, &fit, NULL) == KMEANS_OK);
  kmeans_bytes *request = NULL;
  while (kmeans_sharded_request(fit, &request, NULL) == KMEANS_OK && request != NULL) {
    char memory[4096];
    size_t size = (size_t)kmeans_bytes_size(request);
    CHECK(size <= sizeof memory && kmeans_bytes_copy(request, memory) == KMEANS_OK);
    kmeans_bytes_free(request);
    kmeans_bytes *answer = NULL;
    CHECK(kmeans_shard_answer(shard, memory, size, &answer, NULL) == KMEANS_OK);
    size = (size_t)kmeans_bytes_size(answer);
    CHECK(size <= sizeof memory && kmeans_bytes_copy(answer, memory) == KMEANS_OK);
    kmeans_bytes_free(answer);
    CHECK(kmeans_sharded_take(fit, memory, size, NULL) == KMEANS_OK);
  }
  kmeans_sharded_free(fit);
  kmeans_shard_free(shard);
  return 0;
}

int abi_flat_memory(int fits) {
  for (int number = 0; number < 300; number++) {
    int line = work(number);
    if (line != 0) return line;
  }
  size_t before = held();
  for (int number = 0; number < fits; number++) {
    int line = work(number);
    if (line != 0) return line;
  }
  size_t after = held();
  printf("%d fits: %zu bytes are held before, %zu after\n", fits, before, after);
  // A thread that begins or ends holds some. One lost byte a fit would be more.
  CHECK(after <= before + 8192);
  return 0;
}
