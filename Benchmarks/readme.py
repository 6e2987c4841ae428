"""The table of README.md from the raw results."""

from __future__ import annotations

from pathlib import Path

from cases import CASES
from programs import PROGRAMS
from report import EXACT, ratios, shape
from table import Table, geometric_mean, markdown, number, times

BEGIN, END = "<!-- speed -->", "<!-- /speed -->"


def write(results: dict, path: Path) -> None:
    """Puts the table between README's marks; without them nothing is written."""
    text = path.read_text()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if begin and end:
        path.write_text(before + begin + "\n" + section(results) + end + after)


def section(results: dict) -> str:
    """What programs took with all threads, in words and a table."""
    table = Table(results["runs"])
    threads = max(table.threads())
    every = {case: ratios(table, case, threads) for case in table.cases(threads)}
    head = ["case", "points, k, iterations", "here", "fastest exact peer", "ratio",
            "to SuperKMeans"]
    rows = []
    for case, found in every.items():
        best = table.cell(case, "ours", threads).best
        if best is None:
            continue
        rows.append(
            [case, f"{shape(best)}, k = {CASES[case].k}, {CASES[case].title}",
             milliseconds(best["best"]), peer(table, case, threads), times(found["exact"]),
             times(found["super"])])
    mean = geometric_mean(found["exact"] for found in every.values())
    return (
        f"Milliseconds of a whole `fit` in memory with {threads} threads\n"
        f"({results['machine']['processor']}):\n\n"
        + markdown(head, rows, words=2)
        + f"\nThe geometric mean of the ratios is {times(mean)}.\n")


def peer(table: Table, case: str, threads: int) -> str:
    """The time of the fastest exact peer, and its name."""
    found = [
        (seconds, name) for name in EXACT
        if (seconds := table.seconds(case, name, threads)) is not None
    ]
    if not found:
        return "–"
    seconds, name = min(found)
    return f"{milliseconds(seconds)}, {PROGRAMS[name].title}"


def milliseconds(seconds: float) -> str:
    return f"{number(seconds * 1e3)} ms"
