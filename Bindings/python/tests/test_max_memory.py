"""``max_memory``, and points in files that are larger than it."""

import threading

import child
import numpy as np
import pytest
import truth

from swiftkmeans import KMeans, MiniBatchKMeans, SphericalKMeans, _limits, _points, _quota
from swiftkmeans import _interface as c

X = truth.clouds(3000, 5, centers=6)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "points.npy"
    np.save(path, X)
    return path


@pytest.mark.parametrize("kind", [KMeans, SphericalKMeans, MiniBatchKMeans])
@pytest.mark.parametrize("limit", [None, "4GB", 2**32])
def test_a_limit_changes_no_bit(kind, limit, file):
    plain = kind(6, random_state=0).fit(X)
    mapped = kind(6, random_state=0, max_memory=limit).fit(np.load(file, mmap_mode="r"))
    assert truth.bits(mapped) == truth.bits(plain)


def test_a_file_four_times_the_limit_is_read_in_place(tmp_path):
    told = child.run(
        """
        import sys
        import numpy as np
        from swiftkmeans import KMeans

        def held_at_most():
            with open("/proc/self/status") as lines:
                most = next(line for line in lines if line.startswith("VmHWM"))
            return int(most.split()[1]) // 1000

        path, size = sys.argv[1], (375_000, 3840)
        random = np.random.default_rng(0)
        with open(path, "wb") as file:
            np.lib.format.write_array_header_1_0(
                file, {"descr": "|u1", "fortran_order": False, "shape": size}
            )
            for _ in range(100):
                file.write(random.bytes(size[0] * size[1] // 100))
        points = np.load(path, mmap_mode="r")
        open("/proc/self/clear_refs", "w").write("5")  # The most begins anew.
        model = KMeans(4, max_iter=2, tol=0, random_state=0, max_memory="360MB").fit(points)
        print(held_at_most(), points.nbytes // 10**6, model.n_iter_)
        """,
        str(tmp_path / "large.npy"),
    )
    most, size, iterations = map(int, told.split())
    assert (size, iterations) == (1440, 2)
    assert most < 360


def test_too_low_a_limit_is_a_memory_error_before_any_work(file):
    model = KMeans(6, max_memory="1MB")
    with pytest.raises(MemoryError):
        model.fit(np.load(file, mmap_mode="r"))
    assert not hasattr(model, "labels_")
    # The limit was that fit's alone.
    KMeans(6, random_state=0).fit(X)


def test_what_is_a_file(file):
    for mode, expected in (("r", True), ("r+", True), ("c", False)):
        mapped = np.load(file, mmap_mode=mode)
        assert _limits.is_file(mapped) is expected
        assert _limits.is_file(np.asarray(mapped)[5:]) is expected
        storage = _points.Points(np.asarray(mapped)).matrix.storage
        assert storage == (c.IN_FILE if expected else c.IN_MEMORY)
        assert not _limits.is_file(mapped.copy())
        assert not _limits.is_file(mapped + 1)
    assert not _limits.is_file(X)


def test_what_was_changed_in_memory_alone_stays(file):
    mapped = np.load(file, mmap_mode="c")
    mapped[7] = 2.5
    changed = X.copy()
    changed[7] = 2.5
    model = KMeans(6, random_state=0, max_memory="2GB").fit(mapped)
    assert truth.bits(model) == truth.bits(KMeans(6, random_state=0).fit(changed))
    assert (mapped[7] == 2.5).all()


def test_large_maps_set_a_limit_by_themselves(file, monkeypatch):
    told = []
    monkeypatch.setattr(_limits, "library", Recorder(told))
    mapped = np.load(file, mmap_mode="r")
    for most, expected in ((4 * X.nbytes, []), (X.nbytes, [X.nbytes // 4 * 3, 0])):
        monkeypatch.setattr(_quota, "memory", lambda most=most: most)
        told.clear()
        with _limits.limited(None, mapped):
            pass
        assert told == expected
        with _limits.limited(None, X):
            pass
        assert told == expected


class Recorder:
    def __init__(self, told):
        self.kmeans_set_memory_limit = told.append


def test_of_several_limits_the_least_holds(monkeypatch):
    told = []
    monkeypatch.setattr(_limits, "library", Recorder(told))
    inside, leave = threading.Event(), threading.Event()

    def other():
        with _limits.limited("3GB", X):
            inside.set()
            leave.wait()

    thread = threading.Thread(target=other)
    thread.start()
    inside.wait()
    with _limits.limited(5 * 10**9, X):
        leave.set()
        thread.join()
    assert told == [3 * 10**9, 3 * 10**9, 5 * 10**9, 0]


@pytest.mark.parametrize(
    ("size", "expected"),
    [("500MB", 500_000_000), ("2 gb", 2 * 10**9), ("1.5GiB", 3 * 2**29), (np.int64(9), 9),
     ("7B", 7), ("2", None), ("GB", None), (True, None), (2.5, None), ("-1MB", None)],
)  # fmt: skip
def test_sizes(size, expected):
    assert _limits.in_bytes(size) == expected


def test_limits_of_groups_of_processes(tmp_path):
    groups, own = tmp_path / "groups", tmp_path / "own"
    (groups / "a" / "b").mkdir(parents=True)
    (groups / "a" / "memory.max").write_text("5000\n")
    (groups / "a" / "b" / "memory.max").write_text("max\n")
    own.write_text("0::/a/b\n")
    assert _quota.memory(own, groups) == 5000
    own.write_text("0::/\n")
    assert _quota.memory(own, groups) is None
    old = groups / "memory" / "c"
    old.mkdir(parents=True)
    (old / "memory.limit_in_bytes").write_text("7000\n")
    (groups / "memory" / "memory.limit_in_bytes").write_text(f"{2**63 - 4096}\n")
    own.write_text("4:cpu:/c\n3:memory:/c\n")
    assert _quota.memory(own, groups) == 7000
