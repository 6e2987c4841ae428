"""``KMeans``: scikit-learn's estimator over the engine."""

from __future__ import annotations

import time
import warnings
from typing import Any

import numpy as np

from . import _engine, _input, _parameters, _sparse, _stops, _threads
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


class KMeans(ClassNamePrefixFeaturesOutMixin, TransformerMixin, ClusterMixin, BaseEstimator):
    """K-means clustering, exact: a drop-in for ``sklearn.cluster.KMeans``.

    Every label is the nearest centroid and every centroid the mean of its points, both judged in
    float64; the result has the same bits for any number of threads and on any processor.

    Parameters
    ----------
    n_clusters : int, default=8
        The number of clusters.
    init : {'k-means++', 'random', 'k-means||'}, callable or array-like, default='k-means++'
        Where the centroids start: greedy k-means++ with ``2 + floor(log(n_clusters))`` candidates
        a step; different points, drawn at random; k-means||; an array of shape (n_clusters,
        n_features); or a function that is given ``X``, ``n_clusters`` and ``random_state=`` and
        returns such an array.
    n_init : 'auto' or int, default='auto'
        How many starts are tried; the one with the least inertia is kept. 'auto' is 10 for
        ``init='random'`` and functions, otherwise 1.
    max_iter : int, default=300
        The most iterations of one start.
    tol : float, default=1e-4
        A start ends when the squared ways of the centroids sum to at most this times the mean
        variance of the features. With 0 it ends only when no label changes.
    verbose : int, default=0
        Whether to print every iteration's inertia.
    random_state : int, RandomState or None, default=None
        Seeds the draws. An int is the seed itself: the command ``kmeans --seed`` draws the same.
    copy_x : bool, default=True
        Without effect, for X is never modified nor copied for it; here for compatibility.
    algorithm : str, default='lloyd'
        'lloyd', 'elkan' and 'auto' leave the choice to the engine. All algorithms give the same
        bits, and differ in time alone; 'textbook', 'direct', 'hamerly', 'bytes', 'axes' and
        'filtering' force one.
    time_limit : float or None, default=None
        Seconds after which a fit ends with the best that it has, and a warning.
    n_threads : int or None, default=None
        How many threads may work. None takes ``OMP_NUM_THREADS`` where it is set, otherwise all
        processors that this process may use.
    progress : callable, progress bar or None, default=None
        Is called with a `Progress` before every start and after every iteration, and ends the fit
        by returning true; or a bar with ``update``, such as one of tqdm's; or tqdm's class, of
        which a bar is made for every fit.

    Attributes
    ----------
    cluster_centers_ : ndarray of shape (n_clusters, n_features)
        The centroids. float32 where X is float32: then these are the float64 centroids, by which
        labels and `predict` go, each value rounded.
    labels_ : ndarray of shape (n_samples,)
        int32: the nearest centroid of every point, the lowest of several.
    inertia_ : float
        The sum of the squared distances of the points to their centroids, times the weights;
        exact, and rounded once.
    n_iter_ : int
        How many iterations the start that was kept took.
    stop_reason_ : str
        'labels_unchanged', 'tolerance', 'max_iter', 'time_limit' or 'interrupted'.
    inertia_history_ : ndarray of shape (n_iter_,)
        The inertia after the update of every iteration.
    n_features_in_ : int
        The number of features.
    feature_names_in_ : ndarray of shape (n_features_in_,)
        The names of the features, where X has some that are all text.

    Notes
    -----
    Ctrl-C ends a fit at once; the attributes then hold the best so far, if there were any labels
    yet, and KeyboardInterrupt is raised, which can be caught. Other signals whose handlers are
    Python's run them while a fit works, which then goes on; what a handler raises ends the fit as
    Ctrl-C does.

    Points are read in place where X is a C-ordered float32, float64 or uint8 array. CSR is never
    expanded as a whole.

    References
    ----------
    S. P. Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28,
    1982; D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.

    Examples
    --------
    >>> import numpy as np
    >>> from swiftkmeans import KMeans
    >>> X = np.array([[1, 2], [1, 4], [1, 0], [10, 2], [10, 4], [10, 0]])
    >>> kmeans = KMeans(n_clusters=2, random_state=0).fit(X)
    >>> kmeans.labels_
    array([0, 0, 0, 1, 1, 1], dtype=int32)
    >>> kmeans.predict([[0, 0], [12, 3]])
    array([0, 1], dtype=int32)
    >>> kmeans.cluster_centers_
    array([[ 1.,  2.],
           [10.,  2.]])
    """

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        init: Any = "k-means++",
        n_init: Any = "auto",
        max_iter: int = 300,
        tol: float = 1e-4,
        verbose: int = 0,
        random_state: Any = None,
        copy_x: bool = True,
        algorithm: str = "lloyd",
        time_limit: float | None = None,
        n_threads: int | None = None,
        progress: Any = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.init = init
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.verbose = verbose
        self.random_state = random_state
        self.copy_x = copy_x
        self.algorithm = algorithm
        self.time_limit = time_limit
        self.n_threads = n_threads
        self.progress = progress

    # Fitting

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> KMeans:
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
        self : KMeans

        Raises
        ------
        ValueError
            Where a parameter is out of its range, X has fewer points than clusters, or a value is
            not finite; the message says which.
        MemoryError
            Where the memory that the fit needs cannot be had.
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
        self._warn_of_elkan()

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
        centroids = _as_centroids(self.init, "init")
        self._check_center_shape(centroids, x)
        return centroids

    def _check_center_shape(self, centroids: np.ndarray, x: Any) -> None:
        if centroids.shape[0] != self.n_clusters:
            raise ValueError(
                f"The shape of the initial centers {centroids.shape} does not match the number of "
                f"clusters {self.n_clusters}."
            )
        if centroids.shape[1] != x.shape[1]:
            raise ValueError(
                f"The shape of the initial centers {centroids.shape} does not match the number of "
                f"features of the data {x.shape[1]}."
            )

    def _set_n_init(self) -> None:
        is_given = not isinstance(self.init, str) and not callable(self.init)
        if self.n_init == "auto":
            draws = callable(self.init) or (isinstance(self.init, str) and self.init == "random")
            self._n_init = 10 if draws else 1
        else:
            self._n_init = int(self.n_init)
        if is_given and self._n_init != 1:
            warnings.warn(
                "Explicit initial center position passed: performing only one init in "
                f"{type(self).__name__} instead of n_init={self._n_init}.",
                RuntimeWarning,
                stacklevel=3,
            )
            self._n_init = 1

    def _warn_of_elkan(self) -> None:
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
        listeners = Listeners(self.progress, self.verbose, lambda: self.tol * data.mean_variance)
        settings: dict[str, Any] = {
            "clusters": int(self.n_clusters),
            "max_iter": int(self.max_iter),
            "tol": float(self.tol),
            "algorithm": _parameters.engine_algorithm(self.algorithm),
            "threads": self._n_threads,
            "stop": stop,
            "listen": listeners if listeners else None,
        }
        try:
            if callable(self.init):
                return self._run_from_function(x, data, room, begin, settings)
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
                seed=seed_of(self.random_state),
                time_limit=self._time_left(begin),
                **settings,
            )
        finally:
            listeners.close()

    def _run_from_function(
        self,
        x: Any,
        data: _engine.Data,
        room: _engine.Room,
        begin: float,
        settings: dict[str, Any],
    ) -> _engine.Result:
        """A start for every call of the function that `init` is; the best is kept."""
        random_state = check_random_state(self.random_state)
        best: _engine.Result | None = None
        for _ in range(self._n_init):
            # What the function does to compressed rows must not reach the engine, which trusts in
            # the columns that it has checked.
            shown = x.copy() if _input.is_sparse(x) else x
            centroids = _as_centroids(
                self.init(shown, self.n_clusters, random_state=random_state), "init"
            )
            self._check_center_shape(centroids, x)
            try:
                result = _engine.fit(
                    data,
                    room if best is None else _engine.Room(x, int(self.n_clusters)),
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

    def _time_left(self, begin: float) -> float:
        """Seconds for the engine; 0 for no limit."""
        if self.time_limit is None:
            return 0.0
        return max(1e-9, float(self.time_limit) - (time.monotonic() - begin))

    def _keep(self, result: _engine.Result, x: Any) -> None:
        dtype = np.float32 if x.dtype == np.float32 else np.float64
        # Before anything of the last fit is replaced: there may be no memory.
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
        if distinct < self.n_clusters:
            warnings.warn(
                f"Number of distinct clusters ({distinct}) found smaller than n_clusters "
                f"({self.n_clusters}). Possibly due to duplicate points in X.",
                ConvergenceWarning,
                stacklevel=3,
            )
        if result.stop_reason == "time_limit":
            warnings.warn(
                f"The fit was ended after {result.iterations} iterations by its time limit of "
                f"{self.time_limit} s; this is the best so far.",
                ConvergenceWarning,
                stacklevel=3,
            )
        elif self._n_init > 1 and self.time_limit is not None and seconds >= self.time_limit:
            # The start that is kept came to its end, but others did not.
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
        """The nearest centroid of every point, by the same judgement as in `fit`.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)

        Returns
        -------
        labels : ndarray of shape (n_samples,)
            int32.
        """
        return self._assign(X)[0]

    def score(self, X: Any, y: Any = None, sample_weight: Any = None) -> float:
        """The negative inertia of points under the fitted centroids.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
        y : Ignored
        sample_weight : array-like of shape (n_samples,) or None, default=None

        Returns
        -------
        score : float
        """
        return -self._assign(X, sample_weight, scoring=True)[1]

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
            return _engine.distances(x, self._fitted(x), _threads.number(self.n_threads), dtype)
        except _engine.EngineError as error:
            raise _input.refusal(error, self, x) from None

    def _assign(
        self, X: Any, sample_weight: Any = None, scoring: bool = False
    ) -> tuple[np.ndarray, float]:
        check_is_fitted(self)
        x = _input.points(self, X, reset=False)
        try:
            return _engine.assign(
                x,
                self._fitted(x),
                _threads.number(self.n_threads),
                weights=_input.weights(sample_weight, x),
                scoring=scoring,
            )
        except _engine.EngineError as error:
            raise _input.refusal(error, self, x) from None

    def _fitted(self, x: Any) -> np.ndarray:
        """The float64 centroids: the fit's, or `cluster_centers_` where somebody replaced it.

        Raises
        ------
        ValueError
            Where they have not as many features as ``x``.
        """
        shown = self.cluster_centers_
        own: np.ndarray | None = getattr(self, "_centroids", None)
        if own is not None and isinstance(shown, np.ndarray) and _is_rounded(own, shown):
            centroids = own
        else:
            centroids = _as_centroids(shown, "cluster_centers_")
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


def _is_rounded(centroids: np.ndarray, shown: np.ndarray) -> bool:
    """Whether ``shown`` is the centroids in its type."""
    return shown.dtype in (np.float32, np.float64) and np.array_equal(
        centroids.astype(shown.dtype, copy=False), shown
    )


def _as_centroids(values: Any, name: str) -> np.ndarray:
    """Centroids as the engine takes them: float64, C-ordered, two-dimensional, finite."""
    if _input.is_sparse(values):
        _sparse.check(values, name)
        values = values.toarray()
    given = np.asarray(values)
    if given.dtype.kind == "c":
        raise ValueError(f"Complex data not supported\n{given}\n")
    centroids = np.require(given, dtype=np.float64, requirements=["C", "A"])
    if centroids.ndim != 2:
        raise ValueError(
            f"Expected 2D array, got {centroids.ndim}D array instead:\narray={centroids}.\n"
            "Initial centers have one row a cluster."
        )
    if centroids.shape[0] == 0:
        raise ValueError(f"{name} has no centers; it must have one row a cluster.")
    # The sum of the squares settles it where it is small.
    if not np.vdot(centroids, centroids) < 2.0**900:
        _check_finite(max(centroids.max(), -centroids.min(), key=abs), name)
    return centroids


def _check_finite(largest: float, name: str) -> None:
    """Refuse what no centroid can hold: ``largest`` is the value of the greatest size, or NaN."""
    if np.isnan(largest):
        raise ValueError(f"Input {name} contains NaN.")
    if np.isinf(largest):
        raise ValueError(f"Input {name} contains infinity.")
    if abs(largest) >= 2.0**480:
        raise ValueError(
            f"Input {name} contains a value of size {abs(largest)}, whose square would overflow; "
            "scale the data."
        )


def seed_of(random_state: Any) -> int:
    """The engine's seed: an int itself, otherwise 64 bits drawn from the random state."""
    if random_state is None or not isinstance(random_state, (int, np.integer)):
        draws = check_random_state(random_state).randint(0, 2**32, size=2, dtype=np.uint64)
        return int(draws[0]) << 32 | int(draws[1])
    return int(random_state)
