"""Which paragraphs are the questions and answers of an interview that has neither labels nor quotation marks?

The page is then one long exchange: short paragraphs that end in a question mark, and between them answers by one person
in the first person. What the page says before the first question names who answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract import cues
from onrecord.extract.direct import TRANSCRIPT
from onrecord.extract.spans import Found, Offsets, Passage, trimmed

QUESTIONS_NEEDED = 3
"""Questions from which a page may be an interview: fewer are found in any opinion piece."""
ANSWERED = 0.5
"""Share of the answers that must speak in the first person, or open with yes, no and the like."""
QUESTION_WORDS = 60
"""Longest question in words; a longer paragraph that ends in a question mark is an essay's."""
PROMPT_WORDS = 40
"""Longest prompt in words: a turn of the interviewer that ends in no question mark."""
YOU: frozenset[str] = frozenset({"you", "your", "yours", "you're", "you've"})
SHORT_ANSWERS = frozenset({"yes", "no", "absolutely", "definitely", "well", "sure", "certainly", "both", "right", "oh"})

ENDED = re.compile(r"[.?!…][\"”’')\]]*\s*$")
"""How a sentence ends; a paragraph without an end is a caption between the answers."""
ANNOUNCED = re.compile(
    r"\b(?:interview(?:s|ed)?(?:\s(?:with|of))?|(?:spoke|speaks|talked|talks|sat\sdown|chatted|chats|caught\sup)\s(?:to|with))\s"
)
"""Words before the name of whoever is interviewed."""

AWAY = re.compile(r"[.:;?!]|\b(?:by|about|on|for|after|who|and)\b", re.IGNORECASE)
"""What leads from "spoke with" to somebody else."""
FULL_NAME = 2
"""Words of a name that can only be one person's."""
NEAR = 120
"""Letters between "spoke with" and the name: titles and offices stand there."""
SURE = 0.8
"""Share of answers that are speech of whoever is interviewed, by judgement."""
DOUBT = "who answers is told by the words before the first question"
"""Why a person should look: one name taken wrongly is a page of wrong speakers."""


def interview(passages: Sequence[Passage]) -> dict[int, Found]:
    """Paragraph number -> the question or answer it is; nothing when the page is no such interview."""
    questions = {number for number, passage in enumerate(passages) if _asks(passage)}
    if len(questions) < QUESTIONS_NEEDED:
        return {}
    exchange = range(min(questions), len(passages))
    answers = [number for number in exchange if number not in questions]
    first = [number for number in answers if number - 1 in questions]
    own = sum(_own_words(passages[number]) for number in first)
    if len(first) < QUESTIONS_NEEDED or own < ANSWERED * len(first):
        return {}
    questions |= {number for number in answers if _prompts(passages[number])}
    spoken = (number for number in exchange if number in questions or ENDED.search(passages[number].text))
    return {number: _spoken(passages[number], asked=number in questions) for number in spoken}


def interviewed(passages: Sequence[Passage]) -> tuple[int, Offsets] | None:
    """The paragraph before the first question, and the place in it, that name who answers.

    None when no words say so, or when they say it of two persons: a wrong speaker is worse than none.
    """
    found: dict[str, tuple[int, Offsets]] = {}
    for number, passage in enumerate(passages):
        if _asks(passage):
            break
        for match in ANNOUNCED.finditer(passage.text):
            person = _person_behind(passage, match.start(), match.end())
            if person is not None:
                found.setdefault(passage.text[person[0] : person[1]], (number, person))
    return next(iter(found.values())) if len(found) == 1 else None


def _person_behind(passage: Passage, start: int, end: int) -> Offsets | None:
    """The full name that "spoke with" leads to: the first name behind it, unless a person stands before it, who may be
    the one that answers ("A sat down with B for an interview")."""
    sentence = next(sent for sent in passage.doc.sents if sent.end_char > start)
    asked = any(e.label_ == "PERSON" and e.end_char <= start for e in sentence.ents)
    name = next((e for e in passage.doc.ents if e.start_char >= end), None)
    if asked or name is None or name.label_ != "PERSON" or len(name) < FULL_NAME:
        return None
    between = passage.text[end : name.start_char]
    return (name.start_char, name.end_char) if len(between) < NEAR and not AWAY.search(between) else None


def _asks(passage: Passage) -> bool:
    text = passage.text.strip()
    plain = not passage.quotes or passage.quotes[0].start > 1
    return text.endswith("?") and plain and len(text.split()) <= QUESTION_WORDS and not TRANSCRIPT.match(text)


def _prompts(passage: Passage) -> bool:
    """Whether the interviewer speaks without asking: short, to "you", and not of himself."""
    words = {token.lower_ for token in passage.doc}
    return len(passage.doc) <= PROMPT_WORDS and bool(words & YOU) and not words & cues.FIRST_PERSON


def _own_words(passage: Passage) -> bool:
    """Whether a paragraph speaks in the first person outside quotation marks, or opens as answers do."""
    words = [token.lower_ for token in passage.unquoted() if token.is_alpha]
    return bool(cues.FIRST_PERSON.intersection(words) or SHORT_ANSWERS.intersection(words[:1]))


def _spoken(passage: Passage, *, asked: bool) -> Found:
    content = (trimmed(passage.text, (0, len(passage.text))),)
    if asked:
        return Found(content, "question", SURE, aside="question")
    return Found(content, "answer", SURE, doubt=DOUBT)
