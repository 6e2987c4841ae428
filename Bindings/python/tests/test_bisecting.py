"""``BisectingKMeans``: splits, labels by them, and cuts."""

import pickle
import warnings

import numpy as np
import pytest
import scipy.sparse as sp
import sklearn.cluster
import truth
from sklearn.exceptions import ConvergenceWarning, NotFittedError

from swiftkmeans import BisectingKMeans, KMeans, Split

X = truth.clouds(600, 3, centers=6)
STRATEGIES = ["biggest_inertia", "largest_cluster"]


def by_splits(x, splits):
    """The cluster of every point, by going down the splits as slowly as they are defined."""
    labels = np.zeros(x.shape[0], dtype=np.int32)
    for new, split in enumerate(splits, start=1):
        own = np.flatnonzero(labels == split.cluster)
        labels[own[truth.labels(x[own], split.centers) == 1]] = new
    return labels


def inertias(x, labels):
    return [((x[labels == c] - x[labels == c].mean(0)) ** 2).sum() for c in range(labels.max() + 1)]


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("init", ["random", "k-means++", "k-means||"])
def test_labels_go_down_the_splits(strategy, init):
    model = BisectingKMeans(7, init=init, bisecting_strategy=strategy, random_state=3, tol=0).fit(X)
    assert len(model.splits_) == 6
    assert model.labels_.dtype == np.int32
    np.testing.assert_array_equal(model.labels_, by_splits(X, model.splits_))
    np.testing.assert_array_equal(model.predict(X), model.labels_)
    new = truth.clouds(500, 3, seed=9)
    np.testing.assert_array_equal(model.predict(new), by_splits(new, model.splits_))
    for cluster, center in enumerate(model.cluster_centers_):
        np.testing.assert_array_equal(center, truth.mean(X[model.labels_ == cluster]))
    within = sum(inertias(X, model.labels_))
    np.testing.assert_allclose(model.inertia_, within, rtol=1e-12)
    np.testing.assert_allclose(model.inertia_history_[-1], within, rtol=1e-12)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_every_split_is_of_the_cluster_that_is_due(strategy):
    model = BisectingKMeans(8, bisecting_strategy=strategy, random_state=0).fit(X)
    for made, split in enumerate(model.splits_, start=1):
        labels = model.cut(made)
        costs = inertias(X, labels)
        np.testing.assert_allclose(split.inertia, costs[split.cluster], rtol=1e-9)
        due = costs if strategy == "biggest_inertia" else np.bincount(labels)
        assert split.cluster == np.argmax(due)


def test_a_cut_is_the_fit_with_fewer_clusters():
    model = BisectingKMeans(9, random_state=5).fit(X)
    for count in range(1, 10):
        fewer = BisectingKMeans(count, random_state=5).fit(X)
        labels = model.cut(count)
        assert labels.dtype == np.int32
        np.testing.assert_array_equal(labels, fewer.labels_)
        assert len(fewer.splits_) == count - 1
    assert (model.cut(9) == model.labels_).all()
    for bad in (0, 10, 2.5, "3", None):
        with pytest.raises(ValueError, match="'n_clusters' parameter of BisectingKMeans.cut"):
            model.cut(bad)
    with pytest.raises(NotFittedError):
        BisectingKMeans(3).cut(2)


def test_splits_have_names():
    model = BisectingKMeans(3, random_state=0).fit(X)
    first = model.splits_[0]
    assert isinstance(first, Split)
    assert first.cluster == 0
    assert first.centers.shape == (2, 3)
    assert type(first.inertia) is float
    np.testing.assert_allclose(first.inertia, ((X - X.mean(0)) ** 2).sum(), rtol=1e-12)
    again = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(again.predict(X), model.labels_)
    np.testing.assert_array_equal(again.cut(2), model.cut(2))


def test_sums_are_near_those_of_scikit_learn():
    settings = {"n_clusters": 6, "n_init": 10, "random_state": 0}
    ours = BisectingKMeans(**settings).fit(X)
    theirs = sklearn.cluster.BisectingKMeans(**settings).fit(X)
    assert ours.inertia_ == pytest.approx(theirs.inertia_, rel=0.02)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.uint8])
def test_the_same_bits_for_all_kinds_and_threads(dtype):
    x = truth.clouds(500, 4, dtype=dtype)
    expected = truth.bits(BisectingKMeans(6, random_state=1, n_threads=1).fit(x))
    others = [x, x.astype(np.float64)]
    if dtype != np.uint8:
        others.append(sp.csr_matrix(x))
    for other in others:
        model = BisectingKMeans(6, random_state=1, n_threads=3).fit(other)
        assert truth.bits(model) == expected
        np.testing.assert_array_equal(model.predict(other), model.labels_)
        np.testing.assert_array_equal(BisectingKMeans.fit_predict(model, other), model.labels_)


