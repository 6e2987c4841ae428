"""A fitted estimator in a few lines of HTML, for notebooks."""

from __future__ import annotations

from html import escape
from typing import Any

import numpy as np

#: The most sizes of clusters that are shown.
_MOST_SIZES = 24

#: What a reason to stop that is no convergence means.
_ENDINGS = {
    "labels_unchanged": "until no label changed",
    "tolerance": "until the centroids moved no more than tol",
    "max_iter": "as many as were allowed: not converged",
    "time_limit": "until the time was up: not converged",
    "interrupted": "until it was interrupted: not converged",
}

_STYLE = (
    "display:inline-block;margin:0.4em 0;padding:0.4em 0.8em;border:1px solid #8888;"
    "border-radius:4px;font-size:0.9em;line-height:1.5"
)


def summary(estimator: Any) -> str:
    """The result of a fit as HTML; empty before the fit.

    Parameters
    ----------
    estimator : object
        One of this package.
    """
    centers = getattr(estimator, "cluster_centers_", None)
    if centers is None:
        return ""
    lines = [("Clusters", f"k = {len(centers):,}, of {centers.shape[1]:,} features")]
    labels = getattr(estimator, "labels_", None)
    sizes = None
    if labels is not None:
        sizes = np.bincount(labels, minlength=len(centers))
        lines.append(("Sizes", _sizes(sizes)))
    if hasattr(estimator, "inertia_"):
        lines.append(("Inertia", f"{estimator.inertia_:.10g}"))
    if hasattr(estimator, "n_iter_"):
        reason = getattr(estimator, "stop_reason_", "")
        ending = _ENDINGS.get(reason, "")
        what = {"splits": "Splits"}.get(getattr(estimator, "_steps", ""), "Iterations")
        lines.append((what, f"{estimator.n_iter_:,}{', ' if ending else ''}{ending}"))
    if (warnings := _warnings(sizes)) is not None:
        lines.append(("Warning", warnings))
    rows = "".join(
        f'<tr><th style="text-align:left;padding-right:1em">{escape(name)}</th>'
        f'<td style="text-align:left">{escape(value)}</td></tr>'
        for name, value in lines
    )
    return f'<div class="swiftkmeans-summary" style="{_STYLE}"><table>{rows}</table></div>'


def _sizes(sizes: np.ndarray) -> str:
    """The sizes of clusters, from number 0."""
    shown = ", ".join(f"{size:,}" for size in sizes[:_MOST_SIZES])
    more = len(sizes) - _MOST_SIZES
    return shown if more <= 0 else f"{shown} and {more:,} more, {sizes.min():,} to {sizes.max():,}"


def _warnings(sizes: np.ndarray | None) -> str | None:
    """What a user should know about the clusters."""
    empty = [] if sizes is None else np.flatnonzero(sizes == 0).tolist()
    if not empty:
        return None
    named = ", ".join(map(str, empty[:10])) + (" and more" if len(empty) > 10 else "")
    return f"without points: {'cluster' if len(empty) == 1 else 'clusters'} {named}"
