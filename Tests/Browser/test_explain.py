"""The page that explains k-means: opened from disk, stepped, dragged, held against the program."""

from __future__ import annotations

import csv
import json
import math
import random
import struct
import subprocess
from array import array
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import DATA, THEMES, WIDTHS, needs_data
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
HOUSES = ROOT / "Examples" / "houses.csv"
HOSTILE = [
    "</script><script>alert(1)</script>", "\"'`<img src=x onerror=alert(1)>", "😀🏠 &amp; <!--",
    "مساحة البيت",
]


def write_npy(path: Path, type: str, shape: tuple[int, ...], data: bytes) -> None:
    header = f"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + data)


def write_csv(path: Path, header: list[str], rows: list[list[object]]) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def blobs(count: int, seed: int, offset: float = 0, spread: float = 1) -> list[list[float]]:
    source = random.Random(seed)
    centres = [(0, 0), (6, 1), (2, 7)]
    return [
        [offset + x + spread * source.gauss(0, 1), offset + y + spread * source.gauss(0, 1)]
        for x, y in (centres[i % 3] for i in range(count))]


@pytest.fixture
def explain(kmeans: Callable[..., subprocess.CompletedProcess[str]], visit, tmp_path: Path):
    """Makes a page and opens it, its first run computed: `explain(data, *arguments, width=…)`."""

    def explain(data: Path, *arguments: object, **window: object):
        path = tmp_path / f"{data.stem}.html"
        kmeans("explain", data, *arguments, "--output", path)
        assert path.stat().st_size < 2_000_000
        opened = visit(path, **window)
        wait_for_the_end(opened.page)
        return opened

    return explain


def wait_for_the_end(page: Page) -> None:
    """Until the page has computed the whole run. Its policy forbids to ask by a script."""
    page.wait_for_selector("body[data-run='over']", timeout=600_000)


def frames(page: Page) -> int:
    return page.evaluate("Page.state.run.frames.length")


def at(page: Page) -> int:
    return page.evaluate("Page.state.at")


def looks(page: Page) -> str:
    """All that a reader sees of the state."""
    return page.evaluate("""() => [
      ...document.querySelectorAll("#picture .points path, #picture .cells *, #chart path"),
    ].map((one) => one.outerHTML).join("") +
      [...document.querySelectorAll("#picture .centroid")]
        .map((one) => one.style.transform + one.style.display).join("") +
      ["words", "place", "distances", "sums", "legend"]
        .map((id) => document.getElementById(id).textContent).join("|")""")


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# What the page computes is what the program recorded.


def assert_equal_bits(page: Page) -> None:
    assert page.evaluate("Check.differences(Page.state.run)") == []
    assert page.text_content("#check").startswith("Checked")


@needs_data
@pytest.mark.parametrize("k, seed", [(3, 0), (5, 7), (12, 2**64 - 1)])
def test_iris_equals_the_record(explain, k: int, seed: int) -> None:
    opened = explain(DATA / "csv" / "iris.csv", "-k", k, "--seed", seed)
    assert_equal_bits(opened.page)
    opened.check()


@pytest.mark.parametrize("start", ["k-means++", "k-means++-plain", "random", "k-means-parallel"])
def test_houses_equal_the_record(explain, start: str) -> None:
    opened = explain(
        HOUSES, "-k", 4, "--columns", "sqft_living,price", "--scale", "standard", "--init", start)
    assert_equal_bits(opened.page)


def test_hard_numbers_equal_the_record(explain, tmp_path: Path) -> None:
    source = random.Random(5)
    sets: dict[str, tuple[list[list[object]], int]] = {
        "offset": ([[*map(repr, row)] for row in blobs(300, 1, offset=1e6, spread=0.01)], 4),
        "huge": ([[*(repr(x * 1e120) for x in row)] for row in blobs(200, 2)], 3),
        "tiny": ([[*(repr(x * 1e-120) for x in row)] for row in blobs(200, 3)], 3),
        # A lattice: nearly every distance is shared by several centroids.
        "ties": ([[x, y] for x in range(12) for y in range(12)], 7),
        "mixed": ([[repr(source.gauss(0, 1) * 10 ** source.randint(-9, 9)) for _ in range(3)]
                   for _ in range(250)], 6),
        # Fewer distinct points than clusters, so that some stay empty.
        "few": ([[i % 3, 0] for i in range(30)], 5),
        "wide": ([[repr(source.gauss(i % 4, 1)) for _ in range(137)] for i in range(60)], 4),
        "one": ([[repr(0.1 * i * i)] for i in range(50)], 4),
    }
    for name, (rows, k) in sets.items():
        path = write_csv(tmp_path / f"{name}.csv", [f"c{i}" for i in range(len(rows[0]))], rows)
        opened = explain(path, "-k", k)
        assert_equal_bits(opened.page)
        assert not opened.faults, (name, opened.faults)


