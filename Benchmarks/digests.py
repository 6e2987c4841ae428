"""Holds the results of every case against digests.json: labels, centroids, J, its history and the
number of iterations, to the bit.

    python digests.py PROGRAM            says which cases give other bits than before
    python digests.py PROGRAM --write    writes the digests anew: for a change that is wanted

PROGRAM is the command `kmeans`. Every case runs from its own start and, where that is soon done,
also from k-means++. A case whose data is missing is left out, and named.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from cases import SINGLES, Case
from points import HERE, Files, MissingData, make

KEPT = HERE / "digests.json"
# More clusters than these take k-means++ too long for a check.
MOST_SEEDS = 100
# What must stay, beside the labels.
FIELDS = ["iterations", "stopReason", "objective", "totalSumOfSquares", "withinSumOfSquares",
          "sizes", "history", "centroids"]


def digest(program: str, case: Case, files: Files, init: str) -> str:
    """The digest of one fit."""
    with tempfile.TemporaryDirectory() as folder:
        labels = Path(folder) / "labels.npy"
        answer = subprocess.run(
            [program, "fit", files.points, "-k", str(case.k), "--init", init, "--seed", "3",
             "--max-iterations", str(case.iterations), "--tolerance", "0",
             "--labels", labels, "--json", "--quiet"],
            check=True, capture_output=True).stdout
        result = json.loads(answer)
        found = hashlib.sha256(np.load(labels).tobytes())
    for field in FIELDS:
        found.update(json.dumps(result[field]).encode())
    return found.hexdigest()[:16]


def main(program: str, write: bool) -> int:
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    found = {}
    for case in SINGLES.values():
        try:
            files = make(case)
        except MissingData as missing:
            print(f"{case.name}: left out, {missing}")
            continue
        found[case.name] = digest(program, case, files, str(files.start))
        if case.k <= MOST_SEEDS:
            name = f"{case.name} k-means++"
            found[name] = digest(program, case, files, "k-means++")
    others = [name for name, value in found.items() if kept.get(name) != value]
    if write:
        KEPT.write_text(json.dumps({**kept, **found}, indent=2) + "\n")
        print(f"{len(found)} digests written")
        return 0
    for name in others:
        print(f"{name}: other bits than before")
    print(f"{len(found) - len(others)} of {len(found)} fits give the bits of before")
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--write" in sys.argv[2:]))
