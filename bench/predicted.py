"""What does each part of onrecord say about labelled rows, in the form that the scorers read?

One function a part: rows without their labels go in, rows of a prediction file come out. The parts run as they do in
a build, but alone: texts that come as plain text are pages whose lines are paragraphs, so that no other part's
misses count here. Reported speech has a module of its own (`said_by`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from timex import timexes_of

from onrecord import corroborate, resolve
from onrecord.corroborate import PageFacts
from onrecord.extract import EXTRACTORS, parse
from onrecord.model import BODY, Block, Claims, Figure, Link, Page, PageId, Time, Trace, When
from onrecord.read import read
from onrecord.read.blocks import kinds_of
from onrecord.read.sources import source_of

Row: TypeAlias = dict[str, Any]

LINE = re.compile(r"\S[^\n]*")
DAY = re.compile(r"\d{4}-\d\d-\d\d")

BOUNDS: dict[str, str] = {"up_to": "high", "under": "high", "over": "low", "at_least": "low"}
"""Modifiers that leave one side open, and the bound that the page names."""

CHANGES: dict[str, str] = {"under": "up_to", "at_least": "over", "range": "exact"}
"""The scorer's word for a modifier that it has no word of its own for."""

UNITS: dict[str, str] = {
    "percent": "percentage",
    "percentage points": "percentage point",
    "USD": "dollar",
    "AUD": "australian dollar",
    "CAD": "canadian dollar",
    "HKD": "hong kong dollar",
    "NZD": "new zealand dollar",
    "SGD": "singapore dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "JPY": "japanese yen",
    "CNY": "chinese yuan",
    "INR": "indian rupee",
    "MYR": "malaysian ringgit",
    "ILS": "shekel",
    "RUB": "russian ruble",
    "km": "kilometre",
    "m": "metre",
    "cm": "centimetre",
    "mm": "millimetre",
    "mi": "mile",
    "nmi": "nautical mile",
    "ft": "foot",
    "in": "inch",
    "yd": "yard",
    "m2": "square metre",
    "km2": "square kilometre",
    "ft2": "square foot",
    "mi2": "square mile",
    "m3": "cubic metre",
    "ha": "hectare",
    "kg": "kilogram",
    "g": "gram",
    "mg": "milligram",
    "t": "tonne",
    "lb": "pound",
    "oz": "ounce",
    "L": "litre",
    "mL": "millilitre",
    "gal": "gallon",
    "bbl": "barrel",
    "°C": "celsius",
    "°F": "fahrenheit",
    "km/h": "kilometre per hour",
    "mph": "mile per hour",
    "hp": "horsepower",
    "W": "watt",
    "kW": "kilowatt",
    "MW": "megawatt",
    "GW": "gigawatt",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
}
"""Units of the record in the English words that labels use; a counted noun is its own unit, in the singular."""

SINGULAR: tuple[tuple[str, str], ...] = (
    (r"(?<=\w)ies$", "y"),
    (r"(?<=s|x|h)es$", ""),
    (r"(?<=[^su])s$", ""),
)
"""Endings of plural nouns and what stands in their place, the first that fits."""


def pages(rows: Iterable[Row]) -> Iterator[Row]:
    """Body, title, authors and day of HTML pages: `file`, and `data`, the bytes as saved."""
    for row in rows:
        for page in read([source_of(row["file"], row["data"], "text/html")]):
            told = _told(page) if isinstance(page, Page) else {}
            yield {"file": row["file"], **told}


def _told(page: Page) -> Row:
    day = page.published.edtf or ""
    return {
        "body": corroborate.body_of(page),
        "title": page.title,
        "authors": page.author.split(", ") if page.author else [],
        "published": day if DAY.match(day) else None,  # a set of days or a month is no answer to "which day"
    }


