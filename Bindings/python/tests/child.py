"""Runs Python code in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

TESTS = Path(__file__).parent


def environment(**changes: str) -> dict[str, str]:
    """This environment with changes, in which these tests' helpers can be imported."""
    path = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return {**os.environ, "PYTHONPATH": path, **changes}


def command(code: str, *arguments: str) -> list[str]:
    """What runs ``code``, which may be indented."""
    return [sys.executable, "-c", textwrap.dedent(code), *arguments]


def run(code: str, *arguments: str, timeout: float = 600, **changes: str) -> str:
    """What ``code`` prints; its errors fail the test, and so does a process that hangs."""
    done = subprocess.run(
        command(code, *arguments),
        env=environment(**changes),
        capture_output=True,
        text=True,
        timeout=timeout,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
