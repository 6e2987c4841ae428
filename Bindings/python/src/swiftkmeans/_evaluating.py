"""``evaluate``: all scores of a clustering in one call."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import _codes, _input, _parameters, _scores, _tables, _threads
from ._agreements import Agreement
from ._calls import EngineError
from ._centroids import seed_of
from ._interface import BAD_SETTING, STOPPED
from ._points import seen
from ._refusals import interruptible
from ._scores import Dispersion, Labelled
from ._stops import Stop
from ._sweeping import MEANINGS, SILHOUETTES

#: The most points for which Dunn's index, which may compare all pairs, is found.
_MOST_FOR_DUNN = 20_000
#: A bound proves an inertia that is above it by this share at most, which its roundings take.
_PROVEN = 1e-12


class Bound(NamedTuple):
    """What no clustering with as many clusters has a smaller inertia than.

    Attributes
    ----------
    value : float
        The bound.
    method : str
        What proves it: 'total', 'points', 'line', 'features', 'spectral' or 'partition'.
    excess : float
        By what share the inertia is above it: it is at most that much above the least possible.
        Infinite where the bound is 0.
    is_optimal : bool
        Whether the inertia is proven to be the least.
    """

    value: float
    method: str
    excess: float
    is_optimal: bool


class TruthScores(NamedTuple):
    """How the clusters agree with known classes.

    Attributes
    ----------
    n_samples : int
        How many points have a known class.
    classes, clusters : ndarray
        The classes and the clusters of these points, ascending.
    adjusted_rand, rand, fowlkes_mallows : float
        By pairs of points.
    adjusted_mutual_info, normalized_mutual_info : float
        By information. NaN for the former where weights are no copies.
    homogeneity, completeness, v_measure : float
        Whether clusters mix classes, whether classes are split, and both in one.
    centroid_index : int or None
        How many means of clusters and classes lie at different places.
    contingency : ndarray of shape (n_classes, n_clusters)
        float64: points by class and cluster, or what they weigh.
    """

    n_samples: int
    classes: np.ndarray
    clusters: np.ndarray
    adjusted_rand: float
    rand: float
    fowlkes_mallows: float
    adjusted_mutual_info: float
    normalized_mutual_info: float
    homogeneity: float
    completeness: float
    v_measure: float
    centroid_index: int | None
    contingency: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Evaluation:
    """All scores of a clustering; `evaluate` makes it. A score that does not exist is NaN.

    Attributes
    ----------
    n_samples, n_features : int
        How many points took part, and of how many features.
    metric : str
        How far apart points are.
    clusters : ndarray of shape (n_clusters,)
        The labels that occur, ascending. What follows by cluster is in their order.
    sizes : ndarray of shape (n_clusters,)
        int64: the numbers of points.
    weights : ndarray of shape (n_clusters,)
        What the points weigh.
    within : ndarray of shape (n_clusters,)
        The sums of squares about the means of the clusters.
    between : ndarray of shape (n_clusters,)
        The squares of the means about the mean of all, times the weights.
    mean_distances : ndarray of shape (n_clusters,)
        How far points lie from their means.
    nearest : ndarray of shape (n_clusters,)
        int64: the place of the cluster with the nearest mean; -1 where there is none.
    inertia : float
        The sum of squares within all clusters, about their means.
    total : float
        The sum of squares about the mean of all points.
    silhouette : float
        The mean silhouette; higher is better, from -1 to 1.
    silhouette_method : str or None
        How it was found: 'exact', 'sampled' or 'simplified'; None where it was not.
    silhouette_margin : float
        Half the width of the 95 % interval of a sampled one.
    silhouette_by_cluster : ndarray of shape (n_clusters,)
        The mean of every cluster; NaN where points were drawn.
    calinski_harabasz : float
        Higher is better.
    davies_bouldin : float
        Lower is better, from 0.
    dunn : float
        Higher is better; left out beyond 20,000 points.
    dunn_of_means : float
        Higher is better.
    bic : float
        Higher is better, for the same points; none by the cosine.
    bound : Bound or None
        What the inertia cannot be below, where that was asked for.
    truth : TruthScores or None
        How clusters agree with known classes, where these were given.
    reasons : dict of str to str
        Why scores do not exist, by their names.
    """

    n_samples: int
    n_features: int
    metric: str
    clusters: np.ndarray
    sizes: NDArray[np.int64]
    weights: NDArray[np.float64]
    within: NDArray[np.float64]
    between: NDArray[np.float64]
    mean_distances: NDArray[np.float64]
    nearest: NDArray[np.int64]
    inertia: float
    total: float
    silhouette: float
    silhouette_method: str | None
    silhouette_margin: float
    silhouette_by_cluster: NDArray[np.float64]
    calinski_harabasz: float
    davies_bouldin: float
    dunn: float
    dunn_of_means: float
    bic: float
    bound: Bound | None
    truth: TruthScores | None
    reasons: dict[str, str]

    def _score_rows(self) -> list[tuple[str, Any, str]]:
        """The scores with what readers need to know of them."""
        rows: list[tuple[str, Any, str]] = [
            ("inertia", self.inertia, "the sum of squares within clusters"),
            ("total", self.total, "the sum of squares about the mean of all"),
            ("silhouette", self.silhouette, "higher is better, from -1 to 1"),
            ("Calinski-Harabasz", self.calinski_harabasz, "higher is better"),
            ("Davies-Bouldin", self.davies_bouldin, "lower is better, from 0"),
            ("Dunn", self.dunn, "higher is better"),
            ("Dunn of means", self.dunn_of_means, "higher is better"),
            ("BIC", self.bic, "higher is better, for the same points"),
        ]
        names = ("", "", "silhouette", "calinski_harabasz", "davies_bouldin", "dunn",
                 "dunn_of_means", "bic")  # fmt: skip
        rows = [
            (told, value, self.reasons.get(name, meaning))
            for name, (told, value, meaning) in zip(names, rows)
        ]
        if self.silhouette_method == "sampled":
            margin = _tables.number(self.silhouette_margin)
            rows[2] = ("silhouette", self.silhouette, f"± {margin} (95 %), from points drawn")
        if self.silhouette_method == "simplified":
            rows[2] = ("silhouette", self.silhouette, "simplified, by distances to means")
        if self.bound is not None:
            rows.append(("bound", self.bound.value, _sentence(self.bound)))
        return rows

    def _truth_rows(self) -> list[tuple[str, Any, str]]:
        if self.truth is None:
            return []
        truth = self.truth
        return [
            ("adjusted Rand", truth.adjusted_rand, "1 is agreement, 0 is chance"),
            ("adjusted mutual information", truth.adjusted_mutual_info,
             self.reasons.get("adjusted_mutual_info", "1 is agreement, 0 is chance")),
            ("normalized mutual information", truth.normalized_mutual_info, "from 0 to 1"),
            ("homogeneity", truth.homogeneity, "1 when no cluster mixes classes"),
            ("completeness", truth.completeness, "1 when no class is split"),
            ("V-measure", truth.v_measure, "from 0 to 1"),
            ("Fowlkes-Mallows", truth.fowlkes_mallows, "from 0 to 1"),
            ("Rand", truth.rand, "from 0 to 1"),
            ("centroid index", truth.centroid_index, "0 when each has its class"),
        ]  # fmt: skip

    def _title(self) -> str:
        clusters, points = len(self.clusters), self.n_samples
        return (
            f"{clusters} cluster{'' if clusters == 1 else 's'} of {points} "
            f"point{'' if points == 1 else 's'} in {self.n_features} "
            f"feature{'' if self.n_features == 1 else 's'}"
        )

    def _cluster_rows(self) -> list[list[Any]]:
        """The clusters in their order, 50 at most."""
        columns = (
            [str(one) for one in self.clusters[:50]], self.sizes, self.within,
            self.mean_distances, self.silhouette_by_cluster,
        )  # fmt: skip
        return [
            [value if isinstance(value, str) else value.item() for value in row]
            for row in zip(*columns)
        ]

    def __repr__(self) -> str:
        rows = [*self._score_rows(), *self._truth_rows()]
        width = max(len(name) for name, _, _ in rows)
        values = [_tables.number(value) for _, value, _ in rows]
        wide = max(map(len, values))
        lines = [
            f"  {name.ljust(width)}  {value.rjust(wide)}  {meaning}"
            for (name, _, meaning), value in zip(rows, values)
        ]
        return "\n".join([self._title(), *lines])

    def _repr_html_(self) -> str:
        scores = _tables.as_html(
            self._title(), ("score", "value", "meaning"),
            [*self._score_rows(), *self._truth_rows()],
        )  # fmt: skip
        headings = ("cluster", "points", "within", "mean distance", "silhouette")
        clusters = _tables.as_html("Clusters", headings, self._cluster_rows())
        return f"<div>{scores}{clusters}</div>"


def evaluate(
    X: Any,
    labels: Any,
    *,
    truth: Any = None,
    metric: str = "euclidean",
    silhouette: str | None = None,
    bound: bool = False,
    sample_weight: Any = None,
    weights_are: str = "copies",
    random_state: Any = 0,
    n_threads: int | None = None,
) -> Evaluation:
    """Score a clustering: by itself, and against known classes.

    It is what the command ``kmeans evaluate`` does, with its defaults.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points.
    labels : array-like of shape (n_samples,)
        The cluster of every point: numbers or text. Points with the number -1 have none, and are
        left out.
    truth : array-like of shape (n_samples,) or None, default=None
        The known class of every point: numbers or text. Points with a number below 0 have none, and
        are left out of the comparison.
    metric : {'euclidean', 'cosine'}, default='euclidean'
        How far apart points are. With 'cosine' the silhouette goes by 1 - cosine, and all else by
        points of length 1.
    silhouette : {'exact', 'sampled', 'simplified', 'none'} or None, default=None
        How the silhouette is found: from all points, from 2,000 that are drawn, by means, or not at
        all. None for exact up to 20,000 points and with 'cosine', and otherwise sampled.
    bound : bool, default=False
        Whether to tell how far the inertia is above the least possible at most. Takes seconds.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        The weights, 0 or more; None for 1 each.
    weights_are : {'copies', 'shares'}, default='copies'
        What weights mean: a point of weight 3 is three points, or only their proportions count.
    random_state : int, RandomState or None, default=0
        Seeds the points that are drawn; None for another seed every time.
    n_threads : int or None, default=None
        As in `KMeans`; the result is the same for any number.

    Returns
    -------
    evaluation : Evaluation
        All scores.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C.

    Examples
    --------
    >>> from swiftkmeans import evaluate
    >>> found = evaluate([[0.0], [1], [5], [6]], [0, 0, 1, 1], truth=["a", "a", "a", "b"])
    >>> found.calinski_harabasz, found.dunn, found.inertia
    (50.0, 4.0, 1.0)
    >>> round(found.truth.homogeneity, 4), found.truth.contingency.tolist()
    (0.3837, [[2.0, 1.0], [0.0, 1.0]])
    """
    who = "evaluate"
    _parameters.check_named(who, {"random_state": random_state, "n_threads": n_threads})
    _parameters.check_metric(who, metric)
    _parameters.check_choice(who, "weights_are", weights_are, MEANINGS)
    if silhouette is not None:
        _parameters.check_choice(who, "silhouette", silhouette, SILHOUETTES)
    _parameters.check_bool(who, "bound", bound)
    x = _input.points(None, X, reset=False)
    clusters, codes = _codes.of_points(labels, x.shape[0])
    classes = None if truth is None else _codes.of_points(truth, x.shape[0], "truth")
    weights = _input.weights(sample_weight, x)
    kept = _is_named(clusters)[codes]
    if not kept.all():
        if not kept.any():
            raise ValueError("No point has a label: all are -1.")
        x, clusters = x[kept], clusters[_is_named(clusters)]
        codes = _codes.numbered(codes[kept])[1]
        weights = None if weights is None else weights[kept]
        classes = None if classes is None else (classes[0], classes[1][kept])
    seed, threads = seed_of(random_state), _threads.number(n_threads)

    def work(stop: Stop) -> Evaluation:
        given = Labelled(x, codes, threads, stop, metric, weights, weights_are)
        return _Work(given, clusters).evaluation(silhouette, seed, bool(bound), classes)

    return interruptible(work, x, who=who)


def _is_named(values: np.ndarray) -> np.ndarray:
    """Which labels are those of clusters: all but the number -1."""
    if values.dtype.kind not in "if":
        return np.ones(len(values), dtype=bool)
    return np.asarray(values != -1)


class _Work:
    """The scores of labelled points, one after the other."""

    def __init__(self, given: Labelled, clusters: np.ndarray) -> None:
        self._given, self._clusters = given, clusters
        self._sums = Dispersion(given)
        self._reasons: dict[str, str] = {}

    def evaluation(
        self,
        silhouette: str | None,
        seed: int,
        wants_bound: bool,
        classes: tuple[np.ndarray, np.ndarray] | None,
    ) -> Evaluation:
        """All scores; classes are the values that occur, and for every point the place of its own."""
        given, sums, facts = self._given, self._sums, self._sums.facts
        own = sums.clusters()
        found = self._silhouette(silhouette, seed)
        is_angle = given.distance == "cosine"
        return Evaluation(
            n_samples=facts.points,
            n_features=facts.dimensions,
            metric=given.distance,
            clusters=self._clusters,
            **own,
            nearest=sums.nearest(),
            inertia=facts.within,
            total=facts.total,
            silhouette=math.nan if found is None else found.mean,
            silhouette_method=None if found is None else found.method,
            silhouette_margin=math.nan if found is None else found.margin,
            silhouette_by_cluster=(
                np.full(facts.clusters, np.nan) if found is None else found.by_cluster
            ),
            calinski_harabasz=self._score("calinski_harabasz", sums.calinski_harabasz),
            davies_bouldin=self._score("davies_bouldin", sums.davies_bouldin),
            dunn=self._dunn(),
            dunn_of_means=self._score("dunn_of_means", sums.dunn_of_means),
            bic=(
                self._missing("bic", "it is of Gaussian clouds, not of angles")
                if is_angle
                else self._score("bic", sums.bayesian_information)
            ),
            bound=self._bound() if wants_bound else None,
            truth=None if classes is None else self._truth(*classes),
            reasons=self._reasons,
        )

    def _score(self, name: str, score: Callable[[], Any]) -> Any:
        """A score, or NaN and why there is none."""
        try:
            return score()
        except EngineError as error:
            if error.code != BAD_SETTING:
                raise
            return self._missing(name, str(error))

    def _missing(self, name: str, reason: str) -> float:
        self._reasons[name] = reason
        return math.nan

    def _silhouette(self, method: str | None, seed: int) -> _scores.MeanSilhouette | None:
        if method == "none":
            self._missing("silhouette", "it was not asked for")
            return None
        found = self._score(
            "silhouette", lambda: _scores.mean_silhouette(self._given, method, 0, seed)
        )
        return found if isinstance(found, _scores.MeanSilhouette) else None

    def _dunn(self) -> float:
        if self._sums.facts.points > _MOST_FOR_DUNN:
            return self._missing("dunn", f"left out beyond {_MOST_FOR_DUNN:,} points")
        return float(self._score("dunn", lambda: _scores.dunn(self._given)))

    def _bound(self) -> Bound:
        value, method = _scores.bound(self._given)
        inertia = self._sums.facts.within
        excess = 0.0
        if inertia > value:
            excess = inertia / value - 1 if value > 0 else math.inf
        return Bound(value, method, excess, excess <= _PROVEN)

    def _truth(self, values: np.ndarray, codes: np.ndarray) -> TruthScores:
        """How clusters agree with classes, of points that have both and weigh anything."""
        given = self._given
        known = _known(values)[codes]
        if given.weights is not None:
            known &= given.weights > 0
        if not known.any():
            raise ValueError("No point that counts has a known class.")
        weights = None if given.weights is None else given.weights[known]
        present, truth = _codes.numbered(codes[known])
        own, labels = _codes.numbered(given.labels[known])
        found = Agreement(truth, labels, weights, given.meaning)
        facts = found.facts
        adjusted = (
            found.adjusted_mutual_information()
            if found.is_counted
            else self._missing("adjusted_mutual_info", "it needs whole weights that are copies")
        )
        return TruthScores(
            n_samples=int(known.sum()),
            classes=values[present],
            clusters=self._clusters[own],
            adjusted_rand=facts.adjusted_rand,
            rand=facts.rand,
            fowlkes_mallows=facts.fowlkes_mallows,
            adjusted_mutual_info=adjusted,
            normalized_mutual_info=found.normalized_mutual_information(),
            homogeneity=facts.homogeneity,
            completeness=facts.completeness,
            v_measure=found.v_measure(),
            centroid_index=self._centroid_index(known, truth, labels, weights),
            contingency=found.table(),
        )

    def _centroid_index(
        self, known: np.ndarray, truth: np.ndarray, labels: np.ndarray, weights: Any
    ) -> int | None:
        given = self._given
        x = given.x if known.all() else given.x[known]
        try:
            if given.distance == "cosine":
                x = seen(x, given.distance, given.threads, given.stop)
            first, second = (
                Dispersion(given._replace(x=x, labels=y, weights=weights, distance="euclidean"))
                for y in (labels, truth)
            )
            return _scores.centroid_index(first.means(), second.means())
        except EngineError as error:
            if error.code == STOPPED:
                raise
            return None


def _known(values: np.ndarray) -> np.ndarray:
    """Which classes are known: any text, and numbers from 0."""
    if values.dtype.kind not in "if":
        return np.ones(len(values), dtype=bool)
    return np.asarray(values >= 0)


def _sentence(bound: Bound) -> str:
    """What a bound says of the inertia."""
    if bound.is_optimal:
        return "the inertia is optimal: no clustering with as many clusters has less"
    if bound.excess >= 1:
        return "it says little of how far the inertia is above the least possible"
    return f"the inertia is at most {100 * bound.excess:.2g} % above the least possible"
