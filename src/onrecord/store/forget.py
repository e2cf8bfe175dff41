"""How does a page, a source or a person leave the record, so that not even the file's bytes tell of them?

What goes, what stays and why is written down in docs/adr/002-forget.md. In short: a page goes with everything read
on it; a person goes from everything derived, indexed and exported, and the pages that name them stay on the owner's
machine unless `pages` is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from onrecord.errors import NotOnRecord, RecordError
from onrecord.model import Entity, Judgement, Page, PageId, id_of
from onrecord.store import forgotten, history, questions, search, vectors
from onrecord.store.adding import revise
from onrecord.store.cells import FIELDS, cells_of, record_of
from onrecord.store.engine import overwriting
from onrecord.store.fulltext import full_text
from onrecord.store.judgements import text_hash
from onrecord.store.record import Record
from onrecord.store.rows import BATCH, batches, chunks, stream
from onrecord.store.schema import INPUTS, PUBLIC, REACHED, READINGS, REMARKS, STATE
from onrecord.store.settle import clear


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a takedown removed and what it left.

    `pages` were removed; `naming` pages stay and still name the person in their text; `copies` stay and hold the same
    bytes under another source. `wiped` is False when another process kept the file open, or its disk had no room to
    rewrite it: its bytes may hold the words until `Record.compact` has run.
    """

    what: str
    judgement: str
    pages: tuple[PageId, ...]
    naming: tuple[PageId, ...]
    copies: tuple[PageId, ...]
    wiped: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    what: str
    marks: tuple[str, ...]
    pages: tuple[PageId, ...] = ()
    naming: tuple[PageId, ...] = ()
    sources: tuple[str, ...] = ()


def forget(record: Record, what: str, *, by: str, why: str, at: str | None = None, pages: bool = False) -> Forgotten:
    """Remove a page (its id), a source (its name) or a person (entity id, or exact name) from the record.

    The derived rows are emptied with them: settle the record afterwards to compute them from what is left. A
    judgement remains, which holds hashes and keeps later builds from bringing the same back; `at` is its ISO 8601
    time, by default the present. `pages` also removes the pages that name the person. Raises NotOnRecord.
    """
    with record.writing() as connection:
        overwriting(connection)
        plan = _plan(connection, what, pages)
        copies = _copies(connection, plan.pages)
        _erase(connection, plan)
        judgement = _judgement(plan, by, why, at or datetime.now(UTC).isoformat(timespec="seconds"))
        connection.execute(insert(PUBLIC["judgements"]), cells_of("judgements", judgement))
        _reindex(connection)
        connection.execute(update(STATE).values(settled=False))
    return Forgotten(plan.what, judgement.id, plan.pages, plan.naming, copies, _wiped(record))


def _wiped(record: Record) -> bool:
    try:
        return record.compact()
    except RecordError:
        return False  # what was asked for is done and committed; that the file could not be rewritten is told


def _judgement(plan: _Plan, by: str, why: str, at: str) -> Judgement:
    return Judgement(id_of("j", forgotten.KIND, *plan.marks, at), forgotten.KIND, plan.marks, plan.what, by, at, why)


def _plan(connection: Connection, what: str, with_pages: bool) -> _Plan:
    pages = PUBLIC["pages"]
    theirs = connection.execute(
        select(pages.c.id).where(or_(pages.c.source == what, pages.c.url == what, pages.c.container == what))
    ).scalars()
    if found := tuple(sorted(theirs)):
        return _source_plan(connection, what, found)
    people = _people(connection, what)
    if people:
        return _person_plan(connection, people, with_pages)
    try:
        _, page = questions.row_named(connection, what, ("pages",))
    except NotOnRecord as error:
        raise NotOnRecord(
            f"{what}: no page id, source, or person of this name on record; see: onrecord show"
        ) from error
    return _Plan("page", (forgotten.mark_of("bytes", page.sha256),), (page.id,))


def _source_plan(connection: Connection, source: str, found: tuple[PageId, ...]) -> _Plan:
    hashes = sorted({page.sha256 for page in _pages(connection, found)})
    marks = (forgotten.mark_of("source", source), *(forgotten.mark_of("bytes", sha256) for sha256 in hashes))
    return _Plan("source", marks, found, sources=(source,))


def _people(connection: Connection, what: str) -> list[Entity]:
    asked = questions.rows_of("entities", kind="person")
    entities = PUBLIC["entities"]
    return list(stream(connection, "entities", asked.where(or_(entities.c.id == what, entities.c.name == what))))


def _person_plan(connection: Connection, people: list[Entity], with_pages: bool) -> _Plan:
    names = sorted({name for person in people for name in _telling(person)} | {person.id for person in people})
    marks = tuple(forgotten.mark_of("name", name) for name in names)
    naming = _naming(connection, [person.id for person in people], frozenset(marks))
    if with_pages:
        hashes = sorted({page.sha256 for page in _pages(connection, naming)})
        return _Plan("person", (*marks, *(forgotten.mark_of("bytes", sha256) for sha256 in hashes)), naming)
    # What these pages call the person by a part of the name is known now, and only here.
    parts = sorted({part for person in people for name in _telling(person) for part in forgotten.parts_of(name)})
    partly = tuple(forgotten.mark_of("part", page, part) for page in naming for part in parts)
    return _Plan("person", (*marks, *partly), naming=naming)


