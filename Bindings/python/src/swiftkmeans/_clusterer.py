"""What all estimators share: from points to a fit."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from . import _centroids, _fits, _input, _limits, _parameters, _threads, _warnings
from ._base import check_random_state
from ._fitted import Fitted
from ._progress import Listeners
from ._refusals import interruptible
from ._settings import Settings
from ._stops import Stop
from ._task import Task

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .displays import ClustersDisplay

_Clusterer = TypeVar("_Clusterer", bound="Clusterer")


class Clusterer(Fitted):
    """An estimator that fits by the engine.

    `swiftkmeans._descriptions` says what its parameters mean, and `swiftkmeans._parameters` what
    they may be.
    """

    n_clusters: int
    init: Any
    n_init: Any
    max_iter: int
    tol: float
    verbose: int
    random_state: Any
    algorithm: str
    order: str | None
    time_limit: float | None
    max_memory: int | str | None = None
    progress: Any

    labels_: NDArray[np.int32]
    inertia_: float
    n_iter_: int
    stop_reason_: str
    inertia_history_: NDArray[np.float64]

    #: The engine's name of the distance between points.
    _distance = "euclidean"
    #: What a fit is made of, one after the other.
    _steps = "iterations"
    #: Reasons to stop that leave fewer clusters.
    _fewer_clusters: tuple[str, ...] = ()
    #: What parameters may be where it differs from what they may be in `KMeans`.
    _rules: dict[str, _parameters.Rule] = {}

    def _keep_parameters(self, given: dict[str, Any]) -> None:
        """Keep the variables of ``__init__``, its parameters alone, as they are; `fit` checks them."""
        for name, value in given.items():
            if name != "self":
                setattr(self, name, value)

    def _variant(self) -> str:
        """The engine's name of how starts are spent."""
        return "full"

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
        shown = _input.shown_type(X, x)
        self._n_threads = _threads.number(self.n_threads)
        init = self._given_centroids(x)
        self._set_n_init()
        self._warn_of_parameters()

        begin = time.monotonic()

        def work(stop: Stop) -> _fits.Result:
            with _limits.limited(self.max_memory, x):
                result = self._run(self._task(x, weights, begin, stop), init)
            self._keep(result, shown)
            return result

        result = interruptible(work, x, self)
        _warnings.of_result(self, result, time.monotonic() - begin)
        return self

    def _given_centroids(self, x: Any) -> np.ndarray | None:
        """The array that `init` is, checked; None where it is none."""
        if isinstance(self.init, str) or callable(self.init):
            return None
        return self._checked(self.init, x, self.n_clusters)

    def _checked(self, centroids: Any, x: Any, clusters: int) -> np.ndarray:
        """Centroids to start from as the engine takes them."""
        found = _centroids.as_centroids(centroids, "init", self._limit)
        _centroids.check_shape(found, x, clusters)
        self._check_centers(found, "init")
        return found

    def _set_n_init(self) -> None:
        self._n_init = _centroids.number_of_starts(self.n_init, self.init)
        # A search has a usual number of its own, which the engine knows.
        searches = getattr(self, "quality", "fast") != "fast"
        if searches and isinstance(self.init, str) and self.n_init == "auto":
            self._n_init = 0
        is_given = not isinstance(self.init, str) and not callable(self.init)
        if is_given and self._n_init != 1:
            _warnings.of_given_centroids(type(self).__name__, self._n_init)
            self._n_init = 1

    def _warn_of_parameters(self) -> None:
        """Warn of parameters that have no effect together."""
        if self.algorithm == "elkan" and self.n_clusters == 1:
            _warnings.of_a_single_cluster()

    def _task(self, x: Any, weights: np.ndarray | None, begin: float, stop: Stop) -> Task:
        """The fit by these parameters, which began then."""
        settings = Settings(
            clusters=int(self.n_clusters),
            max_iter=int(self.max_iter),
            tol=float(self.tol),
            threads=self._n_threads,
            algorithm=_parameters.engine_algorithm(self.algorithm),
            distance=self._distance,
            variant=self._variant(),
            order=_parameters.ORDERS.get(getattr(self, "order", None), 0),
            quality=getattr(self, "quality", "fast"),
            effort=getattr(self, "effort", None),
        )
        deadline = None if self.time_limit is None else begin + float(self.time_limit)
        return Task(x, weights, settings, deadline, stop)

    def _run(self, task: Task, init: np.ndarray | None) -> _fits.Result:
        """The fit, from the centroids ``init`` where they are given."""
        listeners = Listeners(
            self.progress, self.verbose, lambda: self._told_tolerance(task)
        )
        task.listen = listeners if listeners else None
        try:
            if init is not None:
                return task.fit(centroids=init)
            if callable(self.init):
                return self._run_from_function(task)
            self._seed = _centroids.seed_of(self.random_state)
            return task.fit(
                initialization=_parameters.engine_initialization(self.init),
                restarts=self._n_init,
                seed=self._seed,
            )
        finally:
            listeners.close()

    def _run_from_function(self, task: Task) -> _fits.Result:
        """The fit where `init` is a function."""
        return self._best_from_function(task, check_random_state(self.random_state))

    def _best_from_function(
        self, task: Task, random_state: np.random.RandomState
    ) -> _fits.Result:
        """A start for every call of the function that `init` is; the best is kept."""
        x, clusters = task.x, task.settings.clusters

        def draw() -> np.ndarray:
            # The function may change compressed rows. That must not reach the engine, which relies
            # on the columns that it has checked.
            shown = x.copy() if _input.is_sparse(x) else x
            return self._checked(self.init(shown, clusters, random_state=random_state), x, clusters)

        return task.best_of(self._n_init, draw)

    def _told_tolerance(self, task: Task) -> float | None:
        """What centroids move at the end; None where moves tell nothing of it."""
        return float(self.tol * self._mean_variance(task))

    def _mean_variance(self, task: Task) -> float:
        """The unit of the tolerance."""
        return task.data.mean_variance

    def _keep(self, result: _fits.Result, dtype: np.dtype) -> None:
        """Set the attributes of a fit, with `cluster_centers_` in this type."""
        # Before attributes of the last fit are replaced: there may be too little memory.
        shown = result.centroids.astype(dtype)
        self._centroids: np.ndarray = result.centroids
        self.cluster_centers_ = shown
        self._n_features_out = result.centroids.shape[0]
        self.labels_ = result.labels
        self.inertia_ = result.objective
        self.n_iter_ = result.iterations
        self.stop_reason_ = result.stop_reason
        self.inertia_history_ = result.history
        self._keep_search(result)

    def _keep_search(self, result: _fits.Result) -> None:
        """Set the attributes of a search for a low inertia, where there are such searches."""

    def fit_predict(self, X: Any, y: Any = None, sample_weight: Any = None) -> NDArray[np.int32]:
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

    def report(
        self,
        X: Any,
        path: str | os.PathLike[str],
        *,
        feature_names: Any = None,
        title: str | None = None,
        sample_weight: Any = None,
        image_shape: tuple[int, int] | None = None,
    ) -> Path:
        """Write a page that shows the clusters in words and figures; see `swiftkmeans.report`.

        Parameters
        ----------
        X : array-like, dataframe or Arrow table of shape (n_samples, n_features)
            The points of the fit.
        path : str or path-like
            Where the page goes; ends in ``.html``.
        feature_names : sequence of str or None, default=None
            What the columns of an array are called.
        title : str or None, default=None
            What the page calls the data; None for "data".
        sample_weight : array-like of shape (n_samples,) or None, default=None
            The weights of the fit; None for 1 each.
        image_shape : (int, int) or None, default=None
            Rows and columns of the image that the features of a point are the pixels of.

        Returns
        -------
        path : Path
            Where the page is.
        """
        from ._reports import report

        return report(
            self,
            X,
            path,
            feature_names=feature_names,
            title=title,
            sample_weight=sample_weight,
            image_shape=image_shape,
        )

    def plot(
        self,
        X: Any,
        *,
        features: Sequence[int | str] | None = None,
        cells: bool = False,
        ax: Axes | None = None,
    ) -> ClustersDisplay:
        """Draw the points of the fit in their clusters' colours; needs matplotlib.

        `swiftkmeans.displays.ClustersDisplay` has more settings.

        Parameters
        ----------
        X : array-like or dataframe of shape (n_samples, n_features)
            The points of the fit.
        features : sequence of two int or str, or None, default=None
            The features across and up, by place or name; None for the only two, or for principal
            axes.
        cells : bool, default=False
            Whether to show which centroid would be nearest to every place of the plane.
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : ClustersDisplay
            The drawn display.
        """
        from .displays import ClustersDisplay

        return ClustersDisplay.from_estimator(self, X, features=features, cells=cells, ax=ax)

    def fit_transform(self, X: Any, y: Any = None, sample_weight: Any = None) -> NDArray[np.floating[Any]]:
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
