"""What the project promises itself on each kind of machine, and why it is missed where it is."""

from __future__ import annotations

from cases import CASES
from reasons import REASONS

# The geometric mean of the ratios to the fastest exact peer.
MEANS = {"avx2": 7.0, "avxvnni": 7.0}
MEAN = 10.0
# The least ratio of a case, where it is not that of the case.
CASES_ON = {"avx2": {"blobs8": 10.0, "blobs32": 7.0, "blobs768": 4.0}}
# Of any other case on such a machine.
LEAST = 3.0
# The most memory of a fit with X in it, by the bytes of X.
MEMORY = 1.75


def of_case(name: str, kind: str) -> float:
    """The least ratio of a case on a kind of machine."""
    if kind in CASES_ON:
        return CASES_ON[kind].get(name, LEAST)
    return CASES[name].goal


def of_mean(kind: str) -> float:
    """The least geometric mean on a kind of machine."""
    return MEANS.get(kind, MEAN)


def reason(name: str, kind: str) -> str:
    """Why a case or a call is below its goal on a kind of machine; empty where nobody knows."""
    return REASONS.get(kind, {}).get(name, "")
