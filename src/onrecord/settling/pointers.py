"""Which pages point at which by a headline or an outlet that they name, asked page by page?

In the ledger stand the keys of headlines and of outlets with their days, and those of the lines and places that may
name them, so that it can be asked both ways. The keys hang on the page alone; an outlet's stand for every day that the
page was dated, by itself or by others, and what is asked is held against the days that hold (`Seen`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from onrecord.corroborate import PageFacts, facts_of
from onrecord.corroborate.references import FRESH, headline_keys, naming, outlet_keys, pointers_of
from onrecord.model import Cite, Link, PageId, Trace
from onrecord.store import Settling
from onrecord.store.ledger import Meetings, Places, name_of, number_of

HEADLINES, LINES = "headlines", "headlines worded"
OUTLETS, NAMED = "outlets", "outlets named"
"""Steps of the ledger: what a page offers, and what it names."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as references see it: its facts, with the day that holds, and its story."""

    facts: PageFacts
    story: str | None


Look: TypeAlias = Callable[[Iterable[PageId]], Mapping[PageId, Seen]]
"""The pages as they are seen; it is asked for each page once."""


def seen_in(new: Settling) -> Look:
    """The pages as their rows stand now."""

    def look(pages: Iterable[PageId]) -> Mapping[PageId, Seen]:
        rows = new.where("pages", "id", pages)
        return {PageId(page): Seen(facts_of(row), row.story) for page, row in rows.items()}

    return look


def put_words(new: Settling, facts: Iterable[PageFacts], traces: Mapping[PageId, Trace]) -> None:
    """Put pages under the keys of their headlines, and of the lines in which they may word another one's.

    These hang on the page alone; a page that stands there already may come again.
    """
    known = list(facts)
    _met(new, HEADLINES).fill((_row(page.id), _places(map(headline_keys, page.titles))) for page in known)
    lines = ((page.id, traces[page.id].references) for page in known if page.id in traces)
    _met(new, LINES).fill((_row(page), _places(headline_keys(cite.text) for cite in cites)) for page, cites in lines)


def put_outlets(new: Settling, facts: Iterable[PageFacts], traces: Mapping[PageId, Trace]) -> None:
    """Put pages under the keys of their outlet and day, and of the outlets they may name; a day that was put stays."""
    known = list(facts)
    _met(new, OUTLETS).fill((_row(page.id), _printed(page)) for page in known)
    _met(new, NAMED).fill((_row(page.id), _naming(page, traces[page.id])) for page in known if page.id in traces)


def take_outlets(new: Settling, before: PageFacts, trace: Trace, *still: PageFacts) -> None:
    """Take a page away from under the keys of a day that it had before, but for those of the days it has `still`."""
    for step, keyed in ((OUTLETS, _printed), (NAMED, lambda page: _naming(page, trace))):
        kept = {key for page in still for key in keyed(page)}
        gone = {key: place for key, place in keyed(before).items() if key not in kept}
        _met(new, step).changed({_row(before.id): gone}, {})


