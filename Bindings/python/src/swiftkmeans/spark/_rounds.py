"""A fit, round by round: the driver asks, all shards answer.

A round is a job. Where all shards can run at once, many rounds are one barrier job, as
`_gathering` has it.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ._gathering import Course, replayed
from ._shard_table import RowsReordered, ShardTable

_log = logging.getLogger("swiftkmeans.spark")

#: After how long a barrier job ends: about what a lost executor costs beside its own shards.
_SECONDS = 30.0
#: How many bytes of answers a barrier job passes on to the driver.
_MOST_GATHERED = 128 << 20
#: Up to how many bytes of answers are sent to the tasks of a further barrier job.
_MOST_LOG = 8 << 20
#: How often seeding begins again because rows came in another order.
_MOST_BEGINNINGS = 3
#: The stages in which the order of rows decides which points are taken.
_ORDERED = ("survey", "seeding", "farthest")


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


class Plan(NamedTuple):
    """How a fit is made.

    Attributes
    ----------
    settings : dict
        Of ``ShardFit``.
    listen : callable or None
        Is told of every round.
    gathers : bool
        Whether rounds may be gathered in barrier jobs.
    """

    settings: dict[str, Any]
    listen: Listener | None
    gathers: bool


def fitted(table: ShardTable, plan: Plan) -> Any:
    """The result of a fit.

    Parameters
    ----------
    table : ShardTable
        Written.
    plan : Plan
        How.

    Returns
    -------
    ShardResult
        Of the engine.
    """
    from .._shards import ShardFit

    for _ in range(_MOST_BEGINNINGS):
        fit = ShardFit(table.n_shards, **plan.settings)
        try:
            if plan.gathers:
                _gather(table, plan, fit)
            stage = ""
            while (request := fit.request()) is not None:
                # The step after one that gave points to empty clusters names these by their rows.
                order_matters = fit.stage in _ORDERED or stage == "farthest"
                stage = fit.stage
                if plan.listen is not None and plan.listen(_progress(fit, table)):
                    fit.stop()
                for answer in table.answers(request, order_matters):
                    fit.take(answer)
            return fit.result()
        except RowsReordered:
            # What was drawn depends on the order before. The new one is as good.
            table.write_again()
    raise RuntimeError(
        "Spark computes the table again and again, in another order each time; persist the table."
    )


def _gather(table: ShardTable, plan: Plan, fit: Any) -> None:
    """Bring the fit forward by barrier jobs, as long as these pay."""
    log: list[list[bytes]] = []
    while fit.request() is not None:
        course = Course(plan.settings, log, _SECONDS, _MOST_GATHERED, secrets.token_bytes(32))
        try:
            found = table.gathered(course)
        except (ValueError, RuntimeError):
            raise
        except Exception as error:  # noqa: BLE001  Spark has many reasons against barriers.
            _log.warning("one job a round, because the barrier job failed: %s", error)
            return
        for answers in found or []:
            replayed(fit, answers)
        log += found or []
        size = sum(len(answer) for answers in log for answer in answers)
        if not found or size > _MOST_LOG:
            return


def _progress(fit: Any, table: ShardTable) -> FitProgress:
    history = np.asarray(fit.history)
    objective = float(history[-1]) if len(history) else float("nan")
    return FitProgress(fit.stage, int(fit.iteration), objective, table.rounds)
