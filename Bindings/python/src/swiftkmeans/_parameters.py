"""What parameters may be, and scikit-learn's messages for what they may not be."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from numbers import Integral, Real
from typing import Any

import numpy as np

from . import _interface as c
from . import _limits, _names
from ._base import InvalidParameterError

#: What others call an initialization, and how the engine names it.
_OTHER_NAMES = {"k-means||": "k-means-parallel"}

#: scikit-learn's names, under which the engine chooses as it does under "auto".
CHOSEN_BY_ENGINE = ("lloyd", "elkan", "auto")

#: Which cluster is split next, in scikit-learn's words, and how the engine names that variant.
STRATEGIES = {"biggest_inertia": "bisecting", "largest_cluster": "bisecting-largest"}

#: How clusters may be numbered, and the engine's number of each way.
ORDERS = {None: c.AS_FOUND, "size": c.BY_SIZE, "first": c.BY_FIRST_FEATURE}

#: Refuses a parameter that is out of its range, given the estimator's name and the value.
Rule = Callable[[str, Any], None]

_BOOL = "an instance of 'bool' or an instance of 'numpy.bool'"


@functools.cache
def initialization_names() -> tuple[str, ...]:
    """The names that ``init`` may be: the engine's, and others of the same."""
    return tuple(sorted({*_names.initializations(), *_OTHER_NAMES}))


def engine_initialization(name: str) -> str:
    """The engine's name of an initialization."""
    return _OTHER_NAMES.get(name, name)


@functools.cache
def algorithm_names() -> tuple[str, ...]:
    """What ``algorithm`` may be: one of the engine's, or a name of scikit-learn's."""
    return tuple(sorted({*_names.algorithms(), *CHOSEN_BY_ENGINE}))


def forced_algorithms() -> tuple[str, ...]:
    """Those that leave the engine no choice, in its order."""
    return tuple(name for name in _names.algorithms() if name not in CHOSEN_BY_ENGINE)


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


def is_whole(value: Any, least: int) -> bool:
    """Whether ``value`` is a whole number of at least ``least``, and no bool."""
    return _is_whole(value) and not isinstance(value, bool) and value >= least


def _is_real(value: Any) -> bool:
    return isinstance(value, Real)


def check_at_least_1(who: str, name: str, value: Any, most: int | None = None) -> None:
    """Refuse anything but a whole number of at least 1, and at most ``most``.

    A number of clusters is no bool, which scikit-learn stumbles over later.
    """
    is_bool = isinstance(value, bool) and name == "n_clusters"
    if not _is_whole(value) or is_bool or value < 1 or (most is not None and value > most):
        rule = "[1, inf)" if most is None else f"[1, {most}]"
        _complain(who, name, f"an int in the range {rule}", value)


def check_random_state_parameter(who: str, value: Any) -> None:
    """Refuse anything but a random state."""
    if value is None or value is np.random or isinstance(value, np.random.RandomState):
        return
    if not _is_whole(value) or not 0 <= value <= 2**32 - 1:
        rule = (
            "an int in the range [0, 4294967295], an instance of "
            "'numpy.random.mtrand.RandomState' or None"
        )
        _complain(who, "random_state", rule, value)


def check_at_least(who: str, name: str, value: Any, least: int) -> None:
    """Refuse anything but a whole number of at least ``least``."""
    if not is_whole(value, least):
        _complain(who, name, f"an int in the range [{least}, inf)", value)


def check_array_like(who: str, name: str, value: Any, others: str = "") -> None:
    """Refuse anything but an array, or something to make one of."""
    if not is_array_like(value):
        _complain(who, name, f"an array-like{others}", value)


def check_choice(who: str, name: str, value: Any, choices: Iterable[str]) -> None:
    """Refuse anything but one of some texts."""
    if not isinstance(value, str) or value not in choices:
        _complain(who, name, _listed(choices), value)


def check_bool(who: str, name: str, value: Any) -> None:
    """Refuse anything but true and false."""
    if not isinstance(value, (bool, np.bool_)):
        _complain(who, name, _BOOL, value)


