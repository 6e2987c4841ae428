"""The page that explains, as a reader meets it: first screen, J, axes, and all of the texts."""

from __future__ import annotations

import pytest
from conftest import DATA, ROOT, needs_data
from test_explain import blobs, drag, explain, wait_for_the_end, write_csv  # noqa: F401

HOUSES = (ROOT / "Examples/houses.csv", "--columns", "sqft_living,price", "-k", 4)


@needs_data
@pytest.mark.parametrize("width, height", [(1280, 720), (390, 844)])
def test_figure_and_controls_are_on_the_first_screen(explain, width, height) -> None:  # noqa: F811
    page = explain(*HOUSES, "--scale", "standard", width=width).page
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(300)
    bottoms = {name: page.locator(name).bounding_box() for name in
               ("#forward", "#slider", "#words", "#picture", "#objective")}
    for name, box in bottoms.items():
        assert box["y"] >= 0 and box["y"] + box["height"] <= height, (name, box)


@needs_data
def test_j_moves_with_the_hand(explain) -> None:  # noqa: F811
    opened = explain(*HOUSES, "--scale", "standard")
    page = opened.page
    page.evaluate("Acts.goTo(9)")
    page.check("#hold")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(700)
    box = page.locator("#picture .centroid[data-cluster='3']").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    shown = [page.text_content("#objective-value")]
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 4):
        page.mouse.move(x - 20 * step, y + 15 * step)
        shown.append(page.text_content("#objective-value"))
        # The button is still down, and the numbers of the slope are those of the moment.
        assert page.locator("#picture .slope").count() == 1
        assert page.text_content("#gradient tbody td:nth-child(3)") != "0"
    page.mouse.up()
    values = [float(text.replace(",", "")) for text in shown]
    assert values == sorted(values) and len(set(values)) == 4
    now = page.evaluate("Page.state.held.now")
    assert values[-1] == pytest.approx(now, rel=1e-5)
    parts = page.evaluate("""() => {
      const { set, held, run } = Page.state;
      return Array.from(Objective.parts(set.data, held.labels, held.centroids, run.k));
    }""")
    assert sum(parts) == pytest.approx(now)
    # ∂J/∂m = 2 Σ y (m − x), summed up directly.
    slope, direct = page.evaluate("""() => {
      const { set, held, run } = Page.state;
      const text = document.querySelector("#gradient tbody td:nth-child(3)").textContent;
      let sum = 0;
      held.labels.forEach((label, i) => {
        if (label === 3) sum += 2 * (held.centroids[6] - set.data.x[2 * i]);
      });
      return [Number(text.replaceAll(",", "").replace("−", "-")), sum];
    }""")
    assert slope == pytest.approx(direct, rel=1e-3)
    page.click("#to-means")
    assert "the slope is 0" in page.text_content("#gradient-note")
    assert page.locator("#picture .slope").count() == 0
    opened.check()


def test_the_head_is_that_of_the_data(explain, tmp_path) -> None:  # noqa: F811
    data = write_csv(tmp_path / "blobs.csv", ["x", "y"], blobs(60, 8))
    page = explain(data, "-k", 3).page
    assert page.text_content("h1") == "k-means on blobs.csv"
    assert page.text_content("#facts").startswith("60 points of 2 columns, 3 clusters")
    page.select_option("#dataset", "rings")
    assert page.text_content("h1") == "k-means on two rings"
    assert page.title() == "k-means on two rings, step by step"
    assert page.text_content("#facts").startswith("300 points of 2 columns, 2 clusters")
    assert page.is_hidden("#own-notes")
    page.select_option("#dataset", "own")
    assert page.text_content("h1") == "k-means on blobs.csv"


def test_the_example_of_real_estate(explain, tmp_path) -> None:  # noqa: F811
    data = write_csv(tmp_path / "blobs.csv", ["x", "y"], blobs(60, 8))
    opened = explain(data, "-k", 3)
    page = opened.page
    page.select_option("#dataset", "houses")
    wait_for_the_end(page)
    page.click("#last")
    assert page.text_content("h1") == "k-means on real estate"
    assert "2 × 300, and Y of 4 × 300" in page.text_content("#why")
    assert page.evaluate("Page.state.run.isConverged")
    assert "(scaled)" in page.text_content("#distances thead")
    assert "(scaled)" in page.text_content("#objective")
    # Every shown column of Y has a single one.
    columns = page.evaluate("""() => {
      const rows = [...document.querySelectorAll("#label-matrix tbody tr:not(.sum)")];
      return rows[0].querySelectorAll("td").length && [...rows[0].querySelectorAll("td")]
        .map((cell, at) => cell.className === "gap" ? 1
          : rows.reduce((sum, row) => sum + Number(row.querySelectorAll("td")[at].textContent), 0));
    }""")
    assert set(columns) == {1}
    opened.check()


