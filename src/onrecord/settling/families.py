"""Which pages are of one family: copies of each other, states of one page, one agency's text in a story?

The ties between pages stand in the ledger, and between a page and each newsroom that it credits in its story. So a
page's ties hang on the page, its story and its `reuses` links, and a family is what hangs together by them (as in
`corroborate.families`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import IntFlag
from typing import TypeAlias

from onrecord.corroborate.newsrooms import WIRES
from onrecord.model import Link, PageId
from onrecord.settling.asked import columns_of
from onrecord.settling.steps import Step
from onrecord.store import Settling
from onrecord.store.ledger import Pair, name_of, number_of, pair_of

CARRIED = "rule:carried_passage"
"""Pages of which one carries a passage of the other along are of two families."""


class Tie(IntFlag):
    """What ties two rows; of a page and a newsroom also which of the two numbers is the newsroom's."""

    COPY = 1
    STATE = 2
    CREDITS_FIRST = 4
    CREDITS_LAST = 8


Held: TypeAlias = Mapping[Pair, Tie]


def put_families(
    new: Settling,
    copies: Iterable[Link],
    states: Iterable[tuple[PageId, PageId]],
    credits: Iterable[tuple[PageId, str, str]],
) -> None:
    """Tie all pages of a record. `copies`: the `reuses` links of whole pages; `states`: pages and what they revise;
    `credits`: page, story and the newsroom that the page credits."""
    ties = _held(copies, states, credits)
    new.ties(Step.FAMILIES).put((a, b, float(tie)) for (a, b), tie in ties.items())


def tie_families(new: Settling, pages: Iterable[PageId]) -> set[PageId]:
    """Tie pages anew, as their rows, stories and links stand; the pages whose families may have changed by that."""
    some = set(pages)
    ties = new.ties(Step.FAMILIES)
    before = {
        pair_of(row, other): Tie(int(weight)) for row in map(number_of, some) for other, weight in ties.of(row).items()
    }
    now = _held(_copies(new, some), _states(new, some), _credits(new, some))
    differing = [pair for pair in before.keys() | now.keys() if before.get(pair) != now.get(pair)]
    ends = {row for pair in differing for row in pair}
    touched = _members(ties.parts(ends))
    ties.take(pair for pair in differing if pair not in now)
    ties.put((*pair, float(now[pair])) for pair in differing if pair in now)
    return touched | _members(ties.parts(ends)) | {page for page in some if number_of(page) in ends}


def families_of(new: Settling, pages: Iterable[PageId]) -> dict[PageId, PageId]:
    """The families of pages, each named by its smallest page id; also of the others in them."""
    found = {page: page for page in pages}
    for part in new.ties(Step.FAMILIES).parts(map(number_of, list(found))):
        members = _members([part])
        found |= dict.fromkeys(members, min(members))
    return found


def _held(
    copies: Iterable[Link], states: Iterable[tuple[PageId, PageId]], credits: Iterable[tuple[PageId, str, str]]
) -> Held:
    held: dict[Pair, Tie] = defaultdict(lambda: Tie(0))
    for link in copies:
        held[pair_of(number_of(link.a), number_of(link.b))] |= Tie.COPY
    for page, older in states:
        held[pair_of(number_of(page), number_of(older))] |= Tie.STATE
    for page, story, newsroom in credits:
        row, credit = number_of(page), number_of(f"{story}\x1f{newsroom}")
        if newsroom != WIRES:
            held[pair_of(row, credit)] |= Tie.CREDITS_FIRST if credit < row else Tie.CREDITS_LAST
    return held


def _members(parts: Iterable[Mapping[Pair, float]]) -> set[PageId]:
    """The pages of parts, without the newsrooms that tie them."""
    rows: set[int] = set()
    newsrooms: set[int] = set()
    for part in parts:
        for pair, weight in part.items():
            rows.update(pair)
            newsrooms.update(
                row for row, flag in zip(pair, (Tie.CREDITS_FIRST, Tie.CREDITS_LAST), strict=True) if int(weight) & flag
            )
    return {PageId(name_of("p", row)) for row in rows - newsrooms}


def _copies(new: Settling, pages: set[PageId]) -> Iterator[Link]:
    for end in ("a", "b"):
        links = new.where("links", end, pages).values()
        yield from (link for link in links if link.kind == "reuses" and link.by != CARRIED)


def _states(new: Settling, pages: set[PageId]) -> Iterator[tuple[PageId, PageId]]:
    """Which page revises which, of those with an end in `pages`; both must be on record."""
    own = columns_of(new, "pages", ("id", "revision_of"), "id", pages)
    later = columns_of(new, "pages", ("id", "revision_of"), "revision_of", pages)
    there = {page for (page,) in columns_of(new, "pages", ("id",), "id", {older for _, older in own if older})}
    yield from ((page, older) for page, older in (*own, *later) if older in there | pages)


def _credits(new: Settling, pages: set[PageId]) -> Iterator[tuple[PageId, str, str]]:
    traces = new.traces(pages)
    for page, story in columns_of(new, "pages", ("id", "story"), "id", pages):
        if story and page in traces:
            yield from ((page, story, newsroom) for newsroom in traces[page].credits)
