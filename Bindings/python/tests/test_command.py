"""``python -m swiftkmeans`` is the command, and finds what the estimator finds."""

import json
import subprocess
import sys

import numpy as np
import pytest
import truth

import swiftkmeans
from swiftkmeans import BisectingKMeans, KMeans, SphericalKMeans
from swiftkmeans._library import library


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "swiftkmeans", *map(str, arguments)], capture_output=True, text=True
    )


def test_version_is_the_same_everywhere():
    done = command("--version")
    assert (done.returncode, done.stdout.strip()) == (0, swiftkmeans.__version__)
    assert library.kmeans_library_version().decode() == swiftkmeans.__version__


def test_refusals_have_the_exit_code_of_the_command(tmp_path):
    done = command("fit", tmp_path / "nothing.npy", "-k", 3)
    assert done.returncode == 66
    assert "nothing.npy" in done.stderr


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    ("init", "name"), [("k-means++", "k-means++"), ("random", "random")]
)
def test_command_and_estimator_agree_to_the_bit(tmp_path, dtype, init, name):
    x = truth.clouds(500, 4, dtype=dtype)
    np.save(tmp_path / "x.npy", x)
    done = command(
        "fit", tmp_path / "x.npy", "-k", 6, "--init", name, "--seed", 42, "--json",
        "--labels", tmp_path / "labels.npy", "--centroids", tmp_path / "centroids.npy",
    )
    assert done.returncode == 0, done.stderr
    fitted = KMeans(6, init=init, random_state=42).fit(x)
    centroids = np.load(tmp_path / "centroids.npy")
    assert centroids.dtype == np.float64
    assert centroids.tobytes() == fitted._centroids.tobytes()
    np.testing.assert_array_equal(np.load(tmp_path / "labels.npy"), fitted.labels_)
    answer = json.loads(done.stdout)
    assert answer["objective"] == fitted.inertia_
    assert answer["iterations"] == fitted.n_iter_


@pytest.mark.parametrize(
    ("estimator", "options"),
    [
        (SphericalKMeans(6), ["--distance", "cosine"]),
        (BisectingKMeans(6), ["--variant", "bisecting", "--init", "random", "--restarts", 1]),
        (
            BisectingKMeans(6, init="k-means++", n_init=3, bisecting_strategy="largest_cluster"),
            ["--variant", "bisecting-largest", "--restarts", 3],
        ),
    ],
    ids=["cosine", "bisecting", "largest"],
)
def test_command_and_other_estimators_agree_to_the_bit(tmp_path, estimator, options):
    x = truth.clouds(500, 4)
    np.save(tmp_path / "x.npy", x)
    done = command(
        "fit", tmp_path / "x.npy", "-k", 6, "--seed", 42, "--json", *options,
        "--labels", tmp_path / "labels.npy", "--centroids", tmp_path / "centroids.npy",
    )
    assert done.returncode == 0, done.stderr
    fitted = estimator.set_params(random_state=42).fit(x)
    assert np.load(tmp_path / "centroids.npy").tobytes() == fitted._centroids.tobytes()
    np.testing.assert_array_equal(np.load(tmp_path / "labels.npy"), fitted.labels_)
    assert json.loads(done.stdout)["objective"] == fitted.inertia_
