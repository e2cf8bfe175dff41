"""Does the browser keep the rules that protect the people who are spoken of, on every screen?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import browser
import newsroom
import pytest
from starlette.testclient import TestClient

from onrecord.model import Lineage
from onrecord.store import Record

Write = Callable[[], Record]

DOUBTFUL = ("the turbines would run again", "the locks would hold")


@pytest.fixture(scope="module")
def client(record: Record) -> TestClient:
    return browser.browser(record)


def shown(client: TestClient, path: str) -> str:
    """What the page and its JSON say at an address."""
    return browser.Markup(client.get(path).text).words + " " + client.get(browser.twin(path)).text


def test_nobody_said_anything_unless_an_outlet_reports_it(record: Record, client: TestClient) -> None:
    for path in browser.screens(record):
        words = shown(client, path)
        for name in ("Oda Brenn", "Tam Rusk", "Ilo Venn"):
            ours = re.findall(rf"(.{{14}}){name}(?: \([^)]*\))? said[,:;]", words)
            assert all(before.endswith("reports that ") for before in ours), (path, ours)


def test_an_uncertain_statement_is_on_no_screen_but_its_own_its_page_and_the_review_list(
    record: Record, client: TestClient
) -> None:
    for path in browser.lists(record):
        words = shown(client, path)
        assert not [doubt for doubt in DOUBTFUL if doubt in words], path


@pytest.mark.parametrize("words", DOUBTFUL)
def test_an_uncertain_statement_is_shown_with_its_reason_where_it_may_be(
    words: str, record: Record, client: TestClient
) -> None:
    said = next(row for row in record.rows("statements") if row.content[0].text == words)
    for path in (f"/page/{said.page}", "/review", f"/statement/{said.id}", f"/why/{said.id}"):
        assert words in shown(client, path)
        assert re.search("threshold|one of several may have spoken", shown(client, path))


def test_a_search_finds_the_page_of_an_uncertain_statement_and_not_its_speaker(client: TestClient) -> None:
    words = shown(client, "/search?q=turbines")
    assert "Fear in the lower valley" in words and "reports that" not in words
    assert "1 statement with these words waits" in words


def test_an_utterance_shows_no_rendering_that_waits(write: Write, kinds: newsroom.Kinds) -> None:
    retold = next(row for row in kinds["statements"] if row.utterance and row.form == "indirect")
    kinds["statements"][kinds["statements"].index(retold)] = replace(retold, confidence=0.2)
    client = browser.browser(write())
    for path in ("/utterance/u1", "/why/u1", "/story/t1", f"/actor/{newsroom.BRENN.id}"):
        assert "The closed gates will not be opened" not in shown(client, path), path
    assert "1 rendering more for review" in shown(client, "/utterance/u1")
    assert "1 row more waits" in shown(client, "/why/u1")


def test_an_utterance_of_which_all_waits_is_not_shown(write: Write, kinds: newsroom.Kinds) -> None:
    kinds["statements"] = [replace(row, confidence=0.2) for row in kinds["statements"]]
    client = browser.browser(write())
    for path in ("/utterance/u1", "/why/u1"):
        assert client.get(path).status_code == 404
        assert "Brenn" not in shown(client, path)


def test_accounts_differ_only_where_both_may_be_shown(write: Write, kinds: newsroom.Kinds) -> None:
    alarm = next(row for row in kinds["statements"] if "grave danger" in row.content[0].text)
    kinds["statements"][kinds["statements"].index(alarm)] = replace(alarm, confidence=0.2)
    client = browser.browser(write())
    link = next(row for row in kinds["links"] if row.kind == "conflicts")
    for path in ("/", "/conflicts", f"/statement/{link.a}", f"/why/{link.a}", f"/why/{link.id}", "/changes?since=0"):
        assert "one denies the danger the other reports" not in shown(client, path), path
    assert "1 pair of this sheet waits" in shown(client, "/conflicts")


def test_somebody_without_an_office_has_no_page_and_no_trail_of_mentions(record: Record, client: TestClient) -> None:
    for path in (f"/actor/{newsroom.VENN.id}", f"/why/{newsroom.VENN.id}"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "No page for this name" in answer.text and "Venn" not in shown(client, path)
    assert "Ilo Venn" in shown(client, f"/page/{next(iter(record.rows('pages', outlet='Tavra Courier'))).id}")


def test_somebody_in_an_office_has_a_page(client: TestClient) -> None:
    words = shown(client, f"/actor/{newsroom.BRENN.id}")
    assert "Water Minister, Belmara" in words and "The gates stay shut until the commission meets" in words
    assert all(doubt not in words for doubt in DOUBTFUL)


def test_restored_quotes_never_stand_in_quotation_marks(record: Record, client: TestClient) -> None:
    for path in browser.screens(record):
        assert "“We were never asked" not in shown(client, path), path
    repaired = next(row for row in record.rows("statements") if row.repaired)
    assert "quotation marks restored" in shown(client, f"/statement/{repaired.id}")


def test_a_citation_carries_outlet_day_review_state_and_confidence(record: Record, client: TestClient) -> None:
    said = next(row for row in record.rows("statements") if row.content[0].text == "Nobody is in danger")
    citation = client.get(f"/statement/{said.id}.json").json()["citation"]
    for part in ("Tavra Courier reports that", "3 April 2031", "not reviewed by a person", "confidence", said.id):
        assert part in citation
    figure = next(iter(record.rows("figures")))
    page = browser.Markup(client.get(f"/page/{figure.page}").text).words
    assert f"not reviewed by a person; confidence {figure.confidence:.2f}; onrecord {figure.id}" in page


def test_a_statement_that_a_person_confirmed_is_passed_on_with_that_word(write: Write, kinds: newsroom.Kinds) -> None:
    held = next(row for row in kinds["statements"] if row.content[0].text == "the locks would hold")
    kinds["judgements"].append(newsroom.confirmed(held))
    client = browser.browser(write())
    words = shown(client, f"/actor/{newsroom.BRENN.id}")
    assert "the locks would hold" in words and "confirmed by Ada on 2031-05-01" in words
    assert "the locks would hold" not in shown(client, "/review")


def test_corrections_that_an_outlet_prints_stand_first(client: TestClient) -> None:
    page = client.get("/").text
    assert 0 < page.index("gave the wrong name of the lower lock") < page.index("Stories")


def test_no_screen_judges_who_is_right(record: Record, client: TestClient) -> None:
    for path in browser.screens(record):
        words = shown(client, path).lower()
        assert "conflicts with" not in words and "is false" not in words and "contradict" not in words, path


def test_a_figure_whose_statement_waits_is_traced_to_nobody(write: Write, kinds: newsroom.Kinds) -> None:
    doubtful = next(row for row in kinds["statements"] if row.content[0].text == "the locks would hold")
    figure = kinds["figures"][1]
    lineage = Lineage(speaker="Oda Brenn", agency="Belmara", via="a clerk", outlet="Osk Herald", heard="published")
    kinds["figures"][1] = replace(figure, statement=doubtful.id, given_by=("Oda Brenn",), lineage=lineage)
    words = shown(browser.browser(write()), f"/why/{figure.id}")
    assert "Osk Herald carries it" in words and "Oda Brenn" not in words and "a clerk" not in words
