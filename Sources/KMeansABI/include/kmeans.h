#ifndef KMEANS_H
#define KMEANS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The C interface of swift-kmeans: what bindings to other languages call.
///
/// - Matrices lie point after point: value l of point i is at i * dimensions + l.
/// - What is passed in is borrowed: the caller keeps it alive and unchanged for as long as the
///   function says. What comes back as a handle is the caller's, who frees it once; freeing NULL
///   does nothing.
/// - A function that can fail returns KMEANS_OK or another kmeans_code. If its last argument is of
///   the type kmeans_error ** and not NULL, it then leaves a kmeans_error there, which the caller
///   frees. Nothing else is written when it fails, unless the function says so.
/// - A handle is no address but a number, which comes again only after four billion others.
///   So a function refuses a handle of another kind, one that was freed and any other number with
///   BAD_ARGUMENT, or as it says. Freeing such a handle does nothing. What cannot be told is a
///   handle that another thread frees during the call: that is for the caller to prevent.
/// - A struct that the caller fills begins with its size, sizeof of its type. A library that knows
///   more members takes their defaults. One that knows fewer refuses members that it does not know
///   unless all their bytes are 0. A size of 0 stands for the struct of version 3 of this header.
///   Any other size is refused with BAD_ARGUMENT. A size that is too large for the caller's memory
///   cannot be told.
/// - Long work takes a kmeans_stop, by which another thread or a signal ends it. A function without
///   one has a sibling that takes it: kmeans_nearest for kmeans_assign, and those _with_stop. Not
///   so scores of a kmeans_dispersion or a kmeans_agreement, which read no points.
/// - Functions may be called from any thread, and several threads may use a handle at once, except
///   a kmeans_error. No function calls fork, changes signals (except kmeans_watch_begin and
///   kmeans_watch_begin_interlude) or prints.

/// Grows with every change that a program compiled against an older header would notice.
#define KMEANS_ABI_VERSION 3

/// KMEANS_ABI_VERSION of the library that is running.
int32_t kmeans_abi_version(void);

/// The version of the library as text, such as "0.1.0"; lives for ever.
const char *kmeans_library_version(void);

/// The instruction set that fits use, such as "avx512"; lives for ever. NULL where
/// KMEANS_INSTRUCTION_SET asks for one that is not available, which every fit then reports.
const char *kmeans_instruction_set(void);

// Errors

/// What went wrong.
typedef int32_t kmeans_code;

enum {
  KMEANS_OK = 0,
  /// A pointer is NULL that must not be, or a number of points, features or bytes is negative.
  KMEANS_BAD_ARGUMENT = 1,
  /// A setting is out of its range, or two of them contradict each other.
  KMEANS_BAD_SETTING = 2,
  /// Matrices that belong together differ in size, or compressed rows are not well formed.
  KMEANS_BAD_SHAPE = 3,
  /// A value is NaN or infinite.
  KMEANS_NOT_FINITE = 4,
  /// A value, or the spread of all, cannot be squared without overflow or underflow; or a point of
  /// zeros has no direction, which the cosine needs.
  KMEANS_OUT_OF_RANGE = 5,
  /// A weight is negative or not finite, or all are 0.
  KMEANS_BAD_WEIGHT = 6,
  /// There are fewer points than clusters.
  KMEANS_TOO_FEW_POINTS = 7,
  /// The instruction set that the environment asks for is not available.
  KMEANS_NO_INSTRUCTION_SET = 8,
  /// A stop ended a fit before it had any result.
  KMEANS_STOPPED = 9,
  /// The time limit passed before a fit had any result.
  KMEANS_OUT_OF_TIME = 10,
  /// The work needs more memory than the system has.
  KMEANS_OUT_OF_MEMORY = 11,
  /// Bytes of a fit over shards are damaged, of another format, or to another request.
  KMEANS_BAD_BYTES = 12,
};

/// What went wrong, in words.
typedef struct kmeans_error kmeans_error;

/// The code that the failed function returned; KMEANS_OK for NULL, and BAD_ARGUMENT for what is no
/// error.
kmeans_code kmeans_error_code(const kmeans_error *error);

/// One sentence in UTF-8: where, what, and what to do; lives as long as the error. NULL for what is
/// none.
const char *kmeans_error_message(const kmeans_error *error);

/// The place of the value that is to blame: its point and feature from 0, or -1 where it has none.
/// Each is written, unless NULL.
void kmeans_error_place(const kmeans_error *error, int64_t *point, int64_t *feature);

void kmeans_error_free(kmeans_error *error);

// Stopping

/// Asks a fit to end early, from any thread, with the best that it has.
typedef struct kmeans_stop kmeans_stop;

/// A new stop, which has not been requested.
///
/// - urgent: 0 where a fit that has no labels yet shall find some before it ends; otherwise it ends
///   at once, and fails with KMEANS_STOPPED.
kmeans_stop *kmeans_stop_create(int32_t urgent);

/// What a caller does in the middle of the work, such as running handlers of signals; the work then
/// goes on.
typedef void (*kmeans_interlude)(void *context);

/// A new stop with an interlude; see kmeans_stop_create.
///
/// - interlude: called, with `context`, after kmeans_stop_request_interlude, on the thread that
///   makes this call, when a function to which that thread gave the stop looks whether it shall
///   stop: often within milliseconds. It may request the stop. NULL for none.
kmeans_stop *kmeans_stop_create_with_interlude(int32_t urgent, kmeans_interlude interlude,
                                               void *context);

/// Requests the interlude, once; may be called by a signal handler. BAD_ARGUMENT for what is no
/// stop.
kmeans_code kmeans_stop_request_interlude(kmeans_stop *stop);

/// Requests the stop, for good; may be called by a signal handler. BAD_ARGUMENT for what is no
/// stop.
kmeans_code kmeans_stop_request(kmeans_stop *stop);

void kmeans_stop_free(kmeans_stop *stop);

/// A signal that is watched for a while.
typedef struct kmeans_watch kmeans_watch;

/// From now on the signal requests `stop`, instead of what was done with it before.
///
/// Several signals may be watched at once, and one signal by several watches: the last that began
/// gets it. Returns NULL, and changes nothing, where the signal cannot be caught, and for what is
/// no stop.
kmeans_watch *kmeans_watch_begin(kmeans_stop *stop, int32_t signal);

/// From now on the signal requests the interlude of `stop`; see kmeans_watch_begin.
kmeans_watch *kmeans_watch_begin_interlude(kmeans_stop *stop, int32_t signal);

/// Restores what was done with the signal before, unless that was changed meanwhile. Returns 1 if
/// the signal came, otherwise 0. Ends the handle; for what is no watch it does nothing.
int32_t kmeans_watch_end(kmeans_watch *watch);

// Points

/// How values are stored.
enum { KMEANS_UINT8 = 0, KMEANS_FLOAT = 1, KMEANS_DOUBLE = 2 };

/// X: count points of dimensions features, in memory of the caller's.
typedef struct kmeans_matrix {
  /// sizeof(kmeans_matrix), or less: one that ends after `values` is dense.
  size_t size;
  int64_t count;
  int64_t dimensions;
  /// The type of the values: KMEANS_UINT8 (dense only), KMEANS_FLOAT or KMEANS_DOUBLE.
  int32_t scalar;
  /// 0 for a dense matrix; for compressed sparse rows the width of an offset and of a column in
  /// bits, 32 or 64 (signed).
  int32_t index_bits;
  /// Dense: count * dimensions values, aligned to their size. Compressed: the values of row 0, then
  /// those of row 1, and so on; all others are 0.
  const void *values;
  /// Compressed: count + 1 ascending numbers; row i holds the values offsets[i] ..< offsets[i + 1].
  const void *offsets;
  /// Compressed: the feature of every value, ascending within a row, none twice.
  const void *columns;
  /// KMEANS_IN_MEMORY, or KMEANS_IN_FILE where the values of a dense matrix are a part of a file
  /// that is mapped into memory. Then, under kmeans_set_memory_limit, their pages are given back to
  /// the system while they are not read. A private mapping that was written to is no file: what was
  /// written would be lost.
  int32_t storage;
  /// For alignment; not read.
  int32_t reserved;
} kmeans_matrix;

