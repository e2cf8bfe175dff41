"""How is an event shown? As its outlet words it, in its passage; who took part is not listed apart from these words."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Event
from onrecord.serve.desk import Desk
from onrecord.serve.passages import Passage
from onrecord.serve.views import PageLine
from onrecord.serve.words import day_of


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as one page words it. `lead` is "OUTLET reports a meeting"."""

    id: str
    lead: str
    day: str
    place: str
    page: PageLine
    passage: Passage


def happening(desk: Desk, row: Event) -> EventLine:
    """An event as it may be shown."""
    page = desk.page(row.page)
    return EventLine(
        id=row.id,
        lead=f"{page.outlet} reports: {row.kind.replace('_', ' ')}",
        day=day_of(row.date),
        place=row.place or "",
        page=page,
        passage=desk.passage(desk.holdings.pages[row.page], row.start, row.end),
    )
