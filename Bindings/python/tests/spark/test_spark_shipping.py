"""Executors without the package get it from the wheel."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WHEEL = Path(os.environ.get("SWIFTKMEANS_WHEEL", ""))
CODE = """
import importlib.util, sys
sys.path.insert(0, sys.argv[1])
from pyspark.sql import SparkSession
builder = SparkSession.builder.master("local-cluster[1,1,1024]").config("spark.ui.enabled", "false")
if len(sys.argv) > 2:
    builder = builder.config("spark.submit.pyFiles", sys.argv[2])
spark = builder.getOrCreate()
spark.sparkContext.setLogLevel("OFF")
from swiftkmeans.spark import KMeans
df = spark.createDataFrame([(0.0,), (1.0,), (9.0,)], ["x"])
model = KMeans(k=2, featuresCol="x", initMode=[[0.0], [9.0]]).fit(df)
print([row.prediction for row in model.transform(df).collect()], "found")
"""


def run(tmp_path, *files):
    """A driver that has the package, and executors that do not."""
    package = tmp_path / "package"
    if not package.exists():
        shutil.unpack_archive(WHEEL, package, "zip")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["PYSPARK_PYTHON"] = sys.executable
    return subprocess.run(
        [sys.executable, "-c", CODE, str(package), *files],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        timeout=240,
    )


@pytest.mark.skipif(WHEEL.suffix != ".whl", reason="SWIFTKMEANS_WHEEL names no wheel")
def test_a_wheel_among_the_files_of_python(tmp_path):
    archive = tmp_path / "swiftkmeans.zip"
    shutil.copy(WHEEL, archive)
    done = run(tmp_path, str(archive))
    assert done.returncode == 0, done.stderr[-3000:]
    assert "[0, 0, 1] found" in done.stdout
    without = run(tmp_path)
    assert without.returncode != 0
    assert "the executors have no swiftkmeans" in without.stderr
