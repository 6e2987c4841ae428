"""Models in files, as Spark saves them: params as JSON, centroids as a table."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import numpy as np
from pyspark.ml.util import DefaultParamsReader, DefaultParamsWriter, MLReader, MLWriter
from pyspark.sql.utils import is_remote

if TYPE_CHECKING:
    from ._model import KMeansModel

#: The table of centroids; Parquet keeps every bit of a double.
_SCHEMA = "clusterIdx int, clusterCenter array<double>"


class ModelWriter(MLWriter):
    """Saves a model.

    Parameters
    ----------
    model : KMeansModel
        What is saved.
    """

    def __init__(self, model: KMeansModel) -> None:
        super().__init__()
        self._model = model

    def save(self, path: str) -> None:
        """Write the folder of a model, and replace one that is there only after `overwrite`.

        Parameters
        ----------
        path : str
            Its address, in any file system that Spark has.
        """
        if self.shouldOverwrite and is_remote():
            # Spark removes the old folder by its JVM, which a client of Connect has not.
            self.saveImpl(path)
        else:
            super().save(path)

    def saveImpl(self, path: str) -> None:
        """Write the folder of a model.

        Parameters
        ----------
        path : str
            Its address.
        """
        session: Any = self.sparkSession
        mode = "overwrite" if self.shouldOverwrite else "error"
        facts = DefaultParamsWriter._get_metadata_to_save(self._model, session)
        metadata = session.createDataFrame([(facts,)], "value string").coalesce(1)
        metadata.write.mode(mode).text(os.path.join(path, "metadata"))
        rows = [(number, row.tolist()) for number, row in enumerate(self._model._centroids)]
        data = session.createDataFrame(rows, _SCHEMA).coalesce(1)
        data.write.mode(mode).parquet(os.path.join(path, "data"))


class ModelReader(MLReader[Any]):
    """Loads a model.

    Parameters
    ----------
    kind : type
        Its class.
    """

    def __init__(self, kind: type) -> None:
        super().__init__()
        self._kind = kind

    def load(self, path: str) -> Any:
        """The model of a folder.

        Parameters
        ----------
        path : str
            Its address.
        """
        session: Any = self.sparkSession
        metadata = DefaultParamsReader.loadMetadata(path, session)
        rows = session.read.parquet(os.path.join(path, "data")).collect()
        rows.sort(key=lambda row: row["clusterIdx"])
        centroids = np.array([row["clusterCenter"] for row in rows], dtype=np.float64)
        model = self._kind(centroids)
        model._resetUid(metadata["uid"])
        DefaultParamsReader.getAndSetParams(model, metadata)
        return model
