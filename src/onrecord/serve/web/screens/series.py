"""Which figures of one counted thing were given, by whom, as of when?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from onrecord.model import Link, Series
from onrecord.serve.desk import Desk
from onrecord.serve.harm import VERDICTS
from onrecord.serve.passing import passed
from onrecord.serve.plotted import Dated, Plot, plot_of, view_of
from onrecord.serve.views import Counted, Linked, Run
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, one_of, screen_of
from onrecord.serve.words import scope_of

UNGIVEN = "nobody named"
"""Who gives a figure for which its page names nobody, or nobody who may be named before review."""

UNNARROWED = "not narrowed"
"""The scope of a figure whose page narrows it by nothing beside what the series counts."""

MOST_BESIDE = 12
"""Other series of the same pages and unit that are offered."""

MOST_SCOPES = 12

MOST_FIGURES = 150
"""Figures shown of one series, the latest; a count that is told every day for years has thousands."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Another series that the same pages give figures for, in the same unit."""

    id: str
    words: str
    verdict: str
    figures: int


@dataclass(frozen=True, slots=True)
class SeriesScreen:
    """`/series/<id>`: the figures of one counted thing in time order, and where accounts of them differ.

    `dated` says for each figure shown its days, giver and scope; `?scope=` shows those of one of `scopes`. `earlier`
    counts figures that are not shown, for there are so many.
    """

    run: Run
    dated: tuple[Dated, ...]
    scope: str
    scopes: tuple[tuple[str, int], ...]
    links: tuple[Linked, ...]
    beside: tuple[Beside, ...]
    earlier: int

    def plot(self) -> Plot | None:
        """The figures as drawn."""
        return plot_of(self.dated)


def series(asked: Asked) -> Answer:
    """`/series/<id>`: the figures of one counted thing."""
    found = one_of(asked, "series")
    if isinstance(found, Elsewhere):
        return found
    desk, in_all = asked.desk, len(found.figures)
    found = replace(found, figures=found.figures[-MOST_FIGURES:])
    run = desk.run(found)
    links = _links(desk, found)
    dated = tuple(_dated(desk, found, run.figures, links))
    scopes = _scopes(dated)
    scope = asked.given.get("scope", "") if asked.given.get("scope", "") in dict(scopes) else ""
    shown = [each for each in dated if not scope or each.scope == scope]
    names = {each.id for each in shown}
    body = SeriesScreen(
        run=replace(run, figures=tuple(figure for figure in run.figures if figure.id in names)),
        dated=tuple(shown),
        scope=scope,
        scopes=scopes,
        links=tuple(_told_once(desk, [link for link in links if not scope or {link.a, link.b} <= names])),
        beside=tuple(_beside(desk, found)),
        earlier=in_all - len(found.figures),
    )
    path = f"/series/{quote(found.id)}" + (f"?{urlencode({'scope': scope})}" if scope else "")
    return screen_of(asked, f"{found.counted or found.unit}: {run.verdict}", path, body)


def _links(desk: Desk, found: Series) -> list[Link]:
    desk.holdings.bring_links(found.figures)
    links = {link.id: link for name in found.figures for link in desk.holdings.links_of(name)}
    return [links[name] for name in sorted(links)]


def _told_once(desk: Desk, links: Sequence[Link]) -> Iterable[Linked]:
    """The links that may be shown; what copies of pages say over again is told once."""
    told = set()
    for link in passed(desk.all_linked(links)):
        same = link.kind, frozenset((each.words.lower(), each.bounds, each.as_of) for each in link.figures)
        if same not in told:
            told.add(same)
            yield link


def _dated(desk: Desk, found: Series, views: Iterable[Counted], links: Iterable[Link]) -> Iterable[Dated]:
    differing = {end for link in links if link.kind == "conflicts" for end in (link.a, link.b)}
    for view in views:
        row = desk.holdings.figures[view.id]
        named = row.given_by if view.lead != f"{view.page.outlet} reports" else ()
        scope = scope_of(row.scope, told=found.counted) or UNNARROWED
        yield view_of(view, row.as_of.edtf, " and ".join(named) or UNGIVEN, scope, differing)


def _scopes(dated: Iterable[Dated]) -> tuple[tuple[str, int], ...]:
    """What narrows the figures, and how many each; nothing where it is the same for all."""
    counts: dict[str, int] = {}
    for each in dated:
        counts[each.scope] = counts.get(each.scope, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(ranked[:MOST_SCOPES]) if len(ranked) > 1 else ()


def _beside(desk: Desk, found: Series) -> Iterable[Beside]:
    """Other series of the pages that give these figures, of the same unit: the same thing narrowed otherwise."""
    held = desk.holdings
    pages = dict.fromkeys(row.page for name in found.figures if (row := held.figures.get(name)))
    held.figures.bring_where("page", pages)
    names = dict.fromkeys(
        row.series
        for page in pages
        for row in held.figures.where("page", page)
        if row.unit == found.unit and row.series
    )
    held.series.bring(names)
    others = [other for name in names if name != found.id and (other := held.series.get(name))]
    others.sort(key=lambda other: (-len(other.figures), other.id))
    for other in others[:MOST_BESIDE]:
        words = ", ".join(filter(None, (other.counted, scope_of(other.scope, told=other.counted))))
        yield Beside(other.id, words, VERDICTS[other.verdict], len(other.figures))