/// Where the values of a matrix are.
enum { KMEANS_IN_MEMORY = 0, KMEANS_IN_FILE = 1 };

/// The most bytes that this process shall hold in memory, for all calls that begin afterwards; 0
/// for no limit but the system's, as at first.
///
/// What spares time is then kept only where it has room, and points in files are read anew in every
/// pass. Results have the same bits. A fit for which the limit has no room ends with OUT_OF_MEMORY
/// before it begins.
void kmeans_set_memory_limit(int64_t bytes);

/// Points that have been checked and summed up, with their weights: what fits start from.
typedef struct kmeans_data kmeans_data;

/// Checks points and sums them up.
///
/// - points: borrowed until kmeans_data_free.
/// - weights: one a point, 0 or more and not all 0; NULL for 1 each. Copied.
/// - threads: how many may read side by side; 0 for all processors.
/// - stop: ends the reading if it is urgent; NULL for none.
///
/// Errors: BAD_ARGUMENT, BAD_SHAPE, NOT_FINITE, OUT_OF_RANGE, BAD_WEIGHT, TOO_FEW_POINTS for none,
/// STOPPED. Reads every value once or twice.
kmeans_code kmeans_data_create(const kmeans_matrix *points, const double *weights,
                               int32_t threads, kmeans_stop *stop, kmeans_data **data,
                               kmeans_error **error);

/// The same for fits by a distance.
///
/// - distance: one of kmeans_distance_names; NULL for "euclidean". With "cosine", the length of a
///   point does not matter: values need only be finite. Only fits by this distance take such
///   points; others refuse with OUT_OF_RANGE what kmeans_data_create would have refused.
///
/// Errors: as kmeans_data_create, and BAD_SETTING.
kmeans_code kmeans_data_create_for(const kmeans_matrix *points, const double *weights,
                                   const char *distance, int32_t threads, kmeans_stop *stop,
                                   kmeans_data **data, kmeans_error **error);

void kmeans_data_free(kmeans_data *data);

/// The mean of the features' population variances, by the weights: the unit of the tolerance. NAN
/// where values are too large for squares, and for what is no data.
double kmeans_data_mean_variance(const kmeans_data *data);

// Settings

/// How the first centroids are found. These numbers stay; kmeans_initialization has those of all
/// names.
enum {
  /// k-means++ with 2 + floor(ln k) candidates a step; the best is kept.
  KMEANS_PLUS_PLUS = 0,
  /// k-means++ with one candidate a step.
  KMEANS_PLUS_PLUS_PLAIN = 1,
  /// k-means||.
  KMEANS_PARALLEL = 2,
  /// Different points, in proportion to their weights.
  KMEANS_RANDOM_POINTS = 3,
  /// The settings' centroids.
  KMEANS_CENTROIDS = 4,
};

/// How result clusters are numbered: as found, by size (largest first), by first feature.
enum { KMEANS_AS_FOUND = 0, KMEANS_BY_SIZE = 1, KMEANS_BY_FIRST_FEATURE = 2 };

/// What to fit and how. kmeans_settings_default sets all but the number of clusters.
typedef struct kmeans_settings {
  /// sizeof(kmeans_settings), or less: members after `tolerance` may be missing.
  size_t size;
  /// k, at least 1 and at most 2^31 - 1.
  int64_t clusters;
  /// KMEANS_PLUS_PLUS and so on, or what kmeans_initialization says for a name.
  int32_t initialization;
  /// KMEANS_AS_FOUND and so on.
  int32_t order;
  /// clusters * dimensions values with KMEANS_CENTROIDS, or given * dimensions, otherwise not read,
  /// nor where there are fewer points; borrowed for the call.
  const double *centroids;
  /// How many starts are tried, at most 2^31 - 1; 0 for 10 with KMEANS_RANDOM_POINTS and 1
  /// otherwise.
  int64_t restarts;
  /// Of all random draws.
  uint64_t seed;
  /// Of every start, at least 1.
  int64_t iteration_limit;
  /// A start ends when the centroids moved by at most this times the mean variance; 0 or more.
  double tolerance;
  /// How labels are found; the result is the same for all: one of kmeans_algorithms; NULL for
  /// "auto".
  const char *algorithm;
  /// How many may work side by side; 0 for all processors. The result is the same for any.
  int32_t threads;
  /// For alignment; not read.
  int32_t reserved;
  /// Seconds that a fit may take; 0 for no limit.
  double time_limit;
  /// The distance between points, which decides what J is: one of kmeans_distance_names; NULL for
  /// "euclidean".
  const char *distance;
  /// How starts are spent: one of kmeans_variants; NULL for "full". Those that split clusters in
  /// two take neither given centroids nor an order.
  const char *variant;
  /// How many centroids there are with KMEANS_CENTROIDS, where these are fewer than the clusters;
  /// the further ones are drawn by k-means++. 0 for as many as clusters.
  int64_t given;
  /// How many of the first of them stay as they are, to the bit, and only get points. 0 for none.
  int64_t frozen;
  /// Centroids of another clustering, reference_count * dimensions values, from which the clusters
  /// get their numbers: what is cluster 3 there is cluster 3 here; see kmeans_match. NULL for none;
  /// borrowed for the call.
  const double *reference;
  int64_t reference_count;
  /// For "minibatch": how many times all points the steps may look at; then the fit ends,
  /// approximate. 0 for no limit.
  double epochs;
  /// For "minibatch": how many points the first batch has at least; 0 for the usual number.
  int64_t batch;
  /// The fewest points of positive weight that a cluster may have; 0 for no limit.
  int64_t least_size;
  /// The most; 0 for no limit.
  int64_t most_size;
  /// The least that the weights of a cluster may sum to, instead of sizes; 0 for no limit.
  double least_weight;
  /// The most; 0 for no limit.
  double most_weight;
  /// How much is spent on a low J: one of kmeans_qualities; NULL for "fast". The others take the
  /// variant "full", drawn centroids and no limits on sizes.
  const char *quality;
  /// For "best": how many generations the search has; 0 for until nothing more is expected, -1 for
  /// none after its starts.
  int64_t effort;
  /// For KMEANS_PARALLEL: how many rounds of draws there are, at most 2^20; 0 for 5.
  int64_t rounds;
} kmeans_settings;

/// k-means++, one start, 300 iterations, tolerance 1e-4, "auto", all processors, "euclidean",
/// "full", "fast", no limits; k is 0.
///
/// - settings: its first `size` bytes are written.
/// - size: sizeof(kmeans_settings) of the caller's header, which becomes the first member.
///
/// Errors: BAD_ARGUMENT, where nothing is written.
kmeans_code kmeans_settings_init(kmeans_settings *settings, size_t size);

/// The same for the size that this header has.
static inline void kmeans_settings_default(kmeans_settings *settings) {
  kmeans_settings_init(settings, sizeof(kmeans_settings));
}

/// The names that `algorithm` takes, as the command `kmeans` has them. Lists of names end with NULL
/// and live for ever.
const char *const *kmeans_algorithms(void);

/// The same for `distance`.
const char *const *kmeans_distance_names(void);

/// The same for `variant`.
const char *const *kmeans_variants(void);

/// The same for `quality`.
const char *const *kmeans_qualities(void);

