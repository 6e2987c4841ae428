"""Texts with known groups: news, or the docstrings of what is installed."""

from __future__ import annotations

import ast
import importlib.util
import random
import sysconfig
import warnings
from collections.abc import Iterator
from pathlib import Path

from sklearn.datasets import fetch_20newsgroups

PACKAGES = ["numpy", "scipy", "sklearn", "pandas"]
NEWSGROUPS = ["alt.atheism", "comp.graphics", "sci.space", "talk.religion.misc"]
#: A docstring with fewer words says too little.
WORDS = 30


def newsgroups(download: bool) -> tuple[list[str], list[int]] | None:
    """Messages of four groups and their groups' numbers; None where they are not available."""
    try:
        found = fetch_20newsgroups(
            remove=("headers", "footers", "quotes"),
            subset="all",
            categories=NEWSGROUPS,
            download_if_missing=download,
        )
    except OSError:
        return None
    return found.data, list(found.target)


def docstrings(per_package: int) -> tuple[list[str], list[int]]:
    """Docstrings of the standard library and of some packages, and the packages' numbers.

    Files are read in a shuffled order, the same in every run, until there are enough docstrings.
    Nothing is imported.
    """
    texts: list[str] = []
    groups: list[int] = []
    for group, folder in enumerate(folders()):
        found: dict[str, None] = {}
        files = sorted(file for file in folder.rglob("*.py") if is_wanted(file, folder))
        random.Random(0).shuffle(files)
        for file in files:
            found.update(dict.fromkeys(docstrings_of(file)))
            if len(found) >= per_package:
                break
        own = list(found)[:per_package]
        texts += own
        groups += [group] * len(own)
    return texts, groups


def folders() -> Iterator[Path]:
    """Where the sources of the standard library and of the packages lie."""
    yield Path(sysconfig.get_paths()["stdlib"])
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            yield Path(spec.origin).parent


def is_wanted(file: Path, folder: Path) -> bool:
    """Whether it belongs to the package itself, and is no test of it."""
    between = file.relative_to(folder).parts
    return not {"tests", "test", "site-packages", "_vendor", "externals"}.intersection(between)


def docstrings_of(file: Path) -> Iterator[str]:
    """The docstrings of a file's classes and functions."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(file.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            text = ast.get_docstring(node)
            if text and len(text.split()) >= WORDS:
                yield text
