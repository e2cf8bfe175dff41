"""Which dates of pages cannot all be right? They are kept as they stand, with a note of what they are at odds with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from onrecord.model import Link, PageId
from onrecord.resolve.anchors import Stretch, stretch_of
from onrecord.resolve.evidence import ZONES, Dateable


def doubts_of(page: Dateable) -> Iterator[str]:
    """What a page's own marks have against its date: it was fetched, or changed, before it was published."""
    for what, told in (("fetched", (page.fetched_at or "")[:10]), ("changed", page.modified.edtf)):
        if _is_later(page.published.edtf, told):
            yield f"it is dated {page.published.edtf} and was {what} before that, on {told}"


def doubts_between(links: Iterable[Link], pages: Mapping[PageId, Dateable]) -> Iterator[tuple[PageId, str]]:
    """Notes on pages that are older, by their own dates, than what they copy, point to or are a later state of.

    Pages that are not in `pages`, and pages without a date, are passed over.
    """
    for page in pages.values():
        before = pages.get(page.revision_of) if page.revision_of is not None else None
        if before is not None:
            yield from _doubt(page, before, "is a later state of", before.id)
    for link in links:
        a, b = pages.get(PageId(link.a)), pages.get(PageId(link.b))
        if a is not None and b is not None and link.kind in SAYS:
            yield from _doubt(a, b, SAYS[link.kind], link.id)


SAYS: dict[str, str] = {"reuses": "copies", "refers_to": "points to"}
"""Links whose first page cannot be the older one."""


def _doubt(page: Dateable, other: Dateable, says: str, row: str) -> Iterator[tuple[PageId, str]]:
    own, theirs = page.published.edtf, other.published.edtf
    if _is_later(theirs, own):
        yield page.id, f"it is dated {own} and {says} {other.source}, which is dated {theirs} ({row})"


def _is_later(edtf: str | None, than: str | None) -> bool:
    """Whether a date lies behind another one, whatever the time zones of the two."""
    first, last = stretch_of(edtf), stretch_of(than)
    return first is not None and last is not None and _days_between(last, first) > ZONES


def _days_between(before: Stretch, after: Stretch) -> int:
    return (after.first - before.last).days
