"""Threads, algorithms, memory layouts and repetition do not change a bit."""

import numpy as np
import pytest
import truth

from swiftkmeans import KMeans, _parameters

X = truth.clouds(3000, 6, centers=12, dtype=np.float32)
OTHERS = sorted(set(_parameters.algorithm_names()) - {"lloyd"})


def fitted(x=X, **parameters):
    settings = {"n_clusters": 20, "random_state": 7, "tol": 0, "n_threads": 1, **parameters}
    return KMeans(**settings).fit(x)


REFERENCE = truth.bits(fitted())


def test_other_seeds_give_other_bits():
    assert truth.bits(fitted(random_state=8)) != REFERENCE


@pytest.mark.parametrize("threads", [2, 3, 16])
def test_threads(threads):
    assert truth.bits(fitted(n_threads=threads)) == REFERENCE


@pytest.mark.parametrize("algorithm", OTHERS)
@pytest.mark.parametrize("threads", [1, 2])
def test_algorithms(algorithm, threads):
    assert truth.bits(fitted(algorithm=algorithm, n_threads=threads)) == REFERENCE


@pytest.mark.parametrize("algorithm", OTHERS)
def test_algorithms_on_bytes(algorithm):
    x = truth.clouds(1000, 3, dtype=np.uint8)
    assert truth.bits(fitted(x, algorithm=algorithm)) == truth.bits(fitted(x))


@pytest.mark.parametrize("init", ["k-means++", "random", "k-means||"])
def test_starts_are_the_same_for_any_threads(init):
    one = fitted(init=init, n_init=3, max_iter=5)
    assert truth.bits(fitted(init=init, n_init=3, max_iter=5, n_threads=3)) == truth.bits(one)


def test_fortran_order():
    assert truth.bits(fitted(np.asfortranarray(X))) == REFERENCE


def test_strided_rows_and_columns():
    wide = np.zeros((2 * len(X), 2 * X.shape[1]), dtype=np.float32)
    wide[::2, ::2] = X
    assert truth.bits(fitted(wide[::2, ::2])) == REFERENCE


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_predict_score_and_transform(threads):
    model = fitted()
    new = truth.clouds(2000, 6, seed=3)
    labels, score, distances = model.predict(new), model.score(new), model.transform(new)
    model.set_params(n_threads=threads)
    np.testing.assert_array_equal(model.predict(new), labels)
    assert model.score(new) == score
    assert model.transform(new).tobytes() == distances.tobytes()
