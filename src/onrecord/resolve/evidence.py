"""What do rows tell of the day of an undated page, and of the days of what is said on it?

Each function turns one kind of rows into evidence (`constraints`), row by row or pair by pair. Things go by the id of
their row: a page, a time expression, a statement; a numbered session by its body and number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from onrecord.model import Event, Link, Page, PageId, Statement, Time, When
from onrecord.resolve.anchors import stretch_of
from onrecord.resolve.constraints import Evidence, Sure
from onrecord.resolve.dates import time_at
from onrecord.resolve.domains import (
    EARLIEST,
    YEARLESS,
    Days,
    days_from,
    days_in,
    each_year,
    rest_of_month,
)
from onrecord.resolve.meanings import WEEK, behind, reading_of

ROOM = 14
"""Days: how far behind the saying of its news a page may appear; a week holds for most, and not for one in ten."""

VICINITY = 2
"""Days: how far a page that quotes the same speaker may lie from a dateline to lend it its year."""

NEAR = 30
"""Days: how far apart the pages of one story lie (see `corroborate.stories`)."""

OLD = 270
"""Days: "on December 31", told on December 30, is counted a year back where nothing marks it as coming."""

REPRINTED = 14
"""Days within which a page is copied whole; later only passages of it are carried along."""

WHOLE = 0.8
"""Share of a page's runs of words that make it a copy of the whole."""

ZONES = 1
"""Days by which a page's day and the day of its fetch may differ between time zones."""

SITTING = 3
"""Days: how long a session lasts, or is spoken of by those who come from it."""

CROWD = 40
"""Statements of one speaker on one month up to which they tell something: who speaks every week dates nothing."""

COMPARED = 12
"""Reports of one remark that a report is held against."""

REGULAR = 1.25
"""How much longer the longest gap between sessions may be than the shortest, if they are regular."""

WORDED = frozenset({"weekday", "relative"})
"""Bases of a saying's day that come from words about it, and not from the page's day."""

ORDINAL = re.compile(r"(?:the )?(?:(\d{1,3})(?:st|nd|rd|th)|([a-z]+))\b", re.IGNORECASE)
ORDINALS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=1
    )
}
LOOSE = re.compile(r"weekday:\d@last|last:week(?:end)?")
"""Readings that writers use of this week and of the one before: "last Wednesday" of a Thursday may be yesterday."""

MONTH = re.compile(r"(?:month:|day:)(\d\d)")

Voice: TypeAlias = tuple[str, int]
"""Who spoke, and in which month of the year."""


@dataclass(frozen=True, slots=True)
class Dateable:
    """A page, as far as its day hangs on it; of dated pages the first three fields are enough."""

    id: PageId
    source: str
    published: When
    modified: When = field(default_factory=When)
    fetched_at: str | None = None
    revision_of: PageId | None = None


def dateable(page: Page) -> Dateable:
    """What of a page its day hangs on."""
    return Dateable(page.id, page.source, page.published, page.modified, page.fetched_at, page.revision_of)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Undated pages and what stands around them: the rows from which their days may be told.

    `pages` holds every page that the other rows name. `statements` are those of undated pages, of the utterances and
    of the same speakers elsewhere, with `said` as their own pages tell it; `times` and `events` likewise.
    `utterances` are ids of statements that report one act of saying, `stories` ids of pages that tell one event.
    """

    pages: Mapping[PageId, Dateable]
    statements: Mapping[str, Statement] = field(default_factory=dict)
    times: Mapping[PageId, Sequence[Time]] = field(default_factory=dict)
    events: Sequence[Event] = ()
    utterances: Sequence[Sequence[str]] = ()
    stories: Sequence[Sequence[PageId]] = ()
    links: Sequence[Link] = ()

    def is_undated(self, page: PageId) -> bool:
        """Whether a page is here and has no day, month or year of its own."""
        return page in self.pages and not tells_time(self.pages[page].published)

    def source(self, page: PageId) -> str:
        """What a page is called in a sentence."""
        return self.pages[page].source if page in self.pages else page

    def time_of(self, statement: Statement) -> Time | None:
        """The time expression that dates a saying on an undated page, if it tells something without the page's day."""
        time = time_at(statement.said_words, self.times.get(statement.page, ()))
        return time if time is not None and _tells(time) else None

    def name_of(self, statement: Statement) -> str:
        """What the day of a saying goes by: the time expression that tells it, else the statement."""
        time = self.time_of(statement) if self.is_undated(statement.page) else None
        return time.id if time is not None else statement.id