/// The names of all initializations that draw, which kmeans_initialization takes.
const char *const *kmeans_initializations(void);

/// The number that `initialization` takes for a name.
///
/// - name: one of kmeans_initializations; NULL for "k-means++".
/// - number: written. It is meant for this library while it runs: a name stays for good, and so do
///   the numbers that this header has.
///
/// Errors: BAD_ARGUMENT, BAD_SETTING for an unknown name, in whose message all names are.
kmeans_code kmeans_initialization(const char *name, int32_t *number, kmeans_error **error);

// A fit

/// How far a fit has come. Later versions may have more members at the end.
typedef struct kmeans_progress {
  /// From 0, and how many there are.
  int64_t restart;
  int64_t restarts;
  /// Iterations of this restart so far; 0 before and while its centroids are drawn.
  int64_t iteration;
  /// J after that iteration, and the sum of the squared distances that the centroids moved in it;
  /// NaN with iteration 0.
  double objective;
  double shift;
  /// How many points the draw of the centroids has drawn, and how many it will draw, as far as is
  /// known. k-means|| draws more points than there are centroids. Both are 0 before and after.
  int64_t drawn;
  int64_t expected;
} kmeans_progress;

/// Called on the thread that called kmeans_fit.
typedef void (*kmeans_progress_callback)(void *context, const kmeans_progress *progress);

/// The result of a fit; never changes.
typedef struct kmeans_clustering kmeans_clustering;

/// Clusters points.
///
/// - data: only read, so that several fits may share it.
/// - progress: called before every start, ten times a second while its centroids are drawn if that
///   takes long, and after every iteration; NULL for never. It gets `context`.
/// - stop: NULL for none. A fit that is stopped, or out of time, has a result, too: at least one
///   assignment is finished, unless the stop is urgent or a second has passed since the time limit.
/// - result: the start with the least J, the first among equals.
///
/// Errors: BAD_ARGUMENT, BAD_SETTING, BAD_SHAPE, NOT_FINITE for given centroids, OUT_OF_RANGE for a
/// point without a direction, TOO_FEW_POINTS, NO_INSTRUCTION_SET, STOPPED, OUT_OF_TIME,
/// OUT_OF_MEMORY.
kmeans_code kmeans_fit(const kmeans_data *data, const kmeans_settings *settings,
                       kmeans_progress_callback progress, void *context, kmeans_stop *stop,
                       kmeans_clustering **result, kmeans_error **error);

/// Clusters many sets of points, each by itself, side by side: a thread takes set after set. Every
/// result has the bits of kmeans_fit for that set.
///
/// - data: the sets.
/// - count: how many.
/// - settings: of every fit; its threads are those of all together.
/// - stop: as for kmeans_fit.
/// - results: room for count handles.
///
/// Errors: those of kmeans_fit, of the first set that has one; the message says which. Then there
/// are no results.
kmeans_code kmeans_fit_many(const kmeans_data *const *data, int64_t count,
                            const kmeans_settings *settings, kmeans_stop *stop,
                            kmeans_clustering **results, kmeans_error **error);

void kmeans_clustering_free(kmeans_clustering *clustering);

/// Why a run ended.
enum {
  KMEANS_LABELS_UNCHANGED = 0,
  KMEANS_WITHIN_TOLERANCE = 1,
  KMEANS_ITERATION_LIMIT = 2,
  KMEANS_TIME_LIMIT = 3,
  KMEANS_INTERRUPTED = 4,
};

/// What ended a search for a low J: there was none, it had as many generations as were asked for,
/// nothing more was expected, the time was up, it was stopped.
enum {
  KMEANS_SEARCH_NONE = 0,
  KMEANS_SEARCH_EFFORT = 1,
  KMEANS_SEARCH_SETTLED = 2,
  KMEANS_SEARCH_TIME_LIMIT = 3,
  KMEANS_SEARCH_INTERRUPTED = 4,
};

/// The numbers of a result. Later versions may have more members at the end.
typedef struct kmeans_facts {
  int64_t points;
  int64_t dimensions;
  int64_t clusters;
  /// Of the run that was kept; the last assignment that changed nothing counts as one.
  int64_t iterations;
  /// Which restart, from 0, was kept.
  int64_t restart;
  /// KMEANS_LABELS_UNCHANGED and so on.
  int32_t stop_reason;
  /// For alignment; 0.
  int32_t reserved;
  /// J, and the sum of squares about the mean of all points: exact, rounded once.
  double objective;
  double total_sum_of_squares;
  /// Distances computed or screened, by all restarts.
  int64_t distances;
  /// Seconds that all restarts took to draw their centroids, and to iterate.
  double initializing;
  double iterating;
  /// Of "minibatch": the points of the last batch, and how many times all points were looked at; 0
  /// for other variants.
  int64_t batch;
  double epochs;
  /// Of a search for a low J: its generations, and how many minima of all reached the J of the
  /// result; 0 where there was none. With the same seed and number of starts, so many generations
  /// give the same bits.
  int64_t effort;
  int64_t found;
  int64_t minima;
  /// KMEANS_SEARCH_NONE and so on.
  int64_t search_ending;
} kmeans_facts;

// What follows refuses what is no clustering with BAD_ARGUMENT, and writes nothing to NULL.

/// Writes the numbers of a result.
///
/// - facts: its first `size` bytes are written; those that this library does not know become 0.
/// - size: sizeof(kmeans_facts) of the caller's header.
///
/// Errors: BAD_ARGUMENT, also for a size that no version has.
kmeans_code kmeans_clustering_read_facts(const kmeans_clustering *clustering, kmeans_facts *facts,
                                         size_t size);

/// The same for the size that this header has.
static inline kmeans_code kmeans_clustering_facts(const kmeans_clustering *clustering,
                                                  kmeans_facts *facts) {
  return kmeans_clustering_read_facts(clustering, facts, sizeof(kmeans_facts));
}

/// Writes the label of every point, from 0: each the nearest of the centroids, exactly; where there
/// are splits, as kmeans_assign_splits finds it; where clusters have limits, as
/// kmeans_assign_within does.
kmeans_code kmeans_clustering_labels(const kmeans_clustering *clustering, int32_t *labels);

/// Writes clusters * dimensions values.
kmeans_code kmeans_clustering_centroids(const kmeans_clustering *clustering, double *centroids);

/// Writes the number of points of every cluster.
kmeans_code kmeans_clustering_sizes(const kmeans_clustering *clustering, int64_t *sizes);

/// Writes every cluster's share of J.
kmeans_code kmeans_clustering_within(const kmeans_clustering *clustering, double *within);

/// Writes J after the update of every iteration of the run that was kept.
kmeans_code kmeans_clustering_history(const kmeans_clustering *clustering, double *history);

// Limits on sizes

/// How clusters keep their limits, and how near their cost is to the least possible. Later versions
/// may have more members at the end.
typedef struct kmeans_balance {
  /// What a cluster may have: points of positive weight, or their weight.
  double least;
  double most;
  /// What the labels cost, and what any labels within the limits cost at least.
  double primal;
  double dual;
  /// Their difference; where it is 0 the labels are proven to cost least for these centroids.
  double gap;
  /// What costs are multiples of.
  double unit;
} kmeans_balance;

/// Writes the proof of a result whose clusters had limits.
///
/// - balance: its first `size` bytes are written; those that this library does not know become 0.
/// - size: sizeof(kmeans_balance) of the caller's header.
///
/// Errors: BAD_ARGUMENT, also for a result without limits and for a size that no version has.
kmeans_code kmeans_clustering_read_balance(const kmeans_clustering *clustering,
                                           kmeans_balance *balance, size_t size);

/// Writes the price of every cluster, which points pay beside their distance; see
/// kmeans_clustering_read_balance.
///
/// Errors: BAD_ARGUMENT, also for a result without limits.
kmeans_code kmeans_clustering_prices(const kmeans_clustering *clustering, double *prices);

