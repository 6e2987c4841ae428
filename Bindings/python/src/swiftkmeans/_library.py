"""The C interface of the library, function by function, as ``kmeans.h`` declares it."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_char_p, c_double, c_int32, c_int64, c_uint64, c_void_p
from pathlib import Path

ABI_VERSION = 2

UINT8, FLOAT, DOUBLE = 0, 1, 2
CENTROIDS = 4
STOP_REASONS = ("labels_unchanged", "tolerance", "max_iter", "time_limit", "interrupted")

OK = 0
BAD_ARGUMENT, BAD_SETTING, BAD_SHAPE, NOT_FINITE, OUT_OF_RANGE = range(1, 6)
BAD_WEIGHT, TOO_FEW_POINTS, NO_INSTRUCTION_SET, STOPPED = range(6, 10)
OUT_OF_TIME, OUT_OF_MEMORY = 10, 11

MOST_TRIALS = 1 << 16


class Matrix(ctypes.Structure):
    """``kmeans_matrix``: points in memory of the caller's."""

    _fields_ = [
        ("count", c_int64),
        ("dimensions", c_int64),
        ("scalar", c_int32),
        ("index_bits", c_int32),
        ("values", c_void_p),
        ("offsets", c_void_p),
        ("columns", c_void_p),
    ]


class Settings(ctypes.Structure):
    """``kmeans_settings``: what to fit and how."""

    _fields_ = [
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
    ]


class ProgressNews(ctypes.Structure):
    """``kmeans_progress``: how far a fit has come."""

    _fields_ = [
        ("restart", c_int64),
        ("restarts", c_int64),
        ("iteration", c_int64),
        ("objective", c_double),
        ("shift", c_double),
    ]


class Facts(ctypes.Structure):
    """``kmeans_facts``: the numbers of a result."""

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
    ]


ProgressCallback = ctypes.CFUNCTYPE(None, c_void_p, POINTER(ProgressNews))
Interlude = ctypes.CFUNCTYPE(None, c_void_p)

_HANDLE, _HANDLE_PLACE = c_void_p, POINTER(c_void_p)

