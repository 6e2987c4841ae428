"""A fit ends in time, with the best it has and a warning."""

import re
import threading
import time
import warnings

import numpy as np
import pytest
import truth
from sklearn.exceptions import ConvergenceWarning

from swiftkmeans import KMeans

LIMIT = 0.3

#: Seconds of processors that may be spent after the limit.
WORK = 2


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
    marks = []
    timer = threading.Timer(LIMIT, lambda: marks.append(time.process_time()))
    begin = time.monotonic()
    timer.start()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            model.fit(x)
        except TimeoutError:
            # So busy a machine that there were no labels a second after the limit.
            assert phase == "seeding"
            model = None
    took = time.monotonic() - begin
    timer.join()
    work = time.process_time() - marks[0]
    print(f"{phase}: {took:.2f} s of {LIMIT} s, {work:.2f} s of work after it")
    # The clock may only be late. What is done after the limit is at most one assignment, whatever
    # else the machine does: this is time of our processors.
    assert took > LIMIT * 0.9
    assert work < WORK
    if model is None:
        return
    assert any(
        issubclass(one.category, ConvergenceWarning)
        and re.search(r"time limit of 0\.3 s.*; this is the best so far", str(one.message))
        for one in caught
    )
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
