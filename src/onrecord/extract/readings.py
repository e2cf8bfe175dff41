"""What do the words of a shape say? Patterns are filled with the words of their slots, matches turned into readings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from onrecord.extract.lexicon.en import time_words as words
from onrecord.extract.lexicon.en.time_shapes import SHAPES, SLOTS, Shape
from onrecord.extract.numerals import number_of, words_of
from onrecord.model import TimeType


@dataclass(frozen=True, slots=True)
class Found:
    """Time words in a paragraph: `start` and `end` count from the paragraph's start."""

    start: int
    end: int
    type: TimeType
    reading: str


class Ready(NamedTuple):
    """A shape ready for use. `needs` are sets of words: a text without any word of one of them does not match."""

    shape: Shape
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


DIGIT = "0"
"""Stands for any number among the words of a text."""

HINTS: dict[str, frozenset[str]] = {
    slot: frozenset(re.split(r"[\s-]", word.lower())[-1] for word in table)
    for slot, table in (
        ("month", words.MONTHS),
        ("weekday", words.WEEKDAYS),
        ("fullday", words.WEEKDAYS),
        ("season", words.SEASONS),
        ("rel", words.RELATIONS),
        ("told", words.TOLD_BEFORE),
        ("daypart", words.DAY_PARTS),
        ("often", words.OFTEN),
        ("decades", words.DECADES),
        ("near", words.NEAR_DAYS),
        ("tonight", words.NEAR_NIGHTS),
        ("halved", words.HALVES),
        ("unit", [unit for word in words.PERIODS for unit in (word, f"{word}s")]),
        ("units", ["years", "months", "weeks", "days", "decades", "centuries", "minutes", "hours", "nights"]),
        ("span", ["week", "weekend", "month", "quarter", "year", "decade", "century", "season"]),
        ("day", [DIGIT]),
        ("year", [DIGIT]),
        ("clock", [DIGIT]),
        ("named", words.NAMED_DAYS),
        ("frame", ["year"]),
    )
}
"""Slots of which a text must hold one of these words."""

WORD = re.compile(r"[a-z]+|\d")
SLOT = re.compile(r"{(\w+)}")
CHOICE = re.compile(r"\([^()]*\|[^()]*\)\??|(?:\([^()]*\)|{\w+})\?")
"""What may match without a slot in it: an innermost group of alternatives, or one that may be left out."""
GROUP = re.compile(r"\((?:\?P<\w+>|\?i:|\?:|\?=|\?!)?([^()]*)\)")
"""Any other innermost group, and what stands in it."""


def matches(text: str) -> Iterator[tuple[int, Found]]:
    """Everything in a text that looks like a time, each with the row of its shape: overlaps and look-alikes too."""
    told = {DIGIT if word.isdigit() else word for word in WORD.findall(text.lower())}
    for row, (shape, pattern, needs) in enumerate(_ready()):
        if any(need.isdisjoint(told) for need in needs):
            continue
        whole = "words" if "words" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            reading = _reading(shape, match)
            if reading:
                yield row, Found(match.start(whole), match.end(whole), shape.type, reading)


@cache
def _ready() -> tuple[Ready, ...]:
    return tuple(Ready(shape, _pattern(shape.pattern), _needs(shape)) for shape in SHAPES)


def _pattern(shape: str) -> re.Pattern[str]:
    # not inside a word or a number, and not a sum of money
    filled = SLOT.sub(lambda slot: f"(?P<{slot[1]}>{SLOTS[slot[1]]})", shape)
    return re.compile(rf"(?<![\w$€£¥#])(?<!\d[.,:])(?:{filled})(?!\w)")


def _needs(shape: Shape) -> tuple[frozenset[str], ...]:
    """The words without which a shape cannot match: its signs, and those of its slots outside optional parts."""
    left = shape.pattern
    while (plain := GROUP.sub(r"\1", CHOICE.sub("", left))) != left:
        left = plain
    needs = [HINTS[slot] for slot in SLOT.findall(left) if slot in HINTS]
    return (frozenset(words_of(shape.signs)), *needs) if shape.signs else tuple(needs)