class Pointers:
    """The pointers of pages, as `look` sees them. All these pages stand under their keys (`put_words`,
    `put_outlets`)."""

    def __init__(self, new: Settling, look: Look) -> None:
        self._new = new
        self._look = look
        self._facts: dict[PageId, PageFacts] = {}
        self._story: dict[PageId, str] = {}
        self._traces: dict[PageId, Trace] = {}
        self._under: dict[tuple[str, str], list[PageId]] = {}

    def of(self, pages: Iterable[PageId]) -> list[Link]:
        """The links from pages, by headlines and outlets: one for each page that one of them points at."""
        some = sorted(pages)
        self._learn(some)
        return [link for page in some if page in self._traces for link in self._from(self._traces[page])]

    def at(self, pages: Iterable[PageId]) -> list[Link]:
        """The links from and to pages."""
        some = set(pages)
        links = self.of(some.union(*(self.near(page) for page in sorted(some))))
        return [link for link in links if link.a in some or link.b in some]

    def near(self, page: PageId) -> set[PageId]:
        """The pages that may point at one: each would if there was no other."""
        self._learn([page])
        found = self._wording(page) | self._naming(page)
        self._learn(found)
        return {other for other in found if self._points(other, page)}

    def _wording(self, page: PageId) -> set[PageId]:
        keys = {key for title in self._facts[page].titles for key in headline_keys(title)}
        return {other for key in keys for other in self._standing(LINES, key)} - {page}

    def _naming(self, page: PageId) -> set[PageId]:
        return {other for key in _printed(self._facts[page]) for other in self._standing(NAMED, key)} - {page}

    def _points(self, page: PageId, other: PageId) -> bool:
        """Whether a page would point at another one if it met no third."""
        facts, trace = self._facts[page], self._traces[page]
        headlines = {key for title in self._facts[other].titles for key in headline_keys(title)}
        days = _printed(self._facts[other]).keys()

        def worded(cite: Cite) -> list[PageId]:
            return [] if headlines.isdisjoint(headline_keys(cite.text)) else [other]

        def named(cite: Cite) -> list[Trace]:
            return [] if days.isdisjoint(outlet_keys(cite.text, facts.published, back=FRESH)) else [self._traces[other]]

        return bool(self._links(trace, worded, named))

    def _from(self, trace: Trace) -> list[Link]:
        words, named = self._worded_by(trace.references), self._named_by(trace)
        self._learn(chain(*words.values(), *named.values()))
        return self._links(trace, words.__getitem__, lambda cite: [self._traces[page] for page in sorted(named[cite])])

    def _links(
        self, trace: Trace, worded: Callable[[Cite], Iterable[PageId]], named: Callable[[Cite], Iterable[Trace]]
    ) -> list[Link]:
        return pointers_of(trace, worded, named, self._facts, self._story)

    def _worded_by(self, cites: Iterable[Cite]) -> dict[Cite, set[PageId]]:
        """The pages whose headlines each cite may word."""
        keys = {cite: headline_keys(cite.text) for cite in cites}
        return {cite: {page for key in own for page in self._standing(HEADLINES, key)} for cite, own in keys.items()}

    def _named_by(self, trace: Trace) -> dict[Cite, set[PageId]]:
        """The pages of the outlet that each cite may name, of the page's day and the week before."""
        day = self._facts[trace.page].published
        keys = {cite: frozenset(outlet_keys(cite.text, day, back=FRESH)) for cite in naming(trace)}
        found = {cite: {p for key in own for p in self._standing(OUTLETS, key)} for cite, own in keys.items()}
        self._learn(chain(*found.values()))
        return {
            cite: {p for p in some if p != trace.page and not keys[cite].isdisjoint(_printed(self._facts[p]))}
            for cite, some in found.items()
        }

    def _standing(self, step: str, key: str) -> list[PageId]:
        if (step, key) not in self._under:
            self._under[step, key] = [PageId(name_of("p", row)) for row in _met(self._new, step).under(key)]
        return self._under[step, key]

    def _learn(self, pages: Iterable[PageId]) -> None:
        unknown = set(pages) - self._facts.keys()
        if unknown:
            seen = self._look(unknown)
            self._facts.update((page, one.facts) for page, one in seen.items())
            self._story.update((page, one.story) for page, one in seen.items() if one.story)
            self._traces.update(self._new.traces(unknown))


def _met(new: Settling, step: str) -> Meetings:
    return new.meetings(step)


def _row(page: PageId) -> int:
    return number_of(page)


def _places(keys: Iterable[Iterable[str]]) -> Places:
    return dict.fromkeys(chain.from_iterable(keys), 0)


def _printed(page: PageFacts) -> Places:
    return dict.fromkeys(outlet_keys(page.outlet, page.published), 0)


def _naming(page: PageFacts, trace: Trace) -> Places:
    return _places(outlet_keys(cite.text, page.published, back=FRESH) for cite in naming(trace))
