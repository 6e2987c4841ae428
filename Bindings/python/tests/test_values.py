"""What users' arrays hold is read as it was meant, or refused with its place and what to do."""

import datetime

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import scipy.sparse as sp
import sklearn.cluster
import truth

from swiftkmeans import KMeans, SphericalKMeans, _input, k_means, kmeans_plusplus
from swiftkmeans.metrics import silhouette_score

X = truth.clouds(40, 3).round()


def masked(row=17, column=2):
    x = np.ma.masked_array(X.copy(), mask=False)
    x[row, column] = -999
    return np.ma.masked_values(x, -999)


TAKERS = {
    "fit": KMeans(2).fit,
    "spherical": SphericalKMeans(2).fit,
    "predict": KMeans(2, random_state=0).fit(X).predict,
    "k_means": lambda x: k_means(x, 2),
    "kmeans_plusplus": lambda x: kmeans_plusplus(x, 2),
    "silhouette": lambda x: silhouette_score(x, np.arange(len(X)) % 2),
}


@pytest.mark.parametrize("taker", TAKERS)
@pytest.mark.parametrize("wrap", [lambda x: x, list], ids=["array", "rows"])
def test_masked_values_are_refused(taker, wrap):
    with pytest.raises(ValueError, match="(?s)X has a masked value in row 17, column 2.*X.filled"):
        TAKERS[taker](wrap(masked()))


def test_the_advice_for_masks_can_be_followed():
    x = masked()
    assert len(KMeans(2).fit(np.ma.compress_rows(x)).labels_) == len(X) - 1
    assert len(KMeans(2).fit(x.filled(0)).labels_) == len(X)


def test_several_masked_values_are_counted():
    x = masked()
    x[20:22, 0] = np.ma.masked
    with pytest.raises(ValueError, match="3 masked values, the first in row 17, column 2"):
        KMeans(2).fit(x)


@pytest.mark.parametrize("mask", [False, np.zeros(X.shape, dtype=bool), np.ma.nomask])
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.int16])
def test_masks_of_nothing_do_not_matter(mask, dtype):
    x = X.astype(dtype)
    found = KMeans(3, random_state=0).fit(np.ma.masked_array(x, mask=mask))
    assert truth.bits(found) == truth.bits(KMeans(3, random_state=0).fit(x))


def test_masks_of_weights_starts_and_labels():
    weights = np.ma.masked_less(np.arange(40.0), 1)
    with pytest.raises(ValueError, match="sample_weight has a masked value in row 0; .*filled"):
        KMeans(2).fit(X, sample_weight=weights)
    KMeans(2).fit(X, sample_weight=weights.filled(0))
    with pytest.raises(ValueError, match="init has a masked value in row 1, column 2"):
        KMeans(2, init=masked(1)[:2], n_init=1).fit(X)
    with pytest.raises(ValueError, match="init has a masked value in row 1, column 2"):
        KMeans(2, init=lambda x, k, random_state: masked(1)[:2]).fit(X)
    labels = np.ma.masked_equal(np.arange(40) % 3, 2)
    with pytest.raises(ValueError, match="labels has 13 masked values, the first in row 2"):
        silhouette_score(X, labels)


VECTORS = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
COLUMN = {"a": [1.0, 2.0, 3.0], "v": VECTORS}
VECTOR_OBJECTS = np.empty(3, dtype=object)
VECTOR_OBJECTS[:] = [np.array(v) for v in VECTORS]
WITH_LIST = np.array([[1.0, 2.0], [3.0, None], [5.0, 6.0]], dtype=object)
WITH_LIST[1, 1] = [7, 8, 9]


@pytest.mark.parametrize(
    ("x", "place", "advice"),
    [
        (pd.DataFrame(COLUMN), r"Row 0, column 1 \('v'\) of X holds a list of 2", r"X\['v'\]"),
        (pd.DataFrame(COLUMN)["v"], "", ""),
        (pl.DataFrame(COLUMN), r"Row 0, column 1 \('v'\) of X holds a Series of 2", r"X\['v'\]"),
        (pa.table(COLUMN), r"Row 0, column 1 \('v'\) of X holds a list of 2", r"X\['v'\]"),
        (VECTOR_OBJECTS, "Row 0 of X holds a ndarray of 2", r"numpy.array\(list\(X\)\)"),
        (pa.array(VECTORS), "Row 0 of X holds a list of 2", r"numpy.array\(X.to_pylist\(\)\)"),
        (WITH_LIST, "Row 1, column 1 of X holds a list of 3", "a column"),
        (WITH_LIST.tolist(), "Row 1, column 1 of X holds a list of 3", "a column"),
        ([[1.0, 2.0], [3.0]], "Row 1 of X holds a list of 1", "row 0 holds 2"),
    ],
    ids=[
        "pandas", "series", "polars", "arrow", "array of arrays", "arrow lists", "objects", "lists",
        "ragged",
    ],
)
def test_lists_among_numbers_are_placed(x, place, advice):
    with pytest.raises(ValueError, match=f"(?s){place}.*{advice}") as caught:
        KMeans(2).fit(x)
    assert "setting an array element" not in str(caught.value)


