"""Which day do these words name? Dates as pages print them, as EDTF, with the words as evidence.

The shown local day is kept: a time goes with its own zone and is never moved to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import Basis, When

MONTH_NAMES: tuple[str, ...] = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari января янв січня يناير",
    "february feb februar février févr fevrier febrero febbraio fevereiro fev februari февраля фев лютого فبراير",
    "march mar märz maerz mrz mars marzo março marco maart mrt марта мар березня مارس",
    "april apr avril avr abril abr aprile апреля апр квітня أبريل ابريل",
    "may mai mayo maggio mag maio mei мая травня مايو",
    "june jun juni juin junio giugno giu junho июня июн червня يونيو",
    "july jul juli juillet juil julio luglio lug julho июля июл липня يوليو",
    "august aug août aout agosto ago augustus августа авг серпня أغسطس اغسطس",
    "september sept sep septembre septiembre settembre set setembro сентября сен вересня سبتمبر",
    "october oct oktober okt octobre octubre ottobre ott outubro out октября окт жовтня أكتوبر اكتوبر",
    "november nov novembre noviembre novembro ноября ноя листопада نوفمبر",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro декабря дек грудня ديسمبر",
)
"""How months are written: English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Ukrainian, Arabic."""

MONTHS: dict[str, int] = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}

MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"(?P<day>[0-3]?\d)"
YEAR = r"(?P<year>(?:19|20)\d\d)"
CLOCK = (
    r"(?P<clock>(?:\s*(?:,|\||-|–|at|um|à|a las|alle|às|om|в|T|·|/)?\s*)?(?P<hour>[0-2]?\d)(?::|h"
    r"|\.(?=\d\d\b))(?P<minute>[0-5]\d)"
    r"(?::[0-5]\d(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>Z\b|GMT\b|UTC\b|[+-][01]\d:?[0-5]\d\b)?)?"
)

FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form + CLOCK, re.IGNORECASE)
    for form in (
        rf"\b{YEAR}-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        rf"\b{DAY}(?:st|nd|rd|th|er|º|\.)?\s*(?:de |of |-)?\s*{MONTH}(?:,| de| del|-)?\s*'?{YEAR}\b(?:\s*г(?:ода|\.)"
        rf"|\s*року)?",
        rf"\b{MONTH}\s*{DAY}(?:st|nd|rd|th)?\s*(?:,|\s)\s*{YEAR}\b",
        rf"\b{YEAR}\s*[年년]\s*(?P<number>[01]?\d)\s*[月월]\s*(?P<day>[0-3]?\d)\s*[日일]",
        rf"\b(?P<a>[0-3]?\d)(?P<sign>[./])\s?(?P<b>[0-3]?\d)(?P=sign)\s?{YEAR}\b",
        rf"\b{YEAR}(?P<sign2>[./])(?P<number>[01]?\d)(?P=sign2)(?P<day>[0-3]?\d)\b",
    )
)
"""Ways to write a full date, the plainest first; each may be followed by the time of day."""

ANY_YEAR = re.compile(r"(?:19|20)\d\d")

URL_DAY = re.compile(
    r"[/_-]((?:19|20)\d\d)[/_-]?([01]\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/_-]?([0-3]\d)(?=[/_.-]|\D|$)",
    re.I,
)

YEARLESS = re.compile(rf"\b(?:{MONTH}\s+{DAY}|(?P<day2>[0-3]?\d)\s+(?P<month2>[^\W\d_]+))\b", re.IGNORECASE)

ISO = re.compile(
    r"(?P<day>(?:19|20)\d\d-[01]\d-[0-3]\d)(?:[T ]+(?P<clock>[0-2]\d:[0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?\s*(?P<zone>Z"
    r"|UTC|GMT|[+-][01]\d:?\d\d)?)?"
)

UTC_NAMES = frozenset({"z", "gmt", "utc"})

UPDATED = re.compile(
    r"\b(?:(?:last |letztes? |dernière )?(?:updated?|modified|edited|revised|aktualisiert|geändert|mis à jour|màj"
    r"|modifié|actualizado|"
    r"aggiornat[oa]|atualizado|bijgewerkt|gewijzigd|laatste update)|обновлено|оновлено|изменено|تحديث|更新)\b",
    re.IGNORECASE,
)
"""Words before a day that is the day of a change, not of publication."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date found in words, and where in them."""

    when: When
    start: int
    end: int
    updated: bool


