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


# What users of k-means-constrained rely on, as its own tests and those of scikit-learn 0.19, which
# it inherits, say it: they are not part of its wheel.

CENTERS = np.array([[0.0, 5, 0, 0, 0], [1, 1, 4, 0, 0], [1, 0, 0, 5, 1]])


def blobs(count=99):
    random = np.random.default_rng(42)
    truth = np.arange(count) % 3
    return CENTERS[truth] + 0.4 * random.normal(size=(count, 5)), truth


@pytest.mark.parametrize("init", ["k-means++", "random", CENTERS])
@pytest.mark.parametrize("n_jobs", [1, 2, -1])
def test_blobs_are_found_from_every_start(init, n_jobs):
    X, truth = blobs()
    n_init = 1 if isinstance(init, np.ndarray) else 10
    model = KMeansConstrained(3, init=init, n_init=n_init, random_state=42, n_jobs=n_jobs).fit(X)
    assert len({(a, b) for a, b in zip(truth, model.labels_)}) == 3
    assert model.cluster_centers_.shape == (3, 5) and model.inertia_ > 0
    with pytest.raises(ValueError, match="n_samples"):
        model.fit([[0.0, 1.0]])


def test_predicting_what_was_fitted_gives_its_labels():
    X, _ = blobs()
    model = KMeansConstrained(3, random_state=42).fit(X)
    assert (model.predict(model.cluster_centers_) == np.arange(3)).all()
    assert (model.predict(X) == model.labels_).all()
    assert (model.fit_predict(X) == model.labels_).all()
    assert (model.transform(model.cluster_centers_).diagonal() == 0).all()
    assert (model.transform(X) == KMeansConstrained(3, random_state=42).fit_transform(X)).all()


def test_more_iterations_and_starts_are_no_worse():
    X, _ = blobs()
    short, long = (
        KMeansConstrained(3, max_iter=most, random_state=42, n_init=1).fit(X).score(X)
        for most in (1, 10)
    )
    assert long >= short
    means = [
        np.mean(
            [
                KMeansConstrained(3, init="random", n_init=starts, random_state=seed).fit(X).inertia_
                for seed in range(5)
            ]
        )
        for starts in (1, 5, 10)
    ]
    assert means == sorted(means, reverse=True)


def test_starts_that_do_not_fit_are_refused():
    X = np.random.default_rng(0).normal(size=(40, 3))
    for init, message in (
        (X[:, :2], "does not match the number of features of the data"),
        (lambda x, k, random_state: x[:, :2], "does not match the number of features of the data"),
        (X[:2], "does not match the number of clusters"),
        (lambda x, k, random_state: x[:2], "does not match the number of clusters"),
    ):
        clusters = 40 if "features" in message else 3
        with pytest.raises(ValueError, match=message):
            KMeansConstrained(clusters, init=init, n_init=1).fit(X)
    for parameters in ({"n_init": 0}, {"n_init": -1}, {"max_iter": -1}, {"init": "invalid"}):
        with pytest.raises(ValueError, match=next(iter(parameters))):
            KMeansConstrained(3, **parameters).fit(X)


def test_types_and_orders_of_arrays():
    X = np.asfortranarray([[0, 0], [0, 1], [0, 1]])
    start = np.array([[0, 0], [0, 1]])
    model = KMeansConstrained(2, init=start, n_init=1).fit(X)
    assert (model.cluster_centers_ == start).all() and (model.labels_ == [0, 1, 1]).all()
    small = np.array([[1.1, 1.1], [-7.5, -7.5], [-1.1, -1.1], [7.5, 7.5]])
    start = np.array([[0.0, 0], [5, 5], [-5, -5]])
    for dtype in (np.int32, np.int64, np.float32, np.float64):
        given = start.astype(dtype)
        model = KMeansConstrained(3, init=given, n_init=1).fit(small.astype(dtype))
        assert not np.may_share_memory(model.cluster_centers_, given)
        assert (given == start).all()
        expected = np.float32 if dtype == np.float32 else np.float64
        assert model.cluster_centers_.dtype == expected


def test_bad_starts_end_in_different_centers():
    X = np.array([[1.1, 1.1], [0.9, 1.1], [1.1, 0.9], [0.9, 1.1]])
    start = np.array([[1.0, 1.0], [5.0, 5.0], [-5.0, -5.0]])
    model = KMeansConstrained(3, init=start, n_init=1).fit(X)
    assert len(np.unique(model.labels_)) == 3
    gaps = ((model.cluster_centers_[:, None] - model.cluster_centers_) ** 2).sum(-1) ** 0.5
    assert gaps[np.triu_indices(3, 1)].min() >= 0.1


def test_a_local_optimum_stays():
    X, _ = blobs(150)
    model = KMeansConstrained(3, size_min=50, random_state=0, tol=0).fit(X)
    again = KMeansConstrained(3, size_min=50, init=model.cluster_centers_, n_init=1, tol=0).fit(X)
    assert (again.cluster_centers_ == model.cluster_centers_).all()


def test_sparse_rows_are_taken():
    # k-means-constrained raises NotImplementedError.
    sparse = pytest.importorskip("scipy.sparse")
    X, _ = blobs()
    model = KMeansConstrained(3, 30, 40, random_state=0).fit(sparse.csr_matrix(X))
    assert (np.bincount(model.labels_) >= 30).all()
