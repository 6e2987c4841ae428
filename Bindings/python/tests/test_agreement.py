"""Scores of labels against known ones: scikit-learn's, to the last digits, and its errors."""

import warnings

import numpy as np
import pytest
import scipy.sparse as sp
import sklearn.metrics
import sklearn.metrics.cluster

from swiftkmeans import metrics

NAMES = (
    "rand_score", "adjusted_rand_score", "fowlkes_mallows_score", "mutual_info_score",
    "normalized_mutual_info_score", "adjusted_mutual_info_score", "homogeneity_score",
    "completeness_score", "v_measure_score", "homogeneity_completeness_v_measure",
    "pair_confusion_matrix", "contingency_matrix",
)  # fmt: skip
CHECKED = NAMES[:-1]


def theirs(name):
    return getattr(sklearn.metrics, name, None) or getattr(sklearn.metrics.cluster, name)


def labellings():
    random = np.random.default_rng(7)
    for count, classes, clusters in ((1, 1, 1), (2, 2, 2), (50, 3, 4), (400, 20, 7), (1000, 2, 90)):
        yield random.integers(classes, size=count), random.integers(clusters, size=count)
    truth = np.repeat([4, -1, 9], [30, 20, 10])
    yield truth, truth
    yield truth, truth // 5
    yield truth, np.arange(60)
    yield np.arange(60), np.arange(60)[::-1]
    yield np.zeros(60, int), truth
    yield np.zeros(9), np.ones(9)
    yield np.array([0, 2**62]), np.array([-(2**62), 1])
    yield np.array([True, False, True]), np.array([250, 3, 250], np.uint8)
    yield np.array(list("abbbc")), np.array(["x", "y", "y", "x", "x"], object)
    yield list("aab"), ["a", 1, 2]


@pytest.mark.parametrize("name", NAMES)
def test_values_are_those_of_scikit_learn(name):
    for truth, labels in labellings():
        ours, expected = getattr(metrics, name)(truth, labels), theirs(name)(truth, labels)
        np.testing.assert_allclose(ours, expected, rtol=1e-12, atol=1e-12)
        assert type(ours) is type(expected) or isinstance(expected, np.floating)
        if isinstance(expected, np.ndarray):
            assert ours.dtype == expected.dtype


