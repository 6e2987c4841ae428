"""The shards of a partition: its rows in windows, of which one at a time is mapped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from . import _shard_files


class Layout(NamedTuple):
    """How all partitions are laid out as shards.

    Attributes
    ----------
    dtype : str
        Of the values of points.
    dimensions : int
        How many features points have.
    weighted : bool
        Whether they have weights.
    window : int
        How many rows a shard has, but for the last of a partition; 0 for as many as there are.
    firsts : tuple of int
        The number of the first shard of each partition, and last how many shards there are.
    """

    dtype: str
    dimensions: int
    weighted: bool
    window: int
    firsts: tuple[int, ...]

    def shards(self, partition: int) -> range:
        """The numbers of a partition's shards."""
        return range(self.firsts[partition], self.firsts[partition + 1])


def firsts_of(sizes: list[int], window: int) -> tuple[int, ...]:
    """The number of the first shard of each partition, and last how many shards there are.

    Parameters
    ----------
    sizes : list of int
        How many rows partitions have.
    window : int
        See `Layout`. A partition without rows is one shard, too.
    """
    firsts = [0]
    for size in sizes:
        firsts.append(firsts[-1] + (max(1, -(-size // window)) if window else 1))
    return tuple(firsts)


class Windows:
    """The shards of a partition.

    A partition of one shard keeps it, mapped and with all that it knows. Of several one at a time
    is mapped, and what it knows goes into a file when the next one comes.

    Parameters
    ----------
    row : dict
        About the partition: one of `_tasks.PARTITION_ROW`.
    layout : Layout
        Of all partitions.
    threads : int
        How many may work side by side.

    Raises
    ------
    MissingFile
        Where its files are not here.
    """

    def __init__(self, row: dict[str, Any], layout: Layout, threads: int) -> None:
        self._path, self._size = row["path"], row["size"]
        self._layout, self._threads = layout, threads
        self.shards = layout.shards(row["number"])
        self._kept: Any = None
        if len(self.shards) == 1:
            self._kept = self._opened(self.shards[0])
        else:
            self._arrays(range(0))

    def answers(self, request: bytes) -> Iterator[tuple[int, bytes]]:
        """The answers of all shards, by their numbers.

        Raises
        ------
        ValueError
            Where a shard refuses its points.
        MissingFile
            Where the files are not here any more.
        """
        if self._kept is not None:
            yield self.shards[0], self._kept.answer(request)
            return
        for number in self.shards:
            shard = self._opened(number)
            answer = shard.answer(request)
            self._write(number, shard)
            del shard  # Before the next one is mapped.
            yield number, answer

    def keep(self) -> None:
        """Leave what is known for another process."""
        if self._kept is not None:
            self._write(self.shards[0], self._kept)

    def _opened(self, number: int) -> Any:
        from .._shards import Shard

        first = (number - self.shards.start) * self._layout.window
        rows = range(first, min(self._size, first + (self._layout.window or self._size)))
        points, weights = self._arrays(rows)
        shard = Shard(points, number, sample_weight=weights, n_threads=self._threads)
        state = _shard_files.read_state(self._path, number)
        if state:
            shard.restore(state)
        return shard

    def _write(self, number: int, shard: Any) -> None:
        state = shard.state()
        if state:
            _shard_files.write_state(self._path, number, state)

    def _arrays(self, rows: range) -> tuple[np.ndarray, np.ndarray | None]:
        dtype, dimensions, weighted, *_ = self._layout
        shape = (self._size, dimensions)
        points = _shard_files.mapped(self._path + ".points", dtype, shape, rows)
        if not weighted:
            return points, None
        return points, _shard_files.mapped(self._path + ".weights", "f8", shape[:1], rows)
