"""Partitions that are mapped in windows have the bits of one machine, without a session."""

import glob
import os
import subprocess
import sys

import numpy as np
import pytest
import tables

import swiftkmeans
from swiftkmeans._shards import ShardFit
from swiftkmeans.spark import _shard_files, _tasks, _windows
from swiftkmeans.spark._windows import Layout, Windows, firsts_of

SIZES = [2500, 0, 700, 3072]


def written(folder, weights):
    """The partitions in files, as tasks hand them on."""
    x, ends = tables.whole(SIZES, 5), np.cumsum(SIZES)
    rows = []
    for number, (size, end) in enumerate(zip(SIZES, ends)):
        part = slice(end - size, end)
        pairs = [(x[part], None if weights is None else weights[part])]
        rows.append(_shard_files.write(str(folder), number, pairs)._asdict() | {"problem": None})
    return x, rows


def test_every_partition_has_shards():
    assert firsts_of(SIZES, 0) == (0, 1, 2, 3, 4)
    assert firsts_of(SIZES, 1024) == (0, 3, 4, 5, 8)
    assert list(Layout("f4", 5, False, 1024, firsts_of(SIZES, 1024)).shards(3)) == [5, 6, 7]


@pytest.mark.parametrize("window", [0, 1024, 2048])
@pytest.mark.parametrize("keeps", [False, True])
@pytest.mark.parametrize("weighted", [False, True])
def test_windows_equal_one_machine(tmp_path, monkeypatch, window, keeps, weighted):
    weights = np.random.default_rng(1).integers(0, 4, sum(SIZES)).astype("f8") if weighted else None
    x, rows = written(tmp_path, weights)
    layout = Layout("f4", 5, weighted, window, firsts_of(SIZES, window))
    mapped = []
    whole = _shard_files.mapped

    def seen(path, dtype, shape, part=None):
        mapped.append(shape[0] if part is None else len(part))
        return whole(path, dtype, shape, part)

    monkeypatch.setattr(_windows._shard_files, "mapped", seen)
    fit = ShardFit(layout.firsts[-1], n_clusters=9, rounds=2, seed=4, max_iter=6, tol=0)
    held = [Windows(row, layout, 1) for row in rows]
    while (request := fit.request()) is not None:
        if not keeps:
            held = [Windows(row, layout, 1) for row in rows]
        for one in reversed(held):
            told = list(one.answers(request))
            assert [number for number, _ in told] == list(one.shards)
            for _, answer in told:
                fit.take(answer)
            one.keep()
    assert max(mapped) == (window or max(SIZES))
    result = fit.result()

    class TwoRounds(swiftkmeans.KMeans):
        def _task(self, *given):
            task = super()._task(*given)
            task.settings = task.settings._replace(rounds=2)
            return task

    model = TwoRounds(9, init="k-means||", random_state=4, max_iter=6, tol=0)
    model.fit(x, sample_weight=weights)
    assert result.centroids.tobytes() == model._centroids.tobytes()
    assert result.objective == model.inertia_
    assert result.history.tobytes() == model.inertia_history_.tobytes()
    states = glob.glob(str(tmp_path / "*.state"))
    assert len(states) == layout.firsts[-1]


def test_a_partition_answers_as_a_whole_or_not_at_all(tmp_path):
    pa = pytest.importorskip("pyarrow")
    _, rows = written(tmp_path, None)
    layout = Layout("f4", 5, False, 1024, firsts_of(SIZES, 1024))
    fit = ShardFit(layout.firsts[-1], n_clusters=3)
    batch = pa.RecordBatch.from_pylist(rows)

    def answers():
        told = _tasks.answers(batch, fit.request(), None, layout)
        return [one for part in told for one in part.to_pylist()]

    assert [(one["number"], one["shard"]) for one in answers()] == [
        (0, 0), (0, 1), (0, 2), (1, 3), (2, 4), (3, 5), (3, 6), (3, 7),
    ]  # fmt: skip
    os.truncate(rows[3]["path"] + ".points", 2000 * 5 * 4)
    found = answers()
    assert [one["missing"] for one in found] == [False] * 5 + [True]


@pytest.mark.skipif(sys.platform != "linux", reason="needs files with holes and a limit")
def test_a_partition_larger_than_the_address_space(tmp_path):
    """3 GB of rows where a process may have 1 GB; all but a few are zeros, which take no disk."""
    code = """
import resource, sys
import numpy as np
from swiftkmeans._shards import ShardFit
from swiftkmeans.spark._shard_files import rows_at_once
from swiftkmeans.spark._windows import Layout, Windows, firsts_of

size, d = 3 << 19, 512
path = sys.argv[1]
ends = np.memmap(path + ".points", "f4", "w+", shape=(size, d))
ends[5], ends[size - 2] = 1, 3
del ends
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, resource.RLIM_INFINITY))
row = {"number": 0, "path": path, "size": size}
try:
    Windows(row, Layout("f4", d, False, 0, (0, 1)), 1)
except MemoryError:
    print("too large")
window = rows_at_once(d, 4)
layout = Layout("f4", d, False, window, firsts_of([size], window))
start = np.stack([np.full(d, value) for value in (0.0, 1.0, 3.0)])
fit = ShardFit(layout.firsts[-1], n_clusters=3, init=start, max_iter=2)
while (request := fit.request()) is not None:
    for _, answer in Windows(row, layout, 2).answers(request):
        fit.take(answer)
print(fit.result().sizes.tolist() == [size - 2, 1, 1], fit.result().objective)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "part")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["too large", "True 0.0"]


def test_a_limit_of_the_address_space_makes_windows():
    code = """
import resource
from swiftkmeans.spark._shard_files import rows_at_once
print(rows_at_once(8, 4))
resource.setrlimit(resource.RLIMIT_AS, (1 << 31, resource.RLIM_INFINITY))
print(rows_at_once(8, 4), rows_at_once(128, 8), rows_at_once(1 << 30, 8))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    free, *few = map(int, done.stdout.split())
    assert free == 0
    assert [rows % 1024 for rows in few] == [0, 0, 0]
    assert few[0] > few[1] > few[2] == 1024
    # The points of a window and what they need take an eighth of the limit.
    assert few[0] * (8 * 16 + 320) <= (1 << 31) / 8
