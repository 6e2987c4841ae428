#include "abi_program.h"

#include <kmeans.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

// Two groups of three points in the plane.
static const double six[] = {1, 2, 1, 4, 1, 0, 10, 2, 10, 4, 10, 0};
static const double starts[] = {0, 0, 9, 0};

static kmeans_matrix plane(const void *values, int64_t count, int32_t scalar) {
  kmeans_matrix x = {0};
  x.count = count;
  x.dimensions = 2;
  x.scalar = scalar;
  x.values = values;
  return x;
}

static kmeans_settings two_from_starts(void) {
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  settings.clusters = 2;
  settings.initialization = KMEANS_CENTROIDS;
  settings.centroids = starts;
  return settings;
}

int abi_versions(void) {
  CHECK(kmeans_abi_version() == KMEANS_ABI_VERSION);
  CHECK(strlen(kmeans_library_version()) >= 5);
  CHECK(kmeans_instruction_set() != NULL);
  return 0;
}

int abi_fit(void) {
  kmeans_matrix x = plane(six, 6, KMEANS_DOUBLE);
  kmeans_data *data = NULL;
  kmeans_error *error = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, &error) == KMEANS_OK);
  CHECK(error == NULL);
  // Variances 20.25 and 8 / 3.
  CHECK(fabs(kmeans_data_mean_variance(data) - (20.25 + 8.0 / 3) / 2) < 1e-12);

  kmeans_settings settings = two_from_starts();
  settings.tolerance = 0;
  kmeans_clustering *result = NULL;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, &error) == KMEANS_OK);
  kmeans_data_free(data);

  kmeans_facts facts;
  kmeans_clustering_facts(result, &facts);
  CHECK(facts.points == 6 && facts.dimensions == 2 && facts.clusters == 2);
  CHECK(facts.iterations == 2 && facts.restart == 0);
  CHECK(facts.stop_reason == KMEANS_LABELS_UNCHANGED);
  CHECK(facts.objective == 16 && facts.total_sum_of_squares == 6 * (20.25 + 8.0 / 3));
  CHECK(facts.distances > 0 && facts.initializing >= 0 && facts.iterating >= 0);

  int32_t labels[6];
  double centroids[4], within[2], history[2];
  int64_t sizes[2];
  kmeans_clustering_labels(result, labels);
  kmeans_clustering_centroids(result, centroids);
  kmeans_clustering_sizes(result, sizes);
  kmeans_clustering_within(result, within);
  kmeans_clustering_history(result, history);
  for (int i = 0; i < 6; i++) CHECK(labels[i] == i / 3);
  CHECK(centroids[0] == 1 && centroids[1] == 2 && centroids[2] == 10 && centroids[3] == 2);
  CHECK(sizes[0] == 3 && sizes[1] == 3 && within[0] == 8 && within[1] == 8);
  CHECK(history[0] == 16 && history[1] == 16);
  kmeans_clustering_free(result);
  return 0;
}

struct news {
  int calls;
  int64_t last;
  double objective;
  kmeans_stop *stop;
};

static void listen(void *context, const kmeans_progress *progress) {
  struct news *news = context;
  // A draw that takes long is told, too.
  if (progress->expected > 0) return;
  news->calls++;
  news->last = progress->iteration;
  if (progress->iteration > 0) news->objective = progress->objective;
  if (news->stop) kmeans_stop_request(news->stop);
}

int abi_progress_and_stop(void) {
  kmeans_matrix x = plane(six, 6, KMEANS_DOUBLE);
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 0, NULL, &data, NULL) == KMEANS_OK);
  kmeans_settings settings = two_from_starts();
  settings.tolerance = 0;
  struct news news = {0};
  kmeans_clustering *result = NULL;
  CHECK(kmeans_fit(data, &settings, listen, &news, NULL, &result, NULL) == KMEANS_OK);
  // Once before the start, and once an iteration.
  CHECK(news.calls == 3 && news.last == 2 && news.objective == 16);
  kmeans_clustering_free(result);

  news = (struct news){.stop = kmeans_stop_create(0)};
  CHECK(kmeans_fit(data, &settings, listen, &news, news.stop, &result, NULL) == KMEANS_OK);
  kmeans_facts facts;
  kmeans_clustering_facts(result, &facts);
  CHECK(facts.stop_reason == KMEANS_INTERRUPTED && facts.iterations <= 1);
  kmeans_clustering_free(result);
  kmeans_stop_free(news.stop);

  // An urgent stop does not wait for labels; where there are some, they are kept.
  kmeans_stop *urgent = kmeans_stop_create(1);
  kmeans_stop_request(urgent);
  result = NULL;
  kmeans_data *unread = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, urgent, &unread, NULL) == KMEANS_STOPPED);
  CHECK(unread == NULL);
  CHECK(kmeans_fit(data, &settings, NULL, NULL, urgent, &result, NULL) == KMEANS_STOPPED);
  CHECK(result == NULL);
  kmeans_stop_free(urgent);
  kmeans_data_free(data);
  return 0;
}