def test_weights_count():
    weights = np.ones(len(X))
    weights[: len(X) // 2] = 0
    model = BisectingKMeans(5, random_state=0, tol=0).fit(X, sample_weight=weights)
    half = X[len(X) // 2 :]
    own = model.labels_[len(X) // 2 :]
    np.testing.assert_allclose(model.inertia_, sum(inertias(half, own)), rtol=1e-12)


def test_score_and_transform_are_of_the_nearest_centroids():
    model = BisectingKMeans(6, random_state=0).fit(X)
    assert model.score(X) == -truth.inertia(X, model._centroids)
    exact = np.sqrt(truth.squared_distances(X, model._centroids))
    assert model.transform(X).tobytes() == exact.tobytes()
    assert model.get_feature_names_out()[0] == "bisectingkmeans0"


def test_fewer_distinct_points_than_clusters():
    x = np.array([[0.0], [0.0], [5.0], [5.0], [5.0]])
    with pytest.warns(ConvergenceWarning, match=r"distinct clusters \(2\)"):
        model = BisectingKMeans(4, random_state=0).fit(x)
    assert len(model.splits_) == 1
    assert model.cluster_centers_.shape == (4, 1)
    np.testing.assert_array_equal(model.predict(x), model.labels_)


def test_progress_hears_of_every_split_and_may_end_the_fit():
    news = []

    def listen(told):
        news.append(told)
        return told.iteration == 3

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = BisectingKMeans(20, random_state=0, progress=listen).fit(X)
    assert [told.iteration for told in news] == [0, 1, 2, 3]
    assert model.stop_reason_ == "interrupted"
    assert len(model.splits_) == 3
    assert news[-1].inertia == model.inertia_history_[-1]
    np.testing.assert_array_equal(model.predict(X), model.labels_)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("bisecting_strategy", ["smallest", 3, None]),
        ("init", ["k-means", 3, None]),
        ("n_init", ["auto", 0, 1.5]),
        ("n_clusters", [0, 2.5]),
        ("max_iter", [0]),
        ("tol", [-1]),
        ("copy_x", [1]),
        ("algorithm", ["fastest"]),
    ],
)
def test_parameters_are_refused_as_scikit_learn_refuses_them(name, values):
    for value in values:
        settings = {"n_clusters": 2, name: value}
        with pytest.raises(ValueError) as theirs:
            sklearn.cluster.BisectingKMeans(**settings).fit(X)
        with pytest.raises(type(theirs.value)) as ours:
            BisectingKMeans(**settings).fit(X)
        # Which names there are may differ.
        assert str(ours.value).split(" must be ")[0] == str(theirs.value).split(" must be ")[0]
        assert str(ours.value).endswith(f"Got {value!r} instead.")


def test_starts_cannot_be_given():
    with pytest.raises(ValueError, match="'init' parameter of BisectingKMeans must be a str"):
        BisectingKMeans(2, init=X[:2]).fit(X)


@pytest.mark.parametrize("make", [np.asarray, sp.csr_matrix])
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_function_gives_the_starts_of_every_split(make, strategy):
    calls = []

    def first(x, n_clusters, random_state):
        calls.append((x.shape, n_clusters, type(random_state)))
        return x[:n_clusters]

    x = make(X)
    settings = {"init": first, "bisecting_strategy": strategy, "tol": 0, "random_state": 0}
    model = BisectingKMeans(6, **settings).fit(x)
    assert len(model.splits_) == len(calls) == 5
    assert {call[1:] for call in calls} == {(2, np.random.RandomState)}
    np.testing.assert_array_equal(model.labels_, by_splits(X, model.splits_))
    np.testing.assert_array_equal(model.predict(x), model.labels_)
    for made, split in enumerate(model.splits_, start=1):
        labels = model.cut(made)
        costs = inertias(X, labels)
        assert calls[made - 1][0] == (np.bincount(labels)[split.cluster], 3)
        np.testing.assert_allclose(split.inertia, costs[split.cluster], rtol=1e-9)
        due = costs if strategy == "biggest_inertia" else np.bincount(labels)
        assert split.cluster == np.argmax(due)
    for cluster, center in enumerate(model.cluster_centers_):
        np.testing.assert_array_equal(center, truth.mean(X[model.labels_ == cluster]))
    np.testing.assert_allclose(model.inertia_, sum(inertias(X, model.labels_)), rtol=1e-12)
    assert model.inertia_history_[-1] == model.inertia_


def test_a_function_gives_what_the_engine_draws():
    """With the engine's own draws, the splits here are the engine's."""
    from swiftkmeans import kmeans_plusplus

    def draw(x, n_clusters, random_state):
        return kmeans_plusplus(x, n_clusters, random_state=0)[0]

    ours = BisectingKMeans(2, init=draw, random_state=0).fit(X)
    first = KMeans(2, random_state=0).fit(X)
    np.testing.assert_array_equal(ours.labels_, first.labels_)
    assert ours.inertia_ == pytest.approx(first.inertia_, rel=1e-15)


def test_a_function_and_what_ends_its_splits():
    def first(x, n_clusters, random_state):
        return x[:n_clusters]

    with pytest.warns(ConvergenceWarning, match=r"distinct clusters \(2\)"):
        model = BisectingKMeans(4, init=first).fit([[0.0], [5.0], [0.0], [5.0]])
    assert len(model.splits_) == 1
    assert (BisectingKMeans(1, init=first).fit(X).labels_ == 0).all()
    weights = np.ones(len(X))
    weights[::2] = 0
    weighted = BisectingKMeans(5, init=first, tol=0).fit(X, sample_weight=weights)
    np.testing.assert_array_equal(weighted.predict(X), weighted.labels_)
    for cluster, center in enumerate(weighted.cluster_centers_):
        own = weighted.labels_ == cluster
        np.testing.assert_array_equal(center, truth.mean(X[own], weights[own]))
    ended = BisectingKMeans(9, init=first, progress=lambda news: news.iteration == 3).fit(X)
    assert len(ended.splits_) == 3
    assert ended.stop_reason_ == "interrupted"


def test_what_is_refused_names_its_place():
    model = BisectingKMeans(6, random_state=0).fit(X)
    bad = X.copy()
    bad[577, 1] = np.nan
    for refused in (model.predict, model.transform):
        with pytest.raises(ValueError, match="row 577, column 1"):
            refused(bad)
    bad[577, 1] = 1e300
    with pytest.raises(ValueError, match="point 577, feature 1"):
        model.predict(bad)
