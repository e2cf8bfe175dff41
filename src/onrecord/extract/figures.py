"""Which quantities does a page report, what do they count, and for when do they hold?

`quantities` finds numbers with their bounds, `counted` what they count; here the two become figures, and what is no
news is left out: a bare pronoun "one", "the two sides", people counted only because they speak ("two officials said").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.extract.counted import Counted, befell, counted_by, token_at, verb_of
from onrecord.extract.narrowing import counted_words
from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.quantities import Quantity, quantities
from onrecord.extract.scopes import place_of, scope_of
from onrecord.extract.times import Found, found_in
from onrecord.extract.units import (
    DOLLARS,
    DURATIONS,
    LOOSE,
    MASS,
    MEASURES,
    MONEY,
    PEOPLE,
    PEOPLE_ENDINGS,
    SPEAKING,
    TALLIES,
    THINGS,
    TOLL,
)
from onrecord.model import Cite, Figure, id_of

HEADCOUNTS = frozenset(
    {"toll", "population", "membership", "attendance", "turnout", "crew", "staff", "workforce", "audience"}
)
"""Nouns whose number counts people."""

TELLING = 1000
"""A bare number from here on may leave out the noun of the number before it."""

REPEATING = frozenset({"the", "these", "those", "their", "his", "her", "its", "our", "your", "both", "all", "which"})
"""Words before a small number that point back at things already counted ("the two sides")."""


def amounts(parsed: Parsed) -> Iterator[Figure]:
    """The reported quantities of a page's body in the order of the text.

    Who gave a figure is not decided here: `given_by` and `statement` stay empty.
    """
    for paragraph in parsed.body():
        clock = found_in(paragraph)
        last: Counted | None = None
        for quantity in quantities(paragraph, clock):
            counted = counted_by(quantity, paragraph.doc) or _left_out(quantity, last, paragraph.doc)
            last = counted or last
            if _is_news(quantity, counted, paragraph.doc):
                yield _figure(quantity, counted, paragraph, clock)


def _left_out(quantity: Quantity, last: Counted | None, doc: Doc) -> Counted | None:
    """The noun that a second number leaves out: "6 million homes, 1.5 million of them here"."""
    telling = quantity.unit is None and max(quantity.low or 0, quantity.high or 0) >= TELLING
    if last is None or not telling or not last.adjacent or not _is_plural(last.head):
        return None
    if last.head.sent != token_at(doc, quantity.core).sent:
        return None
    return last._replace(adjacent=False)


def _figure(quantity: Quantity, counted: Counted | None, paragraph: Paragraph, clock: tuple[Found, ...]) -> Figure:
    cite = paragraph.cite((quantity.start, _end_of(quantity, counted)))
    place = place_of(quantity, counted, paragraph)
    return Figure(
        id=id_of("f", paragraph.page.id, cite.start, cite.end),
        page=paragraph.page.id,
        text=cite.text,
        start=cite.start,
        end=cite.end,
        low=quantity.low,
        high=quantity.high,
        modifier=quantity.modifier,
        unit=_unit(quantity, counted),
        counted=counted_words(quantity, counted, paragraph),
        scope=scope_of(quantity, counted, paragraph, place),
        place=place,
        as_of_words=_as_of_words(quantity, counted, paragraph, clock),
        confidence=_confidence(quantity, counted),
        by="figures.v1",
    )


def _is_news(quantity: Quantity, counted: Counted | None, doc: Doc) -> bool:
    if counted is None:
        return quantity.unit is not None
    if quantity.unit is not None:
        return True
    if befell(counted.head):
        return True
    if not counted.adjacent:
        return not quantity.small and quantity.modifier != "vague"
    noun = counted.head
    if quantity.small and (noun.lemma_.lower() in LOOSE or (noun.pos_ == "PROPN" and not _is_people(noun))):
        return False
    if not _is_plural(noun) and quantity.number not in ("one", "a") and _period_of(quantity, counted) is None:
        return False
    if quantity.number == "one":
        return _one_counts(quantity, noun)
    if noun.pos_ == "PROPN" and noun.tag_ == "NNP" and not _is_people(noun):
        return False
    return not (quantity.small and (_points_back(quantity, doc) or _only_speaks(noun)))


def _is_plural(noun: Token) -> bool:
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_ in MASS or noun.lower_.endswith("s") or _is_people(noun)


def _period_of(quantity: Quantity, counted: Counted) -> Token | None:
    """The unit of time that a number and a noun share as one modifier: "12-year drought", "24 hour strike"."""
    doc = counted.head.doc
    behind = (token for token in doc[: counted.head.i + 1] if token.idx >= quantity.end and token.tag_ != "HYPH")
    first = next(behind, None)
    return first if first is not None and first.lemma_.lower() in DURATIONS else None


def _one_counts(quantity: Quantity, noun: Token) -> bool:
    # "one" is a number only where people are counted as lost, held or saved, or where the text says "at least one"
    verb = verb_of(noun)
    toll = verb is not None and verb.lemma_.lower() in TOLL and _is_people(noun)
    return quantity.modifier != "exact" or (toll and noun.dep_ in ("nsubj", "nsubjpass", "dobj", "conj"))


def _points_back(quantity: Quantity, doc: Doc) -> bool:
    words = doc.text[: quantity.core].split()
    return bool(words) and words[-1].lower() in REPEATING


def _only_speaks(noun: Token) -> bool:
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in SPEAKING


def _end_of(quantity: Quantity, counted: Counted | None) -> int:
    """Where the figure's words end: with the noun, but money and units of measure stand by themselves."""
    if counted is None or not counted.adjacent or quantity.money:
        return quantity.end
    if quantity.unit is not None and re.match(r"\sof\s", counted.head.doc.text[quantity.end :]):
        return quantity.end
    return counted.head.idx + len(counted.head)


