"""The files of a shard, under the executor's local directory.

Spark removes that directory when the executor ends, however it ends. Points and weights are written
once and never changed. The state, which is what the engine wants to know again in the next round,
is replaced as a whole.
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
    """A file of a shard that is not on this machine, or is not whole."""


class WrittenShard(NamedTuple):
    """What is known of a shard whose files were written.

    Attributes
    ----------
    number : int
        The shard, from 0 in the order of partitions.
    path : str
        Its files without their endings.
    size, dimensions : int
        How many points it has, of how many features; a shard without points has 0 features.
    rows, order : str
        The fingerprint of its rows, and of their order.
    """

    number: int
    path: str
    size: int
    dimensions: int
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
) -> WrittenShard:
    """Write a shard's points and weights.

    Parameters
    ----------
    folder : str
        Where to.
    number : int
        The shard.
    batches : iterable of tuple
        Points, C-ordered, with their weights or None.

    Returns
    -------
    WrittenShard
        Under a name of its own, so that no other task's files are touched.
    """
    path = os.path.join(folder, f"shard-{number}-{uuid.uuid4().hex[:12]}")
    fingerprint, count, dimensions = Fingerprint(), 0, 0
    try:
        with contextlib.ExitStack() as stack:
            points_file = stack.enter_context(open(path + ".points", "xb"))
            weights_file: IO[bytes] | None = None
            for points, weights in batches:
                if len(points) == 0:
                    continue
                count, dimensions = count + len(points), points.shape[1]
                points_file.write(points.data)
                if weights is not None:
                    if weights_file is None:
                        weights_file = stack.enter_context(open(path + ".weights", "xb"))
                    weights_file.write(np.ascontiguousarray(weights).data)
                fingerprint.add(points, weights)
    except BaseException:
        remove(path)
        raise
    return WrittenShard(number, path, count, dimensions, fingerprint.rows, fingerprint.order)


def mapped(path: str, dtype: str, shape: tuple[int, ...]) -> np.ndarray:
    """A file of a shard as an array, mapped and not to be written to.

    Parameters
    ----------
    path : str
        The file.
    dtype : str
        Of its values.
    shape : tuple of int
        Of the array.

    Returns
    -------
    ndarray
        Its memory begins at a page.

    Raises
    ------
    MissingFile
        Where there is no file of this size here.
    """
    if 0 in shape:
        return np.empty(shape, dtype=dtype)
    size = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
    try:
        if os.path.getsize(path) != size:
            raise MissingFile(path)
        return np.memmap(path, dtype=dtype, mode="r", shape=shape)
    except FileNotFoundError:
        raise MissingFile(path) from None
    except OSError as error:
        if error.errno != errno.ENOMEM:
            raise
        raise MemoryError(
            f"{size} bytes of a partition cannot be mapped; use more partitions, or raise "
            "spark.executor.pyspark.memory, which counts mapped files."
        ) from None


def read_state(path: str) -> bytes:
    """What the last round left beside the points; no bytes where it left nothing."""
    try:
        with open(path + ".state", "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""


def write_state(path: str, state: bytes) -> None:
    """Replace what is left for the next round, as a whole; a full disk leaves nothing."""
    temporary = f"{path}.{uuid.uuid4().hex[:12]}.new"
    try:
        with open(temporary, "xb") as file:
            file.write(state)
        os.replace(temporary, path + ".state")
    except OSError:
        # The engine finds it anew.
        for one in (temporary, path + ".state"):
            with contextlib.suppress(OSError):
                os.remove(one)


def remove(path: str) -> None:
    """Remove the files of a shard that are here, and their folder with the last of them."""
    for ending in (".points", ".weights", ".state"):
        with contextlib.suppress(OSError):
            os.remove(path + ending)
    with contextlib.suppress(OSError):
        os.rmdir(os.path.dirname(path))
