"""What did a row say of its day before other rows dated it?

Days that are open may be told by other rows (see days.py). What those overwrite is kept, field by field, for as long as
it stands overwritten: everything that dates other rows goes by it, so that no day that was told tells another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, get_type_hints

import msgspec

from onrecord.model import KINDS
from onrecord.store import Settling

SHELF = "base"
"""The fields of rows that were overwritten, as they stood."""

VOID = "base before"
"""The same of rows that were written anew since the last settling, for as long as this one goes on."""

Row = TypeVar("Row")


def base_of(new: Settling, kind: str, rows: Mapping[str, Row]) -> dict[str, Row]:
    """Rows as they stand now, by id, each with the day that it has of its own."""
    return _with(kind, rows, new.shelf(SHELF).get(rows))


def base_before(new: Settling, kind: str, rows: Mapping[str, Row]) -> dict[str, Row]:
    """Rows as they stood when this settling began, by id, each with the day that it had of its own then."""
    return _with(kind, rows, new.shelf(SHELF).get(rows) | new.shelf(VOID).get(rows))


def rebased(new: Settling, names: Iterable[str]) -> None:
    """Tell that rows are written anew, with days of their own, or are gone: what was overwritten of them is void.

    To be told before the rows are written, for every row that differs from what `base_of` gives of it, and no other.
    """
    kept = new.shelf(SHELF).get(names)
    new.shelf(VOID).put(kept.items())
    new.shelf(SHELF).take(kept)


def overwrite(
    new: Settling, kind: str, own: Mapping[str, Any], told: Mapping[str, Mapping[str, Any]], fields: Iterable[str]
) -> None:
    """Have rows say what is told of them in these fields, and what they say themselves where nothing is told.

    `own` are the rows as `base_of` gives them; what is told of others, or in other fields, is passed over. `fields` are
    all that are ever overwritten in rows of their kind.
    """
    names = tuple(fields)
    there = new.shelf(SHELF).get(own) if not new.whole else {}
    kept: dict[str, dict[str, Any]] = {}
    changes: list[tuple[str, dict[str, Any]]] = []
    for name, row in own.items():
        before = {field: getattr(row, field) for field in names}
        now = before | {field: value for field, value in told.get(name, {}).items() if field in before}
        if now != before or name in there:
            changes.append((name, now))
            kept[name] = {field: value for field, value in before.items() if now[field] != value}
    new.shelf(SHELF).put((name, values) for name, values in kept.items() if values)
    new.shelf(SHELF).take(name for name, values in kept.items() if not values)
    new.update(kind, changes)


def settled(new: Settling) -> None:
    """Forget how rows stood that were written anew: this settling needs it no more."""
    new.shelf(VOID).take([name for name, _ in new.shelf(VOID).all()])


def _with(kind: str, rows: Mapping[str, Row], kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Row]:
    return {name: _overlaid(kind, row, kept.get(name)) for name, row in rows.items()}


def _overlaid(kind: str, row: Any, kept: Mapping[str, Any] | None) -> Any:
    if not kept:
        return row
    hints = _hints(kind)
    return replace(row, **{field: msgspec.convert(value, hints[field]) for field, value in kept.items()})


@cache
def _hints(kind: str) -> dict[str, Any]:
    return get_type_hints(KINDS[kind])
