"""Does the screen of changes help where nothing was built yet, and where what was asked is no build or day?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import browser
import pytest
from starlette.testclient import TestClient

from onrecord.serve.api.app import api_of
from onrecord.store import Record


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "empty.db", create=True) as record:
        yield record


@pytest.fixture(scope="module")
def client(record: Record) -> TestClient:
    return browser.browser(record)


@pytest.mark.parametrize("path", ["/changes", "/changes?since=3"])
def test_a_record_without_pages_says_how_they_are_added(empty: Record, path: str) -> None:
    answer = browser.browser(empty).get(path)
    page = browser.Markup(answer.text)
    assert answer.status_code == 200
    assert "Nothing is on record yet" in page.words and "/add" in page.values("href")
    assert empty.where not in answer.text and "Since a build" not in page.words


def test_a_record_without_pages_has_no_changes_for_programs(empty: Record) -> None:
    client = browser.browser(empty)
    assert client.get("/changes.json").json()["body"]["news"] is None
    assert client.get("/changes.csv").status_code == 200
    told = TestClient(api_of(empty), base_url="http://127.0.0.1").get("/changes?since=3")
    assert (told.status_code, told.json()["rows"]) == (200, [])


@pytest.mark.parametrize("since", ["nonsense", "99", "2031-02-30", "-1", "<script>alert(1)</script>", "\u202eevil"])
def test_what_is_no_build_or_day_is_said_beside_the_form_that_asks_for_it(client: TestClient, since: str) -> None:
    answer = client.get("/changes", params={"since": since})
    page = browser.Markup(answer.text)
    assert answer.status_code == 200
    assert "is no build on record and no day: give a build from 1 to 1, or a day as 2031-04-03" in page.words
    field = next(given for tag, given in page.tags if given.get("id") == "since")
    assert field["aria-invalid"] == "true" and field["aria-describedby"] == "trouble"
    assert field["value"] == since[:20].replace("\u202e", "\N{REPLACEMENT CHARACTER}") + "…" * (len(since) > 20)
    assert "/changes?since=0" in page.values("href")
    assert "<script>alert" not in answer.text and "\u202e" not in answer.text


def test_spaces_around_a_build_do_not_matter(client: TestClient) -> None:
    assert "Changes after build 0" in client.get("/changes", params={"since": " 0 "}).text
