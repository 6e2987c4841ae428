"""What an estimator warns of: parameters without effect, and fits that ended early."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np

from ._base import ConvergenceWarning

if TYPE_CHECKING:
    from ._clusterer import Clusterer
    from ._fits import Result


def of_given_centroids(estimator: str, n_init: int) -> None:
    """Warn that several starts from the same centroids are one; for methods that ``fit`` calls."""
    warnings.warn(
        "Explicit initial center position passed: performing only one init in "
        f"{estimator} instead of n_init={n_init}.",
        RuntimeWarning,
        stacklevel=4,
    )


def of_a_single_cluster() -> None:
    """Warn that Elkan's bounds are of no use; for methods that ``fit`` calls."""
    warnings.warn(
        "algorithm='elkan' doesn't make sense for a single cluster. Using 'lloyd' instead.",
        RuntimeWarning,
        stacklevel=4,
    )


def of_init_size(size: int, clusters: int) -> None:
    """Warn of a sample that has fewer points than clusters; for tasks that ``fit`` makes."""
    warnings.warn(
        f"init_size={size} should be larger than n_clusters={clusters}. Setting it to "
        "min(3*n_clusters, n_samples)",
        RuntimeWarning,
        stacklevel=6,
    )


def of_result(estimator: Clusterer, result: Result, seconds: float) -> None:
    """Warn of clusters without points, and of a time limit; for ``fit``.

    Parameters
    ----------
    estimator : Clusterer
        The one that was fitted.
    result : Result
        What it found.
    seconds : float
        How long the fit took.
    """
    distinct = np.count_nonzero(result.sizes)
    if distinct < estimator.n_clusters and result.stop_reason not in estimator._fewer_clusters:
        warnings.warn(
            f"Number of distinct clusters ({distinct}) found smaller than n_clusters "
            f"({estimator.n_clusters}). Possibly due to duplicate points in X.",
            ConvergenceWarning,
            stacklevel=3,
        )
    limit = estimator.time_limit
    if result.stop_reason == "time_limit":
        warnings.warn(
            f"The fit was ended after {result.iterations} {estimator._steps} by its time limit of "
            f"{limit} s; this is the best so far.",
            ConvergenceWarning,
            stacklevel=3,
        )
    elif result.search_ending == "time_limit":
        warnings.warn(
            f"The search was ended after {result.effort} generations by its time limit of {limit} s;"
            f" this is the best so far, which {result.found} descents reached. "
            f"effort={result.effort} gives it again.",
            ConvergenceWarning,
            stacklevel=3,
        )
    elif result.search_ending is None and estimator._n_init > 1 and limit is not None and seconds >= limit:
        # The start that is kept ran to its end, but others did not.
        warnings.warn(
            f"The fit was ended by its time limit of {limit} s before all of its "
            f"{estimator._n_init} starts were done; this is the best so far.",
            ConvergenceWarning,
            stacklevel=3,
        )
