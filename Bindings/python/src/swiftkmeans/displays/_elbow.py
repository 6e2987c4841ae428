"""``ElbowDisplay``: the inertia over the number of clusters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase
    from matplotlib.lines import Line2D


class ElbowDisplay:
    """The inertia of fits with more and more clusters, and where its curve bends.

    Use `from_estimator` or `from_objectives` to make one. The bend is the k at which the curve lies
    farthest below the line from its first point to its last, both axes scaled to 1 (V. Satopää and
    others, "Finding a kneedle in a haystack", ICDCS Workshops, 2011). It is a habit, not a test: it
    finds a bend in data without any groups, too. A sweep over criteria tells more.

    Parameters
    ----------
    k : array-like of shape (n_fits,)
        The numbers of clusters.
    objectives : array-like of shape (n_fits,)
        The inertia of each.

    Attributes
    ----------
    elbow_k : int or None
        Where the curve bends; None for fewer than three fits, or a curve without a bend.
    ax_ : matplotlib Axes
        What it was drawn on.
    figure_ : matplotlib Figure
        The figure around it.
    line_ : Line2D
        The curve.
    elbow_line_ : Line2D or None
        The line at the bend.

    Examples
    --------
    >>> from swiftkmeans.displays import ElbowDisplay
    >>> ElbowDisplay([1, 2, 3, 4, 5], [100.0, 40.0, 10.0, 8.0, 7.0]).elbow_k
    3
    """

    ax_: Axes
    figure_: FigureBase
    line_: Line2D
    elbow_line_: Line2D | None

    def __init__(self, k: ArrayLike, objectives: ArrayLike) -> None:
        counts = np.asarray(k, dtype=np.int64)
        values = np.asarray(objectives, dtype=np.float64)
        if counts.ndim != 1 or counts.shape != values.shape or not len(counts):
            raise ValueError(f"k has shape {counts.shape}, but objectives {values.shape}.")
        order = np.argsort(counts, kind="stable")
        self.k: NDArray[np.int64] = counts[order]
        self.objectives: NDArray[np.float64] = values[order]
        self.elbow_k: int | None = _bend(self.k, self.objectives)

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        X: Any,
        *,
        k: Iterable[int] = range(1, 11),
        sample_weight: Any = None,
        ax: Axes | None = None,
    ) -> ElbowDisplay:
        """Fit an estimator with several numbers of clusters, and draw the inertias.

        Parameters
        ----------
        estimator : object
            One with the parameter ``n_clusters`` and, once fitted, ``inertia_``. It stays as it is.
        X : {array-like, sparse matrix} of shape (n_samples, n_features)
            The points.
        k : iterable of int, default=range(1, 11)
            The numbers of clusters.
        sample_weight : array-like of shape (n_samples,) or None, default=None
            The weights of the points.
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : ElbowDisplay
            The drawn display.
        """
        from .._parameters import counts_of

        _style.check_matplotlib()
        more = {} if sample_weight is None else {"sample_weight": sample_weight}
        counts, objectives = [int(count) for count in counts_of("ElbowDisplay", k)], []
        for count in counts:
            other = type(estimator)(**estimator.get_params(deep=False))
            fitted = other.set_params(n_clusters=count).fit(X, **more)
            if not hasattr(fitted, "inertia_"):
                raise ValueError(
                    f"A fitted {type(fitted).__name__} has no inertia_, which the curve needs."
                )
            objectives.append(float(fitted.inertia_))
        return cls(counts, objectives).plot(ax=ax)

    @classmethod
    def from_objectives(
        cls, k: ArrayLike, objectives: ArrayLike, *, ax: Axes | None = None
    ) -> ElbowDisplay:
        """Draw inertias that are there.

        Parameters
        ----------
        k : array-like of shape (n_fits,)
            The numbers of clusters.
        objectives : array-like of shape (n_fits,)
            The inertia of each.
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : ElbowDisplay
            The drawn display.
        """
        return cls(k, objectives).plot(ax=ax)

    def plot(self, *, ax: Axes | None = None) -> ElbowDisplay:
        """Draw.

        Parameters
        ----------
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : ElbowDisplay
            This display.

        Raises
        ------
        ImportError
            Where matplotlib is not installed.
        """
        ax = _style.new_axes(ax, (6.4, 4.0))
        (self.line_,) = ax.plot(
            self.k, self.objectives, color=_style.PALETTE[0], marker="o", markersize=5
        )
        self.elbow_line_ = None
        title = "Inertia"
        if self.elbow_k is not None:
            self.elbow_line_ = ax.axvline(
                self.elbow_k, color=_style.PALETTE[1], linestyle="--", linewidth=1, zorder=1
            )
            title += f", which bends at k = {self.elbow_k}"
        ax.set_ylim(bottom=0)
        ax.set_xlabel("k, the number of clusters")
        ax.set_ylabel("inertia")
        ax.set_title(title)
        _style.whole_ticks(ax)
        _style.tidy(ax)
        self.ax_, self.figure_ = ax, ax.figure
        return self


def _bend(k: NDArray[np.int64], objectives: NDArray[np.float64]) -> int | None:
    """Where a curve lies farthest below its chord; None where it lies nowhere below."""
    if len(k) < 3 or k[0] == k[-1] or not np.isfinite(objectives).all():
        return None
    fall = objectives[0] - objectives[-1]
    if fall <= 0:
        return None
    across = (k - k[0]) / (k[-1] - k[0])
    down = (objectives[0] - objectives) / fall
    below = down - across
    best = int(np.argmax(below))
    return int(k[best]) if below[best] > 1e-9 else None
