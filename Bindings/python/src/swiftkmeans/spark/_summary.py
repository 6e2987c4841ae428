"""``KMeansSummary``: what is known of a fit."""

from __future__ import annotations

from typing import Any

import numpy as np


class KMeansSummary:
    """What is known of a fit, with the names of Spark's summary and a few more.

    Parameters
    ----------
    model : KMeansModel
        What was fitted.
    dataset : DataFrame
        The table.
    result : ShardResult
        What the engine found.
    """

    def __init__(self, model: Any, dataset: Any, result: Any) -> None:
        self._model = model
        self._dataset = dataset
        self._result = result

    def of(self, model: Any) -> KMeansSummary:
        """The same fit seen by a copy of its model."""
        return KMeansSummary(model, self._dataset, self._result)

    @property
    def k(self) -> int:
        """The number of clusters."""
        return len(self._result.centroids)

    @property
    def trainingCost(self) -> float:
        """The sum of the weighted squared distances; by the cosine, of 1 - cosine."""
        return float(self._result.objective)

    @property
    def clusterSizes(self) -> list[int]:
        """How many rows every cluster has."""
        return [int(size) for size in self._result.sizes]

    @property
    def numIter(self) -> int:
        """The iterations of the start that was kept."""
        return int(self._result.iterations)

    @property
    def objectiveHistory(self) -> np.ndarray:
        """The cost after every iteration."""
        return np.array(self._result.history)

    @property
    def stopReason(self) -> str:
        """"labels_unchanged", "tolerance", "max_iter" or "interrupted"."""
        return str(self._result.stop_reason)

    @property
    def featuresCol(self) -> Any:
        """The column of features, or the columns."""
        return self._model.getFeaturesCol()

    @property
    def predictionCol(self) -> str:
        """The column of clusters."""
        return str(self._model.getPredictionCol())

    @property
    def predictions(self) -> Any:
        """The table with the clusters of its rows."""
        return self._model.transform(self._dataset)

    @property
    def cluster(self) -> Any:
        """The clusters of the rows alone."""
        return self.predictions.select(self.predictionCol)
