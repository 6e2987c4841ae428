"""Displays: what is on the axes, and what is refused."""

import io
import sys

import numpy as np
import pandas
import pytest
import truth

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.colors import to_hex, to_rgb  # noqa: E402
from sklearn.cluster import DBSCAN  # noqa: E402
from sklearn.cluster import KMeans as TheirKMeans  # noqa: E402

from swiftkmeans import KMeans, SphericalKMeans, sweep  # noqa: E402
from swiftkmeans.displays import (  # noqa: E402
    ClustersDisplay,
    ElbowDisplay,
    SilhouetteDisplay,
    SweepDisplay,
)
from swiftkmeans.metrics import silhouette_samples, silhouette_score  # noqa: E402

BLUE, ORANGE = "#0072b2", "#d55e00"


@pytest.fixture(autouse=True)
def closed():
    yield


@pytest.fixture
def x():
    return truth.clouds(200, 3)


def drawn(display):
    """The picture of a display; drawing finds what setting does not."""
    display.figure_.canvas.draw()
    return display


def test_silhouettes(x):
    fitted = KMeans(4, random_state=0).fit(x)
    display = drawn(SilhouetteDisplay.from_estimator(fitted, x))
    np.testing.assert_array_equal(display.silhouettes, silhouette_samples(x, fitted.labels_))
    assert display.mean == pytest.approx(silhouette_score(x, fitted.labels_))
    assert list(display.mean_line_.get_xdata()) == [display.mean] * 2
    assert len(display.bands_) == 4
    assert [text.get_text() for text in display.ax_.get_yticklabels()] == list("0123")
    for number, band in enumerate(display.bands_):
        assert to_hex(band.get_facecolor()[0]) == to_hex(plt.matplotlib.colors.to_rgba(
            [BLUE, ORANGE, "#009e73", "#cc79a7"][number]))
        corners = band.get_paths()[0].vertices
        values = display.silhouettes[display.labels == number]
        assert corners[:, 0].max() == pytest.approx(max(0, values.max()))
        height = corners[:, 1].max() - corners[:, 1].min()
        assert height == pytest.approx(len(values))
        # The best points are the uppermost, and the axis runs down.
        edge = corners[corners[:, 0] != 0]
        assert edge[edge[:, 0].argmax(), 1] < edge[edge[:, 0].argmin(), 1]
    assert display.ax_.yaxis_inverted()
    assert display.figure_ is display.ax_.figure
    assert "200 points" in display.ax_.get_title()


def test_silhouettes_of_labels(x):
    labels = TheirKMeans(3, n_init=1, random_state=0).fit(x).labels_
    theirs = drawn(SilhouetteDisplay.from_labels(x, labels, ax=plt.subplots()[1]))
    assert len(theirs.bands_) == 3
    noise = labels.copy()
    noise[:20] = -1
    some = SilhouetteDisplay.from_labels(pandas.DataFrame(x), noise)
    np.testing.assert_array_equal(some.silhouettes, silhouette_samples(x[20:], labels[20:]))
    weights = np.arange(200.0) + 1
    heavy = SilhouetteDisplay.from_labels(x, labels, sample_weight=weights)
    assert heavy.mean == pytest.approx(silhouette_score(x, labels, sample_weight=weights))
    round_ones = SphericalKMeans(3, random_state=0).fit(x)
    cosine = SilhouetteDisplay.from_estimator(round_ones, x)
    assert cosine.mean == pytest.approx(silhouette_score(x, round_ones.labels_, metric="cosine"))


def test_many_bands_have_room_for_their_numbers():
    x = truth.clouds(3000, 2)
    display = drawn(SilhouetteDisplay.from_estimator(KMeans(60, random_state=0).fit(x), x))
    boxes = [label.get_window_extent() for label in display.ax_.get_yticklabels()]
    assert 2 < len(boxes) < 60
    for upper, lower in zip(boxes, boxes[1:]):
        assert lower.y1 <= upper.y0


