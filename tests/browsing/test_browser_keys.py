"""Can the app be used by keyboard alone, from logging in to taking a decision back, and do back and forward work?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import running

from onrecord.serve.accounts import accounts
from onrecord.serve.intake.deliveries import Ended, Item, Shelf, Step
from onrecord.serve.web.app import Doors, app_of
from onrecord.store import Record, by_people

PASSWORD = "lower sluice at dawn"

BUILT = Path(__file__).parents[2] / "src/onrecord/serve/web/built/core.js"

pytestmark = pytest.mark.skipif(not BUILT.exists(), reason="what the browser runs is not built: make built")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with closing(browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")) as context:
        yield context.new_page()


@pytest.fixture
def desk(copied: Path) -> Iterator[tuple[Record, str]]:
    """A record of one's own with an account for Ada, a reviewer, and the address of its server."""
    with Record.open(copied) as record:
        for name, role in (("root", "admin"), ("ada", "reviewer")):
            accounts.add(record, name, role, PASSWORD, by="tests", at=datetime.now(UTC))
        with running(app_of(record, doors=Doors(users=True))) as address:
            yield record, address


def focused(page: Page) -> str:
    """The id of what has the focus, or that of the row it stands in."""
    return str(page.evaluate("document.activeElement.closest('[id]')?.id ?? ''"))


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field of this name has the focus."""
    for _ in range(60):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached by Tab")


def test_a_review_from_logging_in_to_taking_back_needs_no_mouse(desk: tuple[Record, str], page: Page) -> None:
    record, home = desk
    page.goto(f"{home}/review")
    for name, words in (("name", "ada"), ("password", PASSWORD)):
        tab_to(page, name)
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/review**")
    page.keyboard.press("j")
    page.keyboard.press("j")
    row = focused(page)
    assert row.startswith("s")
    page.keyboard.press("a")
    expect(page.locator(".just-done")).to_contain_text("Done")
    (made,) = by_people(record)
    assert (made.kind, made.by) == ("confirm", "person:ada")
    expect(page.locator("[data-row]:focus")).to_be_attached()  # the next row took its place
    assert focused(page).startswith("s") and focused(page) != row
    page.keyboard.press("u")
    expect(page.locator(".just-done [data-do=undo]")).to_have_count(0)
    expect(page.locator(f"#{row}")).to_contain_text("waits")
    (made,) = by_people(record)
    assert made.withdrawn


def test_a_correction_is_made_by_keyboard(desk: tuple[Record, str], page: Page) -> None:
    record, home = desk
    page.goto(f"{home}/login")
    for name, words in (("name", "ada"), ("password", PASSWORD)):
        tab_to(page, name)
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}/")
    page.goto(f"{home}/review")
    page.keyboard.press("j")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "speaker"
    page.keyboard.press("Control+A")
    page.keyboard.type("Oda Brenn")
    page.keyboard.press("Enter")
    expect(page.locator(".just-done")).to_contain_text("Done")
    assert "Oda Brenn" in {made.value for made in by_people(record)}


def test_marks_and_cards_lead_to_each_other_by_keyboard(built: Path, home: str, page: Page) -> None:
    with Record.open(built) as record:
        said = next(iter(record.rows("statements")))
    page.goto(f"{home}/page/{said.page}")
    page.keyboard.press("n")
    row = page.evaluate("document.activeElement.hash.slice(1)")
    assert page.locator(f"#{row}").evaluate("card => card.classList.contains('lit')")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{row}")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.hash.slice(1)") == row
    page.keyboard.press("n")
    second = page.evaluate("document.activeElement.hash.slice(1)")
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.hash.slice(1)") == row != second


def test_keys_are_told_and_lead_to_the_search(home: str, page: Page) -> None:
    page.goto(home)
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_contain_text("search")
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("gates")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=gates")


def test_back_and_forward_lead_through_what_was_seen(built: Path, home: str, page: Page) -> None:
    with Record.open(built) as record:
        said = next(iter(record.rows("statements")))
    page.goto(f"{home}/search?q=flood")
    heading = page.locator("h1").inner_text()
    page.goto(f"{home}/page/{said.page}")
    title = page.title()
    page.locator("nav.layers a").first.click()
    page.wait_for_url("**hide=**")
    expect(page.locator("nav.layers a").first).to_contain_text("☐")
    page.go_back()
    page.wait_for_url("**/search?q=flood")
    expect(page.locator("h1")).to_have_text(heading)
    page.go_forward()
    expect(page.locator("nav.layers a").first).to_contain_text("☐")
    expect(page).to_have_title(title)


def test_pages_that_are_brought_come_on_record(copied: Path, page: Page) -> None:
    with Record.open(copied) as record, running(app_of(record), alive=True) as home:
        page.goto(f"{home}/add")
        page.locator("#words").fill(
            "Gates of the Sarn dam stay shut\n\nThe gates will stay shut until the commission meets, Oda Brenn "
            "said on Thursday.\n\n“Nobody asked the villages,” she told reporters. About 1,700 families were moved."
        )
        page.locator("#day").fill("2031-04-03")
        page.get_by_role("button", name="Add to the record").click()
        expect(page.get_by_role("status")).to_contain_text("It is on record", timeout=120_000)
        page.get_by_role("link", name="Gates of the Sarn dam stay shut").click()
        expect(page.locator("h1")).to_contain_text("Gates of the Sarn dam stay shut")


def test_a_delivery_is_followed_until_it_ends(copied: Path, page: Page) -> None:
    with Record.open(copied) as record, running(app_of(record)) as home:
        shelf = Shelf(copied)
        brought = shelf.brought([Item("sluice.txt", "x/sluice.txt", 17)], by="Ada", at="2031-04-03T09:00:00+00:00")
        page.goto(f"{home}/add/{brought.id}")
        bar = page.locator("[data-progress] progress")
        expect(bar).to_be_visible()
        shelf.add(brought.id, Step("reading", 3, 0, 7))
        expect(bar).to_have_attribute("max", "7")
        shelf.add(brought.id, Ended("done"))
        expect(bar).to_have_count(0)
        expect(page.get_by_role("status")).to_be_visible()
