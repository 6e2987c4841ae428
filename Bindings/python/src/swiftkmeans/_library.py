"""The engine's library, with the functions that ``kmeans.h`` declares."""

from __future__ import annotations

import ctypes
import os
import tempfile
from pathlib import Path
from typing import Any

from ._interface import ABI_VERSION, FUNCTIONS


def _load() -> ctypes.CDLL:
    """The library beside this file, with its functions declared."""
    folder = Path(__file__).parent
    for name in ("libKMeansABI.so", "libKMeansABI.dylib"):
        # Calls release the interpreter's lock, so that other threads go on.
        if (folder / name).exists():
            library = ctypes.CDLL(str(folder / name))
            break
        if (packed := _packed(name)) is not None:
            library = packed
            break
    else:
        raise ImportError(f"{folder} holds no library of the engine; install swiftkmeans again")
    found = library.kmeans_abi_version()
    if found != ABI_VERSION:
        raise ImportError(f"{folder} has interface {found}, not {ABI_VERSION}; install it again")
    for name, (result, arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library


def _packed(name: str) -> ctypes.CDLL | None:
    """The library where the package was imported from an archive; None where none is there.

    A wheel is an archive that Python can import from, as Spark's executors do. The system loads
    libraries only from files. The file's name goes as soon as it is loaded.
    """
    loader: Any = __spec__.loader if __spec__ is not None else None
    if not hasattr(loader, "archive"):
        return None
    try:
        # The path as the archive's importer spells it: Path drops the "./" of "./some.zip".
        data = loader.get_data(os.path.join(os.path.dirname(__file__), name))
    except OSError:
        return None
    with tempfile.NamedTemporaryFile(suffix=os.path.splitext(name)[1]) as file:
        file.write(data)
        file.flush()
        return ctypes.CDLL(file.name)


#: The engine.
library = _load()
