"""``ShardFit``: a fit over shards, driven by rounds."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np

from . import _interface as c
from ._calls import call
from ._fits import STOP_REASONS
from ._handed_bytes import taken
from ._library import library
from ._memory import room_for_centroids
from ._settings import Settings
from ._shard_result import ShardResult

#: The engine's names of initializations that have others, too.
_NAMES = {"k-means||": "k-means-parallel"}
_STAGES = {
    c.STAGE_SURVEY: "survey",
    c.STAGE_SEEDING: "seeding",
    c.STAGE_STEP: "step",
    c.STAGE_FARTHEST: "farthest",
    c.STAGE_FINISH: "finish",
    c.STAGE_ENDED: "ended",
}


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
    rounds : int, default=5
        Of draws, with "k-means||"; not looked at otherwise.
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
        rounds: int = 5,
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
        if rounds < 1:
            raise ValueError(f"rounds is {rounds}; it must be 1 or more.")
        name = _NAMES.get(init, init) if isinstance(init, str) else "k-means++"
        settings = Settings(
            clusters=n_clusters,
            max_iter=max_iter,
            tol=tol,
            threads=n_threads or 0,
            algorithm="auto",
            distance=distance,
            initialization=name,
            rounds=rounds if name == "k-means-parallel" else 0,
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
        return None if request.value is None else taken(request)

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
