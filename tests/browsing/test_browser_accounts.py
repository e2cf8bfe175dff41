"""Can one log in, make a token and log out in a real browser, with scripts and without, and by the keyboard alone?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from serving import running
from test_browser_screens import AXE, Troubles

from onrecord.serve.accounts import accounts, tokens
from onrecord.serve.web.app import Doors, app_of
from onrecord.store import Record

WORDS = "four plain words will do"
SCREENS = ("/account", "/users", "/audit")


@pytest.fixture
def guarded(copied: Path) -> Iterator[str]:
    """The address of a server that lets in who has an account."""
    with Record.open(copied) as record:
        accounts.add(record, "mira", "admin", WORDS, by="shell", at=datetime.now(UTC))
        accounts.add(record, "old", "reader", WORDS, by="mira", at=datetime.now(UTC))
        accounts.remove(record, "old", by="mira", at=datetime.now(UTC))
        tokens.make(record, "mira", "nightly figures of the desk", "reader", by="mira", at=datetime.now(UTC))
        with running(app_of(record, doors=Doors(users=True))) as address:
            yield address


@pytest.mark.parametrize("scripts", [True, False])
def test_the_screens_of_accounts_are_seen_and_pass_axe(browser: Browser, guarded: str, scripts: bool) -> None:
    troubles = Troubles([])
    with closing(browser.new_context(java_script_enabled=scripts)) as context:
        page = context.new_page()
        troubles.watch(page, urlsplit(guarded).netloc)
        page.goto(f"{guarded}/search?q=dam")
        look(page, troubles, "/login", scripts)
        log_in(page)
        assert page.url == f"{guarded}/search?q=dam"
        for path in SCREENS:
            page.goto(guarded + path)
            if path == "/users":
                page.locator("details.card summary, article.card summary").first.click()
            look(page, troubles, path, scripts)
        [kept] = context.cookies()
        assert kept["httpOnly"] and kept["sameSite"] == "Lax" and kept["name"].startswith("onrecord-")
    assert not troubles.found, "\n".join(troubles.found)


def test_one_makes_a_token_and_logs_out_by_the_keyboard_alone(browser: Browser, guarded: str) -> None:
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"{guarded}/account")
        log_in(page)
        page.get_by_label("What it is for").focus()
        page.keyboard.type("weekly")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="A new token").wait_for()
        assert tokens.MARK in page.locator(".citation").first.inner_text()
        page.goto(f"{guarded}/account")
        assert tokens.MARK not in page.content()
        page.get_by_role("button", name="Log out").first.focus()
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Log in").wait_for()
        assert context.cookies() == []
        page.goto(f"{guarded}/account")
        assert urlsplit(page.url).path == "/login"


def log_in(page: Page) -> None:
    """Name, password, Enter."""
    page.get_by_label("Name").focus()
    page.keyboard.type("mira")
    page.keyboard.press("Tab")
    page.keyboard.type(WORDS)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def look(page: Page, troubles: Troubles, path: str, scripts: bool) -> None:
    with_axe = scripts and AXE.exists()
    if with_axe:
        page.evaluate(AXE.read_text())
    troubles.look(page, path, with_axe=with_axe)
