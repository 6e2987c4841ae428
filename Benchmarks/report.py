"""RESULTS.md from the raw results of every machine."""

from __future__ import annotations

import re
from pathlib import Path

import goals
import machine
from call_sections import call_memory_section, calls_section, command_section, mean
from calls import GOALS
from cases import CASES, DOUBLES, SINGLES
from compare import goal, heading, mean_of, mean_ratio, ratios, some
from losses import losses_section
from programs import PEERS, PROGRAMS
from sections import (
    bits_section, bytes_section, machine_section, memory_section, peak_section, python_section,
    seeding_section, work_section)
from table import Table, geometric_mean, markdown, milliseconds, ratio, times

INTRODUCTION = """\
Milliseconds of `fit` for points in memory, the best of all rounds; in brackets by how much the
slowest round was slower, when that is 10% or more; \\* where other programs took a tenth of the
processor or more meanwhile, so that the time is not to be trusted. Same points, same given start,
same iterations, tolerance 0, all points; float32 unless a heading says float64. A ratio says how
many times as long the peer takes: above 1× we are faster. *Exact* are scikit-learn (both), oneDAL
and FAISS as they come from PyPI; in float64 without FAISS, which knows float32 only. *FAISS tuned*
is FAISS with its OpenBLAS told which processor this is (`OPENBLAS_CORETYPE`), which the one in its
package does not know when the processor is younger than it. SuperKMeans draws its own start and is
approximate: only its time is compared. [README.md](README.md) says more.
"""


def write(every: list[dict], path: Path) -> None:
    """Writes RESULTS.md from the results of machines, in that order."""
    parts = ["# Results\n", INTRODUCTION, summary(every)]
    parts += [of_machine(results) for results in every]
    path.write_text("\n".join(parts))


def title(results: dict) -> str:
    """A machine in words: what tells its kind, and the processor."""
    facts = results["machine"]
    return f"{machine.instruction_sets(facts)} ({facts['processor']})"


def summary(every: list[dict]) -> str:
    """The geometric means of every machine beside their goals."""
    head = ["machine", "date", "float32", "goal", "float64"]
    for kind, (_, wanted) in GOALS.items():
        head.append(f"call of {kind} (goal {times(wanted)})")
    rows = []
    for results in every:
        wanted = goals.of_mean(machine.kind(results["machine"]))
        rows.append(
            [title(results), results["machine"]["date"], times(mean_ratio(results, SINGLES)),
             times(wanted), times(mean_ratio(results, DOUBLES))]
            + [times(mean(results, kind)) for kind in GOALS])
    return (
        "## Geometric means\n\n"
        "Of the ratios to the fastest exact peer, with all threads; \"–\" where a run is older\n"
        "than what it would have to measure. A machine of another kind has a table of its own,\n"
        "and a newer run replaces that of its kind.\n\n" + markdown(head, rows, words=2))


def of_machine(results: dict) -> str:
    """The part of one machine, its headings below its own."""
    table, kind = Table(results["runs"]), machine.kind(results["machine"])
    singles, doubles = some(results, SINGLES), some(results, DOUBLES)
    parts = warnings(results) + [machine_section(results)]
    parts += [times_section(singles, threads, kind) for threads in singles.threads()]
    parts += [doubles_section(doubles, threads, kind) for threads in doubles.threads()]
    parts += [calls_section(results), command_section(results)]
    parts.append(losses_section(results, table))
    parts += [objective_section(table, threads) for threads in table.threads()]
    parts.append(bits_section(table, ["ours", *PEERS]))
    parts += [work_section(table, threads) for threads in table.threads()]
    parts += [peak_section(results, singles), memory_section(table, ["ours", *PEERS])]
    parts += [call_memory_section(results), bytes_section(singles), python_section(table)]
    parts.append(seeding_section(results))
    deeper = re.sub(r"(?m)^(#+ )", r"#\1", "\n".join(part for part in parts if part))
    return f"## {title(results)}\n\n" + deeper