static volatile sig_atomic_t outer_calls = 0;

static void outer(int signal) {
  (void)signal;
  outer_calls++;
}

int abi_watch(void) {
  // Threads of a pool, in which tests may run, are deaf to signals.
  sigset_t own;
  sigemptyset(&own);
  sigaddset(&own, SIGUSR1);
  CHECK(pthread_sigmask(SIG_UNBLOCK, &own, NULL) == 0);
  struct sigaction before = {0}, now = {0};
  before.sa_handler = outer;
  before.sa_flags = SA_NODEFER;
  CHECK(sigaction(SIGUSR1, &before, NULL) == 0);

  kmeans_stop *stop = kmeans_stop_create(0);
  kmeans_watch *watch = kmeans_watch_begin(stop, SIGUSR1);
  CHECK(watch != NULL);
  // A watch within a watch, as a callback of one fit may start another.
  kmeans_stop *inner_stop = kmeans_stop_create(0);
  kmeans_watch *inner = kmeans_watch_begin(inner_stop, SIGUSR1);
  CHECK(kmeans_watch_end(inner) == 0);
  raise(SIGUSR1);
  CHECK(outer_calls == 0);
  CHECK(kmeans_watch_end(watch) == 1);
  // What was done before is done again, by the same flags.
  CHECK(sigaction(SIGUSR1, NULL, &now) == 0);
  CHECK(now.sa_handler == outer && (now.sa_flags & SA_NODEFER) != 0);
  raise(SIGUSR1);
  CHECK(outer_calls == 1);

  // The signal reached the outer stop, and not the inner one.
  kmeans_matrix x = plane(six, 6, KMEANS_DOUBLE);
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  kmeans_settings settings = two_from_starts();
  kmeans_clustering *result = NULL;
  kmeans_facts facts;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, stop, &result, NULL) == KMEANS_OK);
  kmeans_clustering_facts(result, &facts);
  CHECK(facts.stop_reason == KMEANS_INTERRUPTED);
  kmeans_clustering_free(result);
  CHECK(kmeans_fit(data, &settings, NULL, NULL, inner_stop, &result, NULL) == KMEANS_OK);
  kmeans_clustering_facts(result, &facts);
  CHECK(facts.stop_reason != KMEANS_INTERRUPTED);
  kmeans_clustering_free(result);
  kmeans_data_free(data);
  kmeans_stop_free(stop);
  kmeans_stop_free(inner_stop);
  // Nobody can catch this one.
  kmeans_stop *vain = kmeans_stop_create(0);
  CHECK(kmeans_watch_begin(vain, SIGKILL) == NULL);
  kmeans_stop_free(vain);
  return 0;
}

int abi_without_fit(void) {
  static const float two[] = {1, 3, 9, 2};
  kmeans_matrix x = plane(two, 2, KMEANS_FLOAT);
  int32_t labels[2] = {-1, -1};
  double objective = 0;
  static const double weights[] = {1, 3};
  CHECK(kmeans_assign(&x, weights, starts, 2, 1, labels, &objective, NULL) == KMEANS_OK);
  CHECK(labels[0] == 0 && labels[1] == 1 && objective == 10 + 3 * 4);

  double wide[4];
  float narrow[4];
  CHECK(kmeans_distances(&x, starts, 2, 1, KMEANS_DOUBLE, wide, NULL) == KMEANS_OK);
  CHECK(kmeans_distances(&x, starts, 2, 1, KMEANS_FLOAT, narrow, NULL) == KMEANS_OK);
  CHECK(wide[0] == sqrt(10) && wide[1] == sqrt(73) && wide[3] == 2);
  for (int i = 0; i < 4; i++) CHECK(narrow[i] == (float)wide[i]);

  // The rows that a fit starts from.
  kmeans_matrix all = plane(six, 6, KMEANS_DOUBLE);
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&all, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  int64_t rows[6];
  CHECK(kmeans_seed(data, 6, KMEANS_PLUS_PLUS, 0, 7, 1, NULL, rows, NULL) == KMEANS_OK);
  int seen = 0;
  for (int i = 0; i < 6; i++) seen |= 1 << rows[i];
  CHECK(seen == 63);
  CHECK(kmeans_seed(data, 2, KMEANS_RANDOM_POINTS, 0, 7, 1, NULL, rows, NULL) == KMEANS_OK);
  CHECK(rows[0] != rows[1]);
  CHECK(kmeans_seed(data, 2, KMEANS_PLUS_PLUS, 1, 7, 1, NULL, rows, NULL) == KMEANS_OK);
  CHECK(rows[0] != rows[1]);
  kmeans_data_free(data);
  return 0;
}

