"""Does every screen open, lead on, say the same as its JSON, and stand at an address that can be kept?"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import browser
import newsroom
import pytest
from starlette.testclient import TestClient

from onrecord.model import Block
from onrecord.serve.passages import Piece
from onrecord.serve.web.asking import ON_A_SHEET, sheet_of
from onrecord.serve.web.differing import differing
from onrecord.serve.web.marking import Mark, sections_of
from onrecord.serve.web.question import narrowed, question_of
from onrecord.store import Record

Write = Callable[[], Record]


@pytest.fixture(scope="module")
def client(record: Record) -> TestClient:
    return browser.browser(record)


def test_every_link_on_every_screen_leads_somewhere(record: Record, client: TestClient) -> None:
    todo, pages = ["/"], dict[str, browser.Markup]()
    while todo:
        path = todo.pop()
        if path in pages:
            continue
        answer = client.get(path)
        if answer.status_code == 303:
            todo.append(answer.headers["location"].partition("#")[0])
            continue
        told = answer.status_code, path, answer.text[-300:]
        assert answer.status_code == 200 or "No page for this name" in answer.text or "Waits for" in answer.text, told
        if "html" in answer.headers["content-type"]:
            pages[path] = browser.Markup(answer.text)
            todo += [link.partition("#")[0] or path for link in pages[path].values("href") if link.startswith("/")]
    assert {path.split("/")[1].partition("?")[0] for path in pages} > {"page", "story", "series", "utterance", "why"}
    for path, page in pages.items():
        ids = page.values("id")
        assert not [name for name, count in Counter(ids).items() if count > 1], path
        assert {link[1:] for link in page.values("href") if link.startswith("#")} <= set(ids), path


def test_every_screen_has_one_heading_a_landmark_and_a_way_past_the_menu(record: Record, client: TestClient) -> None:
    for path in browser.screens(record):
        answer = client.get(path)
        page = browser.Markup(answer.text)
        tags = [tag for tag, _ in page.tags]
        assert tags.count("h1") == 1 and tags.count("main") == 1 and "title" in tags, path
        assert next(link for tag, found in page.tags if tag == "a" and (link := found["href"])) == "#main", path
        levels = [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3", "h4")]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        assert tags.count("table") == tags.count("caption"), path
        assert all(found.get("alt") is not None for tag, found in page.tags if tag == "img"), path


def test_the_json_holds_what_the_page_shows_under_the_same_title(record: Record, client: TestClient) -> None:
    for path in browser.screens(record):
        page, data = client.get(path), client.get(browser.twin(path))
        assert page.status_code == data.status_code, path
        told = data.json()
        assert told["title"].split()[0] in browser.Markup(page.text).words, path
        if page.status_code == 200:
            assert client.get(told["path"]).status_code == 200
            assert " ".join(told["citation"].split()) in browser.Markup(page.text).words
        else:
            assert data.headers["content-type"] == "application/problem+json" and told["detail"]


def test_the_reader_shows_every_character_of_the_article_once(record: Record, client: TestClient) -> None:
    for page in record.rows("pages"):
        body = client.get(f"/page/{page.id}.json").json()["body"]
        shown = "".join(
            piece["text"] for part in body["sections"] for one in part["stretches"] for piece in one["pieces"]
        )
        assert "".join(shown.split()) == "".join(page.text.split())


def test_a_statement_is_marked_and_leads_to_its_card_and_back(record: Record, client: TestClient) -> None:
    said = next(row for row in record.rows("statements") if row.form == "direct" and not row.repaired)
    page = browser.Markup(client.get(f"/page/{said.page}").text)
    assert {said.id, f"at-{said.id}"} <= set(page.values("id"))
    assert {f"#{said.id}", f"#at-{said.id}"} <= set(page.values("href"))


def test_a_layer_is_hidden_by_its_link_and_its_rows_keep_their_places(record: Record, client: TestClient) -> None:
    page = next(iter(record.rows("statements"))).page
    shown, hidden = (client.get(f"/page/{page}{asked}").text for asked in ("", "?hide=statements,nothing"))
    assert 'mark class="statements' in shown and 'mark class="statements' not in hidden
    assert 'href="/page/' + page + '?hide=statements"' in shown and "Show statements" in hidden
    assert Counter(browser.Markup(hidden).values("id")) == Counter(browser.Markup(shown).values("id"))


def test_what_was_left_out_stands_folded_at_its_place(write: Write, kinds: newsroom.Kinds) -> None:
    courier = kinds["pages"][0]
    junk = replace(courier.blocks[-1], kind="junk")
    kinds["pages"][0] = replace(courier, blocks=(*courier.blocks[:-1], junk))
    page = browser.browser(write()).get(f"/page/{courier.id}").text
    assert "left out of the article: 1 block" in page
    assert "Correction" in page.partition('class="leftout"')[2]


def test_spans_that_overlap_lose_no_character() -> None:
    page = replace(next(iter(newsroom.pages())), text="abcdefgh", blocks=(Block("lead", 1, 7),))
    marks = [
        Mark("statements", 1, 5, "s1", card=True),
        Mark("figures", 3, 6, "f1", card=True),
        Mark("times", 3, 4, "x1", card=False, note="May"),
    ]
    pieces = [piece for part in sections_of(page, marks) for one in part.stretches for piece in one.pieces]
    assert [(piece.text, piece.layers, piece.card) for piece in pieces] == [
        ("a", (), ""),
        ("bc", ("statements",), "s1"),
        ("d", ("statements", "figures", "times"), "f1"),
        ("e", ("statements", "figures"), "f1"),
        ("f", ("figures",), "f1"),
        ("g", (), ""),
        ("h", (), ""),
    ]
    assert [piece.anchors for piece in pieces if piece.anchors] == [("s1",), ("f1",)]


def test_an_address_of_another_kind_or_a_short_one_leads_to_the_row(record: Record, client: TestClient) -> None:
    said = next(iter(record.rows("statements")))
    figure = next(iter(record.rows("figures")))
    for path in (f"/page/{said.id}", f"/statement/{said.id[:9]}", f"/row/{said.id}"):
        assert client.get(path).headers["location"] == f"/statement/{said.id}"
    assert client.get(f"/row/{figure.id}").headers["location"] == f"/page/{figure.page}#{figure.id}"
    assert client.get(f"/row/{figure.id}.json").headers["location"] == f"/page/{figure.page}.json"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("gates kind:nothing", "kinds are pages, statements, figures, entities"),
        ("gates from:yesterday", "write it as from:2031-04-03"),
        ('speaker:"Ilo Venn"', "listed where the speaker has an office"),
        ("zzzz", "Try fewer words"),
        ('"', "Try fewer words"),
        ("", "Narrow it"),
    ],
)
def test_a_search_without_an_answer_says_what_to_do(client: TestClient, typed: str, told: str) -> None:
    answer = client.get("/search", params={"q": typed})
    assert answer.status_code == 200
    assert told in browser.Markup(answer.text).words


def test_a_search_is_narrowed_in_the_one_box(client: TestClient) -> None:
    found = client.get("/search.json", params={"q": 'gates speaker:"Oda Brenn" outlet:"Osk Herald"'}).json()["body"]
    assert [row["page"]["outlet"] for row in found["finds"]["found"]] == ["Osk Herald"]
    kinds = {facet["words"]: facet for facet in client.get("/search.json?q=gates").json()["body"]["facets"]}
    again = client.get("/search.json", params={"q": kinds["statements"]["question"]}).json()["body"]
    assert len(again["finds"]["found"]) == kinds["statements"]["count"]


def test_a_question_is_taken_apart_and_put_together() -> None:
    asked = question_of('"two words" SPEAKER:"Oda Brenn" more from:2031 to:2031-04 speaker:Rusk')
    assert (asked.words, asked.speaker, asked.since, asked.until) == ('"two words" more', "Rusk", "2031", "2031-04")
    assert narrowed("gates kind:pages", "kind", "figures") == "gates kind:figures"
    assert narrowed("gates", "outlet", 'Osk "Herald"') == 'gates outlet:"Osk Herald"'


def test_words_that_another_rendering_has_not_are_told_apart() -> None:
    pieces = differing("The gates will stay shut, today.", "the gates stay SHUT")
    assert [piece.text for piece in pieces if piece.cited] == ["will", "today"]
    assert "".join(piece.text for piece in pieces) == "The gates will stay shut, today."
    assert differing("a b", "") == (Piece("a", True), Piece(" ", False), Piece("b", True))


def test_renderings_stand_side_by_side_with_their_differences(client: TestClient) -> None:
    page = client.get("/utterance/u1").text
    assert "2 renderings" in page and 'class="differs"' in page


def test_a_story_tells_who_is_quoted_where(client: TestClient) -> None:
    story = client.get("/story/t1.json").json()["body"]
    voices = {voice["speaker"]: voice["quoted"] for voice in story["voices"]}
    assert voices["Oda Brenn"] == [True, True] and voices["Tam Rusk"] == [False, True]
    assert [page["outlet"] for page in story["sides"]] == ["Tavra Courier", "Osk Herald"]


def test_the_overview_tells_coverage_by_outlet_and_week(client: TestClient) -> None:
    body = client.get("/index.json").json()["body"]
    assert body["weeks"] == ["2031-03-31"]
    assert {cover["outlet"]: cover["weeks"] for cover in body["covers"]}["Tavra Courier"] == [1]


def test_long_lists_come_in_sheets_and_a_wrong_number_is_the_nearest() -> None:
    rows = range(ON_A_SHEET * 2 + 1)
    assert (sheet_of(rows, 3).rows, sheet_of(rows, 3).sheets) == ((ON_A_SHEET * 2,), 3)
    assert sheet_of(rows, 99).number == 3 and sheet_of(rows, 0).number == 1
    assert sheet_of((), 5).number == 1


@pytest.mark.parametrize("asked", ["?sheet=2", "?sheet=x", "?sheet=-1", "?sheet=99999999999", "?sheet=²"])
def test_a_sheet_that_is_not_there_is_the_nearest(client: TestClient, asked: str) -> None:
    assert client.get(f"/review{asked}").status_code == 200


def test_every_row_on_a_screen_leads_to_its_trail(record: Record, client: TestClient) -> None:
    pages = (f"/page/{page.id}" for page in record.rows("pages"))
    for path in (*browser.lists(record), *pages, "/search?q=brenn"):
        words = client.get(path).text
        rows = re.findall(r'<article class="card.*?</article>', words, re.DOTALL)
        for lines in re.findall(r'<ul class="lines">.*?</ul>', words, re.DOTALL):
            rows += [line for line in lines.split("<li>") if re.search('href="/(actor|series|story)/', line)]
        assert [row for row in rows if 'href="/why/' not in row] == [], path


def test_an_outlet_on_the_overview_leads_to_what_it_reports(client: TestClient) -> None:
    assert '<a href="/timeline?outlet=Tavra+Courier"><bdi>Tavra Courier</bdi></a>' in client.get("/").text
    assert "as <bdi>Tavra Courier</bdi> reports" in client.get("/timeline?outlet=Tavra+Courier").text


def test_changes_take_a_build_or_a_day_and_say_what_would_be_one(client: TestClient) -> None:
    assert "New pages" in client.get("/changes?since=0").text
    assert client.get("/changes?since=2000-01-01").status_code == 200
    answer = client.get("/changes?since=yesterday")
    assert answer.status_code == 200 and "give a build from" in answer.text
    assert "--since" not in answer.text, "nobody in a browser has options"


def test_a_record_without_pages_is_no_error(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Record.open(tmp_path_factory.mktemp("empty") / "empty.db", create=True) as empty:
        client = browser.browser(empty)
        for path in ("/", "/search?q=gates", "/conflicts", "/designations", "/review", "/quality", "/changes"):
            assert client.get(path).status_code == 200, path
        assert "onrecord build" in client.get("/").text and '<a href="/add">Add pages</a>' in client.get("/").text


def test_a_page_says_the_same_twice(record: Record, client: TestClient) -> None:
    for path in browser.screens(record):
        assert client.get(path).content == client.get(path).content
        assert json.loads(client.get(browser.twin(path)).content)


def test_a_series_of_which_no_page_names_the_counted_is_called_by_its_unit(write: Write, kinds: newsroom.Kinds) -> None:
    kinds["series"] = [replace(row, counted="", verdict="conflicts") for row in kinds["series"]]
    client = browser.browser(write())
    assert '<a href="/series/x1"><bdi>people</bdi></a>' in client.get("/").text
    assert client.get("/series/x1.json").json()["title"] == "people: accounts differ"


def test_a_word_that_no_page_has_is_put_right(client: TestClient) -> None:
    body = client.get("/search.json", params={"q": "gatse comission"}).json()["body"]
    assert [each["words"] for each in body["instead"]] == ["gates commission"]
    again = client.get("/search.json", params={"q": body["instead"][0]["question"]}).json()["body"]
    assert again["total"] > 0
    assert client.get("/search.json?q=gates").json()["body"]["instead"] == []


def test_a_speaker_who_is_unknown_is_put_right_if_there_may_be_a_page(client: TestClient) -> None:
    body = client.get("/search.json", params={"q": 'gates speaker:"Oda Bren"'}).json()["body"]
    assert 'gates speaker:"Oda Brenn"' in [each["question"] for each in body["instead"]]
    private = client.get("/search", params={"q": 'gates speaker:"Ilo Ven"'}).text
    assert "Ilo Venn" not in private, "somebody without an office is not offered"


def test_what_was_found_can_stand_by_day_and_is_leafed_through(client: TestClient) -> None:
    body = client.get("/search.json?q=gates&sort=day").json()["body"]
    assert [each["name"] for each in body["orders"] if each["chosen"]] == ["day"]
    assert (body["number"], body["sheets"]) == (1, 1)
    beyond = client.get("/search.json?q=gates&sheet=9").json()
    assert beyond["body"]["number"] == 1 and beyond["body"]["finds"]["found"], "beyond the last sheet is the last one"
    assert "sheet" not in beyond["path"]
    assert client.get("/search?q=gates&sort=nonsense").status_code == 200
