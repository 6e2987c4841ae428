"""Fits by the engine, and the rows that they start from."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import numpy as np

from . import _interface as c
from . import _names
from ._calls import call
from ._library import library
from ._memory import room_for_centroids, room_for_labels
from ._points import Data, times_power
from ._progress import Listener, Progress
from ._settings import Settings
from ._splits import Splits, splits_of
from ._stops import Stop

_NO_CALLBACK = c.ProgressCallback()

#: Why a fit ended, as results say it.
STOP_REASONS = {
    c.LABELS_UNCHANGED: "labels_unchanged",
    c.WITHIN_TOLERANCE: "tolerance",
    c.ITERATION_LIMIT: "max_iter",
    c.TIME_LIMIT: "time_limit",
    c.INTERRUPTED: "interrupted",
}

#: What ends a search for a low J; None where there was none.
SEARCH_ENDINGS = {
    c.SEARCH_NONE: None,
    c.SEARCH_EFFORT: "effort",
    c.SEARCH_SETTLED: "settled",
    c.SEARCH_TIME_LIMIT: "time_limit",
    c.SEARCH_INTERRUPTED: "interrupted",
}


class Room:
    """Memory for the result of a fit.

    Parameters
    ----------
    x : ndarray or CSR
        The points.
    clusters : int
        How many clusters there will be.
    """

    def __init__(self, x: Any, clusters: int) -> None:
        count, dimensions = x.shape
        self.centroids = room_for_centroids(clusters, dimensions)
        self.labels = room_for_labels(count)
        self.sizes = np.empty(clusters, dtype=np.int64)


class Result(NamedTuple):
    """What a fit leaves: see ``kmeans_facts``.

    Attributes
    ----------
    centroids : ndarray of shape (n_clusters, n_features)
        float64.
    labels : ndarray of shape (n_samples,)
        int32.
    sizes : ndarray of shape (n_clusters,)
        int64: the number of points of every cluster.
    objective : float
        The sum of the weighted squared distances, or what the distance has in its place.
    iterations : int
        Of the start that was kept; splits where clusters were split.
    stop_reason : str
        One of ``STOP_REASONS``.
    history : ndarray of shape (iterations,)
        The objective after every iteration.
    seconds : float
        How long all starts took.
    within : ndarray of shape (n_clusters,)
        Every cluster's share of the objective.
    splits : Splits
        None of them where clusters were not split.
    epochs : float
        How many times all points were looked at in nested batches; 0 without these.
    gap : float or None
        How much more the labels cost than the least possible within limits on sizes, at most; None
        without limits.
    effort, found : int
        How many generations a search had, and how many of its descents ended at the objective; 0
        where there was none.
    search_ending : str or None
        One of ``SEARCH_ENDINGS``.
    """

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
    epochs: float = 0.0
    gap: float | None = None
    effort: int = 0
    found: int = 0
    search_ending: str | None = None


def fit(
    data: Data, room: Room, settings: Settings, stop: Stop, listen: Listener | None = None
) -> Result:
    """One fit; see ``kmeans_fit``.

    Parameters
    ----------
    data : Data
        The points.
    room : Room
        What the result takes.
    settings : Settings
        What to fit and how.
    stop : Stop
        Ends the fit early; one that has no labels yet raises an `EngineError` of the code
        ``STOPPED``.
    listen : callable or None, default=None
        Is called before every start, while its centroids are drawn if that takes long, and after
        every iteration. It ends the fit by returning true,
        but not before there are labels. What it raises ends the fit at once, and is raised again.

    Returns
    -------
    Result
        In the memory of the room.
    """
    native = settings.native(data.dimensions)
    raised: list[BaseException] = []
    callback = _NO_CALLBACK if listen is None else _callback(listen, stop, raised, data.exponent)
    result = ctypes.c_void_p()
    try:
        try:
            call(
                library.kmeans_fit,
                data.handle,
                ctypes.byref(native),
                callback,
                None,
                stop.handle,
                ctypes.byref(result),
                stop=stop,
            )
        except Exception:
            # What the listener raised has ended the fit.
            if not raised:
                raise
        if raised:
            raise raised[0]
        return read_result(result, room, data.exponent)
    finally:
        library.kmeans_clustering_free(result)


def fit_many(
    data: list[Data], rooms: list[Room], settings: Settings, stop: Stop
) -> list[Result]:
    """Many fits side by side; see ``kmeans_fit_many``.

    Parameters
    ----------
    data : list of Data
        The points of every fit.
    rooms : list of Room
        What the results take.
    settings : Settings
        What to fit and how.
    stop : Stop
        Ends the fits early.

    Returns
    -------
    list of Result
        In the memory of the rooms.
    """
    native = settings.native(data[0].dimensions)
    handles = (ctypes.c_void_p * len(data))(*(one.handle for one in data))
    results = (ctypes.c_void_p * len(data))()
    call(
        library.kmeans_fit_many,
        handles,
        len(data),
        ctypes.byref(native),
        stop.handle,
        results,
        stop=stop,
    )
    try:
        return [
            read_result(ctypes.c_void_p(result), room, one.exponent)
            for result, room, one in zip(results, rooms, data)
        ]
    finally:
        for result in results:
            library.kmeans_clustering_free(result)


def _callback(
    listen: Listener, stop: Stop, raised: list[BaseException], exponent: int
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
            objective = float(times_power(now.objective, exponent))
            told = Progress(
                now.restart,
                now.restarts,
                now.iteration,
                objective,
                now.shift,
                now.drawn,
                now.expected,
            )
            wants_end = bool(listen(told)) or wants_end
        except BaseException as error:  # noqa: BLE001  It may not pass through the engine.
            raised.append(error)
        if raised or (wants_end and now.iteration > 0):
            stop.request()
        else:
            stop.mind()

    return c.ProgressCallback(tell)


def read_result(result: ctypes.c_void_p, room: Room, exponent: int) -> Result:
    """What the engine's result holds, in the room for it; sums of weights times 2 ** exponent.

    Parameters
    ----------
    result : c_void_p
        The engine's clustering.
    room : Room
        For as many clusters.
    exponent : int
        That of the points' `Data`.
    """
    facts = c.Facts()
    library.kmeans_clustering_read_facts(result, ctypes.byref(facts), ctypes.sizeof(facts))
    history, within = np.empty(facts.iterations), np.empty(facts.clusters)
    library.kmeans_clustering_centroids(result, room.centroids.ctypes.data)
    library.kmeans_clustering_labels(result, room.labels.ctypes.data)
    library.kmeans_clustering_sizes(result, room.sizes.ctypes.data)
    library.kmeans_clustering_history(result, history.ctypes.data)
    library.kmeans_clustering_within(result, within.ctypes.data)
    splits = splits_of(result, facts.dimensions)
    return Result(
        room.centroids,
        room.labels,
        room.sizes,
        float(times_power(facts.objective, exponent)),
        facts.iterations,
        STOP_REASONS[facts.stop_reason],
        times_power(history, exponent),
        facts.initializing + facts.iterating,
        times_power(within, exponent),
        splits._replace(objectives=times_power(splits.objectives, exponent)),
        facts.epochs,
        _gap(result, exponent),
        facts.effort,
        facts.found,
        SEARCH_ENDINGS[facts.search_ending],
    )


def _gap(result: ctypes.c_void_p, exponent: int) -> float | None:
    """The gap of labels within limits; None without limits."""
    balance = c.Balance()
    size = ctypes.sizeof(balance)
    if library.kmeans_clustering_read_balance(result, ctypes.byref(balance), size) != c.OK:
        return None
    return float(times_power(balance.gap, exponent))


def plus_plus_rows(
    data: Data, clusters: int, trials: int, seed: int, threads: int, stop: Stop
) -> np.ndarray:
    """The rows that k-means++ takes as centroids; see ``kmeans_seed``.

    Parameters
    ----------
    data : Data
        The points.
    clusters : int
        How many rows are drawn.
    trials : int
        Candidates a step; 0 for the usual number.
    seed : int
        Of the draws.
    threads : int
        How many may work side by side.
    stop : Stop
        Ends the work early, with an `EngineError` of the code ``STOPPED``.

    Returns
    -------
    rows : ndarray of shape (clusters,)
        int64, in the order of the draws.
    """
    rows = np.empty(clusters, dtype=np.int64)
    call(
        library.kmeans_seed,
        data.handle,
        clusters,
        _names.initialization_number("k-means++"),
        trials,
        seed,
        threads,
        stop.handle,
        rows.ctypes.data,
        stop=stop,
    )
    return rows
