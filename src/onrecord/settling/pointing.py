"""Which pages point at which, once all days are found: by a headline, by an outlet, by a remark told again?

A page's links are its own (`pointers`), and those of remarks that it tells again as background; its own go first. What
a page points at hangs on pages it may never have met before: so each page that came, or that has another day or story,
is asked which pages point at it as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from onrecord.corroborate import PageFacts, facts_of
from onrecord.corroborate.references import retold
from onrecord.model import Link, PageId, Trace, Utterance
from onrecord.settling.asked import columns_of, days_of_pages
from onrecord.settling.pointers import Pointers, put_outlets, put_words, seen_in, take_outlets
from onrecord.settling.turned import Turned
from onrecord.store import Settling

AGAIN = "rule:told_again"

LATER_BASES = frozenset({"cross_reference", "relative"})
"""Bases of days that other pages may have told: a page may have been read with another one."""


def fill_pointers(new: Settling, facts: Mapping[PageId, PageFacts], traces: Mapping[PageId, Trace]) -> None:
    """Put all pages of a record under the keys by which they are pointed at and point."""
    put_words(new, facts.values(), traces)
    put_outlets(new, facts.values(), traces)
    put_outlets(new, _as_read(new, (page for page, day in days_of_pages(new) if day.basis in LATER_BASES)), traces)


def put_pointers(new: Settling, turned: Turned) -> None:
    """Write the links of pages that point elsewhere than before."""
    _put_keys(new, turned)
    asked = Pointers(new, seen_in(new))
    changed = {*new.fresh, *turned.redated, *turned.moved}
    there = _links(new, "b", changed)
    own = changed.union(*(asked.near(page) for page in sorted(changed)), (PageId(link.a) for link in there))
    pages = own | _telling_again(new, turned)
    standing = _links(new, "a", pages)
    links = {(link.a, link.b): link for link in standing if link.a not in own and link.by != AGAIN}
    links |= {(link.a, link.b): link for link in asked.of(own)}
    for link in _retold_by(new, pages):
        links.setdefault((link.a, link.b), link)
    new.instead("links", (link.id for link in standing), links.values())


def _links(new: Settling, end: str, pages: Iterable[PageId]) -> list[Link]:
    return [link for link in new.where("links", end, pages).values() if link.kind == "refers_to"]


# Keys


def put_fresh(new: Settling) -> None:
    """Put the pages that came since the last settling under their keys, with their days as read; it may come again."""
    facts, traces = _as_read(new, new.fresh), new.traces(new.fresh)
    put_words(new, facts, traces)
    put_outlets(new, facts, traces)


def _put_keys(new: Settling, turned: Turned) -> None:
    """Put pages under the keys of the days that they have now, and take them away from under those of days before."""
    put_fresh(new)
    rows = [turned.pages[page] for page in sorted(turned.redated)]
    traces = new.traces(turned.redated)
    read = {facts.id: facts for facts in _as_read(new, turned.redated)}
    put_outlets(new, (facts_of(now) for _, now in rows if now), traces)
    for was, now in rows:
        if was and now and was.id in traces:
            take_outlets(new, facts_of(was), traces[was.id], read[was.id], facts_of(now))


def _as_read(new: Settling, pages: Iterable[PageId]) -> list[PageFacts]:
    """The facts of pages with the days that they were read with."""
    readings = new.readings(pages)
    rows = new.where("pages", "id", readings)
    return [facts_of(replace(row, published=readings[PageId(page)].page.published)) for page, row in rows.items()]


# Remarks told again


def _telling_again(new: Settling, turned: Turned) -> set[PageId]:
    """The pages of which what they tell again as background has changed."""
    dated = columns_of(new, "statements", ("utterance",), "page", turned.redated)
    names = {utterance for (utterance,) in dated if utterance} - turned.utterances.keys()
    pairs = [*turned.utterances.values(), *((row, row) for row in new.where("utterances", "id", names).values())]
    before, now = [was for was, _ in pairs if was], [row for _, row in pairs if row]
    page_of = turned.pages_of(new) | dict(columns_of(new, "statements", ("id", "page"), "utterance", names))
    days = _days(new, page_of.values())
    then = days | {PageId(page): was.published.edtf for page, (was, _) in turned.pages.items() if was}
    were, are = _told(before, page_of, then), _told(now, page_of, days)
    return {page for page in were.keys() | are.keys() if were.get(page) != are.get(page)}


def _told(
    utterances: Iterable[Utterance], page_of: Mapping[str, PageId], days: Mapping[PageId, str | None]
) -> dict[PageId, list[Link]]:
    """The links of each page to what it tells again."""
    found: dict[PageId, list[Link]] = defaultdict(list)
    for utterance in sorted(utterances, key=lambda utterance: utterance.id):
        for link in retold(utterance, {page_of[s]: days.get(page_of[s]) for s in utterance.statements}):
            found[PageId(link.a)].append(link)
    return found


def _retold_by(new: Settling, pages: Iterable[PageId]) -> Iterator[Link]:
    """The links from pages to what they tell again, in the order of the utterances."""
    some = set(pages)
    own = columns_of(new, "statements", ("utterance",), "page", some)
    utterances = new.where("utterances", "id", {utterance for (utterance,) in own if utterance})
    page_of = dict(columns_of(new, "statements", ("id", "page"), "utterance", utterances))
    links = _told(utterances.values(), page_of, _days(new, page_of.values()))
    yield from (link for page in sorted(some) for link in links.get(page, ()))


def _days(new: Settling, pages: Iterable[PageId]) -> dict[PageId, str | None]:
    rows = columns_of(new, "pages", ("id", "published"), "id", pages)
    return {PageId(page): (when or {}).get("edtf") for page, when in rows}
