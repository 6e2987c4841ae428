"""The labels in figures: whole, inside of their figure, and none over another."""

from __future__ import annotations

import gzip
import math
import random
from pathlib import Path

import pytest
from conftest import DATA, ROOT, needs_data
from test_report import write_npy

# The corners of every text of a drawing, in its own pixels, which may lie aslant.
FAULTS = """() => {
  const corners = (text) => {
    const svg = text.ownerSVGElement;
    const matrix = svg.getScreenCTM().inverse().multiply(text.getScreenCTM());
    const box = text.getBBox();
    return [[box.x, box.y], [box.x + box.width, box.y], [box.x + box.width, box.y + box.height],
      [box.x, box.y + box.height]].map(([x, y]) => {
        const point = new DOMPoint(x, y).matrixTransform(matrix);
        return [point.x, point.y];
      });
  };
  // Two convex shapes are apart where a line along a side of one parts them.
  const apart = (a, b) => [a, b].some((shape) => [0, 1].some((side) => {
    const [x, y] = [shape[side + 1][0] - shape[side][0], shape[side + 1][1] - shape[side][1]];
    const along = (corner) => (corner[0] * x + corner[1] * y) / Math.hypot(x, y);
    const [one, other] = [a.map(along), b.map(along)];
    return Math.max(...one) <= Math.min(...other) + 1.5 ||
      Math.max(...other) <= Math.min(...one) + 1.5;
  }));
  const faults = [];
  let count = 0;
  for (const svg of document.querySelectorAll("figure svg:not(.glyph)")) {
    const view = svg.viewBox.baseVal;
    const name = svg.closest("figure").id || svg.parentElement.id;
    const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent &&
      text.getClientRects().length && getComputedStyle(text).display !== "none");
    const shapes = texts.map(corners);
    count += texts.length;
    texts.forEach((text, index) => {
      for (const [x, y] of shapes[index]) {
        if (x < -1 || y < -3 || x > view.width + 1 || y > view.height + 3) {
          faults.push(`${name}: "${text.textContent}" leaves its figure at ${x}, ${y}`);
          break;
        }
      }
      for (let other = 0; other < index; other++) {
        if (!apart(shapes[index], shapes[other])) {
          faults.push(`${name}: "${texts[other].textContent}" and "${text.textContent}" overlap`);
        }
      }
    });
  }
  return { faults, count };
}"""


