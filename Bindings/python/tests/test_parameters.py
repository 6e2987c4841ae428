"""Parameters out of their range are refused in scikit-learn's words."""

import re

import numpy as np
import pytest
import sklearn.cluster
from sklearn.base import clone

from swiftkmeans import (
    BisectingKMeans,
    KMeans,
    SphericalKMeans,
    _names,
    k_means,
    kmeans_plusplus,
)

X = np.arange(20.0).reshape(10, 2)
SHARED = [
    ("n_clusters", [0, -1, 1.5, "3", None, np.True_]),
    ("n_init", [0, -1, 1.5, "many", None]),
    ("max_iter", [0, -5, 2.5, "1", None]),
    ("tol", [-1e-9, -1, np.inf, np.nan, "1", None]),
    ("verbose", [-1, 0.5, "loud", None]),
    ("random_state", [-1, 2**32, 0.5, "0"]),
    ("copy_x", [1, 0, "yes", None]),
]
CASES = [(name, value) for name, values in SHARED for value in values]
OWN = [
    ("n_clusters", [True, False]),
    ("order", ["largest", 1, True]),
    ("time_limit", [0, -1, "1", np.nan, True]),
    ("n_threads", [0, -1, 1.5, "1", True]),
    ("max_memory", [0, -1, 1.5, "2", "many", True]),
    ("progress", [1, "bar", object()]),
]


def refusal(kind, name, value):
    with pytest.raises(ValueError) as caught:
        kind(**{"n_clusters": 2, name: value}).fit(X)
    return caught.value


@pytest.mark.parametrize(("name", "value"), CASES, ids=[f"{n}={v!r}" for n, v in CASES])
def test_the_words_are_those_of_scikit_learn(name, value):
    theirs = refusal(sklearn.cluster.KMeans, name, value)
    ours = refusal(KMeans, name, value)
    assert type(ours) is type(theirs)
    assert str(ours) == str(theirs)


@pytest.mark.parametrize("value", ["k-means", 3, None])
def test_init_names_what_there_is(value):
    theirs, ours = refusal(sklearn.cluster.KMeans, "init", value), refusal(KMeans, "init", value)
    names = r"among \{.*?\}"
    assert re.sub(names, "", str(ours)) == re.sub(names, "", str(theirs))
    for name in ("k-means||", *_names.initializations()):
        assert repr(name) in str(ours)


@pytest.mark.parametrize("value", ["fastest", 3, None])
def test_algorithm_names_what_there_is(value):
    theirs = refusal(sklearn.cluster.KMeans, "algorithm", value)
    ours = refusal(KMeans, "algorithm", value)
    names = r"among \{.*?\}"
    assert re.sub(names, "", str(ours)) == re.sub(names, "", str(theirs))
    for name in ("lloyd", "elkan", *_names.algorithms()):
        assert repr(name) in str(ours)


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in OWN for value in values]
)
def test_own_parameters_are_refused_in_like_words(name, value):
    error = refusal(KMeans, name, value)
    assert str(error).startswith(f"The {name!r} parameter of KMeans must be ")
    assert str(error).endswith(f"Got {value!r} instead.")


@pytest.mark.parametrize(
    "good",
    [
        {"n_clusters": np.int64(2)},
        {"n_clusters": np.uint8(2)},
        {"n_init": np.int32(3)},
        {"n_init": True},
        {"order": "size"},
        {"tol": 0},
        {"tol": np.float32(0.5)},
        {"verbose": False},
        {"random_state": np.random.RandomState(0)},
        {"random_state": np.int64(5)},
        {"random_state": 2**32 - 1},
        {"time_limit": np.inf},
        {"time_limit": 10},
        {"n_threads": np.int64(1)},
        {"progress": print, "max_iter": 1},
    ],
)
def test_what_is_in_range_is_taken(good):
    fitted = KMeans(**{"n_clusters": 2, **good}).fit(X)
    assert fitted.cluster_centers_.shape == (2, 2)
    for name, value in good.items():
        assert getattr(fitted, name) is value


def test_parameters_are_checked_by_fit_and_not_before():
    model = KMeans(n_clusters=-3)
    assert clone(model).n_clusters == -3
    with pytest.raises(ValueError, match="'n_clusters'"):
        model.fit(X)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"n_clusters": 0}, "n_clusters"),
        ({"n_local_trials": 0}, "n_local_trials"),
        ({"random_state": -1}, "random_state"),
    ],
)
def test_kmeans_plusplus_refuses_in_the_same_words(arguments, name):
    settings = {"n_clusters": 2, **arguments}
    with pytest.raises(ValueError) as theirs:
        sklearn.cluster.kmeans_plusplus(X, **settings)
    with pytest.raises(ValueError) as ours:
        kmeans_plusplus(X, **settings)
    if name == "n_local_trials":
        assert str(ours.value).startswith(f"The {name!r} parameter of kmeans_plusplus must be")
    else:
        assert str(ours.value) == str(theirs.value)


def test_no_number_of_clusters_is_a_bool():
    words = "The 'n_clusters' parameter of .* must be an int in the range .* Got True instead."
    fitted = BisectingKMeans(3).fit(X)
    for call in (
        lambda: SphericalKMeans(True).fit(X),
        lambda: BisectingKMeans(True).fit(X),
        lambda: kmeans_plusplus(X, True),
        lambda: fitted.cut(True),
    ):
        with pytest.raises(ValueError, match=words):
            call()


def test_k_means_hands_its_parameters_on():
    with pytest.raises(ValueError, match="'max_iter' parameter"):
        k_means(X, 2, max_iter=0)
    with pytest.raises(ValueError, match="n_threads"):
        k_means(X, 2, n_threads=0)
