"""Can a stretch of the timeline be chosen by dragging, and let go?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

BUILT = Path(__file__).parents[2] / "src/onrecord/serve/web/built/charts.js"

pytestmark = pytest.mark.skipif(not BUILT.exists(), reason="what the browser runs is not built: make built")


@pytest.fixture
def page(browser: Browser, home: str) -> Iterator[Page]:
    """The timeline of the statements of the examples."""
    with closing(browser.new_context(viewport={"width": 1280, "height": 800})) as context:
        page = context.new_page()
        page.goto(f"{home}/timeline?kind=statements&from=2031-03-01&to=2031-03-31&unit=day", wait_until="networkidle")
        yield page


def drag(page: Page, begin: float, end: float) -> None:
    """Presses the mouse at one share of the time and moves it to another."""
    box = page.locator(".band svg").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + begin * box["width"], box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + end * box["width"], box["y"] + 5, steps=4)


@pytest.mark.parametrize(("begin", "end"), [(0.02, 0.31), (0.31, 0.02)])
def test_dragging_across_the_bands_shows_the_days_between(page: Page, begin: float, end: float) -> None:
    drag(page, begin, end)
    expect(page.locator(".stretch").first).to_be_attached()
    page.mouse.up()
    expect(page).to_have_url(re.compile("kind=statements&from=2031-03-01&to=2031-03-10$"))


def test_escape_lets_go_of_what_was_being_chosen(page: Page) -> None:
    before = page.url
    drag(page, 0.1, 0.5)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".stretch").first).to_have_attribute("width", "0%")
    assert page.url == before


def test_a_click_on_a_column_goes_into_it(page: Page) -> None:
    page.locator(".band rect.column").first.click()
    expect(page).to_have_url(re.compile("from=2031-03-09&to=2031-03-09"))
