"""Executors that die, and files that are not where a task runs."""

import glob
import os
import signal
import threading
import time

import numpy as np
import pytest
import tables

import swiftkmeans
from swiftkmeans.spark import KMeans, _columns, _shard_table

SIZES = [500_000, 500_000]


def processes(spark):
    """The processes of the executors of this session: the parents of the parents of the workers."""

    def tell(batches):
        import os
        import time

        import pyarrow as pa

        for _ in batches:
            pass
        time.sleep(1)  # So that every executor gets a task.
        with open(f"/proc/{os.getppid()}/stat") as file:
            parent = int(file.read().rpartition(")")[2].split()[1])
        folders = os.environ["SPARK_LOCAL_DIRS"]
        yield pa.RecordBatch.from_pydict({"pid": [parent], "folders": [folders]})

    rows = spark.range(2, numPartitions=2).mapInArrow(tell, "pid long, folders string").collect()
    return {row.pid: row.folders.split(",") for row in rows}


def files(found):
    """The files of shards in the folders of executors."""
    return [
        path
        for folders in found.values()
        for folder in folders
        for path in glob.glob(os.path.join(folder, "swiftkmeans-*", "*"))
    ]


def local(x, iterations):
    return swiftkmeans.KMeans(20, init=x[:20], n_init=1, max_iter=iterations, tol=0).fit(x)


def assert_bits(model, expected):
    assert np.array(model.clusterCenters()).tobytes() == expected._centroids.tobytes()
    assert model.summary.trainingCost == expected.inertia_
    assert model.summary.objectiveHistory.tobytes() == expected.inertia_history_.tobytes()


def test_an_executor_dies_between_two_iterations(spark):
    df, x = tables.table(spark, SIZES, 8), tables.whole(SIZES, 8)
    killed = []

    def kill(news):
        if news.iteration == 2 and not killed:
            victim = min(processes(spark))
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    model = KMeans(k=20, initMode=x[:20], maxIter=6, tol=0.0, progress=kill).fit(df)
    assert killed
    assert killed[0] not in processes(spark)
    assert_bits(model, local(x, 6))


def test_an_executor_dies_in_a_barrier_job(spark):
    df, x = tables.table(spark, SIZES, 8), tables.whole(SIZES, 8)
    found, killed = processes(spark), []

    def kill():
        end = time.monotonic() + 120
        while len([one for one in files(found) if one.endswith(".points")]) < 2:
            if time.monotonic() > end:
                return
            time.sleep(0.05)
        time.sleep(1)
        killed.append(min(found))
        os.kill(min(found), signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    model = KMeans(k=20, initMode=x[:20], maxIter=100, tol=0.0, barrier="on").fit(df)
    thread.join()
    assert killed
    assert_bits(model, local(x, 100))


def test_files_that_are_gone_are_written_again(spark):
    df, x = tables.table(spark, [3000, 4000], 8), tables.whole([3000, 4000], 8)
    found, removed = processes(spark), []

    def remove(news):
        if news.iteration == 1 and not removed:
            for path in files(found):
                if "part-1-" in path:
                    os.remove(path)
                    removed.append(path)

    model = KMeans(k=20, initMode=x[:20], maxIter=4, tol=0.0, progress=remove).fit(df)
    assert any(path.endswith(".points") for path in removed)
    assert_bits(model, local(x, 4))


def test_files_are_removed_at_the_end(spark):
    KMeans(k=3, maxIter=2).fit(tables.table(spark, [50, 60], 2))
    assert files(processes(spark)) == []


def test_files_are_removed_after_an_error(spark):
    with pytest.raises(ValueError, match="111|110"):
        KMeans(k=111, maxIter=2).fit(tables.table(spark, [50, 60], 2))
    assert files(processes(spark)) == []


def test_a_table_that_changes_is_refused(spark):
    def make(batches):
        import os

        import pyarrow as pa

        for batch in batches:
            values = [float(os.urandom(1)[0]) for _ in range(batch.num_rows)]
            yield pa.RecordBatch.from_pydict({"x": values})

    df = spark.range(100, numPartitions=2).mapInArrow(make, "x double")
    table = _shard_table.ShardTable(df, _columns.resolve(df.schema, "x", None))
    try:
        table.write()
        with pytest.raises(RuntimeError, match="other rows"):
            table.write()
    finally:
        table.remove()
