"""How runs of a case compare: the ratios to peers, their means, and the goals."""

from __future__ import annotations

import goals
from programs import EXACT, TUNED
from table import Table, geometric_mean, ratio


def some(results: dict, cases: dict) -> Table:
    """The runs of some cases."""
    return Table(run for run in results["runs"] if run["case"] in cases)


def ratios(table: Table, case: str, threads: int) -> dict[str, float | None]:
    """The ratios to the fastest exact peer, to that with FAISS tuned, and to SuperKMeans."""
    ours = table.seconds(case, "ours", threads)
    return {
        "exact": ratio(table.fastest(case, EXACT, threads), ours),
        "tuned": ratio(table.fastest(case, TUNED, threads), ours),
        "super": ratio(table.seconds(case, "superkmeans", threads), ours),
    }


def mean_ratio(results: dict, cases: dict, key: str = "exact") -> float | None:
    """The geometric mean of one of `ratios` over cases, with all threads."""
    table = some(results, cases)
    threads = max(table.threads(), default=0)
    return mean_of(table, key, threads)


def mean_of(table: Table, key: str, threads: int) -> float | None:
    """The geometric mean of one of `ratios`."""
    return geometric_mean(ratios(table, case, threads)[key] for case in table.cases(threads))


def heading(threads: int) -> str:
    return "one thread" if threads == 1 else f"{threads} threads"


def goal(case: str, threads: int, kind: str) -> float | None:
    """The least ratio that the project promises itself; it is one for all cores."""
    return None if threads == 1 else goals.of_case(case, kind)
