"""Fits over shards that lie in processes of their own have the bits of one fit."""

import multiprocessing
import pickle

import child
import numpy as np
import pytest
import truth

from swiftkmeans import KMeans, SphericalKMeans
from swiftkmeans._calls import EngineError
from swiftkmeans._shards import Shard, ShardFit

X = truth.clouds(1500, 5, centers=9, dtype=np.float32)
WEIGHTS = np.random.default_rng(0).integers(0, 4, len(X)).astype(np.float64)


def answer(pickled):
    """One task: it knows nothing but bytes, and keeps nothing but bytes."""
    x, number, weights, request, state = pickle.loads(pickled)
    shard = Shard(x, number, weights)
    # What was kept before there were draws, or of no points, is of no use.
    used = state is not None and shard.restore(state)
    return pickle.dumps((number, shard.answer(request), shard.state(), used))


def parts(x, cuts, weights=None):
    edges = [0, *cuts, len(x)]
    return [
        (x[a:b], number, None if weights is None else weights[a:b])
        for number, (a, b) in enumerate(zip(edges, edges[1:]))
    ]


def fitted(shards, pool=None, keeps=True, **settings):
    """Drives a fit, with tasks in the processes of a pool or here."""
    fit = ShardFit(len(shards), **settings)
    states, uses = {}, 0
    run = map if pool is None else pool.imap_unordered
    while (request := fit.request()) is not None:
        tasks = [
            pickle.dumps((x, number, weights, request, states.get(number)))
            for x, number, weights in shards
        ]
        for done in run(answer, tasks):
            number, found, state, used = pickle.loads(done)
            fit.take(found)
            uses += used
            if keeps:
                states[number] = state
    assert uses > 0 or not keeps
    return fit.result()


def check(result, model, shards, distance="euclidean"):
    labels = np.concatenate([Shard(x, 0).labels(result.centroids, distance) for x, _, _ in shards])
    assert result.centroids.tobytes() == model._centroids.tobytes()
    np.testing.assert_array_equal(labels, model.labels_)
    assert result.objective.hex() == float(model.inertia_).hex()
    assert result.history.tobytes() == model.inertia_history_.tobytes()
    assert result.iterations == model.n_iter_
    assert result.stop_reason == model.stop_reason_
    assert result.n_points == len(labels)
    np.testing.assert_array_equal(result.sizes, np.bincount(labels, minlength=len(result.sizes)))


@pytest.mark.parametrize("init", ["k-means||", "k-means++", "random"])
@pytest.mark.parametrize("weights", [None, WEIGHTS])
def test_processes(init, weights):
    model = KMeans(12, init=init, n_init=2, random_state=3, tol=0).fit(X, sample_weight=weights)
    shards = parts(X, [0, 400, 400, 1100], weights)
    settings = {"n_clusters": 12, "init": init, "n_init": 2, "tol": 0, "seed": 3}
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        check(fitted(shards, pool, **settings), model, shards)


@pytest.mark.parametrize("dtype", [np.uint8, np.float64])
@pytest.mark.parametrize("keeps", [False, True])
def test_types(dtype, keeps):
    x = truth.clouds(700, 3, dtype=dtype)
    model = KMeans(8, init="k-means||", random_state=1).fit(x)
    shards = parts(x, [300])
    check(fitted(shards, keeps=keeps, n_clusters=8, seed=1), model, shards)


def test_cosine():
    model = SphericalKMeans(7, init="k-means++", n_init=1, random_state=2).fit(X)
    shards = parts(X, [100, 900])
    found = fitted(shards, n_clusters=7, init="k-means++", seed=2, distance="cosine")
    check(found, model, shards, "cosine")


def test_given_centroids_of_which_some_are_lost():
    start = np.vstack([X[:3], X[:3] + 10_000]).astype(np.float64)
    model = KMeans(6, init=start).fit(X)
    shards = parts(X, [750])
    check(fitted(shards, n_clusters=6, init=start), model, shards)


def test_what_a_driver_sees():
    shards = [Shard(x, number) for x, number, _ in parts(X, [500])]
    fit = ShardFit(2, n_clusters=5)
    stages, iterations = [], 0
    while (request := fit.request()) is not None:
        stages.append(fit.stage)
        assert fit.missing() == [0, 1]
        assert fit.request() == request
        fit.take(shards[1].answer(request))
        assert fit.missing() == [0]
        fit.take(shards[1].answer(request))
        fit.take(shards[0].answer(request))
        assert fit.iteration == len(fit.history)
        iterations = max(iterations, fit.iteration)
    assert stages[0] == "survey" and stages[-1] == "finish" and "seeding" in stages
    assert stages.count("step") == iterations == fit.result().iterations
    assert fit.stage == "ended" and fit.missing() == []


