#include <kmeans.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

enum { COUNT = 240, D = 3, K = 6, SHARDS = 3 };

static double values[COUNT * D];
static double weights[COUNT];

/// Whole numbers around K places.
static void fill(void) {
  uint32_t state = 7;
  for (int i = 0; i < COUNT * D; i++) {
    state = state * 1664525 + 1013904223;
    values[i] = (double)(i / D % K * 40 * (i % D + 1)) + (double)(state >> 24) / 16;
  }
  for (int i = 0; i < COUNT; i++) weights[i] = 1 + i % 3;
}

static kmeans_matrix rows(int begin, int end) {
  kmeans_matrix x = {.size = sizeof x, .count = end - begin, .dimensions = D};
  x.scalar = KMEANS_DOUBLE;
  x.values = values + begin * D;
  return x;
}

/// The bytes of a handle, which ends here.
static void *taken(kmeans_bytes *handle, size_t *size) {
  *size = (size_t)kmeans_bytes_size(handle);
  void *memory = malloc(*size);
  kmeans_bytes_copy(handle, memory);
  kmeans_bytes_free(handle);
  return memory;
}

/// Lets a shard answer the request of a fit, and the fit take the answer.
static kmeans_code exchange(const kmeans_sharded *fit, const kmeans_shard *shard,
                            kmeans_stop *stop) {
  kmeans_bytes *request = NULL, *answer = NULL;
  size_t size = 0, answered = 0;
  if (kmeans_sharded_request(fit, &request, NULL) != KMEANS_OK || !request) return -1;
  void *bytes = taken(request, &size);
  kmeans_code code = stop ? kmeans_shard_answer_with_stop(shard, bytes, size, stop, &answer, NULL)
                          : kmeans_shard_answer(shard, bytes, size, &answer, NULL);
  free(bytes);
  if (code != KMEANS_OK) return answer ? -1 : code;
  bytes = taken(answer, &answered);
  code = kmeans_sharded_take(fit, bytes, answered, NULL);
  free(bytes);
  return code;
}

static int64_t stage(const kmeans_sharded *fit) {
  kmeans_sharded_facts facts;
  kmeans_sharded_read_facts(fit, &facts, sizeof facts);
  return facts.stage;
}

static const int ends[SHARDS] = {100, 100, COUNT};

static int create(kmeans_shard *shards[SHARDS], int is_weighted) {
  int begin = 0;
  for (int i = 0; i < SHARDS; i++) {
    kmeans_matrix x = rows(begin, ends[i]);
    CHECK(kmeans_shard_create(&x, is_weighted ? weights + begin : NULL, i, 1, &shards[i], NULL) ==
          KMEANS_OK);
    begin = ends[i];
  }
  return 0;
}

