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
