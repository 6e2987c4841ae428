"""Ending fits early, and signals that come while the engine works.

Python's signal handlers run between two steps of the interpreter, and there is none while the
engine works. So the engine watches signals that have a Python handler for as long as a call of it
takes. Ctrl-C ends the call; at any other signal the engine pauses, the handler runs, and the call
goes on. Only the main thread runs handlers, and only its calls watch signals.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from itertools import compress, repeat
from typing import Any, TypeVar

from . import _interface as c
from ._library import library

try:
    # The function of the module ``signal`` makes an enumeration of every answer, which is slow.
    from _signal import getsignal  # type: ignore[import-not-found]
except ImportError:
    from signal import getsignal

_FAULTS = ("SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP", "SIGABRT", "SIGSYS")
#: All signals that may have a handler, except Ctrl-C and faults, which would come again after their
#: handler.
_NUMBERS = tuple(
    sorted(
        {int(number) for number in signal.valid_signals()}
        - {int(getattr(signal, name, 0)) for name in ("SIGINT", "SIGKILL", "SIGSTOP", *_FAULTS)}
    )
)

_found: list[Any] = []
_handled: list[int] = []


def _handled_signals() -> list[int]:
    """The signals, except Ctrl-C, that have a Python handler."""
    global _found, _handled
    found = list(map(getsignal, _NUMBERS))
    if found != _found:
        handled = [n for n, handler in zip(_NUMBERS, found, strict=True) if callable(handler)]
        _found, _handled = found, handled
    return _handled


#: Lies under the watches of a stop.
_BOTTOM = object()

#: The stop of the call during which the engine watches signals; only the main thread has one.
_minding: Stop | None = None
#: For how many fits, one inside the other, the engine watches Ctrl-C.
_interruptible = 0


def _leave_to_python() -> None:
    """In a forked process, whose fits belong to its parent: signals are Python's again."""
    global _minding, _interruptible
    numbers = [] if _minding is None else _minding._numbers
    if _interruptible:
        numbers = [*numbers, signal.SIGINT]
    for number in numbers:
        if callable(handler := getsignal(number)):
            signal.signal(number, handler)
    _minding, _interruptible = None, 0


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_to_python)


def _pause(_context: int | None) -> None:
    """What the engine calls in the middle of its work, on the main thread."""
    stop = _minding
    if stop is not None:
        stop.relax()
        stop.mind()


_PAUSE = c.Interlude(_pause)


class Stop:
    """Ends work of the engine early, from any thread; see ``kmeans_stop``.

    It is urgent: a fit that has no labels yet raises an `EngineError` with the code ``STOPPED``.

    Attributes
    ----------
    raised : list of BaseException
        What handlers of signals raised, each of which asks for the end, too.
    is_minding : bool
        Whether it was made by the main thread, which alone runs handlers.
    """

    def __init__(self) -> None:
        self.handle = library.kmeans_stop_create_with_interlude(1, _PAUSE, None)
        self.raised: list[BaseException] = []
        self.is_minding = threading.current_thread() is threading.main_thread()
        self._numbers: list[int] = []
        self._watches: list[Any] = []
        self._due: list[int] = []

    def request(self) -> None:
        """Ask for the end."""
        library.kmeans_stop_request(self.handle)

    def __del__(self) -> None:
        library.kmeans_stop_free(self.handle)

    def mind(self) -> None:
        """From now on the engine watches signals, until `relax`: call it before the engine."""
        global _minding
        if not self.is_minding:
            return
        self._numbers = _handled_signals()
        if self._numbers:
            # In one step of the interpreter, after which a handler may raise: none is lost.
            begin = map(library.kmeans_watch_begin_interlude, repeat(self.handle), self._numbers)
            self._watches.append(_BOTTOM)
            self._watches.extend(begin)
        _minding = self

    def relax(self) -> None:
        """Python handles signals again, and runs the handlers of those that came; never raises."""
        global _minding
        if not self.is_minding:
            return
        _minding = None
        while self._watches or self._due:
            try:
                self._catch_up()
            except BaseException as error:  # noqa: BLE001  It may not pass through the engine.
                self.raised.append(error)
                self.request()

    def _catch_up(self) -> None:
        ended = map(library.kmeans_watch_end, iter(self._watches.pop, _BOTTOM))
        if self._watches:
            self._due.extend(compress(reversed(self._numbers), ended))
        while self._due:
            signal.raise_signal(self._due.pop())


_Found = TypeVar("_Found")


def interruptible(work: Callable[[Stop], _Found]) -> _Found:
    """What ``work`` returns, which Ctrl-C ends early; then Python does what it does after Ctrl-C.

    Parameters
    ----------
    work : callable
        Is given the stop that Ctrl-C asks.
    """
    stop = Stop()
    with Interruption(stop) as interruption:
        found = work(stop)
    interruption.resume()
    return found


class Interruption:
    """Ctrl-C requests ``stop`` at once; what Python does with it waits until the end of the block.

    Only the main thread handles signals, and only those with a Python handler.

    Parameters
    ----------
    stop : Stop
        What is asked.
    """

    def __init__(self, stop: Stop) -> None:
        self._stop = stop
        self._watch: Any = None
        self._came = False

    def __enter__(self) -> Interruption:
        global _interruptible
        if self._stop.is_minding and callable(getsignal(signal.SIGINT)):
            self._watch = library.kmeans_watch_begin(self._stop.handle, signal.SIGINT)
            _interruptible += 1
        return self

    def __exit__(self, kind: object, failure: object, traceback: object) -> None:
        global _interruptible
        if self._watch is not None:
            self._came = bool(library.kmeans_watch_end(self._watch))
            _interruptible = max(0, _interruptible - 1)
        if failure is not None:
            # After a failure nothing else asks whether a signal came.
            self.resume()

    def resume(self) -> None:
        """Let Python do what it does after Ctrl-C, and raise what a handler raised."""
        if self._came:
            # Python's handler decides what Ctrl-C means: by default, KeyboardInterrupt.
            signal.raise_signal(signal.SIGINT)
        if self._stop.raised:
            raise self._stop.raised[0]
