"""On which day was a page published? Its markup, its lines, its URL and its dateline may name one: one is chosen.

The kinds of marks stand in a table of preference. No clock is asked, neither today's nor that of the crawl, and the
day of a change is never taken for that of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args
from urllib.parse import urlsplit

from htmldate import find_date

from onrecord.model import Page, When
from onrecord.read.datemarks import (
    Candidate,
    Mark,
    of_elements,
    of_lines,
    of_metas,
    of_nodes,
    of_openings,
    of_other_lines,
    of_scripts,
)
from onrecord.read.dates import day_in_url, month_in_url, stamps_in
from onrecord.read.meta import Told
from onrecord.read.render import STUMBLES
from onrecord.read.signs import dateline_of

PREFERRED: tuple[Mark, ...] = get_args(Mark)
"""Kinds of marks, the surest first, as measured on pages of many outlets."""

SURE: frozenset[Mark] = frozenset(("microdata", "meta", "json-ld", "labelled", "signed"))
"""Marks beside which no others need be looked for."""

SHOWN: frozenset[Mark] = frozenset(("labelled", "signed", "line", "within"))
"""Marks that readers see near the title, or beside the first paragraphs."""

IN_MARKUP: frozenset[Mark] = frozenset(("microdata", "meta", "json-ld", "time element", "loose meta"))

FAINT: frozenset[Mark] = frozenset(PREFERRED[PREFERRED.index("below") :])
"""Marks that yield where htmldate finds another day that one of them names too. The marks before them were right more
often than htmldate where the two differed."""

NEIGHBOURS = (-1, 1)
"""Days by which two zones, or an edition and the hour it went out, may tell one publication apart."""

MOST_SEARCHED = 300_000
"""Characters of text up to which a page is handed to htmldate; no article is longer, and its search takes long."""

MOST_SIGNED = 2
"""Days that bylines between title and body may name; more make a list of other stories."""

WEST, EAST = 10, 14
"""UTC hours before which it may still be yesterday in the west, and from which it may be tomorrow in the east."""

MONTH_FIRST = frozenset(("us", "ph", "gov", "edu", "mil"))
"""Countries that write the month before the day, in figures, and the endings of American host names."""

WORLDWIDE = frozenset(
    ("com", "org", "net", "info", "biz", "tv", "io", "co", "me", "ai", "eu", "news", "online", "int", "app", "blog")
)
"""Endings of host names that name no country."""

NUMERIC = re.compile(r"(?<![\d./-])([0-3]?\d)([./-])([0-3]?\d)\2(?:19|20)\d\d(?!\d)")

FIGURE = re.compile(r"\d+")

LATEST = "2100-12-31"
"""Upper bound handed to htmldate, so that what it finds does not depend on the day it runs."""

UNKNOWN = When()

GIVEN = "the day that whoever brought the page gave"
"""Why a page is of a day that it does not tell itself."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of publication and of the last change, and notes where the page's marks disagree."""

    published: When = UNKNOWN
    modified: When = UNKNOWN
    notes: tuple[str, ...] = ()


def dated(page: Page, told: Told | None = None, tree: Any = None) -> Page:
    """The page with its days, and with notes where its marks disagree. `told` and `tree` are its markup, if any."""
    days = days_of(page, told, tree)
    return replace(page, published=days.published, modified=days.modified, notes=page.notes + days.notes)


def with_day(page: Page, given: str | None) -> Page:
    """The page with the day that whoever brought it gave, where it tells none for sure; else with a note if it differs.

    A page tells none for sure when it names no year, two days, or less than the one who brought it.
    """
    told = page.published.edtf or ""
    if given is None or told.startswith(given):
        return page
    if not _is_day(page.published) or given.startswith(told):
        return replace(page, published=When(given, "metadata", GIVEN))
    return replace(page, notes=(*page.notes, f"{GIVEN} is {given}, the page tells {told}"))


