"""Does a deed change the record for whoever may do it, from a form of ours, and for nobody else?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import browser
import newsroom
import pytest
import review_record
from starlette.testclient import TestClient

from onrecord.model import Statement
from onrecord.serve.accounts.person import Person
from onrecord.serve.web.app import app_of
from onrecord.serve.web.sealing import Seal
from onrecord.store import Record, by_people


@pytest.fixture
def settled(tmp_path: Path) -> Iterator[Record]:
    with review_record.record_at(tmp_path / "news.db", newsroom.rows(tmp_path)) as record:
        yield record


def saying(record: Record, words: str) -> Statement:
    return next(row for row in record.rows("statements") if words in row.content[0].text)


def as_person(record: Record, person: Person) -> TestClient:
    return TestClient(app_of(record, who=lambda _: person), base_url="http://127.0.0.1", follow_redirects=False)


def test_a_decision_from_the_screen_holds_at_once_and_leads_back(settled: Record) -> None:
    client, said = as_person(settled, Person("Ada", "reviewer")), saying(settled, "the locks would hold")
    path = f"/statement/{said.id}"
    assert "Waits for a person" in client.get(path).text
    answer = browser.fill(client, f"/judge/{said.id}", path, decision="confirm", why="heard the tape")
    assert (answer.status_code, answer.headers["location"]) == (303, path)
    assert "Waits for a person" not in client.get(path).text
    (made,) = by_people(settled)
    assert (made.kind, made.by, made.why, made.target[1]) == (
        "confirm", "person:Ada", "heard the tape", "the locks would hold",
    )  # fmt: skip


def test_nothing_is_decided_on_a_record_that_is_not_there_any_more(settled: Record) -> None:
    client, said = browser.browser(settled), saying(settled, "the locks would hold")
    path, file = f"/statement/{said.id}", Path(settled.where)
    file.rename(file.with_suffix(".moved"))
    answer = browser.fill(client, f"/judge/{said.id}", path, decision="confirm")
    assert answer.status_code == 503 and "was moved or deleted" in answer.text
    file.with_suffix(".moved").rename(file)
    assert browser.fill(client, f"/judge/{said.id}", path, decision="confirm").status_code == 303
    assert len(by_people(settled)) == 1


def test_a_rejected_statement_leads_to_its_page(settled: Record) -> None:
    client, said = browser.browser(settled), saying(settled, "Nobody is in danger")
    answer = browser.fill(client, f"/judge/{said.id}", f"/statement/{said.id}", decision="reject")
    assert answer.headers["location"] == f"/page/{said.page}"
    assert client.get(f"/statement/{said.id}").status_code == 404


@pytest.mark.parametrize(
    "token",
    ["", "0" * 64, "é", Seal().token(Person("unknown", "admin"))],
    ids=["none", "noughts", "no letters of a token", "another server's"],
)
def test_a_form_without_the_token_of_this_server_changes_nothing(settled: Record, token: str) -> None:
    client, said = browser.browser(settled), saying(settled, "Nobody is in danger")
    answer = client.post(f"/judge/{said.id}", data={"token": token, "decision": "reject"})
    assert answer.status_code == 403 and "load the page again" in answer.text
    assert by_people(settled) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1.evil.example"},
    ],
)
def test_what_another_site_sends_changes_nothing(settled: Record, headers: dict[str, str]) -> None:
    client, said = browser.browser(settled), saying(settled, "Nobody is in danger")
    client.headers.update(headers)
    answer = browser.fill(client, f"/judge/{said.id}", f"/statement/{said.id}", decision="reject")
    assert answer.status_code == 403 and "another site" in answer.text
    assert by_people(settled) == []


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://127.0.0.1"}])
def test_what_our_own_pages_send_is_taken(settled: Record, headers: dict[str, str]) -> None:
    client, said = browser.browser(settled), saying(settled, "Nobody is in danger")
    client.headers.update(headers)
    answer = browser.fill(client, f"/judge/{said.id}", f"/statement/{said.id}", decision="confirm")
    assert answer.status_code == 303


def test_the_token_of_one_person_is_none_of_another(settled: Record) -> None:
    seal = Seal()
    ada, bo = Person("Ada", "editor", "session-1"), Person("Bo", "editor", "session-2")
    assert seal.holds(seal.token(ada), ada) and not seal.holds(seal.token(ada), bo)
    assert "secret" not in repr(seal)


def test_a_reader_sees_no_form_and_may_not_send_one(settled: Record) -> None:
    client, said = as_person(settled, Person("Rea", "reader")), saying(settled, "Nobody is in danger")
    assert '<form action="/judge' not in client.get(f"/statement/{said.id}").text
    answer = client.post(f"/judge/{said.id}", data={"decision": "reject"})
    assert answer.status_code == 403 and "needs the role reviewer" in answer.text
    assert by_people(settled) == []


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ({"decision": "burn"}, 422, "no decision named"),
        ({"decision": "said", "value": "yesterday"}, 422, "a day as EDTF"),
        ({"decision": "confirm", "why": "w" * 1_100_000}, 413, "too much at once"),
    ],
)
def test_a_form_that_cannot_be_taken_says_why(settled: Record, words: dict[str, str], status: int, told: str) -> None:
    client, said = browser.browser(settled), saying(settled, "Nobody is in danger")
    answer = browser.fill(client, f"/judge/{said.id}", f"/statement/{said.id}", **words)
    assert answer.status_code == status and told in browser.Markup(answer.text).words
    assert by_people(settled) == []


def test_a_decision_on_a_row_that_is_not_there_is_told(settled: Record) -> None:
    client, said = browser.browser(settled), saying(settled, "Nobody is in danger")
    answer = browser.fill(client, "/judge/s0000000", f"/statement/{said.id}", decision="confirm")
    assert answer.status_code == 404
