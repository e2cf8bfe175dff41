"""Who comes into an office, leaves it, or hands it on, by the words between a name and a title?

"A B was appointed head of Y", "A B stepped down as head of Y", "the board named A B head of Y", "A B succeeded C D as
head of Y". Whoever left an office holds it as a former one; so does who held it until a year that is past.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.holders import Holder, is_rank, named_until
from onrecord.extract.lexicon.en.offices import (
    ENDED,
    FOLLOWED,
    GAINED,
    LEFT,
    NOT_DONE,
    OUSTED,
    OUSTING,
    PUT,
    PUTTING,
    WAS,
)
from onrecord.extract.phrases import Word
from onrecord.extract.titling import Passage, Title

LONGEST_GAP = 18
"""Words between a name and a title that a verb may join ("was appointed on Monday by the board as the new")."""

ARTICLES: frozenset[str] = frozenset({"the", "a", "an", "its", "their", "his", "her", "new"})


def tenures(passage: Passage, title: Title) -> Iterator[Holder]:
    """The holders that verbs give to a title: of several readings the first that fits."""
    for rule in (_followed, _joined, _put):
        found = list(rule(passage, title))
        if found:
            yield from found
            return


def ended(passage: Passage, title: Title) -> bool:
    """Whether the words behind a title say that its holder left it before the page's year."""
    told = ENDED.match(_low(passage.words, title.end, title.end + 10))
    if told is None:
        return False
    years = [year for year in told.groups() if year]
    published = (passage.paragraph.page.published.edtf or "")[:4]
    return not (years and published.isdigit() and years[0] > published)


def former(title: Title) -> Title:
    """The title as one that its holder has left."""
    told = {"former", "ex", "outgoing", "then"} & set(title.text.lower().split())
    return title if told else replace(title, text=f"former {title.text}")


def _low(words: list[Word], start: int, end: int) -> str:
    return "".join(f" {word.low}" for word in words[start:end])


def _joined(passage: Passage, title: Title) -> Iterator[Holder]:
    """The nearest name before the title that a known gap joins to it."""
    for end in range(title.start, max(0, title.start - LONGEST_GAP), -1):
        gap = _low(passage.words, end, title.start)
        gained = GAINED.fullmatch(gap)
        if gained or LEFT.fullmatch(gap) or WAS.fullmatch(gap):
            now = title if gained else former(title)
            holder = named_until(passage, end, now, "after-verb" if gained else "left-office")
            if holder is not None:
                yield holder
                return


def _followed(passage: Passage, title: Title) -> Iterator[Holder]:
    """Both holders of "A B succeeded C D as head of Y" and "C D was succeeded by A B as head of Y"."""
    words = passage.words
    if title.start == 0 or words[_before_article(words, title.start)].low != "as":
        return
    second = named_until(passage, _before_article(words, title.start), title, "succeeded")
    if second is None:
        return
    at = second.first
    while at > 0 and is_rank(words[at - 1]):
        at -= 1
    verb, by = at - 1, words[at - 1].low == "by"
    if by or (words[verb].low == "from" and words[verb - 1].low == "over"):
        verb -= 1 if by else 2
    if verb < 1 or not (words[verb].low in FOLLOWED or words[verb].low in ("took", "takes")):
        return
    first = named_until(passage, _before_auxiliaries(words, verb), title, "succeeded")
    if first is None and any(word.low in NOT_DONE for word in words[max(0, verb - 2) : verb]):
        return
    yield replace(second, title=title if by else former(title))
    if first is not None:
        yield replace(first, title=former(title) if by else title)


def _before_article(words: list[Word], at: int) -> int:
    """The place of the "as" before a title, articles passed over."""
    at -= 1
    while at > 0 and words[at].low in ARTICLES:
        at -= 1
    return at


def _before_auxiliaries(words: list[Word], at: int) -> int:
    """Where the subject before a verb ends: "who", a comma and auxiliaries passed over."""
    while at > 0 and words[at - 1].low in ("was", "is", "has", "had", "been", "who", "also", "later", "then"):
        at -= 1
    return at - 1 if at > 0 and words[at - 1].comma else at


def _put(passage: Passage, title: Title) -> Iterator[Holder]:
    """The object of a verb or noun that gives or takes an office: "elected A B speaker", "the dismissal of A B as"."""
    words, end = passage.words, title.start
    while end > 0 and (words[end - 1].low in ARTICLES or words[end - 1].low in ("as", "to", "be")):
        end -= 1
    holder = named_until(passage, end, title, "put-into")
    at = holder.first if holder is not None else 0
    while at > 0 and is_rank(words[at - 1]):
        at -= 1
    if holder is None or at == 0:
        return
    noun = words[at - 1].low == "of" and at > 1
    verb = words[at - 2].low if noun else words[at - 1].low
    if any(word.low in NOT_DONE for word in words[max(0, at - 4) : at - 1]):
        return
    if verb in (PUTTING if noun else PUT):
        yield holder
    elif verb in (OUSTING if noun else OUSTED) and words[title.start - 1].low != "a":
        yield replace(holder, title=former(title))
