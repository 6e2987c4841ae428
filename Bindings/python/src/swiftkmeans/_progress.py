"""News of a fit that is under way: what callbacks, bars and ``verbose`` show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Progress(NamedTuple):
    """How far a fit has come; a ``progress`` callback gets it before every run, about ten times a
    second while its centroids are drawn, and after every iteration.

    Attributes
    ----------
    restart : int
        The run, from 0.
    restarts : int
        How many runs there are.
    iteration : int
        Iterations of this run so far; 0 before and while its centroids are drawn.
    inertia : float
        The objective after that iteration, exact to some 30 digits before it is rounded; NaN with
        iteration 0.
    center_shift : float
        The sum of the squared distances that the centroids moved in that iteration; NaN with
        iteration 0.
    drawn : int
        How many points are drawn as first centroids so far; 0 before and after.
    expected : int
        How many will be, as far as is known; 0 before and after.
    """

    restart: int
    restarts: int
    iteration: int
    inertia: float
    center_shift: float
    drawn: int = 0
    expected: int = 0


#: Gets the progress; the fit ends when it returns true.
Listener = Callable[[Progress], Any]


class _Bar:
    """Shows the progress by a bar such as tqdm's."""

    def __init__(self, progress: Any) -> None:
        self._owned = isinstance(progress, type)
        self._bar = progress(desc="k-means", unit="it") if self._owned else progress

    def __call__(self, news: Progress) -> None:
        if news.iteration == 0:
            return
        if hasattr(self._bar, "set_postfix"):
            facts: dict[str, str] = {"inertia": f"{news.inertia:.6g}"}
            if news.restarts > 1:
                facts["run"] = f"{news.restart + 1}/{news.restarts}"
            self._bar.set_postfix(facts, refresh=False)
        self._bar.update(1)

    def close(self) -> None:
        if self._owned:
            self._bar.close()


class _Printer:
    """Prints what scikit-learn prints under ``verbose``."""

    def __init__(self, tolerance: float | None) -> None:
        self._tolerance = tolerance

    def __call__(self, news: Progress) -> None:
        if news.iteration == 0:
            return
        if news.iteration == 1:
            print("Initialization complete")
        number = news.iteration - 1
        print(f"Iteration {number}, inertia {news.inertia}.")
        if self._tolerance is None:
            return
        # Only an iteration in which no label changed moves no centroid at all; with a tolerance
        # of 0 that is what ends a run.
        if news.center_shift == 0:
            print(f"Converged at iteration {number}: strict convergence.")
        elif news.center_shift <= self._tolerance:
            print(
                f"Converged at iteration {number}: center shift {news.center_shift} within "
                f"tolerance {self._tolerance}."
            )


class Listeners:
    """All callbacks, bars and printers of one fit.

    Parameters
    ----------
    progress : callable, bar, class of bars, or None
        The parameter of the estimator.
    verbose : int
        Whether to print.
    tolerance : callable
        Returns the absolute tolerance, for what is printed of the end; None to print nothing of it.
    """

    def __init__(
        self, progress: Any, verbose: int, tolerance: Callable[[], float | None]
    ) -> None:
        self._all: list[Listener] = []
        self._bar: _Bar | None = None
        if verbose:
            self._all.append(_Printer(tolerance()))
        if progress is not None:
            if hasattr(progress, "update"):
                self._bar = _Bar(progress)
                self._all.append(self._bar)
            else:
                self._all.append(progress)

    def __bool__(self) -> bool:
        return bool(self._all)

    def __call__(self, news: Progress) -> bool:
        """Tell all; whether one of them wants the fit to end."""
        wishes = [bool(listener(news)) for listener in self._all]
        return any(wishes)

    def close(self) -> None:
        """Close the bar that was opened here."""
        if self._bar is not None:
            self._bar.close()