@pytest.mark.parametrize("start", ["k-means++", "k-means++-plain", "random"])
def test_weights_equal_the_record(explain, tmp_path: Path, start: str) -> None:
    source = random.Random(5)
    weights = {
        "copies": [source.choice([0, 1, 2, 7]) for _ in range(90)],
        "parts": [source.random() * 10.0 ** source.randint(-8, 8) for _ in range(90)],
        "light": [source.random() / 1000 for _ in range(90)],
    }
    for name, column in weights.items():
        rows = [[*point, weight] for point, weight in zip(blobs(90, 6), column)]
        data = write_csv(tmp_path / f"{name}.csv", ["x", "y", "w"], rows)
        opened = explain(data, "-k", 5, "--init", start, "--weights", "w", "--seed", 2)
        assert_equal_bits(opened.page)
        opened.page.click("#last")
        assert "Σ yᵢⱼ wᵢ" in opened.page.text_content("#sums")
        opened.check()


def test_relocation_equals_the_record(explain, tmp_path: Path) -> None:
    data = write_csv(tmp_path / "far.csv", ["x", "y"], blobs(120, 9))
    start = write_csv(
        tmp_path / "start.csv", ["x", "y"], [[0, 0], [90, 90], [5, 1], [80, -70]])
    opened = explain(data, "-k", 4, "--init", start)
    assert_equal_bits(opened.page)
    opened.page.evaluate("Acts.goTo(2)")
    assert "was empty and took" in opened.page.text_content("#words")


def test_limit_equals_the_record(explain, tmp_path: Path) -> None:
    data = write_csv(tmp_path / "blobs.csv", ["x", "y"], blobs(400, 4))
    opened = explain(data, "-k", 8, "--max-iterations", 2)
    assert_equal_bits(opened.page)
    opened.page.click("#last")
    assert "at its limit of 2 iterations" in opened.page.text_content("#words")


def test_a_wrong_bit_is_seen(explain, tmp_path: Path) -> None:
    """The comparison that the other tests rest on finds the least change of anything."""
    data = write_csv(tmp_path / "blobs.csv", ["x", "y"], blobs(60, 4))
    page = explain(data, "-k", 3).page
    changes = [
        "run.frames[run.starts].labels[7] ^= 1",
        "run.frames[run.starts + 1].centroids[2] *= 1 + 2 ** -52",
        "run.frames[run.starts + 1].objective *= 1 + 2 ** -52",
        "run.frames[run.starts].objective *= 1 - 2 ** -52",
        "run.draws[1].candidates[0] += 1",
        "run.start[0] *= 1 + 2 ** -52",
        "run.iterations += 1",
    ]
    for change in changes:
        found = page.evaluate(f"""() => {{
          const run = Acts.firstRun(Page.state.set);
          Acts.ensure(run, Infinity);
          const before = Check.differences(run).length;
          {change};
          return [before, Check.differences(run).length];
        }}""")
        assert found[0] == 0 and found[1] >= 1, change


def pairwise(terms: list[float]) -> float:
    """The sum of terms in the order in which NumPy adds a row, written down once more."""
    if len(terms) > 128:
        half = len(terms) // 2 // 8 * 8
        return pairwise(terms[:half]) + pairwise(terms[half:])
    whole = len(terms) // 8 * 8
    total = 0.0
    if whole:
        r = terms[:8]
        for l in range(8, whole):
            r[l % 8] += terms[l]
        total = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]))
    for term in terms[whole:]:
        total += term
    return total


