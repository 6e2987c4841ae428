"""One fit that is under way: its points, its settings, and the time that is left for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from . import _fits
from ._calls import EngineError
from ._interface import STOPPED
from ._points import Data
from ._progress import Listener
from ._settings import Settings
from ._stops import Stop


class Task:
    """What an estimator's ``fit`` asks of the engine, once or several times.

    Parameters
    ----------
    x : ndarray or CSR
        The points.
    weights : ndarray of shape (n_samples,) or None
        float64.
    settings : Settings
        All but the time limit.
    deadline : float or None
        When to end, by ``time.monotonic``.
    stop : Stop
        Ends it early.

    Attributes
    ----------
    x, weights, settings, deadline, stop
        As above.
    data : Data
        The points, checked and summed up.
    room : Room
        For the result.
    listen : callable or None
        Is told of the progress of `fit`.
    """

    def __init__(
        self,
        x: Any,
        weights: np.ndarray | None,
        settings: Settings,
        deadline: float | None,
        stop: Stop,
    ) -> None:
        self.x, self.weights, self.settings = x, weights, settings
        self.deadline, self.stop = deadline, stop
        self.room = _fits.Room(x, settings.clusters)
        self.data = Data(x, weights, settings.threads, stop, settings.distance)
        self.listen: Listener | None = None

    def fit(self, room: _fits.Room | None = None, **changes: Any) -> _fits.Result:
        """A fit in the time that is left.

        Parameters
        ----------
        room : Room or None, default=None
            For the result; None takes the task's own.
        **changes : object
            Settings that differ from the task's.

        Returns
        -------
        Result
            In the memory of the room.
        """
        limit = 0.0
        if self.deadline is not None:
            # The engine takes 0 for no limit.
            limit = max(1e-9, self.deadline - time.monotonic())
        settings = self.settings._replace(time_limit=limit, **changes)
        return _fits.fit(self.data, room or self.room, settings, self.stop, self.listen)

    def best_of(self, times: int, draw: Callable[[], np.ndarray]) -> _fits.Result:
        """The best of several fits, each from centroids that a function draws.

        Parameters
        ----------
        times : int
            How many fits there are, unless the time is over or the fit is stopped.
        draw : callable
            Returns float64 centroids.

        Returns
        -------
        Result
            The first with the least objective, so far.
        """
        best: _fits.Result | None = None
        for _ in range(times):
            centroids = draw()
            room = self.room if best is None else _fits.Room(self.x, self.settings.clusters)
            try:
                result = self.fit(room, centroids=centroids)
            except TimeoutError:
                if best is None:
                    raise
                break
            except EngineError as error:
                if best is None or error.code != STOPPED:
                    raise
                break
            if best is None or result.objective < best.objective:
                best = result
            if result.stop_reason in ("time_limit", "interrupted") or self.stop.raised:
                break
        assert best is not None
        return best

    def part(self, rows: np.ndarray, clusters: int) -> Task:
        """The task to find plain clusters among some of the points, which nobody listens to."""
        weights = None if self.weights is None else self.weights[rows]
        settings = self.settings._replace(clusters=clusters, variant="full")
        return Task(self.x[rows], weights, settings, self.deadline, self.stop)
