"""``KMeansConstrained``: clusters whose sizes have limits."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _distances, _fits, _input, _parameters, _threads
from ._base import InvalidParameterError, check_is_fitted
from ._clusterer import Clusterer
from ._descriptions import described
from ._refusals import interruptible
from ._stops import Stop
from ._task import Task


@described
class KMeansConstrained(Clusterer):
    """K-means with limits on the sizes of clusters, exact: for k-means-constrained's estimator.

    Its parameters are those of ``k_means_constrained.KMeansConstrained``. Every assignment within
    the limits costs as little as any, by squared distances, and the fit proves it: see `gap_`. The
    result has the same bits for any number of threads and on any processor.

    Parameters
    ----------
    %(n_clusters)s
    size_min : int or None, default=None
        The fewest points that a cluster may have; None for no limit.
    size_max : int or None, default=None
        The most points that a cluster may have; None for no limit.
    %(init)s
    n_init : 'auto' or int, default=10
        How many starts are tried; the one with the least inertia is kept.
    %(max_iter)s
    %(tol)s
    %(verbose)s
    %(random_state)s
    %(copy_x)s
    n_jobs : int or None, default=1
        Without effect, because all processors work at every start; here for compatibility.

    Attributes
    ----------
    cluster_centers_ : ndarray of shape (n_clusters, n_features)
        The means of the clusters. float32 where X is float32: then each value is rounded.
    labels_ : ndarray of shape (n_samples,)
        int32: the cluster of every point, which need not be the nearest.
    inertia_ : float
        The sum of the squared distances of the points to the centroids of their clusters, times the
        weights; exact, and rounded once.
    gap_ : float
        How much more the labels cost than the least possible for these centroids, at most; 0 where
        they are proven to cost least.
    %(n_iter_)s
    %(stop_reason_)s
    %(inertia_history_)s
    %(n_features_in_)s
    %(feature_names_in_)s

    Notes
    -----
    k-means-constrained 0.9.1 sums up distances that are not squared, and rounds them to 1/1000, so
    its labels differ. Points of weight 0 count nowhere.

    References
    ----------
    P. S. Bradley, K. P. Bennett and A. Demiriz, "Constrained k-means clustering", Microsoft
    Research MSR-TR-2000-65, 2000.

    Examples
    --------
    >>> import numpy as np
    >>> from swiftkmeans import KMeansConstrained
    >>> X = np.array([[1, 2], [1, 4], [1, 0], [4, 2], [4, 4], [4, 0], [1, 1]])
    >>> model = KMeansConstrained(n_clusters=2, size_min=3, size_max=4, random_state=0).fit(X)
    >>> np.sort(np.bincount(model.labels_))
    array([3, 4])
    >>> model.gap_
    0.0
    """

    size_min: int | None
    size_max: int | None
    copy_x: bool
    n_jobs: int | None

    algorithm: str = "auto"
    order: str | None = None
    time_limit: float | None = None
    n_threads: int | None = None
    progress: Any = None

    gap_: float

    def __init__(
        self,
        n_clusters: int = 8,
        size_min: int | None = None,
        size_max: int | None = None,
        init: Any = "k-means++",
        n_init: Any = 10,
        max_iter: int = 300,
        tol: float = 1e-4,
        verbose: int = False,
        random_state: Any = None,
        copy_x: bool = True,
        n_jobs: int | None = 1,
    ) -> None:
        self._keep_parameters(locals())

    def predict(self, X: Any, size_min: Any = "init", size_max: Any = "init") -> NDArray[np.int32]:
        """The cluster of every point, of which each gets a limited number.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
            The points.
        size_min : int, None or 'init', default='init'
            The fewest of these points that a cluster may have; None for no limit, and 'init' for
            that of the fit.
        size_max : int, None or 'init', default='init'
            The most, likewise.

        Returns
        -------
        labels : ndarray of shape (n_samples,)
            int32.

        Raises
        ------
        ValueError
            Where the limits cannot be kept.
        KeyboardInterrupt
            After Ctrl-C.
        """
        check_is_fitted(self)
        # Other values than text may have no single answer to ==.
        least = self.size_min if isinstance(size_min, str) and size_min == "init" else size_min
        most = self.size_max if isinstance(size_max, str) and size_max == "init" else size_max
        limits = self._limits(least, most)
        x = _input.points(self, X, reset=False)
        return interruptible(lambda stop: self._labels_within(x, limits, stop), x, self)

    def _labels_within(self, x: Any, limits: tuple[int, int], stop: Stop) -> np.ndarray:
        if limits == (0, 0):
            return self._labels(x, stop)
        threads = _threads.number(self.n_threads)
        return _distances.within(x, self._fitted(x), limits, threads, stop)

    def _limits(self, least: Any, most: Any) -> tuple[int, int]:
        """Limits as the engine takes them: 0 for none."""
        who = type(self).__name__
        for name, value in (("size_min", least), ("size_max", most)):
            lowest = 0 if name == "size_min" else 1
            if value is not None and not _parameters.is_whole(value, lowest):
                raise InvalidParameterError(
                    f"The {name!r} parameter of {who} must be an int in the range [{lowest}, inf) "
                    f"or None. Got {value!r} instead."
                )
        return int(least or 0), int(most or 0)

    def _task(self, x: Any, weights: np.ndarray | None, begin: float, stop: Stop) -> Task:
        least, most = self._limits(self.size_min, self.size_max)
        task = super()._task(x, weights, begin, stop)
        task.settings = task.settings._replace(least_size=least, most_size=most)
        return task

    def _keep(self, result: _fits.Result, dtype: np.dtype) -> None:
        super()._keep(result, dtype)
        self.gap_ = 0.0 if result.gap is None else result.gap
