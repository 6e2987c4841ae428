"""Points as the engine takes them: described over the caller's memory, and checked for fits."""

from __future__ import annotations

import ctypes
import math
from typing import Any

import numpy as np

from . import _interface as c
from ._calls import call
from ._library import library
from ._limits import is_file
from ._memory import address, room
from ._stops import Stop

#: The engine's number of every type that values may have.
SCALARS = {
    np.dtype(np.uint8): c.UINT8,
    np.dtype(np.float32): c.FLOAT,
    np.dtype(np.float64): c.DOUBLE,
}
_INDICES = (np.dtype(np.int32), np.dtype(np.int64))


class Points:
    """The points ``x`` over their own memory, which is kept alive, whatever happens to ``x``.

    Parameters
    ----------
    x : ndarray of shape (n_samples, n_features) or CSR
        C-ordered uint8, float32 or float64; CSR float32 or float64, with sorted columns.

    Attributes
    ----------
    count, dimensions : int
        How many points there are, and of how many features.
    matrix : Matrix
        The same for the engine.
    """

    def __init__(self, x: Any) -> None:
        self.count, self.dimensions = shape = x.shape
        if isinstance(x, np.ndarray):
            values = x
            self._arrays: tuple[Any, ...] = (x,)
            places: tuple[int, int | None, int | None] = (0, None, None)
        else:
            values = x.data
            self._arrays = (values, x.indptr, x.indices)
            shape = (len(values),)
            places = self._compressed(*self._arrays)
        scalar = SCALARS.get(values.dtype)
        if scalar is None:
            raise ValueError(f"X must be float32, float64 or uint8, not {values.dtype}")
        bits, offsets, columns = places
        begin = address("X", values, values.dtype, shape)
        self.matrix = c.Matrix(
            ctypes.sizeof(c.Matrix),
            self.count,
            self.dimensions,
            scalar,
            bits,
            begin,
            offsets,
            columns,
            c.IN_FILE if is_file(x) else c.IN_MEMORY,
        )

    def _compressed(self, data: Any, indptr: Any, indices: Any) -> tuple[int, int, int]:
        width = indptr.dtype
        if width not in _INDICES:
            raise ValueError(f"X.indptr must be int32 or int64, not {width}")
        offsets = address("X.indptr", indptr, width, (self.count + 1,))
        for name, array in (("data", data), ("indices", indices)):
            if not 0 <= indptr[-1] <= len(array):
                raise ValueError(f"X.{name} holds {len(array)} values, not {indptr[-1]}")
        columns = address("X.indices", indices, width, (len(indices),))
        return width.itemsize * 8, offsets, columns

    def address_of_weights(self, weights: np.ndarray | None) -> int | None:
        """Where the weights begin, one a point and in the engine's range; None for none."""
        if weights is None:
            return None
        return address("sample_weight", weights, np.float64, (self.count,))

    def address_of_centroids(self, centroids: np.ndarray) -> int:
        """Where centroids begin that have the points' features."""
        return address_of_centroids(centroids, self.dimensions)


def address_of_centroids(centroids: np.ndarray, dimensions: int) -> int:
    """Where centroids of ``dimensions`` features begin, once their shape is checked."""
    return address("the centroids", centroids, np.float64, (centroids.shape[0], dimensions))


#: The engine takes weights from 2^-480, and below 2^480.
_REACH = 480


