"""The reports of `kmeans fit` and `kmeans sweep`, opened and used as a reader would."""

from __future__ import annotations

import csv
import gzip
import io
import re
import resource
import struct
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from conftest import DATA, ROOT, THEMES, WIDTHS, needs_data

SIDES = "document.documentElement.scrollWidth <= innerWidth"
SECTIONS = ["summary", "sizes", "scatter", "features", "silhouette", "distances", "farthest",
            "descent", "centroids", "about"]


def write_npy(path: Path, kind: str, shape: tuple[int, int], values: bytes) -> Path:
    """An array in NumPy's format, which the tests need not be able to read."""
    fields = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}"
    fields += " " * (-(len(fields) + 11) % 64) + "\n"
    head = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(fields)) + fields.encode()
    path.write_bytes(head + values)
    return path


@pytest.fixture(scope="session")
def houses(kmeans, tmp_path_factory) -> Path:
    page = tmp_path_factory.mktemp("houses") / "houses.html"
    kmeans("fit", DATA / "housing/kc_house_data.csv", "-k", 4, "--columns", "sqft_living,price",
           "--scale", "standard", "--id", "id", "--restarts", 5, "--report", page)
    return page


@pytest.fixture(scope="session")
def iris(kmeans, tmp_path_factory) -> Path:
    page = tmp_path_factory.mktemp("iris") / "iris.html"
    kmeans("fit", DATA / "csv/iris.csv", "-k", 3, "--restarts", 10, "--order", "first",
           "--report", page)
    return page


