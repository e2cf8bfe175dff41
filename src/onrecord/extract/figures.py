"""Which quantities does a page report, what do they count, and for when do they hold?

`quantities` finds numbers with their bounds, `counted` what they count; here the two become figures, and what is no
news is left out: a bare pronoun "one", "the two sides", people counted only because they speak ("two officials said").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from spacy.tokens import Doc, Token

from onrecord.extract.about import about
from onrecord.extract.countable import is_people, is_plural
from onrecord.extract.counted import Counted, befell, counted_by, verb_of
from onrecord.extract.ellipsis import left_out, says_more
from onrecord.extract.givers import giver_of
from onrecord.extract.holding import as_of_words
from onrecord.extract.lexicon.en.measures import AGES, DOLLARS, DURATIONS, MEASURES, MONEY
from onrecord.extract.lexicon.en.things import LOOSE, MASS, PEOPLE_TOGETHER, SPANNED, SPEAKING, TALLIES, TOLL
from onrecord.extract.moves import Change, base_of, change_of, tells_again
from onrecord.extract.narrowing import counted_words
from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.periods import course_of
from onrecord.extract.quantities import Quantity, quantities, rate_of
from onrecord.extract.scopes import place_of, scope_of
from onrecord.extract.surroundings import before, behind, text_of
from onrecord.extract.times import Found, found_in
from onrecord.extract.wholes import with_wholes
from onrecord.model import Figure, id_of

Policy: TypeAlias = Callable[[Quantity, Counted | None, Doc], bool]
"""Whether a quantity with what it counts is kept."""


class Context(NamedTuple):
    """A paragraph with its time expressions and all its quantities."""

    paragraph: Paragraph
    clock: tuple[Found, ...]
    quantities: list[Quantity]


class Told(NamedTuple):
    """A quantity, what it counts, and the change it tells."""

    quantity: Quantity
    counted: Counted | None
    change: Change | None


HEADCOUNTS = frozenset(
    {"toll", "population", "membership", "attendance", "turnout", "crew", "staff", "workforce", "audience"}
)
"""Nouns whose number counts people."""

REPEATING = frozenset({"the", "these", "those", "their", "his", "her", "its", "our", "your", "both", "all", "which"})
"""Words before a small number that point back at things already counted ("the two sides")."""


def amounts(parsed: Parsed) -> Iterator[Figure]:
    """The reported quantities of a page's body in the order of the text.

    Who gave a figure is not decided here: `given_by` and `statement` stay empty.
    """
    return figures_of(parsed, kept=is_news)


def figures_of(parsed: Parsed, *, kept: Policy) -> Iterator[Figure]:
    """The quantities of a page's body that a policy keeps; ages carry a unit of `AGES`."""
    for paragraph in parsed.body():
        clock = found_in(paragraph)
        found = list(quantities(paragraph, clock))
        if found:
            given = Context(paragraph, clock, found)
            yield from with_wholes([_figure(one, given) for one in _kept(given, kept)], paragraph.page.text)


def _kept(given: Context, kept: Policy) -> Iterator[Told]:
    """The quantities of a paragraph that a policy keeps, with what they count and how it changed."""
    doc = given.paragraph.doc
    last: tuple[Quantity, Counted] | None = None
    earlier: Told | None = None
    for quantity, following in zip_longest(given.quantities, given.quantities[1:]):
        own = counted_by(quantity, doc)
        counted = left_out(quantity, last, own, doc) or _shared(quantity, following, doc)
        if not kept(quantity, counted, doc):
            continue
        if own and own.head.lemma_.lower() not in DURATIONS:  # nobody counts years on from years
            last = (quantity, own)
        change = change_of(quantity, counted, doc)
        if change is None:
            change = _swing(quantity, following, earlier, text_of(doc))
        if change is None and earlier is not None and tells_again(earlier.quantity, quantity, text_of(doc)):
            change = earlier.change
        earlier = Told(quantity, counted, change)
        yield earlier