def in_reach(weights: np.ndarray | None) -> tuple[np.ndarray | None, int]:
    """Weights that the engine takes, in the same proportions.

    Parameters
    ----------
    weights : ndarray of shape (n_samples,) or None
        float64, 0 or more and finite.

    Returns
    -------
    weights : ndarray of shape (n_samples,) or None
        The same times a power of two, which rounds none; as they are where the engine takes them.
    exponent : int
        Of the power of two by which sums of these weights are multiplied to have the given ones.

    Raises
    ------
    ValueError
        Where the greatest weight is more than 2^959 times the least that is not 0.
    """
    if weights is None or not len(weights):
        return weights, 0
    most = float(weights.max())
    least = float(weights.min())
    if least == 0:
        least = float(weights.min(initial=np.inf, where=weights > 0))
    if not 0 < least <= most < np.inf:
        return weights, 0  # The engine says what is wrong.
    low, high = math.frexp(least)[1], math.frexp(most)[1]
    if low > -_REACH and high <= _REACH:
        return weights, 0
    if high - low >= 2 * _REACH:
        raise ValueError(
            f"sample_weight is from {least} to {most}, too far apart to be summed; give points "
            "that hardly count the weight 0."
        )
    # The greatest becomes 1 ... 2, or as much more as the least needs.
    exponent = max(1 - high, 1 - _REACH - low)
    return np.ldexp(weights, exponent), -exponent


def times_power(values: Any, exponent: int) -> Any:
    """Values times a power of two; those that float64 does not hold become infinite, or 0."""
    if exponent == 0:
        return values
    with np.errstate(over="ignore", under="ignore"):
        return np.ldexp(values, exponent)


class Data:
    """Points that the engine has checked and summed up; see ``kmeans_data``.

    Parameters
    ----------
    x : ndarray of shape (n_samples, n_features) or CSR
        As of `Points`; read in place, and not to be changed meanwhile.
    weights : ndarray of shape (n_samples,) or None
        float64.
    threads : int
        How many may read side by side.
    stop : Stop
        Ends the reading early, with an `EngineError` of the code ``STOPPED``.
    distance : str, default="euclidean"
        The engine's name of the distance that fits will go by.

    Attributes
    ----------
    handle : c_void_p
        The engine's own, for as long as this lives.
    dimensions : int
        How many features the points have.
    exponent : int
        Of the power of two by which the engine's sums of weights are to be multiplied.
    """

    def __init__(
        self,
        x: Any,
        weights: np.ndarray | None,
        threads: int,
        stop: Stop,
        distance: str = "euclidean",
    ) -> None:
        self.handle = ctypes.c_void_p()
        self._points = Points(x)
        weights, self.exponent = in_reach(weights)
        self.dimensions = self._points.dimensions
        call(
            library.kmeans_data_create_for,
            ctypes.byref(self._points.matrix),
            self._points.address_of_weights(weights),
            distance.encode(),
            threads,
            stop.handle,
            ctypes.byref(self.handle),
            stop=stop,
        )

    @property
    def mean_variance(self) -> float:
        """The unit of the tolerance."""
        return float(library.kmeans_data_mean_variance(self.handle))

    def __del__(self) -> None:
        if self.handle:
            library.kmeans_data_free(self.handle)


def seen(x: Any, distance: str, threads: int, stop: Stop | None = None) -> Any:
    """Points as a distance sees them, in float64; CSR stays CSR. See ``kmeans_seen_with_stop``.

    Parameters
    ----------
    x : ndarray or CSR
        The points.
    distance : str
        The engine's name of the distance.
    threads : int
        How many may work side by side.
    stop : Stop or None, default=None
        Ends the work early, with an `EngineError` of the code ``STOPPED``.

    Returns
    -------
    ndarray or CSR
        Of the same shape.
    """
    points = Points(x)
    is_dense = isinstance(x, np.ndarray)
    entries = None if is_dense else int(x.indptr[-1])
    values = room(
        "{} points of {} features" if is_dense else "{} values of sparse rows",
        x.shape if entries is None else (entries,),
        np.float64,
        "use fewer points at a time",
    )
    call(
        library.kmeans_seen_with_stop,
        ctypes.byref(points.matrix),
        distance.encode(),
        threads,
        None if stop is None else stop.handle,
        values.ctypes.data,
        stop=stop,
    )
    if entries is None:
        return values
    return type(x)((values, x.indices[:entries], x.indptr), shape=x.shape)
