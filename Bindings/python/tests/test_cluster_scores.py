"""Scores of a clustering by itself, against scikit-learn's and against their definitions."""

import os
import signal
import threading
import time

import numpy as np
import pytest
import scipy.sparse as sp
import sklearn.metrics
import truth
from scipy.spatial.distance import cdist

from swiftkmeans import KMeans, metrics

X = truth.clouds(400, 6, centers=5) - 50
LABELS = KMeans(5, random_state=0).fit_predict(X)
OF_SUMS = ("calinski_harabasz_score", "davies_bouldin_score")
ALL = (
    *OF_SUMS, "bayesian_information_criterion", "dunn_index", "simplified_silhouette_score",
    "simplified_silhouette_samples", "silhouette_score", "silhouette_samples",
)  # fmt: skip
COUNTS = np.random.RandomState(3).randint(0, 4, 400)
COPIES = np.repeat(np.arange(400), COUNTS)


@pytest.mark.parametrize("name", OF_SUMS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.uint8])
def test_values_are_those_of_scikit_learn(name, dtype):
    ours, theirs = getattr(metrics, name), getattr(sklearn.metrics, name)
    x = np.abs(X).astype(dtype)
    for labels in (LABELS, LABELS % 2, np.arange(400) % 37, np.array(list("abcde"))[LABELS]):
        found = ours(x, labels)
        assert type(found) is float
        np.testing.assert_allclose(found, theirs(x.astype(np.float64), labels), rtol=1e-9)
        assert ours(sp.csr_matrix(x.astype(np.float64)), labels) == found
    assert ours([[1.0], [1], [1], [1]], [0, 0, 1, 1]) == theirs(np.ones((4, 1)), [0, 0, 1, 1])


def test_dunn_index_by_all_pairs():
    for metric, x in (("euclidean", X), ("cosine", X / np.sqrt((X * X).sum(1))[:, None])):
        for labels in (LABELS, LABELS % 2 * 9):
            far = cdist(x, x)
            same = labels[:, None] == labels
            expected = far[~same].min() / far[same].max()
            found = metrics.dunn_index(X, labels, metric=metric)
            np.testing.assert_allclose(found, expected, rtol=1e-12)
    assert metrics.dunn_index([[1], [1], [5]], [0, 0, 1]) == np.inf
    some = np.ones(400)
    some[::3] = 0
    left = some > 0
    assert metrics.dunn_index(X, LABELS, sample_weight=some) == metrics.dunn_index(
        X[left], LABELS[left]
    )


def test_bayesian_information_by_its_formula():
    clusters, (n, d) = 5, X.shape
    means = np.array([X[LABELS == j].mean(0) for j in range(clusters)])
    sizes = np.bincount(LABELS)
    within = ((X - means[LABELS]) ** 2).sum()
    variance = within / (d * (n - clusters))
    likelihood = (sizes * np.log(sizes / n)).sum() - n * d / 2 * np.log(2 * np.pi * variance)
    parameters = clusters - 1 + d * clusters + 1
    expected = likelihood - d * (n - clusters) / 2 - parameters / 2 * np.log(n)
    np.testing.assert_allclose(
        metrics.bayesian_information_criterion(X, LABELS), expected, rtol=1e-12
    )
    assert np.isfinite(metrics.bayesian_information_criterion(X, LABELS * 0))
    with pytest.raises(ValueError, match="Number of labels is 400. Valid values are 1 to"):
        metrics.bayesian_information_criterion(X, np.arange(400))


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_simplified_silhouettes_by_their_definition(metric):
    means = np.array([X[LABELS == j].mean(0) for j in range(5)])
    if metric == "cosine":
        units = X / np.sqrt((X * X).sum(1))[:, None]
        means = np.array([units[LABELS == j].mean(0) for j in range(5)])
    far = cdist(X, means, metric)
    own = far[np.arange(400), LABELS]
    far[np.arange(400), LABELS] = np.inf
    other = far.min(1)
    expected = (other - own) / np.maximum(own, other)
    found = metrics.simplified_silhouette_samples(X, LABELS, metric=metric)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)
    score = metrics.simplified_silhouette_score(X, LABELS, metric=metric)
    np.testing.assert_allclose(score, expected.mean(), rtol=1e-12)


