"""Is what was forgotten gone: from rows, search, export, later builds and the file's own bytes?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import shelf

import make
from onrecord.errors import NotOnRecord
from onrecord.model import Judgement, Refusal
from onrecord.store import Record, anchor_of, export, forget, judge, search

AT = "2031-06-01T10:00:00+00:00"


def takedown(record, what, **options):
    return forget(record, what, by="person:desk", why="asked to", at=AT, **options)


def bytes_of(record):
    """All bytes the record keeps on disk, its journal too."""
    file = Path(record.where)
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))


def decide(record, reading):
    """A person's judgement on the reading's statement: it quotes the page."""
    target = anchor_of(reading.page, reading.claims.statements[0])
    judge(record, Judgement("j1", "confirm", target, "", "person:desk", AT, "heard it"))
    shelf.settle(record)


def test_a_forgotten_page_is_gone_from_rows_search_and_bytes(newsroom):
    page = shelf.boats().page
    decide(newsroom, shelf.boats())
    assert b"harbour radio" in bytes_of(newsroom)
    done = takedown(newsroom, page.id)
    shelf.settle(newsroom)
    assert done.pages == (page.id,)
    assert done.wiped
    assert [left.source for left in newsroom.pages()] == ["courier/gates.html"]
    assert search(newsroom, "boat") == []
    assert [row.kind for row in newsroom.rows("judgements")] == ["forget"]
    for words in (
        b"harbour radio",
        b"No boat will pass",
        b"Oru Tashkel",
        b"post/boats",
        page.sha256.encode(),
        b"tashkel",
    ):
        assert words not in bytes_of(newsroom), words


def test_a_later_build_does_not_bring_a_forgotten_page_back(newsroom):
    page = shelf.boats().page
    takedown(newsroom, page.id[:8])
    assert newsroom.forgotten(page.source, page.sha256)
    assert newsroom.holds("renamed.html", page.sha256)
    assert not newsroom.holds(page.source, "other bytes")
    newsroom.add([shelf.boats(), shelf.gates()], done=[(page.source, page.sha256)])
    assert [left.source for left in newsroom.pages()] == ["courier/gates.html"]


def test_the_copies_of_a_forgotten_page_are_named(newsroom):
    newsroom.add([shelf.boats("copy.html")])
    copy = next(iter(newsroom.pages(source="copy.html")))
    assert copy.sha256 == shelf.boats().page.sha256
    assert takedown(newsroom, shelf.boats().page.id).copies == (copy.id,)


def test_a_forgotten_source_is_gone_and_stays_out_whatever_it_says_next(newsroom):
    newsroom.add([], [Refusal("post/boats.html", "extract", "odd")])
    takedown(newsroom, "post/boats.html")
    assert b"post/boats" not in bytes_of(newsroom)
    assert newsroom.holds("post/boats.html", "new bytes")
    again = make.reading(make.page("Other words.", name="post/boats.html"))
    newsroom.add([again], [Refusal("post/boats.html", "extract", "odd")], done=[("post/boats.html", "00")])
    assert b"post/boats" not in bytes_of(newsroom)
    assert [left.source for left in newsroom.pages()] == ["courier/gates.html"]


def test_a_revision_chain_closes_over_a_forgotten_page(record):
    editions = [make.page(f"Edition {n} of the gates.", name="a.txt", fetched_at=str(n)) for n in range(3)]
    record.add([make.reading(page) for page in editions])
    takedown(record, editions[1].id)
    assert {page.id: page.revision_of for page in record.pages()} == {
        editions[0].id: None,
        editions[2].id: editions[0].id,
    }
    takedown(record, editions[0].id)
    assert [page.revision_of for page in record.pages()] == [None]


def test_a_forgotten_person_is_gone_from_everything_derived(newsroom, tmp_path):
    done = takedown(newsroom, "Ilen Marrow")
    shelf.settle(newsroom)
    assert sorted(done.naming) == sorted(page.id for page in newsroom.pages())
    assert [row.speakers[0].name for row in newsroom.statements()] == ["Oru Tashkel"]
    assert [row.name for row in newsroom.entities()] == ["Oru Tashkel"]
    assert len(newsroom.rows("offices")) == 0
    assert {row.text for row in newsroom.rows("mentions")} == {"Oru Tashkel"}
    assert search(newsroom, "Marrow") == search(newsroom, "ilen") == []
    assert len(search(newsroom, "silent")) == 1
    export(newsroom, tmp_path / "out", text="cites")
    assert not any("Marrow" in path.read_text("utf-8") for path in (tmp_path / "out").iterdir())


def test_a_forgotten_person_stays_out_of_pages_added_later(newsroom):
    takedown(newsroom, make.entity("Ilen Marrow").id)
    newsroom.add([shelf.gates("again.html")])
    shelf.settle(newsroom)
    assert [row.speakers[0].name for row in newsroom.statements()] == ["Oru Tashkel"]
    assert search(newsroom, "Marrow") == []


def test_pages_that_call_the_person_by_a_part_of_the_name_are_not_found_by_it(newsroom):
    called = make.page("Commander Marrow waited.", name="short.txt")
    mention = replace(make.mention(called, "Marrow"), entity=make.entity("Ilen Marrow").id)
    newsroom.add([make.reading(called, mentions=(mention,)), make.reading(make.page("Bone marrow.", name="b.txt"))])
    with newsroom.settling() as new:
        new.put([make.entity("Ilen Marrow"), mention])
    takedown(newsroom, "Ilen Marrow")
    assert [newsroom.reading(hit.page).page.source for hit in search(newsroom, "marrow")] == ["b.txt"]
    assert len(search(newsroom, "commander")) == 1


def test_a_stage_cannot_name_a_forgotten_person_by_an_update(newsroom):
    takedown(newsroom, "Ilen Marrow")
    with newsroom.settling() as new:
        new.put(shelf.boats().claims.statements)
        [row] = new.rows("statements")
        new.update("statements", [(row.id, {"speakers": (make.speaker("Ilen Marrow"),)})])
    assert len(newsroom.statements()) == 0
    assert len(newsroom.statements(speaker="Ilen Marrow")) == 0


def test_the_pages_that_name_a_person_go_with_them_when_asked(newsroom):
    newsroom.add([make.reading(make.page("Nobody spoke.", name="calm.txt"))])
    done = takedown(newsroom, "Ilen Marrow", pages=True)
    assert len(done.pages) == 2
    assert [page.source for page in newsroom.pages()] == ["calm.txt"]
    for words in (b"Marrow", b"marrow"):
        assert words not in bytes_of(newsroom)
    newsroom.add([shelf.gates()])
    assert len(newsroom.pages()) == 1


def test_the_judgement_that_remains_holds_no_name(newsroom):
    takedown(newsroom, "Ilen Marrow", pages=True)
    [left] = newsroom.rows("judgements")
    assert (left.kind, left.value, left.by, left.why, left.at) == ("forget", "person", "person:desk", "asked to", AT)
    assert all(mark.startswith("x") and len(mark) == 17 for mark in left.target)


@pytest.mark.parametrize("what", ["nobody", "e000000", "Marrow", ""])
def test_what_is_not_on_record_cannot_be_forgotten(newsroom, what):
    before = newsroom.counts()
    with pytest.raises(NotOnRecord, match="no page id, source, or person of this name"):
        takedown(newsroom, what)
    assert newsroom.counts() == before


def test_another_reader_keeps_the_file_from_being_wiped_and_the_result_says_so(newsroom, monkeypatch):
    monkeypatch.setattr("onrecord.store.engine.PRAGMAS", ("PRAGMA busy_timeout = 10",))
    with Record.open(newsroom.where) as ours:
        reader = iter(newsroom.rows("mentions"))
        next(reader)
        assert not takedown(ours, shelf.boats().page.id).wiped
        reader.close()
        assert ours.compact()
        assert b"harbour radio" not in bytes_of(ours)
