"""``SilhouetteDisplay``: how well points lie in their clusters, cluster by cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PolyCollection
    from matplotlib.figure import FigureBase
    from matplotlib.lines import Line2D

#: From how many values of a cluster its band is drawn at most; of more, some at equal steps.
_MOST = 1000
#: Numbers of clusters are at least this share of the height apart.
_LEAST_STEP = 0.045


class SilhouetteDisplay:
    """The silhouettes of all points, sorted within their clusters.

    Use `from_estimator` or `from_labels` to make one.

    P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster
    analysis", Journal of Computational and Applied Mathematics 20, 1987.

    Parameters
    ----------
    silhouettes : ndarray of shape (n_samples,)
        The silhouette of every point, from -1 to 1.
    labels : ndarray of shape (n_samples,)
        The clusters of the points, as numbers or names.
    mean : float or None, default=None
        The mean that the line shows; None for that of ``silhouettes``.

    Attributes
    ----------
    ax_ : matplotlib Axes
        What it was drawn on.
    figure_ : matplotlib Figure
        The figure around it.
    bands_ : list of PolyCollection
        One a cluster that has points, from the lowest number.
    mean_line_ : Line2D
        The line at the mean.
    label_names : list of str or None
        The names of the clusters, ascending; None where labels are numbers.

    Examples
    --------
    >>> import numpy as np
    >>> from swiftkmeans.displays import SilhouetteDisplay
    >>> display = SilhouetteDisplay(np.array([0.5, 0.7, -0.1]), np.array([0, 0, 1]))
    >>> round(display.mean, 3)
    0.367
    """

    ax_: Axes
    figure_: FigureBase
    bands_: list[PolyCollection]
    mean_line_: Line2D
    label_names: list[str] | None

    def __init__(
        self, silhouettes: ArrayLike, labels: ArrayLike, *, mean: float | None = None
    ) -> None:
        self.silhouettes: NDArray[np.float64] = np.asarray(silhouettes, dtype=np.float64)
        self.labels: NDArray[np.int64]
        self.labels, self.label_names = _style.labels_of(labels, len(self.silhouettes))
        self.mean: float = float(self.silhouettes.mean()) if mean is None else float(mean)

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        X: Any,
        *,
        metric: str | None = None,
        sample_weight: Any = None,
        n_threads: int | None = None,
        ax: Axes | None = None,
    ) -> SilhouetteDisplay:
        """Draw the silhouettes of the points of a fit.

        Parameters
        ----------
        estimator : object
            One with ``labels_``.
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
            The points of the fit.
        metric : str or None, default=None
            'euclidean' or 'cosine'; None for the distance of the estimator.
        sample_weight : array-like of shape (n_samples,) or None, default=None
            The weights, as of `swiftkmeans.metrics.silhouette_samples`.
        n_threads : int or None, default=None
            How many threads may work side by side.
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : SilhouetteDisplay
            The drawn display.
        """
        from .._frames import features_of

        return cls.from_labels(
            features_of(X, getattr(estimator, "feature_names_in_", None)),
            _style.attribute(estimator, "labels_"),
            metric=getattr(estimator, "_distance", "euclidean") if metric is None else metric,
            sample_weight=sample_weight,
            n_threads=n_threads,
            ax=ax,
        )

    @classmethod
    def from_labels(
        cls,
        X: Any,
        labels: ArrayLike,
        *,
        metric: str = "euclidean",
        sample_weight: Any = None,
        n_threads: int | None = None,
        ax: Axes | None = None,
    ) -> SilhouetteDisplay:
        """Draw the silhouettes of points with labels.

        Parameters
        ----------
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
            The points.
        labels : array-like of shape (n_samples,)
            Their clusters: whole numbers, or names. Points of the number -1 belong to none, and are
            left out.
        metric : str, default='euclidean'
            'euclidean' or 'cosine'.
        sample_weight : array-like of shape (n_samples,) or None, default=None
            The weights, as of `swiftkmeans.metrics.silhouette_samples`.
        n_threads : int or None, default=None
            How many threads may work side by side.
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : SilhouetteDisplay
            The drawn display.
        """
        from .._frames import features_of, rows_of
        from ..metrics import silhouette_samples

        _style.check_matplotlib()
        X = features_of(X)
        found, called = _style.labels_of(labels, len(np.asarray(labels)))
        weights = None if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        if len(found) and (found < 0).all():
            raise ValueError("No point has a cluster: all labels are -1.")
        if (found < 0).any():
            kept = np.flatnonzero(found >= 0)
            X, found = rows_of(X, kept), found[kept]
            weights = None if weights is None else weights[kept]
        values = silhouette_samples(
            X, found, metric=metric, sample_weight=weights, n_threads=n_threads
        )
        mean = None if weights is None else float(np.average(values, weights=weights))
        display = cls(values, found, mean=mean)
        display.label_names = called
        return display.plot(ax=ax)

    def plot(self, *, ax: Axes | None = None) -> SilhouetteDisplay:
        """Draw.

        Parameters
        ----------
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : SilhouetteDisplay
            This display.

        Raises
        ------
        ImportError
            Where matplotlib is not installed.
        """
        ax = _style.new_axes(ax, (6.4, 4.8))
        clusters = np.unique(self.labels)
        gap = 0.012 * len(self.labels)
        height = len(self.labels) + gap * (len(clusters) + 1)
        self.bands_, top = [], gap
        ticks: list[tuple[float, str]] = []
        for cluster in clusters:
            values = np.sort(self.silhouettes[self.labels == cluster])[::-1]
            places = _places(len(values))
            drawn = values[np.minimum(places, len(values) - 1)]
            color = _style.color(int(cluster))
            name = f"{cluster}" if self.label_names is None else self.label_names[cluster]
            self.bands_.append(
                ax.fill_betweenx(
                    top + places,
                    0.0,
                    drawn,
                    step="post",
                    color=color,
                    linewidth=0.5,
                    label=f"cluster {name}",
                )
            )
            middle = top + len(values) / 2
            if not ticks or middle - ticks[-1][0] >= _LEAST_STEP * height:
                ticks.append((middle, name))
            top += len(values) + gap
        self.mean_line_ = ax.axvline(self.mean, color=_style.ink(), linestyle="--", linewidth=1)
        ax.set_yticks([place for place, _ in ticks], [text for _, text in ticks])
        ax.set_ylim(height, 0)
        least = float(self.silhouettes.min())
        ax.set_xlim(min(0.0, np.floor(least * 10) / 10), 1.0)
        ax.set_xlabel("silhouette")
        ax.set_ylabel("cluster")
        ax.set_title(
            f"{_style.counted(len(self.labels), 'point')}, mean silhouette {self.mean:.3f}"
        )
        _style.tidy(ax)
        ax.tick_params(axis="y", length=0)
        self.ax_, self.figure_ = ax, ax.figure
        return self


def _places(count: int) -> NDArray[np.int64]:
    """From which of the points on a band it is drawn: from all, or from some at equal steps."""
    return np.linspace(0, count, min(count, _MOST) + 1).round().astype(np.int64)