/// Labels points for given centroids, of which each gets a limited number of points: one assignment
/// that costs least.
///
/// - points: as for kmeans_data_create.
/// - centroids: clusters * dimensions values.
/// - least_size, most_size: what a cluster may have; 0 for no limit.
/// - threads: how many may work side by side; 0 for all processors.
/// - stop: ends the work early; NULL for none.
/// - labels: one a point, written, unless NULL.
///
/// Errors: as kmeans_fit; BAD_SETTING for limits that cannot be kept.
kmeans_code kmeans_assign_within(const kmeans_matrix *points, const double *centroids,
                                 int64_t clusters, int64_t least_size, int64_t most_size,
                                 int32_t threads, kmeans_stop *stop, int32_t *labels,
                                 kmeans_error **error);

// Splits

/// The number of splits that led to a result; 0 where clusters were not split and for NULL, and -1
/// for what is no clustering.
///
/// Cluster 0 has all points at first. Split t, from 0, makes cluster t + 1 of a part of an earlier
/// cluster, which keeps its number for the other part. The first splits alone are a result with
/// fewer clusters.
int64_t kmeans_clustering_splits(const kmeans_clustering *clustering);

/// Writes the cluster that every split splits.
kmeans_code kmeans_clustering_split_clusters(const kmeans_clustering *clustering,
                                             int64_t *clusters);

/// Writes 2 * dimensions values a split: the centroid of the part that keeps the number, and of
/// the new cluster.
kmeans_code kmeans_clustering_split_centroids(const kmeans_clustering *clustering,
                                              double *centroids);

/// Writes the share of J that every cluster has before it is split.
kmeans_code kmeans_clustering_split_objectives(const kmeans_clustering *clustering,
                                               double *objectives);

/// The cluster of every point by splits: at each, the nearer of two centroids, and of equally near
/// ones that which keeps the number.
///
/// - points: as the distance of the fit sees them; see kmeans_seen.
/// - centroids: 2 * dimensions values a split, all finite, as kmeans_clustering_split_centroids
///   writes them.
/// - clusters: the cluster that every split splits: 0 or more, and at most t for split t.
/// - splits: how many there are; with 0 all points are of cluster 0, and nothing is read above.
/// - labels: count of them, written.
///
/// Errors: BAD_ARGUMENT, BAD_SETTING, BAD_SHAPE, NOT_FINITE, OUT_OF_RANGE, TOO_FEW_POINTS for none,
/// NO_INSTRUCTION_SET.
kmeans_code kmeans_assign_splits(const kmeans_matrix *points, const double *centroids,
                                 const int64_t *clusters, int64_t splits, int32_t threads,
                                 int32_t *labels, kmeans_error **error);

/// The same, which can be stopped.
///
/// - stop: ends the work early, with STOPPED; NULL for never.
kmeans_code kmeans_assign_splits_with_stop(const kmeans_matrix *points, const double *centroids,
                                           const int64_t *clusters, int64_t splits,
                                           int32_t threads, kmeans_stop *stop, int32_t *labels,
                                           kmeans_error **error);

// Without a fit

/// Points as a distance sees them: for "cosine" those of length 1, for "euclidean" as they are.
///
/// The functions below go by squared distances alone. For points as a distance sees them, and the
/// centroids of a fit by it, they give the labels of that distance; with "cosine", J and squared
/// distances are twice the sum of 1 - cosine, and 1 - cosine.
///
/// - distance: one of kmeans_distance_names; NULL for "euclidean".
/// - values: written; count * dimensions of them for dense points, and for compressed rows as many
///   as are stored, in the same places.
///
/// Errors: BAD_ARGUMENT, BAD_SETTING, BAD_SHAPE, NOT_FINITE, OUT_OF_RANGE, TOO_FEW_POINTS for none,
/// NO_INSTRUCTION_SET.
kmeans_code kmeans_seen(const kmeans_matrix *points, const char *distance, int32_t threads,
                        double *values, kmeans_error **error);

/// The same, which can be stopped.
///
/// - stop: ends the work early, with STOPPED; then some of `values` may be written, and others not.
///   NULL for never.
kmeans_code kmeans_seen_with_stop(const kmeans_matrix *points, const char *distance,
                                  int32_t threads, kmeans_stop *stop, double *values,
                                  kmeans_error **error);

/// The nearest centroid of every point, as a fit judges it, ties to the lowest.
///
/// - weights: only for `objective`; NULL for 1 each.
/// - centroids: clusters * dimensions values, all finite, at least one cluster.
/// - labels: count of them, written; NULL where they are not wanted.
/// - objective: J of the points and their nearest centroids, written; NULL where not wanted.
///
/// Errors: BAD_ARGUMENT, BAD_SHAPE, NOT_FINITE, OUT_OF_RANGE, BAD_WEIGHT, NO_INSTRUCTION_SET.
kmeans_code kmeans_assign(const kmeans_matrix *points, const double *weights,
                          const double *centroids, int64_t clusters, int32_t threads,
                          int32_t *labels, double *objective, kmeans_error **error);

/// The same with squared distances, in one reading of the points, which can be stopped.
///
/// - stop: ends the work early, with STOPPED; NULL for never.
/// - distances_squared: the squared distance of every point to its centroid, count of them,
///   written; NULL where they are not wanted.
///
/// The others are as of kmeans_assign. Errors: as kmeans_assign, and STOPPED.
kmeans_code kmeans_nearest(const kmeans_matrix *points, const double *weights,
                           const double *centroids, int64_t clusters, int32_t threads,
                           kmeans_stop *stop, int32_t *labels, double *distances_squared,
                           double *objective, kmeans_error **error);

/// The distance (not squared) of every point to every centroid.
///
/// - scalar: KMEANS_FLOAT or KMEANS_DOUBLE, the type of `distances`.
/// - distances: count * clusters values, written; row i holds those of point i.
///
/// Errors: as kmeans_assign.
kmeans_code kmeans_distances(const kmeans_matrix *points, const double *centroids,
                             int64_t clusters, int32_t threads, int32_t scalar, void *distances,
                             kmeans_error **error);

/// The same, which can be stopped.
///
/// - stop: ends the work early, with STOPPED; then some of `distances` are written, and others not.
///   NULL for never.
kmeans_code kmeans_distances_with_stop(const kmeans_matrix *points, const double *centroids,
                                       int64_t clusters, int32_t threads, kmeans_stop *stop,
                                       int32_t scalar, void *distances, kmeans_error **error);

/// The cluster of every point and the nearest other one, by exact distances: how sure a label is.
///
/// - centroids: clusters * dimensions values, all finite, at least one cluster.
/// - given: labels that something else than the nearest centroid decided, such as splits, from 0
///   and less than clusters; NULL for the nearest centroids, ties to the lowest.
/// - stop: ends the work early, with STOPPED; NULL for never.
/// - labels: count of them, written; NULL where they are not wanted, as below.
/// - distances_squared: of every point to the centroid of its cluster.
/// - seconds: the nearest other centroid, the lowest of several; -1 where there is one cluster.
/// - second_distances_squared: of every point to that; infinite where there is one cluster.
///
/// Errors: as kmeans_nearest, and BAD_SHAPE for given labels that are none.
kmeans_code kmeans_nearest_two(const kmeans_matrix *points, const double *centroids,
                               int64_t clusters, const int32_t *given, int32_t threads,
                               kmeans_stop *stop, int32_t *labels, double *distances_squared,
                               int32_t *seconds, double *second_distances_squared,
                               kmeans_error **error);

