"""Where does each row come from, and from how many independent origins?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord import corroborate
from onrecord.corroborate import PageFacts, facts_of
from onrecord.corroborate.origins import Borrowed
from onrecord.model import Lineage, Link, Office, PageId, Statement, Trace, When
from onrecord.settling.copies import shared_with
from onrecord.settling.families import CARRIED
from onrecord.settling.going import Going, Held
from onrecord.store import Settling

AT_ONCE = 256
"""Pages whose rows are held at a time."""

TOLD = ("statements", "figures", "designations", "offices")
"""Kinds of rows on which lineages hang."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Pages, and what the lineages of their rows hang on. `taken`: what these pages, and those they were copied from,
    took from others."""

    facts: Mapping[PageId, PageFacts]
    traces: Sequence[Trace]
    taken: Mapping[PageId, Sequence[Borrowed]]


def put_lineages(going: Going) -> None:
    """Write where each statement, figure and step of listing comes from."""
    new = going.new
    sources = _all(new, going.held) if going.whole else _touched(new)
    for start in range(0, len(sources.traces), AT_ONCE):
        some = sources.traces[start : start + AT_ONCE]
        held: dict[PageId, list[Office]] = {}
        for office in new.where("offices", "page", [trace.page for trace in some]).values():
            held.setdefault(office.page, []).append(office)
        around = {
            t.page: corroborate.Around(sources.facts[t.page], t, held.get(t.page, ()), sources.taken) for t in some
        }
        for kind, found in _lineages(new, around):
            new.update(kind, ((row, {"lineage": lineage}) for row, lineage in found.items()))


def _lineages(
    new: Settling, around: Mapping[PageId, corroborate.Around]
) -> Iterator[tuple[str, Mapping[str, Lineage]]]:
    statements = new.where("statements", "page", around)
    said = {row.id: corroborate.of_statement(row, around[row.page]) for row in statements.values()}
    yield "statements", said
    for kind, lineage_of in (("figures", corroborate.of_figure), ("designations", corroborate.of_designation)):
        rows = new.where(kind, "page", around).values()
        yield kind, {row.id: lineage_of(row, said.get(row.statement or ""), around[row.page]) for row in rows}


def _all(new: Settling, held: Held) -> Sources:
    reused = (link for link in new.rows("links") if link.kind == "reuses")
    return Sources(held.facts, held.traces, corroborate.borrowed(held.shared, reused))


def _touched(new: Settling) -> Sources:
    """The pages whose rows, offices or originals changed."""
    chains = Chains(new)
    pages = {*new.fresh, *chains.moved()}
    for kind in TOLD:
        rows = ((was, now) for was, now in new.changed(kind).values() if _own(was) != _own(now))
        pages.update(row.page for pair in rows for row in pair if row is not None)
    facts = {PageId(page): facts_of(row) for page, row in new.where("pages", "id", pages).items()}
    traces = new.traces(facts)
    return Sources(facts, [traces[page] for page in sorted(traces)], chains.taken(set(facts)))


def _own(row: object) -> object:
    """A row without what comparing made of it."""
    if isinstance(row, Statement):
        return replace(row, said=When(), utterance=None, story=None, lineage=None)
    return row


# Whose text do pages have?


class Chains:
    """The originals of pages, and of these in turn, as the `reuses` links stand and as they stood."""

    def __init__(self, new: Settling) -> None:
        self._new = new
        changed = new.changed("links").values()
        self._gone = [link for link, _ in changed if link is not None and link.kind == "reuses"]
        self._come = {link.id for _, link in changed if link is not None}

    def moved(self) -> set[PageId]:
        """The pages that have a passage from another one, or whose originals have, than before."""
        changed = {PageId(link.a) for link in self._gone} | {PageId(one.a) for one in self._links("id", self._come)}
        found, edge = set(changed), {page for page in changed if self._led_on(page)}
        while edge:
            copies = self._links("b", edge)
            behind = {PageId(link.a) for link in copies} - found
            whole = {page: first_of(links) for page, links in self._now(behind).items()}
            found |= behind
            edge = {page for page in behind if whole[page] in edge}
        return found

    def taken(self, pages: Iterable[PageId]) -> dict[PageId, Sequence[Borrowed]]:
        """What pages have from others; of their originals only whose copies these are as a whole, and so on."""
        links = self._links("a", pages)
        shared = shared_with(self._new, {PageId(link.a) for link in links})
        taken: dict[PageId, Sequence[Borrowed]] = dict(corroborate.borrowed(shared, links))
        edge = {PageId(link.b) for link in links} - taken.keys()
        while edge:
            firsts = {page: first_of(links) for page, links in self._now(edge).items()}
            taken |= {page: (Borrowed(0, 0, first, whole=True),) for page, first in firsts.items() if first}
            edge = {first for first in firsts.values() if first} - taken.keys()
        return taken

    def _led_on(self, page: PageId) -> bool:
        """Whether the end of a page's chain of originals is another one than before, or nobody can tell."""
        now, before = self._end(page, self._now), self._end(page, self._then)
        return now != before or now is None

    def _end(
        self, page: PageId, links_of: Callable[[Iterable[PageId]], Mapping[PageId, Sequence[Link]]]
    ) -> PageId | None:
        """The last page of the chain of originals; None where it leads round in a ring."""
        seen = {page}
        while original := first_of(links_of([page])[page]):
            if original in seen:
                return None
            seen.add(original)
            page = original
        return page

    def _now(self, pages: Iterable[PageId]) -> dict[PageId, list[Link]]:
        found: dict[PageId, list[Link]] = {page: [] for page in pages}
        for link in self._links("a", found):
            found[PageId(link.a)].append(link)
        return found

    def _then(self, pages: Iterable[PageId]) -> dict[PageId, list[Link]]:
        found = {page: [one for one in links if one.id not in self._come] for page, links in self._now(pages).items()}
        for link in self._gone:
            if link.a in found:
                found[PageId(link.a)].append(link)
        return found

    def _links(self, column: str, values: Iterable[str]) -> list[Link]:
        return [link for link in self._new.where("links", column, values).values() if link.kind == "reuses"]


def first_of(links: Iterable[Link]) -> PageId | None:
    """The page that another one copies as a whole, by its `reuses` links: of several the one that `borrowed` names
    first."""
    whole = [(-link.score, link.b) for link in links if link.by != CARRIED]
    return PageId(min(whole)[1]) if whole else None
