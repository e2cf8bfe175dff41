"""Which of several rows may be passed on, beside the statement's own page and the review list?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from onrecord.errors import NotOnRecord
from onrecord.model import Designation, Entity, Figure, Lineage, Link, Statement, Utterance
from onrecord.serve.chains import chains_of
from onrecord.serve.desk import NO_ACTOR, Desk
from onrecord.serve.harm import LINK_WORDS, may_have_page
from onrecord.serve.why import Why, bytes_beside, why_of


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


def trail_of(desk: Desk, name: str, *, where: str) -> Why:
    """The trail of a row without what waits for a person's look. Raises NotOnRecord where none of it may be shown.

    `where` is the record's own place: what was brought in the browser lies beside it.
    """
    _, found = desk.holdings.find(name)
    if isinstance(found, Entity) and not has_page(desk, found):
        raise NotOnRecord(f"{name}: {NO_ACTOR}")
    if not is_shown(desk, found):
        raise NotOnRecord(f"{name}: waits for a person's look; its statements: onrecord show RECORD --review")
    return without_waiting(desk, found, why_of(desk, found.id, bytes_of=bytes_beside(where)))


def without_waiting(desk: Desk, row: Any, trail: Why) -> Why:
    """The trail of a row without rows, links to rows and names, that wait for a person's look."""
    shown = replace(
        trail,
        parts=tuple(part for part in trail.parts if not waits(desk, part.id)),
        joined=tuple(each for each in trail.joined if not waits(desk, each.other)),
    )
    if isinstance(row, Utterance):
        return replace(shown, chains=chains_of(desk, shown_only(desk, row)))
    if isinstance(row, Figure | Designation) and waits(desk, row.statement or ""):
        return replace(shown, chains=chains_of(desk, replace(row, lineage=nameless(row.lineage))))
    return shown