def days_of(page: Page, told: Told | None = None, tree: Any = None) -> Days:
    """The days a page's marks tell; unknown where none does."""
    marks = sorted(_settled(list(_marks(page, told, tree)), page, tree), key=lambda mark: PREFERRED.index(mark.mark))
    days = [mark for mark in marks if not mark.changed]
    changes = [mark.when for mark in marks if mark.changed]
    published = _chosen(days, changes)
    if tree is not None and _in_doubt(days):
        searched = _searched(tree, page, changes)
        named = (mark.when for mark in days if _apart(mark.when, searched) == 0)
        published = next(named, published) if days else searched
    return Days(published, changes[0] if changes else UNKNOWN, tuple(_notes(days)))


def _marks(page: Page, told: Told | None, tree: Any) -> Iterator[Candidate]:
    """The marks that name a day; the weak ones are looked for only where they may decide something."""
    found = [*_near(page), *(_in_markup(told, tree) if told is not None else ())]
    marks = [mark for mark in found if mark.when.edtf]
    days = [mark for mark in marks if not mark.changed]
    yield from marks
    sure = any(mark.mark in SURE for mark in days)
    if not sure or not all(_is_day(mark.when) for mark in days):
        yield from of_other_lines(page)
    if not days and tree is not None:
        yield from (mark for mark in of_scripts(tree) if mark.when.edtf)


def _near(page: Page) -> Iterator[Candidate]:
    yield from _or_many(of_lines(page), "signed", most=MOST_SIGNED)
    yield from of_openings(page)
    yield Candidate(day_in_url(page.url or ""), "url")
    yield Candidate(dateline_of(page)[2], "dateline")


def _in_markup(told: Told, tree: Any) -> Iterator[Candidate]:
    yield from of_nodes(told.nodes)
    yield from of_metas(tree)
    yield from _or_many(of_elements(tree), "microdata", most=1)


def _or_many(marks: Iterable[Candidate], kind: Mark, *, most: int) -> list[Candidate]:
    """The marks; those of one kind that name more than `most` days are marks of a list."""
    found = list(marks)
    own = {id(mark) for mark in found if mark.mark == kind and not mark.changed and mark.when.edtf}
    if len({_day(mark.when) for mark in found if id(mark) in own}) <= most:
        return found
    return [replace(mark, mark="one of many") if id(mark) in own else mark for mark in found]


def _in_doubt(days: Sequence[Candidate]) -> bool:
    """Whether nothing names a day, or only faint marks do and they name several."""
    return not days or (all(mark.mark in FAINT for mark in days) and len({_day(mark.when) for mark in days}) > 1)


def _searched(tree: Any, page: Page, changes: Sequence[When]) -> When:
    """The day htmldate finds in the markup, if no label speaks against it; none on a page longer than any article."""
    if len(page.text) > MOST_SEARCHED:
        return UNKNOWN
    try:
        found = find_date(tree, original_date=True, extensive_search=True, max_date=LATEST)
    except STUMBLES:
        return UNKNOWN
    labelled = (stamp.when for stamp in stamps_in(page.text) if stamp.label in ("changed", "other"))
    denied = {_day(when) for when in (*changes, *labelled)}
    # January 1st is what it makes of a copyright year
    known = found and found not in denied and not found.endswith("-01-01")
    return When(found, "metadata", "found by htmldate in the markup") if known else UNKNOWN


def _chosen(marks: Sequence[Candidate], changes: Sequence[When]) -> When:
    """The day of the surest mark that agrees with the address, else of the surest.

    Where that is markup and readers are shown its neighbour, the shown day stands.
    """
    if not marks:
        return UNKNOWN
    address = next((mark.when for mark in marks if mark.mark == "url"), UNKNOWN)
    others = [mark for mark in marks if mark.mark != "url"]
    agreed = (mark for days in ((0,), NEIGHBOURS) for mark in others if _apart(address, mark.when) in days)
    best = next(agreed, marks[0])
    return _shown(best.when, marks, changes) if best.mark in IN_MARKUP else best.when