def _swing(quantity: Quantity, following: Quantity | None, earlier: Told | None, text: str) -> Change | None:
    """The change of "went from 20 to 35", which the two numbers tell and no verb."""
    if following is not None and re.search(r"\bfrom\s$", before(text, quantity.start), re.IGNORECASE):
        first, second = quantity.low or quantity.high, following.high or following.low
        joined = text[quantity.end : following.start] == " to " and quantity.modifier != "range"
        if joined and first and second and quantity.unit == following.unit:
            return Change("rise" if first < second else "fall", "from")
    begun = earlier is not None and earlier.change is not None and earlier.change.move == "from"
    if earlier and begun and text[earlier.quantity.end : quantity.start] == " to " and earlier.change:
        return Change(earlier.change.direction, "to")
    return None


def _shared(quantity: Quantity, following: Quantity | None, doc: Doc) -> Counted | None:
    """The noun that the second number of "from 20 to 35 boats" names for both."""
    if following is None or quantity.unit is not None or text_of(doc)[quantity.end : following.start] != " to ":
        return None
    counted = counted_by(following, doc)
    return counted._replace(adjacent=False) if counted is not None else None


def _figure(told: Told, given: Context) -> Figure:
    quantity, counted, change = told
    paragraph = given.paragraph
    cite = paragraph.cite((quantity.start, _end_of(quantity, counted)))
    place = place_of(quantity, counted, paragraph)
    per = rate_of(paragraph.plain, cite.end - paragraph.start)
    course = course_of(told.quantity, counted, change, per, paragraph, given.clock)
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
        as_of_words=as_of_words(quantity, counted, paragraph, given.clock),
        confidence=_confidence(quantity, counted),
        by="figures.v1",
        direction=change.direction if change else None,
        move=change.move if change else None,
        base=base_of(quantity, change, paragraph.doc, given.clock, given.quantities),
        per=per,
        measure=course.measure,
        period=course.period,
        about=about(quantity, counted, paragraph),
        giver=giver_of(quantity, paragraph),
    )


def is_news(quantity: Quantity, counted: Counted | None, doc: Doc) -> bool:
    """Whether the record keeps a quantity: no age, no echo of a number told before, no "two officials said"."""
    if quantity.unit in AGES or quantity.dated:
        return False
    if counted is None:
        return quantity.unit is not None
    if quantity.unit is not None:
        return True
    if befell(counted.head):
        return True
    if not counted.adjacent:
        return (not quantity.small or says_more(quantity, doc)) and quantity.modifier != "vague"
    noun = counted.head
    loose = noun.lemma_.lower() in LOOSE and not (_narrowed(quantity, noun) or _other_people(noun))
    if quantity.small and (loose or (noun.pos_ == "PROPN" and not is_people(noun))):
        return False
    unit = _period_of(quantity, counted)
    spanned = unit is not None and (not quantity.small or unit.lemma_.lower() in SPANNED | DURATIONS)
    piece = 0 < (quantity.low or quantity.high or 0) < 1  # "half an hour", "a quarter point"
    if not (is_plural(noun) or quantity.number in ("one", "a", "quite a lot") or spanned or piece):
        return False
    if quantity.number in ("one", "both"):
        return _one_counts(quantity, noun)
    if noun.pos_ == "PROPN" and noun.tag_ == "NNP" and not is_people(noun):
        return False
    return not (quantity.small and (_points_back(quantity, counted, doc) or _only_speaks(noun)))


def _other_people(noun: Token) -> bool:
    """Whether "others" are people by what befell them ("three others were injured")."""
    verb = verb_of(noun)
    return noun.lower_ == "others" and verb is not None and verb.lemma_.lower() in TOLL and noun.dep_ in TOLD


