"""The C interface as ``kmeans.h`` has it; Scripts/python-interface writes this file."""

from __future__ import annotations

from ctypes import (
    CFUNCTYPE, POINTER, Structure, c_char_p, c_double, c_int32, c_int64, c_size_t, c_uint64,
    c_void_p,
)
from typing import Any

#: Grows with every change that a program compiled against an older header would notice.
ABI_VERSION = 3

OK = 0
BAD_ARGUMENT = 1
BAD_SETTING = 2
BAD_SHAPE = 3
NOT_FINITE = 4
OUT_OF_RANGE = 5
BAD_WEIGHT = 6
TOO_FEW_POINTS = 7
NO_INSTRUCTION_SET = 8
STOPPED = 9
OUT_OF_TIME = 10
OUT_OF_MEMORY = 11
BAD_BYTES = 12

#: How values are stored.
UINT8, FLOAT, DOUBLE = 0, 1, 2

#: Where the values of a matrix are.
IN_MEMORY, IN_FILE = 0, 1

#: How the first centroids are found. These numbers stay; kmeans_initialization has those of all
#: names.
PLUS_PLUS, PLUS_PLUS_PLAIN, PARALLEL, RANDOM_POINTS, CENTROIDS = 0, 1, 2, 3, 4

#: How result clusters are numbered: as found, by size (largest first), by first feature.
AS_FOUND, BY_SIZE, BY_FIRST_FEATURE = 0, 1, 2

#: Why a run ended.
LABELS_UNCHANGED, WITHIN_TOLERANCE, ITERATION_LIMIT, TIME_LIMIT, INTERRUPTED = 0, 1, 2, 3, 4

#: What ended a search for a low J: there was none, it had as many generations as were asked for,
#: nothing more was expected, the time was up, it was stopped.
SEARCH_NONE = 0
SEARCH_EFFORT = 1
SEARCH_SETTLED = 2
SEARCH_TIME_LIMIT = 3
SEARCH_INTERRUPTED = 4

#: Why no number of clusters is clear: one is; all points are equal; fewer than two numbers were
#: tried, or two criteria exist; the data cluster no better than uniform data; the criteria
#: disagree; they choose the greatest number tried.
REASON_NONE = 0
REASON_ALL_EQUAL = 1
REASON_TOO_LITTLE = 2
REASON_LIKE_UNIFORM = 3
REASON_DISAGREEMENT = 4
REASON_END_OF_RANGE = 5

#: The most candidates that a step of k-means++ may have.
MOST_TRIALS = 65536

#: What a round is for.
STAGE_SURVEY = 0
STAGE_SEEDING = 1
STAGE_STEP = 2
STAGE_FARTHEST = 3
STAGE_FINISH = 4
STAGE_ENDED = 5


class Matrix(Structure):
    """``kmeans_matrix``. X: count points of dimensions features, in memory of the caller's."""

    _fields_ = [
        ("size", c_size_t),
        ("count", c_int64),
        ("dimensions", c_int64),
        ("scalar", c_int32),
        ("index_bits", c_int32),
        ("values", c_void_p),
        ("offsets", c_void_p),
        ("columns", c_void_p),
        ("storage", c_int32),
        ("reserved", c_int32),
    ]


class Settings(Structure):
    """``kmeans_settings``. What to fit and how."""

    _fields_ = [
        ("size", c_size_t),
        ("clusters", c_int64),
        ("initialization", c_int32),
        ("order", c_int32),
        ("centroids", c_void_p),
        ("restarts", c_int64),
        ("seed", c_uint64),
        ("iteration_limit", c_int64),
        ("tolerance", c_double),
        ("algorithm", c_char_p),
        ("threads", c_int32),
        ("reserved", c_int32),
        ("time_limit", c_double),
        ("distance", c_char_p),
        ("variant", c_char_p),
        ("given", c_int64),
        ("frozen", c_int64),
        ("reference", c_void_p),
        ("reference_count", c_int64),
        ("epochs", c_double),
        ("batch", c_int64),
        ("least_size", c_int64),
        ("most_size", c_int64),
        ("least_weight", c_double),
        ("most_weight", c_double),
        ("quality", c_char_p),
        ("effort", c_int64),
        ("rounds", c_int64),
    ]


class Progress(Structure):
    """``kmeans_progress``. How far a fit has come."""

    _fields_ = [
        ("restart", c_int64),
        ("restarts", c_int64),
        ("iteration", c_int64),
        ("objective", c_double),
        ("shift", c_double),
        ("drawn", c_int64),
        ("expected", c_int64),
    ]


