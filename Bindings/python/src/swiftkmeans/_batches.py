"""Points that come batch by batch: running means, exact, and new places for dead centroids."""

from __future__ import annotations

import copy
import time
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from . import _distances, _input, _parameters, _threads
from ._clusterer import Clusterer
from ._refusals import interruptible
from ._running import RunningSums
from ._stops import Stop

_Batches = TypeVar("_Batches", bound="Batches")


class Batches(Clusterer):
    """An estimator whose centroids are the means of all batches so far."""

    compute_labels: bool
    reassignment_ratio: float
    half_life: int | None

    cluster_centers_: NDArray[np.floating[Any]]
    labels_: NDArray[np.int32]
    inertia_: float
    n_steps_: int
    counts_: NDArray[np.float64]

    #: The sums of all points before; None where a fit has set the centroids.
    _sums: RunningSums | None
    _since_halving: int

    def partial_fit(
        self: _Batches, X: Any, y: Any = None, sample_weight: Any = None
    ) -> _Batches:
        """Add a batch of points to the running means; the notes of the class have the formula.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
            The points.
        y : Ignored
            Here for compatibility.
        sample_weight : array-like of shape (n_samples,) or None, default=None
            The weights, 0 or more; None for 1 each.

        Returns
        -------
        self : object
            This estimator.

        Raises
        ------
        ValueError
            Where a parameter is out of its range, the first batch has fewer points than clusters,
            or a value is not finite; the message says which.
        KeyboardInterrupt
            After Ctrl-C; the batch then is not counted.
        """
        _parameters.check(self)
        is_first = not hasattr(self, "cluster_centers_")
        x = _input.points(self, X, reset=is_first)
        weights = _input.weights(sample_weight, x)
        self._n_threads = _threads.number(self.n_threads)
        dtype = _input.shown_type(X, x) if is_first else self.cluster_centers_.dtype

        def work(stop: Stop) -> None:
            centroids = self._first(x, weights, stop) if is_first else self._fitted(x)
            self._count(x, weights, centroids, stop, dtype)

        interruptible(work, x, self)
        return self

    def _first(self, x: Any, weights: np.ndarray | None, stop: Stop) -> np.ndarray:
        """Where the centroids begin."""
        if x.shape[0] < self.n_clusters:
            raise ValueError(
                f"n_samples={x.shape[0]} should be >= n_clusters={self.n_clusters}."
            )
        init = self._given_centroids(x)
        self._set_n_init()
        if init is not None:
            return init
        task = super()._task(x, weights, time.monotonic(), stop)
        task.settings = task.settings._replace(max_iter=1, variant="full")
        return super()._run(task, None).centroids.copy()

    def _count(
        self,
        x: Any,
        weights: np.ndarray | None,
        centroids: np.ndarray,
        stop: Stop,
        dtype: np.dtype,
    ) -> None:
        """Let the points count under their labels, and move the centroids."""
        labels = _distances.nearest(x, centroids, self._n_threads, stop)[0]
        sums = self._running(centroids)
        since = getattr(self, "_since_halving", 0)
        if self.half_life is not None:
            sums.halve(since // self.half_life)
            since = since % self.half_life + x.shape[0]
        if self.reassignment_ratio > 0:
            self._revive(x, weights, labels, (centroids, sums), stop)
        sums.add(x, labels, weights)
        joined = labels if weights is None else labels[weights > 0]
        moved = sums.means(centroids, np.unique(joined))
        self._since_halving = since
        self._centroids = moved
        self.cluster_centers_ = moved.astype(dtype)
        self._n_features_out = len(moved)
        self._sums = sums
        self.counts_ = sums.weights()
        self.n_steps_ = getattr(self, "n_steps_", 0) + 1
        if self.compute_labels:
            found = self._nearest(x, stop, weights=weights, scoring=True)
            self.labels_, self.inertia_ = found

    def _running(self, centroids: np.ndarray) -> RunningSums:
        """The sums of all points before, which say what the centroids are."""
        own: RunningSums | None = getattr(self, "_sums", None)
        if own is not None and centroids is self._centroids:
            return copy.deepcopy(own)
        sums = RunningSums(*centroids.shape)
        if hasattr(self, "counts_"):
            sums.set(centroids, self.counts_)
        return sums

    def _revive(
        self,
        x: Any,
        weights: np.ndarray | None,
        labels: np.ndarray,
        before: tuple[np.ndarray, RunningSums],
        stop: Stop,
    ) -> None:
        """Give the farthest points of the batch to clusters that no point has joined."""
        centroids, sums = before
        counted = np.ones(len(labels), dtype=bool) if weights is None else weights > 0
        members = np.bincount(labels[counted], minlength=len(centroids))
        after = sums.weighing(labels, weights)
        empty = list(np.flatnonzero(after.dead(None if self.half_life is None else 1024)))
        if not empty:
            return
        totals = sums.weights()
        all_of_them = _distances.distances(
            x, centroids, self._n_threads, np.dtype(np.float64), stop
        )
        far = all_of_them[np.arange(len(labels)), labels]
        for point in np.argsort(-far, kind="stable"):
            old = labels[point]
            if not empty or far[point] == 0:
                return
            if counted[point] and (members[old] > 1 or totals[old] > 0):
                members[old] -= 1
                labels[point] = empty[0]
                sums.forget(int(empty.pop(0)))
