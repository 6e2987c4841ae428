"""What all estimators share: from points to a fit, and from a fit to labels and distances."""

from __future__ import annotations

import time
import warnings
from typing import Any, TypeVar

import numpy as np

from . import _centroids, _engine, _input, _parameters, _stops, _threads
from ._base import (
    BaseEstimator,
    ClassNamePrefixFeaturesOutMixin,
    ClusterMixin,
    ConvergenceWarning,
    TransformerMixin,
    check_is_fitted,
    check_random_state,
)
from ._library import CENTROIDS, STOPPED
from ._progress import Listeners

_Clusterer = TypeVar("_Clusterer", bound="Clusterer")


class Clusterer(ClassNamePrefixFeaturesOutMixin, TransformerMixin, ClusterMixin, BaseEstimator):
    """Fits by the engine, and the use of a fit; its parameters are those of `KMeans`."""

    #: The engine's name of the distance between points.
    _distance = "euclidean"
    #: The inertia over the sum of squared distances.
    _inertia_scale = 1.0
    #: What a fit is made of, one after the other.
    _steps = "iterations"

    #: Reasons to stop that leave fewer clusters.
    _fewer_clusters: tuple[str, ...] = ()
    #: What parameters may be where it differs from what they may be in `KMeans`.
    _rules: dict[str, _parameters.Rule] = {}

    def _variant(self) -> str:
        """The engine's name of how starts are spent."""
        return "full"

    def _seen(self, x: Any, threads: int) -> Any:
        """The points as the distance sees them."""
        return x

    def _check_centers(self, centroids: np.ndarray, name: str) -> None:
        """Refuse given centroids that the distance cannot see."""

    # Fitting

    def fit(
        self: _Clusterer, X: Any, y: Any = None, sample_weight: Any = None
    ) -> _Clusterer:
        """Cluster points.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
            The points. CSR is used as it is; other sparse formats are converted to it.
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
            Where a parameter is out of its range, X has fewer points than clusters, or a value is
            not finite; the message says which.
        MemoryError
            Where the fit needs more memory than the system has.
        TimeoutError
            Where ``time_limit`` passed before there were any labels.
        KeyboardInterrupt
            After Ctrl-C; the attributes hold the best so far, and are left as they were where
            there were no labels yet.
        """
        _parameters.check(self)
        x = _input.points(self, X, reset=True)
        weights = _input.weights(sample_weight, x)
        if x.shape[0] < self.n_clusters:
            raise ValueError(
                f"n_samples={x.shape[0]} should be >= n_clusters={self.n_clusters}."
            )
        self._n_threads = _threads.number(self.n_threads)
        init = self._given_centroids(x)
        self._set_n_init()
        self._warn_of_parameters()

        stop = _stops.Stop()
        begin = time.monotonic()
        with _stops.Interruption(stop) as interruption:
            try:
                result = self._run(x, weights, init, begin, stop)
            except _engine.EngineError as error:
                raise _input.refusal(error, self, x) from None
        self._keep(result, x)
        interruption.resume()
        self._warn(result, time.monotonic() - begin)
        return self

    def _given_centroids(self, x: Any) -> np.ndarray | None:
        """The array that `init` is, checked; None where it is none."""
        if isinstance(self.init, str) or callable(self.init):
            return None
        centroids = _centroids.as_centroids(self.init, "init")
        self._check_center_shape(centroids, x, self.n_clusters)
        self._check_centers(centroids, "init")
        return centroids

    def _check_center_shape(self, centroids: np.ndarray, x: Any, clusters: int) -> None:
        if centroids.shape[0] != clusters:
            raise ValueError(
                f"The shape of the initial centers {centroids.shape} does not match the number of "
                f"clusters {clusters}."
            )
        if centroids.shape[1] != x.shape[1]:
            raise ValueError(
                f"The shape of the initial centers {centroids.shape} does not match the number of "
                f"features of the data {x.shape[1]}."
            )

    def _set_n_init(self) -> None:
        if self.n_init == "auto":
            draws = callable(self.init) or (isinstance(self.init, str) and self.init == "random")
            self._n_init = 10 if draws else 1
        else:
            self._n_init = int(self.n_init)
        is_given = not isinstance(self.init, str) and not callable(self.init)
        if is_given and self._n_init != 1:
            warnings.warn(
                "Explicit initial center position passed: performing only one init in "
                f"{type(self).__name__} instead of n_init={self._n_init}.",
                RuntimeWarning,
                stacklevel=3,
            )
            self._n_init = 1

    def _warn_of_parameters(self) -> None:
        """Warn of parameters that have no effect together."""
        if self.algorithm == "elkan" and self.n_clusters == 1:
            warnings.warn(
                "algorithm='elkan' doesn't make sense for a single cluster. Using 'lloyd' instead.",
                RuntimeWarning,
                stacklevel=3,
            )

    def _run(
        self,
        x: Any,
        weights: np.ndarray | None,
        init: np.ndarray | None,
        begin: float,
        stop: _stops.Stop,
    ) -> _engine.Result:
        room = _engine.Room(x, int(self.n_clusters))
        data = _engine.Data(x, weights, self._n_threads, stop)
        listeners = Listeners(
            self.progress, self.verbose, lambda: self.tol * self._mean_variance(x, data, stop)
        )
        settings: dict[str, Any] = {
            "clusters": int(self.n_clusters),
            "distance": self._distance,
            "variant": self._variant(),
            "max_iter": int(self.max_iter),
            "tol": float(self.tol),
            "algorithm": _parameters.engine_algorithm(self.algorithm),
            "threads": self._n_threads,
            "stop": stop,
            "listen": listeners if listeners else None,
        }
        try:
            if callable(self.init):
                return self._run_from_function(x, weights, data, room, begin, settings)
            if init is not None:
                return _engine.fit(
                    data,
                    room,
                    initialization=CENTROIDS,
                    centroids=init,
                    restarts=1,
                    seed=0,
                    time_limit=self._time_left(begin),
                    **settings,
                )
            return _engine.fit(
                data,
                room,
                initialization=_parameters.INITIALIZATIONS[self.init],
                centroids=None,
                restarts=self._n_init,
                seed=_centroids.seed_of(self.random_state),
                time_limit=self._time_left(begin),
                **settings,
            )
        finally:
            listeners.close()

    def _run_from_function(
        self,
        x: Any,
        weights: np.ndarray | None,
        data: _engine.Data,
        room: _engine.Room,
        begin: float,
        settings: dict[str, Any],
    ) -> _engine.Result:
        random_state = check_random_state(self.random_state)
        return self._best_from_function(x, data, room, begin, settings, random_state)

    def _best_from_function(
        self,
        x: Any,
        data: _engine.Data,
        room: _engine.Room,
        begin: float,
        settings: dict[str, Any],
        random_state: np.random.RandomState,
    ) -> _engine.Result:
        """A start for every call of the function that `init` is; the best is kept."""
        clusters = settings["clusters"]
        best: _engine.Result | None = None
        for _ in range(self._n_init):
            # The function may change compressed rows. That must not reach the engine, which relies
            # on the columns that it has checked.
            shown = x.copy() if _input.is_sparse(x) else x
            centroids = _centroids.as_centroids(
                self.init(shown, clusters, random_state=random_state), "init"
            )
            self._check_center_shape(centroids, x, clusters)
            self._check_centers(centroids, "init")
            try:
                result = _engine.fit(
                    data,
                    room if best is None else _engine.Room(x, clusters),
                    initialization=CENTROIDS,
                    centroids=centroids,
                    restarts=1,
                    seed=0,
                    time_limit=self._time_left(begin),
                    **settings,
                )
            except TimeoutError:
                if best is not None:
                    return best
                raise
            except _engine.EngineError as error:
                if error.code == STOPPED and best is not None:
                    return best
                raise
            if best is None or result.objective < best.objective:
                best = result
            if result.stop_reason in ("time_limit", "interrupted") or settings["stop"].raised:
                break
        assert best is not None
        return best

    def _mean_variance(self, x: Any, data: _engine.Data, stop: _stops.Stop) -> float:
        """The unit of the tolerance."""
        return data.mean_variance

    def _time_left(self, begin: float) -> float:
        """Seconds for the engine; 0 for no limit."""
        if self.time_limit is None:
            return 0.0
        return max(1e-9, float(self.time_limit) - (time.monotonic() - begin))

    def _keep(self, result: _engine.Result, x: Any) -> None:
        dtype = np.float32 if x.dtype == np.float32 else np.float64
        # Before attributes of the last fit are replaced: there may be too little memory.
        shown = result.centroids.astype(dtype)
        self._centroids, self.cluster_centers_ = result.centroids, shown
        self._n_features_out = result.centroids.shape[0]
        self.labels_ = result.labels
        self.inertia_ = result.objective
        self.n_iter_ = result.iterations
        self.stop_reason_ = result.stop_reason
        self.inertia_history_ = result.history

    def _warn(self, result: _engine.Result, seconds: float) -> None:
        distinct = np.count_nonzero(result.sizes)
        if distinct < self.n_clusters and result.stop_reason not in self._fewer_clusters:
            warnings.warn(
                f"Number of distinct clusters ({distinct}) found smaller than n_clusters "
                f"({self.n_clusters}). Possibly due to duplicate points in X.",
                ConvergenceWarning,
                stacklevel=3,
            )
        if result.stop_reason == "time_limit":
            warnings.warn(
                f"The fit was ended after {result.iterations} {self._steps} by its time limit of "
                f"{self.time_limit} s; this is the best so far.",
                ConvergenceWarning,
                stacklevel=3,
            )
        elif self._n_init > 1 and self.time_limit is not None and seconds >= self.time_limit:
            # The start that is kept ran to its end, but others did not.
            warnings.warn(
                f"The fit was ended by its time limit of {self.time_limit} s before all of its "
                f"{self._n_init} starts were done; this is the best so far.",
                ConvergenceWarning,
                stacklevel=3,
            )

    def fit_predict(self, X: Any, y: Any = None, sample_weight: Any = None) -> np.ndarray:
        """Cluster points, and return their labels; see `fit`.

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
        labels : ndarray of shape (n_samples,)
            int32.
        """
        return self.fit(X, sample_weight=sample_weight).labels_

    def fit_transform(self, X: Any, y: Any = None, sample_weight: Any = None) -> np.ndarray:
        """Cluster points, and return their distances to the centroids; see `fit`, `transform`.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
            The points.
        y : Ignored
            Here for compatibility.
        sample_weight : array-like of shape (n_samples,) or None, default=None
            The weights in the fit, 0 or more; None for 1 each.

        Returns
        -------
        X_new : ndarray of shape (n_samples, n_clusters)
            float32 where X is, otherwise float64.
        """
        return self.fit(X, sample_weight=sample_weight).transform(X)

    # Using what was fitted

    def predict(self, X: Any) -> np.ndarray:
        """The cluster of every point, by the same judgement as in `fit`.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)

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
        return self._labels(_input.points(self, X, reset=False))

    def score(self, X: Any, y: Any = None, sample_weight: Any = None) -> float:
        """The negative inertia of points about the nearest of the fitted centroids.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
        y : Ignored
        sample_weight : array-like of shape (n_samples,) or None, default=None

        Returns
        -------
        score : float

        Raises
        ------
        KeyboardInterrupt
            After Ctrl-C.
        """
        check_is_fitted(self)
        x = _input.points(self, X, reset=False)
        weights = _input.weights(sample_weight, x)
        return -self._inertia_scale * self._nearest(x, weights, scoring=True)[1]

    def transform(self, X: Any) -> np.ndarray:
        """The distance of every point to every centroid.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)

        Returns
        -------
        X_new : ndarray of shape (n_samples, n_clusters)
            float32 where X is, otherwise float64.
        """
        check_is_fitted(self)
        x = _input.points(self, X, reset=False)
        dtype = np.dtype(np.float32 if x.dtype == np.float32 else np.float64)
        try:
            return self._distances(x, self._fitted(x), _threads.number(self.n_threads), dtype)
        except _engine.EngineError as error:
            raise _input.refusal(error, self, x) from None

    def _labels(self, x: Any) -> np.ndarray:
        return self._nearest(x)[0]

    def _distances(
        self, x: Any, centroids: np.ndarray, threads: int, dtype: np.dtype
    ) -> np.ndarray:
        return _engine.distances(x, centroids, threads, dtype)

    def _nearest(
        self, x: Any, weights: np.ndarray | None = None, scoring: bool = False
    ) -> tuple[np.ndarray, float]:
        """The nearest centroid of every point and, when ``scoring``, the sum of w * distance²."""
        centroids, threads = self._fitted(x), _threads.number(self.n_threads)
        stop = _stops.Stop()
        with _stops.Interruption(stop) as interruption:
            try:
                found = _engine.nearest(
                    self._seen(x, threads),
                    centroids,
                    threads,
                    stop,
                    weights=weights,
                    scoring=scoring,
                )
            except _engine.EngineError as error:
                raise _input.refusal(error, self, x) from None
        interruption.resume()
        return found

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
            centroids = _centroids.as_centroids(shown, "cluster_centers_")
        if centroids.shape[1] != x.shape[1]:
            raise ValueError(
                f"cluster_centers_ has shape {centroids.shape}, but X has {x.shape[1]} features; "
                "fit again, or set cluster_centers_ to centers of as many features."
            )
        return centroids

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.transformer_tags.preserves_dtype = ["float64", "float32"]
        return tags


