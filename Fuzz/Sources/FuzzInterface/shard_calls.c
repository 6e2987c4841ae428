#include <string.h>

#include "calls.h"

static void create_shard(void) {
  int64_t count, dimensions;
  kmeans_matrix *x = next_matrix(&count, &dimensions);
  double *weights = next_byte() > 200 && count >= 0 && count < 1000 ? lent_doubles(count) : NULL;
  int64_t number = next_byte() > 200 ? next_size(9) : next_below(2);
  kmeans_shard *shard = NULL;
  kmeans_error *error = NULL;
  kmeans_code code =
      kmeans_shard_create(x, weights, number, next_threads(), &shard, &error);
  reported(code, error);
  MUST((code == KMEANS_OK) == (shard != NULL));
  keep(shard, SHARD, count, dimensions);
}

static void create_sharded(void) {
  int64_t d = next_size(5);
  kmeans_settings *settings = next_settings(d);
  int64_t shards = next_byte() > 220 ? next_size(240) << next_below(20) : 1 + next_below(2);
  kmeans_sharded *fit = NULL;
  kmeans_error *error = NULL;
  kmeans_code code = kmeans_sharded_create(settings, d, shards, &fit, &error);
  reported(code, error);
  MUST((code == KMEANS_OK) == (fit != NULL));
  keep(fit, SHARDED, 0, d);
}

/// Bytes of a handle, with some of them changed now and then.
static uint8_t *next_bytes(size_t *size) {
  struct slot *slot = next_slot(BYTES);
  int64_t count = kmeans_bytes_size(slot->handle);
  MUST((count >= 0) == is_good(slot, BYTES));
  *size = count < 0 ? 0 : (size_t)count;
  uint8_t *memory = lent(*size);
  kmeans_code code = kmeans_bytes_copy(slot->handle, memory);
  MUST(code == (count < 0 ? KMEANS_BAD_ARGUMENT : KMEANS_OK));
  uint8_t change = next_byte();
  if (change > 230 && *size > 0) memory[(size_t)next_byte() * 31 % *size] ^= change;
  if (change < 10 && *size > 0) *size = (size_t)next_byte() % *size;
  if (change == 10) *size = SIZE_MAX / 2;
  if (change == 11) *size = SIZE_MAX;
  return *size > 1 << 30 || change == 12 ? NULL : memory;
}

static void request(void) {
  struct slot *fit = next_slot(SHARDED);
  kmeans_bytes *bytes = NULL;
  kmeans_error *error = NULL;
  reported(kmeans_sharded_request(fit->handle, &bytes, &error), error);
  keep(bytes, BYTES, 0, 0);
}

static void answer(void) {
  struct slot *shard = next_slot(SHARD);
  size_t size;
  uint8_t *request = next_bytes(&size);
  kmeans_bytes *bytes = NULL;
  kmeans_error *error = NULL;
  reported(kmeans_shard_answer(shard->handle, request, size, &bytes, &error), error);
  keep(bytes, BYTES, 0, 0);
}

static void take(void) {
  struct slot *fit = next_slot(SHARDED);
  size_t size;
  uint8_t *answer = next_bytes(&size);
  kmeans_error *error = NULL;
  reported(kmeans_sharded_take(fit->handle, answer, size, &error), error);
}

static void keep_state(void) {
  struct slot *shard = next_slot(SHARD);
  kmeans_error *error = NULL;
  if (next_byte() % 2) {
    kmeans_bytes *bytes = NULL;
    reported(kmeans_shard_state(shard->handle, &bytes, &error), error);
    keep(bytes, BYTES, 0, 0);
  } else {
    size_t size;
    uint8_t *state = next_bytes(&size);
    int32_t used = -7;
    kmeans_code code = kmeans_shard_restore(shard->handle, state, size, &used, &error);
    reported(code, error);
    MUST(code == KMEANS_OK ? used == 0 || used == 1 : used == -7);
  }
}

/// All that can be read of a fit.
static void read_sharded(struct slot *slot) {
  kmeans_sharded_facts facts;
  kmeans_sharded *fit = slot->handle;
  if (kmeans_sharded_read_facts(fit, &facts, sizeof facts) != KMEANS_OK) {
    MUST(!is_good(slot, SHARDED));
    return;
  }
  MUST(kmeans_sharded_missing(fit, lent(8 * (size_t)facts.missing)) == KMEANS_OK);
  MUST(kmeans_sharded_history(fit, lent(8 * (size_t)facts.iterations)) == KMEANS_OK);
  size_t k = facts.stage == KMEANS_STAGE_ENDED ? (size_t)facts.clusters : 0;
  kmeans_code code = kmeans_sharded_result(fit, lent(8 * k * (size_t)facts.dimensions),
                                           lent(8 * k), lent(8 * k));
  MUST((code == KMEANS_OK) == (facts.stage == KMEANS_STAGE_ENDED));
  size_t size = (size_t)next_byte();
  (void)kmeans_sharded_read_facts(fit, lent(size), size);
}

static void read(void) { read_sharded(next_slot(SHARDED)); }

static void stop(void) {
  struct slot *slot = next_slot(SHARDED);
  MUST((kmeans_sharded_stop(slot->handle) == KMEANS_OK) == is_good(slot, SHARDED));
}

/// A whole round: what every fit does.
static void round_of_all(void) {
  struct slot *fit = next_slot(SHARDED), *shards[2] = {next_slot(SHARD), next_slot(SHARD)};
  int rounds = 1 + (int)next_below(30);
  for (int round = 0; round < rounds; round++) {
    kmeans_bytes *request = NULL;
    if (kmeans_sharded_request(fit->handle, &request, NULL) != KMEANS_OK || request == NULL) break;
    size_t size = (size_t)kmeans_bytes_size(request);
    void *memory = lent(size);
    kmeans_bytes_copy(request, memory);
    kmeans_bytes_free(request);
    for (int i = 0; i < 2; i++) {
      kmeans_bytes *answer = NULL;
      if (kmeans_shard_answer(shards[i]->handle, memory, size, &answer, NULL) != KMEANS_OK) return;
      int64_t count = kmeans_bytes_size(answer);
      void *copy = lent((size_t)count);
      kmeans_bytes_copy(answer, copy);
      kmeans_bytes_free(answer);
      (void)kmeans_sharded_take(fit->handle, copy, (size_t)count, NULL);
    }
  }
  read_sharded(fit);
}

const call shard_calls[] = {create_shard, create_shard, create_sharded, request,     answer,
                            take,         keep_state,   round_of_all,   read,        stop};
const int shard_call_count = sizeof shard_calls / sizeof shard_calls[0];
