"""Points and weights from the types that users have, copied only where their layout demands it."""

from __future__ import annotations

import numbers
from typing import Any

import numpy as np

from . import _sparse, _values
from ._base import validate_data
from ._columns import types
from ._faults import explained

_MASKED_POINTS = (
    "drop such rows, as numpy.ma.compress_rows(X) does, or fill them, as X.filled(value) does."
)
_MASKED_WEIGHTS = "give such points the weight 0, as sample_weight.filled(0) does."
_READ_AS_THEY_ARE = (np.dtype(np.float32), np.dtype(np.float64), np.dtype(np.uint8))


def is_sparse(x: Any) -> bool:
    """Whether ``x`` is one of SciPy's sparse matrices or arrays."""
    return hasattr(type(x), "tocsr") and hasattr(type(x), "nnz")


def points(estimator: Any, x: Any, *, reset: bool) -> Any:
    """X for the engine: a C-ordered uint8, float32 or float64 array, or canonical CSR.

    A C-ordered array of one of these types is returned as it is, and CSR with sorted columns too.
    Other types become the narrowest of these that holds all of their values.
    The engine checks that all values are finite, because it reads them anyway.

    Parameters
    ----------
    estimator : object or None
        Whose ``n_features_in_`` and ``feature_names_in_`` are set, or, without ``reset``, compared.
        None compares nothing.
    x : array-like, dataframe, Arrow table or column of vectors, or sparse matrix
        What the user gave.
    reset : bool
        Whether this is a fit, from which on the features are known.

    Returns
    -------
    ndarray or CSR
        Of two dimensions, with at least one row and column.

    Raises
    ------
    ValueError
        Where ``x`` is not two-dimensional, empty, complex, text, or has another number of features,
        where a value is masked, and in a fit where rounding to float64 would lose differences.
    """
    x = _values.plain(_unwrapped(x), "X", _MASKED_POINTS)
    if type(x) is np.ndarray and x.dtype == np.bool_:
        x = x.view(np.uint8)
    if is_sparse(x):
        _sparse.check(x, "X")
    if isinstance(x, np.ndarray) and _needs_no_conversion(x) and not _has_names(estimator):
        if estimator is not None and reset:
            estimator.n_features_in_ = x.shape[1]
        if estimator is None or estimator.n_features_in_ == x.shape[1]:
            return np.require(x, requirements=["C", "A"])
    known = types(x)
    if reset or estimator is None:
        _values.check_whole_numbers(x, "X", known)
    dtype = _values.engine_type(x, known)
    convert = _by_numpy if validate_data is None else _by_sklearn
    try:
        ready = convert(estimator, x, reset, dtype)
    except (TypeError, ValueError) as error:
        if (told := explained(x, "X", error)) is error:
            raise
        raise told from None
    if is_sparse(ready):
        return _sparse.canonical(ready)
    return np.require(ready, requirements=["C", "A"])


def shown_type(given: Any, x: Any) -> np.dtype:
    """The type of answers for points, as scikit-learn has it: float32 or float64.

    Parameters
    ----------
    given : array-like, dataframe, Arrow table or column of vectors, or sparse matrix
        What the user gave.
    x : ndarray or CSR
        The same, as `points` returns it.
    """
    is_single = x.dtype == np.float32 and (
        _values.engine_type(given, types(given)) is None or _values.is_single(given)
    )
    return np.dtype(np.float32 if is_single else np.float64)


def _needs_no_conversion(x: np.ndarray) -> bool:
    """Whether the engine can read an array's values as they are, wherever they lie."""
    return type(x) is np.ndarray and x.ndim == 2 and x.dtype in _READ_AS_THEY_ARE and x.size > 0


def _has_names(estimator: Any) -> bool:
    """Whether the features of the last fit had names."""
    return hasattr(estimator, "feature_names_in_")


def _unwrapped(x: Any) -> Any:
    """An Arrow column of vectors as an array over its memory; anything else as it is."""
    if not type(x).__module__.startswith("pyarrow"):
        return x
    if hasattr(x, "combine_chunks") and hasattr(x, "chunks"):
        x = x.combine_chunks() if x.num_chunks != 1 else x.chunk(0)
    size = getattr(getattr(x, "type", None), "list_size", None)
    if size is None:
        return x
    if x.null_count:
        raise ValueError(f"Input X has {x.null_count} missing vectors; fill or drop them first")
    return x.flatten().to_numpy(zero_copy_only=False).reshape(len(x), size)


