"""Handlers of signals run while a fit lasts, which goes on where they return."""

import os
import signal

import child
import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="not for this system")

#: A fit of some thousand iterations would take minutes: only a signal ends it.
SETUP = """
    import os, signal, sys, threading, time
    sys.modules["sklearn"] = None  # It takes longest to load.
    import numpy as np
    import truth
    from swiftkmeans import KMeans, kmeans_plusplus

    x = np.random.default_rng(0).random((800_000, 8), dtype=np.float32)

    class Enough(Exception):
        pass

    def give_up(number, frame):
        raise Enough

    def alarm(after, every=0):
        signal.setitimer(signal.ITIMER_REAL, after, every)

    def endless(**parameters):
        settings = {"n_clusters": 300, "init": "random", "n_init": 1, **parameters}
        return KMeans(random_state=0, tol=0, max_iter=10**9, **settings)
"""


@pytest.mark.parametrize("name", ["SIGALRM", "SIGTERM", "SIGUSR1", "SIGHUP", "SIGRTMIN"])
@pytest.mark.skipif(not hasattr(signal, "SIGRTMIN"), reason="not for this system")
def test_what_a_handler_raises_ends_a_fit_with_the_best_so_far(name):
    child.run(
        SETUP
        + f"""
    signal.signal(signal.{name}, give_up)

    def listen(news):
        if news.iteration == 1:
            threading.Timer(0.2, os.kill, [os.getpid(), signal.{name}]).start()

    model = endless(progress=listen)
    try:
        model.fit(x)
    except Enough:
        pass
    else:
        raise AssertionError("no exception")
    assert model.stop_reason_ == "interrupted"
    np.testing.assert_array_equal(model.predict(x[:50]), model.labels_[:50])
    assert signal.getsignal(signal.{name}) is give_up
    # What was done with the signal before is done again.
    try:
        signal.raise_signal(signal.{name})
    except Enough:
        pass
    else:
        raise AssertionError("no exception")
    """
    )


@pytest.mark.parametrize(
    "parameters",
    [
        {"init": "k-means++", "n_clusters": 20_000},
        {"init": "k-means||", "n_clusters": 20_000},
        {"n_clusters": 20, "n_init": 1_000_000},
        {"progress": "listen"},
        {"init": "start", "n_init": 1_000_000, "n_clusters": 2},
    ],
    ids=["seeding", "k-means||", "starts", "progress", "functions"],
)
def test_every_phase_hears_of_signals(parameters):
    settings = ", ".join(
        f"{name}={value}" if value in ("listen", "start") else f"{name}={value!r}"
        for name, value in parameters.items()
    )
    child.run(
        SETUP
        + f"""
    def listen(news):
        return False

    def start(x, n_clusters, random_state):
        return x[:n_clusters]

    signal.signal(signal.SIGALRM, give_up)
    model = endless({settings})
    alarm(0.5)
    try:
        model.fit(x)
    except Enough:
        pass
    else:
        raise AssertionError("no exception")
    """
    )


def test_a_fit_goes_on_after_handlers_that_return():
    child.run(
        SETUP
        + """
    calls = []
    signal.signal(signal.SIGALRM, lambda number, frame: calls.append((number, len(calls))))
    model = endless()
    model.max_iter = 60
    alarm(0.02, 0.02)
    model.fit(x)
    alarm(0)
    found = len(calls)
    assert found >= 5, found
    assert model.stop_reason_ == "max_iter"
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    again = endless()
    again.max_iter = 60
    assert truth.bits(model) == truth.bits(again.fit(x))
    """
    )


def test_what_a_handler_changes_stays_changed():
    child.run(
        SETUP
        + """
    class Ended(Exception):
        pass

    def second(number, frame):
        raise Ended

    def first(number, frame):
        signal.signal(signal.SIGALRM, second)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        alarm(0.2)

    signal.signal(signal.SIGALRM, first)
    alarm(0.3)
    try:
        endless().fit(x)
    except Ended:
        pass
    else:
        raise AssertionError("no exception")
    assert signal.getsignal(signal.SIGALRM) is second
    os.kill(os.getpid(), signal.SIGINT)  # Would raise, or end the process.
    """
    )


def test_the_default_that_a_handler_restores_ends_the_process():
    """As handlers of SIGTERM do that clean up first."""
    child.run(
        """
    import subprocess, sys, signal
    code = '''
    import os, signal, threading
    import numpy as np
    from swiftkmeans import KMeans

    def clean_up(number, frame):
        print("cleaned up", flush=True)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    signal.signal(signal.SIGTERM, clean_up)
    threading.Timer(0.5, os.kill, [os.getpid(), signal.SIGTERM]).start()
    x = np.random.default_rng(0).random((200_000, 8), dtype=np.float32)
    KMeans(300, random_state=0, tol=0, max_iter=10**9, init="random", n_init=1).fit(x)
    '''
    import textwrap
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True,
                          text=True, timeout=500)
    assert (done.returncode, done.stdout) == (-signal.SIGTERM, "cleaned up\\n"), done
    """
    )


