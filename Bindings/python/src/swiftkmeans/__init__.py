"""Exact k-means: every label the nearest centroid, every centroid the mean, the same bits anywhere.

A drop-in for ``sklearn.cluster.KMeans``, ``k_means`` and ``kmeans_plusplus`` over the engine of
swift-kmeans. ``python -m swiftkmeans`` is the command ``kmeans``.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from ._functions import k_means, kmeans_plusplus
    from ._kmeans import KMeans
    from ._progress import Progress

__all__ = ["KMeans", "Progress", "__version__", "k_means", "kmeans_plusplus"]

# Loaded when they are first asked for: the command needs neither them nor scikit-learn, which
# takes a second or two to load.
_HOMES = {
    "KMeans": "_kmeans",
    "Progress": "_progress",
    "k_means": "_functions",
    "kmeans_plusplus": "_functions",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