def _period_of(quantity: Quantity, counted: Counted) -> Token | None:
    """The unit that a number and a noun share as one modifier: "12-year drought", "40-page report"."""
    doc = counted.head.doc
    rest = (token for token in doc[: counted.head.i + 1] if token.idx >= quantity.end and token.tag_ != "HYPH")
    first = next(rest, None)
    if first is None or first.lemma_.lower() in DURATIONS:
        return first
    hyphen = behind(text_of(doc), quantity.end).startswith("-")
    if hyphen and first.lemma_.lower() in SPANNED:
        return first
    many = (quantity.high or quantity.low or 0) > 1
    joined = first.tag_ == "NN" and first.i < counted.head.i and first.lower_ not in MASS
    return first if many and joined and (hyphen or counted.head.tag_ == "NN") else None


def _one_counts(quantity: Quantity, noun: Token) -> bool:
    # "one" is a number only where people are counted as lost, held or saved, or where the text says "at least one"
    verb = verb_of(noun)
    toll = verb is not None and verb.lemma_.lower() in TOLL and is_people(noun)
    told = noun.head.lower_ == "including" and is_people(noun)
    others = (word for word in noun.doc if word.lemma_ == noun.lemma_ and word.i != noun.i)
    among = any(child.dep_ == "nummod" for word in others for child in word.children)
    return quantity.modifier != "exact" or told or among or (toll and noun.dep_ in TOLD)


TOLD = frozenset({"nsubj", "nsubjpass", "dobj", "conj"})
"""What a single person is in the clause that says what befell them."""


def _points_back(quantity: Quantity, counted: Counted, doc: Doc) -> bool:
    """Whether the number repeats one told before ("the two sides"); "the three dead in Odra" say what they count."""
    words = before(text_of(doc), quantity.core).lower().split()
    own = counted.end > counted.head.i + 1
    return bool(words) and words[-1] in REPEATING and not (words[-1] == "the" and own and quantity.number != "two")


def _only_speaks(noun: Token) -> bool:
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in SPEAKING


def _end_of(quantity: Quantity, counted: Counted | None) -> int:
    """Where the figure's words end: with the noun, but money and units of measure stand by themselves."""
    if counted is not None and not counted.adjacent and says_more(quantity, counted.head.doc):
        return quantity.end + len(" more")
    if counted is None or not counted.adjacent or quantity.money:
        return quantity.end
    if quantity.unit is not None and re.match(r"\sof\s", behind(text_of(counted.head.doc), quantity.end)):
        return quantity.end
    return counted.head.idx + len(counted.head)


def _unit(quantity: Quantity, counted: Counted | None) -> str:
    if quantity.unit is not None or counted is None:
        return quantity.unit or ""
    noun = (_period_of(quantity, counted) if counted.adjacent else None) or counted.head
    lemma = noun.lemma_.lower()
    if lemma == "strong":
        return "people"
    if lemma in MONEY:
        owner = noun.doc[noun.i - 1].lower_ if noun.i else ""
        return DOLLARS.get(owner, MONEY[lemma]) if lemma == "dollar" else MONEY[lemma]
    if lemma in DURATIONS:
        return "centuries" if lemma == "century" else f"{lemma}s"
    if lemma in MEASURES and not (counted.adjacent and _narrowed(quantity, noun)):
        return MEASURES[lemma]
    together = not counted.adjacent and lemma in PEOPLE_TOGETHER
    if is_people(noun) or lemma in HEADCOUNTS or befell(noun) or together or _other_people(noun):
        return "people"
    if lemma in TALLIES:
        return "number"
    plural = noun.tag_ in ("NNS", "NNPS") or noun.lower_ in MASS or noun.lower_.endswith("s")
    return noun.lower_ if plural else f"{noun.lower_}s"


def _narrowed(quantity: Quantity, noun: Token) -> bool:
    """Whether another noun stands between a number and its noun: "412 parking meters" measure nothing."""
    return any(word.idx >= quantity.end and word.dep_ == "compound" for word in noun.lefts)


def _confidence(quantity: Quantity, counted: Counted | None) -> float:
    """How far to trust the figure: an estimate by kind, ordered by how often each kind is wrong; no measured share."""
    if counted is None or quantity.number == "one":
        return 0.5
    if quantity.modifier == "vague" or quantity.small:
        return 0.7
    return 0.9
