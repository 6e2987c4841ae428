"""NumPy in, NumPy out, over the C interface: points, fits, assignments, distances, seeds."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from . import _library as c
from ._library import library
from ._progress import Progress

_SCALARS = {
    np.dtype(np.uint8): c.UINT8,
    np.dtype(np.float32): c.FLOAT,
    np.dtype(np.float64): c.DOUBLE,
}
_NO_CALLBACK = c.ProgressCallback()


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
    if code == c.OK:
        return
    point, feature = ctypes.c_int64(-1), ctypes.c_int64(-1)
    message = library.kmeans_error_message(error).decode()
    library.kmeans_error_place(error, ctypes.byref(point), ctypes.byref(feature))
    library.kmeans_error_free(error)
    raise EngineError(code, message, point.value, feature.value)


def _matrix(x: Any) -> c.Matrix:
    """``x`` as the engine takes it: a C-ordered array of 1, 4 or 8 bytes, or CSR.

    The arrays stay the caller's, who keeps them alive.
    """
    if isinstance(x, np.ndarray):
        return c.Matrix(
            x.shape[0], x.shape[1], _SCALARS[x.dtype], 0, x.ctypes.data, None, None
        )
    return c.Matrix(
        x.shape[0],
        x.shape[1],
        _SCALARS[x.dtype],
        x.indptr.dtype.itemsize * 8,
        x.data.ctypes.data,
        x.indptr.ctypes.data,
        x.indices.ctypes.data,
    )


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


class Stop:
    """Ends a fit early, from any thread; see ``kmeans_stop``.

    It is urgent: a fit that has no labels yet raises an `EngineError` with the code ``STOPPED``.
    """

    def __init__(self) -> None:
        self.handle = library.kmeans_stop_create(1)

    def request(self) -> None:
        library.kmeans_stop_request(self.handle)

    def __del__(self) -> None:
        library.kmeans_stop_free(self.handle)


class Interruption:
    """Whether Ctrl-C came while it was minded."""

    came = False


@contextlib.contextmanager
def interruptible(stop: Stop) -> Iterator[Interruption]:
    """Ctrl-C asks ``stop`` at once; what Python does with it waits until the end of the block.

    Python's own handlers run between two steps of the interpreter, of which there is none while
    the engine works. Only the main thread hears of signals, and only where they lead to Python.
    """
    interruption = Interruption()
    if threading.current_thread() is not threading.main_thread() or not callable(
        signal.getsignal(signal.SIGINT)
    ):
        yield interruption
        return
    watch = library.kmeans_watch_begin(stop.handle, signal.SIGINT)
    failure: BaseException | None = None
    try:
        yield interruption
    except BaseException as error:  # noqa: BLE001  Raised again below.
        failure = error
    interruption.came = bool(library.kmeans_watch_end(watch))
    if failure is not None:
        if interruption.came:
            # Nobody is left to ask whether it came.
            signal.raise_signal(signal.SIGINT)
        raise failure


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
        self._x = x
        self.handle = ctypes.c_void_p()
        error = ctypes.c_void_p()
        _check(
            library.kmeans_data_create(
                ctypes.byref(_matrix(x)),
                None if weights is None else weights.ctypes.data,
                threads,
                stop.handle,
                ctypes.byref(self.handle),
                ctypes.byref(error),
            ),
            error,
        )

    @property
    def mean_variance(self) -> float:
        """The unit of the tolerance."""
        return float(library.kmeans_data_mean_variance(self.handle))

    def __del__(self) -> None:
        if self.handle:
            library.kmeans_data_free(self.handle)


def fit(
    data: Data,
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
    stop: Stop,
    listen: Callable[[Progress], bool] | None,
) -> Result:
    """One fit; see ``kmeans_fit``.

    ``listen`` is called before every start and after every iteration, and ends the fit by returning
    true, but not before there are labels. What it raises ends the fit at once, and is raised again.
    """
    settings = c.Settings(
        clusters,
        initialization,
        0,
        None if centroids is None else centroids.ctypes.data,
        restarts,
        seed,
        max_iter,
        tol,
        algorithm.encode(),
        threads,
        0,
        time_limit,
    )
    raised: list[BaseException] = []
    callback = _NO_CALLBACK if listen is None else _callback(listen, stop, raised)
    result, error = ctypes.c_void_p(), ctypes.c_void_p()
    code = library.kmeans_fit(
        data.handle,
        ctypes.byref(settings),
        callback,
        None,
        stop.handle,
        ctypes.byref(result),
        ctypes.byref(error),
    )
    if raised:
        library.kmeans_clustering_free(result)
        library.kmeans_error_free(error)
        raise raised[0]
    _check(code, error)
    try:
        return _result(result)
    finally:
        library.kmeans_clustering_free(result)


def _callback(
    listen: Callable[[Progress], bool], stop: Stop, raised: list[BaseException]
) -> Any:
    wants_end = False

    def tell(_context: int | None, news: Any) -> None:
        nonlocal wants_end
        if raised:
            return
        now = news.contents
        try:
            told = Progress(now.restart, now.restarts, now.iteration, now.objective, now.shift)
            wants_end = listen(told) or wants_end
        except BaseException as error:  # noqa: BLE001  It may not pass through the engine.
            raised.append(error)
        if raised or (wants_end and now.iteration > 0):
            stop.request()

    return c.ProgressCallback(tell)


def _result(result: ctypes.c_void_p) -> Result:
    facts = c.Facts()
    library.kmeans_clustering_facts(result, ctypes.byref(facts))
    centroids = np.empty((facts.clusters, facts.dimensions))
    labels = np.empty(facts.points, dtype=np.int32)
    sizes = np.empty(facts.clusters, dtype=np.int64)
    history = np.empty(facts.iterations)
    library.kmeans_clustering_centroids(result, centroids.ctypes.data)
    library.kmeans_clustering_labels(result, labels.ctypes.data)
    library.kmeans_clustering_sizes(result, sizes.ctypes.data)
    library.kmeans_clustering_history(result, history.ctypes.data)
    return Result(
        centroids,
        labels,
        sizes,
        facts.objective,
        facts.iterations,
        c.STOP_REASONS[facts.stop_reason],
        history,
        facts.initializing + facts.iterating,
    )


def assign(
    x: Any, centroids: np.ndarray, threads: int, *, weights: np.ndarray | None = None,
    scoring: bool = False,
) -> tuple[np.ndarray, float]:
    """The nearest centroid of every point and, when ``scoring``, the objective (otherwise NaN)."""
    labels = np.empty(x.shape[0], dtype=np.int32)
    objective, error = ctypes.c_double(np.nan), ctypes.c_void_p()
    _check(
        library.kmeans_assign(
            ctypes.byref(_matrix(x)),
            None if weights is None else weights.ctypes.data,
            centroids.ctypes.data,
            centroids.shape[0],
            threads,
            labels.ctypes.data,
            ctypes.addressof(objective) if scoring else None,
            ctypes.byref(error),
        ),
        error,
    )
    return labels, objective.value


def distances(x: Any, centroids: np.ndarray, threads: int, dtype: np.dtype) -> np.ndarray:
    """The distance of every point to every centroid, in ``dtype``: float32 or float64."""
    room = np.empty((x.shape[0], centroids.shape[0]), dtype=dtype)
    error = ctypes.c_void_p()
    _check(
        library.kmeans_distances(
            ctypes.byref(_matrix(x)),
            centroids.ctypes.data,
            centroids.shape[0],
            threads,
            _SCALARS[room.dtype],
            room.ctypes.data,
            ctypes.byref(error),
        ),
        error,
    )
    return room


def seed_rows(
    data: Data, clusters: int, initialization: int, trials: int, seed: int, threads: int, stop: Stop
) -> np.ndarray:
    """The rows that an initialization takes as centroids; 0 trials for the usual number."""
    rows = np.empty(clusters, dtype=np.int64)
    error = ctypes.c_void_p()
    _check(
        library.kmeans_seed(
            data.handle,
            clusters,
            initialization,
            trials,
            seed,
            threads,
            stop.handle,
            rows.ctypes.data,
            ctypes.byref(error),
        ),
        error,
    )
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
    """The instruction set that fits use; None where the environment asks for one in vain."""
    name = library.kmeans_instruction_set()
    return None if name is None else name.decode()
