"""How tasks of a barrier stage find the first one, without Spark."""

from __future__ import annotations

import contextlib
import signal
import socket
import threading
import time

import pytest
from swiftkmeans.spark import _meeting

HOST = "127.0.0.1"


@pytest.fixture(autouse=True)
def limit():
    """A meeting that does not come about is an error after a while."""

    def over(*_):
        raise TimeoutError("the tasks did not meet")

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def key(request):
    """A key of the test's own, so that tests beside one another have other ports."""
    return f"{request.node.name} {time.time_ns()}".encode()


def met(key, others=1):
    """What the first task hears from others that look for it."""
    heard = []

    def look(number):
        with _meeting.connected(HOST, key, seconds=20) as connection:
            connection.send(number)

    threads = [threading.Thread(target=look, args=(number,), daemon=True) for number in range(others)]
    for thread in threads:
        thread.start()
    with _meeting.listening(HOST, key, others) as listener:
        accepted = _meeting.accepted(listener, key)
        while len(heard) < others:
            with next(accepted) as connection:
                heard.append(connection.recv())
    for thread in threads:
        thread.join()
    return sorted(heard)


def occupied(key, say=None):
    """A service of somebody else at the first port of a key."""
    service = socket.create_server((HOST, _meeting.ports(key)[0]))

    def serve():
        with contextlib.suppress(OSError):
            while True:
                other, _ = service.accept()
                with contextlib.suppress(OSError):
                    if say is not None:
                        other.sendall(say)
                        other.close()
                held.append(other)

    held = []
    threading.Thread(target=serve, daemon=True).start()
    return service


def test_all_tasks_meet(key):
    assert met(key, others=5) == [0, 1, 2, 3, 4]


def test_ports_follow_from_the_key_and_are_not_those_of_outgoing_connections():
    assert _meeting.ports(b"a") == _meeting.ports(b"a") != _meeting.ports(b"b")
    assert all(20_000 <= port < 32_768 for port in _meeting.ports(b"a"))


@pytest.mark.parametrize(
    "say",
    [None, b"SSH-2.0-OpenSSH\r\n", b"\x00\x00\x00\x14#CHALLENGE#0123456789", b"\x00\x00\x00\x09", b""],
    ids=["silent", "another-protocol", "another-key", "half-a-message", "closes"],
)
def test_another_service_is_passed_over(key, say):
    with occupied(key, say):
        assert met(key) == [0]


def test_strangers_who_call_the_first_task_are_passed_over(key):
    with _meeting.listening(HOST, key, 1) as listener:
        address = listener.getsockname()
        silent = socket.create_connection(address)
        closed = socket.create_connection(address)
        closed.close()
        stranger = threading.Thread(
            target=lambda: pytest.raises(OSError, _meeting.connected, HOST, key + b"not", 0.5)
        )
        stranger.start()
        loud = socket.create_connection(address)
        loud.sendall(b"GET / HTTP/1.1\r\n\r\n" * 20)
        friend = threading.Thread(target=lambda: _meeting.connected(HOST, key, 20).send("friend"))
        friend.start()
        with next(_meeting.accepted(listener, key)) as connection:
            assert connection.recv() == "friend"
        for one in (silent, loud):
            one.close()
        stranger.join()
        friend.join()


def test_who_does_not_know_the_key_is_not_accepted(key, monkeypatch):
    monkeypatch.setattr(_meeting, "ports", lambda _, same=_meeting.ports(key): same)
    with _meeting.listening(HOST, key, 1) as listener:
        refused = threading.Thread(
            target=lambda: pytest.raises(OSError, _meeting.connected, HOST, b"wrong", 0.5)
        )
        refused.start()
        friend = threading.Thread(target=lambda: _meeting.connected(HOST, key, 20).send("friend"))
        time.sleep(0.2)
        friend.start()
        with next(_meeting.accepted(listener, key)) as connection:
            assert connection.recv() == "friend"
        refused.join()
        friend.join()


def test_after_the_meeting_silence_may_last(key):
    def look():
        with _meeting.connected(HOST, key, seconds=20) as connection:
            time.sleep(1.5)
            connection.send("late")

    thread = threading.Thread(target=look)
    thread.start()
    with _meeting.listening(HOST, key, 1) as listener:
        with next(_meeting.accepted(listener, key)) as connection:
            assert connection.recv() == "late"
    thread.join()


def test_nobody_there_is_an_error_in_words(key):
    with pytest.raises(OSError, match="cannot be reached at 127.0.0.1, ports"):
        _meeting.connected(HOST, key, seconds=0.1)


def test_no_free_port_is_an_error_in_words(key):
    with contextlib.ExitStack() as stack:
        for port in set(_meeting.ports(key)):
            stack.enter_context(socket.create_server((HOST, port)))
        with pytest.raises(OSError, match="no port of"):
            _meeting.listening(HOST, key, 1)
