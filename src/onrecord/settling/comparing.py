"""What do pages and statements have to do with each other: copies, utterances, stories?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.corroborate import PageFacts, facts_of
from onrecord.model import Link, PageId, Story, Utterance
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


def facts_in(new: Settling) -> dict[PageId, PageFacts]:
    """The facts of all pages as they stand now."""
    return {page.id: facts_of(page) for page in new.rows("pages")}
