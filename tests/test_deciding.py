"""Do decisions on figures, words and accounts that differ hold through every rebuild, and wait when they must?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

import dispute
from onrecord.errors import NotOnRecord, OnRecordError, UnknownName, UnreadableInput
from onrecord.model import Judgement
from onrecord.settling import settle
from onrecord.store import (
    Record,
    assigned_to,
    bring,
    by_people,
    decide,
    forget,
    lines_of,
    orphans,
    remark,
    remarks_on,
    rows_judged,
    take_back,
    undo,
    uphold,
)

AT = "2031-06-01T10:00:00+00:00"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with dispute.record_at(tmp_path / "news.db") as opened:
        yield opened


def say(record: Record, row: str, kind: str, value: str = "", *, by: str = "person:Ada", at: str = AT) -> Judgement:
    made = decide(record, row, kind, value, by=by, why="asked them", at=at)
    settle(record)
    return made


@pytest.mark.parametrize(
    ("value", "low", "high", "modifier"),
    [
        ("1500", 1500.0, 1500.0, "exact"),
        ("1500..1900", 1500.0, 1900.0, "range"),
        ("..1900", None, 1900.0, "up_to"),
        ("1500..", 1500.0, None, "at_least"),
        ("-2.5", -2.5, -2.5, "exact"),
    ],
)
def test_a_corrected_number_holds_through_a_rebuild_and_can_be_taken_back(
    record: Record, value: str, low: float | None, high: float | None, modifier: str
) -> None:
    made = say(record, dispute.figure(record).id, "value", value)
    settle(record)
    row = dispute.figure(record)
    assert (row.low, row.high, row.modifier, row.confidence) == (low, high, modifier, 1.0)
    assert row.text == "1,700 families"
    undo(record, made, by="person:Ada", why="", at=AT)
    settle(record)
    assert dispute.figure(record).low == 1700.0


def test_a_corrected_number_ends_the_conflict_that_it_made(record: Record) -> None:
    assert dispute.series(record).verdict == "conflicts"
    say(record, dispute.figure(record).id, "value", "900")
    assert dispute.series(record).verdict == "agrees"


def test_a_rejected_figure_is_gone_and_comes_back(record: Record) -> None:
    made = say(record, dispute.figure(record).id, "reject")
    assert list(record.figures(page=dispute.COURIER.id)) == []
    undo(record, made, by="person:Ada", why="", at=AT)
    settle(record)
    assert dispute.figure(record).text == "1,700 families"


def test_a_figures_day_is_corrected(record: Record) -> None:
    say(record, dispute.figure(record).id, "as_of", "2031-04-01")
    assert dispute.figure(record).as_of.edtf == "2031-04-01"


def test_the_words_of_a_statement_are_corrected_and_later_decisions_still_find_it(record: Record) -> None:
    said = dispute.statement(record)
    start = said.content[0].start
    made = say(record, said.id, "span", f"{start}-{start + 23}")
    assert dispute.statement(record).content[0].text == "The gates of the dam st"
    confirmed = say(record, said.id, "confirm", at="2031-06-02T10:00:00Z")
    assert confirmed.target == made.target and dispute.statement(record).confidence == 1.0
    page = record.row(said.page)[1]
    assert all(page.text[c.start : c.end] == c.text for c in dispute.statement(record).content)


@pytest.mark.parametrize("value", ["5-3", "0-99999", "x", "1-2,", ""])
def test_words_that_are_not_on_the_page_are_refused(record: Record, value: str) -> None:
    with pytest.raises(OnRecordError):
        decide(record, dispute.statement(record).id, "span", value, by="person:Ada", why="", at=AT)


def test_accounts_that_a_person_holds_not_comparable_differ_no_more(record: Record) -> None:
    made = say(record, dispute.conflict(record).id, "conflict", "not comparable")
    for _ in range(2):
        assert list(record.rows("links", kind="conflicts")) == []
        assert dispute.series(record).verdict == "single"
        settle(record)
    undo(record, made, by="person:Ada", why="", at=AT)
    settle(record)
    assert dispute.conflict(record).by == "rule:one_count" and dispute.series(record).verdict == "conflicts"


def test_accounts_that_a_person_holds_the_same_agree(record: Record) -> None:
    link = dispute.conflict(record)
    say(record, link.id, "conflict", "same")
    (agreed,) = (row for row in record.rows("links", kind="agrees"))
    assert {agreed.a, agreed.b} == {link.a, link.b} and agreed.by == "person:Ada" and agreed.why == "asked them"
    assert dispute.series(record).verdict == "agrees"


def test_accounts_that_a_person_keeps_both_differ_by_that_word(record: Record) -> None:
    say(record, dispute.conflict(record).id, "conflict", "both")
    assert dispute.conflict(record).by == "person:Ada" and dispute.series(record).verdict == "conflicts"


def test_the_later_of_two_rulings_counts(record: Record) -> None:
    link = dispute.conflict(record)
    say(record, link.id, "conflict", "both")
    say(record, link.id, "conflict", "not comparable", at="2031-06-02T10:00:00Z")
    assert list(record.rows("links", kind="conflicts")) == []


def test_a_decision_that_does_not_fit_its_row_is_refused(record: Record) -> None:
    said, figure, link = dispute.statement(record), dispute.figure(record), dispute.conflict(record)
    for row, kind, value in ((said.id, "value", "3"), (figure.id, "speaker", "X"), (link.id, "confirm", "")):
        with pytest.raises(NotOnRecord, match="is about"):
            decide(record, row, kind, value, by="person:Ada", why="", at=AT)
    for row, kind, value in ((figure.id, "value", ".."), (link.id, "conflict", "wrong"), (said.id, "confirm", "x")):
        with pytest.raises(OnRecordError, match="takes"):
            decide(record, row, kind, value, by="person:Ada", why="", at=AT)
    with pytest.raises(UnknownName, match="withdraw"):
        decide(record, said.id, "burn", by="person:Ada", why="", at=AT)


def test_a_judgement_knows_the_rows_it_holds_on_at_once_and_after_settling(record: Record) -> None:
    said = dispute.statement(record)
    made = decide(record, said.id, "confirm", by="person:Ada", why="", at=AT)
    assert record.judged()[said.id] == (made,)
    settle(record)
    assert record.judged()[said.id] == (made,) and rows_judged(record, [made.id]) == {made.id: (said.id,)}


def test_a_judgement_whose_words_are_gone_waits_and_holds_again_when_they_are_back(record: Record) -> None:
    said, link = dispute.statement(record), dispute.conflict(record)
    made = [say(record, said.id, "reject"), say(record, link.id, "conflict", "both")]
    assert orphans(record) == []
    forget(record, dispute.HERALD.id, by="person:Ada", why="takedown")
    settle(record)
    assert orphans(record) == []  # what quoted the page went with it
    with Record.open(Path(record.where).with_name("other.db"), create=True) as other:
        bring(other, [msgspec.json.encode(each) for each in made])
        settle(other)
        assert {each.id for each in orphans(other)} == {each.id for each in made}
        other.add([dispute.reading_of(dispute.COURIER, "1,700 families", 1700.0)])
        settle(other)
        assert [each.id for each in orphans(other)] == [made[1].id]
        assert list(other.statements()) == []


def test_judgements_go_to_another_record_as_lines_and_come_back_the_same(record: Record, tmp_path: Path) -> None:
    say(record, dispute.statement(record).id, "speaker", "Sil Maro")
    taken = say(record, dispute.figure(record).id, "value", "1500")
    say(record, dispute.conflict(record).id, "conflict", "both")
    undo(record, taken, by="person:Ada", why="", at=AT)
    lines = list(lines_of(record))
    with dispute.record_at(tmp_path / "other.db") as other:
        told = bring(other, [*lines, b"\n"])
        assert (told.new, told.withdrawn, told.known) == (3, 0, 0) and not other.settled
        settle(other)
        assert list(lines_of(other)) == lines == list(lines_of(record))
        assert [row.speakers[0].name for row in other.statements(page=dispute.COURIER.id)] == ["Sil Maro"]
        assert dispute.figure(other).low == 1700.0
        told = bring(other, lines)
        assert (told.new, told.known) == (0, 3) and other.settled


def test_a_withdrawal_travels_too(record: Record, tmp_path: Path) -> None:
    made = say(record, dispute.statement(record).id, "reject")
    with dispute.record_at(tmp_path / "other.db") as other:
        bring(other, lines_of(record))
        undo(record, made, by="person:Ada", why="", at=AT)
        told = bring(other, lines_of(record))
        assert (told.new, told.withdrawn, told.known) == (0, 1, 0)


GOOD = Judgement("j" + "0" * 16, "confirm", ("a" * 64, "words"), "", "person:Ada", AT, "")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"by": "rule:likeness"}, "is no person"),
        ({"kind": "forget"}, "no decision named"),
        ({"target": ("words",)}, "not a text and the words"),
        ({"target": ("nothash", "words")}, "names no text"),
        ({"kind": "said", "value": "yesterday"}, "is not a day"),
        ({"at": "yesterday"}, "its time is none"),
        ({"withdrawn": "soon"}, "its time is none"),
        ({"id": "<script>"}, "no id of a judgement"),
    ],
)
def test_a_line_that_is_no_judgement_of_a_person_takes_in_nothing(
    record: Record, changes: dict[str, str], told: str
) -> None:
    lines = [msgspec.json.encode(GOOD), msgspec.json.encode(replace(GOOD, **changes))]
    with pytest.raises(UnreadableInput, match=f"line 2: .*{told}"):
        bring(record, lines)
    with pytest.raises(UnreadableInput, match="line 1: no judgement"):
        bring(record, [b'{"id": 3}'])
    assert by_people(record) == []


def test_remarks_are_made_taken_back_and_listed(record: Record) -> None:
    row = dispute.statement(record).id
    first = remark(record, row, "comment", "who heard it?", by="person:Ada", at=AT)
    remark(record, row, "assigned", "Bo", by="person:Ada", at=AT)
    remark(record, row, "assigned", "Cy", by="person:Ada", at="2031-06-02T10:00:00Z")
    assert (assigned_to(record, "Bo"), assigned_to(record, "Cy")) == ([], [row])
    settle(record)
    assert [each.words for each in remarks_on(record, [row])] == ["who heard it?", "Cy"]
    take_back(record, first.id, at=AT)
    assert [each.words for each in remarks_on(record, [row])] == ["Cy"]
    with pytest.raises(NotOnRecord):
        take_back(record, first.id, at=AT)


@pytest.mark.parametrize(("kind", "words"), [("comment", ""), ("comment", "x" * 4001), ("assigned", "x" * 101)])
def test_a_remark_without_words_or_with_too_many_is_refused(record: Record, kind: str, words: str) -> None:
    with pytest.raises(OnRecordError, match="characters"):
        remark(record, "s1", kind, words, by="person:Ada", at=AT)


def test_remarks_go_with_the_page_and_the_person_they_speak_of(record: Record) -> None:
    kept, gone = dispute.statement(record).id, dispute.statement(record, dispute.HERALD).id
    for row, words in ((kept, "looks right"), (kept, "ask Ada Lindqvist"), (gone, "odd")):
        remark(record, row, "comment", words, by="person:Bo", at=AT)
    forget(record, dispute.HERALD.id, by="person:Ada", why="takedown")
    assert [each.words for each in remarks_on(record, [kept, gone])] == ["ask Ada Lindqvist", "looks right"]
    settle(record)
    forget(record, "Ada Lindqvist", by="person:Ada", why="takedown")
    assert [each.words for each in remarks_on(record, [kept, gone])] == ["looks right"]


def test_a_rules_joining_that_a_person_upholds_holds_by_that_word(record: Record) -> None:
    (joined,) = (row for row in record.rows("judgements", kind="same") if row.by.startswith("rule:"))
    made = uphold(record, joined, by="person:Ada", why="the same office", at=AT)
    settle(record)
    assert made.kind == "same" and made in by_people(record) and orphans(record) == []
    assert len(list(record.entities(name="Ada Lindqvist"))) == 1
    with pytest.raises(NotOnRecord, match="only a rule's"):
        uphold(record, made, by="person:Ada", why="", at=AT)
