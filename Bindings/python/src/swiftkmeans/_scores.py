"""Scores of labelled points, by the engine."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

from ._calls import call
from ._library import library
from ._memory import address, room
from ._points import Points
from ._stops import Stop


def silhouettes(
    x: Any,
    labels: np.ndarray,
    distance: str,
    threads: int,
    stop: Stop,
    weights: np.ndarray | None = None,
) -> tuple[np.ndarray, float]:
    """The silhouette of every point, and their mean; see ``kmeans_weighted_silhouettes``.

    Parameters
    ----------
    x : ndarray or CSR
        The points.
    labels : ndarray of shape (n_samples,)
        int32, from 0.
    distance : str
        One of the engine's distances.
    threads : int
        How many may work side by side.
    stop : Stop
        Ends the work early, with an `EngineError` of the code ``STOPPED``.
    weights : ndarray of shape (n_samples,) or None, default=None
        float64, how many points each is; None for 1 each.

    Returns
    -------
    values : ndarray of shape (n_samples,)
        float64.
    mean : float
        Their mean, by the weights.
    """
    points = Points(x)
    place = address("labels", labels, np.dtype(np.int32), (points.count,))
    values = room(
        "silhouettes of {} points", (points.count,), np.dtype(np.float64), "use fewer points"
    )
    mean = ctypes.c_double(np.nan)
    call(
        library.kmeans_weighted_silhouettes,
        ctypes.byref(points.matrix),
        points.address_of_weights(weights),
        None,
        place,
        int(labels.max()) + 1,
        distance.encode(),
        threads,
        stop.handle,
        values.ctypes.data,
        ctypes.addressof(mean),
        stop=stop,
    )
    return values, mean.value
