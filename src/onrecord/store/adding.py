"""How does a batch of readings enter the record?

In one transaction, as often as one likes: what is there already stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from onrecord.model import Page, Reading, Refusal
from onrecord.store import forgotten, search
from onrecord.store.cells import cells_of, insert_new, own_of, packed, page_of, write
from onrecord.store.rows import chunks
from onrecord.store.schema import INPUTS, PUBLIC, REACHED, READINGS, STATE


def add(
    connection: Connection,
    readings: Sequence[Reading],
    refusals: Sequence[Refusal],
    done: Iterable[tuple[str, str]],
    reached: Mapping[str, str],
) -> None:
    """Write readings and refusals, and what a later build need not do again.

    `done` are the (source, sha256) of refused inputs, `reached` tells of each container how far it is read.
    """
    build = connection.execute(select(STATE.c.build)).scalar_one()
    known = forgotten.marks(connection)
    # What was taken down leaves no trace, not even its name among the inputs.
    readings = [one for one in readings if not forgotten.refuses(known, one.page.source, one.page.sha256)]
    refusals = [one for one in refusals if not forgotten.refuses(known, one.source, "")]
    done = {(source, sha256) for source, sha256 in done if not forgotten.refuses(known, source, sha256)}
    fresh = _unknown(connection, readings)
    write(connection, "pages", (reading.page for reading in fresh))
    insert_new(connection, READINGS, (_cells(reading, build) for reading in fresh))
    _index(connection, fresh, known)
    inputs = {(reading.page.source, reading.page.sha256) for reading in readings} | done
    insert_new(connection, INPUTS, ({"source": source, "sha256": sha256} for source, sha256 in sorted(inputs)))
    news = _refuse(connection, refusals, {source for source, _ in inputs}, build)
    revise(connection, _several(connection, {reading.page.source for reading in fresh}))
    if fresh or news:
        connection.execute(update(STATE).values(settled=False))
        _note(connection, {name: place for name, place in reached.items() if not forgotten.refuses(known, name, "")})


def _note(connection: Connection, reached: Mapping[str, str]) -> None:
    for names in chunks(reached):
        connection.execute(delete(REACHED).where(REACHED.c.container.in_(names)))
    insert_new(connection, REACHED, ({"container": name, "place": place} for name, place in reached.items()))


def _unknown(connection: Connection, readings: Sequence[Reading]) -> list[Reading]:
    offered = {reading.page.id: reading for reading in reversed(readings)}
    pages = PUBLIC["pages"]
    for ids in chunks(offered):
        for known in connection.execute(select(pages.c.id).where(pages.c.id.in_(ids))).scalars():
            del offered[known]
    return [offered[page] for page in sorted(offered)]


def _cells(reading: Reading, build: int) -> dict[str, Any]:
    return {
        "page": reading.page.id,
        "build": build,
        "own": own_of(reading.page),
        "claims": packed(reading.claims),
        "trace": packed(reading.trace),
    }


def _index(connection: Connection, readings: Sequence[Reading], known: forgotten.Marks) -> None:
    pages = {reading.page.id: reading.page for reading in readings}
    for ids in chunks(pages):
        numbers = connection.execute(select(READINGS.c.n, READINGS.c.page).where(READINGS.c.page.in_(ids))).all()
        search.index_pages(connection, [(n, pages[page]) for n, page in numbers], known)


def _refuse(connection: Connection, refusals: Sequence[Refusal], dealt: set[str], build: int) -> bool:
    """Keep the refusals, and tell whether any of them was not in the record before."""
    table = PUBLIC["refusals"]
    told: set[tuple[str, str, str]] = set()
    # What an earlier build refused of these inputs is out of date; of this build everything is kept.
    for sources in chunks(dealt | {refusal.source for refusal in refusals}):
        asked = select(table.c.source, table.c.stage, table.c.why).where(table.c.source.in_(sources))
        told.update(map(tuple, connection.execute(asked)))
        connection.execute(delete(table).where(table.c.source.in_(sources), table.c.build < build))
    insert_new(connection, table, (cells_of("refusals", refusal) | {"build": build} for refusal in refusals))
    return any((one.source, one.stage, one.why) not in told for one in refusals)


def _several(connection: Connection, sources: set[str]) -> list[str]:
    """Those of the sources that have more than one page."""
    pages = PUBLIC["pages"]
    asked = select(pages.c.source).group_by(pages.c.source).having(func.count() > 1)
    return [
        source
        for some in chunks(sources)
        for source in connection.execute(asked.where(pages.c.source.in_(some))).scalars()
    ]


def revise(connection: Connection, sources: Iterable[str]) -> None:
    """Chain the pages of each source, whose content changed: each revises the one before it."""
    pages = PUBLIC["pages"]
    changes = []
    for source in sources:
        chain = _editions(connection, source)
        changes += [{"b_id": new, "b_old": old} for old, new in zip([None, *chain], chain, strict=False)]
    if changes:
        revised = update(pages).where(pages.c.id == bindparam("b_id")).values(revision_of=bindparam("b_old"))
        connection.execute(revised, changes)


def _editions(connection: Connection, source: str) -> list[str]:
    pages = PUBLIC["pages"]
    asked = select(READINGS.c.build, READINGS.c.own).join(pages, pages.c.id == READINGS.c.page)
    found = connection.execute(asked.where(pages.c.source == source)).all()
    return [page.id for _, page in sorted(((build, page_of(own)) for build, own in found), key=_order)]


def _order(edition: tuple[int, Page]) -> tuple[int, str, str, str, str]:
    # The order of builds is the order of the world; within one build only what the pages themselves tell.
    build, page = edition
    return build, page.fetched_at or "", page.modified.edtf or "", page.published.edtf or "", page.sha256
