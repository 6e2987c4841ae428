"""How much processor time Linux grants a group of processes, such as a container."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from pathlib import Path

#: Where Linux lists the groups of this process, and where their figures are.
_OWN_GROUPS, _GROUPS = Path("/proc/self/cgroup"), Path("/sys/fs/cgroup")


@functools.cache
def processors() -> int | None:
    """How many processors the quota of this process's groups keeps busy, rounded up.

    Returns
    -------
    int or None
        At least 1; None where there is no quota.
    """
    return least(_OWN_GROUPS, _GROUPS)


def least(own_groups: Path, groups: Path) -> int | None:
    """The same by the files of another place.

    Parameters
    ----------
    own_groups : Path
        The file that lists the groups.
    groups : Path
        The folder of all groups.
    """
    shares = [share for share in _shares(own_groups, groups) if share > 0]
    return max(1, math.ceil(min(shares))) if shares else None


def _shares(own_groups: Path, groups: Path) -> Iterator[float]:
    """The quotas over their periods, of every group and of those around it."""
    for line in (_text(own_groups) or "").splitlines():
        _, controllers, path = (line.split(":", 2) + ["", ""])[:3]
        if controllers and "cpu" not in controllers.split(","):
            continue
        # In a container the path may be the host's, which is not there; then its root counts.
        own = Path(path.lstrip("/"))
        for group in (own, *own.parents):
            if controllers:
                for folder in dict.fromkeys(("cpu", controllers)):
                    place = groups / folder / group
                    quota = _text(place / "cpu.cfs_quota_us")
                    yield _share(quota, _text(place / "cpu.cfs_period_us"))
            else:
                quota, _, period = (_text(groups / group / "cpu.max") or "").partition(" ")
                yield _share(quota, period)


def _share(quota: str | None, period: str | None) -> float:
    """The processors of a quota; 0 for none."""
    try:
        return int(quota or "") / int(period or "")
    except (ValueError, ZeroDivisionError):
        return 0.0


def _text(path: Path) -> str | None:
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError):
        return None
