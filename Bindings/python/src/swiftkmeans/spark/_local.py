"""Models between Spark and one machine."""

from __future__ import annotations

from typing import Any

import numpy as np


def to_local(model: Any) -> Any:
    """The model as an estimator of one machine; see `KMeansModel.to_local`."""
    from .. import KMeans, SphericalKMeans

    kind = SphericalKMeans if model.getDistanceMeasure() == "cosine" else KMeans
    centroids = np.array(model._centroids)
    given = model.getInitMode()
    local = kind(
        n_clusters=len(centroids),
        init=given if isinstance(given, str) else np.array(given),
        n_init=model.getNInit(),
        max_iter=model.getMaxIter(),
        tol=model.getTol(),
        random_state=model.getSeed(),
    )
    local._centroids = local.cluster_centers_ = centroids
    local._n_features_out, local.n_features_in_ = centroids.shape
    if not isinstance(model.getFeaturesCol(), str):
        local.feature_names_in_ = np.array(model.getFeaturesCol(), dtype=object)
    if model.hasSummary:
        summary = model.summary
        local.inertia_ = summary.trainingCost
        local.n_iter_ = summary.numIter
        local.stop_reason_ = summary.stopReason
        local.inertia_history_ = summary.objectiveHistory
    return local


def centroids_of(estimator: Any) -> np.ndarray:
    """The float64 centroids of a fitted estimator of one machine.

    Raises
    ------
    ValueError
        Where it is no estimator whose labels are those of its nearest centroids.
    """
    from .. import KMeans, SphericalKMeans

    if not isinstance(estimator, (KMeans, SphericalKMeans)):
        raise ValueError(
            f"{type(estimator).__name__} is not a KMeans or SphericalKMeans of swiftkmeans."
        )
    shown = getattr(estimator, "cluster_centers_", None)
    if shown is None:
        raise ValueError("the estimator is not fitted.")
    return np.array(estimator._fitted(np.empty((0, shown.shape[1]))), dtype=np.float64)
