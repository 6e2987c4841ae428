"""The estimator among scikit-learn's others: cloned, searched over, in a pipeline, pickled."""

import copy
import pickle
import warnings

import numpy as np
import pandas as pd
import polars as pl
import pytest
import sklearn.cluster
import truth
from sklearn.base import clone, is_clusterer
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from swiftkmeans import KMeans, SphericalKMeans, k_means

X = truth.clouds(300, 4, dtype=np.float32)


def fitted(**parameters):
    return KMeans(**{"n_clusters": 5, "random_state": 0, **parameters}).fit(X)


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickled_estimators_predict_the_same(protocol):
    model = fitted()
    again = pickle.loads(pickle.dumps(model, protocol))
    new = truth.clouds(500, 4, seed=4)
    np.testing.assert_array_equal(again.predict(new), model.predict(new))
    assert truth.bits(again) == truth.bits(model)
    assert truth.bits(copy.deepcopy(model)) == truth.bits(model)
    assert truth.bits(again.fit(X)) == truth.bits(model)


def test_clones_have_the_parameters_and_nothing_else():
    model = fitted(init=X[:5], n_init=1, tol=0.25, time_limit=9.0, n_threads=2)
    other = clone(model)
    assert not hasattr(other, "cluster_centers_")
    for name, value in model.get_params().items():
        np.testing.assert_array_equal(getattr(other, name), value)


def test_parameters_by_name():
    model = KMeans()
    theirs = sklearn.cluster.KMeans().get_params()
    own = {"order": None, "time_limit": None, "n_threads": None, "progress": None}
    own |= {"warm_start": False, "fixed_centers": None, "max_memory": None}
    own |= {"quality": "fast", "effort": None}
    assert model.get_params() == {**theirs, **own}
    assert model.set_params(n_clusters=3, tol=0) is model
    assert (model.n_clusters, model.tol) == (3, 0)
    with pytest.raises(ValueError, match="Invalid parameter 'clusters'"):
        model.set_params(clusters=3)
    assert repr(KMeans(3, tol=0)) == "KMeans(n_clusters=3, tol=0)"
    assert is_clusterer(model)


def test_parameters_after_the_first_are_by_name_only():
    with pytest.raises(TypeError):
        KMeans(3, "random")


def test_grids_are_searched():
    search = GridSearchCV(KMeans(random_state=0), {"n_clusters": [2, 5, 9]}, cv=3).fit(X)
    assert search.best_params_ == {"n_clusters": 9}
    assert search.best_score_ < 0
    assert search.best_estimator_.cluster_centers_.shape == (9, 4)


def test_pipelines():
    pipe = make_pipeline(StandardScaler(), KMeans(4, random_state=0))
    labels = pipe.fit_predict(X)
    scaled = StandardScaler().fit_transform(X)
    np.testing.assert_array_equal(labels, truth.labels(scaled, pipe[-1]._centroids))
    np.testing.assert_array_equal(pipe.predict(X), labels)
    assert pipe.transform(X).shape == (len(X), 4)
    assert pipe.get_feature_names_out().tolist() == [f"kmeans{i}" for i in range(4)]
    assert pipe.score(X) == -truth.inertia(scaled, pipe[-1]._centroids)


@pytest.mark.parametrize(("library", "kind"), [("pandas", pd.DataFrame), ("polars", pl.DataFrame)])
def test_frames_come_out_where_they_are_asked_for(library, kind):
    model = fitted()
    plain = model.transform(X)
    for frame in (
        model.set_output(transform=library).transform(X),
        clone(model).set_output(transform=library).fit_transform(X),
    ):
        assert isinstance(frame, kind)
        assert list(frame.columns) == [f"kmeans{i}" for i in range(5)]
        np.testing.assert_array_equal(frame.to_numpy(), plain)


def test_fit_and_use_at_once():
    model = fitted()
    np.testing.assert_array_equal(KMeans(5, random_state=0).fit_predict(X), model.labels_)
    at_once = KMeans(5, random_state=0).fit_transform(X)
    assert at_once.tobytes() == model.transform(X).tobytes()
    weights = 2.0 ** (np.arange(len(X)) % 3)
    weighted = KMeans(5, random_state=0).fit(X, sample_weight=weights)
    np.testing.assert_array_equal(
        KMeans(5, random_state=0).fit_predict(X, sample_weight=weights), weighted.labels_
    )
    assert (
        KMeans(5, random_state=0).fit_transform(X, sample_weight=weights).tobytes()
        == weighted.transform(X).tobytes()
    )


def test_fit_returns_itself_and_takes_labels_in_vain():
    model = KMeans(5, random_state=0)
    assert model.fit(X, np.ones(len(X))) is model
    assert truth.bits(model) == truth.bits(fitted())


def test_another_fit_with_another_number_of_features():
    model = fitted()
    model.set_params(n_clusters=3).fit(X[:, :2])
    assert (model.n_features_in_, model.cluster_centers_.shape) == (2, (3, 2))
    assert model.transform(X[:, :2]).shape == (300, 3)
    assert model.get_feature_names_out().tolist() == ["kmeans0", "kmeans1", "kmeans2"]
    assert truth.bits(model) == truth.bits(KMeans(3, random_state=0).fit(X[:, :2]))


def test_fewer_distinct_points_than_clusters_are_told():
    x = np.repeat([[0.0], [1.0]], 10, axis=0)
    words = r"Number of distinct clusters \(2\) found smaller than n_clusters \(3\)"
    with pytest.warns(sklearn.exceptions.ConvergenceWarning, match=words):
        model = KMeans(3, random_state=0).fit(x)
    assert model.inertia_ == 0
    assert np.isfinite(model.cluster_centers_).all()


def test_elkan_with_one_cluster_is_told():
    with pytest.warns(RuntimeWarning, match="algorithm='elkan' doesn't make sense"):
        KMeans(1, algorithm="elkan").fit(X)


def test_usual_fits_say_nothing(capfd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fitted(n_init=2).predict(X)
    assert capfd.readouterr() == ("", "")


def test_k_means_is_the_estimator():
    model = fitted(tol=0)
    centroids, labels, inertia, iterations = k_means(
        X, 5, random_state=0, tol=0, return_n_iter=True
    )
    assert centroids.tobytes() == model.cluster_centers_.tobytes()
    assert labels.tobytes() == model.labels_.tobytes()
    assert (inertia, iterations) == (model.inertia_, model.n_iter_)
    assert len(k_means(X, 5, random_state=0)) == 3


def test_order_numbers_the_clusters():
    plain = fitted()
    sizes = np.bincount(plain.labels_)
    by_size, by_first = fitted(order="size"), fitted(order="first")
    assert np.bincount(by_size.labels_).tolist() == sorted(sizes, reverse=True)
    assert by_first.cluster_centers_[:, 0].tolist() == sorted(plain.cluster_centers_[:, 0])
    for model in (by_size, by_first):
        assert sorted(map(tuple, model._centroids)) == sorted(map(tuple, plain._centroids))
        np.testing.assert_array_equal(model.predict(X), model.labels_)
    start = fitted(order="first", init=lambda x, k, random_state: x[:k], n_init=2)
    assert start.cluster_centers_[:, 0].tolist() == sorted(start.cluster_centers_[:, 0])
    centroids, labels, _ = k_means(X, 5, random_state=0, order="size")
    assert centroids.tobytes() == by_size.cluster_centers_.tobytes()
    directions = SphericalKMeans(5, random_state=0, order="size").fit(X)
    assert (np.diff(np.bincount(directions.labels_)) <= 0).all()
