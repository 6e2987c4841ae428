"""Centroids and seeds that users give, as the engine takes them."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _input, _sparse, _values
from ._base import check_random_state


def is_rounded(centroids: np.ndarray, shown: np.ndarray) -> bool:
    """Whether ``shown`` is the centroids in its type."""
    return shown.dtype in (np.float32, np.float64) and np.array_equal(
        centroids.astype(shown.dtype, copy=False), shown
    )


#: Values of centroids are below this in size where squared distances are taken.
LIMIT = 2.0**480


def as_centroids(values: Any, name: str, limit: float = LIMIT) -> np.ndarray:
    """Centroids as the engine takes them: float64, C-ordered, two-dimensional, below ``limit``."""
    if _input.is_sparse(values):
        _sparse.check(values, name)
        values = values.toarray()
    centroids = _values.floats(values, name, "fill it, or give other centers.")
    if centroids.ndim != 2:
        raise ValueError(
            f"Expected 2D array, got {centroids.ndim}D array instead:\narray={centroids}.\n"
            "Initial centers have one row a cluster."
        )
    if centroids.shape[0] == 0:
        raise ValueError(f"{name} has no centers; it must have one row a cluster.")
    # A small sum of squares shows that all values fit.
    if not np.vdot(centroids, centroids) < 2.0**900:
        _check_finite(centroids, name, limit)
    return centroids


def check_shape(centroids: np.ndarray, x: Any, clusters: int) -> None:
    """Refuse centroids to start from that are not as many, or as wide, as ``x`` needs."""
    if centroids.shape[0] != clusters:
        raise ValueError(
            f"The shape of the initial centers {centroids.shape} does not match the number of "
            f"clusters {clusters}."
        )
    if centroids.shape[1] != x.shape[1]:
        raise ValueError(
            f"The shape of the initial centers {centroids.shape} does not match the number of "
            f"features of the data {x.shape[1]}."
        )


def _check_finite(centroids: np.ndarray, name: str, limit: float) -> None:
    """Refuse what no centroid can hold, with the place of the first such value."""
    is_bad = ~(np.isfinite(centroids) & (np.abs(centroids) < limit))
    if not is_bad.any():
        return
    row, column = (int(index) for index in np.argwhere(is_bad)[0])
    value = centroids[row, column]
    place = f"It is in row {row}, column {column}"
    if np.isnan(value):
        raise ValueError(f"Input {name} contains NaN.\n{place}; every center needs all values.")
    if np.isinf(value):
        raise ValueError(f"Input {name} contains infinity.\n{place}; centers must be finite.")
    raise ValueError(
        f"Input {name} contains a value of size {abs(value)}, whose square would overflow; scale "
        f"the data. {place}."
    )


def seed_of(random_state: Any) -> int:
    """The engine's seed: an int itself, otherwise 64 bits drawn from the random state."""
    if random_state is None or not isinstance(random_state, (int, np.integer)):
        draws = check_random_state(random_state).randint(0, 2**32, size=2, dtype=np.uint64)
        return int(draws[0]) << 32 | int(draws[1])
    return int(random_state)


def number_of_starts(n_init: Any, init: Any) -> int:
    """How many starts there are; what draws without regard to the points gets more by itself."""
    if n_init != "auto":
        return int(n_init)
    return 10 if callable(init) or (isinstance(init, str) and init == "random") else 1
