"""scikit-learn's base classes and checks where it is installed, and enough of them where not."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np

try:
    from sklearn.base import (
        BaseEstimator,
        ClassNamePrefixFeaturesOutMixin,
        ClusterMixin,
        TransformerMixin,
    )
    from sklearn.exceptions import ConvergenceWarning, NotFittedError
    from sklearn.utils._param_validation import InvalidParameterError
    from sklearn.utils.validation import validate_data

    HAS_SKLEARN = True
except ImportError:
    HAS_SKLEARN = False
    validate_data = None

    class ConvergenceWarning(UserWarning):  # type: ignore[no-redef]
        """A fit ended before it converged, or with fewer clusters than asked for."""

    class NotFittedError(ValueError, AttributeError):  # type: ignore[no-redef]
        """A method needs ``fit`` first."""

    class InvalidParameterError(ValueError, TypeError):  # type: ignore[no-redef]
        """A parameter of an estimator is out of its range."""

    class BaseEstimator:  # type: ignore[no-redef]
        """Parameters by name, as scikit-learn's estimators have them."""

        @classmethod
        def _get_param_names(cls) -> list[str]:
            names = inspect.signature(cls.__init__).parameters
            return sorted(name for name in names if name != "self")

        def get_params(self, deep: bool = True) -> dict[str, Any]:
            """The parameters of this estimator."""
            return {name: getattr(self, name) for name in self._get_param_names()}

        def set_params(self, **params: Any) -> Any:
            """Set parameters of this estimator; unknown names raise a ValueError."""
            known = self._get_param_names()
            for name, value in params.items():
                if name not in known:
                    raise ValueError(
                        f"Invalid parameter {name!r} for estimator {self}. "
                        f"Valid parameters are: {known!r}."
                    )
                setattr(self, name, value)
            return self

        def __repr__(self) -> str:
            defaults = inspect.signature(type(self).__init__).parameters
            changed = (
                f"{name}={value!r}"
                for name, value in self.get_params().items()
                if value is not defaults[name].default
            )
            return f"{type(self).__name__}({', '.join(changed)})"

    class ClusterMixin:  # type: ignore[no-redef]
        """Marks a clusterer."""

        _estimator_type = "clusterer"

    class TransformerMixin:  # type: ignore[no-redef]
        """Marks a transformer."""

    class ClassNamePrefixFeaturesOutMixin:  # type: ignore[no-redef]
        """Names transformed features after the class."""

        _n_features_out: int

        def get_feature_names_out(self, input_features: Any = None) -> np.ndarray:
            """The names of transformed features: ``kmeans0``, ``kmeans1`` and so on."""
            check_is_fitted(self)
            prefix = type(self).__name__.lower()
            return np.asarray([f"{prefix}{i}" for i in range(self._n_features_out)], dtype=object)


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
