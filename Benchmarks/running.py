"""One run of one program in a process of its own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import machine
from cases import Case
from objective import objective
from points import Files
from programs import Program
from watch import Watch

HERE = Path(__file__).resolve().parent
BENCH = HERE / ".build" / "release" / "kmeans-bench"


def environment(program: Program, threads: int) -> dict[str, str]:
    """This environment without anything that steers threads or kernels, but the threads wanted."""
    steering = ("OPENBLAS_", "OMP_", "KMP_", "GOMP_", "MKL_", "TBB_", "KMEANS_INSTRUCTION_SET")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(steering)}
    kept["OMP_NUM_THREADS"] = str(threads)
    core = machine.openblas_core()
    if program.tuned and core:
        kept["OPENBLAS_CORETYPE"] = core
    return kept


@dataclass
class Limits:
    """How often and how long."""

    repetitions: int = 20
    budget: float = 1.0
    timeout: float = 300.0


def command(program: Program, case: Case, files: Files, iterations: int, threads: int) -> list[str]:
    """What to run, less the limits and outputs, which are the same for all."""
    if program.peer:
        first = [sys.executable, str(HERE / "peer.py"), program.peer, str(files.points)]
        start = str(files.start)
    else:
        points = files.bytes if program.name == "ours-bytes" else files.points
        first = [str(BENCH), "fit", str(points)]
        start = "k-means++" if case.name == "seeding" else str(files.start)
    if case.name == "seeding" and not program.peer:
        first += ["-k", str(case.k)]
    return first + ["--start", start, "--iterations", str(iterations), "--threads", str(threads)]


def run(
    program: Program, case: Case, files: Files, iterations: int, threads: int, limits: Limits,
    known: dict[str, float],
) -> dict[str, object]:
    """One run; its record has either `times` in seconds or a `failure`.

    `known` holds J by the digest of labels and centroids, so that it is summed up only once.
    """
    record: dict[str, object] = {"case": case.name, "program": program.name, "threads": threads}
    with tempfile.TemporaryDirectory() as folder:
        labels, centroids = f"{folder}/labels.npy", f"{folder}/centroids.npy"
        line = command(program, case, files, iterations, threads) + [
            "--repetitions", str(limits.repetitions), "--budget", str(limits.budget),
            "--labels", labels, "--centroids", centroids,
        ]
        watch = Watch()
        try:
            done = subprocess.run(
                line, env=environment(program, threads), capture_output=True, text=True,
                timeout=limits.timeout)
        except subprocess.TimeoutExpired:
            return record | {"failure": f"not done after {limits.timeout:g} s"}
        record["others"] = watch.others()
        if done.returncode != 0:
            return record | {"failure": reason(done)}
        record |= json.loads(done.stdout.strip().splitlines()[-1])
        y, m = np.load(labels).astype(np.int32), np.ascontiguousarray(np.load(centroids))
        digest = hashlib.sha256(y.tobytes() + m.tobytes()).hexdigest()[:16]
        if digest not in known:
            known[digest] = objective(np.load(files.points, mmap_mode="r"), y, m)
        return record | {"digest": digest, "J": known[digest], "best": min(record["times"])}


def reason(done: subprocess.CompletedProcess[str]) -> str:
    """The last line of a failed run's errors, without this machine's paths."""
    if done.returncode < 0:
        return f"ended by signal {-done.returncode}"
    lines = [line for line in done.stderr.strip().splitlines() if line.strip()]
    said = lines[-1].strip() if lines else f"exit code {done.returncode}"
    for path, name in [(HERE, "Benchmarks"), (HERE.parent, "."), (Path.home(), "~")]:
        said = said.replace(str(path), name)
    return said[:200]


def peak() -> dict[str, object]:
    """The processor's float32 peak."""
    done = subprocess.run([str(BENCH), "peak"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
