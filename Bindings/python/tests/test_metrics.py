"""Scores against scikit-learn's, and against their definitions."""

import numpy as np
import pytest
import scipy.sparse as sp
import sklearn.metrics
import truth

import swiftkmeans
from swiftkmeans import KMeans, SphericalKMeans, _names
from swiftkmeans.metrics import silhouette_samples, silhouette_score

METRICS = ("euclidean", "cosine")
X = truth.clouds(400, 6, centers=5) - 50
LABELS = KMeans(5, random_state=0).fit_predict(X)


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.uint8])
def test_values_are_those_of_scikit_learn(metric, dtype):
    x = np.abs(X).astype(dtype)
    labels = SphericalKMeans(4, random_state=1).fit_predict(x)
    theirs = sklearn.metrics.silhouette_samples(x.astype(np.float64), labels, metric=metric)
    ours = silhouette_samples(x, labels, metric=metric)
    assert ours.dtype == np.float64
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-12)
    score = silhouette_score(x, labels, metric=metric)
    assert isinstance(score, float)
    np.testing.assert_allclose(score, theirs.mean(), rtol=0, atol=1e-12)


def slow_cosine_silhouettes(x, labels):
    """From the cosines of all pairs of points, one after the other."""
    units = x / np.sqrt((x * x).sum(1))[:, None]
    found = []
    for point, own in zip(units, labels, strict=True):
        distances = np.array([((point - other) ** 2).sum() / 2 for other in units])
        means = {c: distances[labels == c].mean() for c in set(labels) if c != own}
        size = (labels == own).sum()
        a, b = distances[labels == own].sum() / max(size - 1, 1), min(means.values())
        found.append((b - a) / max(a, b) if size > 1 and max(a, b) > 0 else 0)
    return np.array(found)


def test_small_angles_are_told_apart():
    """Where 1 - cosine is about 1e-12, and a product of unit vectors has lost all digits."""
    random = np.random.default_rng(5)
    angles = np.repeat([0, 3e-6, 7e-6], 30) + random.normal(scale=1e-6, size=90)
    x = np.stack([np.cos(angles), np.sin(angles)], axis=1) * random.uniform(1, 9, (90, 1))
    labels = np.repeat([4, 7, 9], 30)
    ours = silhouette_samples(x, labels, metric="cosine")
    np.testing.assert_allclose(ours, slow_cosine_silhouettes(x, labels), rtol=0, atol=1e-8)
    assert 0.3 < ours.mean() < 0.9


@pytest.mark.parametrize("metric", METRICS)
def test_the_same_bits_for_any_threads_and_sparse_or_not(metric):
    x = sp.random(300, 150, 0.1, format="csr", random_state=0).tolil()
    x[np.arange(300), np.arange(300) % 150] = 1
    x = x.tocsr()
    labels = np.arange(300) % 7
    expected = silhouette_samples(x.toarray(), labels, metric=metric, n_threads=1)
    for threads in (2, 5):
        found = silhouette_samples(x.toarray(), labels, metric=metric, n_threads=threads)
        assert found.tobytes() == expected.tobytes()
    for other in (x, sp.csr_array(x), x.tocsc()):
        assert silhouette_samples(other, labels, metric=metric).tobytes() == expected.tobytes()


@pytest.mark.parametrize("metric", METRICS)
def test_a_sample_is_the_one_that_scikit_learn_draws(metric):
    labels = np.array(list("abcde"))[LABELS]
    theirs = sklearn.metrics.silhouette_score(
        X, labels, metric=metric, sample_size=100, random_state=3
    )
    ours = silhouette_score(X, labels, metric=metric, sample_size=100, random_state=3)
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-12)


def test_clusters_of_one_and_equal_directions():
    x = [[1.0, 0], [2, 0], [0, 1], [0, 3], [-1, -1]]
    ours = silhouette_samples(x, [0, 0, 2, 2, 5], metric="cosine")
    assert ours.tolist() == [1, 1, 1, 1, 0]
    assert silhouette_samples([[1.0], [2], [3]], [0, 0, 1], metric="cosine").tolist() == [0, 0, 0]


