"""Which of several rows may be passed on, beside the statement's own page and the review list?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from onrecord.model import Entity, Statement, Utterance
from onrecord.serve.desk import Desk
from onrecord.serve.harm import LINK_WORDS, may_have_page


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