def lines(rows: Iterable[Row]) -> Iterator[Row]:
    """Which `lines` of a flattened page are its body."""
    for row in rows:
        keep = [int(kind in BODY) for kind in kinds_of(row["lines"])]
        yield {"id": row["id"], "flattener": row["flattener"], "keep": keep}


def times(rows: Iterable[Row]) -> Iterator[Row]:
    """Time expressions with TIMEX3 values, on pages of the day `dct`."""
    for parsed in parse(map(page_of_lines, rows)):
        found = tuple(claim for claim in EXTRACTORS["times.v1"](parsed) if isinstance(claim, Time))
        dated = resolve.dated(parsed.page, Claims(parsed.page.id, times=found)).times
        timexes = [timex for time in dated for timex in timexes_of(time)]
        yield {"id": parsed.page.source, "timexes": timexes}


def figures(rows: Iterable[Row]) -> Iterator[Row]:
    """Quantities with value, unit, modifier and the thing counted."""
    for parsed in parse(map(page_of_lines, rows)):
        found = (claim for claim in EXTRACTORS["figures.v1"](parsed) if isinstance(claim, Figure))
        yield {"id": parsed.page.source, "figures": [_quantity(figure) for figure in found]}


def _quantity(figure: Figure) -> Row:
    return {
        "value": getattr(figure, BOUNDS[figure.modifier]) if figure.modifier in BOUNDS else None,
        "low": figure.low,
        # "hundreds" end at 999 in the record and at 1,000 in the labels
        "high": figure.high + 1 if figure.modifier == "vague" and figure.high else figure.high,
        "unit": UNITS.get(figure.unit) or _singular(figure.unit),
        "modifier": CHANGES.get(figure.modifier, figure.modifier),
        "concept": figure.counted,
        "surface": figure.text,
    }


def _singular(noun: str) -> str:
    return next((re.sub(ending, end, noun) for ending, end in SINGULAR if re.search(ending, noun)), noun)


def stories(rows: Iterable[Row]) -> Iterator[Row]:
    """Which texts tell one event, by words, days and copies; who is quoted helps in a build only."""
    given = Pile([page_of_lines(row) for row in rows])
    told, _ = corroborate.told(list(given.facts.values()), given.traces, reused=given.copies())
    yield from ({"id": page, "cluster": story.id} for story in told for page in story.pages)


def near_copies(rows: Iterable[Row]) -> Iterator[Row]:
    """Which texts are copies of each other, at one remove or more."""
    given = Pile([page_of_lines(row) for row in rows])
    first = {page.id: page.id for page in given.pages}
    for link in given.copies():
        kept, gone = first[PageId(link.a)], first[PageId(link.b)]
        first |= {page: kept for page, other in first.items() if other == gone}
    yield from ({"id": page, "cluster": cluster} for page, cluster in first.items())


class Pile:
    """Pages as the comparing stages see them."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages
        self.traces: list[Trace] = [corroborate.trace_of(page) for page in pages]
        self.facts: dict[PageId, PageFacts] = {page.id: corroborate.facts_of(page) for page in pages}

    def copies(self) -> list[Link]:
        """The `reuses` links between the pages."""
        held = {page.id: page for page in self.pages}
        shared = corroborate.shared(self.traces, lambda pages: {page: held[page] for page in pages})
        return corroborate.copies(shared, self.traces, self.facts)


def page_of_lines(row: Row) -> Page:
    """A page whose id and source are the row's and whose paragraphs are the lines of its `text`."""
    day = str(row.get("date") or row.get("dct") or "")[:10]
    return Page(
        id=PageId(row["id"]),
        source=row["id"],
        sha256=row["id"],  # other bytes than every other page's
        media_type="text/plain",
        text=row["text"],
        title=row.get("title"),
        outlet=row.get("source"),
        published=When(day, "metadata") if day else When(),
        language="en",
        blocks=tuple(Block("paragraph", found.start(), found.end()) for found in LINE.finditer(row["text"])),
    )
