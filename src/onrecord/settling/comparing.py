"""What do pages and statements have to do with each other: copies, utterances, stories?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord import corroborate
from onrecord.corroborate import PageFacts, facts_of
from onrecord.corroborate.stories import story_of
from onrecord.model import Link, PageId, Story, Utterance
from onrecord.settling.going import Going
from onrecord.store import Settling


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing pages and statements found, before origins are counted."""

    facts: Mapping[PageId, PageFacts]
    page_of: dict[str, PageId]
    utterances: list[Utterance]
    said_twice: list[Link]
    reused: list[Link]
    stories: list[Story]
    told: list[Link]


def facts_in(new: Settling) -> dict[PageId, PageFacts]:
    """The facts of all pages as they stand now."""
    return {page.id: facts_of(page) for page in new.rows("pages")}


def put_first(going: Going) -> None:
    """Find which statements are one act of saying by their pages' own days: it tells what days and stories hang on."""
    found = going.held.found
    statements = list(going.new.rows("statements"))
    found.page_of.update((statement.id, statement.page) for statement in statements)
    found.utterances[:], found.said_twice[:] = corroborate.same(statements)


def put_utterances(going: Going) -> None:
    """Find which statements are one act of saying, by the days in the end."""
    found = going.held.found
    found.utterances[:], found.said_twice[:] = corroborate.same(going.new.rows("statements"))


def put_together(going: Going) -> None:
    """Write what was found, with its origins, and to which story and utterance each page and statement belongs."""
    new, found, traces = going.new, going.held.found, going.held.traces
    family = corroborate.families(found.facts.values(), traces, found.reused, found.stories)
    retold = new.where("statements", "id", (s for utterance in found.utterances for s in utterance.statements))
    utterances = corroborate.of_utterances(found.utterances, {row.id: row.lineage for row in retold.values()})
    told = [story_of([found.facts[page] for page in story.pages]) for story in found.stories]
    stories = corroborate.of_stories(told, family, utterances, found.page_of)
    pointed = corroborate.pointed(traces, found.facts, stories, utterances, retold)
    new.put([*utterances, *found.said_twice, *found.told, *pointed])
    words = ("headline", "first", "last", "origins")
    new.update("stories", ((row.id, {name: getattr(row, name) for name in words}) for row in stories))
    home = {page: story.id for story in stories for page in story.pages}
    spoken = {s: u.id for u in utterances for s in u.statements}
    new.update(
        "statements",
        ((s, {"story": home.get(page), "utterance": spoken.get(s)}) for s, page in sorted(found.page_of.items())),
    )
