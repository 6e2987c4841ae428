"""Arrays are read in place where they can be, and never changed."""

import numpy as np
import pytest
import truth

from swiftkmeans import KMeans, _input, kmeans_plusplus

X = truth.clouds(120, 4, dtype=np.float64).round()
READ_IN_PLACE = [np.float32, np.float64, np.uint8]


def fitted(x, **parameters):
    return KMeans(**{"n_clusters": 4, "random_state": 0, **parameters}).fit(x)


REFERENCE = truth.bits(fitted(X))


def taken(x, estimator=None):
    return _input.points(estimator, x, reset=True)


@pytest.mark.parametrize("dtype", READ_IN_PLACE)
def test_c_ordered_arrays_are_read_in_place(dtype):
    x = truth.clouds(50, 4, dtype=dtype)
    assert taken(x, KMeans()) is x
    assert taken(x) is x
    model = fitted(x)
    assert _input.points(model, x, reset=False) is x


def test_read_only_arrays_and_maps_of_files_are_read_in_place(tmp_path):
    np.save(tmp_path / "x.npy", X)
    mapped = np.load(tmp_path / "x.npy", mmap_mode="r")
    assert np.shares_memory(taken(mapped, KMeans()), mapped)
    frozen = X.copy()
    frozen.flags.writeable = False
    assert taken(frozen, KMeans()) is frozen
    assert truth.bits(fitted(mapped)) == truth.bits(fitted(frozen)) == REFERENCE


UNALIGNED = np.frombuffer(b"?" + X.tobytes(), dtype=np.uint8)[1:].view(np.float64).reshape(X.shape)


@pytest.mark.parametrize(
    "other",
    [
        np.asfortranarray(X),
        np.repeat(X, 2, axis=0)[::2],
        np.repeat(X, 2, axis=1)[:, ::2],
        X[::-1, ::-1].copy()[::-1, ::-1],
        X.astype(">f8"),
        X.astype(">f4"),
        X.astype(np.int64),
        X.astype(np.int16),
        X.astype(np.longdouble),
        X.astype(object),
        UNALIGNED,
    ],
    ids=[
        "fortran", "every-other-row", "every-other-column", "backwards", "big-endian-8",
        "big-endian-4", "int64", "int16", "longdouble", "object", "unaligned",
    ],
)
def test_other_arrays_are_converted_and_give_the_same(other):
    ready = taken(other, KMeans())
    assert ready is not other
    assert ready.flags.c_contiguous and ready.flags.aligned and ready.dtype.isnative
    np.testing.assert_array_equal(ready, X)
    model = fitted(other)
    assert truth.bits(model) == REFERENCE
    np.testing.assert_array_equal(model.predict(other), model.labels_)


def test_lists_are_converted():
    assert truth.bits(fitted(X.tolist())) == REFERENCE
    assert truth.bits(fitted([tuple(row) for row in X])) == REFERENCE


def test_halves_and_truth_values_are_converted():
    small = (X / 8).round().astype(np.float16)
    assert truth.bits(fitted(small)) == truth.bits(fitted(small.astype(np.float64)))
    flags = X > X.mean()
    assert truth.bits(fitted(flags)) == truth.bits(fitted(flags.astype(np.float64)))


@pytest.mark.parametrize(
    ("dtype", "shown"),
    [(np.float32, "f4"), (np.float64, "f8"), (np.uint8, "f8"), (np.int32, "f8"), (">f4", "f8")],
)
def test_type_of_what_comes_back(dtype, shown):
    x = X.clip(0, 255).astype(dtype)
    model = fitted(x)
    assert model.cluster_centers_.dtype == shown
    assert model.transform(x).dtype == shown
    assert (model.labels_.dtype, model.predict(x).dtype) == ("i4", "i4")
    assert type(model.inertia_) is float
    assert type(model.n_iter_) is int


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("copy_x", [True, False])
def test_nothing_that_is_passed_in_is_changed(order, copy_x):
    x = np.array(X, order=order)
    weights, init = np.linspace(1, 2, len(X)), X[:4].copy()
    before = x.copy(), weights.copy(), init.copy()
    model = fitted(x, init=init, n_init=1, copy_x=copy_x).fit(x, sample_weight=weights)
    model.transform(x)
    model.predict(x)
    model.score(x, sample_weight=weights)
    kmeans_plusplus(x, 4, sample_weight=weights, random_state=0)
    for now, then in zip((x, weights, init), before, strict=True):
        np.testing.assert_array_equal(now, then)
    assert model.init is init


def test_frozen_weights_and_starts_will_do():
    weights, init = np.ones(len(X)) * 2, X[:4].copy()
    weights.flags.writeable = init.flags.writeable = False
    model = KMeans(4, init=init, n_init=1).fit(X, sample_weight=weights)
    truth.assert_valid(model, X, weights)


def test_results_are_the_callers_to_change():
    model = fitted(X)
    for array in (model.cluster_centers_, model.labels_, model.inertia_history_):
        assert array.flags.owndata or array.base is None
        assert array.flags.writeable


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (7, 1)])
def test_the_smallest_data(shape):
    x = np.arange(np.prod(shape), dtype=np.float32).reshape(shape)
    model = KMeans(1).fit(x)
    np.testing.assert_array_equal(model._centroids, x.mean(axis=0, dtype="f8")[None])


def test_kmeans_plusplus_gives_rows_of_x():
    for dtype in READ_IN_PLACE:
        x = truth.clouds(80, 3, dtype=dtype)
        centers, rows = kmeans_plusplus(x, 10, random_state=3)
        assert centers.dtype == dtype
        assert len(set(rows)) == 10
        np.testing.assert_array_equal(centers, x[rows])
    start = KMeans(10, random_state=3, max_iter=1, tol=0).fit(x)
    given = KMeans(10, init=centers, n_init=1, max_iter=1, tol=0).fit(x)
    assert truth.bits(start) == truth.bits(given)