def tells_time(when: When) -> bool:
    """Whether a date tells a day, a month or a year; one without a year tells none."""
    return stretch_of(when.edtf) is not None


def _tells(time: Time) -> bool:
    reading = reading_of(time.reading)
    return behind(reading) is not None or days_in(reading) is not None


def evidence_of(near: Surroundings) -> list[Evidence]:
    """All evidence of the rows, each piece once, in an order of its own."""
    found: set[Evidence] = set()
    for page in near.pages.values():
        found.update(_of_page(page, near))
    told: dict[PageId, set[Time]] = {}
    for statement in near.statements.values():
        found.update(_of_saying(statement, near))
        time = near.time_of(statement) if near.is_undated(statement.page) else None
        told.setdefault(statement.page, set()).update([time] if time is not None else [])
    for page_id, times in told.items():
        found.update(_of_this_month(page_id, times, near))
    stories = _stories(near)
    for group in near.utterances:
        found.update(_of_utterance([near.statements[s] for s in group if s in near.statements], stories, near))
    for link in near.links:
        found.update(_of_link(link, near))
    for story in near.stories:
        found.update(_of_story(story, near))
    found.update(_of_voices(near))
    found.update(_of_sessions(near))
    return sorted(found)


# A page by itself.


def _of_page(page: Dateable, near: Surroundings) -> Iterator[Evidence]:
    days = days_in(page.published.edtf)
    if days is not None:
        why = f"{page.source} is of {page.published.edtf} ({page.id})"
        yield Evidence(page.id, rule="own", why=why, runs=days.runs)
        return
    dateline = YEARLESS.fullmatch(page.published.edtf or "")
    if dateline is not None:
        why = f"{page.source} has the dateline “{page.published.why or page.published.edtf}” ({page.id})"
        yield Evidence(page.id, rule="dateline", why=why, runs=each_year(int(dateline[1]), int(dateline[2])).runs)
    for what, told, slack in (("fetched", page.fetched_at, ZONES), ("changed", page.modified.edtf, 0)):
        until = days_in((told or "")[:10] or None)
        if until:
            why = f"{page.source} was {what} on {told} ({page.id})"
            yield Evidence(page.id, rule=what, why=why, runs=((EARLIEST, until.runs[-1][1] + slack),))
    if page.revision_of is not None and page.revision_of in near.pages:
        why = f"{page.source} is a later state of {near.source(page.revision_of)} ({page.revision_of})"
        yield Evidence(page.id, page.revision_of, "revision", why, least=0)


def _of_this_month(page: PageId, times: Iterable[Time], near: Surroundings) -> Iterator[Evidence]:
    """A page that has somebody speak "this month", and on days of no other one, is of that month, from the last day on.

    `times` date what is said on the page: other days may lie ahead.
    """
    days = [(int(m[1]), int(m[2]), t) for t in times if (m := re.fullmatch(r"day:(\d\d)-(\d\d)", t.reading))]
    now = next((t for t in sorted(times, key=lambda t: t.id) if t.reading == "this:month"), None)
    if now is None or len({month for month, _, _ in days}) != 1:
        return
    month, day, time = max(days, key=lambda told: (*told[:2], told[2].id))
    why = f"{near.source(page)} has somebody speak on “{time.text}” and “{now.text}”, and in no other ({time.id})"
    yield Evidence(page, rule="this_month", why=why, sure=Sure.LIKELY, runs=rest_of_month(month, day).runs)


