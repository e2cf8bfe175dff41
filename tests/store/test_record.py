"""Does the record keep what it is given, in one piece, whatever the order?"""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

import make
from onrecord.errors import NotOnRecord, UnknownName
from onrecord.model import PageId, Reading, Refusal, Trace

WORDS = "Ilen Marrow said on Friday that the gates stay shut. About 1,700 families left."


def reading(name: str = "a.txt", text: str = WORDS, **known: object) -> Reading:
    page = make.page(text, name=name, **known)
    if text != WORDS:
        return make.reading(page)
    said = make.statement(page, "Ilen Marrow", "the gates stay shut", cue="said")
    figure = make.figure(page, "About 1,700 families", 1700, 1700, modifier="about")
    trace = Trace(page.id, b"\x01\x02", 9, ("gates",), (make.cite(page, "on Friday"),))
    return make.reading(
        page, trace, statements=(said,), figures=(figure,), mentions=(make.mention(page, "Ilen Marrow"),)
    )


def test_a_reading_comes_back_as_it_was_added(record):
    record.add([reading()])
    assert list(record.readings()) == [reading()]
    assert record.reading(reading().page.id) == reading()
    assert list(record.traces()) == [reading().trace]


def test_adding_again_changes_nothing(record):
    for _ in range(2):
        record.add([reading(), reading()], [Refusal("b.bin", "read", "binary")], done=[("b.bin", "00")])
    assert len(list(record.readings())) == 1
    assert list(record.rows("refusals")) == [Refusal("b.bin", "read", "binary")]


def test_what_was_dealt_with_is_held_whether_taken_or_refused(record):
    record.add([reading()], [Refusal("b.bin", "read", "binary")], done=[("b.bin", "00")])
    assert record.holds("a.txt", reading().page.sha256)
    assert record.holds("b.bin", "00")
    assert not record.holds("b.bin", "01")
    assert not record.holds("c.txt", reading().page.sha256)


def test_an_unknown_page_is_not_on_record(record):
    with pytest.raises(NotOnRecord, match="no page p0"):
        record.reading("p0")


def test_a_refusal_that_comes_again_changes_nothing_and_a_new_one_asks_for_settling(record):
    record.add((), [Refusal("b.bin", "read", "binary")])
    with record.settling():
        pass
    record.add((), [Refusal("b.bin", "read", "binary")])
    assert record.settled
    record.add((), [Refusal("b.bin", "read", "empty")])
    assert not record.settled


def test_a_refusal_is_out_of_date_once_a_later_build_reads_the_source(record):
    record.add([], [Refusal("a.txt", "read", "empty"), Refusal("a.txt", "read", "odd")])
    with record.settling():
        pass
    record.add([reading()])
    assert list(record.rows("refusals")) == []


EDITIONS = tuple(
    reading("live.txt", f"The gates of the dam, edition {n}.", fetched_at=f"2031-04-0{n}") for n in (1, 2, 3)
)


@pytest.mark.parametrize("order", list(itertools.permutations(EDITIONS)))
def test_revisions_follow_the_time_of_fetching_whatever_the_order_of_reading(record, order):
    for one in order:
        record.add([one])
    chain = {page.id: page.revision_of for page in record.rows("pages")}
    first, second, third = (one.page.id for one in EDITIONS)
    assert chain == {first: None, second: first, third: second}


def test_a_later_build_revises_an_earlier_one_whatever_the_pages_say(record):
    record.add([EDITIONS[2]])
    with record.settling():
        pass
    record.add([EDITIONS[0]])
    assert record.reading(EDITIONS[0].page.id).page.revision_of == EDITIONS[2].page.id


def test_the_same_bytes_from_another_source_are_a_second_page(record):
    record.add([reading("a.txt"), reading("b.txt")])
    assert [page.source for page in record.rows("pages")] == ["a.txt", "b.txt"]
    assert all(page.revision_of is None for page in record.rows("pages"))


def settle(record, *, day: str = "2031-04-03") -> None:
    with record.settling() as new:
        for one in record.readings():
            new.put([*one.claims.statements, *one.claims.figures, *one.claims.mentions])
        new.update("pages", [(page.id, {"published": make.when(day), "story": "t1"}) for page in new.rows("pages")])


