"""Scripts/bench-counts: more work fails, less is a note, another fit is no comparison."""

import importlib.util
import json
import os
import stat
import subprocess
import sys
import tempfile
import unittest
from importlib.machinery import SourceFileLoader
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "Scripts" / "bench-counts"


def script():
    """The script as a module, without leaving a compiled file beside it."""
    loader = SourceFileLoader("bench_counts", str(SCRIPT))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


def counts(distances=10_000, truths=1_000, iterations=7):
    return {
        "iterations": iterations,
        "distances": distances,
        "truths": truths,
        "pointsSkipped": 0,
    }


class ComparisonTests(unittest.TestCase):
    def compare(self, found):
        return script().compare({"one": counts()}, {"one": found})

    def test_the_same_is_neither(self):
        self.assertEqual(self.compare(counts()), ([], []))

    def test_more_distances_are_worse(self):
        self.assertEqual(
            self.compare(counts(distances=10_101)),
            (["one: 10,101 distances, before 10,000"], []),
        )

    def test_one_percent_is_allowed(self):
        self.assertEqual(self.compare(counts(distances=10_100)), ([], []))

    def test_more_truths_are_worse_beyond_a_few(self):
        self.assertEqual(self.compare(counts(truths=1_050)), ([], []))
        self.assertEqual(self.compare(counts(truths=1_051))[0], ["one: 1,051 truths, before 1,000"])

    def test_fewer_are_better(self):
        self.assertEqual(
            self.compare(counts(distances=9_999)), ([], ["one: 9,999 distances, before 10,000"])
        )

    def test_other_iterations_are_another_fit(self):
        found = counts(distances=1, iterations=8)
        self.assertEqual(self.compare(found), (["one: 8 iterations, before 7"], []))

    def test_cases_must_be_the_same(self):
        worse, _ = script().compare({"old": counts()}, {"new": counts()})
        self.assertEqual(worse, ["new: has no counts yet", "old: is no case any more"])

    def test_every_case_is_kept(self):
        kept = json.loads((ROOT / "Benchmarks" / "counts.json").read_text())
        self.assertEqual(list(kept), list(script().CASES))


class WholeTests(unittest.TestCase):
    """The script with a program that answers as it is told."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.program = self.folder / "kmeans"

    def run_with(self, *arguments, **numbers):
        work = counts(**numbers)
        answer = json.dumps({"iterations": work.pop("iterations"), "work": work})
        self.program.write_text(
            f"#!/bin/sh\n[ \"$KMEANS_INSTRUCTION_SET\" = scalar ] || exit 1\necho '{answer}'\n"
        )
        self.program.chmod(self.program.stat().st_mode | stat.S_IXUSR)
        environment = {
            **os.environ,
            "KMEANS_PROGRAM": str(self.program),
            "KMEANS_COUNTS": str(self.folder / "counts.json"),
        }
        return subprocess.run(
            [SCRIPT, *arguments], env=environment, capture_output=True, text=True
        )

    def test_it_fails_where_work_has_grown(self):
        self.assertEqual(self.run_with().returncode, 1)
        self.assertEqual(self.run_with("--write").returncode, 0)
        self.assertEqual(self.run_with().returncode, 0)
        done = self.run_with(distances=20_000)
        self.assertEqual(done.returncode, 1)
        self.assertIn("more work, few: 20,000 distances, before 10,000", done.stderr)
        done = self.run_with(distances=5_000)
        self.assertEqual(done.returncode, 0)
        self.assertIn("less work, few: 5,000 distances, before 10,000", done.stdout)


if __name__ == "__main__":
    unittest.main()
