"""Does what scripts add do what it says, and ask for nothing beyond this server?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from onrecord.store import Record

BUILT = Path(__file__).parents[2] / "src/onrecord/serve/web/built/core.js"

pytestmark = pytest.mark.skipif(not BUILT.exists(), reason="what the browser runs is not built: make built")


@pytest.fixture
def page(browser: Browser, home: str) -> Iterator[Page]:
    """A page of its own, which may copy; what it asks of others than the server fails the test."""
    size, asked = {"width": 1280, "height": 800}, list[str]()
    with closing(browser.new_context(viewport=size, reduced_motion="reduce", color_scheme="light")) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=home)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        yield page
        assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(home).netloc}


@pytest.fixture
def read(built: Path, home: str) -> str:
    """The address of a page with statements on it."""
    with Record.open(built) as record:
        return f"{home}/page/{next(iter(record.rows('statements'))).page}"


def test_pointing_at_marked_words_frames_their_card_and_pointing_at_a_card_lights_its_words(
    read: str, page: Page
) -> None:
    page.goto(read)
    mark = page.locator(".text mark[data-rows]").first
    mark.hover()
    row = str(mark.get_attribute("data-rows")).split()[-1]
    expect(page.locator(f"#{row}")).to_have_class(r"card told lit" if row.startswith("s") else "card counted lit")
    other = page.locator(".cards .card").nth(1)
    other.hover()
    lit = page.locator(".text mark.lit").first
    assert str(other.get_attribute("id")) in str(lit.get_attribute("data-rows")).split()


def test_a_layer_turns_over_in_place_and_stays_so_in_the_address(read: str, page: Page) -> None:
    page.goto(read)
    page.evaluate("scrollTo(0, 200)")
    page.evaluate("document.getElementById('layer-statements').click()")
    expect(page.locator(".text mark.statements")).to_have_count(0)
    assert page.url.endswith("?hide=statements") and page.evaluate("scrollY") == 200
    assert "hide=statements" in str(page.locator("#foot a", has_text="JSON").get_attribute("href"))


def test_a_search_is_narrowed_in_place_and_back_leads_to_all_of_it(home: str, page: Page) -> None:
    page.goto(f"{home}/search?q=water")
    page.get_by_role("navigation", name="Narrow the search by kind").get_by_role("link", name="statements").click()
    expect(page.locator("#q")).to_have_value("water kind:statements")
    page.go_back()
    expect(page.locator("#q")).to_have_value("water")


def test_a_citation_is_copied_by_one_press_and_by_a_key(read: str, page: Page) -> None:
    page.goto(read)
    cite = page.locator(".cards details.cite").first
    cite.locator("summary").click()
    expect(page.locator(".told-briefly")).to_have_text("Citation copied")
    words = cite.locator(".citation").inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == words and "confidence" in words
    page.keyboard.press("Escape")
    page.locator(".cards .card").nth(1).hover()
    page.keyboard.press("c")
    second = page.locator(".cards .card").nth(1).locator(".citation").text_content() or ""
    page.wait_for_function("words => navigator.clipboard.readText().then(had => had === words)", arg=second.strip())


def test_light_and_dark_are_chosen_and_kept(home: str, page: Page) -> None:
    page.goto(home)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator("[data-look]").click()
    dark = page.evaluate(ground)
    page.reload()
    assert page.evaluate(ground) == dark != light
    for _ in range(2):
        page.locator("[data-look]").click()
    assert page.evaluate(ground) == light and page.evaluate("localStorage.length") == 0


def test_no_words_of_a_page_stay_in_the_browser(read: str, page: Page) -> None:
    page.goto(read)
    page.evaluate("document.getElementById('layer-names').click()")
    page.wait_for_url("**hide=names")
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "mark" not in kept and len(kept) < 300


def test_a_saved_page_is_shown_alone_and_asks_for_nothing(read: str, page: Page) -> None:
    page.goto(f"{read}?show=saved")
    frame = page.frame_locator("iframe.saved")
    expect(frame.locator("body")).not_to_be_empty()
    assert page.frames[1].url.endswith("/saved")


def test_drawings_move_and_lead_on(home: str, page: Page) -> None:
    page.goto(f"{home}/map")
    page.get_by_role("button", name="nearer").click()
    assert "scale(1.6)" in str(page.locator("[data-moving] svg > g").get_attribute("transform"))
    page.get_by_role("button", name="all of it").click()
    assert "scale(1)" in str(page.locator("[data-moving] svg > g").get_attribute("transform"))
    page.goto(f"{home}/network")
    expect(page.locator(".moved canvas").first).to_be_visible()
    expect(page.locator(".drawn.network")).to_be_hidden()


def test_a_series_tells_of_each_figure_and_keeps_its_key(built: Path, home: str, page: Page) -> None:
    with Record.open(built) as record:
        paths = [f"{home}/series/{row.id}" for row in record.rows("series") if len(row.figures) > 1]
    for path in paths:
        page.goto(path)
        if page.locator("[data-drawn=series]").count():
            break
    else:
        pytest.skip("no series of the examples has two days")
    expect(page.locator("svg.drawn-anew")).to_be_visible()
    expect(page.locator("ul.key")).to_be_visible()
    assert page.locator("svg.drawn-anew a").count() >= 2 and page.locator("svg.drawn-anew style").count() == 0
