"""What stands around undated pages and open sayings, asked by index: all that may tell their days, and no more?

Evidence ties undated pages, sayings and numbered sessions to each other (see `resolve.evidence`), and what hangs
together is solved together. So from wherever new pages stir something, all is gathered that hangs together with it;
then the rows whose days are known, as far as they tell anything here. All goes by the days that rows have of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

import msgspec
from sqlalchemy import select

from onrecord import resolve
from onrecord.model import Event, Link, PageId, Statement, When
from onrecord.resolve.evidence import CROWD, Voice, month_of, speaker_of, tells_time, voice_in, voices_for
from onrecord.settling.asked import columns_of
from onrecord.settling.first import first_groups, first_repeats
from onrecord.settling.lines import lines_of
from onrecord.settling.own_days import base_of
from onrecord.store import Settling
from onrecord.store.ledger import Meetings, name_of
from onrecord.store.rows import batches
from onrecord.store.schema import SPEAKERS

Copies: TypeAlias = Callable[[Collection[PageId]], Iterable[Link]]
"""The copies from and to pages, by the pages' own days."""

SESSIONS = "sessions"
"""The step of the ledger under which numbered sessions stand by their body, and again those that undated pages tell."""

UNDATED = "undated\x1f"
"""Before the key of a body for the sessions that undated pages tell of."""

TOLD: frozenset[str] = frozenset({"relative", "cross_reference"})
"""Bases of a page's day that may have been told by other rows."""

SEEN = ("id", "source", "published", "revision_of", "story")

AT_ONCE = 64
"""Statements that are read in one go until a speaker is known to have spoken too often."""


def sessions_kept(new: Settling) -> Meetings:
    """Where numbered sessions are kept."""
    return new.meetings(SESSIONS)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as dating sees it, by its own day, and its story."""

    page: resolve.Dateable
    story: str | None

    @property
    def undated(self) -> bool:
        """Whether it has no day, month or year of its own."""
        return not tells_time(self.page.published)


class Asked:
    """Pages, statements and what they belong to, each asked for once."""

    def __init__(self, new: Settling) -> None:
        self._new = new
        self._seen: dict[PageId, Seen] = {}
        self._said: dict[str, Statement] = {}
        self._reports: dict[str, tuple[str, ...]] = {}
        self._telling: dict[tuple[str, ...], bool] = {}
        self.changed: Mapping[str, tuple[Statement | None, Statement | None]] = new.changed("statements")

    def seen(self, pages: Iterable[PageId]) -> dict[PageId, Seen]:
        """The pages that are on record."""
        wanted = set(pages)
        self._seen.update(self._look(wanted - self._seen.keys()))
        return {page: self._seen[page] for page in wanted if page in self._seen}

    def undated(self, pages: Iterable[PageId]) -> set[PageId]:
        """Those of the pages that have no day of their own."""
        return {page for page, seen in self.seen(pages).items() if seen.undated}

    def _look(self, pages: Collection[PageId]) -> dict[PageId, Seen]:
        cells = columns_of(self._new, "pages", SEEN, "id", pages)
        days = {page: msgspec.convert(day, When) for page, _, day, *_ in cells}
        own = self._own([page for page, day in days.items() if day.basis in TOLD])
        return {
            page: Seen(resolve.Dateable(page, source, own.get(page, days[page]), revision_of=before), story)
            for page, source, _, before, story in cells
        }

    def _own(self, pages: Iterable[PageId]) -> dict[PageId, When]:
        rows = base_of(self._new, "pages", self._new.where("pages", "id", pages))
        return {PageId(page): row.published for page, row in rows.items()}

    def said(self, names: Iterable[str]) -> dict[str, Statement]:
        """The statements that are on record, each with its own day."""
        wanted = set(names)
        self._keep(self._new.where("statements", "id", wanted - self._said.keys()))
        return {name: self._said[name] for name in wanted if name in self._said}

    def said_on(self, pages: Iterable[PageId]) -> dict[str, Statement]:
        """The statements of pages."""
        found = self._new.where("statements", "page", pages)
        self._keep({name: row for name, row in found.items() if name not in self._said})
        return {name: self._said[name] for name in found}

    def _keep(self, rows: Mapping[str, Statement]) -> None:
        self._said |= base_of(self._new, "statements", rows)

    def reporting(self, names: Iterable[str]) -> set[str]:
        """All statements of the first utterances that these statements report, and they themselves."""
        wanted = set(names)
        unknown = wanted - self._reports.keys()
        self._reports |= {name: (name,) for name in unknown}
        for group in first_groups(self._new, unknown):
            self._reports |= dict.fromkeys(group, group)
        return wanted.union(*(self._reports[name] for name in wanted))

    def together(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The first utterance that each statement reports, where several pages do and nobody says it again."""
        wanted = set(names)
        self.said(self.reporting(wanted))
        return {name: group for name in wanted if self._tells(group := self._reports[name])}

    def _tells(self, group: tuple[str, ...]) -> bool:
        if group not in self._telling:
            pages = {self._said[name].page for name in group if name in self._said}
            self._telling[group] = len(pages) > 1 and not first_repeats(self._new, group)
        return self._telling[group]

    def sessions(self, names: Iterable[str | None]) -> dict[str, Event]:
        """Those of the events that are numbered sessions."""
        found = self._new.where("events", "id", {name for name in names if name})
        return {name: event for name, event in found.items() if resolve.session_of(event)}

    def sessions_of(self, bodies: Iterable[str]) -> dict[str, Event]:
        """The numbered sessions of bodies, where undated pages tell of any."""
        kept = sessions_kept(self._new)
        told = [body for body in bodies if kept.under(UNDATED + body)]
        return self._new.where("events", "id", {name_of("v", row) for body in told for row in kept.under(body)})


