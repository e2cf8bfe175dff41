"""Does the browser run, load or follow nothing that a page brings along, and is no name too long for it?"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import browser
import newsroom
import pytest
from starlette.testclient import TestClient

import addresses
import make
from onrecord.model import Event, Judgement, Participant, Refusal
from onrecord.serve.intake.deliveries import Ended, Item, Shelf
from onrecord.serve.visible import UNSAFE
from onrecord.serve.web.assets import address_of
from onrecord.serve.web.tables import ACTING
from onrecord.store import Record
from onrecord.store.deciding import judge
from onrecord.store.remarks import remark

Write = Callable[[], Record]

POISON = (
    '=1+1\t</title></mark><script>alert(1)</script><svg onload="alert(2)"><img src=x onerror=alert(3)>'
    '"><style>*{display:none}</style><a href="javascript:alert(4)">\'{{ 7*7 }} \u202egnp.exe\u2066 \x1b[31m &lt;b&gt; '
)

AT = "2031-05-01T09:00:00Z"

DISPOSITION = "content-disposition"

NUMBER = re.compile(r"-?\d+(\.\d+)?")

FREE = frozenset(
    {"title", "outlet", "author", "subtitle", "section", "name", "aliases", "why", "counted", "unit", "audience"}
    | {"venue", "medium", "via", "headline", "speaker", "variants", "organization", "member", "body", "target"}
    | {"authority", "basis", "effect", "given_by", "mention", "notes", "speakers", "scope", "what", "place"}
)
"""Fields that hold words of a page, or are made of them."""

OURS = frozenset(
    {"html", "head", "meta", "title", "link", "body", "a", "header", "p", "mark", "search", "form", "label", "input"}
    | {"button", "nav", "ul", "ol", "li", "main", "h1", "h2", "h3", "b", "bdi", "section", "article", "blockquote"}
    | {"cite", "span", "div", "details", "summary", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th"}
    | {"td", "figure", "svg", "line", "circle", "rect", "text", "code", "kbd", "q", "time", "footer", "br", "select"}
    | {"option", "script", "iframe", "path", "g", "defs", "marker", "symbol", "use"}
    | {"textarea", "fieldset", "legend", "progress", "noscript"}
)
"""All elements that our templates write."""

SCRIPT = re.compile(r'<script( type="module")? src="/static/[\w./-]+"></script>')
"""A script of ours: it stands in a file."""


def poisoned(value: Any, field: str = "") -> Any:
    """A row with the poison before the words of every field that may hold a page's."""
    if isinstance(value, tuple):
        return tuple(poisoned(each, field) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {each.name: poisoned(getattr(value, each.name), each.name) for each in fields(value)}
        return replace(value, **{name: words for name, words in changes.items() if name in FREE})
    return POISON + value if isinstance(value, str) and field in FREE else value


@pytest.fixture
def hostile(write: Write, kinds: newsroom.Kinds) -> Record:
    """The newsroom, every page of which wants something of its reader."""
    page = make.page(f"{POISON}\n\n{POISON} said Brenn.", title="A page", name="javascript:alert(5)", published=None)
    page = replace(page, url="javascript:alert(6)", outlet="Trap", blocks=page.blocks)
    said = make.statement(page, "Oda Brenn", POISON.strip(), cue="said Brenn")
    kinds["pages"].append(page)
    kinds["statements"].append(said)
    kinds["refusals"].append(Refusal(POISON, "read", POISON))
    kinds["events"].append(Event("v1", page.id, "other", "", 0, 9, page.text[:9], (Participant("e1", "", "actor"),)))
    for kind in kinds:
        if kind not in ("refusals", "judgements"):
            kinds[kind] = [poisoned(row) for row in kinds[kind]]
    record = write()
    written_by_people(record, said.id)
    return record


def written_by_people(record: Record, row: str) -> None:
    """What people type wants as much of its reader: names, reasons, comments, and the files that they bring."""
    by = f"person:{POISON}"
    judge(record, Judgement("j1", "speaker", ("x" * 16, POISON), POISON, by, AT, POISON))
    for kind, words in (("comment", POISON), ("assigned", POISON[:100])):
        remark(record, row, kind, words, by=by, at=AT)
    shelf = Shelf(Path(record.where))
    for number, state in enumerate(("done", "failed", "stopped")):
        found = shelf.brought([Item(POISON, f"x/{number}", 1), Item(POISON, refused=POISON)], by=POISON, at=AT)
        shelf.add(found.id, Ended(state, POISON, refusals=(Refusal(POISON, "read", POISON),)))


def screens(record: Record) -> list[str]:
    """Every address of every screen, and searches for what must not run."""
    asked = (f"/{screen}={quote(POISON)}" for screen in ("search?q", "network?actor", "map?place", "timeline?kind"))
    others = ("/nowhere", "/page/p-none", "/search?q=alert", f"/search?q={'%3Cscript%3E' * 3}")
    return [*addresses.every(record), *browser.screens(record), *asked, *others]


def test_what_a_page_brings_is_text_on_every_screen(hostile: Record) -> None:
    client = browser.browser(hostile)
    met = 0
    for path in screens(hostile):
        answer = client.get(path)
        page = browser.Markup(answer.text)
        met += "alert(1)" in page.words
        assert {tag for tag, _ in page.tags} <= OURS, path
        assert not [name for _, found in page.tags for name in found if name.startswith("on") or name == "style"], path
        assert "<script" not in SCRIPT.sub("", answer.text), path
        links = page.values("href") + page.values("src") + page.values("action")
        assert all(link.startswith(("/", "#", "https://", "http://")) for link in links), (path, links)
        assert not UNSAFE.search(answer.text), path
        assert "alert(1)" not in page.words or "{{ 7*7 }}" in page.words, path
    assert met > 30


def test_the_policy_stands_on_every_answer_and_no_cookie_is_set(hostile: Record) -> None:
    client = browser.browser(hostile)
    for path in [*screens(hostile), address_of("app.css"), "/static/x/none.css", "/index.json"]:
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith(
            "default-src 'none'; script-src 'self'; style-src 'self'"
        ), path
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
        assert "set-cookie" not in headers


def test_a_table_holds_no_formula_and_every_word(hostile: Record) -> None:
    client = browser.browser(hostile)
    met = 0
    for path in screens(hostile):
        answer = client.get(browser.twin(path, "csv"))
        if answer.status_code != 200:
            continue
        assert answer.headers["content-type"].startswith("text/csv") and "attachment" in answer.headers[DISPOSITION]
        cells = [cell for row in csv.reader(io.StringIO(answer.text, newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(ACTING) and not NUMBER.fullmatch(cell)], path
        met += any("alert(1)" in cell for cell in cells)
    assert met > 30


def test_json_is_sent_as_json_and_carries_the_words_as_they_are(hostile: Record) -> None:
    client = browser.browser(hostile)
    for path in screens(hostile):
        answer = client.get(browser.twin(path))
        assert answer.headers["content-type"] in ("application/json", "application/problem+json"), path
    said = next(row for row in hostile.rows("statements") if "alert" in row.content[0].text)
    words = client.get(f"/page/{said.page}.json").json()["body"]["sections"][-1]["stretches"][-1]["pieces"][0]["text"]
    assert "\u202e" in words


def test_a_title_of_megabytes_makes_no_screen_of_megabytes(write: Write, kinds: newsroom.Kinds) -> None:
    long = "Very <b>long " * 800_000
    courier = kinds["pages"][0]
    kinds["pages"][0] = replace(courier, title=long, outlet=long, author=long)
    kinds["stories"][0] = replace(kinds["stories"][0], headline=long)
    kinds["entities"][0] = replace(kinds["entities"][0], aliases=(long,))
    kinds["refusals"].append(Refusal(long, "read", long))
    record = write()
    client = browser.browser(record)
    for path in [*addresses.every(record, most=1), f"/page/{courier.id}"]:
        assert len(client.get(path).text) < 250_000, path


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[::1", "", "10.0.0.1:8080", "localhost.x"])
def test_a_name_that_was_bent_to_this_machine_is_turned_away(record: Record, host: str) -> None:
    answer = browser.browser(record).get("/", headers={"host": host})
    assert answer.status_code == 421 and "onrecord answers this machine alone" in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]:8080", "127.0.0.9"])
def test_this_machine_by_any_of_its_names_is_answered(record: Record, host: str) -> None:
    assert browser.browser(record).get("/quality", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written_through_the_browser(record: Record, method: str) -> None:
    client: TestClient = browser.browser(record)
    for path in ("/", "/review", "/review.json"):
        answer = client.request(method, path)
        assert answer.status_code == 405 and "This cannot be asked" in answer.text


@pytest.mark.parametrize(
    "path", ["/page/%00", "/page/..%2f..%2fetc", "/static/..%2fapp.py", "/row/%F0%9F%A6%86", "/x.json"]
)
def test_an_address_that_is_none_is_an_answer_of_ours(record: Record, path: str) -> None:
    answer = browser.browser(record).get(path)
    assert answer.status_code == 404
    assert "No such page" in answer.text or "Not on record" in answer.text
