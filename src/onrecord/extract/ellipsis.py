"""What does a number count that leaves its noun out: "We need 700 beds, and there are 180", "41 last year"?

The noun is that of the number before it in the paragraph.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from onrecord.extract.countable import is_people, is_plural
from onrecord.extract.counted import Counted, number_in
from onrecord.extract.lexicon.en.things import STATES
from onrecord.extract.quantities import Quantity
from onrecord.extract.surroundings import before, behind, sentence_of, text_of

TELLING = 1000
"""A bare number from here on may leave out the noun of the number before it, wherever it stands in the sentence."""

ALONE = frozenset({"dobj", "attr", "nsubj", "nsubjpass", "npadvmod", "appos"})
"""What a number is in its clause when it stands for the counted by itself."""

REACHED = frozenset({"of", "to", "from", "at", "than", "against"})
"""Prepositions behind which a bare number is an amount ("rose to 41", "had spoken of 40")."""

OF_THEM = re.compile(r"\sof\s(?:them|whom|which|those|these)\b", re.IGNORECASE)
"""Words behind a part of what was counted before ("33 of them in Odra")."""

LISTED = re.compile(r"(?:,|\b(?:and|but|to|from|with|against|or))\s$", re.IGNORECASE)
DATED = re.compile(
    r"\s(?:in\s(?:[A-Z]\w+|\d{4}|the\s(?:same|first|second|third|fourth|last|previous)\b)|last\s|on\s[A-Z]"
    r"|the\s(?:\w+\s)?(?:year|month|week|day|quarter)\s(?:before|earlier|after)|a\s\w+\searlier)"
)
"""What stands around the numbers of a row ("sold 40 boats in May and 12 in June")."""

YEAR = re.compile(r"(?:19|20)\d\d")
"""A bare number that is more likely a year than a count."""


def left_out(
    quantity: Quantity, last: tuple[Quantity, Counted] | None, own: Counted | None, doc: Doc
) -> Counted | None:
    """What a number counts: its `own` noun, else that of the number before it, `last`; None when that is open.

    "700 villagers were cut off; boats saved 200 more": the verb tells the fate, the number before who met it.
    """
    if own is None:
        return _from_before(quantity, last, doc)
    if last is None or own.adjacent or own.head.pos_ != "VERB" or not says_more(quantity, doc):
        return own
    who = last[1].head
    if not last[1].adjacent or who.lower_ in STATES or not is_people(who):
        return own
    return Counted(last[1].start, who.i + 1, who, adjacent=False, doing=(own.head.i, own.head.i + 1))


def _from_before(quantity: Quantity, last: tuple[Quantity, Counted] | None, doc: Doc) -> Counted | None:
    span = doc.char_span(quantity.core, quantity.end, alignment_mode="expand")
    if last is None or span is None:
        return None
    earlier, counted = last
    number = number_in(span)
    if quantity.unit is not None:
        # "40 percent of the farms ... a year before it was 25 percent"
        return counted._replace(adjacent=False) if quantity.unit == earlier.unit == "percent" else None
    if not counted.adjacent or not is_plural(counted.head) or YEAR.fullmatch(quantity.number):
        return None
    within = counted.head.i in sentence_of(number)
    telling = max(quantity.low or 0, quantity.high or 0) >= TELLING and within
    if OF_THEM.match(text_of(doc), quantity.end):
        return counted._replace(adjacent=False)
    if counted.head.lower_ in STATES:  # "14 dead, and we look for three more": more people, but no more dead
        return counted._replace(end=counted.start, adjacent=False) if says_more(quantity, doc) else None
    listed = LISTED.search(before(text_of(doc), quantity.start)) and DATED.match(text_of(doc), quantity.end)
    if telling or says_more(quantity, doc) or _stands_alone(number) or (listed and within):
        return counted._replace(adjacent=False)
    return None


def says_more(quantity: Quantity, doc: Doc) -> bool:
    """Whether "more" stands right behind the number ("saved 200 more")."""
    return re.match(r"\smore\b(?!\sthan)", behind(text_of(doc), quantity.end)) is not None


def _stands_alone(number: Token) -> bool:
    behind_preposition = number.dep_ == "pobj" and number.head.lower_ in REACHED
    return number.dep_ in ALONE or behind_preposition
