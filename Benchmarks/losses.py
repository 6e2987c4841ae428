"""The section of RESULTS.md about what did not go as it should."""

from __future__ import annotations

import goals
import machine
from call_sections import call_losses
from cases import SINGLES
from compare import goal, heading, mean_ratio, ratios
from programs import PROGRAMS
from sections import memory_losses
from table import Table, times


def losses_section(results: dict, table: Table) -> str:
    """Everything that did not go as it should."""
    kind = machine.kind(results["machine"])
    lines = []
    for threads in table.threads():
        for case in table.cases(threads):
            lines += case_losses(table, case, threads, kind)
    reached, wanted = mean_ratio(results, SINGLES), goals.of_mean(kind)
    if reached is not None and reached < wanted and not results["partial"]:
        lines.append(
            f"- Below its goal: the geometric mean of the cases: {times(reached)} of"
            f" {times(wanted)}.")
    lines += call_losses(results) + memory_losses(table, kind)
    for (case, program, threads), cell in table.cells.items():
        if cell.failure:
            title = PROGRAMS[program].title
            lines.append(f"- **Failed**: {title} on {case}, {heading(threads)}: {cell.failure}.")
    for record in results["seeding"]:
        if "failure" in record:
            lines.append(f"- **Failed**: seeding, {record['program']}: {record['failure']}.")
    lines += [f"- Left out: {what}: {why}." for what, why in results["leftOut"].items()]
    return "## Losses, failures, and what is left out\n\n" + "\n".join(lines or ["None."]) + "\n"


def case_losses(table: Table, case: str, threads: int, kind: str) -> list[str]:
    """Where a case is slower than others, or below its goal."""
    found = ratios(table, case, threads)
    told = f"{case}, {heading(threads)}"
    words = {"exact": "the fastest exact peer", "tuned": "FAISS tuned", "super": "SuperKMeans"}
    lines = [
        f"- **Slower**: {told}: {times(found[key])} to {words[key]}."
        for key in words if found[key] is not None and found[key] < 1
        and not (key == "tuned" and found["tuned"] == found["exact"])]
    wanted = goal(case, threads, kind)
    if wanted and found["exact"] and 1 <= found["exact"] < wanted:
        told += f": {times(found['exact'])} of {times(wanted)}"
        lines.append(f"- Below its goal: {told}. {goals.reason(case, kind)}".rstrip())
    return lines