class Facts(Structure):
    """``kmeans_facts``. The numbers of a result."""

    _fields_ = [
        ("points", c_int64),
        ("dimensions", c_int64),
        ("clusters", c_int64),
        ("iterations", c_int64),
        ("restart", c_int64),
        ("stop_reason", c_int32),
        ("reserved", c_int32),
        ("objective", c_double),
        ("total_sum_of_squares", c_double),
        ("distances", c_int64),
        ("initializing", c_double),
        ("iterating", c_double),
        ("batch", c_int64),
        ("epochs", c_double),
        ("effort", c_int64),
        ("found", c_int64),
        ("minima", c_int64),
        ("search_ending", c_int64),
    ]


class Balance(Structure):
    """``kmeans_balance``. How clusters keep their limits, and how near their cost is to the least
    possible."""

    _fields_ = [
        ("least", c_double),
        ("most", c_double),
        ("primal", c_double),
        ("dual", c_double),
        ("gap", c_double),
        ("unit", c_double),
    ]


class MeanSilhouette(Structure):
    """``kmeans_mean_silhouette``. A mean silhouette, and how it was found."""

    _fields_ = [
        ("method", c_char_p),
        ("mean", c_double),
        ("margin", c_double),
        ("sampled", c_int64),
    ]


class DispersionFacts(Structure):
    """``kmeans_dispersion_facts``. The numbers of a clustering."""

    _fields_ = [
        ("points", c_int64),
        ("dimensions", c_int64),
        ("clusters", c_int64),
        ("filled", c_int64),
        ("weight", c_double),
        ("within", c_double),
        ("between", c_double),
        ("total", c_double),
    ]


class Bound(Structure):
    """``kmeans_bound``. A number that no clustering with as many clusters can have a lower J
    than."""

    _fields_ = [
        ("value", c_double),
        ("method", c_char_p),
    ]


class AgreementFacts(Structure):
    """``kmeans_agreement_facts``. The numbers of an agreement."""

    _fields_ = [
        ("points", c_int64),
        ("classes", c_int64),
        ("clusters", c_int64),
        ("cells", c_int64),
        ("counted", c_int64),
        ("weight", c_double),
        ("rand", c_double),
        ("adjusted_rand", c_double),
        ("fowlkes_mallows", c_double),
        ("mutual_information", c_double),
        ("class_entropy", c_double),
        ("cluster_entropy", c_double),
        ("homogeneity", c_double),
        ("completeness", c_double),
    ]


class SweepSettings(Structure):
    """``kmeans_sweep_settings``. Which numbers of clusters a sweep tries, and how."""

    _fields_ = [
        ("size", c_size_t),
        ("clusters", c_void_p),
        ("count", c_int64),
        ("restarts", c_int64),
        ("seed", c_uint64),
        ("references", c_int64),
        ("silhouette", c_char_p),
        ("silhouette_sample", c_int64),
        ("stability_pairs", c_int64),
        ("meaning", c_char_p),
        ("algorithm", c_char_p),
        ("threads", c_int32),
        ("reserved", c_int32),
    ]


class SweepProgress(Structure):
    """``kmeans_sweep_progress``. How far a sweep has come."""

    _fields_ = [
        ("clusters", c_int64),
        ("done", c_int64),
        ("total", c_int64),
        ("share", c_double),
    ]


class SweepFacts(Structure):
    """``kmeans_sweep_facts``. The numbers of a sweep."""

    _fields_ = [
        ("entries", c_int64),
        ("choices", c_int64),
        ("recommended", c_int64),
        ("reason", c_int64),
        ("agreeing", c_int64),
        ("complete", c_int64),
        ("reference_points", c_int64),
        ("baseline_gap", c_double),
        ("baseline_gap_error", c_double),
    ]


class SweepEntry(Structure):
    """``kmeans_sweep_entry``. One number of clusters."""

    _fields_ = [
        ("clusters", c_int64),
        ("complete", c_int64),
        ("seconds", c_double),
        ("silhouette", c_double),
        ("silhouette_margin", c_double),
        ("silhouette_sampled", c_int64),
        ("silhouette_method", c_char_p),
        ("calinski_harabasz", c_double),
        ("davies_bouldin", c_double),
        ("bayesian_information", c_double),
        ("gap", c_double),
        ("gap_error", c_double),
        ("stability", c_double),
        ("stability_deviation", c_double),
    ]