def _by_sklearn(estimator: Any, x: Any, reset: bool, narrow: np.dtype | None) -> Any:
    """An array or CSR, checked and converted by scikit-learn."""
    dtype = narrow or [np.float64, np.float32]
    if estimator is None:
        from sklearn.utils import check_array

        return check_array(
            x, accept_sparse="csr", dtype=dtype, order="C", ensure_all_finite=False
        )
    return validate_data(
        estimator,
        x,
        accept_sparse="csr",
        reset=reset,
        dtype=dtype,
        order="C",
        ensure_all_finite=False,
    )


def _by_numpy(estimator: Any, x: Any, reset: bool, narrow: np.dtype | None) -> Any:
    """The checks of scikit-learn that matter, in its words."""
    dtype = narrow or np.dtype(np.float64)
    if is_sparse(x):
        ready = x.tocsr()
        if ready.dtype != dtype:
            ready = ready.astype(dtype)
    else:
        ready = np.asarray(x)
        if ready.dtype.kind == "c":
            raise ValueError(f"Complex data not supported\n{x}\n")
        if ready.ndim != 2:
            raise ValueError(
                f"Expected 2D array, got {ready.ndim}D array instead:\narray={ready}.\n"
                "Reshape your data either using array.reshape(-1, 1) if your data has a single "
                "feature or array.reshape(1, -1) if it contains a single sample."
            )
        dtype = _values.engine_type(ready, types(ready)) or dtype
        ready = np.require(ready, dtype=dtype, requirements=["C", "A"])
    by_whom = "" if estimator is None else f" by {type(estimator).__name__}"
    for axis, what in enumerate(("sample", "feature")):
        if ready.shape[axis] == 0:
            raise ValueError(
                f"Found array with 0 {what}(s) (shape={ready.shape}) while a minimum of 1 is "
                f"required{by_whom}."
            )
    if estimator is not None:
        if reset:
            estimator.n_features_in_ = ready.shape[1]
        elif estimator.n_features_in_ != ready.shape[1]:
            name = type(estimator).__name__
            raise ValueError(
                f"X has {ready.shape[1]} features, but {name} is expecting "
                f"{estimator.n_features_in_} features as input."
            )
    return ready


def weights(sample_weight: Any, x: Any) -> np.ndarray | None:
    """The weights as a float64 array; None where every point weighs 1.

    Parameters
    ----------
    sample_weight : array-like, number or None
        What the user gave.
    x : ndarray or CSR
        The points, as `points` returns them.

    Returns
    -------
    ndarray of shape (n_samples,) or None
        float64.

    Raises
    ------
    ValueError
        Where there is not one finite number of 0 or more a point, or all are 0.
    """
    if sample_weight is None:
        return None
    count = x.shape[0]
    if isinstance(sample_weight, numbers.Number):
        sample_weight = np.full(count, sample_weight)
    if is_sparse(sample_weight):
        raise TypeError("Sparse data was passed for sample_weight, but dense data is required")
    found = _values.floats(sample_weight, "sample_weight", _MASKED_WEIGHTS)
    if found.ndim != 1:
        raise ValueError(
            f"Sample weights must be 1D array or scalar, got {found.ndim}D array. Expected either "
            f"a scalar value or a 1D array of length {count}."
        )
    if found.shape != (count,):
        raise ValueError(f"sample_weight.shape == {found.shape}, expected {(count,)}!")
    low, high = (found.min(), found.max()) if count else (0, 0)
    if not 0 <= low <= high < np.inf:
        _refuse_weights(found)
    if high == 0:
        raise ValueError("Sample weights must contain at least one non-zero number.")
    return None if low == high == 1 else found


def _refuse_weights(found: np.ndarray) -> None:
    """Say which weight is negative or not finite."""
    is_good = np.isfinite(found)
    if not is_good.all():
        is_missing = np.isnan(found)
        kind, bad = ("NaN", is_missing) if is_missing.any() else ("infinity", ~is_good)
        raise ValueError(
            f"Input sample_weight contains {kind}.\nThe first is in row {bad.argmax()}; every "
            "weight must be a finite number, 0 or more."
        )
    row = int((found < 0).argmax())
    raise ValueError(
        f"Input sample_weight has the negative weight {found[row]} in row {row}; weights must be 0 "
        "or more. Give points that shall not count the weight 0."
    )
