"""What Linux grants a group of processes, such as a container: processors and memory."""

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


def memory(own_groups: Path = _OWN_GROUPS, groups: Path = _GROUPS) -> int | None:
    """How many bytes this process's groups may hold in memory.

    Parameters
    ----------
    own_groups, groups : Path
        As of `least`.

    Returns
    -------
    int or None
        None where there is no limit.
    """
    limits = []
    for place, is_first_version in _places("memory", own_groups, groups):
        name = "memory.limit_in_bytes" if is_first_version else "memory.max"
        text = (_text(place / name) or "").strip()
        # The first version writes a number of that size where there is no limit.
        if text.isdecimal() and int(text) < 2**62:
            limits.append(int(text))
    return min(limits, default=None)


def _shares(own_groups: Path, groups: Path) -> Iterator[float]:
    """The quotas over their periods, of every group and of those around it."""
    for place, is_first_version in _places("cpu", own_groups, groups):
        if is_first_version:
            quota = _text(place / "cpu.cfs_quota_us")
            yield _share(quota, _text(place / "cpu.cfs_period_us"))
        else:
            quota, _, period = (_text(place / "cpu.max") or "").partition(" ")
            yield _share(quota, period)


def _places(controller: str, own_groups: Path, groups: Path) -> Iterator[tuple[Path, bool]]:
    """The folders of every group and of those around it, and whether they are of version 1."""
    for line in (_text(own_groups) or "").splitlines():
        _, controllers, path = (line.split(":", 2) + ["", ""])[:3]
        if controllers and controller not in controllers.split(","):
            continue
        # In a container the path may be the host's, which is not there; then its root counts.
        own = Path(path.lstrip("/"))
        for group in (own, *own.parents):
            if controllers:
                for folder in dict.fromkeys((controller, controllers)):
                    yield groups / folder / group, True
            else:
                yield groups / group, False


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
