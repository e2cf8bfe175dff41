"""Does a notebook get typed rows, tables and frames, asked for when they are needed?"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
import shelf

import make
import onrecord
from onrecord.errors import NotOnRecord, OnRecordError, UnknownName
from onrecord.model import KINDS, Statement
from onrecord.store import Record


def test_a_notebook_opens_a_record_by_path(newsroom):
    with onrecord.open(newsroom.where) as record:
        assert [page.outlet for page in record.pages()] == ["Tavra Courier", "Harbour Post"]
    assert onrecord.__version__


def test_rows_are_the_records_of_the_model_and_can_be_walked_through_twice(newsroom):
    rows = newsroom.statements()
    assert all(isinstance(row, Statement) for row in rows)
    assert list(rows) == list(rows)
    assert len(rows) == 2


@pytest.mark.parametrize("who", ["Ilen Marrow", "marrow", make.entity("Ilen Marrow").id])
def test_statements_are_asked_for_by_speaker(newsroom, who):
    assert [row.speakers[0].name for row in newsroom.statements(speaker=who)] == ["Ilen Marrow"]


def test_statements_are_asked_for_by_page_and_outlet(newsroom):
    page = shelf.boats().page.id
    assert [row.page for row in newsroom.statements(page=page)] == [page]
    assert [row.page for row in newsroom.statements(outlet="HARBOUR POST")] == [page]
    assert len(newsroom.statements(page=page, speaker="Ilen Marrow")) == 0


def test_the_other_kinds_have_questions_of_their_own(newsroom):
    [statement] = newsroom.statements(speaker="Ilen Marrow")
    assert len(newsroom.figures(statement=statement.id, unit="people")) == 1
    assert [row.name for row in newsroom.entities(name="Oru Tashkel", kind="person")] == ["Oru Tashkel"]
    assert len(newsroom.utterances(speaker="Oru Tashkel")) == 1
    assert [row.verdict for row in newsroom.series(verdict="single")] == ["single"]
    assert [row.headline for row in newsroom.stories()] == ["Gates stay shut"]
    assert [row.id for row in newsroom.links(row=statement.id)] == ["l1"]
    assert [row.id for row in newsroom.links()] == ["l1"]
    assert list(newsroom.refusals()) == []


def test_many_rows_are_asked_for_at_once_value_by_value(newsroom):
    for kind in ("pages", "statements", "figures", "offices", "entities", "links", "mentions", "stories", "series"):
        rows = list(newsroom.rows(kind))
        names = [row.id for row in reversed(rows)]
        assert newsroom.rows_in(kind, "id", names) == rows[::-1], kind
    pages = [page.id for page in newsroom.pages()]
    mentions = newsroom.rows_in("mentions", "page", [*pages, "nowhere", *pages])
    assert [row.page for row in mentions] == sorted((row.page for row in mentions), key=pages.index)
    assert mentions == [row for page in pages for row in newsroom.rows("mentions", page=page)]
    assert newsroom.rows_in("pages", "id", []) == []


def test_more_rows_than_one_question_carries_are_asked_for(record):
    record.add([make.reading(make.page(f"The {number} boats left.", name=f"{number}.txt")) for number in range(520)])
    names = [page.id for page in record.pages()]
    assert [page.id for page in record.rows_in("pages", "id", names)] == names


def test_the_first_of_many_rows_is_asked_for_alone(newsroom):
    first = min((row for row in newsroom.rows("mentions", text="Ilen Marrow")), key=lambda row: row.id)
    assert newsroom.first("mentions", "text", "Ilen Marrow") == first
    assert newsroom.first("mentions", "text", "nobody") is None
    with pytest.raises(UnknownName, match="colour"):
        newsroom.first("mentions", "colour", "red")


def test_any_kind_is_asked_for_by_any_column(newsroom):
    assert [row.text for row in newsroom.rows("mentions", text="Oru Tashkel")] == ["Oru Tashkel"]
    assert len(newsroom.rows("links", kind="conflicts")) == 1
    with pytest.raises(UnknownName, match="no column of links named 'colour'"):
        newsroom.rows("links", colour="red")


def test_counts_cover_every_kind(newsroom):
    counts = newsroom.counts()
    assert set(counts) == set(KINDS)
    assert (counts["pages"], counts["statements"], counts["figures"]) == (2, 2, 1)


def test_a_row_is_found_by_its_id_or_the_beginning_of_it(newsroom):
    [figure] = newsroom.figures()
    assert newsroom.row(figure.id) == ("figures", figure)
    assert newsroom.row(figure.id[:6]) == ("figures", figure)
    assert newsroom.row("t1")[0] == "stories"


def test_a_short_or_shared_beginning_names_no_row(record):
    with record.settling() as new:
        new.put(replace(make.entity(f"N{n}"), id=f"e12345{n}") for n in range(3))
    with pytest.raises(NotOnRecord, match="give more of the id"):
        record.row("e12345")
    with pytest.raises(NotOnRecord, match="no such row"):
        record.row("e1234")
    with pytest.raises(NotOnRecord, match="no such row"):
        record.row("e12345%")


def test_rows_become_dicts_arrow_tables_and_frames_of_one_content(newsroom):
    rows = newsroom.statements()
    dicts = rows.to_dicts()
    assert dicts[0]["content"][0].keys() == {"text", "start", "end"}
    assert rows.to_arrow().to_pylist() == dicts
    frame = rows.to_pandas()
    assert list(frame["id"]) == [row["id"] for row in dicts]
    assert frame["said"][0] == dicts[0]["said"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_answer_has_its_columns(record, kind):
    rows = record.rows(kind)
    assert rows.to_arrow().num_rows == 0
    assert rows.to_arrow().schema.names == list(rows.to_pandas().columns)


def test_without_pandas_a_frame_says_what_to_install(newsroom, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(OnRecordError, match=r"pip install 'onrecord\[notebook\]'"):
        newsroom.statements().to_pandas()


def test_importing_onrecord_does_not_load_the_database():
    check = "import sys, onrecord; print('sqlalchemy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_rows_of_one_answer_are_of_one_moment(newsroom):
    rows = iter(newsroom.rows("mentions"))
    first = next(rows)
    with Record.open(newsroom.where) as other, other.settling():
        pass
    assert len([first, *rows]) == 3
