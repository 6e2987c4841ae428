"""The features and weights of rows that Spark hands over, as arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from ._columns import Columns

#: From here on float64 holds not all whole numbers.
_WHOLE = 2**53


class BadRow(ValueError):
    """A row that is no point."""


def points(batch: Any, columns: Columns) -> np.ndarray:
    """The features of a batch.

    Parameters
    ----------
    batch : RecordBatch
        Whose first columns are those of features.
    columns : Columns
        What they are: arrays or numbers.

    Returns
    -------
    ndarray of shape (rows, n_features)
        C-ordered, of the columns' type.

    Raises
    ------
    BadRow
        Where a value is null, NaN, infinite or no number of the type; the message names the column.
    """
    if columns.kind == "array":
        found = _arrays(batch.column(0), columns)
    else:
        found = _numbers(batch, columns)
    _check_finite(found, columns)
    return found


def weights(batch: Any, columns: Columns) -> np.ndarray | None:
    """The weights of a batch, its last column; None where rows have none.

    Raises
    ------
    BadRow
        Where a weight is null, NaN, infinite or negative.
    """
    if columns.weight is None:
        return None
    column = batch.column(batch.num_columns - 1)
    _check_null(column, f'column "{columns.weight}"')
    found = _as_floats(column, f'column "{columns.weight}"').astype(np.float64, copy=False)
    bad = np.flatnonzero(~(np.isfinite(found) & (found >= 0)))
    if len(bad):
        raise BadRow(
            f'column "{columns.weight}" is {found[bad[0]]} in a row; weights are 0 or more and '
            "finite."
        )
    return found


def _check_null(column: Any, name: str) -> None:
    if column.null_count:
        _complain_of_null(name)


def _complain_of_null(name: str) -> None:
    raise BadRow(
        f"{name} is null in a row; drop such rows (df.dropna) or fill them in (an Imputer)."
    )


def _as_floats(column: Any, name: str) -> np.ndarray:
    """Numbers without nulls; whole ones that float64 does not hold are refused."""
    found = column.to_numpy(zero_copy_only=False)
    if found.dtype == np.int64 and len(found):
        if found.max() >= _WHOLE or found.min() <= -_WHOLE:
            worst = found[np.argmax((found >= _WHOLE) | (found <= -_WHOLE))]
            raise BadRow(
                f"{name} is {worst} in a row, which float64 may take for another whole number; "
                "cast the column to double if that is no harm."
            )
    return np.asarray(found)


def _numbers(batch: Any, columns: Columns) -> np.ndarray:
    found = np.empty((batch.num_rows, len(columns.names)), dtype=columns.dtype)
    for number, name in enumerate(columns.names):
        column = batch.column(number)
        _check_null(column, f'column "{name}"')
        found[:, number] = _as_floats(column, f'column "{name}"')
    return found


def _arrays(column: Any, columns: Columns) -> np.ndarray:
    name = f'column "{columns.names[0]}"'
    _check_null(column, name)
    values = column.flatten()
    _check_null(values, f"an element of {name}")
    lengths = column.value_lengths().to_numpy(zero_copy_only=False)
    width = _width(lengths, name)
    flat = _as_floats(values, f"an element of {name}")
    return np.ascontiguousarray(flat.reshape(len(column), width), dtype=columns.dtype)


def _width(lengths: np.ndarray, name: str) -> int:
    """How many features all rows have."""
    if len(lengths) == 0:
        return 0
    width = int(lengths[0])
    other = np.flatnonzero(lengths != width)
    if len(other):
        raise BadRow(f"{name} has {width} features in one row and {lengths[other[0]]} in another.")
    if width == 0:
        raise BadRow(f"{name} has no features in a row.")
    return width


def stacked(arrays: np.ndarray, name: str) -> np.ndarray:
    """Arrays of float64, one a row, as points.

    Parameters
    ----------
    arrays : ndarray of shape (rows,)
        Of arrays, or None for a null.
    name : str
        Of the column.

    Raises
    ------
    BadRow
        As `points`.
    """
    columns = Columns("array", (name,), None, "f8")
    if any(one is None for one in arrays):
        _complain_of_null(f'column "{name}"')
    if len(arrays) == 0:
        return np.empty((0, 0))
    lengths = np.fromiter(map(len, arrays), dtype=np.int64, count=len(arrays))
    width = _width(lengths, f'column "{name}"')
    found = np.concatenate(arrays).astype(np.float64, copy=False).reshape(len(arrays), width)
    _check_finite(found, columns)
    return found


def _check_finite(found: np.ndarray, columns: Columns) -> None:
    is_finite = np.isfinite(found)
    if is_finite.all():
        return
    row, feature = np.unravel_index(np.argmin(is_finite), found.shape)
    value = "NaN" if np.isnan(found[row, feature]) else "infinite"
    raise BadRow(
        f"{columns.feature(int(feature))} is {value} in a row; drop such rows, or fill them in "
        "(an Imputer)."
    )
