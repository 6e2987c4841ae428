"""Labels that users give, numbered for the engine: numbers or text, from 0 in their order."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from . import _parameters, _values

_ADVICE = "leave such points out."


def of_points(
    labels: Any, count: int, name: str = "labels"
) -> tuple[np.ndarray, np.ndarray]:
    """The labels of points, numbered.

    Parameters
    ----------
    labels : array-like of shape (n_samples,)
        What the user gave.
    count : int
        How many points there are.
    name : str, default="labels"
        What messages call them.

    Returns
    -------
    values : ndarray of shape (n_labels,)
        The labels that occur, ascending.
    codes : ndarray of shape (n_samples,)
        int32: for every point the place of its label among these.

    Raises
    ------
    ValueError
        Where there is not one label a point, or one is missing.
    """
    given = np.asarray(_values.plain(labels, name, _ADVICE))
    if given.ndim != 1:
        raise ValueError(
            f"{name} should be a 1d array, got an array of shape {given.shape} instead."
        )
    if len(given) != count:
        raise ValueError(
            "Found input variables with inconsistent numbers of samples: "
            f"{[count, len(given)]}"
        )
    if given.dtype.kind == "O":
        # None and pandas.NA, which no sort can place.
        for row, value in enumerate(given):
            if value is None or type(value).__name__ == "NAType":
                raise ValueError(f"Row {row} of {name} is {value}, no label; {_ADVICE}")
    _check_values(given, name, "Input y")
    return numbered(given)


def of_clusters(
    labels: Any, count: int, name: str = "labels"
) -> tuple[np.ndarray, list[str] | None]:
    """Labels of clusters: whole numbers are the numbers of clusters, and texts are names of them.

    Parameters
    ----------
    labels : array-like of shape (n_samples,)
        What the user gave.
    count : int
        How many points there are.
    name : str, default="labels"
        What messages call them.

    Returns
    -------
    labels : ndarray of shape (n_samples,)
        Numbers as they were given; of names their places among these.
    names : list of str or None
        The names, ascending; None where labels are numbers.

    Raises
    ------
    ValueError
        Where a name is missing, or there is not one a point.
    """
    given = np.asarray(_values.plain(labels, name, _ADVICE))
    if given.dtype.kind == "O":
        is_number = all(isinstance(value, (int, float, np.number)) for value in given.flat)
        given = given.astype(np.float64) if is_number else given
    if given.dtype.kind not in "OUST":
        return given, None
    try:
        values, codes = of_points(given, count, name)
    except TypeError:
        raise ValueError(f"{name} mix texts and numbers; give one kind of them.") from None
    return codes, [str(value) for value in values]


def of_two(who: str, labels_true: Any, labels_pred: Any) -> tuple[np.ndarray, np.ndarray]:
    """Two labellings of the same points, as arrays.

    Parameters
    ----------
    who : str
        The function that asks.
    labels_true, labels_pred : array-like of shape (n_samples,)
        What the user gave.

    Returns
    -------
    labels_true, labels_pred : ndarray of shape (n_samples,)
        The same, perhaps of no point.

    Raises
    ------
    ValueError
        Where they are not one-dimensional, differ in length, or a label is missing.
    """
    found = []
    both = (("labels_true", labels_true), ("labels_pred", labels_pred))
    for name, labels in both:
        _parameters.check_array_like(who, name, labels)
    for name, labels in both:
        given = np.asarray(_values.plain(labels, name, _ADVICE))
        _check_values(given, name, "Input")
        found.append(given)
    for (name, _), given in zip(both, found):
        if given.ndim != 1:
            raise ValueError(f"{name} must be 1D: shape is {given.shape!r}")
    lengths = [len(given) for given in found]
    if lengths[0] != lengths[1]:
        raise ValueError(
            f"Found input variables with inconsistent numbers of samples: {lengths}"
        )
    kinds = ["continuous" if _is_continuous(given) else "discrete" for given in found]
    if "continuous" in kinds:
        warnings.warn(
            f"Clustering metrics expects discrete values but received {kinds[0]} values for "
            f"label, and {kinds[1]} values for target",
            UserWarning,
            stacklevel=4,
        )
    return found[0], found[1]


def numbered(given: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The labels that occur, ascending, and for every point the place of its own, as int32."""
    if given.dtype.kind in "iub" and len(given):
        least, most = int(given.min()), int(given.max())
        # A table by value is the fastest; sorting where it would be mostly empty.
        if most - least <= 4 * len(given) + 1024:
            # A type that holds the difference, and the numbers of places.
            moved = (given.astype(np.int64) - least) if given.dtype.kind != "u" else given - least
            occurs = np.bincount(moved.astype(np.int64, copy=False)) > 0
            places = np.cumsum(occurs, dtype=np.int64) - 1
            values = np.flatnonzero(occurs).astype(given.dtype) + given.dtype.type(least)
            return values, places[moved].astype(np.int32)
    values, codes = np.unique(given, return_inverse=True)
    return values, codes.astype(np.int32)


def _check_values(given: np.ndarray, name: str, told: str) -> None:
    """Refuse missing and infinite labels, with the place of the first."""
    if given.dtype.kind == "c":
        raise ValueError(f"Complex data not supported\n{given}\n")
    if given.dtype.kind in "mM":
        is_missing = np.isnat(given)
    elif given.dtype.kind == "f":
        is_missing = np.isnan(given)
    elif given.dtype.kind == "O":
        is_missing = np.asarray(given != given, dtype=bool)
    else:
        return
    if is_missing.any():
        row = int(np.argwhere(is_missing)[0][0])
        raise ValueError(f"{told} contains NaN.\nThe first is in row {row} of {name}; {_ADVICE}")
    if given.dtype.kind == "f" and np.isinf(given).any():
        row = int(np.argwhere(np.isinf(given))[0][0])
        raise ValueError(
            f"{told} contains infinity or a value too large for {given.dtype!r}.\n"
            f"The first is in row {row} of {name}."
        )


def _is_continuous(given: np.ndarray) -> bool:
    return given.dtype.kind == "f" and bool((given != np.floor(given)).any())
