"""RESULTS.md from the raw results."""

from __future__ import annotations

from pathlib import Path

from cases import CASES
from programs import PROGRAMS
from reasons import REASONS
from sections import (
    bits_section, bytes_section, machine_section, memory_section, peak_section, python_section,
    seeding_section, work_section)
from table import Table, geometric_mean, markdown, milliseconds, ratio, times

PEERS = [name for name in PROGRAMS if not name.startswith("ours")]
# As they come from PyPI; "faiss-tuned" has a column of its own.
EXACT = [name for name in PEERS if PROGRAMS[name].exact and not PROGRAMS[name].tuned]
TUNED = EXACT + ["faiss-tuned"]

INTRODUCTION = """\
Milliseconds of `fit` for points in memory, the best of all rounds; in brackets by how much the
slowest round was slower, when that is 10% or more; \\* where other programs took a tenth of the
processor or more meanwhile, so that the time is not to be trusted. Same points (float32), same
given start, same iterations, tolerance 0, all points. A ratio says how many times as long the peer
takes: above 1× we are faster. *Exact* are scikit-learn (both), oneDAL and FAISS as they come from
PyPI. *FAISS tuned* is FAISS with its OpenBLAS told which processor this is (`OPENBLAS_CORETYPE`),
which the one in its package does not know when the processor is younger than it. SuperKMeans draws
its own start and is approximate: only its time is compared. [README.md](README.md) says more.
"""


def write(results: dict, path: Path) -> None:
    """Writes RESULTS.md."""
    table = Table(results["runs"])
    parts = ["# Results\n"]
    if results["partial"]:
        parts.append(
            f"**A partial run** ({results['rounds']} round(s)), good for a look and not for"
            " figures.\n")
    shares = sorted(run["others"] for run in results["runs"] if run.get("others") is not None)
    if shares and shares[len(shares) // 2] >= 0.1:
        parts.append(
            "**The machine was busy with other programs.** Those who wait by spinning, as most peers"
            " do,\nsuffer most from that: no ratio here can be trusted.\n")
    parts += [INTRODUCTION, machine_section(results)]
    for threads in table.threads():
        parts.append(times_section(table, threads))
    parts.append(losses_section(results, table))
    for threads in table.threads():
        parts.append(objective_section(table, threads))
    parts.append(bits_section(table, ["ours", *PEERS]))
    for threads in table.threads():
        parts.append(work_section(table, threads))
    parts.append(peak_section(results, table))
    parts.append(memory_section(table, ["ours", *PEERS]))
    parts += [bytes_section(table), python_section(table), seeding_section(results)]
    path.write_text("\n".join(part for part in parts if part))


def heading(threads: int) -> str:
    return "one thread" if threads == 1 else f"{threads} threads"


def ratios(table: Table, case: str, threads: int) -> dict[str, float | None]:
    """The ratios to the fastest exact peer, to that with FAISS tuned, and to SuperKMeans."""
    ours = table.seconds(case, "ours", threads)
    return {
        "exact": ratio(table.fastest(case, EXACT, threads), ours),
        "tuned": ratio(table.fastest(case, TUNED, threads), ours),
        "super": ratio(table.seconds(case, "superkmeans", threads), ours),
    }


def times_section(table: Table, threads: int) -> str:
    head = ["case", "N × d", "k", "iterations", "swift-kmeans"]
    head += [PROGRAMS[name].title for name in PEERS]
    head += ["to the fastest exact", "goal", "FAISS tuned too", "to SuperKMeans"]
    rows = []
    for case in table.cases(threads):
        ours = table.cell(case, "ours", threads)
        found = ratios(table, case, threads)
        best = ours.best or {}
        rows.append(
            [case, shape(best), str(CASES[case].k), iterations(case, best), milliseconds(ours)]
            + [milliseconds(table.cell(case, name, threads)) for name in PEERS]
            + [times(found["exact"]), times(goal(case, threads)), times(found["tuned"]),
               times(found["super"])])
    every = [ratios(table, case, threads) for case in table.cases(threads)]
    means = [
        geometric_mean(
            ratio(table.seconds(case, name, threads), table.seconds(case, "ours", threads))
            for case in table.cases(threads))
        for name in PEERS
    ]
    rows.append(
        ["**geometric mean of ratios**", "", "", "", ""] + [times(mean) for mean in means]
        + [f"**{times(geometric_mean(found['exact'] for found in every))}**",
           times(None if threads == 1 else 6),
           times(geometric_mean(found["tuned"] for found in every)),
           times(geometric_mean(found["super"] for found in every))])
    return f"## Times, {heading(threads)}\n\n" + markdown(head, rows)


def goal(case: str, threads: int) -> float | None:
    """The least ratio that the project promises itself; it is one for all cores."""
    return None if threads == 1 else CASES[case].goal


def shape(best: dict) -> str:
    return f"{best['points']:,} × {best['dimensions']}" if best else "–"


def iterations(case: str, best: dict) -> str:
    """The limit, or where the run without one ended."""
    if CASES[case].title == "to the end":
        return f"to the end ({best.get('iterations', '–')})"
    return CASES[case].title


def losses_section(results: dict, table: Table) -> str:
    """Everything that did not go as it should."""
    lines = []
    for threads in table.threads():
        for case in table.cases(threads):
            found = ratios(table, case, threads)
            told = f"{case}, {heading(threads)}"
            words = {"exact": "the fastest exact peer", "tuned": "FAISS tuned",
                     "super": "SuperKMeans"}
            lines += [
                f"- **Slower**: {told}: {times(found[key])} to {words[key]}."
                for key in words if found[key] is not None and found[key] < 1
                and not (key == "tuned" and found["tuned"] == found["exact"])]
            wanted = goal(case, threads)
            if wanted and found["exact"] and 1 <= found["exact"] < wanted:
                told += f": {times(found['exact'])} of {times(wanted)}"
                reason = REASONS.get(case, "")
                lines.append(f"- Below its goal: {told}. {reason}".rstrip())
    for (case, program, threads), cell in table.cells.items():
        if cell.failure:
            title = PROGRAMS[program].title
            lines.append(f"- **Failed**: {title} on {case}, {heading(threads)}: {cell.failure}.")
    for record in results["seeding"]:
        if "failure" in record:
            lines.append(f"- **Failed**: seeding, {record['program']}: {record['failure']}.")
    lines += [f"- Left out: {what}: {why}." for what, why in results["leftOut"].items()]
    return "## Losses, failures, and what is left out\n\n" + "\n".join(lines or ["None."]) + "\n"


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
