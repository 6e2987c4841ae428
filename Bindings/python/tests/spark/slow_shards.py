"""The shard interface, slow and obvious, in NumPy: what fits on Spark are compared with.

Sums are exact for values that are small whole numbers, and only for these. Empty clusters keep
their centroids.
"""

import pickle
from typing import NamedTuple

import numpy as np


class ShardResult(NamedTuple):
    centroids: np.ndarray
    sizes: np.ndarray
    within: np.ndarray
    objective: float
    history: np.ndarray
    iterations: int
    stop_reason: str
    restart: int
    n_points: int


def nearest(x, centroids):
    squared = ((np.asarray(x, dtype="f8")[:, None] - centroids) ** 2).sum(-1)
    return squared.argmin(1), squared.min(1, initial=np.inf)


class Shard:
    def __init__(self, x, number, sample_weight=None, n_threads=1):
        self.x, self.number = np.asarray(x, dtype="f8"), number
        self.weights = np.ones(len(x)) if sample_weight is None else sample_weight

    def restore(self, state):
        return False

    def state(self):
        return b"nothing"

    def labels(self, centroids, distance="euclidean"):
        return nearest(self.x, centroids)[0].astype("i4")

    def answer(self, request):
        kind, turn, given, before = pickle.loads(request)
        found = None
        if kind == "survey":
            found = len(self.x), self.weights @ self.x, self.weights @ self.x**2, self.weights.sum()
        elif kind == "seeding":
            found = {row: self.x[place] for shard, place, row in given if shard == self.number}
        else:
            labels, squared = nearest(self.x, given)
            k = len(given)
            hot = (labels[:, None] == np.arange(k)).astype("f8")
            weighted = hot * self.weights[:, None]
            is_new = True if before is None else labels != nearest(self.x, before)[0]
            changed = int(np.broadcast_to(is_new, labels.shape).sum())
            found = weighted.sum(0), weighted.T @ self.x, hot.sum(0), weighted.T @ squared, changed
        return pickle.dumps((self.number, turn, found))


class ShardFit:
    def __init__(
        self, n_shards, *, n_clusters, init, n_init, max_iter, tol, seed, distance, n_threads=1
    ):
        self.n, self.k, self.init, self.limit, self.tol = n_shards, n_clusters, init, max_iter, tol
        self.seed, self.stage, self.turn, self.iteration, self.history = seed, "survey", 0, 0, []
        self.given = self.before = None
        self.answers, self.reason = {}, "max_iter"

    def request(self):
        if self.stage == "done":
            return None
        return pickle.dumps((self.stage, self.turn, self.given, self.before))

    def missing(self):
        return [number for number in range(self.n) if number not in self.answers]

    def stop(self):
        self.limit, self.reason = 0, "interrupted"

    def take(self, answer):
        number, turn, found = pickle.loads(answer)
        if turn != self.turn:
            raise ValueError("another round")
        self.answers[number] = found
        if not self.missing():
            found = [self.answers[number] for number in range(self.n)]
            self.answers, self.turn = {}, self.turn + 1
            getattr(self, "_" + self.stage)(found)

    def _survey(self, found):
        counts = [count for count, *_ in found]
        self.count = sum(counts)
        if self.count < self.k:
            raise ValueError(f"{self.k} clusters of {self.count} points")
        weight = sum(one[3] for one in found)
        sums, squares = sum(one[1] for one in found), sum(one[2] for one in found)
        self.unit = (squares / weight - (sums / weight) ** 2).mean()
        if not isinstance(self.init, str):
            self.given, self.stage = np.asarray(self.init), "step"
            return
        rows = np.random.default_rng(self.seed).choice(self.count, self.k, replace=False)
        ends = np.cumsum(counts)
        shards = np.searchsorted(ends, rows, side="right")
        self.given = [(s, r - (ends[s] - counts[s]), r) for s, r in zip(shards, rows)]
        self.rows, self.stage = rows, "seeding"

    def _seeding(self, found):
        drawn = {row: x for one in found for row, x in one.items()}
        self.given, self.stage = np.array([drawn[row] for row in self.rows]), "step"

    def _step(self, found):
        weights, sums = sum(one[0] for one in found), sum(one[1] for one in found)
        with np.errstate(invalid="ignore"):
            means = np.where(weights[:, None] > 0, sums / weights[:, None], self.given)
        self.iteration += 1
        self.history.append(float(sum(one[3].sum() for one in found)))
        changed = sum(one[4] for one in found)
        shift = ((means - self.given) ** 2).sum()
        self.before, self.given = self.given, means
        if changed == 0:
            self.reason, self.stage = "labels_unchanged", "finish"
        elif self.tol and shift <= self.tol * self.unit:
            self.reason, self.stage = "tolerance", "finish"
        elif self.iteration >= self.limit:
            self.stage = "finish"

    def _finish(self, found):
        self.sizes = sum(one[2] for one in found).astype("i8")
        self.within = sum(one[3] for one in found)
        self.stage = "done"

    def result(self):
        return ShardResult(
            self.given, self.sizes, self.within, float(self.within.sum()), np.array(self.history),
            self.iteration, self.reason, 0, self.count,
        )
