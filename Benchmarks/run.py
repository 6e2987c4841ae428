"""Runs cases × programs, interleaved, each run in a process of its own, and writes the results.

    Scripts/bench              everything, three rounds
    Scripts/bench --quick      the small cases, one round
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path

import machine
import programs
import readme
import report
from cases import CASES, SEEDINGS, Case, Files, MissingData, make
from programs import OURS, PROGRAMS, Limits, Program

HERE = Path(__file__).resolve().parent
# Peers that end where nothing changes; the others are told our number of iterations.
STOPPING = ("ours-python", "lloyd", "elkan", "onedal")
# A run longer than this is done in two rounds only.
LONG = 5.0


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, prog="Scripts/bench")
    parser.add_argument("--quick", action="store_true", help="the small cases, one round")
    parser.add_argument("--cases", nargs="+", choices=CASES, metavar="NAME", help="only these")
    parser.add_argument(
        "--peers", nargs="*", choices=[name for name in PROGRAMS if name != "ours"],
        metavar="NAME", help="only these beside swift-kmeans; nothing for none")
    parser.add_argument(
        "--threads", nargs="+", type=int, metavar="T",
        help="only these numbers of threads, for every case")
    parser.add_argument("--rounds", type=int, help="3; with --quick 1")
    parser.add_argument("--seeding", action="store_true", help="the seeding too, in a partial run")
    parser.add_argument("--timeout", type=float, default=300, help="seconds a process may take")
    parser.add_argument(
        "--output", type=Path,
        help="folder for RESULTS.md and results.json; a partial run writes to .cache by default")
    parser.add_argument("--report", action="store_true", help="only write RESULTS.md anew")
    return parser.parse_args()


class Bench:
    """One run of the whole, and what came out so far."""

    def __init__(self, chosen: argparse.Namespace) -> None:
        self.chosen = chosen
        self.partial = bool(
            chosen.quick or chosen.cases or chosen.peers is not None or chosen.threads
            or chosen.rounds == 1)
        self.rounds = chosen.rounds or (1 if chosen.quick else 3)
        self.limits = Limits(timeout=chosen.timeout)
        self.output = chosen.output or (HERE / ".cache" if self.partial else HERE)
        self.known: dict[str, float] = {}
        self.iterations: dict[str, int] = {}
        self.results: dict[str, object] = {
            "machine": machine.facts(), "partial": self.partial, "rounds": self.rounds,
            "leftOut": {}, "runs": [], "seeding": [], "peaks": [],
        }

    # MARK: What takes part

    def cases(self) -> list[tuple[Case, Files]]:
        names = self.chosen.cases or [
            case.name for case in CASES.values() if case.quick or not self.chosen.quick]
        return [(CASES[name], files) for name in names if (files := self.files(CASES[name]))]

    def files(self, case: Case) -> Files | None:
        try:
            print(f"{case.name}: making", flush=True)
            return make(case)
        except MissingData as missing:
            self.results["leftOut"][case.name] = str(missing)
            return None

    def programs(self) -> list[Program]:
        wanted = list(PROGRAMS) if self.chosen.peers is None else ["ours", *self.chosen.peers]
        found = []
        for program in (PROGRAMS[name] for name in wanted):
            if obstacle := program.obstacle():
                self.results["leftOut"][program.title] = obstacle
            else:
                found.append(program)
        return found

    def threads(self, case: Case) -> list[int]:
        every = os.cpu_count() or 1
        if self.chosen.threads:
            return self.chosen.threads
        return [every, 1] if case.single and every > 1 and not self.chosen.quick else [every]

    # MARK: Running

    def run(self) -> None:
        cases, taking_part = self.cases(), self.programs()
        self.measure_peak()
        for number in range(self.rounds):
            for case, files in cases:
                for threads in self.threads(case):
                    # Ours tells FAISS the iterations, so it begins the first round.
                    turn = number % len(taking_part)
                    for program in taking_part[turn:] + taking_part[:turn]:
                        if program.takes_part(case, files):
                            self.one(number, program, case, files, threads)
            self.measure_peak()
            self.write()
        if self.chosen.seeding or not self.partial:
            self.seeding()
        self.write()

    def one(
        self, number: int, program: Program, case: Case, files: Files, threads: int
    ) -> None:
        if number >= 2 and self.best(case, program, threads) > LONG:
            return
        exact = self.iterations.get(case.name, case.iterations)
        stops_itself = program.peer is None or program.name in STOPPING
        iterations = case.iterations if stops_itself else exact
        record = programs.run(
            program, case, files, iterations, threads, self.limits, self.known)
        if program == OURS and "iterations" in record:
            self.iterations[case.name] = record["iterations"]
        self.results["runs"].append(record | {"round": number})
        self.say(record)

    def best(self, case: Case, program: Program, threads: int) -> float:
        """The best time so far in seconds; endless for a program that fails."""
        times = [
            record["best"] for record in self.results["runs"]
            if (record["case"], record["program"], record["threads"])
            == (case.name, program.name, threads) and "best" in record
        ]
        return min(times, default=float("inf"))

    def seeding(self) -> None:
        for case in SEEDINGS.values():
            if files := self.files(case):
                for program in (OURS, programs.SEEDING):
                    record = programs.run(
                        program, case, files, 1, os.cpu_count() or 1,
                        Limits(1, 0, max(self.limits.timeout, 900)), self.known)
                    self.results["seeding"].append(record)
                    self.say(record)

    def measure_peak(self) -> None:
        self.results["peaks"].append(programs.peak())

    @staticmethod
    def say(record: dict[str, object]) -> None:
        shown = record.get("failure") or f"{record['best'] * 1e3:10.2f} ms  J = {record['J']:.9g}"
        print(
            f"{record['case']:11} {record['threads']:2} threads {record['program']:12} {shown}",
            flush=True)

    def write(self) -> None:
        self.output.mkdir(parents=True, exist_ok=True)
        raw = self.output / "results.json"
        raw.write_text(json.dumps(self.results, indent=1, sort_keys=True) + "\n")
        write_tables(self.results, self.output)


def write_tables(results: dict, folder: Path) -> None:
    """RESULTS.md, and for the results that are committed README's table too."""
    report.write(results, folder / "RESULTS.md")
    if folder.resolve() == HERE:
        readme.write(results, HERE.parent / "README.md")


def main() -> None:
    chosen = options()
    if chosen.report:
        folder = chosen.output or HERE
        results = json.loads((folder / "results.json").read_text())
        write_tables(results, folder)
        return
    began = time.monotonic()
    bench = Bench(chosen)
    bench.run()
    minutes = (time.monotonic() - began) / 60
    print(f"{minutes:.1f} minutes; the results are in {bench.output / 'RESULTS.md'}")


if __name__ == "__main__":
    main()
