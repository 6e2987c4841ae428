"""How low J gets: ``quality`` and ``effort``."""

from __future__ import annotations

import numpy as np
import pytest

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


def test_a_time_limit_is_repeated_by_its_effort(X: np.ndarray) -> None:
    stopped = KMeans(30, random_state=1, quality="best", time_limit=1.0).fit(X)
    assert stopped.effort_ > 0
    again = KMeans(30, random_state=1, quality="best", effort=stopped.effort_).fit(X)
    assert again.inertia_ == stopped.inertia_


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"quality": "finest"}, "'quality'"),
        ({"quality": "best", "effort": 0}, "'effort'"),
        ({"effort": 3}, "effort"),
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
