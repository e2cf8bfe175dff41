"""Which open days may be told otherwise since new pages came?

A day hangs on rows around it: on what its page and others say, on stories, first utterances, copies, pointers and
numbered sessions, and on what speakers said in months that it names. Each is asked what it told before and tells now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from onrecord import resolve
from onrecord.model import Event, PageId, Statement, Story
from onrecord.resolve.evidence import Voice, is_open, voice_in
from onrecord.settling.asked import columns_of
from onrecord.settling.going import Going
from onrecord.settling.lines import renewed
from onrecord.settling.nearby import UNDATED, Asked, sessions_kept
from onrecord.settling.own_days import base_before
from onrecord.store import Settling
from onrecord.store.ledger import Keyed, Meetings, name_of, number_of

ASKED = "voices asked"
"""The step of the ledger, and the shelf, where undated pages stand under the speakers and months that may date them."""


@dataclass(slots=True)
class Stirred:
    """What may get another day: pages, statements, and the numbered sessions of bodies. `doubted` are pages that may be
    at odds with others, or no more."""

    pages: set[PageId] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    doubted: set[PageId] = field(default_factory=set)


def stirred(going: Going, asked: Asked) -> Stirred:
    """What the fresh pages stir up. Brings what is kept of sessions and pointers up to date."""
    new, found = going.new, Stirred()
    found.doubted |= new.fresh | new.revised | renewed(new) | set(chain.from_iterable(going.kin))
    found.pages |= found.doubted
    _by_statements(new, asked, going.said_first, found)
    _by_sessions(new, asked, found)
    _by_stories(new, asked, found)
    found.pages = asked.undated(found.pages)
    found.said = _telling(asked, found.said)
    return found


# Statements


def _by_statements(new: Settling, asked: Asked, said_first: Collection[str], found: Stirred) -> None:
    """By what is said: on its own page, on others that report it, and on those that ask who spoke when."""
    before = base_before(new, "statements", {name: was for name, (was, _) in asked.changed.items() if was is not None})
    now = asked.said(asked.changed)
    pairs = [(before.get(name), now.get(name)) for name in asked.changed]
    several = [row for was, is_now in pairs if was != is_now for row in (was, is_now) if row is not None]
    found.said |= asked.reporting({*said_first, *(row.id for row in several)})
    found.pages |= {row.page for row in several}
    undated = asked.undated(row.page for row in several)
    voices = {voice for row in several if row.page not in undated and (voice := voice_in(row)) is not None}
    found.pages |= {PageId(name_of("p", row)) for voice in voices for row in _asking(new).under(_key(voice))}


def _telling(asked: Asked, names: Iterable[str]) -> set[str]:
    """Those of the statements whose day is open, or that may tell that of another one."""
    rows = asked.said(names)
    groups = asked.together(rows)
    members = asked.said(chain.from_iterable(groups.values()))
    undated = asked.undated(row.page for row in chain(rows.values(), members.values()))
    return {
        name
        for name, row in rows.items()
        if any(_is_telling(one, undated) for one in (row, *(members[other] for other in groups.get(name, ()))))
    }


def _is_telling(row: Statement, undated: Collection[PageId]) -> bool:
    return is_open(row) or row.page in undated or row.event is not None


# Who is asked for by undated pages


def keep_asked(new: Settling, voices: Mapping[PageId, Collection[Voice]]) -> None:
    """Keep under which speakers and months undated pages stand, in place of those before."""
    shelf, gone = new.shelf(ASKED), {}
    if not new.whole:
        gone = {number_of(page): dict.fromkeys(keys, 0) for page, keys in shelf.get(voices).items()}
    keys = {page: sorted(map(_key, asked)) for page, asked in voices.items()}
    _asking(new).changed(gone, {number_of(page): dict.fromkeys(own, 0) for page, own in keys.items() if own})
    shelf.take(page for page, own in keys.items() if not own)
    shelf.put((page, own) for page, own in sorted(keys.items()) if own)


def _asking(new: Settling) -> Meetings:
    return new.meetings(ASKED)


def _key(voice: Voice) -> str:
    return f"{voice[0]}\x1f{voice[1]}"


# Numbered sessions


def keep_sessions(new: Settling, events: Iterable[Event], undated: Collection[PageId]) -> None:
    """Keep the numbered sessions of a record."""
    sessions_kept(new).fill((number_of(event.id), keys) for event in events if (keys := _body(event, undated)))


def _body(event: Event, undated: Collection[PageId]) -> dict[str, int]:
    session = resolve.session_of(event)
    if session is None:
        return {}
    return {session.series: 0, **({UNDATED + session.series: 0} if event.page in undated else {})}


def _by_sessions(new: Settling, asked: Asked, found: Stirred) -> None:
    """By numbered sessions: those of a body tell of each other, as long as an undated page tells of one."""
    pairs = new.changed("events")
    undated = asked.undated(event.page for pair in pairs.values() for event in pair if event is not None)
    keyed = [
        {number_of(row.id): keys for row in rows if row is not None and (keys := _body(row, undated))}
        for rows in zip(*pairs.values(), strict=True)
    ]
    if any(keyed):
        _turned(new, asked, keyed[0], keyed[1], found)


def _turned(new: Settling, asked: Asked, gone: Keyed, come: Keyed, found: Stirred) -> None:
    kept = sessions_kept(new)
    bodies = {key for keys in (*gone.values(), *come.values()) for key in keys if not key.startswith(UNDATED)}
    told = {body for body in bodies if kept.under(UNDATED + body)}
    kept.changed(gone, come)
    still = {body for body in bodies if kept.under(UNDATED + body)}
    found.bodies |= told | still
    silent = {name_of("v", row) for body in told - still for row in kept.under(body)}
    rows = asked.said_on(page for _, page in columns_of(new, "events", ("id", "page"), "id", silent))
    found.said |= {name for name, row in rows.items() if row.event in silent}


# Stories


def _by_stories(new: Settling, asked: Asked, found: Stirred) -> None:
    """By stories: undated pages by the others of theirs, and sayings by whether pages with them are of one story."""
    pairs = [pair for pair in new.changed("stories").values() if _pages(pair[0]) != _pages(pair[1])]
    undated = asked.undated(page for pair in pairs for story in pair for page in _pages(story))
    telling = [pair for pair in pairs if any(not undated.isdisjoint(_pages(story)) for story in pair)]
    found.pages |= {page for pair in telling for story in pair for page in _pages(story)} & undated
    moved: set[PageId] = set()
    for was, now in telling:
        both = _pages(was), _pages(now)
        turned = undated.isdisjoint(both[0]) != undated.isdisjoint(both[1])
        moved |= both[0] | both[1] if turned else both[0] ^ both[1]
    found.said |= asked.said_on(moved).keys()


def _pages(story: Story | None) -> frozenset[PageId]:
    return frozenset(story.pages) if story is not None else frozenset()
