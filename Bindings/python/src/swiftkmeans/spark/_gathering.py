"""Many rounds in one job: the tasks answer to the first of them instead of to the driver.

All tasks of a barrier stage run at once. The first leads a fit beside its own shards: it sends every
request to the others, takes their answers, and passes all answers on to the driver, whose fit
follows when the job ends. How tasks find one another is in `_meeting`.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from . import _archives, _meeting, _tasks
from ._shard_files import MissingFile
from ._windows import Layout, Windows

#: The rows that `gathering` yields: the answers, round after round; or why there are none.
ROUND_ROW = "round int, number int, bytes binary, state string"
#: How messages of a task begin. After the first follow the number of a shard and its answer, after
#: the other why there is none.
_ANSWER, _REFUSED = b"A", b"R"
#: The bytes of a number.
_NUMBER = 8
#: What the first task sends instead of a request: the fit has ended, or goes on in a further job.
_ENDED, _LATER = b"", b"later"


class Course(NamedTuple):
    """What the tasks of a barrier stage go by.

    Attributes
    ----------
    settings : dict
        Of ``ShardFit``.
    log : list of list of bytes
        The answers of the rounds so far.
    seconds : float
        After how long the job ends, whole rounds.
    most_bytes : int
        After how many bytes of answers it ends.
    key : bytes
        By which tasks know one another.
    """

    settings: dict[str, Any]
    log: list[list[bytes]]
    seconds: float
    most_bytes: int
    key: bytes


def gathering(
    course: Course, layout: Layout, expected: list[tuple[str, str]]
) -> _tasks.Task:
    """The task of a barrier stage, for one partition each.

    Parameters
    ----------
    course : Course
        What the rounds go by.
    layout : Layout
        Of all partitions.
    expected : list of tuple
        Their fingerprints.
    """

    def gather(batches: Iterable[Any]) -> Iterator[Any]:
        from swiftkmeans.spark._gathering import rounds

        (row,) = [row for batch in batches for row in batch.to_pylist()]
        yield from rounds(row, course, layout, expected)

    return gather


def rounds(
    row: dict[str, Any], course: Course, layout: Layout, expected: list[tuple[str, str]]
) -> Iterator[Any]:
    """The rounds of one task; the first yields all answers, the others nothing."""
    from pyspark import BarrierTaskContext

    _archives.keep_read()
    context = BarrierTaskContext.get()
    threads, number = max(1, int(context.cpus())), row["number"]
    host = context.getTaskInfos()[0].address.rpartition(":")[0].strip("[]")
    # Before anything else, because the others look for it.
    listener = _meeting.listening(host, course.key, len(expected)) if number == 0 else None
    with listener or contextlib.nullcontext():
        opened = _opened(row, layout, expected[number], threads)
        if listener is not None:
            yield from _lead(listener, opened, course, layout)
        else:
            _follow(_meeting.connected(host, course.key), opened, number)


def _lead(
    listener: socket.socket, opened: tuple[Any, str], course: Course, layout: Layout
) -> Iterator[Any]:
    """Go from round to round, and yield all answers; or yield what is wrong with partitions."""
    from .._shards import ShardFit

    windows, state = opened
    others, states = _met(listener, course.key, len(layout.firsts) - 2)
    if state:
        states[0] = state
    begin, size, turn, last = time.monotonic(), 0, 0, _ENDED
    try:
        # None goes on unless all do: then the driver looks at every partition.
        if states:
            for number, state in states.items():
                yield _row(0, number, b"", state)
            return
        fit = ShardFit(layout.firsts[-1], n_threads=1, **course.settings)
        for answers in course.log:
            replayed(fit, answers)
        while (request := fit.request()) is not None:
            if time.monotonic() - begin > course.seconds or size > course.most_bytes:
                last = _LATER
                break
            for number, answer in _asked(request, windows, others, layout):
                fit.take(answer)
                size += len(answer)
                yield _row(turn, number, answer, "")
            turn += 1
    except ValueError as error:
        yield _row(turn, 0, b"", f"refused {error}")
    finally:
        for other in others.values():
            with contextlib.suppress(OSError):
                other.send_bytes(last)
            other.close()
    if last == _LATER:
        windows.keep()


def _met(
    listener: socket.socket, key: bytes, count: int
) -> tuple[dict[int, Connection], dict[int, str]]:
    """The other tasks by their partitions, and what is wrong with some of these."""
    connections: dict[int, Connection] = {}
    states: dict[int, str] = {}
    accepted = _meeting.accepted(listener, key)
    while len(connections) < count:
        connection = next(accepted)
        number, _, state = connection.recv_bytes().decode().partition(" ")
        connections[int(number)] = connection
        if state:
            states[int(number)] = state
    return connections, states


def _asked(
    request: bytes, windows: Windows, others: dict[int, Connection], layout: Layout
) -> Iterator[tuple[int, bytes]]:
    """The answers of all shards."""
    for other in others.values():
        other.send_bytes(request)
    yield from _told(0, _messages(windows, request))
    for partition, other in others.items():
        yield from _told(
            partition, (other.recv_bytes() for _ in layout.shards(partition))
        )


def _told(partition: int, messages: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The numbers of shards and their answers."""
    for message in messages:
        if message[:1] == _REFUSED:
            raise ValueError(f"partition {partition}: {message[1:].decode()}")
        yield int.from_bytes(message[1 : 1 + _NUMBER], "little"), message[1 + _NUMBER :]


def replayed(fit: Any, answers: list[bytes]) -> None:
    """Let a fit take the answers of a round that others have had."""
    fit.request()
    for answer in answers:
        fit.take(answer)


def _follow(leader: Connection, opened: tuple[Any, str], number: int) -> None:
    """Answer until there is no further request; one whose partition changed gets none."""
    windows, state = opened
    with leader:
        leader.send_bytes(f"{number} {state}".encode())
        while (request := leader.recv_bytes()) not in (_ENDED, _LATER):
            for message in _messages(windows, request):
                leader.send_bytes(message)
    if request == _LATER:
        windows.keep()


def _messages(windows: Windows, request: bytes) -> Iterator[bytes]:
    """What the shards of a task say to a request."""
    try:
        for number, answer in windows.answers(request):
            yield _ANSWER + number.to_bytes(_NUMBER, "little") + answer
    except ValueError as error:
        yield _REFUSED + str(error).encode()


def _opened(
    row: dict[str, Any], layout: Layout, expected: tuple[str, str], threads: int
) -> tuple[Any, str]:
    """The shards of a task, and no word; or the word for what is wrong."""
    if row["problem"] or (row["rows"], row["order"]) != expected:
        return None, "changed"
    try:
        return Windows(row, layout, threads), ""
    except MissingFile:
        return None, "missing"


def _row(turn: int, number: int, answer: bytes, state: str) -> Any:
    facts = {"round": turn, "number": number, "bytes": answer, "state": state}
    return _tasks.batch_of(ROUND_ROW, facts)
