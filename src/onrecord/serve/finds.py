"""What does a search print? Each row that was found, worded like everywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.serve.counting import said_by
from onrecord.serve.desk import Desk
from onrecord.serve.views import ActorLine, Finds, Told, View
from onrecord.store.search import Found


def finds_of(desk: Desk, words: str, found: Iterable[Found]) -> Finds:
    """What a search found, best first; statements that are held back are counted, their pages are found anyway."""
    hits = list(found)
    views = {kind: _views(desk, kind, [hit for hit in hits if hit.kind == kind]) for kind in {hit.kind for hit in hits}}
    several = [views[hit.kind][hit.id] for hit in hits]
    shown = tuple(view for view in several if not (isinstance(view, Told) and view.held_back))
    return Finds(words, shown, len(several) - len(shown))


def _views(desk: Desk, kind: str, hits: Sequence[Found]) -> Mapping[str, View]:
    """The views of hits of one kind, by id: one question brings what they all need."""
    held = desk.holdings
    table: Any = held.table(kind)
    table.keep(hit.row for hit in hits)
    if kind == "pages":
        desk.bring_pages(hit.id for hit in hits)
        return {hit.id: desk.hit(held.pages[hit.id], hit.cite) for hit in hits}
    rows = [table[hit.id] for hit in hits]
    if kind == "entities":
        return {view.id: view for view in _names(desk, [row.id for row in rows])}
    views: list[Any] = desk.all_told(rows) if kind == "statements" else desk.all_counted(rows)
    return {view.id: view for view in views}


def _names(desk: Desk, entities: Sequence[str]) -> Iterable[ActorLine]:
    """Names that were found; statements are counted only for somebody who may have a page."""
    counts = said_by(desk, entities)
    for name in entities:
        entity = desk.holdings.entities[name]
        office = desk.holdings.office_of(entity.id, entity.name)
        words = ", ".join(filter(None, (office.title, office.organization))) if office else entity.kind
        yield ActorLine(entity.id, entity.name, words, counts.get(name, 0) if desk.has_page(entity) else 0)
