"""scikit-learn's base classes and checks where it is installed, and enough of them where not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ._standins import (
    BaseEstimator,
    ClassNamePrefixFeaturesOutMixin,
    ClusterMixin,
    ConvergenceWarning,
    InvalidParameterError,
    NotFittedError,
    TransformerMixin,
)

HAS_SKLEARN: bool = False
validate_data: Any = None

if not TYPE_CHECKING:
    try:
        # The youngest of these names: where it is, the others are.
        from sklearn.utils.validation import validate_data
    except ImportError:
        pass
    else:
        from sklearn.base import (
            BaseEstimator,
            ClassNamePrefixFeaturesOutMixin,
            ClusterMixin,
            TransformerMixin,
        )
        from sklearn.exceptions import ConvergenceWarning, NotFittedError
        from sklearn.utils._param_validation import InvalidParameterError

        HAS_SKLEARN = True

try:
    from sklearn.utils._openmp_helpers import _openmp_effective_n_threads
except ImportError:
    _openmp_effective_n_threads = None


def openmp_threads() -> int | None:
    """How many threads scikit-learn would use now, by all limits that it follows; None without it.

    Processors that share a core count each, as they do for the engine.
    """
    if _openmp_effective_n_threads is None:
        return None
    try:
        return int(_openmp_effective_n_threads(None, False))
    except (TypeError, ValueError):
        return None


def check_is_fitted(estimator: Any) -> None:
    """Raise NotFittedError where ``fit`` has not been called."""
    if not hasattr(estimator, "cluster_centers_"):
        raise NotFittedError(
            f"This {type(estimator).__name__} instance is not fitted yet. Call 'fit' with "
            "appropriate arguments before using this estimator."
        )


def check_random_state(random_state: Any) -> np.random.RandomState:
    """A source of random numbers from None, an int or a RandomState, as scikit-learn makes it."""
    if random_state is None or random_state is np.random:
        return np.random.mtrand._rand  # NumPy's global one, which np.random.seed sets.
    if isinstance(random_state, np.random.RandomState):
        return random_state
    return np.random.RandomState(random_state)


__all__ = [
    "HAS_SKLEARN",
    "BaseEstimator",
    "ClassNamePrefixFeaturesOutMixin",
    "ClusterMixin",
    "ConvergenceWarning",
    "InvalidParameterError",
    "NotFittedError",
    "TransformerMixin",
    "check_is_fitted",
    "check_random_state",
    "openmp_threads",
    "validate_data",
]
