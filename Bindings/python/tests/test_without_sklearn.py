"""Where scikit-learn and SciPy are not installed, NumPy is enough."""

import subprocess
import sys

import child
import numpy as np
import pytest
import sklearn.cluster
import truth

from swiftkmeans import KMeans

X = truth.clouds(200, 3, dtype=np.float32)

ALONE = """
    import sys
    for name in ("sklearn", "scipy", "pandas", "joblib"):
        sys.modules[name] = None  # What is None here cannot be imported.
    import pickle
    import numpy as np
    import swiftkmeans
    import truth
    from swiftkmeans import BisectingKMeans, KMeans, SphericalKMeans, k_means, kmeans_plusplus

    X = truth.clouds(200, 3, dtype=np.float32)

    def refusal(call):
        try:
            call()
        except ValueError as error:
            return error
        raise AssertionError("nothing was refused")
"""


def alone(code: str) -> str:
    return child.run(ALONE + code)


def test_fits_are_the_same():
    expected = truth.bits(KMeans(4, random_state=3).fit(X))
    printed = alone("""
    model = KMeans(4, random_state=3).fit(X)
    truth.assert_valid(model, X)
    np.testing.assert_array_equal(model.predict(X), model.labels_)
    assert model.score(X) == -model.inertia_
    exact = np.sqrt(truth.squared_distances(X, model._centroids)).astype("f4")
    assert model.transform(X).tobytes() == exact.tobytes()
    assert model.fit_transform(X).tobytes() == exact.tobytes()
    assert (model.fit_predict(X) == model.labels_).all()
    print(truth.bits(model))
    """)
    assert printed.strip() == str(expected)


def test_functions():
    alone("""
    centers, rows = kmeans_plusplus(X, 5, random_state=0)
    np.testing.assert_array_equal(centers, X[rows])
    centroids, labels, inertia = k_means(X, 5, random_state=0)
    assert inertia == KMeans(5, random_state=0).fit(X).inertia_
    """)


def test_other_estimators():
    alone("""
    for kind in (BisectingKMeans, SphericalKMeans):
        model = kind(4, random_state=0).fit(X)
        np.testing.assert_array_equal(model.predict(X), model.labels_)
        assert model.transform(X).shape == (200, 4)
        assert repr(model) == kind.__name__ + "(n_clusters=4, random_state=0)"
        assert "X has 2 features" in str(refusal(lambda: model.predict(X[:, :2])))
    assert "is all 0" in str(refusal(lambda: model.predict(X * 0)))
    """)


def test_scores():
    alone("""
    from swiftkmeans.metrics import silhouette_samples, silhouette_score
    labels = KMeans(4, random_state=0).fit_predict(X)
    for metric in ("euclidean", "cosine"):
        values = silhouette_samples(X, labels, metric=metric)
        assert abs(silhouette_score(X, labels, metric=metric) - values.mean()) < 1e-15
        assert silhouette_score(X, labels, metric=metric, sample_size=90, random_state=0) < 1
    assert "among {'euclidean', 'cosine'}" in str(
        refusal(lambda: silhouette_score(X, labels, metric="l1")))
    """)


def test_parameters_by_name():
    alone("""
    model = KMeans(4, tol=0)
    assert model.get_params()["n_clusters"] == 4
    assert list(model.get_params()) == sorted(KMeans.__init__.__annotations__.keys() - {"return"})
    assert model.set_params(n_clusters=5) is model
    assert model.n_clusters == 5
    assert repr(model) == "KMeans(n_clusters=5, tol=0)"
    assert repr(KMeans()) == "KMeans()"
    assert "Invalid parameter 'k'" in str(refusal(lambda: model.set_params(k=3)))
    """)


def test_pickling_and_names_of_features():
    alone("""
    model = KMeans(4, random_state=0).fit(X)
    again = pickle.loads(pickle.dumps(model))
    assert truth.bits(again) == truth.bits(model)
    assert (again.predict(X) == model.labels_).all()
    assert model.get_feature_names_out().tolist() == ["kmeans0", "kmeans1", "kmeans2", "kmeans3"]
    """)


def test_input_of_all_kinds():
    alone("""
    expected = truth.bits(KMeans(4, random_state=0).fit(X))
    backwards = X[:, ::-1].copy()[:, ::-1]
    for other in (np.asfortranarray(X), X.astype("f8"), X.astype(">f8"), X.tolist(), backwards):
        assert truth.bits(KMeans(4, random_state=0).fit(other)) == expected
    whole = X.astype(int)
    assert KMeans(2).fit(whole).cluster_centers_.dtype == np.float64
    """)


@pytest.mark.parametrize(
    "call",
    [
        "KMeans(0).fit(X)",
        "KMeans(3, tol=-1).fit(X)",
        "KMeans(3, random_state=-1).fit(X)",
        "KMeans(300).fit(X)",
        "KMeans(2).fit(X[0])",
        "KMeans(2).fit(X[:0])",
        "KMeans(2).fit(X[:, :0])",
        "KMeans(2).fit(X * 1j)",
        "KMeans(2).predict(X)",
        "KMeans(2, n_init=1).fit(X).predict(X[:, :2])",
        "KMeans(2).fit(X, sample_weight=np.ones(3))",
    ],
)
def test_the_words_are_those_of_scikit_learn(call):
    names = {"KMeans": sklearn.cluster.KMeans, "X": X, "np": np}
    with pytest.raises(ValueError) as theirs:
        eval(call, names)
    printed = alone(f"""
    error = refusal(lambda: {call})
    print(type(error).__name__)
    print(error)
    """)
    kind, words = printed.rstrip("\n").split("\n", 1)
    assert kind == type(theirs.value).__name__
    assert words == str(theirs.value).rstrip("\n")


def test_warnings():
    alone("""
    import warnings

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        KMeans(3, random_state=0).fit([[0.0], [0.0], [1.0]])
    assert [one.category.__name__ for one in told] == ["ConvergenceWarning"]
    """)


def test_the_command_loads_nothing_of_it():
    code = "import sys, swiftkmeans.__main__; print({'sklearn', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
