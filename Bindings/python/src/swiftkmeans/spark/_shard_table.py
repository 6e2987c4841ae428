"""The shards of a table, seen from the driver: a small frame with one row a partition."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from typing import Any

from . import _gathering, _tasks
from ._collecting import collected
from ._columns import Columns
from ._shard_files import WrittenPartition
from ._windows import Layout, firsts_of

_log = logging.getLogger("swiftkmeans.spark")

#: How often partitions are asked again before they are written anew.
_MOST_MOVES = 5
#: How often partitions are written anew in one round.
_MOST_REBUILDS = 3


class RowsReordered(Exception):
    """Rows came back in another order while it still mattered."""


class ShardTable:
    """The rows of a table as files on the executors.

    Parameters
    ----------
    table : DataFrame
        Any; its partitions become shards in their order, each one shard, or several where a limit
        of memory keeps it from being mapped as a whole.
    columns : Columns
        What its rows hold.

    Attributes
    ----------
    partitions : list of WrittenPartition
        By their numbers.
    layout : Layout
        How they are laid out as shards; there is none before they are written.
    bytes_received, rounds : int
        What answers have had in all, and how many jobs asked for them.
    """

    def __init__(self, table: Any, columns: Columns) -> None:
        self._rows, self._columns = columns.selected(table)
        self._fit = uuid.uuid4().hex[:16]
        self._frame: Any = None
        self.partitions: list[WrittenPartition] = []
        self.layout = Layout(columns.dtype, 0, columns.weight is not None, 0, (0,))
        self.bytes_received = 0
        self.rounds = 0

    def write(self, kept: dict[int, WrittenPartition] | None = None) -> None:
        """Write every partition into a file, but for those whose files are where they are kept.

        Raises
        ------
        ValueError
            Where a row is no point, or the table has none; the message names the column.
        """
        from pyspark import StorageLevel

        self._forget()
        task = _tasks.writing(self._fit, self._columns, kept or {})
        # Only in memory: what an executor had is lost with it, as its files are, and Spark
        # computes its rows again, which writes the files again. A copy of the row elsewhere, or
        # on a disk that a shuffle service still serves, would name a file that is gone.
        frame = self._rows.mapInArrow(task, _tasks.PARTITION_ROW).persist(StorageLevel.MEMORY_ONLY)
        self._frame = frame
        rows = collected(frame)
        for row in rows:
            if row["problem"]:
                raise ValueError(row["problem"])
            del row["problem"]
        found = sorted(WrittenPartition(**row) for row in rows)
        if [one.number for one in found] != list(range(len(found))):
            raise RuntimeError("Spark did not number the partitions of the table from 0.")
        widths = {one.dimensions for one in found if one.size}
        if not widths:
            raise ValueError("the table has no rows.")
        if len(widths) > 1:
            raise ValueError(
                f'column "{self._columns.names[0]}" has {min(widths)} features in one row and '
                f"{max(widths)} in another."
            )
        if self.partitions:
            self._check_again([one._asdict() for one in found], False)
        else:
            # Settled once: partitions that are written again are cut where they were.
            window = min((one.most for one in found if one.most), default=0)
            firsts = firsts_of([one.size for one in found], window)
            self.layout = self.layout._replace(
                dimensions=widths.pop(), window=window, firsts=firsts
            )
        self.partitions = found

    @property
    def n_shards(self) -> int:
        """How many shards there are, those without points included."""
        return self.layout.firsts[-1]

    def write_again(self) -> None:
        """Write those partitions whose files are gone, as `write` does."""
        self.write({one.number: one for one in self.partitions})

    def answers(self, request: bytes, order_matters: bool) -> Iterator[bytes]:
        """What all shards answer to a request.

        Parameters
        ----------
        request : bytes
            Of a ``ShardFit``.
        order_matters : bool
            Whether rows that were computed again must have the order that they had.

        Yields
        ------
        bytes
            One answer a shard, as they come.

        Raises
        ------
        RowsReordered
            Where rows have another order, and that matters.
        ValueError
            Where a shard refuses its points.
        RuntimeError
            Where the table has other rows when Spark computes it again.
        """
        wanted: frozenset[int] | None = None
        moves = rebuilds = 0
        while True:
            missing = frozenset[int]()
            for number, answer in self._asked(request, wanted, order_matters):
                if answer is None:
                    missing |= {number}
                else:
                    yield answer
            if not missing:
                return
            # Spark may run a task beside its executor when that is busy. It comes back to it.
            moves = moves + 1 if wanted is None or missing < wanted else _MOST_MOVES
            wanted = missing
            if moves >= _MOST_MOVES:
                rebuilds, moves = rebuilds + 1, 0
                if rebuilds > _MOST_REBUILDS:
                    raise RuntimeError(
                        f"the files of partitions {sorted(missing)} are not where Spark runs their "
                        "tasks; raise spark.locality.wait."
                    )
                _log.warning("partitions %s are written again", sorted(missing))
                self.write_again()

    def _asked(
        self, request: bytes, wanted: frozenset[int] | None, order_matters: bool
    ) -> Iterator[tuple[int, bytes | None]]:
        """One job: the answers of shards with their partitions, None where files are missing.

        Either all shards of a partition answer or none does, so that all have the same order of
        rows.
        """
        task = _tasks.answering(request, wanted, self.layout)
        rows = collected(self._frame.mapInArrow(task, _tasks.ANSWER_ROW))
        self.rounds += 1
        for row in rows:
            if row["problem"]:
                raise ValueError(f"partition {row['number']}: {row['problem']}")
        self._check_again(rows, order_matters)
        missing = {row["number"] for row in rows if row["missing"]}
        for number in missing:
            yield number, None
        parts: dict[int, dict[int, bytes]] = {}
        for row in rows:
            if row["number"] in missing:
                continue
            have = parts.setdefault(row["shard"], {})
            have[row["part"]] = row["bytes"]
            if len(have) == row["parts"]:
                answer = b"".join(have[part] for part in range(len(have)))
                self.bytes_received += len(answer)
                yield row["number"], answer

    def gathered(self, course: _gathering.Course) -> list[list[bytes]] | None:
        """The answers of many rounds, which the shards tell one another in one barrier job.

        Parameters
        ----------
        course : Course
            What the rounds go by.

        Returns
        -------
        list of list of bytes or None
            Round after round, the answers of all shards; None where a partition is not as it was.

        Raises
        ------
        ValueError
            Where a shard refuses its points, or the fit its settings.
        """
        expected = [(one.rows, one.order) for one in self.partitions]
        task = _gathering.gathering(course, self.layout, expected)
        frame = self._frame.mapInArrow(task, _gathering.ROUND_ROW, barrier=True)
        rows = collected(frame)
        self.rounds += 1
        found: dict[int, dict[int, bytes]] = {}
        for row in rows:
            if row["state"].startswith("refused "):
                raise ValueError(row["state"].removeprefix("refused "))
            if row["state"]:
                _log.warning("partition %d is %s", row["number"], row["state"])
                return None
            found.setdefault(row["round"], {})[row["number"]] = row["bytes"]
            self.bytes_received += len(row["bytes"])
        return [
            [answers[number] for number in sorted(answers)] for _, answers in sorted(found.items())
        ]

    def _check_again(self, rows: list[dict[str, Any]], order_matters: bool) -> None:
        """Make sure that partitions which were written again have the rows that they had."""
        for row in rows:
            known = self.partitions[row["number"]]
            if row["rows"] != known.rows:
                raise RuntimeError(
                    f"partition {row['number']} had other rows when Spark computed it again; "
                    "persist the table, or write it to a file and read that."
                )
            if order_matters and row["order"] != known.order:
                raise RowsReordered

    def remove(self) -> None:
        """Remove the files that Spark's tasks reach; the others go with their executors."""
        if self._frame is not None:
            try:
                collected(self._frame.mapInArrow(_tasks.removing(self._fit), _tasks.PARTITION_ROW))
            except Exception as error:  # noqa: BLE001  The fit has its result, or its own error.
                _log.warning("files of shards remain until their executors end: %s", error)
        self._forget()

    def _forget(self) -> None:
        if self._frame is not None:
            self._frame.unpersist()
            self._frame = None
