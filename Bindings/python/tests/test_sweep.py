"""Sweeps: the command's, to the bit; what they recommend, keep and refuse."""

import json
import math
import os
import pickle
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pandas as pd
import pytest
import truth

import swiftkmeans
from swiftkmeans import KMeans, sweep

#: Four clouds that lie far apart.
X = np.random.RandomState(5).normal(size=(300, 3)) + 20 * (np.arange(300)[:, None] % 4 == range(3))
FOUND = sweep(X, range(2, 8), references=4, stability=2, random_state=7)

#: The columns of the table by the names of the command's answer.
COLUMNS = {
    "clusters": "k", "objective": "inertia", "iterations": "n_iter", "converged": "is_converged",
    "complete": "is_complete", "silhouette": "silhouette", "silhouetteMargin": "silhouette_margin",
    "calinskiHarabasz": "calinski_harabasz", "daviesBouldin": "davies_bouldin", "bic": "bic",
    "stability": "stability", "stabilityDeviation": "stability_deviation",
}  # fmt: skip
CRITERIA = {"calinskiHarabasz": "calinski_harabasz", "daviesBouldin": "davies_bouldin"}


def equal(ours, theirs):
    return math.isnan(ours) if theirs is None else ours == theirs


def check(found, answer):
    """A sweep is that of the command's JSON."""
    for name, column in COLUMNS.items():
        theirs = [entry[name] for entry in answer["entries"]]
        assert len(theirs) == len(found.results_[column])
        assert all(map(equal, found.results_[column].tolist(), theirs)), name
    for row, entry in enumerate(answer["entries"]):
        gap = entry["gap"] or {"value": None, "standardError": None}
        assert equal(found.results_["gap"][row], gap["value"])
        assert equal(found.results_["gap_error"][row], gap["standardError"])
        assert found.sizes(entry["clusters"]).tolist() == entry["sizes"]
    baseline = answer["baselineGap"] or {"value": None, "standardError": None}
    assert equal(found.baseline_gap_, baseline["value"])
    assert equal(found.baseline_gap_error_, baseline["standardError"])
    assert found.reference_points_ == answer["referencePoints"]
    told = {CRITERIA.get(name, name): k for name, k in answer["choices"].items()}
    assert found.choices_ == told
    assert found.best_k_ == answer["recommendation"]["clusters"]
    assert (found.reason_ is None) == (answer["recommendation"]["reason"] is None)
    assert found.n_agreeing_ == answer["recommendation"]["agreeing"]
    assert found.recommendation_ == answer["recommendation"]["text"]


