"""Is the CSV of a screen what the screen shows, and harmless in a spreadsheet?"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

import browser
import pytest
from starlette.testclient import TestClient

from onrecord.serve.web.tables import table_of
from onrecord.store import Record


@pytest.fixture(scope="module")
def client(record: Record) -> TestClient:
    return browser.browser(record)


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def ids(value: Any, *, listed: bool = False) -> set[str]:
    """The ids of all rows that stand in a list of a screen, or alone."""
    if isinstance(value, list):
        return set().union(*(ids(each, listed=True) for each in value))
    if isinstance(value, dict):
        own = {value["id"]} if "id" in value else set()
        inside = [each for each in value.values() if rows_in(each) or not (own or listed)]
        return own.union(*map(ids, inside))
    return set()


def rows_in(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) and "id" in each for each in value)


def test_every_screen_has_a_table_of_the_rows_it_shows(record: Record, client: TestClient) -> None:
    for path in browser.screens(record):
        answer, data = client.get(browser.twin(path, "csv")), client.get(browser.twin(path))
        assert answer.status_code == data.status_code, path
        if answer.status_code != 200:
            assert answer.headers["content-type"] == "application/problem+json"
            continue
        assert (
            answer.headers["content-type"].startswith("text/csv")
            and "attachment" in answer.headers["content-disposition"]
        )
        assert {row.get("id") for row in lines(answer.text)} - {"", None} == ids(data.json()["body"]), path


def test_a_row_keeps_its_list_its_fields_and_its_line(record: Record, client: TestClient) -> None:
    page = next(iter(record.rows("pages", outlet="Osk Herald")))
    rows = lines(client.get(f"/page/{page.id}.csv").text)
    said = next(row for row in rows if "grave danger" in row["words"])
    assert (said["list"], said["page.outlet"]) == ("view.statements", "Osk Herald")
    assert said["lead"].startswith("Osk Herald reports that Tam Rusk") and "grave danger" in said["passage.pieces"]


def test_no_page_text_leaves_by_a_table(record: Record, client: TestClient) -> None:
    for page in record.rows("pages"):
        answer = client.get(f"/page/{page.id}.csv").text
        assert not [line for line in page.text.split("\n\n") if line in answer and len(line) > 300]
        assert "stretches" not in answer


@dataclass(frozen=True)
class Listed:
    id: str
    words: str
    low: float
    names: tuple[str, ...] = ()
    holds: bool = True


@dataclass(frozen=True)
class Body:
    rows: tuple[Listed, ...]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_words_that_a_spreadsheet_would_run_are_words(begin: str) -> None:
    row = Listed("s1", f'{begin}cmd|"/c calc"!A1', -3.5, (f"{begin}A1",))
    (line,) = lines(table_of(Body((row,))))
    assert line["words"] == f"'{row.words}" and line["names"] == f"'{begin}A1"
    assert (line["low"], line["holds"], line["list"]) == ("-3.5", "true", "rows")


def test_rows_inside_a_row_stand_below_it(client: TestClient) -> None:
    parts = [row["list"] for row in lines(client.get("/story/t1.csv").text)]
    assert parts[0] == "story" and {"story.pages", "story.statements", "sides", "voices"} <= set(parts)


def test_an_uncertain_statement_is_in_no_table_of_a_list(record: Record, client: TestClient) -> None:
    for path in browser.lists(record):
        text = client.get(browser.twin(path, "csv")).text
        assert "the locks would hold" not in text and "the turbines would run again" not in text, path


def test_an_address_of_another_kind_leads_to_the_table_of_the_row(record: Record, client: TestClient) -> None:
    said = next(iter(record.rows("statements")))
    assert client.get(f"/row/{said.id}.csv").headers["location"] == f"/statement/{said.id}.csv"