def blobs(path: Path, dimensions: int, scale: float, count: int = 600) -> Path:
    """Groups of points whose values are about as large as `scale`."""
    draws = random.Random(7)
    rows = [[scale * (group * 5 + draws.gauss(0, 1)) for _ in range(dimensions)]
            for group in range(4) for _ in range(count // 4)]
    heads = ",".join(f"measurement_of_{column}" for column in range(dimensions))
    path.write_text(heads + "\n" + "".join(",".join(map(repr, row)) + "\n" for row in rows))
    return path


def images(path: Path) -> Path:
    with gzip.open(DATA / "fashion-mnist/train-images-idx3-ubyte.gz") as file:
        return write_npy(path, "|u1", (1000, 784), file.read(16 + 784 * 1000)[16:])


def pixels(path: Path) -> Path:
    draws = random.Random(5)
    path.write_text("r,g,b\n" + "".join(
        f"{80 + 20 * (row % 5)},{draws.randrange(256)},{40 * (row % 3)}\n" for row in range(900)))
    return path


FITS = {
    "houses": lambda _: [DATA / "housing/kc_house_data.csv", "--columns", "sqft_living,price",
                         "-k", 4],
    "iris": lambda _: [DATA / "csv/iris.csv", "-k", 3, "--restarts", 5],
    "penguins": lambda _: [DATA / "csv/penguins.csv", "-k", 5, "--missing", "drop",
                           "--scale", "standard"],
    "geyser": lambda _: [DATA / "csv/geyser.csv", "-k", 2, "--distance", "cosine"],
    "titanic": lambda _: [DATA / "csv/titanic.csv", "-k", 9, "--missing", "drop",
                          "--scale", "standard", "--variant", "bisecting"],
    "birch": lambda _: [DATA / "sipu/birch2.data.gz", "-k", 100],
    "unbalance": lambda _: [DATA / "sipu/unbalance.data.gz", "-k", 12, "--restarts", 3],
    "fashion": lambda folder: [images(folder / "fashion.npy"), "-k", 10,
                               "--image-shape", "28x28"],
    "pixels": lambda folder: [pixels(folder / "pixels.csv"), "-k", 12],
    "sixty": lambda folder: [blobs(folder / "sixty.csv", 60, 1), "-k", 4],
    "giant": lambda folder: [blobs(folder / "giant.csv", 2, 1e9), "-k", 4],
    "tiny": lambda folder: [blobs(folder / "tiny.csv", 3, 1e-9), "-k", 4],
}


@needs_data
@pytest.mark.parametrize("name", FITS)
def test_labels_of_a_report(name, kmeans, visit, tmp_path):
    page = tmp_path / "page.html"
    kmeans("fit", *FITS[name](tmp_path), "--report", page)
    for width in (1280, 800, 390):
        found = visit(page, width=width)
        looked = found.page.evaluate(FAULTS)
        assert looked["count"] > 15
        assert not looked["faults"], (width, looked["faults"][:6], len(looked["faults"]))
        found.check()


SWEEPS = {
    "houses": lambda _: [ROOT / "Examples/houses.csv", "--columns", "sqft_living,price"],
    "iris": lambda _: [DATA / "csv/iris.csv"],
    "giant": lambda folder: [blobs(folder / "giant.csv", 2, 1e9)],
    "tiny": lambda folder: [blobs(folder / "tiny.csv", 3, 1e-9)],
}


@needs_data
@pytest.mark.parametrize("name", SWEEPS)
def test_labels_of_a_sweep(name, kmeans, visit, tmp_path):
    page = tmp_path / "page.html"
    kmeans("sweep", *SWEEPS[name](tmp_path), "-k", "2..12", "--report", page)
    for width in (1280, 390):
        looked = visit(page, width=width).page.evaluate(FAULTS)
        assert not looked["faults"], (width, looked["faults"][:6], len(looked["faults"]))


@needs_data
def test_minus_signs_are_seen(kmeans, visit, tmp_path):
    """BIC is negative here, and its labels say so."""
    page = tmp_path / "page.html"
    kmeans("sweep", ROOT / "Examples/houses.csv", "--columns", "sqft_living,price", "-k", "2..5",
           "--report", page)
    labels = visit(page).page.locator("#figure-bic svg text").all_text_contents()
    assert sum(label.startswith("\u2212") and label.endswith("\u00a0k") for label in labels) >= 2


EXPLAINS = {
    "houses": lambda _: [ROOT / "Examples/houses.csv", "--columns", "sqft_living,price", "-k", 4],
    "iris": lambda _: [DATA / "csv/iris.csv", "-k", 3],
    "line": lambda _: [DATA / "csv/geyser.csv", "--columns", "duration", "-k", 2],
    "giant": lambda folder: [blobs(folder / "giant.csv", 2, 1e9), "-k", 4],
    "tiny": lambda folder: [blobs(folder / "tiny.csv", 2, 1e-9), "-k", 4],
}


@needs_data
@pytest.mark.parametrize("name", EXPLAINS)
def test_labels_of_an_explanation(name, kmeans, visit, tmp_path):
    page = tmp_path / "page.html"
    kmeans("explain", *EXPLAINS[name](tmp_path), "--output", page)
    for width in (1280, 390):
        opened = visit(page, width=width).page
        opened.locator("#last").click()
        looked = opened.evaluate(FAULTS)
        faults = [fault for fault in looked["faults"] if not fault.startswith("picture: ")
                  or "leaves" in fault]
        assert not faults, (width, faults[:6], len(faults))


def test_axis_texts(kmeans, visit, tmp_path):
    """Short, of one unit, and with enough decimals that no two are the same."""
    page = tmp_path / "page.html"
    kmeans("fit", blobs(tmp_path / "some.csv", 2, 1), "-k", 2, "--report", page)
    opened = visit(page).page
    text = "(values) => Axes.texts(values)"
    assert opened.evaluate(text, [0, 5e8, 1e9, 1.5e9]) == ["0", "0.5\u00a0G", "1.0\u00a0G", "1.5\u00a0G"]
    assert opened.evaluate(text, [-1.5e6, -1e6]) == ["\u22121.5\u00a0M", "\u22121.0\u00a0M"]
    assert opened.evaluate(text, [1998, 1999, 2000]) == ["1998", "1999", "2000"]
    assert opened.evaluate(text, [-0.2, 0, 0.2]) == ["\u22120.2", "0", "0.2"]
    assert opened.evaluate(text, [2e-9, 4e-9]) == ["2e\u22129", "4e\u22129"]
    for power in range(-20, 21):
        start = 3 * 10.0**power
        for step in (1, 1e-3):
            texts = opened.evaluate(text, [start * (1 + step * index) for index in range(4)])
            assert len(set(texts)) == 4, texts
            assert all(len(one) <= 14 for one in texts), texts
    assert math.isfinite(start)
