"""What a fit leaves, and what is made of it."""

import numpy as np
import pytest
import sklearn.cluster
import truth

from swiftkmeans import KMeans

X = truth.clouds(300, 4, dtype=np.float32)
MODEL = KMeans(5, random_state=0).fit(X)


def test_float32_centers_are_the_centroids_rounded():
    assert MODEL.cluster_centers_.dtype == np.float32
    assert MODEL._centroids.dtype == np.float64
    np.testing.assert_array_equal(MODEL.cluster_centers_, MODEL._centroids.astype(np.float32))
    assert (MODEL.cluster_centers_ != MODEL._centroids).any()


def test_float64_centers_are_the_centroids():
    model = KMeans(5, random_state=0).fit(X.astype(np.float64))
    assert model.cluster_centers_.tobytes() == model._centroids.tobytes()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_transform_gives_the_distances_rounded_once(dtype):
    x = truth.clouds(200, 4, seed=2, dtype=dtype)
    model = KMeans(5, random_state=0).fit(x)
    exact = np.sqrt(truth.squared_distances(x, model._centroids)).astype(dtype)
    assert model.transform(x).dtype == dtype
    assert model.transform(x).tobytes() == exact.tobytes()


def test_transform_of_equal_points_is_zero_and_never_nan():
    x = np.full((3, 2), 0.1)
    np.testing.assert_array_equal(KMeans(1).fit_transform(x), np.zeros((3, 1)))


def test_score_is_the_inertia_with_the_other_sign():
    assert MODEL.score(X) == -MODEL.inertia_
    new = truth.clouds(100, 4, seed=3)
    assert MODEL.score(new) == -truth.inertia(new, MODEL._centroids)
    assert type(MODEL.score(new)) is float


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_centers_that_are_replaced_are_used(dtype):
    model = KMeans(5, random_state=0).fit(X)
    model.cluster_centers_ = model.cluster_centers_[::-1].astype(dtype)
    given = model.cluster_centers_.astype(np.float64)
    np.testing.assert_array_equal(model.predict(X), truth.labels(X, given))
    assert model.score(X) == -truth.inertia(X, given)
    exact = np.sqrt(truth.squared_distances(X, given)).astype(np.float32)
    assert model.transform(X).tobytes() == exact.tobytes()


def test_centers_that_are_changed_in_place_are_used():
    model = KMeans(5, random_state=0).fit(X)
    model.cluster_centers_[0] = X[0]
    given = model.cluster_centers_.astype(np.float64)
    np.testing.assert_array_equal(model.predict(X), truth.labels(X, given))


def test_reasons_to_stop():
    assert KMeans(5, random_state=0, tol=0).fit(X).stop_reason_ == "labels_unchanged"
    assert KMeans(5, random_state=0, tol=0.5).fit(X).stop_reason_ == "tolerance"
    assert KMeans(5, random_state=0, tol=0, max_iter=2).fit(X).stop_reason_ == "max_iter"


def test_the_tolerance_means_what_it_means_to_scikit_learn():
    x = truth.clouds(2000, 3, centers=10)
    start = x[:12]
    for tol in (0, 1e-4, 1e-3, 1e-2):
        settings = {"n_clusters": 12, "init": start, "n_init": 1, "tol": tol}
        ours = KMeans(**settings).fit(x)
        theirs = sklearn.cluster.KMeans(**settings).fit(x)
        assert ours.n_iter_ == theirs.n_iter_
        np.testing.assert_allclose(ours.cluster_centers_, theirs.cluster_centers_, rtol=1e-9)
        np.testing.assert_array_equal(ours.labels_, theirs.labels_)


def test_iterations_have_a_history():
    assert len(MODEL.inertia_history_) == MODEL.n_iter_
    assert (np.diff(MODEL.inertia_history_) <= 0).all()