def check_beta(who: str, value: Any) -> None:
    """Refuse anything but a finite number of at least 0."""
    if not _is_real(value) or not 0 <= value < np.inf:
        _complain(who, "beta", "a float in the range [0.0, inf)", value)


def check_metric(who: str, metric: Any) -> None:
    """Refuse anything but a distance of the engine's."""
    if not isinstance(metric, str) or metric not in _names.distances():
        _complain(who, "metric", _listed(_names.distances()), metric)


def _check_init(who: str, init: Any) -> None:
    if isinstance(init, str):
        if init in initialization_names():
            return
    elif callable(init) or is_array_like(init):
        return
    rule = f"{_listed(initialization_names())}, a callable or an array-like"
    _complain(who, "init", rule, init)


def _check_init_of_splits(who: str, init: Any) -> None:
    if not callable(init) and (not isinstance(init, str) or init not in initialization_names()):
        _complain(who, "init", f"{_listed(initialization_names())} or a callable", init)


def _check_n_init(who: str, n_init: Any) -> None:
    if isinstance(n_init, str) and n_init == "auto":
        return
    if not _is_whole(n_init) or n_init < 1:
        _complain(who, "n_init", "a str among {'auto'} or an int in the range [1, inf)", n_init)


def _check_tol(who: str, tol: Any) -> None:
    if not _is_real(tol) or not 0 <= tol < np.inf:
        _complain(who, "tol", "a float in the range [0.0, inf)", tol)


def _check_verbose(who: str, verbose: Any) -> None:
    if not isinstance(verbose, (Integral, np.bool_)) or verbose < 0:
        _complain(who, "verbose", f"an int in the range [0, inf), {_BOOL}", verbose)


def _check_copy_x(who: str, copy_x: Any) -> None:
    if not isinstance(copy_x, (bool, np.bool_)):
        _complain(who, "copy_x", _BOOL, copy_x)


def _check_algorithm(who: str, algorithm: Any) -> None:
    if not isinstance(algorithm, str) or algorithm not in algorithm_names():
        _complain(who, "algorithm", _listed(algorithm_names()), algorithm)


def _check_order(who: str, order: Any) -> None:
    names = [name for name in ORDERS if name is not None]
    if order is not None and (not isinstance(order, str) or order not in names):
        _complain(who, "order", f"{_listed(names)} or None", order)


def _check_bisecting_strategy(who: str, strategy: Any) -> None:
    if not isinstance(strategy, str) or strategy not in STRATEGIES:
        _complain(who, "bisecting_strategy", _listed(STRATEGIES), strategy)


def _check_time_limit(who: str, limit: Any) -> None:
    if limit is not None and (
        isinstance(limit, bool) or not _is_real(limit) or not limit > 0
    ):
        _complain(who, "time_limit", "a float in the range (0.0, inf] or None", limit)


def _check_max_memory(who: str, size: Any) -> None:
    if size is not None and (_limits.in_bytes(size) or 0) < 1:
        _complain(who, "max_memory", "an int in the range [1, inf), a str like '2GB' or None", size)


def _check_n_threads(who: str, threads: Any) -> None:
    if threads is not None and (
        isinstance(threads, bool) or not _is_whole(threads) or threads < 1
    ):
        _complain(who, "n_threads", "an int in the range [1, inf) or None", threads)


def _check_progress(who: str, progress: Any) -> None:
    if progress is not None and not (callable(progress) or hasattr(progress, "update")):
        _complain(who, "progress", "a callable, a progress bar or None", progress)


def _check_warm_start(who: str, warm: Any) -> None:
    if not isinstance(warm, (bool, np.bool_)):
        _complain(who, "warm_start", _BOOL, warm)


def _check_fixed_centers(who: str, centers: Any) -> None:
    if centers is not None and not is_array_like(centers):
        _complain(who, "fixed_centers", "an array-like or None", centers)


def _check_quality(who: str, quality: Any) -> None:
    if not isinstance(quality, str) or quality not in _names.qualities():
        _complain(who, "quality", _listed(_names.qualities()), quality)


