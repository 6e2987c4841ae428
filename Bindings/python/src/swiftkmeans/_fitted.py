"""What is done with a fit: labels, scores and distances of points."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _centroids, _certainty, _distances, _input, _threads
from ._base import (
    BaseEstimator,
    ClassNamePrefixFeaturesOutMixin,
    ClusterMixin,
    TransformerMixin,
    check_is_fitted,
)
from ._refusals import interruptible
from ._stops import Stop
from ._summary import summary


class Fitted(ClassNamePrefixFeaturesOutMixin, TransformerMixin, ClusterMixin, BaseEstimator):
    """The methods of an estimator that need a fit."""

    cluster_centers_: NDArray[np.floating[Any]]
    n_features_in_: int
    feature_names_in_: NDArray[np.object_]
    n_threads: int | None

    #: The inertia over the sum of squared distances.
    _inertia_scale = 1.0
    #: Values of given centroids are below this in size.
    _limit = _centroids.LIMIT

    def predict(self, X: Any) -> NDArray[np.int32]:
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

    def transform(self, X: Any) -> NDArray[np.floating[Any]]:
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

    def predict_details(
        self, X: Any, quartiles: Any = None, factor: float = _certainty.USUAL_FACTOR
    ) -> _certainty.PredictionDetails:
        """The cluster of every point, and how sure it is.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
            The points.
        quartiles : array-like of shape (n_clusters, 3) or None, default=None
            What `distance_quartiles` gives for the points of the fit; None where outliers are not
            wanted.
        factor : float, default=3.0
            A point is an outlier if its distance exceeds Q3 + factor * (Q3 - Q1) of its cluster. A
            cluster with Q3 = Q1 has none.

        Returns
        -------
        details : PredictionDetails
            Labels, distances, second clusters, margins and outliers.

        Raises
        ------
        KeyboardInterrupt
            After Ctrl-C.
        """
        check_is_fitted(self)
        x = _input.points(self, X, reset=False)
        clusters = self._fitted(x).shape[0]
        reach = None if quartiles is None else _certainty.fences(quartiles, factor, clusters)
        return interruptible(lambda stop: self._details(x, reach, stop), x, self)

    def distance_quartiles(self, X: Any, sample_weight: Any = None) -> NDArray[np.float64]:
        """How far the points of every cluster lie from its center, which tells outliers.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
            The points of the fit, or others; each counts for the cluster that `predict` gives it.
        sample_weight : array-like of shape (n_samples,) or None, default=None
            The weights, 0 or more; None for 1 each.

        Returns
        -------
        quartiles : ndarray of shape (n_clusters, 3)
            float64: the least distances up to which a quarter, a half and three quarters of the
            weight lie; 0 for a cluster without weight. The distances of `SphericalKMeans` are
            here those between vectors of length 1.

        Raises
        ------
        KeyboardInterrupt
            After Ctrl-C.
        """
        check_is_fitted(self)
        x = _input.points(self, X, reset=False)
        weights = _input.weights(sample_weight, x)

        def work(stop: Stop) -> NDArray[np.float64]:
            threads = _threads.number(self.n_threads)
            seen, centroids = self._seen(x, threads, stop), self._fitted(x)
            labels = self._labels(x, stop)
            return _certainty.quartiles(seen, labels, centroids, weights, threads, stop)

        return interruptible(work, x, self)

    def _details(
        self, x: Any, reach: np.ndarray | None, stop: Stop
    ) -> _certainty.PredictionDetails:
        """What `predict_details` gives, with outliers beyond ``reach``."""
        threads = _threads.number(self.n_threads)
        seen, centroids = self._seen(x, threads, stop), self._fitted(x)
        found = _certainty.nearest_two(seen, centroids, self._split_labels(x, stop), threads, stop)
        labels, own, seconds, others = found
        outliers = None if reach is None else np.sqrt(own) > reach[labels]
        own, others = self._lengths(own), self._lengths(others)
        return _certainty.PredictionDetails(
            labels, own, seconds, others, _certainty.margins(own, others), outliers
        )

    def _split_labels(self, x: Any, stop: Stop) -> np.ndarray | None:
        """The labels of points, where others than the nearest centroids decide them."""
        return None

    def _lengths(self, squared: np.ndarray) -> np.ndarray:
        """Squared distances as `transform` measures distances."""
        roots: np.ndarray = np.sqrt(squared)
        return roots

    def _labels(self, x: Any, stop: Stop) -> NDArray[np.int32]:
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

    def _repr_html_inner(self) -> str:
        """What notebooks show: the parameters, and the result of the fit."""
        return super()._repr_html_inner() + summary(self)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, str]:
        bundle = super()._repr_mimebundle_(**kwargs)
        if "text/html" in bundle:
            bundle["text/html"] = self._repr_html_inner()
        return bundle

    def __sklearn_tags__(self) -> Any:
        # Only scikit-learn's classes have tags, and only it asks for them.
        tags: Any = getattr(super(), "__sklearn_tags__")()
        tags.input_tags.sparse = True
        tags.transformer_tags.preserves_dtype = ["float64", "float32"]
        return tags
