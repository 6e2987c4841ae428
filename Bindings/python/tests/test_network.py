"""The package needs no network, and asks for none."""

import re
import shutil
import subprocess
import sys

import child
import pytest

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="namespaces are Linux's"
)

CODE = """
    import subprocess, sys
    import numpy as np
    import swiftkmeans

    x = np.random.default_rng(0).normal(size=(500, 4))
    model = swiftkmeans.KMeans(5, random_state=0).fit(x)
    model.predict(x), model.transform(x), model.score(x)
    swiftkmeans.MiniBatchKMeans(5, random_state=0).partial_fit(x)
    swiftkmeans.BisectingKMeans(5, random_state=0).fit(x)
    np.save(sys.argv[1], x)
    subprocess.run(
        [sys.executable, "-m", "swiftkmeans", "fit", sys.argv[1], "-k", "5", "--quiet"], check=True
    )
    print("done")
"""


def run(words, tmp_path):
    done = subprocess.run(
        [*words, *child.command(CODE, str(tmp_path / "x.npy"))],
        env=child.environment(), capture_output=True, text=True, timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("done\n")


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare")
def test_it_runs_without_a_network(tmp_path):
    for words in (["unshare", "--net"], ["unshare", "--user", "--map-root-user", "--net"]):
        if subprocess.run([*words, "true"], capture_output=True).returncode == 0:
            return run(words, tmp_path)
    pytest.skip("namespaces of networks are not allowed here")


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_it_asks_for_no_socket(tmp_path):
    trace = tmp_path / "trace"
    if subprocess.run(["strace", "-o", str(trace), "true"], capture_output=True).returncode != 0:
        pytest.skip("processes may not be traced here")
    run(["strace", "-f", "-o", str(trace), "-e", "trace=network"], tmp_path)
    assert re.findall(r"^\d+ +(\w+\(.*)", trace.read_text(), re.MULTILINE) == []
