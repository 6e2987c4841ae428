"""``ClustersDisplay``: points on two features or on principal axes, and their centroids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.figure import FigureBase
    from matplotlib.image import AxesImage
    from matplotlib.text import Text

#: How many points are drawn by default.
_MOST = 20_000
#: The greatest number of points from which principal axes are computed.
_MOST_FOR_AXES = 20_000
#: How many places across, and up, show the cells of the plane.
_PLACES = 400
#: Up to how many clusters have their numbers at the centroids.
_MOST_NUMBERS = 40


class Plane(NamedTuple):
    """A plane through the space of the points.

    Attributes
    ----------
    origin : ndarray of shape (n_features,)
        The place 0, 0.
    axes : ndarray of shape (2, n_features)
        Unit vectors, at right angles to each other.
    names : tuple of str
        What the axes are called.
    """

    origin: NDArray[np.float64]
    axes: NDArray[np.float64]
    names: tuple[str, str]

    def places(self, x: NDArray[Any]) -> NDArray[np.float64]:
        """Where points lie, seen at right angles to the plane."""
        found: NDArray[np.float64] = (np.asarray(x, dtype=np.float64) - self.origin) @ self.axes.T
        return found


class ClustersDisplay:
    """Points by the colours of their clusters, on two features or on two principal axes.

    Use `from_estimator` or `from_labels` to make one.

    Parameters
    ----------
    places : ndarray of shape (n_samples, 2)
        Where the points are.
    labels : ndarray of shape (n_samples,)
        Their clusters, as numbers or names; the number -1 for none.
    centers : ndarray of shape (n_clusters, 2) or None, default=None
        Where the centroids are.
    names : (str, str), default=('axis 1', 'axis 2')
        What the axes are called.
    offsets : ndarray of shape (n_clusters,) or None, default=None
        The squared distances of the centroids from the plane, for cells; None for 0.
    total : int or None, default=None
        How many points there are, of which these are some; None for these.

    Attributes
    ----------
    ax_ : matplotlib Axes
        What it was drawn on.
    figure_ : matplotlib Figure
        The figure around it.
    scatter_ : PathCollection
        The points.
    centers_ : PathCollection or None
        The centroids.
    numbers_ : list of Text
        The numbers or names of the clusters, at their centroids.
    label_names : list of str or None
        The names of the clusters, ascending; None where labels are numbers.
    cells_ : AxesImage or None
        The cells of the plane.
    """

    ax_: Axes
    figure_: FigureBase
    scatter_: PathCollection
    centers_: PathCollection | None
    numbers_: list[Text]
    label_names: list[str] | None
    cells_: AxesImage | None

    def __init__(
        self,
        places: ArrayLike,
        labels: ArrayLike,
        *,
        centers: ArrayLike | None = None,
        names: tuple[str, str] = ("axis 1", "axis 2"),
        offsets: ArrayLike | None = None,
        total: int | None = None,
    ) -> None:
        self.places: NDArray[np.float64] = np.asarray(places, dtype=np.float64).reshape(-1, 2)
        self.labels: NDArray[np.int64]
        self.labels, self.label_names = _style.labels_of(labels, len(self.places))
        self.centers: NDArray[np.float64] | None = None
        self.offsets: NDArray[np.float64] | None = None
        if centers is not None:
            self.centers = np.asarray(centers, dtype=np.float64).reshape(-1, 2)
            given = np.zeros(len(self.centers)) if offsets is None else offsets
            self.offsets = np.asarray(given, dtype=np.float64)
        self.names: tuple[str, str] = names
        self.total: int = len(self.places) if total is None else total

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        X: Any,
        *,
        features: Sequence[int | str] | None = None,
        cells: bool = False,
        max_points: int = _MOST,
        ax: Axes | None = None,
    ) -> ClustersDisplay:
        """Draw the points of a fit.

        Parameters
        ----------
        estimator : object
            One with ``labels_``, and perhaps ``cluster_centers_``.
        X : array-like or dataframe of shape (n_samples, n_features)
            The points of the fit.
        features : sequence of two int or str, or None, default=None
            The features across and up, by place or name; None for the only two, or for principal
            axes.
        cells : bool, default=False
            Whether to show which centroid would be nearest to every place of the plane.
        max_points : int, default=20000
            The most points that are drawn; of more, a random sample.
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : ClustersDisplay
            The drawn display.
        """
        if cells and getattr(estimator, "_distance", "euclidean") != "euclidean":
            raise ValueError("cells are those of the Euclidean distance; leave cells out.")
        names = getattr(estimator, "feature_names_in_", None)
        return cls._drawn(
            (X, names),
            _style.attribute(estimator, "labels_"),
            getattr(estimator, "cluster_centers_", None),
            features,
            max_points,
        ).plot(cells=cells, ax=ax)

    @classmethod
    def from_labels(
        cls,
        X: Any,
        labels: ArrayLike,
        *,
        centers: ArrayLike | None = None,
        features: Sequence[int | str] | None = None,
        cells: bool = False,
        max_points: int = _MOST,
        ax: Axes | None = None,
    ) -> ClustersDisplay:
        """Draw points with labels.

        Parameters
        ----------
        X : array-like or dataframe of shape (n_samples, n_features)
            The points.
        labels : array-like of shape (n_samples,)
            Their clusters: whole numbers, of which -1 is for none, or names.
        centers : array-like of shape (n_clusters, n_features) or None, default=None
            The centroids; None for the means of the clusters.
        features : sequence of two int or str, or None, default=None
            The features across and up, by place or name; None for the only two, or for principal
            axes.
        cells : bool, default=False
            Whether to show which centroid would be nearest to every place of the plane.
        max_points : int, default=20000
            The most points that are drawn; of more, a random sample.
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : ClustersDisplay
            The drawn display.
        """
        return cls._drawn((X, None), labels, centers, features, max_points).plot(
            cells=cells, ax=ax
        )

    @classmethod
    def _drawn(
        cls,
        given: tuple[Any, Any],
        labels: ArrayLike,
        centers: Any,
        features: Sequence[int | str] | None,
        most: int,
    ) -> ClustersDisplay:
        """The display of some points, on the plane that suits them."""
        from .._frames import table
        from .._parameters import check_at_least_1

        _style.check_matplotlib()
        check_at_least_1(cls.__name__, "max_points", most)
        shown = table(*given)
        found, called = _style.labels_of(labels, len(shown.x))
        if centers is None or hasattr(centers, "nnz"):
            centers = _means(shown.x, found)
        centers = np.asarray(centers, dtype=np.float64)
        plane = _plane(shown.x, shown.names, features)
        away = centers - plane.origin
        across = away @ plane.axes.T
        rows = np.arange(len(shown.x))
        if len(rows) > most:
            rows = np.random.RandomState(0).permutation(len(rows))[:most]
        display = cls(
            plane.places(shown.x[rows]),
            found[rows],
            centers=across,
            names=plane.names,
            offsets=np.maximum(0.0, (away**2).sum(axis=1) - (across**2).sum(axis=1)),
            total=len(shown.x),
        )
        display.label_names = called
        return display

    def plot(
        self, *, cells: bool = False, alpha: float | None = None, ax: Axes | None = None
    ) -> ClustersDisplay:
        """Draw.

        Parameters
        ----------
        cells : bool, default=False
            Whether to show which centroid would be nearest to every place of the plane.
        alpha : float or None, default=None
            How opaque points are; None for less where there are many.
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : ClustersDisplay
            This display.

        Raises
        ------
        ImportError
            Where matplotlib is not installed.
        """
        if cells and self.centers is None:
            raise ValueError("cells need centers.")
        ax = _style.new_axes(ax, (6.4, 5.2))
        count = max(1, len(self.places))
        # In another order than that of the clusters, so that none of them covers the others.
        order = np.random.RandomState(0).permutation(len(self.places))
        colors = np.array([_style.color(label) for label in range(-1, len(_style.PALETTE))])
        own = np.where(self.labels < 0, 0, self.labels % len(_style.PALETTE) + 1)[order]
        self.scatter_ = ax.scatter(
            self.places[order, 0],
            self.places[order, 1],
            s=float(np.clip(9000 / count, 3, 28)),
            c=colors[own],
            alpha=alpha if alpha is not None else float(np.clip(1500 / count, 0.35, 0.85)),
            linewidths=0,
            zorder=2,
            rasterized=count > 5000,
        )
        self.centers_, self.numbers_, self.cells_ = None, [], None
        if self.centers is not None:
            self._plot_centers(ax, self.centers)
        ax.margins(0.06)
        if cells:
            self._plot_cells(ax)
        _style.name_axis(ax.xaxis, self.names[0])
        _style.name_axis(ax.yaxis, self.names[1])
        ax.set_title(self._title())
        _style.tidy(ax)
        self.ax_, self.figure_ = ax, ax.figure
        return self

    def _title(self) -> str:
        clusters = len(np.unique(self.labels[self.labels >= 0]))
        if self.centers is not None:
            clusters = int(np.isfinite(self.centers).all(axis=1).sum())
        of = f", {len(self.places):,} drawn" if len(self.places) < self.total else ""
        return (
            f"{_style.counted(clusters, 'cluster')} of {_style.counted(self.total, 'point')}{of}"
        )

    def _plot_centers(self, ax: Axes, centers: NDArray[np.float64]) -> None:
        """The centroids, and their numbers in them."""
        import matplotlib.patheffects as effects

        has_numbers = len(centers) <= _MOST_NUMBERS
        self.centers_ = ax.scatter(
            centers[:, 0],
            centers[:, 1],
            s=150 if has_numbers else 30,
            c=[_style.color(cluster) for cluster in range(len(centers))],
            edgecolors="white",
            linewidths=1.5,
            zorder=4,
        )
        if not has_numbers:
            return
        for cluster, (x, y) in enumerate(centers):
            self.numbers_.append(
                ax.text(
                    x,
                    y,
                    dict(enumerate(self.label_names or [])).get(cluster, str(cluster)),
                    color="white",
                    fontsize=8,
                    fontweight="bold",
                    ha="center",
                    va="center",
                    zorder=5,
                    path_effects=[
                        effects.withStroke(linewidth=1.5, foreground=_style.color(cluster))
                    ],
                )
            )

    def _plot_cells(self, ax: Axes) -> None:
        """Which centroid is nearest to every place: the square of the distance in the plane, and
        that of the centroid from it."""
        from matplotlib.colors import to_rgba

        assert self.centers is not None and self.offsets is not None
        (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
        across = left + (right - left) * (np.arange(_PLACES) + 0.5) / _PLACES
        up = low + (high - low) * (np.arange(_PLACES) + 0.5) / _PLACES
        least = np.full((_PLACES, _PLACES), np.inf)
        nearest = np.zeros((_PLACES, _PLACES), dtype=np.int64)
        for cluster, ((x, y), offset) in enumerate(zip(self.centers, self.offsets, strict=True)):
            squared = (across - x)[None, :] ** 2 + (up - y)[:, None] ** 2 + offset
            nearer = squared < least
            least[nearer], nearest[nearer] = squared[nearer], cluster
        colors = np.array([to_rgba(_style.color(c), 0.14) for c in range(len(self.centers))])
        picture = colors[nearest]
        # Neighbours may have one colour, so a line sets them apart.
        picture[:, 1:][nearest[:, 1:] != nearest[:, :-1]] = to_rgba(_style.LINE, 0.8)
        picture[1:][nearest[1:] != nearest[:-1]] = to_rgba(_style.LINE, 0.8)
        self.cells_ = ax.imshow(
            picture,
            origin="lower",
            extent=(left, right, low, high),
            aspect="auto",
            interpolation="nearest",
            zorder=0,
        )
        ax.set_xlim(left, right)
        ax.set_ylim(low, high)


def _means(x: NDArray[Any], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """The means of clusters; NaN for those without points."""
    clusters = int(labels.max(initial=-1)) + 1
    if clusters > max(1000, len(labels)):
        raise ValueError(
            f"labels go up to {clusters - 1}, but there are only {len(labels)} points; "
            "numpy.unique(labels, return_inverse=True)[1] numbers labels from 0."
        )
    found = np.full((clusters, x.shape[1]), np.nan)
    for cluster in np.unique(labels[labels >= 0]):
        found[cluster] = x[labels == cluster].mean(axis=0, dtype=np.float64)
    return found


def _plane(
    x: NDArray[Any], names: list[str] | None, features: Sequence[int | str] | None
) -> Plane:
    """The plane of two features, or of the principal axes."""
    d = x.shape[1]
    called = names if names is not None else [f"feature {place}" for place in range(d)]
    if features is None and d > 2:
        return _principal_plane(x)
    if features is None:
        chosen = [0, min(1, d - 1)]
    else:
        chosen = [_place(feature, called, d) for feature in features]
        if len(chosen) != 2 or chosen[0] == chosen[1]:
            raise ValueError(f"features are {list(features)}; give two different ones.")
    axes = np.zeros((2, d))
    axes[0, chosen[0]] = 1.0
    if d > 1:
        axes[1, chosen[1]] = 1.0
    origin = x[:_MOST_FOR_AXES].mean(axis=0, dtype=np.float64)
    # Values on the axes are those of the features.
    origin[chosen] = 0.0
    return Plane(origin, axes, (called[chosen[0]], called[chosen[1]] if d > 1 else ""))


def _place(feature: int | str, names: list[str], count: int) -> int:
    """The place of a feature."""
    if isinstance(feature, str):
        if feature not in names:
            raise ValueError(f"there is no feature {feature!r}; there are {names}.")
        return names.index(feature)
    if not -count <= feature < count:
        raise ValueError(f"there is no feature {feature}; there are {count}.")
    return int(feature) % count


def _principal_plane(x: NDArray[Any]) -> Plane:
    """The two directions in which points vary most."""
    some = x
    if len(x) > _MOST_FOR_AXES:
        some = x[np.random.RandomState(0).permutation(len(x))[:_MOST_FOR_AXES]]
    some = some.astype(np.float64)
    origin = some.mean(axis=0)
    centered = some - origin
    if centered.shape[0] < centered.shape[1]:
        _, sizes, found = np.linalg.svd(centered, full_matrices=False)
        variances, axes = sizes**2, found[:2]
    else:
        values, vectors = np.linalg.eigh(centered.T @ centered)
        variances, axes = np.maximum(values[::-1], 0), vectors.T[::-1][:2]
    if len(axes) < 2:
        axes = np.vstack([axes, np.zeros_like(axes[0])])
    # A direction has no sign: the greatest value counts upwards.
    signs = np.sign(axes[np.arange(2), np.abs(axes).argmax(axis=1)])
    axes = axes * np.where(signs == 0, 1.0, signs)[:, None]
    total = float(variances.sum())
    shares = [float(value) / total if total > 0 else 0.0 for value in variances[:2]]
    shares += [0.0] * (2 - len(shares))
    names = [f"axis {axis + 1} ({share:.0%} of the variance)" for axis, share in enumerate(shares)]
    return Plane(origin, axes, (names[0], names[1]))
