"""What all displays share: colours, axes, and words about numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .._codes import of_clusters

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: The colours of clusters, as the pages have them: colours that colour-blind readers tell apart
#: (M. Okabe and K. Ito, 2008), and four more.
PALETTE = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6bb1", "#8a5a2b",
    "#94a817", "#7f7f7f",
)  # fmt: skip
#: Text, what is less important, and lines.
INK, FAINT, LINE = "#1c2430", "#5a6472", "#c9d0d9"
#: Points that belong to no cluster.
NONE = "#b9bfc7"


#: How many characters of a column's name fit beside an axis.
_MOST_NAME = 48


def ink() -> str:
    """The colour of text and of the lines that matter: `INK`, or that of a dark style."""
    return INK if _is_light() else _style_color("text.color")


def faint() -> str:
    """The colour of what is less important."""
    return FAINT if _is_light() else _style_color("axes.labelcolor")


def _style_color(name: str) -> str:
    """A colour of the style that is in use."""
    import matplotlib

    settings: Any = matplotlib.rcParams
    return str(settings[name])


def _is_light() -> bool:
    """Whether the style has light axes on a light figure."""
    from matplotlib.colors import to_rgb

    return all(
        sum(to_rgb(_style_color(name))) > 1.5 for name in ("axes.facecolor", "figure.facecolor")
    )


def name_axis(axis: Any, name: str) -> None:
    """Call an axis by the name of a column: as it is, without mathematics, and shortened."""
    shown = name if len(name) <= _MOST_NAME else name[: _MOST_NAME - 1] + "…"
    axis.set_label_text(shown, parse_math=False)


def color(cluster: int) -> str:
    """The colour of a cluster; that of -1 is grey."""
    return NONE if cluster < 0 else PALETTE[cluster % len(PALETTE)]


def new_axes(ax: Axes | None, size: tuple[float, float]) -> Axes:
    """The axes to draw on: those that were given, or new ones.

    Raises
    ------
    ImportError
        Where matplotlib is not installed.
    """
    check_matplotlib()
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=size, layout="constrained")[1]


def check_matplotlib() -> None:
    """Refuse to draw without matplotlib.

    Raises
    ------
    ImportError
        Where it is not installed.
    """
    try:
        import matplotlib.pyplot  # noqa: F401
    except ImportError as error:
        raise ImportError(
            "Figures need matplotlib; install it: pip install matplotlib."
        ) from error


def tidy(ax: Axes) -> None:
    """Take lines away that carry nothing."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(LINE)
    ax.tick_params(color=LINE, labelcolor=faint())
    ax.xaxis.label.set_color(faint())
    ax.yaxis.label.set_color(faint())
    ax.title.set_color(ink())


def whole_ticks(ax: Axes) -> None:
    """Ticks at whole numbers, not too many of them."""
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(nbins=12, integer=True, min_n_ticks=1))


def counted(number: int, what: str) -> str:
    """A number of things."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def labels_of(given: Any, count: int) -> tuple[NDArray[np.int64], list[str] | None]:
    """Labels as whole numbers, one a point, and the names of clusters where labels are texts.

    Raises
    ------
    ValueError
        Where they are neither whole numbers nor texts, or not as many as points.
    """
    if np.shape(given) != (count,):
        raise ValueError(f"labels has shape {np.shape(given)}, but there are {count} points.")
    found, names = of_clusters(given, count)
    if found.dtype.kind not in "biuf" or not np.array_equal(found, np.floor(found)):
        raise ValueError(
            "labels must be whole numbers, or texts; the number -1 is for points of no cluster."
        )
    return found.astype(np.int64), names


def attribute(estimator: Any, name: str) -> Any:
    """An attribute of a fitted estimator.

    Raises
    ------
    ValueError
        Where there is none.
    """
    found = getattr(estimator, name, None)
    if found is None and hasattr(estimator, "steps"):
        raise ValueError(
            "A Pipeline keeps its clusters in its last step: give pipeline[-1], and "
            "pipeline[:-1].transform(X) as the points."
        )
    if found is None:
        raise ValueError(f"The {type(estimator).__name__} has no {name}; fit it first.")
    return found