# What is said, and when.


def _of_saying(statement: Statement, near: Surroundings) -> Iterator[Evidence]:
    """How the day of a saying hangs on the page's day, or is told without it."""
    if near.is_undated(statement.page):
        time = near.time_of(statement)
        if time is not None:
            yield from _of_time(time, near)
        return
    days = days_in(statement.said.edtf)
    if days is not None and _is_worded(statement) and not _is_old(statement, near):
        why = f"{near.source(statement.page)} dates the remark {statement.said.edtf} ({statement.id})"
        yield Evidence(statement.id, rule="own", why=why, runs=days.runs)


def _is_worded(statement: Statement) -> bool:
    return statement.said_words is not None or statement.said.basis in WORDED


def _is_old(statement: Statement, near: Surroundings) -> bool:
    """Whether a day without a year was counted so far back that the coming one may be meant."""
    said, page = stretch_of(statement.said.edtf), stretch_of(near.pages[statement.page].published.edtf)
    if statement.said.basis not in WORDED or said is None or page is None:
        return False
    return said.day is not None and (page.first - said.last).days > OLD


def _of_time(time: Time, near: Surroundings) -> Iterator[Evidence]:
    """What time words of an undated page tell, and that the page is not older than what it tells as past."""
    reading, source = reading_of(time.reading), near.source(time.page)
    days, reach = days_in(reading), behind(reading)
    why = f"{source} tells of “{time.text}” ({time.id})"
    if days is not None:
        yield Evidence(time.id, rule="stated", why=why, runs=days.runs)
        yield Evidence(time.page, time.id, "past", f"{source} tells of {reading} as past ({time.id})", least=0)
    elif reach is not None and LOOSE.fullmatch(reading):
        yield Evidence(time.id, time.page, "words", why, least=-reach[1] - WEEK, most=0)
    elif reach is not None:
        least, most = reach
        yield Evidence(time.id, time.page, "words", why, least=-most, most=-least, reading=reading)


def _stories(near: Surroundings) -> dict[PageId, set[int]]:
    """Which stories, by their number here, each page tells."""
    found: dict[PageId, set[int]] = {}
    for number, story in enumerate(near.stories):
        for page in story:
            found.setdefault(page, set()).add(number)
    return found


def _of_utterance(
    group: Sequence[Statement], stories: Mapping[PageId, set[int]], near: Surroundings
) -> Iterator[Evidence]:
    """Reports of one act of saying are of one day; pages of one story that tell no day tell it within the week."""
    for statement in group:
        others = [other for other in group if other.page != statement.page]
        yield from _of_report(statement, _is_news(statement, others, stories, near), near)
    open_ones = [s for s in group if near.is_undated(s.page) or is_open(s)]
    for own in sorted(open_ones, key=lambda s: s.id):
        others = sorted((s for s in group if s.page != own.page), key=lambda s: (near.is_undated(s.page), s.id))
        for other in others[:COMPARED]:
            a, b = sorted((own, other), key=lambda s: s.id)
            why = f"{near.source(a.page)} and {near.source(b.page)} report one remark ({a.id}, {b.id})"
            yield Evidence(near.name_of(a), near.name_of(b), "one_remark", why, Sure.LIKELY, least=0, most=0)


def _is_news(
    statement: Statement, others: Sequence[Statement], stories: Mapping[PageId, set[int]], near: Surroundings
) -> bool:
    """Whether a page without a day for a remark tells it as news: as another page of its story or of its dateline does.

    A dated page that looks back on a remark leaves it to an undated one to have told it as news.
    """
    own, page = stories.get(statement.page, set()), statement.page
    if near.is_undated(page) and any(_is_worded(o) and not near.is_undated(o.page) for o in others):
        return True
    return any(own & stories.get(o.page, set()) or _dateline_fits(page, o.page, near) for o in others)


