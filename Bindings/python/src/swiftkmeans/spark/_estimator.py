"""``KMeans``: the estimator, which spreads a fit over the executors of Spark."""

from __future__ import annotations

import logging
from typing import Any

import numpy as np
from pyspark import keyword_only
from pyspark.ml.base import Estimator
from pyspark.ml.util import DefaultParamsReadable, DefaultParamsWritable

from . import _columns, _rounds, _slots
from ._model import KMeansModel
from ._params import KMeansParams
from ._shard_table import ShardTable
from ._summary import KMeansSummary


class KMeans(
    Estimator[KMeansModel],
    KMeansParams,
    DefaultParamsWritable,
    DefaultParamsReadable["KMeans"],
):
    """K-means on Spark, exact, with the bits that one machine gives for the same order of rows.

    It has the params of `pyspark.ml.clustering.KMeans`, so that it stands where that stood, in a
    `Pipeline` too.

    Parameters
    ----------
    featuresCol : str or list of str, default="features"
        A column of vectors or arrays, or columns of numbers, one a feature.
    predictionCol : str, default="prediction"
        The column that `KMeansModel.transform` adds.
    k : int, default=2
        The number of clusters.
    initMode : str or array-like of shape (k, n_features), default="k-means||"
        "k-means||", "random", or "k-means++", which takes two jobs for every cluster; or the
        centroids to start from.
    initSteps : int, default=5
        The rounds of k-means||: 5 as on one machine, where Spark's own k-means has 2.
    tol : float, default=1e-4
        A start ends when the squared distances that centroids move sum to at most this times the
        mean variance of the features. With 0 it ends only when no label changes.
    maxIter : int, default=20
        The most iterations of a start.
    seed : int, default=0
        Of the draws.
    distanceMeasure : str, default="euclidean"
        Or "cosine", by which the cost is the sum of 1 - cosine.
    weightCol : str or None, default=None
        A column of weights, 0 or more; None for 1 each.
    n_init : int, default=1
        The number of starts, of which the one with the least cost is kept.
    barrier : str, default="auto"
        "off" makes every round a job. "on" makes many rounds one barrier job, which is faster, but
        needs as many free cores as the table has partitions. "auto" does so where the session tells
        of enough cores; it is "off" on Spark Connect, which tells of none.
    progress : callable or None, default=None
        Gets a `FitProgress` before every round, and ends the fit by returning true. It is not
        saved, and every round is then a job.

    Examples
    --------
    >>> from swiftkmeans.spark import KMeans                              # doctest: +SKIP
    >>> model = KMeans(k=100, featuresCol=["height", "weight"]).fit(df)   # doctest: +SKIP
    >>> model.summary.trainingCost, model.clusterCenters()[0]             # doctest: +SKIP
    """

    _input_kwargs: dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        featuresCol: str | list[str] = "features",
        predictionCol: str = "prediction",
        k: int = 2,
        initMode: Any = "k-means||",
        initSteps: int = 5,
        tol: float = 1e-4,
        maxIter: int = 20,
        seed: int | None = None,
        distanceMeasure: str = "euclidean",
        weightCol: str | None = None,
        n_init: int = 1,
        barrier: str = "auto",
        progress: _rounds.Listener | None = None,
    ) -> None:
        super().__init__()
        self.progress: _rounds.Listener | None = None
        self.setParams(**self._input_kwargs)

    @keyword_only
    def setParams(self, **_given: Any) -> KMeans:
        """Set params, which are those of the constructor."""
        given = dict(self._input_kwargs)
        if "progress" in given:
            self.progress = given.pop("progress")
        self._set(**given)
        return self

    def setFeaturesCol(self, value: str | list[str]) -> KMeans:
        """Set `featuresCol`."""
        return self._set(featuresCol=value)

    def setPredictionCol(self, value: str) -> KMeans:
        """Set `predictionCol`."""
        return self._set(predictionCol=value)

    def setWeightCol(self, value: str) -> KMeans:
        """Set `weightCol`."""
        return self._set(weightCol=value)

    def setK(self, value: int) -> KMeans:
        """Set `k`."""
        return self._set(k=value)

    def setInitMode(self, value: Any) -> KMeans:
        """Set `initMode`."""
        return self._set(initMode=value)

    def setInitSteps(self, value: int) -> KMeans:
        """Set `initSteps`."""
        return self._set(initSteps=value)

    def setTol(self, value: float) -> KMeans:
        """Set `tol`."""
        return self._set(tol=value)

    def setMaxIter(self, value: int) -> KMeans:
        """Set `maxIter`."""
        return self._set(maxIter=value)

    def setSeed(self, value: int) -> KMeans:
        """Set `seed`."""
        return self._set(seed=value)

    def setDistanceMeasure(self, value: str) -> KMeans:
        """Set `distanceMeasure`."""
        return self._set(distanceMeasure=value)

    def setBarrier(self, value: str) -> KMeans:
        """Set `barrier`."""
        return self._set(barrier=value)

    def setNInit(self, value: int) -> KMeans:
        """Set `n_init`."""
        return self._set(n_init=value)

    def _fit(self, dataset: Any) -> KMeansModel:
        features = self.getFeaturesCol()
        columns = _columns.resolve(dataset.schema, features, self.getWeightCol())
        _check_prediction(dataset.schema, self.getPredictionCol())
        table = ShardTable(dataset, columns)
        try:
            table.write()
            init = self.getInitMode()
            if not isinstance(init, str):
                init = np.array(init, dtype=np.float64)
                expected = (self.getK(), table.layout.dimensions)
                if init.shape != expected:
                    raise ValueError(
                        f"initMode has the shape {init.shape}, not (k, features) = {expected}."
                    )

            settings = {
                "n_clusters": self.getK(),
                "init": init,
                "rounds": self.getInitSteps(),
                "n_init": self.getNInit(),
                "max_iter": self.getMaxIter(),
                "tol": self.getTol(),
                "seed": self.getSeed() % 2**64,
                "distance": self.getDistanceMeasure(),
            }
            gathers = self.progress is None and _slots.may_gather(
                self.getBarrier(), dataset.sparkSession, len(table.partitions)
            )
            result = _rounds.fitted(table, _rounds.Plan(settings, self.progress, gathers))
        finally:
            table.remove()
        logging.getLogger("swiftkmeans.spark").info(
            "%d rounds, %d bytes of answers", table.rounds, table.bytes_received
        )
        model = self._copyValues(KMeansModel(result.centroids))
        model._resetUid(self.uid)
        model._summary = KMeansSummary(model, dataset, result)
        return model


def _check_prediction(schema: Any, name: str) -> None:
    if name in schema.fieldNames():
        raise ValueError(
            f'the table has a column "{name}"; name another one by predictionCol, or drop it.'
        )
