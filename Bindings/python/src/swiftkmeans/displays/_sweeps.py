"""``SweepDisplay``: criteria for the number of clusters, over the number of clusters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase
    from matplotlib.lines import Line2D


#: The columns of a sweep's table that are criteria, and those that say how sure these are.
_COLUMNS = {
    "inertia": None,
    "silhouette": "silhouette_margin",
    "calinski_harabasz": None,
    "davies_bouldin": None,
    "bic": None,
    "gap": "gap_error",
    "stability": "stability_deviation",
}


class SweepDisplay:
    """Criteria of clusterings with more and more clusters, each with its own scale.

    Use `from_sweep` or `from_arrays` to make one.

    Parameters
    ----------
    k : array-like of shape (n_fits,)
        The numbers of clusters, ascending.
    criteria : mapping of str to array-like of shape (n_fits,)
        The values of every criterion by its name; NaN where there is none.
    best_k : int or None, default=None
        The recommended number of clusters.
    errors : mapping of str to array-like of shape (n_fits,) or None, default=None
        By criterion, how far the band around its curve reaches up and down; NaN for no band.

    Attributes
    ----------
    ax_ : matplotlib Axes
        The uppermost of the axes.
    axes_ : list of matplotlib Axes
        One a criterion.
    figure_ : matplotlib Figure
        The figure around them.
    lines_ : list of Line2D
        One a criterion.

    Examples
    --------
    >>> from swiftkmeans.displays import SweepDisplay
    >>> display = SweepDisplay([2, 3, 4], {"silhouette": [0.4, 0.6, 0.5]}, best_k=3)
    >>> list(display.criteria)
    ['silhouette']
    """

    ax_: Axes
    axes_: list[Axes]
    figure_: FigureBase
    lines_: list[Line2D]

    def __init__(
        self,
        k: ArrayLike,
        criteria: Mapping[str, ArrayLike],
        *,
        best_k: int | None = None,
        errors: Mapping[str, ArrayLike] | None = None,
    ) -> None:
        self.k: NDArray[np.int64] = np.asarray(k, dtype=np.int64)
        self.criteria: dict[str, NDArray[np.float64]] = self._columns(criteria)
        self.errors: dict[str, NDArray[np.float64]] = self._columns(errors or {})
        if not self.criteria:
            raise ValueError("There are no criteria to draw.")
        self.best_k: int | None = None if best_k is None else int(best_k)

    def _columns(self, given: Mapping[str, ArrayLike]) -> dict[str, NDArray[np.float64]]:
        """Columns of numbers, one for every k."""
        columns = {}
        for name, values in given.items():
            found = np.asarray(
                [np.nan if value is None else value for value in np.asarray(values, dtype=object)],
                dtype=np.float64,
            )
            if found.shape != self.k.shape:
                raise ValueError(f"{name} has shape {found.shape}, but k {self.k.shape}.")
            columns[str(name)] = found
        return columns

    @classmethod
    def from_sweep(
        cls,
        sweep: Any,
        *,
        criteria: Sequence[str] | None = None,
        ax: Axes | None = None,
    ) -> SweepDisplay:
        """Draw a sweep over numbers of clusters.

        Parameters
        ----------
        sweep : object or mapping
            What `swiftkmeans.sweep` returns: a table ``results_`` by column, and ``best_k_``. Or
            anything that has ``k``, ``criteria`` (a mapping of names to values) and, where there are
            some, ``objectives`` and ``best_k``, as attributes or under these keys.
        criteria : sequence of str or None, default=None
            Which criteria are drawn; None for all that have values.
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : SweepDisplay
            The drawn display.
        """
        table = _part(sweep, "results_")
        errors: dict[str, Any] = {}
        if table is not None:
            k, best_k = table["k"], _part(sweep, "best_k_")
            found = {name: table[name] for name in _COLUMNS if _has_values(table, name)}
            for name in found:
                error = _COLUMNS[name]
                if error is not None and _has_values(table, error):
                    errors[name] = table[error]
        else:
            k, best_k = _part(sweep, "k"), _part(sweep, "best_k")
            found = dict(_part(sweep, "criteria") or {})
            objectives = _part(sweep, "objectives")
            if objectives is not None and "objective" not in found:
                found = {"objective": objectives, **found}
        if k is None:
            raise ValueError(f"The {type(sweep).__name__} has no k; give a sweep.")
        if isinstance(criteria, str):
            criteria = [criteria]
        if criteria is not None:
            missing = [name for name in criteria if name not in found]
            if missing:
                raise ValueError(f"There is no criterion {missing[0]!r}; there are {list(found)}.")
            found = {name: found[name] for name in criteria}
        return cls(k, found, best_k=best_k, errors=errors).plot(ax=ax)

    @classmethod
    def from_arrays(
        cls,
        k: ArrayLike,
        criteria: Mapping[str, ArrayLike],
        *,
        best_k: int | None = None,
        errors: Mapping[str, ArrayLike] | None = None,
        ax: Axes | None = None,
    ) -> SweepDisplay:
        """Draw criteria that are there.

        Parameters
        ----------
        k : array-like of shape (n_fits,)
            The numbers of clusters.
        criteria : mapping of str to array-like of shape (n_fits,)
            The values of every criterion by its name; None or NaN where there is none.
        best_k : int or None, default=None
            The recommended number of clusters.
        errors : mapping of str to array-like of shape (n_fits,) or None, default=None
            By criterion, how far the band around its curve reaches up and down.
        ax : matplotlib Axes or None, default=None
            Where to draw; None for a figure of its own.

        Returns
        -------
        display : SweepDisplay
            The drawn display.
        """
        return cls(k, criteria, best_k=best_k, errors=errors).plot(ax=ax)

    def plot(self, *, ax: Axes | None = None) -> SweepDisplay:
        """Draw.

        Parameters
        ----------
        ax : matplotlib Axes or None, default=None
            Where to draw, which is divided among the criteria; None for a figure of its own.

        Returns
        -------
        display : SweepDisplay
            This display.

        Raises
        ------
        ImportError
            Where matplotlib is not installed.
        """
        self.axes_, self.figure_ = _rows(ax, len(self.criteria))
        self.ax_, self.lines_ = self.axes_[0], []
        for row, (part, (name, values)) in enumerate(
            zip(self.axes_, self.criteria.items(), strict=True)
        ):
            color = _style.PALETTE[row % len(_style.PALETTE)]
            (line,) = part.plot(self.k, values, color=color, marker="o", markersize=4)
            self.lines_.append(line)
            if name in self.errors:
                reach = self.errors[name]
                part.fill_between(
                    self.k, values - reach, values + reach, color=color, alpha=0.2, linewidth=0
                )
            if self.best_k is not None:
                part.axvline(self.best_k, color=_style.faint(), linestyle="--", linewidth=1, zorder=1)
                at = np.flatnonzero(self.k == self.best_k)
                part.plot(
                    self.k[at], values[at], color=color, marker="o", markersize=9,
                    markeredgecolor="white", linestyle="none",
                )  # fmt: skip
            part.margins(y=0.15)
            part.set_title(name.replace("_", " "), loc="left", fontsize=9)
            _style.whole_ticks(part)
            _style.tidy(part)
            part.tick_params(labelsize=8, labelbottom=row == len(self.criteria) - 1)
            part.locator_params(axis="y", nbins=4)
        self.axes_[-1].set_xlabel("k, the number of clusters")
        if self.best_k is not None:
            self.ax_.set_title(f"recommended: k = {self.best_k}", loc="right", fontsize=9)
        return self


def _rows(ax: Axes | None, count: int) -> tuple[list[Axes], FigureBase]:
    """Axes one below the other, in a figure of their own or where other axes are."""
    _style.check_matplotlib()
    if ax is None:
        import matplotlib.pyplot as plt

        figure, found = plt.subplots(
            count, 1, sharex=True, squeeze=False, layout="constrained",
            figsize=(6.4, 1.2 + 1.4 * count),
        )  # fmt: skip
        return list(found[:, 0]), figure
    if count == 1:
        return [ax], ax.figure
    ax.set_axis_off()
    place = ax.get_subplotspec()
    if place is None:
        raise ValueError(
            f"{count} criteria need axes that belong to a grid, as of matplotlib.pyplot.subplots."
        )
    # Under a constrained layout hspace is a share of the whole, and needless: it leaves room itself.
    engine = ax.figure.get_layout_engine()
    is_constrained = engine is not None and not engine.adjust_compatible
    grid = place.subgridspec(count, 1, **({} if is_constrained else {"hspace": 0.5}))
    parts: list[Axes] = []
    for row in range(count):
        parts.append(ax.figure.add_subplot(grid[row, 0], sharex=parts[0] if parts else None))
    return parts, ax.figure


def _has_values(table: Any, name: str) -> bool:
    """Whether a table has a column with numbers in it."""
    return name in table and not bool(np.isnan(np.asarray(table[name], dtype=np.float64)).all())


def _part(sweep: Any, name: str) -> Any:
    """An attribute of a sweep, or what it has under that key."""
    if isinstance(sweep, Mapping):
        return sweep.get(name)
    return getattr(sweep, name, None)