def _unit(quantity: Quantity, counted: Counted | None) -> str:
    if quantity.unit is not None or counted is None:
        return quantity.unit or ""
    noun = (_period_of(quantity, counted) if counted.adjacent else None) or counted.head
    lemma = noun.lemma_.lower()
    if lemma in MONEY:
        owner = noun.doc[noun.i - 1].lower_ if noun.i else ""
        return DOLLARS.get(owner, MONEY[lemma]) if lemma == "dollar" else MONEY[lemma]
    if lemma in DURATIONS:
        return "centuries" if lemma == "century" else f"{lemma}s"
    if lemma in MEASURES:
        return MEASURES[lemma]
    if _is_people(noun) or lemma in HEADCOUNTS or befell(noun):
        return "people"
    if lemma in TALLIES:
        return "number"
    return noun.lower_ if noun.tag_ in ("NNS", "NNPS") else f"{noun.lower_}s"


def _is_people(noun: Token) -> bool:
    lemma, lower = noun.lemma_.lower(), noun.lower_
    if lemma in PEOPLE or lower in PEOPLE or lower.removesuffix("s") in PEOPLE:
        return True
    if lower.endswith(PEOPLE_ENDINGS) and noun.pos_ == "NOUN":
        return lower not in THINGS
    demonym = noun.text.istitle() and noun.i > noun.sent.start and lower.endswith(("ans", "ese", "ish", "is", "ers"))
    return noun.ent_type_ == "NORP" or demonym


def _as_of_words(
    quantity: Quantity, counted: Counted | None, paragraph: Paragraph, clock: tuple[Found, ...]
) -> Cite | None:
    """The date in the figure's own clause or in what it counts; "since" and "until" only bound a stretch."""
    doc = paragraph.doc
    number = token_at(doc, quantity.core)
    verb = verb_of(counted.head if counted and counted.adjacent else number)
    for found in clock:
        if (
            found.type not in ("DATE", "TIME")
            or found.end > number.sent.end_char
            or found.start < number.sent.start_char
        ):
            continue
        token = token_at(doc, found.start)
        before = doc[token.i - 1].lower_ if token.i else ""
        inside = counted is not None and counted.start <= token.i < counted.end
        if before not in ("since", "until", "till", "by", "than") and (inside or verb_of(token) == verb):
            return paragraph.cite((found.start, found.end))
    return None


def _confidence(quantity: Quantity, counted: Counted | None) -> float:
    """How far to trust the figure, by kind; measured as precision on development pages (docs/quality.md)."""
    if counted is None or quantity.number == "one":
        return 0.5
    if quantity.modifier == "vague" or quantity.small:
        return 0.7
    return 0.9
