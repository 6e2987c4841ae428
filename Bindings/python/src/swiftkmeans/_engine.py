"""NumPy in, NumPy out, over the C interface: points, fits, assignments, distances, seeds."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from . import _library as c
from ._library import library
from ._progress import Progress
from ._stops import Stop

_SCALARS = {
    np.dtype(np.uint8): c.UINT8,
    np.dtype(np.float32): c.FLOAT,
    np.dtype(np.float64): c.DOUBLE,
}
_DOUBLE = np.dtype(np.float64)
_INDICES = (np.dtype(np.int32), np.dtype(np.int64))
_NO_CALLBACK = c.ProgressCallback()
_MOST_INT64 = 2**63 - 1


class EngineError(ValueError):
    """What the engine refuses.

    Attributes
    ----------
    code : int
        A code of ``kmeans.h``.
    point, feature : int
        The value that is to blame, from 0; -1 for none.
    """

    def __init__(self, code: int, message: str, point: int = -1, feature: int = -1) -> None:
        super().__init__(message)
        self.code = code
        self.point = point
        self.feature = feature


def _check(code: int, error: ctypes.c_void_p) -> None:
    """Raise what the engine reports.

    Raises
    ------
    MemoryError
        Where the work needs more memory than the system has.
    TimeoutError
        Where the time limit passed before there was any result.
    EngineError
        Where the engine refuses something.
    """
    if code == c.OK:
        return
    point, feature = ctypes.c_int64(-1), ctypes.c_int64(-1)
    message = library.kmeans_error_message(error).decode()
    library.kmeans_error_place(error, ctypes.byref(point), ctypes.byref(feature))
    library.kmeans_error_free(error)
    if code == c.OUT_OF_MEMORY:
        raise MemoryError(message)
    if code == c.OUT_OF_TIME:
        raise TimeoutError(message)
    raise EngineError(code, message, point.value, feature.value)


def _address(what: str, array: Any, dtype: Any, shape: tuple[int, ...]) -> int:
    """Where an array begins, checked once more against what the engine will read there.

    Raises
    ------
    ValueError
        Where it has another type or shape, or does not lie in one piece.
    """
    if not isinstance(array, np.ndarray) or array.dtype != dtype or array.shape != shape:
        found = f"{getattr(array, 'dtype', type(array).__name__)} of shape {np.shape(array)}"
        raise ValueError(f"{what} must be {np.dtype(dtype)} of shape {shape}, not {found}")
    flags = array.flags
    if not (flags.c_contiguous and flags.aligned):
        raise ValueError(f"{what} must lie in one aligned piece")
    return int(array.ctypes.data)


class _Points:
    """``x`` as the engine takes it: a C-ordered array of 1, 4 or 8 bytes a value, or CSR.

    The arrays stay the caller's, but are kept alive, whatever happens to ``x`` meanwhile.
    """

    def __init__(self, x: Any) -> None:
        self.count, self.dimensions = shape = x.shape
        if isinstance(x, np.ndarray):
            values = x
            self._arrays: tuple[Any, ...] = (x,)
            places: tuple[int, int | None, int | None] = (0, None, None)
        else:
            values = x.data
            self._arrays = (values, x.indptr, x.indices)
            shape = (len(values),)
            places = self._compressed(*self._arrays)
        scalar = _SCALARS.get(values.dtype)
        if scalar is None:
            raise ValueError(f"X must be float32, float64 or uint8, not {values.dtype}")
        bits, offsets, columns = places
        begin = _address("X", values, values.dtype, shape)
        self.matrix = c.Matrix(
            self.count, self.dimensions, scalar, bits, begin, offsets, columns
        )

    def _compressed(self, data: Any, indptr: Any, indices: Any) -> tuple[int, int, int]:
        width = indptr.dtype
        if width not in _INDICES:
            raise ValueError(f"X.indptr must be int32 or int64, not {width}")
        offsets = _address("X.indptr", indptr, width, (self.count + 1,))
        for name, array in (("data", data), ("indices", indices)):
            if not 0 <= indptr[-1] <= len(array):
                raise ValueError(f"X.{name} holds {len(array)} values, not {indptr[-1]}")
        columns = _address("X.indices", indices, width, (len(indices),))
        return width.itemsize * 8, offsets, columns


def _weights_address(weights: np.ndarray | None, count: int) -> int | None:
    return None if weights is None else _address("sample_weight", weights, _DOUBLE, (count,))


def _centroids_address(centroids: np.ndarray, dimensions: int) -> int:
    return _address("the centroids", centroids, _DOUBLE, (centroids.shape[0], dimensions))


def _room(what: str, shape: tuple[int, ...], dtype: Any, advice: str) -> np.ndarray:
    """Memory for a result, which is had before any work.

    Parameters
    ----------
    what : str
        What is kept there, with a place for every number of the shape.
    shape : tuple of int
    dtype : data-type
    advice : str
        What to do where it cannot be had.

    Raises
    ------
    MemoryError
        Which says for what, how much it is, and what to do.
    """
    try:
        return np.empty(shape, dtype)
    except (MemoryError, ValueError):
        size = np.dtype(dtype).itemsize
        for length in shape:
            size *= int(length)
        raise MemoryError(
            f"{what.format(*shape)} take {size // 1_000_000 + 1} MB, more than can be had; {advice}"
        ) from None


class Room:
    """Memory for the result of a fit.

    Parameters
    ----------
    x : ndarray or CSR
        The points.
    clusters : int
    """

    def __init__(self, x: Any, clusters: int) -> None:
        count, dimensions = x.shape
        self.centroids = _room(
            "{} centroids of {} features",
            (clusters, dimensions),
            _DOUBLE,
            "use fewer columns or clusters",
        )
        self.labels = _labels(count)
        self.sizes = np.empty(clusters, dtype=np.int64)


def _labels(count: int) -> np.ndarray:
    return _room("labels of {} points", (count,), np.int32, "use fewer points")


class Result(NamedTuple):
    """What a fit leaves: see ``kmeans_facts``."""

    centroids: np.ndarray
    labels: np.ndarray
    sizes: np.ndarray
    objective: float
    iterations: int
    stop_reason: str
    history: np.ndarray
    seconds: float
    within: np.ndarray
    splits: Splits


class Splits(NamedTuple):
    """Splits of clusters in two, one after the other; see ``kmeans_clustering_splits``."""

    clusters: np.ndarray
    centroids: np.ndarray
    objectives: np.ndarray


class Data:
    """Points that the engine has checked and summed up; see ``kmeans_data``.

    Parameters
    ----------
    x : ndarray of shape (n_samples, n_features) or CSR
        C-ordered uint8, float32 or float64; read in place, and not to be changed meanwhile.
    weights : ndarray of shape (n_samples,) or None
        float64.
    threads : int
    stop : Stop
        Ends the reading early, with an `EngineError` of the code ``STOPPED``.
    """

    def __init__(self, x: Any, weights: np.ndarray | None, threads: int, stop: Stop) -> None:
        self.handle = ctypes.c_void_p()
        self._points = _Points(x)
        self.dimensions = self._points.dimensions
        weighing = _weights_address(weights, self._points.count)
        error = ctypes.c_void_p()
        try:
            stop.mind()
            code = library.kmeans_data_create(
                ctypes.byref(self._points.matrix),
                weighing,
                threads,
                stop.handle,
                ctypes.byref(self.handle),
                ctypes.byref(error),
            )
        finally:
            stop.relax()
        _check(code, error)

    @property
    def mean_variance(self) -> float:
        """The unit of the tolerance."""
        return float(library.kmeans_data_mean_variance(self.handle))

    def __del__(self) -> None:
        if self.handle:
            library.kmeans_data_free(self.handle)


def fit(
    data: Data,
    room: Room,
    *,
    clusters: int,
    initialization: int,
    centroids: np.ndarray | None,
    restarts: int,
    seed: int,
    max_iter: int,
    tol: float,
    algorithm: str,
    threads: int,
    time_limit: float,
    distance: str,
    variant: str,
    stop: Stop,
    listen: Callable[[Progress], bool] | None,
) -> Result:
    """One fit; see ``kmeans_fit``.

    ``listen`` is called before every start and after every iteration, and ends the fit by returning
    true, but not before there are labels. What it raises ends the fit at once, and is raised again.
    The result takes the ``room``.
    """
    settings = c.Settings(
        clusters,
        initialization,
        0,
        None if centroids is None else _centroids_address(centroids, data.dimensions),
        min(restarts, _MOST_INT64),
        seed,
        min(max_iter, _MOST_INT64),
        tol,
        algorithm.encode(),
        threads,
        0,
        time_limit,
        distance.encode(),
        variant.encode(),
    )
    raised: list[BaseException] = []
    callback = _NO_CALLBACK if listen is None else _callback(listen, stop, raised)
    result, error = ctypes.c_void_p(), ctypes.c_void_p()
    try:
        stop.mind()
        code = library.kmeans_fit(
            data.handle,
            ctypes.byref(settings),
            callback,
            None,
            stop.handle,
            ctypes.byref(result),
            ctypes.byref(error),
        )
    finally:
        stop.relax()
    if raised:
        library.kmeans_clustering_free(result)
        library.kmeans_error_free(error)
        raise raised[0]
    _check(code, error)
    try:
        return _result(result, room)
    finally:
        library.kmeans_clustering_free(result)


def _callback(
    listen: Callable[[Progress], bool], stop: Stop, raised: list[BaseException]
) -> Any:
    wants_end = False

    def tell(_context: int | None, news: Any) -> None:
        nonlocal wants_end
        # The listener is Python, which handles signals itself.
        stop.relax()
        if raised or stop.raised:
            return
        now = news.contents
        try:
            told = Progress(now.restart, now.restarts, now.iteration, now.objective, now.shift)
            wants_end = listen(told) or wants_end
        except BaseException as error:  # noqa: BLE001  It may not pass through the engine.
            raised.append(error)
        if raised or (wants_end and now.iteration > 0):
            stop.request()
        else:
            stop.mind()

    return c.ProgressCallback(tell)


def _result(result: ctypes.c_void_p, room: Room) -> Result:
    facts = c.Facts()
    library.kmeans_clustering_facts(result, ctypes.byref(facts))
    centroids, labels, sizes = room.centroids, room.labels, room.sizes
    history = np.empty(facts.iterations)
    library.kmeans_clustering_centroids(result, centroids.ctypes.data)
    library.kmeans_clustering_labels(result, labels.ctypes.data)
    library.kmeans_clustering_sizes(result, sizes.ctypes.data)
    library.kmeans_clustering_history(result, history.ctypes.data)
    within = np.empty(facts.clusters)
    library.kmeans_clustering_within(result, within.ctypes.data)
    return Result(
        centroids,
        labels,
        sizes,
        facts.objective,
        facts.iterations,
        c.STOP_REASONS[facts.stop_reason],
        history,
        facts.initializing + facts.iterating,
        within,
        _splits(result, facts.dimensions),
    )


def _splits(result: ctypes.c_void_p, dimensions: int) -> Splits:
    count = library.kmeans_clustering_splits(result)
    clusters, objectives = np.empty(count, dtype=np.int64), np.empty(count)
    centroids = _room(
        "{0} splits with {1} centroids of {2} features",
        (count, 2, dimensions),
        _DOUBLE,
        "use fewer columns or clusters",
    )
    library.kmeans_clustering_split_clusters(result, clusters.ctypes.data)
    library.kmeans_clustering_split_centroids(result, centroids.ctypes.data)
    library.kmeans_clustering_split_objectives(result, objectives.ctypes.data)
    return Splits(clusters, centroids, objectives)


def nearest(
    x: Any,
    centroids: np.ndarray,
    threads: int,
    stop: Stop,
    *,
    weights: np.ndarray | None = None,
    scoring: bool = False,
) -> tuple[np.ndarray, float]:
    """The nearest centroid of every point and, when ``scoring``, the objective (otherwise NaN)."""
    points = _Points(x)
    labels = _labels(points.count)
    objective, error = ctypes.c_double(np.nan), ctypes.c_void_p()
    weighing = _weights_address(weights, points.count)
    place = _centroids_address(centroids, points.dimensions)
    try:
        stop.mind()
        code = library.kmeans_nearest(
            ctypes.byref(points.matrix),
            weighing,
            place,
            centroids.shape[0],
            threads,
            stop.handle,
            labels.ctypes.data,
            None,
            ctypes.addressof(objective) if scoring else None,
            ctypes.byref(error),
        )
    finally:
        stop.relax()
    _check(code, error)
    return labels, objective.value


#: How many centroids a point is compared with in many splits, roughly.
_HALVINGS = 32


def assign_splits(x: Any, splits: Splits, threads: int) -> np.ndarray:
    """The cluster of every point by splits; see ``kmeans_assign_splits``.

    Parameters
    ----------
    x : ndarray or CSR
        The points; between blocks of them signals are heard.
    splits : Splits
    threads : int
    """
    count, dimensions = x.shape
    labels = _labels(count)
    made = len(splits.clusters)
    clusters = _address("the clusters of splits", splits.clusters, np.dtype(np.int64), (made,))
    centroids = _address(
        "the centroids of splits", splits.centroids, _DOUBLE, (made, 2, dimensions)
    )
    for begin, block in _blocks(x, _HALVINGS):
        points = _Points(block)
        error = ctypes.c_void_p()
        code = library.kmeans_assign_splits(
            ctypes.byref(points.matrix),
            centroids,
            clusters,
            made,
            threads,
            labels[begin:].ctypes.data,
            ctypes.byref(error),
        )
        _check_block(code, error, begin)
    return labels


#: About how many products a block of points takes, which is some tenths of a second.
_BLOCK = 1 << 28


def _blocks(x: Any, factors: int) -> Iterator[tuple[int, Any]]:
    """Points in blocks, each with its first row; every value of a point takes some ``factors``."""
    count, dimensions = x.shape
    values = dimensions if isinstance(x, np.ndarray) else int(x.indptr[-1]) // count + 1
    rows = max(1, _BLOCK // (values * factors))
    if count <= rows:
        yield 0, x
        return
    for begin in range(0, count, rows):
        yield begin, x[begin : begin + rows]


def _check_block(code: int, error: ctypes.c_void_p, begin: int) -> None:
    """Raise what the engine reports of a block; see `_check`."""
    try:
        _check(code, error)
    except EngineError as refused:
        point = refused.point
        if point < 0:
            raise
        message = str(refused).replace(f"point {point}", f"point {point + begin}", 1)
        raise EngineError(code, message, point + begin, refused.feature) from None


def distances(x: Any, centroids: np.ndarray, threads: int, dtype: np.dtype) -> np.ndarray:
    """The distance of every point to every centroid, in ``dtype``: float32 or float64.

    Between blocks of points signals are heard.
    """
    count, dimensions = x.shape
    clusters = centroids.shape[0]
    room = _room(
        "distances of {} points to {} centroids",
        (count, clusters),
        dtype,
        "transform fewer points at a time",
    )
    place = _centroids_address(centroids, dimensions)
    for begin, block in _blocks(x, max(1, clusters)):
        points = _Points(block)
        error = ctypes.c_void_p()
        code = library.kmeans_distances(
            ctypes.byref(points.matrix),
            place,
            clusters,
            threads,
            _SCALARS[room.dtype],
            room[begin:].ctypes.data,
            ctypes.byref(error),
        )
        _check_block(code, error, begin)
    return room


def seen(x: Any, distance: str, threads: int) -> Any:
    """Points as a distance sees them, in float64; CSR stays CSR. See ``kmeans_seen``."""
    points = _Points(x)
    is_dense = isinstance(x, np.ndarray)
    entries = None if is_dense else int(x.indptr[-1])
    values = _room(
        "{} points of {} features" if is_dense else "{} values of sparse rows",
        x.shape if entries is None else (entries,),
        _DOUBLE,
        "use fewer points at a time",
    )
    error = ctypes.c_void_p()
    code = library.kmeans_seen(
        ctypes.byref(points.matrix),
        distance.encode(),
        threads,
        values.ctypes.data,
        ctypes.byref(error),
    )
    _check(code, error)
    if entries is None:
        return values
    return type(x)((values, x.indices[:entries], x.indptr), shape=x.shape)


def seed_rows(
    data: Data, clusters: int, initialization: int, trials: int, seed: int, threads: int, stop: Stop
) -> np.ndarray:
    """The rows that an initialization takes as centroids; 0 trials for the usual number."""
    rows = np.empty(clusters, dtype=np.int64)
    error = ctypes.c_void_p()
    try:
        stop.mind()
        code = library.kmeans_seed(
            data.handle,
            clusters,
            initialization,
            trials,
            seed,
            threads,
            stop.handle,
            rows.ctypes.data,
            ctypes.byref(error),
        )
    finally:
        stop.relax()
    _check(code, error)
    return rows


def algorithms() -> tuple[str, ...]:
    """The names of the engine's algorithms."""
    names, found = library.kmeans_algorithms(), []
    for name in names:
        if name is None:
            break
        found.append(name.decode())
    return tuple(found)


def instruction_set() -> str | None:
    """The instruction set that fits use; None where the environment asks for an unavailable one."""
    name = library.kmeans_instruction_set()
    return None if name is None else name.decode()
