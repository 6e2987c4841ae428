"""What runs on executors: functions from Arrow batches to Arrow batches.

Every function that Spark gets is made here by a function with the values that it needs. Spark sends
it as code; what it calls is imported on the executor, so that the engine must be there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from . import _archives, _shard_files
from ._columns import Columns
from ._shard_files import MissingFile, WrittenShard

#: A task, as `DataFrame.mapInArrow` takes it.
Task = Callable[[Iterable[Any]], Iterator[Any]]

#: The rows that `writing` yields: one a shard.
SHARD_ROW = (
    "number int, path string, size long, dimensions int, rows string, order string, problem string"
)
#: The rows that `answering` yields: the parts of every answer.
ANSWER_ROW = (
    "number int, part int, parts int, bytes binary, size long, rows string, order string, "
    "missing boolean, problem string"
)
#: The bytes of an answer that one row has at most; a row of 2 GB would end a job.
_MOST_BYTES = 8 << 20


def writing(fit: str, columns: Columns, kept: dict[int, WrittenShard]) -> Task:
    """The task that writes a partition's rows as a shard, and yields one row about it.

    Parameters
    ----------
    fit : str
        Names the folder.
    columns : Columns
        What the rows hold.
    kept : dict of int to WrittenShard
        Shards that are not written again where their files are here.
    """

    def write(batches: Iterable[Any]) -> Iterator[Any]:
        from swiftkmeans.spark._tasks import written

        yield written(batches, fit, columns, kept)

    return write


def answering(request: bytes, wanted: frozenset[int] | None, shape: dict[str, Any]) -> Task:
    """The task that lets the shards of a partition answer a request.

    Parameters
    ----------
    request : bytes
        Of the driver's ``ShardFit``.
    wanted : frozenset of int or None
        The shards that are asked; None for all.
    shape : dict
        ``dtype``, ``dimensions`` and ``weighted`` of all shards.
    """

    def answer(batches: Iterable[Any]) -> Iterator[Any]:
        from swiftkmeans.spark._tasks import answers

        for batch in batches:
            yield from answers(batch, request, wanted, shape)

    return answer


def removing(fit: str) -> Task:
    """The task that removes the files of a fit; it yields the rows that it gets."""

    def remove(batches: Iterable[Any]) -> Iterator[Any]:
        from swiftkmeans.spark import _shard_files

        for batch in batches:
            _shard_files.remove_fit(fit)
            yield batch

    return remove


def written(
    batches: Iterable[Any], fit: str, columns: Columns, kept: dict[int, WrittenShard]
) -> Any:
    """Write a partition's rows, or keep what is there of them; the row about it."""
    from pyspark import TaskContext

    from . import _features

    context = TaskContext.get()
    number = 0 if context is None else int(context.partitionId())
    known = kept.get(number)
    if known is not None and _is_here(known, columns):
        for _ in batches:  # Spark wants its rows to be taken.
            pass
        return _shard_row(known, None)

    def pairs() -> Iterator[tuple[np.ndarray, np.ndarray | None]]:
        width = 0
        for batch in batches:
            points = _features.points(batch, columns)
            if len(points) and width and points.shape[1] != width:
                raise _features.BadRow(
                    f'column "{columns.names[0]}" has {width} features in one row and '
                    f"{points.shape[1]} in another."
                )
            width = points.shape[1] or width
            yield points, _features.weights(batch, columns)

    try:
        folder = _shard_files.local_folder(fit, number)
        return _shard_row(_shard_files.write(folder, number, pairs()), None)
    except _features.BadRow as error:
        return _shard_row(WrittenShard(number, "", 0, 0, "", ""), str(error))


def _is_here(shard: WrittenShard, columns: Columns) -> bool:
    try:
        arrays(shard._asdict(), columns.dtype, shard.dimensions, columns.weight is not None)
    except MissingFile:
        return False
    return True


def _shard_row(shard: WrittenShard, problem: str | None) -> Any:
    return batch_of(SHARD_ROW, {**shard._asdict(), "problem": problem})


def batch_of(schema: str, row: dict[str, Any]) -> Any:
    """One row, of a schema in Spark's words."""
    import pyarrow

    types = {
        "int": pyarrow.int32(),
        "long": pyarrow.int64(),
        "string": pyarrow.string(),
        "binary": pyarrow.binary(),
        "boolean": pyarrow.bool_(),
    }
    fields = [field.split() for field in schema.split(", ")]
    arrays = [pyarrow.array([row[name]], type=types[kind]) for name, kind in fields]
    return pyarrow.RecordBatch.from_arrays(arrays, names=[name for name, _ in fields])


def arrays(
    row: dict[str, Any], dtype: str, dimensions: int, weighted: bool
) -> tuple[np.ndarray, np.ndarray | None]:
    """The points and weights of a shard; raises `MissingFile`."""
    points = _shard_files.mapped(row["path"] + ".points", dtype, (row["size"], dimensions))
    weights = None
    if weighted:
        weights = _shard_files.mapped(row["path"] + ".weights", "f8", (row["size"],))
    return points, weights


def answers(
    batch: Any, request: bytes, wanted: frozenset[int] | None, shape: dict[str, Any]
) -> Iterator[Any]:
    """The answers of the shards that a batch names, in parts."""
    _archives.keep_read()
    for row in batch.to_pylist():
        if wanted is not None and row["number"] not in wanted:
            continue
        facts = {name: row[name] for name in ("number", "size", "rows", "order", "problem")}
        facts.update(part=0, parts=1, bytes=b"", missing=False)
        if row["problem"]:
            yield batch_of(ANSWER_ROW, facts)
            continue
        try:
            answer = _answer(row, request, shape)
        except MissingFile:
            yield batch_of(ANSWER_ROW, {**facts, "missing": True})
            continue
        except (ValueError, MemoryError) as error:
            yield batch_of(ANSWER_ROW, {**facts, "problem": f"{type(error).__name__}: {error}"})
            continue
        parts = range(0, max(len(answer), 1), _MOST_BYTES)
        for part, begin in enumerate(parts):
            facts.update(part=part, parts=len(parts), bytes=answer[begin : begin + _MOST_BYTES])
            yield batch_of(ANSWER_ROW, facts)


def _answer(row: dict[str, Any], request: bytes, shape: dict[str, Any]) -> bytes:
    from pyspark import TaskContext

    from .._shards import Shard

    points, weights = arrays(row, shape["dtype"], shape["dimensions"], shape["weighted"])
    context = TaskContext.get()
    threads = 1 if context is None else max(1, int(context.cpus()))
    shard = Shard(points, row["number"], sample_weight=weights, n_threads=threads)
    state = _shard_files.read_state(row["path"])
    if state:
        shard.restore(state)
    answer: bytes = shard.answer(request)
    state = shard.state()
    if state:
        _shard_files.write_state(row["path"], state)
    return answer
