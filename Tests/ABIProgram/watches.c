#include <kmeans.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

static volatile sig_atomic_t calls = 0;

static void count(int signal) {
  (void)signal;
  calls++;
}

static void count_too(int signal) {
  (void)signal;
  calls += 100;
}

/// Lets this thread hear of the signals, and has `count` called for them.
static int prepare(void) {
  sigset_t own;
  sigemptyset(&own);
  sigaddset(&own, SIGUSR1);
  sigaddset(&own, SIGUSR2);
  CHECK(pthread_sigmask(SIG_UNBLOCK, &own, NULL) == 0);
  CHECK(signal(SIGUSR1, count) != SIG_ERR && signal(SIGUSR2, count) != SIG_ERR);
  calls = 0;
  return 0;
}

int abi_watches_of_two_signals(void) {
  CHECK(prepare() == 0);
  kmeans_stop *stops[] = {kmeans_stop_create(1), kmeans_stop_create(1)};
  kmeans_watch *outer = kmeans_watch_begin(stops[0], SIGUSR1);
  kmeans_watch *inner = kmeans_watch_begin(stops[1], SIGUSR2);
  raise(SIGUSR1);
  CHECK(kmeans_watch_end(inner) == 0 && kmeans_watch_end(outer) == 1 && calls == 0);
  // Ended in the order of their beginnings.
  outer = kmeans_watch_begin(stops[0], SIGUSR1);
  inner = kmeans_watch_begin(stops[1], SIGUSR2);
  raise(SIGUSR2);
  CHECK(kmeans_watch_end(outer) == 0);
  raise(SIGUSR2);
  CHECK(kmeans_watch_end(inner) == 1 && calls == 0);
  // So of one signal; what was there before the first comes back with the last.
  outer = kmeans_watch_begin(stops[0], SIGUSR1);
  inner = kmeans_watch_begin(stops[1], SIGUSR1);
  CHECK(kmeans_watch_end(outer) == 0);
  raise(SIGUSR1);
  CHECK(calls == 0 && kmeans_watch_end(inner) == 1);
  raise(SIGUSR1);
  CHECK(calls == 1);
  kmeans_stop_free(stops[0]);
  kmeans_stop_free(stops[1]);
  return 0;
}

int abi_watch_leaves_what_others_set(void) {
  CHECK(prepare() == 0);
  kmeans_stop *stop = kmeans_stop_create(0);
  kmeans_watch *watch = kmeans_watch_begin(stop, SIGUSR1);
  CHECK(signal(SIGUSR1, count_too) != SIG_ERR);
  CHECK(kmeans_watch_end(watch) == 0);
  raise(SIGUSR1);
  CHECK(calls == 100);
  static const int32_t none[] = {INT_MIN, -1, 0, SIGKILL, SIGSTOP, 127, 128, 100000, INT_MAX};
  for (int i = 0; i < 9; i++) {
    CHECK(kmeans_watch_begin(stop, none[i]) == NULL);
    CHECK(kmeans_watch_begin_interlude(stop, none[i]) == NULL);
  }
  CHECK(kmeans_watch_begin_interlude(NULL, SIGUSR1) == NULL);
  kmeans_stop_free(stop);
  return 0;
}

struct pause {
  int calls;
  kmeans_stop *stop;
};

static void pause_fit(void *context) {
  struct pause *pause = context;
  pause->calls++;
  if (pause->stop) kmeans_stop_request(pause->stop);
}

static void raise_signal(void *context, const kmeans_progress *progress) {
  (void)context;
  if (progress->iteration == 1) raise(SIGUSR1);
}

int abi_interludes(void) {
  CHECK(prepare() == 0);
  static const double six[] = {1, 2, 1, 4, 1, 0, 10, 2, 10, 4, 10, 0};
  static const double starts[] = {0, 0, 1, 1};
  kmeans_matrix x = {.count = 6, .dimensions = 2, .scalar = KMEANS_DOUBLE, .values = six};
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 1, NULL, &data, NULL) == KMEANS_OK);
  kmeans_settings settings;
  kmeans_settings_default(&settings);
  settings.clusters = 2;
  settings.tolerance = 0;
  settings.initialization = KMEANS_CENTROIDS;
  settings.centroids = starts;

  // The fit pauses once, and goes on to its end.
  struct pause pause = {0};
  kmeans_stop *stop = kmeans_stop_create_with_interlude(1, pause_fit, &pause);
  kmeans_watch *watch = kmeans_watch_begin_interlude(stop, SIGUSR1);
  kmeans_clustering *result = NULL;
  kmeans_facts facts;
  CHECK(kmeans_fit(data, &settings, raise_signal, NULL, stop, &result, NULL) == KMEANS_OK);
  kmeans_clustering_facts(result, &facts);
  CHECK(facts.stop_reason == KMEANS_LABELS_UNCHANGED && facts.objective == 16);
  CHECK(pause.calls == 1 && calls == 0);
  kmeans_clustering_free(result);
  result = NULL;
  // An interlude may ask the stop.
  pause.stop = stop;
  CHECK(kmeans_fit(data, &settings, raise_signal, NULL, stop, &result, NULL) == KMEANS_OK);
  kmeans_clustering_facts(result, &facts);
  CHECK(facts.stop_reason == KMEANS_INTERRUPTED && pause.calls == 2);
  kmeans_clustering_free(result);
  CHECK(kmeans_watch_end(watch) == 1);
  kmeans_stop_free(stop);

  // Where there is none, nothing is called.
  stop = kmeans_stop_create_with_interlude(0, NULL, NULL);
  kmeans_stop_request_interlude(stop);
  kmeans_stop_request_interlude(NULL);
  CHECK(kmeans_fit(data, &settings, NULL, NULL, stop, &result, NULL) == KMEANS_OK);
  kmeans_clustering_free(result);
  kmeans_stop_free(stop);
  kmeans_data_free(data);
  return 0;
}
