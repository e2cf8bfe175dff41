"""How exact are time words? "On Friday" tells a day, "last spring" a season, "for decades" decades."""

from __future__ import annotations

import re

from onrecord.model import Granularity

PART = re.compile(r"^(?:early|mid|late|start|end):")
CLOCK = re.compile(r"T\d\d:\d\d")
PART_OF_A_DAY = re.compile(r"T(?:MO|MI|AF|EV|NI)$")

READINGS: tuple[tuple[Granularity, str], ...] = (
    ("day", r"\[?\d{4}-\d\d-\d\d|(?:every:)?(?:day|dom|weekday|feast|nth)\b|(?:same|after|before):weekday:"),
    ("month", r"\d{4}-\d\d|(?:every:)?month:"),
    ("year", r"\d{4}(?:/|$)|fiscal:"),
    ("decade", r"\d{3}X"),
    ("century", r"\d\dXX"),
    ("season", r"(?:\w+:)?season:"),
    ("quarter", r"quarter:"),
    ("half_year", r"half:"),
    ("weekend", r"\w+:weekend"),
)
UNITS: tuple[Granularity, ...] = ("day", "week", "month", "quarter", "year", "decade", "century")
PERIODS: tuple[tuple[Granularity, str], ...] = (
    ("second", r"T[\d.X]+S"),
    ("minute", r"T[\d.X]+M"),
    ("hour", r"T[\d.X]+H"),
    ("day", r"[\d.X]+D"),
    ("week", r"[\d.X]+W"),
    ("month", r"[\d.X]+M"),
    ("quarter", r"[\d.X]+Q"),
    ("year", r"[\d.X]+Y"),
)
GRAINS: tuple[tuple[Granularity, re.Pattern[str]], ...] = (
    *((grain, re.compile(pattern)) for grain, pattern in READINGS),
    *((unit, re.compile(rf"(?:this|last|next|same|at):{unit}\b")) for unit in UNITS),
    *((grain, re.compile(rf"(?:\w+:)?P{pattern}(?![\w.])")) for grain, pattern in PERIODS),
)
"""Granularities and the readings that have them, the first that fits."""


def granularity_of(reading: str) -> Granularity | None:
    """The smallest unit that time words tell; None for words without a date ("now", "recently", "at the time")."""
    if CLOCK.search(reading):
        return "minute"
    if PART_OF_A_DAY.search(reading):
        return "part_of_day"
    bare = PART.sub("", reading)
    return next((grain for grain, pattern in GRAINS if pattern.match(bare)), None)
