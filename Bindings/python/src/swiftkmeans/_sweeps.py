"""Numbers of clusters tried by the engine, their scores, and what these recommend."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from . import _fits
from . import _interface as c
from ._calls import call
from ._library import library
from ._points import Data
from ._stops import Stop

_NO_CALLBACK = c.SweepCallback()

#: Why no number of clusters is clear; None where one is.
REASONS = {
    c.REASON_NONE: None,
    c.REASON_ALL_EQUAL: "all_equal",
    c.REASON_TOO_LITTLE: "too_little",
    c.REASON_LIKE_UNIFORM: "like_uniform_data",
    c.REASON_DISAGREEMENT: "disagreement",
    c.REASON_END_OF_RANGE: "end_of_range",
}

#: The engine's names of criteria, and those of the columns of the table.
CRITERIA = {
    "silhouette": "silhouette",
    "calinskiHarabasz": "calinski_harabasz",
    "daviesBouldin": "davies_bouldin",
    "bic": "bic",
    "gap": "gap",
}


class SweepProgress(NamedTuple):
    """How far a sweep has come; a ``progress`` callback gets it after every step.

    Attributes
    ----------
    k : int or None
        The number of clusters of the step; None for a uniform data set of the gap statistic.
    done : int
        How many steps are done.
    total : int
        How many steps there are.
    share : float
        How much of all work is done, roughly, from 0 to 1.
    """

    k: int | None
    done: int
    total: int
    share: float


class SweepSettings(NamedTuple):
    """Which numbers of clusters are tried, and how; see ``kmeans_sweep_settings``.

    Attributes
    ----------
    counts : ndarray of shape (n_counts,) or None
        int64: the numbers; None for the usual ones.
    restarts, references, stability : int
        Starts for every number, uniform data sets, and pairs of resampled data.
    seed : int
        Of all draws.
    silhouette : str or None
        How silhouettes are found.
    meaning : str
        What weights mean to scores.
    threads : int
        How many may work side by side.
    """

    counts: np.ndarray | None
    restarts: int
    references: int
    stability: int
    seed: int
    silhouette: str | None
    meaning: str
    threads: int

    def native(self) -> c.SweepSettings:
        """The settings as the engine takes them."""
        settings = c.SweepSettings()
        library.kmeans_sweep_settings_init(ctypes.byref(settings), ctypes.sizeof(settings))
        if self.counts is not None:
            settings.clusters = self.counts.ctypes.data
            settings.count = len(self.counts)
        settings.restarts = self.restarts
        settings.references = self.references
        settings.stability_pairs = self.stability
        settings.seed = self.seed
        settings.silhouette = None if self.silhouette is None else self.silhouette.encode()
        settings.meaning = self.meaning.encode()
        settings.threads = self.threads
        return settings


class Found(NamedTuple):
    """What a sweep found.

    Attributes
    ----------
    table : dict of str to ndarray
        By column one value a number of clusters, ascending.
    clusterings : list of Result
        Those of the numbers.
    facts : SweepFacts
        The engine's numbers.
    choices : dict of str to int
        What every criterion chooses, by the column of the table.
    verdict : str
        The same in sentences.
    """

    table: dict[str, np.ndarray]
    clusterings: list[_fits.Result]
    facts: Any
    choices: dict[str, int]
    verdict: str


def sweep(
    x: Any,
    data: Data,
    settings: SweepSettings,
    stop: Stop,
    listen: Callable[[SweepProgress], Any] | None,
) -> Found:
    """Try numbers of clusters; see ``kmeans_sweep_create``.

    Parameters
    ----------
    x : ndarray or CSR
        The points.
    data : Data
        The same for the engine.
    settings : SweepSettings
        Which numbers, and how.
    stop : Stop
        Ends the sweep early, with what is done so far; where nothing is, an `EngineError` of the
        code ``STOPPED`` is raised.
    listen : callable or None
        Is called after every step, on any thread, but never by two at once, and ends the sweep by
        returning true. What it raises ends the sweep, and is raised again.
    """
    native, handle = settings.native(), ctypes.c_void_p()
    raised: list[BaseException] = []
    callback = _NO_CALLBACK if listen is None else _callback(listen, stop, raised)
    try:
        try:
            call(
                library.kmeans_sweep_create,
                data.handle,
                ctypes.byref(native),
                callback,
                None,
                stop.handle,
                ctypes.byref(handle),
                stop=stop,
            )
        except Exception:
            # What the listener raised has ended the sweep.
            if not raised:
                raise
        if raised:
            raise raised[0]
        return _found(handle, x, data.exponent)
    finally:
        library.kmeans_sweep_free(handle)


def _callback(
    listen: Callable[[SweepProgress], Any], stop: Stop, raised: list[BaseException]
) -> Any:
    def tell(_context: int | None, news: Any) -> None:
        # Python handles signals on the main thread, where the engine watches them for it.
        minds = stop.is_minding and threading.current_thread() is threading.main_thread()
        if minds:
            stop.relax()
        if raised or stop.raised:
            return
        now = news.contents
        wants_end = False
        try:
            told = SweepProgress(now.clusters or None, now.done, now.total, now.share)
            wants_end = bool(listen(told))
        except BaseException as error:  # noqa: BLE001  It may not pass through the engine.
            raised.append(error)
        if raised or wants_end:
            stop.request()
        elif minds:
            stop.mind()

    return c.SweepCallback(tell)


def _found(handle: ctypes.c_void_p, x: Any, exponent: int) -> Found:
    """What the engine's sweep holds."""
    facts = c.SweepFacts()
    library.kmeans_sweep_read_facts(handle, ctypes.byref(facts), ctypes.sizeof(facts))
    entries = [_entry(handle, index) for index in range(facts.entries)]
    clusterings = [
        _clustering(handle, index, x, entry.clusters, exponent)
        for index, entry in enumerate(entries)
    ]
    return Found(
        _table(entries, clusterings),
        clusterings,
        facts,
        dict(_choice(handle, index) for index in range(facts.choices)),
        library.kmeans_sweep_verdict(handle).decode(),
    )