def test_results_plot_themselves(x):
    fitted = KMeans(3, random_state=0).fit(x[:, :2])
    figure, (left, right) = plt.subplots(1, 2)
    display = fitted.plot(x[:, :2], features=[1, 0], cells=True, ax=left)
    assert isinstance(drawn(display), ClustersDisplay) and display.ax_ is left
    assert display.cells_ is not None and display.ax_.get_xlabel() == "feature 1"
    swept = sweep(x, range(2, 5), random_state=0)
    display = swept.plot(criteria=["silhouette"], ax=right)
    assert isinstance(display, SweepDisplay) and list(display.criteria) == ["silhouette"]
    assert display.best_k == swept.best_k_
    plt.close(figure)


def test_clusters_on_principal_axes(x):
    fitted = KMeans(4, random_state=0).fit(x)
    display = drawn(ClustersDisplay.from_estimator(fitted, x))
    centered = x - x.mean(axis=0)
    sizes = np.linalg.svd(centered, compute_uv=False) ** 2
    assert display.ax_.get_xlabel() == f"axis 1 ({sizes[0] / sizes.sum():.0%} of the variance)"
    assert (display.places**2).sum() == pytest.approx(sizes[:2].sum())
    assert len(display.scatter_.get_offsets()) == 200
    assert [number.get_text() for number in display.numbers_] == list("0123")
    np.testing.assert_allclose(display.centers_.get_offsets(), display.centers)
    assert to_hex(display.centers_.get_facecolor()[1]) == ORANGE
    for number in range(4):
        np.testing.assert_allclose(
            display.places[display.labels == number].mean(axis=0), display.centers[number],
            atol=1e-9,
        )  # fmt: skip


def test_clusters_on_features(x):
    table = pandas.DataFrame(x, columns=["a", "b", "c"]).assign(word="w")
    fitted = KMeans(3, random_state=0).fit(table[["a", "b", "c"]])
    display = drawn(ClustersDisplay.from_estimator(fitted, table, features=["c", "a"], cells=True))
    np.testing.assert_array_equal(display.places, x[:, [2, 0]])
    assert (display.ax_.get_xlabel(), display.ax_.get_ylabel()) == ("c", "a")
    np.testing.assert_allclose(display.centers, fitted.cluster_centers_[:, [2, 0]])
    # The cells are those of the plane through the mean of the other feature.
    left, right, low, high = display.cells_.get_extent()
    picture = display.cells_.get_array()
    steps = (np.arange(400) + 0.5) / 400
    places = np.tile(x.mean(axis=0), (400, 400, 1))
    places[:, :, 2] = left + (right - left) * steps
    places[:, :, 0] = (low + (high - low) * steps)[:, None]
    near = fitted.predict(pandas.DataFrame(places.reshape(-1, 3), columns=["a", "b", "c"]))
    wanted = np.array([matplotlib.colors.to_rgb(c) for c in (BLUE, ORANGE, "#009e73")])[near]
    border = matplotlib.colors.to_rgb("#c9d0d9")
    found = picture[:, :, :3].reshape(-1, 3)
    is_border = np.isclose(found, border).all(axis=1)
    assert is_border.mean() < 0.01
    np.testing.assert_allclose(found[~is_border], wanted[~is_border])
    assert len(np.unique(near)) == 3


def test_clusters_of_others(x):
    noise = DBSCAN(eps=0.01).fit(x)
    display = drawn(ClustersDisplay.from_estimator(noise, x))
    assert display.centers is None or len(display.centers) == noise.labels_.max() + 1
    flat = drawn(ClustersDisplay.from_labels(x[:, :1], np.arange(200) % 3))
    assert len(flat.numbers_) == 3
    many = drawn(ClustersDisplay.from_labels(x, np.arange(200), max_points=50))
    assert len(many.places) == 50
    assert "200 points, 50 drawn" in many.ax_.get_title()
    assert many.numbers_ == []
    theirs = ClustersDisplay.from_estimator(TheirKMeans(2, n_init=1).fit(x[:, :2]), x[:, :2])
    assert theirs.names == ("feature 0", "feature 1")


