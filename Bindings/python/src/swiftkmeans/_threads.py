"""How many threads a fit uses by default."""

from __future__ import annotations

import os

from . import _quota
from ._base import openmp_threads

#: More than any machine has, and within the 32 bits that the engine takes.
_MOST = 1 << 16
#: What OpenMP had before anybody set a limit.
_OPENMP_AT_FIRST = openmp_threads()


def number(n_threads: int | None) -> int:
    """The number of threads.

    Parameters
    ----------
    n_threads : int or None
        What the user asked for. None takes ``OMP_NUM_THREADS``, which joblib sets so that not every
        worker uses all processors, and without it the processors that this process may run on, as
        far as the quota of its group keeps them busy. A limit that was set by threadpoolctl holds
        for both.
    """
    if n_threads is not None:
        return max(-1, min(int(n_threads), _MOST))
    limit = openmp_threads()
    asked = os.environ.get("OMP_NUM_THREADS", "").split(",")[0].strip()
    if asked.isdigit() and int(asked) > 0:
        is_limited = limit is not None and limit < (_OPENMP_AT_FIRST or 0)
        return min(int(asked), limit if limit is not None and is_limited else _MOST)
    usable = _usable_processors()
    return max(1, min(usable, _quota.processors() or usable, limit or usable))


def _usable_processors() -> int:
    """The processors that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
