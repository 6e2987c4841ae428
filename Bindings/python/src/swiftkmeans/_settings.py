"""What to fit and how, as the engine takes it."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import numpy as np

from . import _interface as c
from . import _names
from ._points import address_of_centroids

_MOST_INT64 = 2**63 - 1


class Settings(NamedTuple):
    """What to fit and how, under the engine's names; see ``kmeans_settings``.

    Attributes
    ----------
    clusters, max_iter, tol, threads : int, int, float, int
        The number of clusters, and what ends a start; how many threads may work.
    order : int
        How clusters are numbered; see ``kmeans_settings``.
    algorithm, distance, variant, initialization : str
        Rows of the engine's registries.
    centroids : ndarray of shape (n_given, n_features) or None
        float64: where the only start begins, or every start where they are fewer than the clusters;
        None where starts are drawn.
    frozen : int
        How many of these stay as they are.
    restarts, seed : int
        How many starts are drawn, and from what.
    time_limit : float
        Seconds; 0 for no limit.
    epochs, batch : float, int
        What ends a fit in nested batches, and the least points of the first; 0 for nothing, and for
        the usual number.
    least_size, most_size : int
        How many points a cluster may have; 0 for no limit.
    quality, effort : str, int or None
        How much is spent on a low J, and how many generations a search has; None for until nothing
        more is expected.
    """

    clusters: int
    max_iter: int
    tol: float
    threads: int
    algorithm: str
    distance: str
    variant: str = "full"
    initialization: str = "k-means++"
    centroids: np.ndarray | None = None
    restarts: int = 1
    seed: int = 0
    order: int = 0
    time_limit: float = 0.0
    frozen: int = 0
    epochs: float = 0.0
    batch: int = 0
    least_size: int = 0
    most_size: int = 0
    quality: str = "fast"
    effort: int | None = None
    rounds: int = 0

    def native(self, dimensions: int) -> c.Settings:
        """The settings as the engine takes them, for points of ``dimensions`` features."""
        if self.centroids is None:
            number, given = _names.initialization_number(self.initialization), None
        else:
            number, given = c.CENTROIDS, address_of_centroids(self.centroids, dimensions)
        return c.Settings(
            size=ctypes.sizeof(c.Settings),
            clusters=self.clusters,
            initialization=number,
            order=self.order,
            centroids=given,
            restarts=min(self.restarts, _MOST_INT64),
            seed=self.seed,
            iteration_limit=min(self.max_iter, _MOST_INT64),
            tolerance=self.tol,
            algorithm=self.algorithm.encode(),
            threads=self.threads,
            time_limit=self.time_limit,
            distance=self.distance.encode(),
            variant=self.variant.encode(),
            given=0 if self.centroids is None else len(self.centroids),
            frozen=self.frozen,
            epochs=self.epochs,
            batch=min(self.batch, _MOST_INT64),
            least_size=self.least_size,
            most_size=self.most_size,
            quality=self.quality.encode(),
            effort=_native_effort(self.effort),
            rounds=max(-1, min(self.rounds, _MOST_INT64)),
        )


def _native_effort(effort: int | None) -> int:
    """The generations of a search as the engine takes them."""
    if effort is None:
        return 0
    return -1 if effort == 0 else min(int(effort), _MOST_INT64)
