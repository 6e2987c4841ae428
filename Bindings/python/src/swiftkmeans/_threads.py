"""How many threads a fit uses by default."""

from __future__ import annotations

import os

#: More than any machine has, and within the 32 bits that the engine takes.
_MOST = 1 << 16


def number(n_threads: int | None) -> int:
    """The number of threads.

    Parameters
    ----------
    n_threads : int or None
        What the user asked for. None takes ``OMP_NUM_THREADS``, which joblib sets so that not every
        worker uses all processors, and without it the processors that this process may run on.
    """
    if n_threads is not None:
        return max(-1, min(int(n_threads), _MOST))
    asked = os.environ.get("OMP_NUM_THREADS", "").split(",")[0].strip()
    if asked.isdigit() and int(asked) > 0:
        return min(int(asked), _MOST)
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
