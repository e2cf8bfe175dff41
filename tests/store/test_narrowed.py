"""Are all rows found that a narrowing leaves where no word is asked for, the newest first?"""

from __future__ import annotations

from dataclasses import replace

import pytest
import shelf
from sqlalchemy import select

import make
from onrecord.errors import UnknownName
from onrecord.store import narrowed
from onrecord.store.narrowed import days_known, newest
from onrecord.store.schema import PUBLIC
from onrecord.store.seeking import EVERYWHERE, Narrowing

ENTITIES = PUBLIC["entities"].c
EVERYBODY = select(ENTITIES.id)
NOBODY = EVERYBODY.where(ENTITIES.id == "")


def found(record, actors=EVERYBODY, **wanted):
    return [(hit.kind, hit.text) for hit in newest(record, Narrowing(**wanted), actors=actors).found]


def kinds(record, **wanted):
    return sorted(kind for kind, _ in found(record, **wanted))


def test_an_outlet_leaves_its_pages_and_what_stands_on_them(newsroom):
    for name in ("Tavra Courier", "TAVRA COURIER", "courier"):
        assert kinds(newsroom, outlet=name) == ["figures", "pages", "statements"], name
    assert found(newsroom, outlet="courier", kind="statements") == [("statements", "the gates stay shut")]
    assert found(newsroom, outlet="nobody's") == []


def test_days_leave_what_may_lie_on_them(newsroom):
    assert kinds(newsroom, since="2031-04-04", until="2031-04-04") == ["figures", "pages", "statements"]
    assert kinds(newsroom, since="2031-05-20") == ["pages", "statements"], "May may be the 20th"
    assert kinds(newsroom, since="2031-05-20", kind="statements") == ["statements"], "its page's day counts"
    assert found(newsroom, since="2032") == []


def test_the_newest_stand_first_and_of_one_day_each_page_before_what_stands_on_it(newsroom):
    hits = newest(newsroom, Narrowing(since="2031"), actors=EVERYBODY).found
    assert [hit.kind for hit in hits][:3] == ["pages", "statements", "pages"]
    assert [hit.text for hit in hits][1] == "No boat will pass"


def test_a_speaker_leaves_what_the_entities_given_said_and_no_namesake(newsroom):
    marrow = EVERYBODY.where(ENTITIES.name == "Ilen Marrow")
    assert kinds(newsroom, speaker="Ilen Marrow", actors=marrow) == ["figures", "statements"]
    assert kinds(newsroom, speaker="Ilen Marrow", actors=marrow, since="2031-05") == []
    assert kinds(newsroom, speaker="Ilen Marrow", actors=NOBODY) == []


def test_only_names_that_may_be_listed_are(newsroom):
    assert kinds(newsroom, kind="entities") == ["entities", "entities"]
    assert kinds(newsroom, kind="entities", actors=NOBODY) == []
    assert "entities" not in kinds(newsroom, since="2031")


def test_nothing_narrowed_is_all_of_the_record(newsroom):
    whole = newest(newsroom, EVERYWHERE, actors=EVERYBODY)
    assert (whole.total, whole.more, whole.newest, whole.counted) == (7, False, True, 7)
    assert dict(whole.kinds) == {"pages": 2, "statements": 2, "figures": 1, "entities": 2}
    leaves = [newest(newsroom, EVERYWHERE, actors=EVERYBODY, start=start, limit=1).found for start in range(8)]
    assert [hit for leaf in leaves for hit in leaf] == list(whole.found)


def test_every_hit_cites_its_page(newsroom):
    text_of = {page.id: page.text for page in newsroom.pages()}
    for hit in newest(newsroom, Narrowing(since="2031"), actors=EVERYBODY).found:
        assert text_of[hit.page][hit.cite.start : hit.cite.end] == hit.cite.text == hit.text


def test_walking_back_through_the_days_finds_the_same_and_says_when_there_are_more(record, monkeypatch):
    readings = (shelf.gates(f"courier/{n}.html") for n in range(40))
    record.add(
        make.reading(
            replace(reading.page, published=make.when(f"2031-{1 + n // 20:02}-{1 + n % 20:02}")),
            statements=tuple(replace(row, said=make.when("2031-01-05")) for row in reading.claims.statements),
        )
        for n, reading in enumerate(readings)
    )
    shelf.settle(record)
    asked = Narrowing(outlet="courier", since="2031-01")
    whole = newest(record, asked, actors=EVERYBODY, limit=100)
    monkeypatch.setattr(narrowed, "FEW", 0)
    assert newest(record, asked, actors=EVERYBODY, limit=100) == whole
    assert (whole.total, whole.more) == (80, False)
    monkeypatch.setattr(narrowed, "AT_ONCE", 10)
    some = newest(record, asked, actors=EVERYBODY, limit=100)
    assert some.more and [hit.id for hit in some.found if hit.kind == "pages"] == [
        hit.id for hit in whole.found if hit.kind == "pages"
    ]


def test_the_days_are_told_newest_first(newsroom):
    with newsroom.asking() as connection:
        assert days_known(connection, lambda day: True) == ["2031-04-04"]
        assert days_known(connection, lambda day: day > "2031-05") == []


def test_a_kind_that_is_not_searched_names_those_that_are(newsroom):
    with pytest.raises(UnknownName, match="pages"):
        newest(newsroom, Narrowing(kind="links"), actors=EVERYBODY)
