"""How much of the processor others took while a run was measured."""

from __future__ import annotations

import os
import resource
import time


def busy_seconds() -> float | None:
    """Processor time that everything on this machine has used, stolen time included."""
    try:
        with open("/proc/stat") as file:
            ticks = [int(word) for word in file.readline().split()[1:9]]
    except OSError:
        return None
    user, nice, system, _idle, _waiting, irq, softirq, steal = ticks
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def children_seconds() -> float:
    """Processor time that ended children of this process have used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Watch:
    """Watches from its making on; the child must have ended when it is asked."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.busy = busy_seconds()
        self.children = children_seconds()

    def others(self) -> float | None:
        """The share of all cores that went to others; None where nobody counts."""
        busy = busy_seconds()
        if busy is None or self.busy is None:
            return None
        theirs = (busy - self.busy) - (children_seconds() - self.children)
        whole = (time.monotonic() - self.began) * (os.cpu_count() or 1)
        return round(min(1.0, max(0.0, theirs / whole)), 3)
