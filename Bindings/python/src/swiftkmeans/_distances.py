"""Points compared with centroids: the nearest of each, or the distances to all."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

from ._calls import call
from ._library import library
from ._memory import room, room_for_labels
from ._points import SCALARS, Points, in_reach, times_power
from ._stops import Stop


def nearest(
    x: Any,
    centroids: np.ndarray,
    threads: int,
    stop: Stop,
    *,
    weights: np.ndarray | None = None,
    scoring: bool = False,
) -> tuple[np.ndarray, float]:
    """The nearest centroid of every point; see ``kmeans_nearest``.

    Parameters
    ----------
    x : ndarray or CSR
        The points.
    centroids : ndarray of shape (n_clusters, n_features)
        float64.
    threads : int
        How many may work side by side.
    stop : Stop
        Ends the work early, with an `EngineError` of the code ``STOPPED``.
    weights : ndarray of shape (n_samples,) or None, default=None
        float64; only for the objective.
    scoring : bool, default=False
        Whether the objective is wanted.

    Returns
    -------
    labels : ndarray of shape (n_samples,)
        int32.
    objective : float
        The sum of the weighted squared distances; NaN where it is not wanted.
    """
    points = Points(x)
    labels = room_for_labels(points.count)
    objective = ctypes.c_double(np.nan)
    weights, exponent = in_reach(weights)
    call(
        library.kmeans_nearest,
        ctypes.byref(points.matrix),
        points.address_of_weights(weights),
        points.address_of_centroids(centroids),
        centroids.shape[0],
        threads,
        stop.handle,
        labels.ctypes.data,
        None,
        ctypes.addressof(objective) if scoring else None,
        stop=stop,
    )
    return labels, float(times_power(objective.value, exponent))


def within(
    x: Any, centroids: np.ndarray, limits: tuple[int, int], threads: int, stop: Stop
) -> np.ndarray:
    """The cheapest labels of which every centroid gets a limited number.

    See ``kmeans_assign_within``.

    Parameters
    ----------
    x : ndarray or CSR
        The points.
    centroids : ndarray of shape (n_clusters, n_features)
        float64.
    limits : tuple of int
        The fewest and the most points of a cluster; 0 for no limit.
    threads : int
        How many may work side by side.
    stop : Stop
        Ends the work early, with an `EngineError` of the code ``STOPPED``.

    Returns
    -------
    labels : ndarray of shape (n_samples,)
        int32.
    """
    points = Points(x)
    labels = room_for_labels(points.count)
    call(
        library.kmeans_assign_within,
        ctypes.byref(points.matrix),
        points.address_of_centroids(centroids),
        centroids.shape[0],
        *limits,
        threads,
        stop.handle,
        labels.ctypes.data,
        stop=stop,
    )
    return labels


def distances(
    x: Any, centroids: np.ndarray, threads: int, dtype: np.dtype, stop: Stop
) -> np.ndarray:
    """The distance of every point to every centroid; see ``kmeans_distances_with_stop``.

    Parameters
    ----------
    x : ndarray or CSR
        The points.
    centroids : ndarray of shape (n_clusters, n_features)
        float64.
    threads : int
        How many may work side by side.
    dtype : dtype
        The type of the distances: float32 or float64.
    stop : Stop
        Ends the work early, with an `EngineError` of the code ``STOPPED``.

    Returns
    -------
    distances : ndarray of shape (n_samples, n_clusters)
        Not squared.
    """
    clusters = centroids.shape[0]
    found = room(
        "distances of {} points to {} centroids",
        (x.shape[0], clusters),
        dtype,
        "transform fewer points at a time",
    )
    points = Points(x)
    call(
        library.kmeans_distances_with_stop,
        ctypes.byref(points.matrix),
        points.address_of_centroids(centroids),
        clusters,
        threads,
        stop.handle,
        SCALARS[found.dtype],
        found.ctypes.data,
        stop=stop,
    )
    return found