def _shown(told: When, marks: Sequence[Candidate], changes: Sequence[When]) -> When:
    """The neighbour of the told day that the page shows: in a zone of its own, or as the only day near its title.

    A day that is also that of a change is one of publication only if its line says so.
    """
    shown = next((mark for mark in marks if mark.mark in SHOWN), None)
    if shown is None:
        return next((m.when for m in marks if m.mark == "url" and _elsewhere(told, m.when)), told)
    if _elsewhere(told, shown.when):
        return shown.when
    only = len({_day(mark.when) for mark in marks if mark.mark == shown.mark}) == 1
    changed = shown.mark != "labelled" and _day(shown.when) in map(_day, changes)
    return shown.when if only and not changed and _apart(told, shown.when) in NEIGHBOURS else told


def _elsewhere(told: When, shown: When) -> bool:
    """Whether a time told in UTC falls on the shown day somewhere: on the day before in the west, after in the east."""
    edtf, days = told.edtf or "", _apart(told, shown)
    if "T" not in edtf or not edtf.endswith(("Z", "+00:00")):
        return False
    hour = int(edtf[11:13])
    return (days == -1 and hour < WEST) or (days == 1 and hour >= EAST)


def _day(when: When) -> str:
    """The day without its time; the first signs of a set of days."""
    return (when.edtf or "")[:10]


def _is_day(when: When) -> bool:
    """Whether it is one day of one year, and no set of days."""
    return (when.edtf or "")[:4].isdigit()


def _apart(one: When, other: When) -> int | None:
    """Days from one to the other; None where either is no single day."""
    if not (_is_day(one) and _is_day(other)):
        return None
    first, second = (date.fromisoformat((when.edtf or "")[:10]) for when in (one, other))
    return (second - first).days


def _settled(marks: list[Candidate], page: Page, tree: Any) -> list[Candidate]:
    """The marks, with days in figures that may be read two ways (`11/01/2031`) read the way the page tells."""
    known = {_day(mark.when) for mark in marks if _is_day(mark.when)}
    if all((mark.when.edtf or "")[:1] != "[" for mark in marks):
        return marks
    month, day_first = month_in_url(page.url or "") or "none", _day_first(page, tree)
    return [replace(mark, when=_read(mark.when, known, month, day_first)) for mark in marks]


def _read(when: When, known: set[str], month: str, day_first: bool | None) -> When:
    """The one of two days that another mark names, or the address's month, or the page's way to write days."""
    if not (when.edtf or "").startswith("["):
        return when
    days = (when.edtf or "").strip("[]").split(",")
    written = FIGURE.search(when.why or "")
    for agreed in (
        [day for day in days if day in known],
        [day for day in days if day.startswith(month)],
        [day for day in days if written and (int(day[8:]) == int(written[0])) is day_first],
    ):
        if len(agreed) == 1:
            return replace(when, edtf=agreed[0])
    return when


def _day_first(page: Page, tree: Any) -> bool | None:
    """Whether the page writes the day before the month, in figures; None where nothing tells."""
    pairs = [(int(first), int(second)) for first, _, second in NUMERIC.findall(page.text)]
    if any(first > 12 for first, _ in pairs) != any(second > 12 for _, second in pairs):
        return any(first > 12 for first, _ in pairs)
    country = (urlsplit(page.url or "").hostname or "").rpartition(".")[2]
    if country and country not in WORLDWIDE:
        return country not in MONTH_FIRST
    lang = (tree.get("lang") or "").lower().replace("_", "-") if tree is not None else ""
    language, _, region = lang.partition("-")
    if region:
        return region not in MONTH_FIRST
    return None if (language or page.language or "en") == "en" else True


def _notes(marks: Sequence[Candidate]) -> Iterator[str]:
    """What markup and lines say where they name different days."""
    told = next((mark.when for mark in marks if mark.mark in IN_MARKUP), UNKNOWN)
    shown = next((mark.when for mark in marks if mark.mark in SHOWN), UNKNOWN)
    if _apart(told, shown):
        yield f"the markup says {told.edtf}, the page shows {shown.why}"
