"""Measures calls of one program, in this process, and prints one line of JSON for each kind.

A call is timed whole, as people write it, with the defaults: seeding, tolerance, threads. The
points are in memory as float64, and the libraries are loaded. Every seed is measured by itself.
"""

from __future__ import annotations

import argparse
import json
import time
import warnings
from dataclasses import dataclass
from typing import Callable

import numpy as np

from calls import SWEEP
from objective import objective
from peer import peak_bytes

Timed = Callable[[], object]


@dataclass
class Task:
    """What to do it on."""

    points: np.ndarray
    start: np.ndarray

    @property
    def k(self) -> int:
        return len(self.start)


class Estimators:
    """scikit-learn's KMeans, or one that looks like it."""

    def __init__(self, kind: type, silhouette: Callable[..., float]) -> None:
        self.kind, self.silhouette = kind, silhouette

    def fit(self, task: Task, seed: int) -> Timed:
        return lambda: self.kind(n_clusters=task.k, random_state=seed).fit(task.points)

    def restarts(self, task: Task, seed: int) -> Timed:
        return lambda: self.kind(
            n_clusters=task.k, n_init=10, random_state=seed).fit(task.points)

    def sweep(self, task: Task, seed: int) -> Timed:
        return lambda: [self.step(task, seed, clusters) for clusters in SWEEP]

    def step(self, task: Task, seed: int, clusters: int) -> tuple[float, float]:
        """J and the silhouette of a clustering with k clusters."""
        model = self.kind(n_clusters=clusters, random_state=seed).fit(task.points)
        return model.inertia_, self.silhouette(task.points, model.labels_)

    def model(self, task: Task) -> object:
        """A model that every program comes to from the given start."""
        return self.kind(
            n_clusters=task.k, init=task.start, n_init=1, max_iter=2, tol=0).fit(task.points)

    def predict(self, task: Task, seed: int) -> Timed:
        # Another array, so that no program can know it from the fit.
        model, new = self.model(task), task.points.copy()
        return lambda: model.predict(new)

    def transform(self, task: Task, seed: int) -> Timed:
        model, new = self.model(task), task.points.copy()
        return lambda: model.transform(new)

    def judge(self, kind: str, task: Task, found: object) -> dict[str, object]:
        """J of what was found, and the iterations."""
        if kind == "sweep":
            best = max(range(len(found)), key=lambda place: found[place][1])
            return {"J": sum(inertia for inertia, _ in found), "chosen": SWEEP[best]}
        if kind == "transform":
            return {"J": float(np.square(found.min(axis=1)).sum(dtype=np.float64))}
        if kind == "predict":
            return {"J": of_labels(task.points, found)}
        centroids = np.asarray(found.cluster_centers_)
        return {
            "J": objective(task.points, np.asarray(found.labels_), centroids),
            "iterations": int(found.n_iter_)}


class OneDAL(Estimators):
    """Refuses to hand a call to scikit-learn, whose time it would be."""

    def fit(self, task: Task, seed: int) -> Timed:
        return self.alone(super().fit(task, seed))

    def restarts(self, task: Task, seed: int) -> Timed:
        return self.alone(super().restarts(task, seed))

    def sweep(self, task: Task, seed: int) -> Timed:
        return self.alone(super().sweep(task, seed))

    def predict(self, task: Task, seed: int) -> Timed:
        return self.alone(super().predict(task, seed))

    @staticmethod
    def alone(timed: Timed) -> Timed:
        from sklearnex import config_context

        def without_fallback() -> object:
            with config_context(allow_sklearn_after_onedal=False):
                return timed()

        return without_fallback


