"""Which figures of many pages follow one counted thing, and which give the number of one remark?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from onrecord.corroborate import PageFacts
from onrecord.corroborate.meeting import NEIGHBOURS
from onrecord.corroborate.origins import of_figures
from onrecord.corroborate.series import (
    Count,
    Tie,
    count_of,
    followed,
    keys_of,
    place_of,
    relayed,
    tie_of,
    tied,
    verdict_of,
)
from onrecord.model import Figure, Link, Page, PageId, Series, Statement
from onrecord.settling.asked import columns_of
from onrecord.settling.going import Going
from onrecord.settling.rulings import Rulings
from onrecord.settling.steps import Step
from onrecord.store import Settling
from onrecord.store.ledger import Keyed, Meetings, Pair, Places, join, name_of, number_of

STEP = "counts"

BESIDE: tuple[str, ...] = ("series", "lineage", "origins")
"""Fields of a figure that say nothing of what it counts."""

ONE_REMARK = "rule:one_remark"

COLUMNS = ("id", "story", "published", "revision_of")
"""What figures are compared by of their pages."""

Told: TypeAlias = tuple[str | None, PageFacts]
"""The same as it is handed on: the page's story and facts."""

Changed: TypeAlias = Mapping[str, tuple[Figure | None, Figure | None]]
"""Figures as they stood and as they stand, by id."""


def put_counts(going: Going, rulings: Rulings, crowd: int) -> None:
    """Write the series of figures and the links between figures."""
    if going.whole:
        _put_all(going.new, going.held.facts, rulings, crowd)
    else:
        changed = _changed(going.new)
        _put_remarks(going.new, changed, _put_touched(going.new, changed, rulings, crowd))


def _put_all(new: Settling, facts: Mapping[PageId, PageFacts], rulings: Rulings, crowd: int) -> None:
    story_of = {page: story.id for story in new.rows("stories") for page in story.pages}
    counts = [count_of(f, story_of.get(f.page), facts[f.page]) for f in new.rows("figures")]
    _meetings(new, crowd).fill((number_of(count.figure.id), _places(count)) for count in counts)
    ties = tied(counts, crowd=crowd)
    new.ties(Step.COUNTS).put(map(_weighed, ties))
    series, links = _ruled(followed(counts, ties), rulings)
    new.put([*series, *links])
    new.update("figures", _homes(series))
    spoken = {said.id: said.utterance for said in new.rows("statements")}
    for block in new.grouped("figures", by=lambda figure: spoken.get(figure.statement), several=True):
        new.put(relayed(block))


def _meetings(new: Settling, crowd: int) -> Meetings:
    return new.meetings(STEP, crowd=crowd, neighbours=NEIGHBOURS)


def _places(count: Count) -> Places:
    return dict.fromkeys(keys_of(count), place_of(count))


def _weighed(tie: Tie) -> tuple[int, int, float]:
    """A tie as it is kept: 1 where a link comes of it, else 0."""
    return number_of(tie.a), number_of(tie.b), float(tie.link is not None)


def _homes(series: Iterable[Series]) -> Iterator[tuple[str, Mapping[str, str]]]:
    return ((figure, {"series": each.id}) for each in series for figure in each.figures)


def _ruled(found: Iterable[tuple[Series, list[Link]]], rulings: Rulings) -> tuple[list[Series], list[Link]]:
    """Series and links as people ruled of the links."""
    ordered: list[Series] = []
    between: list[Link] = []
    for series, links in found:
        kept = rulings.over(links)
        between += kept
        ordered.append(series if kept == links else replace(series, verdict=verdict_of(kept)))
    return ordered, between


# What a few pages touch


def _changed(new: Settling) -> Changed:
    """The figures that changed, or of whose page something did that figures are compared by."""
    rows = {name: pair for name, pair in new.changed("figures").items() if _differ(*pair)}
    pages = {name for name, (was, now) in new.changed("pages").items() if was and now and _told(was) != _told(now)}
    for name, figure in new.where("figures", "page", pages | new.revised).items():
        rows.setdefault(name, (figure, figure))
    return rows


def _differ(was: Figure | None, now: Figure | None) -> bool:
    return was is None or now is None or replace(was, **{name: getattr(now, name) for name in BESIDE}) != now


def _told(page: Page) -> Told:
    return page.story, PageFacts(page.id, published=page.published.edtf, revision_of=page.revision_of)


class _Cards:
    """Figures with what is known of their pages, as they stand now, by number."""

    def __init__(self, new: Settling) -> None:
        self._new = new
        self._told: dict[PageId, Told] = {}
        self._held: dict[int, Count] = {}

    def of(self, rows: Iterable[int]) -> dict[int, Count]:
        """The figures of these numbers."""
        asked = set(rows)
        names = {name_of("f", row) for row in asked.difference(self._held)}
        self._held |= self.with_pages(self._new.where("figures", "id", names).values(), {})
        return {row: self._held[row] for row in sorted(asked)}

    def with_pages(self, figures: Iterable[Figure], other: Mapping[PageId, Told]) -> dict[int, Count]:
        """Figures with what is known of their pages; `other`: what was known of some before."""
        several = list(figures)
        pages = {figure.page for figure in several}.difference(self._told)
        for page, story, published, older in columns_of(self._new, "pages", COLUMNS, "id", pages):
            self._told[page] = story, PageFacts(page, published=published["edtf"], revision_of=older)
        told = {**self._told, **other}
        return {number_of(figure.id): count_of(figure, *told[figure.page]) for figure in several}

    def ties(self, pairs: Iterable[Pair]) -> list[Tie]:
        """The ties among pairs."""
        asked = list(pairs)
        cards = self.of({row for pair in asked for row in pair})
        return [tie for a, b in asked if (tie := tie_of(cards[a], cards[b]))]