@dataclass(slots=True)
class Reach:
    """All that hangs together: undated `pages`, `said` (statements), the `groups` of those that report one act of
    saying, numbered `sessions` of bodies, and the `links` of the pages."""

    asked: Asked
    copies: Copies
    new: Settling
    pages: set[PageId] = field(default_factory=set)
    said: dict[str, Statement] = field(default_factory=dict)
    groups: set[tuple[str, ...]] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    sessions: dict[str, Event] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)

    def take(self, pages: Iterable[PageId], said: Iterable[str], bodies: Iterable[str]) -> None:
        """Take in what hangs together with some pages, of which the undated ones count, statements and bodies."""
        left = self.asked.undated(pages), set(said), set(bodies)
        while any(left):
            left = self._step(left[0] - self.pages, left[1] - self.said.keys(), left[2] - self.bodies)

    def _step(self, pages: set[PageId], said: set[str], bodies: set[str]) -> tuple[set[PageId], set[str], set[str]]:
        """What lies one step farther."""
        told = self._of_pages(pages)
        rows = {**self.asked.said(said), **told}
        self.said |= rows
        groups = set(self.asked.together(rows).values())
        self.groups |= groups
        sessions = self._of_bodies(bodies)
        sitting = self._sitting(sessions)
        at = self.asked.sessions(row.event for row in rows.values())
        return (
            self.asked.undated({row.page for row in rows.values()} | self._beside(pages) | _pages_of(sessions)),
            {name for group in groups for name in group} | sitting.keys(),
            _bodies_of(at.values()) | _bodies_of(self._told_on(pages)),
        )

    def _of_pages(self, pages: set[PageId]) -> dict[str, Statement]:
        self.pages |= pages
        return self.asked.said_on(pages)

    def _of_bodies(self, bodies: set[str]) -> dict[str, Event]:
        self.bodies |= bodies
        found = self.asked.sessions_of(bodies)
        self.sessions |= found
        return found

    def _sitting(self, sessions: Mapping[str, Event]) -> dict[str, Statement]:
        """What is said at sessions."""
        rows = self.asked.said_on(_pages_of(sessions))
        return {name: row for name, row in rows.items() if row.event in sessions}

    def _told_on(self, pages: set[PageId]) -> Iterable[Event]:
        return self.new.where("events", "page", pages).values()

    def _beside(self, pages: set[PageId]) -> set[PageId]:
        """The pages that undated ones are linked with, or are other states of."""
        links = [*self.copies(pages), *lines_of(self.new, pages)] if pages else []
        self.links |= {link.id: link for link in links}
        before = {seen.page.revision_of for seen in self.asked.seen(pages).values()} - {None}
        after = {page for (page,) in columns_of(self.new, "pages", ("id",), "revision_of", pages)}
        return {PageId(end) for link in links for end in (link.a, link.b)} | {PageId(p) for p in before if p} | after


def _pages_of(events: Mapping[str, Event]) -> set[PageId]:
    return {event.page for event in events.values()}


def _bodies_of(events: Iterable[Event]) -> set[str]:
    return {session.series for event in events if (session := resolve.session_of(event))}


