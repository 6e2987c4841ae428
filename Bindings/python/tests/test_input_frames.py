"""Data frames and Arrow's columns, read in place where they lie so, with their names."""

import warnings

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import sklearn.cluster
import truth

from swiftkmeans import KMeans, _input

X = truth.clouds(100, 3, dtype=np.float32)
NAMES = ["length", "width", "height"]


def fitted(x):
    return KMeans(4, random_state=0).fit(x)


REFERENCE = truth.bits(fitted(X))


COLUMNS = {name: X[:, i].copy() for i, name in enumerate(NAMES)}
FRAMES = {
    "pandas": pd.DataFrame(X, columns=NAMES),
    "pandas-by-column": pd.DataFrame(COLUMNS),
    "polars": pl.DataFrame(COLUMNS),
    "arrow": pa.table(COLUMNS),
}


@pytest.mark.parametrize("kind", FRAMES)
def test_frames_give_the_bits_of_their_values(kind):
    frame = FRAMES[kind]
    model = fitted(frame)
    assert truth.bits(model) == REFERENCE
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        np.testing.assert_array_equal(model.predict(frame), model.labels_)


@pytest.mark.parametrize("kind", FRAMES)
def test_names_and_types_are_those_of_scikit_learn(kind):
    ours = fitted(FRAMES[kind])
    theirs = sklearn.cluster.KMeans(4, random_state=0).fit(FRAMES[kind])
    assert ours.cluster_centers_.dtype == theirs.cluster_centers_.dtype
    assert ours.n_features_in_ == 3
    names = [getattr(model, "feature_names_in_", None) for model in (ours, theirs)]
    np.testing.assert_array_equal(*names)
    if kind != "arrow":
        assert names[0].tolist() == NAMES


def test_names_that_do_not_fit_are_told():
    model = fitted(pd.DataFrame(X, columns=NAMES))
    with pytest.warns(UserWarning, match="X does not have valid feature names, but KMeans"):
        model.predict(X)
    with pytest.raises(ValueError, match="feature names should match"):
        model.predict(pd.DataFrame(X, columns=["a", "b", "c"]))
    with pytest.warns(UserWarning, match="X has feature names, but KMeans was fitted without"):
        fitted(X).predict(pd.DataFrame(X, columns=NAMES))


def test_names_are_forgotten_by_the_next_fit():
    model = fitted(pd.DataFrame(X, columns=NAMES))
    model.fit(X)
    assert not hasattr(model, "feature_names_in_")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model.predict(X)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_frame_around_an_array_is_not_copied(dtype):
    x = X.astype(dtype)
    frame = pd.DataFrame(x, columns=NAMES, copy=False)
    assert np.shares_memory(_input.points(KMeans(), frame, reset=True), x)


def vectors(dtype=np.float32):
    values = pa.array(X.astype(dtype).ravel())
    return pa.FixedSizeListArray.from_arrays(values, X.shape[1])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_columns_of_vectors_are_not_copied(dtype):
    column = vectors(dtype)
    taken = _input.points(KMeans(), column, reset=True)
    assert taken.dtype == dtype
    assert np.shares_memory(taken, column.values.to_numpy())
    np.testing.assert_array_equal(taken, X)


def test_columns_of_vectors_in_slices_and_chunks():
    column = vectors()
    np.testing.assert_array_equal(
        _input.points(KMeans(), column.slice(10, 20), reset=True), X[10:30]
    )
    chunks = pa.chunked_array([column.slice(0, 40), column.slice(40)])
    assert truth.bits(fitted(chunks)) == REFERENCE
    assert truth.bits(fitted(pa.chunked_array([column]))) == REFERENCE
    no_chunk = pa.chunked_array([], type=column.type)
    with pytest.raises(ValueError, match="0 sample"):
        fitted(no_chunk)


def test_missing_vectors_are_refused():
    holes = pa.array([[1.0, 2.0], None, [3.0, 4.0]], type=pa.list_(pa.float64(), 2))
    with pytest.raises(ValueError, match="1 missing vectors"):
        KMeans(2).fit(holes)


def test_missing_values_of_frames_are_refused():
    holes = pd.DataFrame({"a": [1.0, None, 2.0], "b": [1.0, 2.0, 3.0]})
    with pytest.raises(ValueError, match="row 1, column 0"):
        KMeans(2).fit(holes)
    with pytest.raises(ValueError, match="contains NaN"):
        KMeans(2).fit(pd.DataFrame({"a": pd.array([1, None, 2], dtype="Int64")}))


def test_whole_numbers_of_frames():
    whole = pd.DataFrame({"a": [1, 1, 9, 9], "b": [True, False, True, False]})
    assert sorted(KMeans(2, random_state=0).fit(whole).cluster_centers_[:, 0]) == [1, 9]


def test_series_of_weights():
    weights = pd.Series(2.0 ** (np.arange(len(X)) % 3), index=range(1000, 1000 + len(X)))
    by_series = KMeans(4, random_state=0).fit(X, sample_weight=weights)
    by_array = KMeans(4, random_state=0).fit(X, sample_weight=weights.to_numpy())
    assert truth.bits(by_series) == truth.bits(by_array)
