"""Work for users: Ctrl-C ends it, and what the engine refuses is told in words that they know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from . import _interface as c
from . import _stops
from ._calls import EngineError

_Found = TypeVar("_Found")


def interruptible(
    work: Callable[[_stops.Stop], _Found], x: Any, estimator: Any = None, who: str = ""
) -> _Found:
    """What is worked out of the points ``x``.

    Parameters
    ----------
    work : callable
        Is given the stop that Ctrl-C asks.
    x : ndarray or CSR
        The points.
    estimator : object or None, default=None
        Who asks; None for a function.
    who : str, default=""
        The function that asks, where it is one.

    Returns
    -------
    object
        What ``work`` returns.

    Raises
    ------
    ValueError
        Where the engine refuses ``x``, in scikit-learn's words.
    KeyboardInterrupt
        After Ctrl-C, or what else its handler raises.
    """
    try:
        return _stops.interruptible(work)
    except EngineError as error:
        name = type(estimator).__name__ if estimator is not None else who
        raise in_known_words(error, name, x) from None


def in_known_words(error: EngineError, who: str, x: Any) -> ValueError:
    """The engine's refusal of X, in the words that users of scikit-learn know.

    Parameters
    ----------
    error : EngineError
        What the engine says.
    who : str
        The estimator or function that was called.
    x : ndarray or CSR
        The points.

    Returns
    -------
    ValueError
        To be raised.
    """
    if error.code == c.OUT_OF_RANGE and error.point >= 0 and error.feature < 0:
        # Rows of scikit-learn's users begin at 0, as the engine's points do.
        told = str(error).removeprefix(f"point {error.point} ")
        return ValueError(f"Row {error.point} of X {told}.")
    if error.code != c.NOT_FINITE or error.point < 0:
        return error
    value = x[error.point, error.feature]
    place = f"The first is in row {error.point}, column {error.feature}."
    if np.isnan(value):
        return ValueError(
            f"Input X contains NaN.\n{who} does not accept missing values encoded as NaN "
            f"natively; drop those rows, or fill them, for instance with an imputer. {place}"
        )
    return ValueError(
        f"Input X contains infinity or a value too large for {x.dtype!r}. {place}"
    )
