"""What changed so far in a settling that few pages touch, as the stages behind them need it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from onrecord.model import Link, Page, PageId, Statement, Story, Utterance
from onrecord.settling.asked import columns_of
from onrecord.store import Settling

Pair: TypeAlias = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Turned:
    """Rows that differ from how they stood: before and now, None where a row was not there, or is not."""

    pages: Mapping[str, tuple[Page | None, Page | None]]
    statements: Mapping[str, tuple[Statement | None, Statement | None]]
    utterances: Mapping[str, tuple[Utterance | None, Utterance | None]]
    stories: Mapping[str, tuple[Story | None, Story | None]]
    all_links: Mapping[str, tuple[Link | None, Link | None]]

    def links(self, kind: str) -> Iterator[tuple[Link | None, Link | None]]:
        """The links of a kind."""
        return (pair for pair in self.all_links.values() if any(link and link.kind == kind for link in pair))

    @property
    def moved(self) -> set[PageId]:
        """The pages that are in another story."""
        return {PageId(p) for p, (was, now) in self.pages.items() if was and now and was.story != now.story}

    @property
    def redated(self) -> set[PageId]:
        """The pages that have another day."""
        pairs = self.pages.items()
        return {PageId(p) for p, (was, now) in pairs if was and now and was.published.edtf != now.published.edtf}

    @property
    def telling(self) -> set[PageId]:
        """The pages that make more or fewer statements."""
        told: Counter[PageId] = Counter()
        for was, now in self.statements.values():
            told.update([now.page] if now else ())
            told.subtract([was.page] if was else ())
        return {page for page, more in told.items() if more}

    def reports(self, new: Settling) -> tuple[list[list[PageId]], list[list[PageId]]]:
        """The pages that report each utterance that changed: those that did before, and those that do now."""
        page_of = self.pages_of(new)
        before = [[page_of[s] for s in was.statements] for was, _ in self.utterances.values() if was is not None]
        return before, [[page_of[s] for s in now.statements] for _, now in self.utterances.values() if now is not None]

    def pages_of(self, new: Settling) -> dict[str, PageId]:
        """The page of each statement of the utterances that changed."""
        names = {s for pair in self.utterances.values() for row in pair if row is not None for s in row.statements}
        found: dict[str, PageId] = dict(columns_of(new, "statements", ("id", "page"), "id", names))
        return found | {s: was.page for s, (was, _) in self.statements.items() if was is not None}


def turned_in(new: Settling) -> Turned:
    """What differs by now."""
    kinds = ("pages", "statements", "utterances", "stories", "links")
    return Turned(*(new.changed(kind) for kind in kinds))
