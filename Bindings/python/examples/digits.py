"""Handwritten digits in ten clusters, from three kinds of starts.

This is scikit-learn's example "A demo of K-Means clustering on the handwritten digits data" with
the import changed: how well do clusters agree with the digits that were meant, for k-means++,
random points, and the first principal axes as start?

    python digits.py
    python digits.py --quick     one start each
"""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np
from comparison import compare
from sklearn import metrics
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def cluster(KMeans: Any, images: np.ndarray, init: Any, n_init: int) -> Any:
    """The estimator after a fit on scaled pixels; only the class differs."""
    kmeans = KMeans(init=init, n_clusters=10, n_init=n_init, random_state=0)
    return make_pipeline(StandardScaler(), kmeans).fit(images)[-1]


def scores(model: Any, digits: np.ndarray) -> str:
    """The inertia, and how well labels agree with the digits."""
    labels = model.labels_
    agreement = {
        "homogeneity": metrics.homogeneity_score(digits, labels),
        "completeness": metrics.completeness_score(digits, labels),
        "v-measure": metrics.v_measure_score(digits, labels),
        "ARI": metrics.adjusted_rand_score(digits, labels),
    }
    said = ", ".join(f"{name} {value:.3f}" for name, value in agreement.items())
    return f"inertia {model.inertia_:.0f}, {said}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one start each, once")
    options = parser.parse_args()

    images, digits = load_digits(return_X_y=True)
    n_init = 1 if options.quick else 4
    axes = PCA(n_components=10).fit(images).components_
    starts = [("k-means++", "k-means++", n_init), ("random", "random", n_init), ("PCA", axes, 1)]
    for name, init, count in starts:
        compare(
            f"{len(images):,} digits of {images.shape[1]} pixels, {name}, {count} start(s)",
            lambda KMeans, init=init, count=count: cluster(KMeans, images, init, count),
            lambda model: scores(model, digits),
            repeats=1 if options.quick else 3,
        )


if __name__ == "__main__":
    main()
