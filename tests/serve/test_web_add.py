"""Can pages be brought in the browser, and can it be seen what becomes of them?"""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import browser
import httpx
import newsroom
import pytest
from starlette.testclient import TestClient
from test_web_server import served

from onrecord.serve.accounts.person import Person
from onrecord.serve.intake.taking import KINDS
from onrecord.serve.web.app import app_of
from onrecord.store import Record

PATIENCE = 120.0
"""Seconds that a process which loads a language model may take on a busy machine."""

PAGE = """The gates of the Sarn dam stay shut

The gates of the Sarn dam will stay shut until the commission meets, Water Minister Oda Brenn said on Thursday.

"Nobody asked the villages below," she told reporters in Lurin. About 1,700 families were moved, the ministry said.

The commission meets on Monday. Its members have asked for the counts of all the villages below the dam.
"""

POISON = "<script>alert(1)</script>\u202egnp.exe"


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Record]:
    with newsroom.record_at(tmp_path / "news.db", newsroom.rows()) as record:
        yield record


@pytest.fixture
def client(held: Record) -> Iterator[TestClient]:
    """A client whose server runs: what was brought is built in."""
    with browser.browser(held) as running:
        yield running


@pytest.fixture
def idle(held: Record) -> TestClient:
    """A client whose server has not started: what was brought waits. Only for deeds that wake nothing."""
    return browser.browser(held)


def brought(client: httpx.Client, *files: tuple[str, bytes], **words: str) -> httpx.Response:
    """Send the form of the screen, files and all."""
    page = browser.Markup(client.get("/add").text)
    token = next(found["value"] for tag, found in page.tags if tag == "input" and found.get("name") == "token")
    fields: list[Any] = [("files", file) for file in files] or [("files", ("", b""))]
    return client.post("/add", data={"token": token, **words}, files=fields)


def ended(client: httpx.Client, path: str) -> dict[str, Any]:
    """The delivery as JSON once it is done."""
    until = monotonic() + PATIENCE
    while (told := client.get(f"{path}.json").json()["body"])["open"]:
        assert monotonic() < until, told
        sleep(0.05)
    return told  # type: ignore[no-any-return]


def test_a_page_and_files_are_brought_followed_and_read_at_the_end(client: TestClient) -> None:
    answer = brought(
        client, ("../gates.txt", PAGE.encode()), ("crawl.zip", b"PK"), (f"{POISON}.html", b""),
        words=PAGE.replace("shut", "open"), address="https://tavra.example/open", day="2031-04-03",
    )  # fmt: skip
    path = answer.headers["location"]
    assert answer.status_code == 303 and path.startswith("/add/b")
    with client.stream("GET", f"{path}/progress") as events:
        assert events.headers["content-type"].startswith("text/event-stream")
        steps = [json.loads(line[5:]) for line in events.iter_lines() if line.startswith("data:")]
    assert [step["open"] for step in steps][-2:] == [True, False]
    told = ended(client, path)
    assert (told["state"], told["told"], told["known"]) == ("done", "It is on record.", 0)
    assert told["pages"][0]["day"].startswith("3 April 2031")
    assert [item["name"] for item in told["items"]][:3] == ["pasted.jsonl", "gates.txt", "crawl.zip"]
    assert [each["why"][:8] for each in told["refusals"]] == ["is empty"]
    page = browser.Markup(client.get(path).text)
    assert "2 pages on record" in page.words and "Not read further" in page.words and "crawl.zip" in page.words
    assert all(client.get(link).status_code == 200 for link in page.values("href") if link.startswith("/page/"))
    assert path in browser.Markup(client.get("/add").text).values("href")
    again = brought(client, ("gates.txt", PAGE.encode()))
    told = ended(client, again.headers["location"])
    assert (len(told["pages"]), told["known"]) == (1, 1)
    assert "1 of them was on record before" in browser.Markup(client.get(again.headers["location"]).text).words


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({}, "nothing to read"),
        ({"words": "The gates.", "address": "javascript:alert(1)"}, "must be one of the web"),
        ({"words": f"{POISON} said Brenn.", "day": "soon"}, "must be one of the calendar"),
        ({"address": "https://tavra.example/1"}, "not fetched from here"),
    ],
)
def test_what_cannot_be_taken_is_told_and_what_was_typed_is_kept(
    idle: TestClient, held: Record, words: dict[str, str], why: str
) -> None:
    answer = brought(idle, **words)
    page = browser.Markup(answer.text)
    assert answer.status_code == 409 and why in page.words and "role" in "".join(str(page.tags))
    assert words.get("address", "") in page.values("value")
    assert words.get("words", "").replace("\u202e", "\N{REPLACEMENT CHARACTER}") in page.words
    assert not Path(f"{held.where}.added").exists()


def test_a_delivery_of_nothing_that_can_be_read_ends_at_once(idle: TestClient) -> None:
    answer = brought(idle, ("gates.pdf", b"%PDF"))
    page = browser.Markup(idle.get(answer.headers["location"]).text)
    assert "It could not be built in" in page.words and "is not of a known kind" in page.words
    assert "Go on" not in page.words and KINDS.split(", ")[0] in page.words


def test_what_is_read_is_stopped_and_gone_on_with(client: TestClient) -> None:
    path = brought(client, ("gates.txt", PAGE.encode())).headers["location"]
    name = path.rpartition("/")[2]
    assert 'http-equiv="refresh"' in client.get(path).text
    assert browser.fill(client, f"/add/stop/{name}", path).headers["location"] == path
    page = browser.Markup(client.get(path).text)
    assert "It was stopped" in page.words and "stopped by unknown" in page.words
    assert 'http-equiv="refresh"' not in client.get(path).text
    assert browser.fill(client, f"/add/stop/{name}", path).status_code == 422
    assert browser.fill(client, f"/add/on/{name}", path).status_code == 303
    assert ended(client, path)["state"] == "done"


def test_only_an_editor_may_bring_pages(held: Record) -> None:
    app = app_of(held, who=lambda _: Person("Bo", "reviewer"))
    client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    answer = brought(client, ("gates.txt", PAGE.encode()))
    assert answer.status_code == 403 and "needs the role editor" in answer.text


def test_more_than_may_be_brought_at_once_is_refused_while_it_comes(idle: TestClient) -> None:
    answer = brought(idle, words="x" * 6_000_000)
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/add/b0", "/add/b0/progress", "/add/..%2fnews"])
def test_a_delivery_that_is_none_is_told(idle: TestClient, path: str) -> None:
    assert idle.get(path).status_code == 404


def test_a_server_that_ends_keeps_nobody_waiting_and_the_next_one_goes_on(held: Record) -> None:
    with served(held.where) as (server, address), httpx.Client(base_url=address, timeout=PATIENCE) as client:
        path = brought(client, ("gates.txt", PAGE.encode())).headers["location"]
        with client.stream("GET", f"{path}/progress") as events:
            assert '"open":true' in next(events.iter_lines())
            server.send_signal(signal.SIGINT)
            out, err = server.communicate(timeout=PATIENCE)
            assert (server.returncode, out, err) == (0, "", "")
    with served(held.where) as (_, address), httpx.Client(base_url=address, timeout=PATIENCE) as client:
        assert ended(client, path)["state"] == "done"
