"""Scores of labelled points, by the engine."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from . import _interface as c
from ._calls import call
from ._library import library
from ._memory import address, room
from ._points import Points
from ._stops import Stop


class Labelled(NamedTuple):
    """Points with their labels, and how they are scored.

    Attributes
    ----------
    x : ndarray or CSR
        The points.
    labels : ndarray of shape (n_samples,)
        int32, from 0.
    threads : int
        How many may work side by side.
    stop : Stop
        Ends the work early, with an `EngineError` of the code ``STOPPED``.
    distance : str
        One of the engine's distances.
    weights : ndarray of shape (n_samples,) or None
        float64; None for 1 each.
    meaning : str
        What weights mean: "copies" or "shares".
    """

    x: Any
    labels: np.ndarray
    threads: int
    stop: Stop
    distance: str = "euclidean"
    weights: np.ndarray | None = None
    meaning: str = "copies"

    @property
    def clusters(self) -> int:
        """More than the greatest label."""
        return int(self.labels.max()) + 1

    def call(
        self, function: Callable[..., int], *rest: Any, before: tuple[Any, ...] = ()
    ) -> None:
        """Call a function of the C interface that takes all of this.

        Parameters
        ----------
        function : callable
            Takes points, weights, their meaning, labels, clusters and the distance first.
        *rest : object
            What it takes after the threads and the stop.
        before : tuple of object, default=()
            What it takes before them.
        """
        points = Points(self.x)
        call(
            function,
            ctypes.byref(points.matrix),
            points.address_of_weights(self.weights),
            self.meaning.encode(),
            address("labels", self.labels, np.dtype(np.int32), (points.count,)),
            self.clusters,
            self.distance.encode(),
            *before,
            self.threads,
            self.stop.handle,
            *rest,
            stop=self.stop,
        )


def silhouettes(given: Labelled, is_simplified: bool = False) -> tuple[np.ndarray, float]:
    """The silhouette of every point, and their mean; see ``kmeans_weighted_silhouettes``.

    Parameters
    ----------
    given : Labelled
        The points with their labels.
    is_simplified : bool, default=False
        Whether they go by means instead of points.

    Returns
    -------
    values : ndarray of shape (n_samples,)
        float64.
    mean : float
        Their mean, by the weights.
    """
    values = room(
        "silhouettes of {} points", given.labels.shape, np.dtype(np.float64), "use fewer points"
    )
    mean = ctypes.c_double(np.nan)
    by_points, by_means = library.kmeans_weighted_silhouettes, library.kmeans_simplified_silhouettes
    given.call(
        by_means if is_simplified else by_points, values.ctypes.data, ctypes.addressof(mean)
    )
    return values, mean.value


class MeanSilhouette(NamedTuple):
    """A mean silhouette, and how it was found.

    Attributes
    ----------
    mean : float
        The mean over all points, or over those that were drawn.
    method : str
        'exact', 'sampled' or 'simplified'.
    margin : float
        Half the width of the 95 % confidence interval of a sampled mean; NaN where nothing was
        drawn.
    sampled : int
        How many points were drawn; 0 where none were.
    by_cluster : ndarray of shape (n_clusters,)
        The mean of every cluster; NaN where points were drawn.
    """

    mean: float
    method: str
    margin: float
    sampled: int
    by_cluster: np.ndarray


def mean_silhouette(
    given: Labelled, method: str | None, sample: int, seed: int
) -> MeanSilhouette:
    """The mean silhouette; see ``kmeans_read_mean_silhouette``.

    Parameters
    ----------
    given : Labelled
        The points with their labels.
    method : str or None
        How it is found; None for exact up to 20,000 points, and otherwise sampled.
    sample : int
        How many points are drawn; 0 for the usual number.
    seed : int
        Of the draws.
    """
    found, by_cluster = c.MeanSilhouette(), np.empty(given.clusters)
    given.call(
        library.kmeans_read_mean_silhouette,
        ctypes.byref(found),
        ctypes.sizeof(found),
        by_cluster.ctypes.data,
        before=(None if method is None else method.encode(), sample, seed),
    )
    name = found.method.decode()
    return MeanSilhouette(found.mean, name, found.margin, found.sampled, by_cluster)


def dunn(given: Labelled) -> float:
    """Dunn's index; see ``kmeans_dunn``."""
    value = ctypes.c_double(np.nan)
    given.call(library.kmeans_dunn, ctypes.addressof(value))
    return value.value


