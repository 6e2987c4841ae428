"""Many rounds in one job: the shards answer to the first of them instead of to the driver.

All tasks of a barrier stage run at once. The first leads a fit beside its own shard: it sends every
request to the others, takes their answers, and passes all answers on to the driver, whose fit
follows when the job ends. Spark's own exchange between such tasks takes up to a second each time,
so it only tells where the first task listens.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Client, Connection, Listener
from typing import Any, NamedTuple

from . import _archives, _shard_files, _tasks
from ._shard_files import MissingFile

#: The rows that `gathering` yields: the answers, round after round; or why there are none.
ROUND_ROW = "round int, number int, bytes binary, state string"
#: How messages of a shard begin.
_ANSWER, _REFUSED = b"A", b"R"
#: What the first shard sends instead of a request: the fit has ended, or goes on in a further job.
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
    course: Course, shape: dict[str, Any], expected: list[tuple[str, str]]
) -> _tasks.Task:
    """The task of a barrier stage, for one shard a partition.

    Parameters
    ----------
    course : Course
        What the rounds go by.
    shape : dict
        ``dtype``, ``dimensions`` and ``weighted`` of all shards.
    expected : list of tuple
        The fingerprints of all shards.
    """

    def gather(batches: Iterable[Any]) -> Iterator[Any]:
        from swiftkmeans.spark._gathering import rounds

        (row,) = [row for batch in batches for row in batch.to_pylist()]
        yield from rounds(row, course, shape, expected)

    return gather


def rounds(
    row: dict[str, Any], course: Course, shape: dict[str, Any], expected: list[tuple[str, str]]
) -> Iterator[Any]:
    """The rounds of one shard; the first shard yields all answers, the others nothing."""
    from pyspark import BarrierTaskContext

    _archives.keep_read()
    context = BarrierTaskContext.get()
    threads, number = max(1, int(context.cpus())), row["number"]
    host = context.getTaskInfos()[0].address.rpartition(":")[0].strip("[]")
    shard, state = _opened(row, shape, expected[number], threads)
    listener = None
    if number == 0:
        listener = Listener((host, 0), backlog=len(expected), authkey=course.key)
    try:
        port = 0 if listener is None else listener.address[1]
        told = context.allGather(f"{port} {state}")
        # None goes on unless all do: then the driver looks at every shard.
        if any(one.partition(" ")[2] for one in told):
            yield _row(0, number, b"", state or "beside one that changed")
        elif listener is not None:
            yield from _lead(listener, shard, row, course, len(expected))
        else:
            _follow((host, int(told[0].split()[0])), shard, row, course.key)
    finally:
        if listener is not None:
            listener.close()


def _lead(
    listener: Listener, shard: Any, row: dict[str, Any], course: Course, shards: int
) -> Iterator[Any]:
    """Go from round to round, and yield all answers."""
    from .._shards import ShardFit

    others: dict[int, Connection] = {}
    while len(others) < shards - 1:
        other = listener.accept()
        others[int(other.recv_bytes())] = other
    begin, size, turn, last = time.monotonic(), 0, 0, _ENDED
    try:
        fit = ShardFit(shards, n_threads=1, **course.settings)
        for answers in course.log:
            replayed(fit, answers)
        while (request := fit.request()) is not None:
            if time.monotonic() - begin > course.seconds or size > course.most_bytes:
                last = _LATER
                break
            for number, answer in _asked(request, shard, others):
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
        _shard_files.write_state(row["path"], shard.state())


def _asked(
    request: bytes, shard: Any, others: dict[int, Connection]
) -> Iterator[tuple[int, bytes]]:
    """The answers of all shards."""
    for other in others.values():
        other.send_bytes(request)
    messages = {0: _message(shard, request)}
    messages.update({number: other.recv_bytes() for number, other in others.items()})
    for number in sorted(messages):
        message = messages[number]
        if message[:1] == _REFUSED:
            raise ValueError(f"partition {number}: {message[1:].decode()}")
        yield number, message[1:]


def replayed(fit: Any, answers: list[bytes]) -> None:
    """Let a fit take the answers of a round that others have had."""
    fit.request()
    for answer in answers:
        fit.take(answer)


def _follow(address: tuple[str, int], shard: Any, row: dict[str, Any], key: bytes) -> None:
    """Answer until there is no further request."""
    with Client(address, authkey=key) as leader:
        leader.send_bytes(str(row["number"]).encode())
        while (request := leader.recv_bytes()) not in (_ENDED, _LATER):
            leader.send_bytes(_message(shard, request))
    if request == _LATER:
        _shard_files.write_state(row["path"], shard.state())


def _message(shard: Any, request: bytes) -> bytes:
    try:
        answer: bytes = shard.answer(request)
        return _ANSWER + answer
    except ValueError as error:
        return _REFUSED + str(error).encode()


def _opened(
    row: dict[str, Any], shape: dict[str, Any], expected: tuple[str, str], threads: int
) -> tuple[Any, str]:
    """A shard, and no word; or the word for what is wrong."""
    from .._shards import Shard

    if row["problem"] or (row["rows"], row["order"]) != expected:
        return None, "changed"
    try:
        points, weights = _tasks.arrays(
            row, shape["dtype"], shape["dimensions"], shape["weighted"]
        )
    except MissingFile:
        return None, "missing"
    shard = Shard(points, row["number"], sample_weight=weights, n_threads=threads)
    state = _shard_files.read_state(row["path"])
    if state:
        shard.restore(state)
    return shard, ""


def _row(turn: int, number: int, answer: bytes, state: str) -> Any:
    facts = {"round": turn, "number": number, "bytes": answer, "state": state}
    return _tasks.batch_of(ROUND_ROW, facts)
