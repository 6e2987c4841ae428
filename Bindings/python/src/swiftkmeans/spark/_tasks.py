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
from ._shard_files import MissingFile, WrittenPartition
from ._windows import Layout, Windows

#: A task, as `DataFrame.mapInArrow` takes it.
Task = Callable[[Iterable[Any]], Iterator[Any]]

#: The rows that `writing` yields: one a partition.
PARTITION_ROW = (
    "number int, path string, size long, dimensions int, most long, rows string, order string, "
    "problem string"
)
#: The rows that `answering` yields: the parts of every answer of a partition's shards.
ANSWER_ROW = (
    "number int, shard int, part int, parts int, bytes binary, rows string, order string, "
    "missing boolean, problem string"
)
#: The bytes of an answer that one row has at most; a row of 2 GB would end a job.
_MOST_BYTES = 8 << 20


def writing(fit: str, columns: Columns, kept: dict[int, WrittenPartition]) -> Task:
    """The task that writes a partition's rows into a file, and yields one row about it.

    Parameters
    ----------
    fit : str
        Names the folder.
    columns : Columns
        What the rows hold.
    kept : dict of int to WrittenPartition
        Those that are not written again where their files are here.
    """

    def write(batches: Iterable[Any]) -> Iterator[Any]:
        from swiftkmeans.spark._tasks import written

        yield written(batches, fit, columns, kept)

    return write


def answering(request: bytes, wanted: frozenset[int] | None, layout: Layout) -> Task:
    """The task that lets the shards of partitions answer a request.

    Parameters
    ----------
    request : bytes
        Of the driver's ``ShardFit``.
    wanted : frozenset of int or None
        The partitions that are asked; None for all.
    layout : Layout
        Of all partitions.
    """

    def answer(batches: Iterable[Any]) -> Iterator[Any]:
        from swiftkmeans.spark._tasks import answers

        for batch in batches:
            yield from answers(batch, request, wanted, layout)

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
    batches: Iterable[Any], fit: str, columns: Columns, kept: dict[int, WrittenPartition]
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
        return _partition_row(known, None)

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
        return _partition_row(_shard_files.write(folder, number, pairs()), None)
    except _features.BadRow as error:
        return _partition_row(WrittenPartition(number, "", 0, 0, 0, "", ""), str(error))


def _is_here(known: WrittenPartition, columns: Columns) -> bool:
    shape = (known.size, known.dimensions)
    try:
        _shard_files.mapped(known.path + ".points", columns.dtype, shape, range(0))
        if columns.weight is not None:
            _shard_files.mapped(known.path + ".weights", "f8", shape[:1], range(0))
    except MissingFile:
        return False
    return True


def _partition_row(partition: WrittenPartition, problem: str | None) -> Any:
    return batch_of(PARTITION_ROW, {**partition._asdict(), "problem": problem})


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


def answers(
    batch: Any, request: bytes, wanted: frozenset[int] | None, layout: Layout
) -> Iterator[Any]:
    """The answers of the shards of the partitions that a batch names, in parts."""
    _archives.keep_read()
    for row in batch.to_pylist():
        if wanted is not None and row["number"] not in wanted:
            continue
        facts = {name: row[name] for name in ("number", "rows", "order", "problem")}
        facts.update(shard=0, part=0, parts=1, bytes=b"", missing=False)
        if row["problem"]:
            yield batch_of(ANSWER_ROW, facts)
            continue
        try:
            windows = Windows(row, layout, _threads())
            for shard, answer in windows.answers(request):
                yield from _parts(answer, {**facts, "shard": shard})
            windows.keep()
        except MissingFile:
            yield batch_of(ANSWER_ROW, {**facts, "missing": True})
        except (ValueError, MemoryError) as error:
            yield batch_of(ANSWER_ROW, {**facts, "problem": f"{type(error).__name__}: {error}"})


def _parts(answer: bytes, facts: dict[str, Any]) -> Iterator[Any]:
    """The rows of one answer."""
    begins = range(0, max(len(answer), 1), _MOST_BYTES)
    for part, begin in enumerate(begins):
        facts.update(part=part, parts=len(begins), bytes=answer[begin : begin + _MOST_BYTES])
        yield batch_of(ANSWER_ROW, facts)


def _threads() -> int:
    """How many threads the task has."""
    from pyspark import TaskContext

    context = TaskContext.get()
    return 1 if context is None else max(1, int(context.cpus()))