def stamps_in(words: str, basis: Basis = "stated") -> Iterator[Stamp]:
    """Every full date in the words, in order; `updated` when the words before call it the day of a change."""
    if not ANY_YEAR.search(words):
        return
    found = sorted((m for form in FORMS for m in form.finditer(words)), key=lambda m: (m.start(), -m.end()))
    end = 0
    for match in found:
        edtf = _edtf(match) if match.start() >= end else None
        if edtf is not None:
            before = words[end : match.start()]
            end = match.end()
            yield Stamp(When(edtf, basis, match.group().strip()), match.start(), end, bool(UPDATED.search(before)))


def day_in_url(url: str) -> When:
    """The day a URL names (`/2031/04/17/`, `-20310417`), else an unknown one."""
    for match in URL_DAY.finditer(url):
        year, month, day = match.groups()
        edtf = _valid(int(year), MONTHS.get(month.lower()) or int(month), int(day))
        if edtf:
            return When(edtf, "url", match.group().strip("/_-"))
    return When()


def iso_day(value: str, why: str) -> When:
    """A machine-written time (`2031-04-17T08:05:00+02:00`) as EDTF to the minute, in its own zone; else unknown."""
    match = ISO.search(value)
    if match is None:
        stamp = next(stamps_in(value, "metadata"), None)
        return replace(stamp.when, why=f"{why}: {value.strip()}") if stamp else When()
    year, month, day = (int(part) for part in match["day"].split("-"))
    edtf = _valid(year, month, day)
    if edtf is None:
        return When()
    return When(edtf + _clock(match["clock"], match["zone"]), "metadata", f"{why}: {match.group()}")


def yearless_day(words: str) -> When:
    """A dateline's day without its year (`April 17`, `17 avril`), as `XXXX-04-17`; else an unknown one."""
    for match in YEARLESS.finditer(words):
        month = MONTHS.get((match["month"] or match["month2"]).lower())
        day = int(match["day"] or match["day2"])
        if month and 1 <= day <= 31:
            return When(f"XXXX-{month:02}-{day:02}", "dateline", match.group())
    return When()


def _edtf(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("a"):
        days = _days_of_numbers(year, int(parts["a"]), int(parts["b"]), parts["sign"])
        # with two readings the time of day would have to be said twice: the day alone is said
        return f"[{','.join(days)}]" if len(days) > 1 else days[0] + _time_of_day(parts) if days else None
    month = int(parts["number"]) if parts.get("number") else MONTHS[parts["month"].lower()]
    day = _valid(year, month, int(parts["day"]))
    return day + _time_of_day(parts) if day else None


def _days_of_numbers(year: int, a: int, b: int, sign: str) -> list[str]:
    """The days `a/b/year` may mean. Points are written day first; slashes either way."""
    readings = [(b, a)] if sign == "." else [(b, a), (a, b)]
    return sorted({day for month, number in readings if (day := _valid(year, month, number))})


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _time_of_day(parts: dict[str, str | None]) -> str:
    if not parts.get("hour"):
        return ""
    hour, half = int(parts["hour"] or 0), (parts["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return _clock(f"{hour:02}:{parts['minute']}", parts["zone"]) if hour < 24 else ""


def _clock(clock: str | None, zone: str | None) -> str:
    """The time of day with its zone as EDTF writes them, from midnight on; empty when there is none.

    Midnight sharp is what content systems write when they know only the day.
    """
    if not clock or clock == "00:00":
        return ""
    if not zone:
        return f"T{clock}"
    return f"T{clock}Z" if zone.lower() in UTC_NAMES else f"T{clock}{zone[:3]}:{zone[-2:]}"
