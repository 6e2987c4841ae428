"""Every label is the nearest centroid, every centroid the exact mean, the inertia the exact sum."""

import numpy as np
import pytest
import truth

from swiftkmeans import KMeans

DTYPES = [np.uint8, np.float32, np.float64]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("dimensions", [1, 2, 7, 8, 9, 33])
def test_labels_centroids_and_inertia_are_exact(dtype, dimensions):
    x = truth.clouds(400, dimensions, dtype=dtype)
    fitted = KMeans(6, tol=0, random_state=1).fit(x)
    assert fitted.stop_reason_ == "labels_unchanged"
    assert fitted.n_iter_ > 1
    truth.assert_valid(fitted, x)


@pytest.mark.parametrize("dimensions", [130, 200])
def test_long_vectors_are_summed_as_numpy_sums_them(dimensions):
    x = truth.clouds(150, dimensions, dtype=np.float32)
    fitted = KMeans(4, tol=0, random_state=2).fit(x)
    truth.assert_valid(fitted, x)


@pytest.mark.parametrize("max_iter", [1, 2, 3])
def test_labels_match_the_centroids_of_an_unfinished_fit(max_iter):
    x = truth.clouds(500, 4, dtype=np.float32)
    fitted = KMeans(8, max_iter=max_iter, tol=0, random_state=3).fit(x)
    assert (fitted.stop_reason_, fitted.n_iter_) == ("max_iter", max_iter)
    truth.assert_valid(fitted, x)


def test_ties_go_to_the_lowest_centroid():
    x = np.array([[0.0], [2.0], [1.0], [1.0]])
    fitted = KMeans(2, init=np.array([[2.0], [0.0]]), n_init=1, max_iter=1).fit(x)
    assert fitted.predict([[1.0]]).tolist() == [
        truth.labels([[1.0]], fitted._centroids)[0]
    ]
    centred = KMeans(2, init=np.array([[-1.0], [1.0]]), n_init=1).fit([[-1.0], [1.0]])
    assert centred.predict([[0.0]]).tolist() == [0]


def test_sums_lose_nothing_where_plain_ones_do():
    # Added one after the other, the ones vanish beside the great values.
    x = np.array([[1e16], [1.0], [1.0], [1.0], [1.0], [-1e16]])
    fitted = KMeans(1).fit(x)
    assert fitted._centroids[0, 0] == 4 / 6
    assert fitted.inertia_ == truth.inertia(x, fitted._centroids)


def test_float32_gives_the_bits_of_its_float64_copy():
    x = truth.clouds(700, 5, dtype=np.float32)
    narrow = KMeans(7, random_state=4).fit(x)
    wide = KMeans(7, random_state=4).fit(x.astype(np.float64))
    assert truth.bits(narrow) == truth.bits(wide)
    assert (narrow.cluster_centers_.dtype, wide.cluster_centers_.dtype) == ("f4", "f8")


def test_uint8_gives_the_bits_of_its_float64_copy():
    x = truth.clouds(700, 3, dtype=np.uint8)
    narrow = KMeans(7, random_state=4).fit(x)
    wide = KMeans(7, random_state=4).fit(x.astype(np.float64))
    assert truth.bits(narrow) == truth.bits(wide)
    assert narrow.cluster_centers_.dtype == np.float64


@pytest.mark.parametrize("dtype", DTYPES)
def test_predict_judges_new_points_as_the_fit_judged_its_own(dtype):
    x = truth.clouds(300, 4, dtype=dtype)
    new = truth.clouds(500, 4, seed=9, dtype=dtype)
    fitted = KMeans(9, random_state=5).fit(x)
    np.testing.assert_array_equal(fitted.predict(x), fitted.labels_)
    np.testing.assert_array_equal(fitted.predict(new), truth.labels(new, fitted._centroids))


def test_points_between_rounded_centroids_go_by_the_unrounded_ones():
    # A third in float32 lies beside a third: this point is nearer to 0 by one of them only.
    x = np.array([[0, 0], [1, 0], [0, 0], [10, 0], [11, 0], [10, 0]], dtype=np.float32)
    fitted = KMeans(2, init=x[[0, 3]], n_init=1).fit(x)
    middle = fitted._centroids.mean(axis=0)
    near = middle + np.outer(np.linspace(-1e-6, 1e-6, 2001), [1.0, 0.0])
    found = fitted.predict(near)
    np.testing.assert_array_equal(found, truth.labels(near, fitted._centroids))
    assert (found != truth.labels(near, fitted.cluster_centers_.astype("f8"))).any()


def test_empty_clusters_are_filled():
    x = np.array([[0.0], [1.0], [2.0], [50.0]])
    fitted = KMeans(3, init=[[1.0], [1000.0], [2000.0]], n_init=1).fit(x)
    assert np.bincount(fitted.labels_, minlength=3).min() > 0
    truth.assert_valid(fitted, x)


def test_history_holds_the_inertia_of_every_iteration():
    x = truth.clouds(800, 2)
    fitted = KMeans(10, tol=0, random_state=6).fit(x)
    assert fitted.inertia_history_.shape == (fitted.n_iter_,)
    assert (np.diff(fitted.inertia_history_) <= 0).all()
    np.testing.assert_allclose(fitted.inertia_history_[-1], fitted.inertia_, rtol=1e-14)
    for iterations in range(1, fitted.n_iter_ + 1):
        early = KMeans(10, tol=0, random_state=6, max_iter=iterations).fit(x)
        assert early.inertia_history_.tolist() == fitted.inertia_history_[:iterations].tolist()
