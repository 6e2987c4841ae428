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


def labels_of_arrays(name: str, centroids: np.ndarray, distance: str) -> Any:
    """The function of Spark's that gives the cluster of every array of a column.

    Parameters
    ----------
    name : str
        The column, for messages.
    centroids : ndarray of shape (n_clusters, n_features)
        float64.
    distance : str
        The engine's name of it.
    """
    import pandas
    from pyspark.sql.functions import pandas_udf

    def label(series: Any) -> Any:
        from swiftkmeans.spark._labels import labels_of_series

        for one in series:
            yield labels_of_series(one, name, centroids, distance)

    label.__annotations__ = dict.fromkeys(("series", "return"), Iterator[pandas.Series])
    return pandas_udf(label, "int")


def labels_of_series(series: Any, name: str, centroids: np.ndarray, distance: str) -> Any:
    """The clusters of arrays of numbers, as pandas has both."""
    import pandas

    from . import _features

    points = _features.stacked(series.to_numpy(), name)
    return pandas.Series(labels_of(points, name, centroids, distance))


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
