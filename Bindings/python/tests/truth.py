"""What clusterings are held to: the definitions, computed slowly, and points to try them on."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np


def squared_distances(x: Any, centroids: np.ndarray) -> np.ndarray:
    """The squared distance of every point to every centroid, in float64."""
    wide = np.asarray(x).astype(np.float64)
    return ((wide[:, None] - centroids) ** 2).sum(-1)


def labels(x: Any, centroids: np.ndarray) -> np.ndarray:
    """The nearest centroid of every point, the lowest of several."""
    return squared_distances(x, centroids).argmin(axis=1)


def inertia(x: Any, centroids: np.ndarray, weights: Any = None) -> float:
    """The sum of the squared distances to the nearest centroids, times the weights, rounded once.

    Weights may only be such that their products with the distances are exact: powers of 2.
    """
    nearest = squared_distances(x, centroids).min(axis=1)
    return math.fsum(nearest if weights is None else nearest * weights)


def mean(x: Any, weights: Any = None) -> np.ndarray:
    """The mean of points, every value the exact one rounded once."""
    wide = np.asarray(x).astype(np.float64)
    each = [Fraction(1)] * len(wide) if weights is None else [Fraction(w) for w in weights]
    total = sum(each)
    return np.array(
        [
            float(sum(w * Fraction(value) for w, value in zip(each, column, strict=True)) / total)
            for column in wide.T.tolist()
        ]
    )


def assert_valid(estimator: Any, x: Any, weights: Any = None) -> None:
    """Labels and inertia must be those of the centroids, which must be means where it converged."""
    centroids = estimator._centroids
    np.testing.assert_array_equal(estimator.labels_, labels(x, centroids))
    assert estimator.inertia_ == inertia(x, centroids, weights)
    if estimator.stop_reason_ != "labels_unchanged":
        return
    for cluster, centroid in enumerate(centroids):
        own = estimator.labels_ == cluster
        if own.any():
            share = None if weights is None else np.asarray(weights)[own]
            np.testing.assert_array_equal(centroid, mean(np.asarray(x)[own], share))


def bits(estimator: Any) -> tuple[bytes, bytes, str, int, bytes]:
    """All that a fit found, to be compared to the last bit."""
    return (
        estimator._centroids.tobytes(),
        estimator.labels_.tobytes(),
        float(estimator.inertia_).hex(),
        estimator.n_iter_,
        estimator.inertia_history_.tobytes(),
    )


def clouds(
    count: int = 600, dimensions: int = 3, centers: int = 5, seed: int = 0, dtype: Any = np.float64
) -> np.ndarray:
    """Round clouds that overlap, so that fits take some iterations."""
    random = np.random.default_rng(seed)
    middle = random.uniform(0, 100, size=(centers, dimensions))
    noise = random.normal(scale=20, size=(count, dimensions))
    points = middle[random.integers(centers, size=count)] + noise
    if dtype == np.uint8:
        return points.clip(0, 255).astype(np.uint8)
    return points.astype(dtype)
