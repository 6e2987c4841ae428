"""Sparse matrices, whose arrays are checked against each other before anything reads them.

SciPy's own routines trust the arrays, as the engine does: offsets and row numbers out of range
would lead to reads and writes beyond them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_WIDTHS = (np.dtype(np.int32), np.dtype(np.int64))
_VALUES = (np.dtype(np.float32), np.dtype(np.float64))


def check(x: Any, name: str) -> None:
    """Refuse a sparse matrix whose arrays do not belong together.

    Columns of CSR are left to the engine, which reads them anyway.

    Parameters
    ----------
    x : sparse matrix or array
        Of any format.
    name : str
        What it is called.

    Raises
    ------
    ValueError
        Which says which array is wrong, and how.
    """
    if len(x.shape) != 2:
        return  # Two dimensions are checked where they are needed.
    rows, columns = (int(size) for size in x.shape)
    kind = getattr(x, "format", None)
    if kind == "csr":
        _check_offsets(x, name, rows, 1)
    elif kind == "csc":
        _check_numbers(x.indices[: _check_offsets(x, name, columns, 1)], f"{name}.indices", rows)
    elif kind == "bsr":
        height, width = _block_size(x, name, rows, columns)
        entries = _check_offsets(x, name, rows // height, 3)
        _check_numbers(x.indices[:entries], f"{name}.indices", columns // width)
    elif kind == "coo":
        data = _array(x.data, f"{name}.data", 1)
        for axis, numbers, most in (("row", x.row, rows), ("col", x.col, columns)):
            _whole(numbers, f"{name}.{axis}")
            if len(numbers) != len(data):
                _complain(f"{name}.{axis}", f"{len(numbers)} numbers for {len(data)} values")
            _check_numbers(numbers, f"{name}.{axis}", most)
    elif kind == "dia":
        diagonals = _array(x.data, f"{name}.data", 2)
        if len(_whole(x.offsets, f"{name}.offsets")) != len(diagonals):
            _complain(f"{name}.offsets", f"{len(x.offsets)} numbers for {len(diagonals)} diagonals")


def canonical(x: Any) -> Any:
    """CSR that the engine can read: ``x`` itself where possible, otherwise with copies.

    Columns ascend, none is there twice, indices have one width, and every array lies in one piece.
    """
    types = ((x.data, _VALUES), (x.indices, _WIDTHS), (x.indptr, _WIDTHS))
    if not all(_is_ready(part, dtypes) for part, dtypes in types):
        width = x.indices.dtype if x.indices.dtype in _WIDTHS else np.dtype(np.int64)
        dtype = x.data.dtype if x.data.dtype in _VALUES else np.dtype(np.float64)
        parts = (_piece(x.data, dtype), _piece(x.indices, width), _piece(x.indptr, np.int64))
        x = type(x)(parts, shape=x.shape)
    if not x.has_canonical_format:
        x = x.copy()
        x.sum_duplicates()
    if x.indptr.dtype != x.indices.dtype:
        wide = np.int64
        x = type(x)((x.data, x.indices.astype(wide), x.indptr.astype(wide)), shape=x.shape)
    return x


def _is_ready(part: np.ndarray, dtypes: tuple[np.dtype, ...]) -> bool:
    return part.dtype in dtypes and part.flags.c_contiguous and part.flags.aligned


def _piece(part: np.ndarray, dtype: Any) -> np.ndarray:
    return np.require(part, dtype=dtype, requirements=["C", "A"])


def _complain(what: str, found: str) -> None:
    raise ValueError(f"The arrays of a sparse matrix do not belong together: {what} holds {found}.")


def _array(values: Any, what: str, dimensions: int) -> np.ndarray:
    if not isinstance(values, np.ndarray) or values.ndim != dimensions:
        _complain(what, f"no array of {dimensions} dimensions")
    found: np.ndarray = values
    return found


def _whole(values: Any, what: str) -> np.ndarray:
    found = _array(values, what, 1)
    if found.dtype.kind not in "iu":
        _complain(what, f"{found.dtype} and not whole numbers")
    return found


def _check_offsets(x: Any, name: str, count: int, dimensions: int) -> int:
    """How many entries there are, after ``indptr`` was checked against the other arrays."""
    offsets = _whole(x.indptr, f"{name}.indptr")
    columns = _whole(x.indices, f"{name}.indices")
    data = _array(x.data, f"{name}.data", dimensions)
    if len(offsets) != count + 1:
        _complain(
            f"{name}.indptr", f"{len(offsets)} offsets; shape {x.shape} needs {count + 1}"
        )
    if offsets[0] != 0 or (offsets[1:] < offsets[:-1]).any():
        _complain(f"{name}.indptr", "offsets that do not ascend from 0")
    entries = int(offsets[-1])
    for what, length in (("data", len(data)), ("indices", len(columns))):
        if length < entries:
            _complain(f"{name}.{what}", f"{length} values; indptr needs {entries}")
    return entries


def _check_numbers(numbers: np.ndarray, what: str, most: int) -> None:
    if len(numbers) and not (0 <= numbers.min() and numbers.max() < most):
        found = f"{numbers.min()} ... {numbers.max()}"
        _complain(what, f"numbers outside 0 ... {most - 1}: {found}")


def _block_size(x: Any, name: str, rows: int, columns: int) -> tuple[int, int]:
    blocks = _array(x.data, f"{name}.data", 3)
    height, width = blocks.shape[1:]
    if height < 1 or width < 1 or rows % height or columns % width:
        _complain(f"{name}.data", f"blocks of {height} x {width}; they must divide {x.shape}")
    return height, width
