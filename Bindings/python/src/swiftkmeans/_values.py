"""What arrays hold that no conversion may lose: masks, missing times and large whole numbers.

Everywhere ``x`` or ``values`` is what the user gave, ``name`` what messages call it, and ``advice``
what they say to do about masked values.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ._columns import columns, kinds, type_of, types
from ._faults import explained

#: float32 holds all of their values.
_NARROW = tuple(map(np.dtype, ("?", "u1", "i1", "u2", "i2", "f2", "f4")))
_WHOLE = (np.dtype(np.int64), np.dtype(np.uint64))
_SINGLE = np.dtype(np.float32)
#: float64 holds all whole numbers up to here, and rounds some that are larger.
_MOST = 2**53
#: How often the step between neighbours in float64 goes into a column whose rounding is harmless.
_STEPS = 2**20


def engine_type(x: Any, known: list[np.dtype]) -> np.dtype | None:
    """The narrowest type in which the engine can read ``x``; None for float64, or where unknown."""
    if not known or not all(kind.newbyteorder("=") in _NARROW for kind in known):
        return None
    if isinstance(x, np.ndarray) and x.dtype.itemsize == 1 and x.dtype.kind in "bu":
        return np.dtype(np.uint8)
    return _SINGLE


def is_single(x: Any) -> bool:
    """Whether scikit-learn would answer in float32, which it does for arrays and pandas alone."""
    found = types(x) if hasattr(x, "dtype") or hasattr(x, "iloc") else []
    return bool(found) and (found[0] if len(found) == 1 else np.result_type(*found)) == _SINGLE


def plain(x: Any, name: str, advice: str) -> Any:
    """What a masked array holds, where nothing is masked; anything else as it is.

    Raises
    ------
    ValueError
        Where a value is masked.
    """
    if isinstance(x, np.ma.MaskedArray):
        masked = np.argwhere(np.ma.getmaskarray(x))
        if len(masked):
            _refuse_mask(name, len(masked), masked[0], advice)
        return np.asarray(x)
    if isinstance(x, (list, tuple)):
        for row, values in enumerate(x):
            if isinstance(values, np.ma.MaskedArray):
                masked = np.argwhere(np.ma.getmaskarray(values))
                if len(masked):
                    _refuse_mask(name, len(masked), [row, *masked[0]], advice)
    return x


def _refuse_mask(name: str, count: int, place: Any, advice: str) -> None:
    where = f"row {place[0]}" + (f", column {place[1]}" if len(place) > 1 else "")
    many = "a masked value" if count == 1 else f"{count} masked values, the first"
    raise ValueError(f"Input {name} has {many} in {where}; {advice}")


def floats(values: Any, name: str, advice: str) -> np.ndarray:
    """Numbers as float64 in C order.

    Raises
    ------
    ValueError, TypeError
        Where something is no number; the message says which.
    """
    values = plain(values, name, advice)
    try:
        given = np.asarray(values)
        if given.dtype.kind == "c":
            raise ValueError(f"Complex data not supported\n{given}\n")
        if given.dtype.kind in "mM":
            raise ValueError(f"Input {name} contains times; give numbers")
        return np.require(given, dtype=np.float64, requirements=["C", "A"])
    except (TypeError, ValueError) as error:
        raise explained(values, name, error) from None


def check_whole_numbers(x: Any, name: str, known: list[np.dtype]) -> None:
    """Refuse what float64 would take for other values: large whole numbers, and missing times.

    Whole numbers from 2^53 on are rounded. That is harmless in a column that spreads over a
    million of its steps; in any other, points would become equal that are not.

    Parameters
    ----------
    x, name : object, str
        As everywhere.
    known : list of dtype
        The types of ``x``, as `swiftkmeans._columns.types` has them.
    """
    if isinstance(x, (list, tuple)):
        try:
            x = np.asarray(x)
        except ValueError:
            return  # Refused where it is converted.
    if not isinstance(x, np.ndarray):
        if known and not any(kind in _WHOLE for kind in known):
            return
        found = [type_of(kind) for kind in kinds(x)]
        unsafe = [i for i, kind in enumerate(found) if kind is None or kind in _WHOLE]
        table = columns(x) if unsafe else []
        for index in unsafe:
            _check_column(np.asarray(table[index][1]), name, index)
    elif x.ndim == 2 and x.size and (x.dtype.kind in "mMO" or _is_large(x)):
        for index in range(x.shape[1]):
            _check_column(x[:, index], name, index)


def _is_large(x: np.ndarray) -> bool:
    """Whether some whole number is beyond those that float64 holds."""
    if x.dtype.kind not in "iu" or x.dtype.itemsize < 8:
        return False
    return max(int(x.max()), -int(x.min())) > _MOST


def _check_column(values: np.ndarray, name: str, column: int) -> None:
    if values.dtype.kind in "mM":
        missing = np.isnat(values)
        if missing.any():
            raise ValueError(
                f"Input {name} contains NaN.\nRow {missing.argmax()}, column {column} of {name} is "
                "NaT, a missing time; leave its row out, or fill it."
            )
        values = values.astype(np.int64)
    if values.dtype.kind == "O":
        whole = [(row, v) for row, v in enumerate(values) if type(v) is int and abs(v) > _MOST]
        if not whole or not all(isinstance(v, int) for v in values):
            return
        numbers = values.tolist()
        low, high = min(numbers), max(numbers)
    elif len(values) and _is_large(values):
        low, high = int(values.min()), int(values.max())
        whole = []
    else:
        return
    try:
        step = float(np.spacing(float(max(high, -low))))
    except OverflowError:
        return  # Refused where it is converted.
    if low == high or high - low >= _STEPS * step:
        return
    whole = whole or [(row, int(v)) for row, v in enumerate(values)]
    for row, value in whole:
        if int(float(value)) != value:
            raise ValueError(
                f"Row {row}, column {column} of {name} is {value}, which float64 can only round to "
                f"{int(float(value))}; the column spreads over {high - low}, so that different "
                f"points would become equal. Subtract the least value of the column first, as "
                f"{name} - {name}.min(axis=0) does for a NumPy array: clusters stay the same."
            )
