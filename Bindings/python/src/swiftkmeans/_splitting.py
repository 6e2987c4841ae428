"""Splits of clusters in two whose starts a function gives; the engine makes all others itself."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ._fits import Result, Room
from ._splits import Splits


class Leaf(NamedTuple):
    """A cluster that is not split yet: its rows of X, ascending, its centroid and its inertia."""

    rows: np.ndarray
    centroid: np.ndarray
    inertia: float


class Splitting:
    """What splits have come to.

    Parameters
    ----------
    whole : Result
        One cluster of all points.
    by_size : bool
        Whether the cluster with the most points is next, and not that with the greatest inertia.
    weights : ndarray of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.
    """

    def __init__(self, whole: Result, by_size: bool, weights: np.ndarray | None = None) -> None:
        rows = np.arange(len(whole.labels))
        self.leaves = [Leaf(rows, whole.centroids[0], whole.objective)]
        self.stop_reason = whole.stop_reason
        self.history: list[float] = []
        self._by_size, self._weights = by_size, weights
        self._seconds = whole.seconds
        self._closed: set[int] = set()
        self._splits: list[tuple[int, np.ndarray, float]] = []

    def next(self) -> int | None:
        """The cluster to be split next, the lowest of several; None where none can be."""
        due = [
            (self._size(leaf) if self._by_size else leaf.inertia, -cluster)
            for cluster, leaf in enumerate(self.leaves)
            if cluster not in self._closed and leaf.inertia > 0
        ]
        return -max(due)[1] if due else None

    def _size(self, leaf: Leaf) -> float:
        return len(leaf.rows) if self._weights is None else math.fsum(self._weights[leaf.rows])

    def close(self, cluster: int) -> None:
        """Let a cluster stay whole."""
        self._closed.add(cluster)

    def split(self, cluster: int, halves: Result) -> None:
        """Replace a cluster by two; where one of these is empty, it stays whole."""
        self._seconds += halves.seconds
        if self.stop_reason in ("labels_unchanged", "tolerance"):
            self.stop_reason = halves.stop_reason
        if not halves.sizes.all():
            return self.close(cluster)
        leaf = self.leaves[cluster]
        self._splits.append((cluster, halves.centroids, leaf.inertia))
        first, second = (
            Leaf(leaf.rows[halves.labels == side], halves.centroids[side], halves.within[side])
            for side in (0, 1)
        )
        self.leaves[cluster] = first
        self.leaves.append(second)
        self.history.append(self.inertia)

    @property
    def inertia(self) -> float:
        """The sum of the inertias of all clusters."""
        return math.fsum(leaf.inertia for leaf in self.leaves)

    def result(self, room: Room) -> Result:
        """The result, in the ``room``.

        Clusters that no split made have the centroid of the first.
        """
        room.centroids[:] = self.leaves[0].centroid
        room.sizes[:] = 0
        within = np.zeros(len(room.sizes))
        for cluster, leaf in enumerate(self.leaves):
            room.labels[leaf.rows] = cluster
            room.centroids[cluster] = leaf.centroid
            room.sizes[cluster] = len(leaf.rows)
            within[cluster] = leaf.inertia
        shape = (len(self._splits), 2, room.centroids.shape[1])
        return Result(
            room.centroids,
            room.labels,
            room.sizes,
            self.inertia,
            len(self.history),
            self.stop_reason,
            np.array(self.history),
            self._seconds,
            within,
            Splits(
                np.array([split[0] for split in self._splits], dtype=np.int64),
                np.array([split[1] for split in self._splits], dtype=np.float64).reshape(shape),
                np.array([split[2] for split in self._splits], dtype=np.float64),
            ),
        )