def _dateline_fits(a: PageId, b: PageId, near: Surroundings) -> bool:
    """Whether one page has a dateline without a year, and the other a date that lies around that day in some year."""
    for own, other in ((a, b), (b, a)):
        dateline = YEARLESS.fullmatch(near.pages[own].published.edtf or "")
        days = days_in(near.pages[other].published.edtf)
        if dateline is not None and days is not None:
            return bool(each_year(int(dateline[1]), int(dateline[2])).and_in(days.moved(-ROOM, ROOM)))
    return False


def _of_report(statement: Statement, as_news: bool, near: Surroundings) -> Iterator[Evidence]:
    """A page is not older than what it tells; as news it tells it within the week."""
    source = near.source(statement.page)
    if near.is_undated(statement.page):
        if near.name_of(statement) == statement.id:
            why = f"{source} tells the remark without a day ({statement.id})"
            yield Evidence(statement.page, statement.id, "reported", why, least=0)
            if as_news:
                yield Evidence(statement.page, statement.id, "news", why, Sure.LIKELY, least=0, most=ROOM)
        return
    days = days_in(near.pages[statement.page].published.edtf)
    if as_news and days is not None and not _is_worded(statement):
        why = f"{source}, of {near.pages[statement.page].published.edtf}, tells the remark as news ({statement.id})"
        yield Evidence(statement.id, rule="news", why=why, sure=Sure.LIKELY, runs=days.moved(-ROOM, 0).runs)


def is_open(statement: Statement) -> bool:
    """Whether nothing tells the day of a saying."""
    stretch = stretch_of(statement.said.edtf)
    return stretch is None or stretch.day is None


# Other pages.


def _of_link(link: Link, near: Surroundings) -> Iterator[Evidence]:
    """A page is not older than what it points to; a copy of the whole appears soon."""
    a, b = PageId(link.a), PageId(link.b)
    if not (a in near.pages and b in near.pages and (near.is_undated(a) or near.is_undated(b))):
        return
    if link.kind == "refers_to":
        why = f"{near.source(a)} points to {near.source(b)} ({link.id})"
        # lines that link out are renewed long after the page appeared
        yield Evidence(a, b, "points_to", why, Sure.FAINT, least=0)
    if link.kind == "reuses" and link.score >= WHOLE:
        why = f"{near.source(a)} and {near.source(b)} are one text ({link.id})"
        yield Evidence(a, b, "one_text", why, Sure.LIKELY, least=-REPRINTED, most=REPRINTED)
    if link.kind == "reuses" and near.is_undated(b) and not near.is_undated(a):
        # an undated page is called the original only where the other one credits it
        why = f"{near.source(a)} credits {near.source(b)} ({link.id})"
        yield Evidence(a, b, "credited", why, Sure.LIKELY, least=0)


def _of_story(story: Sequence[PageId], near: Surroundings) -> Iterator[Evidence]:
    """Pages of one story appear within weeks of each other: a hint, for a page without a day may tell another one.

    A dateline that fits needs one dated page, any other page two.
    """
    dated = [(p, days) for p in sorted(story) if p in near.pages and (days := days_in(near.pages[p].published.edtf))]
    around = days_from(run for _, days in dated for run in days.moved(-NEAR, NEAR).runs)
    for page in sorted(p for p in story if near.is_undated(p)):
        dateline = YEARLESS.fullmatch(near.pages[page].published.edtf or "")
        if len(dated) > (dateline is None):
            named = ", ".join(near.source(other) for other, _ in dated[:2])
            why = f"{near.source(page)} tells the same story as {named} ({dated[0][0]})"
            yield Evidence(page, rule="story", why=why, sure=Sure.HINT, runs=around.runs)


# Speakers.


def speaker_of(statement: Statement) -> str | None:
    """The known entity that most likely spoke; None when only words name the speaker."""
    first = max(statement.speakers, key=lambda speaker: speaker.weight, default=None)
    return first.entity if first is not None else None


