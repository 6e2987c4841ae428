#include <kmeans.h>
#include <math.h>
#include <string.h>

#include "abi_program.h"

#define CHECK(condition)             \
  do {                               \
    if (!(condition)) return __LINE__; \
  } while (0)

// Two clusters on a line: 0 and 1, 5 and 6.
static const double line[] = {0, 1, 5, 6};
static const int32_t halves[] = {0, 0, 2, 2};

static kmeans_matrix four(void) {
  kmeans_matrix x = {.size = sizeof x, .count = 4, .dimensions = 1, .scalar = KMEANS_DOUBLE};
  x.values = line;
  return x;
}

/// Sums of a clustering, and the scores that follow from them.
int abi_dispersion(void) {
  kmeans_matrix x = four();
  kmeans_dispersion *sums = NULL;
  CHECK(kmeans_dispersion_create(&x, NULL, NULL, halves, 4, NULL, 2, NULL, &sums, NULL) ==
        KMEANS_OK);
  kmeans_dispersion_facts facts;
  CHECK(kmeans_dispersion_read_facts(sums, &facts, sizeof facts) == KMEANS_OK);
  CHECK(facts.points == 4 && facts.dimensions == 1 && facts.clusters == 4 && facts.filled == 2);
  CHECK(facts.weight == 4 && facts.within == 1 && facts.between == 25 && facts.total == 26);
  CHECK(kmeans_dispersion_read_facts(sums, &facts, 3) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_dispersion_read_facts(sums, NULL, sizeof facts) == KMEANS_BAD_ARGUMENT);
  int64_t sizes[4], nearest[4];
  double weights[4], within[4], between[4], mean[4], greatest[4], means[2];
  CHECK(kmeans_dispersion_clusters(sums, sizes, weights, within, between, mean, greatest) ==
        KMEANS_OK);
  CHECK(sizes[0] == 2 && sizes[1] == 0 && sizes[2] == 2 && weights[2] == 2 && weights[3] == 0);
  CHECK(within[0] == 0.5 && between[2] == 12.5 && mean[0] == 0.5 && greatest[2] == 0.5);
  CHECK(kmeans_dispersion_clusters(sums, NULL, NULL, NULL, NULL, NULL, NULL) == KMEANS_OK);
  CHECK(kmeans_dispersion_means(sums, means) == KMEANS_OK && means[0] == 0.5 && means[1] == 5.5);
  CHECK(kmeans_dispersion_nearest(sums, 1, nearest, NULL) == KMEANS_OK);
  CHECK(nearest[0] == 2 && nearest[1] == -1 && nearest[2] == 0);
  double value = -7;
  CHECK(kmeans_calinski_harabasz(sums, &value, NULL) == KMEANS_OK && value == 50);
  CHECK(kmeans_davies_bouldin(sums, 0, &value, NULL) == KMEANS_OK && value == 0.2);
  CHECK(kmeans_dunn_of_means(sums, 1, &value, NULL) == KMEANS_OK && value == 5);
  CHECK(kmeans_bayesian_information(sums, &value, NULL) == KMEANS_OK && isfinite(value));
  CHECK(kmeans_calinski_harabasz(sums, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_davies_bouldin(sums, -1, &value, NULL) == KMEANS_BAD_SETTING);
  kmeans_dispersion_free(sums);
  CHECK(kmeans_calinski_harabasz(sums, &value, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_dispersion_clusters(sums, sizes, NULL, NULL, NULL, NULL, NULL) ==
        KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_dispersion_means(sums, means) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_dispersion_nearest(NULL, 1, nearest, NULL) == KMEANS_BAD_ARGUMENT);

  // One cluster has sums, and no score that compares.
  static const int32_t same[] = {0, 0, 0, 0}, wild[] = {0, 0, 5, -1};
  CHECK(kmeans_dispersion_create(&x, NULL, NULL, same, 1, NULL, 1, NULL, &sums, NULL) ==
        KMEANS_OK);
  kmeans_error *error = NULL;
  value = -7;
  CHECK(kmeans_calinski_harabasz(sums, &value, &error) == KMEANS_BAD_SETTING && value == -7);
  CHECK(strstr(kmeans_error_message(error), "at least 2") != NULL);
  kmeans_error_free(error);
  CHECK(kmeans_bayesian_information(sums, &value, NULL) == KMEANS_OK);
  kmeans_dispersion_free(sums);
  sums = NULL;
#define SUMS(x, weights, labels, k, stop) \
  kmeans_dispersion_create(x, weights, NULL, labels, k, NULL, 1, stop, &sums, NULL)
  CHECK(SUMS(&x, NULL, wild, 6, NULL) == KMEANS_BAD_SHAPE);
  CHECK(SUMS(&x, NULL, NULL, 6, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(SUMS(NULL, NULL, halves, 6, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(SUMS(&x, NULL, halves, 0, NULL) == KMEANS_BAD_SETTING);
  static const double none[] = {0, 0, 0, 0}, bad[] = {1, -1, 1, 1}, some[] = {3, 0, 1, 1};
  CHECK(SUMS(&x, none, halves, 3, NULL) == KMEANS_BAD_WEIGHT);
  CHECK(SUMS(&x, bad, halves, 3, NULL) == KMEANS_BAD_WEIGHT);
  CHECK(kmeans_dispersion_create(&x, NULL, NULL, halves, 3, NULL, 1, NULL, NULL, NULL) ==
        KMEANS_BAD_ARGUMENT);
  kmeans_stop *stop = kmeans_stop_create(1);
  kmeans_stop_request(stop);
  CHECK(SUMS(&x, NULL, halves, 3, stop) == KMEANS_STOPPED && sums == NULL);
  kmeans_stop_free(stop);
  // A point of weight 0 does not count.
  CHECK(SUMS(&x, some, halves, 3, NULL) == KMEANS_OK);
  CHECK(kmeans_dispersion_read_facts(sums, &facts, sizeof facts) == KMEANS_OK);
  CHECK(facts.points == 3 && facts.weight == 5 && facts.within == 0.5);
  kmeans_dispersion_free(sums);
#undef SUMS
  return 0;
}

/// Scores that look at points: silhouettes, Dunn's index, a bound; and that of centroids.
int abi_scores(void) {
  kmeans_matrix x = four();
  double values[4], mean, by_cluster[3];
  CHECK(kmeans_simplified_silhouettes(&x, NULL, NULL, halves, 3, NULL, 1, NULL, values, &mean,
                                      NULL) == KMEANS_OK);
  CHECK(values[0] == 5.0 / 5.5 && values[1] == 4.0 / 4.5 && mean == (values[0] + values[1]) / 2);
  kmeans_mean_silhouette found;
#define MEAN(method, sample, stop)                                                           \
  kmeans_read_mean_silhouette(&x, NULL, NULL, halves, 3, NULL, method, sample, 1, 1, stop,   \
                              &found, sizeof found, by_cluster, NULL)
  CHECK(MEAN("simplified", 0, NULL) == KMEANS_OK && found.mean == mean);
  CHECK(strcmp(found.method, "simplified") == 0 && isnan(found.margin) && found.sampled == 0);
  CHECK(by_cluster[0] == by_cluster[2] && by_cluster[1] == 0);
  CHECK(kmeans_silhouettes(&x, halves, 3, NULL, 1, NULL, values, &mean, NULL) == KMEANS_OK);
  CHECK(MEAN(NULL, 0, NULL) == KMEANS_OK && found.mean == mean);
  CHECK(strcmp(found.method, "exact") == 0);
  CHECK(MEAN("sampled", 2, NULL) == KMEANS_OK && found.sampled == 2 && found.margin >= 0);
  CHECK(isnan(by_cluster[0]) && isnan(by_cluster[2]));
  CHECK(MEAN("sampled", 1, NULL) == KMEANS_BAD_SETTING);
  CHECK(MEAN("none", 0, NULL) == KMEANS_BAD_SETTING);
  CHECK(MEAN("quick", 0, NULL) == KMEANS_BAD_SETTING);
  kmeans_stop *stop = kmeans_stop_create(1);
  kmeans_stop_request(stop);
  CHECK(MEAN("exact", 0, stop) == KMEANS_STOPPED);
#undef MEAN
  CHECK(kmeans_read_mean_silhouette(&x, NULL, NULL, halves, 3, NULL, NULL, 0, 0, 1, NULL, &found,
                                    5, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_simplified_silhouettes(&x, NULL, NULL, halves, 3, NULL, 1, stop, values, &mean,
                                      NULL) == KMEANS_STOPPED);

  double value = -7;
  CHECK(kmeans_dunn(&x, NULL, NULL, halves, 3, NULL, 1, NULL, &value, NULL) == KMEANS_OK);
  CHECK(value == 4);
  static const int32_t alone[] = {0, 1, 2, 3};
  CHECK(kmeans_dunn(&x, NULL, NULL, alone, 4, NULL, 1, NULL, &value, NULL) == KMEANS_BAD_SETTING);
  CHECK(kmeans_dunn(&x, NULL, NULL, halves, 3, NULL, 1, NULL, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_dunn(&x, NULL, NULL, halves, 3, NULL, 1, stop, &value, NULL) == KMEANS_STOPPED);

  kmeans_bound bound;
  static const int32_t two[] = {0, 0, 1, 1};
#define BOUND(labels, effort, stop)                                                          \
  kmeans_read_bound(&x, NULL, labels, 2, NULL, effort, 1, stop, &bound, sizeof bound, NULL)
  CHECK(BOUND(two, 0, NULL) == KMEANS_OK);
  CHECK(bound.value <= 1 && bound.value > 1 - 1e-12 && strcmp(bound.method, "line") == 0);
  CHECK(BOUND(halves, 0, NULL) == KMEANS_BAD_SHAPE && BOUND(two, -1, NULL) == KMEANS_BAD_SETTING);
  CHECK(BOUND(two, 0, stop) == KMEANS_STOPPED);
#undef BOUND
  kmeans_stop_free(stop);

  static const double m[] = {0, 1, 9}, others[] = {0.5, 5, 9};
  int64_t index = -1;
  CHECK(kmeans_centroid_index(m, 3, others, 3, 1, &index, NULL) == KMEANS_OK && index == 1);
  CHECK(kmeans_centroid_index(m, 3, m, 3, 1, &index, NULL) == KMEANS_OK && index == 0);
  CHECK(kmeans_centroid_index(m, 3, others, 3, 0, &index, NULL) == KMEANS_BAD_SHAPE);
  CHECK(kmeans_centroid_index(m, 0, others, 3, 1, &index, NULL) == KMEANS_BAD_SETTING);
  CHECK(kmeans_centroid_index(m, 3, NULL, 3, 1, &index, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_centroid_index(m, 3, others, 3, 1, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  return 0;
}

/// Two labellings, and the table of both.
int abi_agreement(void) {
  static const int32_t truth[] = {5, 5, -1, -1}, labels[] = {0, 0, 1, 2};
  kmeans_agreement *found = NULL;
  CHECK(kmeans_agreement_create(truth, labels, NULL, NULL, 4, &found, NULL) == KMEANS_OK);
  kmeans_agreement_facts facts;
  CHECK(kmeans_agreement_read_facts(found, &facts, sizeof facts) == KMEANS_OK);
  CHECK(facts.points == 4 && facts.classes == 2 && facts.clusters == 3 && facts.cells == 3);
  CHECK(facts.counted == 1 && facts.weight == 4 && facts.homogeneity == 1);
  CHECK(facts.rand == 10.0 / 12 && facts.mutual_information == facts.class_entropy);
  CHECK(fabs(facts.completeness - 2.0 / 3) < 1e-15);
  int32_t classes[2], clusters[3];
  int64_t rows[3], columns[3], pairs[4];
  double weights[3], value;
  CHECK(kmeans_agreement_labels(found, classes, clusters) == KMEANS_OK);
  CHECK(classes[0] == -1 && classes[1] == 5 && clusters[2] == 2);
  CHECK(kmeans_agreement_cells(found, rows, columns, weights) == KMEANS_OK);
  CHECK(rows[0] == 0 && columns[0] == 1 && weights[0] == 1 && rows[2] == 1 && weights[2] == 2);
  CHECK(kmeans_agreement_pairs(found, pairs) == KMEANS_OK);
  CHECK(pairs[0] == 8 && pairs[1] == 0 && pairs[2] == 2 && pairs[3] == 2);
  CHECK(kmeans_v_measure(found, 1, &value, NULL) == KMEANS_OK && fabs(value - 0.8) < 1e-15);
  CHECK(kmeans_v_measure(found, -1, &value, NULL) == KMEANS_BAD_SETTING);
  CHECK(kmeans_v_measure(found, NAN, &value, NULL) == KMEANS_BAD_SETTING);
  double normalized;
  CHECK(kmeans_normalized_mutual_information(found, NULL, &normalized, NULL) == KMEANS_OK);
  CHECK(fabs(normalized - 0.8) < 1e-15);
  CHECK(kmeans_normalized_mutual_information(found, "least", &value, NULL) == KMEANS_OK &&
        value == 1);
  CHECK(kmeans_normalized_mutual_information(found, "median", &value, NULL) == KMEANS_BAD_SETTING);
  CHECK(kmeans_adjusted_mutual_information(found, NULL, &value, NULL) == KMEANS_OK);
  CHECK(value > 0 && value < normalized);
  CHECK(kmeans_adjusted_mutual_information(found, NULL, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_agreement_read_facts(found, &facts, 0) == KMEANS_BAD_ARGUMENT);
  kmeans_agreement_free(found);
  CHECK(kmeans_agreement_pairs(found, pairs) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_v_measure(found, 1, &value, NULL) == KMEANS_BAD_ARGUMENT);

  // Copies are counted, and parts of points are weighed.
  static const double copies[] = {2, 0, 1, 3}, parts[] = {0.5, 0, 0.25, 0.75};
  static const double bad[] = {1, 1, 1, NAN};
  CHECK(kmeans_agreement_create(truth, labels, copies, NULL, 4, &found, NULL) == KMEANS_OK);
  CHECK(kmeans_agreement_read_facts(found, &facts, sizeof facts) == KMEANS_OK);
  CHECK(facts.points == 6 && facts.counted == 1 && facts.weight == 6 && facts.cells == 3);
  double rand = facts.adjusted_rand;
  kmeans_agreement_free(found);
  CHECK(kmeans_agreement_create(truth, labels, parts, NULL, 4, &found, NULL) == KMEANS_OK);
  CHECK(kmeans_agreement_read_facts(found, &facts, sizeof facts) == KMEANS_OK);
  CHECK(facts.points == 3 && facts.counted == 0 && facts.weight == 1.5 && rand != 0);
  CHECK(kmeans_agreement_cells(found, rows, columns, weights) == KMEANS_OK && weights[2] == 0.5);
  CHECK(kmeans_agreement_pairs(found, pairs) == KMEANS_BAD_ARGUMENT);
  CHECK(kmeans_adjusted_mutual_information(found, NULL, &value, NULL) == KMEANS_BAD_SETTING);
  CHECK(kmeans_v_measure(found, 0.5, &value, NULL) == KMEANS_OK && value > 0 && value < 1);
  kmeans_agreement_free(found);

  // Shares that are equal make no difference, whatever points weigh nothing.
  static const double shares[] = {0.5, 0, 0.5, 0.5};
  CHECK(kmeans_agreement_create(truth, labels, shares, "shares", 4, &found, NULL) == KMEANS_OK);
  CHECK(kmeans_agreement_read_facts(found, &facts, sizeof facts) == KMEANS_OK);
  CHECK(facts.points == 3 && facts.counted == 1 && facts.cells == 3);
  kmeans_agreement_free(found);

  found = NULL;
#define AGREEMENT(truth, labels, weights, count) \
  kmeans_agreement_create(truth, labels, weights, NULL, count, &found, NULL)
  CHECK(AGREEMENT(truth, labels, NULL, 0) == KMEANS_TOO_FEW_POINTS);
  CHECK(AGREEMENT(truth, labels, NULL, -1) == KMEANS_BAD_ARGUMENT);
  CHECK(AGREEMENT(truth, labels, NULL, INT64_MAX) == KMEANS_BAD_ARGUMENT);
  CHECK(AGREEMENT(NULL, labels, NULL, 4) == KMEANS_BAD_ARGUMENT);
  CHECK(AGREEMENT(truth, NULL, NULL, 4) == KMEANS_BAD_ARGUMENT);
  CHECK(AGREEMENT(truth, labels, bad, 4) == KMEANS_BAD_WEIGHT);
#undef AGREEMENT
  CHECK(kmeans_agreement_create(truth, labels, NULL, "counts", 4, &found, NULL) ==
        KMEANS_BAD_SETTING);
  CHECK(kmeans_agreement_create(truth, labels, NULL, NULL, 4, NULL, NULL) == KMEANS_BAD_ARGUMENT);
  CHECK(found == NULL);
  return 0;
}