@pytest.fixture(scope="session")
def fashion(kmeans, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("fashion")
    with gzip.open(DATA / "fashion-mnist/train-images-idx3-ubyte.gz") as file:
        pixels = file.read(16 + 784 * 2000)[16:]
    array = write_npy(folder / "fashion.npy", "|u1", (2000, 784), pixels)
    page = folder / "fashion.html"
    kmeans("fit", array, "-k", 10, "--image-shape", "28x28", "--report", page)
    return page


@pytest.fixture(scope="session")
def sweep(kmeans, tmp_path_factory) -> Path:
    page = tmp_path_factory.mktemp("sweep") / "sweep.html"
    kmeans("sweep", DATA / "csv/iris.csv", "-k", "2..8", "--report", page)
    return page


@pytest.fixture(scope="session")
def halves(kmeans, tmp_path_factory) -> Path:
    page = tmp_path_factory.mktemp("halves") / "halves.html"
    kmeans("fit", DATA / "housing/kc_house_data.csv", "-k", 6, "--columns", "sqft_living,price",
           "--scale", "standard", "--variant", "bisecting", "--report", page)
    return page


@pytest.fixture(scope="session")
def angles(kmeans, tmp_path_factory) -> Path:
    page = tmp_path_factory.mktemp("angles") / "angles.html"
    kmeans("fit", DATA / "csv/iris.csv", "-k", 3, "--distance", "cosine", "--restarts", 5,
           "--order", "first", "--report", page)
    return page


@pytest.fixture(scope="session")
def sectors(kmeans, tmp_path_factory) -> Path:
    """Two columns by angle, split."""
    folder = tmp_path_factory.mktemp("sectors")
    table = folder / "sectors.csv"
    table.write_text("x,y\n" + "".join(
        f"{(1 + row % 9) * (1 + row % 5 * 3)},{(1 + row % 9) * (13 - row % 5 * 3)}\n"
        for row in range(90)))
    page = folder / "sectors.html"
    kmeans("fit", table, "-k", 3, "--distance", "cosine", "--variant", "bisecting", "--report", page)
    return page


@pytest.fixture(scope="session")
def searched(kmeans, tmp_path_factory) -> Path:
    """A search for a low J."""
    page = tmp_path_factory.mktemp("searched") / "searched.html"
    kmeans("fit", DATA / "housing/kc_house_data.csv", "-k", 12, "--columns", "lat,long",
           "--quality", "best", "--effort", 30, "--report", page)
    return page


HOSTILE = "</script><script>alert(1)</script>"
NAMES = [HOSTILE, "\"quote's\" & <b>bold</b>", "🏠 size", "מחיר \u202eevil", "long " * 400,
         "__proto__", "=1+1"]


@pytest.fixture(scope="session")
def hostile(kmeans, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    table = folder / "<img src=x onerror=alert(2)>.csv"
    with table.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["name<script>", *NAMES])
        for row in range(40):
            place = row % 2 * 10 + row / 40
            name = NAMES[row % len(NAMES)] + "<svg onload=alert(3)>"
            rows.writerow([name, *(place + column for column in range(len(NAMES)))])
    page = folder / "hostile.html"
    kmeans("fit", table, "-k", 2, "--id", "name<script>", "--restarts", 3, "--report", page)
    return page


CASES = ["houses", "iris", "fashion", "sweep", "hostile", "halves", "angles", "sectors",
         "searched"]


@needs_data
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_page_is_sound(case, theme, width, request, visit, shoot):
    path = request.getfixturevalue(case)
    assert path.stat().st_size < 2_000_000
    found = visit(path, width=width, theme=theme)
    shoot(found.page, f"report-{case}-{theme}-{width}")
    assert found.page.evaluate(SIDES)
    found.check()


@needs_data
def test_contents_lead_to_sections(fashion, visit):
    page = visit(fashion).page
    links = page.locator("nav a").evaluate_all("links => links.map(a => a.hash.slice(1))")
    assert links == ["summary", "sizes", "scatter", "silhouette", "distances", "farthest", "descent",
                     "images", "members", "centroids", "about"]
    for name in links:
        assert page.locator(f"section#{name} > :not(h2)").count() > 0, name
    for figure in page.locator("figure svg[role=img]").all():
        assert len(figure.get_attribute("aria-label")) > 20


@needs_data
def test_words_in_the_units_of_the_data(houses, visit):
    page = visit(houses).page
    items = page.locator(".clusters li").all_inner_texts()
    assert len(items) == 4
    rich = next(item for item in items if "price very high" in item)
    assert re.search(r"2\.2 % of the rows \(4\d\d\): price very high \(mean 2\.1\d million, "
                     r"all 540 thousand\), sqft_living very high \(mean 47\d\d, all 2080\)", rich)
    assert "explain 74.3 % of the spread" in page.locator("#summary").inner_text()
    assert page.locator(".clusters li svg.glyph").count() == 4
    assert "--columns sqft_living,price --scale standard" in page.locator("#command").inner_text()


@needs_data
def test_scatter_tells_of_rows_and_centroids(houses, visit):
    found = visit(houses)
    page = found.page
    caption = page.locator("#scatter figcaption").inner_text()
    assert caption.startswith("20,000 of 21,613 rows")
    readout = page.locator("#scatter .readout")
    page.locator("#scatter .centroid").nth(2).focus()
    assert readout.inner_text().strip().startswith("Centroid of cluster 2,")
    # The row that is told of lies where the pointer is, and is that row of the file.
    drawing = page.locator("#scatter figure > div > svg")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    page.mouse.move(box["x"] + 0.24 * box["width"], box["y"] + 0.88 * box["height"])
    told = re.search(r"Line (\d+), id (\d+), cluster (\d):(.*)", readout.inner_text())
    assert told, readout.inner_text()
    line = (DATA / "housing/kc_house_data.csv").read_text().splitlines()[int(told[1]) - 1]
    cells = next(csv.reader([line]))
    assert cells[0] == told[2]
    assert f"sqft_living {cells[5]}" in told[4]
    assert f"price {int(cells[2]):,}" in told[4]
    assert page.locator("#scatter .ring").get_attribute("visibility") == "visible"
    # The pointer is at most 20 pixels from where these values are drawn.
    least_x, least_y, most_x, most_y = page.evaluate("K.data.plane.box")
    left = page.evaluate(
        "26 + Axes.roomFor(Axes.ticks(K.data.plane.box[1], K.data.plane.box[3], 6))")
    right, top, bottom = box["width"] - 14, 10, box["height"] - 44
    across = (float(cells[5]) - least_x) / (most_x - least_x)
    up = (float(cells[2]) - least_y) / (most_y - least_y)
    assert left + (0.05 + across) / 1.1 * (right - left) == pytest.approx(
        0.24 * box["width"], abs=20)
    assert bottom - (0.05 + up) / 1.1 * (bottom - top) == pytest.approx(
        0.88 * box["height"], abs=20)
    # Cells, then none.
    assert page.locator("#scatter polygon").count() == 4
    page.get_by_label("cells").uncheck()
    assert page.locator("#scatter polygon").count() == 0
    found.check()


@needs_data
def test_tap_tells_of_a_row(iris, visit):
    page = visit(iris, width=390).page
    assert page.evaluate("K.data.plane.kind") == "axes"
    assert page.evaluate("K.data.plane.explained[0]") == pytest.approx(0.9246, abs=1e-4)
    page.locator("#scatter figure > div > svg").scroll_into_view_if_needed()
    place = page.evaluate("""() => {
      const svg = document.querySelector("#scatter figure > div > svg");
      const path = svg.querySelectorAll("g[clip-path] > path")[1].getBoundingClientRect();
      return [path.x + path.width / 2, path.y + path.height * 0.8];
    }""")
    page.mouse.click(*place)
    told = page.locator("#scatter .readout").inner_text()
    assert "petal_length" in told, told


@needs_data
def test_tables_sort(houses, visit):
    found = visit(houses)
    page = found.page
    table = page.locator("#centroids table")
    head = table.locator("th", has_text="price")
    column = page.evaluate("""() => [...document.querySelectorAll("#centroids thead th")]
      .findIndex((head) => head.innerText.trim() === "price")""")

    def prices():
        return [float(text.replace(",", "")) for text in
                table.locator(f"tbody tr > :nth-child({column + 1})").all_inner_texts()]

    before = prices()
    head.get_by_role("button").press("Enter")
    assert prices() == sorted(before) != before
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").press("Enter")
    assert prices() == sorted(before, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    found.check()


def saved(page, button) -> str:
    with page.expect_download() as waiting:
        button.click()
    return Path(waiting.value.path()).read_text(encoding="utf-8")


@needs_data
@pytest.mark.parametrize("case", ["houses", "fashion", "hostile", "sweep", "halves", "angles"])
def test_every_figure_saves(case, request, visit):
    found = visit(request.getfixturevalue(case))
    buttons = found.page.get_by_role("button", name="Save as SVG").all()
    assert len(buttons) >= 5
    for button in buttons:
        text = saved(found.page, button)
        root = ElementTree.fromstring(text)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert len(root.findall(".//*")) > 5
        assert "<script" not in text
        # Colours do not hang on the page's styles.
        assert "var(--" not in text
    found.check()


@needs_data
def test_numbers_save_as_csv(iris, visit):
    page = visit(iris).page
    rows = list(csv.reader(io.StringIO(
        saved(page, page.get_by_role("button", name="Save clusters as CSV")))))
    assert rows[0][:3] == ["cluster", "rows", "share"]
    assert sorted(int(row[1]) for row in rows[1:]) == [38, 50, 62]
    length = rows[0].index("petal_length")
    assert float(rows[1][length]) == pytest.approx(1.462)
    labels = list(csv.reader(io.StringIO(
        saved(page, page.get_by_role("button", name="Save labels as CSV")))))
    assert labels[0] == ["line", "cluster"]
    assert labels[1] == ["2", "0"] and labels[-1][0] == "151" and len(labels) == 151


def test_hostile_names_stay_text(hostile, visit):
    found = visit(hostile)
    page = found.page
    assert page.locator("script").count() == 2
    assert page.locator("main img, header img").count() == 0
    assert page.title().endswith("<img src=x onerror=alert(2)>.csv")
    heads = page.locator("#centroids thead th").all_inner_texts()
    assert HOSTILE in heads
    assert any(head.startswith("long long") and head.endswith("…") for head in heads)
    rows = list(csv.reader(io.StringIO(
        saved(page, page.get_by_role("button", name="Save labels as CSV")))))
    assert rows[0] == ["line", "name<script>", "cluster"]
    assert rows[1][1].startswith(HOSTILE)
    for index in range(2):
        page.locator("#scatter .centroid").nth(index).focus()
    drawing = page.locator("#scatter figure > div > svg")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    for share in range(1, 20):
        page.mouse.move(box["x"] + share / 20 * box["width"], box["y"] + box["height"] / 2)
    found.check()


@needs_data
def test_theme_and_keyboard(iris, visit):
    found = visit(iris)
    page = found.page
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark theme").press("Enter")
    assert page.evaluate(paper) != light
    found.check()
    page.get_by_role("button", name="Light theme").press("Enter")
    assert page.evaluate(paper) == light
    # The tab key comes to links, centroids, sorting heads and buttons, one after the other.
    page.evaluate("document.activeElement.blur()")
    met = []
    for _ in range(35):
        page.keyboard.press("Tab")
        met.append(page.evaluate("""() => {
          const own = document.activeElement;
          return own.closest(".centroid") ? "centroid" : own.closest("th") ? "head"
            : own.tagName.toLowerCase();
        }"""))
    assert met.count("centroid") == 3
    assert {"a", "button", "head", "input"} <= set(met)


def test_a_million_points(kmeans, visit, shoot, tmp_path):
    values = bytearray()
    state = 1
    for _ in range(2000):
        state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        place = (state >> 40) / 2**24
        values += struct.pack("<2f", place * 10 + (state >> 62) * 20, (state & 0xFFFF) / 6553.6)
    array = write_npy(tmp_path / "million.npy", "<f4", (1_000_000, 2), bytes(values) * 500)
    page = tmp_path / "million.html"
    plain, reported = [], []
    for _ in range(2):
        for costs, extra in ((plain, []), (reported, ["--report", page])):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            kmeans("fit", array, "-k", 8, "--quiet", *extra)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            costs.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    print(f"{min(reported):.2f} s of processors, {min(plain):.2f} s without a report")
    # Time of processors, which does not depend on what else the machine does.
    assert min(reported) - min(plain) < 4
    assert page.stat().st_size < 2_000_000
    found = visit(page)
    found.page.wait_for_selector("#centroids table")
    # What a page draws is bounded, and so is the time it takes to open.
    assert found.page.locator("svg *").count() < 50_000
    assert found.page.locator("#scatter figcaption").inner_text().startswith(
        "20,000 of 1,000,000 rows")
    assert "2,000 of 1,000,000 rows drawn" in found.page.locator("#silhouette").inner_text()
    shoot(found.page, "report-million-light-1280")
    found.check()


def test_extremes_have_a_page(kmeans, visit, tmp_path):
    """One column, one cluster, equal rows, as many clusters as rows, more clusters than are shown."""
    one = tmp_path / "one.csv"
    one.write_text("x\n" + "\n".join(str(value) for value in range(400)) + "\n")
    equal = tmp_path / "equal.csv"
    equal.write_text("r,G,b\n" + "0.5,0.25,1\n" * 5)
    bisecting = ("--variant", "bisecting")
    for table, k, *options in (
            (one, 1), (one, 3), (one, 150), (one, 400), (equal, 1), (equal, 2), (one, 150, *bisecting),
            (one, 1, *bisecting), (equal, 2, *bisecting), (equal, 2, "--distance", "cosine")):
        page = tmp_path / f"{table.stem}-{k}-{len(options)}.html"
        kmeans("fit", table, "-k", k, *options, "--report", page, "--quiet")
        found = visit(page)
        assert found.page.locator("#centroids tbody tr").count() == min(k, 100)
        assert found.page.evaluate(SIDES)
        found.check()
    found = visit(tmp_path / "equal-2-0.html")
    swatch = found.page.locator("#swatches rect").first
    assert swatch.get_attribute("fill") == "#8040ff"


@needs_data
def test_splits_are_a_tree_and_a_table(halves, visit):
    found = visit(halves)
    page = found.page
    assert page.locator("nav a").evaluate_all("links => links.map(a => a.hash.slice(1))") == [
        *SECTIONS[:2], "splits", *SECTIONS[2:4], "others", *SECTIONS[4:]]
    assert "found by bisecting k-means" in page.locator("header").inner_text()
    drawing = page.locator("#figure-splits svg")
    label = drawing.get_attribute("aria-label")
    assert re.match(r"The splits as a tree of 6 clusters: the sum of squares falls from 43,226", label)
    told = drawing.locator("g > title").all_text_contents()
    assert len(told) == 5
    assert re.match(r"Split 1 divides cluster 0 \(21,613 rows, 43,226\) into cluster 0 \(", told[0])
    # Every cluster ends once, each in a height of its own, and bars lie where their sums are.
    ends = drawing.locator("circle").evaluate_all("all => all.map((one) => Number(one.getAttribute('cy')))")
    assert len(ends) == 6 and len(set(ends)) == 6
    rows = page.locator("#splits tbody tr")
    assert rows.count() == 5
    sizes = [[int(rows.nth(row).locator("> *").nth(column).inner_text().replace(",", ""))
              for column in (2, 5, 7)] for row in range(5)]
    assert all(whole == stay + new for whole, stay, new in sizes)
    assert sizes[0][0] == 21613
    head = page.locator("#splits th", has_text="rows of the new")
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    # Colours go by labels, and the borders are those of the splits.
    assert page.evaluate("K.data.plane.borders") == "splits"
    assert "at every split a point goes to the nearer of two centroids" in page.locator(
        "#scatter figcaption").inner_text()
    assert page.locator("#scatter polygon").count() == 6
    outside = page.evaluate("""() => {
      const { plane, clusters } = K.data, { sample } = Scatter;
      const place = (at, axis) =>
        plane.box[axis] + (at / 65535) * (plane.box[axis + 2] - plane.box[axis]);
      const slack = 1e-4 * (plane.box[2] - plane.box[0]) * (plane.box[3] - plane.box[1]);
      let count = 0;
      for (let i = 0; i < sample.count; i++) {
        const [x, y] = [place(sample.x[i], 0), place(sample.y[i], 1)];
        const cell = plane.cells[clusters.findIndex((one) => one.number === sample.labels[i])];
        for (let a = 0; a < cell.length; a += 2) {
          const b = (a + 2) % cell.length;
          const side = (cell[b] - cell[a]) * (y - cell[a + 1]) - (cell[b + 1] - cell[a + 1]) * (x - cell[a]);
          if (side < -slack) { count += 1; break; }
        }
      }
      return count;
    }""")
    assert outside == 0
    assert "after each split" in page.locator("#descent figcaption").inner_text()
    found.check()


@needs_data
def test_a_page_shows_how_a_search_went(searched, iris, visit):
    found = visit(searched)
    page = found.page
    assert "The search for a low J" in page.locator("nav").inner_text()
    words = page.locator("#search p").first.inner_text()
    assert "Quality best: 24 starts ended" in words and "It ended as --effort says." in words
    search = page.evaluate("K.data.search")
    # 16 children a generation; one that begins anew has 24 starts, or champions alone.
    assert search["generations"] == 30
    assert 24 + 28 * 16 <= search["minima"] <= 24 + 28 * 16 + 48
    assert page.locator("#search circle").count() == 24 == len(search["starts"])
    falls = [fall["objective"] for fall in search["falls"]]
    assert falls == sorted(falls, reverse=True) and search["falls"][0]["generation"] == 0
    caption = page.locator("#search figcaption").inner_text()
    assert f"{search['found']} of {search['minima']} descents" in caption
    # The line falls to the place of J, below all circles but those at its end.
    path = page.locator("#search path.accent").get_attribute("d")
    heights = [float(y) for y in re.findall(r"V([\d.]+)", path)]
    assert heights == sorted(heights)
    least = max(float(circle.get_attribute("cy")) for circle in page.locator("#search circle").all())
    assert not heights or least <= heights[-1] + 0.1
    found.check()
    assert visit(iris).page.locator("#search").count() == 0


@needs_data
def test_a_page_by_angle_says_so(angles, visit):
    found = visit(angles)
    page = found.page
    summary = page.locator("#summary").inner_text()
    assert "found by spherical k-means" in page.locator("header").inner_text()
    assert "sum of 1 − cos" in summary and "by 1 − cos, is 0." in summary
    assert "unit vectors" in summary
    assert page.evaluate("K.data.plane.kind") == "axes" and page.evaluate("K.data.plane.cells") is None
    assert "as their unit vectors" in page.locator("#scatter figcaption").inner_text()
    assert page.locator("#distances h2").inner_text() == "Angles to the centroid"
    assert "in degrees" in page.locator("#distances figcaption").inner_text()
    assert "angle (°)" in page.locator("#farthest thead").inner_text()
    lengths = page.evaluate("""K.data.clusters.map(
      (one) => one.means.reduce((sum, value) => sum + value * value, 0))""")
    assert lengths == pytest.approx([1, 1, 1])
    page.locator("#scatter .centroid").first.focus()
    assert page.locator("#scatter .readout").inner_text().strip().startswith("Direction of cluster 0,")
    found.check()


def test_sectors_meet_at_the_origin(sectors, visit):
    page = visit(sectors).page
    assert page.evaluate("K.data.plane.borders") == "splits"
    assert "nearer of two centroids in angle" in page.locator("#scatter figcaption").inner_text()
    corners = page.evaluate("K.data.plane.cells")
    near = [any(abs(cell[i]) < 1e-6 and abs(cell[i + 1]) < 1e-6 for i in range(0, len(cell), 2))
            for cell in corners]
    assert sum(near) >= 1 and len(corners) == 3
    assert "sum of 1 − cos" in page.locator("#figure-splits figcaption").inner_text()


@needs_data
def test_sweep_charts_and_verdict(sweep, visit):
    found = visit(sweep)
    page = found.page
    assert "By criterion:" in page.locator("#summary").inner_text()
    for name in ("objective", "silhouette", "gap"):
        assert page.locator(f"#figure-{name} svg circle").count() == 7
    assert page.locator("#figure-gap svg line.ink").count() >= 7
    rows = page.locator("#table tbody tr")
    assert rows.count() == 7
    page.locator("#table th", has_text="silhouette").get_by_role("button").click()
    values = [float(text.lstrip("* ")) for text in
              page.locator("#table tbody tr > :nth-child(3)").all_inner_texts()]
    assert values == sorted(values)
    found.check()


@pytest.mark.parametrize("columns", ["x,y", "x,y,z"])
def test_weights_are_copies_in_the_figures(kmeans, visit, tmp_path, columns):
    """A page of rows with weights says what that of their copies says."""
    rows = [(3 * (i % 3) + i * 37 % 11 / 5, i * 53 % 13 / 4, i * 29 % 7, i * 7 % 4)
            for i in range(90)]
    for name, copied in (("rows", False), ("copies", True)):
        with (tmp_path / f"{name}.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["x", "y", "z"] + ([] if copied else ["w"]))
            for row in rows:
                writer.writerows([row[:3]] * row[3] if copied else [row])
    found = []
    for name, weights in (("rows", ["--weights", "w"]), ("copies", [])):
        page = tmp_path / f"{name}.html"
        kmeans("fit", tmp_path / f"{name}.csv", "-k", 3, "--columns", columns, *weights,
               "--report", page)
        opened = visit(page)
        opened.check()
        found.append(opened.page.evaluate("""() => ({
          data: [K.data.plane, K.data.silhouette.mean, K.data.silhouette.bands.map((one) => one.mean),
            K.data.distances.map((one) => one.quartiles), K.data.clusters.map((one) => one.means),
            K.data.features.map((one) => [one.mean, one.deviation, one.separation])],
          sizes: document.querySelector("#sizes svg").textContent,
        })"""))
    assert found[0]["sizes"] == found[1]["sizes"]

    def near(one, other) -> bool:
        if isinstance(one, dict):
            return one.keys() == other.keys() and all(near(one[key], other[key]) for key in one)
        if isinstance(one, list):
            return len(one) == len(other) and all(map(near, one, other))
        if isinstance(one, float):
            return abs(one - other) <= 1e-9 * max(1, abs(other))
        return one == other

    assert near(found[0]["data"], found[1]["data"])


@needs_data
def test_columns_that_took_no_part(kmeans, visit, tmp_path):
    """Species by cluster, counted here from the file and the labels."""
    page, labels = tmp_path / "penguins.html", tmp_path / "labels.csv"
    kmeans("fit", DATA / "csv/penguins.csv", "-k", 3, "--scale", "standard", "--missing", "drop",
           "--columns", "bill_length_mm,bill_depth_mm,flipper_length_mm", "--labels", labels,
           "--report", page)
    found = visit(page)
    with (DATA / "csv/penguins.csv").open() as file:
        rows = list(csv.DictReader(file))
    numbers = [int(row[0]) for row in list(csv.reader(labels.open()))[1:]]
    table = found.page.locator("#others div[aria-label='Table: species'] table")
    heads = table.locator("thead th").all_inner_texts()
    for line in table.locator("tbody tr").all():
        cluster = int(line.locator("th").inner_text())
        for place, species in enumerate(heads[1:]):
            expected = sum(number == cluster and row["species"] == species
                           for number, row in zip(numbers, rows))
            assert int(line.locator("td").nth(place).inner_text().split()[0]) == expected
    # A column of numbers has means, and sex is not known of all.
    assert "no value" in found.page.locator("#others").inner_text()
    means = found.page.locator("#others div[aria-label^='Table: Means of'] table")
    heads = means.locator("thead th").all_inner_texts()
    mass = heads.index("body_mass_g")
    for line in means.locator("tbody tr").all():
        name = line.locator("th").inner_text().strip()
        chosen = [float(row["body_mass_g"]) for number, row in zip(numbers, rows)
                  if number >= 0 and name in ("all rows", str(number))]
        shown = float(line.locator("td").nth(mass - 1).inner_text().replace(",", ""))
        assert shown == pytest.approx(sum(chosen) / len(chosen), rel=1e-3)
    found.check()


@needs_data
def test_images_have_members_and_no_columns(fashion, visit):
    page = visit(fashion).page
    assert page.locator("#members image").count() >= 100
    assert "column" not in page.locator("#centroids table").inner_text()
    assert "column" not in page.locator("#farthest table").inner_text()


@needs_data
def test_a_part_of_the_labels_is_not_saved(houses, visit):
    page = visit(houses).page
    assert page.get_by_role("button", name="Save labels as CSV").count() == 0
    assert "20,000 of 21,613 labels; kmeans fit --labels FILE writes all" in \
        page.locator("#centroids").inner_text()


def test_a_choice_that_is_not_drawn(kmeans, visit, tmp_path):
    """The gap of houses chooses one cluster, and the figures begin at two."""
    page = tmp_path / "houses.html"
    kmeans("sweep", ROOT / "Examples/houses.csv", "--columns", "sqft_living,price", "-k", "2..8",
           "--report", page)
    found = visit(page)
    caption = found.page.locator("#figure-gap figcaption").inner_text()
    assert "Its choice is 1 cluster, that is none; k = 1 is not drawn." in caption
    assert "filled" not in caption


@needs_data
def test_a_sweep_shows_its_clusters(sweep, visit):
    found = visit(sweep)
    names = found.page.locator(".thumb p").all_inner_texts()
    assert len(names) == 7 and "k = 3" in names
    for picture in found.page.locator(".thumb svg").all():
        assert picture.locator("path").count() == int(
            picture.get_attribute("aria-label").split()[0])
    found.check()


@needs_data
def test_ten_clusters_have_ten_colours(iris, visit):
    """Ten clusters have ten colours, none near another."""
    page = visit(iris).page
    colours = page.evaluate("""Array.from({ length: 10 }, (_, cluster) =>
      [1, 3, 5].map((at) => parseInt(K.color(cluster).slice(at, at + 2), 16)))""")
    for index, one in enumerate(colours):
        for other in colours[:index]:
            assert sum((a - b) ** 2 for a, b in zip(one, other)) ** 0.5 > 45, (one, other)


@needs_data
def test_percents_are_never_rounded_to_nothing(iris, visit):
    page = visit(iris).page
    assert [page.evaluate("K.percent", share) for share in (0, 0.0001, 0.5, 0.99999, 1)] == [
        "0.0\u00a0%", "<\u00a00.1\u00a0%", "50.0\u00a0%", ">\u00a099.9\u00a0%", "100.0\u00a0%"]
    assert page.evaluate("K.number", -1234.5) == "\u22121235"
    assert page.evaluate("Report.columnText([-0.001, 100])(-0.001)") == "0.0"
