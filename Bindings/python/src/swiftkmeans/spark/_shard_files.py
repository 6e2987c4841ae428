"""The files of a partition, under the executor's local directory.

Spark removes that directory when the executor ends, however it ends. Points and weights are written
once and never changed. The states, which are what the engine wants to know again in the next round,
are replaced as a whole, each for one shard.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterable
from typing import IO, NamedTuple

import numpy as np

from ._fingerprint import Fingerprint


class MissingFile(Exception):
    """A file of a partition that is not on this machine, or is not whole."""


class WrittenPartition(NamedTuple):
    """What is known of a partition whose files were written.

    Attributes
    ----------
    number : int
        The partition, from 0.
    path : str
        Its files without their endings.
    size, dimensions : int
        How many points it has, of how many features; one without points has 0 features.
    most : int
        How many of them a task there may map at once; 0 for any number.
    rows, order : str
        The fingerprint of its rows, and of their order.
    """

    number: int
    path: str
    size: int
    dimensions: int
    most: int
    rows: str
    order: str


def local_folder(fit: str, number: int) -> str:
    """The folder for a fit's files on this executor; several disks take turns."""
    folders = _folders(fit)
    folder = folders[number % len(folders)]
    os.makedirs(folder, mode=0o700, exist_ok=True)
    return folder


def _folders(fit: str) -> list[str]:
    """Where files of a fit may be on this executor."""
    # Spark sets it for the Python processes of all kinds of clusters.
    folders = [one for one in os.environ.get("SPARK_LOCAL_DIRS", "").split(",") if one]
    folders = [one for one in folders if os.path.isdir(one)] or [tempfile.gettempdir()]
    return [os.path.join(one, f"swiftkmeans-{fit}") for one in folders]


def remove_fit(fit: str) -> None:
    """Remove all files of a fit from this executor, also those that were written again since."""
    for folder in _folders(fit):
        shutil.rmtree(folder, ignore_errors=True)


def write(
    folder: str, number: int, batches: Iterable[tuple[np.ndarray, np.ndarray | None]]
) -> WrittenPartition:
    """Write a partition's points and weights.

    Parameters
    ----------
    folder : str
        Where to.
    number : int
        The partition.
    batches : iterable of tuple
        Points, C-ordered, with their weights or None.

    Returns
    -------
    WrittenPartition
        Under a name of its own, so that no other task's files are touched.
    """
    path = os.path.join(folder, f"part-{number}-{uuid.uuid4().hex[:12]}")
    fingerprint, count, dimensions, most = Fingerprint(), 0, 0, 0
    try:
        with contextlib.ExitStack() as stack:
            points_file = stack.enter_context(open(path + ".points", "xb"))
            weights_file: IO[bytes] | None = None
            for points, weights in batches:
                if len(points) == 0:
                    continue
                if count == 0:
                    dimensions = points.shape[1]
                    most = rows_at_once(dimensions, points.dtype.itemsize)
                count += len(points)
                points_file.write(points.data)
                if weights is not None:
                    if weights_file is None:
                        weights_file = stack.enter_context(open(path + ".weights", "xb"))
                    weights_file.write(np.ascontiguousarray(weights).data)
                fingerprint.add(points, weights)
    except BaseException:
        remove(path)
        raise
    return WrittenPartition(
        number, path, count, dimensions, most, fingerprint.rows, fingerprint.order
    )


#: Windows begin at multiples of this number of rows, so that each begins at a page.
_ROWS = 1024


def rows_at_once(dimensions: int, itemsize: int) -> int:
    """How many points may be mapped at once where this process has a limit of its address space.

    Such a limit, by which Spark keeps `spark.executor.pyspark.memory`, counts mapped files. An
    eighth of it goes to a window, because Arrow alone reserves 1 GB. A point takes its values, once
    more as a unit vector and as bytes of the engine, and about 320 bytes for labels, bounds, and
    copies of them that are read and written.

    Returns
    -------
    int
        0 for any number.
    """
    try:
        import resource
    except ImportError:  # Not on Windows.
        return 0
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit == resource.RLIM_INFINITY:
        return 0
    return max(1, limit // 8 // (dimensions * (itemsize + 12) + 320) // _ROWS) * _ROWS


def mapped(
    path: str, dtype: str, shape: tuple[int, ...], rows: range | None = None
) -> np.ndarray:
    """A file of a partition, or some of its rows, as an array that is not to be written to.

    Parameters
    ----------
    path : str
        The file.
    dtype : str
        Of its values.
    shape : tuple of int
        Of all that it holds.
    rows : range or None, default=None
        The rows that are mapped, from a multiple of 1024; None for all.

    Returns
    -------
    ndarray
        Its memory begins at a page.

    Raises
    ------
    MissingFile
        Where there is no file of this size here.
    """
    rows = range(shape[0]) if rows is None else rows
    part = (len(rows), *shape[1:])
    if 0 in shape:
        return np.empty(part, dtype=dtype)
    each = int(np.prod(shape[1:], dtype=np.int64)) * np.dtype(dtype).itemsize
    try:
        if os.path.getsize(path) != shape[0] * each:
            raise MissingFile(path)
        if not rows:
            return np.empty(part, dtype=dtype)
        return np.memmap(path, dtype=dtype, mode="r", offset=rows.start * each, shape=part)
    except FileNotFoundError:
        raise MissingFile(path) from None
    except OSError as error:
        if error.errno != errno.ENOMEM:
            raise
        raise MemoryError(
            f"{len(rows) * each} bytes of a partition cannot be mapped; raise "
            "spark.executor.pyspark.memory, which counts mapped files."
        ) from None


def read_state(path: str, shard: int) -> bytes:
    """What the last round left of a shard beside the points; no bytes where it left nothing."""
    try:
        with open(f"{path}-{shard}.state", "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""


def write_state(path: str, shard: int, state: bytes) -> None:
    """Replace what is left for the next round, as a whole; a full disk leaves nothing."""
    temporary = f"{path}.{uuid.uuid4().hex[:12]}.new"
    try:
        with open(temporary, "xb") as file:
            file.write(state)
        os.replace(temporary, f"{path}-{shard}.state")
    except OSError:
        # The engine finds it anew.
        for one in (temporary, f"{path}-{shard}.state"):
            with contextlib.suppress(OSError):
                os.remove(one)


def remove(path: str) -> None:
    """Remove points and weights that are here, and their folder with the last of them."""
    for ending in (".points", ".weights"):
        with contextlib.suppress(OSError):
            os.remove(path + ending)
    with contextlib.suppress(OSError):
        os.rmdir(os.path.dirname(path))
