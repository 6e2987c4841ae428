"""``Shard``: some of the points of a fit."""

from __future__ import annotations

import ctypes

import numpy as np

from ._calls import call
from ._distances import nearest
from ._handed_bytes import taken
from ._library import library
from ._points import Points, seen
from ._stops import Stop, interruptible


class Shard:
    """Some of the points of a fit.

    Labels and bounds are kept from answer to answer. A shard that was made anew gives the same
    answers; it only takes longer.

    Parameters
    ----------
    x : ndarray of shape (n, n_features)
        C-ordered uint8, float32 or float64, read in place and not to be changed meanwhile; ``n``
        may be 0.
    number : int
        Its place in the order of the shards, from 0.
    sample_weight : ndarray of shape (n,) or None, default=None
        float64: 0, or from 2 ** -480 to 2 ** 480; None for 1 each.
    n_threads : int, default=1
        How many may work side by side; the answers are the same for any.

    Raises
    ------
    EngineError
        Where points cannot have these weights.
    """

    def __init__(
        self,
        x: np.ndarray,
        number: int,
        sample_weight: np.ndarray | None = None,
        n_threads: int = 1,
    ) -> None:
        self._handle = ctypes.c_void_p()
        self._points = Points(x)
        self._x, self._threads = x, n_threads
        call(
            library.kmeans_shard_create,
            ctypes.byref(self._points.matrix),
            self._points.address_of_weights(sample_weight),
            number,
            n_threads,
            ctypes.byref(self._handle),
        )

    def answer(self, request: bytes) -> bytes:
        """The answer to a request of a `ShardFit`.

        Ctrl-C ends the work. The shard then keeps nothing, and the next answer takes longer.

        Parameters
        ----------
        request : bytes
            Of the round.

        Returns
        -------
        bytes
            For ``ShardFit.take``.

        Raises
        ------
        EngineError
            For damaged bytes, requests about other points, and points that cannot be clustered:
            ``point`` is the row in this shard.
        """
        answer = ctypes.c_void_p()

        def work(stop: Stop) -> None:
            call(
                library.kmeans_shard_answer_with_stop,
                self._handle,
                request,
                len(request),
                stop.handle,
                ctypes.byref(answer),
                stop=stop,
            )

        interruptible(work)
        return taken(answer)

    def state(self) -> bytes:
        """What the shard keeps, for `restore` of another shard of the same points."""
        state = ctypes.c_void_p()
        call(library.kmeans_shard_state, self._handle, ctypes.byref(state))
        return taken(state)

    def restore(self, state: bytes) -> bool:
        """Take up what a shard of the same points kept.

        Parameters
        ----------
        state : bytes
            Of `state`.

        Returns
        -------
        bool
            Whether it is of use; not where the bytes are damaged or of other points.
        """
        used = ctypes.c_int32()
        call(
            library.kmeans_shard_restore, self._handle, state, len(state), ctypes.byref(used)
        )
        return bool(used.value)

    def labels(self, centroids: np.ndarray, distance: str = "euclidean") -> np.ndarray:
        """The nearest centroid of every point.

        Parameters
        ----------
        centroids : ndarray of shape (n_clusters, n_features)
            float64.
        distance : str, default="euclidean"
            The engine's name of the distance.

        Returns
        -------
        ndarray of shape (n,)
            int32.
        """
        if not len(self._x):
            return np.empty(0, np.int32)
        stop = Stop()
        points = self._x
        if distance != "euclidean":
            points = seen(points, distance, self._threads, stop)
        return nearest(points, centroids, self._threads, stop)[0]

    def __del__(self) -> None:
        library.kmeans_shard_free(self._handle)
