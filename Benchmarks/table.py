"""The runs of all rounds, put together, and Markdown tables."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Iterable

Record = dict[str, object]


@dataclass
class Cell:
    """All runs of one program in one case with one number of threads."""

    runs: list[Record]

    @property
    def good(self) -> list[Record]:
        return [run for run in self.runs if "best" in run]

    @property
    def failure(self) -> str | None:
        return next((run["failure"] for run in self.runs if "failure" in run), None)

    @property
    def best(self) -> Record | None:
        """The fastest run; None when none ended well."""
        return min(self.good, key=lambda run: run["best"], default=None)

    @property
    def seconds(self) -> float | None:
        return self.best["best"] if self.best else None

    @property
    def spread(self) -> float:
        """By which share the slowest round's best exceeds the best."""
        times = [run["best"] for run in self.good]
        return max(times) / min(times) - 1 if times else 0.0


class Table:
    """Cells by case, program and threads."""

    def __init__(self, runs: Iterable[Record]) -> None:
        self.cells: dict[tuple[str, str, int], Cell] = {}
        for run in runs:
            key = (run["case"], run["program"], run["threads"])
            self.cells.setdefault(key, Cell([])).runs.append(run)

    def cell(self, case: str, program: str, threads: int) -> Cell:
        return self.cells.get((case, program, threads), Cell([]))

    def seconds(self, case: str, program: str, threads: int) -> float | None:
        return self.cell(case, program, threads).seconds

    def threads(self) -> list[int]:
        """The numbers of threads, the greatest first."""
        return sorted({threads for _, _, threads in self.cells}, reverse=True)

    def cases(self, threads: int) -> list[str]:
        """The cases with that number of threads, in the order of their runs."""
        return list(dict.fromkeys(case for case, _, t in self.cells if t == threads))

    def fastest(self, case: str, programs: Iterable[str], threads: int) -> float | None:
        times = [self.seconds(case, program, threads) for program in programs]
        return min((time for time in times if time is not None), default=None)

    def digests(self, case: str, program: str) -> set[str]:
        """The different results of a program in a case, over rounds and threads."""
        return {
            run["digest"] for (c, p, _), cell in self.cells.items()
            if (c, p) == (case, program) for run in cell.good
        }


class Calls:
    """Records of calls by call, kind and program; a call takes the mean of its seeds."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records: dict[tuple[str, str, str], list[Record]] = {}
        for record in records:
            key = (record["call"], record["kind"], record["program"])
            self.records.setdefault(key, []).append(record)

    def good(self, call: str, kind: str, program: str) -> list[Record]:
        return [
            record for record in self.records.get((call, kind, program), []) if "seeds" in record]

    def failures(self) -> list[Record]:
        """The records of what failed, one a call."""
        return [
            next(record for record in records if "failure" in record)
            for records in self.records.values() if any("failure" in record for record in records)]

    def names(self, kind: str) -> list[str]:
        """The calls of a kind, in the order of their runs."""
        return list(dict.fromkeys(call for call, found, _ in self.records if found == kind))

    def seconds(self, call: str, kind: str, program: str) -> float | None:
        """The mean over seeds of the best time of each in all rounds."""
        rounds = [
            [min(seed["times"]) for seed in record["seeds"]]
            for record in self.good(call, kind, program)]
        bests = [min(times) for times in zip(*rounds)]
        return sum(bests) / len(bests) if bests else None

    def mean(self, call: str, kind: str, program: str, what: str) -> float | None:
        """The mean over seeds of J or of the iterations; None where it is not told."""
        found = self.good(call, kind, program)
        told = [seed[what] for seed in found[0]["seeds"] if what in seed] if found else []
        return sum(told) / len(told) if told else None

    def busy(self, call: str, kind: str, program: str) -> bool:
        """Whether others took a tenth of the processor or more in every round."""
        found = self.good(call, kind, program)
        return bool(found) and min(record.get("others") or 0 for record in found) >= 0.1

    def fastest(self, call: str, kind: str, programs: Iterable[str]) -> float | None:
        times = [self.seconds(call, kind, program) for program in programs]
        return min((time for time in times if time is not None), default=None)


def markdown(head: list[str], rows: list[list[str]], words: int = 1) -> str:
    """A table; all but the first `words` columns are numbers, and stand to the right."""
    rule = [" --- " if column < words else " ---: " for column in range(len(head))]
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join(rule) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def number(value: float | None, digits: int = 3) -> str:
    """A number to three digits or as many as it has before its point; "–" for none."""
    if value is None:
        return "–"
    if value == 0:
        return "0"
    places = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    return f"{value:,.{places}f}"


def milliseconds(cell: Cell) -> str:
    """The best time, by how much other rounds were slower when that is 10% or more, and a star
    when others took a tenth of the processor or more beside the best run."""
    if cell.seconds is None:
        return "failed" if cell.failure else "–"
    spread = f" (+{cell.spread:.0%})" if cell.spread >= 0.1 else ""
    star = "\\*" if (cell.best.get("others") or 0) >= 0.1 else ""
    return number(cell.seconds * 1e3) + star + spread


def ratio(theirs: float | None, ours: float | None) -> float | None:
    """How many times as long theirs takes."""
    return theirs / ours if theirs and ours else None


def times(value: float | None) -> str:
    return "–" if value is None else f"{number(value)}×"


def geometric_mean(values: Iterable[float | None]) -> float | None:
    logarithms = [math.log(value) for value in values if value]
    return math.exp(sum(logarithms) / len(logarithms)) if logarithms else None
