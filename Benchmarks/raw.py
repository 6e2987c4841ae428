"""Where raw results lie: those that are committed in a file for each kind of machine."""

from __future__ import annotations

import json
from pathlib import Path

import machine
import readme
import report

HERE = Path(__file__).resolve().parent


def raw_file(results: dict, folder: Path) -> Path:
    """The file of a run's raw results in a folder.

    Beside the scripts each kind of machine has its own, which a newer run on such a machine
    replaces; any other folder holds one run.
    """
    if folder.resolve() == HERE:
        return folder / "results" / f"{machine.kind(results['machine'])}.json"
    return folder / "results.json"


def save(results: dict, folder: Path) -> None:
    """Writes the raw results and the tables made of them."""
    raw = raw_file(results, folder)
    raw.parent.mkdir(parents=True, exist_ok=True)
    raw.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n")
    write_tables(folder)


def known(folder: Path) -> list[dict]:
    """All raw results of a folder, the best instruction set first."""
    if folder.resolve() == HERE:
        files = [folder / "results" / f"{kind}.json" for kind in [*machine.KINDS, "other"]]
    else:
        files = [folder / "results.json"]
    return [json.loads(file.read_text()) for file in files if file.exists()]


def write_tables(folder: Path) -> None:
    """RESULTS.md, and for the results that are committed README's table too."""
    every = known(folder)
    report.write(every, folder / "RESULTS.md")
    if folder.resolve() == HERE:
        readme.write(every, HERE.parent / "README.md")