def test_distances_are_added_in_numpys_order(explain, tmp_path: Path) -> None:
    page = explain(write_csv(tmp_path / "two.csv", ["x"], [[1], [2]]), "-k", 1).page
    source = random.Random(3)
    for d in [1, 2, 7, 8, 9, 15, 16, 31, 64, 127, 128, 129, 136, 200, 256, 257, 300, 784]:
        for _ in range(5):
            x, m = ([source.gauss(0, 1) for _ in range(d)] for _ in range(2))
            found = page.evaluate(
                "([x, m, d]) => Exact.distanceSquared([9, ...x], 1, [9, 9, ...m], 2, d)", [x, m, d])
            assert found == pairwise([(a - b) * (a - b) for a, b in zip(x, m)]), d


def test_sums_and_quotients_are_rounded_once(explain, tmp_path: Path) -> None:
    page = explain(write_csv(tmp_path / "two.csv", ["x"], [[1], [2]]), "-k", 1).page
    source = random.Random(4)
    for size in (0, 3, 40, 300):
        for _ in range(40):
            numbers = [source.gauss(0, 1) * 2.0 ** source.randint(-size, size) for _ in range(20)]
            assert page.evaluate("(numbers) => Exact.sum(numbers)", numbers) == math.fsum(numbers)
    # Halves that tie, subnormal results, and everything between: Python divides integers exactly.
    cases = [(2**53 + 1, 1, 0), (2**53 + 3, 1, 0), (2**54 + 2, 1, 0), (1, 3, 0), (-2, 3, 0),
             (1, 1, -1074), (3, 2, -1074), (1, 2, -1074), (1, 3, -1073), (2**60 + 1, 7, -1100)]
    cases += [(source.getrandbits(source.randint(1, 200)) + 1, source.randint(1, 2000),
               source.randint(-1200, 500)) for _ in range(300)]
    for numerator, denominator, exponent in cases:
        exact = Fraction(numerator, denominator) * Fraction(2) ** exponent
        found = page.evaluate(
            "([a, b, e]) => Exact.rounded(BigInt(a), BigInt(b), e)",
            [str(numerator), str(denominator), exponent])
        # A whole number comes back as one, with the digits of the nearest number only.
        assert float(found) == exact.numerator / exact.denominator, (numerator, denominator)


def test_other_methods_have_their_own_trials(kmeans, explain, tmp_path: Path) -> None:
    data = write_csv(tmp_path / "blobs.csv", ["x", "y"], blobs(300, 6))
    page = explain(data, "-k", 9, "--init", "random").page
    for seed in range(6):
        page.fill("#seed", str(seed))
        page.click("#draw-start")
        wait_for_the_end(page)
        answer = json.loads(kmeans(
            "fit", data, "-k", 9, "--seed", seed, "--tolerance", 0, "--json", "--quiet").stdout)
        assert page.evaluate("Page.state.run.objective") == answer["objective"]


def test_other_seeds_are_those_of_the_program(kmeans, explain, tmp_path: Path) -> None:
    data = write_csv(tmp_path / "blobs.csv", ["x", "y"], blobs(300, 6))
    page = explain(data, "-k", 5).page
    for method, seed in [("k-means++", 3), ("k-means++", 4), ("random", 5), ("random", 2**62)]:
        page.select_option("#method", method)
        page.fill("#seed", str(seed))
        page.click("#draw-start")
        wait_for_the_end(page)
        answer = json.loads(kmeans(
            "fit", data, "-k", 5, "--init", method, "--restarts", 1, "--seed", seed,
            "--tolerance", 0, "--json", "--quiet").stdout)
        run = page.evaluate("""() => {
          const run = Page.state.run;
          const last = run.frames[run.frames.length - 1];
          return [run.objective, run.iterations, Array.from(last.centroids)];
        }""")
        assert run[0] == answer["objective"]
        assert run[1] == answer["iterations"]
        assert run[2] == [value for row in answer["centroids"] for value in row]


# Stepping.


@needs_data
def test_steps_forward_and_back(explain) -> None:
    opened = explain(DATA / "csv" / "iris.csv", "-k", 3)
    page = opened.page
    seen = [looks(page)]
    while page.is_enabled("#forward"):
        page.click("#forward")
        seen.append(looks(page))
    assert len(seen) == frames(page) and len(set(seen)) == len(seen)
    assert "local minimum" in page.text_content("#words")
    for before in reversed(seen[:-1]):
        page.click("#back")
        assert looks(page) == before
    assert page.is_disabled("#back") and page.is_disabled("#first")
    opened.check()