def test_sampled_silhouettes_estimate_the_mean():
    exact = metrics.silhouette_score(X, LABELS)
    found = metrics.sampled_silhouette_score(X, LABELS, sample_size=200, random_state=1)
    assert found.sample_size == 200 and 0 < found.margin < 0.1
    assert abs(found.mean - exact) < 2 * found.margin
    whole = metrics.sampled_silhouette_score(X, LABELS, sample_size=400)
    assert whole == (exact, 0, 400)
    again = metrics.sampled_silhouette_score(X, LABELS, sample_size=200, random_state=1)
    assert again == found
    other = metrics.sampled_silhouette_score(X, LABELS, sample_size=200, random_state=2)
    assert other.mean != found.mean
    with pytest.raises(ValueError, match=r"'sample_size' .* in the range \[2, inf\)"):
        metrics.sampled_silhouette_score(X, LABELS, sample_size=1)


def test_centroid_indices():
    centers = np.array([[0.0, 0], [9, 0], [0, 9]])
    assert metrics.centroid_index(centers, centers[::-1]) == 0
    assert metrics.centroid_index(centers, centers[:1]) == 2
    assert metrics.centroid_index(centers, [[0, 1], [0, -1], [9, 9]]) == 1
    with pytest.raises(ValueError, match="centers have 2 features, and other_centers have 3"):
        metrics.centroid_index(centers, np.ones((2, 3)))
    with pytest.raises(ValueError, match="Input other_centers contains NaN"):
        metrics.centroid_index(centers, [[0, np.nan]])


@pytest.mark.parametrize("name", ALL)
def test_whole_weights_are_copies(name):
    score = getattr(metrics, name)
    ours = score(X, LABELS, sample_weight=COUNTS)
    copies = score(X[COPIES], LABELS[COPIES])
    ours = ours[COPIES] if np.ndim(ours) else ours
    np.testing.assert_allclose(ours, copies, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", ALL)
def test_the_same_bits_for_any_threads(name):
    score = getattr(metrics, name)
    expected = np.asarray(score(X, LABELS, n_threads=1)).tobytes()
    for threads in (2, 5):
        assert np.asarray(score(X, LABELS, n_threads=threads)).tobytes() == expected


@pytest.mark.parametrize("name", ALL)
def test_refusals_are_those_of_scikit_learn(name):
    score = getattr(metrics, name)
    theirs = getattr(sklearn.metrics, name, sklearn.metrics.calinski_harabasz_score)
    nothing = X.copy()
    nothing[7, 2] = np.nan
    labels = LABELS.astype(float)
    labels[3] = np.nan
    cases = [
        (X, np.arange(400)), (X, LABELS[1:]), (nothing, LABELS), (X, labels),
        (np.zeros((0, 6)), []), (X[0], LABELS[:6]),
    ]  # fmt: skip
    if name != "bayesian_information_criterion":
        cases.append((X, LABELS * 0))
    for arguments in cases:
        with pytest.raises(ValueError) as expected:
            theirs(*arguments)
        with pytest.raises(ValueError) as found:
            score(*arguments)
        told, known = (str(error.value).splitlines()[0] for error in (found, expected))
        assert told.replace("Valid values are 1", "Valid values are 2")[:40] == known[:40]
    with pytest.raises(ValueError, match="labels has a masked value in row 0"):
        score(X, np.ma.array(LABELS, mask=np.arange(400) == 0))
    for weights in (COUNTS[1:], -COUNTS, COUNTS * 0, COUNTS * np.nan):
        with pytest.raises(ValueError):
            score(X, LABELS, sample_weight=weights)


def test_interruption():
    """Dunn's index of clusters that overlap compares most pairs of points, for a minute."""
    x = np.random.default_rng(0).random((400_000, 7))
    labels = np.arange(len(x)) % 3
    timer = threading.Timer(0.6, os.kill, (os.getpid(), signal.SIGINT))
    begin = time.process_time()
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        metrics.dunn_index(x, labels)
    assert time.process_time() - begin < 8
    timer.join()
