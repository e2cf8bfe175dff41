"""Do pages without a full date get one from the pages around them, through the whole flow, and does `why` tell how?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.model import Page
from onrecord.pipeline import build
from onrecord.store import Record

SESSION = """Ferries must not sail by night, says harbour chief

{stamp}The old ferries of the Sarn lake must not sail by night until every hull has been looked at by a second \
engineer, harbour chief Tol Iverra told reporters {day} after a long meeting with the masters of the lake.

Iverra added that the harbour office would pay for the first forty hulls.

{more}
"""

LATER = """Harbour office wants new ferries

18 September 2031

The harbour office of Sarn wants to buy six new ferries, its chief Tol Iverra said on Thursday. "The lake has waited \
long enough," Iverra told reporters.

In April this year, Iverra told the masters of the lake that the old ferries of the Sarn lake must not sail by night \
until every hull has been looked at by a second engineer.
"""

WIRE = """Bridge over the Tavra opens

LURIN, September 18. /RIVER WIRE/. The bridge over the Tavra in Lurin opened to carts on Thursday, and the mayor of \
Lurin, Nela Orsk, was the first to cross the new bridge. "The valley is one valley again," Orsk said.

The bridge over the Tavra took nine years to build.
"""

BROADCAST = """Mayor Orsk crosses new bridge over the Tavra

{stamp}

Lurin's bridge over the Tavra opened to carts on Thursday after nine years. Mayor Nela Orsk was the first to cross the \
new bridge. "The valley is one valley again," Orsk said in Lurin.
"""


def built(folder: Path, pages: Mapping[str, str], *, backwards: bool = False) -> dict[str, Page]:
    """The pages of a record of these files, by the name of the file."""
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    inputs = sorted((str(folder / name) for name in pages), reverse=backwards)
    record = folder / f"r{backwards:d}.db"
    build(inputs, record, attribution="rules")
    with Record.open(record) as held:
        return {Path(page.source).name: page for page in held.pages()}


def undated(day: str = "Friday", more: str = "") -> str:
    return SESSION.format(stamp="", day=day, more=more)


def test_a_remark_that_a_later_page_dates_to_a_month_dates_the_page_that_has_its_weekday(tmp_path: Path) -> None:
    found = built(tmp_path, {"session.txt": undated(), "later.txt": LATER})["session.txt"].published
    assert (found.edtf, found.basis) == ("2031-04-04/2031-05-01", "cross_reference")


def test_what_is_said_on_a_page_without_a_date_gets_the_days_that_are_left(tmp_path: Path) -> None:
    built(tmp_path, {"session.txt": undated(), "later.txt": LATER})
    with Record.open(tmp_path / "r0.db") as record:
        [said] = {s.said.edtf for s in record.rows("statements") if s.said_words and s.said_words.text == "Friday"}
    assert said == "[2031-04-04,2031-04-11,2031-04-18,2031-04-25]"


def test_the_order_of_the_pages_changes_nothing(tmp_path: Path) -> None:
    pages = {"session.txt": undated(), "later.txt": LATER, "wire.txt": WIRE}
    pages |= {"a.txt": BROADCAST.format(stamp="18 September 2031")}
    assert built(tmp_path, pages) == built(tmp_path, pages, backwards=True)


def test_a_dateline_takes_its_year_from_the_story(tmp_path: Path) -> None:
    pages = {"wire.txt": WIRE, "broadcast.txt": BROADCAST.format(stamp="18 September 2031")}
    assert built(tmp_path, pages)["wire.txt"].published.edtf == "2031-09-18"


def test_two_years_of_one_story_leave_the_dateline_as_it_stands(tmp_path: Path) -> None:
    pages = {"wire.txt": WIRE}
    pages |= {f"{year}.txt": BROADCAST.format(stamp=f"18 September {year}") for year in (2030, 2031)}
    assert built(tmp_path, pages)["wire.txt"].published.edtf == "XXXX-09-18"


def test_a_page_that_nothing_dates_stays_undated(tmp_path: Path) -> None:
    pages = {"session.txt": undated(), "wire.txt": WIRE}
    found = built(tmp_path, pages)
    assert found["session.txt"].published.edtf is None
    assert found["wire.txt"].published.edtf == "XXXX-09-18"


def test_a_stated_date_is_never_overwritten(tmp_path: Path) -> None:
    stated = SESSION.format(stamp="2 May 2030\n\n", day="Friday", more="")
    assert built(tmp_path, {"session.txt": stated, "later.txt": LATER})["session.txt"].published.edtf == "2030-05-02"


def test_why_prints_the_chain_one_step_a_line_and_each_step_names_a_row(tmp_path: Path) -> None:
    page = built(tmp_path, {"session.txt": undated(), "later.txt": LATER})["session.txt"]
    told = CliRunner().invoke(app, ["why", str(tmp_path / "r0.db"), page.id], env={"COLUMNS": "1000"})
    steps = [line.strip() for line in told.stdout.splitlines() if line.strip()[:3] in ("1. ", "2. ", "3. ", "4. ")]
    assert len(steps) == 3
    with Record.open(tmp_path / "r0.db") as record:
        rows = {row.id for kind in ("pages", "statements", "times") for row in record.rows(kind)}
    for step in steps:
        assert any(f"{row}" in step for row in rows), step


def test_a_page_fetched_before_it_says_it_appeared_keeps_its_date_with_a_note(tmp_path: Path) -> None:
    row = '{"text": %s, "source": "odd", "fetched_at": "2031-05-01T10:00:00Z"}'
    text = SESSION.format(stamp="2 June 2031\n\n", day="Friday", more="")
    (tmp_path / "rows.jsonl").write_text(row % json.dumps(text), encoding="utf-8")
    build([str(tmp_path / "rows.jsonl")], tmp_path / "r.db", attribution="rules")
    with Record.open(tmp_path / "r.db") as record:
        [page] = record.pages()
    assert page.published.edtf == "2031-06-02"
    assert page.notes == ("it is dated 2031-06-02 and was fetched before that, on 2031-05-01",)


@pytest.mark.parametrize("day", ["Friday", "on April 18", "this month"])
def test_settling_again_changes_nothing(tmp_path: Path, day: str) -> None:
    pages = {"session.txt": undated(day), "later.txt": LATER}
    assert built(tmp_path, pages) == built(tmp_path, pages)
