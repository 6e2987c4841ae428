"""What is done with a fit: labels, scores and distances of points."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _centroids, _distances, _input, _threads
from ._base import (
    BaseEstimator,
    ClassNamePrefixFeaturesOutMixin,
    ClusterMixin,
    TransformerMixin,
    check_is_fitted,
)
from ._refusals import interruptible
from ._stops import Stop


class Fitted(ClassNamePrefixFeaturesOutMixin, TransformerMixin, ClusterMixin, BaseEstimator):
    """The methods of an estimator that need a fit."""

    cluster_centers_: np.ndarray
    n_threads: int | None

    #: The inertia over the sum of squared distances.
    _inertia_scale = 1.0
    #: Values of given centroids are below this in size.
    _limit = _centroids.LIMIT

    def predict(self, X: Any) -> np.ndarray:
        """The cluster of every point, by the same judgement as in `fit`.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
            The points.

        Returns
        -------
        labels : ndarray of shape (n_samples,)
            int32.

        Raises
        ------
        KeyboardInterrupt
            After Ctrl-C.
        """
        check_is_fitted(self)
        x = _input.points(self, X, reset=False)
        return interruptible(lambda stop: self._labels(x, stop), x, self)

    def score(self, X: Any, y: Any = None, sample_weight: Any = None) -> float:
        """The negative inertia of points about the nearest of the fitted centroids.

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
        score : float
            At most 0; the greater, the nearer points are to centroids.

        Raises
        ------
        KeyboardInterrupt
            After Ctrl-C.
        """
        check_is_fitted(self)
        x = _input.points(self, X, reset=False)
        weights = _input.weights(sample_weight, x)
        objective = interruptible(
            lambda stop: self._nearest(x, stop, weights=weights, scoring=True)[1], x, self
        )
        return -self._inertia_scale * objective

    def transform(self, X: Any) -> np.ndarray:
        """The distance of every point to every centroid.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
            The points.

        Returns
        -------
        X_new : ndarray of shape (n_samples, n_clusters)
            float32 where X is, otherwise float64.

        Raises
        ------
        KeyboardInterrupt
            After Ctrl-C.
        """
        check_is_fitted(self)
        x = _input.points(self, X, reset=False)
        dtype = _input.shown_type(X, x)
        return interruptible(lambda stop: self._transformed(x, dtype, stop), x, self)

    def _labels(self, x: Any, stop: Stop) -> np.ndarray:
        """The cluster of every point."""
        return self._nearest(x, stop)[0]

    def _nearest(self, x: Any, stop: Stop, **wants: Any) -> tuple[np.ndarray, float]:
        """The nearest centroid of every point and, when ``scoring``, the sum of w * distance²."""
        centroids, threads = self._fitted(x), _threads.number(self.n_threads)
        seen = self._seen(x, threads, stop)
        return _distances.nearest(seen, centroids, threads, stop, **wants)

    def _transformed(self, x: Any, dtype: np.dtype, stop: Stop) -> np.ndarray:
        """What `transform` gives, in this type."""
        threads = _threads.number(self.n_threads)
        return _distances.distances(x, self._fitted(x), threads, dtype, stop)

    def _fitted(self, x: Any) -> np.ndarray:
        """The float64 centroids: the fit's, or `cluster_centers_` where it was replaced.

        Raises
        ------
        ValueError
            Where they have not as many features as ``x``.
        """
        shown = self.cluster_centers_
        own: np.ndarray | None = getattr(self, "_centroids", None)
        if own is not None and isinstance(shown, np.ndarray) and _centroids.is_rounded(own, shown):
            centroids = own
        else:
            centroids = _centroids.as_centroids(shown, "cluster_centers_", self._limit)
        if centroids.shape[1] != x.shape[1]:
            raise ValueError(
                f"cluster_centers_ has shape {centroids.shape}, but X has {x.shape[1]} features; "
                "fit again, or set cluster_centers_ to centers of as many features."
            )
        return centroids

    def _seen(self, x: Any, threads: int, stop: Stop | None = None) -> Any:
        """The points as the distance sees them."""
        return x

    def _check_centers(self, centroids: np.ndarray, name: str) -> None:
        """Refuse given centroids that the distance cannot see."""

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.transformer_tags.preserves_dtype = ["float64", "float32"]
        return tags