class Faiss:
    """FAISS on all points, from float64: it converts them to float32, which is part of the call."""

    def __init__(self) -> None:
        import faiss

        self.faiss = faiss

    def train(self, task: Task, **settings: object) -> object:
        count, dimensions = task.points.shape
        model = self.faiss.Kmeans(
            dimensions, task.k, max_points_per_centroid=count, min_points_per_centroid=1,
            **settings)
        model.train(task.points.astype(np.float32))
        return model

    def fit(self, task: Task, seed: int) -> Timed:
        return lambda: self.train(task, seed=seed + 1)

    def restarts(self, task: Task, seed: int) -> Timed:
        return lambda: self.train(task, seed=seed + 1, nredo=10)

    def centroids(self, task: Task) -> np.ndarray:
        """Those of the model that every program comes to."""
        from sklearn.cluster import KMeans

        return Estimators(KMeans, None).model(task).cluster_centers_.astype(np.float32)

    def predict(self, task: Task, seed: int) -> Timed:
        index, new = self.faiss.IndexFlatL2(task.points.shape[1]), task.points.copy()
        index.add(self.centroids(task))
        return lambda: index.search(new.astype(np.float32), 1)[1].ravel()

    def transform(self, task: Task, seed: int) -> Timed:
        centroids, new = self.centroids(task), task.points.copy()

        def distances() -> np.ndarray:
            squares = self.faiss.pairwise_distances(new.astype(np.float32), centroids)
            return np.sqrt(np.maximum(squares, 0, out=squares), out=squares)

        return distances

    def judge(self, kind: str, task: Task, found: object) -> dict[str, object]:
        """J of what was found, and the iterations."""
        if kind == "transform":
            return {"J": float(np.square(found.min(axis=1), dtype=np.float64).sum())}
        if kind == "predict":
            return {"J": of_labels(task.points, found)}
        _, labels = found.assign(task.points.astype(np.float32))
        return {"J": objective(task.points, labels, found.centroids), "iterations": found.cp.niter}


def of_labels(points: np.ndarray, labels: np.ndarray) -> float:
    """J of labels and their means, which shows whether labels are good without any centroids."""
    labels = np.asarray(labels).astype(np.int64)
    counts = np.bincount(labels)
    sums = np.stack([np.bincount(labels, column, len(counts)) for column in points.T], axis=1)
    return objective(points, labels, sums / np.maximum(counts, 1)[:, None])


def library(name: str) -> Estimators | Faiss:
    """The program of that name, with its package loaded."""
    if name == "FAISS":
        return Faiss()
    if name == "ours":
        from swiftkmeans import KMeans
        from swiftkmeans.metrics import silhouette_score

        return Estimators(KMeans, silhouette_score)
    from sklearn.metrics import silhouette_score

    if name == "oneDAL":
        from sklearnex.cluster import KMeans

        return OneDAL(KMeans, silhouette_score)
    from sklearn.cluster import KMeans

    return Estimators(KMeans, silhouette_score)


def measured(timed: Timed, repetitions: int, budget: float) -> tuple[object, list[float]]:
    """The last result, and the seconds of every call."""
    times: list[float] = []
    found = None
    while len(times) < repetitions and (not times or sum(times) < budget):
        found = None
        began = time.perf_counter()
        found = timed()
        times.append(time.perf_counter() - began)
    return found, times


def measure(
    program: Estimators | Faiss, kind: str, task: Task, options: argparse.Namespace
) -> dict[str, object]:
    """What one kind of call took, seed by seed."""
    # A model does the same whatever the seed, so that one is enough.
    seeds = 1 if kind in ("predict", "transform") else options.seeds
    record: dict[str, object] = {"kind": kind, "seeds": []}
    for seed in range(seeds):
        timed = getattr(program, kind)(task, seed)
        before = peak_bytes()
        found, times = measured(timed, options.repetitions, options.budget / seeds)
        peak = peak_bytes()
        if seed == 0:
            record |= {"peakBytesBefore": before, "peakBytes": peak}
        record["seeds"].append({"times": times} | program.judge(kind, task, found))
    record |= {"points": len(task.points), "dimensions": task.points.shape[1]}
    return record | {"pointBytes": task.points.nbytes}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("points")
    parser.add_argument("start")
    parser.add_argument("kinds", nargs="+")
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--repetitions", type=int, default=20)
    parser.add_argument("--budget", type=float, default=1)
    options = parser.parse_args()

    warnings.simplefilter("ignore")
    points, start = np.load(options.points), np.load(options.start)
    # In place: a second copy of X would hide the memory that a fit takes.
    points *= options.scale
    start *= options.scale
    program = library(options.program)
    for kind in options.kinds:
        print(json.dumps(measure(program, kind, Task(points, start), options)), flush=True)


if __name__ == "__main__":
    main()
