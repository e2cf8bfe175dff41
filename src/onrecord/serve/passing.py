"""Which of several rows may be passed on, beside the statement's own page and the review list?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from onrecord.errors import NotOnRecord
from onrecord.model import Designation, Entity, Figure, Lineage, Link, Statement, Utterance
from onrecord.serve.chains import Origins, Step, chains_of, origins_of
from onrecord.serve.desk import NO_ACTOR, Desk
from onrecord.serve.harm import LINK_WORDS, may_have_page
from onrecord.serve.why import SpeakerTrail, Why, bytes_beside, why_of


def passed(views: Iterable[Any]) -> tuple[Any, ...]:
    """The views that may be shown in a list."""
    return tuple(view for view in views if not getattr(view, "held_back", None))


def links_of(desk: Desk, name: str) -> tuple[Any, ...]:
    """The links of a row to rows that may be shown."""
    return passed(desk.linked(link) for link in desk.holdings.links_of(name) if link.kind in LINK_WORDS)


def has_page(desk: Desk, entity: Entity) -> bool:
    """Whether an actor's page may exist (see harm.py)."""
    return may_have_page(entity, desk.holdings.offices_of(entity.id, entity.name))


def shown_only(desk: Desk, heard: Utterance) -> Utterance:
    """The utterance without the renderings that wait for a person's look."""
    said = ((name, desk.holdings.statements.get(name)) for name in heard.statements)
    return replace(heard, statements=tuple(name for name, row in said if row and desk.held_back(row) is None))


def waits(desk: Desk, name: str) -> bool:
    """Whether a row is a statement that waits for a person's look."""
    said: Statement | None = desk.holdings.statements.get(name)
    return said is not None and desk.held_back(said) is not None


def nameless(lineage: Lineage | None) -> Lineage | None:
    """Where a row comes from, without whoever it is attributed to: their statement waits for a person's look."""
    return lineage and replace(lineage, speaker=None, agency=None, via=None)


def is_shown(desk: Desk, row: Any) -> bool:
    """Whether anything of a row may be shown: not of words that all wait for a person's look, nor of a link to such."""
    if isinstance(row, Utterance):
        return bool(shown_only(desk, row).statements)
    return not (isinstance(row, Link) and desk.linked(row).held_back)


Barred = Literal["private", "waits"]

BARRED: dict[Barred, str] = {
    "private": NO_ACTOR,
    "waits": "waits for a person's look; its statements: onrecord show RECORD --review",
}
"""Why nothing is told of a row, in words for whoever asks at the terminal."""


@dataclass(frozen=True, slots=True)
class Trail:
    """The trail of a row as it may be shown, and how many rows beside it are not shown with it."""

    why: Why
    held_back: int


def barred(desk: Desk, row: Any) -> Barred | None:
    """Why nothing of a row may be shown: a name without an office or public role, or words that wait for a look."""
    if isinstance(row, Entity) and not has_page(desk, row):
        return "private"
    return None if is_shown(desk, row) else "waits"


def trail_of(desk: Desk, name: str, *, where: str) -> Trail:
    """The trail of a row without what waits for a person's look. Raises NotOnRecord where none of it may be shown.

    `where` is the record's own place: what was brought in the browser lies beside it.
    """
    _, found = desk.holdings.find(name)
    if reason := barred(desk, found):
        raise NotOnRecord(f"{name}: {BARRED[reason]}")
    whole = why_of(desk, found.id, bytes_of=bytes_beside(where))
    origins, chains = ways_of(desk, found)
    shown = replace(
        whole,
        speakers=tuple(_traced(desk, speaker) for speaker in whole.speakers),
        parts=tuple(part for part in whole.parts if not waits(desk, part.id)),
        joined=tuple(each for each in whole.joined if not waits(desk, each.other)),
        origins=origins,
        chains=chains,
    )
    return Trail(shown, len(whole.parts) + len(whole.joined) - len(shown.parts) - len(shown.joined))


def _traced(desk: Desk, speaker: SpeakerTrail) -> SpeakerTrail:
    """The trail of a speaker, to an entity only where that has a page."""
    entity = desk.holdings.entities.get(speaker.entity) if speaker.entity else None
    return speaker if entity is None or has_page(desk, entity) else replace(speaker, entity=None, why=NO_ACTOR)


def ways_of(desk: Desk, row: Any) -> tuple[Origins | None, tuple[tuple[Step, ...], ...]]:
    """How many origins a row has and by which ways it comes from them, without words that wait for a person's look."""
    if isinstance(row, Utterance):
        row = shown_only(desk, row)
    origins = origins_of(desk, row)
    if isinstance(row, Figure | Designation) and waits(desk, row.statement or ""):
        row = replace(row, lineage=nameless(row.lineage))
    return origins, chains_of(desk, row)
