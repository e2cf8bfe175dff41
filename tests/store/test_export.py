"""Does the export hold what the record holds, in the same bytes each time, and no more words than asked for?"""

from __future__ import annotations

import csv
import json
import random

import pyarrow.parquet
import pytest
import shelf

from onrecord.errors import RecordError, UnknownName
from onrecord.model import KINDS, names_of
from onrecord.store import Record, export


def lines(folder, kind):
    return [json.loads(line) for line in (folder / f"{kind}.jsonl").read_text("utf-8").splitlines()]


def test_every_kind_has_a_file_with_its_public_names(newsroom, tmp_path):
    done = export(newsroom, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{kind}.jsonl" for kind in KINDS}
    for kind, record_type in KINDS.items():
        rows = lines(tmp_path / "out", kind)
        assert len(rows) == done.counts[kind]
        assert all(tuple(row) == names_of(record_type) for row in rows)
    assert done.settled


def test_every_exported_cite_holds(newsroom, tmp_path):
    export(newsroom, tmp_path)
    text_of = {page["id"]: page["text"] for page in lines(tmp_path, "pages")}
    spans = [(row["page"], span) for row in lines(tmp_path, "statements") for span in (*row["content"], row["cue"])]
    spans += [(row["page"], row) for kind in ("figures", "offices", "mentions") for row in lines(tmp_path, kind)]
    assert len(spans) == 9
    assert all(text_of[page][span["start"] : span["end"]] == span["text"] for page, span in spans)


def test_whole_bounds_are_written_without_a_fraction(newsroom, tmp_path):
    export(newsroom, tmp_path)
    assert '"low":1700,"high":1700,' in (tmp_path / "figures.jsonl").read_text("utf-8")


def test_letters_are_not_escaped_and_pages_come_by_source(newsroom, tmp_path):
    export(newsroom, tmp_path)
    assert "“No boat will pass”" in (tmp_path / "pages.jsonl").read_text("utf-8")
    assert [page["source"] for page in lines(tmp_path, "pages")] == ["courier/gates.html", "post/boats.html"]


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_the_order_of_adding_does_not_show(tmp_path, format):
    seen = set()
    for seed in range(3):
        readings = [shelf.gates(f"{n}.html") for n in range(5)] + [shelf.boats()]
        random.Random(seed).shuffle(readings)
        with Record.open(tmp_path / f"{seed}.db", create=True) as record:
            for reading in readings:
                record.add([reading])
            shelf.settle(record)
            export(record, tmp_path / str(seed), format=format)
        seen.add(tuple((tmp_path / str(seed) / f"{kind}.{format}").read_bytes() for kind in KINDS))
    assert len(seen) == 1


def test_csv_and_parquet_say_the_same_as_json_lines(newsroom, tmp_path):
    for format in ("jsonl", "csv", "parquet"):
        export(newsroom, tmp_path, format=format)
    for kind in KINDS:
        rows = lines(tmp_path, kind)
        with (tmp_path / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
            read = [{name: value or None for name, value in row.items()} for row in csv.DictReader(file)]
        assert [{n: as_json(r[n], row[n]) for n in row} for r, row in zip(read, rows, strict=True)] == rows
        assert pyarrow.parquet.read_table(tmp_path / f"{kind}.parquet").to_pylist() == rows


def as_json(cell, like):
    if isinstance(like, str):
        return cell or ""
    return None if cell is None else json.loads(cell)


def test_cites_leave_without_page_text(newsroom, tmp_path):
    export(newsroom, tmp_path, text="cites")
    pages = lines(tmp_path, "pages")
    assert all(page["text"] is None and page["blocks"] for page in pages)
    assert lines(tmp_path, "statements")[0]["content"][0]["text"]


def test_no_words_leave_when_none_are_asked_for(newsroom, tmp_path):
    export(newsroom, tmp_path, text="none")
    whole = "".join((tmp_path / f"{kind}.jsonl").read_text("utf-8") for kind in KINDS)
    for words in ("the gates stay shut", "1,700 families", "No boat", "told"):
        assert words not in whole
    [row] = [row for row in lines(tmp_path, "statements") if row["form"] == "direct"]
    assert row["content"] == [{"text": None, "start": 17, "end": 34}]
    assert row["speakers"][0]["name"] == "Oru Tashkel"
    assert row["speakers"][0]["mention"] is None
    assert {link["why"] for link in lines(tmp_path, "links")} == {""}  # a reason names the words that decided it


def test_an_unsettled_record_says_so(record, tmp_path):
    record.add([shelf.gates()])
    assert not export(record, tmp_path).settled


def test_nothing_half_written_stays_when_writing_fails(newsroom, tmp_path):
    export(newsroom, tmp_path / "out")
    before = (tmp_path / "out" / "pages.jsonl").read_bytes()
    (tmp_path / "out" / ".links.jsonl.part").mkdir()
    newsroom.add([shelf.gates("new.html")])
    with pytest.raises(RecordError, match="nothing was replaced"):
        export(newsroom, tmp_path / "out")
    assert (tmp_path / "out" / "pages.jsonl").read_bytes() == before
    assert not (tmp_path / "out" / ".pages.jsonl.part").exists()


@pytest.mark.parametrize("asked", [{"format": "xml"}, {"text": "some"}])
def test_an_unknown_way_of_export_names_the_known_ones(newsroom, tmp_path, asked):
    with pytest.raises(UnknownName, match="known"):
        export(newsroom, tmp_path, **asked)