def _entry(handle: ctypes.c_void_p, index: int) -> Any:
    entry = c.SweepEntry()
    library.kmeans_sweep_read_entry(handle, index, ctypes.byref(entry), ctypes.sizeof(entry))
    return entry


def _clustering(
    handle: ctypes.c_void_p, index: int, x: Any, clusters: int, exponent: int
) -> _fits.Result:
    found = ctypes.c_void_p()
    library.kmeans_sweep_clustering(handle, index, ctypes.byref(found))
    try:
        return _fits.read_result(found, _fits.Room(x, clusters), exponent)
    finally:
        library.kmeans_clustering_free(found)


def _choice(handle: ctypes.c_void_p, index: int) -> tuple[str, int]:
    choice = c.SweepChoice()
    library.kmeans_sweep_read_choice(handle, index, ctypes.byref(choice), ctypes.sizeof(choice))
    return CRITERIA[choice.criterion.decode()], choice.clusters


def _table(entries: list[Any], clusterings: list[_fits.Result]) -> dict[str, np.ndarray]:
    def column(name: str, dtype: Any = np.float64) -> np.ndarray:
        return np.array([getattr(entry, name) for entry in entries], dtype=dtype)

    ended = [found.stop_reason in ("labels_unchanged", "tolerance") for found in clusterings]
    return {
        "k": column("clusters", np.int64),
        "inertia": np.array([found.objective for found in clusterings], dtype=np.float64),
        "silhouette": column("silhouette"),
        "silhouette_margin": column("silhouette_margin"),
        "calinski_harabasz": column("calinski_harabasz"),
        "davies_bouldin": column("davies_bouldin"),
        "bic": column("bayesian_information"),
        "gap": column("gap"),
        "gap_error": column("gap_error"),
        "stability": column("stability"),
        "stability_deviation": column("stability_deviation"),
        "n_iter": np.array([found.iterations for found in clusterings], dtype=np.int64),
        "is_converged": np.array(ended, dtype=bool),
        "is_complete": column("complete", bool),
        "seconds": column("seconds"),
    }
