"""Does what scripts add do what it says, and ask for nothing beyond this server?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from test_browser_screens import turn

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
    expect(page.locator(f".text mark.lit[data-rows~={other.get_attribute('id')}]").first).to_be_attached()


def test_a_layer_turns_over_in_place_and_stays_so_in_the_address(read: str, page: Page) -> None:
    page.goto(read)
    page.evaluate("scrollTo(0, 200)")
    page.evaluate("document.getElementById('layer-statements').click()")
    expect(page.locator(".text mark.statements")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?hide=statements$"))
    expect(page.locator("#foot a", has_text="JSON")).to_have_attribute("href", re.compile("hide=statements"))
    assert page.evaluate("scrollY") == 200


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
    expect(page.locator(".text mark.names")).to_have_count(0)
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


@pytest.fixture
def series(built: Path, home: str, page: Page) -> Locator:
    """The drawing of a series of two days that is on the page now."""
    with Record.open(built) as record:
        paths = [f"{home}/series/{row.id}" for row in record.rows("series") if len(row.figures) > 1]
    for path in paths:
        page.goto(path)
        if page.locator("[data-drawn=series]").count():
            expect(page.locator("[data-came=drawn]")).to_be_attached()
            return page.locator("svg.drawn-anew")
    raise AssertionError("no series of the examples has two days")


def test_a_series_is_drawn_anew_and_keeps_its_key(series: Locator, page: Page) -> None:
    expect(series).to_be_visible()
    expect(page.locator("ul.key")).to_be_visible()
    assert series.locator("a").count() >= 2 and series.locator("style").count() == 0


def test_each_figure_of_a_series_tells_of_itself_to_the_mouse_and_to_the_keyboard(series: Locator, page: Page) -> None:
    tip = series.locator("g[aria-label=tip]")
    for link in (series.locator("a").first, series.locator("a").last):
        told = str(link.get_attribute("aria-label")).split("; ")
        assert any("reports" in line for line in told)
        link.focus()
        expect(tip).to_have_text("\u200b".join(told))
        assert link.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.locator("h1").hover()
    link.evaluate("link => link.blur()")
    expect(tip).to_be_empty()
    series.locator("a > *").first.hover()
    expect(tip).not_to_be_empty()


def test_a_series_in_other_colours_or_another_width_is_drawn_with_the_same_names(series: Locator, page: Page) -> None:
    def seen() -> tuple[list[str], str, str]:
        names = series.locator("a").evaluate_all("links => links.map((link) => link.getAttribute('aria-label'))")
        dot = series.locator("a").first
        return names, str(series.get_attribute("width")), str(dot.locator("> *").get_attribute("fill"))

    names, width, fill = seen()
    turn(page, 1280, "dark", scripts=True)
    dark = seen()
    turn(page, 400, "dark", scripts=True)
    narrow = seen()
    assert names == dark[0] == narrow[0] and dark[1] == width and dark[2] != fill and int(narrow[1]) < int(width)


def test_a_drawing_that_cannot_be_made_leaves_the_plain_one(series: Locator, page: Page) -> None:
    page.route("**/series/*.json", lambda route: route.abort())
    page.reload()
    expect(page.locator("[data-came=plain] .drawn.plot")).to_be_visible()
    expect(series).to_have_count(0)
