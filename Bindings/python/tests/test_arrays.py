"""Every array is checked against what the engine will read of it, and read as NumPy reads it."""

import os

import child
import numpy as np
import pytest
import scipy.sparse as sp
import sklearn.cluster
import truth

from swiftkmeans import KMeans, kmeans_plusplus

X = truth.clouds(90, 4, centers=5)
SPARSE = sp.random(300, 40, 0.2, format="csr", random_state=0)
SPARSE.sort_indices()


def with_gaps(values):
    """The same values, every other one of an array."""
    table = np.zeros(2 * len(values), dtype=values.dtype)
    table[::2] = values
    return table[::2]


def unaligned(values):
    """The same values, one byte beside their places."""
    room = np.zeros(values.nbytes + 1, dtype=np.uint8)
    view = room[1:].view(values.dtype).reshape(values.shape)
    view[...] = values
    return view


def read_only(values):
    copy = values.copy()
    copy.flags.writeable = False
    return copy


LAYOUTS = {
    "gaps": with_gaps,
    "backwards": lambda values: values[::-1].copy()[::-1],
    "unaligned": unaligned,
    "swapped": lambda values: values.astype(values.dtype.newbyteorder()),
    "read only": read_only,
    "memory map": None,
}


def laid_out(layout, values, folder):
    if layout == "memory map":
        path = folder / f"{len(os.listdir(folder))}.bin"
        values.tofile(path)
        return np.memmap(path, dtype=values.dtype, mode="r", shape=values.shape)
    return LAYOUTS[layout](values)


def bits(x, **parameters):
    return truth.bits(KMeans(3, init=first_rows(x), n_init=1, **parameters).fit(x))


def first_rows(x):
    return x[:3].toarray() if sp.issparse(x) else np.asarray(x[:3], dtype=np.float64)


PARTS = [["data"], ["indices"], ["indptr"], ["data", "indices", "indptr"]]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("parts", PARTS)
@pytest.mark.parametrize("width", [np.int32, np.int64])
def test_compressed_rows_of_every_layout(layout, parts, width, tmp_path):
    x = SPARSE.copy()
    x.indices, x.indptr = x.indices.astype(width), x.indptr.astype(width)
    for part in parts:
        setattr(x, part, laid_out(layout, getattr(x, part), tmp_path))
    before = {part: getattr(x, part) for part in ("data", "indices", "indptr")}
    model = KMeans(3, init=first_rows(SPARSE), n_init=1).fit(x)
    assert truth.bits(model) == bits(SPARSE)
    assert all(getattr(x, part) is before[part] for part in before)
    np.testing.assert_array_equal(model.predict(x), model.labels_)
    assert model.transform(x).tobytes() == model.transform(SPARSE).tobytes()
    assert model.score(x) == model.score(SPARSE)


@pytest.mark.parametrize("unsigned", [np.uint32, np.int16, np.uint64])
def test_indices_of_other_widths(unsigned):
    x = SPARSE.copy()
    x.indices, x.indptr = x.indices.astype(unsigned), x.indptr.astype(unsigned)
    try:
        found = bits(x)
    except (ValueError, TypeError):
        return  # scikit-learn takes no wide ones, nor SciPy all unsigned ones.
    assert found == bits(SPARSE)


def spoilt(part, values):
    x = SPARSE.copy()
    setattr(x, part, values)
    x.has_canonical_format = True
    return x


def far_offsets(value, place=-1):
    offsets = SPARSE.indptr.astype(np.int64)
    offsets[place] = value
    x = spoilt("indptr", offsets)
    x.indices = x.indices.astype(np.int64)
    x.has_canonical_format = True
    return x


def of_shape(rows, columns):
    x = SPARSE.copy()
    x._shape = (rows, columns)
    return x


def spoilt_column(value):
    columns = SPARSE.indices.copy()
    columns[7] = value
    return spoilt("indices", columns)


