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
    **dict.fromkeys(("meeting", "session", "summit", "talks", "negotiations", "consultations", "round"), "meeting"),
    **dict.fromkeys(("conference", "forum", "congress", "symposium", "convention", "assembly"), "conference"),
    **dict.fromkeys(("hearing", "trial", "inquiry", "inquest"), "hearing"),
    **dict.fromkeys(("election", "elections", "referendum", "vote", "ballot", "runoff"), "vote"),
    **dict.fromkeys(("attack", "attacks", "bombing", "shooting", "explosion", "blast", "raid", "ambush"), "attack"),
    **dict.fromkeys(("crash", "collision", "derailment", "shipwreck"), "crash"),
    **dict.fromkeys(
        ("earthquake", "flood", "floods", "storm", "hurricane", "typhoon", "wildfire", "drought"), "disaster"
    ),
    **dict.fromkeys(("outbreak", "epidemic", "pandemic"), "outbreak"),
    **dict.fromkeys(("ceasefire", "truce", "swap"), "agreement"),
    **dict.fromkeys(("exercise", "exercises", "drill", "drills", "manoeuvres", "maneuvers"), "exercise"),
    **dict.fromkeys(("protest", "protests", "demonstration", "rally", "march", "strike"), "protest"),
}
"""Event noun -> kind."""

_ORDINAL = re.compile(r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|annual|inaugural)\b", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:in|at)\s(?:the\s\w+\sof\s|the\s)?(?P<place>[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})")


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
    names = names_in(words.text)
    if not (names or _ORDINAL.search(words.text)) or noun.dep_ == "compound":
        return None
    cite = paragraph.cite(words)
    place = _PLACE.search(paragraph.doc.text, words.end_char, sentence.end_char) or _PLACE.search(words.text)
    return Event(
        id=id_of("v", paragraph.page.id, KINDS[noun.lower_], cite.start, cite.end),
        page=paragraph.page.id,
        kind=KINDS[noun.lower_],
        name=clean(cite.text),
        start=cite.start,
        end=cite.end,
        text=cite.text,
        participants=tuple(Participant(None, name, "participant") for name in names),
        place=place["place"] if place else None,
        by=NAME,
    )


def _bounds(noun: Token) -> tuple[int, int]:
    """The event's own words: what stands before the noun, and an "of" or "between" phrase behind it."""
    last = noun.i
    for child in noun.children:
        if child.i == last + 1 and child.lower_ in ("of", "between"):
            last = max(token.i for token in child.subtree if token.dep_ not in ("punct", "relcl"))
    return noun.left_edge.i, last