def test_stop():
    shards = [Shard(x, number) for x, number, _ in parts(X, [500])]
    fit = ShardFit(2, n_clusters=20, tol=0)
    while (request := fit.request()) is not None:
        if fit.iteration == 2:
            fit.stop()
        for shard in shards:
            fit.take(shard.answer(request))
    assert fit.result().iterations == 3
    assert fit.result().stop_reason == "interrupted"


class WithRounds(KMeans):
    """Another number of rounds of k-means||."""

    def __init__(self, n_clusters=8, *, rounds=5, **kinds):
        super().__init__(n_clusters, **kinds)
        self.rounds = rounds

    def _task(self, *given):
        task = super()._task(*given)
        task.settings = task.settings._replace(rounds=self.rounds)
        return task


@pytest.mark.parametrize("weights", [None, WEIGHTS])
def test_rounds_of_draws(weights):
    found = []
    for rounds in (1, 2, 3, 5, 8):
        model = WithRounds(8, rounds=rounds, init="k-means||", random_state=1, max_iter=1, tol=9e9)
        model.fit(X, sample_weight=weights)
        shards = parts(X, [300, 900], weights)
        result = fitted(shards, n_clusters=8, rounds=rounds, seed=1, max_iter=1, tol=9e9)
        check(result, model, shards)
        found.append(result.objective)
        if rounds == 5:
            usual = KMeans(8, init="k-means||", random_state=1, max_iter=1, tol=9e9)
            assert usual.fit(X, sample_weight=weights).inertia_ == result.objective
    assert len(set(found)) == 5


def test_interruption():
    """Ctrl-C ends a long answer, and the shard goes on."""
    told = child.run(
        """
        import os, signal, threading, time
        import numpy as np
        from swiftkmeans._shards import Shard, ShardFit

        x = np.random.default_rng(0).random((200_000, 64), dtype=np.float32)
        shard, fit = Shard(x, 0), ShardFit(1, n_clusters=8000, init=x[:8000].astype("f8"))
        fit.take(shard.answer(fit.request()))
        assert fit.stage == "step"
        asked = []

        def interrupt():
            asked.append(time.process_time())
            os.kill(os.getpid(), signal.SIGINT)

        threading.Timer(0.2, interrupt).start()
        try:
            shard.answer(fit.request())
            print("not interrupted")
        except KeyboardInterrupt:
            print("interrupted", time.process_time() - asked[0] < 1)
        # It answers other requests as before.
        few = ShardFit(1, n_clusters=2, init=x[:2].astype("f8"), max_iter=1)
        few.take(shard.answer(few.request()))
        print(shard.answer(few.request()) == Shard(x, 0).answer(few.request()))
        """
    )
    assert told.split() == ["interrupted", "True", "True"]


def test_damage_is_refused():
    shard, fit = Shard(X, 0), ShardFit(1, n_clusters=4)
    request = fit.request()
    found = shard.answer(request)
    for torn in (b"", request[:-1], request[:40] + b"\0\1\2" + request[43:], b"{}"):
        with pytest.raises(EngineError, match="bytes"):
            shard.answer(torn)
    for torn in (b"", found[:-1], found[:40] + b"\0\1\2" + found[43:], request):
        with pytest.raises(EngineError, match="bytes"):
            fit.take(torn)
    assert not shard.restore(b"") and not shard.restore(found)
    fit.take(found)
    with pytest.raises(EngineError, match="another request"):
        fit.take(found)


def test_bad_points_are_named():
    bad = X.copy()
    bad[7, 2] = np.nan
    with pytest.raises(EngineError, match="point 7, feature 2") as raised:
        Shard(bad, 0).answer(ShardFit(1).request())
    assert (raised.value.point, raised.value.feature) == (7, 2)


def test_settings_are_checked():
    with pytest.raises(EngineError, match="k is 0"):
        ShardFit(1, n_clusters=0)
    with pytest.raises(ValueError, match="rounds is 0"):
        ShardFit(1, rounds=0)
    with pytest.raises(EngineError, match="rounds"):
        ShardFit(1, rounds=2**21)
    fit = ShardFit(1, n_clusters=9)
    with pytest.raises(EngineError, match="only 5 points"):
        fit.take(Shard(X[:5], 0).answer(fit.request()))
    fit = ShardFit(2)
    fit.take(Shard(X, 0).answer(fit.request()))
    with pytest.raises(EngineError, match="features"):
        fit.take(Shard(X[:, :2].copy(), 1).answer(fit.request()))