def test_a_record_is_settled_until_something_is_added(record):
    record.add([reading()])
    assert not record.settled
    settle(record)
    assert record.settled
    record.add([reading()])
    assert record.settled, "nothing new came in"
    record.add([reading("b.txt")])
    assert not record.settled


def test_settling_again_gives_the_same_rows(record):
    record.add([reading("a.txt"), reading("b.txt")])
    settle(record)
    before = {kind: list(record.rows(kind)) for kind in ("pages", "statements", "figures", "mentions")}
    settle(record)
    assert {kind: list(record.rows(kind)) for kind in before} == before


def test_settling_starts_from_the_pages_as_they_were_read(record):
    record.add([reading()])
    settle(record)
    assert next(iter(record.rows("pages"))).story == "t1"
    assert record.reading(reading().page.id) == reading()
    with record.settling() as new:
        assert next(new.rows("pages")) == reading().page
    assert next(iter(record.rows("pages"))) == reading().page


def test_an_error_while_settling_leaves_the_record_as_it_was(record):
    record.add([reading()])
    settle(record)
    before = list(record.rows("statements")), list(record.rows("pages"))
    with pytest.raises(ZeroDivisionError), record.settling():
        raise ZeroDivisionError
    assert (list(record.rows("statements")), list(record.rows("pages"))) == before
    assert record.settled


def test_a_settling_that_failed_can_be_tried_again(record):
    record.add([reading()])
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), record.settling() as new:
            new.put(reading().claims.statements)
            next(new.grouped("statements", by="page"))
            raise ZeroDivisionError
    settle(record)
    assert len(record.statements()) == 1


def test_an_id_that_comes_twice_keeps_its_first_row(record):
    record.add([reading()])
    [said] = reading().claims.statements
    with record.settling() as new:
        new.put([said, replace(said, speakers=(make.speaker("Oru Tashkel"),)), said])
    assert list(record.statements()) == [said]
    assert len(record.statements(speaker="Oru Tashkel")) == 0


def test_rows_are_grouped_by_a_column_or_by_any_key_of_theirs(record):
    record.add([reading("a.txt"), reading("b.txt")])
    settle(record)
    with record.settling() as new:
        new.put(itertools.chain.from_iterable(one.claims.statements for one in record.readings()))
        pages = sorted(one.page.id for one in record.readings())
        assert [[row.page for row in group] for group in new.grouped("statements", by="page")] == [[p] for p in pages]
        by_speaker = list(new.grouped("statements", by=lambda row: row.speakers[0].entity))
        assert [len(group) for group in by_speaker] == [2]
        assert [row.id for row in by_speaker[0]] == sorted(row.id for row in by_speaker[0])
        assert [len(group) for group in new.grouped("statements", by=lambda row: ("x", "y", "x"))] == [2, 2]
        assert list(new.grouped("statements", by=lambda row: None)) == []


def test_rows_can_be_written_while_groups_are_read(record):
    record.add([reading("a.txt"), reading("b.txt")])
    with record.settling() as new:
        new.put(itertools.chain.from_iterable(one.claims.statements for one in record.readings()))
        for group in new.grouped("statements", by="page"):
            new.put([replace(group[0], id=f"{group[0].id}x")])
            new.update("statements", [(group[0].id, {"utterance": "u1"})])
        assert [row.utterance for row in new.rows("statements")] == ["u1", None] * 2


def test_the_words_of_a_page_are_not_for_a_stage_to_change(record):
    record.add([reading()])
    with pytest.raises(UnknownName, match="text"), record.settling() as new:
        new.update("pages", [(reading().page.id, {"text": "other"})])


def test_an_unknown_kind_names_the_known_ones(record):
    with pytest.raises(UnknownName, match="statements"):
        list(record.rows("rumours"))


def test_a_page_of_any_characters_comes_back(record):
    odd = replace(reading().page, id=PageId("p1"), text="nul\x00 \u2028 \U0001f6a3 e\u0301", blocks=())
    record.add([make.reading(odd)])
    assert record.reading("p1").page == odd
