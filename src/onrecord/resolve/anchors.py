"""Which date does one reading of time words mean, counted from an anchor?

Pure functions over readings (the notation is explained in `extract/times.py`). An anchor may be a day, a month or
nothing at all; what stays open stays open: an interval, a set of days, or no date. Nothing is rounded to a day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Basis, Time, When
from onrecord.resolve.feasts import day_of, nth_weekday

STEPS: dict[str, int] = {"last": -1, "this": 0, "next": 1}
SEASONS: dict[str, tuple[int, int]] = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
"""First and last month, as northern news counts them (meteorological seasons)."""

CYCLES: dict[str, int] = {"year": 1, "decade": 10, "century": 100}
"""Years of a unit that is written by the first figures of its years."""

PART = re.compile(r"^(early|mid|late|start|end):")
ABSOLUTE = re.compile(r"\d{2}[\dX]{2}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?|\[[\d,-]+\]")
"""Readings that are EDTF as they stand, without a clock time."""

CLOCK = re.compile(r"T(?:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?|MO|MI|AF|EV|NI)$")
PERIOD = re.compile(r"P(T?)(\d+(?:\.\d+)?)([DWMQYHS])")
OWN_YEAR = re.compile(r"(?:@|^fiscal:)(\d{4})$")
"""Readings that need no anchor: "the spring of 2031", "fiscal 2031"."""

YEARS = range(1000, 9000)
"""Years that a date may count from: no step of `FAR` leads out of the calendar."""

WIDEST = 62
"""Days: an anchor wider than two months does not tell the year of a month, nor a set of weekdays."""

FAR: dict[str, int] = {"Y": 900, "Q": 3_600, "M": 10_800, "W": 45_000, "D": 320_000, "TH": 3, "TM": 180, "TS": 0}
"""How many of a unit may lie between a time and its anchor: within the calendar, and hours within one day."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days an anchor may mean, first and last; one day when they are the same."""

    first: date
    last: date

    @property
    def day(self) -> date | None:
        """The one day, if it is known."""
        return self.first if self.first == self.last else None

    @property
    def year(self) -> int | None:
        """The one year, if it is known."""
        return self.first.year if self.first.year == self.last.year else None

    @property
    def month(self) -> int | None:
        """The one month, counted from January of the year nought, if it is known."""
        months = [day.year * 12 + day.month - 1 for day in (self.first, self.last)]
        return months[0] if months[0] == months[1] else None


@dataclass(frozen=True, slots=True)
class Asked:
    """One reading, taken apart: `kind:value@frame`, its anchor, and whether it lies ahead of it."""

    kind: str
    value: str
    frame: str
    anchor: Stretch
    ahead: bool


def anchored(time: Time, anchor: When) -> When:
    """The date that `time` means on a page of `anchor`; EDTF None when the words or the anchor do not tell."""
    reading = PART.sub("", CLOCK.sub("", time.reading))
    if ABSOLUTE.fullmatch(reading):
        return When(reading, "stated", time.text)
    stretch, own = stretch_of(anchor.edtf), OWN_YEAR.search(reading)
    if stretch is None and own:
        return When(edtf_of(reading, _year(int(own[1]))), "stated", time.text)
    edtf = edtf_of(reading, stretch) if stretch is not None else None
    if edtf is None:
        return When()
    basis: Basis = "weekday" if reading.startswith("weekday") else "relative"
    return When(edtf, basis, f"“{time.text}” on a page of {anchor.edtf}")


def stretch_of(edtf: str | None) -> Stretch | None:
    """The days an EDTF date may mean; None for open or unspecified dates."""
    if edtf is None or "X" in edtf:
        return None
    days = [_days_of(part) for part in re.split(r",|/|\.\.", edtf.strip("[]{}")) if part]
    known = [stretch for stretch in days if stretch is not None]
    return Stretch(known[0].first, known[-1].last) if known and len(known) == len(days) else None


def _days_of(part: str) -> Stretch | None:
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", part.strip())
    if match is None:
        return None
    year, month, day = (int(group) if group else None for group in match.groups())
    assert year is not None  # the pattern begins with a year
    if year not in YEARS:
        return None
    try:
        if day and month:
            return Stretch(date(year, month, day), date(year, month, day))
        last = month or 12
        return Stretch(date(year, month or 1, 1), date(year, last, monthrange(year, last)[1]))
    except ValueError:
        return None  # 2015-02-30 is no date


def _year(number: int) -> Stretch:
    return Stretch(date(number, 1, 1), date(number, 12, 31))


