"""``report`` and ``explain``: the pages of the command, from arrays and data frames."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np

from . import _centroids, _codes, _frames, _input, _pages, _parameters, _threads, _values
from ._base import check_is_fitted
from ._clusterer import Clusterer
from ._points import Data
from ._refusals import interruptible

#: What the command calls the reasons to stop.
_STOP_REASONS = {
    "labels_unchanged": "labelsUnchanged",
    "tolerance": "tolerance",
    "max_iter": "iterationLimit",
    "time_limit": "timeLimit",
    "interrupted": "interrupted",
}


def report(
    clusters: Any,
    X: Any,
    path: str | os.PathLike[str],
    *,
    feature_names: Any = None,
    title: str | None = None,
    sample_weight: Any = None,
    image_shape: tuple[int, int] | None = None,
) -> Path:
    """Write a page that shows clusters in words and figures: that of ``kmeans fit --report``.

    The page is one file of HTML, of less than 2 MB, which needs nothing else.

    Parameters
    ----------
    clusters : estimator or array-like of shape (n_samples,)
        A fitted estimator with ``labels_``, of this package or another, or labels: whole numbers
        from 0, and -1 for points that belong to no cluster; or names, which are numbered in their
        order.
    X : array-like, dataframe or Arrow table of shape (n_samples, n_features)
        The points of the fit. The features of a table are the columns that the estimator was fitted
        with, or all that hold numbers; the page says what clusters have of the others.
    path : str or path-like
        Where the page goes; ends in ``.html``.
    feature_names : sequence of str or None, default=None
        Which columns of a table are the features, or what the columns of an array are called.
    title : str or None, default=None
        What the page calls the data; None for "data".
    sample_weight : array-like of shape (n_samples,) or None, default=None
        The weights of the fit; None for 1 each.
    image_shape : (int, int) or None, default=None
        Rows and columns of the image that the features of a point are the pixels of.

    Returns
    -------
    path : Path
        Where the page is.

    Raises
    ------
    ValueError
        Where X, labels and weights do not fit together, a value is not finite, or X or the weights
        are not those of the fit.
    TypeError
        Where X is sparse.
    OSError
        Where the page cannot be written.

    Examples
    --------
    >>> import numpy as np, tempfile
    >>> from swiftkmeans import KMeans, report
    >>> X = np.array([[1, 2], [1, 4], [1, 0], [10, 2], [10, 4], [10, 0]])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     report(KMeans(n_clusters=2).fit(X), X, folder + "/clusters.html").name
    'clusters.html'
    """
    out = _pages.checked_path(path)
    is_estimator = hasattr(clusters, "get_params") or hasattr(clusters, "labels_")
    if feature_names is None and is_estimator:
        feature_names = getattr(clusters, "feature_names_in_", None)
    shown = _frames.table(X, feature_names)
    labels, names = _labels(clusters, shown.x, is_estimator)
    request = _request(shown, "report", title)
    centers = _centers(clusters, shown.x) if is_estimator else None
    clusters_shown = int(labels.max()) + 1 if centers is None else len(centers)
    request.update(
        clusters=clusters_shown,
        clusterNames=names,
        imageShape=_shape(image_shape, shown.x.shape[1]),
        **_origin(clusters, is_estimator, str(path)),
    )
    weights = _input.weights(sample_weight, shown.x)
    n_threads = getattr(clusters, "n_threads", None)
    if labels.min() >= 0:
        _check_points("report", shown.x, weights, request["distance"], n_threads)
    arrays = {"points": shown.x, "weights": weights, "labels": labels, "centroids": centers}
    _pages.write(out, request, arrays, n_threads)
    return out


def explain(
    X: Any,
    path: str | os.PathLike[str],
    k: int,
    *,
    init: Any = "k-means++",
    random_state: Any = 0,
    max_iter: int = 300,
    feature_names: Any = None,
    title: str | None = None,
    sample_weight: Any = None,
) -> Path:
    """Write a page on which k-means runs step by step: that of ``kmeans explain``.

    At most 2,000 points are shown; of more, a random sample.

    Parameters
    ----------
    X : array-like, dataframe or Arrow table of shape (n_samples, n_features)
        The points; of a table the columns that hold numbers.
    path : str or path-like
        Where the page goes; ends in ``.html``.
    k : int
        How many clusters.
    init : str or array-like of shape (k, n_features), default='k-means++'
        As of `KMeans`, but for functions.
    random_state : int, RandomState or None, default=0
        Seeds the draws.
    max_iter : int, default=300
        The most iterations.
    feature_names : sequence of str or None, default=None
        Which columns of a table are the features, or what the columns of an array are called.
    title : str or None, default=None
        What the page calls the data; None for "data".
    sample_weight : array-like of shape (n_samples,) or None, default=None
        The weights, 0 or more; None for 1 each.

    Returns
    -------
    path : Path
        Where the page is.

    Raises
    ------
    ValueError
        Where a parameter is out of its range, or a value is not finite.
    TypeError
        Where X is sparse.
    OSError
        Where the page cannot be written.
    """
    out = _pages.checked_path(path)
    if callable(init):
        raise ValueError("init must be a name or an array in explain.")
    _parameters.check_at_least_1("explain", "k", k)
    named = {"init": init, "max_iter": max_iter, "random_state": random_state}
    _parameters.check_named("explain", named)
    shown = _frames.table(X, feature_names)
    if k > len(shown.x):
        raise ValueError(f"n_samples={len(shown.x)} should be >= k={k}.")
    request = _request(shown, "explain", title)
    request.update(clusters=int(k), iterationLimit=int(max_iter), tolerance=0.0, restarts=1)
    request["seed"] = _centroids.seed_of(random_state)
    centers = None
    request["initialization"] = _initialization(init)
    if not isinstance(init, str):
        centers = _centroids.as_centroids(init, "init")
        _centroids.check_shape(centers, shown.x, int(k))
    weights = _input.weights(sample_weight, shown.x)
    if weights is not None and (weights > 0).sum() < k:
        raise ValueError(f"{(weights > 0).sum()} rows have a positive weight, fewer than k={k}.")
    _check_points("explain", shown.x, weights)
    _pages.write(out, request, {"points": shown.x, "weights": weights, "centroids": centers})
    return out


def _check_points(
    who: str,
    x: np.ndarray,
    weights: np.ndarray | None,
    distance: str = "euclidean",
    n_threads: Any = None,
) -> None:
    """Refuse here what the command would refuse in words of its own."""
    threads = _threads.number(n_threads)
    interruptible(lambda stop: Data(x, weights, threads, stop, distance), x, who=who)


def _request(shown: _frames.Table, kind: str, title: str | None) -> dict[str, Any]:
    """What is asked for every page; settings are those of labels of which nothing is known."""
    return {
        "kind": kind,
        "source": "data" if title is None else str(title),
        "columns": shown.names,
        "ids": shown.ids,
        "idName": shown.id_name,
        "side": shown.side,
        "distance": "euclidean",
        "variant": "full",
        "initialization": "k-means++",
        "seed": 0,
        "iterationLimit": 300,
        "tolerance": 0.0,
        "history": [],
        "stopReason": "labelsUnchanged",
        "code": "",
    }


def _labels(
    clusters: Any, x: np.ndarray, is_estimator: bool
) -> tuple[np.ndarray, list[str] | None]:
    """The labels as int32, checked, and what they are called where they are texts."""
    who, given = "labels", clusters
    if is_estimator:
        who = f"{type(clusters).__name__}.labels_"
        if isinstance(clusters, Clusterer):
            check_is_fitted(clusters)
        clusters = getattr(clusters, "labels_", None)
        if clusters is None and hasattr(given, "steps"):
            raise ValueError(
                "A Pipeline keeps its clusters in its last step: give pipeline[-1] and "
                "pipeline[:-1].transform(X), or pipeline.predict(X) and X."
            )
        if clusters is None:
            raise ValueError(
                f"The estimator has no {who.split('.')[1]}; fit it, or give its labels: "
                "report(estimator.predict(X), X, path)."
            )
    found = np.asarray(_values.plain(clusters, who, "give such points the label -1."))
    if found.ndim != 1 or found.shape[0] != x.shape[0]:
        raise ValueError(
            f"{who} has shape {found.shape}, but X has {x.shape[0]} rows; give the points of the fit."
        )
    found, names = _codes.of_clusters(found, x.shape[0], who)
    is_whole = found.dtype.kind in "biu" or (
        found.dtype.kind == "f" and bool(np.isfinite(found).all())
    )
    whole = found.astype(np.int64) if is_whole else None
    if whole is not None and (whole == -1).all():
        raise ValueError(f"No point has a cluster: all {who} are -1.")
    if whole is None or not np.array_equal(whole, found) or whole.min() < -1 or whole.max() < 0:
        raise ValueError(
            f"{who} must be whole numbers from 0, or -1 for points that belong to no cluster, or "
            "texts; numpy.unique(labels, return_inverse=True)[1] numbers other labels."
        )
    if whole.max() >= x.shape[0]:
        raise ValueError(
            f"{who} goes up to {whole.max()}, but X has only {x.shape[0]} rows; "
            "numpy.unique(labels, return_inverse=True)[1] numbers labels from 0."
        )
    return whole.astype(np.int32), names


def _centers(estimator: Any, x: np.ndarray) -> np.ndarray | None:
    """The centroids by which an estimator labels; None for the means of the clusters."""
    if isinstance(estimator, Clusterer):
        return estimator._fitted(x)
    centers = getattr(estimator, "cluster_centers_", None)
    if centers is None or _input.is_sparse(centers):
        return None
    found = _centroids.as_centroids(centers, "cluster_centers_")
    is_whole = found.shape[0] > int(np.max(estimator.labels_))
    return found if is_whole and found.shape[1] == x.shape[1] else None


def _origin(clusters: Any, is_estimator: bool, path: str) -> dict[str, Any]:
    """Who found the clusters, and how."""
    if not is_estimator:
        return {"foundBy": "by labels that were given"}
    if not isinstance(clusters, Clusterer):
        return {"foundBy": f"found by {type(clusters).__name__}"}
    found: dict[str, Any] = {
        "distance": clusters._distance,
        "variant": clusters._variant(),
        "seed": _seed(clusters),
        "iterationLimit": int(clusters.max_iter),
        "tolerance": float(clusters.tol),
        "restarts": getattr(clusters, "_n_init", 0) or None,
        "history": [float(value) for value in getattr(clusters, "inertia_history_", [])],
        "objective": _objective(clusters),
        "stopReason": _STOP_REASONS[getattr(clusters, "stop_reason_", "labels_unchanged")],
        "code": f"{clusters!r}.fit(X).report(X, {path!r})",
    }
    found["initialization"] = _initialization(clusters.init)
    if hasattr(clusters, "splits_"):
        found["splits"] = [
            {
                "cluster": split.cluster,
                "centroids": split.centers.tolist(),
                "objective": split.inertia,
            }
            for split in clusters.splits_
        ]
    return found


def _seed(estimator: Clusterer) -> int:
    """The seed of the fit; 0 where nothing was drawn."""
    given = estimator.random_state
    usual = int(given) if isinstance(given, (int, np.integer)) else 0
    return int(getattr(estimator, "_seed", usual))


def _objective(estimator: Clusterer) -> float | None:
    """The inertia, where it is that of the labels and centers, by which other points are told."""
    own = getattr(estimator, "_centroids", None)
    if own is None or not _centroids.is_rounded(own, estimator.cluster_centers_):
        return None
    return float(estimator.inertia_)


def _initialization(init: Any) -> str | None:
    """The engine's name of an initialization; None for given centroids."""
    return _parameters.engine_initialization(init) if isinstance(init, str) else None


def _shape(image_shape: tuple[int, int] | None, features: int) -> str | None:
    """An image's shape as the command has it."""
    if image_shape is None:
        return None
    rows, columns = (int(side) for side in image_shape)
    if rows < 1 or columns < 1 or rows * columns != features:
        raise ValueError(
            f"image_shape is {image_shape}, but X has {features} features; give rows and columns "
            "whose product is that."
        )
    return f"{rows}x{columns}"
