"""Does a search that is narrowed and names no word find what is left, at every door, and list nobody who may not be?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import browser
import newsroom
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.errors import UnknownName
from onrecord.serve.api.app import api_of
from onrecord.serve.listed import listed
from onrecord.store import Record
from onrecord.store.seeking import EVERYWHERE, Narrowing

ASKED: tuple[dict[str, str], ...] = (
    {"outlet": "Osk Herald"},
    {"speaker": "Oda Brenn"},
    {"speaker": "Oda Brenn", "since": "2031-04-03", "until": "2031-04-03"},
    {"since": "2031-04-04", "kind": "statements"},
    {"kind": "entities"},
)
"""Narrowings, each of which leaves something."""

PREFIX = {"since": "from", "until": "to"}


def box(asked: dict[str, str]) -> str:
    """What one types for it in the browser."""
    return " ".join(f'{PREFIX.get(name, name)}:"{value}"' for name, value in asked.items())


def on_screen(record: Record, asked: dict[str, str]) -> Any:
    return browser.browser(record).get("/search.json", params={"q": box(asked)}).json()["body"]["finds"]


def by_api(record: Record, asked: dict[str, str]) -> Any:
    api = TestClient(api_of(record), base_url="http://127.0.0.1")
    return api.get("/search", params={"q": "", **asked}).json()


def in_terminal(record: Record, asked: dict[str, str]) -> Any:
    given = [part for name, value in asked.items() for part in (f"--{PREFIX.get(name, name)}", value)]
    return json.loads(CliRunner().invoke(app, ["search", record.where, *given, "--json"]).stdout)


DOORS = {"screen": on_screen, "api": by_api, "terminal": in_terminal}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("asked", ASKED, ids=box)
def test_every_door_finds_the_same_rows_the_newest_first(record: Record, door: str, asked: dict[str, str]) -> None:
    found = [row["id"] if "id" in row else row["page"]["id"] for row in DOORS[door](record, asked)["found"]]
    whole = [hit.id for hit in listed(record, Narrowing(**asked)).found]
    assert found and found == [name for name in whole if name in found]


@pytest.mark.parametrize("door", DOORS)
def test_no_words_are_listed_of_a_person_without_an_office(record: Record, door: str) -> None:
    for name in ("Ilo Venn", newsroom.VENN.id):
        assert DOORS[door](record, {"speaker": name})["found"] == []
    assert newsroom.VENN.id not in json.dumps(DOORS[door](record, {"kind": "entities"}))


@pytest.mark.parametrize("door", DOORS)
def test_a_statement_that_waits_is_counted_and_not_shown(record: Record, door: str) -> None:
    finds = DOORS[door](record, {"outlet": "Osk Herald", "kind": "statements"})
    told = json.dumps(finds)
    assert finds["held_back"] == 2 and "turbines" not in told and "locks would hold" not in told
    assert all(row["lead"].startswith("Osk Herald reports that") for row in finds["found"])


def test_the_screen_tells_the_order_and_offers_no_other(record: Record) -> None:
    client = browser.browser(record)
    page = browser.Markup(client.get("/search", params={"q": 'outlet:"Osk Herald"'}).text)
    assert ", newest first." in page.words
    assert "2 statements among them wait" in page.words and "best first" not in page.words


def test_where_nothing_is_left_the_screen_says_why(record: Record) -> None:
    client = browser.browser(record)
    for typed in ('speaker:"Ilo Venn"', "outlet:nobody", "from:2050"):
        words = browser.Markup(client.get("/search", params={"q": typed}).text).words
        assert "leave out what narrows the search" in words and "wherever it stands" not in words, typed


def test_a_speaker_whose_name_is_not_quite_right_is_asked_back(record: Record) -> None:
    page = browser.browser(record).get("/search", params={"q": 'speaker:"Oda Bren"'})
    assert "speaker Oda Brenn" in browser.Markup(page.text).words


def test_sheets_go_through_all_that_is_left(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["onrecord.serve.web.screens.search"], "ON_A_SHEET", 2)
    client, asked = browser.browser(record), {"q": "from:2031"}
    first = client.get("/search.json", params=asked).json()["body"]
    sheets = [client.get("/search.json", params={**asked, "sheet": n}).json()["body"] for n in range(1, 20)]
    seen = [json.dumps(row) for sheet in sheets[: first["sheets"]] for row in sheet["finds"]["found"]]
    assert len(seen) == len(set(seen)) > 4
    assert 'rel="next"' in client.get("/search", params=asked).text


def test_nothing_asked_finds_nothing_and_the_terminal_says_what_to_ask(record: Record, tmp_path: Path) -> None:
    assert listed(record, EVERYWHERE).found == ()
    told = CliRunner().invoke(app, ["search", record.where])
    assert told.exit_code == 2 and "name a word to look for" in told.output
    with pytest.raises(UnknownName):
        listed(record, Narrowing(kind="links"))
