"""What notebooks show of a fitted estimator."""

import child
import numpy as np
import pytest
import truth

from swiftkmeans import BisectingKMeans, KMeans, MiniBatchKMeans

pytest.importorskip("sklearn")


def test_a_fit_is_shown_with_its_result():
    x = truth.clouds(120, 3)
    before = KMeans(3)._repr_html_()
    assert "swiftkmeans-summary" not in before
    fitted = KMeans(3, random_state=0).fit(x)
    shown = fitted._repr_html_()
    assert "k = 3, of 3 features" in shown
    assert ", ".join(map(str, np.bincount(fitted.labels_))) in shown
    assert f"{fitted.inertia_:.10g}" in shown
    assert "until" in shown
    bundle = fitted._repr_mimebundle_()
    assert bundle["text/html"].count("swiftkmeans-summary") == 1
    assert bundle["text/plain"] == repr(fitted)


@pytest.mark.filterwarnings("ignore")
def test_what_users_should_know_is_told():
    x = np.repeat([[0.0], [1.0]], 5, axis=0)
    shown = KMeans(4, random_state=0).fit(x)._repr_html_()
    assert "without points: clusters" in shown
    far = truth.clouds(300, 5)
    short = KMeans(9, max_iter=1, random_state=0).fit(far)
    assert "as many as were allowed: not converged" in short._repr_html_()
    assert "Splits" in BisectingKMeans(4).fit(far)._repr_html_()
    unlabelled = MiniBatchKMeans(3, compute_labels=False).fit(far)._repr_html_()
    assert "Sizes" not in unlabelled and "k = 3" in unlabelled
    many = KMeans(40, random_state=0).fit(far)._repr_html_()
    assert "and 16 more, " in many


def test_without_sklearn_it_is_shown_too():
    child.run(
        """
        import sys
        sys.modules["sklearn"] = None
        import numpy as np
        from swiftkmeans import KMeans
        shown = KMeans(2, init="<b>") ._repr_html_()
        assert shown.startswith("<pre>") and "<b>" not in shown, shown
        fitted = KMeans(2).fit(np.eye(4))
        assert "k = 2, of 4 features" in fitted._repr_mimebundle_()["text/html"]
        """
    )
