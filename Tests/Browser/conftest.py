"""What the tests of the pages share: the program, a browser, and what a page must never do."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / ".build" / "browser" / "shots"
DATA = Path(os.environ.get("KMEANS_TEST_DATA", ROOT.parent / "shared" / "data"))
WIDTHS = (1280, 390)
THEMES = ("light", "dark")

needs_data = pytest.mark.skipif(
    not (DATA / "csv" / "iris.csv").exists(),
    reason="no data folder; set KMEANS_TEST_DATA to run these")


@pytest.fixture(scope="session")
def kmeans() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the program; it must succeed."""
    program = os.environ["KMEANS_PROGRAM"]

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *map(str, arguments)], check=True, capture_output=True, text=True)

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["KMEANS_BROWSER"], args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page opened from disk, and all that went wrong on it."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def check(self) -> None:
        """No error, no request, nothing of a serious accessibility fault."""
        found = Axe().run(self.page).response["violations"]
        serious = [
            f"{rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:120]}"
            for rule in found if rule["impact"] in ("serious", "critical")]
        assert not serious, serious
        assert not self.faults, self.faults


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens a file as a reader would: `visit(path, width=1280, theme="light")`."""
    contexts = []

    def open_page(path: Path, width: int = 1280, theme: str = "light") -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        visit = Visit(page)
        page.on("console", lambda message: message.type in ("error", "warning")
                and visit.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: visit.faults.append(f"error: {error}"))
        page.on("request", lambda request: request.url.startswith(("file:", "blob:", "data:"))
                or visit.faults.append(f"request: {request.url}"))
        page.on("dialog", lambda dialog: (visit.faults.append("a dialog"), dialog.dismiss()))
        page.goto(path.resolve().as_uri())
        return visit

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def shoot() -> Callable[[Page, str], Path]:
    """Keeps a picture of the whole page."""
    SHOTS.mkdir(parents=True, exist_ok=True)

    def shoot(page: Page, name: str) -> Path:
        path = SHOTS / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return shoot
