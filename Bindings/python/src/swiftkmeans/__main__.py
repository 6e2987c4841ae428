"""``python -m swiftkmeans``: the command ``kmeans``, with whatever arguments follow."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn


def main() -> NoReturn:
    """Become the command ``kmeans``."""
    program = str(Path(__file__).with_name("kmeans"))
    if not os.path.exists(program):
        sys.exit(f"swiftkmeans: {program} is missing; install the package again")
    arguments = [program, *sys.argv[1:]]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(program, arguments)
    sys.exit(subprocess.call(arguments))


if __name__ == "__main__":
    main()
