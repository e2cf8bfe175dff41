"""Is what a row said of its own day kept for as long as other rows date it, and no longer?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import make
from onrecord.model import Page, Statement, When
from onrecord.settling.own_days import base_before, base_of, overwrite, rebased, settled
from onrecord.store import Record, Settling

TOLD = When("2031-05-03", "cross_reference", "another page tells it")
PAGE = make.page("“It stays shut,” Ilen Marrow said.", name="a.txt")
SAID = make.statement(PAGE, "Ilen Marrow", "It stays shut")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record of one page, of which another one has told the day."""
    with Record.open(tmp_path / "r.db", create=True) as opened:
        opened.add([make.reading(PAGE, statements=(SAID,))])
        with opened.settling() as new:
            new.put([SAID])
            date(new, TOLD)
        yield opened


def date(new: Settling, day: When | None) -> None:
    """Have the statement be of a day, or of its own."""
    own = base_of(new, "statements", new.where("statements", "id", [SAID.id]))
    overwrite(new, "statements", own, {SAID.id: {"said": day}} if day else {}, ["said"])


def standing(new: Settling) -> dict[str, Statement]:
    return new.where("statements", "id", [SAID.id])


def test_a_row_that_another_one_dates_still_tells_what_it_said_itself(record: Record) -> None:
    with record.settling(whole=False) as new:
        assert standing(new)[SAID.id].said == TOLD
        assert base_of(new, "statements", standing(new)) == {SAID.id: SAID}


def test_a_row_that_nothing_dates_any_longer_says_again_what_it_said(record: Record) -> None:
    with record.settling(whole=False) as new:
        date(new, None)
        assert standing(new) == {SAID.id: SAID}
        assert not list(new.shelf("base").all())


def test_a_row_told_its_own_day_keeps_nothing(record: Record) -> None:
    with record.settling(whole=False) as new:
        date(new, SAID.said)
        assert not list(new.shelf("base").all())


def test_a_row_written_anew_says_what_it_says_now_and_what_it_said_before(record: Record) -> None:
    with record.settling(whole=False) as new:
        was = standing(new)
        rebased(new, [SAID.id])
        written = make.statement(PAGE, "Ilen Marrow", "It stays shut", id=SAID.id, said="2031-04")
        new.instead("statements", [SAID.id], [written])
        assert base_of(new, "statements", standing(new)) == {SAID.id: written}
        assert base_before(new, "statements", was) == {SAID.id: SAID}


def test_how_rows_stood_before_is_forgotten_with_the_settling(record: Record) -> None:
    with record.settling(whole=False) as new:
        rebased(new, [SAID.id])
        settled(new)
        assert not list(new.shelf("base before").all())


def test_what_is_told_of_a_page_is_kept_field_by_field(record: Record) -> None:
    with record.settling(whole=False) as new:
        own: dict[str, Page] = new.where("pages", "id", [PAGE.id])
        overwrite(new, "pages", own, {PAGE.id: {"notes": ("at odds",)}}, ["published", "notes"])
        assert dict(new.shelf("base").all())[PAGE.id] == {"notes": []}
        assert new.where("pages", "id", [PAGE.id])[PAGE.id].notes == ("at odds",)
