"""Does a count over the whole record keep the rules that every single row keeps?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import doors
import newsroom
import pytest
from sqlalchemy import select

import make
from onrecord.model import Page, Statement
from onrecord.serve.counting import ENTITIES, FIGURES, STATEMENTS, countable, countable_figure, public
from onrecord.serve.desk import Desk
from onrecord.serve.harm import may_have_page
from onrecord.store import Record

Write = Callable[[], Record]

WORDS = "the locks would hold"


def cases(page: Page) -> Iterator[Statement]:
    """A statement for each reason that holds one back, and a few that nothing holds back."""
    brenn, nobody = make.speaker("Oda Brenn"), make.speaker("", entity=None)
    he = make.speaker("He", entity=None)
    made = make.statement(page, "Oda Brenn", WORDS)
    for number, (speakers, joint, confidence, review) in enumerate(
        (
            ((brenn,), False, 0.5, None),
            ((brenn,), False, 0.49999, None),
            ((brenn,), False, 0.9, "two readings"),
            ((brenn, make.speaker("Tam Rusk")), False, 0.9, None),
            ((brenn, make.speaker("Tam Rusk")), True, 0.9, None),
            ((brenn, nobody), False, 0.9, None),
            ((), False, 0.9, None),
            ((nobody,), False, 0.9, None),
            ((he,), False, 0.9, None),
            ((brenn, he), False, 0.9, None),
            ((brenn, he), True, 0.9, None),
        )
    ):
        yield replace(made, id=f"s-case{number}", speakers=speakers, joint=joint, confidence=confidence, review=review)


def ids(record: Record, table: object, condition: object) -> set[str]:
    with record.asking() as connection:
        return set(connection.execute(select(table.c.id).where(condition)).scalars())  # type: ignore[attr-defined]


def private(desk: Desk, statement: Statement) -> bool:
    for speaker in statement.speakers:
        entity = desk.holdings.entities.get(speaker.entity)
        if entity and not may_have_page(entity, desk.holdings.offices_of(entity.id, entity.name)):
            return True
    return False


@pytest.fixture
def every(write: Write, kinds: newsroom.Kinds) -> Record:
    herald = kinds["pages"][1]
    kinds["statements"] += cases(herald)
    doubtful = next(row for row in kinds["statements"] if row.content[0].text == WORDS)
    kinds["judgements"].append(newsroom.confirmed(doubtful))
    return write()


@pytest.mark.parametrize("in_all", [False, True])
def test_a_count_takes_the_statements_that_a_list_may_show_and_no_other(every: Record, in_all: bool) -> None:
    desk = doors.desk_of(every)
    allowed = {row.id for row in every.rows("statements") if desk.held_back(row) is None and not private(desk, row)}
    assert ids(every, STATEMENTS, countable(desk, in_all=in_all)) == allowed
    assert 0 < len(allowed) < len(every.rows("statements"))


def test_nobody_without_an_office_or_public_role_is_counted(every: Record) -> None:
    desk = doors.desk_of(every)
    allowed = {
        row.id for row in every.rows("entities") if may_have_page(row, desk.holdings.offices_of(row.id, row.name))
    }
    assert ids(every, ENTITIES, public()) == allowed
    assert newsroom.VENN.id not in allowed and newsroom.BRENN.id in allowed


def test_a_figure_of_a_statement_that_waits_is_not_counted(write: Write, kinds: newsroom.Kinds) -> None:
    doubtful = next(row for row in kinds["statements"] if row.content[0].text == WORDS)
    first, second = kinds["figures"]
    kinds["figures"] = [replace(first, statement=doubtful.id), second]
    record = write()
    assert ids(record, FIGURES, countable_figure(doors.desk_of(record))) == {second.id}
