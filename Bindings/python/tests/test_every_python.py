"""What must hold with every version of Python and on every platform that has a wheel.

Needs NumPy and pytest alone, so that it also runs where scikit-learn has no wheel yet.
"""

import hashlib
import subprocess
import sys

import numpy as np
import pytest
import truth

import swiftkmeans
from swiftkmeans import BisectingKMeans, KMeans, MiniBatchKMeans, SphericalKMeans

#: Whole numbers, which are the same with every version of NumPy.
X = (np.arange(600 * 8, dtype=np.uint64).reshape(600, 8) ** 3 % 1009).astype(np.float32)
#: Of labels and centroids, the same on every platform.
DIGESTS = {
    KMeans: "b0109c167f678a2a",
    BisectingKMeans: "4f1512d50b9ada54",
    # Few points are one batch: the fit is that of KMeans.
    MiniBatchKMeans: "b0109c167f678a2a",
    SphericalKMeans: "71756ab83abc3ea6",
}


@pytest.mark.parametrize("estimator", DIGESTS)
def test_the_bits_are_the_same_everywhere(estimator):
    model = estimator(n_clusters=12, random_state=7).fit(X + 1)
    found = hashlib.sha256(model.labels_.astype("<i4").tobytes())
    found.update(model.cluster_centers_.astype("<f4").tobytes())
    assert found.hexdigest()[:16] == DIGESTS[estimator]


def test_a_fit_is_true():
    model = KMeans(n_clusters=12, random_state=7, tol=0).fit(X)
    truth.assert_valid(model, X)
    np.testing.assert_array_equal(model.predict(X), model.labels_)


def test_the_command_is_there():
    done = subprocess.run(
        [sys.executable, "-m", "swiftkmeans", "--version"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == swiftkmeans.__version__
