"""scikit-learn's ``test_k_means.py``, with our classes instead of its own."""

import importlib
from unittest import mock

import pytest
import sklearn.cluster

import swiftkmeans

pytest.register_assert_rewrite("sklearn.cluster.tests.test_k_means")

with mock.patch.multiple(
    sklearn.cluster,
    KMeans=swiftkmeans.KMeans,
    k_means=swiftkmeans.k_means,
    kmeans_plusplus=swiftkmeans.kmeans_plusplus,
):
    theirs = importlib.import_module("sklearn.cluster.tests.test_k_means")

assert theirs.KMeans is swiftkmeans.KMeans, "imported before it could be replaced"
globals().update({name: getattr(theirs, name) for name in dir(theirs) if name.startswith("test_")})
