"""Exact k-means: every label the nearest centroid, every centroid the mean, the same bits anywhere.

A drop-in for ``sklearn.cluster.KMeans``, ``BisectingKMeans``, ``MiniBatchKMeans``, ``k_means`` and
``kmeans_plusplus`` over the engine of swift-kmeans; ``SphericalKMeans``, which clusters directions; and
``KMeansConstrained``, whose clusters have limits on their sizes. Scores are in
``swiftkmeans.metrics``; ``evaluate`` gives all of them, and ``sweep`` tries numbers of clusters.
Figures are in ``swiftkmeans.displays``, and pages come from ``report`` and ``explain``.
``python -m swiftkmeans`` is the command ``kmeans``.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from . import displays, metrics
    from ._bisecting import BisectingKMeans, Split
    from ._certainty import PredictionDetails
    from ._constrained import KMeansConstrained
    from ._evaluating import Bound, Evaluation, TruthScores, evaluate
    from ._functions import k_means, kmeans_plusplus
    from ._kmeans import KMeans
    from ._many import Clusters, k_means_many
    from ._minibatch import MiniBatchKMeans
    from ._progress import Progress
    from ._reports import explain, report
    from ._spherical import SphericalKMeans
    from ._sweeping import Sweep, sweep
    from ._sweeps import SweepProgress

__all__ = [
    "BisectingKMeans",
    "Bound",
    "Clusters",
    "Evaluation",
    "KMeans",
    "KMeansConstrained",
    "MiniBatchKMeans",
    "PredictionDetails",
    "Progress",
    "SphericalKMeans",
    "Split",
    "Sweep",
    "SweepProgress",
    "TruthScores",
    "__version__",
    "displays",
    "evaluate",
    "explain",
    "k_means",
    "k_means_many",
    "kmeans_plusplus",
    "metrics",
    "report",
    "sweep",
]

# Loaded when they are first asked for: the command needs neither them nor scikit-learn, which
# takes a second or two to load.
_HOMES = {
    "BisectingKMeans": "_bisecting",
    "Bound": "_evaluating",
    "Clusters": "_many",
    "Evaluation": "_evaluating",
    "KMeans": "_kmeans",
    "KMeansConstrained": "_constrained",
    "MiniBatchKMeans": "_minibatch",
    "PredictionDetails": "_certainty",
    "Progress": "_progress",
    "SphericalKMeans": "_spherical",
    "Split": "_bisecting",
    "Sweep": "_sweeping",
    "SweepProgress": "_sweeps",
    "TruthScores": "_evaluating",
    "evaluate": "_evaluating",
    "explain": "_reports",
    "k_means": "_functions",
    "k_means_many": "_many",
    "kmeans_plusplus": "_functions",
    "report": "_reports",
    "sweep": "_sweeping",
}


def __getattr__(name: str) -> Any:
    if name in ("displays", "metrics"):
        return importlib.import_module(f".{name}", __name__)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """What is public."""
    return sorted(__all__)
