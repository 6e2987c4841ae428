"""A fit ends in time, with the best it has and a warning."""

import time
import warnings

import numpy as np
import pytest
import truth
from sklearn.exceptions import ConvergenceWarning

from swiftkmeans import KMeans

LIMIT = 0.3


def long_fits():
    """Fits that take many times the limit, each in another phase."""
    return {
        "iterations": ({"n_clusters": 300}, (200_000, 8)),
        "seeding": ({"n_clusters": 1500}, (100_000, 64)),
        "starts": ({"n_clusters": 20, "n_init": 100_000}, (5_000, 4)),
    }


@pytest.mark.parametrize("phase", long_fits())
def test_long_fits_end_in_time(phase):
    parameters, shape = long_fits()[phase]
    x = np.random.default_rng(0).random(shape, dtype=np.float32)
    model = KMeans(random_state=0, tol=0, max_iter=100_000, time_limit=LIMIT, **parameters)
    begin = time.monotonic()
    with pytest.warns(ConvergenceWarning, match=r"time limit of 0\.3 s.*; this is the best so far"):
        model.fit(x)
    took = time.monotonic() - begin
    print(f"{phase}: {took:.2f} s of {LIMIT} s")
    # What is left to do after the limit is one assignment, on however busy a machine.
    assert LIMIT * 0.9 < took < LIMIT + 20
    assert model.stop_reason_ == "time_limit" or phase == "starts"
    sample = np.random.default_rng(1).choice(len(x), 50, replace=False)
    np.testing.assert_array_equal(model.labels_[sample], truth.labels(x[sample], model._centroids))
    np.testing.assert_array_equal(model.predict(x[sample]), model.labels_[sample])
    assert model.score(x) == -model.inertia_


def test_functions_share_the_limit():
    calls = []

    def start(x, n_clusters, random_state):
        calls.append(time.sleep(0.1))
        return x[:n_clusters]

    x = truth.clouds(500, 3)
    with pytest.warns(ConvergenceWarning, match="time limit"):
        model = KMeans(5, init=start, n_init=1000, time_limit=0.25).fit(x)
    assert 1 <= len(calls) <= 5
    np.testing.assert_array_equal(model.labels_, truth.labels(x, model._centroids))


@pytest.mark.parametrize("limit", [60, np.inf, None])
def test_limits_that_are_not_reached_change_nothing(limit):
    x = truth.clouds(500, 3)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        limited = KMeans(5, random_state=0, time_limit=limit).fit(x)
    assert truth.bits(limited) == truth.bits(KMeans(5, random_state=0).fit(x))
