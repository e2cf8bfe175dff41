"""What happened, as a page tells it: which meeting, visit, agreement, vote, attack, strike, arrest, disaster, launch?

Two ways lead to an event. A noun of the table that the page makes definite, by an ordinal, a name or a place of its
own ("the 12th session of the River Council in Vell"); and a clause whose verb, subject and object are of the classes
of one deed ("Belmara and Sund signed an accord"). Plans, denials, threats and conditions are no events, and neither is
a clause that tells nobody by name, no second party, no place and no day: nothing would tell it from the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from onrecord.extract.dating import day_told
from onrecord.extract.deeds import Told, deed_told, happened_at_all
from onrecord.extract.lexicon.en.happenings import (
    LAUNCH,
    LAUNCHED,
    NOUNS,
    PLANNED,
    RISKED,
    ROLES,
    STRUCK,
    Kind,
)
from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.phrases import clean, names_in
from onrecord.model import Cite, Event, Participant, id_of

NAME = "events.v1"

ASIDE: frozenset[str] = frozenset({"relcl", "acl"})
"""Clauses that are no part of an event's name."""

NEAR = 40
"""How many characters behind an event its place is looked for."""

PLACING = r"(?:in|at|near|outside|off|across|to(?=\s[A-Z]))"

_ORDINAL = re.compile(r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|annual|inaugural)\b", re.IGNORECASE)
_PLACE = re.compile(
    rf"\s{PLACING}\s(?:the\s\w+\sof\s|the\s)?(?:(?:northern|southern|eastern|western|central|the)\s)?"
    r"(?P<place>[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})"
)
_NO_NAME = re.compile(r"[Aa]n?|[Tt]he|[Aa]ir|M(?:r|rs|s)|Dr|[\w-]+-[a-z]+")
"""Capitals that name nobody: an article that opens a sentence, "Sund-led"."""

_BODY = re.compile(r"(?:[Tt]he\s)?(?:[A-Z][\w.'-]*\s){0,4}Conference\sof\s(?:[A-Z]\w+\s){0,3}[A-Z]\w+s\b")
"""A "Conference of Bishops" is a body and no event."""

_HIT = re.compile(
    r"\s(?:on|against)\s(?:the\s)?(?!\w+day\b|\w+(?:ish|ese|ian|ean)\s[a-z]|(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*\b)"
    r"(?P<target>[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,3})"
)
"""Whom or what an attack was on; "on Monday" tells a day."""

_HEAD_ON = re.compile(
    r"\s(?:on|against)\s(?:the\s|an?\s)?(?:\w+\s)?(?:[A-Z]|hospital|base|convoy|village|school|market)"
)


def happened(parsed: Parsed) -> Iterator[Event]:
    """The events that the page's body tells, each kind and name once."""
    seen: set[tuple[str, str]] = set()
    for paragraph in parsed.body():
        for sentence in paragraph.doc.sents:
            if sentence.text.rstrip(' "').endswith("?"):
                continue
            for event in _in_sentence(paragraph, sentence):
                if (event.kind, event.name) not in seen:
                    seen.add((event.kind, event.name))
                    yield event


def _in_sentence(paragraph: Paragraph, sentence: Span) -> Iterator[Event]:
    """First what clauses tell, then the nouns that no clause of the same kind has told."""
    events = []
    for verb in sentence:
        told = deed_told(verb) if verb.pos_ in ("VERB", "AUX") else None
        event = _deed(paragraph, sentence, told) if told is not None else None
        if event is not None:
            events.append(event)
    taken = [(event.kind, event.start - paragraph.start, event.end - paragraph.start) for event in events]
    for noun in sentence:
        kind = _kind_of(noun)
        if kind is None or any(name == kind.name and a <= noun.idx < b for name, a, b in taken):
            continue
        named = _event(paragraph, sentence, noun, kind)
        if named is not None:
            events.append(named)
    yield from sorted(events, key=lambda event: (event.start, event.end))


def _deed(paragraph: Paragraph, sentence: Span, told: Told) -> Event | None:
    """The event of a clause, if a name, a second party, a place or a day is told by which it is known again."""
    participants = tuple(Participant(None, name, role) for name, role in told.participants)
    words = _words_of(told)
    day = day_told(paragraph, sentence, told.verbs)
    place = told.place or _place(paragraph, words, sentence)
    if not (place or day or told.named or len(participants) > 1):
        return None
    return _row(paragraph, words, told.kind, participants, place, day, f"{NAME}:clause")


def _words_of(told: Told) -> Span:
    """The stretch of the clause from its first to its last word that counts."""
    first, last = min(token.i for token in told.words), max(token.i for token in told.words)
    return told.words[0].doc[first : last + 1]


def _row(
    paragraph: Paragraph,
    words: Span,
    kind: Kind,
    participants: tuple[Participant, ...],
    place: str | None,
    day: Cite | None,
    by: str,
) -> Event:
    cite = paragraph.cite(words)
    return Event(
        id=id_of("v", paragraph.page.id, kind.name, cite.start, cite.end),
        page=paragraph.page.id,
        kind=kind.name,
        name=clean(cite.text),
        start=cite.start,
        end=cite.end,
        text=cite.text,
        participants=participants,
        place=place,
        by=by,
        code=kind.code,
        mode=kind.mode,
        date_words=day,
    )


