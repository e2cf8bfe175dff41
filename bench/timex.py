"""What is a time of the record in TIMEX3, the notation that labelled corpora use?

The record keeps what the words say (`reading`) and the day they mean (EDTF). TIMEX3 writes one value for both: weeks,
weekends, quarters and seasons have letters of their own, and what has no date is PAST_REF, PRESENT_REF or FUTURE_REF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.model import Time

REFERENCES: dict[str, str] = {"now": "PRESENT_REF", "recent": "PAST_REF", "soon": "FUTURE_REF"}
SEASONS: dict[int, str] = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
"""By the first month."""

PART = re.compile(r"^(?:early|mid|late|start|end):")
CLOCK = re.compile(r"T(?:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?|MO|MI|AF|EV|NI)$")
PERIOD = re.compile(r"(?:(?:every|past|coming|opening|closing):)?(?:P[\dTX][^:/]*/)?(P[\dTX][^:/@]*)(?:@.*)?")
LONG_AGO = re.compile(r"ago:PT?X")
WEEKLY = re.compile(r"every:weekday:(\d)")
UNIT = re.compile(
    r"(?:this|last|next):(week(?:end)?)\b|(?:ago|ahead|after|before):P\d+(W)|(?:this|last|next):(quarter)"
    r"|(?:(?:same|after|before):)?(season|quarter|half):"
)


RANGE = re.compile(r"\s(?:to|and|until|till|through)\s")


def timexes_of(time: Time) -> Iterator[dict[str, object]]:
    """The expression as TIMEX3 marks it: a range in words is two of them, one for each end."""
    joint, ends = RANGE.search(time.text), (time.value.edtf or "").split("/")
    if joint is None or len(ends) != 2 or ".." in ends:
        yield {"start": time.start, "end": time.end, "type": time.type, "value": value_of(time)}
        return
    yield {"start": time.start, "end": time.start + joint.start(), "type": time.type, "value": ends[0]}
    yield {"start": time.start + joint.end(), "end": time.end, "type": time.type, "value": ends[1]}


def value_of(time: Time) -> str | None:
    """The TIMEX3 value of a dated time; None where the record tells no date."""
    reading = PART.sub("", time.reading)
    if reading in REFERENCES:
        return REFERENCES[reading]
    if LONG_AGO.match(reading):
        return REFERENCES["recent"]
    if period := PERIOD.fullmatch(reading):
        return period[1]
    if weekday := WEEKLY.fullmatch(reading):
        return f"XXXX-WXX-{weekday[1]}"
    if time.value.edtf is None or time.value.edtf[0] == "[":
        return None
    clock = CLOCK.search(reading)
    edtf = time.value.edtf.removesuffix("/..")  # TIMEX3 leaves "since" outside
    return _in_its_unit(reading, edtf.partition("T")[0]) + (clock[0] if clock else "")


def _in_its_unit(reading: str, edtf: str) -> str:
    """A date, or the week, weekend, quarter or season that an interval is."""
    unit = UNIT.match(reading)
    first = edtf.partition("/")[0]
    if unit is None or "/" not in edtf:
        return edtf.rstrip("X~")
    if months := unit[3] or unit[4]:
        return _of_months(months, first)
    # the middle of "two weeks ago", and the Thursday by which ISO 8601 numbers a week
    year, week, _ = (date.fromisoformat(first) + timedelta(3 if unit[1] != "weekend" else 0)).isocalendar()
    return f"{year}-W{week:02d}" + ("-WE" if unit[1] == "weekend" else "")


def _of_months(unit: str, first: str) -> str:
    year, _, month = first.partition("-")
    if unit == "season":
        return f"{year}-{SEASONS[int(month)]}"
    return f"{year}-Q{(int(month) + 2) // 3}" if unit == "quarter" else f"{year}-H{(int(month) + 5) // 6}"