def _check_effort(who: str, effort: Any) -> None:
    if effort is not None and not is_whole(effort, 0):
        _complain(who, "effort", "an int in the range [0, inf) or None", effort)


def _at_least_1(name: str) -> Rule:
    return lambda who, value: check_at_least_1(who, name, value)


#: What every parameter may be, in the order in which they are looked at.
_RULES: dict[str, Rule] = {
    "n_clusters": _at_least_1("n_clusters"),
    "init": _check_init,
    "n_init": _check_n_init,
    "max_iter": _at_least_1("max_iter"),
    "tol": _check_tol,
    "verbose": _check_verbose,
    "random_state": check_random_state_parameter,
    "copy_x": _check_copy_x,
    "algorithm": _check_algorithm,
    "order": _check_order,
    "bisecting_strategy": _check_bisecting_strategy,
    "time_limit": _check_time_limit,
    "n_threads": _check_n_threads,
    "max_memory": _check_max_memory,
    "progress": _check_progress,
    "warm_start": _check_warm_start,
    "fixed_centers": _check_fixed_centers,
    "quality": _check_quality,
    "effort": _check_effort,
}

#: Rules of an estimator that splits clusters, for which no centroids can be given beforehand.
SPLITTING: dict[str, Rule] = {"init": _check_init_of_splits, "n_init": _at_least_1("n_init")}


def _at_least(name: str, least: int, may_be_none: bool) -> Rule:
    def rule(who: str, value: Any) -> None:
        if value is None and may_be_none:
            return
        if not _is_whole(value) or isinstance(value, bool) or value < least:
            end = " or None" if may_be_none else ""
            _complain(who, name, f"an int in the range [{least}, inf){end}", value)

    return rule


def _check_compute_labels(who: str, compute_labels: Any) -> None:
    if not isinstance(compute_labels, (bool, np.bool_)):
        _complain(who, "compute_labels", _BOOL, compute_labels)


def _check_reassignment_ratio(who: str, ratio: Any) -> None:
    if not _is_real(ratio) or not 0 <= ratio < np.inf:
        _complain(who, "reassignment_ratio", "a float in the range [0.0, inf)", ratio)


#: Rules of an estimator that goes by batches.
MINI_BATCHES: dict[str, Rule] = {
    "batch_size": _at_least("batch_size", 1, may_be_none=False),
    "compute_labels": _check_compute_labels,
    "max_no_improvement": _at_least("max_no_improvement", 0, may_be_none=True),
    "init_size": _at_least("init_size", 1, may_be_none=True),
    "reassignment_ratio": _check_reassignment_ratio,
    "half_life": _at_least("half_life", 1, may_be_none=True),
}


def check_named(who: str, values: dict[str, Any]) -> None:
    """Refuse what is out of range among a function's parameters.

    Parameters
    ----------
    who : str
        The function.
    values : dict
        The values of its parameters by name.

    Raises
    ------
    InvalidParameterError
        As of `check`.
    """
    for name, rule in _RULES.items():
        if name in values:
            rule(who, values[name])


def check(estimator: Any) -> None:
    """Refuse what is out of range among an estimator's parameters.

    Parameters
    ----------
    estimator : Clusterer
        Whose parameters are looked at, and whose own ``_rules`` come before those of all.

    Raises
    ------
    InvalidParameterError
        A ValueError and a TypeError, as scikit-learn raises it, with its text.
    """
    who = type(estimator).__name__
    rules = {**_RULES, **estimator._rules}
    for name, rule in rules.items():
        if hasattr(estimator, name):
            rule(who, getattr(estimator, name))


def counts_of(who: str, k: Any) -> list[int]:
    """Numbers of clusters: one, or an iterable of them.

    Raises
    ------
    ValueError
        Where there is none, or one is no whole number from 1.
    """
    is_single = isinstance(k, str) or not isinstance(k, Iterable)
    listed: list[Any] = [k] if is_single else list(k)
    if not listed:
        raise ValueError("k has no number of clusters; give some, each at least 1.")
    for one in listed:
        check_at_least(who, "k", one, 1)
        check_at_least_1(who, "k", one, most=2**31 - 1)
    return [int(one) for one in listed]
