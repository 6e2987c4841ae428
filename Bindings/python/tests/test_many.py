"""``k_means_many`` against fits one by one."""

import numpy as np
import pytest

from swiftkmeans import KMeans, k_means_many


def sets(count=40, seed=0):
    random = np.random.default_rng(seed)
    return [random.normal(size=(random.integers(8, 80), 3)) for _ in range(count)]


@pytest.mark.parametrize("threads", [1, 3])
def test_every_result_is_that_of_its_set_alone(threads):
    weights = [np.arange(len(x)) % 3 + 1.0 for x in sets()]
    parameters = {"random_state": 7, "n_init": 3, "order": "size", "tol": 0, "n_threads": threads}
    many = k_means_many(sets(), 4, sample_weights=weights, **parameters)
    assert len(many) == 40
    for x, weight, found in zip(sets(), weights, many):
        alone = KMeans(4, **parameters).fit(x, sample_weight=weight)
        assert (found.centers == alone.cluster_centers_).all()
        assert (found.labels == alone.labels_).all()
        assert found.inertia == alone.inertia_
        assert found.n_iter == alone.n_iter_


def test_an_array_of_sets_and_given_centers():
    x = np.random.default_rng(1).normal(size=(5, 30, 2)).astype(np.float32)
    start = x[0, :3].astype(float)
    for found, one in zip(k_means_many(x, 3, init=start), x):
        assert (found.labels == KMeans(3, init=start, n_init=1).fit(one).labels_).all()
    assert k_means_many([], 3) == []


def test_what_is_wrong_is_told_with_its_set():
    broken = sets(4)
    broken[2][1, 0] = np.nan
    with pytest.raises(ValueError, match="Set 2"):
        k_means_many(broken, 4)
    with pytest.raises(ValueError, match="set 1"):
        k_means_many([np.eye(9), np.eye(2), np.eye(9)], 4)
    with pytest.raises(ValueError, match="n_clusters"):
        k_means_many(sets(2), 0)
    with pytest.raises(ValueError, match="sample_weights"):
        k_means_many(sets(3), 2, sample_weights=[None])
    with pytest.raises(ValueError, match="one by one"):
        k_means_many(sets(3), 2, init=lambda *a, **b: None)
