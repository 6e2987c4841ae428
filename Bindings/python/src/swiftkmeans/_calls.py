"""Calls of the C interface: signals are heard meanwhile, and what it refuses is raised."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from . import _interface as c
from ._library import library
from ._stops import Stop


class EngineError(ValueError):
    """What the engine refuses.

    Attributes
    ----------
    code : int
        A code of ``kmeans.h``.
    point, feature : int
        The value that is to blame, from 0; -1 for none.
    """

    def __init__(self, code: int, message: str, point: int = -1, feature: int = -1) -> None:
        super().__init__(message)
        self.code = code
        self.point = point
        self.feature = feature


def call(function: Callable[..., int], *arguments: Any, stop: Stop | None = None) -> None:
    """Call a function of the C interface that can fail.

    Parameters
    ----------
    function : callable
        One whose last argument is the place for an error.
    *arguments : object
        All others.
    stop : Stop or None, default=None
        The one among the arguments, where there is one; it handles signals during the call.

    Raises
    ------
    MemoryError
        Where the work needs more memory than the system has.
    TimeoutError
        Where the time limit passed before there was any result.
    EngineError
        Where the engine refuses something.
    """
    error = ctypes.c_void_p()
    if stop is None:
        code = function(*arguments, ctypes.byref(error))
    else:
        try:
            stop.mind()
            code = function(*arguments, ctypes.byref(error))
        finally:
            stop.relax()
    if code != c.OK:
        raise _failure(code, error)


def _failure(code: int, error: ctypes.c_void_p) -> Exception:
    """The exception for what the engine reports, whose error ends here."""
    point, feature = ctypes.c_int64(-1), ctypes.c_int64(-1)
    message = library.kmeans_error_message(error).decode()
    library.kmeans_error_place(error, ctypes.byref(point), ctypes.byref(feature))
    library.kmeans_error_free(error)
    if code == c.OUT_OF_MEMORY:
        return MemoryError(message)
    if code == c.OUT_OF_TIME:
        return TimeoutError(message)
    return EngineError(code, message, point.value, feature.value)
