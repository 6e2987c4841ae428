"""Fits that go on from earlier ones: warm starts, centers that stay, and numbers that stay."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from . import _centroids, _certainty, _fits
from ._base import check_is_fitted
from ._clusterer import Clusterer
from ._task import Task

_Continuing = TypeVar("_Continuing", bound="Continuing")


class Continuing(Clusterer):
    """An estimator whose clusters are those of the nearest centers, and so can live on."""

    warm_start: bool
    fixed_centers: Any
    quality: str
    effort: int | None

    cluster_centers_: NDArray[np.floating[Any]]
    labels_: NDArray[np.int32]
    effort_: int
    n_found_: int
    search_ending_: str | None

    #: How many centers stay in the fit that is under way.
    _n_fixed = 0

    def match(self: _Continuing, reference: Any) -> _Continuing:
        """Number the clusters as another clustering does: cluster 3 there becomes cluster 3 here.

        The pairs of centers are those whose squared distances sum to the least. Clusters that have
        no partner get the numbers that are left.

        Parameters
        ----------
        reference : estimator or array-like of shape (n_others, n_features)
            A fitted estimator, or centers.

        Returns
        -------
        self : object
            This estimator, whose ``cluster_centers_`` and ``labels_`` have the new numbers. A
            point that lies equally near to two centers stays in its cluster.

        Raises
        ------
        ValueError
            Where the reference has another number of features.
        """
        check_is_fitted(self)
        if hasattr(reference, "get_params"):
            check_is_fitted(reference)
        if hasattr(reference, "cluster_centers_"):
            reference = getattr(reference, "_centroids", reference.cluster_centers_)
        found = _centroids.as_centroids(reference, "reference", self._limit)
        self._check_centers(found, "reference")
        if found.shape[1] != self.n_features_in_:
            raise ValueError(
                f"reference has centers of {found.shape[1]} features; this estimator was fitted to "
                f"{self.n_features_in_}."
            )
        own = self._fitted(found)
        numbers = _certainty.matched(own, np.ascontiguousarray(self._seen(found, 1)))
        order = np.argsort(numbers)
        self._centroids = own[order]
        self.cluster_centers_ = self.cluster_centers_[order]
        self.labels_ = numbers.astype(np.int32)[self.labels_]
        return self

    def _given_centroids(self, x: Any) -> np.ndarray | None:
        clusters, self._n_fixed = int(self.n_clusters), 0
        last = self._last_centers(x, clusters)
        if self.fixed_centers is None:
            return super()._given_centroids(x) if last is None else last
        fixed = self._fixed(x, clusters)
        count = self._n_fixed = len(fixed)
        if last is not None:
            further = last[count:]
        elif count == clusters or isinstance(self.init, str):
            self._check_drawing(count, clusters)
            further = fixed[:0]
        elif callable(self.init):
            raise ValueError(
                "fixed_centers are completed by init='k-means++', or by an array of the other "
                "centers; init is a function."
            )
        else:
            further = self._checked(self.init, x, clusters - count)
        return np.ascontiguousarray(np.vstack([fixed, further]))

    def _keep_search(self, result: _fits.Result) -> None:
        self.effort_ = result.effort
        self.n_found_ = result.found
        self.search_ending_ = result.search_ending

    def _check_drawing(self, count: int, clusters: int) -> None:
        """Refuse ways to draw centers that do not see those that are there."""
        if count < clusters and self.init != "k-means++":
            raise ValueError(
                f"fixed_centers are completed by init='k-means++', or by an array of the other "
                f"{clusters - count} centers; init is {self.init!r}."
            )

    def _fixed(self, x: Any, clusters: int) -> np.ndarray:
        """The centers that stay, checked."""
        fixed = _centroids.as_centroids(self.fixed_centers, "fixed_centers", self._limit)
        if len(fixed) > clusters:
            raise ValueError(
                f"There are {len(fixed)} fixed_centers for n_clusters={clusters}; n_clusters "
                "counts them, too."
            )
        _centroids.check_shape(fixed, x, len(fixed))
        self._check_centers(fixed, "fixed_centers")
        return fixed

    def _last_centers(self, x: Any, clusters: int) -> np.ndarray | None:
        """The centers of the last fit, to go on from; None for a fit that begins anew."""
        if not self.warm_start or not hasattr(self, "cluster_centers_"):
            return None
        last = self._fitted(x)
        if len(last) > clusters:
            raise ValueError(
                f"n_clusters={clusters} must be at least the {len(last)} of the last fit with "
                "warm_start=True."
            )
        return last

    def _run(self, task: Task, init: np.ndarray | None) -> _fits.Result:
        if init is not None and (self._n_fixed > 0 or len(init) < task.settings.clusters):
            task.settings = task.settings._replace(
                frozen=self._n_fixed,
                restarts=self._n_init,
                seed=_centroids.seed_of(self.random_state),
            )
        return super()._run(task, init)