@needs_data
def test_slider_keys_and_play(explain) -> None:
    opened = explain(DATA / "csv" / "iris.csv", "-k", 3)
    page = opened.page
    page.focus("#slider")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert at(page) == 4
    page.evaluate("document.activeElement.blur()")
    for key, place in [("ArrowLeft", 3), ("ArrowRight", 4), ("End", frames(page) - 1), ("Home", 0)]:
        page.keyboard.press(key)
        assert at(page) == place
    # In a field, keys belong to the field.
    page.focus("#seed")
    page.keyboard.press("ArrowRight")
    assert at(page) == 0
    page.click("#play")
    page.wait_for_selector("body[data-at='2']", timeout=300_000)
    page.click("#play")
    place = at(page)
    page.wait_for_timeout(1300)
    assert at(page) == place
    opened.check()


@needs_data
def test_formulas_and_numbers(explain) -> None:
    opened = explain(DATA / "csv" / "iris.csv", "-k", 3)
    page = opened.page
    acting = """[...document.querySelectorAll("#formula-assign, #formula-update")]
      .map((one) => one.classList.contains("acts"))"""
    assert page.evaluate(acting) == [False, False]
    page.evaluate("Acts.goTo(3)")
    assert page.evaluate(acting) == [True, False]
    page.fill("#point", "51")
    page.keyboard.press("Enter")
    assert page.text_content("#point-note").startswith("row 51: sepal_length 7")
    numbers = page.evaluate("""() => {
      const { data } = Page.state.set;
      const m = Page.frame().centroids;
      return [0, 1, 2].map((j) => Exact.distanceSquared(data.x, 50 * 4, m, j * 4, 4));
    }""")
    rows = page.locator("#distances tbody tr")
    assert rows.count() == 3
    least = numbers.index(min(numbers))
    assert "least" in rows.nth(least).text_content()
    assert page.locator("#distances strong").count() == 1
    assert page.locator("#distances tr.least td").nth(2).text_content() == "1"
    page.evaluate("Acts.goTo(4)")
    assert page.evaluate(acting) == [False, True]
    page.fill("#cluster", "1")
    page.keyboard.press("Enter")
    row = page.locator("#sums tbody tr").first.locator("td")
    total, count, mean = (float(row.nth(at).text_content()) for at in (1, 2, 3))
    assert abs(total / count - mean) < 1e-3
    assert row.nth(3).text_content() == row.nth(4).text_content()
    opened.check()


@needs_data
def test_a_click_chooses_a_point(explain) -> None:
    page = explain(DATA / "csv" / "iris.csv", "-k", 3).page
    page.evaluate("Acts.goTo(6)")
    place = page.evaluate("""() => {
      const f = Page.plotFrame;
      const box = Page.drawing.getBoundingClientRect();
      const [x, y] = Page.state.set.places[117];
      return [box.left + f.x(x), box.top + f.y(y)];
    }""")
    page.mouse.click(*place)
    assert page.input_value("#point") == "118"


# Other starts.


def centre(page: Page, j: int) -> tuple[float, float]:
    box = page.locator(f"#picture .centroid[data-cluster='{j}'] .disc").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, j: int, across: float, down: float) -> None:
    page.locator("#picture").scroll_into_view_if_needed()
    page.wait_for_timeout(600)
    x, y = centre(page, j)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y + down / 2)
    page.mouse.move(x + across, y + down)
    page.mouse.up()


def objectives(page: Page) -> list[float]:
    return page.evaluate("""Page.state.run.frames.map((frame) => frame.objective)
      .filter((value) => value !== undefined)""")


