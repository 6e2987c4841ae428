"""The params of the estimator and of its model, with the names that Spark's KMeans has."""

from __future__ import annotations

from typing import Any

import numpy as np
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.param.shared import (
    HasDistanceMeasure,
    HasFeaturesCol,
    HasMaxIter,
    HasPredictionCol,
    HasSeed,
    HasTol,
    HasWeightCol,
)

#: Spark's names of initializations; each is the engine's, too.
_INIT_MODES = ("k-means||", "random", "k-means++")


def _to_columns(value: Any) -> Any:
    """A name, or a list of names."""
    if isinstance(value, str):
        return value
    return TypeConverters.toListString(value)


def _to_init_mode(value: Any) -> Any:
    """A name, or centroids as lists of numbers, which JSON holds."""
    if isinstance(value, str):
        if value not in _INIT_MODES:
            raise ValueError(f'initMode is "{value}"; there are {", ".join(_INIT_MODES)}.')
        return value
    rows = [row.toArray() if hasattr(row, "toArray") else row for row in value]
    centroids = np.asarray(rows, dtype=np.float64)
    if centroids.ndim != 2:
        raise ValueError("initMode is a name, or centroids with the shape (k, features).")
    return centroids.tolist()


def _at_least(least: float, name: str, convert: Any) -> Any:
    def checked(value: Any) -> Any:
        found = convert(value)
        if not found >= least:
            raise ValueError(f"{name} is {value}; it is {least:g} or more.")
        return found

    return checked


def _to_distance(value: Any) -> str:
    if value not in ("euclidean", "cosine"):
        raise ValueError(f'distanceMeasure is "{value}"; there are euclidean and cosine.')
    return str(value)


def _to_barrier(value: Any) -> str:
    if value not in ("auto", "on", "off"):
        raise ValueError(f'barrier is "{value}"; there are auto, on and off.')
    return str(value)


def _param(name: str, doc: str, convert: Any) -> Any:
    return Param(Params._dummy(), name, doc, typeConverter=convert)


class KMeansParams(
    HasFeaturesCol,
    HasPredictionCol,
    HasWeightCol,
    HasDistanceMeasure,
    HasMaxIter,
    HasTol,
    HasSeed,
):
    """Params that estimator and model share, with Spark's defaults but for two.

    The seed is 0, and initSteps 5, so that a fit equals that of one machine with its defaults.
    """

    featuresCol = _param(
        "featuresCol",
        "the column of features, a vector or an array; or a list of columns of numbers",
        _to_columns,
    )
    distanceMeasure = _param(
        "distanceMeasure", "the distance: euclidean or cosine", _to_distance
    )
    maxIter = _param(
        "maxIter",
        "the most iterations of a start, 1 or more",
        _at_least(1, "maxIter", TypeConverters.toInt),
    )
    tol = _param(
        "tol",
        "a start ends when the squared distances that centroids move sum to at most this times "
        "the mean variance of the features; with 0 only when no label changes",
        _at_least(0, "tol", TypeConverters.toFloat),
    )
    k = _param("k", "the number of clusters", _at_least(1, "k", TypeConverters.toInt))
    initMode = _param(
        "initMode",
        "k-means||, random or k-means++; or the centroids to start from, k rows",
        _to_init_mode,
    )
    initSteps = _param(
        "initSteps",
        "the rounds of k-means||, 1 or more",
        _at_least(1, "initSteps", TypeConverters.toInt),
    )
    n_init = _param(
        "n_init",
        "the number of starts, of which the one with the least cost is kept",
        _at_least(1, "n_init", TypeConverters.toInt),
    )
    barrier = _param(
        "barrier", "whether many rounds are one barrier job: auto, on or off", _to_barrier
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._setDefault(
            featuresCol="features",
            predictionCol="prediction",
            k=2,
            initMode="k-means||",
            initSteps=5,
            maxIter=20,
            tol=1e-4,
            seed=0,
            distanceMeasure="euclidean",
            n_init=1,
            barrier="auto",
        )

    def getK(self) -> int:
        """The number of clusters."""
        return int(self.getOrDefault(self.k))

    def getInitMode(self) -> Any:
        """The initialization: a name, or centroids as a list of rows."""
        return self.getOrDefault(self.initMode)

    def getInitSteps(self) -> int:
        """The rounds of k-means||."""
        return int(self.getOrDefault(self.initSteps))

    def getNInit(self) -> int:
        """The number of starts."""
        return int(self.getOrDefault(self.n_init))

    def getBarrier(self) -> str:
        """Whether many rounds are one barrier job: auto, on or off."""
        return str(self.getOrDefault(self.barrier))

    def getWeightCol(self) -> str | None:  # type: ignore[override]
        """The column of weights; None where rows count 1 each."""
        if not self.isDefined(self.weightCol):
            return None
        return self.getOrDefault(self.weightCol) or None
