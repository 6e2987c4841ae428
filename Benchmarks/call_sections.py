"""The sections of RESULTS.md about whole calls."""

from __future__ import annotations

from typing import Iterator

import goals
import machine
from calls import EXACT, GOALS, TITLES
from table import Calls, geometric_mean, markdown, number, ratio, times

# Kinds that are rows of another kind's table.
AMONG = {"fit": ("fit", "restarts", "sweep"), "predict": ("predict",), "transform": ("transform",)}
OTHERS = ["scikit-learn", "oneDAL", "FAISS"]

INTRODUCTION = """\
Milliseconds of a whole call in Python, as people write it: X is float64 in memory, everything else
is the default (seeding by k-means++, tolerance, threads). Best of the calls in a quiet process, of
all rounds. Every fit is done from several seeds, the same numbers for each program, and the mean
over seeds counts; programs draw other starts from the same seed, so J and iterations differ, and
are means over seeds too. J is summed up in float64 from labels and centroids, and shown relative to
ours. `predict` and `transform` take another array, with a model that all programs came to from one
start in two iterations; the J of `predict` is that of its labels and their means. *The fastest
exact* is the faster of scikit-learn and oneDAL, which compute in float64. oneDAL has no `transform`
of its own. FAISS converts X to float32, which is part of the call; its fit does 25 iterations from
random points and returns no labels, so it is shown and not counted. A sweep is k = 2 … 10, each
with a fit and its silhouette, by a loop with either library; J is the sum.
"""


def calls_section(results: dict) -> str:
    """All calls from Python; nothing where none was measured."""
    calls = Calls(results.get("calls", []))
    parts = [table(calls, kind) for kind in GOALS if any(rows(calls, kind))]
    if not parts:
        return ""
    return "## Whole calls\n\n" + INTRODUCTION + "\n" + "\n".join(parts)


def rows(calls: Calls, kind: str) -> Iterator[tuple[str, str]]:
    """The rows of a kind's table: the call, and its own kind."""
    for own in AMONG[kind]:
        for call in calls.names(own):
            yield call, own


def to_exact(calls: Calls, call: str, kind: str) -> float | None:
    """The ratio to the fastest exact peer."""
    return ratio(calls.fastest(call, kind, EXACT), calls.seconds(call, kind, "ours"))


def mean(results: dict, kind: str) -> float | None:
    """The geometric mean of the ratios of a kind."""
    calls = Calls(results.get("calls", []))
    return geometric_mean(to_exact(calls, *place) for place in rows(calls, kind))


def table(calls: Calls, kind: str) -> str:
    others = [
        name for name in OTHERS if any(calls.seconds(*place, name) for place in rows(calls, kind))]
    head = ["call", "N × d", "swift-kmeans", *others, "to the fastest exact", "goal"]
    head += [f"to {name}" for name in others]
    head += [f"J of {name}" for name in others]
    if kind == "fit":
        head.append("iterations: ours, " + ", ".join(others))
    body = [row(calls, *place, others, kind) for place in rows(calls, kind)]
    body.append(last(calls, kind, others, len(head)))
    return f"### {TITLES[kind]}\n\n" + markdown(head, body)


def row(calls: Calls, call: str, own: str, others: list[str], kind: str) -> list[str]:
    ours = calls.seconds(call, own, "ours")
    cells = [call, shape(calls, call, own)]
    cells += [milliseconds(calls, call, own, name) for name in ("ours", *others)]
    cells += [times(to_exact(calls, call, own)), times(GOALS[kind][0])]
    cells += [times(ratio(calls.seconds(call, own, name), ours)) for name in others]
    cells += [apart(calls, call, own, name) for name in others]
    if kind == "fit":
        cells.append(", ".join(
            number(calls.mean(call, own, name, "iterations")) for name in ("ours", *others)))
    return cells


def last(calls: Calls, kind: str, others: list[str], width: int) -> list[str]:
    """The geometric means."""
    every = list(rows(calls, kind))
    whole = geometric_mean(to_exact(calls, *place) for place in every)
    cells = ["**geometric mean of ratios**", "", *[""] * (1 + len(others))]
    cells += [f"**{times(whole)}**", times(GOALS[kind][1])]
    cells += [
        times(geometric_mean(
            ratio(calls.seconds(*place, name), calls.seconds(*place, "ours")) for place in every))
        for name in others]
    return cells + [""] * (width - len(cells))


