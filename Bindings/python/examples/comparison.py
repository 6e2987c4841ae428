"""Does the same work with scikit-learn's KMeans and with swiftkmeans', and prints both times."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import sklearn.cluster

import swiftkmeans

CLASSES = {"scikit-learn": sklearn.cluster.KMeans, "swiftkmeans": swiftkmeans.KMeans}


def compare(
    title: str, work: Callable[[Any], Any], tell: Callable[[Any], str], repeats: int = 3
) -> Any:
    """Time ``work`` with both classes.

    Parameters
    ----------
    title : str
        What is printed above.
    work : callable
        Called with a class, and timed.
    tell : callable
        Called with what ``work`` returned; says in a few words what came out.
    repeats : int, default=3
        How often both do the work, in turns; the best time counts.

    Returns
    -------
    Any
        What ``work`` returned for swiftkmeans.
    """
    small = np.random.default_rng(0).random((100, 2))
    for kind in CLASSES.values():
        # The first fit of a process loads libraries and starts threads.
        kind(2, n_init=1).fit(small)
    times: dict[str, float] = {}
    found: dict[str, Any] = {}
    for _ in range(repeats):
        for name, kind in CLASSES.items():
            begin = time.perf_counter()
            found[name] = work(kind)
            took = time.perf_counter() - begin
            times[name] = min(took, times.get(name, took))
    print(title)
    for name, seconds in times.items():
        print(f"  {name:12} {seconds * 1e3:9.1f} ms  {tell(found[name])}")
    print(f"  ratio        {times['scikit-learn'] / times['swiftkmeans']:9.1f}")
    return found["swiftkmeans"]
