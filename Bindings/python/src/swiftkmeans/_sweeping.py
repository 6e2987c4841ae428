"""``sweep``: several numbers of clusters, scored side by side, and which one the scores choose."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from . import _fits, _input, _parameters, _sweeps, _tables, _threads
from ._calls import EngineError
from ._centroids import seed_of
from ._interface import STOPPED
from ._kmeans import KMeans
from ._points import Data
from ._refusals import interruptible
from ._stops import Stop
from ._sweeps import SweepProgress, SweepSettings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .displays import SweepDisplay

#: How silhouettes may be found.
SILHOUETTES = ("exact", "sampled", "simplified", "none")
#: What weights may mean to scores.
MEANINGS = ("copies", "shares")

#: What readers see of the table, and under which names.
_SHOWN = {
    "k": "k", "inertia": "inertia", "silhouette": "silhouette", "calinski_harabasz": "Calinski-H.",
    "davies_bouldin": "Davies-B.", "bic": "BIC", "gap": "gap", "gap_error": "s.e.",
    "stability": "stability",
}  # fmt: skip


class Sweep:
    """Clusterings of the same points with several numbers of clusters, and their scores.

    `sweep` makes it.

    Attributes
    ----------
    results_ : dict of str to ndarray
        By column, one value for every k that was tried, ascending: ``k``, ``inertia``,
        ``silhouette``, ``silhouette_margin`` (half the width of the 95 % interval of a sampled one),
        ``calinski_harabasz``, ``davies_bouldin``, ``bic``, ``gap``, ``gap_error``, ``stability``,
        ``stability_deviation``, ``n_iter``, ``is_converged``, ``is_complete`` and ``seconds``. NaN
        where a score does not exist, or was not asked for.
    best_k_ : int or None
        The number of clusters that the criteria recommend; None where none is clear.
    reason_ : str or None
        Why none is: 'all_equal', 'too_little', 'like_uniform_data', 'disagreement' or
        'end_of_range'; None where one is.
    choices_ : dict of str to int
        What every criterion chooses, by its column; 1 of 'gap' is no structure at all.
    n_agreeing_ : int
        How many criteria agree on the number that most choose.
    recommendation_ : str
        The same in sentences.
    baseline_gap_, baseline_gap_error_ : float
        The gap statistic of one cluster and its standard error; NaN without references.
    reference_points_ : int
        How many points each uniform data set has.
    stop_reason_ : str or None
        'time_limit' or 'interrupted' where the sweep was ended early; None where it is complete.
    n_samples_, n_features_in_ : int
        How many points and features there were.
    """

    results_: dict[str, NDArray[Any]]
    best_k_: int | None
    reason_: str | None
    choices_: dict[str, int]
    n_agreeing_: int
    recommendation_: str
    baseline_gap_: float
    baseline_gap_error_: float
    reference_points_: int
    stop_reason_: str | None
    n_samples_: int
    n_features_in_: int

    def __init__(
        self, found: _sweeps.Found, template: KMeans, x: Any, dtype: np.dtype, is_late: bool
    ) -> None:
        facts = found.facts
        self.results_ = found.table
        self.best_k_ = facts.recommended or None
        self.reason_ = _sweeps.REASONS[facts.reason]
        self.choices_ = found.choices
        self.n_agreeing_ = int(facts.agreeing)
        self.recommendation_ = found.verdict
        self.baseline_gap_ = float(facts.baseline_gap)
        self.baseline_gap_error_ = float(facts.baseline_gap_error)
        self.reference_points_ = int(facts.reference_points)
        self.stop_reason_ = None
        if not facts.complete:
            self.stop_reason_ = "time_limit" if is_late else "interrupted"
        self.n_samples_, self.n_features_in_ = (int(length) for length in x.shape)
        self._clusterings = found.clusterings
        self._template, self._dtype = template, dtype

    def labels(self, k: int | None = None) -> NDArray[np.int32]:
        """The labels of the clustering with k clusters.

        Parameters
        ----------
        k : int or None, default=None
            One of those that were tried; None for the recommended one.

        Returns
        -------
        labels : ndarray of shape (n_samples,)
            int32; 0 is the largest cluster.
        """
        return self._clustering(k).labels

    def centers(self, k: int | None = None) -> NDArray[np.float64]:
        """The centers of the clustering with k clusters.

        Parameters
        ----------
        k : int or None, default=None
            One of those that were tried; None for the recommended one.

        Returns
        -------
        centers : ndarray of shape (k, n_features)
            float64.
        """
        return self._clustering(k).centroids

    def sizes(self, k: int | None = None) -> NDArray[np.int64]:
        """The sizes of the k clusters.

        Parameters
        ----------
        k : int or None, default=None
            One of those that were tried; None for the recommended one.

        Returns
        -------
        sizes : ndarray of shape (k,)
            int64, descending.
        """
        return self._clustering(k).sizes

    def estimator(self, k: int | None = None) -> KMeans:
        """An estimator that is fitted with k clusters.

        Parameters
        ----------
        k : int or None, default=None
            One of those that were tried; None for the recommended one.

        Returns
        -------
        kmeans : KMeans
            With the clusters of this sweep.
        """
        found = self._clustering(k)
        template = self._template
        parameters = {**template.get_params(), "n_clusters": len(found.centroids)}
        kmeans = KMeans(**parameters)
        for name in ("n_features_in_", "feature_names_in_"):
            if hasattr(template, name):
                setattr(kmeans, name, getattr(template, name))
        kmeans._n_init, kmeans._n_threads = template.n_init, _threads.number(template.n_threads)
        kmeans._seed = template._seed
        kmeans._keep(found, self._dtype)
        return kmeans

    def to_frame(self) -> Any:
        """The table as a pandas frame.

        Returns
        -------
        frame : DataFrame
            `results_`, with k as its index. ImportError where pandas is not installed.
        """
        pandas = importlib.import_module("pandas")
        return pandas.DataFrame(self.results_).set_index("k")

    def plot(
        self, *, criteria: Sequence[str] | None = None, ax: Axes | None = None
    ) -> SweepDisplay:
        """Draw every criterion over k, and the recommended k; needs matplotlib.

        Parameters
        ----------
        criteria : sequence of str or None, default=None
            Which criteria are drawn, by their names in `results_`; None for all that have values.
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : SweepDisplay
            The drawn display.
        """
        from .displays import SweepDisplay

        return SweepDisplay.from_sweep(self, criteria=criteria, ax=ax)

    def _clustering(self, k: int | None) -> _fits.Result:
        if k is None:
            if self.best_k_ is None:
                raise ValueError(f"No k is recommended, so give one. {self.recommendation_}")
            k = self.best_k_
        tried: list[int] = self.results_["k"].tolist()
        if k not in tried:
            raise ValueError(f"k={k!r} was not tried; there are {', '.join(map(str, tried))}.")
        return self._clusterings[tried.index(k)]

    def _rows(self) -> tuple[list[str], list[str], list[list[Any]]]:
        """The columns that have values, their headings and rows."""
        names = [
            name for name in _SHOWN if name == "k" or not np.isnan(self.results_[name]).all()
        ]
        rows = [list(row) for row in zip(*(self.results_[name].tolist() for name in names))]
        return names, [_SHOWN[name] for name in names], rows

    def _sentences(self) -> list[str]:
        if self.stop_reason_ is None:
            return [self.recommendation_]
        why = "The time was up" if self.stop_reason_ == "time_limit" else "Interrupted"
        return [self.recommendation_, f"{why}: not all starts, numbers and scores were tried."]

    def __repr__(self) -> str:
        _, headings, rows = self._rows()
        return "\n".join([_tables.as_text(headings, rows), *self._sentences()])

    def _repr_html_(self) -> str:
        names, headings, rows = self._rows()
        marked = [
            (row, names.index(name))
            for name, k in self.choices_.items()
            for row, tried in enumerate(self.results_["k"].tolist())
            if tried == k and name in names
        ]
        title = f"Clusterings of {self.n_samples_} points; bold is a criterion's choice"
        table = _tables.as_html(title, headings, rows, marked=marked)
        told = "".join(f"<p>{_tables.escaped(sentence)}</p>" for sentence in self._sentences())
        return f"<div>{table}{told}</div>"


def sweep(
    X: Any,
    k: int | Iterable[int] | None = None,
    *,
    sample_weight: Any = None,
    weights_are: str = "copies",
    n_init: int = 3,
    references: int = 10,
    silhouette: str | None = None,
    stability: int = 0,
    random_state: Any = 0,
    time_limit: float | None = None,
    n_threads: int | None = None,
    progress: Any = None,
) -> Sweep:
    """Try numbers of clusters, and tell which the data speak for, if any.

    Every k is clustered, and scored by the silhouette, by the indices of Calinski and Harabasz and
    of Davies and Bouldin, by BIC, and by the gap statistic, which compares with uniform data. A k is
    recommended where most of them agree, and none where they do not, or where the data cluster no
    better than uniform data. It is what the command ``kmeans sweep`` does, with its defaults.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        The points.
    k : int, iterable of int or None, default=None
        The numbers of clusters to try, such as ``range(2, 13)``; None for 2 to 20, and fewer for
        few points.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        The weights, 0 or more; None for 1 each.
    weights_are : {'copies', 'shares'}, default='copies'
        What weights mean to scores: a point of weight 3 is three points, or only their proportions
        count.
    n_init : int, default=3
        How many starts each k has of its own; one more begins with the k before.
    references : int, default=10
        How many uniform data sets the gap statistic compares with, at least 2; 0 for none.
    silhouette : {'exact', 'sampled', 'simplified', 'none'} or None, default=None
        How silhouettes are found: from all points, from 2,000 that are drawn, by means, or not at
        all. None for exact up to 20,000 points, and beyond that sampled.
    stability : int, default=0
        How many pairs of resampled data to cluster for the stability of each k.
    random_state : int, RandomState or None, default=0
        Seeds all draws; None for another seed every time.
    time_limit : float or None, default=None
        Seconds after which what is done so far is the result.
    n_threads : int or None, default=None
        As in `KMeans`; the result is the same for any number.
    progress : callable, progress bar or None, default=None
        Is called with a `SweepProgress` after every step, on any thread, and ends the sweep by
        returning true; or a bar with ``update``, such as one of tqdm's; or tqdm's class.

    Returns
    -------
    sweep : Sweep
        The table of scores, the recommendation, and all clusterings.

    Raises
    ------
    TimeoutError
        Where ``time_limit`` passed before any k was clustered.
    KeyboardInterrupt
        After Ctrl-C.

    Examples
    --------
    >>> import numpy as np
    >>> from swiftkmeans import sweep
    >>> X = np.random.default_rng(0).normal(size=(300, 2)) + np.repeat([[0, 0], [9, 0], [0, 9]], 100, 0)
    >>> found = sweep(X, k=range(2, 7))
    >>> found.best_k_
    3
    >>> print(found.recommendation_)
    3 clusters: 5 of 5 criteria agree. silhouette, Calinski-H., Davies-B., BIC, gap: 3.
    >>> found.sizes(3).tolist()
    [100, 100, 100]
    """
    who = "sweep"
    named = {
        "random_state": random_state, "time_limit": time_limit, "n_threads": n_threads,
        "progress": progress,
    }  # fmt: skip
    _parameters.check_named(who, named)
    _parameters.check_choice(who, "weights_are", weights_are, MEANINGS)
    _parameters.check_at_least(who, "n_init", n_init, 1)
    _parameters.check_at_least(who, "references", references, 0)
    _parameters.check_at_least(who, "stability", stability, 0)
    if silhouette is not None:
        _parameters.check_choice(who, "silhouette", silhouette, SILHOUETTES)
    counts = _counts(who, k)
    seed = seed_of(random_state)
    # The seed itself where it is a parameter that an estimator may have.
    kept = seed if seed < 2**32 else None
    template = KMeans(n_init=int(n_init), random_state=kept, order="size", n_threads=n_threads)
    template._seed = seed
    x = _input.points(template, X, reset=True)
    weights = _input.weights(sample_weight, x)
    if counts is not None and counts[-1] > x.shape[0]:
        raise ValueError(f"n_samples={x.shape[0]} should be >= n_clusters={counts[-1]}.")
    settings = SweepSettings(
        counts, min(int(n_init), 2**62), min(int(references), 2**62), min(int(stability), 2**62),
        seed, silhouette, weights_are, _threads.number(n_threads),
    )  # fmt: skip
    dtype = _input.shown_type(X, x)
    listener = _Listener(progress)
    clock = _Clock(time_limit)

    def work(stop: Stop) -> Sweep:
        clock.start(stop)
        try:
            data = Data(x, weights, settings.threads, stop)
            if data.exponent and weights_are == "copies":
                raise ValueError(
                    "sample_weight is too small or too large for numbers of points; give "
                    "weights_are='shares'."
                )
            found = _sweeps.sweep(x, data, settings, stop, listener.told)
        except EngineError as error:
            if error.code == STOPPED and clock.is_late:
                raise TimeoutError("the time limit passed before any k was clustered") from None
            raise
        finally:
            clock.end()
            listener.close()
        return Sweep(found, template, x, dtype, clock.is_late)

    return interruptible(work, x, who=who)


def _counts(who: str, k: Any) -> NDArray[np.int64] | None:
    """The numbers of clusters, ascending; None for the usual ones."""
    if k is None:
        return None
    return np.array(sorted(set(_parameters.counts_of(who, k))), dtype=np.int64)


class _Clock:
    """Ends a sweep after a time.

    Attributes
    ----------
    is_late : bool
        Whether it did.
    """

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._timer: threading.Timer | None = None
        self.is_late = False

    def start(self, stop: Stop) -> None:
        """From now on."""
        if self._seconds is None or self._seconds > threading.TIMEOUT_MAX:
            return

        def end() -> None:
            self.is_late = True
            stop.request()

        self._timer = threading.Timer(float(self._seconds), end)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """No longer."""
        if self._timer is not None:
            self._timer.cancel()


class _Listener:
    """What is told of a sweep's steps: a function, or a bar."""

    def __init__(self, progress: Any) -> None:
        self.told: Callable[[SweepProgress], Any] | None = None
        self._bar: Any = None
        self._make: Any = progress if isinstance(progress, type) else None
        if progress is None:
            return
        if not hasattr(progress, "update"):
            self.told = progress
            return
        self._bar = None if self._make else progress
        self.told = self._move

    def _move(self, news: SweepProgress) -> None:
        if self._bar is None:
            self._bar = self._make(desc="sweep", total=news.total)
        self._bar.update(1)

    def close(self) -> None:
        """Close the bar that was opened here."""
        if self._make and self._bar is not None:
            self._bar.close()
