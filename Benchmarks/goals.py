"""What the project promises itself on each kind of machine, and why it is missed where it is."""

from __future__ import annotations

from cases import CASES
from reasons import REASONS
from table import times

# The geometric mean of the ratios to the fastest exact peer.
MEANS = {"avx2": 7.0, "avxvnni": 7.0}
MEAN = 10.0
# The least ratio of a case, where it is not that of the case.
CASES_ON = {"avx2": {"blobs8": 10.0, "blobs32": 7.0, "blobs768": 4.0}}
# Of any other case on such a machine.
LEAST = 3.0
# The most memory of a fit, X included, in bytes of X; and the least size of X that is judged.
MEMORY, MEMORY_FROM = 1.75, 8_000_000


def of_case(name: str, kind: str) -> float:
    """The least ratio of a case on a kind of machine."""
    if kind in CASES_ON:
        return CASES_ON[kind].get(name, LEAST)
    return CASES[name].goal


def of_mean(kind: str) -> float:
    """The least geometric mean on a kind of machine."""
    return MEANS.get(kind, MEAN)


def reason(name: str, kind: str) -> str:
    """Why a case or a call is below its goal on a kind of machine; empty where unknown."""
    return REASONS.get(kind, {}).get(name, "")


def memory_losses(found: list[tuple[str, int, float | None]], what: str, kind: str) -> list[str]:
    """What takes more memory than the goal, from names, bytes of X, and the most by X."""
    above = [
        f"{name} {times(most)}" for name, size, most in found
        if most is not None and most > MEMORY and size >= MEMORY_FROM]
    if not above:
        return []
    told = f"- Above {times(MEMORY)} of X in memory {what}: {', '.join(above)}."
    return [f"{told} {reason('memory', kind)}".rstrip()]