def broken(kind, part, values):
    x = SPARSE.asformat(kind, copy=True)
    if kind == "coo":
        x.coords = tuple(values if axis == part else x.coords[axis] for axis in (0, 1))
    else:
        setattr(x, part, values)
    return x


BROKEN = {
    "short data": lambda: spoilt("data", SPARSE.data[:10].copy()),
    "short indices": lambda: spoilt("indices", SPARSE.indices[:10].copy()),
    "no indices": lambda: spoilt("indices", SPARSE.indices[:0].copy()),
    "short indptr": lambda: spoilt("indptr", SPARSE.indptr[:10].copy()),
    "no indptr": lambda: spoilt("indptr", SPARSE.indptr[:0].copy()),
    "far offset": lambda: far_offsets(2**40),
    "far offset within": lambda: far_offsets(2**40, 7),
    "negative offset": lambda: far_offsets(-1),
    "negative offset within": lambda: far_offsets(-(2**40), 7),
    "first offset": lambda: far_offsets(1, 0),
    "more rows": lambda: of_shape(10**7, 40),
    "fewer rows": lambda: of_shape(7, 40),
    "fewer columns": lambda: of_shape(300, 4),
    "far column": lambda: spoilt_column(2**31 - 1),
    "negative column": lambda: spoilt_column(-1),
    "whole data": lambda: spoilt("data", SPARSE.data.reshape(1, -1)),
    "text offsets": lambda: spoilt("indptr", SPARSE.indptr.astype(float)),
    "csc rows": lambda: broken("csc", "indices", np.full(SPARSE.nnz, 2**30, dtype=np.int32)),
    "csc offsets": lambda: broken("csc", "indptr", np.full(41, 2**30, dtype=np.int32)),
    "csc short": lambda: broken("csc", "data", SPARSE.data[:9].copy()),
    "coo rows": lambda: broken("coo", 0, np.full(SPARSE.nnz, 2**30, dtype=np.int32)),
    "coo columns": lambda: broken("coo", 1, np.full(SPARSE.nnz, -5, dtype=np.int32)),
    "coo short": lambda: broken("coo", 0, np.zeros(3, dtype=np.int32)),
    "bsr columns": lambda: broken("bsr", "indices", np.full(10**4, 2**30, dtype=np.int32)),
    "bsr offsets": lambda: broken("bsr", "indptr", np.full(301, 2**30, dtype=np.int32)),
}

REFUSE = """
    import sys
    sys.path.insert(0, sys.argv[2])
    import test_arrays
    from swiftkmeans import KMeans, kmeans_plusplus

    good = KMeans(3, random_state=0).fit(test_arrays.SPARSE)
    calls = [KMeans(3).fit, lambda x: kmeans_plusplus(x, 3), good.predict, good.transform,
             good.score]
    for call in calls:
        try:
            call(test_arrays.BROKEN[sys.argv[1]]())
        except ValueError as error:
            assert "NaN" not in str(error), error
            print(str(error).splitlines()[0])
        else:
            raise AssertionError("accepted")
"""


@pytest.mark.parametrize("what", BROKEN)
def test_arrays_that_do_not_belong_together(what):
    # In a process of its own, because a read beyond an array may end it.
    printed = child.run(REFUSE, what, str(child.TESTS)).splitlines()
    assert len(printed) == 5


def test_a_sparse_start_that_does_not_belong_together():
    start = SPARSE[:3].tocsc()
    start.indices = np.full_like(start.indices, 2**30)
    with pytest.raises(ValueError, match="do not belong together: init.indices"):
        KMeans(3, init=start, n_init=1).fit(SPARSE)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.uint8, np.int32])
