"""How two labellings agree, by the engine."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

from . import _interface as c
from ._calls import call
from ._library import library
from ._memory import address


class Agreement:
    """Points by class and cluster, from which scores follow; see ``kmeans_agreement``.

    Parameters
    ----------
    truth, labels : ndarray of shape (n_samples,)
        int32.
    weights : ndarray of shape (n_samples,) or None, default=None
        float64; None for 1 each.
    meaning : str, default="copies"
        What weights mean.

    Attributes
    ----------
    facts : AgreementFacts
        The engine's numbers.
    """

    def __init__(
        self,
        truth: np.ndarray,
        labels: np.ndarray,
        weights: np.ndarray | None = None,
        meaning: str = "copies",
    ) -> None:
        self._handle = ctypes.c_void_p()
        shape = (len(truth),)
        call(
            library.kmeans_agreement_create,
            address("the classes", truth, np.int32, shape),
            address("the labels", labels, np.int32, shape),
            None if weights is None else address("sample_weight", weights, np.float64, shape),
            meaning.encode(),
            len(truth),
            ctypes.byref(self._handle),
        )
        self.facts = c.AgreementFacts()
        size = ctypes.sizeof(self.facts)
        library.kmeans_agreement_read_facts(self._handle, ctypes.byref(self.facts), size)

    def __del__(self) -> None:
        if self._handle:
            library.kmeans_agreement_free(self._handle)

    @property
    def is_counted(self) -> bool:
        """Whether points were counted; otherwise weights are shares, or not whole."""
        return bool(self.facts.counted)

    def v_measure(self, beta: float = 1.0) -> float:
        """The weighted harmonic mean of homogeneity and completeness."""
        return self._value(library.kmeans_v_measure, beta)

    def normalized_mutual_information(self, average: str = "arithmetic") -> float:
        """The share that mutual information has of an average of the entropies."""
        return self._value(library.kmeans_normalized_mutual_information, average.encode())

    def adjusted_mutual_information(self, average: str = "arithmetic") -> float:
        """The same corrected for chance; only where points were counted."""
        return self._value(library.kmeans_adjusted_mutual_information, average.encode())

    def pairs(self) -> np.ndarray:
        """The ordered pairs of points by what the labellings say, int64 of shape (2, 2)."""
        pairs = np.empty((2, 2), dtype=np.int64)
        if library.kmeans_agreement_pairs(self._handle, pairs.ctypes.data) != c.OK:
            raise ValueError("pairs are counted: sample_weight must be whole numbers")
        return pairs

    def cells(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The rows, columns and weights of the table where it is not 0, row by row."""
        count = self.facts.cells
        rows, columns = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
        weights = np.empty(count)
        library.kmeans_agreement_cells(
            self._handle, rows.ctypes.data, columns.ctypes.data, weights.ctypes.data
        )
        return rows, columns, weights

    def occurring(self) -> tuple[np.ndarray, np.ndarray]:
        """The classes and the clusters that have points, ascending."""
        classes = np.empty(self.facts.classes, dtype=np.int32)
        clusters = np.empty(self.facts.clusters, dtype=np.int32)
        library.kmeans_agreement_labels(self._handle, classes.ctypes.data, clusters.ctypes.data)
        return classes, clusters

    def table(self) -> np.ndarray:
        """The whole table, float64 of shape (n_classes, n_clusters)."""
        rows, columns, weights = self.cells()
        found = np.zeros((self.facts.classes, self.facts.clusters))
        found[rows, columns] = weights
        return found

    def _value(self, function: Any, argument: Any) -> float:
        value = ctypes.c_double(np.nan)
        call(function, self._handle, argument, ctypes.addressof(value))
        return value.value
