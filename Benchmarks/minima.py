#!/usr/bin/env python3
"""J over time: the search of --quality best beside restarts, as rows of Benchmarks/MINIMA.md.

    Benchmarks/minima.py PROGRAM FILE K SECONDS...
    Benchmarks/minima.py --peers FILE K SECONDS...

The first runs PROGRAM on FILE for every time, once with --quality best and once with restarts until
the time is up, both with seed 0, and prints J of each, and the effort of the search. The second does
the same with starts of scikit-learn and of FAISS, one after the other until the time is up, with J
of their centroids computed in double precision; it needs numpy and what of the two it shall run.
FILE is a .npy file then.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable


def fit(words: list[str]) -> dict:
    """The answer of one fit."""
    run = subprocess.run([*words, "--json", "--quiet"], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def own(program: str, file: str, k: str, times: list[str]) -> None:
    """Prints a row a time."""
    for seconds in times:
        common = [program, "fit", file, "-k", k, "--time-limit", seconds]
        best = fit([*common, "--quality", "best"])
        plain = fit([*common, "--restarts", "1000000"])
        search = best.get("search")
        effort = "–" if search is None else str(search["effort"])
        print(
            f"| {seconds} | {best['objective']:.8g} | {effort} | {plain['objective']:.8g} "
            f"| {100 * (plain['objective'] / best['objective'] - 1):.3f} % |",
            flush=True,
        )


def objective(x, centroids) -> float:
    """J of centroids."""
    import numpy as np

    total = 0.0
    for first in range(0, len(x), 4096):
        part = x[first : first + 4096].astype(np.float64)
        squares = (part**2).sum(1)[:, None] + (centroids**2).sum(1) - 2 * part @ centroids.T
        nearest = centroids[squares.argmin(1)]
        total += float(((part - nearest) ** 2).sum())
    return total


def least(x, start: Callable[[int], object], seconds: float) -> tuple[float, int]:
    """The least J of starts until the time is up, one at least, and how many there were."""
    begin, best, starts = time.monotonic(), float("inf"), 0
    while starts == 0 or time.monotonic() - begin < seconds:
        best = min(best, objective(x, start(starts)))
        starts += 1
    return best, starts


def peers(file: str, k: int, times: list[str]) -> None:
    """Prints a row a peer and time."""
    import numpy as np

    x = np.load(file)

    def scikit_learn(seed: int):
        from sklearn.cluster import KMeans

        found = KMeans(k, n_init=1, tol=0, max_iter=1000, random_state=seed).fit(x.astype(float))
        return found.cluster_centers_

    def faiss(seed: int):
        import faiss as library

        points = np.ascontiguousarray(x, np.float32)
        found = library.Kmeans(x.shape[1], k, niter=100, seed=seed + 1,
                               max_points_per_centroid=len(x))
        found.train(points)
        return found.centroids.astype(float)

    for name, start in (("scikit-learn", scikit_learn), ("FAISS", faiss)):
        for seconds in times:
            begin = time.monotonic()
            try:
                best, starts = least(x, start, float(seconds))
            except ImportError as error:
                print(f"| {name} | {error} |")
                break
            taken = time.monotonic() - begin
            print(f"| {name} | {seconds} | {best:.8g} | {starts} | {taken:.1f} |", flush=True)


def main(words: list[str]) -> int:
    """Runs what the words say."""
    if len(words) < 4:
        print(__doc__, file=sys.stderr)
        return 64
    if words[0] == "--peers":
        peers(words[1], int(words[2]), words[3:])
    else:
        own(words[0], words[1], words[2], words[3:])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