def written(stretch: Stretch) -> str:
    """EDTF of a stretch: a day, a month, a year or an interval of days."""
    first, last = stretch.first, stretch.last
    if first == last:
        return first.isoformat()
    if first.day == 1 and (last + timedelta(1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if first.month == 1 and last.month == 12:
            return f"{first:%Y}" if first.year == last.year else f"{first:%Y}/{last:%Y}"
        return f"{first:%Y-%m}/{last:%Y-%m}"
    return f"{first.isoformat()}/{last.isoformat()}"


def edtf_of(reading: str, anchor: Stretch) -> str | None:
    """The EDTF date of a reading without its clock time; None when it tells none from such an anchor."""
    first, slash, last = reading.partition("/")
    if not slash:
        return _side(first, anchor)
    begin, end = _side(first, anchor), _side(last, anchor)
    begun, ended = stretch_of(begin), stretch_of(end)
    if begun is not None and ended is not None and begun.first > ended.first:  # begun before the anchor: the latest
        begin = _side(first.partition("@")[0], ended)
        begun = stretch_of(begin)
    return f"{begin}/{end}" if begun is not None and ended is not None and begun.first <= ended.first else None


def _side(reading: str, anchor: Stretch) -> str | None:
    if ABSOLUTE.fullmatch(reading):
        return reading
    base, _, frame = reading.partition("@")
    kind, _, value = base.partition(":")
    ahead = frame in ("ahead", "next")
    told = KINDS.get(kind)
    return told(Asked(kind, value, "" if frame == "ahead" else frame, anchor, ahead)) if told else None


# One function for each kind of reading.


def _weekday(asked: Asked) -> str | None:
    number, day = int(asked.value), asked.anchor.day
    if day is None:
        return None if asked.frame.endswith("week") else _set_of_days(number, asked.anchor)
    if asked.frame.endswith(":week"):
        monday = day - timedelta(day.weekday()) + timedelta(7 * STEPS[asked.frame.split(":")[0]])
        return (monday + timedelta(number - 1)).isoformat()
    if asked.frame == "week":  # "a week on Friday": seven days after the coming one
        return (_weekday_from(day, number) + timedelta(7)).isoformat()
    if asked.frame == "last":
        return _weekday_to(day - timedelta(1), number).isoformat()
    if asked.ahead:
        return _weekday_from(day + timedelta(asked.frame == "next"), number).isoformat()
    return _weekday_to(day, number).isoformat()


def _weekday_from(day: date, number: int) -> date:
    """The first such weekday (Monday is 1) from a day on, the day itself included."""
    return day + timedelta((number - day.isoweekday()) % 7)


def _weekday_to(day: date, number: int) -> date:
    """The latest such weekday up to a day, the day itself included."""
    return day - timedelta((day.isoweekday() - number) % 7)


def _set_of_days(number: int, anchor: Stretch) -> str | None:
    """Every such weekday of a stretch of up to two months, as an EDTF set "one of"."""
    length = (anchor.last - anchor.first).days + 1
    if length > WIDEST:
        return None
    days = [day for day in (anchor.first + timedelta(i) for i in range(length)) if day.isoweekday() == number]
    return f"[{','.join(day.isoformat() for day in days)}]" if days else None


def _year_of(asked: Asked, month: int, day: int = 0) -> int | None:
    """The year of a month (and day) told without one: the latest that is not behind the anchor's clause."""
    frame, anchor = asked.frame, asked.anchor
    if frame.isdigit():
        return int(frame)
    if frame.endswith(":year"):
        return anchor.year + STEPS[frame.split(":")[0]] if anchor.year else None
    if (anchor.last - anchor.first).days > WIDEST:
        return None
    year, limit = anchor.last.year, (anchor.last.month, anchor.last.day)
    if asked.ahead:
        return year + ((month, day or 31) < limit)
    if frame == "last":
        return year - (month >= anchor.last.month)
    return year - ((month, day) > limit)


def _day(asked: Asked) -> str | None:
    month, day = (int(part) for part in asked.value.split("-"))
    year = _year_of(asked, month, day)
    return f"{year}-{asked.value}" if year and day <= monthrange(year, month)[1] else None


def _day_of_month(asked: Asked) -> str | None:
    """Such a day of the anchor's month, else of the month before it (or after it, where it lies ahead)."""
    anchor, day = asked.anchor.day, int(asked.value)
    if anchor is None:
        return None
    month = anchor.year * 12 + anchor.month - 1
    if asked.ahead:
        month += day < anchor.day
    elif not asked.frame:
        month -= day > anchor.day
    year, index = divmod(month, 12)
    return f"{year}-{index + 1:02d}-{asked.value}" if 1 <= day <= monthrange(year, index + 1)[1] else None


def _feast(asked: Asked) -> str | None:
    """The day of a feast: of the year that is told, else the nearest one."""
    anchor = asked.anchor
    if asked.frame.isdigit() or asked.frame.endswith(":year"):
        year = _year_of(asked, 1)
        day = day_of(asked.value, year) if year else None
        return day.isoformat() if day else None
    years = range(anchor.first.year - 1, anchor.last.year + 2)
    days = [day for year in years if (day := day_of(asked.value, year)) is not None]
    if asked.ahead:
        return next((day.isoformat() for day in days if day >= anchor.last), None)
    behind = [day for day in days if (day < anchor.first if asked.frame == "last" else day <= anchor.last)]
    return behind[-1].isoformat() if behind else None


def _nth_weekday(asked: Asked) -> str | None:
    month, weekday, nth = (int(part) for part in asked.value.split("-", 2))
    year = _year_of(asked, month)
    return nth_weekday(year, month, weekday, nth).isoformat() if year else None


def _months_of_a_year(asked: Asked) -> str | None:
    """The first or the last months of a year: of the one that is told, else of the latest in which they are over."""
    match = PERIOD.fullmatch(asked.value)
    length = int(match[2]) if match and match[2].isdigit() else 0
    if not 1 <= length <= 12:
        return None
    first, last = (1, length) if asked.kind == "opening" else (13 - length, 12)
    year = _year_of(asked, last)
    return f"{year}-{first:02d}/{year}-{last:02d}" if year else None


def _month(asked: Asked) -> str | None:
    year = _year_of(asked, int(asked.value))
    return f"{year}-{asked.value}" if year else None


def _months(asked: Asked) -> str | None:
    """A season, a quarter or a half of a year: the latest that has begun, or the first that is not over."""
    if asked.kind == "season":
        first, last = SEASONS[asked.value]
    else:
        length = 3 if asked.kind == "quarter" else 6
        first, last = length * (int(asked.value) - 1) + 1, length * int(asked.value)
    year = _year_of(asked, last if asked.ahead else first)
    if year is None:
        return None
    year -= asked.ahead and last < first and not asked.frame.isdigit()  # a winter is over in the year after
    return f"{year}-{first:02d}/{year + (last < first)}-{last:02d}"


def _fiscal(asked: Asked) -> str | None:
    """A year of accounts, about the calendar year of that number: where it begins is its owner's own affair."""
    if asked.value.isdigit():
        return f"{asked.value}~"
    step = STEPS.get(asked.value.partition(":")[0])
    return f"{asked.anchor.year + step}~" if asked.anchor.year and step is not None else None


def _step(asked: Asked) -> str | None:
    """The unit around the anchor, or the one before or after it."""
    unit, step, anchor = asked.value, STEPS[asked.kind], asked.anchor
    if unit in ("day", "week", "weekend"):
        return _step_of_days(unit, step, anchor.day)
    if unit in CYCLES and anchor.first.year // CYCLES[unit] == anchor.last.year // CYCLES[unit]:
        open_figures = len(str(CYCLES[unit])) - 1
        return f"{anchor.first.year // CYCLES[unit] + step:0{4 - open_figures}d}" + "X" * open_figures
    if unit in ("month", "quarter") and anchor.month is not None:
        length = 1 if unit == "month" else 3
        first = (anchor.month // length + step) * length
        return _months_from(first, first + length - 1)
    return None


def _months_from(first: int, last: int) -> str:
    """EDTF of months that are counted from the year nought."""
    names = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in (first, last)]
    return names[0] if first == last else f"{names[0]}/{names[1]}"


def _step_of_days(unit: str, step: int, day: date | None) -> str | None:
    if day is None:
        return None
    if unit == "day":
        return (day + timedelta(step)).isoformat()
    monday = day - timedelta(day.weekday()) + timedelta(7 * step)
    if unit == "week":
        return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    # "over the weekend" on a Monday is the one just gone
    saturday = monday + timedelta(5 if step or day.weekday() >= 5 else -2)
    return f"{saturday.isoformat()}/{(saturday + timedelta(1)).isoformat()}"


def away(period: str, sign: int, anchor: Stretch) -> str | None:
    """A period before or after the anchor, no more exact than the period's own unit ("two years ago" is a year)."""
    match = PERIOD.fullmatch(period)
    if match is None or "." in match[2]:
        return None
    number, unit = int(match[2]) * sign, match[1] + match[3]
    if abs(number) > FAR[unit]:
        return None
    if unit == "Y" and anchor.year:
        return f"{anchor.year + number:04d}"
    if unit == "Q" and anchor.month is not None:
        first = (anchor.month // 3 + number) * 3
        return _months_from(first, first + 2)
    if unit == "M" and anchor.month is not None:
        return _months_from(anchor.month + number, anchor.month + number)
    if anchor.day is None:
        return None
    if unit == "D":
        return (anchor.day + timedelta(number)).isoformat()
    if unit == "W":
        middle = anchor.day + timedelta(7 * number)
        return f"{(middle - timedelta(3)).isoformat()}/{(middle + timedelta(3)).isoformat()}"
    return anchor.day.isoformat() if unit in ("TH", "TM") else None


def _away(asked: Asked) -> str | None:
    return away(asked.value, -1 if asked.kind == "ago" else 1, asked.anchor)


def _stretch(asked: Asked) -> str | None:
    """A stretch that ends or begins at the anchor, in the unit it is told in ("the past two years": 2029/2031)."""
    sign = -1 if asked.kind == "past" else 1
    far, match = stretch_of(away(asked.value, sign, asked.anchor)), PERIOD.fullmatch(asked.value)
    if far is None or match is None or match[1]:
        return None
    if match[3] == "W":
        middle = far.first + timedelta(3)
        far = Stretch(middle, middle)
    forms = {"Y": "%Y", "M": "%Y-%m"}
    ends = [day.strftime(forms.get(match[3], "%Y-%m-%d")) for day in sorted((far.first, asked.anchor.last))]
    return f"{ends[0]}/{ends[1]}"


def _at(asked: Asked) -> str | None:
    """A clock time, or "the day", where no day was told before it: that of the anchor."""
    return asked.anchor.day.isoformat() if asked.value in ("", "day") and asked.anchor.day else None


def _now(asked: Asked) -> str | None:
    return written(asked.anchor)


KINDS: dict[str, Callable[[Asked], str | None]] = {
    "weekday": _weekday,
    "day": _day,
    "dom": _day_of_month,
    "feast": _feast,
    "nth": _nth_weekday,
    "opening": _months_of_a_year,
    "closing": _months_of_a_year,
    "month": _month,
    "season": _months,
    "quarter": _months,
    "half": _months,
    "fiscal": _fiscal,
    "this": _step,
    "last": _step,
    "next": _step,
    "ago": _away,
    "ahead": _away,
    "past": _stretch,
    "coming": _stretch,
    "at": _at,
    "now": _now,
}
"""What the word before the first colon of a reading means."""


def told_from(reading: str, base: Stretch) -> str | None:
    """The date of a "same:", "after:" or "before:" reading, counted from a date told before; None for others."""
    told, _, frame = PART.sub("", CLOCK.sub("", reading)).partition("@")
    kind, _, value = told.partition(":")
    if frame:
        unit = value if value in ("month", "quarter") else ""
        base = stretch_of(_step(Asked("this", unit, "", base, False))) or base
        return _in_year(base, int(frame) if frame.isdigit() else base.first.year + STEPS[frame.partition(":")[0]])
    step = {"before": -1, "same": 0, "after": 1}[kind]
    what, _, which = value.partition(":")
    if what == "weekday":
        return _weekday_beside(int(which), step, base.day)
    if what == "season":
        return _months(Asked("season", which, str(base.first.year + step), base, False))
    if step:
        return away(value, step, base)
    if what in ("week", "month", "year"):
        return _step(Asked("this", what, "", base, False))
    return written(base)


def _in_year(base: Stretch, year: int) -> str | None:
    """The same days of another year ("the same period last year"): of the year counted from the days told before."""
    later = year - base.first.year
    try:
        return written(Stretch(*(day.replace(year=day.year + later) for day in (base.first, base.last))))
    except ValueError:
        return None  # a 29 February


def _weekday_beside(number: int, step: int, day: date | None) -> str | None:
    """The weekday of a day's own week, or the first one after the day or the latest one before it."""
    if day is None:
        return None
    if step:
        beside = day + timedelta(step)
        return (_weekday_from(beside, number) if step > 0 else _weekday_to(beside, number)).isoformat()
    return (day + timedelta(number - day.isoweekday())).isoformat()
