"""What is wrong with data is said, with the place, before any work."""

import numpy as np
import pytest
import sklearn.cluster
import truth

from swiftkmeans import KMeans, k_means, kmeans_plusplus

X = truth.clouds(60, 3)


def with_value(value, row=17, column=2, dtype=np.float64):
    x = X.astype(dtype)
    x[row, column] = value
    return x


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.nan, "Input X contains NaN.\nKMeans does not accept missing values"),
        (np.inf, "Input X contains infinity or a value too large for dtype"),
        (-np.inf, "Input X contains infinity or a value too large for dtype"),
    ],
)
def test_values_that_are_not_finite_are_placed(value, words, dtype):
    bad = with_value(value, dtype=dtype)
    model = KMeans(3, random_state=0).fit(X)
    for refused in (KMeans(3).fit, model.predict, model.transform, model.score):
        with pytest.raises(ValueError) as caught:
            refused(bad)
        assert str(caught.value).startswith(words)
        assert "row 17, column 2" in str(caught.value)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_functions_refuse_it_too(value):
    for refused in (k_means, kmeans_plusplus):
        with pytest.raises(ValueError, match="row 17, column 2"):
            refused(with_value(value), 3)


def test_the_first_of_several_is_placed():
    bad = with_value(np.nan, row=40, column=0)
    bad[5, 1] = np.nan
    with pytest.raises(ValueError, match="row 5, column 1"):
        KMeans(3, n_threads=3).fit(bad)


def test_values_that_cannot_be_squared():
    with pytest.raises(ValueError, match="(?i)scale"):
        KMeans(3).fit(with_value(1e300))


@pytest.mark.parametrize(
    "bad",
    [
        X[0],
        X[0, 0],
        X[None],
        np.empty((0, 3)),
        np.empty((3, 0)),
        X * 1j,
        np.array([["a", "b"], ["c", "d"]]),
        [["a", 1.0], ["b", 2.0]],
        [[{"a": 1}, 1.0], [2.0, 2.0]],
    ],
    ids=["1d", "scalar", "3d", "no-rows", "no-columns", "complex", "text", "object", "dict"],
)
def test_the_words_are_those_of_scikit_learn(bad):
    with pytest.raises((ValueError, TypeError)) as theirs:
        sklearn.cluster.KMeans(2, n_init=1).fit(bad)
    with pytest.raises(type(theirs.value)) as ours:
        KMeans(2, n_init=1).fit(bad)
    told, _, place = str(ours.value).partition("\nRow ")
    assert told == str(theirs.value)
    assert not place or place.startswith("0, column 0 of X is ")


@pytest.mark.parametrize("method", ["predict", "transform", "score"])
def test_other_numbers_of_features(method):
    words = "X has 2 features, but KMeans is expecting 3 features as input"
    with pytest.raises(ValueError, match=words):
        getattr(KMeans(2).fit(X), method)(X[:, :2])


@pytest.mark.parametrize("method", ["predict", "transform", "score", "get_feature_names_out"])
def test_what_is_not_fitted(method):
    arguments = [] if method == "get_feature_names_out" else [X]
    with pytest.raises(ValueError) as theirs:
        getattr(sklearn.cluster.KMeans(2), method)(*arguments)
    with pytest.raises(type(theirs.value)) as ours:
        getattr(KMeans(2), method)(*arguments)
    assert str(ours.value) == str(theirs.value)


@pytest.mark.parametrize("fit", [KMeans(61).fit, lambda x: kmeans_plusplus(x, 61)])
def test_too_few_points(fit):
    with pytest.raises(ValueError, match=r"n_samples=60 should be >= n_clusters=61\."):
        fit(X)


@pytest.mark.parametrize("init", [X[:2], X[:4], X[:3, :2], X[0], [[1.0, 2.0]]])
def test_starts_of_other_shapes(init):
    with pytest.raises(ValueError) as theirs:
        sklearn.cluster.KMeans(3, init=init, n_init=1).fit(X)
    with pytest.raises(ValueError) as ours:
        KMeans(3, init=init, n_init=1).fit(X)
    first = [str(error.value).splitlines()[0] for error in (ours, theirs)]
    assert first[0] == first[1]


def test_functions_that_give_other_shapes():
    def short(x, n_clusters, random_state):
        return x[: n_clusters - 1]

    with pytest.raises(ValueError, match=r"The shape of the initial centers \(2, 3\)"):
        KMeans(3, init=short).fit(X)


def test_starts_that_are_not_finite():
    with pytest.raises(ValueError):
        KMeans(3, init=with_value(np.nan, row=1)[:3], n_init=1).fit(X)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        (np.ones(59), r"sample_weight.shape == \(59,\), expected \(60,\)!"),
        (np.ones((60, 1)), "Sample weights must be 1D array or scalar"),
        (np.full(60, np.nan), "Input sample_weight contains NaN"),
        (np.full(60, np.inf), "Input sample_weight contains infinity"),
        (np.zeros(60), "Sample weights must contain at least one non-zero number."),
    ],
)
def test_weights_that_will_not_do(weights, words):
    with pytest.raises(ValueError, match=words):
        KMeans(3).fit(X, sample_weight=weights)
    with pytest.raises(ValueError):
        sklearn.cluster.KMeans(3).fit(X, sample_weight=weights)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-1, "sample_weight has the negative weight -1.0 in row 7; weights must be 0 or more"),
        (np.nan, "(?s)sample_weight contains NaN.*row 7"),
        (-np.inf, "(?s)sample_weight contains infinity.*row 7"),
    ],
)
def test_bad_weights_are_placed(value, words):
    weights = np.ones(60)
    weights[7] = value
    for refused in (
        KMeans(3).fit,
        KMeans(3).fit(X).score,
        lambda x, sample_weight: kmeans_plusplus(x, 3, sample_weight=sample_weight),
    ):
        with pytest.raises(ValueError, match=words):
            refused(X, sample_weight=weights)


def test_a_refused_fit_leaves_the_last_result():
    model = KMeans(3, random_state=0).fit(X)
    before = truth.bits(model)
    with pytest.raises(ValueError):
        model.fit(with_value(np.nan))
    assert truth.bits(model) == before
