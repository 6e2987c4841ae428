"""The columns of data frames and Arrow tables, and the types of their values."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

#: NumPy's types by the names that pandas, polars and Arrow have for them, in lower case.
_TYPES = {
    **{name: np.dtype(name) for name in ("bool", "float16", "float32", "float64")},
    **{f"{sign}int{bits}": np.dtype(f"{sign}int{bits}") for sign in ("", "u") for bits in
       (8, 16, 32, 64)},
    "boolean": np.dtype(bool),
    "halffloat": np.dtype(np.float16),
    "float": np.dtype(np.float32),
    "double": np.dtype(np.float64),
}


def columns(x: Any) -> list[tuple[Any, Any]]:
    """The names and columns of a data frame or an Arrow table; none for anything else."""
    if hasattr(x, "iloc") and hasattr(x, "columns"):
        return [(name, x.iloc[:, index]) for index, name in enumerate(x.columns)]
    if hasattr(x, "iter_columns"):
        return [(column.name, column) for column in x.iter_columns()]
    if hasattr(x, "itercolumns") and hasattr(x, "column_names"):
        return list(zip(x.column_names, x.itercolumns(), strict=True))
    return []


def kinds(x: Any) -> list[Any]:
    """What a data frame or an Arrow table calls the types of its columns; none for others."""
    if hasattr(x, "iloc") and hasattr(x, "columns"):
        return list(x.dtypes)
    if hasattr(x, "iter_columns"):
        return list(x.dtypes)
    if hasattr(x, "itercolumns") and hasattr(x, "column_names"):
        return list(x.schema.types)
    return []


def type_of(kind: Any) -> np.dtype | None:
    """NumPy's type for numbers of a kind; None where these are no numbers."""
    if isinstance(kind, np.dtype):
        return kind if kind.kind in "biuf" else None
    name = re.match(r"\w*", str(kind).lower())
    return _TYPES.get(name.group() if name else "")


def types(x: Any) -> list[np.dtype]:
    """The types of an array, a sparse matrix or all columns; none where some are unknown."""
    kind = getattr(x, "dtype", None)
    if isinstance(kind, np.dtype):
        return [kind]
    found = [type_of(kind) for kind in kinds(x)]
    return [kind for kind in found if kind is not None] if None not in found else []
