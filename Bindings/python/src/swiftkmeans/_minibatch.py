"""``MiniBatchKMeans``: nested mini-batches, and running means for batches that come one by one."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _fits, _parameters, _warnings
from ._batches import Batches
from ._descriptions import described
from ._running import RunningSums
from ._stops import Stop
from ._task import Task

#: Any number of steps: epochs end a fit.
_ANY = 2**31 - 1


@described
class MiniBatchKMeans(Batches):
    """K-means over a sample that doubles, with an exact end: for ``sklearn.cluster.MiniBatchKMeans``.

    `fit` begins with a sample of the points. Every point of it counts once, with its latest label,
    and the sample doubles when most centroids move less than their standard error, until it is all
    points (J. Newling and F. Fleuret, NIPS 2016). So the end is a fixed point of Lloyd's algorithm,
    unless ``max_iter`` comes before. `partial_fit` takes batches that come one by one.

    Parameters
    ----------
    %(n_clusters)s
    %(init)s
    max_iter : int, default=100
        Epochs: how many times all points together the steps may look at. A fit that this ends is
        approximate: its labels are those of its centroids, which may not yet be the means.
    batch_size : int, default=1024
        The first sample has at least this many points, and at least ``init_size``.
    %(verbose)s
    compute_labels : bool, default=True
        Whether `labels_` and `inertia_` are kept.
    %(random_state)s
    tol : float, default=0.0
        A fit ends when the squared distances that the centroids move, over all points, sum to at
        most this times the mean variance of the features. With 0 it ends only when no label changes.
    max_no_improvement : int or None, default=10
        Without effect, for no fit ends for want of improvement; here for compatibility.
    init_size : int or None, default=None
        The first centroids are drawn from at least this many points. None for 3 * ``batch_size``, or
        3 * ``n_clusters`` where that is less than ``n_clusters``.
    n_init : 'auto' or int, default='auto'
        How many starts are tried; the one with the least inertia is kept. 'auto' is 3 for
        ``init='random'`` and functions, otherwise 1.
    reassignment_ratio : float, default=0.01
        With 0, `partial_fit` leaves clusters alone that no point has joined; with any other number,
        they take the farthest points of a batch. `fit` always fills empty clusters.
    half_life : int or None, default=None
        For `partial_fit`: after this many further points, what came before counts half. None for
        never. scikit-learn has no such parameter.
    %(time_limit)s
    %(n_threads)s
    %(progress)s
    %(max_memory)s

    Attributes
    ----------
    cluster_centers_ : ndarray of shape (n_clusters, n_features)
        The centroids. float32 where X is float32, each value rounded.
    labels_ : ndarray of shape (n_samples,)
        int32: the nearest centroid of every point; after `partial_fit`, of those of the last batch.
    inertia_ : float
        The sum of the squared distances of these points to their centroids, times the weights.
    n_iter_ : int
        How many epochs were begun: times that all points together were looked at.
    n_steps_ : int
        How many assignments and updates there were, over samples of any size; batches of
        `partial_fit` count, too.
    counts_ : ndarray of shape (n_clusters,)
        The weight of all points that make up every centroid.
    %(stop_reason_)s
    inertia_history_ : ndarray of shape (n_steps_,)
        Of `fit`: the inertia after the update of every step; that of a sample is multiplied by the
        weight of all points over the weight of the sample.
    %(n_features_in_)s
    %(feature_names_in_)s

    Notes
    -----
    `partial_fit` keeps the exact sums of all points that it was given. With the points C_j of the
    batch whose nearest centroid is m_j, before the update::

        S_j <- S_j + sum of w * x over C_j      W_j <- W_j + sum of w over C_j      m_j <- S_j / W_j

    Every point counts once, with the label that it had then. No sum is rounded, and m_j is, once a
    value. So one batch or several give the same centroids where labels are the same, and a pickled
    estimator goes on to the same bits. After `fit`, the sums begin as W_j * m_j.

    With ``half_life``, S and W are halved before a batch, once for every half-life that the points
    before it have filled; what then lies below the leading 120 bits of a sum is dropped, towards 0.
    A cluster that weighs less than 1/1024 of the mean of all then counts as one that no point has
    joined. The command's streams (``kmeans fit --variant stream``) have the same bits, as long as no
    cluster takes far points, which they draw by k-means++.

    The first batch of `partial_fit` needs as many points as clusters. The centroids begin where the
    first iteration of a fit to it ends, or are those given as ``init``, and none of that counts.

    References
    ----------
    J. Newling and F. Fleuret, "Nested Mini-Batch K-Means", NIPS 2016, arXiv:1602.02934;
    J. MacQueen, "Some methods for classification and analysis of multivariate observations", 1967.

    Examples
    --------
    >>> import numpy as np
    >>> from swiftkmeans import MiniBatchKMeans
    >>> X = np.array([[1, 2], [1, 4], [1, 0], [10, 2], [10, 4], [10, 0]])
    >>> MiniBatchKMeans(n_clusters=2, random_state=0).fit(X).cluster_centers_
    array([[ 1.,  2.],
           [10.,  2.]])
    >>> model = MiniBatchKMeans(n_clusters=2, random_state=0)
    >>> for batch in (X[::2], X[1::2]):
    ...     model = model.partial_fit(batch)
    >>> model.counts_
    array([3., 3.])
    """

    batch_size: int
    init_size: int | None

    n_iter_: int
    n_steps_: int
    counts_: NDArray[np.float64]

    algorithm = "auto"
    _steps = "steps"
    _rules = _parameters.MINI_BATCHES

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        init: Any = "k-means++",
        max_iter: int = 100,
        batch_size: int = 1024,
        verbose: int = 0,
        compute_labels: bool = True,
        random_state: Any = None,
        tol: float = 0.0,
        max_no_improvement: int | None = 10,
        init_size: int | None = None,
        n_init: Any = "auto",
        reassignment_ratio: float = 0.01,
        half_life: int | None = None,
        time_limit: float | None = None,
        n_threads: int | None = None,
        progress: Any = None,
        max_memory: int | str | None = None,
    ) -> None:
        self._keep_parameters(locals())

    def _variant(self) -> str:
        return "minibatch"

    def _set_n_init(self) -> None:
        super()._set_n_init()
        if self.n_init == "auto" and self._n_init > 1:
            self._n_init = 3

    def _told_tolerance(self, task: Task) -> float | None:
        # Before the sample is all points, nothing has converged.
        return None

    def _task(self, x: Any, weights: np.ndarray | None, begin: float, stop: Stop) -> Task:
        self._set_init_size(x.shape[0])
        task = super()._task(x, weights, begin, stop)
        task.settings = task.settings._replace(
            max_iter=_ANY,
            epochs=float(self.max_iter),
            batch=max(int(self.batch_size), self._init_size),
        )
        return task

    def _set_init_size(self, count: int) -> None:
        size = self.init_size
        if size is None:
            size = 3 * self.batch_size
            if size < self.n_clusters:
                size = 3 * self.n_clusters
        elif size < self.n_clusters:
            _warnings.of_init_size(size, self.n_clusters)
            size = 3 * self.n_clusters
        self._init_size = min(int(size), count)

    def _keep(self, result: _fits.Result, dtype: np.dtype) -> None:
        super()._keep(result, dtype)
        self.n_steps_ = result.iterations
        self.n_iter_ = math.ceil(result.epochs)
        self.counts_ = self.__dict__.pop("_counted")
        self._sums = None
        self._since_halving = 0
        self._drop_labels()

    def _run(self, task: Task, init: np.ndarray | None) -> _fits.Result:
        result = super()._run(task, init)
        self._counted = result.sizes.astype(np.float64)
        if task.weights is not None:
            sums = RunningSums(len(result.sizes), 1)
            sums.add(np.zeros((len(result.labels), 1)), result.labels, task.weights)
            self._counted = sums.weights()
        return result

    def _drop_labels(self) -> None:
        if not self.compute_labels:
            del self.labels_, self.inertia_
