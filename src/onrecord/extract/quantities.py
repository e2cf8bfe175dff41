"""Where does a number of things stand in a paragraph, and within which bounds?

A shape finds numbers with the words that bend them ("more than", "between ... and", "$30-35 billion", "hundreds").
Dates, clock times, ages, scores, labels ("Resolution 40", "phase one") and names ("Group of Nine") are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.extract.numerals import LETTERS, NUMBER, SCALE, SCALES, number_of
from onrecord.extract.parse import Paragraph
from onrecord.extract.times import Found
from onrecord.extract.units import (
    AFTERWARDS,
    CODES,
    DOLLARS,
    DURATIONS,
    FRACTIONS,
    LABELS,
    MEASURES,
    MODIFIERS,
    MONEY,
    OF_ONLY,
    SIGNS,
    VAGUE,
    VERBAL,
)
from onrecord.model import Modifier

SCORE = 30
"""Two plain numbers below this with only a dash between them and no noun behind are a score ("3-2")."""

OLDEST = 110
"""Years: a plain number up to this between commas behind a name is an age."""


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


_SIGN = rf"(?:{_any(SIGNS)}|\b(?:{_any(CODES)})(?=\s?\d))"
_MEASURE = _any({*MEASURES, *(f"{unit}s" for unit in MEASURES if unit.isalpha() and len(unit) > 2)})
_COINS = _any({*(MONEY.keys() - VERBAL), *(f"{name}s" for name in MONEY.keys() - VERBAL)})
_UNIT = rf"(?:{_MEASURE}|(?:(?:{_any(DOLLARS)})\s)?(?:{_COINS}))"
_NUMBER = rf"(?:{NUMBER})(?:\s?(?:{_any(LETTERS)})\b)?"
_JOIN = r"(?P<join>\s?[-–—]\s?|\sto\s|\sor\s|\sand\s)"
_RANGE = rf"(?:(?P<unit1>\s?(?:{_UNIT}))?{_JOIN}(?:(?P<sign2>{_SIGN})\s?)?(?P<high>{_NUMBER}))"
_SHAPE = r"""
    (?<![\w.,:/\#&×−=-])
    (?P<before>(?:(?:\b(?:MODIFIERS))\s["]?)*)
    (?: (?P<share>(?:FRACTIONS))(?=\sof\s)
      | "?(?P<vague>\b(?:VAGUE)\b)"?(?:\smore\b)?
      | (?P<between>\bbetween\s)?(?P<minus>\bminus[\s-]|(?<!\S)[−-](?=[\d$£€]))?
        (?:(?P<sign>SIGN)\s?)?(?P<low>NUMBER)RANGE(?P<after>\s?(?:AFTER)(?!\w))?
    )
    (?P<unit>(?:(?<=\d)|\s|-)(?:UNIT)(?!\w))?
    (?![\w%×−=]|[.,:/]\d|'s\b)
"""
_FILLS = {
    "MODIFIERS": _any(MODIFIERS),
    "VAGUE": _any(VAGUE),
    "FRACTIONS": _any(FRACTIONS).replace(r"\s", r"[\s-]"),
    "SIGN": _SIGN,
    "NUMBER": _NUMBER,
    "AFTER": _any(AFTERWARDS),
    "UNIT": _UNIT,
}


def _shape(range_part: str) -> re.Pattern[str]:
    filled = re.sub("|".join(_FILLS), lambda match: _FILLS[match[0]], _SHAPE)
    return re.compile(filled.replace("RANGE", range_part), re.VERBOSE | re.IGNORECASE)


CHANGE = re.compile(
    r"\b(?:r[io]se[ns]?|rising|fall(?:s|en|ing)?|fell|gr[eo]w(?:s|n|ing)?|increas\w+|decreas\w+|drop\w*|declin\w+"
    r"|cut(?:s|ting)?|reduc\w+|rais\w+|went|gone|go(?:es|ing)?|up|down|jump\w*|climb\w*|slip\w*|shr[aiu]nk\w*"
    r"|doubl\w+|expand\w*|lower\w*)\b",
    re.IGNORECASE,
)
"""Words of a change, before "from 20 to 30"."""

CHANGE_REACH = 60
"""Characters before a number in which a word of change bears on it."""

SINGLE = _shape("")
RANGED = _shape(_RANGE + "?")


class Quantity(NamedTuple):
    """A number in a paragraph. Offsets count from the paragraph's start; `core` is where the number itself begins.

    `low` and `high` are None where open. `unit` is a currency or a symbol of `MEASURES`, None when a noun must say.
    """

    start: int
    end: int
    core: int
    low: float | None
    high: float | None
    modifier: Modifier
    unit: str | None
    number: str
    """The number as written, lower case ("two", "2,300", "hundreds")."""

    @property
    def small(self) -> bool:
        """Whether it is written as a plain word below a hundred, the least telling kind."""
        return self.number.isalpha() and (self.high or 0) < 100 and self.number not in VAGUE

    @property
    def money(self) -> bool:
        """Whether `unit` is a currency."""
        return (
            self.unit is not None and len(self.unit) == 3 and self.unit.isupper() and self.unit not in MEASURES.values()
        )


def quantities(paragraph: Paragraph, clock: tuple[Found, ...]) -> Iterator[Quantity]:
    """The quantities of a paragraph in order; `clock` are its time expressions."""
    text = paragraph.plain
    position = 0
    while match := RANGED.search(text, position):
        if match["low"] and match["high"] and not _is_range(match, text):
            match = SINGLE.match(text, match.start()) or match
        position = max(match.end(), position + 1)
        quantity = _quantity(match)
        if quantity and not _told_by_clock(quantity, clock) and not _is_label(quantity, match, text):
            yield quantity


def _is_range(match: re.Match[str], text: str) -> bool:
    """Whether two joined numbers bound one quantity; a dash always joins (and a falling pair is a score)."""
    join = match["join"].strip().lower()
    if join in ("to", "or", "and"):
        low, high = _ends(match)
        one_kind = (match["sign"] or not match["sign2"]) and (not match["unit1"] or match["unit"])
        if low is None or high is None or low >= high or not one_kind:
            return False
    if join == "and":
        return bool(match["between"])
    if join == "to":
        # "rose from 20 to 30" and "rose by 10 to 30" tell a change: two figures
        before = text[: match.start()] + match["before"]
        moved = re.search(r"\b(?:from|by)\s(?:\w+\s){0,2}$", before, re.IGNORECASE)
        return not (moved and CHANGE.search(before[-CHANGE_REACH:]))
    return True


def _quantity(match: re.Match[str]) -> Quantity | None:
    if match["vague"]:
        words = re.sub(r"\s", " ", match["vague"].lower())
        if words in OF_ONLY and not re.match(r"\"?\sof\s", match.string[match.end("vague") :]):
            return None
        low, high = VAGUE[words]
        unit = _unit(match) if match["unit"] else None
        return Quantity(match.start(), match.end(), match.start("vague"), low, high, "vague", unit, words)
    if match["share"]:
        share = FRACTIONS[re.sub(r"[\s-]", " ", match["share"].lower())]
        modifier = _modifier(match["before"], None)
        low, high = _open(share, modifier)
        return Quantity(
            match.start(), match.end(), match.start("share"), low, high, modifier, "percent", match["share"]
        )
    bounds = _bounds(match)
    if bounds is None:
        return None
    start, core = _start(match), match.start("sign") if match["sign"] else match.start("low")
    if (match["between"] and bounds[2] != "range") or (
        bounds[2] == "exact" and match["before"].strip().lower() == "over"
    ):
        start = core
    if start < core and bounds[2] != "over" and match["before"].lower().startswith("over "):
        start += len("over ")
    return Quantity(start, match.end(), core, *bounds, _unit(match), match["low"].lower())


def _start(match: re.Match[str]) -> int:
    # "around the 240 pumps": the word before "the" is a preposition and bends no number
    return match.start() + max(match["before"].lower().rfind("the "), 0)


def _share(match: re.Match[str]) -> Quantity:
    percent = FRACTIONS[re.sub(r"[\s-]", " ", match["share"].lower())]
    modifier = _modifier(match["before"], None)
    start, core, end = match.start(), match.start("share"), match.end()
    return Quantity(start, end, core, *_open(percent, modifier), modifier, "percent", match["share"].lower())


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None, Modifier] | None:
    low = number_of(_with_letter(match["low"], bool(match["sign"])))
    if match.groupdict().get("high"):
        low, high = _ends(match)
        return (low, high, "range") if low is not None and high is not None and low < high else None
    if low is not None and match["minus"]:
        low = -low
    modifier = _modifier(match["before"], match["after"])
    if modifier == "over" and _during(match):
        modifier = "exact"
    if modifier == "exact" and ESTIMATED.search(match.string[: match.start()]):
        modifier = "about"
    return None if low is None else (*_open(low, modifier), modifier)


def _open(number: float, modifier: Modifier) -> tuple[float | None, float | None]:
    """Low and high of a number: open where the modifier leaves them open."""
    return None if modifier in ("up_to", "under") else number, None if modifier in ("over", "at_least") else number


def _during(match: re.Match[str]) -> bool:
    """Whether "over" means during ("$5 million over seven years") and not more than ("for over seven years")."""
    before = re.search(r"(\w+)\s$", match.string[: match.start()])
    lasts = DURATION.match(match.string[match.end() :]) and match["before"].strip().lower() == "over"
    return bool(lasts) and before is not None and before[1].lower() not in LASTING


def _ends(match: re.Match[str]) -> tuple[float | None, float | None]:
    """The two numbers of a range; a scale named once, at its end, holds for both."""
    low, high = number_of(_with_letter(match["low"], bool(match["sign"]))), number_of(match["high"])
    return (low * _shared_scale(match["low"], match["high"]) if low is not None else None), high


def _with_letter(words: str, money: bool) -> str:
    return words[:-1] if _in_metres(words) and not money else words


def _in_metres(words: str) -> bool:
    # "5m" is five metres unless a currency sign stands before it, "5M" five million
    return re.search(r"\d\s?m$", words) is not None


def _shared_scale(low: str, high: str) -> float:
    """The scale that a range names only once, at its end ("40-50 billion")."""
    scale = re.search(rf"({SCALE}|(?<=\d)(?:{_any(LETTERS)}))$", high.strip(), re.IGNORECASE)
    if not scale or re.search(rf"{SCALE}|,\d|\d\s?[a-z]+$", low, re.IGNORECASE):
        return 1.0
    word = scale[1].lower()
    return SCALES.get(word) or LETTERS[word]


def _modifier(before: str, after: str | None) -> Modifier:
    if after:
        return AFTERWARDS[re.sub(r"\s+", " ", after.strip().lower())]
    bending = before.lower().rpartition("the ")[2]
    found = re.findall(rf"\b(?:{_any(MODIFIERS)})(?=\W|$)", bending)
    kinds = [MODIFIERS[re.sub(r"\s", " ", words)] for words in found]
    bent = [kind for kind in kinds if kind != "exact"]
    if not bent:
        return "exact"
    # "over at least six years": the first word is a preposition
    return bent[1] if bent[0] == "over" and len(bent) > 1 else bent[0]


def _unit(match: re.Match[str]) -> str | None:
    sign = match["sign"] or match.groupdict().get("sign2")
    if sign:
        sign = sign.strip()
        return SIGNS.get(sign) or SIGNS.get(sign.upper()) or sign.upper()
    if not match["unit"]:
        return "m" if _in_metres(match["low"]) else None
    word = re.sub(r"\s", " ", match["unit"].strip(" -").lower())
    coin = _coin(word)
    if coin is not None:
        return coin
    symbol = MEASURES.get(word) or MEASURES[word.removesuffix("s")]
    # a pound is a weight, but millions of pounds are money
    return "GBP" if symbol == "lb" and re.search(SCALE, match["low"], re.IGNORECASE) else symbol


def _coin(words: str) -> str | None:
    """The currency that words name ("Australian dollars"); None when they are no money."""
    owner, _, name = words.removesuffix("s").rpartition(" ")
    if name not in MONEY:
        return None
    return DOLLARS.get(owner, MONEY[name]) if name == "dollar" else MONEY[name]


def _told_by_clock(quantity: Quantity, clock: tuple[Found, ...]) -> bool:
    """Whether the number belongs to a date or a clock time; a stretch of time is a quantity."""
    return any(found.start < quantity.end and quantity.core < found.end for found in clock if found.type != "DURATION")


DURATION = re.compile(rf"[\s-](?:{_any(DURATIONS)})s?\b", re.IGNORECASE)
LASTING = frozenset(
    {"for", "in", "after", "lasted", "lasting", "lasts", "took", "takes", "take", "of", "spent", "is", "was", "to"}
)
"""Words before "over seven years" where it means more than seven."""

EMERGENCY = frozenset({"911", "999", "112", "110", "119"})
"""Telephone numbers of the emergency services, which words for calls follow (ITU-T E.161.1 and the large states')."""

ESTIMATED = re.compile(r"\bestimated\s(?:\w+\s){1,3}(?:of|at)\s$", re.IGNORECASE)
"""Words by which a noun before the number says that it is an estimate ("an estimated cost of")."""

AGE = re.compile(r"\s?-?\s?years?\s?-?\s?olds?\b|[\s-]years? of age\b", re.IGNORECASE)
AGED = re.compile(r"\b(?:aged?|ages|turned|age of|aged between)\s$", re.IGNORECASE)
PLURAL = re.compile(r"\s(?:[\w-]+\s){0,2}?(?!(?:is|was|has|its|as|this|us|his|does|plus)\b)\w{2,}s\b|\speople\b")
NAMED = re.compile(r"([\w.'-]+)\s$")
FRACTION = re.compile(
    r"[\s-](?:thirds?|quarters?|fourths?|fifths?|tenths?|halves|half)\b|-(?:way|time|fold|off)\b", re.IGNORECASE
)


def _is_label(quantity: Quantity, match: re.Match[str], text: str) -> bool:
    """Whether the number is an age, a score, a label or a name instead of a quantity."""
    before, after = text[: quantity.start], text[quantity.end :]
    written = text[quantity.core : quantity.end]
    if AGE.match(after) or AGED.search(before) or FRACTION.match(after):
        return True
    split = re.search(r"\d,\s$", before) and re.fullmatch(r"\d{3}", written) and not match["before"]
    if split or (written.startswith("0") and written.isdigit()):
        return True  # the rest of "20, 000", or the lower half of a record ("0-14")
    if written in EMERGENCY and re.match(r"\s(?:emergency|calls?|call|operators?|dispatch\w*|lines?)\b", after):
        return True
    if match.groupdict().get("vague") and re.search(r"\bthe\s$", text[: match.start("vague")], re.I):
        return True  # "the numerous pumps" counts nothing that was not told before
    if re.search(r",\s$|\($", before) and re.match(r"[,.)]", after) and written.isdigit() and int(written) <= OLDEST:
        return True
    if (
        quantity.modifier == "range"
        and quantity.unit is None
        and (quantity.high or 0) < SCORE
        and not re.match(r"\s\w", after)
    ):
        return True
    return quantity.modifier == "exact" and quantity.unit is None and _is_name(match, before, after, written)


def _is_name(match: re.Match[str], before: str, after: str, written: str) -> bool:
    if match["before"] or written[:1] in "$€£" or re.search(SCALE, written, re.IGNORECASE):
        return False
    word = NAMED.search(before)
    if word is None:
        return False
    counts_something = PLURAL.match(after) is not None
    if word[1].lower() in LABELS or re.fullmatch(r"[Nn]o\.|#", word[1]):
        return not counts_something or (written.isdigit() and len(written) < 3)
    # "Group of Nine", "Big Four": number words take a capital inside a sentence only in names
    if written[:1].isupper() and not re.search(r"[.!?:\"]\s*$", before):
        return True
    return word[1][:1].isupper() and not counts_something and not re.search(r"[.!?]\s+\S+\s$", before)
