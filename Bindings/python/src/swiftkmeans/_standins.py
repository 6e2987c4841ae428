"""As much of scikit-learn's classes as there is without it; type checkers see these alone.

scikit-learn has no types, so what inherits from its classes would have none either.
"""

from __future__ import annotations

import html
import inspect
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

_Estimator = TypeVar("_Estimator", bound="BaseEstimator")
_Transformer = TypeVar("_Transformer", bound="TransformerMixin")


class ConvergenceWarning(UserWarning):
    """A fit ended before it converged, or with fewer clusters than asked for."""


class NotFittedError(ValueError, AttributeError):
    """A method needs ``fit`` first."""


class InvalidParameterError(ValueError, TypeError):
    """A parameter of an estimator is out of its range."""


class BaseEstimator:
    """Parameters by name, as scikit-learn's estimators have them."""

    @classmethod
    def _get_param_names(cls) -> list[str]:
        names = inspect.signature(cls.__init__).parameters
        return sorted(name for name in names if name != "self")

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters of this estimator."""
        return {name: getattr(self, name) for name in self._get_param_names()}

    def set_params(self: _Estimator, **params: Any) -> _Estimator:
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

    def _repr_html_(self) -> str:
        return self._repr_html_inner()

    def _repr_html_inner(self) -> str:
        return f"<pre>{html.escape(repr(self))}</pre>"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self._repr_html_inner()}

    if TYPE_CHECKING:
        # Where scikit-learn is installed.

        def get_metadata_routing(self) -> Any:
            """Which metadata methods ask for."""

        def set_fit_request(self: _Estimator, *, sample_weight: Any = ...) -> _Estimator:
            """Ask for weights in `fit`."""

        def set_score_request(self: _Estimator, *, sample_weight: Any = ...) -> _Estimator:
            """Ask for weights in `score`."""


class ClusterMixin:
    """Marks a clusterer."""

    _estimator_type = "clusterer"


class TransformerMixin:
    """Marks a transformer."""

    if TYPE_CHECKING:

        def set_output(self: _Transformer, *, transform: str | None = None) -> _Transformer:
            """Say which type `transform` returns, where scikit-learn is installed."""


class ClassNamePrefixFeaturesOutMixin:
    """Names transformed features after the class."""

    _n_features_out: int

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """The names of transformed features: ``kmeans0``, ``kmeans1`` and so on."""
        from ._base import check_is_fitted

        check_is_fitted(self)
        prefix = type(self).__name__.lower()
        return np.asarray([f"{prefix}{i}" for i in range(self._n_features_out)], dtype=object)
