"""One run of one program's calls, in a process of its own; and `kmeans fit` as a process."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import programs
from call import of_labels
from calls import PROGRAMS, Call
from points import Files
from running import HERE, Limits, environment, reason
from watch import Watch

Record = dict[str, object]
# How often a command is run, and the seconds after which it is not run again.
RUNS, SECONDS = 5, 5.0


def run(
    program: str, call: Call, files: Files, threads: int, limits: Limits
) -> list[Record]:
    """One record for each kind of call; each has either `seeds` or a `failure`."""
    kinds = [kind for kind in call.kinds if program in PROGRAMS[kind]]
    if not kinds:
        return []
    if kinds == ["command"]:
        return [command(program, call, files, threads, limits.timeout)]
    common: Record = {"call": call.name, "program": program}
    line = [sys.executable, str(HERE / "call.py"), program, str(files.points), str(files.start)]
    line += [*kinds, "--scale", repr(call.scale), "--seeds", str(call.seeds)]
    line += ["--budget", str(2 * limits.budget)]
    watch = Watch()
    try:
        done = subprocess.run(
            line, env=quiet(threads), capture_output=True, text=True, timeout=limits.timeout)
    except subprocess.TimeoutExpired:
        return [common | {"kind": kind, "failure": f"not done after {limits.timeout:g} s"}
                for kind in kinds]
    common["others"] = watch.others()
    records = [common | json.loads(text) for text in done.stdout.splitlines() if text[:1] == "{"]
    if done.returncode != 0:
        records += [common | {"kind": kind, "failure": reason(done)}
                    for kind in kinds[len(records):]]
    return records


def quiet(threads: int) -> dict[str, str]:
    """The environment of a program that uses a given number of threads."""
    return environment(programs.OURS, threads)


def kmeans() -> str | None:
    """The command that the Python package holds."""
    found = importlib.util.find_spec("swiftkmeans")
    path = Path(found.origin).with_name("kmeans") if found and found.origin else None
    return str(path) if path and path.exists() else None


def command(
    program: str, call: Call, files: Files, threads: int, timeout: float
) -> Record:
    """From a file of points to files of labels and centroids, the process's start included."""
    common: Record = {
        "call": call.name, "kind": "command", "program": program}
    with tempfile.TemporaryDirectory() as folder:
        labels, centroids = f"{folder}/labels.npy", f"{folder}/centroids.npy"
        line = {
            "ours": [
                kmeans() or "kmeans", "fit", str(files.points), "-k", str(call.k), "--labels",
                labels, "--centroids", centroids, "--threads", str(threads), "--quiet"],
            "scikit-learn": [
                sys.executable, str(HERE / "script.py"), str(files.points), str(call.k), labels,
                centroids],
        }[program]
        times: list[float] = []
        watch = Watch()
        while len(times) < RUNS and sum(times) < SECONDS:
            began = time.perf_counter()
            try:
                done = subprocess.run(
                    line, env=quiet(threads), capture_output=True, text=True, timeout=timeout)
            except (OSError, subprocess.TimeoutExpired) as failure:
                return common | {"failure": type(failure).__name__}
            times.append(time.perf_counter() - began)
            if done.returncode != 0:
                return common | {"failure": reason(done)}
        points = np.load(files.points, mmap_mode="r")
        found = of_labels(points, np.load(labels))
        return common | {
            "others": watch.others(), "seeds": [{"times": times, "J": found}],
            "points": points.shape[0], "dimensions": points.shape[1]}
