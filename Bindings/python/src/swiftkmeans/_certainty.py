"""How sure labels are: the two nearest centroids of points, and how far clusters reach."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._calls import call
from ._library import library
from ._memory import address, room, room_for_labels
from ._points import Points, in_reach
from ._stops import Stop

#: How many times the range of the middle half of the distances of its cluster an outlier lies
#: beyond the upper quartile.
USUAL_FACTOR = 3.0


class PredictionDetails(NamedTuple):
    """The clusters of points, and how sure they are.

    Attributes
    ----------
    labels : ndarray of shape (n_samples,)
        int32: as `predict` gives them.
    distances : ndarray of shape (n_samples,)
        float64: how far every point lies from its center, as `transform` measures it.
    seconds : ndarray of shape (n_samples,)
        int32: the nearest other cluster, the lowest of several; -1 where there is none.
    second_distances : ndarray of shape (n_samples,)
        float64: how far every point lies from the center of that one; infinite where there is none.
    margins : ndarray of shape (n_samples,)
        float64: (b - a) / max(a, b) for the distances a to the own center and b to the second: 1 on
        the center and 0 on the border to the second cluster.
    outliers : ndarray of shape (n_samples,) or None
        bool: whether a point lies farther out than its cluster accounts for; None where no
        quartiles were given.
    """

    labels: NDArray[np.int32]
    distances: NDArray[np.float64]
    seconds: NDArray[np.int32]
    second_distances: NDArray[np.float64]
    margins: NDArray[np.float64]
    outliers: NDArray[np.bool_] | None


def nearest_two(
    x: Any, centroids: np.ndarray, given: np.ndarray | None, threads: int, stop: Stop
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The nearest centroid of every point, and the second; see ``kmeans_nearest_two``.

    Parameters
    ----------
    x : ndarray or CSR
        The points.
    centroids : ndarray of shape (n_clusters, n_features)
        float64.
    given : ndarray of shape (n_samples,) or None
        int32: labels that splits decided; None for the nearest centroids.
    threads : int
        How many may work side by side.
    stop : Stop
        Ends the work early, with an `EngineError` of the code ``STOPPED``.

    Returns
    -------
    labels, distances_squared, seconds, second_distances_squared : ndarray of shape (n_samples,)
        int32 and float64.
    """
    points = Points(x)
    count, advice = points.count, "use fewer points"
    labels, seconds = room_for_labels(count), room_for_labels(count)
    own = room("distances of {} points", (count,), np.float64, advice)
    others = room("distances of {} points", (count,), np.float64, advice)
    call(
        library.kmeans_nearest_two,
        ctypes.byref(points.matrix),
        points.address_of_centroids(centroids),
        centroids.shape[0],
        None if given is None else address("the labels", given, np.int32, (count,)),
        threads,
        stop.handle,
        labels.ctypes.data,
        own.ctypes.data,
        seconds.ctypes.data,
        others.ctypes.data,
        stop=stop,
    )
    return labels, own, seconds, others


def quartiles(
    x: Any,
    labels: np.ndarray,
    centroids: np.ndarray,
    weights: np.ndarray | None,
    threads: int,
    stop: Stop,
) -> np.ndarray:
    """The quartiles of distances by cluster; see ``kmeans_quartiles``.

    Parameters
    ----------
    x : ndarray or CSR
        The points.
    labels : ndarray of shape (n_samples,)
        int32.
    centroids : ndarray of shape (n_clusters, n_features)
        float64.
    weights : ndarray of shape (n_samples,) or None
        float64.
    threads : int
        How many may work side by side.
    stop : Stop
        Ends the work early, with an `EngineError` of the code ``STOPPED``.

    Returns
    -------
    quartiles : ndarray of shape (n_clusters, 3)
        float64.
    """
    points = Points(x)
    found = np.empty((centroids.shape[0], 3))
    weights, _ = in_reach(weights)
    call(
        library.kmeans_quartiles,
        ctypes.byref(points.matrix),
        points.address_of_weights(weights),
        address("the labels", labels, np.int32, (points.count,)),
        points.address_of_centroids(centroids),
        centroids.shape[0],
        threads,
        stop.handle,
        found.ctypes.data,
        stop=stop,
    )
    return found


def fences(quartiles: Any, factor: float, clusters: int) -> np.ndarray:
    """How far a point of every cluster may lie from its center: Q3 + factor * (Q3 - Q1).

    Parameters
    ----------
    quartiles : array-like of shape (n_clusters, 3)
        As `distance_quartiles` gives them.
    factor : float
        At least 0.
    clusters : int
        How many clusters there are.

    Returns
    -------
    fences : ndarray of shape (n_clusters,)
        Infinite where Q3 = Q1.

    Raises
    ------
    ValueError
        Where the quartiles are not of these clusters, or the factor is below 0.
    """
    found = np.asarray(quartiles, dtype=np.float64)
    if found.shape != (clusters, 3):
        raise ValueError(
            f"quartiles has shape {found.shape}, and must have ({clusters}, 3): give what "
            "distance_quartiles returns for the points of the fit."
        )
    if not factor >= 0:
        raise ValueError(f"factor must be at least 0, got {factor!r}.")
    lower, upper = found[:, 0], found[:, 2]
    reach: np.ndarray = np.where(upper > lower, upper + factor * (upper - lower), np.inf)
    return reach


def margins(own: np.ndarray, others: np.ndarray) -> np.ndarray:
    """(b - a) / max(a, b) of distances a and b; 1 where b is infinite, and 0 where both are 0."""
    greatest = np.maximum(own, others)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: np.ndarray = (others - own) / greatest
    found[np.isinf(others)] = 1
    found[own == others] = 0
    return found


def matched(centroids: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """The number of every cluster in another clustering; see ``kmeans_match``.

    Parameters
    ----------
    centroids : ndarray of shape (n_clusters, n_features)
        float64.
    reference : ndarray of shape (n_others, n_features)
        float64.

    Returns
    -------
    numbers : ndarray of shape (n_clusters,)
        int64.
    """
    clusters, dimensions = centroids.shape
    numbers = np.empty(clusters, dtype=np.int64)
    call(
        library.kmeans_match,
        address("the centers", centroids, np.float64, (clusters, dimensions)),
        clusters,
        address("the reference", reference, np.float64, (reference.shape[0], dimensions)),
        reference.shape[0],
        dimensions,
        numbers.ctypes.data,
    )
    return numbers