/// The quartiles of the distances (not squared) of points to the centroids of their clusters: the
/// least distance up to which a quarter, a half and three quarters of the weight lie.
///
/// A point beyond Q3 + 3 * (Q3 - Q1) of its cluster is an outlier by the usual rule, unless Q3 =
/// Q1.
///
/// - weights: NULL for 1 each.
/// - labels: of every point, from 0 and less than clusters.
/// - stop: ends the work early, with STOPPED; NULL for never.
/// - quartiles: 3 * clusters values, written: three a cluster, 0 for one without weight.
///
/// Errors: as kmeans_nearest, and BAD_SHAPE for labels that are none.
kmeans_code kmeans_quartiles(const kmeans_matrix *points, const double *weights,
                             const int32_t *labels, const double *centroids, int64_t clusters,
                             int32_t threads, kmeans_stop *stop, double *quartiles,
                             kmeans_error **error);

/// Which cluster of one clustering is which of another: the pairs of centroids whose squared
/// distances sum to the least; of several such, that in which cluster 0 of the reference has the
/// lowest cluster, and so on.
///
/// - centroids: clusters * dimensions values, all finite.
/// - reference: reference_count * dimensions values, all finite.
/// - numbers: clusters of them, written: the number of every cluster in the reference. Clusters
///   that have no partner there, or whose number is not less than clusters, get those that are
///   left.
///
/// Errors: BAD_ARGUMENT, BAD_SHAPE, NOT_FINITE, OUT_OF_RANGE, BAD_SETTING.
kmeans_code kmeans_match(const double *centroids, int64_t clusters, const double *reference,
                         int64_t reference_count, int64_t dimensions, int64_t *numbers,
                         kmeans_error **error);

// Scores

/// How well every point lies in its cluster: s = (b - a) / max(a, b) for its mean distances a to
/// the others of its cluster and b to the nearest other cluster; 0 for a cluster of one.
///
/// - labels: count of them, from 0; at least two clusters have points, and one has several.
/// - clusters: more than the greatest label; those without points do not count.
/// - distance: one of kmeans_distance_names; NULL for "euclidean". With "cosine" distances are
///   1 - cosine, and no pair of points is looked at.
/// - stop: ends the work early, with STOPPED, if it is urgent; NULL for never.
/// - values: s of every point, count of them, written; NULL where they are not wanted.
/// - mean: the mean of s over all points, written; NULL where it is not wanted.
///
/// Errors: BAD_ARGUMENT, BAD_SETTING, BAD_SHAPE, NOT_FINITE, OUT_OF_RANGE, TOO_FEW_POINTS for none,
/// NO_INSTRUCTION_SET, STOPPED, OUT_OF_MEMORY.
kmeans_code kmeans_silhouettes(const kmeans_matrix *points, const int32_t *labels,
                               int64_t clusters, const char *distance, int32_t threads,
                               kmeans_stop *stop, double *values, double *mean,
                               kmeans_error **error);

/// The same of points with weights: means over points are weighted.
///
/// - weights: one a point, 0 or more and not all 0; NULL for 1 each.
/// - meaning: "copies", where a weight is a number of points: then all other copies of a point are
///   its neighbours. Or "shares", where only proportions count. NULL for "copies".
///
/// Errors: as kmeans_silhouettes, and BAD_WEIGHT.
kmeans_code kmeans_weighted_silhouettes(const kmeans_matrix *points, const double *weights,
                                        const char *meaning, const int32_t *labels,
                                        int64_t clusters, const char *distance, int32_t threads,
                                        kmeans_stop *stop, double *values, double *mean,
                                        kmeans_error **error);

/// A mean silhouette, and how it was found. Later versions may have more members at the end.
typedef struct kmeans_mean_silhouette {
  /// "exact", "sampled" or "simplified"; lives for ever.
  const char *method;
  /// The mean over all points, or over those drawn.
  double mean;
  /// Half the width of the 95% confidence interval of a sampled mean; NaN where nothing was drawn.
  double margin;
  /// How many points were drawn; 0 where none were.
  int64_t sampled;
} kmeans_mean_silhouette;

/// The mean silhouette of a clustering. Points of weight 0 take no part.
///
/// - points, weights, meaning, labels, clusters, distance, threads, stop: as for
///   kmeans_weighted_silhouettes.
/// - method: "exact" goes by all distances between points. "sampled" goes by those of some points,
///   drawn by the seed, to all others. "simplified" goes by distances to means. NULL for exact up
///   to 20,000 points and by "cosine", and otherwise sampled.
/// - sample: how many points are drawn, at least 2; 0 for 2,000.
/// - seed: of the draws.
/// - score: its first `size` bytes are written; those that this library does not know become 0.
/// - size: sizeof(kmeans_mean_silhouette) of the caller's header.
/// - by_cluster: the mean of every cluster, 0 for one without points, and NaN for all where points
///   were drawn: clusters of them, written; NULL where they are not wanted.
///
/// Errors: as kmeans_weighted_silhouettes.
kmeans_code kmeans_read_mean_silhouette(const kmeans_matrix *points, const double *weights,
                                        const char *meaning, const int32_t *labels,
                                        int64_t clusters, const char *distance,
                                        const char *method, int64_t sample, uint64_t seed,
                                        int32_t threads, kmeans_stop *stop,
                                        kmeans_mean_silhouette *score, size_t size,
                                        double *by_cluster, kmeans_error **error);

/// The silhouettes of points by means instead of points: a is the distance to the mean of the own
/// cluster, and b that to the nearest other mean.
///
/// The parameters are as of kmeans_weighted_silhouettes, and so are the errors.
kmeans_code kmeans_simplified_silhouettes(const kmeans_matrix *points, const double *weights,
                                          const char *meaning, const int32_t *labels,
                                          int64_t clusters, const char *distance,
                                          int32_t threads, kmeans_stop *stop, double *values,
                                          double *mean, kmeans_error **error);

/// Means, sizes and sums of squares of the clusters of labelled points; never changes. All sums are
/// exact, rounded once.
typedef struct kmeans_dispersion kmeans_dispersion;

/// Sums up a clustering, whoever made it.
///
/// - points, weights, meaning, labels, clusters, threads, stop: as for
///   kmeans_weighted_silhouettes. Any cluster may be empty.
/// - distance: with "cosine" points count as those of length 1.
///
/// Errors: as kmeans_weighted_silhouettes.
kmeans_code kmeans_dispersion_create(const kmeans_matrix *points, const double *weights,
                                     const char *meaning, const int32_t *labels, int64_t clusters,
                                     const char *distance, int32_t threads, kmeans_stop *stop,
                                     kmeans_dispersion **dispersion, kmeans_error **error);

void kmeans_dispersion_free(kmeans_dispersion *dispersion);

/// The numbers of a clustering. Later versions may have more members at the end.
typedef struct kmeans_dispersion_facts {
  /// N, those that weigh more than 0; d; k.
  int64_t points;
  int64_t dimensions;
  int64_t clusters;
  /// How many clusters have points.
  int64_t filled;
  /// What all points weigh.
  double weight;
  /// Σ ‖x − m‖² for every point and the mean of its cluster; Σ ‖m − x̄‖² for the mean of all; and
  /// Σ ‖x − x̄‖².
  double within;
  double between;
  double total;
} kmeans_dispersion_facts;

/// Writes the numbers.
///
/// - size: sizeof(kmeans_dispersion_facts) of the caller's header.
///
/// Errors: BAD_ARGUMENT.
kmeans_code kmeans_dispersion_read_facts(const kmeans_dispersion *dispersion,
                                         kmeans_dispersion_facts *facts, size_t size);

/// Writes, by cluster, the number of points, what they weigh, the sums of squares within and
/// between, and the mean and the greatest distance of points to the mean of the cluster. Each is
/// written, unless NULL. All are 0 for a cluster without points.
kmeans_code kmeans_dispersion_clusters(const kmeans_dispersion *dispersion, int64_t *sizes,
                                       double *weights, double *within, double *between,
                                       double *mean_distances, double *greatest_distances);