class SweepChoice(Structure):
    """``kmeans_sweep_choice``. What a criterion chooses."""

    _fields_ = [
        ("criterion", c_char_p),
        ("clusters", c_int64),
        ("at_end", c_int64),
    ]


class ShardedFacts(Structure):
    """``kmeans_sharded_facts``. How far a fit over shards has come, or its result where it has
    ended."""

    _fields_ = [
        ("stage", c_int64),
        ("restart", c_int64),
        ("iterations", c_int64),
        ("missing", c_int64),
        ("points", c_int64),
        ("dimensions", c_int64),
        ("clusters", c_int64),
        ("stop_reason", c_int32),
        ("reserved", c_int32),
        ("objective", c_double),
    ]


Interlude = CFUNCTYPE(None, c_void_p)
ProgressCallback = CFUNCTYPE(None, c_void_p, POINTER(Progress))
SweepCallback = CFUNCTYPE(None, c_void_p, POINTER(SweepProgress))

#: What every function returns, and what it takes.
FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "kmeans_abi_version": (c_int32, []),
    "kmeans_library_version": (c_char_p, []),
    "kmeans_instruction_set": (c_char_p, []),
    "kmeans_error_code": (c_int32, [c_void_p]),
    "kmeans_error_message": (c_char_p, [c_void_p]),
    "kmeans_error_place": (None, [c_void_p, c_void_p, c_void_p]),
    "kmeans_error_free": (None, [c_void_p]),
    "kmeans_stop_create": (c_void_p, [c_int32]),
    "kmeans_stop_create_with_interlude": (c_void_p, [c_int32, Interlude, c_void_p]),
    "kmeans_stop_request_interlude": (c_int32, [c_void_p]),
    "kmeans_stop_request": (c_int32, [c_void_p]),
    "kmeans_stop_free": (None, [c_void_p]),
    "kmeans_watch_begin": (c_void_p, [c_void_p, c_int32]),
    "kmeans_watch_begin_interlude": (c_void_p, [c_void_p, c_int32]),
    "kmeans_watch_end": (c_int32, [c_void_p]),
    "kmeans_set_memory_limit": (None, [c_int64]),
    "kmeans_data_create": (c_int32, [
        POINTER(Matrix), c_void_p, c_int32, c_void_p, POINTER(c_void_p), POINTER(c_void_p),
    ]),
    "kmeans_data_create_for": (c_int32, [
        POINTER(Matrix), c_void_p, c_char_p, c_int32, c_void_p, POINTER(c_void_p),
        POINTER(c_void_p),
    ]),
    "kmeans_data_free": (None, [c_void_p]),
    "kmeans_data_mean_variance": (c_double, [c_void_p]),
    "kmeans_settings_init": (c_int32, [POINTER(Settings), c_size_t]),
    "kmeans_algorithms": (POINTER(c_char_p), []),
    "kmeans_distance_names": (POINTER(c_char_p), []),
    "kmeans_variants": (POINTER(c_char_p), []),
    "kmeans_qualities": (POINTER(c_char_p), []),
    "kmeans_initializations": (POINTER(c_char_p), []),
    "kmeans_initialization": (c_int32, [c_char_p, c_void_p, POINTER(c_void_p)]),
    "kmeans_fit": (c_int32, [
        c_void_p, POINTER(Settings), ProgressCallback, c_void_p, c_void_p, POINTER(c_void_p),
        POINTER(c_void_p),
    ]),
    "kmeans_fit_many": (c_int32, [
        POINTER(c_void_p), c_int64, POINTER(Settings), c_void_p, POINTER(c_void_p),
        POINTER(c_void_p),
    ]),
    "kmeans_clustering_free": (None, [c_void_p]),
    "kmeans_clustering_read_facts": (c_int32, [c_void_p, POINTER(Facts), c_size_t]),
    "kmeans_clustering_labels": (c_int32, [c_void_p, c_void_p]),
    "kmeans_clustering_centroids": (c_int32, [c_void_p, c_void_p]),
    "kmeans_clustering_sizes": (c_int32, [c_void_p, c_void_p]),
    "kmeans_clustering_within": (c_int32, [c_void_p, c_void_p]),
    "kmeans_clustering_history": (c_int32, [c_void_p, c_void_p]),
    "kmeans_clustering_read_balance": (c_int32, [c_void_p, POINTER(Balance), c_size_t]),
    "kmeans_clustering_prices": (c_int32, [c_void_p, c_void_p]),
    "kmeans_assign_within": (c_int32, [
        POINTER(Matrix), c_void_p, c_int64, c_int64, c_int64, c_int32, c_void_p, c_void_p,
        POINTER(c_void_p),
    ]),
    "kmeans_clustering_splits": (c_int64, [c_void_p]),
    "kmeans_clustering_split_clusters": (c_int32, [c_void_p, c_void_p]),
    "kmeans_clustering_split_centroids": (c_int32, [c_void_p, c_void_p]),
    "kmeans_clustering_split_objectives": (c_int32, [c_void_p, c_void_p]),
    "kmeans_assign_splits": (c_int32, [
        POINTER(Matrix), c_void_p, c_void_p, c_int64, c_int32, c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_assign_splits_with_stop": (c_int32, [
        POINTER(Matrix), c_void_p, c_void_p, c_int64, c_int32, c_void_p, c_void_p,
        POINTER(c_void_p),
    ]),
    "kmeans_seen": (c_int32, [POINTER(Matrix), c_char_p, c_int32, c_void_p, POINTER(c_void_p)]),
    "kmeans_seen_with_stop": (c_int32, [
        POINTER(Matrix), c_char_p, c_int32, c_void_p, c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_assign": (c_int32, [
        POINTER(Matrix), c_void_p, c_void_p, c_int64, c_int32, c_void_p, c_void_p,
        POINTER(c_void_p),
    ]),
    "kmeans_nearest": (c_int32, [
        POINTER(Matrix), c_void_p, c_void_p, c_int64, c_int32, c_void_p, c_void_p, c_void_p,
        c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_distances": (c_int32, [
        POINTER(Matrix), c_void_p, c_int64, c_int32, c_int32, c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_distances_with_stop": (c_int32, [
        POINTER(Matrix), c_void_p, c_int64, c_int32, c_void_p, c_int32, c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_nearest_two": (c_int32, [
        POINTER(Matrix), c_void_p, c_int64, c_void_p, c_int32, c_void_p, c_void_p, c_void_p,
        c_void_p, c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_quartiles": (c_int32, [
        POINTER(Matrix), c_void_p, c_void_p, c_void_p, c_int64, c_int32, c_void_p, c_void_p,
        POINTER(c_void_p),
    ]),
    "kmeans_match": (c_int32, [
        c_void_p, c_int64, c_void_p, c_int64, c_int64, c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_silhouettes": (c_int32, [
        POINTER(Matrix), c_void_p, c_int64, c_char_p, c_int32, c_void_p, c_void_p, c_void_p,
        POINTER(c_void_p),
    ]),
    "kmeans_weighted_silhouettes": (c_int32, [
        POINTER(Matrix), c_void_p, c_char_p, c_void_p, c_int64, c_char_p, c_int32, c_void_p,
        c_void_p, c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_read_mean_silhouette": (c_int32, [
        POINTER(Matrix), c_void_p, c_char_p, c_void_p, c_int64, c_char_p, c_char_p, c_int64,
        c_uint64, c_int32, c_void_p, POINTER(MeanSilhouette), c_size_t, c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_simplified_silhouettes": (c_int32, [
        POINTER(Matrix), c_void_p, c_char_p, c_void_p, c_int64, c_char_p, c_int32, c_void_p,
        c_void_p, c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_dispersion_create": (c_int32, [
        POINTER(Matrix), c_void_p, c_char_p, c_void_p, c_int64, c_char_p, c_int32, c_void_p,
        POINTER(c_void_p), POINTER(c_void_p),
    ]),
    "kmeans_dispersion_free": (None, [c_void_p]),
    "kmeans_dispersion_read_facts": (c_int32, [c_void_p, POINTER(DispersionFacts), c_size_t]),
    "kmeans_dispersion_clusters": (c_int32, [
        c_void_p, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p,
    ]),
    "kmeans_dispersion_means": (c_int32, [c_void_p, c_void_p]),
    "kmeans_dispersion_nearest": (c_int32, [c_void_p, c_int32, c_void_p, POINTER(c_void_p)]),
    "kmeans_calinski_harabasz": (c_int32, [c_void_p, c_void_p, POINTER(c_void_p)]),
    "kmeans_davies_bouldin": (c_int32, [c_void_p, c_int32, c_void_p, POINTER(c_void_p)]),
    "kmeans_dunn_of_means": (c_int32, [c_void_p, c_int32, c_void_p, POINTER(c_void_p)]),
    "kmeans_bayesian_information": (c_int32, [c_void_p, c_void_p, POINTER(c_void_p)]),
    "kmeans_dunn": (c_int32, [
        POINTER(Matrix), c_void_p, c_char_p, c_void_p, c_int64, c_char_p, c_int32, c_void_p,
        c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_centroid_index": (c_int32, [
        c_void_p, c_int64, c_void_p, c_int64, c_int64, c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_read_bound": (c_int32, [
        POINTER(Matrix), c_void_p, c_void_p, c_int64, c_char_p, c_int64, c_int32, c_void_p,
        POINTER(Bound), c_size_t, POINTER(c_void_p),
    ]),
    "kmeans_agreement_create": (c_int32, [
        c_void_p, c_void_p, c_void_p, c_char_p, c_int64, POINTER(c_void_p), POINTER(c_void_p),
    ]),
    "kmeans_agreement_free": (None, [c_void_p]),
    "kmeans_agreement_read_facts": (c_int32, [c_void_p, POINTER(AgreementFacts), c_size_t]),
    "kmeans_agreement_labels": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "kmeans_agreement_cells": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p]),
    "kmeans_agreement_pairs": (c_int32, [c_void_p, c_void_p]),
    "kmeans_v_measure": (c_int32, [c_void_p, c_double, c_void_p, POINTER(c_void_p)]),
    "kmeans_normalized_mutual_information": (c_int32, [
        c_void_p, c_char_p, c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_adjusted_mutual_information": (c_int32, [
        c_void_p, c_char_p, c_void_p, POINTER(c_void_p),
    ]),
    "kmeans_sweep_settings_init": (c_int32, [POINTER(SweepSettings), c_size_t]),
    "kmeans_sweep_create": (c_int32, [
        c_void_p, POINTER(SweepSettings), SweepCallback, c_void_p, c_void_p, POINTER(c_void_p),
        POINTER(c_void_p),
    ]),
    "kmeans_sweep_free": (None, [c_void_p]),
    "kmeans_sweep_read_facts": (c_int32, [c_void_p, POINTER(SweepFacts), c_size_t]),
    "kmeans_sweep_verdict": (c_char_p, [c_void_p]),
    "kmeans_sweep_read_entry": (c_int32, [c_void_p, c_int64, POINTER(SweepEntry), c_size_t]),
    "kmeans_sweep_clustering": (c_int32, [c_void_p, c_int64, POINTER(c_void_p)]),
    "kmeans_sweep_read_choice": (c_int32, [c_void_p, c_int64, POINTER(SweepChoice), c_size_t]),
    "kmeans_seed": (c_int32, [
        c_void_p, c_int64, c_int32, c_int64, c_uint64, c_int32, c_void_p, c_void_p,
        POINTER(c_void_p),
    ]),
    "kmeans_bytes_size": (c_int64, [c_void_p]),
    "kmeans_bytes_copy": (c_int32, [c_void_p, c_void_p]),
    "kmeans_bytes_free": (None, [c_void_p]),
    "kmeans_shard_create": (c_int32, [
        POINTER(Matrix), c_void_p, c_int64, c_int32, POINTER(c_void_p), POINTER(c_void_p),
    ]),
    "kmeans_shard_answer": (c_int32, [
        c_void_p, c_void_p, c_size_t, POINTER(c_void_p), POINTER(c_void_p),
    ]),
    "kmeans_shard_answer_with_stop": (c_int32, [
        c_void_p, c_void_p, c_size_t, c_void_p, POINTER(c_void_p), POINTER(c_void_p),
    ]),
    "kmeans_shard_state": (c_int32, [c_void_p, POINTER(c_void_p), POINTER(c_void_p)]),
    "kmeans_shard_restore": (c_int32, [c_void_p, c_void_p, c_size_t, c_void_p, POINTER(c_void_p)]),
    "kmeans_shard_free": (None, [c_void_p]),
    "kmeans_sharded_create": (c_int32, [
        POINTER(Settings), c_int64, c_int64, POINTER(c_void_p), POINTER(c_void_p),
    ]),
    "kmeans_sharded_request": (c_int32, [c_void_p, POINTER(c_void_p), POINTER(c_void_p)]),
    "kmeans_sharded_take": (c_int32, [c_void_p, c_void_p, c_size_t, POINTER(c_void_p)]),
    "kmeans_sharded_stop": (c_int32, [c_void_p]),
    "kmeans_sharded_read_facts": (c_int32, [c_void_p, POINTER(ShardedFacts), c_size_t]),
    "kmeans_sharded_missing": (c_int32, [c_void_p, c_void_p]),
    "kmeans_sharded_history": (c_int32, [c_void_p, c_void_p]),
    "kmeans_sharded_result": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p]),
    "kmeans_sharded_free": (None, [c_void_p]),
}
