"""Which day do these words name? Dates as pages print them, as EDTF, with the words as evidence.

The shown local day is kept: a time goes with its own zone and is never moved to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from onrecord.model import Basis, When
from onrecord.read.months import DIGITS, PERSIAN, ZONES, folded, month_named

Label = Literal["", "published", "changed", "other"]

MONTH = r"(?P<month>(?:كانون|تشرين)\s[^\W\d_]+|[^\W\d_][^\s\d,،:;|()/\\<>_-]{1,14})"
OR_MONTH = r"(?:\s*[/(]\s*[^\W\d_]\w+\)?)?"
"""A month's name, and its name in another calendar or country behind it."""

DAY = r"(?P<day>[0-3]?\d)"
YEAR = r"(?P<year>(?:19|20)\d\d)"
NAMED_YEAR = r"(?P<year>(?:19|20)\d\d|25[5-9]\d|1[34]\d\d)"
CLOCK = (
    r"(?P<clock>(?:\s*(?:,|،|\||-|–|/|at|um|à|a las|alle|às|om|ore|kl\.?|klo|в|о|T|·)?\s*)?(?P<hour>[0-2]?\d)(?::|h"
    r"|\.(?=\d\d\b))(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?\s*\(?(?P<zone>"
    r"(?:GMT|UTC)?[+-][01]\d:?[0-5]\d\b|(?:" + "|".join(ZONES) + r")\b)?\)?)?"
)

FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form + CLOCK, re.IGNORECASE)
    for form in (
        rf"\b{YEAR}-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        rf"\b{DAY}(?:st|nd|rd|th|er|[.ºª°])?\s*(?:de |of |-|/)?\s*{MONTH}\.?{OR_MONTH}(?:,|،| de| del|-|/)?\s*"
        rf"'?{NAMED_YEAR}\b(?:\s*г(?:ода|\.)|\s*року)?",
        rf"\b{MONTH}\.?\s*{DAY}(?:st|nd|rd|th)?\s*(?:,|\s)\s*{YEAR}\b",
        rf"(?:\b{YEAR}|(?P<era>令和|平成|昭和|民國|民国)\s*(?P<nth>\d{{1,3}}))\s*[年년]\s*(?P<number>[01]?\d)\s*[月월]"
        r"\s*(?P<day>[0-3]?\d)\s*[日일]?",
        rf"(?<![\d.]){DAY}\s+tháng\s+(?P<number>[01]?\d),?\s+(?:năm\s+)?{YEAR}\b",
        rf"(?<![\d./-])(?P<a>[0-3]?\d)(?P<sign>[./-])\s?(?P<b>[0-3]?\d)(?P=sign)\s?{YEAR}\b",
        rf"\b{YEAR}(?P<sign2>[./])\s?(?P<number>[01]?\d)(?P=sign2)\s?(?P<day>[0-3]?\d)\b",
        rf"\b{YEAR}[\s.-]+{MONTH}[\s.-]+{DAY}\b\.?",
        r"\b(?P<year>1[34]\d\d)/(?P<number>[01]?\d)/(?P<day>[0-3]?\d)\b",
        rf"\b{DAY}-{MONTH}-(?P<short>\d\d)\b",
        r"(?<![\d./-])(?P<a>[0-3]\d)(?P<sign>[./])(?P<b>[0-3]\d)(?P=sign)(?P<short>\d\d)(?![\d./-])",
    )
)
"""Ways to write a full date, the plainest first; each may be followed by the time of day."""

ANY_YEAR = re.compile(r"(?:19|20)\d\d|25[5-9]\d|1[34]\d\d|[年./-]\d\d|[年년]")

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The year before the first of each era."""

BUDDHIST = 543
"""Years by which the Thai calendar is ahead."""

PLAIN_DAY = re.compile(r"(?:19|20)\d\d(?:-\d\d){0,2}", re.ASCII)

CENTURY = 2000, 50
"""What a year of two digits is added to, if it is smaller than the second number."""

PERSIAN_START = date(622, 3, 21)
"""First day of the Solar Hijri calendar, as the leap years of today's centuries count back to it."""

URL_DAY = re.compile(
    r"[/_=-]((?:19|20)\d\d)([/_-]?)([01]\d|(?<=/)[1-9](?=/)|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\2"
    r"([0-3]\d|(?<=/)[1-9](?=/))(?=[/_.-]|\D|$)",
    re.I,
)
URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?=[/_-]|$)")

YEARLESS = re.compile(
    rf"\b(?:{MONTH}\.?\s+{DAY}|(?P<day2>[0-3]?\d)\.?\s+(?:de\s+)?(?P<month2>[^\W\d_]+))\b", re.IGNORECASE
)