/// Writes the means of the clusters that have points, ascending: filled * dimensions values.
kmeans_code kmeans_dispersion_means(const kmeans_dispersion *dispersion, double *means);

/// Writes the cluster whose mean is nearest to that of every cluster; -1 where there is none.
kmeans_code kmeans_dispersion_nearest(const kmeans_dispersion *dispersion, int32_t threads,
                                      int64_t *nearest, kmeans_error **error);

/// The index of Caliński and Harabasz: the higher, the better.
///
/// Errors of this function and the next three: BAD_ARGUMENT, and BAD_SETTING where the score does
/// not exist, such as for one cluster, or as many as points.
kmeans_code kmeans_calinski_harabasz(const kmeans_dispersion *dispersion, double *value,
                                     kmeans_error **error);

/// The index of Davies and Bouldin: the lower, the better.
kmeans_code kmeans_davies_bouldin(const kmeans_dispersion *dispersion, int32_t threads,
                                  double *value, kmeans_error **error);

/// The least distance of two means, over twice the greatest mean distance of a cluster's points to
/// its mean: the higher, the better. Infinite where no point differs from its mean.
kmeans_code kmeans_dunn_of_means(const kmeans_dispersion *dispersion, int32_t threads,
                                 double *value, kmeans_error **error);

/// The Bayesian information criterion of k spherical Gaussians of one variance: the higher, the
/// better, among clusterings of the same points. Infinite where no point differs from its mean.
kmeans_code kmeans_bayesian_information(const kmeans_dispersion *dispersion, double *value,
                                        kmeans_error **error);

/// Dunn's index: the least distance between points of two clusters, over the greatest between
/// points of one; the higher, the better. Infinite where no cluster has two different points. May
/// compare all pairs.
///
/// The parameters are as of kmeans_dispersion_create. Errors: as kmeans_weighted_silhouettes.
kmeans_code kmeans_dunn(const kmeans_matrix *points, const double *weights, const char *meaning,
                        const int32_t *labels, int64_t clusters, const char *distance,
                        int32_t threads, kmeans_stop *stop, double *value, kmeans_error **error);

/// How many clusters two sets of centroids have at different places; 0 for the same structure.
///
/// - centroids: clusters * dimensions values, all finite.
/// - others: others_count * dimensions values, all finite.
/// - index: written.
///
/// Errors: as kmeans_match.
kmeans_code kmeans_centroid_index(const double *centroids, int64_t clusters, const double *others,
                                  int64_t others_count, int64_t dimensions, int64_t *index,
                                  kmeans_error **error);

/// A number that no clustering with as many clusters can have a lower J than. Later versions may
/// have more members at the end.
typedef struct kmeans_bound {
  double value;
  /// What proves it: "total", "points", "line", "features", "spectral" or "partition"; lives for
  /// ever.
  const char *method;
} kmeans_bound;

/// Finds a bound of J, in some seconds.
///
/// - points, weights, labels, clusters, distance, threads: as for kmeans_dispersion_create. The
///   better the labels, the greater the bound. With "cosine" the bound is of squared distances,
///   which are twice 1 - cosine.
/// - effort: about as many millions of steps; 0 for the usual number. The bound is the same for any
///   number of threads.
/// - stop: ends the search, with the greatest bound so far, or with STOPPED where there is none.
/// - bound: its first `size` bytes are written; those that this library does not know become 0.
/// - size: sizeof(kmeans_bound) of the caller's header.
///
/// Errors: as kmeans_dispersion_create.
kmeans_code kmeans_read_bound(const kmeans_matrix *points, const double *weights,
                              const int32_t *labels, int64_t clusters, const char *distance,
                              int64_t effort, int32_t threads, kmeans_stop *stop,
                              kmeans_bound *bound, size_t size, kmeans_error **error);

// Agreement of labels

/// How two labellings of the same points agree; never changes.
typedef struct kmeans_agreement kmeans_agreement;

/// Counts points by class and cluster, from which all scores of agreement follow. It reads the
/// labels a few times, and cannot be stopped.
///
/// - truth: the class of every point: any numbers.
/// - labels: the cluster of every point: any numbers.
/// - weights, meaning: as for kmeans_weighted_silhouettes. Points of weight 0 do not count. Whole
///   weights that are copies count as so many points.
/// - count: N, at least 1.
///
/// Errors: BAD_ARGUMENT, BAD_SETTING, BAD_WEIGHT, TOO_FEW_POINTS.
kmeans_code kmeans_agreement_create(const int32_t *truth, const int32_t *labels,
                                    const double *weights, const char *meaning, int64_t count,
                                    kmeans_agreement **agreement, kmeans_error **error);

void kmeans_agreement_free(kmeans_agreement *agreement);

/// The numbers of an agreement. Later versions may have more members at the end.
typedef struct kmeans_agreement_facts {
  /// N, counted by copies; with weights that are no copies, those that weigh more than 0.
  int64_t points;
  /// How many classes and clusters have points, and how many pairs of both have some in common.
  int64_t classes;
  int64_t clusters;
  int64_t cells;
  /// 1 where points were counted, and 0 where weights are shares, or not whole.
  int64_t counted;
  /// What all points weigh.
  double weight;
  double rand;
  double adjusted_rand;
  double fowlkes_mallows;
  /// In nats.
  double mutual_information;
  double class_entropy;
  double cluster_entropy;
  double homogeneity;
  double completeness;
} kmeans_agreement_facts;

/// Writes the numbers.
///
/// - size: sizeof(kmeans_agreement_facts) of the caller's header.
///
/// Errors: BAD_ARGUMENT.
kmeans_code kmeans_agreement_read_facts(const kmeans_agreement *agreement,
                                        kmeans_agreement_facts *facts, size_t size);

/// Writes the labels that occur, ascending: the classes, and the clusters. Each is written, unless
/// NULL.
kmeans_code kmeans_agreement_labels(const kmeans_agreement *agreement, int32_t *classes,
                                    int32_t *clusters);

/// Writes the table of points by class and cluster, row by row, without zeros: the places of class
/// and cluster among the labels that occur, and how many points they have in common, or what these
/// weigh. Each is written, unless NULL.
kmeans_code kmeans_agreement_cells(const kmeans_agreement *agreement, int64_t *rows,
                                   int64_t *columns, double *weights);

/// Writes how many ordered pairs of points are apart in both labellings, in one cluster alone, in
/// one class alone, and together in both: four numbers. BAD_ARGUMENT where points were not counted.
kmeans_code kmeans_agreement_pairs(const kmeans_agreement *agreement, int64_t *pairs);

/// The weighted harmonic mean of homogeneity and completeness.
///
/// - beta: 0 or more; above 1 completeness counts more, below 1 homogeneity.
///
/// Errors: BAD_ARGUMENT, BAD_SETTING.
kmeans_code kmeans_v_measure(const kmeans_agreement *agreement, double beta, double *value,
                             kmeans_error **error);

/// Mutual information as a share of an average of both entropies, from 0 to 1.
///
/// - average: "arithmetic", "geometric", "least" or "greatest"; NULL for "arithmetic".
///
/// Errors: BAD_ARGUMENT, BAD_SETTING.
kmeans_code kmeans_normalized_mutual_information(const kmeans_agreement *agreement,
                                                 const char *average, double *value,
                                                 kmeans_error **error);

/// The same corrected for chance: 1 for equal labellings, 0 on average for labels by chance.
///
/// Errors: BAD_ARGUMENT, BAD_SETTING, also where points were not counted, for which there is none.
kmeans_code kmeans_adjusted_mutual_information(const kmeans_agreement *agreement,
                                               const char *average, double *value,
                                               kmeans_error **error);

