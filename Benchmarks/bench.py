"""One run of the whole: what takes part, and the rounds."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from typing import Iterator

import calling
import calls
import machine
import points
import programs
import raw
import running
from calls import Call
from cases import CASES, SEEDINGS, Case
from points import Files
from programs import OURS, PROGRAMS, Program
from running import Limits

HERE = Path(__file__).resolve().parent
# Peers that end where nothing changes; the others are told our number of iterations.
STOPPING = ("ours-python", "lloyd", "elkan", "onedal")
# The most rounds of a slow run, by the seconds that it takes.
ROUNDS = {5.0: 2, 15.0: 1}
# The rounds of a whole call. A call whose repetitions take longer than CALL_SECONDS has one.
CALL_ROUNDS, CALL_SECONDS = 2, 10.0


class Bench:
    """One run of the whole, and what came out so far."""

    def __init__(self, chosen: argparse.Namespace) -> None:
        self.chosen = chosen
        self.began = time.monotonic()
        self.partial = bool(
            chosen.quick or chosen.threads or chosen.rounds == 1
            or any(names is not None for names in (chosen.cases, chosen.calls, chosen.peers)))
        self.rounds = chosen.rounds or (1 if chosen.quick else 3)
        self.limits = Limits(timeout=chosen.timeout, budget=0.3 if chosen.quick else 1.0)
        self.output = chosen.output or (HERE / ".cache" if self.partial else HERE)
        self.known: dict[str, float] = {}
        self.iterations: dict[str, int] = {}
        self.results: dict[str, object] = {
            "machine": machine.facts(), "partial": self.partial, "rounds": self.rounds,
            "leftOut": {}, "runs": [], "calls": [], "seeding": [], "peaks": [],
        }

    # MARK: What takes part

    def cases(self) -> list[tuple[Case, Files]]:
        names = self.chosen.cases
        if names is None:
            names = [case.name for case in CASES.values() if case.quick or not self.chosen.quick]
        return [
            (CASES[name], files) for name in names if (files := self.files(name, CASES[name]))]

    def files(self, name: str, case: Case) -> Files | None:
        try:
            print(f"{name}: making", flush=True)
            return points.make(case)
        except points.MissingData as missing:
            self.results["leftOut"][name] = str(missing)
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

    def calls(self) -> list[tuple[Call, Files]]:
        """The whole calls; a partial run has them when it is asked to, and the quick one a few."""
        wanted = [*calls.CALLS, *calls.COMMANDS]
        if self.chosen.calls is None and self.partial:
            wanted = [call for call in wanted if call.quick and self.chosen.quick]
        if self.chosen.calls:
            wanted = [call for call in wanted if call.source in self.chosen.calls]
        return [
            (call, files) for call in wanted if (files := self.files(call.name, call.case))]

    def callers(self) -> list[str]:
        """The programs of the calls: those whose packages take part."""
        packages = {program.package for program in self.programs()} | {"swiftkmeans"}
        versions = machine.versions()
        return [
            name for name, package in calls.PACKAGES.items()
            if package in packages and versions[package] != "missing"]

    # MARK: Running

    def run(self) -> None:
        cases, called = self.cases(), self.calls()
        taking_part, callers = self.programs(), self.callers()
        self.measure_peak()
        for number in range(self.rounds):
            for case, files in cases:
                for program, threads in self.turns(number, taking_part, case, files):
                    self.one(number, program, case, files, threads)
            for call, files in called if number < CALL_ROUNDS else []:
                turn = number % len(callers)
                for program in callers[turn:] + callers[:turn]:
                    self.call(number, program, call, files)
            if number == 0 and (self.chosen.seeding or not self.partial):
                self.seeding()
            self.measure_peak()
            raw.save(self.results, self.output)

    def late(self, number: int) -> bool:
        """Whether there is no time left for anything more than once."""
        return number > 0 and time.monotonic() - self.began > self.chosen.minutes * 60

    def turns(
        self, number: int, taking_part: list[Program], case: Case, files: Files
    ) -> Iterator[tuple[Program, int]]:
        """Who runs a case in a round; ours tells FAISS the iterations, so it begins the first."""
        turn = number % len(taking_part)
        for threads in self.threads(case):
            for program in taking_part[turn:] + taking_part[:turn]:
                if program.takes_part(case, files.bytes is not None):
                    yield program, threads

    def one(
        self, number: int, program: Program, case: Case, files: Files, threads: int
    ) -> None:
        best = self.best(case, program, threads)
        most = min((count for seconds, count in ROUNDS.items() if best > seconds), default=number + 1)
        if self.late(number) or number >= most:
            return
        exact = self.iterations.get(case.name, case.iterations)
        stops_itself = program.peer is None or program.name in STOPPING
        iterations = case.iterations if stops_itself else exact
        record = running.run(
            program, case, files, iterations, threads, self.limits, self.known)
        if program == OURS and "iterations" in record:
            self.iterations[case.name] = record["iterations"]
        self.results["runs"].append(record | {"round": number})
        self.say(record)

    def best(self, case: Case, program: Program, threads: int) -> float:
        """The best time so far in seconds; endless for a program that failed, 0 for none."""
        records = [
            record for record in self.results["runs"]
            if (record["case"], record["program"], record["threads"])
            == (case.name, program.name, threads)
        ]
        times = [record["best"] for record in records if "best" in record]
        return min(times, default=float("inf") if records else 0.0)

    def call(self, number: int, program: str, call: Call, files: Files) -> None:
        """All kinds of a call, unless an earlier round took long or failed."""
        if self.late(number):
            return
        before = [
            record for record in self.results["calls"]
            if (record["call"], record["program"]) == (call.name, program)
            and record["kind"] in call.kinds]
        if any("failure" in record or in_all(record) > CALL_SECONDS for record in before):
            return
        threads = (self.chosen.threads or [os.cpu_count() or 1])[0]
        for record in calling.run(program, call, files, threads, self.limits):
            self.results["calls"].append(record | {"round": number})
            told = record.get("failure") or f"{seconds(record) * 1e3:10.2f} ms"
            print(f"{call.name:20} {record['kind']:9} {program:12} {told}", flush=True)

    def seeding(self) -> None:
        for case in SEEDINGS.values():
            if files := self.files(case.name, case):
                for program in (OURS, programs.SEEDING):
                    record = running.run(
                        program, case, files, 1, os.cpu_count() or 1,
                        Limits(1, 0, max(self.limits.timeout, 900)), self.known)
                    self.results["seeding"].append(record)
                    self.say(record)

    def measure_peak(self) -> None:
        self.results["peaks"].append(running.peak())

    @staticmethod
    def say(record: dict[str, object]) -> None:
        shown = record.get("failure") or f"{record['best'] * 1e3:10.2f} ms  J = {record['J']:.9g}"
        print(
            f"{record['case']:14} {record['threads']:2} threads {record['program']:12} {shown}",
            flush=True)


def in_all(record: dict[str, object]) -> float:
    """What all calls of a process took."""
    return sum(sum(seed["times"]) for seed in record["seeds"])


def seconds(record: dict[str, object]) -> float:
    """The best times of a call, the mean of its seeds."""
    seeds = record["seeds"]
    return sum(min(seed["times"]) for seed in seeds) / len(seeds)
