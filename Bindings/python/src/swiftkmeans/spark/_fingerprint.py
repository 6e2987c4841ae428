"""What tells two sets of rows apart, whatever their order, and two orders of the same rows."""

from __future__ import annotations

import numpy as np

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
#: Where the multipliers of the two hashes of a row begin.
_SEEDS = (np.uint64(0x243F6A8885A308D3), np.uint64(0x13198A2E03707344))


def _mixed(values: np.ndarray) -> np.ndarray:
    """A bijection of 64 bits in which every bit of a value reaches every bit of the result.

    It is the finalizer of SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable
    pseudorandom number generators", OOPSLA 2014.
    """
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: np.ndarray = values ^ (values >> np.uint64(31))
    return mixed


class Fingerprint:
    """Two sums of 64 bits over hashes of the rows, and one over the rows in their order.

    A row's hash is a sum of its words times fixed odd multipliers, mixed. A sum of hashes does not
    depend on the order of the rows, and counts every row as often as it is there.
    """

    def __init__(self) -> None:
        self._rows = 0
        self._sums = [0, 0]
        self._ordered = 0

    def add(self, points: np.ndarray, weights: np.ndarray | None) -> None:
        """Count further rows.

        Parameters
        ----------
        points : ndarray of shape (rows, n_features)
            C-ordered; their bits count.
        weights : ndarray of shape (rows,) or None
            float64.
        """
        if len(points) == 0:
            return
        words = _words(points, weights)
        for number, seed in enumerate(_SEEDS):
            counters = np.arange(1, words.shape[1] + 1, dtype=np.uint64)
            multipliers = _mixed(seed + counters * _GOLDEN) | np.uint64(1)
            hashes = _mixed((words * multipliers).sum(axis=1, dtype=np.uint64))
            self._sums[number] = (self._sums[number] + int(hashes.sum(dtype=np.uint64))) % 2**64
        places = np.arange(self._rows + 1, self._rows + len(points) + 1, dtype=np.uint64)
        ordered = _mixed(hashes + places * _GOLDEN).sum(dtype=np.uint64)
        self._ordered = (self._ordered + int(ordered)) % 2**64
        self._rows += len(points)

    @property
    def rows(self) -> str:
        """The same for the same rows in any order."""
        return f"{self._rows}:{self._sums[0]:016x}{self._sums[1]:016x}"

    @property
    def order(self) -> str:
        """The same for the same rows in the same order."""
        return f"{self._ordered:016x}"


def _words(points: np.ndarray, weights: np.ndarray | None) -> np.ndarray:
    """The rows in words of 64 bits."""
    if points.dtype.itemsize == 8:
        words = points.view(np.uint64)
    else:
        words = points.view(np.uint32).astype(np.uint64)
    if weights is None:
        return words
    return np.concatenate([words, weights.view(np.uint64)[:, None]], axis=1)
