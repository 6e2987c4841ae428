"""J in Double, from the labels and centroids that a program returned."""

from __future__ import annotations

import math

import numpy as np


def objective(points: np.ndarray, labels: np.ndarray, centroids: np.ndarray) -> float:
    """Σ ‖xᵢ − m of its label‖² by direct differences in float64, block by block.

    points is (N, d), labels (N,), centroids (k, d). Raises ValueError where they do not fit.
    """
    if labels.shape != (len(points),):
        raise ValueError(f"{len(points)} points, but labels of shape {labels.shape}")
    if centroids.shape[1:] != points.shape[1:]:
        raise ValueError(f"points of shape {points.shape}, centroids of shape {centroids.shape}")
    if labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("a label names no centroid")
    wide = centroids.astype(np.float64)
    rows = max(1, (1 << 20) // points.shape[1])
    parts = []
    for first in range(0, len(points), rows):
        block = slice(first, first + rows)
        difference = points[block].astype(np.float64) - wide[labels[block]]
        parts.append(float(np.square(difference, out=difference).sum()))
    return math.fsum(parts)
