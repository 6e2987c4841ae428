"""Whole fits on Spark: ours, and MLlib's KMeans from the same start on the same cluster.

    python Benchmarks/spark.py [blobs8] [uniform128] [--iterations N] [--without-mllib]

Needs swiftkmeans with the engine, and pyspark, in the environment of this interpreter, and Java 17.
The cluster is two executors on this machine, each a process with one core. Both fits read the same
table of vectors, which Spark holds in memory; MLlib gets it as an RDD that lies in memory, because
only that interface takes a start. Our time holds all of `fit`: writing the shards, all jobs,
removing the files. The result is printed as a table, with the facts that the arithmetic of
Docs/distributed.md rests on.
"""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

# Points, dimensions, clusters, iterations.
CASES = {"blobs8": (1_000_000, 8, 100, 20), "uniform128": (200_000, 128, 1000, 3)}


def points(name: str) -> np.ndarray:
    count, dimensions, clusters, _ = CASES[name]
    random = np.random.default_rng(1)
    if name == "uniform128":
        return random.uniform(size=(count, dimensions))
    middle = random.uniform(-10, 10, (clusters, dimensions))
    noise = random.normal(scale=2, size=(count, dimensions))
    return middle[random.integers(clusters, size=count)] + noise


def cluster() -> Any:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,4096]")
        .config("spark.executor.memory", "4g")
        .config("spark.driver.memory", "4g")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    return session


def table(spark: Any, x: np.ndarray) -> Any:
    """The points as vectors in two partitions, in memory."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyspark.ml.functions import array_to_vector

    folder = Path(tempfile.mkdtemp())
    for part, half in enumerate(np.array_split(x, 2)):
        values = pa.FixedSizeListArray.from_arrays(pa.array(half.ravel()), x.shape[1])
        rows = pa.table({"features": values.cast(pa.list_(pa.float64()))})
        pq.write_table(rows, folder / f"{part}.parquet")
    files = spark.read.option("maxPartitionBytes", 1 << 32).parquet(str(folder))
    # Not coalesce, after which Spark refuses barrier jobs.
    df = files.select(array_to_vector("features").alias("features")).repartition(2).cache()
    assert df.count() == len(x)
    shutil.rmtree(folder)  # From here on the table is in memory.
    return df


def ordered(df: Any) -> np.ndarray:
    """The points in the order that the table has them in."""
    from pyspark.ml.functions import vector_to_array

    column = df.select(vector_to_array("features").alias("x")).toArrow()["x"]
    flat = column.combine_chunks().flatten().to_numpy()
    return flat.reshape(df.count(), -1)


def ours(df: Any, start: np.ndarray, iterations: int, barrier: str) -> tuple[float, Any]:
    from swiftkmeans.spark import KMeans

    estimator = KMeans(
        k=len(start), initMode=start, maxIter=iterations, tol=0.0, barrier=barrier
    )
    begin = time.perf_counter()
    model = estimator.fit(df)
    return time.perf_counter() - begin, model


def mllib(spark: Any, df: Any, start: np.ndarray, iterations: int) -> tuple[float, float]:
    """Seconds and cost of the fit of Spark's own k-means from a start."""
    from pyspark import StorageLevel
    from pyspark.mllib.common import _py2java, _to_java_object_rdd
    from pyspark.mllib.linalg import Vectors

    context = spark.sparkContext
    rows = _to_java_object_rdd(df.rdd.map(lambda row: Vectors.dense(row.features.toArray())))
    api = context._jvm.org.apache.spark.mllib.api.python.PythonMLLibAPI()

    def hold() -> None:
        """Bring the rows into memory; every call of the fit lets them go at its end."""
        rows.persist(context._getJavaStorageLevel(StorageLevel.MEMORY_AND_DISK_DESER))
        rows.count()

    def fit(start: np.ndarray, iterations: int) -> Any:
        centers = _py2java(context, [Vectors.dense(center) for center in start])
        # The seed, which nothing draws by, must be more than an int of Java.
        return api.trainKMeansModel(
            rows, len(start), iterations, "random", 1 << 40, 2, 0.0, centers, "euclidean"
        )

    hold()
    fit(start[:2], 1)  # Warm.
    hold()
    begin = time.perf_counter()
    model = fit(start, iterations)
    seconds = time.perf_counter() - begin
    cost = float(model.computeCost(rows.rdd()))
    rows.unpersist()
    return seconds, cost


