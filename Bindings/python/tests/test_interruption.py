"""Ctrl-C ends a fit at once, keeps the best so far, and leaves handlers as they were."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import child
import pytest

pytestmark = pytest.mark.skipif(
    not os.path.exists("/proc/self/stat"), reason="reads Linux's own figures"
)

#: Seconds of processors that may be spent between Ctrl-C and the end. It is work that is bounded
#: and not time, because that depends on what else the machine does.
PATIENCE = 1

#: Fits that take long, each in a phase with labels, and seconds after which they are interrupted.
PHASES = {
    "iterating": ({"n_clusters": 300, "init": "random", "n_init": 1}, (200_000, 8), 0.4),
    "few long iterations": ({"n_clusters": 1500, "init": "random", "n_init": 1}, (100_000, 64), 1),
    "many starts": ({"n_clusters": 20, "n_init": 100_000}, (5_000, 4), 0.4),
    "with progress": (
        {"n_clusters": 300, "progress": True, "init": "random", "n_init": 1},
        (200_000, 8),
        0.6,
    ),
}

#: The same for phases without labels: there is nothing to keep.
EARLY_PHASES = {
    "checking": ({"n_clusters": 3000}, (1_500_000, 64), 0.005),
    "ordering for seeds": ({"n_clusters": 3000}, (400_000, 16), 0.1),
    "seeding": ({"n_clusters": 3000}, (200_000, 16), 0.4),
    "k-means||": ({"n_clusters": 1000, "init": "k-means||"}, (200_000, 16), 0.4),
    "first iteration": ({"n_clusters": 8000, "init": "random", "n_init": 1}, (200_000, 64), 0.1),
}

FIT = """
    import json, signal, sys, time
    sys.modules["sklearn"] = None  # It takes longest to load.
    import numpy as np
    import truth
    from swiftkmeans import KMeans

    parameters, shape = json.loads(sys.argv[1])
    if "progress" in parameters:
        parameters["progress"] = lambda news: None
    x = np.random.default_rng(0).random(shape, dtype=np.float32)
    model = KMeans(random_state=0, tol=0, max_iter=1_000_000, **parameters)
    print("ready", flush=True)
    try:
        model.fit(x)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print(json.dumps([0, "finished", model.n_iter_]))
        sys.exit()
    except KeyboardInterrupt:
        caught = time.process_time()
    if not hasattr(model, "labels_"):
        print(json.dumps([caught, "unfitted", 0]))
        sys.exit()
    sample = np.random.default_rng(1).choice(len(x), 50, replace=False)
    np.testing.assert_array_equal(model.labels_[sample], truth.labels(x[sample], model._centroids))
    np.testing.assert_array_equal(model.predict(x[sample]), model.labels_[sample])
    assert len(model.labels_) == len(x)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    print(json.dumps([caught, model.stop_reason_, model.n_iter_]))
