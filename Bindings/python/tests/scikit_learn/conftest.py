"""Runs scikit-learn's own tests of k-means, and of bisecting k-means, against swiftkmeans.

The tests are those of the installed scikit-learn; nothing of them lies here but the names of those
that cannot apply, each with its reason.
"""

import re

import pytest
from sklearn.conftest import global_dtype, pytest_generate_tests  # noqa: F401

EQUAL_BATCHES = "counts steps over batches of one size, where nested ones double"
NO_IMPROVEMENT = "ends for want of improvement, or says why it ends, as only scikit-learn's batches do"
PRIVATE = "tests a private function of scikit-learn"

#: Patterns of test names, of which the first that matches gives the reason.
NOT_APPLICABLE = [
    (r"test_minibatch_(update_consistency|reassign)", PRIVATE + ": _mini_batch_step"),
    (r"test_minibatch_iter_steps", EQUAL_BATCHES),
    (r"test_minibatch_declared_convergence", NO_IMPROVEMENT),
    (r"test_relocate_empty_clusters", PRIVATE + ": _relocate_empty_clusters_*"),
    (r"test_euclidean_distance", PRIVATE + ": _euclidean_*_wrapper"),
    (r"test_inertia", PRIVATE + ": _inertia_*"),
    (r"test_is_same_clustering", PRIVATE + ": _is_same_clustering"),
    (r"test_sample_weight_(init|zero)", "tests a private method, _init_centroids"),
]


def pytest_collection_modifyitems(items):
    """Skip what cannot apply, and refuse reasons that no test needs any more."""
    own = [item for item in items if item.path.parent.name == "scikit_learn"]
    needed = set()
    for item in own:
        for pattern, reason in NOT_APPLICABLE:
            if re.search(pattern, item.name):
                needed.add(pattern)
                item.add_marker(pytest.mark.skip(reason=reason))
                break
    if len(own) > 100 and len(needed) < len(NOT_APPLICABLE):
        idle = [pattern for pattern, _ in NOT_APPLICABLE if pattern not in needed]
        raise pytest.UsageError(f"no test of scikit-learn matches {idle}")
