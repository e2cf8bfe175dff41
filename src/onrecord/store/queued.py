"""In which order would a person look at rows: the least sure and most used first?

By tenths of confidence, within a tenth by how many links end at the row. To count those of each row whenever somebody
opens a queue takes a large record most of a second, so it is done when the record is settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
)

from onrecord.store.rows import chunks
from onrecord.store.schema import DOUBTS, PUBLIC, QUEUED

MILLION = 1_000_000
"""Parts of a whole in which a confidence is compared: finer than any is told."""

STATEMENTS, FIGURES, LINKS = (PUBLIC[kind] for kind in ("statements", "figures", "links"))


@dataclass(frozen=True, slots=True)
class _Line:
    """Rows of a table that may be looked at: how sure each is, the columns whose uses count, and which rows."""

    table: Table
    sure: Column[float]
    ends: tuple[Column[str], ...]
    where: tuple[ColumnElement[bool], ...] = ()


LINES: dict[str, _Line] = {
    "statements": _Line(
        STATEMENTS, STATEMENTS.c.confidence, (STATEMENTS.c.id,), (STATEMENTS.c.id.in_(select(DOUBTS.c.statement)),)
    ),
    "figures": _Line(FIGURES, FIGURES.c.confidence, (FIGURES.c.id,)),
    "links": _Line(LINKS, LINKS.c.score, (LINKS.c.a, LINKS.c.b), (LINKS.c.kind == "conflicts",)),
}
"""What waits in line, by kind: statements that are held back, figures, accounts that differ."""


def line_up(connection: Connection) -> None:
    """Write anew which rows stand in line; after everything else is settled, since links are counted."""
    connection.execute(delete(QUEUED))
    for kind, line in LINES.items():
        connection.execute(insert(QUEUED).from_select(["row", "kind", "tenth", "uses", "sure"], _asked(kind, line)))


def line_up_some(connection: Connection, touched: Iterable[str]) -> None:
    """Write anew where some rows stand in line; those of links that end at them too, whose uses they count."""
    rows = set(touched)
    for some in chunks(rows.copy()):
        conflicts = select(LINKS.c.id).where(LINKS.c.kind == "conflicts", LINKS.c.a.in_(some) | LINKS.c.b.in_(some))
        rows.update(connection.execute(conflicts).scalars())
    for some in chunks(rows):
        connection.execute(delete(QUEUED).where(QUEUED.c.row.in_(some)))
        for kind, line in LINES.items():
            asked = _asked(kind, line).where(line.table.c.id.in_(some))
            connection.execute(insert(QUEUED).from_select(["row", "kind", "tenth", "uses", "sure"], asked))


def tenth_of(sure: ColumnElement[float]) -> ColumnElement[int]:
    """The tenth of confidence by which rows are told apart: 0.45 to 0.54 are one."""
    # To whole numbers first, since PostgreSQL rounds where SQLite cuts off; dividing those, both cut off.
    return (cast(func.round(sure * MILLION), Integer) - MILLION // 20) // (MILLION // 10)


def _asked(kind: str, line: _Line) -> Select[tuple[str, str, int, int, float]]:
    link = LINKS.alias()
    counts = [
        select(func.count()).select_from(link).where(side == end).correlate(line.table).scalar_subquery()
        for end in line.ends
        for side in (link.c.a, link.c.b)
    ]
    uses = sum(counts[1:], counts[0])
    return select(line.table.c.id, literal(kind), tenth_of(line.sure), uses, line.sure).where(*line.where)
