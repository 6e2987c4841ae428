"""How many threads a fit uses, and that Python's own go on meanwhile."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import child
import numpy as np
import pytest
import truth
from threadpoolctl import threadpool_limits

from swiftkmeans import KMeans, _quota, _threads, kmeans_plusplus

X = truth.clouds(20_000, 8, centers=30, dtype=np.float32)


def fitted(seed=0, **parameters):
    settings = {"n_clusters": 30, "random_state": seed, "tol": 0, "max_iter": 15, **parameters}
    return KMeans(**settings).fit(X)


def progress_of_python_during(work):
    """How often another thread of Python's came to run while ``work`` was done."""
    count, done = 0, threading.Event()

    def tick():
        nonlocal count
        while not done.wait(0.001):
            count += 1

    ticking = threading.Thread(target=tick)
    ticking.start()
    try:
        begin = time.monotonic()
        work()
        took = time.monotonic() - begin
    finally:
        done.set()
        ticking.join()
    return count, took


def test_python_goes_on_during_a_fit_and_its_kin():
    x = np.random.default_rng(0).random((200_000, 16), dtype=np.float32)
    model = KMeans(100, random_state=0, max_iter=3, tol=0).fit(x)
    many = KMeans(2000, init=x[:2000], n_init=1, max_iter=1).fit(x[:20_000])
    for work in (
        lambda: model.fit(x),
        lambda: many.predict(x),
        lambda: many.score(x),
        lambda: many.transform(x[:20_000]),
        lambda: kmeans_plusplus(x, 300, random_state=0),
    ):
        # One a millisecond on a quiet machine; none where the interpreter is held. On a busy one a
        # thread may wait for its turn, but not each time.
        for _ in range(20):
            ticks, took = progress_of_python_during(work)
            assert took > 0.01, "too short to tell"
            if ticks > took * 50:
                break
        assert ticks > took * 50


def test_fits_side_by_side_give_the_bits_of_fits_in_turn():
    in_turn = [truth.bits(fitted(seed)) for seed in range(6)]
    with ThreadPoolExecutor(6) as pool:
        side_by_side = list(pool.map(lambda seed: truth.bits(fitted(seed)), range(6)))
    assert side_by_side == in_turn
    assert len(set(in_turn)) == 6


def test_one_model_predicts_in_many_threads():
    model = fitted()
    expected = model.predict(X)
    with ThreadPoolExecutor(6) as pool:
        for labels in pool.map(lambda _: model.predict(X), range(12)):
            np.testing.assert_array_equal(labels, expected)


@pytest.mark.parametrize(
    ("variable", "threads"), [("1", 1), ("3", 3), ("2,1", 2), (" 5 ", 5), ("999999", 1 << 16)]
)
def test_openmp_s_variable_sets_the_number(monkeypatch, variable, threads):
    monkeypatch.setenv("OMP_NUM_THREADS", variable)
    assert _threads.number(None) == threads
    assert _threads.number(7) == 7


@pytest.mark.parametrize("variable", ["", "0", "-1", "many"])
def test_variables_that_say_nothing(monkeypatch, variable):
    monkeypatch.setenv("OMP_NUM_THREADS", variable)
    assert _threads.number(None) == len(os.sched_getaffinity(0))


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="not for this system")
def test_processors_that_may_be_used_set_the_number(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    before = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(before)})
        assert _threads.number(None) == 1
        alone = truth.bits(fitted())
    finally:
        os.sched_setaffinity(0, before)
    assert _threads.number(None) == len(before)
    assert truth.bits(fitted()) == alone


COUNT_THREADS = """
    import os, sys, threading, time
    sys.modules["sklearn"] = None  # It takes longest to load.
    import numpy as np
    from swiftkmeans import KMeans

    n_threads = int(sys.argv[1]) or None
    x = np.random.default_rng(0).random((200_000, 8), dtype=np.float32)
    before, most = len(os.listdir("/proc/self/task")), 0
    model = KMeans(200, random_state=0, tol=0, max_iter=20, n_threads=n_threads)
    fit = threading.Thread(target=model.fit, args=[x])
    fit.start()
    while fit.is_alive():
        most = max(most, len(os.listdir("/proc/self/task")))
        time.sleep(0.001)
    print(most - before)
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="reads Linux's own figures")
@pytest.mark.parametrize(
    ("parameter", "variable", "workers"), [("1", "", 1), ("0", "1", 1), ("4", "", 4), ("4", "1", 4)]
)
def test_no_more_threads_work_than_are_asked_for(parameter, variable, workers):
    printed = child.run(COUNT_THREADS, parameter, OMP_NUM_THREADS=variable)
    # The thread that calls is one of them; a busy machine may give fewer.
    assert 1 <= int(printed) <= workers


def test_limits_of_threadpoolctl_hold(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    with threadpool_limits(1):
        assert _threads.number(None) == 1
        assert _threads.number(3) == 3
        monkeypatch.setenv("OMP_NUM_THREADS", "2")
        assert _threads.number(None) == (1 if _threads._OPENMP_AT_FIRST > 1 else 2)
    monkeypatch.delenv("OMP_NUM_THREADS")
    with threadpool_limits(1, user_api="blas"):
        assert _threads.number(None) == len(os.sched_getaffinity(0))


GROUPS = {
    "two": ("0::/a/b", {"a/cpu.max": "200000 100000", "a/b/cpu.max": "max 100000"}, 2),
    "rounded up": ("0::/", {"cpu.max": "150000 100000"}, 2),
    "less than one": ("0::/", {"cpu.max": "50000 100000"}, 1),
    "the least": ("0::/a", {"a/cpu.max": "800000 100000", "cpu.max": "300000 100000"}, 3),
    "seen from inside": ("0::/docker/123", {"cpu.max": "400000 100000"}, 4),
    "none": ("0::/", {"cpu.max": "max 100000"}, None),
    "no files": ("0::/", {}, None),
    "old": (
        "4:cpu,cpuacct:/x\n3:memory:/y",
        {"cpu/x/cpu.cfs_quota_us": "250000", "cpu/x/cpu.cfs_period_us": "100000"},
        3,
    ),
    "old, both names": (
        "4:cpu,cpuacct:/x",
        {
            "cpu,cpuacct/cpu.cfs_quota_us": "100000",
            "cpu,cpuacct/cpu.cfs_period_us": "100000",
        },
        1,
    ),
    "old without": (
        "4:cpu:/",
        {"cpu/cpu.cfs_quota_us": "-1", "cpu/cpu.cfs_period_us": "100000"},
        None,
    ),
    "nonsense": ("nothing\n0:x", {"cpu.max": "0 0"}, None),
}


@pytest.mark.parametrize("name", GROUPS)
def test_quotas_of_groups(name, tmp_path):
    listed, files, expected = GROUPS[name]
    (tmp_path / "own").write_text(listed + "\n")
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text + "\n")
    assert _quota.least(tmp_path / "own", tmp_path) == expected
    assert _quota.least(tmp_path / "missing", tmp_path) is None


def test_quotas_set_the_number(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setattr(_quota, "processors", lambda: 1)
    assert _threads.number(None) == 1
    assert _threads.number(2) == 2
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    assert _threads.number(None) == 2
