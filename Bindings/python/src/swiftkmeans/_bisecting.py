"""``BisectingKMeans``: clusters that are split in two until there are enough."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import _fits, _parameters, _splits, _threads
from ._base import check_is_fitted, check_random_state
from ._calls import EngineError
from ._clusterer import Clusterer
from ._descriptions import described
from ._interface import BAD_WEIGHT, OUT_OF_RANGE, STOPPED
from ._progress import Progress
from ._splitting import Splitting
from ._stops import Stop
from ._task import Task


class Split(NamedTuple):
    """One split of a cluster in two.

    Attributes
    ----------
    cluster : int
        The cluster that is split. It keeps its number for one part; the other part is the next
        new cluster.
    centers : ndarray of shape (2, n_features)
        float64: the centroid of the part that keeps the number, and that of the new cluster.
    inertia : float
        The inertia of the cluster before it is split.
    """

    cluster: int
    centers: NDArray[np.float64]
    inertia: float


@described
class BisectingKMeans(Clusterer):
    """Bisecting k-means, exact: a drop-in for ``sklearn.cluster.BisectingKMeans``.

    Begins with one cluster of all points, and splits one cluster in two by k-means until there are
    ``n_clusters``. The splits are a hierarchy: `cut` gives the labels of fewer clusters. The result
    has the same bits for any number of threads and on any processor.

    Parameters
    ----------
    %(n_clusters)s
    init : %(initializations)s or callable, default='random'
        How the first two centroids of every split are found, as in `KMeans`. A function gets the
        points of the cluster, 2 and ``random_state=``.
    n_init : int, default=1
        How many starts are tried for every split; the one with the least inertia is kept.
    %(random_state)s
    %(max_iter)s
    verbose : int, default=0
        Whether to print the inertia after every split.
    tol : float, default=1e-4
        A start ends when the squared distances that its two centroids move sum to at most this
        times the mean variance of the features of the cluster. With 0 it ends only when no label
        changes.
    %(copy_x)s
    %(algorithm)s
    bisecting_strategy : {'biggest_inertia', 'largest_cluster'}, default='biggest_inertia'
        Which cluster is split next: the one with the greatest inertia, or with the most points.
        A weight of 3 is three points here; in scikit-learn it is one.
    time_limit : float or None, default=None
        Seconds after which a fit ends with the splits that it has, and a warning.
    %(n_threads)s
    progress : callable, progress bar or None, default=None
        Called after every split, which counts as an iteration; as in `KMeans`.

    Attributes
    ----------
    cluster_centers_ : ndarray of shape (n_clusters, n_features)
        The means of the clusters. float32 where X is float32: then each value is rounded.
    labels_ : ndarray of shape (n_samples,)
        int32: the cluster of every point. At each split it is that of the nearer of two centroids,
        so it is not always the nearest of all ``cluster_centers_``.
    inertia_ : float
        The sum of the squared distances of the points to the centroids of their clusters, times the
        weights; exact, and rounded once.
    splits_ : tuple of Split
        The splits in their order. Split t, from 0, makes cluster t + 1.
    stop_reason_ : str
        'labels_unchanged', 'tolerance', 'max_iter', 'time_limit' or 'interrupted'; where splits
        ended for different reasons, that of a split which did not converge.
    n_iter_ : int
        How many splits were made.
    inertia_history_ : ndarray of shape (n_iter_,)
        The inertia after every split.
    %(n_features_in_)s
    %(feature_names_in_)s

    Notes
    -----
    Clusters are numbered in the order in which splits make them, which is another order than
    scikit-learn's.

    References
    ----------
    M. Steinbach, G. Karypis and V. Kumar, "A comparison of document clustering techniques", KDD
    Workshop on Text Mining, 2000.

    Examples
    --------
    >>> import numpy as np
    >>> from swiftkmeans import BisectingKMeans
    >>> X = np.array([[0], [1], [10], [11], [100], [101]])
    >>> model = BisectingKMeans(n_clusters=3, random_state=0).fit(X)
    >>> np.sort(model.cluster_centers_.ravel())
    array([  0.5,  10.5, 100.5])
    >>> two = model.cut(2)
    >>> two[:4] == two[0], two[4:] == two[0]
    (array([ True,  True,  True,  True]), array([False, False]))
    """

    _steps = "splits"
    _fewer_clusters = ("time_limit", "interrupted")
    _rules = _parameters.SPLITTING

    copy_x: bool
    bisecting_strategy: str

    splits_: tuple[Split, ...]

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        init: Any = "random",
        n_init: int = 1,
        random_state: Any = None,
        max_iter: int = 300,
        verbose: int = 0,
        tol: float = 1e-4,
        copy_x: bool = True,
        algorithm: str = "lloyd",
        bisecting_strategy: str = "biggest_inertia",
        time_limit: float | None = None,
        n_threads: int | None = None,
        progress: Any = None,
    ) -> None:
        self._keep_parameters(locals())

    def cut(self, n_clusters: int) -> NDArray[np.int32]:
        """The labels of fewer clusters: those before the later splits, without a new fit.

        They are those of a fit with that number of clusters and the same ``random_state``.

        Parameters
        ----------
        n_clusters : int
            At least 1, and at most one more than there are splits.

        Returns
        -------
        labels : ndarray of shape (n_samples,)
            int32.
        """
        check_is_fitted(self)
        most = len(self.splits_) + 1
        _parameters.check_at_least_1(
            f"{type(self).__name__}.cut", "n_clusters", n_clusters, most=most
        )
        earlier = np.arange(self._n_features_out, dtype=np.int32)
        for cluster in range(int(n_clusters), most):
            earlier[cluster] = earlier[self.splits_[cluster - 1].cluster]
        labels: NDArray[np.int32] = earlier[self.labels_]
        return labels

    def _variant(self) -> str:
        return _parameters.STRATEGIES[self.bisecting_strategy]

    def _warn_of_parameters(self) -> None:
        """Nothing: splits are of use together with all parameters."""

    def _run_from_function(self, task: Task) -> _fits.Result:
        random_state = check_random_state(self.random_state)
        # It is told of splits alone.
        listen, task.listen = task.listen, None
        whole = task.fit(_fits.Room(task.x, 1), clusters=1, variant="full")
        by_size = self.bisecting_strategy == "largest_cluster"
        splitting = Splitting(whole, by_size, task.weights)
        while splitting.stop_reason not in self._fewer_clusters:
            cluster = splitting.next()
            if cluster is None or len(splitting.leaves) == self.n_clusters:
                break
            try:
                part = task.part(splitting.leaves[cluster].rows, clusters=2)
                halves = self._best_from_function(part, random_state)
            except TimeoutError:
                splitting.stop_reason = "time_limit"
            except EngineError as error:
                if error.code == STOPPED:
                    splitting.stop_reason = "interrupted"
                elif error.code in (OUT_OF_RANGE, BAD_WEIGHT):
                    # What cannot be clustered by itself stays whole, as the engine has it.
                    splitting.close(cluster)
                else:
                    raise
            else:
                splitting.split(cluster, halves)
                news = Progress(0, 1, len(splitting.history), splitting.inertia, np.nan)
                if listen is not None and listen(news):
                    splitting.stop_reason = "interrupted"
        return splitting.result(task.room)

    def _keep(self, result: _fits.Result, dtype: np.dtype) -> None:
        super()._keep(result, dtype)
        self._splits = result.splits
        self.splits_ = tuple(
            Split(int(cluster), centers, float(inertia))
            for cluster, centers, inertia in zip(*result.splits, strict=True)
        )

    def _labels(self, x: Any, stop: Stop) -> NDArray[np.int32]:
        return _splits.assign(x, self._splits, _threads.number(self.n_threads), stop)

    def _split_labels(self, x: Any, stop: Stop) -> np.ndarray | None:
        return self._labels(x, stop)
