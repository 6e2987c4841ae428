"""The engine's library, with the functions that ``kmeans.h`` declares."""

from __future__ import annotations

import ctypes
from pathlib import Path

from ._interface import ABI_VERSION, FUNCTIONS


def _load() -> ctypes.CDLL:
    """The library beside this file, with its functions declared."""
    folder = Path(__file__).parent
    for name in ("libKMeansABI.so", "libKMeansABI.dylib"):
        path = folder / name
        if path.exists():
            break
    else:
        raise ImportError(f"{folder} holds no library of the engine; install swiftkmeans again")
    # Calls release the interpreter's lock, so that other threads go on.
    library = ctypes.CDLL(str(path))
    found = library.kmeans_abi_version()
    if found != ABI_VERSION:
        raise ImportError(f"{path} has interface {found}, not {ABI_VERSION}; install it again")
    for name, (result, arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library


#: The engine.
library = _load()
