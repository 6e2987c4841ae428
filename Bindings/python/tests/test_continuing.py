"""Fits that go on from earlier ones, and predictions that say how sure they are."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from truth import squared_distances

from swiftkmeans import BisectingKMeans, KMeans, PredictionDetails, SphericalKMeans

RNG = np.random.default_rng(4)
X = np.round(RNG.random((300, 3)) * 9)


def test_a_warm_start_goes_on_from_the_last_fit():
    model = KMeans(4, random_state=0, tol=0, warm_start=True).fit(X)
    centers, labels = model.cluster_centers_.copy(), model.labels_.copy()
    model.fit(X)
    assert model.n_iter_ <= 2
    assert np.array_equal(model.cluster_centers_, centers)
    assert np.array_equal(model.labels_, labels)
    shifted = KMeans(4, init=centers, n_init=1, tol=0).fit(X + 1)
    model.fit(X + 1)
    assert np.array_equal(model.cluster_centers_, shifted.cluster_centers_)


def test_a_warm_start_grows():
    model = KMeans(4, random_state=0, warm_start=True).fit(X)
    inertia = model.inertia_
    model.set_params(n_clusters=7).fit(X)
    assert model.cluster_centers_.shape == (7, 3)
    assert model.inertia_ < inertia
    with pytest.raises(ValueError, match="at least the 7"):
        model.set_params(n_clusters=5).fit(X)
    with pytest.raises(ValueError, match="features"):
        model.set_params(n_clusters=7).fit(X[:, :2])


@pytest.mark.parametrize("kind", [KMeans, SphericalKMeans])
@pytest.mark.parametrize("sparse", [False, True])
def test_fixed_centers_stay(kind, sparse):
    x = X + 1
    first = kind(3, random_state=1).fit(x)
    fixed = first.cluster_centers_
    points = csr_matrix(x) if sparse else x
    model = kind(6, random_state=2, tol=0, fixed_centers=fixed).fit(points)
    assert np.array_equal(model.cluster_centers_[:3], fixed)
    assert np.array_equal(model.predict(points), model.labels_)
    if kind is KMeans:
        assert np.array_equal(model.labels_, squared_distances(x, model.cluster_centers_).argmin(1))
        for cluster in range(3, 6):
            mean = x[model.labels_ == cluster].mean(axis=0)
            assert np.allclose(model.cluster_centers_[cluster], mean)
    assert model.inertia_ <= first.inertia_
    given = kind(6, tol=0, fixed_centers=fixed, init=x[:3]).fit(points)
    assert np.array_equal(given.cluster_centers_[:3], fixed)
    whole = kind(3, fixed_centers=fixed).fit(points)
    assert np.array_equal(whole.cluster_centers_, fixed)
    assert np.array_equal(whole.labels_, first.labels_)


def test_fixed_centers_that_cannot_be():
    with pytest.raises(ValueError, match="4 fixed_centers for n_clusters=3"):
        KMeans(3, fixed_centers=X[:4]).fit(X)
    with pytest.raises(ValueError, match="completed by init='k-means\\+\\+'"):
        KMeans(3, fixed_centers=X[:2], init="random").fit(X)
    with pytest.raises(ValueError, match="init is a function"):
        KMeans(3, fixed_centers=X[:2], init=lambda x, k, random_state: x[:k]).fit(X)
    with pytest.raises(ValueError, match="does not match"):
        KMeans(3, fixed_centers=X[:2], init=X[:3]).fit(X)
    with pytest.raises(ValueError, match="keep their numbers"):
        KMeans(3, fixed_centers=X[:2], order="size").fit(X)
    with pytest.raises(ValueError, match="'fixed_centers' parameter"):
        KMeans(3, fixed_centers="all").fit(X)
    with pytest.raises(ValueError, match="'warm_start' parameter"):
        KMeans(3, warm_start=1).fit(X)


@pytest.mark.parametrize("kind", [KMeans, SphericalKMeans])
def test_numbers_of_another_clustering(kind):
    x = X + 1
    old = kind(5, random_state=0, tol=0).fit(x)
    for seed in range(4):
        model = kind(5, random_state=seed, tol=0).fit(x + 0.01)
        centers, labels = model.cluster_centers_.copy(), model.labels_.copy()
        assert model.match(old) is model
        cost = squared_distances(old.cluster_centers_, centers)
        rows, columns = linear_sum_assignment(cost)
        found = np.trace(squared_distances(old.cluster_centers_, model.cluster_centers_))
        assert found == pytest.approx(cost[rows, columns].sum(), rel=1e-12)
        assert np.array_equal(centers[labels], model.cluster_centers_[model.labels_])
        again = model.match(old.cluster_centers_).cluster_centers_
        assert np.array_equal(again, model.cluster_centers_)


def test_ties_of_numbers_go_to_the_first():
    model = KMeans(3, init=np.array([[2.0], [0.0], [2.0]]), n_init=1, max_iter=1)
    model.fit(np.array([[0.0], [2.0], [2.0], [9.0]]))
    reference = np.zeros((3, 1))
    centers = model.cluster_centers_.copy()
    assert np.array_equal(model.match(reference).cluster_centers_, centers)
    with pytest.raises(ValueError, match="features"):
        model.match(np.zeros((3, 2)))
    assert not hasattr(BisectingKMeans, "match")


@pytest.mark.parametrize("dtype", [np.uint8, np.float32, np.float64])
@pytest.mark.parametrize("kind", [KMeans, SphericalKMeans, BisectingKMeans])
def test_details_are_those_of_all_distances(kind, dtype):
    x = (X + 1).astype(dtype)
    model = kind(6, random_state=0).fit(x)
    quartiles = model.distance_quartiles(x)
    details = model.predict_details(x, quartiles)
    assert isinstance(details, PredictionDetails)
    assert np.array_equal(details.labels, model.predict(x))
    distances = model.transform(x.astype(np.float64))
    rows = np.arange(len(x))
    # The cosine of `transform` is rounded once more, from the distance.
    tolerance = 1e-12 if kind is SphericalKMeans else 0
    own = distances[rows, details.labels]
    assert np.allclose(details.distances, own, rtol=tolerance, atol=tolerance)
    others = distances.copy()
    others[rows, details.labels] = np.inf
    least = others.min(axis=1)
    assert np.allclose(details.second_distances, least, rtol=tolerance, atol=tolerance)
    if kind is not SphericalKMeans:
        assert np.array_equal(details.seconds, others.argmin(axis=1))
    a, b = details.distances, details.second_distances
    expected = np.where(a == b, 0, (b - a) / np.maximum(np.maximum(a, b), 1e-300))
    assert np.array_equal(details.margins, expected)
    lengths = np.sqrt(2 * a) if kind is SphericalKMeans else a
    for cluster in range(6):
        own = np.sort(lengths[details.labels == cluster])
        least = [own[int(np.ceil(share * len(own))) - 1] for share in (0.25, 0.5, 0.75)]
        assert np.allclose(quartiles[cluster], least, rtol=1e-12, atol=1e-12)
    assert model.predict_details(x).outliers is None
    assert not model.predict_details(x, quartiles, factor=1e9).outliers.any()


def test_outliers_and_weights():
    x = np.array([[0.0], [1.0], [2.0], [4.0], [50.0], [51.0]])
    model = KMeans(2, init=[[0.0], [50.5]], n_init=1, max_iter=1, random_state=0).fit(x)
    model.cluster_centers_ = np.array([[0.0], [50.5]])
    quartiles = model.distance_quartiles(x)
    assert quartiles.tolist() == [[0, 1, 2], [0.5, 0.5, 0.5]]
    weighted = model.distance_quartiles(x, sample_weight=[1, 1, 1, 5, 1, 1])
    assert weighted[0].tolist() == [1, 4, 4]
    new = np.array([[8.0], [8.5], [1000.0]])
    assert model.predict_details(new, quartiles).outliers.tolist() == [False, True, False]
    with pytest.raises(ValueError, match="must have \\(2, 3\\)"):
        model.predict_details(new, quartiles[:1])
    with pytest.raises(ValueError, match="factor must be at least 0"):
        model.predict_details(new, quartiles, factor=-1)


def test_one_cluster_has_no_second():
    details = KMeans(1).fit(X).predict_details(X)
    assert (details.seconds == -1).all() and np.isinf(details.second_distances).all()
    assert (details.margins == 1).all()


def test_threads_do_not_matter():
    x = np.repeat(X, 40, axis=0) + RNG.random((12000, 3))
    model = KMeans(9, random_state=0, n_threads=1).fit(x)
    one = model.predict_details(x, model.distance_quartiles(x))
    model.set_params(n_threads=2)
    two = model.predict_details(x, model.distance_quartiles(x))
    for first, second in zip(one, two, strict=True):
        assert np.array_equal(first, second)
