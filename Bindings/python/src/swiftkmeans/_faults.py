"""Which cell of what users give is no number: its place, what it holds, and what to do."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np

from ._columns import columns, kinds, type_of

#: How messages begin that have told already what is wrong.
_TOLD = ("Expected ", "Found array", "The feature names", "X has ", "Complex data", "Input ")
_LISTS = (list, tuple, set, np.ndarray)
_TIMES = (datetime.date, datetime.time, datetime.timedelta, np.datetime64, np.timedelta64)


class _Cell(NamedTuple):
    """Where a value is, what it is, and how its column is called."""

    row: int
    column: int | None
    value: Any
    heading: Any = None

    def place(self, name: str) -> str:
        """The place of the value in what is called ``name``."""
        if self.column is None:
            return f"Row {self.row} of {name}"
        heading = "" if self.heading is None else f" ({self.heading!r})"
        return f"Row {self.row}, column {self.column}{heading} of {name}"


def explained(x: Any, name: str, error: Exception) -> Exception:
    """What to raise where ``x`` cannot be made an array of numbers.

    Parameters
    ----------
    x : object
        What the user gave.
    name : str
        What it is called.
    error : Exception
        What NumPy or scikit-learn raised.

    Returns
    -------
    Exception
        One that names the first cell to blame; the same where there is none.
    """
    if str(error).startswith(_TOLD):
        return error
    if (told := _no_table(x, name, error)) is not None:
        return told
    try:
        cell = next(_bad_cells(x), None)
    except Exception:  # noqa: BLE001  Whatever it is, it has been refused for another reason.
        return error
    if cell is None:
        return error
    place, value = cell.place(name), cell.value
    if _is_missing(value):
        return ValueError(
            f"Input {name} contains NaN.\n{place} is missing; leave its row out, or fill it."
        )
    if _is_list(value):
        return ValueError(f"{place} holds {_shown(value)}; {_advice_for_list(cell, x, name)}")
    if isinstance(value, _TIMES):
        return ValueError(
            f"{place} is the time {value}; make it a number first, such as the days since the "
            "first: (t - t.min()) / numpy.timedelta64(1, 'D')."
        )
    kind = TypeError if isinstance(error, TypeError) else ValueError
    what = f"the text {_shown(value)}" if isinstance(value, (str, bytes)) else _shown(value)
    return kind(
        f"{error}\n{place} is {what}; leave that column out, or make it numbers, such as a column "
        "of 0 and 1 for every category."
    )


def _no_table(x: Any, name: str, error: Exception) -> Exception | None:
    """What to raise for a thing that has no rows; None for others."""
    if getattr(getattr(x, "dtype", None), "names", None):
        return TypeError(
            f"{name} is an array of records; make it one of numbers, as "
            f"numpy.lib.recfunctions.structured_to_unstructured({name}) does."
        )
    if isinstance(x, (dict, set, frozenset, str, bytes)) or hasattr(x, "__next__"):
        return type(error)(
            f"{error}\n{name} is a {type(x).__name__}; give an array with a row for every point."
        )
    return None


def _advice_for_list(cell: _Cell, x: Any, name: str) -> str:
    """What to do about a list where a number is due."""
    if cell.column is not None:
        advice = "give each of its values a column"
        if cell.heading is None and not isinstance(x, np.ndarray):
            return f"{advice}."
        part = f":, {cell.column}" if cell.heading is None else repr(cell.heading)
        return f"{advice}, as numpy.array(list({name}[{part}])) does."
    rows = f"{name}.to_pylist()" if type(x).__module__.startswith("pyarrow") else f"list({name})"
    first = len(next(iter(_rows(x))))
    if len(cell.value) != first:
        return f"row 0 holds {first}; give all rows as many."
    return f"make {name} an array of two dimensions: numpy.array({rows})."


def _bad_cells(x: Any) -> Iterator[_Cell]:
    """The cells that are no numbers, column by column in tables and otherwise row by row."""
    table = columns(x)
    for index, ((heading, column), kind) in enumerate(zip(table, kinds(x), strict=True)):
        if type_of(kind) is not None and not getattr(column, "hasnans", False):
            continue
        for row, value in enumerate(_rows(column)):
            if not _is_number(value):
                yield _Cell(row, index, value, heading)
    if table:
        return
    length = None
    for row, values in enumerate(_rows(x)):
        if not _is_list(values):
            if not _is_number(values):
                yield _Cell(row, None, values)
            continue
        length = len(values) if length is None else length
        for index, value in enumerate(values):
            if not _is_number(value):
                yield _Cell(row, index, value)
        if len(values) != length:
            yield _Cell(row, None, values)
    if length is not None and getattr(x, "ndim", 1) == 1 and not isinstance(x, (list, tuple)):
        yield _Cell(0, None, next(iter(_rows(x))))


def _rows(x: Any) -> Iterable[Any]:
    """The rows or values of ``x``, without Arrow's wraps."""
    return (value.as_py() if hasattr(value, "as_py") else value for value in x)


def _is_list(value: Any) -> bool:
    return isinstance(value, _LISTS) or hasattr(value, "to_list") or hasattr(value, "tolist") and (
        getattr(value, "ndim", 0) > 0
    )


def _is_missing(value: Any) -> bool:
    return value is None or type(value).__name__ in ("NAType", "NaTType")


def _is_number(value: Any) -> bool:
    """Whether NumPy takes ``value`` as one number; None becomes NaN."""
    if value is None:
        return True
    if _is_list(value) or isinstance(value, _TIMES):
        return False
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def _shown(value: Any) -> str:
    """A value in a few characters."""
    if _is_list(value):
        return f"a {type(value).__name__} of {len(value)} values"
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
