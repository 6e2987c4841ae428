"""``KMeansModel``: centroids that label the rows of tables and streams."""

from __future__ import annotations

from typing import Any

import numpy as np
from pyspark.ml.base import Model
from pyspark.ml.util import MLReadable, MLWritable
from pyspark.sql.types import IntegerType, StructField, StructType

from . import _columns, _local
from ._labels import labelling, labels_of, labels_of_arrays
from ._params import KMeansParams
from ._persistence import ModelReader, ModelWriter
from ._summary import KMeansSummary


class KMeansModel(Model, KMeansParams, MLWritable, MLReadable["KMeansModel"]):
    """What `KMeans` has fitted.

    Parameters
    ----------
    centroids : ndarray of shape (k, n_features) or None, default=None
        float64; None only for Spark's own use.
    """

    def __init__(self, centroids: np.ndarray | None = None) -> None:
        super().__init__()
        self._centroids = np.empty((0, 0)) if centroids is None else centroids
        self._summary: KMeansSummary | None = None

    def setFeaturesCol(self, value: str | list[str]) -> KMeansModel:
        """Set `featuresCol`."""
        return self._set(featuresCol=value)

    def setPredictionCol(self, value: str) -> KMeansModel:
        """Set `predictionCol`."""
        return self._set(predictionCol=value)

    def clusterCenters(self) -> list[np.ndarray]:
        """The centroids, float64."""
        return [row.copy() for row in self._centroids]

    @property
    def numFeatures(self) -> int:
        """How many features a point has."""
        return int(self._centroids.shape[1])

    @property
    def hasSummary(self) -> bool:
        """Whether the model was fitted in this process; a summary is not saved."""
        return self._summary is not None

    @property
    def summary(self) -> KMeansSummary:
        """What is known of the fit.

        Raises
        ------
        RuntimeError
            Where the model was loaded.
        """
        if self._summary is None:
            raise RuntimeError("No training summary available for this KMeansModel")
        return self._summary

    def predict(self, value: Any) -> int:
        """The cluster of one point: a vector of Spark's, or a sequence of numbers."""
        values = value.toArray() if hasattr(value, "toArray") else value
        point = np.ascontiguousarray(values, dtype=np.float64)[None]
        return int(labels_of(point, "value", self._centroids, self.getDistanceMeasure())[0])

    def _transform(self, dataset: Any) -> Any:
        schema, name = dataset.schema, self.getPredictionCol()
        columns = _columns.resolve(schema, self.getFeaturesCol(), None)
        if name in schema.fieldNames():
            raise ValueError(
                f'the table has a column "{name}"; name another one by predictionCol, or drop it.'
            )
        distance = self.getDistanceMeasure()
        if columns.kind == "vector":
            # The table stays where it is; only arrays go to Python, which is faster by far.
            labels = labels_of_arrays(columns.names[0], self._centroids, distance)
            return dataset.select("*", labels(_columns.arrays_of(columns.names[0])).alias(name))
        places = [schema.fieldNames().index(one) for one in columns.names]
        task = labelling(columns, places, self._centroids, distance)
        field = StructField(name, IntegerType(), False)
        # Spark takes names with dots for fields of structs here.
        plain = dataset.toDF(*(f"c{number}" for number in range(len(schema))))
        return plain.mapInArrow(task, StructType([*schema.fields, field]))

    def copy(self, extra: Any = None) -> KMeansModel:
        """A model with the same centroids and other params; it keeps the summary.

        Parameters
        ----------
        extra : dict or None, default=None
            Params with their values.
        """
        found: KMeansModel = super().copy(extra)
        if found._summary is not None:
            found._summary = found._summary.of(found)
        return found

    def to_local(self) -> Any:
        """The model as `swiftkmeans.KMeans`, or `swiftkmeans.SphericalKMeans`, for one machine.

        Returns
        -------
        KMeans or SphericalKMeans
            Fitted, but for ``labels_``, which lie in the table.
        """
        return _local.to_local(self)

    @classmethod
    def from_local(cls, estimator: Any, featuresCol: Any = "features") -> KMeansModel:
        """A model of a fitted `swiftkmeans.KMeans` or `swiftkmeans.SphericalKMeans`.

        Parameters
        ----------
        estimator : KMeans or SphericalKMeans
            Fitted.
        featuresCol : str or list of str, default="features"
            Where tables have the features.
        """
        model = cls(_local.centroids_of(estimator))
        return model._set(
            k=len(model._centroids),
            distanceMeasure=estimator._distance,
            featuresCol=featuresCol,
        )

    def write(self) -> ModelWriter:
        """What saves the model."""
        return ModelWriter(self)

    @classmethod
    def read(cls) -> ModelReader:
        """What loads a model."""
        return ModelReader(cls)

    def __repr__(self) -> str:
        return f"KMeansModel: uid={self.uid}, k={len(self._centroids)}, " + (
            f"distanceMeasure={self.getDistanceMeasure()}, numFeatures={self.numFeatures}"
        )
