"""``ShardResult``: what a fit over shards has found."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class ShardResult(NamedTuple):
    """The result of a fit over shards.

    Attributes
    ----------
    centroids : ndarray of shape (n_clusters, n_features)
        float64.
    sizes : ndarray of shape (n_clusters,)
        int64: the number of points of every cluster.
    within : ndarray of shape (n_clusters,)
        Every cluster's share of the objective.
    objective : float
        The sum of the weighted squared distances, or what the distance has in its place.
    history : ndarray of shape (iterations,)
        The objective after every iteration.
    iterations : int
        Of the start that was kept.
    stop_reason : str
        One of ``STOP_REASONS``.
    restart : int
        Which start was kept, from 0.
    n_points : int
        How many points all shards have.
    """

    centroids: np.ndarray
    sizes: np.ndarray
    within: np.ndarray
    objective: float
    history: np.ndarray
    iterations: int
    stop_reason: str
    restart: int
    n_points: int
