"""Who is on whose list, by which steps?

A matrix of targets and authorities with the acts of listing as pages report them. The same step on several pages is
told once, with its sources. Nothing is inferred: who is called for is not listed, who is listed is no member.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from onrecord.model import Designation, Status, vocabulary
from onrecord.serve.desk import Desk
from onrecord.serve.views import PageLine
from onrecord.serve.words import day_of
from onrecord.store import Record
from onrecord.store.schema import PUBLIC

DESIGNATIONS = PUBLIC["designations"]

STATUSES: tuple[str, ...] = vocabulary(Status)

MOST_TARGETS = 25
"""Rows of the matrix: the targets of most steps."""

MOST_AUTHORITIES = 8
"""Columns of the matrix: the authorities of most steps; more cannot be read side by side."""

MOST_SOURCES = 6
"""Pages named for one step."""

UNNAMED = "no list named"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which steps: of a target, an authority, a status; empty for any."""

    target: str = ""
    authority: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """An act of listing: which, when, by whom, reported from how many independent origins, on which pages.

    `id` is one of the rows that report it.
    """

    id: str
    status: str
    day: str
    by: str
    origins: int
    pages: tuple[PageLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Target:
    """A row of the matrix: the steps under each authority, in its order, each list in order of time."""

    target: str
    cells: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Targets by authorities; `targets_cut` and `authorities_cut` count those that are not shown."""

    authorities: tuple[str, ...]
    targets: tuple[Target, ...]
    targets_cut: int
    authorities_cut: int


def steps(record: Record, wanted: Wanted) -> list[tuple[str, str, str, str]]:
    """The steps wanted, by target and time, as (target, EDTF or "9", id, authority)."""
    columns = (DESIGNATIONS.c.id, DESIGNATIONS.c.target, DESIGNATIONS.c.authority)
    asked = select(*columns, DESIGNATIONS.c.date["edtf"].as_string().label("day"))
    if wanted.target:
        asked = asked.where(DESIGNATIONS.c.target == wanted.target)
    if wanted.authority:
        theirs = DESIGNATIONS.c.authority == wanted.authority
        asked = asked.where(DESIGNATIONS.c.authority.is_(None) if wanted.authority == UNNAMED else theirs)
    if wanted.status in STATUSES:
        asked = asked.where(DESIGNATIONS.c.status == wanted.status)
    with record.asking() as connection:
        rows = connection.execute(asked).all()
    return sorted((row.target, row.day or "9", row.id, row.authority or UNNAMED) for row in rows)


def matrix_of(desk: Desk, found: Sequence[tuple[str, str, str, str]]) -> Matrix:
    """The matrix of some steps."""
    targets = _most((target for target, _, _, _ in found), MOST_TARGETS)
    authorities = _most((authority for _, _, _, authority in found), MOST_AUTHORITIES)
    shown = [row for row in found if row[0] in set(targets) and row[3] in set(authorities)]
    held = desk.holdings.designations
    held.bring(name for _, _, name, _ in shown)
    cells: dict[tuple[str, str], list[Designation]] = defaultdict(list)
    for target, _, name, authority in shown:
        if row := held.get(name):
            cells[target, authority].append(row)
    desk.bring_pages(row.page for rows in cells.values() for row in rows)
    return Matrix(
        authorities=tuple(authorities),
        targets=tuple(
            Target(target, tuple(_steps(desk, cells[target, authority]) for authority in authorities))
            for target in targets
        ),
        targets_cut=len({row[0] for row in found}) - len(targets),
        authorities_cut=len({row[3] for row in found}) - len(authorities),
    )


def _most(names: Iterable[str], most: int) -> list[str]:
    """The names met most often, by name."""
    counts = Counter(names)
    return sorted(sorted(counts, key=lambda name: (-counts[name], name))[:most])


def _steps(desk: Desk, rows: Iterable[Designation]) -> tuple[Step, ...]:
    """The steps that some rows report, each once."""
    same: dict[tuple[str, str, str], list[Designation]] = defaultdict(list)
    for row in rows:
        same[row.status, row.date.edtf or "", row.by or ""].append(row)
    return tuple(_step(desk, alike) for alike in same.values())


def _step(desk: Desk, rows: Sequence[Designation]) -> Step:
    first = rows[0]
    pages = list(dict.fromkeys(row.page for row in rows))
    return Step(
        id=first.id,
        status=first.status.replace("_", " "),
        day=day_of(first.date),
        by=first.by or "",
        origins=max(row.origins for row in rows),
        pages=tuple(desk.page(page) for page in pages[:MOST_SOURCES]),
        more=len(pages[MOST_SOURCES:]),
    )