def _keyed(counts: Mapping[int, Count]) -> Keyed:
    return {row: _places(count) for row, count in counts.items()}


def _put_touched(new: Settling, changed: Changed, rulings: Rulings, crowd: int) -> set[str]:
    """Write the series that changed figures touch; the figures that a link no more says to give one number."""
    cards = _Cards(new)
    before = {PageId(name): _told(was) for name, (was, _) in new.changed("pages").items() if was}
    gone = cards.with_pages((was for was, _ in changed.values() if was), before)
    come = cards.of(number_of(name) for name, (_, now) in changed.items() if now)
    compare, keyed = (lambda pairs: map(_weighed, cards.ties(pairs))), (lambda rows: _keyed(cards.of(rows)))
    found = join(_meetings(new, crowd), new.ties(Step.COUNTS), _keyed(gone), _keyed(come), compare, keyed)
    counts = cards.of(found.rows)
    chained = followed(counts.values(), cards.ties(pair for part in found.parts for pair in part))
    return _put_instead(new, [count.figure for count in (*gone.values(), *counts.values())], chained, rulings)


def _put_instead(
    new: Settling, figures: Sequence[Figure], chained: Sequence[tuple[Series, list[Link]]], rulings: Rulings
) -> set[str]:
    series, links = _ruled(chained, rulings)
    names = {figure.id for figure in figures}
    old = {name: link for name, link in new.where("links", "a", names).items() if link.by != ONE_REMARK}
    unruled = rulings.missing(names, (link.id for _, several in chained for link in several))
    new.instead("series", {figure.series for figure in figures if figure.series}, series)
    new.instead("links", old.keys() | unruled, links)
    new.update("figures", _homes(series))
    lost = [old[name] for name in old.keys() - {link.id for link in links} if old[name].kind == "agrees"]
    return {end for link in lost for end in (link.a, link.b)}


def _put_remarks(new: Settling, changed: Changed, parted: set[str]) -> None:
    """Write the links between figures of one utterance, where figures or utterances changed.

    `parted`: figures of which a link in a series said that they agree, and says so no more.
    """
    said = {name: pair for name, pair in new.changed("statements").items() if _utterances(pair)}
    figures = [figure for pair in changed.values() for figure in pair if figure]
    figures += (new.where("figures", "statement", said) | new.where("figures", "id", parted)).values()
    given = {figure.statement for figure in figures if figure.statement}
    spoken = {row.utterance for row in new.where("statements", "id", given).values() if row.utterance}
    spoken |= {utterance for pair in said.values() for utterance in _utterances(pair)}
    blocks = _blocks(new, spoken)
    touched = {figure.id for block in (figures, *blocks) for figure in block}
    old = {name for name, link in new.where("links", "a", touched).items() if link.by == ONE_REMARK}
    links = {link.id: link for block in blocks for link in relayed(block)}
    held = {name for name, link in new.where("links", "id", links).items() if link.by != ONE_REMARK}
    new.instead("links", old - held, (link for name, link in links.items() if name not in held))


def _utterances(pair: tuple[Statement | None, Statement | None]) -> set[str]:
    """The utterances that a statement left and came to; none where it stays in one."""
    was, now = (said.utterance if said else None for said in pair)
    return {utterance for utterance in (was, now) if utterance and was != now}


def _blocks(new: Settling, utterances: Iterable[str]) -> list[list[Figure]]:
    """The figures of each utterance."""
    spoken = {name: said.utterance for name, said in new.where("statements", "utterance", utterances).items()}
    blocks: dict[str, list[Figure]] = {}
    for figure in new.where("figures", "statement", spoken).values():
        blocks.setdefault(spoken[figure.statement], []).append(figure)
    return list(blocks.values())


def put_numbers(new: Settling) -> None:
    """Write from how many origins the number of each figure comes."""
    for figures in new.grouped("figures", by="series") if new.whole else _touched_series(new):
        counts = of_figures(figures, {row.id: row.lineage for row in figures if row.lineage})
        new.update("figures", ((row, {"origins": count}) for row, count in sorted(counts.items())))


def _touched_series(new: Settling) -> Iterable[list[Figure]]:
    """The figures of each series of which a figure or its lineage changed, or that one left."""
    changed = (figure for pair in new.changed("figures").values() for figure in pair if figure)
    series: dict[str, list[Figure]] = {}
    for _, figure in sorted(new.where("figures", "series", {f.series for f in changed if f.series}).items()):
        series.setdefault(figure.series, []).append(figure)
    return series.values()
