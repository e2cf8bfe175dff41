"""What are terms and names weighed by, so that the weights stand still while newer pages come?

How rare a term of a page is, or a name in somebody's company, is counted in the record, on a sample of its pages. The
sample must hang on nothing but which pages there are, or a record would hang on the order in which they came; and it
must stand still when one more page comes, or that page would move the verdicts on all others. So the sample is drawn
from the oldest pages, in the order of their days as read: at least eight ninths of the record, a number that grows in
steps of an eighth. News that is newer than the record moves nothing until the next step; then all is settled anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from sys import intern
from typing import Any

import msgspec

from onrecord.corroborate.days import days_of
from onrecord.corroborate.rarity import Rarity, rarity_of
from onrecord.model import PageId, Trace
from onrecord.resolve.likeness import Spread
from onrecord.sampled import SAMPLE
from onrecord.settling.going import Going, Whole
from onrecord.store import Settling
from onrecord.store.ledger import Meetings, name_of, number_of

SHELF = "yardstick"

STEP = 8
"""The number of pages from which the sample is drawn grows by one part in so many."""

DAYS = "days"
"""The step of the ledger under which all pages stand by day: nothing is compared there."""

UNDATED = date.max.toordinal() + 1
"""The place of pages without a day: behind all others."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The pages of the sample, how rare terms are on them, and how often names are seen there.

    `spread` is empty in a whole settling until the names are known (see `keep_spread`).
    """

    sample: frozenset[PageId]
    rarity: Rarity
    spread: Spread = field(default_factory=Spread)


def oldest(pages: int) -> int:
    """How many pages the sample of a record is drawn from: the largest step that is no larger than the record."""
    step = min(pages, 1)
    while (longer := step + max(1, step // STEP)) <= pages:
        step = longer
    return step


def place_of(day: str | None) -> int:
    """Where a page of that day (EDTF) stands among all pages."""
    days = days_of(day)
    return UNDATED if days is None else days[0].toordinal()


def stands_at(page: str, day: str | None) -> tuple[int, int]:
    """Where a page stands in the order of the days as read: pages of one day by number."""
    return place_of(day), number_of(page)


def put_yardstick(going: Going) -> None:
    """Find what terms and names are weighed by. Raises Whole where few pages came and move it."""
    if going.whole:
        going.held.traces = [_lean(trace) for trace in going.record.traces()]
        going.yard = _made(going.new, going.held.traces)
    else:
        going.yard = _standing(going.new)


def _lean(trace: Trace) -> Trace:
    """The trace with one string for each term, however many pages have it: all traces are held at a time."""
    return replace(trace, terms=tuple(map(intern, trace.terms)))


def _made(new: Settling, traces: Iterable[Trace]) -> Yardstick:
    order = sorted((*stands_at(page.id, page.published.edtf), page.id) for page in new.rows("pages"))
    drawn = order[: oldest(len(order))]
    sample = frozenset(sorted(page for *_, page in drawn)[:SAMPLE])
    rarity = rarity_of(trace for trace in traces if trace.page in sample)
    _days(new).fill((number, {"": place}) for place, number, _ in order)
    told = {term: count for term, count in rarity.spread.items() if count > 1}  # one page weighs as none does
    if any(name_of("p", number) != page for _, number, page in order):
        return Yardstick(sample, rarity)  # pages by ids of another kind cannot be told again from their numbers
    new.shelf(SHELF).put(
        [
            ("pages", {"pages": len(order), "last": drawn[-1][:2] if drawn else None, "sample": sorted(sample)}),
            ("rarity", {"pages": rarity.pages, "spread": told}),
        ]
    )
    return Yardstick(sample, rarity)


def keep_spread(new: Settling, spread: Spread) -> None:
    """Keep how often names are seen on the pages of the sample."""
    named = {name: count for name, count in spread.named.items() if count > 2}  # the same: see `Spread.rare`
    new.shelf(SHELF).put([("spread", {"pages": spread.pages, "named": named})])


def _standing(new: Settling) -> Yardstick:
    kept = new.shelf(SHELF).get(["pages", "rarity", "spread"])
    if len(kept) < 3 or kept["pages"]["last"] is None:
        raise Whole("nothing is kept of an earlier settling")
    held = kept["pages"]
    fresh = {page: row.published.edtf for page, row in new.where("pages", "id", new.fresh).items()}
    if oldest(held["pages"] + len(fresh)) != oldest(held["pages"]):
        raise Whole("the record has grown by a step")
    last = _moved(new, held, fresh)
    new.shelf(SHELF).put([("pages", held | {"pages": held["pages"] + len(fresh), "last": last})])
    return Yardstick(
        frozenset(held["sample"]),
        msgspec.convert(kept["rarity"], Rarity),
        msgspec.convert(kept["spread"], Spread),
    )


def _moved(new: Settling, held: Mapping[str, Any], fresh: Mapping[str, str | None]) -> Sequence[int]:
    """The last of the oldest pages once the fresh ones have their places. Raises Whole where the sample differs."""
    days, last = _days(new), (held["last"][0], held["last"][1])
    come = {number_of(page): {"": place_of(day)} for page, day in fresh.items()}
    days.fill(come.items())
    entering = [page for page in fresh if (come[number_of(page)][""], number_of(page)) < last]
    back = days.up_to("", last, len(entering) + 1)
    moved = [*entering, *(name_of("p", number) for _, number in back[:-1])]
    full, most = len(held["sample"]) >= SAMPLE, max(held["sample"], default="")
    if len(back) <= len(entering) or (moved and not (full and all(page > most for page in moved))):
        raise Whole("a page of the days on which terms are counted came late")
    return back[-1]


def _days(new: Settling) -> Meetings:
    return new.meetings(DAYS)
