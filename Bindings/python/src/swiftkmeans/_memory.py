"""Memory that the engine reads and writes: checked before it is lent, and had before any work."""

from __future__ import annotations

from typing import Any

import numpy as np


def address(what: str, array: Any, dtype: Any, shape: tuple[int, ...]) -> int:
    """Where an array begins, checked once more against what the engine will read there.

    Parameters
    ----------
    what : str
        What the array is called.
    array : ndarray
        The array, which the caller keeps alive.
    dtype : data-type
        The type that it must have.
    shape : tuple of int
        The shape that it must have.

    Returns
    -------
    int
        The address of its first value.

    Raises
    ------
    ValueError
        Where it has another type or shape, or does not lie in one piece.
    """
    if not isinstance(array, np.ndarray) or array.dtype != dtype or array.shape != shape:
        found = f"{getattr(array, 'dtype', type(array).__name__)} of shape {np.shape(array)}"
        raise ValueError(f"{what} must be {np.dtype(dtype)} of shape {shape}, not {found}")
    flags = array.flags
    if not (flags.c_contiguous and flags.aligned):
        raise ValueError(f"{what} must lie in one aligned piece")
    return int(array.ctypes.data)


def room(what: str, shape: tuple[int, ...], dtype: Any, advice: str) -> np.ndarray:
    """Memory for a result.

    Parameters
    ----------
    what : str
        What is kept there, with a place for every number of the shape.
    shape : tuple of int
        The shape of the array.
    dtype : data-type
        The type of its values.
    advice : str
        What to do where it cannot be had.

    Returns
    -------
    ndarray
        With whatever values.

    Raises
    ------
    MemoryError
        Which says for what, how much it is, and what to do.
    """
    try:
        return np.empty(shape, dtype)
    except (MemoryError, ValueError):
        size = np.dtype(dtype).itemsize
        for length in shape:
            size *= int(length)
        raise MemoryError(
            f"{what.format(*shape)} take {size // 1_000_000 + 1} MB, more than can be had; {advice}"
        ) from None


def room_for_labels(count: int) -> np.ndarray:
    """Memory for the labels of ``count`` points."""
    return room("labels of {} points", (count,), np.int32, "use fewer points")


def room_for_centroids(clusters: int, dimensions: int) -> np.ndarray:
    """Memory for ``clusters`` centroids of ``dimensions`` features."""
    shape, advice = (clusters, dimensions), "use fewer columns or clusters"
    return room("{} centroids of {} features", shape, np.float64, advice)
