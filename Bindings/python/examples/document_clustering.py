"""Texts in clusters by their words, as sparse TF-IDF vectors and by LSA.

This is scikit-learn's example "Clustering text documents using k-means" with the import changed.
The texts are those of that example, four of the 20 newsgroups, where scikit-learn has a local copy;
otherwise the docstrings of the standard library, NumPy, SciPy, scikit-learn and pandas, each of
which should become a cluster of its own.

    python document_clustering.py
    python document_clustering.py --newsgroups     downloads the newsgroups where they are missing
    python document_clustering.py --quick          few docstrings
"""

from __future__ import annotations

import argparse
from typing import Any

import corpus
import numpy as np
from comparison import compare
from sklearn import metrics
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer

SEEDS = 5


def cluster(KMeans: Any, x: Any, groups: int) -> list[Any]:
    """The estimators after fits from several seeds; only the class differs."""
    return [
        KMeans(n_clusters=groups, max_iter=100, n_init=1, random_state=seed).fit(x)
        for seed in range(SEEDS)
    ]


def scores(models: list[Any], truth: list[int]) -> str:
    """The least inertia, and the scores' means over all seeds."""
    means = {
        name: np.mean([score(truth, model.labels_) for model in models])
        for name, score in {
            "homogeneity": metrics.homogeneity_score,
            "v-measure": metrics.v_measure_score,
            "ARI": metrics.adjusted_rand_score,
        }.items()
    }
    said = ", ".join(f"{name} {value:.3f}" for name, value in means.items())
    return f"inertia {min(model.inertia_ for model in models):.2f}, {said}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--newsgroups", action="store_true", help="download them, if need be")
    parser.add_argument("--quick", action="store_true", help="few docstrings, once")
    options = parser.parse_args()

    news = None if options.quick else corpus.newsgroups(options.newsgroups)
    texts, truth = news or corpus.docstrings(100 if options.quick else 1000)
    groups = len(set(truth))
    repeats = 1 if options.quick else 3

    vectorizer = TfidfVectorizer(max_df=0.5, min_df=5, stop_words="english")
    x = vectorizer.fit_transform(texts)
    filled = x.nnz / np.prod(x.shape)
    compare(
        f"TF-IDF of {len(texts):,} {'messages' if news else 'docstrings'}: {x.shape[1]:,} words,"
        f" {filled:.2%} of them in a text, {groups} clusters, {SEEDS} seeds",
        lambda KMeans: cluster(KMeans, x, groups),
        lambda models: scores(models, truth),
        repeats,
    )
    reduced = make_pipeline(TruncatedSVD(100, random_state=0), Normalizer(copy=False))
    dense = reduced.fit_transform(x)
    models = compare(
        f"LSA of the same: {dense.shape[1]} dimensions",
        lambda KMeans: cluster(KMeans, dense, groups),
        lambda models: scores(models, truth),
        repeats,
    )
    best = min(models, key=lambda model: model.inertia_)
    words = vectorizer.get_feature_names_out()
    heavy = reduced[0].inverse_transform(best.cluster_centers_).argsort(axis=1)[:, ::-1]
    for number, order in enumerate(heavy):
        size = np.count_nonzero(best.labels_ == number)
        print(f"  cluster {number}, {size:5,} texts: {' '.join(words[order[:10]])}")


if __name__ == "__main__":
    main()
