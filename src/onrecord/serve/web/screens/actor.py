"""Who is this, in which office, and what is reported of them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from onrecord.model import Entity
from onrecord.serve.bands import Bands, bands_of
from onrecord.serve.career import Bar, Tenure, bars_of, figures_by, said_by, tenures_of
from onrecord.serve.desk import Desk
from onrecord.serve.moments import Chosen, tally
from onrecord.serve.once import once
from onrecord.serve.timeline import Group, Timeline, timeline_of, window_of
from onrecord.serve.views import Actor, Counted, Joined, MembershipLine, Told
from onrecord.serve.web.asking import PRIVATE, Answer, Asked, Elsewhere, Sheet, one_of, screen_of, sheet_of, sheet_path
from onrecord.serve.web.screens.timeline import address_of

MOST_FIGURES = 12
"""Figures listed of those that somebody gives; the rest are counted."""

ON_TIMELINE = ("statements", "figures")
"""Kinds of rows of an actor that are drawn along the time; offices have a drawing of their own."""


@dataclass(frozen=True, slots=True)
class ActorScreen:
    """`/actor/<id>`: somebody in an office or public role, or a body.

    `tenures` are the offices, but for `tenures_cut` that few pages name; `joined` are the joinings of names behind
    the actor's aliases, each with its reason; `timeline` counts statements and figures; `figures` are some of
    `figures_in_all` that the actor's statements give.
    """

    actor: Actor
    tenures: tuple[Tenure, ...]
    tenures_cut: int
    joined: tuple[Joined, ...]
    timeline: Timeline | None
    statements: Sheet[Told]
    figures: tuple[Counted, ...]
    figures_in_all: int
    memberships: tuple[MembershipLine, ...]

    def bands(self) -> Bands | None:
        """The timeline as drawn."""
        return bands_of(self.timeline) if self.timeline else None

    def bars(self) -> tuple[Bar, ...]:
        """The offices as drawn."""
        return bars_of(self.tenures)

    def zoomed(self, group: Group) -> str:
        """Where the rows of a group are listed."""
        return address_of(actor=self.actor.id, first=group.first, last=group.last)


def actor(asked: Asked) -> Answer:
    """`/actor/<id>`: somebody in an office or public role, or a body; nobody else has a page."""
    entity = one_of(asked, "entities")
    if isinstance(entity, Elsewhere):
        return entity
    desk = asked.desk
    if not desk.has_page(entity):
        return PRIVATE
    said = once(asked.record, ("said by", entity.id), lambda: said_by(asked.record, desk, entity))
    sheet = sheet_of(said, asked.sheet())
    named, in_all = figures_by(asked.record, desk, entity, most=MOST_FIGURES)
    tenures, cut = tenures_of(asked.record, desk, entity)
    body = ActorScreen(
        actor=desk.actor(entity, whole=False),
        tenures=tenures,
        tenures_cut=cut,
        joined=tuple(each for each in desk.joined(entity.id) if each.kind in ("same", "apart")),
        timeline=_timeline(asked, entity),
        statements=sheet.showing(desk.all_told(_rows(desk, "statements", sheet.rows))),
        figures=tuple(desk.all_counted(_rows(desk, "figures", named))),
        figures_in_all=in_all,
        memberships=tuple(_memberships(desk, entity)),
    )
    return screen_of(asked, entity.name, sheet_path(f"/actor/{quote(entity.id)}", sheet.number), body)


def _rows(desk: Desk, kind: str, names: Sequence[str]) -> list[Any]:
    table = desk.holdings.table(kind)
    table.bring(names)
    return [row for name in names if (row := table.get(name))]


def _timeline(asked: Asked, entity: Entity) -> Timeline | None:
    chosen = Chosen(ON_TIMELINE, actor=entity)
    counts = once(asked.record, chosen, lambda: tally(asked.record, asked.desk, chosen))
    window = window_of(counts, None, None, None)
    return timeline_of(counts, window) if window else None


def _memberships(desk: Desk, entity: Entity) -> list[MembershipLine]:
    held = desk.holdings.memberships
    rows = {each.id: each for each in (*held.where("member", entity.name), *held.where("body", entity.name))}
    desk.bring_pages(row.page for row in rows.values())
    return [desk.membership(row) for row in rows.values()]
