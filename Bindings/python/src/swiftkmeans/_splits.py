"""Splits of clusters in two: those of a fit, and the labels of other points by them."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import numpy as np

from ._calls import call
from ._library import library
from ._memory import address, room, room_for_labels
from ._points import Points
from ._stops import Stop


class Splits(NamedTuple):
    """Splits of clusters in two, one after the other; see ``kmeans_clustering_splits``.

    Attributes
    ----------
    clusters : ndarray of shape (n_splits,)
        int64: the cluster that every split splits.
    centroids : ndarray of shape (n_splits, 2, n_features)
        float64: of the part that keeps the number, and of the new cluster.
    objectives : ndarray of shape (n_splits,)
        float64: the objective of every cluster before it is split.
    """

    clusters: np.ndarray
    centroids: np.ndarray
    objectives: np.ndarray


def splits_of(result: ctypes.c_void_p, dimensions: int) -> Splits:
    """The splits that led to a result of the engine; none where clusters were not split."""
    count = library.kmeans_clustering_splits(result)
    clusters, objectives = np.empty(count, dtype=np.int64), np.empty(count)
    centroids = room(
        "{0} splits with {1} centroids of {2} features",
        (count, 2, dimensions),
        np.float64,
        "use fewer columns or clusters",
    )
    library.kmeans_clustering_split_clusters(result, clusters.ctypes.data)
    library.kmeans_clustering_split_centroids(result, centroids.ctypes.data)
    library.kmeans_clustering_split_objectives(result, objectives.ctypes.data)
    return Splits(clusters, centroids, objectives)


def assign(x: Any, splits: Splits, threads: int, stop: Stop) -> np.ndarray:
    """The cluster of every point by splits; see ``kmeans_assign_splits_with_stop``.

    Parameters
    ----------
    x : ndarray or CSR
        The points.
    splits : Splits
        The splits of a fit.
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
    made = len(splits.clusters)
    shape = (made, 2, points.dimensions)
    call(
        library.kmeans_assign_splits_with_stop,
        ctypes.byref(points.matrix),
        address("the centroids of splits", splits.centroids, np.float64, shape),
        address("the clusters of splits", splits.clusters, np.int64, (made,)),
        made,
        threads,
        stop.handle,
        labels.ctypes.data,
        stop=stop,
    )
    return labels