@needs_data
def test_columns_instead_of_axes(explain) -> None:  # noqa: F811
    opened = explain(DATA / "csv/iris.csv", "-k", 3)
    page = opened.page
    page.click("#last")
    page.select_option("#plane", "columns")
    page.select_option("#up", "3")
    assert "petal_width" in page.text_content("#picture .axes")
    assert "by two of them" in page.text_content("#plane-note")
    places = page.evaluate("Page.state.set.places[70]")
    assert places == page.evaluate("[0, 3].map((l) => Page.state.set.data.x[70 * 4 + l])")
    # The cells are the cut of the true ones: a place of the plane is nearest to its cell's centroid.
    page.check("#cells")
    wrong = page.evaluate("""() => {
      const { set } = Page.state;
      const view = Page.view();
      const places = Page.placesOf(view.centroids);
      const offsets = Plot.offsets(set, view.centroids, places, 3);
      const f = Page.plotFrame;
      const box = [[f.left, f.low], [f.right, f.low], [f.right, f.high], [f.left, f.high]];
      let wrong = 0;
      for (let j = 0; j < 3; j++) {
        const cell = Plot.cell(places, offsets, j, box);
        if (!cell.length) continue;
        const middle = [0, 1].map((axis) =>
          cell.reduce((sum, corner) => sum + corner[axis], 0) / cell.length);
        const point = Float64Array.from(set.mean);
        [point[0], point[3]] = middle;
        const far = [0, 1, 2].map((o) => Exact.distanceSquared(point, 0, view.centroids, o * 4, 4));
        if (far.indexOf(Math.min(...far)) !== j) wrong += 1;
      }
      return wrong;
    }""")
    assert wrong == 0
    opened.check()


@needs_data
def test_zoom_and_pan(explain) -> None:  # noqa: F811
    opened = explain(*HOUSES)
    page = opened.page
    span = "Page.plotFrame.right - Page.plotFrame.left"
    whole = page.evaluate(span)
    page.click("#zoom-in")
    assert page.evaluate(span) == pytest.approx(whole / 2)
    left = page.evaluate("Page.plotFrame.left")
    page.evaluate("scrollTo(0, 0)")
    box = page.locator("#picture svg").bounding_box()
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 0.3 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.3 * box["height"])
    page.mouse.up()
    assert page.evaluate("Page.plotFrame.left") > left
    page.click("#zoom-all")
    assert page.evaluate(span) == pytest.approx(whole)
    # The frame is that of the data, with little room around.
    ranges = page.evaluate("""() => {
      const xs = Page.state.set.places.map(([x]) => x);
      return [Math.min(...xs), Math.max(...xs)];
    }""")
    assert (ranges[1] - ranges[0]) / whole > 0.85
    opened.check()


@needs_data
def test_cells_are_convex(explain) -> None:  # noqa: F811
    page = explain(*HOUSES, "--scale", "standard").page
    page.click("#last")
    page.check("#chord")
    assert "Voronoi" in page.text_content("main")
    inside = page.evaluate("""() => {
      const { set } = Page.state;
      const { centroids } = Page.view();
      const line = document.querySelector("#picture line.chord");
      const f = Page.plotFrame;
      const at = (name) => Number(line.getAttribute(name));
      return Array.from({ length: 21 }, (_, step) => {
        const [a, b] = [1 - step / 20, step / 20];
        const point = Float64Array.from([
          f.x.inverse(a * at("x1") + b * at("x2")), f.y.inverse(a * at("y1") + b * at("y2"))]);
        const far = [0, 1, 2, 3].map((j) => Exact.distanceSquared(point, 0, centroids, 2 * j, 2));
        return far.indexOf(Math.min(...far)) === Page.state.cluster;
      }).every((one) => one);
    }""")
    assert inside
