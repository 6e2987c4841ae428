"""``SphericalKMeans``: k-means of directions, by the cosine."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _distances, _points, _threads
from ._continuing import Continuing
from ._descriptions import described
from ._stops import Stop
from ._task import Task

#: A vector stays as it is if the square of its length differs from 1 by less; the engine uses the
#: same number.
_UNIT = 2.0**-48


@described
class SphericalKMeans(Continuing):
    """Spherical k-means: clusters of points with similar directions, exact.

    A point counts by its direction alone. Its cluster is the one whose centroid has the greatest
    cosine with it, and every centroid is the mean direction of its points, a vector of length 1.
    The inertia is the sum of 1 - cosine. That suits texts as vectors of words, and embeddings. The
    result has the same bits for any number of threads and on any processor.

    Parameters
    ----------
    %(n_clusters)s
    %(init)s
    %(n_init)s
    %(max_iter)s
    tol : float, default=1e-4
        A start ends when the squared distances that the centroids move sum to at most this times
        the mean variance of the features of all directions. With 0 it ends only when no label
        changes.
    %(verbose)s
    %(random_state)s
    %(algorithm)s
    %(order)s
    %(time_limit)s
    %(n_threads)s
    %(progress)s
    %(warm_start)s
    %(fixed_centers)s
    %(max_memory)s
    %(quality)s
    %(effort)s

    Attributes
    ----------
    cluster_centers_ : ndarray of shape (n_clusters, n_features)
        The mean directions, each of length 1. float32 where X is float32: then these are the
        float64 centroids, by which labels and `predict` go, each value rounded.
    labels_ : ndarray of shape (n_samples,)
        int32: the centroid with the greatest cosine, the lowest of several.
    inertia_ : float
        The sum of 1 - cosine of the points and their centroids, times the weights.
    %(n_iter_)s
    %(stop_reason_)s
    %(inertia_history_)s
    %(effort_)s
    %(n_found_)s
    %(search_ending_)s
    %(n_features_in_)s
    %(feature_names_in_)s

    Notes
    -----
    1 - cosine is half the squared distance of vectors of length 1, and is judged so: labels are
    those of ``X / np.sqrt((X * X).sum(axis=1))[:, None]`` in float64. X itself is never modified.
    CSR stays CSR. A row of zeros has no direction, and is refused. Only the directions of given
    centroids count, too.

    References
    ----------
    I. S. Dhillon and D. S. Modha, "Concept decompositions for large sparse text data using
    clustering", Machine Learning 42, 2001.

    Examples
    --------
    >>> import numpy as np
    >>> from swiftkmeans import SphericalKMeans
    >>> X = np.array([[1, 0], [20, 1], [3, 0], [0, 2], [1, 30], [0, 4]])
    >>> model = SphericalKMeans(n_clusters=2, random_state=0).fit(X)
    >>> model.labels_[:3] == model.labels_[0]
    array([ True,  True,  True])
    >>> model.predict([[100, 1]]) == model.labels_[0]
    array([ True])
    >>> np.linalg.norm(model.cluster_centers_, axis=1).round(12)
    array([1., 1.])
    """

    _distance = "cosine"
    _limit = float("inf")
    _inertia_scale = 0.5

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        init: Any = "k-means++",
        n_init: Any = "auto",
        max_iter: int = 300,
        tol: float = 1e-4,
        verbose: int = 0,
        random_state: Any = None,
        algorithm: str = "lloyd",
        order: str | None = None,
        time_limit: float | None = None,
        n_threads: int | None = None,
        progress: Any = None,
        warm_start: bool = False,
        fixed_centers: Any = None,
        max_memory: int | str | None = None,
        quality: str = "fast",
        effort: int | None = None,
    ) -> None:
        self._keep_parameters(locals())

    def transform(self, X: Any) -> NDArray[np.floating[Any]]:
        """1 - cosine of every point and every centroid.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
            The points.

        Returns
        -------
        X_new : ndarray of shape (n_samples, n_clusters)
            float32 where X is, otherwise float64; from 0 to 2.

        Raises
        ------
        KeyboardInterrupt
            After Ctrl-C.
        """
        return super().transform(X)

    def _seen(self, x: Any, threads: int, stop: Stop | None = None) -> Any:
        return _points.seen(x, self._distance, threads, stop)

    def _transformed(self, x: Any, dtype: np.dtype, stop: Stop) -> np.ndarray:
        threads = _threads.number(self.n_threads)
        seen, wide = self._seen(x, threads, stop), np.dtype(np.float64)
        found = _distances.distances(seen, self._fitted(x), threads, wide, stop)
        # Half the squared distance of vectors of length 1.
        np.multiply(found, found, out=found)
        found *= 0.5
        return found.astype(dtype, copy=False)

    def _lengths(self, squared: np.ndarray) -> np.ndarray:
        return 0.5 * squared

    def _mean_variance(self, task: Task) -> float:
        threads = task.settings.threads
        seen = self._seen(task.x, threads, task.stop)
        data = _points.Data(seen, task.weights, threads, task.stop, self._distance)
        return data.mean_variance

    def _check_centers(self, centroids: np.ndarray, name: str) -> None:
        empty = np.flatnonzero(~centroids.any(axis=1))
        if len(empty):
            raise ValueError(
                f"Row {empty[0]} of {name} is all 0; it has no direction, which the cosine needs."
            )

    def _fitted(self, x: Any) -> np.ndarray:
        centroids = super()._fitted(x)
        if centroids is getattr(self, "_centroids", None):
            return centroids
        # Given centroids, of which only the directions count.
        self._check_centers(centroids, "cluster_centers_")
        with np.errstate(over="ignore", under="ignore"):
            is_unit = np.abs((centroids * centroids).sum(axis=1) - 1) < _UNIT
        if is_unit.all():
            return centroids
        return np.where(is_unit[:, None], centroids, self._seen(centroids, 1))
