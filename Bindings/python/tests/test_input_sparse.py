"""Compressed rows give the bits of the same points laid out densely."""

import sys

import child
import numpy as np
import pytest
import scipy.sparse as sp
import truth

from swiftkmeans import KMeans, _input, _parameters, k_means, kmeans_plusplus


def points(dtype=np.float64, count=300, dimensions=40):
    """Points of which nine values in ten are 0, and some rows all 0."""
    random = np.random.default_rng(0)
    values = random.poisson(3, size=(count, dimensions)) + random.random((count, dimensions))
    values[random.random((count, dimensions)) < 0.9] = 0
    values[::17] = 0
    return values.astype(dtype)


X = points()


def fitted(x, **parameters):
    settings = {"n_clusters": 7, "random_state": 0, "tol": 0, **parameters}
    return KMeans(**settings).fit(x)


REFERENCE = truth.bits(fitted(X))


@pytest.mark.parametrize("trials", [16, 17, 200])
def test_any_number_of_trials_draws_the_same_seeds(trials):
    drawn = [
        kmeans_plusplus(x, 6, random_state=0, n_local_trials=trials)[1]
        for x in (X, sp.csr_matrix(X))
    ]
    np.testing.assert_array_equal(*drawn)


@pytest.mark.parametrize("kind", ["csr", "csc", "coo", "lil", "dok", "bsr"])
@pytest.mark.parametrize("family", ["matrix", "array"])
def test_every_format_gives_the_bits_of_dense_points(kind, family):
    x = getattr(sp, f"{kind}_{family}")(X)
    model = fitted(x)
    assert truth.bits(model) == REFERENCE
    np.testing.assert_array_equal(model.predict(x), model.labels_)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("algorithm", _parameters.algorithm_names())
def test_every_algorithm_and_type(dtype, algorithm):
    x = points(dtype)
    sparse = fitted(sp.csr_matrix(x), algorithm=algorithm)
    assert truth.bits(sparse) == truth.bits(fitted(x))
    assert sparse.cluster_centers_.dtype == dtype
    truth.assert_valid(sparse, x)


@pytest.mark.parametrize("init", ["k-means++", "k-means||", "random", X[:7], sp.csr_array(X[:7])])
@pytest.mark.parametrize("threads", [1, 3])
def test_every_start(init, threads):
    dense = init.toarray() if sp.issparse(init) else init
    sparse = fitted(sp.csr_array(X), init=init, n_init=1, n_threads=threads)
    assert truth.bits(sparse) == truth.bits(fitted(X, init=dense, n_init=1))


def test_functions_get_the_sparse_points():
    seen = []

    def start(x, n_clusters, random_state):
        seen.append(type(x))
        return x[:n_clusters]

    x = sp.csr_array(X)
    model = fitted(x, init=start, n_init=1)
    assert seen == [sp.csr_array]
    assert truth.bits(model) == truth.bits(fitted(X, init=X[:7], n_init=1))


def test_transform_score_and_functions():
    x, model = sp.csr_matrix(X), fitted(X)
    assert model.transform(x).tobytes() == model.transform(X).tobytes()
    weights = 2.0 ** (np.arange(len(X)) % 4)
    assert model.score(x, sample_weight=weights) == model.score(X, sample_weight=weights)
    centers, rows = kmeans_plusplus(x, 5, random_state=1)
    dense_centers, dense_rows = kmeans_plusplus(X, 5, random_state=1)
    np.testing.assert_array_equal(rows, dense_rows)
    np.testing.assert_array_equal(centers, dense_centers)
    for one, other in zip(
        k_means(x, 4, random_state=0, return_n_iter=True),
        k_means(X, 4, random_state=0, return_n_iter=True),
        strict=True,
    ):
        np.testing.assert_array_equal(one, other)


def test_weights():
    weights = np.random.default_rng(1).random(len(X)).round(2)
    sparse = KMeans(5, random_state=0).fit(sp.csr_matrix(X), sample_weight=weights)
    dense = KMeans(5, random_state=0).fit(X, sample_weight=weights)
    assert truth.bits(sparse) == truth.bits(dense)


