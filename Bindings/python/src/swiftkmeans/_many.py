"""``k_means_many``: many small problems in one call."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import _fits, _input, _parameters, _threads
from ._calls import EngineError
from ._centroids import as_centroids, check_shape, number_of_starts, seed_of
from ._descriptions import described
from ._interface import STOPPED
from ._points import Data
from ._refusals import in_known_words, interruptible
from ._settings import Settings
from ._stops import Stop


class Clusters(NamedTuple):
    """The clusters of one set of points.

    Attributes
    ----------
    centers : ndarray of shape (n_clusters, n_features)
        float64: the means of the clusters.
    labels : ndarray of shape (n_samples,)
        int32: the nearest center of every point.
    inertia : float
        The sum of the squared distances of the points to their centers, times the weights.
    n_iter : int
        How many iterations the start that was kept took.
    """

    centers: NDArray[np.float64]
    labels: NDArray[np.int32]
    inertia: float
    n_iter: int


@described
def k_means_many(
    Xs: Iterable[Any],
    n_clusters: int,
    *,
    sample_weights: Iterable[Any] | None = None,
    init: Any = "k-means++",
    n_init: Any = "auto",
    max_iter: int = 300,
    tol: float = 1e-4,
    random_state: Any = None,
    algorithm: str = "lloyd",
    order: str | None = None,
    time_limit: float | None = None,
    n_threads: int | None = None,
) -> list[Clusters]:
    """Cluster many sets of points, each by itself, with all threads.

    A thread takes set after set, which keeps all of them busy where the points of one set would
    not. Every result has the bits of ``KMeans`` for that set, with the same parameters.

    Parameters
    ----------
    Xs : iterable of {array-like, sparse matrix} of shape (n_samples, n_features)
        The sets, such as an array of shape (n_sets, n_samples, n_features).
    %(n_clusters)s
    sample_weights : iterable of array-like of shape (n_samples,) or None, default=None
        The weights of every set; None for 1 each.
    init : str or array-like, default='k-means++'
        As of `KMeans`, but for functions; an array is the start of every set.
    %(n_init)s
    %(max_iter)s
    %(tol)s
    random_state : int, RandomState or None, default=None
        Seeds the draws, which are the same for every set.
    %(algorithm)s
    %(order)s
    time_limit : float or None, default=None
        Seconds after which each set's fit ends with the best that it has.
    %(n_threads)s

    Returns
    -------
    list of Clusters
        One a set, in order.

    Raises
    ------
    ValueError
        Where a parameter is out of its range, or a set cannot be clustered; the message says which.
    KeyboardInterrupt
        After Ctrl-C.

    Examples
    --------
    >>> import numpy as np
    >>> from swiftkmeans import k_means_many
    >>> patches = np.arange(24.0).reshape(2, 6, 2)
    >>> [found.inertia for found in k_means_many(patches, 2, n_init=5, random_state=0)]
    [32.0, 32.0]
    """
    named = {
        "n_clusters": n_clusters, "init": init, "n_init": n_init, "max_iter": max_iter, "tol": tol,
        "random_state": random_state, "algorithm": algorithm, "order": order,
        "time_limit": time_limit, "n_threads": n_threads,
    }  # fmt: skip
    _parameters.check_named("k_means_many", named)
    if callable(init):
        raise ValueError("init must be a name or an array in k_means_many; fit sets one by one.")
    sets = [_input.points(None, x, reset=False) for x in Xs]
    weights = _weights(sets, sample_weights)
    given = None
    if not isinstance(init, str):
        given = as_centroids(init, "init", 2.0**480)
        for x in sets:
            check_shape(given, x, int(n_clusters))
    settings = Settings(
        clusters=int(n_clusters),
        max_iter=int(max_iter),
        tol=float(tol),
        threads=_threads.number(n_threads),
        algorithm=_parameters.engine_algorithm(algorithm),
        distance="euclidean",
        initialization=_parameters.engine_initialization(init) if given is None else "k-means++",
        centroids=given,
        restarts=number_of_starts(n_init, init) if given is None else 1,
        seed=seed_of(random_state),
        order=_parameters.ORDERS.get(order, 0),
        time_limit=0.0 if time_limit is None else float(time_limit),
    )

    def work(stop: Stop) -> list[Clusters]:
        data = [_checked(number, x, w, stop) for number, (x, w) in enumerate(zip(sets, weights))]
        rooms = [_fits.Room(x, settings.clusters) for x in sets]
        return [
            Clusters(found.centroids, found.labels, found.objective, found.iterations)
            for found in _fits.fit_many(data, rooms, settings, stop)
        ]

    return interruptible(work, None, who="k_means_many") if sets else []


def _weights(sets: list[Any], given: Iterable[Any] | None) -> list[np.ndarray | None]:
    """The weights of every set, checked."""
    if given is None:
        return [None] * len(sets)
    listed = list(given)
    if len(listed) != len(sets):
        raise ValueError(f"There are {len(listed)} sample_weights for {len(sets)} sets.")
    return [_input.weights(one, x) for one, x in zip(listed, sets)]


def _checked(number: int, x: Any, weights: np.ndarray | None, stop: Stop) -> Data:
    """A set for the engine; what is wrong with it is told with its number."""
    try:
        return Data(x, weights, 1, stop)
    except EngineError as error:
        if error.code == STOPPED:
            raise
        raise ValueError(f"Set {number}: {in_known_words(error, 'k_means_many', x)}") from None
