"""Which rows may leave by the API, and in what state?

The desk decides what is held back, as for every screen. Here its decisions are put on rows: a row that waits for
review is left out of every list but its page's and the review list's; whoever has no office or public role has no
entity; what would tell of either is taken out of the rows around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import exists, select

from onrecord.model import Designation, Entity, EntityId, Event, Judgement, Link, Mention, Statement, Utterance
from onrecord.serve.api.rows import DesignationRow, FigureRow, FigureWords, LinkRow, StatementRow, StatementWords
from onrecord.serve.counting import public_one
from onrecord.serve.desk import Desk, citation_of
from onrecord.serve.harm import LINK_WORDS
from onrecord.serve.passing import nameless, shown_only, waits
from onrecord.store import Record
from onrecord.store.rows import chunks
from onrecord.store.schema import PUBLIC

UNSEEN = "its statement waits for a person's look, so nobody is named with it"
"""Why a row of a statement that is held back names nobody."""

RULE = "rule:"


class Door:
    """Dresses the rows of one record, and keeps back those that may not leave.

    `waiting` lets pass what is shown by its page and its own address alone: statements that wait for review, for the
    review list too, and mentions of private persons and events that name them.
    """

    def __init__(self, record: Record, desk: Desk, *, waiting: bool = False) -> None:
        self.record, self.desk, self.waiting = record, desk, waiting
        self._known: dict[str, bool] = {}
        self._private: set[str] = set()

    def shown(self, kind: str, rows: Sequence[Any]) -> Iterator[Any]:
        """The rows as they leave, without those that may not."""
        dressed = DRESSED.get(kind, _as_it_is)
        passed = list(self.passed(kind, rows))
        if kind in WORDED:
            self.desk.bring_pages(row.page for row in passed)
            self.desk.holdings.offices.bring_where("page", {row.page for row in passed})
        return (dressed(self, row) for row in passed)

    def passed(self, kind: str, rows: Sequence[Any]) -> Iterator[Any]:
        """The rows that may leave."""
        self._look_up(kind, rows)
        self.desk.holdings.statements.bring(name for row in rows for name in RESTS_ON.get(kind, _nobody)(row))
        if kind == "events" and not self.waiting:
            self._look_into(rows)
        passes = PASSES.get(kind)
        return (row for row in rows if passes is None or passes(self, row))

    def _look_up(self, kind: str, rows: Iterable[Any]) -> None:
        """Ask once for all the entities that some rows name."""
        named = {name for row in rows for name in NAMED.get(kind, _nobody)(row) if name} - self._known.keys()
        entities = PUBLIC["entities"]
        with self.record.asking() as connection:
            for some in chunks(named):
                asked = select(entities.c.id).where(entities.c.id.in_(some), public_one())
                self._known |= dict.fromkeys(some, False) | dict.fromkeys(connection.execute(asked).scalars(), True)

    def _look_into(self, events: Iterable[Event]) -> None:
        """Ask once which of some events name a private person in their words."""
        table, mentions, entities = PUBLIC["events"], PUBLIC["mentions"], PUBLIC["entities"]
        inside = (mentions.c.page == table.c.page, mentions.c.start >= table.c.start, mentions.c.end <= table.c.end)
        named = exists().where(*inside, entities.c.id == mentions.c.entity, ~public_one()).correlate(table)
        with self.record.asking() as connection:
            for some in chunks({event.id for event in events}):
                asked = select(table.c.id).where(table.c.id.in_(some), named)
                self._private.update(connection.execute(asked).scalars())

    def names_private(self, event: Event) -> bool:
        """Whether an event that was looked into names a private person."""
        return event.id in self._private

    def has_entity(self, name: str | None) -> bool:
        """Whether an entity that a row names may be shown: it is no person, or one in an office or public role."""
        return name is not None and self._known.get(name, False)

    def named(self, entity: EntityId | None) -> EntityId | None:
        """The entity's id where it may be shown."""
        return entity if self.has_entity(entity) else None

    def unsaid(self, statement: str | None) -> bool:
        """Whether a row's statement waits for a person's look."""
        return statement is not None and waits(self.desk, statement)


def _as_it_is(door: Door, row: Any) -> Any:
    return row


def _nobody(row: Any) -> Iterable[str | None]:
    return ()


