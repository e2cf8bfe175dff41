"""When did what happen, by day or by decade?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from onrecord.corroborate.days import days_of
from onrecord.errors import NotOnRecord
from onrecord.model import Entity, Story
from onrecord.serve.bands import Bands, bands_of
from onrecord.serve.desk import Desk
from onrecord.serve.happenings import happening
from onrecord.serve.moments import DATED, Chosen, Tally, dated, names_private, tally
from onrecord.serve.once import once
from onrecord.serve.passing import passed
from onrecord.serve.timeline import ORDER, Group, Timeline, Window, inside, timeline_of, window_of
from onrecord.serve.web.asking import PRIVATE, Answer, Asked, Problem, screen_of

MOST_ROWS = 50
"""Rows of a window that are listed below its drawing; of a window with more rows none is."""

LONGEST = 200
"""Characters of a name that can be asked for."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the timeline is narrowed to: ids, and the names that they stand for; `kinds` is empty for all."""

    actor: str
    actor_name: str
    outlet: str
    story: str
    story_name: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimelineScreen:
    """`/timeline`: rows by day, week, month, year or decade; `rows` are those of the window where they are few.

    `trouble` says which day of the question is none, so that it narrows nothing.

    `from`, `to` (EDTF), `unit`, `kind` (several, with commas), `actor`, `outlet` and `story` narrow it.
    """

    narrowed: Narrowed
    timeline: Timeline | None
    rows: tuple[Any, ...]
    trouble: str = ""

    def bands(self) -> Bands | None:
        """The timeline as drawn."""
        return bands_of(self.timeline) if self.timeline else None

    def address(self, **other: str) -> str:
        """The address of this timeline, with some of what it asks for told otherwise."""
        asked = _asked_for(self.narrowed)
        if self.timeline:
            asked |= {"first": self.timeline.first, "last": self.timeline.last, "unit": self.timeline.unit}
        return address_of(**(asked | other))

    def zoomed(self, group: Group) -> str:
        """The address of a group's own time, seen by the next finer unit."""
        return self.address(first=group.first, last=group.last, unit=self.finer())

    def finer(self) -> str:
        """The next finer unit, the same where there is none."""
        return ORDER[max(0, ORDER.index(self.timeline.unit) - 1)] if self.timeline else ""

    def coarser(self) -> str:
        """The next coarser unit, the same where there is none."""
        return ORDER[min(len(ORDER), ORDER.index(self.timeline.unit) + 2) - 1] if self.timeline else ""


def address_of(*, first: str = "", last: str = "", **asked: str) -> str:
    """The address of a timeline of some days; what is empty is not asked for."""
    told = {name: words for name, words in ({"from": first, "to": last} | asked).items() if words}
    return f"/timeline?{urlencode(told)}" if told else "/timeline"


def timeline(asked: Asked) -> Answer:
    """`/timeline`: when what happened, as far as dates are known."""
    chosen = _chosen(asked)
    if isinstance(chosen, Problem):
        return chosen
    counts = once(asked.record, chosen, lambda: tally(asked.record, asked.desk, chosen))
    window = _window(asked.given, counts)
    drawn = timeline_of(counts, window) if window else None
    rows = tuple(_rows(asked, chosen, counts, window)) if window else ()
    body = TimelineScreen(_narrowed(chosen), drawn, rows, _trouble(asked.given))
    title = " · ".join(filter(None, ("Timeline", body.narrowed.actor_name, chosen.outlet, body.narrowed.story_name)))
    return screen_of(asked, title, body.address(), body)


def _chosen(asked: Asked) -> Chosen | Problem:
    """What the question chooses; a problem where it names nobody or nothing that may be shown."""
    told = {name: asked.given.get(name, "")[:LONGEST] for name in ("kind", "actor", "outlet", "story")}
    kinds = tuple(kind for kind in DATED if kind in told["kind"].split(",")) or tuple(DATED)
    actor, story = _row(asked, "entities", told["actor"]), _row(asked, "stories", told["story"])
    if actor is not None and not asked.desk.has_page(cast(Entity, actor)):
        return PRIVATE
    return Chosen(kinds, cast("Entity | None", actor), told["outlet"], cast("Story | None", story))


def _row(asked: Asked, kind: str, name: str) -> object | None:
    """The row of a kind of that id. Raises NotOnRecord."""
    if not name:
        return None
    found_kind, row = asked.desk.holdings.find(name)
    if found_kind != kind:
        raise NotOnRecord(f"{name} is a row of {found_kind}, not of {kind}")
    return cast(object, row)


def _window(given: Mapping[str, str], counts: Tally) -> Window | None:
    unit = given.get("unit", "")
    first, last = (days_of(given.get(name, "")[:LONGEST]) for name in ("from", "to"))
    return window_of(counts, first and first[0], last and last[1], unit if unit in ORDER else None)


def _trouble(given: Mapping[str, str]) -> str:
    wrong = [words for name in ("from", "to") if (words := given.get(name, "")[:LONGEST]) and not days_of(words)]
    return f"{' and '.join(wrong)}: no day that can be read; write 2031-04-03, 2031-04 or 2031" if wrong else ""


def _rows(asked: Asked, chosen: Chosen, counts: Tally, window: Window) -> Iterator[Any]:
    """The rows of a window in order of time, where there are few enough to be listed."""
    days = inside(counts, window)
    if sum(counts[kind][day] for kind, several in days.items() for day in several) > MOST_ROWS:
        return
    held, found = asked.desk.holdings, []
    for kind, several in days.items():
        names = list(dated(asked.record, asked.desk, chosen, kind, several, MOST_ROWS)) if several else []
        table = held.table(kind)
        found += [(kind, row) for name in names if (row := table.get(name))]
    found.sort(key=lambda each: (_day(*each), each[1].id))
    listed = ((kind, row) for kind, row in found if not names_private(asked.desk, row))
    yield from passed(SHOWN[kind](asked.desk, row) for kind, row in listed)


def _day(kind: str, row: Any) -> tuple[date, date]:
    return days_of(getattr(row, DATED[kind]).edtf) or (date.max, date.max)


SHOWN: dict[str, Callable[[Desk, Any], Any]] = {
    "statements": lambda desk, row: desk.told(row),
    "figures": lambda desk, row: desk.counted(row),
    "events": happening,
    "offices": lambda desk, row: desk.office(row),
    "designations": lambda desk, row: desk.designation(row),
}
"""How a row of each kind is worded: by the desk, as everywhere."""


def _narrowed(chosen: Chosen) -> Narrowed:
    actor, story = chosen.actor, chosen.story
    return Narrowed(
        actor=actor.id if actor else "",
        actor_name=actor.name if actor else "",
        outlet=chosen.outlet,
        story=story.id if story else "",
        story_name=story.headline if story else "",
        kinds=chosen.kinds if chosen.kinds != tuple(DATED) else (),
    )


def _asked_for(narrowed: Narrowed) -> dict[str, str]:
    kinds = ",".join(narrowed.kinds)
    return {"kind": kinds, "actor": narrowed.actor, "outlet": narrowed.outlet, "story": narrowed.story}