def _kind_of(noun: Token) -> Kind | None:
    """The kind of an event noun; a "strike" is one of aircraft or of workers by the word before it or its target."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    if noun.lower_ not in ("strike", "strikes"):
        kind = NOUNS.get(noun.lower_)
        if noun.lower_ == "fire" and not _is_blaze(noun):
            return None
        return kind if kind is not LAUNCH or _is_flown(noun) else None
    before = noun.nbor(-1).lower_ if noun.i else ""
    before = noun.nbor(-2).lower_ if before in ("'", "'s") and noun.i > 1 else before
    if before in STRUCK:
        return STRUCK[before]
    return STRUCK["air"] if _HEAD_ON.match(noun.doc.text, noun.idx + len(noun)) else None


def _owners(noun: Token) -> tuple[str, ...]:
    """Whose visit or arrest it is: "Ilen Marrow's visit"."""
    owners = [c for c in noun.children if c.dep_ == "poss" and c.pos_ == "PROPN"]
    return tuple(clean(noun.doc[c.left_edge.i : c.i + 1].text) for c in owners)


def _is_blaze(noun: Token) -> bool:
    """Whether a fire burns: "the fire in Vell", not "under fire", "opened fire" or "gun fire"."""
    before = {child.dep_ for child in noun.children if child.i < noun.i}
    return "det" in before and "compound" not in before


def _is_flown(noun: Token) -> bool:
    """Whether a launch is of something that flies or is sold: "the missile launch", "the launch of the satellite"."""
    below = [w for c in noun.children if c.lower_ == "of" for w in c.children]
    return any(word.lemma_.lower() in LAUNCHED for word in (*noun.children, *below))


def _event(paragraph: Paragraph, sentence: Span, noun: Token, kind: Kind) -> Event | None:
    first, last = _bounds(noun)
    words = paragraph.doc[first : last + 1]
    if noun.dep_ == "compound" or words[0].tag_ == "PRP$" or _is_unreal(noun, words) or _BODY.match(words.text):
        return None
    place = _place(paragraph, words, sentence)
    names = tuple(name for name in _names(words) if NOUNS.get(name.lower()) is None and name != place)
    numbered = _ORDINAL.search(words.text) and last > noun.i
    hit = _HIT.match(paragraph.plain, words.end_char) if kind.name == "attack" else None
    head = noun.head if noun.head.pos_ in ("VERB", "AUX") else noun
    day = day_told(paragraph, sentence, [head]) or _day_in(paragraph, sentence, words)
    owned = kind.name in ROLES and _owners(noun)
    if not (names or owned or numbered or ((place or hit or day) and _is_told(noun))):
        return None
    own = noun.lower_.rstrip("s")  # "Reed Growers Conference" is the event's own name
    names += _owners(noun) if kind.name in ROLES else ()
    took_part = (name for name in dict.fromkeys(names) if not name.lower().rstrip("s").endswith(own))
    people = tuple(Participant(None, name, ROLES.get(kind.name, "participant")) for name in took_part)
    people += (Participant(None, hit["target"], "target"),) if hit else ()
    return _row(paragraph, words, kind, people, place, day, NAME)


def _day_in(paragraph: Paragraph, sentence: Span, words: Span) -> Cite | None:
    """The day that stands inside the event's own words ("the 2029 floods in Sund")."""
    verbs = {token for token in sentence if token.pos_ in ("VERB", "AUX")} | {sentence.root}
    day = day_told(paragraph, sentence, verbs)
    inside = day is not None and paragraph.start + words.start_char <= day.start < paragraph.start + words.end_char
    return day if inside else None


def _is_unreal(noun: Token, words: Span) -> bool:
    """Whether the words before an event noun, or the noun or verb it hangs on, make it a plan or a fear."""
    if any(token.lower_ in PLANNED for token in words if token.i < noun.i):
        return True
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return above != noun and above.lemma_.lower() in RISKED


def _is_told(noun: Token) -> bool:
    """Whether a clause of the past tells of the noun: as its subject or object, or as what came before or after it."""
    for token in (noun, *noun.ancestors):
        if token.pos_ in ("VERB", "AUX"):
            return happened_at_all(token)
    return False


def _place(paragraph: Paragraph, words: Span, sentence: Span) -> str | None:
    """The place told at the end of an event's words or right behind them; "in October" is none."""
    inside = list(_PLACE.finditer(paragraph.plain, words.start_char, words.end_char))
    behind = _PLACE.search(paragraph.plain, words.end_char, min(sentence.end_char, words.end_char + NEAR))
    place = inside[-1] if inside else behind
    dates = " ".join(ent.text for ent in sentence.ents if ent.label_ == "DATE")
    return place["place"] if place and place["place"] not in dates else None


def _names(words: Span) -> tuple[str, ...]:
    """The names in an event's words that are no dates."""
    dates = {ent.text for ent in words.ents if ent.label_ in ("DATE", "TIME", "CARDINAL", "ORDINAL")}
    names = (name for name in names_in(words.text) if not _NO_NAME.fullmatch(name))
    return tuple(dict.fromkeys(name for name in names if not any(name in date for date in dates)))


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