def shape(calls: Calls, call: str, kind: str) -> str:
    good = calls.good(call, kind, "ours")
    return f"{good[0]['points']:,} × {good[0]['dimensions']}" if good else "–"


def milliseconds(calls: Calls, call: str, kind: str, program: str) -> str:
    """The time, with a star where others took a tenth of the processor or more meanwhile."""
    seconds = calls.seconds(call, kind, program)
    if seconds is None:
        return "failed" if (call, kind, program) in calls.records else "–"
    return number(seconds * 1e3) + ("\\*" if calls.busy(call, kind, program) else "")


def apart(calls: Calls, call: str, kind: str, program: str) -> str:
    """The relative difference of J to ours."""
    theirs, ours = (calls.mean(call, kind, name, "J") for name in (program, "ours"))
    if theirs is None or not ours:
        return "–"
    return f"{theirs / ours - 1:+.1e}" if theirs != ours else "="


def command_section(results: dict) -> str:
    """`kmeans fit` as a process; nothing where it was not measured."""
    calls = Calls(results.get("calls", []))
    body = [
        [call, shape(calls, call, "command"), milliseconds(calls, call, "command", "ours"),
         milliseconds(calls, call, "command", "scikit-learn"),
         times(ratio(calls.seconds(call, "command", "scikit-learn"),
                     calls.seconds(call, "command", "ours"))),
         apart(calls, call, "command", "scikit-learn")]
        for call in calls.names("command")]
    if not body:
        return ""
    head = ["data", "N × d", "`kmeans fit`", "scikit-learn", "ratio", "J of scikit-learn"]
    return (
        "## The command\n\n"
        "Milliseconds of `kmeans fit X.npy -k K --labels … --centroids …` as a process, from a\n"
        "file of float64 to files, against a script in Python that does the same with\n"
        "scikit-learn. Most of a small script's time is its imports, so no mean counts these.\n\n"
        + markdown(head, body))


def call_memory_section(results: dict) -> str:
    """The most memory of whole fits, by the bytes of X."""
    calls = Calls(results.get("calls", []))
    programs = ["ours", "scikit-learn", "oneDAL", "FAISS"]
    body = [
        [call, number(x_bytes(calls, call) / 1e6)]
        + [times(memory(calls, call, name)) for name in programs]
        for call in calls.names("fit") if x_bytes(calls, call)]
    if not body:
        return ""
    return (
        "## Memory of whole calls\n\n"
        "Megabytes of X as float64, and the most that a process held in `fit` beyond what it held\n"
        "with the libraries loaded, X included, by X.\n\n"
        + markdown(["data", "X", "swift-kmeans", *programs[1:]], body))


def x_bytes(calls: Calls, call: str) -> int:
    """The bytes of X; 0 where we were not measured."""
    good = calls.good(call, "fit", "ours")
    return good[0]["pointBytes"] if good else 0


def memory(calls: Calls, call: str, program: str) -> float | None:
    """The most memory of a fit, X included, by X."""
    most = [
        1 + (record["peakBytes"] - record["peakBytesBefore"]) / record["pointBytes"]
        for record in calls.good(call, "fit", program)]
    return max(most, default=None)


def call_losses(results: dict) -> list[str]:
    """The rows below their goals, and what failed."""
    calls, kind = Calls(results.get("calls", [])), machine.kind(results["machine"])
    lines = []
    for group, (least, of_mean) in GOALS.items():
        for call, own in rows(calls, group):
            reached = to_exact(calls, call, own)
            if reached is not None and reached < least:
                word = "**Slower**" if reached < 1 else "Below its goal"
                told = f"- {word}: {group} of {call}:"
                why = goals.reason(f"{own} {call}", kind)
                lines.append(f"{told} {times(reached)} of {times(least)}. {why}".rstrip())
        reached = mean(results, group)
        if reached is not None and reached < of_mean:
            lines.append(
                f"- Below its goal: the geometric mean of {group}: {times(reached)} of"
                f" {times(of_mean)}.")
    lines += goals.memory_losses(
        [(call, x_bytes(calls, call), memory(calls, call, "ours")) for call in calls.names("fit")],
        "of whole calls", kind)
    lines += [
        f"- **Failed**: {record['program']} at {record['kind']} of {record['call']}:"
        f" {record['failure']}." for record in calls.failures()]
    return lines
