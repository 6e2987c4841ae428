#include <signal.h>

#include "calls.h"

static void create_data(void) {
  int64_t count, dimensions;
  kmeans_matrix *x = next_matrix(&count, &dimensions);
  double *weights = next_byte() > 128 && count >= 0 && count < 1000 ? lent_doubles(count) : NULL;
  kmeans_data *data = NULL;
  kmeans_error *error = NULL;
  int32_t threads = next_threads();
  kmeans_stop *stop = next_byte() > 200 ? next_slot(STOP)->handle : NULL;
  kmeans_code code =
      next_byte() % 2
          ? kmeans_data_create(x, weights, threads, stop, &data, &error)
          : kmeans_data_create_for(x, weights, next_name(kmeans_distance_names()), threads, stop,
                                   &data, &error);
  reported(code, error);
  MUST((code == KMEANS_OK) == (data != NULL));
  keep(data, DATA, count, dimensions);
  if (data != NULL) (void)kmeans_data_mean_variance(data);
}

static void on_progress(void *context, const kmeans_progress *progress) {
  MUST(progress->restart >= 0 && progress->restart < progress->restarts);
  kmeans_stop *stop = context;
  if (stop != NULL && progress->iteration == 1) kmeans_stop_request(stop);
}

/// All that can be read of a result.
static void read_result(struct slot *slot) {
  kmeans_facts facts;
  kmeans_clustering *result = slot->handle;
  if (kmeans_clustering_facts(result, &facts) != KMEANS_OK) {
    MUST(!is_good(slot, CLUSTERING));
    return;
  }
  size_t k = (size_t)facts.clusters, d = (size_t)facts.dimensions, n = (size_t)facts.points;
  int32_t *labels = lent(4 * n);
  MUST(kmeans_clustering_labels(result, labels) == KMEANS_OK);
  for (size_t i = 0; i < n; i++) MUST(labels[i] >= 0 && labels[i] < facts.clusters);
  MUST(kmeans_clustering_centroids(result, lent(8 * k * d)) == KMEANS_OK);
  MUST(kmeans_clustering_sizes(result, lent(8 * k)) == KMEANS_OK);
  MUST(kmeans_clustering_within(result, lent(8 * k)) == KMEANS_OK);
  MUST(kmeans_clustering_history(result, lent(8 * (size_t)facts.iterations)) == KMEANS_OK);
  kmeans_balance balance;
  kmeans_code code = kmeans_clustering_read_balance(result, &balance, sizeof balance);
  MUST(kmeans_clustering_prices(result, lent(8 * k)) == code);
  int64_t splits = kmeans_clustering_splits(result);
  MUST(splits >= 0 && splits < facts.clusters);
  if (splits == 0) return;
  MUST(kmeans_clustering_split_clusters(result, lent(8 * (size_t)splits)) == KMEANS_OK);
  MUST(kmeans_clustering_split_centroids(result, lent(16 * (size_t)splits * d)) == KMEANS_OK);
  MUST(kmeans_clustering_split_objectives(result, lent(8 * (size_t)splits)) == KMEANS_OK);
}

static void fit(void) {
  struct slot *data = next_slot(DATA), *stop = next_slot(STOP);
  kmeans_settings *settings = next_settings(data->dimensions);
  int is_stopped = next_byte() > 200;
  kmeans_clustering *result = NULL;
  kmeans_error *error = NULL;
  kmeans_code code = kmeans_fit(data->handle, settings, on_progress,
                                is_stopped ? stop->handle : NULL,
                                is_stopped ? stop->handle : NULL, &result, &error);
  reported(code, error);
  MUST((code == KMEANS_OK) == (result != NULL));
  if (!is_good(data, DATA)) MUST(code == KMEANS_BAD_ARGUMENT);
  struct slot made = {result, CLUSTERING, 0, data->count, data->dimensions};
  if (result != NULL) read_result(&made);
  keep(result, CLUSTERING, data->count, data->dimensions);
}

static void fit_many(void) {
  const kmeans_data *data[5];
  kmeans_clustering *results[5] = {NULL};
  int64_t count = next_below(6), dimensions = 0, counts[5];
  for (int64_t i = 0; i < count; i++) {
    struct slot *slot = next_slot(DATA);
    data[i] = slot->handle;
    counts[i] = slot->count;
    if (i == 0) dimensions = slot->dimensions;
  }
  kmeans_settings *settings = next_settings(dimensions);
  // Given centroids have the features of the first set; those of others are refused.
  kmeans_error *error = NULL;
  int64_t said = next_byte() > 250 ? next_size(6) : count;
  if (said > count) said = said > 5 ? INT64_MAX : count;
  kmeans_code code = kmeans_fit_many(data, said, settings, NULL, results, &error);
  reported(code, error);
  for (int64_t i = 0; i < count; i++) {
    MUST((results[i] != NULL) == (code == KMEANS_OK && i < said));
    keep(results[i], CLUSTERING, counts[i], dimensions);
  }
}