// How many clusters

/// Which numbers of clusters a sweep tries, and how.
typedef struct kmeans_sweep_settings {
  /// sizeof(kmeans_sweep_settings), or less: members after `threads` may be missing.
  size_t size;
  /// The numbers, each at least 1, in any order, borrowed for the call; NULL for 2 to 20, and fewer
  /// for few points.
  const int64_t *clusters;
  int64_t count;
  /// How many starts each number has of its own; one more begins with the number before.
  int64_t restarts;
  /// Of all random draws.
  uint64_t seed;
  /// How many uniform data sets the gap statistic compares with, at least 2; 0 for no gap.
  int64_t references;
  /// How silhouettes are found: "exact", "sampled", "simplified" or "none"; NULL for exact up to
  /// 20,000 points, and otherwise sampled.
  const char *silhouette;
  /// How many points a sampled silhouette draws.
  int64_t silhouette_sample;
  /// How many pairs of resampled data the stability of every number compares; 0 for none.
  int64_t stability_pairs;
  /// What weights mean to scores: "copies" or "shares"; NULL for "copies".
  const char *meaning;
  /// One of kmeans_algorithms; NULL for "auto". The result is the same for all.
  const char *algorithm;
  /// How many may work side by side; 0 for all processors. The result is the same for any.
  int32_t threads;
  /// For alignment; not read.
  int32_t reserved;
} kmeans_sweep_settings;

/// 2 to 20 clusters, 3 restarts, 10 references, 2,000 points of a sample, no stability.
///
/// - settings: its first `size` bytes are written.
/// - size: sizeof(kmeans_sweep_settings) of the caller's header, which becomes the first member.
///
/// Errors: BAD_ARGUMENT, where nothing is written.
kmeans_code kmeans_sweep_settings_init(kmeans_sweep_settings *settings, size_t size);

/// How far a sweep has come. Later versions may have more members at the end.
typedef struct kmeans_sweep_progress {
  /// What was done last: the number of clusters, or 0 for a uniform data set.
  int64_t clusters;
  /// Steps that are done, and all steps.
  int64_t done;
  int64_t total;
  /// How much of all work is done, roughly, from 0 to 1.
  double share;
} kmeans_sweep_progress;

/// Called on any thread, but never by two at once.
typedef void (*kmeans_sweep_callback)(void *context, const kmeans_sweep_progress *progress);

/// Clusterings with several numbers of clusters, their scores, and what these recommend; never
/// changes.
typedef struct kmeans_sweep kmeans_sweep;

/// Tries numbers of clusters.
///
/// - data: of kmeans_data_create, with its weights; only read.
/// - settings: NULL for those of kmeans_sweep_settings_init.
/// - progress: called after every step; NULL for never. It gets `context`.
/// - stop: ends the sweep at once, with what is done so far; NULL for none.
/// - result: the caller's to free.
///
/// Errors: BAD_ARGUMENT, BAD_SETTING, OUT_OF_RANGE, TOO_FEW_POINTS, NO_INSTRUCTION_SET,
/// OUT_OF_MEMORY, and STOPPED where no number was tried before the stop.
kmeans_code kmeans_sweep_create(const kmeans_data *data, const kmeans_sweep_settings *settings,
                                kmeans_sweep_callback progress, void *context, kmeans_stop *stop,
                                kmeans_sweep **result, kmeans_error **error);

void kmeans_sweep_free(kmeans_sweep *sweep);

/// Why no number of clusters is clear: one is; all points are equal; fewer than two numbers were
/// tried, or two criteria exist; the data cluster no better than uniform data; the criteria
/// disagree; they choose the greatest number tried.
enum {
  KMEANS_REASON_NONE = 0,
  KMEANS_REASON_ALL_EQUAL = 1,
  KMEANS_REASON_TOO_LITTLE = 2,
  KMEANS_REASON_LIKE_UNIFORM = 3,
  KMEANS_REASON_DISAGREEMENT = 4,
  KMEANS_REASON_END_OF_RANGE = 5,
};

/// The numbers of a sweep. Later versions may have more members at the end.
typedef struct kmeans_sweep_facts {
  /// How many numbers of clusters were tried, and how many criteria chose one.
  int64_t entries;
  int64_t choices;
  /// The recommended number of clusters; 0 where none is clear.
  int64_t recommended;
  /// KMEANS_REASON_NONE and so on.
  int64_t reason;
  /// How many criteria agree on the number that most choose.
  int64_t agreeing;
  /// 1 where all numbers were tried, and all scores found; 0 after a stop.
  int64_t complete;
  /// How many points each uniform data set has; 0 without.
  int64_t reference_points;
  /// The gap statistic of one cluster, and its standard error; NaN without uniform data.
  double baseline_gap;
  double baseline_gap_error;
} kmeans_sweep_facts;

/// Writes the numbers.
///
/// - size: sizeof(kmeans_sweep_facts) of the caller's header.
///
/// Errors: BAD_ARGUMENT.
kmeans_code kmeans_sweep_read_facts(const kmeans_sweep *sweep, kmeans_sweep_facts *facts,
                                    size_t size);

/// What the criteria say together, in sentences; lives as long as the sweep. NULL for what is none.
const char *kmeans_sweep_verdict(const kmeans_sweep *sweep);

/// One number of clusters. A score that does not exist, or that a stop left out, is NaN. Later
/// versions may have more members at the end.
typedef struct kmeans_sweep_entry {
  int64_t clusters;
  /// 1 where all starts were tried, and all scores but the gap found; 0 after a stop.
  int64_t complete;
  /// Seconds that the clustering and its scores took.
  double seconds;
  /// The mean silhouette, half the width of its 95% confidence interval (NaN where no points were
  /// drawn), and how many points were drawn (0 for none).
  double silhouette;
  double silhouette_margin;
  int64_t silhouette_sampled;
  /// As of kmeans_mean_silhouette; NULL where there is no silhouette.
  const char *silhouette_method;
  double calinski_harabasz;
  double davies_bouldin;
  double bayesian_information;
  /// The gap statistic, and its standard error.
  double gap;
  double gap_error;
  /// The mean adjusted Rand index of clusterings of resampled data, and its deviation.
  double stability;
  double stability_deviation;
} kmeans_sweep_entry;

/// Writes the scores of a number of clusters.
///
/// - index: from 0, in ascending order of the numbers.
/// - size: sizeof(kmeans_sweep_entry) of the caller's header.
///
/// Errors: BAD_ARGUMENT.
kmeans_code kmeans_sweep_read_entry(const kmeans_sweep *sweep, int64_t index,
                                    kmeans_sweep_entry *entry, size_t size);

/// The clustering of a number of clusters, largest first; the caller's to free. BAD_ARGUMENT for
/// what is none.
kmeans_code kmeans_sweep_clustering(const kmeans_sweep *sweep, int64_t index,
                                    kmeans_clustering **clustering);

/// What a criterion chooses. Later versions may have more members at the end.
typedef struct kmeans_sweep_choice {
  /// "silhouette", "calinskiHarabasz", "daviesBouldin", "bic" or "gap"; lives for ever.
  const char *criterion;
  /// Its number of clusters; 1, of the gap statistic alone, is no structure at all.
  int64_t clusters;
  /// 1 where that is the greatest number tried.
  int64_t at_end;
} kmeans_sweep_choice;

/// Writes a choice.
///
/// - index: from 0, less than the choices of the facts.
/// - size: sizeof(kmeans_sweep_choice) of the caller's header.
///
/// Errors: BAD_ARGUMENT.
kmeans_code kmeans_sweep_read_choice(const kmeans_sweep *sweep, int64_t index,
                                     kmeans_sweep_choice *choice, size_t size);

