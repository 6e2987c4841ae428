"""Measures fits of one peer, in this process, and prints one line of JSON.

Only `fit` (or `train`) is timed: the points are in memory, the libraries are loaded. Labels that a
program does not return from its fit are asked for afterwards, untimed.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
import warnings
from dataclasses import dataclass
from typing import Callable

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits


@dataclass
class Result:
    """What a fit returned."""

    labels: np.ndarray
    centroids: np.ndarray
    iterations: int | None
    note: str = ""


@dataclass
class Task:
    """What to fit."""

    points: np.ndarray
    start: np.ndarray
    iterations: int
    threads: int

    @property
    def k(self) -> int:
        return len(self.start)


# A program is prepared (untimed), and gives what is timed and what fetches the result (untimed).
Program = tuple[Callable[[], object], Callable[[object], Result]]


def estimator(task: Task, kind: type, **settings: object) -> Program:
    """scikit-learn's estimator, or one that looks like it."""

    def fit() -> object:
        return kind(
            n_clusters=task.k, init=task.start, n_init=1, max_iter=task.iterations, tol=0,
            **settings,
        ).fit(task.points)

    def result(model: object) -> Result:
        return Result(np.asarray(model.labels_), model.cluster_centers_, int(model.n_iter_))

    return fit, result


def sklearn_lloyd(task: Task) -> Program:
    from sklearn.cluster import KMeans

    return estimator(task, KMeans, algorithm="lloyd")


def sklearn_elkan(task: Task) -> Program:
    from sklearn.cluster import KMeans

    return estimator(task, KMeans, algorithm="elkan")


def onedal(task: Task) -> Program:
    from sklearnex import config_context
    from sklearnex.cluster import KMeans

    fit, result = estimator(task, KMeans, algorithm="lloyd", n_jobs=task.threads)

    def without_fallback() -> object:
        # It would hand what it cannot do to scikit-learn, and be timed for that.
        with config_context(allow_sklearn_after_onedal=False):
            model = fit()
        if not hasattr(model, "_onedal_estimator"):
            raise RuntimeError("the fit was handed to scikit-learn")
        return model

    return without_fallback, result


def swiftkmeans(task: Task) -> Program:
    """Our own Python package, called as scikit-learn is."""
    from swiftkmeans import KMeans

    fit, _ = estimator(task, KMeans, n_threads=task.threads)

    def result(model: object) -> Result:
        # The float64 centroids, whose bits can be compared; those shown are float32 as X is.
        return Result(model.labels_, model._centroids, model.n_iter_)

    return fit, result


def faiss_kmeans(task: Task) -> Program:
    """FAISS on all points: its default draws 256 a cluster."""
    import faiss

    faiss.omp_set_num_threads(task.threads)
    count, dimensions = task.points.shape

    def fit() -> object:
        model = faiss.Kmeans(
            dimensions, task.k, niter=task.iterations, nredo=1,
            max_points_per_centroid=count, min_points_per_centroid=1,
        )
        model.train(task.points, init_centroids=task.start)
        return model

    def result(model: object) -> Result:
        _, labels = model.assign(task.points)
        return Result(labels, model.centroids, len(model.obj), "labels asked for after the fit")

    return fit, result


def superkmeans(task: Task) -> Program:
    """SuperKMeans on all points and without early end. It draws its own start."""
    from superkmeans import SuperKMeans

    count, dimensions = task.points.shape

    def fit() -> object:
        model = SuperKMeans(
            n_clusters=task.k, dimensionality=dimensions, hierarchical=False,
            iters=task.iterations, sampling_fraction=1.0, max_points_per_cluster=count,
            n_threads=task.threads, tol=0.0, early_termination=False,
        )
        return model, model.train(task.points)

    def result(pair: object) -> Result:
        model, centroids = pair
        labels = np.asarray(model.assign(task.points, centroids)).astype(np.int64)
        return Result(
            labels, centroids, len(model.iteration_stats), "labels asked for after the fit")

    return fit, result


def sklearn_seeding(task: Task) -> Program:
    """Greedy k-means++ alone; one iteration from its seeds, untimed, shows how good they are."""
    from sklearn.cluster import KMeans, kmeans_plusplus

    def fit() -> object:
        return kmeans_plusplus(task.points, task.k, random_state=0)[0]

    def result(seeds: object) -> Result:
        model = KMeans(task.k, init=seeds, n_init=1, max_iter=1, tol=0).fit(task.points)
        return Result(model.labels_, model.cluster_centers_, 1)

    return fit, result


PROGRAMS: dict[str, Callable[[Task], Program]] = {
    "lloyd": sklearn_lloyd,
    "elkan": sklearn_elkan,
    "onedal": onedal,
    "faiss": faiss_kmeans,
    "superkmeans": superkmeans,
    "seeding": sklearn_seeding,
    "swiftkmeans": swiftkmeans,
}


def peak_bytes() -> int:
    """The most memory that this process has held so far.

    Linux's getrusage counts what the parent held when it began this process, so the kernel's own
    record of this process is read there.
    """
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM:"))


def blas() -> list[str]:
    """The BLAS libraries in this process and the processor they take this one for."""
    return sorted(
        f"{pool['internal_api']} {pool.get('version') or ''} {pool.get('architecture') or ''}"
        .replace("  ", " ").strip()
        for pool in threadpool_info() if pool["user_api"] == "blas")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", choices=PROGRAMS)
    parser.add_argument("points")
    parser.add_argument("--start", required=True)
    parser.add_argument("--iterations", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--repetitions", type=int, default=1)
    parser.add_argument("--budget", type=float, default=float("inf"))
    parser.add_argument("--labels")
    parser.add_argument("--centroids")
    options = parser.parse_args()

    warnings.simplefilter("ignore")
    points, start = np.load(options.points), np.load(options.start)
    task = Task(points, start, options.iterations, options.threads)
    with threadpool_limits(limits=options.threads):
        fit, result = PROGRAMS[options.program](task)
        before = peak_bytes()
        times: list[float] = []
        while len(times) < options.repetitions and (not times or sum(times) < options.budget):
            began = time.perf_counter()
            fitted = fit()
            times.append(time.perf_counter() - began)
        peak = peak_bytes()
        found = result(fitted)
    if options.labels:
        np.save(options.labels, found.labels)
        np.save(options.centroids, found.centroids)
    print(json.dumps({
        "times": times, "iterations": found.iterations, "note": found.note, "blas": blas(),
        "peakBytesBefore": before, "peakBytes": peak,
    }))


if __name__ == "__main__":
    main()
