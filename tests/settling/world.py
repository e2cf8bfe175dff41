"""How is one stage held to what a settling from nothing leaves, whatever the other stages do?

Two records are settled whole: one without some late pages, one with them. What the stages above leave in each is
written down, and what they changed is put into the first record as if they had worked there; then the stage itself
works there on what is touched. Its rows, and what it keeps in the ledger, must be those of the second record.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from onrecord.model import KINDS, Reading
from onrecord.settling import STAGES
from onrecord.settling.going import Going, Stage
from onrecord.settling.judged import Decisions
from onrecord.settling.yardstick import Yardstick, stands_at
from onrecord.store import Record, Settling, by_people
from onrecord.store.cells import FIELDS, packed, unpacked
from onrecord.store.schema import KEPT, MEETINGS, SETTLED, TIES
from onrecord.store.settle import OVERLAID

sys.path.append(str(Path(__file__).parents[2] / "bench"))

import chronicle

NAMES = tuple(name for name, _ in STAGES)

KEEPING = {"meetings": MEETINGS, "ties": TIES, "kept": KEPT}

Rows = dict[str, dict[str, Any]]

UNTOLD = (None, (), 1)
"""What columns hold before a later stage sets them."""


@dataclass(frozen=True)
class Seen:
    """All rows by kind and id, and all rows of the ledger, at one moment of a settling."""

    rows: Rows
    kept: dict[str, dict[tuple[Any, ...], Any]]


def readings(many: int) -> list[Reading]:
    """Invented pages, the newest last."""
    several = list(chronicle.readings(many))
    return sorted(several, key=lambda one: stands_at(one.page.id, one.page.published.edtf))


def trial(
    folder: Path, first: str, before: Sequence[Reading], late: Sequence[Reading], *, last: str | None = None
) -> list[str]:
    """What differs once the stages from `first` to `last` (by default only `first`) took in the `late` pages; nothing
    should. All words are weighed by the pages that were there `before`.
    """
    last = last or first
    yards: list[Yardstick] = []
    a, c = folder / "a.db", folder / "c.db"
    with made(a, before) as record:
        old = course(record, first, last, lambda going: yards.append(yard_of(going)) or yards[0])
    for name in ("b", "c"):
        shutil.copy(a, folder / f"{name}.db")
    with Record.open(folder / "b.db") as record:
        record.add(late)
        truth = course(record, first, last, lambda going: yards[0])
    with Record.open(c) as record, Record.open(a) as standing:
        record.add(late)
        with record.settling(whole=False) as new:
            put(new, old[0], truth[0])
            going = going_of(new, record)
            going.yard = truth[2]
            for name in NAMES[NAMES.index(first) : NAMES.index(last) + 1]:
                dict(STAGES)[name](going)
            found = seen(new)
        return list(differences(old[1], truth[1], found, {kind: by_id(standing, kind) for kind in KINDS}))


def made(path: Path, several: Sequence[Reading]) -> Record:
    """A fresh record of these pages, not settled."""
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    record = Record.open(path, create=True)
    record.add(several)
    return record


def yard_of(going: Going) -> Yardstick:
    """The yardstick of a whole settling."""
    dict(STAGES)["yardstick"](going)
    return going.yard


def going_of(new: Settling, record: Record) -> Going:
    """A settling about to begin."""
    people = by_people(record)
    return Going(new, record, people, Decisions(people))


def course(record: Record, first: str, last: str, yard: Callable[[Going], Yardstick]) -> tuple[Seen, Seen, Yardstick]:
    """Settle a record whole; what stood before the stage `first` and after the stage `last`."""
    with record.settling() as new:
        going = going_of(new, record)
        for name, stage in STAGES:
            if name == first:
                before = seen(new)
            the_stage(name, stage, yard)(going)
            if name == last:
                after = seen(new)
    return before, after, going.yard


def the_stage(name: str, stage: Stage, yard: Callable[[Going], Yardstick]) -> Stage:
    """The stage, but for the first one: what is weighed stands still."""
    if name != "yardstick":
        return stage

    def fixed(going: Going) -> None:
        stage(going)
        going.yard = yard(going)

    return fixed


def seen(new: Settling) -> Seen:
    """What stands in an open settling."""
    kinds = {kind: {row.id: row for row in new.rows(kind)} for kind in KINDS if kind != "refusals"}
    return Seen(kinds, {name: kept(new.connection, name) for name in KEEPING})


def kept(connection: Connection, name: str) -> dict[tuple[Any, ...], Any]:
    """The rows of a table of the ledger: what names each, and what it holds."""
    cells = [tuple(row) for row in connection.execute(KEEPING[name].select())]
    if name == "meetings":
        return dict.fromkeys(cells)
    return {row[:-1]: unpacked(row[-1]) if name == "kept" else row[-1] for row in cells}


def by_id(record: Record, kind: str) -> dict[str, Any]:
    return {} if kind == "refusals" else {row.id: row for row in record.rows(kind)}


def put(new: Settling, old: Seen, truth: Seen) -> None:
    """Have a record stand as if the stages above had taken in the late pages."""
    for kind, rows in truth.rows.items():
        was = old.rows[kind]
        changed = [row for name, row in rows.items() if was.get(name) != row]
        if kind == "pages":
            late = new.where(kind, "id", rows.keys() - was.keys())
            new.update(kind, (turned({**late, **was}[row.id], row) for row in changed))
            continue
        new.drop(kind, was.keys() - rows.keys())
        new.instead(kind, (), changed, overlaid=told(kind, rows))
    for name, table in KEEPING.items():
        keys = [column.name for column in table.primary_key]
        for cells in old.kept[name]:
            new.connection.execute(table.delete().where(*(table.c[k] == v for k, v in zip(keys, cells, strict=True))))
    above = {name: [tuple(row) for row in rows] for name, rows in raw(truth).items()}
    for name, cells in above.items():
        if cells:
            columns = [column.name for column in KEEPING[name].columns]
            new.connection.execute(KEEPING[name].insert(), [dict(zip(columns, row, strict=True)) for row in cells])


def raw(one: Seen) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of the ledger as they are written."""
    held = one.kept
    return {
        "meetings": list(held["meetings"]),
        "ties": [(*key, weight) for key, weight in held["ties"].items()],
        "kept": [(*key, packed(value)) for key, value in held["kept"].items()],
    }


