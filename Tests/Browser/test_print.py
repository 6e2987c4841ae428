"""Pages on paper: light, with the heads of tables, figures with their captions."""

from __future__ import annotations

import io
import re

import pytest
from conftest import DATA, THEMES, needs_data
from pypdf import PdfReader


@pytest.fixture(scope="session")
def penguins(kmeans, tmp_path_factory):
    page = tmp_path_factory.mktemp("print") / "penguins.html"
    kmeans("fit", DATA / "csv/penguins.csv", "-k", 3, "--scale", "standard", "--missing", "drop",
           "--report", page)
    return page


def texts(page) -> list[str]:
    """What stands on the sheets."""
    pdf = page.pdf(format="A4", print_background=False)
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]


@needs_data
@pytest.mark.parametrize("theme", THEMES)
def test_a_report_on_paper(penguins, visit, theme):
    page = visit(penguins, theme=theme).page
    sheets = texts(page)
    whole = "\n".join(sheets)
    # Tables have their heads, and on the second sheet of a table again.
    assert "beyond the cut" in whole and "within sum of squares" in whole
    rows = [sheet for sheet in sheets if len(re.findall(r"[0-9] no [0-9]", sheet)) > 3]
    assert len(rows) > 1 and all("beyond the cut" in sheet for sheet in rows)
    # Nothing to press, and no word that would only help on a screen.
    for words in ("Save as SVG", "Dark theme", "Light theme", "Point at a row", "scrolls"):
        assert words not in whole, words
    # A caption stands on the sheet of its figure.
    for caption, label in (("How many rows each cluster has", "(38.6"),
                           ("The silhouette of a row goes", "0.57"),
                           ("J, the sum of squared distances", "iteration")):
        sheet = next(sheet for sheet in sheets if caption in sheet)
        assert label in sheet.replace("\u00a0", " "), caption
    page.emulate_media(media="print")
    colours = page.evaluate("""() => [getComputedStyle(document.body).color,
      getComputedStyle(document.body).backgroundColor,
      getComputedStyle(document.querySelector("figcaption")).color]""")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(60, 68, 80)"]


@needs_data
def test_figures_are_drawn_for_the_paper(penguins, visit):
    """Their type keeps its size, and afterwards they are as before."""
    page = visit(penguins).page
    wide = "document.querySelector('#figure-sizes svg:not(.glyph)').viewBox.baseVal.width"
    before = page.evaluate(wide)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(wide) <= 700 < before
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(wide) == before


@needs_data
@pytest.mark.parametrize("theme", THEMES)
def test_an_explanation_on_paper(kmeans, visit, tmp_path, theme):
    path = tmp_path / "iris.html"
    kmeans("explain", DATA / "csv/iris.csv", "-k", 3, "--output", path)
    page = visit(path, theme=theme).page
    whole = "\n".join(texts(page))
    for words in ("What k-means does", "Voronoi cell", "Why the mean", "Why it ends"):
        assert words in whole
    assert "Forward" not in whole and "Zoom" not in whole
