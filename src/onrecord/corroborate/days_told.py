"""Which days does a text name: as marks that two texts can share, and at its top?

A report names the day of what it tells, often the weekday alone; reports of two events of one kind name different
ones. Month and weekday names are English, days in digits are read in any language. Days that a text words relative to
another day are not read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
MONTH_FIRST = re.compile(rf"\b{MONTH} +(\d{{1,2}})(?:st|nd|rd|th)?(?:,? +(\d{{4}}))?\b", re.IGNORECASE)
DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? +(?:of +)?{MONTH}(?:,? +(\d{{4}}))?\b", re.IGNORECASE)
IN_DIGITS = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)

TOP = 160
"""Characters in which a text names the day it was written, where it does so at all (dateline, line of the newsroom)."""

KEPT = 24
"""Marks kept of one text; texts with more are chronicles and tables, which tell no time of their own."""


def marks_of(text: str) -> tuple[str, ...]:
    """The years ("2031") and weekdays ("fri") that `text` names, at most `KEPT`, sorted."""
    return tuple(sorted({*YEAR.findall(text), *(match[1].lower()[:3] for match in WEEKDAY.finditer(text))})[:KEPT])


def dated(text: str) -> str | None:
    """The first full day that the top of `text` names, as EDTF: the day it was written, where nothing else tells it."""
    full = sorted((start, day) for start, year, day in _days(text[:TOP]) if year)
    return full[0][1].isoformat() if full else None


def _days(text: str) -> Iterator[tuple[int, bool, date]]:
    """Where a day is named, whether with its year, and the day (in a leap year where none is named)."""
    for match in MONTH_FIRST.finditer(text):
        yield from _day(match.start(), match[3], match[1], match[2])
    for match in DAY_FIRST.finditer(text):
        yield from _day(match.start(), match[3], match[2], match[1])
    for match in IN_DIGITS.finditer(text):
        yield from _day(match.start(), match[1], match[2], match[3])


def _day(start: int, year: str | None, month: str, day: str) -> Iterator[tuple[int, bool, date]]:
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    try:
        yield start, bool(year), date(int(year or "2000"), number, int(day))
    except ValueError:  # "May 40" and the year 0 name no day
        return
