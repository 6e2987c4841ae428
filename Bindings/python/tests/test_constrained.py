"""``KMeansConstrained`` against SciPy's assignments, and k-means-constrained's ways to call it."""

import numpy as np
import pytest

from swiftkmeans import KMeans, KMeansConstrained


def points(count=300, features=3, seed=0):
    random = np.random.default_rng(seed)
    return random.normal(size=(count, features)) + 5 * random.integers(3, size=(count, 1))


def cost(X, centers, labels):
    return ((X - centers[labels]) ** 2).sum()


def test_sizes_are_kept_and_proven():
    X = points()
    model = KMeansConstrained(7, 40, 45, random_state=0).fit(X)
    sizes = np.bincount(model.labels_)
    assert sizes.min() >= 40 and sizes.max() <= 45
    assert model.gap_ == 0
    assert model.inertia_ == pytest.approx(cost(X, model.cluster_centers_, model.labels_))
    assert (np.diff(model.inertia_history_) <= 1e-9).all()


def test_predict_is_the_assignment_of_scipy():
    optimize = pytest.importorskip("scipy.optimize")
    X = points(120, 2, seed=3)
    model = KMeansConstrained(4, 30, 30, n_init=1, tol=0, random_state=1).fit(X)
    assert (model.predict(X) == model.labels_).all()
    new = points(40, 2, seed=4)
    labels = model.predict(new, size_min=10, size_max=10)
    squares = ((new[:, None] - model.cluster_centers_) ** 2).sum(-1)
    rows, columns = optimize.linear_sum_assignment(np.repeat(squares, 10, axis=1))
    assert (np.bincount(labels) == 10).all()
    assert cost(new, model.cluster_centers_, labels) == pytest.approx(
        squares[rows, columns // 10].sum()
    )
    nearest = model.predict(new, size_min=None, size_max=None)
    assert (nearest == squares.argmin(1)).all()


def test_squares_count_whatever_the_scale():
    X, centers = np.array([[-1.0, 20], [2, 0]]), np.array([[0.0, 0], [10, 0]])
    for scale in (1, 1e-4):
        model = KMeansConstrained(2, 1, 1, init=centers * scale, n_init=1, max_iter=1)
        model.fit(X * scale)
        model.cluster_centers_ = centers * scale
        assert model.predict(X * scale).tolist() == [0, 1]


def test_without_limits_it_is_k_means():
    X = points()
    ours = KMeansConstrained(5, n_init=2, random_state=0).fit(X)
    plain = KMeans(5, n_init=2, random_state=0).fit(X)
    assert (ours.labels_ == plain.labels_).all()
    assert ours.inertia_ == plain.inertia_


def test_parameters_are_positional_and_have_their_defaults():
    model = KMeansConstrained(3, 1, 50, "random", 2, 10, 1e-3, False, 0, True, -1)
    expected = {
        "n_clusters": 3, "size_min": 1, "size_max": 50, "init": "random", "n_init": 2,
        "max_iter": 10, "tol": 1e-3, "verbose": False, "random_state": 0, "copy_x": True,
        "n_jobs": -1,
    }
    assert model.get_params() == expected
    labels = model.fit_predict(points(90))
    assert np.bincount(labels).max() <= 50
    assert KMeansConstrained().get_params()["n_init"] == 10


def test_what_cannot_be_kept_is_refused():
    X = points(50)
    for least, most in ((20, None), (None, 10), (9, 8)):
        with pytest.raises(ValueError):
            KMeansConstrained(4, least, most).fit(X)
    for name, value in (("size_min", -1), ("size_max", 0), ("size_min", 2.5), ("size_max", "9")):
        with pytest.raises(ValueError, match=name):
            KMeansConstrained(4, **{name: value}).fit(X)
    model = KMeansConstrained(4, 5, None, random_state=0).fit(X)
    with pytest.raises(ValueError):
        model.predict(X[:10])


def test_weights_multiply_and_points_count_once():
    X = points(100)
    weights = np.arange(100) % 4
    model = KMeansConstrained(5, 15, 15, random_state=0).fit(X, sample_weight=weights)
    assert (np.bincount(model.labels_[weights > 0]) == 15).all()
    assert model.gap_ == 0