ISO = re.compile(
    r"(?P<day>(?:19|20)\d\d-[01]\d-[0-3]\d)(?:[T ]+(?P<clock>[0-2]\d:[0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?\s*(?P<zone>Z"
    r"|UTC|GMT|[+-][01]\d:?\d\d)?)?"
)
COMPACT = re.compile(
    r"\s*(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?(?P<hour>[0-2]\d):?(?P<minute>[0-5]\d)"
    r"(?::?\d\d)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?\s*"
)
EPOCH = re.compile(r"\s*(\d{10})(?:\d{3})?\s*")
"""Machine-written times: with dashes, without any, and as seconds (or thousandths) since 1970."""

LABELS = re.compile(
    r"(?P<changed>\b(?:updated?|modifi(?:ed|cation|cado|é|ée)|edited"
    r"|revised|revision|revisto|changed?|aktualisiert|aktualisierung|änderung|geändert|mise? à jour|màj|actualizado"
    r"|actualización|aggiornat[oa]|aggiornamento|atualizad[oa]|atualização|bijgewerkt|gewijzigd|laatste update"
    r"|opdateret|oppdatert|uppdaterad|päivitetty|aktualizováno|aktualizacja|zaktualizowano|frissítve|actualizat"
    r"|güncelleme|güncellendi|diperbarui|cập nhật|обновлен[оа]?|оновлено|изменен[оа]?|ενημερώθηκε|עודכן|تحديث"
    r"|آخر تعديل|به ?روز ?رسانی)\b|更新|編集|수정|แก้ไข)"
    r"|(?P<other>\b(?:accessed|retrieved|abgerufen|consulté|checked|downloaded|reviewed|expires?|valid|until|gültig|bis"
    r"|deadline|joined|regist\w+|member|inscrit|beigetreten|mitglied|dabei|since|seit|depuis|desde|born|geboren|died"
    r"|copyright|today|heute|now|current(?:ly)?|aktuelle zeit)\b|©)"
    r"|(?P<published>\b(?:published?|posted|issued|released?|created|written|dated?|\w*datum|fecha|veröffentlicht"
    r"|erschienen|erstellt|eingestellt|geschrieben|stand|publié|posté|publicad[oa]|publicación|creado|pubblicat[oa]"
    r"|gepubliceerd|geplaatst|publicerad|publicerat|julkaistu|publisert|udgivet|opublikowano|dodano|publikováno"
    r"|vydáno|közzétéve|publicat|yayın\w*|dipublikasikan|đăng|опубликован[оа]?|размещено|дата|опубліковано"
    r"|δημοσιεύθηκε|פורסם|نشر|نشره|النشر|تاريخ|انتشار)\b|发布|發布|公開|掲載|입력|등록|เผยแพร่)",
    re.IGNORECASE,
)
"""Words before a day that say what it is the day of: a change, publication, or something else."""

LABEL_ROOM = 60
"""Characters before a day in which its label stands."""