// Seeds

/// The most candidates that a step of k-means++ may have.
enum { KMEANS_MOST_TRIALS = 65536 };

/// The points that an initialization takes as centroids, in the order of the draws: those that
/// kmeans_fit starts from with the same seed.
///
/// - initialization: KMEANS_PLUS_PLUS or KMEANS_RANDOM_POINTS.
/// - trials: candidates a step of k-means++, at most KMEANS_MOST_TRIALS; 0 for 2 + floor(ln k).
/// - rows: clusters of them, written.
///
/// Errors: BAD_ARGUMENT, BAD_SETTING, TOO_FEW_POINTS, NO_INSTRUCTION_SET.
kmeans_code kmeans_seed(const kmeans_data *data, int64_t clusters, int32_t initialization,
                        int64_t trials, uint64_t seed, int32_t threads, kmeans_stop *stop,
                        int64_t *rows, kmeans_error **error);

// Fits over shards

/// Bytes that the library hands out.
typedef struct kmeans_bytes kmeans_bytes;

/// How many there are; -1 for what is none.
int64_t kmeans_bytes_size(const kmeans_bytes *bytes);

/// Writes them; `memory` has room for all. BAD_ARGUMENT for what is none.
kmeans_code kmeans_bytes_copy(const kmeans_bytes *bytes, void *memory);

void kmeans_bytes_free(kmeans_bytes *bytes);

/// Some of the points of a fit, in one process of several; see kmeans_sharded.
typedef struct kmeans_shard kmeans_shard;

/// A shard.
///
/// - points: its points, which are not compressed rows, borrowed until the shard is freed; there
///   may be none.
/// - weights: one a point, copied; NULL for 1 each.
/// - number: its place in the order of the shards, from 0.
/// - threads: how many may work side by side; 0 for all processors. Answers are the same for any.
///
/// Errors: BAD_ARGUMENT, BAD_SETTING, BAD_SHAPE, BAD_WEIGHT, NO_INSTRUCTION_SET.
kmeans_code kmeans_shard_create(const kmeans_matrix *points, const double *weights, int64_t number,
                                int32_t threads, kmeans_shard **shard, kmeans_error **error);

/// The answer to a request of kmeans_sharded_request.
///
/// The shard keeps labels and bounds for the next answer. One that was created anew answers the
/// same, and takes longer.
///
/// - answer: the caller's to free.
///
/// Errors: BAD_ARGUMENT, BAD_BYTES, BAD_SHAPE, and for the points of the shard NOT_FINITE and
/// OUT_OF_RANGE.
kmeans_code kmeans_shard_answer(const kmeans_shard *shard, const void *request, size_t size,
                                kmeans_bytes **answer, kmeans_error **error);

/// The same, which can be stopped.
///
/// - stop: ends the work early, with STOPPED; the shard then keeps nothing. NULL for never.
///
/// Errors: STOPPED, and those of kmeans_shard_answer.
kmeans_code kmeans_shard_answer_with_stop(const kmeans_shard *shard, const void *request,
                                          size_t size, kmeans_stop *stop, kmeans_bytes **answer,
                                          kmeans_error **error);

/// What the shard keeps, as bytes that kmeans_shard_restore takes.
///
/// Errors: BAD_ARGUMENT.
kmeans_code kmeans_shard_state(const kmeans_shard *shard, kmeans_bytes **state,
                               kmeans_error **error);

/// Takes up what a shard of the same points kept.
///
/// - used: written: 1, or 0 where the bytes are damaged, or of other points, and change nothing.
///
/// Errors: BAD_ARGUMENT.
kmeans_code kmeans_shard_restore(const kmeans_shard *shard, const void *state, size_t size,
                                 int32_t *used, kmeans_error **error);

void kmeans_shard_free(kmeans_shard *shard);

/// A fit over points that lie in several shards, in one process or on many machines.
///
/// It goes by rounds: every shard answers a request, and the fit takes their answers, in any order.
/// The result has the bits of kmeans_fit over all points in the order of the shards.
typedef struct kmeans_sharded kmeans_sharded;

/// A fit over shards.
///
/// - settings: of the variant "full", the quality "fast" and KMEANS_AS_FOUND, without limits on
///   sizes, time limit, frozen centroids and reference; threads are those of the fit itself.
/// - dimensions: of given centroids; not read without.
/// - shards: how many there are, those without points included.
///
/// Errors: BAD_ARGUMENT, BAD_SETTING, NOT_FINITE, TOO_FEW_POINTS, NO_INSTRUCTION_SET.
kmeans_code kmeans_sharded_create(const kmeans_settings *settings, int64_t dimensions,
                                  int64_t shards, kmeans_sharded **fit, kmeans_error **error);

/// The request of this round, for every shard.
///
/// - request: the caller's to free; NULL is written when the fit has ended.
///
/// Errors: BAD_ARGUMENT.
kmeans_code kmeans_sharded_request(const kmeans_sharded *fit, kmeans_bytes **request,
                                   kmeans_error **error);

/// Takes the answer of a shard; a second one changes nothing. With the answer of the last shard,
/// the next request is there.
///
/// Errors: BAD_ARGUMENT, BAD_BYTES; BAD_SHAPE where shards have different features; and with the
/// last answer of the first round TOO_FEW_POINTS, OUT_OF_RANGE and BAD_WEIGHT. The fit is then
/// where it was.
kmeans_code kmeans_sharded_take(const kmeans_sharded *fit, const void *answer, size_t size,
                                kmeans_error **error);

/// Ends the fit after the iteration that is under way. BAD_ARGUMENT for what is none.
kmeans_code kmeans_sharded_stop(const kmeans_sharded *fit);

/// What a round is for.
enum {
  KMEANS_STAGE_SURVEY = 0,
  KMEANS_STAGE_SEEDING = 1,
  KMEANS_STAGE_STEP = 2,
  KMEANS_STAGE_FARTHEST = 3,
  KMEANS_STAGE_FINISH = 4,
  KMEANS_STAGE_ENDED = 5,
};

/// How far a fit over shards has come, or its result where it has ended.
typedef struct kmeans_sharded_facts {
  int64_t stage;
  /// The start, from 0: the one under way, or the one that was kept.
  int64_t restart;
  /// Iterations of that start.
  int64_t iterations;
  /// How many shards have not answered the request.
  int64_t missing;
  /// N, d and k; d is 0 before the end, and so is N.
  int64_t points;
  int64_t dimensions;
  int64_t clusters;
  /// KMEANS_LABELS_UNCHANGED and so on, at the end.
  int32_t stop_reason;
  /// For alignment; 0.
  int32_t reserved;
  /// J at the end; NaN before.
  double objective;
} kmeans_sharded_facts;

/// Writes the facts.
///
/// - size: sizeof(kmeans_sharded_facts) of the caller's header.
///
/// Errors: BAD_ARGUMENT.
kmeans_code kmeans_sharded_read_facts(const kmeans_sharded *fit, kmeans_sharded_facts *facts,
                                      size_t size);

/// The numbers of the shards that have not answered, ascending: as many as the facts say.
kmeans_code kmeans_sharded_missing(const kmeans_sharded *fit, int64_t *shards);

/// J after every iteration of the start that the facts are of.
kmeans_code kmeans_sharded_history(const kmeans_sharded *fit, double *history);

/// The result: clusters * dimensions centroids, and by cluster the number of points and the share
/// of J. Each is written, unless NULL. BAD_ARGUMENT before the end.
kmeans_code kmeans_sharded_result(const kmeans_sharded *fit, double *centroids, int64_t *sizes,
                                  double *within);

void kmeans_sharded_free(kmeans_sharded *fit);

#ifdef __cplusplus
}
#endif

#endif