/// One fit over shards, the last of which is made anew for every answer, equals kmeans_fit.
static int equals_one_machine(const kmeans_settings *settings, int is_weighted) {
  kmeans_matrix x = rows(0, COUNT);
  kmeans_data *data = NULL;
  kmeans_clustering *result = NULL;
  CHECK(kmeans_data_create(&x, is_weighted ? weights : NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  CHECK(kmeans_fit(data, settings, NULL, NULL, NULL, &result, NULL) == KMEANS_OK);
  kmeans_data_free(data);
  kmeans_facts alone;
  kmeans_clustering_facts(result, &alone);

  kmeans_shard *shards[SHARDS];
  int line = create(shards, is_weighted);
  if (line) return line;
  kmeans_sharded *fit = NULL;
  CHECK(kmeans_sharded_create(settings, 0, SHARDS, &fit, NULL) == KMEANS_OK);
  kmeans_bytes *kept = NULL;
  int used = 0;
  while (stage(fit) != KMEANS_STAGE_ENDED) {
    CHECK(exchange(fit, shards[1], NULL) == KMEANS_OK);
    CHECK(exchange(fit, shards[0], NULL) == KMEANS_OK);
    int64_t missing = -1;
    CHECK(kmeans_sharded_missing(fit, &missing) == KMEANS_OK && missing == 2);
    CHECK(exchange(fit, shards[2], NULL) == KMEANS_OK);
    CHECK(kmeans_shard_state(shards[2], &kept, NULL) == KMEANS_OK);
    kmeans_shard_free(shards[2]);
    kmeans_matrix last = rows(100, COUNT);
    CHECK(kmeans_shard_create(&last, is_weighted ? weights + 100 : NULL, 2, 2, &shards[2],
                              NULL) == KMEANS_OK);
    size_t size = 0;
    void *state = taken(kept, &size);
    int32_t was_used = -1;
    CHECK(kmeans_shard_restore(shards[2], state, size, &was_used, NULL) == KMEANS_OK);
    used += was_used;
    // Bytes that are cut short are no state.
    CHECK(kmeans_shard_restore(shards[2], state, size - 1, &was_used, NULL) == KMEANS_OK);
    CHECK(was_used == 0);
    free(state);
  }
  CHECK(used > 3);
  kmeans_sharded_facts facts;
  CHECK(kmeans_sharded_read_facts(fit, &facts, sizeof facts) == KMEANS_OK);
  CHECK(facts.points == COUNT && facts.dimensions == D && facts.clusters == K);
  CHECK(facts.objective == alone.objective && facts.iterations == alone.iterations);
  CHECK(facts.stop_reason == alone.stop_reason && facts.missing == 0);
  double m[K * D], other[K * D], history[300], before[300];
  int64_t sizes[K], counted[K];
  CHECK(kmeans_sharded_result(fit, m, sizes, NULL) == KMEANS_OK);
  CHECK(kmeans_sharded_history(fit, history) == KMEANS_OK);
  kmeans_clustering_centroids(result, other);
  kmeans_clustering_sizes(result, counted);
  kmeans_clustering_history(result, before);
  CHECK(memcmp(m, other, sizeof m) == 0 && memcmp(sizes, counted, sizeof sizes) == 0);
  CHECK(memcmp(history, before, (size_t)facts.iterations * sizeof *history) == 0);
  kmeans_clustering_free(result);
  kmeans_sharded_free(fit);
  for (int i = 0; i < SHARDS; i++) kmeans_shard_free(shards[i]);
  return 0;
}

int abi_shards(void) {
  fill();
  static const int32_t initializations[] = {KMEANS_PLUS_PLUS, KMEANS_PARALLEL,
                                            KMEANS_RANDOM_POINTS};
  for (int i = 0; i < 6; i++) {
    kmeans_settings settings;
    kmeans_settings_default(&settings);
    settings.clusters = K;
    settings.seed = 5;
    settings.initialization = initializations[i % 3];
    settings.restarts = 1;
    int line = equals_one_machine(&settings, i / 3);
    if (line) return line;
  }
  return 0;
}

/// Rounds of k-means||: 0 stands for 5, and every other number has draws of its own.
int abi_rounds(void) {
  fill();
  kmeans_matrix x = rows(0, COUNT);
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  CHECK(settings.rounds == 0);
  settings.clusters = K;
  settings.initialization = KMEANS_PARALLEL;
  settings.iteration_limit = 1;
  settings.tolerance = 1e9;
  double first[4] = {0};
  static const int64_t rounds[] = {0, 5, 1, 2};
  for (int i = 0; i < 4; i++) {
    settings.rounds = rounds[i];
    int line = equals_one_machine(&settings, 0);
    if (line) return line;
    kmeans_clustering *result = NULL;
    CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_OK);
    kmeans_clustering_history(result, &first[i]);
    kmeans_clustering_free(result);
  }
  CHECK(first[0] == first[1] && first[1] != first[2] && first[2] != first[3]);

  // A caller who knows nothing of rounds has 5, whatever lies there.
  settings.size = offsetof(kmeans_settings, rounds);
  settings.rounds = -7;
  kmeans_clustering *result = NULL;
  kmeans_error *error = NULL;
  double again = 0;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_OK);
  kmeans_clustering_history(result, &again);
  CHECK(again == first[0]);
  kmeans_clustering_free(result);

  settings.size = sizeof settings;
  static const int64_t absurd[] = {-1, (1 << 20) + 1, INT64_MAX, INT64_MIN};
  for (int i = 0; i < 4; i++) {
    settings.rounds = absurd[i];
    CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, &error) == KMEANS_BAD_SETTING);
    CHECK(strstr(kmeans_error_message(error), "rounds") != NULL);
    kmeans_error_free(error);
  }
  // Rounds that would do nothing are refused.
  settings.rounds = 5;
  settings.initialization = KMEANS_PLUS_PLUS;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, &error) == KMEANS_BAD_SETTING);
  CHECK(strstr(kmeans_error_message(error), "k-means-parallel") != NULL);
  kmeans_error_free(error);
  settings.initialization = KMEANS_CENTROIDS;
  settings.centroids = values;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_BAD_SETTING);
  kmeans_data_free(data);
  return 0;
}

/// Asks the stop in the interlude, in the midst of the work.
static void ask(void *context) { kmeans_stop_request(*(kmeans_stop **)context); }

int abi_stops_of_shards(void) {
  fill();
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  settings.clusters = K;
  settings.initialization = KMEANS_PARALLEL;
  kmeans_shard *shards[SHARDS];
  int line = create(shards, 0);
  if (line) return line;
  kmeans_sharded *fit = NULL;
  CHECK(kmeans_sharded_create(&settings, 0, SHARDS, &fit, NULL) == KMEANS_OK);
  int rounds = 0;
  while (stage(fit) != KMEANS_STAGE_ENDED) {
    // A stop that is asked ends the answer, be it urgent or not, and nothing is taken.
    kmeans_stop *stop = NULL;
    stop = kmeans_stop_create_with_interlude(rounds % 2, ask, &stop);
    kmeans_stop_request_interlude(stop);
    CHECK(exchange(fit, shards[0], stop) == KMEANS_STOPPED);
    kmeans_stop_free(stop);
    // One that nobody asks changes nothing.
    stop = kmeans_stop_create(1);
    for (int i = 0; i < SHARDS; i++) CHECK(exchange(fit, shards[i], stop) == KMEANS_OK);
    kmeans_stop_free(stop);
    rounds++;
  }
  CHECK(rounds > 10);
  for (int i = 0; i < SHARDS; i++) kmeans_shard_free(shards[i]);
  kmeans_sharded_free(fit);
  return equals_one_machine(&settings, 0);
}