def test_points_of_every_layout(layout, dtype, tmp_path):
    x = (X * 10 + 100).astype(dtype)
    expected = bits(x)
    flat = laid_out(layout, x.ravel(), tmp_path)
    views = [flat.reshape(x.shape)] if layout in ("unaligned", "read only", "memory map") else []
    views += [laid_out(layout, column, tmp_path) for column in ()]
    if layout == "gaps":
        views = [np.repeat(x, 2, axis=0)[::2], np.repeat(x, 2, axis=1)[:, ::2]]
    if layout == "backwards":
        views = [x[::-1].copy()[::-1], x[:, ::-1].copy()[:, ::-1], np.asfortranarray(x)]
    if layout == "swapped":
        views = [x.astype(x.dtype.newbyteorder())]
    for view in views:
        np.testing.assert_array_equal(view, x)
        assert bits(view) == expected or dtype == np.uint8
        model = KMeans(3, init=first_rows(x), n_init=1).fit(view)
        np.testing.assert_array_equal(model.labels_, truth.labels(x, model._centroids))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_weights_and_starts_of_every_layout(layout, tmp_path):
    weights = np.random.default_rng(0).random(len(X))
    start = X[:3].copy()
    expected = truth.bits(KMeans(3, init=start, n_init=1).fit(X, sample_weight=weights))
    own = laid_out(layout, weights, tmp_path)
    starts = laid_out(layout, start.ravel(), tmp_path).reshape(start.shape)
    model = KMeans(3, init=starts, n_init=1).fit(X, sample_weight=own)
    assert truth.bits(model) == expected
    by_function = KMeans(3, init=lambda x, k, random_state: starts, n_init=1)
    assert truth.bits(by_function.fit(X, sample_weight=own)) == expected
    assert model.score(X, sample_weight=own) == model.score(X, sample_weight=weights)
    model.cluster_centers_ = starts
    np.testing.assert_array_equal(model.predict(X), truth.labels(X, start))
    rows = [kmeans_plusplus(X, 5, sample_weight=w, random_state=0)[1] for w in (weights, own)]
    np.testing.assert_array_equal(*rows)


@pytest.mark.parametrize("x", [X > 0, X.astype(object), X.astype(np.float16), X.tolist()])
def test_points_of_other_types(x):
    assert bits(x) == bits(np.asarray(x, dtype=np.float64))


def test_complex_weights_and_starts_are_refused():
    for call in (
        lambda: KMeans(3).fit(X, sample_weight=np.ones(len(X)) * 1j),
        lambda: KMeans(3, init=X[:3] * 1j, n_init=1).fit(X),
    ):
        with pytest.raises(ValueError, match="Complex data not supported"):
            call()


@pytest.mark.parametrize("call", ["predict", "transform", "score"])
@pytest.mark.parametrize(
    ("centers", "words"),
    [
        (np.zeros((3, 2)), r"cluster_centers_ has shape \(3, 2\), but X has 4 features"),
        (np.zeros((3, 40)), r"cluster_centers_ has shape \(3, 40\), but X has 4 features"),
        (np.zeros((0, 4)), "cluster_centers_ has no centers"),
        (np.zeros((3, 0)), r"cluster_centers_ has shape \(3, 0\), but X has 4 features"),
        (np.zeros(4), "Expected 2D array, got 1D array"),
        (np.zeros((1, 3, 4)), "Expected 2D array, got 3D array"),
        (np.float64(1), "Expected 2D array, got 0D array"),
        (X[:3] * 1j, "Complex data not supported"),
        (np.full((3, 4), np.nan), "cluster_centers_ contains NaN"),
        (np.full((100, 4), -np.inf), "cluster_centers_ contains infinity"),
        (np.full((3, 4), 1e200), "cluster_centers_ contains a value of size 1e.200"),
    ],
)
def test_centers_that_will_not_do(call, centers, words):
    model = KMeans(3, random_state=0).fit(X)
    model.cluster_centers_ = centers
    with pytest.raises(ValueError, match=words):
        getattr(model, call)(X[:5])


