"""``SphericalKMeans`` against spherical k-means as NumPy computes it."""

import numpy as np
import pytest
import scipy.sparse as sp
import sklearn.base
import truth
from sklearn.exceptions import ConvergenceWarning

from swiftkmeans import KMeans, SphericalKMeans, _points, _stops, metrics

X = truth.clouds(500, 5, centers=6) - 50


def unit(x):
    wide = np.asarray(x).astype(np.float64)
    return wide / np.sqrt((wide * wide).sum(1))[:, None]


def mean_direction(x, weights=None):
    total = np.average(x, axis=0, weights=weights)
    return total / np.sqrt((total * total).sum())


def text(count=400, words=200, seed=0):
    """Counts of words of which most are 0, as those of texts."""
    x = sp.random(
        count, words, 0.08, format="csr", random_state=seed,
        data_rvs=np.random.default_rng(seed).standard_exponential,
    )
    x = x.tolil()
    x[np.arange(count), np.arange(count) % words] = 1
    return x.tocsr()


def assert_valid(model, x, weights=None):
    """Labels, inertia and centroids by their definitions."""
    units, centroids = unit(x), model._centroids
    np.testing.assert_array_equal(model.labels_, truth.labels(units, centroids))
    assert model.inertia_ == truth.inertia(units, centroids, weights) / 2
    cosines = (units * centroids[model.labels_]).sum(1)
    own = 1 - cosines
    told = own.sum() if weights is None else (own * weights).sum()
    np.testing.assert_allclose(model.inertia_, told, rtol=1e-9)
    np.testing.assert_allclose(np.linalg.norm(centroids, axis=1), 1, rtol=1e-15)
    if model.stop_reason_ == "labels_unchanged":
        for cluster, centroid in enumerate(centroids):
            members = model.labels_ == cluster
            share = None if weights is None else weights[members]
            exact = mean_direction(units[members], share)
            np.testing.assert_allclose(centroid, exact, rtol=0, atol=1e-14)


@pytest.mark.parametrize("init", ["k-means++", "random", "k-means||"])
def test_what_it_finds_is_spherical_k_means(init):
    model = SphericalKMeans(7, init=init, n_init=2, tol=0, random_state=4).fit(X)
    assert model.stop_reason_ == "labels_unchanged"
    assert_valid(model, X)
    assert len(model.inertia_history_) == model.n_iter_
    np.testing.assert_allclose(model.inertia_history_[-1], model.inertia_, rtol=1e-12)


def test_weights_count():
    weights = 2.0 ** np.random.default_rng(0).integers(-2, 3, len(X))
    model = SphericalKMeans(5, tol=0, random_state=0).fit(X, sample_weight=weights)
    assert_valid(model, X, weights)
    assert model.score(X, sample_weight=weights) == -model.inertia_


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.uint8])
def test_the_same_bits_for_all_kinds_and_threads(dtype):
    x = truth.clouds(400, 4, dtype=dtype)
    expected = truth.bits(SphericalKMeans(5, random_state=0, n_threads=1).fit(x))
    for other in (x, x.astype(np.float64), np.asfortranarray(x)):
        model = SphericalKMeans(5, random_state=0, n_threads=3).fit(other)
        assert truth.bits(model) == expected
        np.testing.assert_array_equal(model.predict(other), model.labels_)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("kind", [sp.csr_matrix, sp.csr_array])
def test_compressed_rows_are_read_as_they_are(dtype, kind):
    x = kind(text().astype(dtype))
    before = [part.copy() for part in (x.data, x.indices, x.indptr)]
    model = SphericalKMeans(6, tol=0, random_state=0).fit(x)
    dense = SphericalKMeans(6, tol=0, random_state=0).fit(x.toarray())
    assert truth.bits(model) == truth.bits(dense)
    assert_valid(model, x.toarray())
    assert model.cluster_centers_.dtype == dtype
    for method in ("predict", "transform", "score"):
        found, same = getattr(model, method)(x), getattr(dense, method)(x.toarray())
        assert np.asarray(found).tobytes() == np.asarray(same).tobytes()
    for part, old in zip((x.data, x.indices, x.indptr), before, strict=True):
        assert part.tobytes() == old.tobytes()


@pytest.mark.parametrize("make", [np.asarray, sp.csr_matrix])
def test_the_engine_sees_what_numpy_sees(make):
    x = text(seed=1).toarray() * np.logspace(-3, 3, 400)[:, None]
    seen = _points.seen(make(x), "cosine", 2)
    assert type(seen) is type(make(x))
    found = seen if isinstance(seen, np.ndarray) else seen.toarray()
    assert found.tobytes() == unit(x).tobytes()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_transform_is_1_minus_the_cosine(dtype):
    x = X.astype(dtype)
    model = SphericalKMeans(5, random_state=0).fit(x)
    told = model.transform(x)
    assert told.dtype == dtype
    exact = 1 - unit(x) @ model._centroids.T
    np.testing.assert_allclose(told, exact, atol=1e-7 if dtype == np.float32 else 1e-14)
    assert told.min() >= 0
    assert told.max() <= 2
    np.testing.assert_array_equal(model.fit_transform(x), told)


