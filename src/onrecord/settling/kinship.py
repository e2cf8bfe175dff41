"""Which pages are of one family by their own days: copies of each other, and states of one page?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.model import PageId
from onrecord.roots import Roots
from onrecord.settling.copies import Two, name, two
from onrecord.settling.steps import Step
from onrecord.store import Settling
from onrecord.store.ledger import number_of


class Families:
    """The families of pages, each named by its smallest page; they are asked for one by one."""

    def __init__(self, new: Settling, also: Iterable[Two] = (), without: Iterable[Two] = ()) -> None:
        self._ties = new.ties(Step.BASE_COPIES)
        self._also: dict[PageId, set[PageId]] = {}
        for a, b in also:
            self._also.setdefault(a, set()).add(b)
            self._also.setdefault(b, set()).add(a)
        self._without = frozenset(without)
        self._known: dict[PageId, PageId] = {}

    def of(self, page: PageId) -> PageId:
        """The family of a page."""
        if page not in self._known:
            pages = self.members(page)
            self._known |= dict.fromkeys(pages, min(pages))
        return self._known[page]

    def members(self, page: PageId) -> set[PageId]:
        """All pages of a page's family."""
        found, edge = {page}, [page]
        while edge:
            for other in self._beside(edge.pop()) - found:
                found.add(other)
                edge.append(other)
        return found

    def _beside(self, page: PageId) -> set[PageId]:
        row = number_of(page)
        tied = {name(other) for other in self._ties.of(row) if two(row, other) not in self._without}
        return tied | self._also.get(page, set())


def parted_from(new: Settling, changed: Iterable[Two]) -> set[PageId]:
    """One at least of each two pages that became or ceased to be of one family when the ties of these pairs changed.

    Of pages whose families got mixed up most stay with most of their family; those that do not are told.
    """
    pairs = set(changed)
    ties = new.ties(Step.BASE_COPIES)
    now = {pages for pages in pairs if two_rows(pages)[1] in ties.of(two_rows(pages)[0])}
    after, before = Families(new), Families(new, also=pairs - now, without=now)
    pages = {page for both in pairs for end in both for family in (before, after) for page in family.members(end)}
    mixed = Roots()
    kinds: dict[str, dict[Two, list[PageId]]] = {}
    for page in sorted(pages):
        mixed.tie(f"then {before.of(page)}", f"now {after.of(page)}")
    for page in sorted(pages):
        top = mixed.top(f"now {after.of(page)}")
        kinds.setdefault(top, {}).setdefault((before.of(page), after.of(page)), []).append(page)
    return {page for several in kinds.values() for page in _but_most(several)}


def two_rows(pages: Two) -> tuple[int, int]:
    """The numbers of two pages."""
    return number_of(pages[0]), number_of(pages[1])


def _but_most(kinds: Mapping[Two, list[PageId]]) -> set[PageId]:
    most = max(kinds.values(), key=len)
    return {page for pages in kinds.values() if pages is not most for page in pages}
