"""The C interface and Python agree, and the engine refuses what is no handle and no size."""

import ctypes
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from swiftkmeans import _fits, _names, _parameters
from swiftkmeans import _interface as c
from swiftkmeans._calls import call
from swiftkmeans._library import library
from swiftkmeans._points import Data, Points
from swiftkmeans._stops import Stop

ROOT = Path(__file__).resolve().parents[3]


def test_the_interface_is_that_of_the_header():
    script = ROOT / "Scripts" / "python-interface"
    fresh = subprocess.run([sys.executable, script, "--print"], capture_output=True, text=True)
    assert fresh.returncode == 0, fresh.stderr
    # Of what is installed, which need not be what lies beside the script.
    assert Path(c.__file__).read_text() == fresh.stdout


def test_every_reason_has_a_word():
    numbers = [c.LABELS_UNCHANGED, c.WITHIN_TOLERANCE, c.ITERATION_LIMIT, c.TIME_LIMIT]
    assert list(_fits.STOP_REASONS) == [*numbers, c.INTERRUPTED]


def test_defaults_are_written_as_far_as_the_caller_knows():
    settings = c.Settings(threads=77)
    assert library.kmeans_settings_init(ctypes.byref(settings), ctypes.sizeof(settings)) == c.OK
    assert (settings.size, settings.iteration_limit) == (ctypes.sizeof(settings), 300)
    assert settings.threads == 0
    settings.threads = 77
    assert library.kmeans_settings_init(ctypes.byref(settings), 64) == c.OK
    assert (settings.size, settings.threads) == (64, 77)


def test_sizes_that_no_version_has_are_refused():
    points = Points(np.zeros((3, 2)))
    labels = np.empty(3, dtype=np.int32)
    points.matrix.size = 50
    with pytest.raises(ValueError, match=r"points->size is 50; set it to sizeof\(kmeans_matrix\)"):
        call(
            library.kmeans_assign,
            ctypes.byref(points.matrix),
            None,
            np.zeros((1, 2)).ctypes.data,
            1,
            1,
            labels.ctypes.data,
            None,
        )


def test_what_is_no_handle_is_refused():
    stop = Stop()
    data = Data(np.arange(8.0).reshape(4, 2), None, 1, stop)
    rows = np.empty(2, dtype=np.int64)

    def seed(handle):
        call(library.kmeans_seed, handle, 2, c.PLUS_PLUS, 0, 0, 1, None, rows.ctypes.data)

    seed(data.handle)
    freed = ctypes.c_void_p(data.handle.value)
    with pytest.raises(ValueError, match="data is a kmeans_stop; give a kmeans_data"):
        seed(stop.handle)
    del data
    for handle in (freed, 12345, rows.ctypes.data):
        with pytest.raises(ValueError, match="data is no kmeans_data, or one that was freed"):
            seed(handle)


def test_what_python_calls_by_name_is_registered():
    from swiftkmeans import BisectingKMeans, KMeans, MiniBatchKMeans, SphericalKMeans

    assert _names.algorithms()[0] == "auto"
    others = {KMeans()._variant(), MiniBatchKMeans()._variant()}
    assert set(_parameters.STRATEGIES.values()) | others == set(_names.variants())
    assert {BisectingKMeans._distance, SphericalKMeans._distance} == set(_names.distances())
    for name in _parameters.initialization_names():
        assert _parameters.engine_initialization(name) in _names.initializations()


def test_every_initialization_has_a_number_of_its_own():
    found = [_names.initialization_number(name) for name in _names.initializations()]
    assert len(set(found)) == len(found) and c.CENTROIDS not in found
    with pytest.raises(ValueError, match=r"'given' \(known: k-means\+\+, .*random"):
        _names.initialization_number("given")
