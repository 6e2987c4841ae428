"""All scores in one call: the command's, and those of the functions one by one."""

import json
import math
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import truth

from swiftkmeans import KMeans, evaluate, metrics

X = truth.clouds(200, 3, centers=4)
LABELS = KMeans(4, random_state=0).fit_predict(X)
CLASSES = np.array(list("abc"))[np.arange(200) % 3]


def answer_of(tmp_path, table, *options):
    table.to_csv(tmp_path / "x.csv", index=False, float_format="%.17g")
    done = subprocess.run(
        [sys.executable, "-m", "swiftkmeans", "evaluate", tmp_path / "x.csv", "--json", "--quiet",
         "--labels-column", "label", *options],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def equal(ours, theirs):
    return math.isnan(ours) if theirs is None else ours == theirs


def check(found, answer):
    assert found.n_samples == answer["points"] and found.n_features == answer["dimensions"]
    assert found.sizes.tolist() == answer["sizes"]
    assert found.within.tolist() == answer["withinSumOfSquares"]
    assert found.between.tolist() == answer["betweenSumOfSquares"]
    assert found.total == answer["totalSumOfSquares"]
    assert found.mean_distances.tolist() == answer["meanDistances"]
    assert [None if one < 0 else one for one in found.nearest] == answer["nearestClusters"]
    theirs = answer["silhouette"] or {"mean": None, "margin": None, "method": None}
    assert equal(found.silhouette, theirs["mean"])
    assert equal(found.silhouette_margin, theirs["margin"])
    assert found.silhouette_method == theirs["method"]
    for name, other in {
        "calinski_harabasz": "calinskiHarabasz", "davies_bouldin": "daviesBouldin",
        "dunn": "dunn", "dunn_of_means": "dunnCentroids", "bic": "bic",
    }.items():  # fmt: skip
        assert equal(getattr(found, name), answer[other]), name
    if answer["truth"] is None:
        assert found.truth is None
        return
    for name, other in {
        "n_samples": "points", "adjusted_rand": "adjustedRand", "rand": "rand",
        "fowlkes_mallows": "fowlkesMallows",
        "normalized_mutual_info": "normalizedMutualInformation", "homogeneity": "homogeneity",
        "completeness": "completeness", "v_measure": "vMeasure", "centroid_index": "centroidIndex",
    }.items():  # fmt: skip
        assert getattr(found.truth, name) == answer["truth"][other], name
    information = answer["truth"]["adjustedMutualInformation"]
    assert equal(found.truth.adjusted_mutual_info, information)
    assert found.truth.contingency.tolist() == answer["truth"]["contingency"]
    assert [str(one) for one in found.truth.classes] == answer["truth"]["classes"]


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
@pytest.mark.parametrize("meaning", [None, "copies", "shares"])
def test_the_bits_of_the_command(tmp_path, metric, meaning):
    weights = None if meaning is None else np.arange(200) % 4
    table = pd.DataFrame(X, columns=list("xyz")).assign(label=LABELS, kind=CLASSES)
    options = ["--truth-column", "kind", "--distance", metric]
    if meaning is not None:
        table = table.assign(w=weights)
        options += ["--weights", "w", "--weights-are", meaning]
    answer = answer_of(tmp_path, table, *options)
    found = evaluate(
        X, LABELS, truth=CLASSES, metric=metric, sample_weight=weights,
        weights_are=meaning or "copies",
    )  # fmt: skip
    check(found, answer)
    assert ("bic" in found.reasons) == (metric == "cosine")


@pytest.mark.parametrize("silhouette", ["exact", "sampled", "simplified", "none"])
def test_silhouettes_and_bounds_of_the_command(tmp_path, silhouette):
    table = pd.DataFrame(X, columns=list("xyz")).assign(label=LABELS)
    answer = answer_of(tmp_path, table, "--silhouette", silhouette, "--bound", "--seed", "5")
    found = evaluate(X, LABELS, silhouette=silhouette, bound=True, random_state=5)
    check(found, answer)
    theirs = answer["bound"]
    assert (found.bound.value, found.bound.method) == (theirs["value"], theirs["method"])
    assert equal(found.bound.excess, theirs["excess"])
    assert found.bound.is_optimal == theirs["isOptimal"]
    assert 0 < found.bound.value <= found.inertia


def test_points_without_labels_or_classes(tmp_path):
    labels, classes = LABELS.copy(), np.arange(200) % 3
    labels[::7], classes[::5] = -1, -1
    table = pd.DataFrame(X, columns=list("xyz")).assign(label=labels, kind=classes)
    answer = answer_of(tmp_path, table, "--truth-column", "kind")
    found = evaluate(X, labels, truth=classes)
    assert found.n_samples == (labels >= 0).sum() and found.clusters.tolist() == [0, 1, 2, 3]
    assert found.truth.n_samples == ((labels >= 0) & (classes >= 0)).sum()
    answer["truth"]["classes"] = [str(one) for one in found.truth.classes]
    check(found, answer)
    with pytest.raises(ValueError, match="No point has a label"):
        evaluate(X, np.full(200, -1))
    with pytest.raises(ValueError, match="has a known class"):
        evaluate(X, LABELS, truth=np.full(200, -1))


def test_scores_are_those_of_the_functions():
    found = evaluate(X, LABELS, truth=CLASSES)
    assert found.silhouette == metrics.silhouette_score(X, LABELS)
    assert found.calinski_harabasz == metrics.calinski_harabasz_score(X, LABELS)
    assert found.davies_bouldin == metrics.davies_bouldin_score(X, LABELS)
    assert found.dunn == metrics.dunn_index(X, LABELS)
    assert found.bic == metrics.bayesian_information_criterion(X, LABELS)
    assert found.truth.adjusted_rand == metrics.adjusted_rand_score(CLASSES, LABELS)
    assert found.reasons == {}
    many = np.tile(X, (101, 1))
    large = evaluate(many, np.tile(LABELS, 101))
    assert math.isnan(large.dunn) and "20,000" in large.reasons["dunn"]
    assert large.silhouette_method == "sampled" and large.silhouette_margin > 0


def test_scores_that_do_not_exist():
    found = evaluate(X, LABELS * 0)
    assert math.isnan(found.silhouette) and math.isnan(found.calinski_harabasz)
    assert "at least 2" in found.reasons["silhouette"] and math.isfinite(found.bic)
    assert found.nearest.tolist() == [-1]
    alone = evaluate(X, np.arange(200))
    assert math.isnan(alone.dunn) and alone.inertia == 0 and "dunn" in alone.reasons
    parts = evaluate(X, LABELS, truth=CLASSES, sample_weight=np.linspace(0.1, 2, 200))
    assert math.isnan(parts.truth.adjusted_mutual_info)
    assert "whole weights" in repr(parts)


def test_tables_for_readers():
    found = evaluate(X, ["<b>" if one else "a" for one in LABELS], truth=CLASSES, bound=True)
    text = repr(found)
    assert text.startswith("2 clusters of 200 points in 3 features\n")
    for name in ("silhouette", "Davies-Bouldin", "adjusted Rand", "bound", "least possible"):
        assert name in text
    html = found._repr_html_()
    assert "&lt;b&gt;" in html and "<b>" not in html


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"metric": "taxi"}, "'metric' parameter of evaluate"),
        ({"silhouette": "quick"}, "'silhouette' parameter of evaluate"),
        ({"bound": 1}, "'bound' parameter"),
        ({"weights_are": "counts"}, "'weights_are' parameter"),
        ({"truth": [1, 2]}, r"inconsistent numbers of samples: \[200, 2\]"),
        ({"truth": np.full(200, np.nan)}, "contains NaN"),
        ({"labels": LABELS[1:]}, r"inconsistent numbers of samples: \[200, 199\]"),
        ({"n_threads": 0}, "'n_threads' parameter"),
        ({"sample_weight": -np.ones(200)}, "negative weight"),
    ],
)
def test_what_cannot_be(parameters, message):
    with pytest.raises(ValueError, match=message):
        evaluate(**{"X": X, "labels": LABELS, **parameters})
    bad = X.copy()
    bad[5, 1] = np.inf
    with pytest.raises(ValueError, match="row 5, column 1"):
        evaluate(bad, LABELS)