def turned(was: Any, now: Any) -> tuple[str, dict[str, Any]]:
    """What changed of a page that was there."""
    return now.id, {name: getattr(now, name) for name in SETTLED if getattr(was, name) != getattr(now, name)}


def told(kind: str, rows: dict[str, Any]) -> list[str]:
    """The columns of later stages that are told already."""
    return [name for name in OVERLAID.get(kind, ()) if any(getattr(row, name) not in UNTOLD for row in rows.values())]


def differences(old: Seen, truth: Seen, found: Seen, standing: Rows) -> Iterator[str]:
    """What is not as it should be. A column that did not change may stand as the first record had it in the end."""
    for kind, rows in truth.rows.items():
        for name in sorted(rows.keys() - found.rows[kind].keys()):
            yield f"{kind} {name} is missing: {rows[name]}"
        for name in sorted((old.rows[kind].keys() - rows.keys()) & found.rows[kind].keys()):
            yield f"{kind} {name} should be gone: {found.rows[kind][name]}"
        for name in sorted(rows.keys() & found.rows[kind].keys()):
            row, one, was, stood = (each.get(name) for each in (rows, found.rows[kind], old.rows[kind], standing[kind]))
            for column in FIELDS[kind]:
                if not stands(column, row, one, was, stood):
                    yield f"{kind} {name}.{column}: {getattr(one, column)!r}, should be {getattr(row, column)!r}"
    for name in KEEPING:
        mine, yours = found.kept[name], truth.kept[name]
        yield from (
            f"{name} {key} should be {yours[key]!r}, is {mine.get(key)!r}"
            for key in sorted(yours)
            if differs(mine, yours, key)
        )
        yield from (
            f"{name} {key} should be gone"
            for key in sorted(old.kept[name].keys() - yours.keys() & mine.keys())
            if key in mine
        )


def differs(mine: dict[Any, Any], yours: dict[Any, Any], key: Any) -> bool:
    return key not in mine or mine[key] != yours[key]


def stands(column: str, row: Any, one: Any, was: Any, stood: Any) -> bool:
    told = getattr(row, column)
    if getattr(one, column) == told:
        return True
    return (
        was is not None
        and stood is not None
        and getattr(was, column) == told
        and getattr(one, column) == getattr(stood, column)
    )
