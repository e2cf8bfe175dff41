"""Does a number tell a change: did something rise or fall by it, to it, from it, and since when?

"Sales rose 12 percent from 2014 to $3 million": 12 percent is the rise, $3 million the new level, 2014 the base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from onrecord.extract.counted import Counted, token_at
from onrecord.extract.lexicon.en.changes import (
    COMPARED,
    DOWN,
    FALLING,
    FALLS,
    LOSING,
    MANNERS,
    PHRASAL,
    RISES,
    RISING,
    UP,
)
from onrecord.extract.lexicon.en.measures import MULTIPLE
from onrecord.extract.quantities import Quantity
from onrecord.extract.shapes import any_of
from onrecord.extract.surroundings import sentence_of, text_of
from onrecord.extract.times import Found
from onrecord.model import Direction, Move

REACH = 7
"""Words between a word of change and an amount at most."""

BASE_REACH = 40
"""Characters between an amount of change and the words that open its base."""

BASE = re.compile(rf"(?:{any_of(COMPARED)})\s(?:the\s)?", re.IGNORECASE)

RELATIVE = frozenset({"percent", "percentage points", "points", "basis points", "cents", "pence", "sen", "kopecks",
                      MULTIPLE, "°", "°C", "°F"})  # fmt: skip
"""Units in which a change is told even by verbs whose object may be a plain count."""


MORE = frozenset({"higher", "more"})
LESS = frozenset({"lower", "less", "fewer"})
"""Words behind an amount of difference."""

SIGNS = frozenset({"+", "-", "−"})

MOVES: dict[str, Move] = {"by": "by", "to": "to", "from": "from"}
"""What a number is to a change, by the preposition before it."""

AGAIN = re.compile(r"\s?(?:,\s?|,?\s)or\s(?:about\s|roughly\s)?|\s?\((?:about\s|or\s|roughly\s)?", re.IGNORECASE)
"""Words between two tellings of one amount ("0.25 points, or 0.01%", "1.5 degrees Celsius (2.7 Fahrenheit)")."""


LEVEL = re.compile(r"(?:above|below)\s", re.IGNORECASE)
"""Words that make the number of a change the new level ("rose above 40")."""


class Change(NamedTuple):
    """Whether the amount rose or fell, and whether the number is the change, the new level or the old one."""

    direction: Direction
    move: Move


def change_of(quantity: Quantity, counted: Counted | None, doc: Doc) -> Change | None:
    """What change the number tells; None for a number that tells none."""
    first = token_at(doc, quantity.start)
    behind = doc.char_span(quantity.core, quantity.end, alignment_mode="expand")
    if behind is None:
        return None
    named = counted is not None and counted.adjacent and quantity.unit != "percent"
    return (
        _told_by_sign(quantity, text_of(doc))
        or _told_before(first, quantity, named)
        or _told_by_verb(first, quantity)
        or _told_behind(doc, behind.end, quantity)
    )


def _told_by_sign(quantity: Quantity, text: str) -> Change | None:
    """The change of a market table: "Dow +0.2%", "FTSE -0.6%"."""
    sign = text[quantity.core - 1 : quantity.core] if quantity.core else ""
    alone = not text[max(0, quantity.core - 2) : max(0, quantity.core - 1)].strip(" (")  # no hyphen of "sub-6%"
    if sign not in SIGNS or not alone or quantity.unit not in ("percent", "points"):
        return None
    return Change("rise" if sign == "+" else "fall", "by")


def _told_by_verb(first: Token, quantity: Quantity) -> Change | None:
    """The change of an object that is moved: "to grow sales by 35 percent", "cut the fee to $4"."""
    joint = first if first.is_sent_start else first.nbor(-1)
    if joint.lower_ not in MOVES or joint.head.pos_ != "VERB" or joint.head.i > joint.i:
        return None
    lemma = joint.head.lemma_.lower()
    direction: Direction | None = "rise" if lemma in RISING else "fall" if lemma in FALLING else None
    return Change(direction, MOVES[joint.lower_]) if direction else None


def _told_before(first: Token, quantity: Quantity, named: bool) -> Change | None:
    """The change that the words before the number tell: "rose 5 percent", "down from 12", "an increase of 5"."""
    move: Move = "to" if LEVEL.match(text_of(first.doc), quantity.start) else "by"
    for token in reversed(first.doc[max(sentence_of(first).start, first.i - REACH) : first.i]):
        word = token.lower_
        if word in ("to", "at") and move == "by":
            move = "to"
        elif word == "from" and move == "by":
            move = "from"
        elif direction := _direction_of(token, quantity, move, named):
            return Change(direction, move)
        elif word not in MANNERS and move == "by":
            return None
    return None


def _direction_of(token: Token, quantity: Quantity, move: Move, named: bool) -> Direction | None:
    word, lemma = token.lower_, token.lemma_.lower()
    if word in UP | DOWN and token.i and token.nbor(-1).lemma_.lower() in PHRASAL:
        return None
    if word in UP:
        return "rise"
    if word in DOWN:
        return "fall" if word != "off" or quantity.unit == "percent" else None
    plain = named or not (quantity.money or quantity.unit in RELATIVE)
    if lemma in LOSING and plain and move == "by" and token.nbor(1).lower_ != "by":
        return None
    if token.pos_ in ("VERB", "AUX"):
        return "rise" if lemma in RISING else "fall" if lemma in FALLING else None
    if token.pos_ == "NOUN" and token.nbor(1).lower_ in ("of", "by", "to", "from"):
        return "rise" if lemma in RISES else "fall" if lemma in FALLS else None
    return None


def _told_behind(doc: Doc, index: int, quantity: Quantity) -> Change | None:
    """The change that the words behind an amount name: "a 5 percent rise", "12 percent lower"."""
    points = quantity.unit is None and index < len(doc) and doc[index].lemma_.lower() == "point"
    if not (points or quantity.money or quantity.unit in RELATIVE):
        return None
    index += points
    for token in doc[index : index + 2]:
        lemma = token.lemma_.lower()
        if (lemma in RISES and token.pos_ == "NOUN") or _exceeds(token, MORE):
            return Change("rise", "by")
        if (lemma in FALLS and token.pos_ == "NOUN") or _exceeds(token, LESS):
            return Change("fall", "by")
    return None


def _exceeds(token: Token, words: frozenset[str]) -> bool:
    """Whether an amount is a difference: "12 percent higher", "8 percent fewer than"."""
    than = token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "than"
    return token.lower_ in words and (than or token.lower_ in UP | DOWN)


def tells_again(first: Quantity, second: Quantity, text: str) -> bool:
    """Whether a number tells the amount before it in another unit ("1.5 degrees Celsius (2.7 Fahrenheit)")."""
    return AGAIN.fullmatch(text, first.end, second.start) is not None


def base_of(
    quantity: Quantity, change: Change | None, doc: Doc, clock: tuple[Found, ...], others: list[Quantity]
) -> str | None:
    """The words that a change is told from: a time ("2014", "a year earlier") or another number ("50 percent")."""
    if change is None or change.move == "from":
        return None
    last = doc[sentence_of(token_at(doc, quantity.core))[-1]]
    text, end = text_of(doc), min(last.idx + len(last), quantity.end + BASE_REACH)
    for opening in BASE.finditer(text, quantity.end, end):
        for start, end in _ends_at(opening.end(), clock, others):
            return text[start:end]
    return None


def _ends_at(start: int, clock: tuple[Found, ...], others: list[Quantity]) -> Iterator[tuple[int, int]]:
    yield from ((q.start, q.end) for q in others if q.start == start)
    yield from ((found.start, found.end) for found in clock if start - 4 <= found.start <= start and found.end > start)