def test_the_advice_for_lists_can_be_followed():
    for x in (
        np.array(list(pd.DataFrame(COLUMN)["v"])),
        np.array(list(pl.DataFrame(COLUMN)["v"])),
        np.array(list(VECTOR_OBJECTS)),
        np.array(pa.array(VECTORS).to_pylist()),
    ):
        np.testing.assert_array_equal(_input.points(None, x, reset=False), VECTORS)


TEXT = {"a": [1.0, 2.0, 3.0], "name": ["7", "8", "abc"]}


@pytest.mark.parametrize(
    "x",
    [
        pd.DataFrame(TEXT),
        pd.DataFrame(TEXT).astype({"name": "string"}),
        pd.DataFrame(TEXT).astype({"name": "category"}),
        pl.DataFrame(TEXT),
        pl.DataFrame(TEXT).cast({"name": pl.Categorical}),
        pa.table(TEXT),
        np.array([TEXT["a"], TEXT["name"]], dtype=object).T,
        np.array([["1", "2"], ["1", "7"], ["1", "abc"]]),
    ],
    ids=["pandas", "string", "category", "polars", "polars category", "arrow", "objects", "text"],
)
def test_text_is_placed(x):
    with pytest.raises(ValueError, match="could not convert string to float") as caught:
        KMeans(2).fit(x)
    assert "Row 2, column 1" in str(caught.value) and "'abc'" in str(caught.value)


@pytest.mark.parametrize(
    "column",
    [
        pd.array([1, None, 3], dtype="Int64"),
        pd.array([1, None, 3], dtype="Int8"),
        pd.array([1, None, 3], dtype="Float32"),
        pd.array([True, None, True], dtype="boolean"),
        pd.array([1, None, 3], dtype=pd.ArrowDtype(pa.int16())),
        pd.Categorical([1, None, 3]),
    ],
    ids=["Int64", "Int8", "Float32", "boolean", "arrow", "category"],
)
def test_missing_values_of_nullable_types_are_placed(column):
    x = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": column})
    with pytest.raises(ValueError, match="contains NaN(?s:.*)row 1, column 1"):
        KMeans(2).fit(x)


@pytest.mark.parametrize("kind", [pl.DataFrame, pa.table])
def test_missing_values_of_other_tables_are_placed(kind):
    with pytest.raises(ValueError, match="contains NaN(?s:.*)row 1, column 1"):
        KMeans(2).fit(kind({"a": [1, 2, 3], "b": [1, None, 3]}))


def test_missing_weights_are_placed():
    for weights in (pd.array([1, None] + [3] * 38, dtype="Int64"), [1, None] + [3] * 38):
        with pytest.raises(ValueError, match="sample_weight contains NaN(?s:.*)ow 1"):
            KMeans(2).fit(X, sample_weight=weights)


DAYS = np.array([["2020-01-01"], ["2020-01-02"], ["2020-03-01"]], dtype="M8[ns]")


def test_times_are_numbers_where_scikit_learn_takes_them():
    theirs = sklearn.cluster.KMeans(2, n_init=1, random_state=0).fit(DAYS)
    ours = KMeans(2, random_state=0).fit(DAYS)
    centers = [sorted(model.cluster_centers_[:, 0]) for model in (ours, theirs)]
    assert centers[0] == centers[1]


@pytest.mark.parametrize("kind", [np.asarray, pd.DataFrame])
def test_missing_times_are_refused(kind):
    holes = DAYS.copy()
    holes[1] = np.datetime64("NaT")
    with pytest.raises(ValueError, match="(?s)contains NaN.*Row 1, column 0 of X is NaT"):
        KMeans(2).fit(kind(holes))


@pytest.mark.parametrize(
    "times",
    [
        DAYS[:, 0],
        DAYS[:, 0] - DAYS[0, 0],
        pd.Series(DAYS[:, 0]).dt.tz_localize("Europe/Berlin"),
        [datetime.date(2020, 1, day) for day in (1, 2, 3)],
    ],
    ids=["times", "spans", "zones", "dates"],
)
def test_times_beside_numbers_are_placed(times):
    x = pd.DataFrame({"a": [1.0, 2.0, 3.0], "when": times})
    with pytest.raises(ValueError, match=r"Row 0, column 1 \('when'\) of X is the time") as caught:
        KMeans(2).fit(x)
    assert "days since" in str(caught.value)


LARGE = [[2**53 + step] for step in range(8)]


