"""What do pages and statements have to do with each other: copies, utterances, stories?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord import corroborate
from onrecord.corroborate import PageFacts, facts_of
from onrecord.model import Link, PageId, Story, Trace, Utterance
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


def compared(
    new: Settling, traces: Sequence[Trace], shared: corroborate.Shared, facts: Mapping[PageId, PageFacts]
) -> Compared:
    """Compare all pages and statements. `shared` is what pages share of their bodies."""
    reused = corroborate.copies(shared, traces, facts)
    family = corroborate.families(facts.values(), traces, reused, ())
    page_of: dict[str, PageId] = {}
    voices: dict[PageId, Counter[str]] = {}
    statements = list(new.rows("statements"))
    for statement in statements:
        page_of[statement.id] = statement.page
        voices.setdefault(statement.page, Counter())[corroborate.voice_of(statement, family)] += 1
    utterances, said_twice = corroborate.same(statements)
    uttered = [(page_of[link.a], page_of[link.b]) for link in said_twice if link.kind == "same_utterance"]
    stories, told = corroborate.told(list(facts.values()), traces, reused=reused, uttered=uttered, voices=voices)
    return Compared(facts, page_of, utterances, said_twice, reused, stories, told)


def put_compared(new: Settling, found: Compared, traces: Sequence[Trace]) -> None:
    """Write what was found, with its origins, and to which story and utterance each page and statement belongs."""
    family = corroborate.families(found.facts.values(), traces, found.reused, found.stories)
    retold = new.where("statements", "id", (s for utterance in found.utterances for s in utterance.statements))
    utterances = corroborate.of_utterances(found.utterances, {row.id: row.lineage for row in retold.values()})
    stories = corroborate.of_stories(found.stories, family, utterances, found.page_of)
    pointed = corroborate.pointed(traces, found.facts, stories, utterances, retold)
    new.put([*utterances, *stories, *found.said_twice, *found.reused, *found.told, *pointed])
    story_of = {page: story.id for story in stories for page in story.pages}
    new.update("pages", ((page, {"story": story}) for page, story in sorted(story_of.items())))
    spoken = {s: u.id for u in utterances for s in u.statements}
    new.update(
        "statements",
        ((s, {"story": story_of.get(page), "utterance": spoken.get(s)}) for s, page in sorted(found.page_of.items())),
    )