def _telling(person: Entity) -> Iterator[str]:
    """The names that tell this person from others: a family name is also somebody else's, "the minister" anybody's."""
    yield person.name
    yield from (alias for alias in person.aliases if " " in alias and not any(map(str.islower, alias.split())))


def _naming(connection: Connection, people: list[str], marks: forgotten.Marks) -> tuple[PageId, ...]:
    mentions = PUBLIC["mentions"]
    asked = select(mentions.c.page).where(mentions.c.entity.in_(people)).distinct()
    found = set(connection.execute(asked).scalars())
    every = stream(connection, "pages", questions.rows_of("pages"))
    found.update(page.id for page in every if any(forgotten.names_in(page.text, marks)))
    return tuple(sorted(found))


def _pages(connection: Connection, ids: Iterable[PageId]) -> Iterator[Page]:
    for some in chunks(ids):
        yield from stream(connection, "pages", questions.rows_of("pages").where(PUBLIC["pages"].c.id.in_(some)))


def _copies(connection: Connection, gone: tuple[PageId, ...]) -> tuple[PageId, ...]:
    pages = PUBLIC["pages"]
    hashes = {page.sha256 for page in _pages(connection, gone)}
    same = (connection.execute(select(pages.c.id).where(pages.c.sha256.in_(some))).scalars() for some in chunks(hashes))
    return tuple(sorted({page for found in same for page in found} - set(gone)))


def _erase(connection: Connection, plan: _Plan) -> None:
    gone = list(_pages(connection, plan.pages))
    _withdraw_remarks(connection, plan)
    _withdraw_words(connection, plan, {text_hash(page) for page in gone})
    history.erase(connection, plan.pages, frozenset(plan.marks))
    vectors.erase(connection, {*plan.pages, *plan.naming})
    clear(connection)
    _unlist(connection, plan, gone)
    pages = PUBLIC["pages"]
    for some in chunks(plan.pages):
        connection.execute(delete(READINGS).where(READINGS.c.page.in_(some)))
        connection.execute(delete(pages).where(pages.c.id.in_(some)))
    revise(connection, sorted({page.source for page in gone}))


def _withdraw_words(connection: Connection, plan: _Plan, texts: set[str]) -> None:
    """Delete judgements that quote what goes: they carry the words of a page, or a person's name."""
    judgements, known = PUBLIC["judgements"], frozenset(plan.marks)
    for judgement in list(stream(connection, "judgements", questions.rows_of("judgements"))):
        words = " ".join((*judgement.target, judgement.value, judgement.why))
        quotes = judgement.kind != forgotten.KIND and not texts.isdisjoint(judgement.target)
        if quotes or any(forgotten.names_in(words, known)):
            connection.execute(delete(judgements).where(judgements.c.id == judgement.id))


def _withdraw_remarks(connection: Connection, plan: _Plan) -> None:
    """Delete what reviewers wrote about rows but those of pages that stay, where it names nobody who goes."""
    known = frozenset(plan.marks)
    stays = [
        select(table.c.id).where(table.c.page.not_in(plan.pages)) for table in (PUBLIC["statements"], PUBLIC["figures"])
    ]
    kept = select(REMARKS.c.id, REMARKS.c.words).where(or_(*(REMARKS.c.row.in_(each) for each in stays)))
    spared = [name for name, words in connection.execute(kept) if not any(forgotten.names_in(words, known))]
    connection.execute(delete(REMARKS).where(REMARKS.c.id.not_in(spared)))


def _unlist(connection: Connection, plan: _Plan, gone: list[Page]) -> None:
    """Delete what tells of the inputs themselves: their names, hashes and refusals, and how far they were read."""
    refusals = PUBLIC["refusals"]
    connection.execute(delete(REACHED))
    for page in gone:
        connection.execute(delete(INPUTS).where(INPUTS.c.source == page.source, INPUTS.c.sha256 == page.sha256))
        connection.execute(delete(refusals).where(refusals.c.source == page.source))
    for source in plan.sources:
        connection.execute(delete(INPUTS).where(INPUTS.c.source == source))
        connection.execute(delete(refusals).where(refusals.c.source == source))


def _reindex(connection: Connection) -> None:
    """Write the index of pages anew: nothing of the old one is left, and forgotten names are not in the new one."""
    known = forgotten.marks(connection)
    full_text(connection).empty(connection, "page_words")
    search.index_passages(connection, known)
    columns = [PUBLIC["pages"].c[name] for name in FIELDS["pages"]]
    asked = select(READINGS.c.n, *columns).join(READINGS, READINGS.c.page == PUBLIC["pages"].c.id)
    with connection.execute(asked, execution_options={"yield_per": BATCH}) as found:
        for batch in batches(found):
            search.index_pages(connection, ((n, record_of("pages", cells)) for n, *cells in batch), known)
