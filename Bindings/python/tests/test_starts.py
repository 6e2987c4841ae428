"""Where fits start: names, arrays, functions, how many, and which random numbers."""

import time

import numpy as np
import pytest
import scipy.sparse as sp
import truth

from swiftkmeans import BisectingKMeans, KMeans, SphericalKMeans, _names, kmeans_plusplus

X = truth.clouds(400, 2, centers=12)


def first_points(x, n_clusters, random_state):
    return x[:n_clusters]


def fitted(**parameters):
    return KMeans(**{"n_clusters": 12, **parameters}).fit(X)


@pytest.mark.parametrize(
    ("init", "n_init", "runs"),
    [
        ("k-means++", "auto", 1),
        ("k-means||", "auto", 1),
        ("random", "auto", 10),
        (first_points, "auto", 10),
        (X[:12], "auto", 1),
        ("k-means++", 4, 4),
        ("random", 3, 3),
        (first_points, 2, 2),
    ],
    ids=lambda value: getattr(value, "__name__", None) if callable(value) else None,
)
def test_number_of_starts(init, n_init, runs):
    news = []
    fitted(init=init, n_init=n_init, random_state=0, progress=news.append)
    assert len([one for one in news if one.iteration == 0]) == runs


@pytest.mark.parametrize("init", _names.initializations())
@pytest.mark.parametrize("estimator", [KMeans, BisectingKMeans, SphericalKMeans])
def test_all_that_the_engine_draws_by_can_be_named(estimator, init):
    model = estimator(4, init=init, n_init=1, random_state=0).fit(X)
    assert len(model.cluster_centers_) == 4


def test_two_names_of_one_initialization():
    one, other = (fitted(init=name, random_state=0) for name in ("k-means||", "k-means-parallel"))
    assert truth.bits(one) == truth.bits(other)
    greedy = fitted(init="k-means++", random_state=0, max_iter=1)
    plain = fitted(init="k-means++-plain", random_state=0, max_iter=1)
    assert truth.bits(greedy) != truth.bits(plain)


def test_the_best_start_is_kept():
    alone = [fitted(random_state=0, n_init=count) for count in (1, 5, 20)]
    assert alone[0].inertia_ > alone[1].inertia_ >= alone[2].inertia_
    lasts = {}

    def listen(news):
        lasts[news.restart] = news.inertia

    best = fitted(random_state=0, n_init=20, tol=0, progress=listen)
    assert len(lasts) == 20
    np.testing.assert_allclose(best.inertia_, min(lasts.values()), rtol=1e-14)


def test_functions_are_called_for_every_start_and_the_best_is_kept():
    starts = []

    def start(x, n_clusters, random_state):
        starts.append(x[random_state.choice(len(x), n_clusters, replace=False)])
        return starts[-1]

    best = fitted(init=start, n_init=6, random_state=3)
    alone = [fitted(init=centroids, n_init=1) for centroids in starts]
    assert len(alone) == 6
    expected = min(alone, key=lambda model: model.inertia_)
    assert truth.bits(best) == truth.bits(expected)
    assert max(model.inertia_ for model in alone) > best.inertia_


def test_functions_get_what_scikit_learn_gives_them():
    seen = []

    def start(x, n_clusters, random_state):
        seen.append((x, n_clusters, random_state))
        return x[:n_clusters]

    own = np.random.RandomState(0)
    fitted(init=start, n_init=1, random_state=own)
    assert seen[0][0] is X
    assert seen[0][1:] == (12, own)


def test_errors_of_functions_come_out():
    def start(x, n_clusters, random_state):
        raise KeyError("no start today")

    with pytest.raises(KeyError, match="no start today"):
        fitted(init=start)


@pytest.mark.parametrize("n_init", [2, 10])
def test_arrays_are_tried_once(n_init):
    words = f"performing only one init in KMeans instead of n_init={n_init}"
    with pytest.warns(RuntimeWarning, match=words):
        many = fitted(init=X[:12], n_init=n_init)
    assert truth.bits(many) == truth.bits(fitted(init=X[:12], n_init=1))


@pytest.mark.parametrize("init", [X[:12].tolist(), X[:12].astype("f4"), X[:12].copy(order="F")])
def test_starts_of_any_layout(init):
    expected = fitted(init=np.asarray(init, dtype=np.float64), n_init=1)
    assert truth.bits(fitted(init=init, n_init=1)) == truth.bits(expected)


@pytest.mark.parametrize("init", ["k-means++", "random", "k-means||"])
def test_a_number_is_a_seed(init):
    one, same, other = (fitted(init=init, n_init=1, random_state=seed) for seed in (5, 5, 6))
    assert truth.bits(one) == truth.bits(same)
    assert truth.bits(one) != truth.bits(other)
    assert truth.bits(fitted(init=init, n_init=1, random_state=np.uint8(5))) == truth.bits(one)


def test_a_random_state_goes_on():
    state = np.random.RandomState(1)
    first, second = fitted(random_state=state), fitted(random_state=state)
    assert truth.bits(first) != truth.bits(second)
    again = np.random.RandomState(1)
    assert truth.bits(fitted(random_state=again)) == truth.bits(first)
    assert truth.bits(fitted(random_state=again)) == truth.bits(second)


def test_without_a_seed_numpys_counts():
    np.random.seed(4)
    first, second = fitted(), fitted()
    np.random.seed(4)
    assert truth.bits(fitted()) == truth.bits(first)
    assert truth.bits(fitted()) == truth.bits(second)
    assert truth.bits(first) != truth.bits(second)


def test_kmeans_plusplus_draws_what_the_estimator_starts_from():
    for seed in range(5):
        centers, rows = kmeans_plusplus(X, 12, random_state=seed)
        by_name = fitted(random_state=seed, max_iter=1)
        by_array = fitted(init=centers, n_init=1, max_iter=1)
        assert truth.bits(by_name) == truth.bits(by_array)
        np.testing.assert_array_equal(X[rows], centers)


def test_more_trials_draw_better():
    def inertia(trials):
        drawn = [
            kmeans_plusplus(X, 12, random_state=seed, n_local_trials=trials)[0]
            for seed in range(20)
        ]
        return sum(truth.inertia(X, centers) for centers in drawn)

    assert inertia(1) > inertia(4) > inertia(30)


@pytest.mark.parametrize("distinct", [1, 3])
@pytest.mark.parametrize("weights", [None, np.arange(30_000) % 5.0])
@pytest.mark.parametrize("kind", [np.asarray, sp.csr_array])
def test_equal_points_cost_nothing(distinct, weights, kind):
    x = kind(np.repeat(np.arange(distinct) + 1.0, 30_000 // distinct)[:, None] * np.ones(5))

    def cost(clusters):
        """Seconds of the processor, of which other processes take none."""
        tried = []
        for _ in range(3):
            begin = time.process_time()
            _, rows = kmeans_plusplus(x, clusters, sample_weight=weights, random_state=0)
            tried.append(time.process_time() - begin)
        assert len(rows) == clusters
        assert len(np.unique(x[rows[:distinct]].sum(axis=1))) == distinct
        if weights is not None:
            assert weights[rows].all()
        return min(tried)

    assert cost(1000) < 8 * cost(distinct + 2) + 0.02
