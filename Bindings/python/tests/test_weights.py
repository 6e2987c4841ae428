"""A weight counts points: 2 is twice, 0 is not at all."""

import numpy as np
import pytest
import truth

from swiftkmeans import BisectingKMeans, KMeans, SphericalKMeans, k_means, kmeans_plusplus

X = truth.clouds(200, 3)
WHOLE = np.random.default_rng(0).integers(0, 4, size=len(X))
POWERS = 2.0 ** np.random.default_rng(1).integers(-3, 4, size=len(X))


def own_start(x, n_clusters, random_state):
    """The same points, however often they are repeated."""
    return np.unique(x, axis=0)[:: len(np.unique(x, axis=0)) // n_clusters][:n_clusters]


def fitted(x, weights=None, **parameters):
    settings = {"n_clusters": 6, "random_state": 0, "tol": 0, **parameters}
    return KMeans(**settings).fit(x, sample_weight=weights)


# What is drawn by "random" and "k-means||" goes by rows, which repetition moves.
@pytest.mark.parametrize("init", ["k-means++", X[:6], own_start])
@pytest.mark.parametrize("seed", range(3))
def test_weights_are_repetitions(init, seed):
    kept = WHOLE > 0
    weighted = fitted(X[kept], WHOLE[kept], init=init, n_init=1, random_state=seed)
    repeated = fitted(np.repeat(X, WHOLE, axis=0), init=init, n_init=1, random_state=seed)
    assert weighted._centroids.tobytes() == repeated._centroids.tobytes()
    assert weighted.inertia_ == repeated.inertia_
    np.testing.assert_array_equal(np.repeat(weighted.labels_, WHOLE[kept]), repeated.labels_)


@pytest.mark.parametrize("init", ["k-means++", "random", X[:6]])
@pytest.mark.parametrize("seed", range(3))
def test_no_weight_is_absence(init, seed):
    kept = WHOLE > 0
    present = fitted(X, WHOLE, init=init, n_init=1, random_state=seed)
    absent = fitted(X[kept], WHOLE[kept], init=init, n_init=1, random_state=seed)
    assert present._centroids.tobytes() == absent._centroids.tobytes()
    assert present.inertia_ == absent.inertia_
    np.testing.assert_array_equal(present.labels_[kept], absent.labels_)
    np.testing.assert_array_equal(present.labels_, truth.labels(X, present._centroids))


@pytest.mark.parametrize("init", ["k-means++", "random", "k-means||"])
def test_points_without_weight_are_never_drawn(init):
    x = np.vstack([X, np.full((50, 3), 1e6)])
    weights = np.r_[np.ones(len(X)), np.zeros(50)]
    start = fitted(x, weights, init=init, max_iter=1)
    assert start._centroids.max() < 1e3
    assert start.inertia_ == truth.inertia(X, start._centroids)


@pytest.mark.parametrize("init", ["k-means++", "random", "k-means||"])
def test_weighted_fits_are_exact(init):
    truth.assert_valid(fitted(X, POWERS, init=init), X, POWERS)


def test_thirds_are_weighted_means_too():
    x = np.array([[0.0], [1.0], [100.0], [104.0]])
    found = fitted(x, [1, 2, 3, 1], n_clusters=2, init=[[0.0], [100.0]], n_init=1)
    assert found._centroids.ravel().tolist() == [2 / 3, 101.0]


def test_one_weight_for_all_scales_the_inertia_alone():
    plain, fourfold = fitted(X), fitted(X, 4)
    assert plain._centroids.tobytes() == fourfold._centroids.tobytes()
    np.testing.assert_array_equal(plain.labels_, fourfold.labels_)
    assert fourfold.inertia_ == 4 * plain.inertia_


@pytest.mark.parametrize("ones", [1, 1.0, [1] * len(X), np.ones(len(X), dtype=np.float32)])
def test_ones_are_no_weights(ones):
    assert truth.bits(fitted(X, ones)) == truth.bits(fitted(X))


def test_score_is_weighted():
    model = fitted(X)
    assert model.score(X, sample_weight=POWERS) == -truth.inertia(X, model._centroids, POWERS)
    assert model.score(X) == -truth.inertia(X, model._centroids)


def test_functions_take_weights():
    estimator = fitted(X, POWERS, n_init=1)
    centroids, labels, inertia = k_means(X, 6, sample_weight=POWERS, random_state=0, tol=0)
    assert centroids.tobytes() == estimator.cluster_centers_.tobytes()
    assert (labels.tolist(), inertia) == (estimator.labels_.tolist(), estimator.inertia_)
    weights = np.zeros(len(X))
    weights[[3, 50, 120]] = 1
    _, rows = kmeans_plusplus(X, 3, sample_weight=weights, random_state=0)
    assert sorted(rows) == [3, 50, 120]


@pytest.mark.parametrize("unit", [2.0**-1000, 2.0**-530, 2.0**-481, 2.0**480, 2.0**900])
@pytest.mark.parametrize("estimator", [KMeans, BisectingKMeans, SphericalKMeans])
def test_only_proportions_of_weights_matter(unit, estimator):
    x, weights = X + 1000, POWERS / 4096
    settings = {"n_clusters": 5, "random_state": 0, "n_init": 2}
    usual = estimator(**settings).fit(x, sample_weight=weights)
    news = []
    other = estimator(**settings, progress=news.append).fit(x, sample_weight=weights * unit)
    assert other._centroids.tobytes() == usual._centroids.tobytes()
    np.testing.assert_array_equal(other.labels_, usual.labels_)
    assert other.inertia_ == usual.inertia_ * unit
    np.testing.assert_array_equal(other.inertia_history_, usual.inertia_history_ * unit)
    assert other.inertia_ in [told.inertia for told in news] or estimator != KMeans
    score = usual.score(x, sample_weight=weights)
    assert other.score(x, sample_weight=weights * unit) == score * unit
    rows = [kmeans_plusplus(x, 5, sample_weight=w, random_state=0)[1] for w in
            (weights, weights * unit)]
    np.testing.assert_array_equal(*rows)
    if estimator is BisectingKMeans:
        assert [s.inertia for s in other.splits_] == [s.inertia * unit for s in usual.splits_]


@pytest.mark.parametrize("weight", [1e-160, 5e-324, 1e300, np.finfo(float).max])
def test_every_weight_for_all_will_do(weight):
    usual, other = fitted(X), fitted(X, weight)
    np.testing.assert_array_equal(other.labels_, usual.labels_)
    fitted(X, np.full(len(X), weight))
    by_function = fitted(X, weight, init=lambda x, k, random_state: x[:k], n_init=1)
    assert by_function.inertia_ >= 0


def test_weights_far_apart():
    weights = np.ones(len(X))
    weights[3] = 1e-280
    usual = fitted(X, weights, init=X[:6], n_init=1)
    far = fitted(X, weights * 2.0**-30, init=X[:6], n_init=1)
    assert truth.bits(far)[:2] == truth.bits(usual)[:2]
    weights[3] = 1e-300
    with pytest.raises(ValueError, match="sample_weight is from 1e-300 to 1.0, too far apart"):
        fitted(X, weights)
