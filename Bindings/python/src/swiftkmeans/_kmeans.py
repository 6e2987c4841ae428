"""``KMeans``: scikit-learn's estimator over the engine."""

from __future__ import annotations

from typing import Any

from ._clusterer import Clusterer


class KMeans(Clusterer):
    """K-means clustering, exact: a drop-in for ``sklearn.cluster.KMeans``.

    Every label is the nearest centroid and every centroid the mean of its points, both judged in
    float64; the result has the same bits for any number of threads and on any processor.

    Parameters
    ----------
    n_clusters : int, default=8
        The number of clusters.
    init : {'k-means++', 'random', 'k-means||'}, callable or array-like, default='k-means++'
        How the first centroids are found: greedy k-means++ with ``2 + floor(log(n_clusters))``
        candidates a step; different points, drawn at random; k-means||; an array of shape
        (n_clusters, n_features); or a function that gets ``X``, ``n_clusters`` and
        ``random_state=`` and returns such an array.
    n_init : 'auto' or int, default='auto'
        How many starts are tried; the one with the least inertia is kept. 'auto' is 10 for
        ``init='random'`` and functions, otherwise 1.
    max_iter : int, default=300
        The most iterations of one start.
    tol : float, default=1e-4
        A start ends when the squared distances that the centroids move sum to at most this times
        the mean variance of the features. With 0 it ends only when no label changes.
    verbose : int, default=0
        Whether to print every iteration's inertia.
    random_state : int, RandomState or None, default=None
        Seeds the draws. An int is the seed itself: the command ``kmeans --seed`` draws the same.
    copy_x : bool, default=True
        Without effect, because X is never modified; here for compatibility.
    algorithm : str, default='lloyd'
        'lloyd', 'elkan' and 'auto' leave the choice to the engine. All algorithms give the same
        bits, and differ in time alone; 'textbook', 'direct', 'hamerly', 'bytes', 'axes' and
        'filtering' force one.
    time_limit : float or None, default=None
        Seconds after which a fit ends with the best that it has, and a warning.
    n_threads : int or None, default=None
        How many threads may work. None takes ``OMP_NUM_THREADS`` where it is set, otherwise all
        processors that this process may use.
    progress : callable, progress bar or None, default=None
        Is called with a `Progress` before every start and after every iteration, and ends the fit
        by returning true; or a bar with ``update``, such as one of tqdm's; or tqdm's class, of
        which a bar is made for every fit.

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
    n_iter_ : int
        How many iterations the start that was kept took.
    stop_reason_ : str
        'labels_unchanged', 'tolerance', 'max_iter', 'time_limit' or 'interrupted'.
    inertia_history_ : ndarray of shape (n_iter_,)
        The inertia after the update of every iteration.
    n_features_in_ : int
        The number of features.
    feature_names_in_ : ndarray of shape (n_features_in_,)
        The names of the features, where X has some that are all text.

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
        time_limit: float | None = None,
        n_threads: int | None = None,
        progress: Any = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.init = init
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.verbose = verbose
        self.random_state = random_state
        self.copy_x = copy_x
        self.algorithm = algorithm
        self.time_limit = time_limit
        self.n_threads = n_threads
        self.progress = progress
