"""The package's type hints hold, and users' type checkers see them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import swiftkmeans

PACKAGE = Path(swiftkmeans.__file__).parent
PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def mypy(tmp_path_factory):
    """Calls mypy, which keeps what it learns about NumPy from the first call to the next."""
    cache = tmp_path_factory.mktemp("mypy")

    def call(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mypy", "--cache-dir", str(cache), *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=PROJECT,
        )

    return call


def test_the_package_is_well_typed(mypy):
    done = mypy()
    assert done.returncode == 0, done.stdout + done.stderr


def test_users_get_the_types(mypy, tmp_path):
    assert (PACKAGE / "py.typed").exists()
    use = tmp_path / "use.py"
    use.write_text(
        "from swiftkmeans import KMeans, Progress, k_means, kmeans_plusplus\n"
        "def listen(news: Progress) -> bool:\n"
        "    return news.inertia < 1\n"
        "model = KMeans(3, time_limit=1.5, progress=listen).fit([[1.0]])\n"
        "reveal_type(model)\n"
        "reveal_type(model.predict([[1.0]]))\n"
        "reveal_type(kmeans_plusplus([[1.0]], 1))\n"
        "KMeans(3, 'random')\n"
        "k_means([[1.0]], max_iter='x')\n"
        "from swiftkmeans import BisectingKMeans, SphericalKMeans\n"
        "reveal_type(BisectingKMeans(2).fit([[1.0], [2.0]]))\n"
        "SphericalKMeans(2, copy_x=True)\n"
    )
    done = mypy(use)
    told = done.stdout
    assert 'Revealed type is "swiftkmeans._kmeans.KMeans"' in told
    assert 'Revealed type is "swiftkmeans._bisecting.BisectingKMeans"' in told
    assert told.count("numpy.ndarray") >= 2
    assert ":8: error: Too many positional arguments" in told
    assert ':9: error: No overload variant of "k_means"' in told
    assert ':12: error: Unexpected keyword argument "copy_x"' in told


def test_labels_and_centers_have_their_types(mypy, tmp_path):
    use = tmp_path / "labels.py"
    use.write_text(
        "from swiftkmeans import KMeans, k_means, report\n"
        "from swiftkmeans.displays import SilhouetteDisplay\n"
        "model = KMeans(3).fit([[1.0]])\n"
        "reveal_type(model.labels_)\n"
        "reveal_type(k_means([[1.0]], 1))\n"
        "reveal_type(k_means([[1.0]], 1, return_n_iter=True))\n"
        "reveal_type(report(model, [[1.0]], 'a.html'))\n"
        "reveal_type(SilhouetteDisplay([0.5], [0]).labels)\n"
        "model.set_output(transform='pandas').labels_\n"
    )
    *told, last = mypy(use).stdout.splitlines()
    assert last.startswith("Success")
    wanted = ["32Bit]]]", "float]", "float, builtins.int]", "pathlib.Path", "64Bit]]]"]
    assert [line.rstrip('"').endswith(end) for line, end in zip(told, wanted, strict=True)] == [True] * 5


def test_everything_public_has_a_type():
    """By pyright, where the environment has it; its wheel fetches the program on its first run."""
    pytest.importorskip("pyright")
    call = [sys.executable, "-m", "pyright"]
    try:
        ready = subprocess.run([*call, "--version"], capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        pytest.skip("pyright cannot be fetched")
    if ready.returncode != 0:
        pytest.skip(f"pyright does not run: {ready.stderr.strip()[-200:]}")
    places = [str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")]
    done = subprocess.run(
        [*call, "--pythonpath", sys.executable, "--verifytypes", "swiftkmeans", "--ignoreexternal"],
        # Without this, pyright does not look where packages are installed.
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, places))},
        capture_output=True,
        text=True,
    )
    assert "Type completeness score: 100%" in done.stdout, done.stdout
