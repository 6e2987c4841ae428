"""Bytes that the engine hands out."""

from __future__ import annotations

import ctypes

from ._library import library


def taken(handle: ctypes.c_void_p) -> bytes:
    """What a handle of bytes holds; the handle ends here."""
    try:
        size = library.kmeans_bytes_size(handle)
        room = ctypes.create_string_buffer(size)
        library.kmeans_bytes_copy(handle, room)
        return room.raw
    finally:
        library.kmeans_bytes_free(handle)
