"""How the tasks of a barrier stage find one another.

Spark's own exchange between such tasks sleeps for a second before it looks whether all have come
(`BarrierTaskContext.runBarrier`), which is longer than all iterations of many fits. So all tasks
derive the same few ports from a key. The first task listens at the first of them that is free. The
others try one after another until one knows the key.

The ports are below those that Linux gives to outgoing connections. A service at one of them that
does not know the key is passed over after a second, as is one that says nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import socket
import struct
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection, answer_challenge, deliver_challenge

#: From which ports all are taken, and how many are tried.
_PORTS, _TRIED = range(20_000, 32_768), 8
#: How many strangers may wait beside the tasks, and for how long one may say nothing.
_STRANGERS = 16
_SILENCE = 1.0
#: For how long tasks look for the first one, which Spark starts together with them.
_SECONDS = 60.0
#: Between two looks.
_PAUSE = 0.01


def ports(key: bytes) -> list[int]:
    """The ports at which the first task may listen, in the order in which they are tried."""
    numbers = (hashlib.sha256(key + bytes([turn])).digest()[:8] for turn in range(_TRIED))
    return [_PORTS[int.from_bytes(number, "little") % len(_PORTS)] for number in numbers]


def listening(host: str, key: bytes, others: int) -> socket.socket:
    """The socket of the first task.

    Parameters
    ----------
    host : str
        The address of this machine by which the other tasks know it.
    key : bytes
        The secret that only the tasks of this stage share.
    others : int
        How many there are.

    Raises
    ------
    OSError
        Where no port of the key is free.
    """
    trouble: OSError | None = None
    waiting = others + _STRANGERS
    for port in ports(key):
        try:
            return socket.create_server((host, port), family=_family(host), backlog=waiting)
        except OSError as error:
            trouble = error
    raise OSError(f"no port of {ports(key)} is free at {host}: {trouble}")


def accepted(listener: socket.socket, key: bytes) -> Iterator[Connection]:
    """Connections to tasks that know the key, as they come; others are closed."""
    while True:
        other, _ = listener.accept()
        connection = _known(other, key, is_first=True)
        if connection is not None:
            yield connection


def connected(host: str, key: bytes, seconds: float = _SECONDS) -> Connection:
    """The connection to the first task.

    Parameters
    ----------
    host : str
        Where it runs.
    key : bytes
        As it has it.
    seconds : float
        For how long it is looked for.

    Raises
    ------
    OSError
        Where nothing there knows the key in time.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for port in ports(key):
            with contextlib.suppress(OSError):
                first = socket.create_connection((host, port), timeout=_SILENCE)
                connection = _known(first, key, is_first=False)
                if connection is not None:
                    return connection
        time.sleep(_PAUSE)
    raise OSError(f"the first task of the stage cannot be reached at {host}, ports {ports(key)}.")


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _known(other: socket.socket, key: bytes, is_first: bool) -> Connection | None:
    """A connection whose two ends have shown each other that they know the key."""
    other.setblocking(True)
    _limit_silence(other, _SILENCE)
    connection = Connection(other.detach())
    steps = [deliver_challenge, answer_challenge]
    try:
        for step in steps if is_first else reversed(steps):
            step(connection, key)
    # Strangers break the exchange in all ways; some versions of Python assert what they say.
    except (OSError, EOFError, AssertionError, ValueError, multiprocessing.ProcessError):
        connection.close()
        return None
    with socket.socket(fileno=connection.fileno()) as same:
        _limit_silence(same, 0)
        same.detach()
    return connection


def _limit_silence(one: socket.socket, seconds: float) -> None:
    """Let reading fail after a time; 0 for any time."""
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", int(seconds), 0))
