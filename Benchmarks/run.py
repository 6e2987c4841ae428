"""Runs cases × programs, interleaved, each run in a process of its own, and writes the results.

    Scripts/bench              everything, three rounds
    Scripts/bench --quick      the small cases and calls, one round
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import raw
from bench import Bench
from calls import CALLS
from cases import CASES
from programs import PROGRAMS

HERE = Path(__file__).resolve().parent


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, prog="Scripts/bench")
    parser.add_argument("--quick", action="store_true", help="what is small, one round")
    parser.add_argument(
        "--cases", nargs="*", choices=CASES, metavar="NAME", help="only these; nothing for none")
    parser.add_argument(
        "--calls", nargs="*", choices=sorted({call.source for call in CALLS}), metavar="DATA",
        help="in a partial run the whole calls too, on these data or on all")
    parser.add_argument(
        "--peers", nargs="*", choices=[name for name in PROGRAMS if name != "ours"],
        metavar="NAME", help="only these beside swift-kmeans; nothing for none")
    parser.add_argument(
        "--threads", nargs="+", type=int, metavar="T",
        help="only these numbers of threads, for every case")
    parser.add_argument("--rounds", type=int, help="3; with --quick 1")
    parser.add_argument(
        "--minutes", type=float, default=52,
        help="after so many, only what has not been measured yet (default: 52)")
    parser.add_argument("--seeding", action="store_true", help="the seeding too, in a partial run")
    parser.add_argument("--timeout", type=float, default=300, help="seconds a process may take")
    parser.add_argument(
        "--output", type=Path,
        help="folder for RESULTS.md and results.json; a partial run writes to .cache by default")
    parser.add_argument("--report", action="store_true", help="only write RESULTS.md anew")
    return parser.parse_args()


def main() -> None:
    chosen = options()
    if chosen.report:
        raw.write_tables(chosen.output or HERE)
        return
    began = time.monotonic()
    bench = Bench(chosen)
    bench.run()
    minutes = (time.monotonic() - began) / 60
    print(f"{minutes:.1f} minutes; the results are in {bench.output / 'RESULTS.md'}")


if __name__ == "__main__":
    main()
