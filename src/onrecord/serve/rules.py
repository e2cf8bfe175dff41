"""Which rules read the rows of this record, and how many each?"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from onrecord.store import Record
from onrecord.store.schema import PUBLIC

READ_BY: dict[str, str] = {
    "statements": "by",
    "figures": "by",
    "offices": "by",
    "memberships": "by",
    "designations": "rule",
    "events": "by",
}
"""The kinds of rows that a rule reads off a page, and the field that names it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its version, as `onrecord why` prints it, and how many rows of a kind it read."""

    kind: str
    name: str
    rows: int


def rules_of(record: Record) -> tuple[Rule, ...]:
    """The rules at work, those with most rows of each kind first."""
    found = []
    with record.asking() as connection:
        for kind, field in READ_BY.items():
            column, count = PUBLIC[kind].c[field], func.count().label("count")
            asked = select(column, count).group_by(column).order_by(count.desc(), column)
            found += [Rule(kind, name or "not told", rows) for name, rows in connection.execute(asked)]
    return tuple(found)
