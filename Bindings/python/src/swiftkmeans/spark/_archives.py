"""Zip archives on Python's path, which Spark reads again for every task."""

from __future__ import annotations

import functools
import os
import sys
import zipimport


def keep_read() -> None:
    """Have archives read again only where they have changed.

    Spark's Python process calls ``importlib.invalidate_caches`` before every task, and that reads
    the directory of every archive on the path. One of them is Spark's own, of 3 MB: reading it
    takes longer than an iteration over a million points. Nothing else of that call is changed.
    """
    for finder in list(sys.path_importer_cache.values()):
        if isinstance(finder, zipimport.zipimporter) and "invalidate_caches" not in vars(finder):
            seen = _state(finder.archive)
            # Of this object alone.
            finder.invalidate_caches = functools.partial(_refresh, finder, seen)  # type: ignore


def _refresh(finder: zipimport.zipimporter, seen: tuple[int, int] | None) -> None:
    if _state(finder.archive) != seen:
        del finder.invalidate_caches
        finder.invalidate_caches()


def _state(archive: str) -> tuple[int, int] | None:
    try:
        found = os.stat(archive)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