def voice_in(statement: Statement) -> Voice | None:
    """Who spoke in which month of the year; None where either is not told."""
    speaker, month = speaker_of(statement), month_of(statement.said.edtf)
    return (speaker, month) if speaker and month is not None else None


def month_of(edtf: str | None) -> int | None:
    """The month of the year that a date lies in; None where it is not told."""
    stretch = stretch_of(edtf)
    return stretch.first.month if stretch is not None and stretch.month is not None else None


def voices_for(own: Statement, near: Surroundings) -> Iterator[Voice]:
    """Who must have spoken in which month to tell something of the day of a saying on an undated page."""
    speaker, page = speaker_of(own), near.pages[own.page]
    if speaker is not None:
        yield from ((speaker, month) for month in (_month_named(own, near), *_months_about(page)) if month is not None)


def _month_named(own: Statement, near: Surroundings) -> int | None:
    """The month that the time words of a saying name."""
    time = near.time_of(own)
    month = MONTH.search(time.reading) if time is not None else None
    return int(month[1]) if month is not None else None


def _months_about(page: Dateable) -> tuple[int, ...]:
    """The month of a dateline without a year, and those beside it."""
    dateline = YEARLESS.fullmatch(page.published.edtf or "")
    if dateline is None:
        return ()
    month = int(dateline[1])
    return tuple(sorted({month, month % 12 + 1, (month - 2) % 12 + 1}))


def _of_voices(near: Surroundings) -> Iterator[Evidence]:
    """Somebody spoke in a month that two pages name, or about the day of a dateline: hints of the year."""
    spoken: dict[Voice, list[Statement]] = {}
    for statement in sorted(near.statements.values(), key=lambda s: s.id):
        voice = voice_in(statement)
        if voice is not None and not near.is_undated(statement.page):
            spoken.setdefault(voice, []).append(statement)
    for own in near.statements.values():
        speaker = speaker_of(own)
        if speaker is not None and near.is_undated(own.page):
            yield from _of_months(own, speaker, spoken, near)
            yield from _of_dateline(own, speaker, spoken, near)


def _of_months(
    own: Statement, speaker: str, spoken: Mapping[Voice, list[Statement]], near: Surroundings
) -> Iterator[Evidence]:
    time, month = near.time_of(own), _month_named(own, near)
    others = spoken.get((speaker, month), []) if month is not None else []
    if time is None or not 0 < len(others) <= CROWD:
        return
    for other in (o for o in others if _is_worded(o)):
        said = stretch_of(other.said.edtf)
        assert said is not None  # `spoken` holds only those with a month
        days = days_in(f"{said.first:%Y-%m}")
        name = max(other.speakers, key=lambda s: s.weight).name
        why = f"{near.source(other.page)} has {name} speak in {said.first:%Y-%m}, here “{time.text}” ({other.id})"
        yield Evidence(time.id, rule="one_month", why=why, sure=Sure.HINT, runs=days.runs if days else None)


def _of_dateline(
    own: Statement, speaker: str, spoken: Mapping[Voice, list[Statement]], near: Surroundings
) -> Iterator[Evidence]:
    dateline = YEARLESS.fullmatch(near.pages[own.page].published.edtf or "")
    if dateline is None:
        return
    mine = each_year(int(dateline[1]), int(dateline[2]))
    others = [o for month in _months_about(near.pages[own.page]) for o in spoken.get((speaker, month), [])]
    for page in sorted({o.page for o in others}) if len(others) <= CROWD else ():
        days = days_in(near.pages[page].published.edtf) if page in near.pages else None
        if days and mine.and_in(days.moved(-VICINITY, VICINITY)):
            why = f"{near.source(page)}, of {near.pages[page].published.edtf}, quotes the same speaker ({page})"
            runs = days.moved(-VICINITY, VICINITY).runs
            yield Evidence(own.page, rule="one_voice", why=why, sure=Sure.HINT, runs=runs)


# Numbered sessions.


