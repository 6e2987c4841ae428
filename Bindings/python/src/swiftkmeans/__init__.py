"""Exact k-means: every label the nearest centroid, every centroid the mean, the same bits anywhere.

A drop-in for ``sklearn.cluster.KMeans``, ``k_means`` and ``kmeans_plusplus`` over the engine of
swift-kmeans. ``python -m swiftkmeans`` is the command ``kmeans``.
"""

from ._functions import k_means, kmeans_plusplus
from ._kmeans import KMeans
from ._progress import Progress
from ._version import __version__

__all__ = ["KMeans", "Progress", "__version__", "k_means", "kmeans_plusplus"]