def test_new_points_and_lengths():
    model = SphericalKMeans(6, random_state=0).fit(X)
    new = truth.clouds(300, 5, seed=8) - 50
    np.testing.assert_array_equal(model.predict(new), truth.labels(unit(new), model._centroids))
    assert model.score(new) == -truth.inertia(unit(new), model._centroids) / 2
    scales = 2.0 ** np.random.default_rng(0).integers(-30, 30, len(new))[:, None]
    np.testing.assert_array_equal(model.predict(new * scales), model.predict(new))


def test_scales_of_points_do_not_matter():
    scales = 2.0 ** np.random.default_rng(0).integers(-30, 30, len(X))[:, None]
    expected = truth.bits(SphericalKMeans(6, random_state=0).fit(X))
    assert truth.bits(SphericalKMeans(6, random_state=0).fit(X * scales)) == expected


@pytest.mark.parametrize("make", [np.asarray, sp.csr_matrix])
@pytest.mark.parametrize("power", [900, -900])
def test_squares_need_no_range(make, power):
    """Only what has no direction is refused, whatever squares there are."""
    far = X * 2.0 ** np.where(np.arange(len(X)) % 2, power, 0)[:, None]
    expected = SphericalKMeans(6, random_state=0).fit(X)
    model = SphericalKMeans(6, random_state=0).fit(make(far))
    assert truth.bits(model) == truth.bits(expected)
    np.testing.assert_array_equal(model.predict(make(far)), model.labels_)
    np.testing.assert_array_equal(model.transform(make(far)), expected.transform(X))
    assert model.score(make(far)) == expected.score(X)
    args = (model.labels_,)
    found = metrics.silhouette_samples(make(far), *args, metric="cosine")
    np.testing.assert_array_equal(found, metrics.silhouette_samples(X, *args, metric="cosine"))
    starts = SphericalKMeans(4, init=X[:4] * 2.0**power).fit(make(far))
    assert truth.bits(starts) == truth.bits(SphericalKMeans(4, init=X[:4]).fit(X))
    starts.cluster_centers_ = X[:4] * 2.0**power
    near = truth.labels(unit(X), unit(X[:4]))
    np.testing.assert_array_equal(starts.predict(make(far)), near)
    with pytest.raises(ValueError, match="scale the data"):
        KMeans(6, random_state=0).fit(make(X * 2.0**power))


def test_one_direction_has_no_inertia():
    x = np.arange(1, 30)[:, None] * np.array([0.1, 0.3, 0.7])
    with pytest.warns(ConvergenceWarning, match=r"distinct clusters \(1\)"):
        model = SphericalKMeans(2, random_state=0).fit(x)
    assert model.inertia_ == 0
    assert not model.labels_.any()
    assert not model.predict(x).any()


@pytest.mark.parametrize("make", [np.asarray, sp.csr_matrix])
def test_rows_of_zeros_are_named(make):
    bad = X.copy()
    bad[[17, 40]] = 0
    model = SphericalKMeans(4, random_state=0).fit(X)
    before = truth.bits(model)
    for refused in (model.fit, model.predict, model.transform, model.score):
        with pytest.raises(ValueError, match=r"^Row 17 of X is all 0, and so .*\.$"):
            refused(make(bad))
    assert truth.bits(model) == before


def test_starts_count_by_their_directions():
    start = X[:4]
    expected = SphericalKMeans(4, init=unit(start)).fit(X)
    for given in (start, start * 8, lambda x, n_clusters, random_state: x[:n_clusters]):
        model = SphericalKMeans(4, init=given, n_init=1, random_state=0).fit(X)
        np.testing.assert_array_equal(model.labels_, expected.labels_)
    with pytest.raises(ValueError, match="Row 1 of init is all 0"):
        SphericalKMeans(4, init=start * [[1], [0], [1], [1]]).fit(X)


def test_centers_that_are_replaced_count_by_their_directions():
    model = SphericalKMeans(4, random_state=0).fit(X)
    model.cluster_centers_ = X[:4]
    np.testing.assert_array_equal(model.predict(X), truth.labels(unit(X), unit(X[:4])))
    model.cluster_centers_ = X[:4] * [[0], [1], [1], [1]]
    with pytest.raises(ValueError, match="Row 0 of cluster_centers_ is all 0"):
        model.predict(X)


def test_verbose_tells_of_the_tolerance_of_directions(capsys):
    model = SphericalKMeans(5, random_state=0, verbose=1, tol=1e-2).fit(X)
    data = _points.Data(_points.seen(X, "cosine", 1), None, 1, _stops.Stop())
    told = capsys.readouterr().out
    assert model.stop_reason_ == "tolerance"
    assert f"within tolerance {1e-2 * data.mean_variance}." in told


def test_it_has_the_parameters_of_k_means_but_one():
    assert set(KMeans().get_params()) - set(SphericalKMeans().get_params()) == {"copy_x"}
    model = sklearn.base.clone(SphericalKMeans(3, tol=0.5))
    assert (model.n_clusters, model.tol) == (3, 0.5)
    with pytest.raises(ValueError, match="'n_clusters' parameter of SphericalKMeans"):
        SphericalKMeans(0).fit(X)


def test_fewer_directions_than_clusters():
    x = np.array([[1.0, 0.0], [2.0, 0.0], [0.0, 3.0], [0.0, 4.0]])
    with pytest.warns(ConvergenceWarning, match=r"distinct clusters \(2\)"):
        model = SphericalKMeans(3, random_state=0).fit(x)
    assert model.inertia_ == 0