def warnings(results: dict) -> list[str]:
    """What is to be known before any number is read."""
    parts = []
    if results["partial"]:
        parts.append(
            f"**A partial run** ({results['rounds']} round(s)), good for a look and not for"
            " figures.\n")
    shares = sorted(run["others"] for run in results["runs"] if run.get("others") is not None)
    if shares and shares[len(shares) // 2] >= 0.1:
        parts.append(
            "**The machine was busy with other programs.** Those who wait by spinning, as most"
            " peers\ndo, suffer most from that: no ratio here can be trusted.\n")
    return parts


def times_section(table: Table, threads: int, kind: str) -> str:
    return f"## Times, {heading(threads)}\n\n" + times_table(
        table, threads, kind, PEERS, goals.of_mean(kind))


def doubles_section(table: Table, threads: int, kind: str) -> str:
    peers = [name for name in PEERS if PROGRAMS[name].doubles]
    return (
        f"## Times in float64, {heading(threads)}\n\n"
        "Values that need all of float64, but for the pictures, whose bytes are widened as people\n"
        "widen them. FAISS and SuperKMeans know float32 only.\n\n"
        + times_table(table, threads, kind, peers, None))


def times_table(
    table: Table, threads: int, kind: str, peers: list[str], wanted: float | None
) -> str:
    """A row a case, and the geometric means."""
    comparisons = {"exact": "to the fastest exact"}
    if "faiss" in peers:
        comparisons |= {"tuned": "FAISS tuned too", "super": "to SuperKMeans"}
    head = ["case", "N × d", "k", "iterations", "swift-kmeans"]
    head += [PROGRAMS[name].title for name in peers] + ["goal", *comparisons.values()]
    rows = []
    for case in table.cases(threads):
        ours = table.cell(case, "ours", threads)
        found = ratios(table, case, threads)
        best = ours.best or {}
        rows.append(
            [case, shape(best), str(CASES[case].k), iterations(case, best), milliseconds(ours)]
            + [milliseconds(table.cell(case, name, threads)) for name in peers]
            + [times(goal(case, threads, kind))] + [times(found[key]) for key in comparisons])
    rows.append(
        ["**geometric mean of ratios**", "", "", "", ""]
        + [times(mean_to(table, name, threads)) for name in peers]
        + [times(None if threads == 1 else wanted)]
        + [f"**{times(mean_of(table, key, threads))}**" for key in comparisons])
    return markdown(head, rows)


def mean_to(table: Table, name: str, threads: int) -> float | None:
    """The geometric mean of the ratios to one program."""
    return geometric_mean(
        ratio(table.seconds(case, name, threads), table.seconds(case, "ours", threads))
        for case in table.cases(threads))


def shape(best: dict) -> str:
    return f"{best['points']:,} × {best['dimensions']}" if best else "–"


def iterations(case: str, best: dict) -> str:
    """The limit, or where the run without one ended."""
    if CASES[case].title == "to the end":
        return f"to the end ({best.get('iterations', '–')})"
    return CASES[case].title


def objective_section(table: Table, threads: int) -> str:
    """J by case: ours, and the others' relative to it, with their iterations."""
    head = ["case", "swift-kmeans"] + [PROGRAMS[name].title for name in PEERS]
    rows = []
    for case in table.cases(threads):
        ours = table.cell(case, "ours", threads).best
        row = [case, f"{ours['J']:.10g} ({ours['iterations']})" if ours else "–"]
        for name in PEERS:
            best = table.cell(case, name, threads).best
            if best is None or ours is None:
                row.append("–")
                continue
            apart = best["J"] / ours["J"] - 1
            relative = f"{apart:+.1e}" if apart else "="
            row.append(f"{relative} ({best['iterations']})")
        rows.append(row)
    return (
        f"## J and iterations, {heading(threads)}\n\n"
        "J of the labels and centroids that each program returned, summed up in float64; for the\n"
        "peers the relative difference to ours. In brackets the iterations done; programs that\n"
        "end by themselves may count the last differently. Runs that part early end in other\n"
        "minima, which may be better or worse.\n\n" + markdown(head, rows))