@dataclass(frozen=True, slots=True)
class Session:
    """A numbered session of a body, as an event row tells it."""

    series: str
    number: int

    @property
    def name(self) -> str:
        """What it goes by in evidence."""
        return f"{self.series}#{self.number}"


def session_of(event: Event) -> Session | None:
    """The session that an event is, if it is numbered and one body's ("the 12th session of the River Council")."""
    told = ORDINAL.match(event.name)
    number = (int(told[1]) if told[1] else ORDINALS.get(told[2].lower())) if told is not None else None
    body = next(iter(event.participants), None)
    if number is None or body is None:
        return None
    return Session(f"session:{event.kind}:{body.entity or body.name.casefold()}", number)


def _of_sessions(near: Surroundings) -> Iterator[Evidence]:
    sessions = {event.id: session for event in near.events if (session := session_of(event)) is not None}
    dated = [
        piece for event in near.events if event.id in sessions for piece in _dated(event, sessions[event.id], near)
    ]
    yield from dated
    for statement in near.statements.values():
        session = sessions.get(statement.event or "")
        if session is not None:
            yield from _of_sitting(statement, session, near)
    series: dict[str, set[int]] = {}
    for session in sessions.values():
        series.setdefault(session.series, set()).add(session.number)
    for name, numbers in sorted(series.items()):
        for earlier, later in pairwise(sorted(numbers)):
            a, b = Session(name, later), Session(name, earlier)
            why = f"session {earlier} comes before session {later} ({name})"
            yield Evidence(a.name, b.name, "sessions", why, Sure.LIKELY, least=1)
        yield from _due(name, numbers, {p.a: Days(p.runs) for p in dated if p.runs is not None})


def _dated(event: Event, session: Session, near: Surroundings) -> Iterator[Evidence]:
    days = days_in(event.date.edtf)
    if days and not near.is_undated(event.page):
        why = f"{near.source(event.page)} dates “{event.name}” {event.date.edtf} ({event.id})"
        yield Evidence(session.name, rule="session", why=why, sure=Sure.LIKELY, runs=days.runs)


def _due(series: str, numbers: Iterable[int], dated: Mapping[str, Days]) -> Iterator[Evidence]:
    known = {n: dated[Session(series, n).name] for n in numbers if Session(series, n).name in dated}
    for number in sorted(numbers):
        days = regular(known, number)
        if days is not None:
            why = f"session {number} was due then, as sessions {min(known)} to {max(known)} came regularly ({series})"
            yield Evidence(Session(series, number).name, rule="due", why=why, sure=Sure.HINT, runs=days.runs)


def _of_sitting(statement: Statement, session: Session, near: Surroundings) -> Iterator[Evidence]:
    """Who speaks at a session speaks while it lasts or as it ends."""
    name = near.name_of(statement)
    why = f"{near.source(statement.page)} has it said at session {session.number} ({statement.id})"
    yield Evidence(name, session.name, "sitting", why, Sure.LIKELY, least=0, most=SITTING)
    if near.is_undated(statement.page) and name == statement.id:
        yield Evidence(statement.page, statement.id, "news", why, Sure.LIKELY, least=0, most=ROOM)


def regular(known: Mapping[int, Days], number: int) -> Days | None:
    """When a session of a body is due, if three or more others are known and came regularly; within a quarter gap."""
    if len(known) < 3 or number in known:
        return None
    middle = {n: (days.runs[0][0] + days.runs[-1][1]) / 2 for n, days in known.items()}
    gaps = [(middle[b] - middle[a]) / (b - a) for a, b in pairwise(sorted(middle))]
    if min(gaps) <= 0 or max(gaps) > REGULAR * min(gaps):
        return None
    nearest = min(middle, key=lambda n: (abs(n - number), n))
    gap = sum(gaps) / len(gaps)
    due = middle[nearest] + (number - nearest) * gap
    return days_from([(round(due - gap / 4 * abs(number - nearest)), round(due + gap / 4 * abs(number - nearest)))])
