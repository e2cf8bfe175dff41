"""Where does a number of things stand in a paragraph, and within which bounds?

`shapes` finds numbers with the words that bend them ("more than", "between ... and", "$30-35 billion", "hundreds");
here they become bounds, a modifier and a unit. Dates, clock times, scores and labels are left out (`labels`); ages are
kept under a unit of their own, so that nobody takes them for a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc

from onrecord.extract.labels import age_of, is_label
from onrecord.extract.lexicon.en.bounds import AFTERWARDS, ENDING, FRACTIONS, MODIFIERS, OF_ONLY, OWNERS, VAGUE
from onrecord.extract.lexicon.en.measures import (
    DOLLARS,
    DURATIONS,
    FOLDED,
    LONG_THINGS,
    MEASURES,
    MONEY,
    MULTIPLE,
    OWNED,
    SIGNS,
    SYMBOLS,
)
from onrecord.extract.numerals import LETTERS, SCALE, SCALES, number_of
from onrecord.extract.parse import Paragraph
from onrecord.extract.shapes import RANGED, RATE, RATIO, SINGLE, any_of
from onrecord.extract.surroundings import before, behind
from onrecord.extract.times import Found
from onrecord.model import Modifier

CHANGE = re.compile(
    r"\b(?:r[io]se[ns]?|rising|fall(?:s|en|ing)?|fell|gr[eo]w(?:s|n|ing)?|increas\w+|decreas\w+|drop\w*|declin\w+"
    r"|cut(?:s|ting)?|reduc\w+|rais\w+|went|gone|go(?:es|ing)?|up|down|jump\w*|climb\w*|slip\w*|shr[aiu]nk\w*"
    r"|doubl\w+|expand\w*|lower\w*|narrow\w*|widen\w*|eas(?:ed|es|ing)|soar\w*|surg\w+|tumbl\w+|plung\w+)\b",
    re.IGNORECASE,
)
"""Words of a change, before "from 20 to 30"."""

CHANGE_REACH = 60
"""Characters before a number in which a word of change bears on it."""

ARTICLES = frozenset({"a", "an"})

WIDE = 4
"""Factor between two amounts behind a word of change from which they are the change and the new level."""

APART = 20
"""Factor between two numbers from which they share no scale: "$200 to $4 million" begins at $200."""

FROM = re.compile(r"\bfrom\s(?:(?!the\b)\w+\s){0,2}$", re.IGNORECASE)
"""What stands before the first number of a change; "down from the $89 to $93 billion" starts from a range."""

BY = re.compile(r"\b(?:by|than|to|from|between|and|or|almost)\s$", re.IGNORECASE)
"""Words before a share that stands by itself ("fell by a third")."""

OF_WHAT = re.compile(rf"\s(?:{any_of(OWNERS)})\s", re.IGNORECASE)
ENDED = re.compile(rf"\s(?:{any_of(ENDING)})\b|[.,;:?!)\"]|$", re.IGNORECASE)
BENDING = re.compile(rf"\b(?:{any_of(MODIFIERS)})(?=\W|$)")

VOTED = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)\b[^.;:]{0,60}$|(?:passed|approved|rejected|adopted|carried)\s(?:by\s|[^.;:]{0,60},\s)?$)",
    re.IGNORECASE,
)
"""Words before two numbers that count votes ("by a vote of 76 to 44", "passed the bill, 31-17")."""

WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100, 1000, 10_000, 100_000, 1_000_000})
"""Second numbers of a ratio: "one in five" is a share, "one in 47" mostly one thing in 47 places."""

OPENING = re.compile(
    r"(?:^|[.,;:\"(]\s?|\b(?:that|for|than|and|but|while|as|says?|said|about|with|only|just)\s)$", re.I
)
"""What may stand before a ratio of more than one ("three in ten farmers"); "freed three in five raids" is none."""

PLURAL_BEHIND = re.compile(
    r"(?:\s(?!(?:of|in|for|from|away|high|long|wide|tall|deep|above|below|off|to|at|by|on)\b)[\w-]+){0,4}?\s(\w{2,}s)\b",
    re.IGNORECASE,
)
"""The plural that a number counts, up to four words away."""


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
    dated: bool = False
    """Whether the number is a part of a date ("nine days later"): a quantity, but no figure."""

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
    """The quantities of a paragraph in order, ages among them; `clock` are its time expressions."""
    text = paragraph.plain
    position = 0
    while match := RANGED.search(text, position):
        found = list(_quantities_of(match, text))
        position = max([match.start() + 1, *(end for _, end in found)])
        for quantity, _ in found:
            if quantity is not None and match["share"] and not _stands(match, paragraph.doc):
                continue
            if quantity is not None and (AWAY.match(text, quantity.end) or not _told_by_clock(quantity, clock)):
                yield quantity._replace(dated=_told_by_clock(quantity, clock))
            elif quantity is not None and quantity.modifier == "range":
                position = match.end("low")  # "rose in 2018 to 3.9 million": only the first number is a date


def _quantities_of(match: re.Match[str], text: str) -> Iterator[tuple[Quantity | None, int]]:
    """The quantities of one match, each with the offset from which to go on; None for what is no quantity."""
    if match["low"] and (ratio := _ratio(match, text)):
        yield ratio, ratio.end
        return
    if match["low"] and match["high"] and _counts_votes(match, text):
        yield from ((end, match.end()) for end in _ends_of_move(match, unit="votes"))
        return
    if match["low"] and match["high"] and not _is_range(match, text):
        if _is_move(match, text):
            yield from ((end, match.end()) for end in _ends_of_move(match))
            return
        match = SINGLE.match(text, match.start()) or match
    quantity = _quantity(match)
    if quantity and (age := age_of(quantity, text)):
        quantity = quantity._replace(unit=age)
    elif quantity and is_label(quantity, match, text):
        quantity = None
    yield quantity, match.end()


def _counts_votes(match: re.Match[str], text: str) -> bool:
    """Whether the two numbers are the ayes and the noes."""
    plain = match["low"].isdigit() and match["high"].isdigit() and not match["unit"] and not match["sign"]
    joined = match["join"].strip().lower() in ("to", "-", "–")
    return plain and joined and not match["before"] and VOTED.search(before(text, match.start())) is not None


def _is_range(match: re.Match[str], text: str) -> bool:
    """Whether two joined numbers bound one quantity; a dash always joins (and a falling pair is a score)."""
    join = match["join"].strip().lower()
    if join in ("to", "or", "and"):
        low, high = _ends(match)
        if low is None or high is None or low >= high or not _one_kind(match):
            return False
    if join == "and":
        return bool(match["between"])
    return join != "to" or not _is_move(match, text)


def _one_kind(match: re.Match[str]) -> bool:
    """Whether two joined numbers are of one unit; "rose 6.5% to 164p" names two."""
    if not match["unit1"]:
        return bool(match["sign"] or not match["sign2"])
    alike = match["unit"] and _named(match["unit1"], match["low"]) == _named(match["unit"], match["high"])
    return bool(alike and (match["sign"] or not match["sign2"]))


def _is_move(match: re.Match[str], text: str) -> bool:
    """Whether "from 20 to 30" or "by 10 tonnes to 30" tells a change: two quantities."""
    if match["join"].strip().lower() != "to":
        return False
    low, high = _ends(match)
    words = before(text, match.start()) + match["before"]
    changed = CHANGE.search(words[-CHANGE_REACH:]) is not None
    falling = low is not None and high is not None and low > high
    # "by 1 to 1.5 degrees" is a range, "by $40 million to $90 million" a change and a level
    twice = match["unit1"] or (match["sign2"] and re.search(SCALE, match["low"], re.IGNORECASE))
    by = re.search(r"\bby\s(?:\w+\s){0,2}$", words, re.IGNORECASE) and twice
    # "oil fell $2 to $71": no range of a change is that wide
    wide = low and high and high / low > WIDE and (match["unit1"] or match["sign2"])
    if wide and CHANGE.search(words[-CHANGE_REACH:].rpartition(" ")[0].rpartition(" ")[2]):
        return True
    return bool((FROM.search(words) and (changed or falling)) or (by and changed))


def _ends_of_move(match: re.Match[str], *, unit: str | None = None) -> Iterator[Quantity]:
    """The two numbers of "from 13.5 to 14.0 mm"; the first shares the unit and the scale named at the end."""
    low, high = _ends(match)
    if low is None or high is None:
        return
    modifier = _modifier(match["before"], None)
    own = _named(match["unit1"], match["low"]) if match["unit1"] else None
    second, core = unit or _unit(match) or own, match.start("sign") if match["sign"] else match.start("low")
    first = own or (_signed(match["sign"]) if match["sign"] else None) or second
    cut = match.end("unit1") if match["unit1"] else match.end("low")
    yield Quantity(_start(match), cut, core, *_open(low, modifier), modifier, first, match["low"].lower())
    begin = match.start("sign2") if match["sign2"] else match.start("high")
    yield Quantity(begin, match.end(), begin, high, high, "exact", second, match["high"].lower())


def _ratio(match: re.Match[str], text: str) -> Quantity | None:
    """The share that "one in five" or "nine out of ten" tells, in percent; None where the words tell none."""
    rest = RATIO.match(text, match.end("low"))
    part, whole = number_of(match["low"]), number_of(rest["whole"]) if rest else None
    plain = not (match["sign"] or match["minus"] or match["between"])
    if rest is None or part is None or whole not in WHOLES or not plain or not 0 < part < whole:
        return None
    if rest["noun"] and part != 1:
        return None
    if part > 1 and " out" not in rest[0] and not OPENING.search(before(text, match.start())) and not match["before"]:
        return None
    modifier = _modifier(match["before"], None)
    low, high = _open(round(100 * part / whole, 2), modifier)
    return Quantity(
        _start(match),
        rest.end(),
        match.start("low"),
        low,
        high,
        modifier,
        "percent",
        text[match.start("low") : rest.end()],
    )


def _quantity(match: re.Match[str]) -> Quantity | None:
    if match["vague"]:
        return _vague(match)
    if match["share"]:
        return _share(match)
    bounds = _bounds(match)
    if bounds is None or (match["low"].lower() in ARTICLES and bounds[2] == "exact"):
        return None  # "more than a year" is an amount, "a year" is none
    start, core = _start(match), match.start("sign") if match["sign"] else match.start("low")
    if (match["between"] and bounds[2] != "range") or (
        bounds[2] == "exact" and match["before"].strip().lower() == "over"
    ):
        start = core
    if start < core and bounds[2] != "over" and match["before"].lower().startswith("over "):
        start += len("over ")
    return Quantity(start, match.end(), core, *bounds, _unit(match), match["low"].lower())


def _vague(match: re.Match[str]) -> Quantity | None:
    words = re.sub(r"\s", " ", match["vague"].lower())
    if words in OF_ONLY and not re.match(r"\"?\sof\s", behind(match.string, match.end("vague"))):
        return None
    low, high = VAGUE[words]
    unit = _unit(match) if match["unit"] else None
    return Quantity(match.start(), match.end(), match.start("vague"), low, high, "vague", unit, words)


def _share(match: re.Match[str]) -> Quantity:
    percent = FRACTIONS[re.sub(r"[\s-]", " ", match["share"].lower())]
    modifier = _modifier(match["before"], None)
    bounds = _open(percent, modifier)
    return Quantity(
        match.start(), match.end(), match.start("share"), *bounds, modifier, "percent", match["share"].lower()
    )


def _stands(match: re.Match[str], doc: Doc) -> bool:
    """Whether a share stands for an amount: before what it is of, behind "by", or as the subject ("a third agreed")."""
    if OF_WHAT.match(match.string, match.end("share")):
        return True
    ended = ENDED.match(match.string, match.end("share")) is not None
    if ended and (match["before"] or BY.search(before(match.string, match.start("share")))):
        return True
    share = doc.char_span(match.start("share"), match.end("share"), alignment_mode="expand")
    return share is not None and share.root.dep_ in ("nsubj", "nsubjpass") and not ended


def _start(match: re.Match[str]) -> int:
    # "around the 240 pumps": the word before "the" is a preposition and bends no number
    return match.start() + max(match["before"].lower().rfind("the "), 0)


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None, Modifier] | None:
    low = number_of(_scaled_words(match))
    if match.groupdict().get("high"):
        low, high = _ends(match)
        return (low, high, "range") if low is not None and high is not None and low < high else None
    if low is not None and match["minus"] and match["minus"] != "+":
        low = -low
    modifier = _modifier(match["before"], match["after"])
    if modifier == "over" and _during(match):
        modifier = "exact"
    if modifier == "exact" and ESTIMATED.search(before(match.string, match.start())):
        modifier = "about"
    return None if low is None else (*_open(low, modifier), modifier)


def _open(number: float, modifier: Modifier) -> tuple[float | None, float | None]:
    """Low and high of a number: open where the modifier leaves them open."""
    return None if modifier in ("up_to", "under") else number, None if modifier in ("over", "at_least") else number


def _during(match: re.Match[str]) -> bool:
    """Whether "over" means during ("$5 million over seven years") and not more than ("for over seven years")."""
    word = re.search(r"(\w+)\s$", before(match.string, match.start()))
    lasts = DURATION.match(behind(match.string, match.end())) and match["before"].strip().lower() == "over"
    return bool(lasts) and word is not None and word[1].lower() not in LASTING


def _ends(match: re.Match[str]) -> tuple[float | None, float | None]:
    """The two numbers of a range; a scale named once, at its end, holds for both."""
    low, high = number_of(_scaled_words(match)), number_of(match["high"])
    return (low * _shared_scale(match["low"], match["high"]) if low is not None else None), high


def _scaled_words(match: re.Match[str]) -> str:
    if match["low"].lower() in ARTICLES:
        return "one"
    return match["low"][:-1] if _in_metres(match) else match["low"]


def _in_metres(match: re.Match[str]) -> bool:
    """Whether "5m" is five metres: without a currency, and without things behind it that come in millions."""
    if match["sign"] or not match["low"] or not re.search(r"\d\s?m$", match["low"]):
        return False
    end = match.end("low")
    counted = PLURAL_BEHIND.match(match.string, end)
    things = counted is not None and counted[1].lower() not in LONG_THINGS
    return not (match["unit"] or things or re.match(r"\s(?:people|\w+\speople)\b", behind(match.string, end)))


def _shared_scale(low: str, high: str) -> float:
    """The scale that a range names only once, at its end ("40-50 billion")."""
    scale = re.search(rf"({SCALE}|(?<=\d)(?:{any_of(LETTERS)}))$", high.strip(), re.IGNORECASE)
    if not scale or re.search(rf"{SCALE}|,\d|\d\s?[a-z]+$", low, re.IGNORECASE):
        return 1.0
    plain, end = number_of(low), number_of(high.strip()[: -len(scale[1])].strip(" -"))
    if plain and end and not 1 / APART < plain / end < APART:
        return 1.0
    word = scale[1].lower()
    return SCALES.get(word) or LETTERS[word]


def _modifier(bending: str, after: str | None) -> Modifier:
    if after:
        return AFTERWARDS[re.sub(r"\s+", " ", after.strip().lower())]
    found = BENDING.findall(bending.lower().rpartition("the ")[2])
    kinds = [MODIFIERS[re.sub(r"\s", " ", words)] for words in found]
    bent = [kind for kind in kinds if kind != "exact"]
    if not bent:
        return "exact"
    # "over at least six years": the first word is a preposition
    return bent[1] if bent[0] == "over" and len(bent) > 1 else bent[0]


def _unit(match: re.Match[str]) -> str | None:
    sign = match["sign"] or match.groupdict().get("sign2")
    if sign:
        return _signed(sign)
    if not match["unit"]:
        return "m" if _in_metres(match) else None
    return _named(match["unit"], match["low"] or "")


def _signed(sign: str) -> str:
    sign = sign.strip()
    return SIGNS.get(sign) or SIGNS.get(sign.upper()) or FOLDED.get(sign) or sign.upper()


def _named(words: str, number: str) -> str | None:
    """The unit that the words behind a number name; None for "fold" and "times" behind no number."""
    written = re.sub(r"\s", " ", words.strip(" -"))
    if written in SYMBOLS:
        return SYMBOLS[written]
    word = written.lower()
    if word in ("fold", "times"):
        return MULTIPLE
    if word in SIGNS or (written.isupper() and len(written) == 3 and word not in MEASURES):
        return SIGNS.get(word, written)
    coin = _coin(word)
    if coin is not None:
        return coin
    symbol = MEASURES.get(word) or MEASURES[word.removesuffix("s")]
    # a pound is a weight, but millions of pounds are money
    return "GBP" if symbol == "lb" and re.search(SCALE, number, re.IGNORECASE) else symbol


def _coin(words: str) -> str | None:
    """The currency that words name ("Australian dollars"); None when they are no money."""
    coin = words.removesuffix("s")
    if coin in OWNED:
        return OWNED[coin]
    owner, _, name = coin.rpartition(" ")
    if name not in MONEY:
        return None
    return DOLLARS.get(owner, MONEY[name]) if name == "dollar" else MONEY[name]


def rate_of(text: str, end: int) -> str | None:
    """The noun of the rate that the words from `end` on make ("month" of "a month"), lower case; None for none.

    Symbols of `MEASURES` stand for their words: "per square foot" is a rate by "ft2".
    """
    found = RATE.match(text, end)
    if found and found["each"] and re.match(r"\s(?:ago|earlier|later|before|after|from)\b", behind(text, found.end())):
        return None
    words = (found["per"] or found["over"] or found["each"]).lower() if found else None
    return MEASURES.get(words, MEASURES.get(words.removesuffix("s"), words)) if words else None


def _told_by_clock(quantity: Quantity, clock: tuple[Found, ...]) -> bool:
    """Whether the number belongs to a date or a clock time; a stretch of time is a quantity."""
    told = (found for found in clock if found.type != "DURATION" and found.start < quantity.end)
    return any(quantity.core < found.end and not _looks_dated(quantity, found) for found in told)


def _looks_dated(quantity: Quantity, found: Found) -> bool:
    """Whether what looks like a year is a number all the same: "1,520 sq m", "an average of 1500"."""
    if found.type == "SET" and found.start > quantity.core:
        return True  # "22 miles per hour"
    within = quantity.core <= found.start and found.end <= quantity.end
    bent = quantity.modifier in ("over", "at_least", "under") or quantity.start < quantity.core - len("some ")
    return within and ((quantity.unit is not None and found.end < quantity.end) or bent)


AWAY = re.compile(rf"\s(?:{any_of(DURATIONS)})s?\s(?:later|earlier|ago|after|before)\b", re.IGNORECASE)
"""The rest of a date that is told by its distance ("nine days later")."""

DURATION = re.compile(rf"[\s-](?:{any_of(DURATIONS)})s?\b", re.IGNORECASE)
LASTING = frozenset(
    {"for", "in", "after", "lasted", "lasting", "lasts", "took", "takes", "take", "of", "spent", "is", "was", "to"}
)
"""Words before "over seven years" where it means more than seven."""

ESTIMATED = re.compile(r"\bestimated\s(?:\w+\s){1,3}(?:of|at)\s$", re.IGNORECASE)
"""Words by which a noun before the number says that it is an estimate ("an estimated cost of")."""