def test_wide_and_mixed_indices():
    x = sp.csr_matrix(X)
    x.indices, x.indptr = x.indices.astype(np.int64), x.indptr.astype(np.int64)
    assert truth.bits(fitted(x)) == REFERENCE
    x.indices = x.indices.astype(np.int32)
    assert truth.bits(fitted(x)) == REFERENCE
    assert (x.indices.dtype, x.indptr.dtype) == (np.int32, np.int64)


def test_canonical_rows_are_read_in_place():
    x = sp.csr_matrix(X)
    taken = _input.points(KMeans(), x, reset=True)
    for part in ("data", "indices", "indptr"):
        assert np.shares_memory(getattr(taken, part), getattr(x, part))


def test_columns_out_of_order_and_twice_are_put_right_in_a_copy():
    values, columns, rows = [], [], []
    for row, point in enumerate(X):
        for column in np.flatnonzero(point)[::-1]:
            # Halves, so that the sum of both is the value again.
            values += [point[column] / 2] * 2
            columns += [column] * 2
            rows += [row] * 2
    offsets = np.r_[0, np.cumsum(np.bincount(rows, minlength=len(X)))]
    x = sp.csr_matrix((np.array(values), np.array(columns), offsets), shape=X.shape)
    before = x.data.copy(), x.indices.copy(), x.indptr.copy()
    assert truth.bits(fitted(x)) == REFERENCE
    for now, then in zip((x.data, x.indices, x.indptr), before, strict=True):
        np.testing.assert_array_equal(now, then)


def test_zeros_that_are_stored_change_nothing():
    x = sp.csr_matrix(X)
    stored = sp.csr_matrix((np.where(x.data < 2, 0, x.data), x.indices, x.indptr), shape=x.shape)
    assert (stored.data == 0).any()
    assert truth.bits(fitted(stored)) == truth.bits(fitted(stored.toarray()))


def test_nothing_is_changed():
    x = sp.csr_matrix(X)
    before = x.copy()
    model = fitted(x, copy_x=False)
    model.transform(x)
    model.score(x)
    assert (x != before).nnz == 0


def test_whole_numbers_are_widened():
    whole = sp.csr_matrix(X.astype(np.int64))
    assert truth.bits(fitted(whole)) == truth.bits(fitted(X.astype(np.int64)))


def test_all_zero():
    x = sp.csr_matrix((6, 3))
    model = KMeans(1).fit(x)
    assert (model.cluster_centers_.tolist(), model.inertia_) == ([[0, 0, 0]], 0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's own figures")
def test_rows_are_never_expanded_as_a_whole():
    # 2 GB, if they were.
    printed = child.run(
        """
        import numpy as np
        import scipy.sparse as sp
        from swiftkmeans import KMeans

        def peak():
            lines = open("/proc/self/status")
            return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

        rng = np.random.default_rng(0)
        x = sp.random_array((5000, 50_000), density=1e-4, rng=rng, format="csr")
        before = peak()
        model = KMeans(3, random_state=0, max_iter=2).fit(x)
        np.testing.assert_array_equal(model.predict(x), model.labels_)
        print((peak() - before) / 1024)
        """
    )
    assert float(printed) < 300, "megabytes"


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_is_placed(bad):
    x = sp.csr_matrix(X)
    row = 3
    place = x.indptr[row]
    x.data[place] = bad
    kind = "NaN" if np.isnan(bad) else "infinity"
    where = f"row {row}, column {x.indices[place]}"
    with pytest.raises(ValueError, match=kind) as caught:
        fitted(x)
    assert where in str(caught.value)


def test_other_refusals():
    with pytest.raises(ValueError, match="n_samples=2 should be >= n_clusters=3"):
        KMeans(3).fit(sp.csr_matrix(np.eye(2)))
    with pytest.raises(ValueError, match="X has 2 features, but KMeans is expecting 40 features"):
        fitted(X).predict(sp.csr_matrix(np.eye(2)))
    with pytest.raises(ValueError, match="Complex data not supported"):
        KMeans(1).fit(sp.csr_matrix(np.eye(2) * 1j))
    with pytest.raises(TypeError, match="[Ss]parse data was passed"):
        KMeans(2).fit(np.eye(3), sample_weight=sp.csr_matrix(np.ones((3, 1))))