@pytest.mark.parametrize("function", [silhouette_samples, silhouette_score])
def test_refusals(function):
    with pytest.raises(ValueError, match=r"among \{'euclidean', 'cosine'\}. Got 'taxi'"):
        function(X, LABELS, metric="taxi")
    with pytest.raises(ValueError, match="Got <built-in"):
        function(X, LABELS, metric=abs)
    with pytest.raises(ValueError, match=r"Number of labels is 1. Valid values are 2 to n_samples"):
        function(X, LABELS * 0)
    with pytest.raises(ValueError, match="Number of labels is 400"):
        function(X, np.arange(400))
    with pytest.raises(ValueError, match=r"inconsistent numbers of samples: \[400, 3\]"):
        function(X, [0, 1, 1])
    with pytest.raises(ValueError, match="1d array"):
        function(X, LABELS[:, None])
    zeros = X.copy()
    zeros[[7, 9]] = 0
    with pytest.raises(ValueError, match="Row 7 of X is all 0, and so is 1 other"):
        function(zeros, LABELS, metric="cosine")
    assert np.isfinite(function(zeros, LABELS)).all()
    zeros[3, 2] = np.nan
    for metric in METRICS:
        with pytest.raises(ValueError, match=f"(?s){function.__name__} does not.*row 3, column 2"):
            function(zeros, LABELS, metric=metric)


def test_every_distance_has_its_silhouette():
    assert _names.distances() == METRICS
    assert swiftkmeans.metrics.silhouette_score is silhouette_score


COUNTS = np.random.RandomState(3).randint(0, 4, 400)
COPIES = np.repeat(np.arange(400), COUNTS)


@pytest.mark.parametrize("metric", METRICS)
def test_weights_are_copies(metric):
    x = np.abs(X)
    ours = silhouette_samples(x, LABELS, metric=metric, sample_weight=COUNTS)
    copies = silhouette_samples(x[COPIES], LABELS[COPIES], metric=metric)
    np.testing.assert_allclose(ours[COPIES], copies, rtol=0, atol=1e-12)
    # scikit-learn has copies of a point some 1e-7 apart.
    theirs = sklearn.metrics.silhouette_samples(x[COPIES], LABELS[COPIES], metric=metric)
    np.testing.assert_allclose(ours[COPIES], theirs, rtol=0, atol=1e-7)
    score = silhouette_score(x, LABELS, metric=metric, sample_weight=COUNTS)
    np.testing.assert_allclose(score, copies.mean(), rtol=0, atol=1e-12)
    sparse = silhouette_samples(sp.csr_matrix(x), LABELS, metric=metric, sample_weight=COUNTS)
    np.testing.assert_allclose(sparse, ours, rtol=0, atol=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_copies_are_drawn(seed):
    settings = {"sample_size": 150, "random_state": seed}
    ours = silhouette_score(X, LABELS, sample_weight=COUNTS, **settings)
    copies = silhouette_score(X[COPIES], LABELS[COPIES], **settings)
    np.testing.assert_allclose(ours, copies, rtol=0, atol=1e-12)
    part = silhouette_score(X, LABELS, sample_weight=COUNTS * 0.3, **settings)
    assert abs(part - silhouette_score(X, LABELS, sample_weight=COUNTS)) < 0.1


def test_weights_of_one_are_none():
    np.testing.assert_array_equal(
        silhouette_samples(X, LABELS, sample_weight=np.ones(400)), silhouette_samples(X, LABELS)
    )


def test_weights_that_cannot_be_used():
    for weights in (COUNTS[1:], -COUNTS, COUNTS * 0, COUNTS * np.nan):
        with pytest.raises(ValueError):
            silhouette_samples(X, LABELS, sample_weight=weights)
    # Every point alone, and no copy of any.
    with pytest.raises(ValueError):
        silhouette_samples([[1], [2]], [0, 1], sample_weight=[1, 0.5])
    assert silhouette_samples([[1], [2]], [0, 1], sample_weight=[2, 1]).tolist() == [1, 0]
