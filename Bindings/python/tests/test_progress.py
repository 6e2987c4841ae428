"""News of a fit that is under way: callbacks, bars, and what ``verbose`` prints."""

import re

import numpy as np
import pytest
import sklearn.cluster
import tqdm
import truth

from swiftkmeans import KMeans, Progress

X = truth.clouds(1500, 3, centers=10)


def fitted(**parameters):
    settings = {"n_clusters": 15, "random_state": 0, "tol": 0, **parameters}
    return KMeans(**settings).fit(X)


@pytest.mark.parametrize("threads", [1, 2])
def test_every_start_and_iteration_is_told_in_turn(threads):
    news = []
    model = fitted(n_init=3, progress=news.append, n_threads=threads)
    assert all(type(one) is Progress for one in news)
    assert {one.restarts for one in news} == {3}
    for restart in range(3):
        # A draw that takes long is told, too.
        run = [one for one in news if one.restart == restart and not one.expected]
        assert [one.iteration for one in run] == list(range(len(run)))
        assert np.isnan([run[0].inertia, run[0].center_shift]).all()
        assert np.isfinite([(one.inertia, one.center_shift) for one in run[1:]]).all()
    assert news == sorted(news, key=lambda one: (one.restart, one.iteration, one.drawn))
    kept = [[one.inertia for one in news if one.restart == i and one.iteration] for i in range(3)]
    assert model.inertia_history_.tolist() in kept


def test_news_change_no_bit():
    assert truth.bits(fitted(progress=lambda news: None)) == truth.bits(fitted())


def test_a_long_draw_is_told():
    news = []

    def listen(one):
        news.append(one)
        if one.expected:
            raise KeyboardInterrupt

    points = np.random.default_rng(0).normal(size=(60_000, 24))
    with pytest.raises(KeyboardInterrupt):
        KMeans(50_000, random_state=0, progress=listen).fit(points)
    assert [one.iteration for one in news] == [0, 0]
    assert (news[0].drawn, news[0].expected) == (0, 0)
    assert 0 < news[1].drawn < news[1].expected == 50_000


def test_shifts_are_the_ways_of_the_centroids():
    news = []
    model = fitted(progress=news.append, max_iter=2)
    before = fitted(max_iter=1)
    way = ((model._centroids - before._centroids) ** 2).sum()
    np.testing.assert_allclose(news[-1].center_shift, way, rtol=1e-12)


@pytest.mark.parametrize("after", [1, 3])
def test_returning_true_ends_a_fit_that_stays_usable(after):
    model = fitted(progress=lambda news: news.iteration == after)
    assert (model.stop_reason_, model.n_iter_) == ("interrupted", after)
    np.testing.assert_array_equal(model.labels_, truth.labels(X, model._centroids))
    assert model.inertia_ == truth.inertia(X, model._centroids)
    np.testing.assert_array_equal(model.predict(X), model.labels_)


def test_ending_before_the_first_start_leaves_a_clustering():
    model = fitted(progress=lambda news: True)
    assert model.stop_reason_ == "interrupted"
    np.testing.assert_array_equal(model.labels_, truth.labels(X, model._centroids))


def test_ending_ends_all_starts_and_keeps_the_best():
    model = fitted(n_init=50, progress=lambda news: (news.restart, news.iteration) == (2, 2))
    best = fitted(n_init=2)
    assert model.inertia_ <= best.inertia_
    assert model.stop_reason_ == "interrupted" or truth.bits(model) == truth.bits(best)


def test_ending_ends_the_starts_of_a_function_too():
    calls = []

    def start(x, n_clusters, random_state):
        calls.append(1)
        return x[:n_clusters]

    model = fitted(init=start, n_init=5, progress=lambda news: news.iteration == 2)
    assert len(calls) == 1
    np.testing.assert_array_equal(model.labels_, truth.labels(X, model._centroids))


class Trouble(Exception):
    """Raised by a callback."""


@pytest.mark.parametrize("error", [Trouble("as it is"), KeyboardInterrupt(), SystemExit(3)])
def test_errors_of_callbacks_come_out_unchanged(error):
    calls = []

    def listen(news):
        calls.append(news)
        if news.iteration == 2:
            raise error

    model = KMeans(15, random_state=0, progress=listen)
    with pytest.raises(type(error)) as caught:
        model.fit(X)
    assert caught.value is error
    assert len(calls) == 3
    assert not hasattr(model, "cluster_centers_")
    model.set_params(progress=None, tol=0).fit(X)
    assert truth.bits(model) == truth.bits(fitted())


def test_the_class_of_a_bar(capsys):
    model = fitted(progress=tqdm.tqdm, n_init=2)
    shown = capsys.readouterr().err
    assert "k-means" in shown
    assert "inertia=" in shown and "run=2/2" in shown
    counts = [int(count) for count in re.findall(r"(\d+)it \[", shown)]
    assert counts[-1] >= model.n_iter_


def test_a_bar_of_the_users_stays_open():
    with tqdm.tqdm(disable=False, file=open("/dev/null", "w")) as bar:
        first = fitted(progress=bar)
        assert bar.n == first.n_iter_
        fitted(progress=bar)
        assert bar.n == 2 * first.n_iter_


def test_a_bar_is_closed_when_a_fit_fails():
    bars = []

    class Bar:
        def __init__(self, **settings):
            self.closed = 0
            bars.append(self)

        def update(self, count):
            raise Trouble

        def close(self):
            self.closed += 1

    with pytest.raises(Trouble):
        fitted(progress=Bar)
    assert [bar.closed for bar in bars] == [1]


def form(text):
    """What was printed, with every number as #."""
    return re.sub(r"\d+(\.\d+)?(e[+-]?\d+)?", "#", text)


@pytest.mark.parametrize("tol", [0, 1e-2])
def test_verbose_prints_what_scikit_learn_prints(capsys, tol):
    # From an array, so that both do the same iterations.
    settings = {"n_clusters": 5, "init": X[:5], "n_init": 1, "tol": tol, "verbose": 1}
    ours = KMeans(**settings).fit(X)
    own = capsys.readouterr().out
    theirs = sklearn.cluster.KMeans(**settings).fit(X)
    other = capsys.readouterr().out
    assert ours.n_iter_ == theirs.n_iter_
    assert form(own) == form(other)
    told = [float(number) for number in re.findall(r"inertia (\S+)\.\n", own)]
    assert told == ours.inertia_history_.tolist()


def test_silence_is_the_default(capsys):
    fitted()
    assert capsys.readouterr().out == ""
