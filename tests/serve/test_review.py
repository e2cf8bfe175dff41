"""Can a queue be worked through, corrected, taken back and shared, by plain forms, with nothing lost on the way?"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import browser
import doors
import newsroom
import pytest
import review_record
from httpx import Response
from sqlalchemy import delete, select
from starlette.requests import Request
from starlette.testclient import TestClient

import dispute
import make
from onrecord.model import Statement
from onrecord.serve.accounts.audit import log
from onrecord.serve.accounts.person import Person
from onrecord.serve.counting import STATEMENTS, passable
from onrecord.serve.items import item_of
from onrecord.serve.opinions import agreement_of, opinions_of
from onrecord.serve.web.app import app_of
from onrecord.serve.web.deeds.judge import spans_of
from onrecord.serve.web.server import Place
from onrecord.settling import settle
from onrecord.store import Record, by_people, decide, orphans, remarks_on, undo
from onrecord.store.schema import PUBLIC

AT = "2031-06-01T10:00:00+00:00"


@pytest.fixture
def settled(tmp_path: Path) -> Iterator[Record]:
    with review_record.record_at(tmp_path / "news.db", newsroom.rows(tmp_path)) as record:
        yield record


@pytest.fixture
def disputed(tmp_path: Path) -> Iterator[Record]:
    with dispute.record_at(tmp_path / "dispute.db") as record:
        yield record


def client_of(record: Record, name: str = "Ada", role: str = "editor") -> TestClient:
    person = Person(name, role)
    return TestClient(app_of(record, who=lambda _: person), base_url="http://127.0.0.1", follow_redirects=False)


def saying(record: Record, words: str) -> Statement:
    return next(row for row in record.rows("statements") if words in row.content[0].text)


def queue(client: TestClient, kind: str = "statements") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get(f"/review.json?kind={kind}").json()["body"]["sheet"]["rows"]
    return rows


def seen(client: TestClient, row: str, kind: str = "statements") -> str:
    return next(each["seen"] for each in queue(client, kind) if each["id"] == row)


def send(client: TestClient, path: str, screen: str = "/review?kind=figures", **words: Any) -> Response:
    return browser.fill(client, path, screen, **words)


# The queue


def test_the_queue_has_what_waits_the_least_sure_first_with_its_passage_and_forms(settled: Record) -> None:
    client = client_of(settled)
    rows = queue(client)
    assert [row["view"]["words"] for row in rows] == ["the locks would hold", "the turbines would run again"]
    assert [row["confidence"] for row in rows] == sorted(row["confidence"] for row in rows)
    page = client.get("/review").text
    assert page.index("The spokesman said") < page.index("Osk Herald reports that")
    assert page.count('value="confirm"') == 3 and 'name="speaker"' in page


def test_of_rows_of_one_tenth_of_confidence_the_most_used_comes_first(disputed: Record) -> None:
    client = client_of(disputed)
    uses = [row["uses"] for row in queue(client, "figures")]
    assert uses == sorted(uses, reverse=True) and uses[0] > 0


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("figures", "1,700 families"),
        ("conflicts", "Accounts differ"),
        ("names", "are one person's names"),
        ("mine", "Nothing waits."),
        ("differing", "Nothing waits."),
        ("decided", "None."),
        ("waiting", "None."),
        ("nonsense", "2 statements"),
    ],
)
def test_every_queue_opens_with_its_rows(disputed: Record, kind: str, told: str) -> None:
    answer = client_of(disputed).get(f"/review?kind={kind}")
    assert answer.status_code == 200 and told in answer.text


def test_names_of_those_without_an_office_are_in_no_queue(tmp_path: Path) -> None:
    with dispute.record_at(tmp_path / "news.db") as record:
        bare = [replace(reading.claims, offices=()) for reading in record.readings()]
        pages = [replace(reading.page, text=reading.page.text) for reading in record.readings()]
    with Record.open(tmp_path / "bare.db", create=True) as other:
        other.add([make.reading(page, **_fields(claims)) for page, claims in zip(pages, bare, strict=True)])
        settle(other)
        assert queue(client_of(other), "names") == []


def _fields(claims: Any) -> dict[str, Any]:
    return {name: getattr(claims, name) for name in ("statements", "figures", "mentions", "named")}


def test_a_reader_sees_what_waits_and_no_form(settled: Record) -> None:
    client = client_of(settled, "Rea", "reader")
    page = client.get("/review").text
    assert "the locks would hold" in page and 'method="post"' not in page
    for path in ("/judge", "/withdraw", "/judge/s1", "/uphold/j1", "/second/j1", "/remark/s1", "/settle"):
        assert client.post(path, data={}).status_code == 403, path


# Deeds


def test_a_row_that_is_accepted_leaves_the_queue_and_comes_back_when_taken_back(settled: Record) -> None:
    client, said = client_of(settled), saying(settled, "the locks would hold")
    done = send(client, f"/judge/{said.id}", decision="confirm", back="/review", seen=seen(client, said.id))
    assert done.status_code == 303
    (made,) = by_people(settled)
    assert done.headers["location"] == f"/review?done={made.id}"
    assert said.id not in [row["id"] for row in queue(client)]
    words = browser.Markup(client.get(f"/statement/{said.id}").text).words
    assert "confirmed by Ada on" in words and "Waits for a person" not in words
    page = client.get(done.headers["location"]).text
    assert "Done: <b>confirmed</b>" in page and f'value="{made.id}"' in page
    send(client, "/withdraw", row=made.id, back="/review")
    assert said.id in [row["id"] for row in queue(client)]
    assert "taken back" in client.get("/review?kind=decided").text


def test_speaker_day_and_words_are_corrected_in_one_form(settled: Record) -> None:
    client, said = client_of(settled), saying(settled, "the locks would hold")
    send(
        client, f"/judge/{said.id}", decision="correct", seen=seen(client, said.id), speaker="Sil Maro",
        said="2031-03-30", words="The spokesman\r\nsaid the locks", why="heard the tape",
    )  # fmt: skip
    row = settled.row(said.id)[1]
    assert [one.name for one in row.speakers] == ["Sil Maro"] and row.said.edtf == "2031-03-30"
    assert row.content[0].text == "The spokesman said the locks"
    assert {each.kind for each in by_people(settled)} == {"speaker", "said", "span"}
    assert all(each.why == "heard the tape" for each in by_people(settled))


def test_a_form_that_changes_nothing_decides_nothing(settled: Record) -> None:
    client, said = client_of(settled), saying(settled, "the locks would hold")
    now = next(row["set"] for row in queue(client) if row["id"] == said.id)
    answer = send(client, f"/judge/{said.id}", decision="correct", **now)
    assert answer.status_code == 422 and "Nothing was changed" in answer.text
    answer = send(client, f"/judge/{said.id}", decision="correct", words="words that are nowhere")
    assert answer.status_code == 422 and "does not stand on the page" in answer.text
    assert by_people(settled) == []


def test_words_that_stand_twice_are_taken_where_the_old_ones_stood() -> None:
    page = make.page("The gates stay shut, she said. He said: the   gates stay shut.")
    later = make.statement(page, "Somebody", "He said")
    assert spans_of(page, later, "gates stay shut") == "46-61"
    assert spans_of(page, later, "The gates … He said") == "0-9,31-38"


def test_a_figure_is_corrected_and_says_so_wherever_it_stands(disputed: Record) -> None:
    client, figure = client_of(disputed), dispute.figure(disputed)
    send(
        client,
        f"/judge/{figure.id}",
        decision="correct",
        value="..1900",
        as_of="2031-04-02",
        seen=seen(client, figure.id, "figures"),
    )
    row = dispute.figure(disputed)
    assert (row.low, row.high, row.as_of.edtf) == (None, 1900.0, "2031-04-02")
    words = browser.Markup(client.get(f"/page/{figure.page}").text).words
    assert "day set by Ada" in words or "number set by Ada" in words


def test_a_row_in_no_queue_is_judged_beside_its_trail(disputed: Record) -> None:
    client, figure = client_of(disputed), dispute.figure(disputed)
    path = f"/why/{figure.id}"
    done = send(client, f"/judge/{figure.id}", path, decision="confirm", back=path)
    assert done.headers["location"] == path
    assert "confirmed by Ada" in browser.Markup(client.get(path).text).words
    assert 'action="/judge' not in client_of(disputed, "Rea", "reader").get(path).text


@pytest.mark.parametrize("ruling", ["both", "same", "not comparable"])
def test_accounts_that_differ_are_ruled_on(disputed: Record, ruling: str) -> None:
    client, link = client_of(disputed), dispute.conflict(disputed)
    send(client, f"/judge/{link.id}", decision="conflict", ruling=ruling, seen=seen(client, link.id, "conflicts"))
    assert queue(client, "conflicts") == []
    assert [each.value for each in by_people(disputed)] == [ruling]
    assert (link.id in client.get("/conflicts.json").text) == (ruling == "both")


def test_a_joining_is_upheld_or_taken_back_from_the_queue(disputed: Record) -> None:
    client = client_of(disputed)
    (joined,) = queue(client, "names")
    assert joined["view"]["called"] == "Ada Lindqvist" and len(joined["view"]["sides"]) == 2
    send(client, f"/uphold/{joined['id']}")
    (made,) = by_people(disputed)
    assert (made.kind, made.by) == ("same", "person:Ada")
    send(client, "/withdraw", row=made.id)
    send(client, "/withdraw", row=joined["id"], why="mother and daughter")
    assert len(list(disputed.entities(name="Ada Lindqvist"))) == 2
    assert [each.why for each in by_people(disputed) if each.kind == "apart"] == ["mother and daughter"]


def test_names_are_split_and_merged_on_the_page_of_whoever_it_is(disputed: Record) -> None:
    client = client_of(disputed)
    (entity,) = disputed.entities(name="Ada Lindqvist")
    path = f"/actor/{entity.id}"
    assert f'<option value="{dispute.HERALD.id}">' in client.get(path).text
    done = send(client, f"/judge/{entity.id}", path, decision="apart", value=dispute.HERALD.id, back=path)
    assert done.headers["location"].startswith(path)
    one, _ = disputed.entities(name="Ada Lindqvist")
    send(client, f"/judge/{one.id}", f"/actor/{one.id}", decision="same", value="Ada Lindqvist")
    assert len(list(disputed.entities(name="Ada Lindqvist"))) == 1
    assert [each.kind for each in sorted(by_people(disputed), key=lambda each: each.at)] == ["apart", "same"]


def test_decisions_bear_the_name_that_the_server_was_started_for() -> None:
    person = Place("127.0.0.1", 0, by="Ada").who_asks(Request({"type": "http"}))
    assert (person.name, person.role) == ("Ada", "admin")


def test_ticked_rows_get_one_decision_and_are_taken_back_together(settled: Record) -> None:
    client = client_of(settled)
    rows = queue(client)
    ticked = {"row": [row["id"] for row in rows]} | {f"seen:{row['id']}": row["seen"] for row in rows}
    done = send(client, "/judge", decision="reject", why="noise", **ticked)
    assert queue(client) == [] and len(by_people(settled)) == 2
    names = done.headers["location"].partition("done=")[2].split(",")
    send(client, "/withdraw", row=names)
    assert len(queue(client)) == 2
    answer = send(client, "/judge", decision="reject")
    assert answer.status_code == 422 and "No row is ticked" in answer.text


def test_ticked_rows_that_changed_meanwhile_are_left_alone_and_counted(settled: Record) -> None:
    client = client_of(settled)
    first, second = queue(client)
    decide(settled, first["id"], "said", "2031-04-01", by="person:Bo", why="", at=AT)
    ticked = {"row": [first["id"], second["id"]], f"seen:{first['id']}": first["seen"]}
    done = send(client, "/judge", decision="confirm", **ticked, **{f"seen:{second['id']}": second["seen"]})
    assert "changed=1" in done.headers["location"]
    assert "1 row changed while you looked" in client.get(done.headers["location"]).text
    assert [each.kind for each in by_people(settled) if each.by == "person:Ada"] == ["confirm"]
    assert [(line.who, line.deed, line.row) for line in log(settled).entries] == [("Ada", "judge", second["id"])]


def test_of_two_who_edit_at_once_the_second_loses_nothing(settled: Record) -> None:
    ada, bo, said = client_of(settled), client_of(settled, "Bo"), saying(settled, "the locks would hold")
    saw = seen(ada, said.id)
    send(bo, f"/judge/{said.id}", decision="correct", speaker="Sil Maro", seen=saw)
    answer = send(ada, f"/judge/{said.id}", decision="correct", speaker="Tam Rusk", why="I know the voice", seen=saw)
    words = browser.Markup(answer.text)
    assert answer.status_code == 409 and "Somebody was here before you" in words.words
    assert "I know the voice" in words.words and "speaker set: Sil Maro by Bo" in words.words
    assert "Tam Rusk" in words.values("value")
    assert [each.value for each in by_people(settled)] == ["Sil Maro"]
    fresh = next(value for tag, found in words.tags if found.get("name") == "seen" for value in [found["value"]])
    send(ada, f"/judge/{said.id}", decision="correct", speaker="Tam Rusk", seen=fresh)
    assert {each.value for each in by_people(settled)} == {"Sil Maro", "Tam Rusk"}


def test_what_was_typed_is_kept_when_the_row_is_gone_meanwhile(settled: Record) -> None:
    ada, bo, said = client_of(settled), client_of(settled, "Bo"), saying(settled, "the locks would hold")
    saw = seen(ada, said.id)
    send(bo, f"/judge/{said.id}", decision="reject", seen=saw)
    answer = send(ada, f"/judge/{said.id}", decision="correct", speaker="Tam Rusk", seen=saw)
    assert answer.status_code == 409 and "Tam Rusk" in answer.text and "no longer on record" in answer.text


def test_what_was_typed_is_kept_while_a_build_writes(settled: Record) -> None:
    # takes the five seconds that a writer waits for another one
    client, said = client_of(settled), saying(settled, "the locks would hold")
    with settled.writing() as connection:
        connection.exec_driver_sql("UPDATE state SET settled = settled")
        answer = send(client, f"/judge/{said.id}", decision="correct", speaker="Tam Rusk", why="I know the voice")
    words = browser.Markup(answer.text)
    assert answer.status_code == 409 and "A build is writing" in words.words
    assert {"Tam Rusk", "I know the voice"} <= set(words.values("value"))
    assert by_people(settled) == []


# Second opinions


def test_a_second_opinion_is_given_on_a_row_that_is_gone_and_brings_it_back(settled: Record) -> None:
    ada, bo, said = client_of(settled), client_of(settled, "Bo"), saying(settled, "the locks would hold")
    send(ada, f"/judge/{said.id}", decision="reject")
    (made,) = by_people(settled)
    send(bo, f"/second/{made.id}", "/review?kind=decided", decision="confirm")
    assert saying(settled, "the locks would hold").id == said.id
    assert [row["id"] for row in queue(bo, "differing")] == [said.id]
    page = browser.Markup(ada.get("/review?kind=decided").text).words
    assert "1 row judged by several people: they agree in 0% of 1 pair of opinions" in page
    send(bo, "/withdraw", row=[each.id for each in by_people(settled) if each.by == "person:Bo"])
    send(bo, f"/second/{made.id}", "/review?kind=decided")
    assert "agree in 100% of 1 pair" in browser.Markup(ada.get("/review?kind=decided").text).words


def test_a_reviewer_takes_back_only_their_own(settled: Record) -> None:
    ada, bo, said = client_of(settled), client_of(settled, "Bo", "reviewer"), saying(settled, "the locks would hold")
    send(ada, f"/judge/{said.id}", decision="confirm")
    (made,) = by_people(settled)
    answer = send(bo, "/withdraw", row=made.id)
    assert answer.status_code == 403 and "Not yours to take back" in answer.text
    assert by_people(settled)[0].withdrawn is None


def test_agreement_is_krippendorffs_alpha() -> None:
    # Krippendorff 2011, section B: two observers, nominal data a to e, 12 units, alpha 0.692
    one = ["a", "a", "b", "b", "d", "c", "c", "c", "e", "d", "d", "a"]
    other = ["b", "a", "b", "b", "b", "c", "c", "c", "e", "d", "d", "d"]
    told = agreement_of(zip(one, other, strict=True))
    assert (told.rows, told.pairs) == (12, 12) and told.raw == pytest.approx(9 / 12)
    assert told.alpha == pytest.approx(0.692, abs=0.001)
    assert agreement_of([["a"], []]).raw is None and agreement_of([["a", "a"]]).alpha is None
    assert agreement_of([["a", "a", "b"]]).raw == pytest.approx(1 / 3)


def test_an_opinion_is_what_somebody_last_thought(disputed: Record) -> None:
    said = dispute.statement(disputed)
    for kind, value, at in (("reject", "", "01"), ("confirm", "", "02"), ("speaker", "Sil Maro", "03")):
        decide(disputed, said.id, kind, value, by="person:Ada", why="", at=f"2031-06-{at}T10:00:00Z")
    judgements = disputed.judged()[said.id]
    assert opinions_of(judgements) == {"Ada": "speaker Sil Maro"}
    assert opinions_of(judgements[:1]) == {"Ada": "reject"} and opinions_of(judgements[:2]) == {"Ada": "confirm"}


# Remarks, orphans, carrying


def test_rows_are_commented_on_and_given_to_somebody(settled: Record) -> None:
    ada, bo, said = client_of(settled), client_of(settled, "Bo"), saying(settled, "the locks would hold")
    send(ada, f"/remark/{said.id}", kind="comment", words="<b>who</b> heard it?")
    send(ada, f"/remark/{said.id}", kind="assigned", words="Bo")
    assert [row["id"] for row in queue(bo, "mine")] == [said.id] and queue(ada, "mine") == []
    page = bo.get("/review?kind=mine").text
    assert "&lt;b&gt;who&lt;/b&gt; heard it?" in page and "for Bo" in page
    comment = next(each for each in remarks_on(settled, [said.id]) if each.kind == "comment")
    send(bo, f"/unremark/{comment.id}")
    assert "heard it?" not in bo.get("/review?kind=mine").text


def test_decisions_travel_by_download_and_upload_and_wait_where_the_words_are_not(
    settled: Record, disputed: Record, tmp_path: Path
) -> None:
    client, said = client_of(settled), saying(settled, "the locks would hold")
    send(client, f"/judge/{said.id}", decision="reject", why="film title")
    lines = client.get("/judgements.jsonl")
    assert lines.headers["content-type"].startswith("application/jsonl") and lines.text.count("\n") == 1
    other = client_of(disputed, "Bo")
    token = next(value for value in browser.Markup(other.get("/review").text).values("value") if len(value) == 64)
    for _ in range(2):
        answer = other.post("/judgements", data={"token": token}, files={"file": ("j.jsonl", lines.content)})
        assert answer.headers["location"] == "/review?kind=decided"
    assert [each.why for each in orphans(disputed)] == ["film title"]
    assert "film title" in other.get("/review?kind=waiting").text
    bad = other.post("/judgements", data={"token": token}, files={"file": ("j.jsonl", b"{}\n")})
    assert bad.status_code == 422 and "nothing was taken in" in bad.text
    none = other.post("/judgements", data={"token": token})
    assert none.status_code == 422 and "No file" in none.text


# Where nothing is settled yet, and harm


def test_a_decision_that_is_not_settled_shows_in_the_queue_and_holds_back_at_once(settled: Record) -> None:
    client = client_of(settled)
    wrong, held = saying(settled, "Nobody is in danger"), saying(settled, "the locks would hold")
    decide(settled, wrong.id, "speaker", "Sil Maro", by="person:Ada", why="", at=AT)
    decide(settled, held.id, "reject", by="person:Ada", why="", at=AT)
    desk = doors.desk_of(settled)
    assert "another speaker" in (desk.held_back(wrong) or "") and "rejected" in (desk.held_back(held) or "")
    assert [row["id"] for row in queue(client)] == [saying(settled, "the turbines").id]
    page = client.get("/review").text
    assert "Decisions, or pages, have come since the record was settled" in page
    send(client, "/settle", back="/review")
    assert settled.settled and "have come since" not in client.get("/review").text
    assert saying(settled, "Nobody is in danger").speakers[0].name == "Sil Maro"


def test_what_may_be_passed_on_is_asked_of_the_database_as_of_a_row_whatever_was_decided(settled: Record) -> None:
    steps = (("reject", ""), ("confirm", ""), ("speaker", "Sil Maro"), ("said", "2031-04-01"), ("reject", ""))
    rows = sorted(settled.rows("statements"), key=lambda row: row.id)
    for number, (kind, value) in enumerate(steps):
        for row in rows[number % 3 :: 2]:
            decide(settled, row.id, kind, value, by="person:Ada", why="", at=f"2031-06-0{number + 1}T10:00:00Z")
        undo(settled, by_people(settled)[0], by="person:Ada", why="", at=AT)
        desk = doors.desk_of(settled)
        with settled.asking() as connection:
            found = set(connection.execute(select(STATEMENTS.c.id).where(passable(desk))).scalars())
        assert found == {row.id for row in rows if desk.held_back(row) is None}, number
        with settled.writing() as connection:
            connection.execute(delete(PUBLIC["judgements"]).where(PUBLIC["judgements"].c.withdrawn.is_not(None)))


def test_of_two_forms_sent_at_once_one_is_taken_and_one_is_shown_the_other(settled: Record) -> None:
    said = saying(settled, "the locks would hold")
    clients = [client_of(settled, name) for name in ("Ada", "Bo")]
    tokens = [
        next(v for v in browser.Markup(each.get("/review").text).values("value") if len(v) == 64) for each in clients
    ]
    saw = seen(clients[0], said.id)

    def sent(number: int) -> int:
        words = {"token": tokens[number], "seen": saw, "decision": "correct", "speaker": f"Somebody {number}"}
        return clients[number].post(f"/judge/{said.id}", data=words).status_code

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(sent, range(2))) == [303, 409]
    assert len(by_people(settled)) == 1


def test_back_leads_to_addresses_of_this_server_alone(settled: Record) -> None:
    client, said = client_of(settled), saying(settled, "the locks would hold")
    for back in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\r\nset-cookie: x",
    ):
        answer = send(client, f"/judge/{said.id}", decision="confirm", back=back)
        assert answer.headers["location"].startswith(f"/statement/{said.id}"), back


def test_hostile_words_in_a_decision_are_words(settled: Record) -> None:
    client, said = client_of(settled), saying(settled, "the locks would hold")
    poison = '"><script>alert(1)</script>\u202e{{ 7*7 }}'
    send(client, f"/judge/{said.id}", decision="correct", speaker=poison, why=poison)
    for path in ("/review?kind=decided", f"/statement/{said.id}", f"/page/{said.page}"):
        page = client.get(path).text
        assert "<script>alert" not in page and "\u202e" not in page and "{{ 7*7 }}" in browser.Markup(page).words, path


def test_a_row_of_another_kind_has_no_review(disputed: Record) -> None:
    desk = doors.desk_of(disputed)
    page = next(iter(disputed.rows("pages")))
    link = next(row for row in disputed.rows("links") if row.kind != "conflicts")
    assert item_of(disputed, desk, page.id) is None and item_of(disputed, desk, link.id) is None