def test_elbows(x):
    display = drawn(ElbowDisplay.from_estimator(KMeans(random_state=0), x, k=range(1, 7)))
    wanted = [KMeans(k, random_state=0).fit(x).inertia_ for k in range(1, 7)]
    np.testing.assert_array_equal(display.line_.get_ydata(), wanted)
    np.testing.assert_array_equal(display.line_.get_xdata(), range(1, 7))
    theirs = ElbowDisplay.from_estimator(TheirKMeans(n_init=1, random_state=0), x, k=[1, 2, 3])
    assert len(theirs.objectives) == 3
    bend = ElbowDisplay.from_objectives([5, 4, 3, 2, 1], [7.0, 8, 10, 40, 100])
    assert bend.elbow_k == 3
    assert list(bend.elbow_line_.get_xdata()) == [3, 3]
    assert "k = 3" in bend.ax_.get_title()
    assert ElbowDisplay.from_objectives([1, 2, 3], [3.0, 2.0, 1.0]).elbow_line_ is None
    assert ElbowDisplay([1], [2.0]).elbow_k is None


class Sweep:
    """As a sweep has it."""

    k = [2, 3, 4, 5]
    objectives = [9.0, 5.0, 4.0, 3.5]
    criteria = {"silhouette": [0.5, 0.7, 0.6, 0.5], "gap": [0.1, None, 0.2, 0.1]}
    best_k = 3


def test_sweeps():
    display = drawn(SweepDisplay.from_sweep(Sweep()))
    assert [ax.get_title(loc="left") for ax in display.axes_] == ["objective", "silhouette", "gap"]
    assert display.ax_ is display.axes_[0]
    np.testing.assert_array_equal(display.lines_[1].get_ydata(), Sweep.criteria["silhouette"])
    assert np.isnan(display.lines_[2].get_ydata()[1])
    for ax in display.axes_:
        assert [list(line.get_xdata()) for line in ax.lines[1:]] == [[3, 3], [3]]
        assert all(tick == round(tick) for tick in ax.get_xticks())
    assert display.ax_.get_title(loc="right") == "recommended: k = 3"
    assert display.axes_[-1].get_xlabel() and not display.ax_.get_xlabel()
    table = {
        "k": np.array([2, 3]), "inertia": np.array([2.0, 1.0]), "gap": np.array([0.2, 0.4]),
        "gap_error": np.array([0.01, 0.02]), "bic": np.array([np.nan, np.nan]),
        "n_iter": np.array([4, 5]),
    }  # fmt: skip
    ours = drawn(SweepDisplay.from_sweep({"results_": table, "best_k_": None}))
    assert list(ours.criteria) == ["inertia", "gap"]
    (band,) = ours.axes_[1].collections
    assert band.get_paths()[0].vertices[:, 1].max() == pytest.approx(0.42)
    found = sweep(truth.clouds(100, 2), range(2, 5), random_state=0)
    swept = drawn(SweepDisplay.from_sweep(found))
    assert {"inertia", "silhouette", "bic"} <= set(swept.criteria)
    np.testing.assert_array_equal(swept.lines_[0].get_ydata(), found.results_["inertia"])
    assert swept.best_k == found.best_k_
    mapped = {"k": Sweep.k, "criteria": Sweep.criteria}
    few = SweepDisplay.from_sweep(mapped, criteria=["gap"], ax=plt.subplots()[1])
    assert (list(few.criteria), few.best_k) == (["gap"], None)
    _, both = plt.subplots(1, 2)
    parts = drawn(SweepDisplay.from_arrays(Sweep.k, Sweep.criteria, best_k=4, ax=both[1]))
    assert len(parts.axes_) == 2