@pytest.mark.parametrize("columns", ["sqft_living,price", "sqft_living,price,grade,yr_built"])
def test_a_start_by_hand(explain, columns: str) -> None:
    opened = explain(HOUSES, "-k", 4, "--columns", columns, "--scale", "standard")
    page = opened.page
    page.evaluate("Acts.goToEnd()")
    page.locator("#picture").scroll_into_view_if_needed()
    page.wait_for_timeout(600)
    before = centre(page, 2)
    drag(page, 2, 90, -60)
    page.wait_for_timeout(600)
    after = centre(page, 2)
    assert abs(after[0] - before[0] - 90) < 2 and abs(after[1] - before[1] + 60) < 2
    assert page.evaluate("Page.state.run.isByHand") and at(page) == 0
    page.click("#run-on")
    falling = objectives(page)
    assert len(falling) >= 2
    assert all(later <= earlier for earlier, later in zip(falling, falling[1:]))
    assert "local minimum" in page.text_content("#words")
    names = page.locator("#runs tr td:first-child").all_text_contents()
    assert names == ["k-means++, seed 0", "by hand 1"]
    # By keyboard, from where it ended.
    page.locator("#picture .centroid[data-cluster='1']").focus()
    start = page.evaluate("Array.from(Page.frame().centroids)")
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    moved = page.evaluate("Array.from(Page.frame().centroids)")
    d = len(columns.split(","))
    assert [i // d for i in range(len(start)) if start[i] != moved[i]] == [1] * (2 if d == 2 else d)
    assert page.evaluate("document.activeElement.dataset.cluster") == "1"
    page.click("#run-on")
    assert page.locator("#runs tr").count() == 3
    opened.check()


def test_other_minima_are_compared(explain, tmp_path: Path) -> None:
    data = write_csv(tmp_path / "blobs.csv", ["x", "y"], blobs(200, 8))
    page = explain(data, "-k", 6).page
    page.select_option("#method", "random")
    for _ in range(6):
        page.click("#draw-start")
        wait_for_the_end(page)
    rows = page.locator("#runs tr")
    assert rows.count() == 7
    values = [float(row.locator("td").nth(2).text_content().replace(",", "")) for row in rows.all()]
    assert len(set(values)) > 1
    best = values.index(min(values))
    assert rows.nth(best).locator("td").nth(3).text_content() == "least so far"
    rows.nth(0).locator("button").click()
    assert page.evaluate("Page.state.run.name") == "k-means++, seed 0"
    page.fill("#seed", "many")
    page.click("#draw-start")
    assert "whole number" in page.text_content("#seed-note")


@needs_data
def test_j_rises_off_the_mean(explain) -> None:
    opened = explain(DATA / "csv" / "iris.csv", "-k", 3, "--columns", "1,3")
    page = opened.page
    page.evaluate("Acts.goTo(4)")
    page.check("#hold")
    held = "[Page.state.held.now, Page.state.held.least]"
    now, least = page.evaluate(held)
    assert now == least
    drag(page, 1, 40, 25)
    rising = [page.evaluate(held)[0]]
    for _ in range(3):
        drag(page, 1, 30, 0)
        rising.append(page.evaluate(held)[0])
    assert least < rising[0] and rising == sorted(rising)
    difference, expected = page.evaluate("""() => {
      const { held, run } = Page.state;
      const off = Exact.distanceSquared(held.centroids, 2, held.means, 2, 2);
      return [held.now - held.least, Steps.sizes(held.labels, run.k)[1] * off];
    }""")
    assert abs(difference - expected) <= 1e-12 * rising[-1]
    texts = page.locator("#held-numbers td").all_text_contents()
    assert texts[2] == texts[3]
    page.locator("#picture .centroid[data-cluster='0']").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(held)[0] > rising[-1]
    page.click("#to-means")
    assert page.evaluate(held)[0] == least
    opened.check()
    page.uncheck("#hold")
    assert page.is_hidden("#held")


# Data on which k-means fails.


@pytest.mark.parametrize("theme", THEMES)
def test_k_means_fails(explain, shoot, tmp_path: Path, theme: str) -> None:
    data = write_csv(tmp_path / "blobs.csv", ["x", "y"], blobs(60, 8))
    opened = explain(data, "-k", 3, theme=theme)
    page = opened.page
    for key in ("rings", "moons", "sizes", "densities"):
        page.select_option("#dataset", key)
        wait_for_the_end(page)
        page.click("#last")
        assert "of the points are in another cluster" in page.text_content("#why")
        stray = page.evaluate("""() => {
          const { run, set } = Page.state;
          return Sets.strayShare(run.frames[run.frames.length - 1].labels, set.made, run.k);
        }""")
        assert 0.03 < stray < 0.6, (key, stray)
        page.check("#made")
        page.uncheck("#made")
        page.wait_for_timeout(500)
        shoot(page, f"explain-{key}-{theme}-1280")
        opened.check()
    page.select_option("#dataset", "own")
    assert page.is_hidden("#why")
    assert page.evaluate("Page.state.run.data.n") == 60


# All kinds of data, as they look.


def look_at(opened, shoot, name: str, theme: str, width: int, step: int) -> None:
    page = opened.page
    page.evaluate(f"Acts.goTo({step})")
    page.wait_for_timeout(600)
    fits(page)
    shoot(page, f"explain-{name}-{theme}-{width}")
    opened.check()


@needs_data
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_iris(explain, shoot, theme: str, width: int) -> None:
    opened = explain(DATA / "csv" / "iris.csv", "-k", 3, width=width, theme=theme)
    look_at(opened, shoot, "iris", theme, width, 5)
    opened.page.check("#lines")
    opened.page.check("#hold")
    fits(opened.page)
    opened.check()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_houses(explain, shoot, theme: str, width: int) -> None:
    opened = explain(
        HOUSES, "-k", 4, "--columns", "sqft_living,price", "--scale", "standard", width=width,
        theme=theme)
    assert "2,000 of them, drawn at random" in opened.page.text_content("main")
    look_at(opened, shoot, "houses-draw", theme, width, 2)
    look_at(opened, shoot, "houses", theme, width, 7)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_hostile_names(explain, shoot, tmp_path: Path, theme: str, width: int) -> None:
    rows = [[HOSTILE[i % 4] + f"\n{i}", *row, i * i, 7 * i % 11]
            for i, row in enumerate(blobs(90, 3))]
    path = write_csv(tmp_path / "<b>&amp;\"'😀.csv", ["id", *HOSTILE], rows)
    opened = explain(path, "-k", 3, "--id", "id", width=width, theme=theme)
    page = opened.page
    assert page.title() == f"k-means on {path.name}, step by step"
    assert page.evaluate("K.data.columns") == HOSTILE
    assert page.evaluate("K.data.ids[4]") == HOSTILE[0] + "\n4"
    assert page.text_content("#point-note").startswith(HOSTILE[0])
    assert page.locator("img").count() == 0
    look_at(opened, shoot, "hostile", theme, width, 4)
    for step in range(frames(page)):
        page.evaluate(f"Acts.goTo({step})")
    opened.check()


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = random.Random(1)
    centres = [(source.uniform(0, 100), source.uniform(0, 100)) for _ in range(12)]
    values = array("f")
    for i in range(1_000_000):
        x, y = centres[i % 12]
        values.append(x + 6 * source.random())
        values.append(y + 6 * source.random())
    path = tmp_path_factory.mktemp("million") / "million.npy"
    write_npy(path, "<f4", (1_000_000, 2), values.tobytes())
    return path


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_a_million_points(explain, shoot, million: Path, theme: str, width: int) -> None:
    opened = explain(million, "-k", 12, width=width, theme=theme)
    assert_equal_bits(opened.page)
    assert "1,000,000 points" in opened.page.text_content("main")
    look_at(opened, shoot, "million", theme, width, 14)


def test_many_columns_stay_small_and_quick(kmeans, visit, tmp_path: Path) -> None:
    source = random.Random(2)
    pixels = bytes(source.randrange(256) if j % 3 == i % 3 else 0
                   for i in range(1500) for j in range(784))
    data = tmp_path / "pixels.npy"
    write_npy(data, "|u1", (1500, 784), pixels)
    page_file = tmp_path / "pixels.html"
    kmeans("explain", data, "-k", 10, "--output", page_file)
    assert page_file.stat().st_size < 2_000_000
    opened = visit(page_file)
    # Milliseconds until it can be used; a quarter of a second on a machine with nothing else to do.
    assert opened.page.evaluate("performance.getEntriesByType('navigation')[0].domComplete") < 3000
    wait_for_the_end(opened.page)
    assert_equal_bits(opened.page)
    opened.check()
