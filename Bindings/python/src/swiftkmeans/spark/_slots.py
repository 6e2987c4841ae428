"""Whether a barrier job may have all the cores that it needs."""

from __future__ import annotations

from typing import Any

#: Executors that come and go, which barriers are not for; and traffic that Spark encrypts, as
#: messages between the tasks of a barrier job are not.
_AGAINST = (
    "spark.dynamicAllocation.enabled",
    "spark.network.crypto.enabled",
    "spark.ssl.rpc.enabled",
)


def may_gather(barrier: str, session: Any, shards: int) -> bool:
    """Whether rounds are gathered in barrier jobs.

    Parameters
    ----------
    barrier : str
        "auto", "on" or "off".
    session : SparkSession
        Of either kind.
    shards : int
        How many tasks must run at once.

    Returns
    -------
    bool
        For "auto" only where the session tells of enough cores: a barrier job that does not get
        them waits for minutes before it fails.
    """
    if barrier != "auto":
        return barrier == "on"
    if any(session.conf.get(name, "false") == "true" for name in _AGAINST):
        return False
    try:
        context = session.sparkContext._jsc.sc()
        # What Spark itself compares with before it starts a barrier job. Its default parallelism
        # is 2 where there is one core.
        profile = context.resourceProfileManager().defaultResourceProfile()
        return shards <= int(context.maxNumConcurrentTasks(profile))
    except Exception:  # noqa: BLE001  Spark Connect has no context, and errors of its own.
        return False