"""


def work_of(process: subprocess.Popen[str]) -> float:
    """Seconds of processors that a process has spent so far, by Linux's figures for it."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def interrupted(code: str, after: float, *arguments: str) -> tuple[float, str]:
    """The work done until SIGINT, ``after`` seconds after "ready", and what was printed then."""
    process = subprocess.Popen(
        child.command(code, *arguments),
        env=child.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        if process.stdout.readline() != "ready\n":
            pytest.fail(process.communicate()[1])
        time.sleep(after)
        sent = work_of(process)
        process.send_signal(signal.SIGINT)
        try:
            printed, errors = process.communicate(timeout=600)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert process.returncode == 0, errors
    return sent, printed


@pytest.mark.parametrize("phase", PHASES)
def test_ctrl_c_ends_every_phase_with_a_clustering(phase):
    parameters, shape, after = PHASES[phase]
    # A busy machine may need longer to come to the phase, and a fast one leaves it sooner.
    early, late = 0.0, None
    for _ in range(12):
        sent, printed = interrupted(FIT, after, json.dumps([parameters, shape]))
        caught, reason, iterations = json.loads(printed)
        print(f"{phase}: {caught - sent:.3f} s, {reason}, {iterations} iterations")
        assert caught - sent < PATIENCE
        if reason == "unfitted":
            early = after
        elif reason == "finished":
            late = after
        else:
            break
        after = 4 * after if late is None else (early + late) / 2
    assert reason == "interrupted" or phase == "many starts"


@pytest.mark.parametrize("phase", EARLY_PHASES)
def test_ctrl_c_does_not_wait_for_a_first_result(phase):
    parameters, shape, after = EARLY_PHASES[phase]
    sent, printed = interrupted(FIT, after, json.dumps([parameters, shape]))
    caught, reason, _ = json.loads(printed)
    print(f"{phase}: {caught - sent:.3f} s")
    assert caught - sent < PATIENCE
    assert reason == "unfitted"


#: What is done with a fit, again and again, and would take far longer than `PATIENCE`.
USES = {
    "predict": "KMeans",
    "score": "KMeans",
    "transform": "KMeans",
    "predict by splits": "BisectingKMeans",
    "predict directions": "SphericalKMeans",
}

USE = """
    import json, signal, sys, time
    sys.modules["sklearn"] = None  # It takes longest to load.
    import numpy as np
    import swiftkmeans

    kind, method = sys.argv[1:]
    random = np.random.default_rng(0)
    if kind == "BisectingKMeans":
        few = random.random((3_000, 64), dtype=np.float32)
        x = np.tile(few, (400, 1))
        model = swiftkmeans.BisectingKMeans(300, random_state=0).fit(few)
    else:
        x = random.random((400_000, 64), dtype=np.float32)
        few = x[:10_000]
        model = getattr(swiftkmeans, kind)(8_000, init=few[:8_000], max_iter=1).fit(few)
    if method == "transform":
        x, few = x[:20_000], x[:1_000]  # There are many distances.
    expected = getattr(model, method)(few)
    print("ready", flush=True)
    try:
        while True:
            getattr(model, method)(x)
    except KeyboardInterrupt:
        caught = time.process_time()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert np.asarray(getattr(model, method)(few)).tobytes() == np.asarray(expected).tobytes()
    print(json.dumps(caught))
"""


@pytest.mark.parametrize("use", USES)
def test_ctrl_c_ends_what_is_done_with_a_fit(use):
    sent, printed = interrupted(USE, 0.5, USES[use], use.split()[0])
    caught = json.loads(printed)
    print(f"{use}: {caught - sent:.3f} s")
    assert caught - sent < PATIENCE


HANDLERS = """
    import os, signal, sys, threading, time
    sys.modules["sklearn"] = None  # It takes longest to load.
    import numpy as np
    import truth
    from swiftkmeans import KMeans, kmeans_plusplus

    x = np.random.default_rng(0).random((800_000, 8), dtype=np.float32)

    def long(model=None):
        model = model or KMeans(
            300, random_state=0, tol=0, max_iter=10**6, init="random", n_init=1
        )
        return model.fit(x)

    sent = []

    def strike():
        sent.append(time.process_time())
        os.kill(os.getpid(), signal.SIGINT)

    def send(after):
        threading.Timer(after, strike).start()
"""


def test_a_handler_of_the_users_is_called_in_place_of_the_exception():
    child.run(
        HANDLERS
        + """
    calls = []

    def own(number, frame):
        calls.append(number)

    signal.signal(signal.SIGINT, own)
    send(0.3)
    model = long()
    assert calls == [signal.SIGINT]
    assert model.stop_reason_ == "interrupted"
    assert signal.getsignal(signal.SIGINT) is own
    signal.raise_signal(signal.SIGINT)
    assert calls == [signal.SIGINT] * 2
    """
    )


def test_an_exception_of_the_users_handler_comes_out():
    child.run(
        HANDLERS
        + """
    class Enough(Exception):
        pass

    def own(number, frame):
        raise Enough

    signal.signal(signal.SIGINT, own)
    send(0.3)
    model = KMeans(300, random_state=0, tol=0, max_iter=10**6, init="random", n_init=1)
    try:
        model.fit(x)
    except Enough:
        pass
    else:
        raise AssertionError("no exception")
    assert model.stop_reason_ == "interrupted"
    """
    )


def test_a_handler_hears_of_ctrl_c_also_when_the_fit_fails():
    child.run(
        HANDLERS
        + """
    calls = []
    signal.signal(signal.SIGINT, lambda number, frame: calls.append(number))

    def listen(news):
        if news.iteration == 1:
            signal.raise_signal(signal.SIGINT)
            raise KeyError("enough")

    try:
        KMeans(5, progress=listen).fit(x[:1000])
    except KeyError:
        pass
    assert calls == [signal.SIGINT]
    """
    )


@pytest.mark.parametrize("handling", ["SIG_IGN", "SIG_DFL"])
def test_what_does_not_lead_to_python_stays_as_it_is(handling):
    printed = child.run(
        HANDLERS
        + f"""
    signal.signal(signal.SIGINT, signal.{handling})
    if signal.{handling} == signal.SIG_IGN:
        send(0.2)
    model = KMeans(300, random_state=0, tol=0, init="random", n_init=1, max_iter=150).fit(x)
    assert signal.getsignal(signal.SIGINT) == signal.{handling}
    print(model.stop_reason_)
    """
    )
    assert printed.strip() == "max_iter"


def test_fits_follow_interrupted_ones():
    child.run(
        HANDLERS
        + """
    before = truth.bits(KMeans(5, random_state=0).fit(x[:2000]))
    for _ in range(3):
        send(0.2)
        try:
            long()
        except KeyboardInterrupt:
            pass
        else:
            raise AssertionError("not interrupted")
        assert truth.bits(KMeans(5, random_state=0).fit(x[:2000])) == before
    """
    )


def test_other_threads_fit_without_minding_signals():
    child.run(
        HANDLERS
        + """
    expected = truth.bits(KMeans(5, random_state=0).fit(x[:2000]))
    found = []
    thread = threading.Thread(
        target=lambda: found.append(truth.bits(KMeans(5, random_state=0).fit(x[:2000])))
    )
    thread.start()
    thread.join()
    assert found == [expected]

    # The main thread hears of Ctrl-C while another one fits, which goes on.
    model = KMeans(300, random_state=0, tol=0, init="random", n_init=1, max_iter=250)
    thread = threading.Thread(target=model.fit, args=[x])
    thread.start()
    send(0.2)
    try:
        time.sleep(5)
    except KeyboardInterrupt:
        pass
    else:
        raise AssertionError("not interrupted")
    assert thread.is_alive()
    thread.join()
    assert model.stop_reason_ == "max_iter"
    """
    )


def test_kmeans_plusplus_is_interrupted():
    printed = child.run(
        HANDLERS
        + """
    send(0.3)
    try:
        kmeans_plusplus(x, 20_000, random_state=0)
    except KeyboardInterrupt:
        print(time.process_time() - sent[0])
    """
    )
    assert float(printed) < PATIENCE


def test_silhouettes_are_interrupted():
    printed = child.run(
        HANDLERS
        + """
    from swiftkmeans.metrics import silhouette_samples

    send(0.3)
    try:
        silhouette_samples(x, np.arange(len(x)) % 2)
    except KeyboardInterrupt:
        print(time.process_time() - sent[0])
    """
    )
    assert float(printed) < PATIENCE