NAMED: dict[str, Callable[[Any], Iterable[str | None]]] = {
    "statements": lambda row: (speaker.entity for speaker in row.speakers),
    "mentions": lambda row: (row.entity,),
    "events": lambda row: (one.entity for one in row.participants),
    "entities": lambda row: (row.id,),
    "judgements": lambda row: (row.value,) if row.by.startswith(RULE) else (),
}
"""The entities that a row of each kind names."""


RESTS_ON: dict[str, Callable[[Any], Iterable[str | None]]] = {
    "figures": lambda row: (row.statement,),
    "designations": lambda row: (row.statement,),
    "utterances": lambda row: row.statements,
    "links": lambda row: (row.a, row.b),
}
"""The statements on which it depends how a row of each kind may leave."""

WORDED = frozenset({"statements", "figures"})
"""Kinds that leave with the desk's words, for which it asks for their pages and offices."""


def _is_told(door: Door, row: Statement) -> bool:
    return door.waiting or door.desk.held_back(row) is None


def _is_public(door: Door, row: Entity) -> bool:
    return door.has_entity(row.id)


def _is_heard(door: Door, row: Utterance) -> bool:
    return bool(shown_only(door.desk, row).statements)


def _joins_shown(door: Door, row: Link) -> bool:
    return not any(waits(door.desk, end) for end in (row.a, row.b))


def _points_at_shown(door: Door, row: Mention) -> bool:
    """Private persons stay words on the page that was asked for."""
    return door.waiting or door.has_entity(row.entity)


def _happens_to_shown(door: Door, row: Event) -> bool:
    """Victims and suspects stay words on the page that was asked for."""
    return not door.names_private(row)


def _names_shown(door: Door, row: Judgement) -> bool:
    """A rule's joining of names quotes them: those of private persons stay on their pages."""
    return not row.by.startswith(RULE) or door.has_entity(row.value)


PASSES: dict[str, Callable[[Door, Any], bool]] = {
    "statements": _is_told,
    "entities": _is_public,
    "utterances": _is_heard,
    "links": _joins_shown,
    "mentions": _points_at_shown,
    "events": _happens_to_shown,
    "judgements": _names_shown,
}
"""Whether a row of a kind may leave at all; rows of other kinds may."""


def _statement(door: Door, row: StatementRow) -> StatementRow:
    told = door.desk.told(row)
    speakers = tuple(replace(speaker, entity=door.named(speaker.entity)) for speaker in row.speakers)
    words = StatementWords(told.lead, told.words, told.manner, told.verbatim, told.review, told.citation)
    return replace(row, speakers=speakers, held_back=told.held_back, wording=words)


def _figure(door: Door, row: FigureRow) -> FigureRow:
    told = door.desk.counted(row)
    words = FigureWords(told.lead, told.words, told.bounds, told.review, citation_of(told))
    row = replace(row, low=_whole(row.low), high=_whole(row.high), wording=words)
    if not door.unsaid(row.statement):
        return row
    return replace(row, held_back=UNSEEN, given_by=(), via=None, giver=None, lineage=nameless(row.lineage))


def _whole(number: float | None) -> float | None:
    """1700 people, not 1700.0, as in the export."""
    return int(number) if number is not None and number.is_integer() else number


def _designation(door: Door, row: DesignationRow) -> Designation:
    if not door.unsaid(row.statement):
        return row
    return replace(row, held_back=UNSEEN, by=None, lineage=nameless(row.lineage))


def _utterance(door: Door, row: Utterance) -> Utterance:
    """The renderings that may be passed on; what compares them with others goes when one of them waits."""
    shown = shown_only(door.desk, row)
    if shown.statements == row.statements:
        return row
    best = row.best if row.best in shown.statements else shown.statements[0]
    return replace(shown, best=best, variants=(), lineage=())


def _link(door: Door, row: LinkRow) -> LinkRow:
    return replace(row, wording=LINK_WORDS.get(row.kind, row.kind.replace("_", " ")))


def _event(door: Door, row: Event) -> Event:
    """Whoever takes part and has no entity stays words on the page: victims and suspects are among them."""
    return replace(row, participants=tuple(one for one in row.participants if door.has_entity(one.entity)))


def _mention(door: Door, row: Mention) -> Mention:
    return replace(row, entity=door.named(row.entity))


DRESSED: dict[str, Callable[[Door, Any], Any]] = {
    "statements": _statement,
    "figures": _figure,
    "designations": _designation,
    "utterances": _utterance,
    "links": _link,
    "events": _event,
    "mentions": _mention,
}
"""How a row of a kind leaves, where it is not as it is on record."""
