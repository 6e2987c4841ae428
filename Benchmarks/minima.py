#!/usr/bin/env python3
"""J over time: the search of --quality best beside restarts, as rows of Benchmarks/MINIMA.md.

    Benchmarks/minima.py PROGRAM FILE K SECONDS...

Runs PROGRAM on FILE for every time, once with --quality best and once with restarts until the time
is up, both with seed 0, and prints J of each, the effort of the search and the seconds of the fit.
"""

from __future__ import annotations

import json
import subprocess
import sys


def fit(words: list[str]) -> dict:
    """The answer of one fit."""
    run = subprocess.run([*words, "--json", "--quiet"], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def main(words: list[str]) -> int:
    """Prints a row a time."""
    if len(words) < 4:
        print(__doc__, file=sys.stderr)
        return 64
    program, file, k, *times = words
    for seconds in times:
        common = [program, "fit", file, "-k", k, "--time-limit", seconds]
        best = fit([*common, "--quality", "best"])
        plain = fit([*common, "--restarts", "1000000"])
        search = best.get("search")
        effort = "–" if search is None else str(search["effort"])
        print(
            f"| {seconds} | {best['objective']:.8g} | {effort} | {plain['objective']:.8g} "
            f"| {100 * (plain['objective'] / best['objective'] - 1):.3f} % |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
