"""A session of Spark with two executors, and tables whose rows follow from their numbers."""

import importlib.util
import os
import sys
from pathlib import Path

import pytest

#: Where swiftkmeans lies: the tests of shipping have executors without it.
PACKAGE = Path(importlib.util.find_spec("swiftkmeans").origin).parents[1]
MODE = os.environ.get("SWIFTKMEANS_SPARK", "cluster")

if importlib.util.find_spec("pyspark") is None:
    collect_ignore_glob = ["test_*.py"]

sys.path.insert(0, str(Path(__file__).parent))


def cluster():
    """Two executors of one core each, in processes of their own; or a server of Spark Connect."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    # The server's workers, and those of local-cluster, see the environment of this process.
    os.environ["PYTHONPATH"] = os.pathsep.join(
        [str(PACKAGE), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    )
    if MODE == "connect":
        return SparkSession.builder.remote("local[2]").getOrCreate()
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.executorEnv.PYTHONPATH", os.environ["PYTHONPATH"])
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    return session


@pytest.fixture(scope="session")
def spark():
    session = cluster()
    yield session
    session.stop()


def pytest_collection_modifyitems(items):
    for item in items:
        if MODE == "connect" and "connect" not in item.keywords:
            item.add_marker(pytest.mark.skip(reason="needs a cluster of executors"))


def pytest_configure(config):
    config.addinivalue_line("markers", "connect: runs on Spark Connect, too")
