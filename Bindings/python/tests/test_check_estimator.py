"""scikit-learn's conventions for estimators, all of them."""

from sklearn.utils.estimator_checks import parametrize_with_checks

from swiftkmeans import BisectingKMeans, KMeans, MiniBatchKMeans, SphericalKMeans

ORDER = (
    "compares weighted points with repeated ones in another order, from which the same seed draws "
    "others; in one order they are equal to the bit, see test_weights.py"
)


ZEROS = "has rows of zeros, which have no direction"


def expected(estimator):
    """What scikit-learn's own KMeans is excused from, too, and what is no set of directions."""
    zeros = (
        "check_estimators_dtypes",
        "check_estimator_sparse_tag",
        "check_estimator_sparse_array",
        "check_estimator_sparse_matrix",
    )
    return {
        **(dict.fromkeys(zeros, ZEROS) if isinstance(estimator, SphericalKMeans) else {}),
        "check_sample_weight_equivalence_on_dense_data": ORDER,
        "check_sample_weight_equivalence_on_sparse_data": ORDER,
    }


@parametrize_with_checks(
    [
        KMeans(),
        KMeans(init="random", n_init=2, algorithm="hamerly"),
        BisectingKMeans(),
        MiniBatchKMeans(),
        SphericalKMeans(),
    ],
    expected_failed_checks=expected,
)
def test_conventions(estimator, check):
    check(estimator)
