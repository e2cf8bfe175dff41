"""For when does a figure hold, by the words of its own sentence?

The date of its clause, else of the clause that this one hangs on: "the wall fell on Sunday, killing 14", "on Friday
boats saved 700 people, and guards found 200", "the April flood, which left 14 dead".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from spacy.tokens import Token

from onrecord.extract.counted import Counted, token_at, verb_of
from onrecord.extract.parse import Paragraph
from onrecord.extract.quantities import Quantity
from onrecord.extract.times import Found
from onrecord.model import Cite

BESIDE = 4
"""Characters between a number and the date that is its own ("9 in 2028")."""

BOUNDS = frozenset({"since", "until", "till", "by", "than"})
"""Words before a date that only bounds a stretch."""

Clause: TypeAlias = Callable[[Token], bool]
"""Whether a word stands in the clause."""


def as_of_words(
    quantity: Quantity, counted: Counted | None, paragraph: Paragraph, clock: tuple[Found, ...]
) -> Cite | None:
    """The date that a figure holds for, as worded in its sentence; None where the sentence gives it none."""
    doc = paragraph.doc
    number = token_at(doc, quantity.core)
    verb = verb_of(counted.head if counted and counted.adjacent else number)
    sentence = range(number.sent.start_char, number.sent.end_char)
    dates = [found for found in clock if found.type in ("DATE", "TIME") and found.start in sentence]
    dates = [found for found in dates if doc[max(0, token_at(doc, found.start).i - 1)].lower_ not in BOUNDS]
    own = range(counted.start, counted.end) if counted else range(0)
    for clause in (lambda token: token.i in own or verb_of(token) == verb, *_clauses_over(verb)):
        for found in sorted(dates, key=lambda found: _rank(found, quantity)):
            if clause(token_at(doc, found.start)) or _when(found, verb):
                return paragraph.cite((found.start, found.end))
    return None


def _clauses_over(verb: Token | None) -> Iterator[Clause]:
    """The clauses whose date a clause shares, the nearest first."""
    while verb is not None:
        above = verb.head
        if verb.dep_ in ("relcl", "acl"):
            yield _words_before(above, verb)
        verb = _sharing(verb)
        if verb is not None:
            yield _clause_of(verb)


def _sharing(verb: Token) -> Token | None:
    """The verb over another one that tells of the same time; None where the other one has a time of its own."""
    above = verb.head
    along = verb.dep_ == "conj" and verb.tag_ == above.tag_ and above.tag_ in ("VBD", "VBN")
    if along or (verb.dep_ == "advcl" and verb.tag_ == "VBG"):
        return above
    within = verb.dep_ == "prep" or (verb.dep_ == "acl" and verb.tag_ == "VBG")
    return verb_of(above) if within else None


def _clause_of(verb: Token) -> Clause:
    return lambda token: verb_of(token) == verb


def _words_before(noun: Token, verb: Token) -> Clause:
    return lambda token: token.i < verb.i and (noun == token or noun in token.ancestors)


def _rank(found: Found, quantity: Quantity) -> tuple[bool, bool]:
    # "from 9 in 2028 to 41 last year": the date right behind a number is its own; a date goes before "a year earlier"
    return not 0 <= found.start - quantity.end <= BESIDE, found.reading.startswith(("before:", "after:"))


def _when(found: Found, verb: Token | None) -> bool:
    """Whether a clause with "when" right behind a date is about that date ("the year before, when it was 40")."""
    words = [child for child in verb.children if child.lower_ == "when"] if verb is not None else []
    return bool(words) and 0 <= words[0].idx - found.end <= BESIDE
