"""Which columns of a table are points, how they are called, and what the others hold."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from . import _input
from ._columns import columns, kinds, type_of

#: The greatest number of different texts in a column that the command shows by cluster.
_MOST_TEXTS = 24
#: The greatest number of such columns.
_MOST_SIDES = 60


class Table(NamedTuple):
    """Points with what pages say of them.

    Attributes
    ----------
    x : ndarray of shape (n_samples, n_features)
        uint8, float32 or float64, all finite.
    names : list of str or None
        What the features are called.
    ids : list of str or None
        What the rows are called.
    id_name : str or None
        What that is called.
    side : list of dict
        Columns that are no features, as the command's ``PageRequest`` has them.
    """

    x: np.ndarray
    names: list[str] | None
    ids: list[str] | None
    id_name: str | None
    side: list[dict[str, Any]]


def table(given: Any, feature_names: Any = None) -> Table:
    """Points and their names from an array or a table.

    Parameters
    ----------
    given : array-like, dataframe or Arrow table
        The points, and perhaps further columns.
    feature_names : sequence of str or None, default=None
        Of a table the columns that are features; None for all that hold numbers. Of an array what
        its columns are called; None for no names.

    Raises
    ------
    TypeError
        For sparse matrices.
    ValueError
        Where a value is not finite, or names are not as many as columns.
    """
    if _input.is_sparse(given):
        raise TypeError(
            "Pages show dense points: give X.toarray(), or fewer features, as "
            "sklearn.decomposition.TruncatedSVD finds them."
        )
    found = columns(given)
    names = None if feature_names is None else [str(name) for name in feature_names]
    if not found:
        x = _finite(_input.points(None, given, reset=False))
        if names is not None and len(names) != x.shape[1]:
            raise ValueError(f"There are {len(names)} feature_names for {x.shape[1]} columns.")
        return Table(x, names, None, None, [])
    chosen = _chosen(given, found, names)
    places = [place for place, _ in enumerate(found) if place not in set(chosen)]
    ids, id_name = _index(given)
    return Table(
        _finite(_input.points(None, _selected(given, chosen), reset=False)),
        [str(found[place][0]) for place in chosen],
        ids,
        id_name,
        [side for place in places[:_MOST_SIDES] if (side := _side(*found[place])) is not None],
    )


def _chosen(given: Any, found: list[tuple[Any, Any]], names: list[str] | None) -> list[int]:
    """The places of the features."""
    headings = [str(heading) for heading, _ in found]
    if names is not None:
        missing = [name for name in names if name not in headings]
        if missing:
            raise ValueError(f"X has no column {missing[0]!r}; its columns are {headings}.")
        return [headings.index(name) for name in names]
    types = [type_of(kind) for kind in kinds(given)]
    chosen = [place for place, kind in enumerate(types) if kind is not None]
    if not chosen:
        raise ValueError(f"No column of X holds numbers; its columns are {headings}.")
    return chosen


def _selected(given: Any, places: list[int]) -> Any:
    """Some columns of a table."""
    if hasattr(given, "iloc"):
        return given.iloc[:, places]
    if hasattr(given, "column_names"):
        return given.select([given.column_names[place] for place in places])
    return given[:, places]


def _finite(x: np.ndarray) -> np.ndarray:
    """Points without missing values."""
    if x.dtype.kind == "f" and not (good := np.isfinite(x)).all():
        row, column = (int(place) for place in np.argwhere(~good)[0])
        kind = "NaN" if np.isnan(x[row, column]) else "infinity"
        raise ValueError(
            f"Input X contains {kind}.\nThe first is in row {row}, column {column}; leave such rows "
            "out, or fill them."
        )
    return x


def _index(given: Any) -> tuple[list[str] | None, str | None]:
    """What a data frame calls its rows, unless it only counts them from 0."""
    index = getattr(given, "index", None)
    if index is None or not hasattr(given, "iloc"):
        return None, None
    if type(index).__name__ == "RangeIndex" and index.start == 0 and index.step == 1:
        return None, None
    name = index.name if index.name is not None else "index"
    return [str(value) for value in index], str(name)


def _side(heading: Any, column: Any) -> dict[str, Any] | None:
    """A column that is no feature; None where it tells nothing of clusters."""
    values = list(column.to_list() if hasattr(column, "to_list") else column.to_pylist())
    present = [value for value in values if not _is_missing(value)]
    if not present:
        return None
    if all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in present):
        numbers = [None if _is_missing(value) else float(value) for value in values]
        return {"name": str(heading), "numbers": numbers}
    texts: dict[str, int] = {}
    codes = []
    for value in values:
        if _is_missing(value):
            codes.append(-1)
            continue
        codes.append(texts.setdefault(str(value), len(texts)))
        if len(texts) > _MOST_TEXTS:
            return None
    return {"name": str(heading), "texts": list(texts), "codes": codes}


def _is_missing(value: Any) -> bool:
    """Whether a cell holds nothing."""
    return value is None or value is np.ma.masked or type(value).__name__ in ("NAType", "NaTType") or (
        isinstance(value, float) and value != value
    ) or value == ""


def features_of(given: Any, feature_names: Any = None) -> Any:
    """The features of a table as an array; anything else as it is.

    Parameters
    ----------
    given : {array-like, sparse matrix}, dataframe or Arrow table
        The points.
    feature_names : sequence of str or None, default=None
        The columns of a table that are features; None for all that hold numbers.
    """
    return table(given, feature_names).x if columns(given) else given


def rows_of(given: Any, rows: np.ndarray) -> Any:
    """Some rows of an array, a sparse matrix or a table.

    Parameters
    ----------
    given : {array-like, sparse matrix}, dataframe or Arrow table
        The whole.
    rows : ndarray of shape (n,)
        Which, from 0.
    """
    if hasattr(given, "iloc"):
        return given.iloc[rows]
    if hasattr(given, "take") and hasattr(given, "column_names"):
        return given.take(rows)
    if _input.is_sparse(given):
        return given.tocsr()[rows]
    return given[rows] if columns(given) else np.asarray(given)[rows]
