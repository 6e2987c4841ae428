"""How low J gets: ``quality`` and ``effort``."""

from __future__ import annotations

import os
import signal
import threading
import time
import warnings

import numpy as np
import pytest

from sklearn.exceptions import ConvergenceWarning

from swiftkmeans import KMeans, SphericalKMeans
from swiftkmeans import _names


@pytest.fixture
def X() -> np.ndarray:
    return np.random.default_rng(0).random((600, 2))


def test_names_are_the_engines() -> None:
    assert _names.qualities() == ("fast", "better", "best")


def test_more_is_spent_on_a_lower_inertia(X: np.ndarray) -> None:
    found = [
        KMeans(40, random_state=0, quality=quality, effort=effort).fit(X)
        for quality, effort in (("fast", None), ("better", None), ("best", 10))
    ]
    inertias = [model.inertia_ for model in found]
    assert inertias == sorted(inertias, reverse=True) and inertias[0] > 1.02 * inertias[2]
    assert [model.effort_ for model in found] == [0, 2, 10]
    assert [model.search_ending_ for model in found] == [None, "effort", "effort"]
    assert found[0].n_found_ == 0 and found[2].n_found_ >= 1
    for model in found:
        distances = ((X[:, None] - model.cluster_centers_) ** 2).sum(-1)
        assert np.array_equal(distances.argmin(1), model.labels_)


def test_threads_change_nothing(X: np.ndarray) -> None:
    one, two = (
        KMeans(12, random_state=3, quality="best", effort=3, n_threads=threads).fit(X)
        for threads in (1, 2)
    )
    assert np.array_equal(one.cluster_centers_, two.cluster_centers_)
    assert one.inertia_ == two.inertia_


def test_a_time_limit_is_told_and_repeated_by_its_effort(X: np.ndarray) -> None:
    # So many generations would take years.
    stopped = KMeans(30, random_state=1, quality="best", effort=10**30, time_limit=1.0)
    with pytest.warns(ConvergenceWarning, match=r"search was ended after \d+ generations") as told:
        stopped.fit(X)
    assert f"effort={stopped.effort_} gives it again" in str(told[0].message)
    assert stopped.effort_ > 0 and stopped.search_ending_ == "time_limit"
    again = KMeans(30, random_state=1, quality="best", effort=stopped.effort_).fit(X)
    assert again.inertia_ == stopped.inertia_


def test_no_effort_leaves_the_starts(X: np.ndarray) -> None:
    starts = KMeans(30, random_state=1, quality="best", effort=0).fit(X)
    assert starts.effort_ == 0 and starts.search_ending_ == "effort"
    more = KMeans(30, random_state=1, quality="best", effort=5).fit(X)
    assert more.inertia_ < starts.inertia_


def test_a_search_that_settles_warns_of_nothing(X: np.ndarray) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = KMeans(2, random_state=0, quality="best", time_limit=600).fit(X[:40])
    assert found.search_ending_ == "settled" and found.n_found_ > 1


def test_an_interrupt_ends_a_search_of_many_generations(X: np.ndarray) -> None:
    model = KMeans(30, random_state=1, quality="best", effort=10**30)

    def interrupt() -> None:
        time.sleep(0.7)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        model.fit(X)
    assert model.search_ending_ == "interrupted" and model.labels_.shape == (600,)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"quality": "finest"}, "'quality'"),
        ({"quality": "best", "effort": -1}, "'effort'"),
        ({"effort": 3}, "effort"),
        ({"effort": 0}, "effort"),
        ({"quality": "best", "init": [[0.0, 0.0], [1.0, 1.0]], "n_init": 1}, "given centroids"),
    ],
)
def test_what_a_search_does_not_have_is_refused(
    X: np.ndarray, parameters: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        KMeans(2, **parameters).fit(X)


def test_directions_have_qualities_too(X: np.ndarray) -> None:
    found = [
        SphericalKMeans(12, random_state=0, quality=quality, effort=effort).fit(X + 0.1)
        for quality, effort in (("fast", None), ("best", 8))
    ]
    assert found[1].inertia_ < found[0].inertia_
    assert found[1].effort_ == 8
