"""A fit, round by round: the driver asks, all shards answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ._shard_table import RowsReordered, ShardTable

#: How often seeding begins again because rows came in another order.
_MOST_BEGINNINGS = 3
#: The stages in which the order of rows decides what is drawn.
_ORDERED = ("survey", "seeding")


class FitProgress(NamedTuple):
    """How far a fit has come; a ``progress`` function gets it before every round.

    Attributes
    ----------
    stage : str
        "survey", "seeding", "step", "farthest" or "finish".
    iteration : int
        Iterations of this start so far.
    objective : float
        After the last of them; NaN before there is one.
    round : int
        How many jobs there were.
    """

    stage: str
    iteration: int
    objective: float
    round: int


#: Gets the progress; the fit ends when it returns true.
Listener = Callable[[FitProgress], Any]


def fitted(table: ShardTable, begin: Callable[[int], Any], listen: Listener | None) -> Any:
    """The result of a fit.

    Parameters
    ----------
    table : ShardTable
        Written.
    begin : callable
        Makes a ``ShardFit`` for that number of shards.
    listen : callable or None
        Is told of every round.

    Returns
    -------
    ShardResult
        Of the engine.
    """
    for _ in range(_MOST_BEGINNINGS):
        fit = begin(len(table.shards))
        try:
            while (request := fit.request()) is not None:
                if listen is not None and listen(_progress(fit, table)):
                    fit.stop()
                for answer in table.answers(request, fit.stage in _ORDERED):
                    fit.take(answer)
            return fit.result()
        except RowsReordered:
            # What was drawn depends on the order before. The new one is as good.
            table.write({shard.number: shard for shard in table.shards})
    raise RuntimeError(
        "Spark computes the table again and again, in another order each time; persist the table."
    )


def _progress(fit: Any, table: ShardTable) -> FitProgress:
    history = np.asarray(fit.history)
    objective = float(history[-1]) if len(history) else float("nan")
    return FitProgress(fit.stage, int(fit.iteration), objective, table.rounds)
