"""Workers whose memory has a limit map their partitions in windows."""

import json
import os
import subprocess
import sys

import conftest

ROWS = 900_000
CODE = """
import json
import sys

import numpy as np
import tables
from pyspark.sql import SparkSession

import swiftkmeans
from swiftkmeans.spark import KMeans, _columns, _shard_table

rows = int(sys.argv[1])
spark = (
    SparkSession.builder.master("local-cluster[1,1,1024]")
    .config("spark.ui.enabled", "false")
    .config("spark.executor.pyspark.memory", "1g")
    .config("spark.executorEnv.PYTHONPATH", sys.argv[2])
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")
df, x = tables.table(spark, [rows], 8), tables.whole([rows], 8)
told = {}
for barrier in ("off", "on"):
    model = KMeans(k=20, initMode=x[:20], maxIter=3, tol=0.0, barrier=barrier).fit(df)
    local = swiftkmeans.KMeans(20, init=x[:20], n_init=1, max_iter=3, tol=0).fit(x)
    same = np.array(model.clusterCenters()).tobytes() == local._centroids.tobytes()
    told[barrier] = same and model.summary.trainingCost == local.inertia_
table = _shard_table.ShardTable(df, _columns.resolve(df.schema, "features", None))
table.write()
told["shards"] = table.n_shards
table.remove()
print(json.dumps(told))
"""


def test_partitions_in_windows_under_a_limit_of_memory():
    path = os.pathsep.join([str(conftest.PACKAGE), os.path.dirname(__file__)])
    environment = {**os.environ, "PYTHONPATH": path, "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(ROWS), path],
        capture_output=True,
        text=True,
        env=environment,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["off"] and told["on"]
    assert told["shards"] > 3
