#include <kmeans.h>
#include <math.h>
#include <string.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

enum { COUNT = 90 };

// Three groups in the plane, of thirty points each.
static void fill(double *values) {
  for (int i = 0; i < COUNT; i++) {
    values[2 * i] = i % 3 == 1 ? 30 : 0;
    values[2 * i + 1] = i % 3 == 2 ? 30 : 0;
    values[2 * i] += i * 37 % 11 / 10.0;
    values[2 * i + 1] += i * 53 % 13 / 10.0;
  }
}

typedef struct told {
  int64_t calls, total, last;
  double share;
  int is_ascending;
  kmeans_stop *stop;
  int64_t stop_after;
} told;

static void listen(void *context, const kmeans_sweep_progress *progress) {
  told *news = context;
  news->calls += 1;
  if (progress->share < 0 || progress->share > 1) news->is_ascending = 0;
  news->total = progress->total;
  news->last = progress->done;
  if (news->stop && news->calls == news->stop_after) kmeans_stop_request(news->stop);
}

/// A sweep, its table and its verdict.
int abi_sweep(void) {
  double values[2 * COUNT];
  fill(values);
  kmeans_matrix x = {.size = sizeof x, .count = COUNT, .dimensions = 2, .scalar = KMEANS_DOUBLE};
  x.values = values;
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 2, NULL, &data, NULL) == KMEANS_OK);
  kmeans_sweep_settings settings;
  CHECK(kmeans_sweep_settings_init(&settings, sizeof settings) == KMEANS_OK);
  CHECK(settings.size == sizeof settings && settings.restarts == 3 && settings.references == 10);
  static const int64_t counts[] = {5, 2, 4, 3, 3};
  settings.clusters = counts;
  settings.count = 5;
  settings.stability_pairs = 2;
  settings.threads = 2;
  told news = {.is_ascending = 1};
  kmeans_sweep *sweep = NULL;
  CHECK(kmeans_sweep_create(data, &settings, listen, &news, NULL, &sweep, NULL) == KMEANS_OK);
  CHECK(news.calls == 7 + 4 + 10 && news.total == news.calls && news.is_ascending);
  kmeans_sweep_facts facts;
  CHECK(kmeans_sweep_read_facts(sweep, &facts, sizeof facts) == KMEANS_OK);
  CHECK(facts.entries == 4 && facts.choices == 5 && facts.complete == 1);
  CHECK(facts.recommended == 3 && facts.reason == KMEANS_REASON_NONE && facts.agreeing == 5);
  CHECK(facts.reference_points == COUNT && isfinite(facts.baseline_gap));
  CHECK(strncmp(kmeans_sweep_verdict(sweep), "3 clusters: 5 of 5 criteria agree.", 34) == 0);
  kmeans_sweep_entry entry;
  for (int64_t index = 0; index < 4; index++) {
    CHECK(kmeans_sweep_read_entry(sweep, index, &entry, sizeof entry) == KMEANS_OK);
    CHECK(entry.clusters == index + 2 && entry.complete == 1 && entry.seconds > 0);
    CHECK(isfinite(entry.silhouette) && isnan(entry.silhouette_margin));
    CHECK(strcmp(entry.silhouette_method, "exact") == 0 && entry.silhouette_sampled == 0);
    CHECK(isfinite(entry.calinski_harabasz) && isfinite(entry.davies_bouldin));
    CHECK(isfinite(entry.bayesian_information) && isfinite(entry.gap) && entry.gap_error >= 0);
    CHECK(entry.stability <= 1 && entry.stability_deviation >= 0);
  }
  kmeans_clustering *clustering = NULL;
  CHECK(kmeans_sweep_clustering(sweep, 1, &clustering) == KMEANS_OK);
  kmeans_facts numbers;
  CHECK(kmeans_clustering_facts(clustering, &numbers) == KMEANS_OK);
  CHECK(numbers.clusters == 3 && numbers.points == COUNT && numbers.objective > 0);
  kmeans_clustering_free(clustering);
  kmeans_sweep_choice choice;
  CHECK(kmeans_sweep_read_choice(sweep, 4, &choice, sizeof choice) == KMEANS_OK);
  CHECK(strcmp(choice.criterion, "gap") == 0 && choice.clusters == 3 && choice.at_end == 0);

  CHECK(kmeans_sweep_read_choice(sweep, 5, &choice, sizeof choice) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sweep_read_entry(sweep, 4, &entry, sizeof entry) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sweep_read_entry(sweep, -1, &entry, sizeof entry) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sweep_read_entry(sweep, 0, &entry, 12) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sweep_read_facts(sweep, &facts, 4097) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sweep_clustering(sweep, 4, &clustering) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sweep_clustering(sweep, 0, NULL) == KMEANS_BAD_ARGUMENT);
  kmeans_sweep_free(sweep);
  CHECK(kmeans_sweep_verdict(sweep) == NULL && kmeans_sweep_verdict(NULL) == NULL);
  CHECK(kmeans_sweep_read_facts(sweep, &facts, sizeof facts) == KMEANS_BAD_ARGUMENT);
  kmeans_data_free(data);
  return 0;
}

