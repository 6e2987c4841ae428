"""Scores of a clustering by itself: those of ``sklearn.metrics``, and others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from . import _codes, _input, _parameters, _scores, _threads
from ._centroids import as_centroids, seed_of
from ._refusals import interruptible
from ._scores import Dispersion, Labelled

_Found = TypeVar("_Found")


def calinski_harabasz_score(
    X: Any, labels: Any, *, sample_weight: Any = None, n_threads: int | None = None
) -> float:
    """How much clusters differ from each other over how much points differ within them.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points.
    labels : array-like of shape (n_samples,)
        The cluster of every point: numbers or text.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.
    n_threads : int or None, default=None
        As in `KMeans`; the score is the same for any number.

    Returns
    -------
    score : float
        0 or more; higher is better. 1 where no point differs from its mean.

    References
    ----------
    T. Calinski and J. Harabasz, "A dendrite method for cluster analysis", Communications in
    Statistics 3, 1974.

    Examples
    --------
    >>> from swiftkmeans.metrics import calinski_harabasz_score
    >>> calinski_harabasz_score([[0.0], [1], [5], [6]], [0, 0, 1, 1])
    50.0
    """
    return _of_sums(
        "calinski_harabasz_score", X, labels, sample_weight, n_threads, Dispersion.calinski_harabasz
    )


def davies_bouldin_score(
    X: Any, labels: Any, *, sample_weight: Any = None, n_threads: int | None = None
) -> float:
    """How alike every cluster is to the one most like it, on average.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points.
    labels : array-like of shape (n_samples,)
        The cluster of every point: numbers or text.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.
    n_threads : int or None, default=None
        As in `KMeans`; the score is the same for any number.

    Returns
    -------
    score : float
        0 or more; lower is better.

    References
    ----------
    D. L. Davies and D. W. Bouldin, "A cluster separation measure", IEEE Transactions on Pattern
    Analysis and Machine Intelligence 1, 1979.

    Examples
    --------
    >>> from swiftkmeans.metrics import davies_bouldin_score
    >>> davies_bouldin_score([[0.0], [1], [5], [6]], [0, 0, 1, 1])
    0.2
    """
    return _of_sums(
        "davies_bouldin_score", X, labels, sample_weight, n_threads, Dispersion.davies_bouldin
    )


def bayesian_information_criterion(
    X: Any, labels: Any, *, sample_weight: Any = None, n_threads: int | None = None
) -> float:
    """How likely the points are as drawn from spherical Gaussians, less a price of clusters.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points.
    labels : array-like of shape (n_samples,)
        The cluster of every point: numbers or text. One cluster has a score, too.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.
    n_threads : int or None, default=None
        As in `KMeans`; the score is the same for any number.

    Returns
    -------
    score : float
        Higher is better, among clusterings of the same points. Infinite where no point differs from
        its mean.

    References
    ----------
    D. Pelleg and A. Moore, "X-means", ICML 2000, with the variance of the Gaussian density.

    Examples
    --------
    >>> from swiftkmeans.metrics import bayesian_information_criterion
    >>> X = [[0.0], [1], [5], [6]]
    >>> one, two = ([0, 0, 0, 0], [0, 0, 1, 1])
    >>> bayesian_information_criterion(X, two) > bayesian_information_criterion(X, one)
    True
    """
    who = "bayesian_information_criterion"
    x, codes, weights = _checked(X, labels, sample_weight)
    clusters = int(codes.max()) + 1
    if weights is None and clusters >= x.shape[0]:
        raise ValueError(
            f"Number of labels is {clusters}. Valid values are 1 to n_samples - 1 (inclusive)"
        )

    def work(given: Labelled) -> float:
        return Dispersion(given).bayesian_information()

    return _worked(who, x, codes, weights, n_threads, work)


def dunn_index(
    X: Any,
    labels: Any,
    *,
    metric: str = "euclidean",
    sample_weight: Any = None,
    n_threads: int | None = None,
) -> float:
    """The least distance between points of two clusters over the greatest between points of one.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points.
    labels : array-like of shape (n_samples,)
        The cluster of every point: numbers or text.
    metric : {'euclidean', 'cosine'}, default='euclidean'
        With 'cosine' points count as those of length 1, by their Euclidean distances.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        Points of weight 0 do not count. None for 1 each.
    n_threads : int or None, default=None
        As in `KMeans`; the score is the same for any number.

    Returns
    -------
    index : float
        0 or more; higher is better. Infinite where no cluster has two different points.

    Notes
    -----
    Exact: bounds rule out most pairs. Where clusters overlap, the time grows with the square of the
    number of points.

    References
    ----------
    J. C. Dunn, "Well-separated clusters and optimal fuzzy partitions", Journal of Cybernetics 4,
    1974.

    Examples
    --------
    >>> from swiftkmeans.metrics import dunn_index
    >>> dunn_index([[0.0], [1], [5], [6]], [0, 0, 1, 1])
    4.0
    """
    _parameters.check_metric("dunn_index", metric)
    x, codes, weights = _compared(X, labels, sample_weight)
    return _worked("dunn_index", x, codes, weights, n_threads, _scores.dunn, metric)


def simplified_silhouette_score(
    X: Any,
    labels: Any,
    *,
    metric: str = "euclidean",
    sample_weight: Any = None,
    n_threads: int | None = None,
) -> float:
    """The mean silhouette by means instead of points.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points.
    labels : array-like of shape (n_samples,)
        The cluster of every point: numbers or text.
    metric : {'euclidean', 'cosine'}, default='euclidean'
        How far apart points and means are; 'cosine' is 1 - cosine.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.
    n_threads : int or None, default=None
        As in `KMeans`; the score is the same for any number.

    Returns
    -------
    silhouette : float
        From -1 to 1; higher is better.

    See Also
    --------
    simplified_silhouette_samples : That of every point.

    Examples
    --------
    >>> from swiftkmeans.metrics import simplified_silhouette_score
    >>> round(simplified_silhouette_score([[0.0], [1], [5], [6]], [0, 0, 1, 1]), 4)
    0.899
    """
    who = "simplified_silhouette_score"
    return _simplified(who, X, labels, metric, sample_weight, n_threads)[1]


def simplified_silhouette_samples(
    X: Any,
    labels: Any,
    *,
    metric: str = "euclidean",
    sample_weight: Any = None,
    n_threads: int | None = None,
) -> NDArray[np.float64]:
    """The silhouette of every point by means instead of points.

    It is ``(b - a) / max(a, b)`` for the distances a to the mean of the cluster and b to the nearest
    other mean; 0 for the point of a cluster of one.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points.
    labels : array-like of shape (n_samples,)
        The cluster of every point: numbers or text.
    metric : {'euclidean', 'cosine'}, default='euclidean'
        How far apart points and means are; 'cosine' is 1 - cosine.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.
    n_threads : int or None, default=None
        As in `KMeans`; the values are the same for any number.

    Returns
    -------
    silhouette : ndarray of shape (n_samples,)
        float64; from -1 to 1, higher is better.

    References
    ----------
    E. R. Hruschka, L. N. de Castro and R. J. G. B. Campello, "Evolutionary algorithms for clustering
    gene-expression data", ICDM 2004.

    Examples
    --------
    >>> from swiftkmeans.metrics import simplified_silhouette_samples
    >>> simplified_silhouette_samples([[0.0], [1], [5], [6]], [0, 0, 1, 1]).round(3)
    array([0.909, 0.889, 0.889, 0.909])
    """
    who = "simplified_silhouette_samples"
    return _simplified(who, X, labels, metric, sample_weight, n_threads)[0]


class SampledSilhouette(NamedTuple):
    """A mean silhouette that was estimated from some of the points.

    Attributes
    ----------
    mean : float
        The mean silhouette of the points that were drawn, each compared with all points.
    margin : float
        Half the width of the 95 % confidence interval of the mean over all points; 0 where all were
        drawn.
    sample_size : int
        How many points were drawn.
    """

    mean: float
    margin: float
    sample_size: int


def sampled_silhouette_score(
    X: Any,
    labels: Any,
    *,
    metric: str = "euclidean",
    sample_size: int = 2000,
    random_state: Any = None,
    sample_weight: Any = None,
    n_threads: int | None = None,
) -> SampledSilhouette:
    """The mean silhouette, estimated from points that are drawn and compared with all.

    `silhouette_score` with a ``sample_size`` compares those that are drawn with each other alone, as
    scikit-learn does, and so is biased.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points.
    labels : array-like of shape (n_samples,)
        The cluster of every point: numbers or text.
    metric : {'euclidean', 'cosine'}, default='euclidean'
        How far apart points are; 'cosine' is 1 - cosine.
    sample_size : int, default=2000
        How many points to draw, at least 2; all of them where there are fewer.
    random_state : int, RandomState or None, default=None
        Seeds the draw.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.
    n_threads : int or None, default=None
        As in `KMeans`; the score is the same for any number.

    Returns
    -------
    silhouette : SampledSilhouette
        The mean with its margin.

    Examples
    --------
    >>> from swiftkmeans.metrics import sampled_silhouette_score
    >>> found = sampled_silhouette_score([[0.0], [1], [5], [6]], [0, 0, 1, 1])
    >>> round(found.mean, 4), found.margin, found.sample_size
    (0.798, 0.0, 4)
    """
    who = "sampled_silhouette_score"
    _parameters.check_metric(who, metric)
    _parameters.check_at_least(who, "sample_size", sample_size, 2)
    _parameters.check_random_state_parameter(who, random_state)
    x, codes, weights = _compared(X, labels, sample_weight)
    size, seed = min(int(sample_size), 2**63 - 1), seed_of(random_state)

    def work(given: Labelled) -> SampledSilhouette:
        found = _scores.mean_silhouette(given, "sampled", size, seed)
        return SampledSilhouette(found.mean, found.margin, found.sampled)

    return _worked(who, x, codes, weights, n_threads, work, metric)


def centroid_index(centers: Any, other_centers: Any) -> int:
    """How many clusters two sets of centers have at different places.

    Parameters
    ----------
    centers : array-like of shape (n_clusters, n_features)
        Centers, such as ``cluster_centers_`` of a fit.
    other_centers : array-like of shape (n_others, n_features)
        Others, such as the true ones.

    Returns
    -------
    index : int
        0 for the same structure.

    References
    ----------
    P. Fränti, M. Rezaei and Q. Zhao, "Centroid index: cluster level similarity measure", Pattern
    Recognition 47, 2014.

    Examples
    --------
    >>> from swiftkmeans.metrics import centroid_index
    >>> centroid_index([[0.0], [1], [9]], [[0.5], [5], [9]])
    1
    """
    first = as_centroids(centers, "centers")
    second = as_centroids(other_centers, "other_centers")
    if first.shape[1] != second.shape[1]:
        raise ValueError(
            f"centers have {first.shape[1]} features, and other_centers have {second.shape[1]}."
        )
    return _scores.centroid_index(first, second)


def _checked(
    X: Any, labels: Any, sample_weight: Any
) -> tuple[Any, np.ndarray, np.ndarray | None]:
    """The points for the engine, labels from 0 without gaps, and weights."""
    x = _input.points(None, X, reset=False)
    return x, _codes.of_points(labels, x.shape[0])[1], _input.weights(sample_weight, x)


def check_comparable(codes: np.ndarray, weights: np.ndarray | None) -> None:
    """Refuse one cluster, and as many as points.

    Parameters
    ----------
    codes : ndarray of shape (n_samples,)
        Labels from 0 without gaps.
    weights : ndarray of shape (n_samples,) or None
        Copies may be neighbours of their own; the engine decides.
    """
    clusters = int(codes.max()) + 1
    if clusters < 2 or (weights is None and clusters >= len(codes)):
        raise ValueError(
            f"Number of labels is {clusters}. Valid values are 2 to n_samples - 1 (inclusive)"
        )


def _compared(
    X: Any, labels: Any, sample_weight: Any
) -> tuple[Any, np.ndarray, np.ndarray | None]:
    """As `_checked`, of clusters that can be compared."""
    x, codes, weights = _checked(X, labels, sample_weight)
    check_comparable(codes, weights)
    return x, codes, weights


def _worked(
    who: str,
    x: Any,
    codes: np.ndarray,
    weights: np.ndarray | None,
    n_threads: int | None,
    work: Callable[[Labelled], _Found],
    metric: str = "euclidean",
) -> _Found:
    """What is worked out of labelled points, which Ctrl-C ends."""
    threads = _threads.number(n_threads)
    return interruptible(
        lambda stop: work(Labelled(x, codes, threads, stop, metric, weights)), x, who=who
    )


def _of_sums(
    who: str,
    X: Any,
    labels: Any,
    sample_weight: Any,
    n_threads: int | None,
    score: Callable[[Dispersion], float],
) -> float:
    """A score of the sums of a clustering."""
    x, codes, weights = _compared(X, labels, sample_weight)
    return _worked(who, x, codes, weights, n_threads, lambda given: score(Dispersion(given)))


def _simplified(
    who: str, X: Any, labels: Any, metric: str, sample_weight: Any, n_threads: int | None
) -> tuple[np.ndarray, float]:
    _parameters.check_metric(who, metric)
    x, codes, weights = _compared(X, labels, sample_weight)

    def work(given: Labelled) -> tuple[np.ndarray, float]:
        return _scores.silhouettes(given, is_simplified=True)

    return _worked(who, x, codes, weights, n_threads, work, metric)
