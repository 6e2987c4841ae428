"""Pages of HTML, which the command ``kmeans`` of this package writes: what it is asked for."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from . import _threads

#: Exit codes of the command, as sysexits.h has them, and what is raised for each.
_RAISED: dict[int, type[Exception]] = {
    64: ValueError,
    65: ValueError,
    71: MemoryError,
    73: OSError,
    74: OSError,
}


def checked_path(path: Any) -> Path:
    """Where a page goes.

    Raises
    ------
    ValueError
        Where the name does not end in ``.html``.
    FileNotFoundError
        Where its folder does not exist.
    """
    found = Path(os.fspath(path)).expanduser().absolute()
    if found.suffix.lower() != ".html":
        raise ValueError(f"path is {str(path)!r}; a page needs a name that ends in .html.")
    if not found.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {str(found.parent)!r} for the page.")
    return found


def write(
    path: Path, request: dict[str, Any], arrays: dict[str, np.ndarray | None], n_threads: Any = None
) -> None:
    """Let the command write a page.

    Parameters
    ----------
    path : Path
        Where to, by `checked_path`.
    request : dict
        What ``PageRequest`` of the command has, but for paths.
    arrays : dict of ndarray or None
        What the command shall find in files, by the names of the request.
    n_threads : int or None, default=None
        As of estimators.

    Raises
    ------
    ValueError
        Where the points cannot be shown.
    OSError
        Where the page cannot be written.
    MemoryError
        Where it needs more memory than the system has.
    """
    program = Path(__file__).with_name("kmeans")
    if not program.exists():
        raise RuntimeError(
            f"{program} is missing, which writes the pages; install the package again, and not as "
            "an archive."
        )
    with tempfile.TemporaryDirectory(prefix="swiftkmeans-") as folder:
        asked = {**request, "output": str(path), "threads": _threads.number(n_threads)}
        for name, values in arrays.items():
            if values is not None:
                asked[name] = os.path.join(folder, f"{name}.npy")
                np.save(asked[name], values if values.ndim == 2 else values[:, None])
        file = os.path.join(folder, "request.json")
        with open(file, "w", encoding="utf-8") as stream:
            json.dump(asked, stream)
        done = subprocess.run(
            [str(program), "page", file],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
    if done.returncode != 0:
        told = done.stderr.decode(errors="replace").strip()
        raise _RAISED.get(done.returncode, RuntimeError)(told.removeprefix("kmeans: "))