def test_refusals(x):
    with pytest.raises(ValueError, match="fit it first"):
        SilhouetteDisplay.from_estimator(KMeans(3), x)
    with pytest.raises(ValueError, match="has shape"):
        ClustersDisplay.from_labels(x, [0, 1])
    with pytest.raises(ValueError, match="whole numbers"):
        SilhouetteDisplay.from_labels(x, np.full(200, 0.5))
    fitted = KMeans(3, random_state=0).fit(x)
    for features in (["a", "b"], [0, 0], [0], [0, 7]):
        with pytest.raises(ValueError):
            ClustersDisplay.from_estimator(fitted, x, features=features)
    with pytest.raises(ValueError, match="Euclidean"):
        ClustersDisplay.from_estimator(SphericalKMeans(2).fit(x), x, cells=True)
    with pytest.raises(ValueError, match="no criteria"):
        SweepDisplay([1, 2], {})
    with pytest.raises(ValueError, match="no criterion 'x'"):
        SweepDisplay.from_sweep(Sweep(), criteria=["x"])
    with pytest.raises(ValueError, match="no k"):
        SweepDisplay.from_sweep(object())
    with pytest.raises(ValueError, match="shape"):
        ElbowDisplay([1, 2], [1.0])


def test_without_matplotlib_there_is_a_sentence(x, monkeypatch):
    for name in list(sys.modules):
        if name.partition(".")[0] == "matplotlib":
            monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError, match="pip install matplotlib"):
        SilhouetteDisplay([0.5, 0.1], [0, 1]).plot()
    with pytest.raises(ImportError, match="pip install matplotlib"):
        ElbowDisplay.from_estimator(KMeans(), x)


def test_bands_have_every_point_once():
    for count in (1, 3, 49, 678, 5000):
        values = np.linspace(-0.5, 0.9, count)
        band = SilhouetteDisplay(values, np.zeros(count, int)).plot().bands_[0]
        ends = band.get_paths()[0].vertices[:, 0]
        kept = {float(value) for value in ends if value != 0}
        assert kept <= {float(value) for value in values}
        if count <= 1000:
            assert len(kept) == len({float(value) for value in values if value != 0})


def test_styles_and_names_are_kept():
    x = np.random.default_rng(0).normal(size=(60, 2))
    labels = np.arange(60) % 3
    frame = pandas.DataFrame(x, columns=[r"$\bad{$", "n" * 90])
    with plt.style.context("dark_background"):
        shown = ClustersDisplay.from_labels(frame, labels)
        title, figure = shown.ax_.title.get_color(), shown.figure_
        assert sum(to_rgb(title)) > 1.5
        figure.savefig(io.BytesIO())
    assert shown.ax_.get_xlabel() == r"$\bad{$"
    assert len(shown.ax_.get_ylabel()) < 60


def test_boolean_columns_are_features():
    x = np.random.default_rng(1).normal(size=(80, 2))
    frame = pandas.DataFrame({"x": x[:, 0], "flag": np.arange(80) % 2 == 0, "y": x[:, 1]})
    labels = KMeans(2, random_state=0).fit_predict(frame)
    mean = SilhouetteDisplay.from_labels(frame, labels).mean
    assert mean == pytest.approx(silhouette_score(frame, labels))


@pytest.mark.parametrize("kind", [list, np.array, pandas.Series, pandas.Categorical])
def test_labels_may_be_names(kind):
    x = truth.clouds(60, 2)
    names = np.array(["dog", "cat", "ape"])[np.arange(60) % 3]
    numbers = np.array([2, 1, 0])[np.arange(60) % 3]
    clusters = ClustersDisplay.from_labels(x, kind(names.tolist()))
    assert clusters.labels.tolist() == numbers.tolist()
    assert clusters.label_names == ["ape", "cat", "dog"]
    assert [text.get_text() for text in clusters.numbers_] == ["ape", "cat", "dog"]
    silhouettes = SilhouetteDisplay.from_labels(x, kind(names.tolist()))
    ticks = [text.get_text() for text in silhouettes.ax_.get_yticklabels()]
    assert ticks == ["ape", "cat", "dog"]
    assert [band.get_label() for band in silhouettes.bands_][0] == "cluster ape"
    plain = ClustersDisplay.from_labels(x, numbers)
    assert plain.label_names is None
    assert [text.get_text() for text in plain.numbers_] == ["0", "1", "2"]
    with pytest.raises(ValueError, match="Row 1 of labels is None"):
        ClustersDisplay.from_labels(x[:3], ["a", None, "b"])