/// Settings that cannot be, and stops.
int abi_sweep_ends(void) {
  double values[2 * COUNT];
  fill(values);
  kmeans_matrix x = {.size = sizeof x, .count = COUNT, .dimensions = 2, .scalar = KMEANS_DOUBLE};
  x.values = values;
  kmeans_data *data = NULL;
  CHECK(kmeans_data_create(&x, NULL, 2, NULL, &data, NULL) == KMEANS_OK);
  kmeans_sweep_settings settings;
  kmeans_sweep *sweep = NULL;
  kmeans_error *error = NULL;
#define REFUSED(code, change)                                                                  \
  do {                                                                                         \
    kmeans_sweep_settings_init(&settings, sizeof settings);                                    \
    change;                                                                                    \
    CHECK(kmeans_sweep_create(data, &settings, NULL, NULL, NULL, &sweep, &error) == (code));   \
    CHECK(sweep == NULL && strlen(kmeans_error_message(error)) > 10);                          \
    kmeans_error_free(error);                                                                  \
  } while (0)
  static const int64_t zero[] = {2, 0}, many[] = {2, COUNT + 1};
  REFUSED(KMEANS_BAD_SETTING, (settings.clusters = zero, settings.count = 2));
  REFUSED(KMEANS_BAD_SETTING, (settings.clusters = zero, settings.count = 0));
  REFUSED(KMEANS_TOO_FEW_POINTS, (settings.clusters = many, settings.count = 2));
  REFUSED(KMEANS_BAD_ARGUMENT, settings.count = 2);
  REFUSED(KMEANS_BAD_ARGUMENT, (settings.clusters = zero, settings.count = -1));
  REFUSED(KMEANS_BAD_SETTING, settings.restarts = 0);
  REFUSED(KMEANS_BAD_SETTING, settings.references = 1);
  REFUSED(KMEANS_BAD_SETTING, settings.references = INT64_MAX);
  REFUSED(KMEANS_BAD_SETTING, settings.stability_pairs = INT64_MIN);
  REFUSED(KMEANS_BAD_SETTING, settings.silhouette_sample = 1);
  REFUSED(KMEANS_BAD_SETTING, settings.silhouette = "quick");
  REFUSED(KMEANS_BAD_SETTING, settings.meaning = "counts");
  REFUSED(KMEANS_BAD_SETTING, settings.algorithm = "magic");
  REFUSED(KMEANS_BAD_SETTING, settings.threads = -1);
  REFUSED(KMEANS_BAD_ARGUMENT, settings.size = 8);
#undef REFUSED
  kmeans_sweep_settings_init(&settings, sizeof settings);
  CHECK(kmeans_sweep_settings_init(NULL, sizeof settings) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sweep_settings_init(&settings, 8) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sweep_create(NULL, &settings, NULL, NULL, NULL, &sweep, NULL) ==
        KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_sweep_create(data, &settings, NULL, NULL, NULL, NULL, NULL) ==
        KMEANS_BAD_ARGUMENT);

  // Before anything is done there is no result; then what is done is.
  kmeans_stop *stop = kmeans_stop_create(1);
  kmeans_stop_request(stop);
  CHECK(kmeans_sweep_create(data, NULL, NULL, NULL, stop, &sweep, NULL) == KMEANS_STOPPED);
  CHECK(sweep == NULL);
  kmeans_stop_free(stop);
  stop = kmeans_stop_create(1);
  told news = {.is_ascending = 1, .stop = stop, .stop_after = 3};
  CHECK(kmeans_sweep_create(data, NULL, listen, &news, stop, &sweep, NULL) == KMEANS_OK);
  kmeans_sweep_facts facts;
  CHECK(kmeans_sweep_read_facts(sweep, &facts, sizeof facts) == KMEANS_OK);
  CHECK(facts.entries == 3 && facts.complete == 0 && isnan(facts.baseline_gap));
  kmeans_sweep_entry entry;
  CHECK(kmeans_sweep_read_entry(sweep, 2, &entry, sizeof entry) == KMEANS_OK);
  CHECK(entry.complete == 0 && isnan(entry.silhouette) && entry.silhouette_method == NULL);
  CHECK(isnan(entry.gap) && isfinite(entry.calinski_harabasz));
  kmeans_sweep_free(sweep);
  kmeans_stop_free(stop);
  kmeans_data_free(data);
  return 0;
}