static void read(void) { read_result(next_slot(CLUSTERING)); }

/// Structs of sizes that no caller has.
static void read_sized(void) {
  struct slot *slot = next_slot(CLUSTERING);
  size_t size = next_byte() > 200 ? 4096 + next_byte() * 8u : (size_t)next_byte() * 2;
  void *memory = lent(size <= 4096 ? size : 8);
  kmeans_code code = next_byte() % 2 ? kmeans_clustering_read_facts(slot->handle, memory, size)
                                     : kmeans_clustering_read_balance(slot->handle, memory, size);
  if (!is_good(slot, CLUSTERING) || size > 4096) MUST(code == KMEANS_BAD_ARGUMENT);
  MUST(kmeans_settings_init(size <= 4096 && size % 8 ? memory : NULL, size) ==
       KMEANS_BAD_ARGUMENT);
}

static void seed(void) {
  struct slot *data = next_slot(DATA);
  int64_t k = next_size(12);
  int64_t *rows = lent(k < 0 || k > 100 ? 8 : 8 * (size_t)k);
  kmeans_error *error = NULL;
  int32_t initialization = (int32_t)next_below(7) - 1;
  int64_t trials = next_byte() > 200 ? next_size(70000) : next_below(5);
  kmeans_code code = kmeans_seed(data->handle, k, initialization, trials, next_byte(),
                                 next_threads(), NULL, rows, &error);
  reported(code, error);
  for (int64_t i = 0; code == KMEANS_OK && i < k; i++) MUST(rows[i] >= 0 && rows[i] < data->count);
}

static void interlude(void *context) { ++*(int *)context; }

static void make_stop(void) {
  static int interludes;
  uint8_t kind = next_byte();
  kmeans_stop *stop = kind % 2 ? kmeans_stop_create(kind & 2)
                               : kmeans_stop_create_with_interlude(
                                     kind & 2, kind & 4 ? interlude : NULL, &interludes);
  MUST(stop != NULL);
  if (kind & 8) MUST(kmeans_stop_request_interlude(stop) == KMEANS_OK);
  keep(stop, STOP, 0, 0);
}

static void request_stop(void) {
  struct slot *slot = next_slot(STOP);
  kmeans_code due = is_good(slot, STOP) ? KMEANS_OK : KMEANS_BAD_ARGUMENT;
  MUST(kmeans_stop_request(slot->handle) == due);
  MUST(kmeans_stop_request_interlude(slot->handle) == due);
}

static void watch(void) {
  // SIGWINCH is nobody's here; the others are refused, or watched for a while.
  struct slot *stop = next_slot(STOP);
  uint8_t kind = next_byte();
  int32_t signal = kind < 200 ? SIGWINCH : kind < 230 ? SIGKILL : (int32_t)next_size(1);
  kmeans_watch *watch = kind % 2 ? kmeans_watch_begin(stop->handle, signal)
                                 : kmeans_watch_begin_interlude(stop->handle, signal);
  if (!is_good(stop, STOP) || signal != SIGWINCH) MUST(watch == NULL);
  if (watch == NULL) return;
  if (kind % 3) raise(SIGWINCH);
  if (kind % 5) {
    MUST(kmeans_watch_end(watch) == (kind % 3 != 0));
    MUST(kmeans_watch_end(watch) == 0);
  } else {
    keep(watch, WATCH, 0, 0);
  }
}

static void free_one(void) {
  struct slot *slot = next_slot((enum kind)next_below(KIND_COUNT));
  if (next_byte() < 200) {
    free_as(slot, slot->kind);
  } else {
    // A function for another kind does nothing.
    free_as(slot, (enum kind)next_below(KIND_COUNT));
  }
}

static void read_error(void) {
  struct slot *slot = next_slot(ERROR);
  const char *message = kmeans_error_message(slot->handle);
  MUST((message != NULL) == is_good(slot, ERROR));
  int64_t point = 7, feature = 7;
  kmeans_error_place(slot->handle, next_byte() % 2 ? &point : NULL, &feature);
  MUST(is_good(slot, ERROR) || feature == -1);
  (void)kmeans_error_code(slot->handle);
}

static void name(void) {
  int32_t number = -1;
  kmeans_error *error = NULL;
  const char *name = next_name(kmeans_initializations());
  kmeans_code code = kmeans_initialization(name, next_byte() > 250 ? NULL : &number, &error);
  reported(code, error);
  if (next_byte() > 250) kmeans_set_memory_limit(next_size(100) * 1024);
}

const call fit_calls[] = {create_data, create_data, fit,      fit,        fit_many,
                          read,        read_sized,  seed,     make_stop,  request_stop,
                          watch,       free_one,    read_error, name};
const int fit_call_count = sizeof fit_calls / sizeof fit_calls[0];