@pytest.mark.parametrize(
    "x",
    [
        np.array(LARGE),
        np.array(LARGE, dtype=np.uint64),
        -np.array(LARGE),
        LARGE,
        [[2**64 + row[0]] for row in LARGE],
        pd.DataFrame(LARGE),
        pd.DataFrame(LARGE, dtype="Int64"),
        pd.DataFrame({"a": [0.5] * 8, "b": np.ravel(LARGE)}),
        pl.DataFrame({"b": np.ravel(LARGE)}),
        pa.table({"b": np.ravel(LARGE)}),
    ],
    ids=[
        "int64", "uint64", "negative", "list", "objects", "pandas", "Int64", "mixed", "polars",
        "arrow",
    ],
)
def test_whole_numbers_that_would_become_equal_are_refused(x):
    words = "of X is -?[0-9]+, which float64 can only round(?s:.*)X.min"
    for fit in (KMeans(2).fit, lambda x: kmeans_plusplus(x, 2)):
        with pytest.raises(ValueError, match=words):
            fit(x)


def test_the_advice_for_large_whole_numbers_can_be_followed():
    x = np.array(LARGE)
    model = KMeans(8, random_state=0).fit(x - x.min(axis=0))
    assert sorted(model.labels_) == list(range(8))


def test_large_whole_numbers_that_lose_nothing_are_taken():
    stamps = np.arange(100)[:, None] * 86_400_000_000_000 + 1_600_000_000_000_000_001
    for x in (np.array(LARGE)[::2], stamps, np.full((5, 1), 2**53 + 1), [[2**80], [2**90]]):
        KMeans(1).fit(x).predict(x[:1])
    model = KMeans(2, random_state=0).fit(stamps)
    np.testing.assert_array_equal(model.predict(stamps), model.labels_)
    model.predict(stamps[3:5])


NARROW = [np.int8, np.int16, np.uint16, np.float16]


@pytest.mark.parametrize("dtype", NARROW)
def test_narrow_numbers_take_half_the_memory(dtype):
    x = X.clip(0, 100).astype(dtype)
    frame = pd.DataFrame(x)
    for given in (x, np.asfortranarray(x), x.astype(x.dtype.newbyteorder()), sp.csr_array(
        x.astype(np.int8)), frame, pl.from_pandas(frame) if dtype != np.float16 else frame,
        pa.table({str(i): x[:, i] for i in range(3)})):
        taken = _input.points(None, given, reset=False)
        assert taken.dtype == np.float32, type(given)
        if not sp.issparse(taken):
            np.testing.assert_array_equal(taken, x)
    for kind in (x, frame):
        model = KMeans(3, random_state=0).fit(kind)
        wide = KMeans(3, random_state=0).fit(x.astype(np.float64))
        assert truth.bits(model) == truth.bits(wide)
        assert model.cluster_centers_.tobytes() == wide.cluster_centers_.tobytes()
        assert model.transform(kind).tobytes() == wide.transform(x.astype(np.float64)).tobytes()
        assert kmeans_plusplus(kind, 2, random_state=0)[0].dtype == np.float64


def test_bytes_and_truth_values_stay_bytes():
    flags = X > X.mean()
    assert np.shares_memory(_input.points(KMeans(), flags, reset=True), flags)
    for x in (flags[::2], np.asfortranarray(X.clip(0, 255).astype(np.uint8))):
        taken = _input.points(KMeans(), x, reset=True)
        assert taken.dtype == np.uint8 and taken.flags.c_contiguous
        np.testing.assert_array_equal(taken, x)
    assert KMeans(2).fit(flags).cluster_centers_.dtype == np.float64
    assert kmeans_plusplus(flags, 2)[0].dtype == np.float64


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("kind", [np.asarray, lambda init: lambda x, k, random_state: init])
@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.nan, "Input init contains NaN.\nIt is in row 1, column 2"),
        (np.inf, "Input init contains infinity.\nIt is in row 1, column 2"),
        (-1e200, "Input init contains a value of size 1e\\+200(?s:.*)row 1, column 2"),
    ],
)
def test_starts_are_blamed_for_their_own_faults(dtype, kind, value, words):
    init = X[:3].copy()
    init[1, 2] = value
    init[2, 0] = np.inf
    with pytest.raises(ValueError, match=words):
        KMeans(3, init=kind(init), n_init=1).fit(X.astype(dtype))


def test_starts_that_hold_no_numbers():
    init = pd.DataFrame({"a": [1.0, 2.0], "b": pd.array([1, None], dtype="Int64"), "c": [1, 2]})
    with pytest.raises(ValueError, match="Input init contains NaN(?s:.*)ow 1, column 1"):
        KMeans(2, init=init, n_init=1).fit(X)
    with pytest.raises(ValueError, match="Row 1, column 2 of init is the text 'x'"):
        KMeans(2, init=[[1, 2, 3], [1, 2, "x"]], n_init=1).fit(X)


@pytest.mark.parametrize(
    ("x", "words"),
    [
        (np.zeros(3, dtype=[("a", "i4"), ("b", "f8")]), "X is an array of records; .*unstructured"),
        ({"a": [1, 2, 3]}, "(?s)argument must be.*X is a dict; give an array"),
        ({1, 2, 3}, "X is a set; give an array"),
        (iter(VECTORS), "X is a list_iterator; give an array"),
    ],
    ids=["records", "dict", "set", "iterator"],
)
def test_what_has_no_rows_is_told(x, words):
    with pytest.raises(TypeError, match=words):
        KMeans(2).fit(x)
