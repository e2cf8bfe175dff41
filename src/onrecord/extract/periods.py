"""Is a figure counted on a day (a stock) or over a period (a flow), and over which?

"The guild has 250 divers" is a stock, "they saved 700 people last year" and "$15 a month" are flows. Where the words do
not tell, nothing is said.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.extract.counted import Counted, token_at, verb_of
from onrecord.extract.lexicon.en.measures import AGES, DURATIONS, MEASURES
from onrecord.extract.lexicon.en.periods import HELD, LENGTHS_OF_TIME, OVER, STOCKS
from onrecord.extract.moves import Change
from onrecord.extract.parse import Paragraph
from onrecord.extract.quantities import Quantity
from onrecord.extract.shapes import any_of
from onrecord.extract.surroundings import sentence_of
from onrecord.extract.times import Found
from onrecord.model import Measure

_PERIOD = any_of(LENGTHS_OF_TIME)
WHOLE_PERIOD = re.compile(rf"\b(?:{_PERIOD})s?\b|^(?:in\s)?(?:19|20)\d\d$|^(?:19|20)\d\ds$", re.IGNORECASE)
"""A time expression that names more than a day."""

DAY = re.compile(r"day\b|\b\d{1,2}(?:st|nd|rd|th)?\b(?!\s(?:year|month|quarter|week|day))", re.IGNORECASE)
"""What makes a time expression a day ("14 March", "Friday")."""


BESIDE = 4
"""Characters between a number and the period that is its own ("9 in 2028")."""


class Course(NamedTuple):
    """Whether a figure is a stock or a flow, and the period of a flow as worded."""

    measure: Measure | None = None
    period: str | None = None


def course_of(
    quantity: Quantity,
    counted: Counted | None,
    change: Change | None,
    per: str | None,
    paragraph: Paragraph,
    clock: tuple[Found, ...],
) -> Course:
    """The course of a figure; lengths, durations and ages have none."""
    noun = counted.head.lemma_.lower() if counted is not None else ""
    if (
        quantity.unit in AGES
        or (quantity.unit in MEASURES.values() and quantity.unit != "percent")
        or noun in DURATIONS
    ):
        return Course()
    if per in DURATIONS:
        return Course("flow", f"per {per}")
    if noun in STOCKS:
        return Course("stock")
    if change is not None and change.move != "by":
        return Course()  # a level, told with the day or the period of what moved
    if quantity.unit == "percent" and change is None:
        return Course()  # a share holds of what it is a share of
    verb = verb_of(token_at(paragraph.doc, quantity.core))
    if verb is not None and verb.lemma_.lower() in HELD and (change is None):
        return Course("stock")
    period = _period(quantity, paragraph, clock)
    return Course("flow", period) if period else Course()


def _period(quantity: Quantity, paragraph: Paragraph, clock: tuple[Found, ...]) -> str | None:
    """The words of the period of the number's clause, with "over" or "since" before them."""
    doc = paragraph.doc
    number = token_at(doc, quantity.core)
    verb, sentence = verb_of(number), sentence_of(number)
    for found in sorted(clock, key=lambda one: not 0 <= one.start - quantity.end <= BESIDE):
        first = token_at(doc, found.start)
        if found.start >= quantity.start and found.end <= quantity.end:
            continue
        words = paragraph.text[found.start : found.end]
        if found.type == "SET" or not WHOLE_PERIOD.search(words) or DAY.search(words):
            continue
        if first.i in sentence and verb_of(first) == verb:
            before = doc[first.i - 1] if first.i else first
            return paragraph.text[before.idx : found.end] if before.lower_ in OVER else words
    return None
