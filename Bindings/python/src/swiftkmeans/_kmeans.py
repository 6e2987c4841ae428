"""``KMeans``: scikit-learn's estimator over the engine."""

from __future__ import annotations

from typing import Any

from ._continuing import Continuing
from ._descriptions import described


@described
class KMeans(Continuing):
    """K-means clustering, exact: a drop-in for ``sklearn.cluster.KMeans``.

    Every label is the nearest centroid and every centroid the mean of its points, both judged in
    float64; the result has the same bits for any number of threads and on any processor.

    Parameters
    ----------
    %(n_clusters)s
    %(init)s
    %(n_init)s
    %(max_iter)s
    %(tol)s
    %(verbose)s
    %(random_state)s
    %(copy_x)s
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
        The centroids. float32 where X is float32: then these are the float64 centroids, by which
        labels and `predict` go, each value rounded.
    labels_ : ndarray of shape (n_samples,)
        int32: the nearest centroid of every point, the lowest of several.
    inertia_ : float
        The sum of the squared distances of the points to their centroids, times the weights;
        exact, and rounded once.
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
    Ctrl-C ends a fit at once; the attributes then hold the best so far, if there were any labels
    yet, and KeyboardInterrupt is raised, which can be caught. Python's handlers of other signals
    run during a fit, which then goes on; what a handler raises ends the fit as Ctrl-C does.

    Points are read in place where X is a C-ordered float32, float64 or uint8 array. CSR is never
    expanded as a whole.

    References
    ----------
    S. P. Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28,
    1982; D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.

    Examples
    --------
    >>> import numpy as np
    >>> from swiftkmeans import KMeans
    >>> X = np.array([[1, 2], [1, 4], [1, 0], [10, 2], [10, 4], [10, 0]])
    >>> kmeans = KMeans(n_clusters=2, random_state=0).fit(X)
    >>> kmeans.labels_
    array([0, 0, 0, 1, 1, 1], dtype=int32)
    >>> kmeans.predict([[0, 0], [12, 3]])
    array([0, 1], dtype=int32)
    >>> kmeans.cluster_centers_
    array([[ 1.,  2.],
           [10.,  2.]])
    """

    copy_x: bool

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
        copy_x: bool = True,
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
