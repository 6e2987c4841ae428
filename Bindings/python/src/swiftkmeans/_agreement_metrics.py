"""Scores of labels against known ones, as ``sklearn.metrics`` names them."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _codes, _input, _parameters
from ._agreements import Agreement

#: scikit-learn's names of averages, and the engine's.
_AVERAGES = {
    "min": "least", "geometric": "geometric", "max": "greatest", "arithmetic": "arithmetic",
}  # fmt: skip


def rand_score(labels_true: Any, labels_pred: Any, *, sample_weight: Any = None) -> float:
    """The share of the pairs of points about which two labellings agree.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        The known labels: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        The labels to score.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is. Of weights that are not whole, a pair counts as the product of both.
        None for 1 each.

    Returns
    -------
    score : float
        From 0 to 1; 1 is agreement.

    See Also
    --------
    adjusted_rand_score : The same corrected for chance.

    Examples
    --------
    >>> from swiftkmeans.metrics import rand_score
    >>> round(rand_score([0, 0, 1, 2], [0, 0, 1, 1]), 4)
    0.8333
    """
    found = _agreement("rand_score", labels_true, labels_pred, sample_weight)
    return 1.0 if found is None else float(found.facts.rand)


def adjusted_rand_score(
    labels_true: Any, labels_pred: Any, *, sample_weight: Any = None
) -> float:
    """The Rand index corrected for chance.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        The known labels: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        The labels to score.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is. Of weights that are not whole, a pair counts as the product of both.
        None for 1 each.

    Returns
    -------
    score : float
        1 is agreement, 0 is chance; at least -0.5.

    References
    ----------
    L. Hubert and P. Arabie, "Comparing partitions", Journal of Classification 2, 1985.

    Examples
    --------
    >>> from swiftkmeans.metrics import adjusted_rand_score
    >>> round(adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1]), 4)
    0.5714
    """
    found = _agreement("adjusted_rand_score", labels_true, labels_pred, sample_weight)
    return 1.0 if found is None else float(found.facts.adjusted_rand)


def fowlkes_mallows_score(
    labels_true: Any, labels_pred: Any, *, sample_weight: Any = None
) -> float:
    """The geometric mean of the precision and the recall of pairs of points.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        The known labels: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        The labels to score.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is. Of weights that are not whole, a pair counts as the product of both.
        None for 1 each.

    Returns
    -------
    score : float
        From 0 to 1; 1 is agreement.

    Examples
    --------
    >>> from swiftkmeans.metrics import fowlkes_mallows_score
    >>> fowlkes_mallows_score([0, 0, 1, 1], [1, 1, 0, 0])
    1.0
    """
    found = _agreement("fowlkes_mallows_score", labels_true, labels_pred, sample_weight)
    return 0.0 if found is None else float(found.facts.fowlkes_mallows)


def mutual_info_score(
    labels_true: Any,
    labels_pred: Any,
    *,
    contingency: Any = None,
    sample_weight: Any = None,
) -> float:
    """What one labelling tells about the other, in nats.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        The known labels: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        The labels to score.
    contingency : {array-like, sparse matrix} of shape (n_classes, n_clusters) or None, default=None
        The points by class and cluster, as `contingency_matrix` gives them; then the labels are not
        looked at.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.

    Returns
    -------
    score : float
        From 0 to the lesser of both entropies.

    Examples
    --------
    >>> from swiftkmeans.metrics import mutual_info_score
    >>> round(mutual_info_score([0, 0, 1, 1], [1, 1, 0, 0]), 4)
    0.6931
    """
    who = "mutual_info_score"
    if contingency is not None:
        return float(Agreement(*_cells(who, contingency)).facts.mutual_information)
    found = _agreement(who, labels_true, labels_pred, sample_weight)
    if found is None:
        raise ValueError("Found array with 0 sample(s) while a minimum of 1 is required.")
    return float(found.facts.mutual_information)


def normalized_mutual_info_score(
    labels_true: Any,
    labels_pred: Any,
    *,
    average_method: str = "arithmetic",
    sample_weight: Any = None,
) -> float:
    """Mutual information as a share of an average of both entropies.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        The known labels: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        The labels to score.
    average_method : {'min', 'geometric', 'max', 'arithmetic'}, default='arithmetic'
        The average.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.

    Returns
    -------
    score : float
        From 0 to 1; 1 is agreement.

    See Also
    --------
    adjusted_mutual_info_score : The same corrected for chance.

    Examples
    --------
    >>> from swiftkmeans.metrics import normalized_mutual_info_score
    >>> normalized_mutual_info_score([0, 0, 1, 1], [1, 1, 0, 0])
    1.0
    """
    who = "normalized_mutual_info_score"
    _parameters.check_choice(who, "average_method", average_method, _AVERAGES)
    found = _agreement(who, labels_true, labels_pred, sample_weight)
    if found is None:
        return 1.0
    return found.normalized_mutual_information(_AVERAGES[average_method])


def adjusted_mutual_info_score(
    labels_true: Any,
    labels_pred: Any,
    *,
    average_method: str = "arithmetic",
    sample_weight: Any = None,
) -> float:
    """Mutual information corrected for chance.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        The known labels: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        The labels to score.
    average_method : {'min', 'geometric', 'max', 'arithmetic'}, default='arithmetic'
        The average of both entropies, by which information is divided.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is, in whole numbers; None for 1 each.

    Returns
    -------
    score : float
        1 is agreement, 0 is chance; it may be negative.

    Notes
    -----
    What is expected by chance is summed up by ratios of probabilities, without factorials of large
    numbers, which lose no digits however many points there are.

    References
    ----------
    N. X. Vinh, J. Epps and J. Bailey, "Information theoretic measures for clusterings comparison",
    JMLR 11, 2010.

    Examples
    --------
    >>> from swiftkmeans.metrics import adjusted_mutual_info_score
    >>> adjusted_mutual_info_score([0, 0, 1, 1], [1, 1, 0, 0])
    1.0
    """
    who = "adjusted_mutual_info_score"
    _parameters.check_choice(who, "average_method", average_method, _AVERAGES)
    found = _agreement(who, labels_true, labels_pred, sample_weight)
    if found is None:
        return 1.0
    return found.adjusted_mutual_information(_AVERAGES[average_method])


def homogeneity_completeness_v_measure(
    labels_true: Any, labels_pred: Any, *, beta: float = 1.0, sample_weight: Any = None
) -> tuple[float, float, float]:
    """Homogeneity, completeness and V-measure in one call.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        The known labels: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        The labels to score.
    beta : float, default=1.0
        Above 1 completeness counts more, below 1 homogeneity.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.

    Returns
    -------
    homogeneity : float
        1 where every cluster has points of one class only.
    completeness : float
        1 where all points of a class are in one cluster.
    v_measure : float
        Their weighted harmonic mean.

    References
    ----------
    A. Rosenberg and J. Hirschberg, "V-measure", EMNLP-CoNLL 2007.

    Examples
    --------
    >>> from swiftkmeans.metrics import homogeneity_completeness_v_measure
    >>> scores = homogeneity_completeness_v_measure([0, 0, 1, 1], [0, 0, 1, 2])
    >>> [round(score, 4) for score in scores]
    [1.0, 0.6667, 0.8]
    """
    who = "homogeneity_completeness_v_measure"
    return _measures(who, labels_true, labels_pred, beta, sample_weight)


def homogeneity_score(
    labels_true: Any, labels_pred: Any, *, sample_weight: Any = None
) -> float:
    """Whether every cluster has points of one class only.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        The known labels: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        The labels to score.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.

    Returns
    -------
    homogeneity : float
        From 0 to 1, where that is so.

    Examples
    --------
    >>> from swiftkmeans.metrics import homogeneity_score
    >>> homogeneity_score([0, 0, 1, 1], [0, 0, 1, 2])
    1.0
    """
    return _measures("homogeneity_score", labels_true, labels_pred, 1.0, sample_weight)[0]


def completeness_score(
    labels_true: Any, labels_pred: Any, *, sample_weight: Any = None
) -> float:
    """Whether all points of a class are in one cluster.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        The known labels: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        The labels to score.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.

    Returns
    -------
    completeness : float
        From 0 to 1, where that is so.

    Examples
    --------
    >>> from swiftkmeans.metrics import completeness_score
    >>> round(completeness_score([0, 0, 1, 1], [0, 0, 1, 2]), 4)
    0.6667
    """
    return _measures("completeness_score", labels_true, labels_pred, 1.0, sample_weight)[1]


def v_measure_score(
    labels_true: Any, labels_pred: Any, *, beta: float = 1.0, sample_weight: Any = None
) -> float:
    """The weighted harmonic mean of homogeneity and completeness.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        The known labels: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        The labels to score.
    beta : float, default=1.0
        Above 1 completeness counts more, below 1 homogeneity.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; None for 1 each.

    Returns
    -------
    v_measure : float
        From 0 to 1; 1 is agreement.

    Examples
    --------
    >>> from swiftkmeans.metrics import v_measure_score
    >>> round(v_measure_score([0, 0, 1, 1], [0, 0, 1, 2]), 4)
    0.8
    """
    return _measures("v_measure_score", labels_true, labels_pred, beta, sample_weight)[2]


def pair_confusion_matrix(
    labels_true: Any, labels_pred: Any, *, sample_weight: Any = None
) -> NDArray[np.int64]:
    """How two labellings agree about every ordered pair of points.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        The known labels: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        The labels to score.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is, in whole numbers; None for 1 each.

    Returns
    -------
    pairs : ndarray of shape (2, 2)
        int64: the pairs that are apart in the known labels and then apart and together in the
        others, and below those that are together in the known labels.

    Examples
    --------
    >>> from swiftkmeans.metrics import pair_confusion_matrix
    >>> pair_confusion_matrix([0, 0, 1, 1], [0, 0, 1, 2])
    array([[8, 0],
           [2, 2]])
    """
    found = _agreement("pair_confusion_matrix", labels_true, labels_pred, sample_weight)
    return np.zeros((2, 2), dtype=np.int64) if found is None else found.pairs()


def contingency_matrix(
    labels_true: Any,
    labels_pred: Any,
    *,
    eps: float | None = None,
    sparse: bool = False,
    dtype: Any = np.int64,
    sample_weight: Any = None,
) -> Any:
    """How many points each class and cluster have in common.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        The known labels: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        The labels to score.
    eps : float or None, default=None
        Is added to all values; None for nothing.
    sparse : bool, default=False
        Whether to return CSR, which has no room for ``eps``.
    dtype : data-type, default=np.int64
        The type of the values.
    sample_weight : array-like of shape (n_samples,) or None, default=None
        How many points each is; for weights that are not whole, ``dtype`` must be of floats. None
        for 1 each.

    Returns
    -------
    contingency : {ndarray, CSR} of shape (n_classes, n_clusters)
        One row a class and one column a cluster, in the order of the labels.

    Examples
    --------
    >>> from swiftkmeans.metrics import contingency_matrix
    >>> contingency_matrix(["a", "a", "b"], [1, 2, 2])
    array([[1, 1],
           [0, 1]])
    """
    if sparse and eps is not None:
        raise ValueError("Cannot set 'eps' when sparse=True")
    dtype = np.dtype(dtype)
    found = _agreement("contingency_matrix", labels_true, labels_pred, sample_weight)
    rows = columns = np.zeros(0, dtype=np.int64)
    weights, shape = np.zeros(0), (0, 0)
    if found is not None:
        rows, columns, weights = found.cells()
        shape = (found.facts.classes, found.facts.clusters)
        if dtype.kind in "iu" and not found.is_counted:
            raise ValueError("sample_weight has parts of points; give a dtype of floats.")
    if sparse:
        compressed = importlib.import_module("scipy.sparse").csr_matrix
        return compressed((weights.astype(dtype), (rows, columns)), shape=shape, dtype=dtype)
    table = np.zeros(shape, dtype=dtype)
    table[rows, columns] = weights
    return table if eps is None else table + eps


def _agreement(
    who: str, labels_true: Any, labels_pred: Any, sample_weight: Any
) -> Agreement | None:
    """The agreement of labels that a user gave; None where there are none."""
    truth, labels = _codes.of_two(who, labels_true, labels_pred)
    weights = _input.weights(sample_weight, truth)
    if not len(truth):
        return None
    return Agreement(_codes.numbered(truth)[1], _codes.numbered(labels)[1], weights)


def _measures(
    who: str, labels_true: Any, labels_pred: Any, beta: float, sample_weight: Any
) -> tuple[float, float, float]:
    """Homogeneity, completeness and V-measure."""
    _parameters.check_beta(who, beta)
    found = _agreement(who, labels_true, labels_pred, sample_weight)
    if found is None:
        return 1.0, 1.0, 1.0
    facts = found.facts
    return float(facts.homogeneity), float(facts.completeness), found.v_measure(float(beta))


def _cells(who: str, contingency: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A point for every cell of a table, with the classes, clusters and weights of all."""
    if _input.is_sparse(contingency):
        table = contingency.tocoo()
        rows, columns, values = table.row, table.col, table.data
    else:
        if not _parameters.is_array_like(contingency):
            _parameters.check_array_like(who, "contingency", contingency, " or None")
        table = np.asarray(contingency)
        if table.ndim != 2:
            raise ValueError(f"contingency must be 2D: shape is {table.shape!r}")
        rows, columns = np.nonzero(table)
        values = table[rows, columns]
    if not np.all(np.isfinite(values) & (values >= 0)):
        raise ValueError("contingency has a number that is negative or not finite.")
    if not np.any(values):
        raise ValueError("contingency holds no point: all of its numbers are 0.")
    weights = _input.weights(values, values)
    return rows.astype(np.int32), columns.astype(np.int32), weights  # type: ignore[return-value]
