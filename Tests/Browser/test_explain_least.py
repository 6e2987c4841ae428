"""How low J gets, on the page that explains k-means: a search of the same points."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import THEMES, WIDTHS
from playwright.sync_api import Page

HOUSES = Path(__file__).resolve().parents[2] / "Examples" / "houses.csv"


@pytest.fixture
def page(kmeans, visit, tmp_path: Path):
    """Opens the page of some houses: `page(k, width=…)`."""

    def page(k: int, **window: object) -> Page:
        path = tmp_path / "page.html"
        kmeans("explain", HOUSES, "-k", k, "--columns", "sqft_living,price", "--scale", "standard",
               "--output", path)
        opened = visit(path, **window).page
        opened.locator("#runs tr").first.wait_for()
        return opened

    return page


def least(page: Page) -> float:
    """J of the search, as the program wrote it."""
    return json.loads(page.locator("#data").text_content())["search"]["objective"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_every_start_is_drawn_and_fits(page, width, theme) -> None:
    shown = page(8, width=width, theme=theme)
    drawing = shown.locator("#least-figure svg")
    assert drawing.locator("circle").count() == 24
    box = drawing.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    for label in drawing.locator("text").all():
        inner = label.bounding_box()
        assert inner["x"] >= box["x"] - 1
        assert inner["x"] + inner["width"] <= box["x"] + box["width"] + 1
    words = shown.locator("#least-note").text_content()
    assert "24 starts, and 10 generations" in words


def test_the_least_is_a_run_to_look_at(page) -> None:
    shown = page(8)
    shown.locator("#show-least").click()
    shown.locator("#runs tr").nth(1).wait_for()
    row = shown.locator("#runs tr", has_text="the least found")
    assert "least so far" in row.text_content()
    assert float(row.locator("td").nth(2).text_content().replace(",", "")) == pytest.approx(least(shown), rel=1e-6)
    # Once is enough.
    shown.locator("#show-least").click()
    shown.wait_for_timeout(200)
    assert shown.locator("#runs tr", has_text="the least found").count() == 1


def test_other_data_have_none(page) -> None:
    shown = page(4)
    assert shown.locator("#least").is_visible()
    shown.locator("#dataset").select_option("houses")
    assert not shown.locator("#least").is_visible()
    shown.locator("#dataset").select_option("own")
    assert shown.locator("#least").is_visible()


def test_one_cluster_has_none(page) -> None:
    assert not page(1).locator("#least").is_visible()