LABEL_AFTER = re.compile(
    r"\s*[(\[]?\s*(?:updated|aktualisiert|mis à jour|actualizado|aggiornato|edited)\b\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date found in words, where in them, and what the words say it is the day of."""

    when: When
    start: int
    end: int
    label: Label = ""


def stamps_in(words: str, basis: Basis = "stated") -> Iterator[Stamp]:
    """Every full date in the words, in order, each with the label that stands nearest before it."""
    plain = words if words.isascii() else words.translate(DIGITS)
    if not ANY_YEAR.search(plain):
        return
    found = sorted((m for form in FORMS for m in form.finditer(plain)), key=lambda m: (m.start(), -m.end()))
    end = 0
    for match in found:
        edtf = _edtf(match) if match.start() >= end else None
        if edtf is not None:
            before = plain[max(end, match.start() - LABEL_ROOM) : match.start()]
            end = match.end()
            why = words[match.start() : end].strip()
            yield Stamp(When(edtf, basis, why), match.start(), end, _label(before, plain[end:]))


def _label(before: str, after: str) -> Label:
    if LABEL_AFTER.match(after):
        return "changed"
    found = list(LABELS.finditer(before))
    return found[-1].lastgroup if found else ""  # type: ignore[return-value]


def day_in_url(url: str) -> When:
    """The day a URL names (`/2031/04/17/`, `-20310417`), else an unknown one."""
    for match in URL_DAY.finditer(url):
        year, _, month, day = match.groups()
        edtf = _valid(int(year), int(month) if month.isdigit() else month_named(month) or 0, int(day))
        if edtf:
            return When(edtf, "url", match.group().strip("/_=-"))
    return When()


def month_in_url(url: str) -> str | None:
    """The month a URL names (`/2031/04/`), as `2031-04`."""
    found = URL_MONTH.search(url)
    return f"{found[1]}-{found[2]}" if found else None


def is_day(words: str) -> bool:
    """Whether these are a year, a month or a day as EDTF writes them, and one of the calendar."""
    if not PLAIN_DAY.fullmatch(words):
        return False
    year, month, day = (int(part) for part in (words + "-01-01")[:10].split("-"))
    return _valid(year, month, day) is not None


def iso_day(value: str, why: str) -> When:
    """A machine-written time (`2031-04-17T08:05:00+02:00`) as EDTF to the minute, in its own zone; else unknown."""
    match = ISO.search(value)
    if match is not None:
        edtf = _valid(*(int(part) for part in match["day"].split("-")))
        clock, zone = match["clock"], match["zone"]
    elif compact := COMPACT.fullmatch(value):
        edtf = _valid(int(compact["year"]), int(compact["month"]), int(compact["day"]))
        clock, zone = f"{compact['hour']}:{compact['minute']}" if compact["hour"] else None, compact["zone"]
    elif epoch := EPOCH.fullmatch(value):
        moment = datetime.fromtimestamp(int(epoch[1]), UTC)
        edtf, clock, zone = moment.date().isoformat(), f"{moment:%H:%M}", "Z"
    else:
        stamp = next(stamps_in(value, "metadata"), None)
        return replace(stamp.when, why=f"{why}: {value.strip()}") if stamp else When()
    written = match.group() if match else value.strip()
    return When(edtf + _clock(clock, zone), "metadata", f"{why}: {written}") if edtf else When()


def yearless_day(words: str) -> When:
    """A dateline's day without its year (`April 17`, `17 avril`), as `XXXX-04-17`; else an unknown one."""
    for match in YEARLESS.finditer(words):
        month = month_named(match["month"] or match["month2"])
        day = int(match["day"] or match["day2"])
        if month and 1 <= day <= 31:
            return When(f"XXXX-{month:02}-{day:02}", "dateline", match.group())
    return When()


def _edtf(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if parts.get("a"):
        days = _days_of_numbers(_year(parts) or 0, int(parts["a"]), int(parts["b"]), parts["sign"])
        # with two readings the time of day would have to be said twice: the day alone is said
        return f"[{','.join(days)}]" if len(days) > 1 else days[0] + _time_of_day(parts) if days else None
    name = parts.get("month") or ""
    year, persian = _year(parts), PERSIAN.get(folded(name))
    month = persian or month_named(name) if name else int(parts["number"])
    if year is None or not month:
        return None
    if year < min(1500, CENTURY[0]):
        day = _persian_day(year, month, int(parts["day"])) if persian or not name else None
    else:
        day = _valid(year, month, int(parts["day"])) if not persian else None
    return day + _time_of_day(parts) if day else None


def _year(parts: dict[str, str | None]) -> int | None:
    """The year that the parts of a date name. Only Thai months stand with Thai years."""
    if short := parts.get("short"):
        return int(short) + CENTURY[0] - (100 if int(short) >= CENTURY[1] else 0)
    if parts.get("era"):
        return ERAS[parts["era"] or ""] + int(parts["nth"] or 0)
    year = int(parts["year"] or 0)
    if year > 2500:
        return year - BUDDHIST if "\u0e00" <= (parts.get("month") or "")[:1] <= "\u0e7f" else None
    return year


def _persian_day(year: int, month: int, day: int) -> str | None:
    """The Gregorian day of a Solar Hijri one, by the 33-year cycle of its leap years (right from 1342 to 1471)."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    leap_days = (8 * year + 21) // 33
    before = (year - 1) * 365 + leap_days + (month - 1) * 30 + min(month - 1, 6) + day - 1
    return (PERSIAN_START + timedelta(days=before)).isoformat()


def _days_of_numbers(year: int, a: int, b: int, sign: str | None) -> list[str]:
    """The days `a/b/year` may mean. Points are written day first; slashes and dashes either way."""
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
    if not clock or clock == "00:00" or clock > "23:59":
        return ""
    return f"T{clock}{_zone(zone)}" if zone else f"T{clock}"


def _zone(zone: str) -> str:
    named = ZONES.get(zone.lower())
    if named:
        return named
    offset = zone.lower().removeprefix("gmt").removeprefix("utc")
    return f"{offset[:3]}:{offset[-2:]}"