def test_centers_of_a_fit_with_other_features_than_the_last_that_failed():
    model = KMeans(3, random_state=0).fit(X)
    bad = X[:, :2].copy()
    bad[3, 1] = np.nan
    with pytest.raises(ValueError, match="NaN"):
        model.fit(bad)
    with pytest.raises(ValueError, match="cluster_centers_ has shape"):
        model.predict(X[:, :2])


def test_centers_that_were_replaced_are_gone_by():
    model = KMeans(3, random_state=0).fit(X)
    model.cluster_centers_[:] = X[:3]
    np.testing.assert_array_equal(model.predict(X), truth.labels(X, X[:3]))
    model.cluster_centers_ = X[:7].tolist()
    np.testing.assert_array_equal(model.predict(X), truth.labels(X, X[:7]))


@pytest.mark.parametrize("bad", [np.nan, np.inf, 1e200])
@pytest.mark.parametrize("given", [np.asarray, lambda start: lambda x, k, random_state: start])
def test_starts_that_are_not_finite_are_not_blamed_on_points(bad, given):
    start = X[:3].copy()
    start[2, 1] = bad
    with pytest.raises(ValueError, match="Input init contains"):
        KMeans(3, init=given(start), n_init=1).fit(X)


def test_functions_may_change_compressed_rows():
    def start(x, n_clusters, random_state):
        chosen = x[:n_clusters].toarray()
        x.data[:] = np.nan
        x.indices[:] = 2**31 - 1
        x.eliminate_zeros()
        x.resize((3, 3))
        return chosen

    before = SPARSE.copy()
    model = KMeans(3, init=start, n_init=3).fit(SPARSE)
    assert truth.bits(model) == bits(before)
    assert (SPARSE != before).nnz == 0


def test_arrays_that_are_replaced_during_a_fit_stay_alive():
    x = SPARSE.copy()

    def listen(news):
        x.data, x.indices, x.indptr = np.zeros(1), np.zeros(1, "i4"), np.zeros(1, "i4")

    model = KMeans(3, init=first_rows(SPARSE), n_init=1, progress=listen).fit(x)
    assert truth.bits(model) == bits(SPARSE)


@pytest.mark.parametrize("name", ["max_iter", "n_init", "n_threads", "n_clusters"])
@pytest.mark.parametrize("number", [2**31, 2**32, 2**63, 2**64 + 1, 10**30])
def test_numbers_beyond_what_the_engine_takes(name, number):
    settings = {"n_clusters": 3, "random_state": 0, "init": "random", "n_init": 2, name: number}
    if name in ("n_init", "n_clusters"):
        with pytest.raises(ValueError):
            KMeans(**settings).fit(X)
        return
    expected = KMeans(**{**settings, name: 100}).fit(X)
    assert truth.bits(KMeans(**settings).fit(X)) == truth.bits(expected)


@pytest.mark.parametrize("trials", [65_537, 2**31 - 1, 2**31, 2**32 + 1, 2**64 + 1])
def test_trials_beyond_all_sense(trials):
    with pytest.raises(ValueError, match=r"must be an int in the range \[1, 65536\]"):
        kmeans_plusplus(X, 3, n_local_trials=trials)


def test_the_most_trials():
    rows = kmeans_plusplus(X, 3, n_local_trials=65_536, random_state=0)[1]
    assert len(set(rows)) == 3


def test_scikit_learn_agrees_on_views_with_gaps():
    table = np.column_stack([SPARSE.data, SPARSE.indices])
    x = sp.csr_matrix((table[:, 0], SPARSE.indices, SPARSE.indptr), shape=SPARSE.shape)
    assert not x.data.flags.c_contiguous
    theirs = sklearn.cluster.KMeans(3, init=first_rows(SPARSE), n_init=1, tol=0).fit(x)
    ours = KMeans(3, init=first_rows(SPARSE), n_init=1, tol=0).fit(x)
    np.testing.assert_allclose(ours.inertia_, theirs.inertia_, rtol=1e-9)
