"""Fits over points that lie in several processes, which exchange bytes and nothing else.

A `ShardFit` makes requests, every `Shard` answers them, and the fit takes the answers in any order.
The result has the bits of one fit over all points in the order of the shards.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from . import _interface as c
from ._calls import call
from ._distances import nearest
from ._fits import STOP_REASONS
from ._library import library
from ._memory import room_for_centroids
from ._points import Points, seen
from ._settings import Settings
from ._stops import Stop

_STAGES = {
    c.STAGE_SURVEY: "survey",
    c.STAGE_SEEDING: "seeding",
    c.STAGE_STEP: "step",
    c.STAGE_FARTHEST: "farthest",
    c.STAGE_FINISH: "finish",
    c.STAGE_ENDED: "ended",
}


def _bytes(handle: ctypes.c_void_p) -> bytes:
    """What a handle of bytes holds; the handle ends here."""
    try:
        size = library.kmeans_bytes_size(handle)
        room = ctypes.create_string_buffer(size)
        library.kmeans_bytes_copy(handle, room)
        return room.raw
    finally:
        library.kmeans_bytes_free(handle)


class Shard:
    """Some of the points of a fit.

    Labels and bounds are kept from answer to answer. A shard that was made anew gives the same
    answers; it only takes longer.

    Parameters
    ----------
    x : ndarray of shape (n, n_features)
        C-ordered uint8, float32 or float64, read in place and not to be changed meanwhile; ``n``
        may be 0.
    number : int
        Its place in the order of the shards, from 0.
    sample_weight : ndarray of shape (n,) or None, default=None
        float64: 0, or from 2 ** -480 to 2 ** 480; None for 1 each.
    n_threads : int, default=1
        How many may work side by side; the answers are the same for any.

    Raises
    ------
    EngineError
        Where points cannot have these weights.
    """

    def __init__(
        self,
        x: np.ndarray,
        number: int,
        sample_weight: np.ndarray | None = None,
        n_threads: int = 1,
    ) -> None:
        self._handle = ctypes.c_void_p()
        self._points = Points(x)
        self._x, self._threads = x, n_threads
        call(
            library.kmeans_shard_create,
            ctypes.byref(self._points.matrix),
            self._points.address_of_weights(sample_weight),
            number,
            n_threads,
            ctypes.byref(self._handle),
        )

    def answer(self, request: bytes) -> bytes:
        """The answer to a request of a `ShardFit`.

        Parameters
        ----------
        request : bytes
            Of the round.

        Returns
        -------
        bytes
            For ``ShardFit.take``.

        Raises
        ------
        EngineError
            For damaged bytes, requests about other points, and points that cannot be clustered:
            ``point`` is the row in this shard.
        """
        answer = ctypes.c_void_p()
        call(
            library.kmeans_shard_answer,
            self._handle,
            request,
            len(request),
            ctypes.byref(answer),
        )
        return _bytes(answer)

    def state(self) -> bytes:
        """What the shard keeps, for `restore` of another shard of the same points."""
        state = ctypes.c_void_p()
        call(library.kmeans_shard_state, self._handle, ctypes.byref(state))
        return _bytes(state)

    def restore(self, state: bytes) -> bool:
        """Take up what a shard of the same points kept.

        Parameters
        ----------
        state : bytes
            Of `state`.

        Returns
        -------
        bool
            Whether it is of use; not where the bytes are damaged or of other points.
        """
        used = ctypes.c_int32()
        call(
            library.kmeans_shard_restore, self._handle, state, len(state), ctypes.byref(used)
        )
        return bool(used.value)

    def labels(self, centroids: np.ndarray, distance: str = "euclidean") -> np.ndarray:
        """The nearest centroid of every point.

        Parameters
        ----------
        centroids : ndarray of shape (n_clusters, n_features)
            float64.
        distance : str, default="euclidean"
            The engine's name of the distance.

        Returns
        -------
        ndarray of shape (n,)
            int32.
        """
        if not len(self._x):
            return np.empty(0, np.int32)
        stop = Stop()
        points = self._x
        if distance != "euclidean":
            points = seen(points, distance, self._threads, stop)
        return nearest(points, centroids, self._threads, stop)[0]

    def __del__(self) -> None:
        library.kmeans_shard_free(self._handle)


class ShardResult(NamedTuple):
    """The result of a fit over shards.

    Attributes
    ----------
    centroids : ndarray of shape (n_clusters, n_features)
        float64.
    sizes : ndarray of shape (n_clusters,)
        int64: the number of points of every cluster.
    within : ndarray of shape (n_clusters,)
        Every cluster's share of the objective.
    objective : float
        The sum of the weighted squared distances, or what the distance has in its place.
    history : ndarray of shape (iterations,)
        The objective after every iteration.
    iterations : int
        Of the start that was kept.
    stop_reason : str
        One of ``STOP_REASONS``.
    restart : int
        Which start was kept, from 0.
    n_points : int
        How many points all shards have.
    """

    centroids: np.ndarray
    sizes: np.ndarray
    within: np.ndarray
    objective: float
    history: np.ndarray
    iterations: int
    stop_reason: str
    restart: int
    n_points: int


class ShardFit:
    """A fit over shards, driven by rounds.

    Parameters
    ----------
    n_shards : int
        How many there are, those without points included.
    n_clusters : int, default=8
        k.
    init : str or ndarray of shape (n_clusters, n_features), default="k-means||"
        "k-means||", "k-means++", "random", or centroids.
    n_init : int, default=1
        How many starts are drawn; the best is kept.
    max_iter : int, default=300
        Of every start.
    tol : float, default=1e-4
        As of ``KMeans``.
    seed : int, default=0
        Of all draws: 0 to 2 ** 64 - 1.
    distance : str, default="euclidean"
        The engine's name of the distance.
    n_threads : int or None, default=None
        Of the fit's own arithmetic; None for all processors.

    Raises
    ------
    EngineError
        For settings that a fit over shards cannot have.
    """

    def __init__(
        self,
        n_shards: int,
        *,
        n_clusters: int = 8,
        init: str | np.ndarray = "k-means||",
        n_init: int = 1,
        max_iter: int = 300,
        tol: float = 1e-4,
        seed: int = 0,
        distance: str = "euclidean",
        n_threads: int | None = None,
    ) -> None:
        self._handle = ctypes.c_void_p()
        given = None
        if not isinstance(init, str):
            given = np.require(init, np.float64, ["C", "A"])
            if given.ndim != 2:
                raise ValueError(f"init must have two dimensions, not {given.ndim}")
        name = init if isinstance(init, str) else "k-means++"
        settings = Settings(
            clusters=n_clusters,
            max_iter=max_iter,
            tol=tol,
            threads=n_threads or 0,
            algorithm="auto",
            distance=distance,
            initialization={"k-means||": "k-means-parallel"}.get(name, name),
            centroids=given,
            restarts=n_init,
            seed=seed,
        )
        dimensions = 1 if given is None else given.shape[1]
        native = settings.native(dimensions)
        call(
            library.kmeans_sharded_create,
            ctypes.byref(native),
            dimensions,
            n_shards,
            ctypes.byref(self._handle),
        )

    def request(self) -> bytes | None:
        """The request of this round, for every shard; None when the fit has ended."""
        request = ctypes.c_void_p()
        call(library.kmeans_sharded_request, self._handle, ctypes.byref(request))
        return None if request.value is None else _bytes(request)

    def take(self, answer: bytes) -> None:
        """Take the answer of a shard; a second one of it changes nothing.

        Parameters
        ----------
        answer : bytes
            Of ``Shard.answer``.

        Raises
        ------
        EngineError
            For damaged bytes, answers to another request, and points that cannot be clustered. The
            fit is then where it was.
        """
        call(library.kmeans_sharded_take, self._handle, answer, len(answer))

    def stop(self) -> None:
        """End the fit after the iteration that is under way."""
        library.kmeans_sharded_stop(self._handle)

    def missing(self) -> Sequence[int]:
        """The numbers of the shards that have not answered the request."""
        shards = np.empty(self._facts().missing, np.int64)
        library.kmeans_sharded_missing(self._handle, shards.ctypes.data)
        return [int(shard) for shard in shards]

    @property
    def stage(self) -> str:
        """What the round is for: survey, seeding, step, farthest, finish, ended."""
        return _STAGES[self._facts().stage]

    @property
    def restart(self) -> int:
        """The start that is under way, from 0; or the one that was kept."""
        return int(self._facts().restart)

    @property
    def iteration(self) -> int:
        """How many iterations this start has had."""
        return int(self._facts().iterations)

    @property
    def history(self) -> np.ndarray:
        """The objective after every iteration of this start."""
        history = np.empty(self._facts().iterations)
        library.kmeans_sharded_history(self._handle, history.ctypes.data)
        return history

    def result(self) -> ShardResult:
        """The result, once there is no request any more."""
        facts = self._facts()
        if facts.stage != c.STAGE_ENDED:
            raise RuntimeError("the fit has not ended; answer its requests first")
        centroids = room_for_centroids(facts.clusters, facts.dimensions)
        sizes = np.empty(facts.clusters, np.int64)
        within = np.empty(facts.clusters)
        library.kmeans_sharded_result(
            self._handle, centroids.ctypes.data, sizes.ctypes.data, within.ctypes.data
        )
        return ShardResult(
            centroids,
            sizes,
            within,
            facts.objective,
            self.history,
            facts.iterations,
            STOP_REASONS[facts.stop_reason],
            facts.restart,
            facts.points,
        )

    def _facts(self) -> Any:
        facts = c.ShardedFacts()
        library.kmeans_sharded_read_facts(
            self._handle, ctypes.byref(facts), ctypes.sizeof(facts)
        )
        return facts

    def __del__(self) -> None:
        library.kmeans_sharded_free(self._handle)
