"""Can people say who is whom, and does it hold through every rebuild?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import make
from onrecord.errors import NotOnRecord, OnRecordError
from onrecord.model import Judgement, Named, Page, Reading
from onrecord.settling import settle
from onrecord.store import Record, decide, forget, judgements, undo

AT = "2031-06-01T10:00:00Z"
MAYOR = make.page("Ada Lindqvist, the mayor of Ansel, opened the lock.", name="mayor.txt")
AGAIN = make.page("Ada Lindqvist, the mayor of Ansel, closed the lock.", name="again.txt")
STRIKER = make.page("Ada Lindqvist, the striker, scored twice for Vell Rovers.", name="striker.txt")
BOARD = make.page("The River Watch Board met. The Watch Board of the river is old.", name="board.txt")


def read(page: Page, *traits: str, name: str = "Ada Lindqvist") -> Reading:
    mention = make.mention(page, name, cluster=0)
    return make.reading(page, mentions=(mention,), named=(Named(0, name, "person", (name,), traits, 1),))


@pytest.fixture
def record(tmp_path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.db", create=True) as held:
        held.add([read(MAYOR, "mayor", "ansel"), read(AGAIN, "mayor", "ansel"), read(STRIKER, "striker", "rovers")])
        settle(held)
        yield held


def named(record: Record) -> dict[str, str]:
    """Page source -> the entity its first mention means."""
    sources = {page.id: page.source for page in record.pages()}
    return {sources[mention.page]: mention.entity for mention in record.rows("mentions")}


def say(record: Record, name: str, kind: str, value: str = "") -> Judgement:
    made = decide(record, name, kind, value, by="person:desk", why="looked it up", at=AT)
    settle(record)
    return made


def rule(record: Record) -> Judgement:
    (found,) = (row for row in judgements(record) if row.by.startswith("rule:"))
    return found


def test_a_rules_joining_is_a_row_with_its_names_score_and_reason(record):
    row = rule(record)
    whom = named(record)
    assert row.kind == "same" and row.value == whom["mayor.txt"]
    assert set(row.target) == {MAYOR.id, AGAIN.id, "Ada Lindqvist"}
    assert row.why.startswith("score ") and "ansel" in row.why


def test_names_that_a_person_joins_are_one_and_stay_one_through_a_rebuild(record):
    whom = named(record)
    made = say(record, whom["mayor.txt"], "same", whom["striker.txt"])
    assert len(set(named(record).values())) == 1
    record.add([read(make.page("Ada Lindqvist slept.", name="more.txt"))])
    settle(record)
    assert len({named(record)[page] for page in ("mayor.txt", "again.txt", "striker.txt")}) == 1
    undo(record, made, by="person:desk", why="", at=AT)
    settle(record)
    assert named(record)["striker.txt"] != named(record)["mayor.txt"]


def test_a_name_that_a_person_sets_apart_is_joined_by_no_rule(record):
    say(record, named(record)["mayor.txt"], "apart", AGAIN.id)
    assert len(set(named(record).values())) == 3
    assert [row for row in judgements(record) if row.by.startswith("rule:")] == []


def test_a_rules_joining_that_a_person_takes_back_is_never_done_again(record):
    made = undo(record, rule(record), by="person:desk", why="mother and daughter", at=AT)
    for _ in range(2):
        settle(record)
        whom = named(record)
        assert whom["mayor.txt"] != whom["again.txt"]
    assert (made.kind, made.by, made.why) == ("apart", "person:desk", "mother and daughter")
    undo(record, made, by="person:desk", why="", at=AT)
    settle(record)
    assert named(record)["mayor.txt"] == named(record)["again.txt"]


def test_the_latest_of_two_decisions_on_the_same_names_wins(record):
    whom = named(record)
    say(record, whom["mayor.txt"], "same", whom["striker.txt"])
    joined = rule(record)
    undo(record, joined, by="person:desk", why="", at="2031-06-02T10:00:00Z")
    settle(record)
    assert named(record)["mayor.txt"] != named(record)["again.txt"]


def test_a_decision_whose_text_is_gone_waits_and_moves_to_no_other(record, tmp_path):
    whom = named(record)
    made = say(record, whom["mayor.txt"], "same", whom["striker.txt"])
    with Record.open(tmp_path / "other.db", create=True) as other:
        other.add([read(MAYOR, "mayor", "ansel"), read(make.page("Ada Lindqvist, striker.", name="striker.txt"))])
        with other.settling() as new:
            new.put([made])
        settle(other)
        assert len(set(named(other).values())) == 2


def test_a_decision_holds_for_every_page_with_the_text(record):
    copy = make.page(STRIKER.text, name="copy.txt")
    record.add([read(copy, "striker", "rovers")])
    settle(record)
    whom = named(record)
    say(record, whom["mayor.txt"], "same", whom["striker.txt"])
    assert len(set(named(record).values())) == 1


def test_a_person_and_a_body_cannot_be_one(record):
    seen = make.mention(BOARD, "River Watch Board", label="organization", cluster=0)
    body = Named(0, "River Watch Board", "organization", ("River Watch Board",), (), 1)
    record.add([make.reading(BOARD, mentions=(seen,), named=(body,))])
    settle(record)
    whom = named(record)
    with pytest.raises(OnRecordError, match="they cannot be one"):
        say(record, whom["mayor.txt"], "same", whom["board.txt"])


def test_what_a_decision_on_names_needs_is_told(record):
    whom = named(record)
    with pytest.raises(OnRecordError, match="takes the id of another row of entities"):
        say(record, whom["mayor.txt"], "same")
    with pytest.raises(OnRecordError, match="is not named on"):
        say(record, whom["mayor.txt"], "apart", STRIKER.id)
    with pytest.raises(NotOnRecord, match="reject is about statements"):
        say(record, whom["mayor.txt"], "reject")


def test_a_forgotten_persons_joinings_leave_no_row(record):
    assert rule(record)
    forget(record, "Ada Lindqvist", by="person:desk", why="takedown", at=AT)
    settle(record)
    assert [row.kind for row in judgements(record)] == ["forget"]
