"""What do reviewers say to one another about a row?

A comment, or whose a row is to look at. Remarks are rows of the record's own: they are no claims, leave by no export,
and all of them go when something is taken down that they may quote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

from sqlalchemy import insert, select, update

from onrecord.errors import NotOnRecord, OnRecordError, UnknownName
from onrecord.model import id_of
from onrecord.store.record import Record
from onrecord.store.rows import chunks
from onrecord.store.schema import REMARKS

COMMENT, ASSIGNED = "comment", "assigned"

LONGEST: dict[str, int] = {COMMENT: 4000, ASSIGNED: 100}
"""The kinds of remarks, and how many characters each may have."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a row, or (`assigned`) the name of whoever is to look at it; `at`, `withdrawn`: ISO 8601 times."""

    id: str
    row: str
    kind: str
    words: str
    by: str
    at: str
    withdrawn: str | None = None


NAMES = tuple(field.name for field in fields(Remark))


def remark(record: Record, row: str, kind: str, words: str, *, by: str, at: str) -> Remark:
    """Say something about a row; a row is assigned to one person at a time.

    Raises UnknownName for a kind that is none, OnRecordError when there are no words or too many.
    """
    if kind not in LONGEST:
        raise UnknownName("kind of remark", kind, LONGEST)
    if not 0 < len(words) <= LONGEST[kind]:
        raise OnRecordError(f"a remark of the kind {kind} has 1 to {LONGEST[kind]} characters, not {len(words)}")
    made = Remark(id_of("k", row, kind, words, by, at), row, kind, words, by, at)
    with record.writing() as connection:
        if kind == ASSIGNED:
            held = (REMARKS.c.row == row, REMARKS.c.kind == kind, REMARKS.c.withdrawn.is_(None))
            connection.execute(update(REMARKS).where(*held).values(withdrawn=at))
        connection.execute(insert(REMARKS), dict(zip(NAMES, astuple(made), strict=True)))
    return made


def take_back(record: Record, name: str, *, at: str) -> Remark:
    """Withdraw a remark; its row stays. Raises NotOnRecord when none of that id stands."""
    stands = (REMARKS.c.id == name, REMARKS.c.withdrawn.is_(None))
    with record.writing() as connection:
        found = connection.execute(select(*(REMARKS.c[each] for each in NAMES)).where(*stands)).one_or_none()
        if found is None:
            raise NotOnRecord(f"{name}: no such remark stands")
        connection.execute(update(REMARKS).where(*stands).values(withdrawn=at))
    return Remark(*found)


def remarks_on(record: Record, rows: Iterable[str]) -> list[Remark]:
    """The remarks on some rows that stand, oldest first."""
    found: list[Remark] = []
    with record.asking() as connection:
        for some in chunks(rows):
            asked = select(*(REMARKS.c[name] for name in NAMES))
            asked = asked.where(REMARKS.c.row.in_(some), REMARKS.c.withdrawn.is_(None))
            found += [Remark(*cells) for cells in connection.execute(asked)]
    return sorted(found, key=lambda each: (each.at, each.id))


def assigned_to(record: Record, name: str) -> list[str]:
    """The rows that somebody is to look at, the ones given first before the others."""
    asked = select(REMARKS.c.row).where(
        REMARKS.c.kind == ASSIGNED, REMARKS.c.words == name, REMARKS.c.withdrawn.is_(None)
    )
    with record.asking() as connection:
        return list(connection.execute(asked.order_by(REMARKS.c.at, REMARKS.c.id)).scalars())