def voices_asked(
    several: Iterable[Statement], undated: Iterable[PageId], near: resolve.Surroundings
) -> dict[PageId, set[Voice]]:
    """Who must have spoken in which month to tell something of each undated page. `several`: what is said there."""
    found: dict[PageId, set[Voice]] = {page: set() for page in undated}
    for said in several:
        if said.page in found:
            found[said.page].update(voices_for(said, near))
    return found


class Around:
    """What stands around all that is in reach, as evidence is drawn from it."""

    def __init__(self, new: Settling, reach: Reach) -> None:
        self._new = new
        self._asked = reach.asked
        self._reach = reach
        readings = new.readings(reach.pages)
        own = {page: resolve.dateable(reading.page) for page, reading in readings.items()}
        self._own = resolve.Surroundings(own, times={page: one.claims.times for page, one in readings.items()})

    def voices(self) -> dict[PageId, set[Voice]]:
        """Who must have spoken in which month to tell something of each undated page."""
        return voices_asked(self._reach.said.values(), self._reach.pages, self._own)

    def surroundings(self) -> resolve.Surroundings:
        """All that may tell the days in reach."""
        reach = self._reach
        said = {**self._heard(), **reach.said}
        stories = self._stories()
        around = (
            {row.page for row in said.values()} | _pages_of(reach.sessions) | {p for pages in stories for p in pages}
        )
        ends = {PageId(end) for link in reach.links.values() for end in (link.a, link.b)}
        before = {PageId(own.revision_of) for own in self._own.pages.values() if own.revision_of}
        seen = self._asked.seen(around | ends | before)
        return resolve.Surroundings(
            {page: one.page for page, one in seen.items()} | dict(self._own.pages),
            said,
            self._own.times,
            list(reach.sessions.values()),
            sorted(reach.groups),
            stories,
            list(reach.links.values()),
        )

    def _stories(self) -> list[tuple[PageId, ...]]:
        """The stories that undated pages tell with others, as far as pages in reach tell them."""
        names = {self._story_of(page) for page in self._reach.pages}
        for group in self._reach.groups:
            told = Counter(self._story_of(page) for page in {self._reach.said[name].page for name in group})
            names.update(story for story, pages in told.items() if pages > 1)
        stories = self._new.where("stories", "id", {name for name in names if name}).values()
        self._asked.seen({page for story in stories for page in story.pages})
        return [story.pages for story in stories if self._asked.undated(story.pages)]

    def _story_of(self, page: PageId) -> str | None:
        return self._asked.seen([page])[page].story

    def _heard(self) -> dict[str, Statement]:
        """What dated pages have speakers say in months that undated pages name, up to more than tells anything."""
        voices = set().union(*self.voices().values()) if self._reach.pages else set()
        found: dict[str, Statement] = {}
        for speaker in sorted({speaker for speaker, _ in voices}):
            found |= self._heard_from(speaker, {month for one, month in voices if one == speaker})
        return found

    def _heard_from(self, speaker: str, months: set[int]) -> dict[str, Statement]:
        found: dict[int, dict[str, Statement]] = {month: {} for month in months}
        for names in batches(self._by(speaker, months), AT_ONCE):
            rows = self._asked.said(names)
            dated = rows.keys() - self._undated(rows)
            for name in sorted(dated):
                voice = voice_in(rows[name])
                if voice is not None and voice[0] == speaker and voice[1] in found:
                    found[voice[1]][name] = rows[name]
            if all(len(rows) > CROWD for rows in found.values()):
                break
        return {name: row for rows in found.values() for name, row in islice(rows.items(), CROWD + 1)}

    def _undated(self, rows: Mapping[str, Statement]) -> set[str]:
        pages = self._asked.undated({row.page for row in rows.values()})
        return {name for name, row in rows.items() if row.page in pages}

    def _by(self, speaker: str, months: set[int]) -> list[str]:
        """The statements of a speaker that may be of these months: what a day was told of lies in the month it had."""
        changed = self._asked.changed
        asked = select(SPEAKERS.c.statement).where(SPEAKERS.c.entity == speaker)
        known = set(self._new.connection.execute(asked).scalars()) - changed.keys()
        told = columns_of(self._new, "statements", ("id", "said"), "id", known)
        own = [name for name, said in told if month_of(said["edtf"]) in months]
        return sorted(own) + sorted(name for name, (_, now) in changed.items() if now and speaker_of(now) == speaker)