@pytest.mark.parametrize("average", ["min", "geometric", "max", "arithmetic"])
@pytest.mark.parametrize("name", ["normalized_mutual_info_score", "adjusted_mutual_info_score"])
def test_averages(name, average):
    for truth, labels in labellings():
        ours = getattr(metrics, name)(truth, labels, average_method=average)
        if name[0] == "a" and average == "min" and len(set(truth)) < len(set(labels)) == len(labels):
            # Any labels tell as much as these; scikit-learn divides one rest of rounding by another.
            assert ours == 0
            continue
        expected = theirs(name)(truth, labels, average_method=average)
        np.testing.assert_allclose(ours, expected, rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("beta", [0.25, 3])
def test_beta(beta):
    for truth, labels in labellings():
        for name in ("v_measure_score", "homogeneity_completeness_v_measure"):
            ours = getattr(metrics, name)(truth, labels, beta=beta)
            np.testing.assert_allclose(ours, theirs(name)(truth, labels, beta=beta), atol=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_no_points(name):
    ours, expected = getattr(metrics, name), theirs(name)
    if name == "mutual_info_score":
        with pytest.raises(ValueError):
            ours([], [])
        return
    np.testing.assert_array_equal(ours([], []), expected([], []))


@pytest.mark.parametrize("name", CHECKED)
def test_refusals_are_those_of_scikit_learn(name):
    for arguments in (
        ([0, np.nan], [0, 1]), ([0, 1], [np.inf, 1]), ([0, 1, 2], [0, 1]),
        ([[0, 1], [1, 2]], [0, 1]), ([0, 1], [[0], [1]]), (3, [0, 1]), (None, [1]), ("ab", [0, 1]),
    ):  # fmt: skip
        with pytest.raises(ValueError) as expected:
            theirs(name)(*arguments)
        with pytest.raises(ValueError) as found:
            getattr(metrics, name)(*arguments)
        told, first = str(found.value), str(expected.value).splitlines()[0]
        if name != "mutual_info_score":
            assert told.splitlines()[0] == first
    with pytest.raises(TypeError):
        getattr(metrics, name)([0, None], [0, 1])


@pytest.mark.parametrize("name", CHECKED)
def test_numbers_with_fractions_are_labels_with_a_warning(name):
    with pytest.warns(UserWarning, match="expects discrete values but received continuous"):
        ours = getattr(metrics, name)([0.5, 1.5, 0.5], [0, 1, 1])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.testing.assert_allclose(ours, theirs(name)([0.5, 1.5, 0.5], [0, 1, 1]), atol=1e-12)


def test_beta_of_nothing():
    """scikit-learn divides by zero here."""
    assert metrics.v_measure_score([0, 1, 1], [0, 0, 0], beta=0) == 0
    assert metrics.v_measure_score([0, 0, 1], [0, 1, 2], beta=0) == 1


def test_parameters_that_cannot_be():
    with pytest.raises(ValueError, match="'beta' parameter of v_measure_score must be a float"):
        metrics.v_measure_score([0, 1], [0, 1], beta=-1)
    with pytest.raises(ValueError, match="'average_method' parameter of adjusted_mutual_info"):
        metrics.adjusted_mutual_info_score([0, 1], [0, 1], average_method="median")
    with pytest.raises(ValueError, match="Cannot set 'eps' when sparse=True"):
        metrics.contingency_matrix([0, 1], [0, 1], eps=0.1, sparse=True)
    masked = np.ma.array([0, 1], mask=[False, True])
    with pytest.raises(ValueError, match="labels_pred has a masked value in row 1; leave such"):
        metrics.rand_score([0, 1], masked)


def test_contingency_matrices():
    truth, labels = list(labellings())[3]
    for options in ({"eps": 0.1}, {"dtype": np.float32}, {"sparse": True}):
        ours = metrics.contingency_matrix(truth, labels, **options)
        expected = sklearn.metrics.cluster.contingency_matrix(truth, labels, **options)
        assert sp.issparse(ours) == sp.issparse(expected) and ours.dtype == expected.dtype
        if sp.issparse(ours):
            ours, expected = ours.toarray(), expected.toarray()
        np.testing.assert_array_equal(ours, expected)


def test_information_of_a_table():
    table = np.array([[2, 0, 5], [1, 3, 0]])
    expected = sklearn.metrics.mutual_info_score(None, None, contingency=table)
    for given in (table, table.tolist(), sp.csr_array(table), sp.csc_matrix(table)):
        ours = metrics.mutual_info_score(None, None, contingency=given)
        np.testing.assert_allclose(ours, expected, rtol=1e-12)
    with pytest.raises(ValueError, match="'contingency' parameter of mutual_info_score"):
        metrics.mutual_info_score(None, None, contingency="table")
    with pytest.raises(ValueError, match="negative"):
        metrics.mutual_info_score(None, None, contingency=[[1, -1]])


@pytest.mark.parametrize("name", NAMES)
def test_whole_weights_are_copies(name):
    random = np.random.default_rng(3)
    truth, labels = random.integers(4, size=200), random.integers(6, size=200)
    counts = random.integers(4, size=200)
    ours = getattr(metrics, name)(truth, labels, sample_weight=counts)
    copied = np.repeat(truth, counts), np.repeat(labels, counts)
    np.testing.assert_array_equal(ours, getattr(metrics, name)(*copied))
    np.testing.assert_allclose(ours, theirs(name)(*copied), rtol=1e-12, atol=1e-12)


def test_parts_of_points():
    random = np.random.default_rng(3)
    truth, labels = random.integers(4, size=200), random.integers(6, size=200)
    weights = random.uniform(size=200)
    table = np.zeros((4, 6))
    np.add.at(table, (truth, labels), weights)
    ours = metrics.contingency_matrix(truth, labels, sample_weight=weights, dtype=float)
    np.testing.assert_allclose(ours, table, rtol=1e-12)
    # scikit-learn rounds the sums of rows and columns down, so this is by the definition.
    shares = table / table.sum()
    chance = shares.sum(1)[:, None] * shares.sum(0)
    expected = (shares * np.log(shares / chance)).sum()
    ours = metrics.mutual_info_score(truth, labels, sample_weight=weights)
    np.testing.assert_allclose(ours, expected, rtol=1e-11)
    ours = metrics.mutual_info_score(None, None, contingency=table)
    np.testing.assert_allclose(ours, expected, rtol=1e-11)
    # Ordered pairs of different points, each with the product of its weights.
    pairs = weights[:, None] * weights
    np.fill_diagonal(pairs, 0)
    same = (truth[:, None] == truth) == (labels[:, None] == labels)
    ours = metrics.rand_score(truth, labels, sample_weight=weights)
    np.testing.assert_allclose(ours, (pairs * same).sum() / pairs.sum(), rtol=1e-11)
    homogeneity, completeness, both = metrics.homogeneity_completeness_v_measure(
        truth, labels, beta=2, sample_weight=weights
    )
    expected = 3 * homogeneity * completeness / (2 * homogeneity + completeness)
    np.testing.assert_allclose(both, expected, rtol=1e-12)
    for name in ("adjusted_mutual_info_score", "pair_confusion_matrix", "contingency_matrix"):
        with pytest.raises(ValueError):
            getattr(metrics, name)(truth, labels, sample_weight=weights)
    for wrong in (weights[1:], -weights, weights * np.nan, weights * 0):
        with pytest.raises(ValueError):
            metrics.rand_score(truth, labels, sample_weight=wrong)


def test_many_points():
    """More pairs than 32 bits hold, and information that is all but none."""
    random = np.random.default_rng(1)
    truth, labels = random.integers(300, size=200_000), random.integers(200, size=200_000)
    for name in NAMES:
        ours = getattr(metrics, name)(truth, labels)
        np.testing.assert_allclose(ours, theirs(name)(truth, labels), rtol=1e-9, atol=1e-11)