def _reading(shape: Shape, match: re.Match[str]) -> str:
    """What the words of a match say; empty when they make no sense ("25:00", "13 p.m.")."""
    told = {slot: given for slot, given in match.groupdict().items() if given is not None}
    if _backwards(told):
        return ""
    values = dict.fromkeys((*match.groupdict(), *DERIVED), "")
    values |= {slot: VALUES.get(slot, str)(" ".join(given.split())) for slot, given in told.items()}
    for name, (slots, derive) in DERIVED.items():
        if all(slot in told for slot in slots) and f"{{{name}}}" in shape.reading:
            values[name] = derive(told)
            if not values[name]:
                return ""
    return "" if any(not values[slot] for slot in told if slot in MAY_FAIL) else shape.reading.format_map(values)


def _backwards(told: dict[str, str]) -> bool:
    """Whether a range within one month or one year would end before it begins ("April 28-3")."""
    ends = [(told.get(f"{prefix}month", ""), told.get(f"{prefix}day", "")) for prefix in ("", "until_")]
    month, until = (VALUES["month"](name) if name else "" for name, _ in ends)
    if until and until != month:
        return until < month and "year" in told
    days = [int(VALUES["day"](day)) for _, day in ends if day]
    return len(days) == 2 and days[0] >= days[1]


def _named(name: str) -> str:
    return {key.replace("'", ""): day for key, day in words.NAMED_DAYS.items()}[name.replace("'", "")]


