"""Points and weights from the types that users have, copied only where their layout demands it."""

from __future__ import annotations

import numbers
from typing import Any

import numpy as np

from . import _sparse
from ._base import validate_data

_READ_IN_PLACE = (np.dtype(np.float32), np.dtype(np.float64), np.dtype(np.uint8))


def is_sparse(x: Any) -> bool:
    """Whether ``x`` is one of SciPy's sparse matrices or arrays."""
    return hasattr(type(x), "tocsr") and hasattr(type(x), "nnz")


def points(estimator: Any, x: Any, *, reset: bool) -> Any:
    """X for the engine: a C-ordered uint8, float32 or float64 array, or canonical CSR.

    A C-ordered array of one of these types is returned as it is, and CSR with sorted columns too.
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
        Where ``x`` is not two-dimensional, empty, complex, text, or has another number of features.
    """
    x = _unwrapped(x)
    if is_sparse(x):
        _sparse.check(x, "X")
    if isinstance(x, np.ndarray) and _is_ready(x) and not _has_names(estimator):
        if estimator is None:
            return x
        if reset:
            estimator.n_features_in_ = x.shape[1]
            return x
        if estimator.n_features_in_ == x.shape[1]:
            return x
    if validate_data is not None:
        ready = _by_sklearn(estimator, x, reset)
    else:
        ready = _by_numpy(estimator, x, reset)
    if is_sparse(ready):
        return _sparse.canonical(ready)
    return np.require(ready, requirements=["C", "A"])


def _is_ready(x: np.ndarray) -> bool:
    """Whether the engine can read an array where it lies."""
    return (
        type(x) is np.ndarray
        and x.ndim == 2
        and x.dtype in _READ_IN_PLACE
        and x.flags.c_contiguous
        and x.flags.aligned
        and x.size > 0
    )


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


def _by_sklearn(estimator: Any, x: Any, reset: bool) -> Any:
    """An array or CSR, checked and converted by scikit-learn."""
    if estimator is None:
        from sklearn.utils import check_array

        return check_array(
            x, accept_sparse="csr", dtype=[np.float64, np.float32], order="C",
            ensure_all_finite=False,
        )
    return validate_data(
        estimator,
        x,
        accept_sparse="csr",
        reset=reset,
        dtype=[np.float64, np.float32],
        order="C",
        ensure_all_finite=False,
    )


def _by_numpy(estimator: Any, x: Any, reset: bool) -> Any:
    """The checks of scikit-learn that matter, in its words."""
    if is_sparse(x):
        ready = x.tocsr()
        if ready.dtype not in (np.float32, np.float64):
            ready = ready.astype(np.float64)
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
        dtype = ready.dtype if ready.dtype in _READ_IN_PLACE else np.float64
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
        Where there is not one finite number a point.
    """
    if sample_weight is None:
        return None
    count = x.shape[0]
    if isinstance(sample_weight, numbers.Number):
        sample_weight = np.full(count, sample_weight)
    if is_sparse(sample_weight):
        raise TypeError("Sparse data was passed for sample_weight, but dense data is required")
    given = np.asarray(sample_weight)
    if given.dtype.kind == "c":
        raise ValueError(f"Complex data not supported\n{given}\n")
    found = np.require(given, dtype=np.float64, requirements=["C", "A"])
    if found.ndim != 1:
        raise ValueError(
            f"Sample weights must be 1D array or scalar, got {found.ndim}D array. Expected either "
            f"a scalar value or a 1D array of length {count}."
        )
    if found.shape != (count,):
        raise ValueError(f"sample_weight.shape == {found.shape}, expected {(count,)}!")
    if not np.isfinite(found).all():
        kind = "NaN" if np.isnan(found).any() else "infinity"
        raise ValueError(f"Input sample_weight contains {kind}.")
    if not found.any():
        raise ValueError("Sample weights must contain at least one non-zero number.")
    return None if (found == 1).all() else found
