"""Fits on Spark have the bits of one machine."""

import numpy as np
import pyarrow as pa
import pytest
import slow_shards
import tables

import swiftkmeans
from swiftkmeans.spark import KMeans

BARRIERS = [pytest.param("off", id="jobs"), pytest.param("on", id="barrier")]


def assert_same(model, local):
    """To the last bit."""
    assert np.array(model.clusterCenters()).tobytes() == local._centroids.tobytes()
    summary = model.summary
    assert summary.trainingCost == local.inertia_
    assert summary.numIter == local.n_iter_
    assert summary.stopReason == local.stop_reason_
    assert summary.objectiveHistory.tobytes() == local.inertia_history_.tobytes()
    sizes = np.bincount(local.labels_, minlength=len(local._centroids))
    assert summary.clusterSizes == sizes.tolist()


@pytest.mark.connect
@pytest.mark.parametrize("init", ["k-means||", "random"])
def test_a_drawn_start(spark, init):
    df, x = tables.table(spark, [700, 800], 3), tables.whole([700, 800], 3)
    model = KMeans(k=7, initMode=init, maxIter=3, seed=3, barrier="off").fit(df)
    local = swiftkmeans.KMeans(7, init=init, n_init=1, max_iter=3, random_state=3).fit(x)
    assert_same(model, local)


class WithRounds(swiftkmeans.KMeans):
    """One machine with another number of rounds of k-means||."""

    rounds = 5

    def _task(self, *given):
        task = super()._task(*given)
        task.settings = task.settings._replace(rounds=self.rounds)
        return task


@pytest.mark.parametrize("rounds", [1, 2, 8])
def test_steps_of_the_initialization(spark, rounds):
    df, x = tables.table(spark, [600, 800], 3), tables.whole([600, 800], 3)
    model = KMeans(k=7, initSteps=rounds, maxIter=3, seed=3, barrier="on").fit(df)
    local = WithRounds(7, init="k-means||", n_init=1, max_iter=3, random_state=3)
    local.rounds = rounds
    assert_same(model, local.fit(x))
    assert KMeans().getInitSteps() == 5


@pytest.mark.parametrize("barrier", BARRIERS)
def test_a_million_points(spark, barrier):
    sizes = [500_000, 500_000]
    df, x = tables.table(spark, sizes, 8), tables.whole(sizes, 8)
    model = KMeans(k=20, initMode=x[:20], maxIter=5, tol=0.0, barrier=barrier).fit(df)
    local = swiftkmeans.KMeans(20, init=x[:20], n_init=1, max_iter=5, tol=0).fit(x)
    assert_same(model, local)


def test_empty_and_skewed_partitions(spark):
    sizes = [0, 10, 90_000, 0, 3, 0]
    df, x = tables.table(spark, sizes, 5), tables.whole(sizes, 5)
    model = KMeans(k=9, maxIter=4, seed=1).fit(df)
    local = swiftkmeans.KMeans(9, init="k-means||", n_init=1, max_iter=4, random_state=1).fit(x)
    assert_same(model, local)


@pytest.mark.connect
def test_given_centroids_and_weights(spark):
    x = np.random.default_rng(2).integers(0, 30, (900, 2)).astype("f8")
    weights = np.random.default_rng(3).integers(0, 4, 900).astype("f8")
    columns = {"a": x[:, 0], "b": x[:, 1], "w": weights}
    df = spark.createDataFrame(pa.table(columns))
    model = KMeans(
        k=5, featuresCol=["a", "b"], weightCol="w", initMode=x[:5], tol=0.0, barrier="off"
    ).fit(df)
    local = swiftkmeans.KMeans(5, init=x[:5], n_init=1, max_iter=20, tol=0)
    assert_same(model, local.fit(x, sample_weight=weights))


def test_the_cosine(spark):
    df, x = tables.table(spark, [400, 500], 4), tables.whole([400, 500], 4)
    model = KMeans(k=4, distanceMeasure="cosine", maxIter=5, seed=2).fit(df)
    local = swiftkmeans.SphericalKMeans(
        4, init="k-means||", n_init=1, max_iter=5, random_state=2
    ).fit(x)
    assert_same(model, local)


def test_the_best_of_several_starts(spark):
    df, x = tables.table(spark, [300, 300], 2), tables.whole([300, 300], 2)
    costs = []
    for n_init in (1, 3):
        model = KMeans(k=6, initMode="random", n_init=n_init, maxIter=5, seed=1).fit(df)
        local = swiftkmeans.KMeans(6, init="random", n_init=n_init, max_iter=5, random_state=1)
        assert_same(model, local.fit(x))
        costs.append(model.summary.trainingCost)
    assert costs[1] < costs[0]  # A later start was the best.


def test_the_slow_way(spark):
    """Against NumPy alone, on whole numbers, of which sums are exact there."""
    x = np.random.default_rng(4).integers(0, 99, (600, 2)).astype("f8")
    df = spark.createDataFrame(pa.table({"a": x[:, 0], "b": x[:, 1]}))
    model = KMeans(k=4, featuresCol=["a", "b"], initMode=x[:4], maxIter=50, tol=0.0).fit(df)
    fit = slow_shards.ShardFit(
        2, n_clusters=4, init=x[:4], n_init=1, max_iter=50, tol=0.0, seed=0, distance="euclidean"
    )
    shards = [slow_shards.Shard(x[:250], 0), slow_shards.Shard(x[250:], 1)]
    while (request := fit.request()) is not None:
        for shard in shards:
            fit.take(shard.answer(request))
    slow = fit.result()
    np.testing.assert_array_equal(model.clusterCenters(), slow.centroids)
    assert model.summary.numIter == slow.iterations
    assert model.summary.clusterSizes == slow.sizes.tolist()


def test_progress_is_told_and_may_end_a_fit(spark):
    told = []

    def listen(news):
        told.append(news)
        return news.iteration == 2

    df = tables.table(spark, [2000, 2000], 3)
    model = KMeans(k=8, initMode="random", maxIter=9, tol=0.0, progress=listen).fit(df)
    assert model.summary.stopReason == "interrupted"
    assert [one.iteration for one in told if one.stage == "step"][:3] == [0, 1, 2]
    assert model.summary.numIter < 9
