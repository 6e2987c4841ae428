"""The names in the engine's registries: what it can do, as it says itself."""

from __future__ import annotations

import ctypes
import functools
from typing import Any

from ._calls import call
from ._library import library


@functools.cache
def algorithms() -> tuple[str, ...]:
    """How labels may be found."""
    return _listed(library.kmeans_algorithms())


@functools.cache
def distances() -> tuple[str, ...]:
    """How far apart points may be."""
    return _listed(library.kmeans_distance_names())


@functools.cache
def variants() -> tuple[str, ...]:
    """How starts may be spent."""
    return _listed(library.kmeans_variants())


@functools.cache
def qualities() -> tuple[str, ...]:
    """How much may be spent on a low J."""
    return _listed(library.kmeans_qualities())


@functools.cache
def initializations() -> tuple[str, ...]:
    """How centroids may be drawn to start from."""
    return _listed(library.kmeans_initializations())


@functools.cache
def initialization_number(name: str) -> int:
    """The number by which the engine takes an initialization; see ``kmeans_initialization``."""
    number = ctypes.c_int32()
    call(library.kmeans_initialization, name.encode(), ctypes.byref(number))
    return number.value


def _listed(names: Any) -> tuple[str, ...]:
    """The names of a list that ends with NULL."""
    found: list[str] = []
    while names[len(found)] is not None:
        found.append(names[len(found)].decode())
    return tuple(found)
