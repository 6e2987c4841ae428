"""The sentences and the table of README.md from the raw results of every machine."""

from __future__ import annotations

from pathlib import Path

import machine
from call_sections import mean
from calls import GOALS
from cases import CASES, DOUBLES, SINGLES
from compare import mean_ratio, ratios, some
from programs import EXACT, PROGRAMS
from report import shape
from table import Table, markdown, number, times

BEGIN, END = "<!-- speed -->", "<!-- /speed -->"


def write(every: list[dict], path: Path) -> None:
    """Puts them between README's marks; without them nothing is written."""
    text = path.read_text()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if begin and end:
        path.write_text(before + begin + "\n" + section(every) + end + after)


def section(every: list[dict]) -> str:
    """What programs took on every machine with all threads, in words and a table."""
    tables = [some(results, SINGLES) for results in every]
    head = ["case", "points, k, iterations"]
    for results in every:
        sets = machine.instruction_sets(results["machine"])
        head += [sets, "fastest exact peer", "ratio"]
    names = dict.fromkeys(
        case for table in tables for case in table.cases(max(table.threads())))
    rows = [
        [case, told(tables, case)] + [text for table in tables for text in cells(table, case)]
        for case in names]
    return words(every) + "\n" + markdown(head, rows, words=2) + called(every)


def words(every: list[dict]) -> str:
    """Which machines, and the geometric mean on each."""
    lines = ["Milliseconds of a whole `fit` in memory. In geometric mean this is faster by"]
    for results in every:
        facts = results["machine"]
        lines.append(
            f"- **{times(mean_ratio(results, SINGLES))}** on {machine.instruction_sets(facts)}"
            f" ({facts['processor']}; {facts['cores']} threads, {facts['date']}); against"
            f" SuperKMeans by {times(mean_ratio(results, SINGLES, 'super'))}")
    return lines[0] + ("\n\n" + "\n".join(lines[1:]) + "\n")


def called(every: list[dict]) -> str:
    """The geometric means of whole calls, and of float64; nothing where none were measured."""
    lines = []
    for results in every:
        means = {kind: mean(results, kind) for kind in GOALS}
        if None in means.values():
            continue
        told = ", ".join(f"{times(found)} in `{kind}`" for kind, found in means.items())
        doubles = mean_ratio(results, DOUBLES)
        lines.append(
            f"- {machine.instruction_sets(results['machine'])}: {told}"
            + (f"; {times(doubles)} in the cases of float64" if doubles else ""))
    if not lines:
        return ""
    return (
        "\nWhole calls from Python with defaults, on float64, against the faster of scikit-learn\n"
        "and oneDAL, in geometric mean:\n\n" + "\n".join(lines) + "\n")


def told(tables: list[Table], case: str) -> str:
    """The size of a case."""
    best = next(
        (found for table in tables
         if (found := table.cell(case, "ours", max(table.threads())).best)), {})
    return f"{shape(best)}, k = {CASES[case].k}, {CASES[case].title}"


def cells(table: Table, case: str) -> list[str]:
    """Our time, the fastest exact peer's, and the ratio."""
    threads = max(table.threads())
    ours = table.seconds(case, "ours", threads)
    return [
        milliseconds(ours) if ours else "–", peer(table, case, threads),
        times(ratios(table, case, threads)["exact"])]


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