def _number(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else words.ORDINALS[word.lower()]


def _frame(frame: str) -> str:
    relation = re.sub(r"^(?:(?:of|in)\s)?(?:the\s(?=last))?|\syear$", "", frame.lower())
    return f"@{words.RELATIONS[relation]}:year"


def _slashes(written: str) -> str:
    """A date in figures: day and month in either order where both may be (then an EDTF set), else the one that can."""
    first, second, year = (int(part) for part in re.split(r"[/.]", written))
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    orders = {(first, second)} if "." in written else {(first, second), (second, first)}
    days = sorted(f"{year}-{month:02d}-{day:02d}" for day, month in orders if 1 <= month <= 12 and 1 <= day <= 31)
    return f"[{','.join(days)}]" if len(days) > 1 else "".join(days)


VALUES: dict[str, Callable[[str], str]] = {
    "month": lambda word: words.MONTHS[word.rstrip(".")],
    "until_month": lambda word: words.MONTHS[word.rstrip(".")],
    "day": lambda word: word.rstrip("stndrh").zfill(2),
    "until_day": lambda word: word.rstrip("stndrh").zfill(2),
    "dom": lambda word: word.rstrip("stndrh").zfill(2),
    "fullday": words.WEEKDAYS.__getitem__,
    "until_weekday": lambda word: words.WEEKDAYS.get(word, ""),
    "season": lambda word: words.SEASONS[word.lower()],
    "rel": lambda given: words.RELATIONS[given.lower()],
    "told": lambda given: words.TOLD_BEFORE[given.lower()],
    "frame": _frame,
    "part": lambda given: f"{words.PARTS[re.sub(r'^the (?:very )?', '', given.lower())]}:",
    "daypart": lambda word: words.DAY_PARTS[word.lower()],
    "near": lambda given: words.NEAR_DAYS[given.lower()],
    "tonight": lambda given: words.NEAR_NIGHTS[given.lower()],
    "quarter": lambda word: words.QUARTERS[word.lower()],
    "nth_day": lambda word: words.NTH_DAYS[word.lower()],
    "end_of": lambda word: "opening" if word.lower() in ("first", "opening") else "closing",
    "half_year": lambda word: words.QUARTERS[word.lower()],
    "halved": lambda word: words.HALVES[word.lower()],
    "often": lambda word: words.OFTEN[word.lower()],
    "other": lambda unit: f"P2{unit[0].upper()}",
    "decades": lambda word: words.DECADES[word.lower()],
    "named": _named,
    "short_year": lambda digits: ("20" if int(digits) < 50 else "19") + digits,
    "slashes": _slashes,
    "stretch": lambda word: "coming" if word.lower() in ("next", "coming", "following") else "past",
    "span": str.lower,
    "same": str.lower,
}
"""What the words of a slot say; slots that are not named here stand for themselves."""

MAY_FAIL = frozenset({"until_weekday", "slashes"})
"""Slots whose words may say nothing: then the match is none."""


def _clock(told: dict[str, str]) -> str:
    written, zone = told["clock"].lower(), told.get("zone", "").lower().strip("()")
    digits = re.sub(r"\D", "", written)
    hour, minute = (int(digits), 0) if len(digits) < 3 else (int(digits[:-2]), int(digits[-2:]))
    if half := re.search(r"([ap])\.?m", written):
        if hour > 12:
            return ""
        hour = hour % 12 + 12 * (half[1] == "p")
    return f"T{hour:02d}:{minute:02d}{_zone(zone)}" if hour < 24 and minute < 60 else ""


def _zone(zone: str) -> str:
    offset = re.fullmatch(r"(?:utc|gmt)\s?([+-])\s?(\d\d?)(?::?(\d\d))?", zone)
    return f"{offset[1]}{int(offset[2]):02d}:{offset[3] or '00'}" if offset else words.ZONES.get(zone, "")


def _period(told: dict[str, str], number: str = "n") -> str:
    unit = (told.get("unit") or told["units"]).lower()
    form = words.PERIODS.get(unit) or words.PERIODS[unit.removesuffix("s")]
    amount = number_of(told[number]) if number in told else None if "open" in told else 1.0
    amount = amount + 0.5 if amount is not None and "more" in told else amount
    factor, letter = words.MULTIPLES.get(form[-1], (1, form[-1]))
    count = "X" if amount is None else f"{amount * factor:.15g}"
    return "P" + form[:-1].format(count) + letter


def _years(told: dict[str, str]) -> str:
    """The year or month that ends "2031-35", "2031-04"; empty where the numbers are neither."""
    year, until = told["year"], told["to_year"]
    last = until if len(until) == 4 else year[:2] + until if until != "00" else f"{int(year[:2]) + 1}00"
    if int(last) > int(year):
        return f"{year}/{last}"
    return f"{year}-{until}" if len(until) == 2 and 1 <= int(until) <= 12 else ""


def _apart(told: dict[str, str]) -> str:
    """The years of "from 2029 to 2031"; empty where they are none."""
    until = _years(told)
    return until if "/" in until else ""


def _named_year(told: dict[str, str]) -> str:
    day = _named(told["named"])
    return f"{told['year']}-{day.removeprefix('day:')}" if day.startswith("day:") else f"{day}@{told['year']}"


DERIVED: dict[str, tuple[tuple[str, ...], Callable[[dict[str, str]], str]]] = {
    "atrel": (("rel",), lambda told: f"@{words.RELATIONS[told['rel'].lower()]}"),
    "at": (("clock",), _clock),
    "period": ((), _period),
    "until_period": (("until_n",), lambda told: _period(told, "until_n")),
    "until": (("year", "to_year"), _years),
    "years": (("year", "to_year"), _apart),
    "century": (("nth",), lambda told: f"{_number(told['nth']) - 1:02d}XX"),
    "named_year": (("named", "year"), _named_year),
    "told_day": (("told",), lambda told: "day" if words.TOLD_BEFORE[told["told"].lower()] == "same" else "P1D"),
}
"""What several slots say together: the slots it takes, and how. An empty value says that they make no sense."""
