"""Who tells a story, who copied whom, who is quoted where and left out where, and who gives which number?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Figure
from onrecord.serve.desk import PASSAGE_ONLY, Desk
from onrecord.serve.harm import names_of
from onrecord.serve.views import PageLine, Run


@dataclass(frozen=True, slots=True)
class Origin:
    """A page of a story and the pages of it that copy this one."""

    page: PageLine
    copies: tuple[PageLine, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of a story, and for each of its pages whether it reports words of theirs."""

    speaker: str
    quoted: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The speakers whom a page does not quote, though at least half of the other pages do."""

    page: PageLine
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A counted thing for which several pages give figures: for each page its words, empty where it gives none."""

    series: str
    counted: str
    verdict: str
    given: tuple[tuple[str, ...], ...]


def origins_in(desk: Desk, pages: Sequence[PageLine]) -> tuple[Origin, ...]:
    """The pages that copy no other page of the story, each with those that copy it, in their order."""
    within = {page.id: page for page in pages}
    desk.holdings.links.bring_where("a", within)
    copied = {page.id: _copied(desk, page.id, within) for page in pages}
    roots = {name: _root(name, copied) for name in within}
    return tuple(
        Origin(page, tuple(other for other in pages if other.id != page.id and roots[other.id] == page.id))
        for page in pages
        if roots[page.id] == page.id
    )


def _copied(desk: Desk, page: str, within: Iterable[str]) -> str | None:
    """The page of the story that a page has most of its words from; None when it copies none."""
    links = [link for link in desk.holdings.links.where("a", page) if link.kind == "reuses" and link.b in within]
    whole = [link for link in links if link.by != PASSAGE_ONLY]
    return max(whole, key=lambda link: (link.score, link.id)).b if whole else None


def _root(page: str, copied: dict[str, str | None]) -> str:
    """The page at which copying from page to page begins; where it goes round, the first by id."""
    way = [page]
    while (before := copied[way[-1]]) is not None:
        if before in way:
            return min(way[way.index(before) :])
        way.append(before)
    return way[-1]


def voices_of(desk: Desk, pages: Sequence[str]) -> tuple[Voice, ...]:
    """The speakers of some pages and where their words are reported, those on most pages first."""
    if len(pages) < 2:
        return ()
    told = {page: set(_speakers(desk, page)) for page in pages}
    counts = Counter(speaker for speakers in told.values() for speaker in speakers)
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple(Voice(speaker, tuple(speaker in told[page] for page in pages)) for speaker in ranked)


def _speakers(desk: Desk, page: str) -> Iterator[str]:
    """Whose words a page reports, but for statements that wait for a person's look."""
    for row in desk.holdings.said_on(page):
        if desk.held_back(row) is None:
            yield names_of(row)


def left_out(pages: Sequence[PageLine], voices: Iterable[Voice]) -> tuple[LeftOut, ...]:
    """For each page that leaves somebody out whom at least half of the others quote: whom."""
    enough = (len(pages) - 1) / 2
    voices = list(voices)
    found = (
        LeftOut(page, tuple(v.speaker for v in voices if not v.quoted[place] and sum(v.quoted) >= max(1.0, enough)))
        for place, page in enumerate(pages)
    )
    return tuple(each for each in found if each.speakers)


def compared(desk: Desk, runs: Iterable[Run], pages: Sequence[str]) -> tuple[Compared, ...]:
    """The counted things for which two pages or more give figures, with the words of each page."""
    rows = {page: desk.holdings.counted_on(page) for page in pages}
    found = []
    for run in runs:
        given = tuple(tuple(dict.fromkeys(_words(row) for row in rows[page] if row.series == run.id)) for page in pages)
        if sum(map(bool, given)) > 1 and desk.text != "none":
            found.append(Compared(run.id, run.counted or run.unit, run.verdict, given))
    return tuple(found)


def _words(figure: Figure) -> str:
    return " ".join(figure.text.split())
