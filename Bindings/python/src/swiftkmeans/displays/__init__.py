"""Figures of clusters by matplotlib, in the way of scikit-learn's displays.

They take any estimator that has ``labels_``, ``cluster_centers_`` or ``inertia_``, scikit-learn's
too, and arrays. Every display is drawn by `plot`, and keeps what it has drawn in attributes that end
with an underscore. Colours are those of the pages that `swiftkmeans.report` writes.
"""

from __future__ import annotations

from ._clusters import ClustersDisplay
from ._elbow import ElbowDisplay
from ._silhouettes import SilhouetteDisplay
from ._sweeps import SweepDisplay

__all__ = ["ClustersDisplay", "ElbowDisplay", "SilhouetteDisplay", "SweepDisplay"]
