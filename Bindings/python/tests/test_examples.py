"""The examples run, and say how long both took and what came out."""

import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

EXAMPLES = Path(__file__).parents[1] / "examples"
#: Scripts, and how many comparisons each prints.
SCRIPTS = {"color_quantization": 1, "digits": 3, "document_clustering": 2}


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """The folder into which the pictures are written."""
    return tmp_path_factory.mktemp("pictures") / "new"


@pytest.fixture(scope="module")
def run(pictures):
    """Gives what a quick run of an example prints; each runs once."""

    @functools.cache
    def once(name):
        arguments = ["--output", str(pictures)] if name == "color_quantization" else []
        done = subprocess.run(
            [sys.executable, EXAMPLES / f"{name}.py", "--quick", *arguments],
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return once


def inertias(printed, name):
    return [float(one) for one in re.findall(rf"^  {name} .* ms  inertia ([\d.]+)", printed, re.M)]


@pytest.mark.parametrize("name", SCRIPTS)
def test_both_do_the_work_about_as_well(run, name):
    printed = run(name)
    ours, theirs = inertias(printed, "swiftkmeans"), inertias(printed, "scikit-learn")
    assert len(ours) == len(theirs) == SCRIPTS[name]
    for own, other in zip(ours, theirs, strict=True):
        assert own < other * 1.05
    ratios = [float(ratio) for ratio in re.findall(r"^  ratio +([\d.]+)$", printed, re.M)]
    assert len(ratios) == SCRIPTS[name]
    assert min(ratios) > 0


def test_the_same_start_leads_to_the_same_inertia(run):
    printed = run("digits")
    # The principal axes are given to both.
    assert inertias(printed, "swiftkmeans")[2] == inertias(printed, "scikit-learn")[2]


def test_pictures_are_written(run, pictures):
    run("color_quantization")
    with Image.open(pictures / "before.png") as before:
        colors_before = len(before.getcolors(1 << 24))
    with Image.open(pictures / "after.png") as after:
        colors_after = len(after.getcolors(1 << 24))
    assert colors_before > 10_000
    assert 60 <= colors_after <= 64


def test_every_example_is_run_here():
    helpers = {"comparison", "corpus"}
    assert {path.stem for path in EXAMPLES.glob("*.py")} - helpers == set(SCRIPTS)
    for path in EXAMPLES.glob("*.py"):
        # One function takes the class, or none names it.
        assert "import KMeans" not in path.read_text()