def bound(given: Labelled) -> tuple[float, str]:
    """What J cannot be below, and what proves it; see ``kmeans_read_bound``."""
    points, found = Points(given.x), c.Bound()
    call(
        library.kmeans_read_bound,
        ctypes.byref(points.matrix),
        points.address_of_weights(given.weights),
        address("labels", given.labels, np.dtype(np.int32), (points.count,)),
        given.clusters,
        given.distance.encode(),
        0,
        given.threads,
        given.stop.handle,
        ctypes.byref(found),
        ctypes.sizeof(found),
        stop=given.stop,
    )
    return found.value, found.method.decode()


class Dispersion:
    """Sizes, means and sums of squares of clusters; see ``kmeans_dispersion``.

    Parameters
    ----------
    given : Labelled
        The points with their labels.

    Attributes
    ----------
    facts : DispersionFacts
        The engine's numbers.
    """

    def __init__(self, given: Labelled) -> None:
        self._handle = ctypes.c_void_p()
        self._threads = given.threads
        given.call(library.kmeans_dispersion_create, ctypes.byref(self._handle))
        self.facts = c.DispersionFacts()
        size = ctypes.sizeof(self.facts)
        library.kmeans_dispersion_read_facts(self._handle, ctypes.byref(self.facts), size)

    def __del__(self) -> None:
        if self._handle:
            library.kmeans_dispersion_free(self._handle)

    def clusters(self) -> dict[str, np.ndarray]:
        """By cluster: ``sizes``, ``weights``, ``within``, ``between``, ``mean_distances``."""
        count = self.facts.clusters
        found = {"sizes": np.empty(count, dtype=np.int64)}
        for name in ("weights", "within", "between", "mean_distances"):
            found[name] = np.empty(count)
        addresses = [array.ctypes.data for array in found.values()]
        library.kmeans_dispersion_clusters(self._handle, *addresses, None)
        return found

    def means(self) -> np.ndarray:
        """The means of the clusters that have points."""
        means = np.empty((self.facts.filled, self.facts.dimensions))
        library.kmeans_dispersion_means(self._handle, means.ctypes.data)
        return means

    def nearest(self) -> np.ndarray:
        """The cluster whose mean is nearest, by cluster; -1 for none."""
        nearest = np.empty(self.facts.clusters, dtype=np.int64)
        call(
            library.kmeans_dispersion_nearest, self._handle, self._threads, nearest.ctypes.data
        )
        return nearest

    def calinski_harabasz(self) -> float:
        """The higher, the better."""
        return self._score(library.kmeans_calinski_harabasz)

    def davies_bouldin(self) -> float:
        """The lower, the better."""
        return self._score(library.kmeans_davies_bouldin, self._threads)

    def dunn_of_means(self) -> float:
        """The higher, the better."""
        return self._score(library.kmeans_dunn_of_means, self._threads)

    def bayesian_information(self) -> float:
        """The higher, the better, for the same points."""
        return self._score(library.kmeans_bayesian_information)

    def _score(self, function: Callable[..., int], *arguments: int) -> float:
        value = ctypes.c_double(np.nan)
        call(function, self._handle, *arguments, ctypes.addressof(value))
        return value.value


def centroid_index(centroids: np.ndarray, others: np.ndarray) -> int:
    """How many clusters lie at different places; see ``kmeans_centroid_index``."""
    clusters, dimensions = centroids.shape
    index = ctypes.c_int64(-1)
    call(
        library.kmeans_centroid_index,
        address("the centers", centroids, np.dtype(np.float64), (clusters, dimensions)),
        clusters,
        address("the other centers", others, np.dtype(np.float64), (others.shape[0], dimensions)),
        others.shape[0],
        dimensions,
        ctypes.addressof(index),
    )
    return index.value
