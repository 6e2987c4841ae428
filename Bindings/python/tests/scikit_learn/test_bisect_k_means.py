"""scikit-learn's ``test_bisect_k_means.py``, with our class instead of its own."""

import importlib
from unittest import mock

import pytest
import sklearn.cluster

import swiftkmeans

pytest.register_assert_rewrite("sklearn.cluster.tests.test_bisect_k_means")

with mock.patch.multiple(sklearn.cluster, BisectingKMeans=swiftkmeans.BisectingKMeans):
    theirs = importlib.import_module("sklearn.cluster.tests.test_bisect_k_means")

assert theirs.BisectingKMeans is swiftkmeans.BisectingKMeans, "imported before it was replaced"
globals().update({name: getattr(theirs, name) for name in dir(theirs) if name.startswith("test_")})
