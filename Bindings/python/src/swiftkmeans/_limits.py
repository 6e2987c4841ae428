"""How much memory a fit may hold, so that points in files may be larger than memory."""

from __future__ import annotations

import contextlib
import mmap
import os
import re
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np

from . import _quota
from ._library import library

_UNITS = {
    "": 1, "B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12,
    "KIB": 2**10, "MIB": 2**20, "GIB": 2**30, "TIB": 2**40,
}  # fmt: skip
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([KMGT]?I?B)\s*", re.IGNORECASE)

#: The limits of all fits that are under way. The engine has one, for the whole process.
_active: list[int] = []
_lock = threading.Lock()


def in_bytes(size: Any) -> int | None:
    """A number of bytes, as it is or with a unit, such as '500MB', '2 GB' or '1.5GiB'.

    Parameters
    ----------
    size : int or str

    Returns
    -------
    int or None
        None for what is neither.
    """
    if isinstance(size, str):
        found = _SIZE.fullmatch(size)
        return None if found is None else int(float(found[1]) * _UNITS[found[2].upper()])
    if isinstance(size, (int, np.integer)) and not isinstance(size, (bool, np.bool_)):
        return int(size)
    return None


def is_file(array: Any) -> bool:
    """Whether an array's values are those of a mapped file, none of which was changed in memory.

    That are maps of ``numpy.memmap`` and ``numpy.load(..., mmap_mode=...)``, and views of these,
    in all modes but 'c', in which a change is kept in memory alone.
    """
    while isinstance(array, np.ndarray):
        if isinstance(array, np.memmap):
            mapped = getattr(array, "_mmap", None)
            return array.mode != "c" and isinstance(mapped, mmap.mmap)
        array = array.base
    return False


@contextlib.contextmanager
def limited(max_memory: Any, x: Any) -> Iterator[None]:
    """Holds the engine to a limit on memory.

    Parameters
    ----------
    max_memory : int, str or None
        The limit. None for none, but where the points are those of a file that is larger than half
        of the memory that this process may have: then three quarters of that memory.
    x : ndarray or CSR
        The points.
    """
    limit = in_bytes(max_memory)
    if limit is None and is_file(x):
        most = _quota.memory() or _all_memory()
        limit = most // 4 * 3 if most is not None and x.nbytes > most // 2 else None
    if limit is None:
        yield
        return
    _change(lambda: _active.append(limit))
    try:
        yield
    finally:
        _change(lambda: _active.remove(limit))


def _change(change: Any) -> None:
    """Changes the limits; of several, the least holds."""
    with _lock:
        change()
        library.kmeans_set_memory_limit(min(_active, default=0))


def _all_memory() -> int | None:
    """The bytes of memory that the machine has; None where it does not tell."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None
