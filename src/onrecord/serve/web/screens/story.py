"""Which pages tell one event, and what does each of them report?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from onrecord.serve.desk import Desk
from onrecord.serve.passing import passed
from onrecord.serve.views import PageLine, StoryView, Told
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, one_of, screen_of

MOST_SIDES = 8
"""Pages of a story that are set against its speakers; a wider table cannot be read."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of a story, and for each of its pages whether it reports words of theirs."""

    speaker: str
    quoted: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class StoryScreen:
    """`/story/<id>`: a story; `voices` tell who is quoted on which of `sides`, the pages that copy no other."""

    story: StoryView
    sides: tuple[PageLine, ...]
    voices: tuple[Voice, ...]


def story(asked: Asked) -> Answer:
    """`/story/<id>`: the pages that tell one event, and what each of them reports."""
    found = one_of(asked, "stories")
    if isinstance(found, Elsewhere):
        return found
    told = asked.desk.story(found)
    sides = tuple(page for page in told.pages if not page.copies)[:MOST_SIDES]
    body = StoryScreen(told, sides, tuple(_voices(asked.desk, [page.id for page in sides])))
    return screen_of(asked, told.headline, f"/story/{quote(found.id)}", body, cite=_story_cite(found.id, body))


def _story_cite(name: str, body: StoryScreen) -> str:
    return f"{body.story.headline}; {body.story.days}; {body.story.origins}; onrecord {name}"


def _voices(desk: Desk, pages: list[str]) -> Iterable[Voice]:
    """The speakers of some pages and where their words are reported, those on most pages first."""
    told = {page: {each.speaker for each in _told_on(desk, page)} for page in pages}
    counts = Counter(speaker for speakers in told.values() for speaker in speakers)
    if len(pages) > 1:
        for speaker in sorted(counts, key=lambda name: (-counts[name], name)):
            yield Voice(speaker, tuple(speaker in told[page] for page in pages))


def _told_on(desk: Desk, page: str) -> Iterable[Told]:
    return passed(map(desk.told, desk.holdings.said_on(page)))
