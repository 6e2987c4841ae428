"""What parameters may be, and what scikit-learn says where they are not."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from numbers import Integral, Real
from typing import Any

import numpy as np

from . import _engine
from ._base import InvalidParameterError

#: Names of initializations, and how the engine numbers them.
INITIALIZATIONS = {"k-means++": 0, "k-means||": 2, "random": 3}

#: scikit-learn's names, under which the engine chooses as it does under "auto".
CHOSEN_BY_ENGINE = frozenset({"auto", "lloyd", "elkan"})

_BOOL = "an instance of 'bool' or an instance of 'numpy.bool'"


@functools.cache
def algorithm_names() -> tuple[str, ...]:
    """What ``algorithm`` may be."""
    return tuple(sorted(CHOSEN_BY_ENGINE.union(_engine.algorithms())))


def engine_algorithm(name: str) -> str:
    """The engine's name of an algorithm."""
    return "auto" if name in CHOSEN_BY_ENGINE else name


def is_array_like(value: Any) -> bool:
    """Whether ``value`` is an array, or something to make one of, and not a scalar or text."""
    if isinstance(value, (str, bytes)) or np.isscalar(value):
        return False
    return hasattr(value, "__len__") or hasattr(value, "shape") or hasattr(value, "__array__")


def _complain(who: str, name: str, rule: str, value: Any) -> None:
    raise InvalidParameterError(
        f"The {name!r} parameter of {who} must be {rule}. Got {value!r} instead."
    )


def _listed(names: Iterable[str]) -> str:
    return "a str among {" + ", ".join(repr(name) for name in names) + "}"


def _is_whole(value: Any) -> bool:
    return isinstance(value, Integral)


def _is_real(value: Any) -> bool:
    return isinstance(value, Real)


def check_at_least_1(who: str, name: str, value: Any, most: int | None = None) -> None:
    """Refuse whatever is not a whole number of at least 1, and at most ``most``."""
    if not _is_whole(value) or value < 1 or (most is not None and value > most):
        rule = "[1, inf)" if most is None else f"[1, {most}]"
        _complain(who, name, f"an int in the range {rule}", value)


def check_random_state_parameter(who: str, value: Any) -> None:
    """Refuse whatever is no random state."""
    if value is None or value is np.random or isinstance(value, np.random.RandomState):
        return
    if not _is_whole(value) or not 0 <= value <= 2**32 - 1:
        rule = (
            "an int in the range [0, 4294967295], an instance of "
            "'numpy.random.mtrand.RandomState' or None"
        )
        _complain(who, "random_state", rule, value)


def _check_init(who: str, init: Any) -> None:
    if isinstance(init, str):
        if init in INITIALIZATIONS:
            return
    elif callable(init) or is_array_like(init):
        return
    rule = f"{_listed(INITIALIZATIONS)}, a callable or an array-like"
    _complain(who, "init", rule, init)


def check(estimator: Any) -> None:
    """Refuse what is out of range among an estimator's parameters.

    Raises
    ------
    InvalidParameterError
        A ValueError and a TypeError, as scikit-learn raises it, with its text.
    """
    who, e = type(estimator).__name__, estimator
    check_at_least_1(who, "n_clusters", e.n_clusters)
    _check_init(who, e.init)
    if not (isinstance(e.n_init, str) and e.n_init == "auto"):
        if not _is_whole(e.n_init) or e.n_init < 1:
            _complain(
                who, "n_init", "a str among {'auto'} or an int in the range [1, inf)", e.n_init
            )
    check_at_least_1(who, "max_iter", e.max_iter)
    if not _is_real(e.tol) or not 0 <= e.tol < np.inf:
        _complain(who, "tol", "a float in the range [0.0, inf)", e.tol)
    if not isinstance(e.verbose, (Integral, np.bool_)) or e.verbose < 0:
        _complain(who, "verbose", f"an int in the range [0, inf), {_BOOL}", e.verbose)
    check_random_state_parameter(who, e.random_state)
    if not isinstance(e.copy_x, (bool, np.bool_)):
        _complain(who, "copy_x", _BOOL, e.copy_x)
    if not isinstance(e.algorithm, str) or e.algorithm not in algorithm_names():
        _complain(who, "algorithm", _listed(algorithm_names()), e.algorithm)
    if e.time_limit is not None:
        if not _is_real(e.time_limit) or not e.time_limit > 0:
            _complain(
                who, "time_limit", "a float in the range (0.0, inf] or None", e.time_limit
            )
    if e.n_threads is not None and (not _is_whole(e.n_threads) or e.n_threads < 1):
        _complain(who, "n_threads", "an int in the range [1, inf) or None", e.n_threads)
    if e.progress is not None and not (callable(e.progress) or hasattr(e.progress, "update")):
        _complain(who, "progress", "a callable, a progress bar or None", e.progress)
