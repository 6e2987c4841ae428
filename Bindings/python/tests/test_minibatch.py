"""``MiniBatchKMeans``: its exact end, and running means against fractions."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
import scipy.sparse
from sklearn.base import clone

from swiftkmeans import KMeans, MiniBatchKMeans
from swiftkmeans._running import RunningSums

RANDOM = np.random.default_rng(5)
X = RANDOM.normal(size=(3000, 4)) * [1, 3, 0.1, 1e6] + RANDOM.integers(0, 6, size=(3000, 1)) * 9
BATCHES = [X[:40], X[40:41], X[41:900], X[900:]]


def _bits(model):
    return model.cluster_centers_.tobytes(), model.counts_.tobytes()


def test_the_end_of_a_fit_is_the_end_of_lloyd():
    model = MiniBatchKMeans(6, batch_size=100, init_size=100, random_state=3).fit(X)
    assert model.stop_reason_ == "labels_unchanged"
    assert model.n_steps_ == len(model.inertia_history_) > model.n_iter_ / 10
    again = KMeans(6, init=model.cluster_centers_, n_init=1, tol=0).fit(X)
    assert again.n_iter_ == 2  # the first finds the labels
    assert np.array_equal(again.cluster_centers_, model.cluster_centers_)
    assert np.array_equal(again.labels_, model.labels_) and again.inertia_ == model.inertia_
    assert np.array_equal(model.counts_, np.bincount(model.labels_, minlength=6))


def test_epochs_end_a_fit_early():
    model = MiniBatchKMeans(6, batch_size=100, init_size=100, max_iter=1, random_state=3).fit(X)
    assert model.stop_reason_ == "max_iter" and model.n_iter_ == 1
    assert np.array_equal(model.predict(X), model.labels_)
    assert model.score(X) == -model.inertia_


def test_labels_need_not_be_kept():
    model = MiniBatchKMeans(6, compute_labels=False, random_state=3).fit(X)
    assert not hasattr(model, "labels_") and not hasattr(model, "inertia_")
    model = MiniBatchKMeans(6, compute_labels=False, random_state=3).partial_fit(X)
    assert not hasattr(model, "labels_")


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.int64])
def test_means_are_those_of_all_points_that_ever_had_the_label(weighted, dtype):
    """The update, step by step, in fractions."""
    start = X[[1, 500, 2000]].astype(dtype).astype(np.float64)
    model = MiniBatchKMeans(3, init=start, n_init=1)
    sums = [[Fraction(0)] * 4 for _ in range(3)]
    totals = [Fraction(0)] * 3
    centroids = start
    for batch in BATCHES[:3]:
        x = batch.astype(dtype)
        weights = (np.arange(len(x)) % 5) * 0.3 if weighted else np.ones(len(x))
        if not weights.any():
            continue
        distances = ((x[:, None].astype(np.float64) - centroids) ** 2).sum(axis=2)
        labels = distances.argmin(axis=1)
        for row, label, weight in zip(x.tolist(), labels, weights.tolist()):
            totals[label] += Fraction(weight)
            for column, value in enumerate(row):
                sums[label][column] += Fraction(weight) * Fraction(value)
        centroids = np.array(
            [
                [float(s / totals[j]) for s in sums[j]] if totals[j] else list(centroids[j])
                for j in range(3)
            ]
        )
        model.partial_fit(x, sample_weight=weights if weighted else None)
        assert np.array_equal(model._centroids, centroids)
        assert model.counts_.tolist() == [float(total) for total in totals]
        assert np.array_equal(model.labels_, model.predict(x))
    assert model.n_steps_ == (2 if weighted else 3)


def test_a_pickled_estimator_goes_on_to_the_same_bits():
    one = MiniBatchKMeans(5, random_state=1)
    for batch in BATCHES:
        one.partial_fit(batch)
    other = MiniBatchKMeans(5, random_state=1)
    for batch in BATCHES:
        other = pickle.loads(pickle.dumps(other)).partial_fit(batch)
    assert _bits(one) == _bits(other)
    for threads in (1, 3):
        third = MiniBatchKMeans(5, random_state=1, n_threads=threads)
        for batch in BATCHES:
            third.partial_fit(scipy.sparse.csr_matrix(batch))
        assert _bits(one) == _bits(third)


def test_batches_go_on_from_a_fit():
    model = MiniBatchKMeans(4, random_state=2).fit(X[:2000])
    before, counts = model.cluster_centers_.copy(), model.counts_.copy()
    model.partial_fit(X[2000:2001])
    (moved,) = np.flatnonzero((model.cluster_centers_ != before).any(axis=1))
    assert model.counts_[moved] == counts[moved] + 1 and model.counts_.sum() == 2001
    expected = (before[moved] * counts[moved] + X[2000]) / (counts[moved] + 1)
    np.testing.assert_allclose(model.cluster_centers_[moved], expected, rtol=1e-14)


def test_clusters_that_no_point_has_joined_take_far_points():
    x = np.array([[0.0], [0.0], [1.0], [9.0]])
    far = np.array([[0.5], [1e3], [-1e3]])
    model = MiniBatchKMeans(3, init=far, n_init=1).partial_fit(x)
    assert sorted(model.counts_) == [1, 1, 2]
    left = MiniBatchKMeans(3, init=far, n_init=1, reassignment_ratio=0).partial_fit(x)
    assert left.counts_.tolist() == [4, 0, 0]
    assert left.cluster_centers_[1:].tolist() == far[1:].tolist()


def test_replaced_centroids_are_where_the_means_go_on():
    model = MiniBatchKMeans(2, random_state=0).partial_fit(X[:50])
    model.cluster_centers_ = model.cluster_centers_ + 1e-3
    before, counts = model.cluster_centers_.copy(), model.counts_.copy()
    model.partial_fit(X[50:51])
    (moved,) = np.flatnonzero((model.cluster_centers_ != before).any(axis=1))
    expected = (before[moved] * counts[moved] + X[50]) / (counts[moved] + 1)
    np.testing.assert_allclose(model.cluster_centers_[moved], expected, rtol=1e-14)


def test_the_first_batch_needs_as_many_points_as_clusters():
    with pytest.raises(ValueError, match="n_samples=3 should be >= n_clusters=5"):
        MiniBatchKMeans(5).partial_fit(X[:3])
    model = MiniBatchKMeans(5, random_state=0).partial_fit(X[:5])
    with pytest.raises(ValueError, match="features"):
        model.partial_fit(X[:5, :2])
    with pytest.raises(ValueError, match="NaN"):
        model.partial_fit([[np.nan] * 4])
    assert model.n_steps_ == 1


@pytest.mark.parametrize(
    "parameters",
    [
        {"batch_size": 0},
        {"max_no_improvement": -1},
        {"init_size": 0},
        {"reassignment_ratio": -0.1},
        {"compute_labels": "yes"},
    ],
)
def test_parameters_are_checked(parameters):
    (name,) = parameters
    with pytest.raises(ValueError, match=name):
        MiniBatchKMeans(**parameters).fit(X)
    with pytest.raises(ValueError, match=name):
        clone(MiniBatchKMeans(**parameters)).partial_fit(X)


@pytest.mark.parametrize("weighted", [False, True])
def test_sums_are_exact(weighted):
    """Values of all sizes, against fractions."""
    for seed in range(4):
        random = np.random.default_rng(seed)
        x = random.normal(size=(60, 3)) * 2.0 ** random.integers(-300, 300, size=(60, 3))
        x[::7] = 0
        x[3] = 5e-324
        weights = random.uniform(size=60) * 2.0 ** random.integers(-90, 90, size=60)
        labels = random.integers(0, 4, size=60)
        sums = RunningSums(5, 3)
        for first in range(0, 60, 25):
            rows = slice(first, first + 25)
            sums.add(x[rows], labels[rows], weights[rows] if weighted else None)
        means, totals = sums.means(np.zeros((5, 3)), np.arange(5)), sums.weights()
        for cluster in range(4):
            own = np.flatnonzero(labels == cluster)
            shares = [Fraction(w) if weighted else 1 for w in weights[own].tolist()]
            assert totals[cluster] == float(sum(shares))
            for column in range(3):
                values = x[own, column].tolist()
                total = sum(share * Fraction(v) for share, v in zip(shares, values))
                assert means[cluster, column] == float(total / sum(shares))
        assert totals[4] == 0 and not means[4].any()


def test_halved_sums_are_those_of_fractions():
    """Exactly, as long as no sum has more than 120 bits."""
    x = np.round(X[:900], 2)
    start = x[[1, 300, 600]]
    model = MiniBatchKMeans(3, init=start, n_init=1, half_life=120, reassignment_ratio=0)
    sums = np.array([[Fraction(0)] * 5 for _ in range(3)])
    centroids, since = start, 0
    for first in range(0, 900, 100):
        batch = x[first : first + 100]
        labels = ((batch[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
        sums = sums / 2 ** (since // 120)
        since = since % 120 + 100
        for row, label in zip(batch.tolist(), labels):
            sums[label] += [Fraction(value) for value in row] + [Fraction(1)]
        centroids = np.array(
            [[float(s / t) for s in own] if t else c for (*own, t), c in zip(sums, centroids)]
        )
        model.partial_fit(batch)
        assert np.array_equal(model._centroids, centroids)
        assert model.counts_.tolist() == [float(total) for total in sums[:, -1]]


def test_halving_drops_what_lies_below_120_bits():
    sums = RunningSums(2, 1)
    sums.add(np.array([[1.0], [2.0**-119], [2.0**-125], [-3.0]]), np.array([0, 0, 0, 1]), None)
    sums.halve(1)
    assert int(sums._units[0, 0]) == 2**119 + 1 and sums._exponents[0] == -120
    for _ in range(1021):
        sums.halve(1)
    sums.add(np.array([[5.0]]), np.array([1]), None)
    assert sums.weights().tolist() == [3 * 2.0**-1022, 1.0]
    for _ in range(4):
        sums.halve(1)
    assert sums.weights().tolist() == [0.0, 0.0625]


def test_a_cluster_whose_points_stay_away_is_revived():
    x = np.array([[0.0], [10.0], [20.0]])
    model = MiniBatchKMeans(3, init=x, n_init=1, half_life=2).partial_fit(np.repeat(x, 40, axis=0))
    for _ in range(14):
        model.partial_fit([[0.0], [0.5], [10.0], [12.5]])
    assert model.cluster_centers_[2, 0] < 13


@pytest.mark.parametrize("half_life", [None, 170])
def test_the_command_finds_the_same_in_a_stream(tmp_path, half_life):
    start, lines = X[[1, 700, 1500, 2900]], "\n".join(",".join(map(repr, r)) for r in X.tolist())
    np.save(tmp_path / "start.npy", start)
    arguments = [] if half_life is None else ["--half-life", f"{half_life}points"]
    done = subprocess.run(
        [sys.executable, "-m", "swiftkmeans", "fit", "-", "-k", "4", "--variant", "stream"]
        + ["--init", str(tmp_path / "start.npy"), "--batch", "100", "--json", "--quiet"]
        + arguments,
        input=lines, capture_output=True, text=True,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    model = MiniBatchKMeans(4, init=start, n_init=1, half_life=half_life)
    for first in range(0, len(X), 100):
        model.partial_fit(X[first : first + 100])
    assert answer["revivals"] == 0
    assert answer["weights"] == model.counts_.tolist()
    assert answer["centroids"] == model._centroids.tolist()
