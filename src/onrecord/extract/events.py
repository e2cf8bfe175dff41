"""What happened, as a page tells it: which meeting, attack, crash, vote or disaster, where and with whom?

A small and careful start: an event is a noun of the table below that the page makes definite, by an ordinal or by a
name of its own ("the 12th session of the River Council in Vell"). A bare "talks" is no event, because nothing would
tell it from the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.phrases import clean, names_in
from onrecord.model import Event, Participant, id_of

NAME = "events.v1"

KINDS: dict[str, str] = {
    **dict.fromkeys(("meeting", "session", "summit", "talks", "negotiations", "consultations"), "meeting"),
    **dict.fromkeys(("conference", "symposium"), "conference"),
    **dict.fromkeys(("hearing", "trial", "inquest"), "hearing"),
    **dict.fromkeys(("election", "elections", "referendum", "runoff"), "vote"),
    **dict.fromkeys(("attack", "bombing", "shooting", "raid", "ambush"), "attack"),
    **dict.fromkeys(("crash", "collision", "derailment", "shipwreck"), "crash"),
    **dict.fromkeys(("earthquake", "flood", "floods", "hurricane", "typhoon", "wildfire"), "disaster"),
    **dict.fromkeys(("outbreak", "epidemic"), "outbreak"),
    **dict.fromkeys(("ceasefire", "truce"), "agreement"),
    **dict.fromkeys(("exercise", "exercises", "manoeuvres", "maneuvers"), "exercise"),
    **dict.fromkeys(("protest", "protests", "demonstration"), "protest"),
}
"""Event noun -> kind."""

ASIDE: frozenset[str] = frozenset({"relcl", "acl"})
"""Clauses that are no part of an event's name."""

NEAR = 40
"""How many characters behind an event its place is looked for."""

_ORDINAL = re.compile(r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|annual|inaugural)\b", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:in|at)\s(?:the\s\w+\sof\s|the\s)?(?P<place>[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})")


def happened(parsed: Parsed) -> Iterator[Event]:
    """The events that the page's body makes definite, each kind and name once."""
    seen: set[tuple[str, str]] = set()
    for paragraph in parsed.body():
        for sentence in paragraph.doc.sents:
            for noun in sentence:
                event = (
                    _event(paragraph, sentence, noun)
                    if noun.lower_ in KINDS and noun.pos_ in ("NOUN", "PROPN")
                    else None
                )
                if event is not None and (event.kind, event.name) not in seen:
                    seen.add((event.kind, event.name))
                    yield event


def _event(paragraph: Paragraph, sentence: Span, noun: Token) -> Event | None:
    first, last = _bounds(noun)
    words = paragraph.doc[first : last + 1]
    names = tuple(name for name in _names(words) if KINDS.get(name.lower()) is None)
    numbered = _ORDINAL.search(words.text) and last > noun.i
    if noun.dep_ == "compound" or words[0].tag_ == "PRP$" or not (names or numbered):
        return None
    cite = paragraph.cite(words)
    return Event(
        id=id_of("v", paragraph.page.id, KINDS[noun.lower_], cite.start, cite.end),
        page=paragraph.page.id,
        kind=KINDS[noun.lower_],
        name=clean(cite.text),
        start=cite.start,
        end=cite.end,
        text=cite.text,
        participants=tuple(Participant(None, name, "participant") for name in names),
        place=_place(paragraph, words, sentence),
        by=NAME,
    )


def _place(paragraph: Paragraph, words: Span, sentence: Span) -> str | None:
    """The place told right behind an event; "in October" is none."""
    place = _PLACE.search(paragraph.plain, words.end_char, min(sentence.end_char, words.end_char + NEAR))
    dates = " ".join(ent.text for ent in sentence.ents if ent.label_ == "DATE")
    return place["place"] if place and place["place"] not in dates else None


def _names(words: Span) -> tuple[str, ...]:
    """The names in an event's words that are no dates."""
    dates = {ent.text for ent in words.ents if ent.label_ in ("DATE", "TIME", "CARDINAL", "ORDINAL")}
    return tuple(name for name in names_in(words.text) if not any(name in date for date in dates))


def _bounds(noun: Token) -> tuple[int, int]:
    """The event's own words: what stands before the noun, and an "of" or "between" phrase behind it."""
    last = noun.i
    for child in noun.children:
        if child.lower_ in ("of", "between") and child.i == last + 1:
            kept = [token.i for token in child.subtree if not any(t.dep_ in ASIDE for t in _line(token, child))]
            bracket = next((at for at in kept if "(" in noun.doc[at].text), None)
            last = bracket - 1 if bracket is not None and noun.doc[bracket].text == "(" else max(kept)
    while noun.doc[last].is_punct or noun.doc[last].pos_ in ("CCONJ", "ADP", "DET"):
        last -= 1
    first = noun.left_edge.i
    while noun.doc[first].pos_ in ("ADP", "SCONJ", "CCONJ", "PUNCT"):
        first += 1
    return first, last


def _line(token: Token, top: Token) -> list[Token]:
    """A word and the words above it, up to `top`."""
    line = [token]
    while line[-1] != top:
        line.append(line[-1].head)
    return line
