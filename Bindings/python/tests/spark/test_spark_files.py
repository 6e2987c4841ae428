"""Fingerprints, files and archives, without a session."""

import os
import sys
import zipfile
import zipimport

import numpy as np
import pytest

from swiftkmeans.spark import _archives, _shard_files
from swiftkmeans.spark._fingerprint import Fingerprint

X = np.random.default_rng(0).normal(size=(50, 3))


def print_of(x, weights=None, parts=1):
    found = Fingerprint()
    shares = [None] * parts if weights is None else np.array_split(weights, parts)
    for share, weight in zip(np.array_split(x, parts), shares):
        found.add(np.ascontiguousarray(share), weight)
    return found.rows, found.order


@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_a_fingerprint_is_of_the_rows_and_not_of_their_order(dtype):
    x = X.astype(dtype)
    rows, order = print_of(x)
    assert print_of(x, parts=7) == (rows, order)
    other = print_of(x[::-1])
    assert other[0] == rows
    assert other[1] != order
    more, other = np.vstack([x, x[:1]]), np.vstack([x[:-1], x[:1]])
    for changed in (x[:-1], more, other, np.roll(x, 1, axis=1)):
        assert print_of(np.ascontiguousarray(changed))[0] != rows
    tiny = x.copy()
    tiny[7, 1] = np.nextafter(tiny[7, 1], np.inf, dtype=dtype)
    assert print_of(tiny)[0] != rows


def test_weights_count():
    weights = np.arange(50.0)
    assert print_of(X, weights)[0] != print_of(X)[0]
    assert print_of(X, weights[::-1].copy())[0] != print_of(X, weights)[0]
    assert print_of(X[::-1], weights[::-1].copy())[0] == print_of(X, weights)[0]


def test_values_that_change_places_between_rows_are_seen():
    swapped = X.copy()
    swapped[[3, 9], 1] = swapped[[9, 3], 1]
    assert print_of(swapped)[0] != print_of(X)[0]


def test_files_are_written_mapped_and_removed(tmp_path):
    folder = str(tmp_path / "fit")
    os.mkdir(folder)
    weights = np.arange(50.0)
    pairs = zip(np.array_split(X, 3), np.array_split(weights, 3))
    part = _shard_files.write(folder, 4, pairs)
    assert (part.number, part.size, part.dimensions, part.most) == (4, 50, 3, 0)
    points = _shard_files.mapped(part.path + ".points", "f8", (50, 3))
    np.testing.assert_array_equal(points, X)
    assert points.ctypes.data % 4096 == 0
    some = _shard_files.mapped(part.path + ".points", "f8", (50, 3), range(7, 19))
    np.testing.assert_array_equal(some, X[7:19])
    mapped = _shard_files.mapped(part.path + ".weights", "f8", (50,))
    np.testing.assert_array_equal(mapped, weights)
    for rows in (None, range(0), range(3, 5)):
        with pytest.raises(_shard_files.MissingFile):
            _shard_files.mapped(part.path + ".points", "f8", (51, 3), rows)
    assert _shard_files.read_state(part.path, 2) == b""
    _shard_files.write_state(part.path, 2, b"one")
    _shard_files.write_state(part.path, 2, b"two")
    _shard_files.write_state(part.path, 3, b"three")
    assert _shard_files.read_state(part.path, 2) == b"two"
    assert _shard_files.read_state(part.path, 3) == b"three"
    _shard_files.remove(part.path)
    with pytest.raises(_shard_files.MissingFile):
        _shard_files.mapped(part.path + ".points", "f8", (50, 3))


def test_a_failed_write_leaves_nothing(tmp_path):
    def pairs():
        yield X, None
        raise ValueError("no row")

    with pytest.raises(ValueError, match="no row"):
        _shard_files.write(str(tmp_path), 0, pairs())
    assert not os.path.exists(tmp_path)  # The folder goes with its last file.


def test_archives_are_read_again_only_when_they_changed(tmp_path, monkeypatch):
    path = tmp_path / "some.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one_of_some.py", "")
    finder = zipimport.zipimporter(str(path))
    monkeypatch.setitem(sys.path_importer_cache, str(path), finder)
    _archives.keep_read()
    kept = finder.invalidate_caches
    finder.invalidate_caches()
    assert finder.invalidate_caches is kept
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("two_of_some.py", "")
    finder.invalidate_caches()
    assert "invalidate_caches" not in vars(finder)
    assert finder.find_spec("two_of_some") is not None