def empty_job(df: Any) -> float:
    """The time of a job without work over a small frame in memory, the median of nine."""
    from swiftkmeans.spark import _tasks

    schema = "number int, path string"

    def one(batches: Any) -> Any:
        import pyarrow as pa

        for _ in batches:
            pass
        yield pa.RecordBatch.from_pydict(
            {"number": pa.array([0], pa.int32()), "path": pa.array([""])}
        )

    frame = df.sparkSession.range(2, numPartitions=2).mapInArrow(one, schema).persist()
    times = []
    for _ in range(10):
        begin = time.perf_counter()
        frame.mapInArrow(_tasks.removing("none"), schema).toArrow()
        times.append(time.perf_counter() - begin)
    return float(np.median(times[1:]))


def shard_facts(x: np.ndarray, start: np.ndarray, iterations: int) -> dict[str, Any]:
    """Steps of one of two shards alone on this machine, in seconds, and the bytes exchanged."""
    from swiftkmeans._shards import Shard, ShardFit

    shards = [Shard(half, number) for number, half in enumerate(np.array_split(x, 2))]
    fit = ShardFit(
        2, n_clusters=len(start), init=start, max_iter=iterations, tol=0.0, n_threads=1
    )
    times, merges, requests, answers = [], [], [], []
    while (request := fit.request()) is not None:
        is_step = fit.stage == "step"
        begin = time.perf_counter()
        answer = shards[0].answer(request)
        middle = time.perf_counter()
        other = shards[1].answer(request)
        fit.take(answer)
        last = time.perf_counter()
        fit.take(other)
        if is_step:
            times.append(middle - begin)
            merges.append(time.perf_counter() - last)
            requests.append(len(request))
            answers.append(len(answer) + len(other))
    return {
        "steps": times,
        "merge": float(np.median(merges)),
        "request": max(requests),
        "answers of both shards": answers,
        "state": len(shards[0].state()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", default=list(CASES))
    parser.add_argument("--iterations", type=int, default=None)
    parser.add_argument("--without-mllib", action="store_true")
    chosen = parser.parse_args()
    import swiftkmeans

    # Rounds and bytes of answers of every fit.
    logging.basicConfig(format="%(message)s")
    logging.getLogger("swiftkmeans.spark").setLevel(logging.INFO)
    spark = cluster()
    heads = ["case", "iterations", "MLlib", "jobs", "barrier", "one machine", "ratio", "J, ratio"]
    print(f"| {' | '.join(heads)} |")
    print("|---|---|---|---|---|---|---|---|")
    facts = []
    for name in chosen.cases:
        *_, clusters, iterations = CASES[name]
        iterations = chosen.iterations or iterations
        df = table(spark, points(name))
        x = ordered(df)
        start = x[np.random.default_rng(2).choice(len(x), clusters, replace=False)]
        # Warm: the processes of Python, and the code of the JVM, for both.
        ours(df, start[:2], 1, "off")
        in_jobs, model = ours(df, start, iterations, "off")
        in_barrier, again = ours(df, start, iterations, "on")
        print(f"{name}: {in_jobs:.2f} s, {in_barrier:.2f} s", file=sys.stderr, flush=True)
        theirs, cost = (float("nan"), float("nan"))
        if not chosen.without_mllib:
            theirs, cost = mllib(spark, df, start, iterations)
        print(f"{name}: MLlib {theirs:.2f} s", file=sys.stderr, flush=True)
        begin = time.perf_counter()
        local = swiftkmeans.KMeans(
            clusters, init=start, n_init=1, max_iter=iterations, tol=0, n_threads=2
        ).fit(x)
        alone = time.perf_counter() - begin
        for one in (model, again):
            assert np.array(one.clusterCenters()).tobytes() == local._centroids.tobytes()
            assert one.summary.trainingCost == local.inertia_
        best = min(in_jobs, in_barrier)
        print(
            f"| {name} | {iterations} | {theirs:.2f} s | {in_jobs:.2f} s | {in_barrier:.2f} s "
            f"| {alone:.2f} s | {theirs / best:.1f} | {cost / local.inertia_:.9f} |",
            flush=True,
        )
        facts.append((name, shard_facts(x, start, iterations)))
        df.unpersist()
    print(f"\nA job without work: {empty_job(df):.3f} s.")
    for name, found in facts:
        steps = found.pop("steps")
        told = np.round(steps, 4).tolist()
        print(f"{name}: half of the points, one core: steps of {told} s; {found}")
    spark.stop()


if __name__ == "__main__":
    main()
