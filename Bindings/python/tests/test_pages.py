"""Pages: what the command writes for the same data, and what is refused."""

import html
import json
import re
import subprocess
import sys

import numpy as np
import pandas
import polars
import pyarrow
import pytest
import truth

from swiftkmeans import (
    BisectingKMeans,
    KMeans,
    KMeansConstrained,
    MiniBatchKMeans,
    SphericalKMeans,
    explain,
    report,
)


def command(*arguments: object) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "swiftkmeans", *map(str, arguments)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def data(path) -> dict:
    """What the scripts of a page are given."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', path.read_text(), re.S)
    return json.loads(found[1])


def without_about(path) -> str:
    """A page without its last section, in which a command and a call differ."""
    return re.sub(r'<section id="about".*?</section>', "", path.read_text(), flags=re.S)


def about(path) -> dict[str, str]:
    """The facts of a page's last section."""
    section = re.search(r'<section id="about".*?</section>', path.read_text(), re.S)[0]
    return dict(re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td></tr>', section))


@pytest.fixture
def frame():
    """Houses of three kinds, with words and a number that take no part."""
    random = np.random.RandomState(3)
    kinds = np.repeat(["flat", "house", "barn"], 40)
    area = np.repeat([50.0, 120.0, 300.0], 40) + random.randn(120) * 8
    table = pandas.DataFrame(
        {
            "area": area.round(2),
            "kind": kinds,
            "price": (area * 3 + random.randn(120) * 20).round(1),
            "town": random.choice(["Aa", "Bb, C", 'D "e"'], 120),
            "year": random.randint(1900, 2000, 120),
        }
    )
    table.loc[5, "town"] = None
    return table


@pytest.mark.parametrize("dtype", [np.uint8, np.float32, np.float64])
def test_the_report_of_a_fit_is_that_of_the_command(tmp_path, dtype):
    x = (truth.clouds(300, 5) * 20 % 250).astype(dtype)
    np.save(tmp_path / "x.npy", x)
    command(
        "fit", tmp_path / "x.npy", "-k", 4, "--seed", 42, "--report", tmp_path / "a.html", "--quiet"
    )
    fitted = KMeans(4, random_state=42).fit(x)
    written = fitted.report(x, tmp_path / "b.html", title="x.npy")
    assert written == tmp_path / "b.html"
    assert without_about(tmp_path / "b.html") == without_about(tmp_path / "a.html")
    theirs, ours = about(tmp_path / "a.html"), about(tmp_path / "b.html")
    del theirs["Time"], theirs["File"]
    assert ours.pop("Data") == "<bdi>x.npy</bdi>"
    assert ours == theirs
    assert "KMeans(n_clusters=4, random_state=42).fit(X).report(X, " in written.read_text()


@pytest.mark.parametrize(
    ("estimator", "options"),
    [
        (SphericalKMeans(4), ["--distance", "cosine"]),
        (BisectingKMeans(5), ["--variant", "bisecting", "--init", "random", "--restarts", 1]),
        (KMeans(4, init="random", n_init=1, max_iter=3, tol=0), [
            "--init", "random", "--restarts", 1, "--max-iterations", 3, "--tolerance", 0]),
        (KMeans(4, order="size"), ["--order", "size"]),
    ],
    ids=["cosine", "bisecting", "random", "ordered"],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore")
def test_reports_of_other_fits_are_those_of_the_command(tmp_path, estimator, options):
    x = truth.clouds(300, 5)
    np.save(tmp_path / "x.npy", x)
    clusters = estimator.n_clusters
    command(
        "fit", tmp_path / "x.npy", "-k", clusters, "--seed", 7, "--report", tmp_path / "a.html",
        "--quiet", *options,
    )
    estimator.set_params(random_state=7).fit(x).report(x, tmp_path / "b.html", title="x.npy")
    # What a command calls its options, Python calls its parameters.
    of_command = without_about(tmp_path / "a.html").replace("--max-iterations", "max_iter")
    assert without_about(tmp_path / "b.html") == of_command
    theirs, ours = about(tmp_path / "a.html"), about(tmp_path / "b.html")
    assert {name: ours.get(name) for name in theirs if name not in ("Time", "File")} == {
        name: value for name, value in theirs.items() if name not in ("Time", "File")
    }


def test_columns_of_a_frame_that_took_no_part_are_shown(tmp_path, frame):
    frame.to_csv(tmp_path / "houses.csv", index=False)
    command(
        "fit", tmp_path / "houses.csv", "-k", 3, "--columns", "area,price", "--seed", 0,
        "--report", tmp_path / "a.html", "--quiet",
    )
    fitted = KMeans(3, random_state=0).fit(frame[["area", "price"]])
    fitted.report(frame, tmp_path / "b.html", title="houses.csv")
    theirs, ours = data(tmp_path / "a.html"), data(tmp_path / "b.html")
    assert {one["name"] for one in ours["others"]} == {"kind", "town", "year"}
    # A file has lines, and a frame has rows.
    assert (theirs.pop("place"), ours.pop("place")) == ("line", "row")
    for found in (theirs, ours):
        found["sample"].pop("rows")
        for row in found["farthest"]:
            row.pop("row")
    assert ours == theirs


@pytest.mark.parametrize(
    "convert", [polars.from_pandas, pyarrow.Table.from_pandas], ids=["polars", "arrow"]
)
def test_other_tables_are_shown_too(tmp_path, frame, convert):
    labels = np.repeat([0, 1, 2], 40)
    report(labels, frame, tmp_path / "a.html", feature_names=["price", "area"])
    report(labels, convert(frame), tmp_path / "b.html", feature_names=["price", "area"])
    assert (tmp_path / "a.html").read_text() == (tmp_path / "b.html").read_text()
    # Without names, the features are the columns of numbers.
    report(labels, convert(frame), tmp_path / "c.html")
    names = {one["name"] for one in data(tmp_path / "c.html")["features"]}
    assert names == {"area", "price", "year"}


def test_rows_have_the_names_of_a_frame(tmp_path, frame):
    frame.index = pandas.Index([f"no. {row}" for row in range(120)], name="house")
    found = data(report(np.repeat([0, 1, 2], 40), frame, tmp_path / "a.html"))
    assert found["idName"] == "house"
    assert found["sample"]["ids"][:2] == ["no. 0", "no. 1"]
    frame.index = range(120)
    assert "idName" not in data(report(np.repeat([0, 1, 2], 40), frame, tmp_path / "a.html"))


def test_labels_of_others(tmp_path):
    cluster = pytest.importorskip("sklearn.cluster")
    x = truth.clouds(200, 3)
    theirs = cluster.KMeans(4, n_init=1, random_state=0).fit(x)
    page = report(theirs, x, tmp_path / "a.html", feature_names=["a", "b", "c"]).read_text()
    assert "4 clusters of 200 rows by 3 columns, found by KMeans" in page
    assert "First centroids" not in page
    assert [one["size"] for one in data(tmp_path / "a.html")["clusters"]] == list(
        np.bincount(theirs.labels_)
    )
    labels = theirs.labels_.copy()
    labels[:30] = -1
    page = report(labels, x, tmp_path / "b.html").read_text()
    assert "by labels that were given" in page
    assert "170 of 200 in X" in page
    found = data(tmp_path / "b.html")
    assert found["points"] == 170
    assert "descent" not in found
    means = [x[labels == number].mean(axis=0) for number in range(4)]
    order = [int(one["name"].removeprefix("column")) - 1 for one in found["features"]]
    np.testing.assert_allclose(
        [one["means"] for one in found["clusters"]], np.array(means)[:, order], rtol=1e-12
    )


@pytest.mark.parametrize("kind", [list, np.array, pandas.Series, pandas.Categorical, pyarrow.array])
def test_labels_may_be_names(tmp_path, kind):
    x = truth.clouds(90, 2)
    names = np.array(["dog", "<cat>", "ape"])[np.arange(90) % 3]
    given = kind(names.tolist())
    page = report(given, x, tmp_path / "a.html")
    numbers = np.array([2, 0, 1])[np.arange(90) % 3]
    other = data(report(numbers, x, tmp_path / "b.html"))
    assert data(page) == other
    assert "Clusters are numbered: 0 is  &lt;cat&gt; , 1 is  ape , 2 is  dog ." in re.sub(
        r"<[^>]+>", " ", page.read_text()
    )
    assert "Clusters are numbered" not in (tmp_path / "b.html").read_text()


def test_weights_count(tmp_path, frame):
    table = frame[["area", "price"]].assign(w=np.arange(120) % 4)
    table.to_csv(tmp_path / "w.csv", index=False)
    command(
        "fit", tmp_path / "w.csv", "-k", 3, "--weights", "w", "--seed", 0,
        "--report", tmp_path / "a.html", "--quiet",
    )
    x = table[["area", "price"]]
    fitted = KMeans(3, random_state=0).fit(x, sample_weight=table["w"])
    fitted.report(x, tmp_path / "b.html", sample_weight=table["w"])
    theirs, ours = data(tmp_path / "a.html"), data(tmp_path / "b.html")
    for name in ("weight", "clusters", "distances", "silhouette", "descent", "plane"):
        assert ours[name] == theirs[name], name
    refused(tmp_path / "c.html", ValueError, "points and weights of the fit", fitted, x)
    report(fitted.labels_, x, tmp_path / "c.html")


@pytest.mark.filterwarnings("ignore")
def test_all_fits_have_a_page(tmp_path):
    x = truth.clouds(60, 3)
    estimators = [
        MiniBatchKMeans(3, random_state=0), KMeansConstrained(3, size_min=15, random_state=0),
        KMeans(3, init=x[:3]), KMeans(3, init=lambda x, k, random_state: x[:k], n_init=1),
        KMeans(3, quality="best", effort=2), KMeans(2, fixed_centers=x[:1]), KMeans(1),
        KMeans(60, random_state=0), SphericalKMeans(3, init=x[:3]),
        BisectingKMeans(4, bisecting_strategy="largest_cluster"),
    ]  # fmt: skip
    for estimator in estimators:
        for dtype in (np.float64, np.float32):
            points = x.astype(dtype)
            page = estimator.fit(points).report(points, tmp_path / "a.html")
            sizes = np.bincount(estimator.labels_, minlength=estimator.n_clusters)
            assert [one["size"] for one in data(page)["clusters"]] == list(sizes)
    batches = MiniBatchKMeans(3, random_state=0).partial_fit(x[:30]).partial_fit(x[30:])
    assert data(batches.report(x[30:], tmp_path / "a.html"))["points"] == 30
    other = KMeans(3).fit(x)
    refused(tmp_path / "b.html", ValueError, "of the fit", other, x + 1)
    other.cluster_centers_ = x[:3]
    other.report(x, tmp_path / "b.html")


def test_images(tmp_path):
    x = np.random.RandomState(0).randint(0, 200, (50, 12)).astype(np.uint8)
    fitted = KMeans(3, random_state=0).fit(x)
    found = data(fitted.report(x, tmp_path / "a.html", image_shape=(3, 4)))
    assert (found["images"]["rows"], found["images"]["columns"]) == (3, 4)
    with pytest.raises(ValueError, match="12 features"):
        fitted.report(x, tmp_path / "b.html", image_shape=(5, 4))


def test_an_explanation_is_that_of_the_command(tmp_path):
    x = truth.clouds(120, 2)
    np.save(tmp_path / "x.npy", x)
    command("explain", tmp_path / "x.npy", "-k", 3, "--output", tmp_path / "a.html", "--quiet")
    assert explain(x, tmp_path / "b.html", 3, title="x.npy") == tmp_path / "b.html"
    assert (tmp_path / "a.html").read_text() == (tmp_path / "b.html").read_text()
    np.save(tmp_path / "c.npy", x[:3])
    command(
        "explain", tmp_path / "x.npy", "-k", 3, "--init", tmp_path / "c.npy",
        "--output", tmp_path / "a.html", "--quiet",
    )
    explain(x, tmp_path / "b.html", k=3, init=x[:3], title="x.npy")
    assert (tmp_path / "a.html").read_text() == (tmp_path / "b.html").read_text()
    for parameters in ({"k": 0}, {"k": 121}, {"k": 2, "init": "nothing"}, {"k": 3, "init": x[:2]}):
        with pytest.raises(ValueError):
            explain(x, tmp_path / "c.html", **parameters)
    with pytest.raises(ValueError, match="too many to explain"):
        explain(np.random.rand(300, 300), tmp_path / "c.html", k=200)


def notes(path) -> str:
    """The notes of a page; none where there are none."""
    found = re.search(r'<ul class="notices">(.*?)</ul>', path.read_text(), re.S)
    return html.unescape(found[1]) if found else ""


def words(path) -> str:
    """What a page says, without its scripts and what they draw."""
    body = re.sub(r"<(script|style).*?</\1>", "", path.read_text(), flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


#: Words of the command, which has options, files and lines.
OF_THE_COMMAND = re.compile(r"--[a-z]|(?<![\w-])-k\b|\bkmeans (fit|explain)\b|\bfiles?\b", re.I)


@pytest.mark.filterwarnings("ignore")
def test_pages_speak_of_parameters(tmp_path):
    page, x = tmp_path / "a.html", truth.clouds(200, 3)
    numbered = pandas.DataFrame({"number": np.arange(200), "a": x[:, 0], "b": x[:, 1]})
    halves = np.repeat([[0.0, 1], [2, 3]], 10, axis=0)
    labels = np.arange(200) % 3
    pages = [
        (KMeans(3).fit(x * [1, 1e5, 1]), x * [1, 1e5, 1], "; StandardScaler gives every column"),
        (KMeans(8, max_iter=1, tol=0).fit(x), x, "1 iteration; max_iter allows more"),
        (KMeans(8, time_limit=1e-9).fit(x), x, "; time_limit allows more"),
        (BisectingKMeans(9, max_iter=1, tol=0).fit(x), x, "max_iter ended some of the 8 splits"),
        (KMeans(5).fit(halves), halves, "; choose a smaller n_clusters"),
        (KMeans(3).fit(numbered), numbered, "identifier; leave it out of X"),
        (np.where(labels == 1, 3, labels), x, "cluster 1 is empty, because no row has its label"),
        (np.arange(20) % 2 * 3, halves, "clusters 1 and 2 are empty, because no row has their labels"),
        (np.where(labels == 1, -1, labels), x, "67 of 200 rows left out"),
    ]
    for clusters, points, wanted in pages:
        assert wanted in notes(report(clusters, points, page)), wanted
        assert not OF_THE_COMMAND.findall(words(page)), wanted
    many = np.random.default_rng(0).normal(size=(20_100, 2))
    for clusters, wanted in (
        (KMeans(2, n_init=1, max_iter=2).fit(many), "labels_ has all."),
        (np.arange(20_100) % 2, None),
    ):
        assert data(report(clusters, many, page)).get("labelsPlace") == wanted
    assert "There are 20,100 points; this explains" in words(explain(many, page, 2))
    assert not OF_THE_COMMAND.findall(words(page))


def test_refusals_speak_of_parameters(tmp_path):
    path, x = tmp_path / "a.html", truth.clouds(20, 2)
    far, near = x.copy(), x * 1e-250
    far[3, 1] = 1e200
    wide = np.random.default_rng(0).random((300, 300))
    labels = np.arange(20) % 2
    told = []
    for call in (
        lambda: report(labels, far, path),
        lambda: report(labels, near, path),
        lambda: explain(far, path, 2),
        lambda: explain(near, path, 2),
        lambda: explain(wide, path, 200),
        lambda: explain(x, path, 5, sample_weight=np.arange(20) < 3),
        lambda: explain(x, path, 21),
        lambda: KMeans(2).fit(x).report(x + 1, path),
    ):
        with pytest.raises(ValueError) as refusal:
            call()
        told.append(str(refusal.value))
        assert not OF_THE_COMMAND.findall(told[-1]), told[-1]
        assert not path.exists()
    assert "point 3, feature 1 is 1e+200" in told[0]
    assert "too many to explain step by step; give fewer columns, or a smaller k" in told[4]
    assert "3 rows have a positive weight, fewer than k=5" in told[5]


def test_what_users_write_is_text(tmp_path):
    x = np.array([[0.0, 1], [1, 1], [9, 9], [9, 8]])
    page = report(
        [0, 0, 1, 1], x, tmp_path / "a.html", feature_names=["<b>", "&"], title="</script><i>"
    ).read_text()
    assert "<i>" not in page
    assert "<b>" not in page


def refused(path, kind, words, clusters, x, **options):
    with pytest.raises(kind, match=words):
        report(clusters, x, path, **options)
    assert not path.exists()


def test_refusals(tmp_path):
    scipy = pytest.importorskip("scipy.sparse")
    path, x = tmp_path / "a.html", truth.clouds(20, 2)
    labels = np.arange(20) % 2
    refused(tmp_path / "a.txt", ValueError, "ends in .html", labels, x)
    with pytest.raises(FileNotFoundError):
        report(labels, x, tmp_path / "no" / "a.html")
    refused(path, TypeError, "toarray", labels, scipy.csr_array(x))
    refused(path, ValueError, "has shape", labels[:5], x)
    refused(path, ValueError, "whole numbers from 0", labels + 0.5, x)
    refused(path, ValueError, "whole numbers from 0", labels - 2, x)
    refused(path, ValueError, "No point has a cluster", labels * 0 - 1, x)
    refused(path, ValueError, "Row 3 of labels is None", ["a", "b", "a", None] * 5, x)
    refused(path, ValueError, "mix texts and numbers", np.array(["a", 1] * 10, object), x)
    refused(path, ValueError, "only 20 rows", labels * 1000, x)
    refused(path, ValueError, "3 feature_names", labels, x, feature_names=list("abc"))
    refused(path, ValueError, "negative weight", labels, x, sample_weight=-np.ones(20))
    refused(path, ValueError, "not fitted", KMeans(2), x)
    refused(path, ValueError, "5 features|2 features", KMeans(2).fit(np.eye(20, 5)), x)
    x[3, 1] = np.nan
    refused(path, ValueError, "row 3, column 1", labels, x)
    words = pandas.DataFrame({"a": ["x", "y"]})
    refused(path, ValueError, "No column of X holds numbers", [0, 1], words)
    refused(path, ValueError, "no column 'b'", [0, 1], words, feature_names=["b"])
