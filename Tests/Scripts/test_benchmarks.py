"""The benchmark's report: what is counted, what is listed as a loss, and a table a machine."""

import json
import subprocess
import sys
import tempfile
import unittest
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "Benchmarks"
sys.path.insert(0, str(BENCHMARKS))
try:
    import call_sections
    import compare
    import goals
    import machine
    import raw
    import readme
    import report
    from cases import DOUBLES, SINGLES
    from table import Calls
finally:
    sys.path.remove(str(BENCHMARKS))

AVX2 = ["avx", "avx2", "fma"]
AMX = [*AVX2, "amx_int8", "avx512_vnni", "avx512bw", "avx_vnni"]


def run(case, program, seconds, **more):
    return {
        "case": case, "program": program, "threads": 2, "best": seconds, "J": 1.0, "digest": "a",
        "iterations": 3, "points": 10, "dimensions": 2, "clusters": 3, "observe": 0.1,
        "initialize": 0.1, "iterate": 0.1, "distances": 1, "truths": 1, "pointsSkipped": 0,
        "peakBytesBefore": 0, "peakBytes": 50, "pointBytes": 100, **more,
    }


def call(name, kind, program, times, **more):
    """A record of a call with the times of each seed."""
    return {
        "call": name, "kind": kind, "program": program, "points": 10, "dimensions": 2,
        "peakBytesBefore": 0, "peakBytes": 50, "pointBytes": 100,
        "seeds": [{"times": seed, "J": 2.0, "iterations": 4} for seed in times], **more,
    }


def results(flags=AVX2, runs=(), calls=(), processor="One", date="2026-01-02"):
    return {
        "machine": {
            "processor": processor, "flags": flags, "cores": 2, "memoryGiB": 4.0, "date": date,
            "system": "Linux, x86_64", "versions": {"swift": "6.3", "numpy": "2"},
        },
        "partial": False, "rounds": 3, "leftOut": {}, "peaks": [], "seeding": [],
        "runs": list(runs) or [run("iris", "ours", 1.0), run("iris", "faiss", 8.0)],
        "calls": list(calls),
    }


def written(*every):
    """RESULTS.md of machines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "RESULTS.md"
        report.write(list(every), path)
        return path.read_text()


@contextmanager
def committed():
    """A folder that takes the place of the one with the committed results."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder).resolve() / "Benchmarks"
        place.mkdir()
        (place.parent / "README.md").write_text(f"before {readme.BEGIN}\n{readme.END} after")
        with patch.object(raw, "HERE", place):
            yield place


class CallTests(unittest.TestCase):
    def test_a_call_takes_the_mean_over_seeds_of_the_best_in_all_rounds(self):
        calls = Calls([
            call("a", "fit", "ours", [[3, 2], [9, 10]]), call("a", "fit", "ours", [[1, 5], [11]])])
        self.assertEqual(calls.seconds("a", "fit", "ours"), (1 + 9) / 2)
        self.assertIsNone(calls.seconds("a", "predict", "ours"))

    def test_the_fastest_exact_peer_computes_in_float64(self):
        records = [
            call("a", "fit", "ours", [[1.0]]), call("a", "fit", "scikit-learn", [[12.0]]),
            call("a", "fit", "oneDAL", [[9.0]]), call("a", "fit", "FAISS", [[0.5]])]
        self.assertAlmostEqual(call_sections.mean(results(calls=records), "fit"), 9)

    def test_restarts_and_sweeps_count_as_fits(self):
        records = [
            call("a", "fit", "ours", [[1.0]]), call("a", "fit", "oneDAL", [[4.0]]),
            call("a", "restarts", "ours", [[1.0]]), call("a", "restarts", "oneDAL", [[9.0]])]
        self.assertAlmostEqual(call_sections.mean(results(calls=records), "fit"), 6)

    def test_rows_and_means_below_their_goals_are_listed(self):
        records = [
            call("a", "predict", "ours", [[1.0]]), call("a", "predict", "oneDAL", [[1.5]]),
            call("b", "predict", "ours", [[1.0]]), call("b", "predict", "oneDAL", [[0.5]]),
            call("c", "predict", "ours", [[1.0]]), call("c", "predict", "oneDAL", [[2.0]])]
        self.assertEqual(call_sections.call_losses(results(calls=records)), [
            "- Below its goal: predict of a: 1.50× of 2.00×.",
            "- **Slower**: predict of b: 0.500× of 2.00×.",
            "- Below its goal: the geometric mean of predict: 1.14× of 4.00×."])

    def test_what_failed_is_listed_and_not_counted(self):
        failed = {"call": "a", "kind": "fit", "program": "oneDAL", "failure": "no"}
        records = [
            call("a", "fit", "ours", [[1.0]]), call("a", "fit", "scikit-learn", [[9.0]]), failed]
        self.assertEqual(
            call_sections.call_losses(results(calls=records)),
            ["- **Failed**: oneDAL at fit of a: no."])

    def test_j_is_relative_to_ours(self):
        theirs = call("a", "fit", "oneDAL", [[9.0]])
        theirs["seeds"][0]["J"] = 2.5
        text = call_sections.calls_section(
            results(calls=[call("a", "fit", "ours", [[1.0]]), theirs]))
        self.assertIn("| 9.00× | +2.5e-01 | 4.00, 4.00 |", text)

    def test_memory_counts_x(self):
        text = call_sections.call_memory_section(
            results(calls=[call("a", "fit", "ours", [[1.0]])]))
        self.assertIn("| a | 0.000100 | 1.50× |", text)

    def test_no_calls_no_sections(self):
        for section in (
            call_sections.calls_section, call_sections.command_section,
            call_sections.call_memory_section,
        ):
            self.assertEqual(section(results()), "")