def test_ctrl_c_and_another_signal():
    child.run(
        SETUP
        + """
    calls = []

    def both(number, frame):
        calls.append(number)
        os.kill(os.getpid(), signal.SIGINT)

    signal.signal(signal.SIGALRM, both)
    alarm(0.5)
    model = endless()
    try:
        model.fit(x)
    except KeyboardInterrupt:
        pass
    else:
        raise AssertionError("no exception")
    assert calls == [signal.SIGALRM]
    """
    )


def test_a_fit_within_a_fit():
    child.run(
        SETUP
        + """
    calls = []
    signal.signal(signal.SIGALRM, lambda number, frame: calls.append(number))

    def listen(news):
        if news.iteration == 1:
            inner = endless()
            inner.max_iter = 20
            alarm(0.05)
            inner.fit(x)
            calls.append("inner")
        if news.iteration == 2:
            signal.raise_signal(signal.SIGALRM)
            calls.append("two")
            alarm(0.05)
            time.sleep(0.2)
            calls.append("slept")
        return news.iteration == 3

    model = endless(progress=listen).fit(x)
    assert calls == [14, "inner", 14, "two", 14, "slept"], calls
    assert model.stop_reason_ == "interrupted"
    """
    )


def test_kmeans_plusplus_hears_of_signals():
    child.run(
        SETUP
        + """
    signal.signal(signal.SIGALRM, give_up)
    alarm(0.5)
    try:
        kmeans_plusplus(x, 20_000, random_state=0)
    except Enough:
        pass
    else:
        raise AssertionError("no exception")
    """
    )


def test_event_loops_hear_of_signals_that_came_meanwhile():
    child.run(
        SETUP
        + """
    import asyncio

    async def main():
        heard = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGALRM, heard.set)
        model = endless()
        model.max_iter = 30
        alarm(0.05)
        model.fit(x)
        assert model.stop_reason_ == "max_iter"
        await asyncio.wait_for(heard.wait(), 300)

    asyncio.run(main())
    """
    )


def test_children_of_other_threads_hear_of_their_own_signals():
    child.run(
        SETUP
        + """
    import warnings
    warnings.simplefilter("ignore", DeprecationWarning)

    def quit(number, frame):
        os._exit(7)

    signal.signal(signal.SIGTERM, quit)
    statuses = []

    def fork():
        time.sleep(0.5)
        for number in (signal.SIGTERM, signal.SIGINT):
            ready, tell = os.pipe()
            pid = os.fork()
            if pid == 0:
                try:
                    os.write(tell, b".")
                    time.sleep(20)
                except KeyboardInterrupt:
                    os._exit(8)
                os._exit(9)
            os.read(ready, 1)
            os.kill(pid, number)
            statuses.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        os.kill(os.getpid(), signal.SIGALRM)

    signal.signal(signal.SIGALRM, give_up)
    thread = threading.Thread(target=fork)
    thread.start()
    try:
        endless().fit(x)
    except Enough:
        pass
    thread.join()
    assert statuses == [7, 8], statuses
    """
    )


USES = """
    x = np.random.default_rng(0).random((400_000, 64), dtype=np.float32)
    few = x[:10_000]
    model = KMeans(8000, init=few[:8000], max_iter=1).fit(few)
    expected = model.predict(few)
"""


@pytest.mark.parametrize("method", ["predict", "score", "transform"])
def test_what_a_handler_raises_ends_what_is_done_with_a_fit(method):
    child.run(
        SETUP
        + USES
        + f"""
    # Distances to all centroids take memory.
    some = x[:20_000] if {method!r} == "transform" else x
    signal.signal(signal.SIGVTALRM, give_up)
    # Work is measured and not time, and one call takes some seconds of it.
    begin = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.3)
    try:
        while True:
            model.{method}(some)
    except Enough:
        spent = time.process_time() - begin
    assert spent < 1.3, spent
    assert (model.predict(few) == expected).all()
    """
    )


@pytest.mark.parametrize("method", ["predict", "transform"])
def test_what_is_done_with_a_fit_goes_on_after_handlers_that_return(method):
    child.run(
        SETUP
        + USES
        + f"""
    calls, expected = [], model.{method}(few[:500])
    signal.signal(signal.SIGALRM, lambda number, frame: calls.append(number))
    alarm(0.01, 0.01)
    while len(calls) < 3:
        found = model.{method}(x[:2_000])
    alarm(0)
    assert (found[:500] == expected).all()
    """
    )