@pytest.mark.parametrize(
    ("count", "options", "parameters"),
    [
        (300, [], {}),
        (12, [], {}),
        (150, ["-k", "1..4", "--references", "0"], {"k": range(1, 5), "references": 0}),
        (
            200,
            ["-k", "5,2,9", "--references", "3", "--stability", "2", "--seed", "11",
             "--restarts", "2", "--silhouette", "simplified"],
            {"k": [5, 2, 9], "references": 3, "stability": 2, "random_state": 11, "n_init": 2,
             "silhouette": "simplified"},
        ),
        (21_000, ["-k", "2..3", "--references", "2"], {"k": (2, 3), "references": 2}),
    ],
)  # fmt: skip
def test_the_bits_of_the_command(tmp_path, count, options, parameters):
    x = truth.clouds(count, 3, centers=3)
    np.save(tmp_path / "x.npy", x)
    done = subprocess.run(
        [sys.executable, "-m", "swiftkmeans", "sweep", tmp_path / "x.npy", "--json", "--quiet",
         *options],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    check(sweep(x, **parameters), json.loads(done.stdout))


def test_weights_as_the_command_has_them(tmp_path):
    random = np.random.default_rng(0)
    x, weights = truth.clouds(120, 2, centers=3), random.integers(0, 5, 120)
    table = pd.DataFrame(x, columns=["a", "b"]).assign(w=weights)
    table.to_csv(tmp_path / "x.csv", index=False, float_format="%.17g")
    for meaning in ("copies", "shares"):
        done = subprocess.run(
            [sys.executable, "-m", "swiftkmeans", "sweep", tmp_path / "x.csv", "--json", "--quiet",
             "-k", "2..4", "--references", "2", "--weights", "w", "--weights-are", meaning],
            capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        found = sweep(
            x, [2, 3, 4], references=2, sample_weight=weights, weights_are=meaning
        )
        check(found, json.loads(done.stdout))


def test_a_recommendation_and_its_clusters():
    assert FOUND.best_k_ == 4 and FOUND.reason_ is None and FOUND.stop_reason_ is None
    assert FOUND.recommendation_.startswith("4 clusters: 5 of 5 criteria agree.")
    assert set(FOUND.choices_.values()) == {4}
    for k in range(2, 8):
        labels, centers = FOUND.labels(k), FOUND.centers(k)
        np.testing.assert_array_equal(labels, truth.labels(X, centers))
        np.testing.assert_array_equal(np.bincount(labels), FOUND.sizes(k))
        assert FOUND.results_["inertia"][k - 2] == truth.inertia(X, centers)
    np.testing.assert_array_equal(FOUND.labels(), FOUND.labels(4))
    with pytest.raises(ValueError, match="k=9 was not tried; there are 2, 3, 4, 5, 6, 7"):
        FOUND.labels(9)


def test_an_estimator_is_a_fitted_one():
    kmeans = FOUND.estimator()
    assert isinstance(kmeans, KMeans) and kmeans.n_clusters == 4
    np.testing.assert_array_equal(kmeans.predict(X), FOUND.labels(4))
    assert kmeans.inertia_ == FOUND.results_["inertia"][2]
    assert kmeans.transform(X).shape == (300, 4) and kmeans.n_features_in_ == 3
    fitted = KMeans(4, random_state=0).fit(X)
    assert {*vars(fitted)} - {"_n_fixed"} == {*vars(kmeans)}
    table = pd.DataFrame(X.astype(np.float32), columns=list("abc"))
    named = sweep(table, [2, 3], references=0).estimator(2)
    assert named.feature_names_in_.tolist() == ["a", "b", "c"]
    assert named.cluster_centers_.dtype == np.float32


def test_tables_for_readers():
    frame = FOUND.to_frame()
    assert frame.index.tolist() == [2, 3, 4, 5, 6, 7] and frame.index.name == "k"
    assert frame["silhouette"].idxmax() == 4
    text = repr(FOUND)
    assert len(text.splitlines()) == 8 and "Calinski-H." in text
    assert text.endswith(FOUND.recommendation_)
    html = FOUND._repr_html_()
    assert html.count("<tr>") == 7 and html.count("<b>") == 5
    assert FOUND.recommendation_ in html
    few = sweep(X, [2, 3], references=0, silhouette="none")
    assert "gap" not in repr(few) and "silhouette" not in repr(few).splitlines()[0]
    assert np.isnan(few.results_["gap"]).all()
    copy = pickle.loads(pickle.dumps(FOUND))
    assert repr(copy) == text
    np.testing.assert_array_equal(copy.labels(5), FOUND.labels(5))


def test_no_clear_number():
    flat = np.random.default_rng(0).random((200, 2))
    found = sweep(flat, range(2, 6))
    assert found.best_k_ is None and found.reason_ == "like_uniform_data"
    with pytest.raises(ValueError, match="No k is recommended, so give one. No clear k"):
        found.labels()
    equal_points = sweep(np.ones((30, 2)), [2, 3], references=0)
    assert equal_points.reason_ == "all_equal"
    assert sweep(X, 3).reason_ == "too_little"
    assert sweep(X, [2, 3, 4]).reason_ == "end_of_range"


def test_the_same_bits_for_any_threads():
    for threads in (1, 3):
        found = sweep(X, range(2, 8), references=4, stability=2, random_state=7, n_threads=threads)
        for name, column in FOUND.results_.items():
            if name != "seconds":
                np.testing.assert_array_equal(found.results_[name], column)


def test_progress():
    news = []
    sweep(X, [2, 3], references=2, progress=news.append)
    # Two fits, one of them again, their scores, and the uniform data.
    assert len(news) == 3 + 2 + 2 == news[0].total
    assert sorted(one.done for one in news) == list(range(1, 8))
    assert [one.k for one in news].count(None) == 2 and max(one.share for one in news) == 1

    class Bar:
        made, moved, closed = 0, 0, 0

        def __init__(self, desc, total):
            Bar.made += total

        def update(self, steps):
            Bar.moved += steps

        def close(self):
            Bar.closed += 1

    sweep(X, [2, 3], references=2, progress=Bar)
    assert (Bar.made, Bar.moved, Bar.closed) == (7, 7, 1)

    def fail(one):
        raise LookupError(f"step {one.done}")

    begin = time.process_time()
    with pytest.raises(LookupError, match="step 1"):
        sweep(np.random.default_rng(0).random((20_000, 8)), range(2, 400), progress=fail)
    assert time.process_time() - begin < 8, "the sweep went on"
    early = sweep(X, range(2, 8), progress=lambda one: one.done == 3)
    assert early.stop_reason_ == "interrupted" and early.results_["k"].tolist() == [2, 3, 4]
    assert "Interrupted" in repr(early) and not early.results_["is_complete"].all()


def test_a_time_limit():
    x = np.random.default_rng(0).random((50_000, 8))
    found = sweep(x, range(2, 300), time_limit=1.5)
    assert found.stop_reason_ == "time_limit" and 0 < len(found.results_["k"]) < 298
    assert "The time was up" in repr(found)
    with pytest.raises(TimeoutError, match="before any k was clustered"):
        sweep(x, [20_000], time_limit=0.05)


@pytest.mark.parametrize("progress", [None, lambda news: None])
def test_interruption(progress):
    x = np.random.default_rng(0).random((20_000, 8))
    timer = threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        sweep(x, range(2, 400), progress=progress)
    timer.join()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"k": []}, "k has no number of clusters"),
        ({"k": 0}, r"'k' parameter of sweep must be an int in the range \[1, inf\)"),
        ({"k": [2, 2.5]}, "'k' parameter of sweep"),
        ({"k": [True]}, "'k' parameter of sweep"),
        ({"k": "2..5"}, "'k' parameter of sweep"),
        ({"k": [2, 301]}, "n_samples=300 should be >= n_clusters=301"),
        ({"n_init": 0}, "'n_init' parameter"),
        ({"n_init": 10**9}, "the number of restarts is 1000000000"),
        ({"references": 1}, "the number of references is 1; it must be 0, or at least 2"),
        ({"references": -1}, "'references' parameter"),
        ({"silhouette": "quick"}, "'silhouette' parameter of sweep must be a str among"),
        ({"stability": -1}, "'stability' parameter"),
        ({"weights_are": "counts"}, "'weights_are' parameter"),
        ({"random_state": -1}, "'random_state' parameter"),
        ({"n_threads": 0}, "'n_threads' parameter"),
        ({"time_limit": 0}, "'time_limit' parameter"),
        ({"progress": 3}, "'progress' parameter"),
        ({"sample_weight": np.full(300, 1e-200)}, "give weights_are='shares'"),
        ({"sample_weight": [1, 2]}, "sample_weight.shape"),
    ],
)
def test_what_cannot_be(parameters, message):
    with pytest.raises(ValueError, match=message):
        sweep(X, **{"k": [2, 3], "references": 0, **parameters})


def test_points_that_cannot_be_clustered():
    bad = X.copy()
    bad[5, 1] = np.nan
    with pytest.raises(ValueError, match=r"(?s)sweep does not accept missing.*row 5, column 1"):
        sweep(bad, [2, 3])
    with pytest.raises(ValueError, match="Expected 2D array"):
        sweep(X[0], [2, 3])
    assert swiftkmeans.sweep is sweep
