"""What do pages and statements have to do with each other: copies, utterances, stories?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord import corroborate
from onrecord.corroborate import PageFacts, facts_of
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


def put_shared(going: Going) -> None:
    """Find what pages share of their bodies, and which of them copy each other by their own days."""
    new, held = going.new, going.held
    held.facts = facts_in(new)
    held.shared = corroborate.shared(held.traces, lambda pages: new.where("pages", "id", pages))
    held.found = Compared(held.facts, {}, [], [], corroborate.copies(held.shared, held.traces, held.facts), [], [])


def put_first(going: Going) -> None:
    """Find which statements are one act of saying by their pages' own days: it tells what days and stories hang on."""
    found = going.held.found
    statements = list(going.new.rows("statements"))
    found.page_of.update((statement.id, statement.page) for statement in statements)
    found.utterances[:], found.said_twice[:] = corroborate.same(statements)


def put_stories(going: Going) -> None:
    """Find which pages tell one event."""
    held, found = going.held, going.held.found
    family = corroborate.families(held.facts.values(), held.traces, found.reused, ())
    voices: dict[PageId, Counter[str]] = {}
    for statement in going.new.rows("statements"):
        voices.setdefault(statement.page, Counter())[corroborate.voice_of(statement, family)] += 1
    uttered = [
        (found.page_of[link.a], found.page_of[link.b]) for link in found.said_twice if link.kind == "same_utterance"
    ]
    found.stories[:], found.told[:] = corroborate.told(
        list(held.facts.values()),
        held.traces,
        reused=found.reused,
        uttered=uttered,
        voices=voices,
        rarity=going.yard.rarity,
    )


def put_copies(going: Going) -> None:
    """Find which pages copy which, by the days in the end."""
    held = going.held
    held.facts = facts_in(going.new)
    held.found = replace(held.found, facts=held.facts, reused=corroborate.copies(held.shared, held.traces, held.facts))
    going.new.put([*held.found.reused, *corroborate.carried(held.shared, held.traces, held.facts)])


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
    stories = corroborate.of_stories(found.stories, family, utterances, found.page_of)
    pointed = corroborate.pointed(traces, found.facts, stories, utterances, retold)
    new.put([*utterances, *stories, *found.said_twice, *found.told, *pointed])
    story_of = {page: story.id for story in stories for page in story.pages}
    new.update("pages", ((page, {"story": story}) for page, story in sorted(story_of.items())))
    spoken = {s: u.id for u in utterances for s in u.statements}
    new.update(
        "statements",
        ((s, {"story": story_of.get(page), "utterance": spoken.get(s)}) for s, page in sorted(found.page_of.items())),
    )
