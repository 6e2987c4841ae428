"""``k_means`` and ``kmeans_plusplus``, as functions."""

from __future__ import annotations

from typing import Any, Literal, overload

import numpy as np
from numpy.typing import NDArray

from . import _fits, _input, _parameters, _threads
from ._centroids import seed_of
from ._descriptions import described
from ._kmeans import KMeans
from ._interface import MOST_TRIALS
from ._points import Data
from ._refusals import interruptible
from ._stops import Stop


@overload
def k_means(
    X: Any,
    n_clusters: int,
    *,
    sample_weight: Any = None,
    init: Any = "k-means++",
    n_init: Any = "auto",
    max_iter: int = 300,
    verbose: int = False,
    tol: float = 1e-4,
    random_state: Any = None,
    copy_x: bool = True,
    algorithm: str = "lloyd",
    return_n_iter: Literal[False] = False,
    order: str | None = None,
    time_limit: float | None = None,
    n_threads: int | None = None,
    progress: Any = None,
) -> tuple[NDArray[np.floating[Any]], NDArray[np.int32], float]: ...


@overload
def k_means(
    X: Any,
    n_clusters: int,
    *,
    sample_weight: Any = None,
    init: Any = "k-means++",
    n_init: Any = "auto",
    max_iter: int = 300,
    verbose: int = False,
    tol: float = 1e-4,
    random_state: Any = None,
    copy_x: bool = True,
    algorithm: str = "lloyd",
    return_n_iter: Literal[True],
    order: str | None = None,
    time_limit: float | None = None,
    n_threads: int | None = None,
    progress: Any = None,
) -> tuple[NDArray[np.floating[Any]], NDArray[np.int32], float, int]: ...


@described
def k_means(
    X: Any,
    n_clusters: int,
    *,
    sample_weight: Any = None,
    init: Any = "k-means++",
    n_init: Any = "auto",
    max_iter: int = 300,
    verbose: int = False,
    tol: float = 1e-4,
    random_state: Any = None,
    copy_x: bool = True,
    algorithm: str = "lloyd",
    return_n_iter: bool = False,
    order: str | None = None,
    time_limit: float | None = None,
    n_threads: int | None = None,
    progress: Any = None,
) -> (
    tuple[NDArray[np.floating[Any]], NDArray[np.int32], float]
    | tuple[NDArray[np.floating[Any]], NDArray[np.int32], float, int]
):
    """Cluster points, without an estimator.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points.
    %(n_clusters)s
    %(sample_weight)s
    %(init)s
    %(n_init)s
    %(max_iter)s
    %(verbose)s
    %(tol)s
    %(random_state)s
    %(copy_x)s
    %(algorithm)s
    return_n_iter : bool, default=False
        Whether to return the number of iterations, too.
    %(order)s
    %(time_limit)s
    %(n_threads)s
    %(progress)s

    Returns
    -------
    centroid : ndarray of shape (n_clusters, n_features)
        The centroids.
    label : ndarray of shape (n_samples,)
        int32: the nearest centroid of every point.
    inertia : float
        The sum of the squared distances of the points to their centroids.
    best_n_iter : int
        Only with ``return_n_iter``.
    """
    fitted = KMeans(
        n_clusters=n_clusters,
        init=init,
        n_init=n_init,
        max_iter=max_iter,
        verbose=verbose,
        tol=tol,
        random_state=random_state,
        copy_x=copy_x,
        algorithm=algorithm,
        order=order,
        time_limit=time_limit,
        n_threads=n_threads,
        progress=progress,
    ).fit(X, sample_weight=sample_weight)
    found = (fitted.cluster_centers_, fitted.labels_, fitted.inertia_)
    return (*found, fitted.n_iter_) if return_n_iter else found


@described
def kmeans_plusplus(
    X: Any,
    n_clusters: int,
    *,
    sample_weight: Any = None,
    x_squared_norms: Any = None,
    random_state: Any = None,
    n_local_trials: int | None = None,
    n_threads: int | None = None,
) -> tuple[NDArray[np.floating[Any]], NDArray[np.int64]]:
    """Draw centroids by k-means++.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points to draw from.
    n_clusters : int
        How many to draw.
    %(sample_weight)s
    x_squared_norms : array-like of shape (n_samples,) or None, default=None
        Only its length is checked; here for compatibility.
    %(random_state)s
    n_local_trials : int or None, default=None
        Candidates a step, of which the one that lowers the inertia most is kept; None for
        ``2 + floor(log(n_clusters))``, and at most 65536.
    %(n_threads)s

    Returns
    -------
    centers : ndarray of shape (n_clusters, n_features)
        The points that were drawn, in the type of X.
    indices : ndarray of shape (n_clusters,)
        Which rows of X they are.
    """
    who = "kmeans_plusplus"
    _parameters.check_at_least_1(who, "n_clusters", n_clusters)
    if n_local_trials is not None:
        _parameters.check_at_least_1(who, "n_local_trials", n_local_trials, most=MOST_TRIALS)
    _parameters.check_random_state_parameter(who, random_state)
    x = _input.points(None, X, reset=False)
    weights = _input.weights(sample_weight, x)
    if x.shape[0] < n_clusters:
        raise ValueError(f"n_samples={x.shape[0]} should be >= n_clusters={n_clusters}.")
    if x_squared_norms is not None and len(x_squared_norms) != x.shape[0]:
        raise ValueError(
            f"The length of x_squared_norms {len(x_squared_norms)} should be equal to the length "
            f"of n_samples {x.shape[0]}."
        )
    threads, trials = _threads.number(n_threads), int(n_local_trials or 0)

    def draw(stop: Stop) -> np.ndarray:
        data, seed = Data(x, weights, threads, stop), seed_of(random_state)
        return _fits.plus_plus_rows(data, int(n_clusters), trials, seed, threads, stop)

    rows = interruptible(draw, x, who=who)
    chosen = x[rows]
    if chosen.dtype != getattr(X, "dtype", None):
        chosen = chosen.astype(_input.shown_type(X, x), copy=False)
    return (chosen.toarray() if _input.is_sparse(chosen) else chosen), rows
