"""What does a search print? Each row that was found, worded like everywhere else."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Entity
from onrecord.serve.desk import Desk, title_of
from onrecord.serve.views import ActorLine, Finds, Told, View
from onrecord.store.search import Found


def finds_of(desk: Desk, words: str, found: Iterable[Found]) -> Finds:
    """What a search found, best first; statements that are held back are counted, their pages are found anyway."""
    views = [_view_of(desk, hit) for hit in found]
    shown = tuple(view for view in views if not (isinstance(view, Told) and view.held_back))
    return Finds(words, shown, len(views) - len(shown))


def _view_of(desk: Desk, hit: Found) -> View:
    held = desk.holdings
    if hit.kind == "pages":
        return desk.hit(held.pages[hit.id], hit.cite)
    if hit.kind == "statements":
        return desk.told(held.statements[hit.id])
    if hit.kind == "figures":
        return desk.counted(held.figures[hit.id])
    return _name_of(desk, held.entities[hit.id])


def _name_of(desk: Desk, entity: Entity) -> ActorLine:
    """A name that was found; statements are counted only for somebody who may have a page."""
    actor = desk.actor(entity)
    return ActorLine(entity.id, entity.name, title_of(actor), len(actor.statements) if desk.has_page(entity) else 0)
