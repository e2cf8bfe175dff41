"""Which pages tell one event, and what does each of them report?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from onrecord.model import Story
from onrecord.serve.bands import Bands, bands_of
from onrecord.serve.moments import Chosen, tally
from onrecord.serve.once import once
from onrecord.serve.telling import Compared, LeftOut, Origin, Voice, compared, left_out, origins_in, voices_of
from onrecord.serve.timeline import Group, Timeline, timeline_of, window_of
from onrecord.serve.views import PageLine, StoryView
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, one_of, screen_of
from onrecord.serve.web.screens.timeline import address_of

MOST_SIDES = 8
"""Pages of a story that are set against its speakers and figures; a wider table cannot be read."""

ON_TIMELINE = ("statements", "figures", "events")


@dataclass(frozen=True, slots=True)
class StoryScreen:
    """`/story/<id>`: a story; `told` are its pages, copies under the page they copy.

    `voices` tell who is quoted on which of `sides`, the pages that copy no other, `left_out` whom a page leaves out;
    `figures` set what the sides count against each other.
    """

    story: StoryView
    told: tuple[Origin, ...]
    timeline: Timeline | None
    sides: tuple[PageLine, ...]
    voices: tuple[Voice, ...]
    left_out: tuple[LeftOut, ...]
    figures: tuple[Compared, ...]

    def bands(self) -> Bands | None:
        """The timeline as drawn."""
        return bands_of(self.timeline) if self.timeline else None

    def zoomed(self, group: Group) -> str:
        """Where the rows of a group are listed."""
        return address_of(story=self.story.id, first=group.first, last=group.last)


def story(asked: Asked) -> Answer:
    """`/story/<id>`: the pages that tell one event, and what each of them reports."""
    found = one_of(asked, "stories")
    if isinstance(found, Elsewhere):
        return found
    desk = asked.desk
    view = desk.story(found)
    told = origins_in(desk, view.pages)
    sides = tuple(origin.page for origin in told)[:MOST_SIDES]
    names = [page.id for page in sides]
    voices = voices_of(desk, names)
    body = StoryScreen(
        story=view,
        told=told,
        timeline=_timeline(asked, found),
        sides=sides,
        voices=voices,
        left_out=left_out(sides, voices),
        figures=compared(desk, view.runs, names),
    )
    return screen_of(asked, view.headline, f"/story/{quote(found.id)}", body, cite=_story_cite(found.id, body))


def _story_cite(name: str, body: StoryScreen) -> str:
    return f"{body.story.headline}; {body.story.days}; {body.story.origins}; onrecord {name}"


def _timeline(asked: Asked, found: Story) -> Timeline | None:
    chosen = Chosen(ON_TIMELINE, story=found)
    counts = once(asked.record, chosen, lambda: tally(asked.record, asked.desk, chosen))
    window = window_of(counts, None, None, None)
    return timeline_of(counts, window) if window else None