#: What every function returns, and what it takes.
_SIGNATURES: dict[str, tuple[object, list[object]]] = {
    "kmeans_abi_version": (c_int32, []),
    "kmeans_library_version": (c_char_p, []),
    "kmeans_instruction_set": (c_char_p, []),
    "kmeans_error_code": (c_int32, [_HANDLE]),
    "kmeans_error_message": (c_char_p, [_HANDLE]),
    "kmeans_error_place": (None, [_HANDLE, POINTER(c_int64), POINTER(c_int64)]),
    "kmeans_error_free": (None, [_HANDLE]),
    "kmeans_data_create": (
        c_int32,
        [POINTER(Matrix), c_void_p, c_int32, _HANDLE, _HANDLE_PLACE, _HANDLE_PLACE],
    ),
    "kmeans_data_create_for": (
        c_int32,
        [
            POINTER(Matrix),
            c_void_p,
            c_char_p,
            c_int32,
            _HANDLE,
            _HANDLE_PLACE,
            _HANDLE_PLACE,
        ],
    ),
    "kmeans_data_free": (None, [_HANDLE]),
    "kmeans_data_mean_variance": (c_double, [_HANDLE]),
    "kmeans_stop_create": (_HANDLE, [c_int32]),
    "kmeans_stop_create_with_interlude": (_HANDLE, [c_int32, Interlude, c_void_p]),
    "kmeans_stop_request_interlude": (None, [_HANDLE]),
    "kmeans_stop_request": (None, [_HANDLE]),
    "kmeans_stop_free": (None, [_HANDLE]),
    "kmeans_watch_begin": (_HANDLE, [_HANDLE, c_int32]),
    "kmeans_watch_begin_interlude": (_HANDLE, [_HANDLE, c_int32]),
    "kmeans_watch_end": (c_int32, [_HANDLE]),
    "kmeans_settings_default": (None, [POINTER(Settings)]),
    "kmeans_algorithms": (POINTER(c_char_p), []),
    "kmeans_distance_names": (POINTER(c_char_p), []),
    "kmeans_variants": (POINTER(c_char_p), []),
    "kmeans_initializations": (POINTER(c_char_p), []),
    "kmeans_initialization": (c_int32, [c_char_p, POINTER(c_int32), _HANDLE_PLACE]),
    "kmeans_fit": (
        c_int32,
        [
            _HANDLE,
            POINTER(Settings),
            ProgressCallback,
            c_void_p,
            _HANDLE,
            _HANDLE_PLACE,
            _HANDLE_PLACE,
        ],
    ),
    "kmeans_clustering_free": (None, [_HANDLE]),
    "kmeans_clustering_facts": (None, [_HANDLE, POINTER(Facts)]),
    "kmeans_clustering_labels": (None, [_HANDLE, c_void_p]),
    "kmeans_clustering_centroids": (None, [_HANDLE, c_void_p]),
    "kmeans_clustering_sizes": (None, [_HANDLE, c_void_p]),
    "kmeans_clustering_within": (None, [_HANDLE, c_void_p]),
    "kmeans_clustering_history": (None, [_HANDLE, c_void_p]),
    "kmeans_clustering_splits": (c_int64, [_HANDLE]),
    "kmeans_clustering_split_clusters": (None, [_HANDLE, c_void_p]),
    "kmeans_clustering_split_centroids": (None, [_HANDLE, c_void_p]),
    "kmeans_clustering_split_objectives": (None, [_HANDLE, c_void_p]),
    "kmeans_assign_splits": (
        c_int32,
        [POINTER(Matrix), c_void_p, c_void_p, c_int64, c_int32, c_void_p, _HANDLE_PLACE],
    ),
    "kmeans_assign_splits_with_stop": (
        c_int32,
        [
            POINTER(Matrix),
            c_void_p,
            c_void_p,
            c_int64,
            c_int32,
            _HANDLE,
            c_void_p,
            _HANDLE_PLACE,
        ],
    ),
    "kmeans_seen": (c_int32, [POINTER(Matrix), c_char_p, c_int32, c_void_p, _HANDLE_PLACE]),
    "kmeans_seen_with_stop": (
        c_int32,
        [POINTER(Matrix), c_char_p, c_int32, _HANDLE, c_void_p, _HANDLE_PLACE],
    ),
    "kmeans_assign": (
        c_int32,
        [
            POINTER(Matrix),
            c_void_p,
            c_void_p,
            c_int64,
            c_int32,
            c_void_p,
            c_void_p,
            _HANDLE_PLACE,
        ],
    ),
    "kmeans_nearest": (
        c_int32,
        [
            POINTER(Matrix),
            c_void_p,
            c_void_p,
            c_int64,
            c_int32,
            _HANDLE,
            c_void_p,
            c_void_p,
            c_void_p,
            _HANDLE_PLACE,
        ],
    ),
    "kmeans_distances": (
        c_int32,
        [POINTER(Matrix), c_void_p, c_int64, c_int32, c_int32, c_void_p, _HANDLE_PLACE],
    ),
    "kmeans_distances_with_stop": (
        c_int32,
        [
            POINTER(Matrix),
            c_void_p,
            c_int64,
            c_int32,
            _HANDLE,
            c_int32,
            c_void_p,
            _HANDLE_PLACE,
        ],
    ),
    "kmeans_silhouettes": (
        c_int32,
        [
            POINTER(Matrix),
            c_void_p,
            c_int64,
            c_char_p,
            c_int32,
            _HANDLE,
            c_void_p,
            c_void_p,
            _HANDLE_PLACE,
        ],
    ),
    "kmeans_seed": (
        c_int32,
        [
            _HANDLE,
            c_int64,
            c_int32,
            c_int64,
            c_uint64,
            c_int32,
            _HANDLE,
            c_void_p,
            _HANDLE_PLACE,
        ],
    ),
}


def _load() -> ctypes.CDLL:
    """The library beside this file, with its functions declared."""
    folder = Path(__file__).parent
    for name in ("libKMeansABI.so", "libKMeansABI.dylib"):
        path = folder / name
        if path.exists():
            break
    else:
        raise ImportError(f"{folder} holds no library of the engine; install swiftkmeans again")
    # Calls release the interpreter's lock, so that other threads go on.
    library = ctypes.CDLL(str(path))
    found = library.kmeans_abi_version()
    if found != ABI_VERSION:
        raise ImportError(f"{path} has interface {found}, not {ABI_VERSION}; install it again")
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library


#: The engine.
library = _load()
