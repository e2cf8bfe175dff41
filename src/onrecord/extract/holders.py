"""Whose name stands right beside a title: before it, behind it, behind its comma?

Only what stands there counts: what verbs tell ("was appointed", "stepped down as") is read in tenure.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.extract.phrases import Word, is_body, is_person, person_from, person_until
from onrecord.extract.titles import ALSO_BODIES, HONOURS, OFFICES, QUALIFIERS, RANKS, SHORT_TITLES
from onrecord.extract.titling import Passage, Title, head_of, phrase_after
from onrecord.gazetteer import state_named, word_set

TELLS: frozenset[str] = word_set(
    """
    said told says added noted stated announced warned explained declared stressed estimated admitted insisted recalled
    spoken spoke
    """
)
"""Verbs by which a page gives the word to somebody."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A title beside a name, in word places: the cite covers `first:last`."""

    person: str
    title: Title
    first: int
    last: int
    rule: str


def after_rank(words: list[Word], at: int) -> int:
    """The place behind ranks and short titles ("General", "Sen.")."""
    while at < len(words) and (is_rank(words[at]) or words[at].text in SHORT_TITLES):
        at += 2 if at + 1 < len(words) and words[at + 1].text == "." else 1
    return at


def _named_after(passage: Passage, title: Title) -> Holder | None:
    words = passage.words
    at = after_rank(words, title.end)
    end = person_from(words, at)
    if end == at or "late" in (word.low for word in words[max(0, title.start - 1) : title.head]):
        return None
    if title.text == "Executive" and end - at == 1:
        return None  # "an Executive Order"
    lone = title.definite and title.organization is None and " " not in title.text and words[title.head].capital
    if lone and words[at].entity != "PERSON":
        return None  # "the King Street school"
    title, last = _with_body_behind(passage, title, end)
    return Holder(passage.text(at, end), title, title.start, last, "before-name")


def _with_body_behind(passage: Passage, title: Title, end: int) -> tuple[Title, int]:
    """The title with the organisation behind its holder's name ("Judge A B of the Vell District Court")."""
    words = passage.words
    if title.organization or end + 1 >= len(words) or words[end].low != "of":
        return title, end
    organization, last = phrase_after(passage, end + 1)
    known = organization and (is_body(organization) or state_named(organization))
    if organization and (known or words[last - 1].entity in ("GPE", "ORG")):
        return replace(title, organization=organization), last
    return title, end


ROLES: frozenset[str] = word_set("role capacity position job post work function tenure time")
"""Nouns before "as" and a title."""

CLOSES: frozenset[str] = frozenset({",", ".", ";", ")", "(", ":", "-", "--", "–", "—", '"'})
"""Marks that close an apposition."""


def _named_behind_comma(passage: Passage, title: Title) -> Holder | None:
    words = passage.words
    comma = _past_brackets(words, title.end)
    role = _in_role(words, title.start)
    joined = comma < len(words) and (
        words[comma].comma or (words[comma].low == "is" and title.organization is not None)
    )
    if not joined or not (title.definite or role or title.organization):
        return None
    at = after_rank(words, comma + 1)
    end = person_from(words, at)
    verb = next(iter(words[verb_at(words, end) :]), None)  # a paragraph may be cut off behind the name
    closed = end >= len(words) or words[end].text in CLOSES or (verb is not None and verb.low in TELLS)
    closed |= role and verb is not None and verb.tag in ("VBD", "VBZ", "VBP")
    if not title.definite and not role:  # "a spokesman for Y, A B, said"; a list of people goes on otherwise
        closed = words[title.start].low in ("a", "an") and end < len(words) and words[end].comma
    if end - at < 2 or not closed or is_body(passage.text(at, end)):
        return None
    return Holder(passage.text(at, end), title, title.start, end, "before-comma")


def _in_role(words: list[Word], start: int) -> bool:
    """Whether "As ..." or "in her role as ..." stands before a title: the clause behind the comma has its holder."""
    if start == 0 or words[start - 1].low != "as":
        return False
    return start == 1 or words[start - 1].text == "As" or words[start - 2].low in ROLES


def _past_brackets(words: list[Word], at: int) -> int:
    """The place after a short bracket at `at` ("(RBC)"), or `at`."""
    if at < len(words) and words[at].text == "(":
        for end in range(at + 1, min(at + 8, len(words))):
            if words[end].text == ")":
                return end + 1
    return at


def _named_before(passage: Passage, title: Title) -> Holder | None:
    end = _before_comma(passage.words, title.start)
    return None if end is None else named_until(passage, end, title, "after-name")


def named_until(passage: Passage, end: int, title: Title, rule: str) -> Holder | None:
    """The full name of a person that ends before a place, as holder of a title that stands behind it."""
    words, first = passage.words, name_start(passage.words, end)
    name = passage.text(first, end)
    if end - first < 2 or not is_person(name) or is_body(name) or _tagged_body(words, first, title):
        return None
    return Holder(name, title, first, title.end, rule)


def _tagged_body(words: list[Word], first: int, title: Title) -> bool:
    """Whether the tagger takes a name for a body or place and the title leaves it open: it slips on rare names."""
    return words[first].entity in ("ORG", "GPE", "NORP") and head_of(words[title.head]) in ALSO_BODIES


def name_start(words: list[Word], end: int) -> int:
    """Where the person's name that ends before a place begins, ranks and titles before it passed over."""
    first = person_until(words, end)
    while first < end and (
        is_rank(words[first]) or words[first].text in SHORT_TITLES or words[first].low in QUALIFIERS
    ):
        first += 1
    return first + (end - first > 2 and words[first].low in OFFICES)


def is_rank(word: Word) -> bool:
    """Whether a word is a rank or form of address before a name ("General", "Major-Gen")."""
    return word.text in RANKS or word.text.split("-")[0] in RANKS


def _before_comma(words: list[Word], at: int) -> int | None:
    """Where the name before a comma, dash or bracket, an honour ("M.D.") or an age ends; None where there is none."""
    if at == 0 or words[at - 1].text not in (",", "–", "—", "-", "--", "("):
        return None
    at -= 1
    if at > 1 and (words[at - 1].text.isdigit() or words[at - 1].text in HONOURS) and words[at - 2].comma:
        at -= 2
    return at


def verb_at(words: list[Word], at: int) -> int:
    """The place of the verb behind a name, auxiliaries passed over."""
    while at < len(words) and words[at].low in ("has", "had", "also"):
        at += 1
    return at


BESIDE = (_named_after, _named_behind_comma, _named_before)
"""The rules, the surer first: a name after the title wins over one before it."""