int abi_errors(void) {
  static const double bad[] = {1, 2, NAN, 4};
  kmeans_matrix x = plane(bad, 2, KMEANS_DOUBLE);
  kmeans_data *data = NULL;
  kmeans_error *error = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, &error) == KMEANS_NOT_FINITE);
  CHECK(data == NULL && error != NULL);
  CHECK(kmeans_error_code(error) == KMEANS_NOT_FINITE);
  CHECK(strstr(kmeans_error_message(error), "point 1, feature 0") != NULL);
  int64_t point, feature;
  kmeans_error_place(error, &point, &feature);
  CHECK(point == 1 && feature == 0);
  kmeans_error_free(error);

  x = plane(six, 6, KMEANS_DOUBLE);
  static const double weights[] = {1, 1, -1, 1, 1, 1};
  CHECK(kmeans_data_create(&x, weights, 1, NULL, &data, NULL) == KMEANS_BAD_WEIGHT);
  CHECK(kmeans_data_create(&x, NULL, -1, NULL, &data, NULL) == KMEANS_BAD_SETTING);
  x.scalar = 7;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_ARGUMENT);
  x = plane(six, -1, KMEANS_DOUBLE);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_ARGUMENT);
  x = plane(six, INT64_MAX / 4, KMEANS_DOUBLE);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_ARGUMENT);
  x = plane(six, 0, KMEANS_DOUBLE);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_TOO_FEW_POINTS);
  x = plane((const char *)six + 1, 5, KMEANS_DOUBLE);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_SHAPE);

  x = plane(six, 6, KMEANS_DOUBLE);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  kmeans_clustering *result = NULL;
  kmeans_settings settings = two_from_starts();
  settings.algorithm = "magic";
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, &error) == KMEANS_BAD_SETTING);
  CHECK(strstr(kmeans_error_message(error), "known: auto") != NULL && result == NULL);
  kmeans_error_free(error);
  kmeans_settings_default(&settings);
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_BAD_SETTING);
  settings.clusters = 7;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_TOO_FEW_POINTS);
  settings.clusters = 2;
  settings.initialization = 99;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_BAD_SETTING);
  settings = two_from_starts();
  settings.time_limit = -1;
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, &result, NULL) == KMEANS_BAD_SETTING);
  int64_t rows[7];
  CHECK(kmeans_seed(data, 7, KMEANS_PLUS_PLUS, 0, 0, 1, NULL, rows, NULL) ==
        KMEANS_TOO_FEW_POINTS);
  CHECK(kmeans_seed(data, 2, KMEANS_PARALLEL, 0, 0, 1, NULL, rows, NULL) == KMEANS_BAD_SETTING);
  kmeans_data_free(data);

  int32_t labels[6];
  static const double infinite[] = {0, 0, INFINITY, 0};
  CHECK(kmeans_assign(&x, NULL, infinite, 2, 1, labels, NULL, NULL) == KMEANS_NOT_FINITE);
  CHECK(kmeans_assign(&x, NULL, starts, 0, 1, labels, NULL, NULL) == KMEANS_BAD_SETTING);
  double room[12];
  CHECK(kmeans_distances(&x, starts, 2, 1, 9, room, NULL) == KMEANS_BAD_ARGUMENT);
  return 0;
}

int abi_null(void) {
  kmeans_error_free(NULL);
  kmeans_data_free(NULL);
  kmeans_stop_free(NULL);
  kmeans_stop_request(NULL);
  kmeans_clustering_free(NULL);
  CHECK(kmeans_watch_end(NULL) == 0 && kmeans_watch_begin(NULL, SIGUSR1) == NULL);
  CHECK(isnan(kmeans_data_mean_variance(NULL)));
  CHECK(kmeans_error_message(NULL) == NULL && kmeans_error_code(NULL) == KMEANS_OK);
  kmeans_matrix x = plane(NULL, 6, KMEANS_DOUBLE);
  kmeans_data *data = NULL;
  kmeans_settings settings = two_from_starts();
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_data_create(NULL, NULL, 1, NULL, &data, NULL) == KMEANS_BAD_ARGUMENT);
  x = plane(six, 6, KMEANS_DOUBLE);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_fit(NULL, &settings, NULL, NULL, NULL, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  CHECK(kmeans_fit(data, NULL, NULL, NULL, NULL, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_fit(data, &settings, NULL, NULL, NULL, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_seed(data, 2, KMEANS_PLUS_PLUS, 0, 0, 1, NULL, NULL, NULL) ==
        KMEANS_BAD_ARGUMENT);
  kmeans_data_free(data);
  CHECK(kmeans_assign(&x, NULL, NULL, 2, 1, NULL, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_assign(&x, NULL, starts, 2, 1, NULL, NULL, NULL) == KMEANS_OK);
  CHECK(kmeans_distances(&x, starts, 2, 1, KMEANS_FLOAT, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  return 0;
}
