"""Does the API keep the rules that protect the people who are spoken of?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import api_examples
import newsroom
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

import make
from onrecord.model import Event, Judgement, Lineage
from onrecord.serve.api.app import api_of
from onrecord.serve.api.endpoints import LISTS
from onrecord.serve.counting import public, public_one
from onrecord.serve.desk import Desk
from onrecord.serve.holdings import Holdings
from onrecord.store import Record, forget
from onrecord.store.schema import PUBLIC

Write = Callable[[], Record]

DOUBTFUL = ("the turbines would run again", "the locks would hold")

KINDS = tuple(kind for kind, *_ in LISTS)


def asked(record: Record) -> TestClient:
    return TestClient(api_of(record), base_url="http://127.0.0.1", follow_redirects=False)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with api_examples.record_at(tmp_path_factory.mktemp("harm") / "news.db") as record:
        yield record


@pytest.fixture(scope="module")
def client(full: Record) -> TestClient:
    return asked(full)


def said(record: Record | newsroom.Kinds, words: str) -> Any:
    rows = record.rows("statements") if isinstance(record, Record) else record["statements"]
    return next(row for row in rows if row.content[0].text == words)


def everywhere(client: TestClient) -> Iterator[str]:
    """Every list, every row of the lists but the statements, and what leads back from each."""
    yield from ("/changes?since=0", "/search?q=gates", "/search?q=turbines&kind=statements", "/search?q=door")
    for kind in KINDS:
        yield f"/{kind}"
        for row in client.get(f"/{kind}").json()["rows"]:
            yield f"/{kind}/{row['id']}"
            if kind not in ("pages", "refusals"):
                yield f"/why/{row['id']}"
                yield f"/origins/{row['id']}"


def test_a_statement_that_waits_is_in_no_list_that_was_not_asked_for_it(client: TestClient) -> None:
    for path in everywhere(client):
        words = client.get(path).text
        assert not [doubt for doubt in DOUBTFUL if doubt in words], path


@pytest.mark.parametrize("words", DOUBTFUL)
def test_a_statement_that_waits_comes_by_its_page_its_address_and_the_review_list(
    client: TestClient, full: Record, words: str
) -> None:
    row = said(full, words)
    told = client.get(f"/statements/{row.id}").json()
    assert told["held_back"]
    for path in (f"/statements?page={row.page}", "/statements?held_back=true"):
        assert told in client.get(path).json()["rows"]
    assert words in client.get(f"/why/{row.id}").text
    for path in (f"/statements?page={row.page}&held_back=false", "/statements?held_back=false"):
        assert words not in client.get(path).text


def test_a_search_finds_the_page_of_a_statement_that_waits_and_not_its_speaker(client: TestClient) -> None:
    told = client.get("/search?q=turbines").json()
    assert told["held_back"] == 1 and [view["page"]["outlet"] for view in told["found"]] == ["Osk Herald"]
    assert not [view for view in told["found"] if "lead" in view]


def test_the_review_list_holds_nothing_else(client: TestClient) -> None:
    found = client.get("/statements?held_back=true").json()["rows"]
    assert len(found) >= 2 and all(row["held_back"] for row in found)


def test_words_go_out_with_the_outlet_that_reports_them(client: TestClient, full: Record) -> None:
    outlets = {page.id: page.outlet for page in full.pages()}
    for row in client.get("/statements").json()["rows"]:
        words = row["wording"]
        assert words["lead"].startswith(f"{outlets[row['page']]} reports that ")
        for part in (words["lead"][:20], "published:", words["review"], "confidence", row["id"]):
            assert part in words["citation"]
    for row in client.get("/figures").json()["rows"]:
        words = row["wording"]
        assert words["lead"].startswith(f"{outlets[row['page']]} reports")
        for part in (words["lead"], "published:", words["review"], "confidence", row["id"]):
            assert part in words["citation"]


def test_a_restored_quote_is_never_verbatim(client: TestClient, full: Record) -> None:
    row = next(row for row in full.rows("statements") if row.repaired)
    words = client.get(f"/statements/{row.id}").json()["wording"]
    assert words["verbatim"] is False and "“" not in words["words"] and words["manner"] == "quotation marks restored"


def test_a_conflict_is_worded_as_accounts_that_differ(client: TestClient) -> None:
    [link] = client.get("/links?kind=conflicts").json()["rows"]
    assert link["wording"] == "accounts differ"


def test_the_database_and_the_rules_agree_on_who_may_have_an_entity(write: Write, kinds: newsroom.Kinds) -> None:
    named = make.entity("Pell Oru", kind="person")
    kinds["entities"] += [named, make.entity("Osk", kind="state"), make.entity("Pell Oru Venn", kind="person")]
    kinds["offices"].append(replace(kinds["offices"][0], id="o9", person="Pell Oru", entity=None))
    record = write()
    desk = Desk(Holdings(record))
    may = {row.id for row in kinds["entities"] if desk.has_page(row)}
    entities = PUBLIC["entities"]
    with record.asking() as connection:
        for condition in (public(), public_one()):
            assert set(connection.execute(select(entities.c.id).where(condition)).scalars()) == may
    assert {row["id"] for row in asked(record).get("/entities").json()["rows"]} == may
    assert named.id in may and newsroom.VENN.id not in may


def test_somebody_without_an_office_has_no_entity(client: TestClient) -> None:
    name, unknown = newsroom.VENN.id, "e0000000000000000"
    for path in ("/entities/{}", "/why/{}", "/origins/{}", "/row/{}"):
        answer = client.get(path.format(name))
        assert answer.status_code == 404
        other = client.get(path.format(unknown)).json()["detail"]
        assert answer.json()["detail"].replace(name, "") in (other.replace(unknown, ""), HIDDEN)
    assert name not in client.get("/entities").text
    assert client.get(f"/entities/{newsroom.BRENN.id}").json()["name"] == "Oda Brenn"


HIDDEN = ": no such row, or none that may be shown; ids stand in the lists"


def test_there_is_no_list_of_what_somebody_without_an_office_said(client: TestClient) -> None:
    for path in (
        "/statements?speaker=Ilo Venn",
        f"/statements?speaker={newsroom.VENN.id}",
        f"/mentions?entity={newsroom.VENN.id}",
    ):
        assert client.get(path).json()["rows"] == [], path
    assert client.get("/search?q=door&speaker=Ilo Venn").json()["found"] == []
    assert client.get("/search?q=Venn&kind=entities").json()["found"] == []


def test_no_row_points_at_somebody_without_an_office(client: TestClient, full: Record) -> None:
    private = {newsroom.VENN.id, newsroom.MARO.id}
    paths = {*everywhere(client), "/statements?held_back=true"}
    for page in full.pages():
        paths |= {f"/statements?page={page.id}", f"/mentions?page={page.id}", f"/events?page={page.id}"}
    for path in paths:
        words = client.get(path).text
        assert not [name for name in private if name in words], path


def test_private_persons_stay_words_on_their_page(client: TestClient, full: Record) -> None:
    page = said(full, "the water had reached his door").page
    mentions = client.get(f"/mentions?page={page}").json()["rows"]
    assert {row["text"]: row["entity"] for row in mentions} == {"Oda Brenn": newsroom.BRENN.id, "Ilo Venn": None}
    assert "Ilo Venn" not in client.get("/mentions").text


def test_an_event_that_names_a_private_person_comes_by_its_page_alone(write: Write, kinds: newsroom.Kinds) -> None:
    courier = kinds["pages"][0]
    told = make.cite(courier, "Ilo Venn, said the water had reached his door")
    flood = Event("v1", courier.id, "flood", "flood at the door of Ilo Venn", told.start, told.end, told.text)
    kinds["events"] = [flood, api_examples.event(kinds["pages"][1])]
    kinds["mentions"] = [make.mention(courier, "Ilo Venn", entity=newsroom.VENN.id)]
    client = asked(write())
    assert "Ilo Venn" not in client.get("/events").text and len(client.get("/events").json()["rows"]) == 1
    for path in (f"/events?page={courier.id}", "/events/v1"):
        assert "flood at the door" in client.get(path).text, path
    assert client.get("/changes?since=0").status_code == 200


def test_only_those_with_an_entity_take_part_in_an_event(client: TestClient) -> None:
    [event] = client.get("/events").json()["rows"]
    assert [one["name"] for one in event["participants"]] == ["Tam Rusk"]


def test_a_figure_whose_statement_waits_names_nobody(write: Write, kinds: newsroom.Kinds) -> None:
    doubt = said(kinds, "the locks would hold")
    figure = kinds["figures"][1]
    lineage = Lineage(speaker="Oda Brenn", agency="Belmara", via="a clerk", outlet="Osk Herald", heard="published")
    kinds["figures"][1] = replace(
        figure, statement=doubt.id, given_by=("Oda Brenn",), via="a clerk", lineage=lineage,
        giver=make.cite(kinds["pages"][1], "the relief council"),
    )  # fmt: skip
    client = asked(write())
    for path in ("/figures", f"/figures/{figure.id}", f"/why/{figure.id}", f"/origins/{figure.id}"):
        words = client.get(path).text
        assert "Oda Brenn" not in words and "a clerk" not in words, path
    told = client.get(f"/figures/{figure.id}").json()
    assert told["held_back"] and told["given_by"] == [] and told["giver"] is None


def test_a_step_of_listing_whose_statement_waits_names_nobody_who_took_it(write: Write, kinds: newsroom.Kinds) -> None:
    doubt = said(kinds, "the locks would hold")
    step = kinds["designations"][1]
    kinds["designations"][1] = replace(step, statement=doubt.id, lineage=Lineage(speaker="Oda Brenn"))
    told = asked(write()).get(f"/designations/{step.id}").json()
    assert told["held_back"] and told["by"] is None and told["lineage"]["speaker"] is None


def test_an_utterance_shows_no_rendering_that_waits(write: Write, kinds: newsroom.Kinds) -> None:
    quote, retold = (row for row in kinds["statements"] if row.utterance)
    kinds["statements"] = [replace(row, confidence=0.2) if row == quote else row for row in kinds["statements"]]
    client = asked(write())
    told = client.get("/utterances/u1").json()
    assert (told["statements"], told["best"], told["variants"]) == ([retold.id], retold.id, [])
    assert quote.id not in client.get("/origins/u1").text + client.get("/why/u1").text


def test_an_utterance_of_which_all_waits_is_not_there(write: Write, kinds: newsroom.Kinds) -> None:
    kinds["statements"] = [replace(row, confidence=0.2) for row in kinds["statements"]]
    client = asked(write())
    assert client.get("/utterances").json()["rows"] == []
    for path in ("/utterances/u1", "/why/u1", "/origins/u1", "/row/u1"):
        assert client.get(path).status_code == 404, path


def test_a_link_to_a_row_that_waits_is_not_there(write: Write, kinds: newsroom.Kinds) -> None:
    alarm = said(kinds, "The lower valley is in grave danger")
    kinds["statements"] = [replace(row, confidence=0.2) if row == alarm else row for row in kinds["statements"]]
    client = asked(write())
    link = next(row for row in kinds["links"] if row.kind == "conflicts")
    assert client.get("/links?kind=conflicts").json()["rows"] == []
    for path in (f"/links/{link.id}", f"/why/{link.id}", f"/row/{link.id}"):
        assert client.get(path).status_code == 404, path
    assert link.why not in client.get(f"/why/{link.a}").text


def test_changes_tell_nothing_of_what_waits_nor_of_private_persons(write: Write, kinds: newsroom.Kinds) -> None:
    record = write()
    fresh = [replace(row, id=f"new{n}") for n, row in enumerate(kinds["statements"])]
    people = [replace(newsroom.VENN, id="e-private"), replace(newsroom.BRENN, aliases=("Brenn", "the minister"))]
    with record.settling() as new:
        new.put([*fresh, *people, newsroom.RUSK, *kinds["offices"], *kinds["stories"]])
    client = asked(record)
    told = {row["row"] for row in client.get("/changes?since=1&limit=200").json()["rows"]}
    waiting = {row["id"] for row in client.get("/statements?held_back=true").json()["rows"]}
    assert waiting and told.isdisjoint(waiting) and "new0" in told
    assert newsroom.BRENN.id in told
    assert told.isdisjoint({"e-private", newsroom.VENN.id, newsroom.MARO.id})


def test_a_rule_that_joins_names_of_private_persons_is_not_told(write: Write, kinds: newsroom.Kinds) -> None:
    def joining(name: str, entity: str) -> Judgement:
        page = kinds["pages"][0].id
        return Judgement(name, "same", (page, "Venn", page, "Ilo Venn"), entity, "rule:name", "2031-05-01", "score 0.9")

    kinds["judgements"] = [joining("j1", newsroom.VENN.id), joining("j2", newsroom.BRENN.id)]
    client = asked(write())
    assert [row["id"] for row in client.get("/judgements").json()["rows"]] == ["j2"]
    assert client.get("/judgements/j1").status_code == client.delete("/judgements/j1").status_code == 404


def test_a_page_that_was_taken_down_is_unknown_here(write: Write, kinds: newsroom.Kinds) -> None:
    record = write()
    page, statement = kinds["pages"][0], kinds["statements"][0]
    forget(record, page.id, by="person:Ada", why="asked for")
    client = asked(record)
    for path in (f"/pages/{page.id}", f"/statements/{statement.id}", f"/why/{page.id}", f"/row/{page.id}"):
        answer = client.get(path)
        assert answer.status_code == 404 and answer.json()["type"].endswith("#not-on-record"), path
    assert page.id not in client.get("/pages").text and "Gates stay shut" not in client.get("/search?q=gates").text


def test_a_person_who_was_taken_down_is_unknown_here(write: Write, kinds: newsroom.Kinds) -> None:
    record = write()
    forget(record, newsroom.BRENN.id, by="person:Ada", why="asked for")
    client = asked(record)
    assert client.get(f"/entities/{newsroom.BRENN.id}").status_code == 404
    for kind in KINDS:
        if kind not in ("pages",):
            assert "Oda Brenn" not in client.get(f"/{kind}").text, kind


def test_a_statement_that_a_person_let_pass_goes_out_with_that_word(write: Write, kinds: newsroom.Kinds) -> None:
    held = said(kinds, "the locks would hold")
    kinds["judgements"].append(newsroom.confirmed(held))
    told = next(row for row in asked(write()).get("/statements").json()["rows"] if row["id"] == held.id)
    assert told["held_back"] is None and "Ada" in told["wording"]["citation"]


def test_a_title_of_megabytes_is_not_sent_with_every_statement(write: Write, kinds: newsroom.Kinds) -> None:
    kinds["pages"] = [replace(page, title="x" * 10_000_000) for page in kinds["pages"]]
    client = asked(write())
    assert len(client.get("/statements").content) < 100_000 and len(client.get("/figures").content) < 100_000
    for row in client.get("/statements").json()["rows"]:
        assert row["wording"]["citation"].endswith(f"onrecord {row['id']}")


def test_hostile_words_go_out_as_json_and_nothing_else(write: Write, kinds: newsroom.Kinds) -> None:
    evil = "</script><script>alert(1)</script>\u202ejavascript:alert(1)"
    kinds["entities"] = [replace(newsroom.BRENN, name=evil, aliases=(evil,))]
    kinds["offices"] = [replace(row, person=evil, entity=newsroom.BRENN.id) for row in kinds["offices"][:1]]
    kinds["events"] = [replace(api_examples.event(kinds["pages"][1]), name=evil)]
    client = asked(write())
    for path in (f"/entities/{newsroom.BRENN.id}", "/offices", "/events", f"/entities?name={evil}", "/search?q=script"):
        answer = client.get(path)
        assert answer.headers["content-type"] == "application/json", path
    assert client.get(f"/entities/{newsroom.BRENN.id}").json()["name"] == evil
    assert evil not in client.get("/pages", params={"whim": evil}).text
