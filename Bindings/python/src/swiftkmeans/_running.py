"""Exact sums of points by cluster, to which points are added batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from . import _input

#: How many leading bits of a sum are left when it is halved, and the binary exponent of the least
#: weight that is left.
_KEPT_BITS = 120
_LEAST_WEIGHT = -1024

#: As many values of compressed rows are written out at a time.
_MOST_VALUES = 1 << 22


class RunningSums:
    """S = sum of w * x and W = sum of w for every cluster, without any rounding.

    A sum is a whole number times a power of two, which Python's integers hold, so that batches in
    any order, and of any sizes, give the same sums. It can be pickled.

    Parameters
    ----------
    clusters : int
        How many there are.
    features : int
        How many values a point has.
    """

    def __init__(self, clusters: int, features: int) -> None:
        # The last column is that of the weights.
        self._units = np.zeros((clusters, features + 1), dtype=object)
        # What the numbers of a column count in, as powers of two.
        self._exponents = (0, 0)

    def add(self, x: Any, labels: np.ndarray, weights: np.ndarray | None) -> None:
        """Add points to the clusters of their labels.

        Parameters
        ----------
        x : ndarray or CSR of shape (n, n_features)
            Finite values.
        labels : ndarray of shape (n,)
            Their clusters.
        weights : ndarray of shape (n,) or None
            Finite; None for 1 each.
        """
        step = max(1, min(1 << 16, _MOST_VALUES // x.shape[1]))
        for first in range(0, x.shape[0], step):
            rows = slice(first, first + step)
            some = x[rows].toarray() if _input.is_sparse(x) else x[rows]
            own = None if weights is None else weights[rows]
            self._add(some.astype(np.float64), labels[rows], own)

    def set(self, centroids: np.ndarray, weights: np.ndarray) -> None:
        """Let every cluster be its centroid with this weight."""
        self._units[:] = 0
        self._exponents = (0, 0)
        self._add(centroids, np.arange(len(centroids)), weights)

    def halve(self, times: int) -> None:
        """Halve all sums, as the engine's streams do.

        That takes from an exponent. What then lies below the leading 120 bits of a sum is dropped,
        towards 0, and a cluster whose weight is below 2 ** -1024 is left with none.

        Parameters
        ----------
        times : int
            How many times.
        """
        if times == 0:
            return
        exponents = []
        for columns, exponent in zip((slice(0, -1), slice(-1, None)), self._exponents):
            units = np.vectorize(_leading, otypes=[object])(self._units[:, columns])
            zeros = min((_trailing_zeros(int(u)) for u in units.flat if u), default=0)
            self._units[:, columns] = units >> zeros
            exponents.append(exponent + zeros - times)
        self._exponents = (exponents[0], exponents[1])
        for units in self._units:
            if units[-1] and int(units[-1]).bit_length() + exponents[1] <= _LEAST_WEIGHT:
                units[:] = 0

    def weighing(self, labels: np.ndarray, weights: np.ndarray | None) -> RunningSums:
        """The weights alone, with those of further points.

        Parameters
        ----------
        labels : ndarray of shape (n,)
            Their clusters.
        weights : ndarray of shape (n,) or None
            Finite; None for 1 each.

        Returns
        -------
        RunningSums
            Of one feature, which is 0.
        """
        sums = RunningSums(len(self._units), 1)
        sums._units[:, -1] = self._units[:, -1]
        sums._exponents = (0, self._exponents[1])
        sums.add(np.zeros((len(labels), 1)), labels, weights)
        return sums

    def dead(self, share: int | None) -> np.ndarray:
        """Which clusters have no weight, or less than 1 / share of the mean weight.

        Parameters
        ----------
        share : int or None
            None for those without weight alone.

        Returns
        -------
        ndarray of shape (n_clusters,)
            bool.
        """
        all_of_them = [int(w) for w in self._units[:, -1]]
        if share is None:
            return np.array([w == 0 for w in all_of_them])
        total = sum(all_of_them)
        return np.array([w * share * len(all_of_them) < total for w in all_of_them])

    def forget(self, cluster: int) -> None:
        """Leave a cluster without weight.

        Parameters
        ----------
        cluster : int
            Which.
        """
        self._units[cluster] = 0

    def weights(self) -> np.ndarray:
        """W of every cluster, each rounded once."""
        unit = self._exponents[1]
        return np.array([_quotient(int(w), unit, 1) for w in self._units[:, -1]], dtype=np.float64)

    def means(self, centroids: np.ndarray, clusters: np.ndarray) -> np.ndarray:
        """The centroids, with S / W for some clusters that have a weight, each rounded once.

        Parameters
        ----------
        centroids : ndarray of shape (n_clusters, n_features)
            float64: those of the others.
        clusters : ndarray of shape (m,)
            Which clusters.

        Returns
        -------
        ndarray of shape (n_clusters, n_features)
            float64.
        """
        found = centroids.copy()
        unit = self._exponents[0] - self._exponents[1]
        for cluster in clusters:
            *sums, weight = self._units[cluster]
            if weight:
                found[cluster] = [_quotient(s, unit, weight) for s in sums]
        return found

    def _add(self, x: np.ndarray, labels: np.ndarray, weights: np.ndarray | None) -> None:
        order = np.argsort(labels, kind="stable")
        present, starts = np.unique(labels[order], return_index=True)
        # Few enough bits that a product of two planes, summed over all points, fits in 63.
        bits = (62 - int(len(labels)).bit_length()) // 2
        shares = [(np.ones((len(labels), 1)), 0)]
        if weights is not None:
            shares = list(_planes(weights[order][:, None], bits))
        for share, of_weight in shares:
            for plane, of_value in _planes(x[order], bits):
                sums = np.add.reduceat((plane * share).astype(np.int64), starts, axis=0)
                self._enter(sums, present, of_value + of_weight, columns=slice(0, -1))
            sums = np.add.reduceat(share.astype(np.int64), starts, axis=0)
            self._enter(sums, present, of_weight, columns=slice(-1, None))

    def _enter(
        self, sums: np.ndarray, clusters: np.ndarray, exponent: int, columns: slice
    ) -> None:
        """Add sums that count in 2 ** exponent."""
        is_weight = columns.stop is None
        unit = self._exponents[is_weight]
        if exponent < unit:
            self._units[:, columns] <<= unit - exponent
            unit = exponent
            pair = (self._exponents[0], unit) if is_weight else (unit, self._exponents[1])
            self._exponents = pair
        self._units[clusters, columns] += sums.astype(object) << (exponent - unit)


def _planes(values: np.ndarray, bits: int) -> Iterator[tuple[np.ndarray, int]]:
    """Whole numbers of at most some bits, and powers of two by which they add up to the values."""
    rest = values
    while True:
        greatest = float(np.abs(rest).max(initial=0.0))
        if greatest == 0:
            return
        exponent = max(int(np.frexp(greatest)[1]) - bits, -1074)
        plane = np.trunc(np.ldexp(rest, -exponent))
        yield plane, exponent
        rest = rest - np.ldexp(plane, exponent)


def _leading(number: int) -> int:
    """A whole number without what lies below its leading bits."""
    surplus = number.bit_length() - _KEPT_BITS
    if surplus <= 0:
        return number
    kept = abs(number) >> surplus << surplus
    return -kept if number < 0 else kept


def _trailing_zeros(number: int) -> int:
    return (number & -number).bit_length() - 1


def _quotient(numerator: int, exponent: int, denominator: int) -> float:
    """numerator * 2 ** exponent / denominator, rounded once, as Python divides integers."""
    if exponent < 0:
        return numerator / (denominator << -exponent)
    return (numerator << exponent) / denominator
