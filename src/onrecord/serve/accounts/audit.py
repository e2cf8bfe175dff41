"""Who did what, to which row, and when?

A line holds names and ids of ours and never words of a page, so that it may outlive a page that is forgotten. Lines
are added and nothing else: in SQLite the database itself refuses to change or delete one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from onrecord.store import Record
from onrecord.store.schema import AUDIT

SOMEBODY = "somebody"
"""Who gave a name that no account has. What was typed is not kept: it may be a password."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit log; `row` is the id of what it was done to, empty where it is about `who` alone."""

    n: int
    at: str
    who: str
    deed: str
    row: str


@dataclass(frozen=True, slots=True)
class Audit:
    """A stretch of the audit log, the newest first; `before` is the number to go on from, None at its beginning."""

    entries: tuple[Entry, ...]
    before: int | None


def told(at: datetime) -> str:
    """A moment as accounts and the audit log keep it: ISO 8601, UTC, in seconds."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def note(connection: Connection, who: str, deed: str, row: str, at: datetime) -> None:
    """Add a line, in the transaction of what was done."""
    connection.execute(insert(AUDIT).values(at=told(at), who=who, deed=deed, row=row))


def noted(record: Record, who: str, deed: str, row: str, at: datetime) -> None:
    """Add a line about something that is done. Raises RecordBusy."""
    with record.writing() as connection:
        note(connection, who, deed, row, at)


def log(record: Record, *, who: str = "", since: str = "", before: int | None = None, limit: int = 50) -> Audit:
    """The latest lines: of one account, from a day on (ISO 8601), older than the line of that number."""
    asked = select(AUDIT.c.n, AUDIT.c.at, AUDIT.c.who, AUDIT.c.deed, AUDIT.c.row).order_by(AUDIT.c.n.desc())
    for wanted, condition in (
        (who, AUDIT.c.who == who),
        (since, AUDIT.c.at >= since),
        (before, AUDIT.c.n < (before or 0)),
    ):
        asked = asked.where(condition) if wanted else asked
    with record.asking() as connection:
        found = [Entry(*row) for row in connection.execute(asked.limit(limit + 1))]
    return Audit(tuple(found[:limit]), found[limit - 1].n if len(found) > limit else None)
