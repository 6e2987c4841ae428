"""Clusters of new rows, on executors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from .._distances import nearest
from .._points import seen
from .._stops import Stop
from ._columns import Columns
from ._tasks import Task


def labelling(columns: Columns, places: list[int], centroids: np.ndarray, distance: str) -> Task:
    """The task that adds the cluster of every row as a last column.

    Parameters
    ----------
    columns : Columns
        What the rows hold.
    places : list of int
        Where the columns of features are among all.
    centroids : ndarray of shape (n_clusters, n_features)
        float64.
    distance : str
        The engine's name of it.
    """

    def label(batches: Iterable[Any]) -> Iterator[Any]:
        from swiftkmeans.spark._labels import labelled

        for batch in batches:
            yield labelled(batch, columns, places, centroids, distance)

    return label


def labelled(
    batch: Any, columns: Columns, places: list[int], centroids: np.ndarray, distance: str
) -> Any:
    """A batch with the cluster of every row as a last column."""
    import pyarrow

    from . import _features

    chosen = pyarrow.RecordBatch.from_arrays(
        [batch.column(place) for place in places], names=[str(place) for place in places]
    )
    points = _features.points(chosen, columns)
    labels = labels_of(points, columns.names[0], centroids, distance)
    return pyarrow.RecordBatch.from_arrays(
        [*batch.columns, pyarrow.array(labels, type=pyarrow.int32())],
        names=[*batch.schema.names, ""],
    )


def labels_of(
    points: np.ndarray, name: str, centroids: np.ndarray, distance: str
) -> np.ndarray:
    """The nearest centroid of every point, the lowest of several.

    Parameters
    ----------
    points : ndarray of shape (rows, n_features)
        C-ordered.
    name : str
        What holds them, for messages.
    centroids : ndarray of shape (n_clusters, n_features)
        float64.
    distance : str
        The engine's name of it.

    Returns
    -------
    ndarray of shape (rows,)
        int32.
    """
    if len(points) == 0:
        return np.empty(0, dtype=np.int32)
    if points.shape[1] != centroids.shape[1]:
        raise ValueError(
            f'column "{name}" has {points.shape[1]} features, and the model {centroids.shape[1]}.'
        )
    stop = Stop()
    if distance != "euclidean":
        points = seen(points, distance, 1, stop)
    return nearest(points, centroids, 1, stop)[0]