class CaseTests(unittest.TestCase):
    def test_float64_has_a_mean_of_its_own(self):
        found = results(runs=[
            run("iris", "ours", 1.0), run("iris", "faiss", 8.0),
            run("houses-f64", "ours", 1.0), run("houses-f64", "lloyd", 2.0)])
        self.assertAlmostEqual(compare.mean_ratio(found, SINGLES), 8)
        self.assertAlmostEqual(compare.mean_ratio(found, DOUBLES), 2)
        text = written(found)
        self.assertIn("### Times in float64, 2 threads", text)
        self.assertIn("houses-f64, 2 threads: 2.00× of 3.00×", text)

    def test_goals_are_those_of_the_machine(self):
        self.assertEqual(goals.of_case("blobs768", "avx2"), 4)
        self.assertEqual(goals.of_case("blobs768", "amx"), 5)
        self.assertEqual(goals.of_case("china256", "avx2"), 3)
        self.assertEqual((goals.of_mean("avx2"), goals.of_mean("amx")), (7, 10))

    def test_memory_above_its_goal_is_listed(self):
        large = {"pointBytes": 100_000_000}
        runs = [
            run("iris", "ours", 1.0, peakBytes=75_000_000, **large),
            run("houses", "ours", 1.0, peakBytes=76_000_000, **large),
            run("china16", "ours", 1.0, peakBytes=99)]
        calls = [call("a", "fit", "ours", [[1.0]], peakBytes=90_000_000, **large)]
        text = written(results(runs=runs, calls=calls))
        self.assertIn("- Above 1.75× of X in memory of fits: houses 1.76×.\n", text)
        self.assertIn("- Above 1.75× of X in memory of whole calls: a 1.90×.\n", text)


class MachineTests(unittest.TestCase):
    def kind(self, flags, system="Linux, x86_64"):
        return machine.kind({"flags": flags, "system": system})

    def test_kinds_are_told_by_the_best_instruction_set(self):
        self.assertEqual(self.kind(AMX), "amx")
        self.assertEqual(self.kind([flag for flag in AMX if flag != "amx_int8"]), "avx512vnni")
        self.assertEqual(self.kind([*AVX2, "avx_vnni"]), "avxvnni")
        self.assertEqual(self.kind(AVX2), "avx2")
        self.assertEqual(self.kind([], "macOS 15.1, arm64"), "neon")
        self.assertEqual(self.kind([]), "other")

    def test_every_machine_has_a_heading_and_a_row(self):
        text = written(results(AMX, processor="Two"), results(AVX2))
        headings = [line for line in text.splitlines() if line.startswith("## ")]
        self.assertEqual(headings, [
            "## Geometric means", "## AVX-512 with VNNI and AMX (Two)", "## AVX2 (One)"])
        self.assertIn("| AVX2 (One) | 2026-01-02 | 8.00× | 7.00× | – |", text)

    def test_another_kind_goes_beside_and_the_same_kind_replaces(self):
        with committed() as place:
            raw.save(results(AMX, processor="Old"), place)
            raw.save(results(AVX2, processor="Other"), place)
            raw.save(results(AMX, processor="New"), place)
            self.assertEqual(
                sorted(file.name for file in (place / "results").iterdir()),
                ["amx.json", "avx2.json"])
            for text in ((place / "RESULTS.md").read_text(), readme.section(raw.known(place))):
                self.assertIn("New", text)
                self.assertIn("Other", text)
                self.assertNotIn("Old", text)

    def test_readme_states_both_between_its_marks(self):
        with committed() as place:
            raw.save(results(AMX, processor="Two"), place)
            raw.save(results(AVX2), place)
            text = (place.parent / "README.md").read_text()
        self.assertTrue(text.startswith("before ") and text.endswith(" after"))
        self.assertIn("- **8.00×** on AVX-512 with VNNI and AMX (Two; 2 threads", text)
        self.assertIn("- **8.00×** on AVX2 (One; 2 threads", text)
        self.assertIn("| 1,000 ms | 8,000 ms, FAISS | 8.00× | 1,000 ms |", text)

    def test_a_partial_run_elsewhere_leaves_the_committed_ones_alone(self):
        with committed() as place:
            raw.save(results(AMX), place)
            raw.save(results(AVX2), place / ".cache")
            self.assertEqual(len(raw.known(place)), 1)
            self.assertTrue((place / ".cache" / "results.json").exists())


class CommittedTests(unittest.TestCase):
    def test_the_tables_are_those_of_the_raw_results(self):
        every = raw.known(BENCHMARKS)
        self.assertEqual(written(*every), (BENCHMARKS / "RESULTS.md").read_text())
        text = (ROOT / "README.md").read_text()
        between = text.partition(readme.BEGIN + "\n")[2].partition(readme.END)[0]
        self.assertEqual(readme.section(every), between)

    def test_raw_results_are_in_the_file_of_their_kind(self):
        for file in (BENCHMARKS / "results").glob("*.json"):
            found = json.loads(file.read_text())
            self.assertEqual(raw.raw_file(found, BENCHMARKS), file)

    def test_the_report_needs_python_alone(self):
        code = "import sys; sys.modules['numpy'] = None; import raw"
        subprocess.run([sys.executable, "-B", "-c", code], cwd=BENCHMARKS, check=True)


if __name__ == "__main__":
    unittest.main()
