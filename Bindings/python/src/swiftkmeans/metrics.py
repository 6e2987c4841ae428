"""Scores of a clustering, as ``sklearn.metrics`` names them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _codes, _input, _parameters, _scores, _threads
from ._agreement_metrics import (
    adjusted_mutual_info_score,
    adjusted_rand_score,
    completeness_score,
    contingency_matrix,
    fowlkes_mallows_score,
    homogeneity_completeness_v_measure,
    homogeneity_score,
    mutual_info_score,
    normalized_mutual_info_score,
    pair_confusion_matrix,
    rand_score,
    v_measure_score,
)
from ._base import check_random_state
from ._cluster_metrics import (
    SampledSilhouette,
    bayesian_information_criterion,
    calinski_harabasz_score,
    centroid_index,
    check_comparable,
    davies_bouldin_score,
    dunn_index,
    sampled_silhouette_score,
    simplified_silhouette_samples,
    simplified_silhouette_score,
)
from ._refusals import interruptible
from ._stops import Stop

__all__ = [
    "SampledSilhouette",
    "adjusted_mutual_info_score",
    "adjusted_rand_score",
    "bayesian_information_criterion",
    "calinski_harabasz_score",
    "centroid_index",
    "completeness_score",
    "contingency_matrix",
    "davies_bouldin_score",
    "dunn_index",
    "fowlkes_mallows_score",
    "homogeneity_completeness_v_measure",
    "homogeneity_score",
    "mutual_info_score",
    "normalized_mutual_info_score",
    "pair_confusion_matrix",
    "rand_score",
    "sampled_silhouette_score",
    "silhouette_samples",
    "silhouette_score",
    "simplified_silhouette_samples",
    "simplified_silhouette_score",
    "v_measure_score",
]


def __dir__() -> list[str]:
    """What is public."""
    return sorted(__all__)


def silhouette_score(
    X: Any,
    labels: Any,
    *,
    metric: str = "euclidean",
    sample_size: int | None = None,
    random_state: Any = None,
    n_threads: int | None = None,
    sample_weight: Any = None,
) -> float:
    """The mean silhouette of all points: how well they lie in their clusters.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points.
    labels : array-like of shape (n_samples,)
        The cluster of every point: numbers or text.
    metric : {'euclidean', 'cosine'}, default='euclidean'
        How far apart points are; 'cosine' is 1 - cosine.
    sample_size : int or None, default=None
        How many points to draw, of which alone the score then is, as in scikit-learn; None for all.
    random_state : int, RandomState or None, default=None
        Seeds the draw.
    n_threads : int or None, default=None
        As in `KMeans`; the score is the same for any number.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is: a weight of 3 is three copies of the point. None for 1 each. With
        sample_size, copies are drawn. Weights that are not whole count by the same formula, and
        then draws are with replacement, in proportion to the weights.

    Returns
    -------
    silhouette : float
        From -1 to 1; higher is better.

    See Also
    --------
    silhouette_samples : The silhouette of every point.

    Examples
    --------
    >>> from swiftkmeans.metrics import silhouette_score
    >>> X = [[1, 0], [20, 1], [3, 0], [0, 2], [1, 30], [0, 4]]
    >>> round(silhouette_score(X, [0, 0, 0, 1, 1, 1], metric="cosine"), 3)
    0.999
    """
    who = "silhouette_score"
    if sample_size is not None:
        _parameters.check_at_least_1(who, "sample_size", sample_size)
    _parameters.check_random_state_parameter(who, random_state)
    x, codes = _checked(who, X, labels, metric)
    weights = _input.weights(sample_weight, x)
    if sample_size is not None:
        drawn, weights = _drawn(check_random_state(random_state), x, weights, sample_size)
        x, codes = x[drawn], _codes.numbered(codes[drawn])[1]
    return _silhouettes(who, x, codes, metric, n_threads, weights)[1]


def silhouette_samples(
    X: Any,
    labels: Any,
    *,
    metric: str = "euclidean",
    n_threads: int | None = None,
    sample_weight: Any = None,
) -> NDArray[np.float64]:
    """The silhouette of every point: how well it lies in its cluster.

    It is ``(b - a) / max(a, b)`` for the mean distances a to the other points of the cluster and b
    to the points of the nearest other cluster; 0 for the point of a cluster of one.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points.
    labels : array-like of shape (n_samples,)
        The cluster of every point: numbers or text.
    metric : {'euclidean', 'cosine'}, default='euclidean'
        How far apart points are; 'cosine' is 1 - cosine.
    n_threads : int or None, default=None
        As in `KMeans`; the values are the same for any number.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is: a weight of 3 is three copies of the point, each a neighbour of the
        others at distance 0. A point of weight 0 is no neighbour of any, and gets the silhouette
        that a further point there would have. None for 1 each.

    Returns
    -------
    silhouette : ndarray of shape (n_samples,)
        float64, whatever X is; from -1 to 1, higher is better.

    Notes
    -----
    All distances count, and none is kept. With 'cosine' the means follow from the sums of the
    clusters' unit vectors, so the time is that of one step of k-means; there a row of zeros, which
    has no direction, is refused. CSR is never written out.

    Examples
    --------
    >>> from swiftkmeans.metrics import silhouette_samples
    >>> silhouette_samples([[0], [1], [9], [11]], [0, 0, 1, 1]).round(2)
    array([0.9 , 0.89, 0.76, 0.81])
    """
    who = "silhouette_samples"
    x, codes = _checked(who, X, labels, metric)
    return _silhouettes(who, x, codes, metric, n_threads, _input.weights(sample_weight, x))[0]


def _checked(who: str, x: Any, labels: Any, metric: str) -> tuple[Any, np.ndarray]:
    """The points for the engine, and labels from 0 without gaps."""
    _parameters.check_metric(who, metric)
    x = _input.points(None, x, reset=False)
    return x, _codes.of_points(labels, x.shape[0])[1]


#: The most copies that are drawn one by one.
_MOST_COPIES = 10_000_000


def _drawn(
    random: np.random.RandomState, x: Any, weights: np.ndarray | None, size: int
) -> tuple[np.ndarray, np.ndarray | None]:
    """Rows that were drawn, and how often each was; as scikit-learn draws without weights."""
    if weights is None:
        return random.permutation(x.shape[0])[:size], None
    total = float(weights.sum())
    if (weights == np.floor(weights)).all() and total <= _MOST_COPIES:
        ends = np.cumsum(weights.astype(np.int64))
        rows = np.searchsorted(ends, random.permutation(int(total))[:size], side="right")
    else:
        rows = random.choice(x.shape[0], size, p=weights / total)
    drawn, times = np.unique(rows, return_counts=True)
    return drawn, times.astype(np.float64)


def _silhouettes(
    who: str,
    x: Any,
    codes: np.ndarray,
    metric: str,
    n_threads: int | None,
    weights: np.ndarray | None = None,
) -> tuple[np.ndarray, float]:
    check_comparable(codes, weights)
    threads = _threads.number(n_threads)

    def work(stop: Stop) -> tuple[np.ndarray, float]:
        given = _scores.Labelled(x, codes, threads, stop, metric, weights)
        return _scores.silhouettes(given)

    return interruptible(work, x, who=who)
