"""Where does a title stand in a paragraph, what does it say, and of which organisation?

A title is read around its head noun (titles.py): qualifiers and fields to the left, then the organisation before
("Danish foreign minister", "the agency's chief") or behind it ("head of the Water Agency"). An organisation that the
page calls back ("the commission") is the body of that noun it named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.lexicon.en.offices import PUT
from onrecord.extract.parse import Paragraph
from onrecord.extract.phrases import BODY_INNER, PageNames, Word, is_body, text_of, words_of
from onrecord.extract.titles import (
    EMPLOYED,
    FIELDS,
    NOT_FIELDS,
    NOT_KEPT,
    OFFICES,
    PORTFOLIO_HEADS,
    POSTS,
    QUALIFIERS,
    RANKS,
    SENT,
    SHORT_TITLES,
    STATE_IN_TITLE,
    TO,
)
from onrecord.gazetteer import BODY_NOUNS, government_of, is_capital, state_named, word_set

TRAILING: frozenset[str] = word_set("general designate elect emeritus")
"""Words after the head that belong to it ("prosecutor general", "mayor-elect")."""

ORG_AFTER: frozenset[str] = word_set("of for at with on")
"""Words after a head that open the organisation; "to" does so after the heads in `TO`."""

COUNTRY: frozenset[str] = word_set("country nation republic state kingdom")

NOT_OWNERS: frozenset[str] = word_set("DATE TIME CARDINAL ORDINAL PERCENT MONEY QUANTITY")
"""The parser's labels for capitalised words that own no title ("Tuesday")."""

KEPT_BEFORE_OWNER: frozenset[str] = word_set("former ex acting interim deputy outgoing incoming vice")
"""Qualifiers that belong to the title though the organisation stands between ("former Danish president")."""

ARTICLES: frozenset[str] = word_set("the a an its his her their our another")

OF_PLACES: frozenset[str] = word_set("city district county province national federal central supreme high")
"""Words that narrow a title in small letters and belong to a name in capitals."""

PLAIN_TAGS: tuple[str, ...] = ("NN", "JJ", "VBG", "HYPH", "VBN")
"""Tags of the small words that may stand inside an organisation ("flood warning centre")."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, its words, and what the whole page says about names."""

    paragraph: Paragraph
    words: list[Word]
    names: PageNames

    @classmethod
    def of(cls, paragraph: Paragraph, names: PageNames) -> Passage:
        """The passage of a paragraph."""
        return cls(paragraph, words_of(paragraph), names)

    def text(self, start: int, end: int) -> str:
        """The page's characters for `words[start:end]`, as a name."""
        return text_of(self.paragraph, self.words, start, end)

    def place(self, at: int) -> int:
        """Where a word begins in the page's text."""
        return self.paragraph.start + self.words[at].start


@dataclass(frozen=True, slots=True)
class Title:
    """A title in `words[start:end]`, article and organisation included; `head` is the place of the head noun."""

    start: int
    head: int
    end: int
    text: str
    organization: str | None
    definite: bool


def head_of(word: Word) -> str:
    """The noun that a word is as the head of a title: the last part of a compound, the first of "mayor-elect"."""
    first, _, last = word.low.rpartition("-")
    if last in TRAILING and first:
        return word.low if word.low in OFFICES else first.rpartition("-")[2]
    return last


def titles_in(passage: Passage) -> Iterator[Title]:
    """The titles of a passage from left to right, whether or not a name stands beside them."""
    at = 0
    while at < len(passage.words):
        if _is_head(passage.words, at):
            title = _title(passage, at)
            yield title
            at = max(at + 1, _head_end(passage.words, at))
        else:
            at += 1


def _is_head(words: list[Word], at: int) -> bool:
    word = words[at]
    if word.text in SHORT_TITLES:
        return at + 1 == len(words) or not _belongs(words[at + 1])
    if word.low in QUALIFIERS and at + 1 < len(words) and _belongs(words[at + 1]):
        return False  # "deputy director", "chief economist": the head is further on
    if not (head_of(word) in OFFICES or head_of(word) in POSTS):
        return False
    inside_name = word.capital and word.entity == "PERSON" and at > 0 and words[at - 1].entity == "PERSON"
    return not inside_name and word.text not in RANKS


def _belongs(word: Word) -> bool:
    return word.low in QUALIFIERS or word.low in FIELDS or word.low in OFFICES or word.low in POSTS


def _head_end(words: list[Word], at: int) -> int:
    """Where the head ends: "prosecutor general", "president and chief executive"."""
    end = at + 1
    if end < len(words) and words[end].low in TRAILING:
        end += 1
    after = end + 1
    if end < len(words) and words[end].low == "and":
        while after + 1 < len(words) and words[after].low in QUALIFIERS | FIELDS and _belongs(words[after + 1]):
            after += 1
        if after < len(words) and words[after].low in OFFICES and words[after].text not in RANKS:
            return after + 1
    return end


def _title(passage: Passage, head: int) -> Title:
    words = passage.words
    left = _left(passage, head)
    end = _field_after(words, head, _head_end(words, head))
    owner, start, definite = _owner(passage, left)
    before = [words[at].text for at in range(start, left) if words[at].low in KEPT_BEFORE_OWNER]
    if owner and head_of(words[head]) in POSTS - EMPLOYED and _only_people(passage, start, left):
        owner = None  # a German economist need not serve Germany
    organization, last = _organization_after(passage, head, end)
    if organization and owner and words[end + 1].low != "the" and not _any_capital(words, end, last):
        organization, end = None, last  # "the agency's director of preparedness and response"
    if organization and owner and head_of(words[head]) in STATE_IN_TITLE:
        before = [words[at].text for at in range(start, left) if words[at].low not in ARTICLES]
    if organization is None and last > end:
        end = last  # "envoy to CAPITAL", "professor of history": the words belong to the title
        organization, last = _employer_after(passage, end)
    wording = " ".join([*before, _wording(passage, left, end)])
    return Title(start, head, max(end, last), wording, organization or owner, definite)


def _only_people(passage: Passage, start: int, left: int) -> bool:
    """Whether the words before a post name a people ("Anglo-Danish") or merely open a sentence ("Art historian")."""
    owners = [word for word in passage.words[start:left] if word.capital]
    people = all(passage.names.state(part) for word in owners for part in word.text.split("-"))
    opens = start == 0 and len(owners) == 1 and not owners[0].entity and not owners[0].text.isupper()
    return people or opens


def _employer_after(passage: Passage, end: int) -> tuple[str | None, int]:
    """The organisation behind a title of several words: "professor of history at the University of Vell"."""
    if end + 1 < len(passage.words) and passage.words[end].low in ("at", "with", "for"):
        name, last = phrase_after(passage, end + 1)
        if name and name[0].isupper():
            return name, last
    return None, end


def _left(passage: Passage, head: int) -> int:
    """Where the title's own words begin: qualifiers and fields before the head."""
    words, at = passage.words, head
    while at > 0:
        word = words[at - 1]
        if at > 1 and word.capital and government_of(f"{words[at - 2].text} {word.text}"):
            break
        if state_named(word.text) and head_of(words[head]) in POSTS - TO:
            at -= 1  # a scholar of that country, not one in its service
            break
        if passage.names.state(word.text) or not _narrows(words, at - 1, head_of(words[head])):
            break
        at -= 1
    return at


def _narrows(words: list[Word], at: int, head: str) -> bool:
    """Whether a word before a head is part of the title rather than of the organisation's name."""
    word = words[at]
    if word.low in NOT_FIELDS or (word.low in OFFICES and word.low not in QUALIFIERS | FIELDS):
        return False
    if word.capital and word.low in OF_PLACES and at and words[at - 1].capital and words[at - 1].tag == "NNP":
        return False  # "Vell City coach", "Sund State chancellor": the word ends a name
    if word.capital and word.low in BODY_NOUNS:
        before = words[at - 1] if at else None
        named = before is not None and before.capital and before.tag.startswith("NN") and before.low not in QUALIFIERS
        return word.low in FIELDS and (not named or head in PORTFOLIO_HEADS)
    if word.low in QUALIFIERS or word.low in FIELDS:
        return True
    if word.capital:
        return head in PORTFOLIO_HEADS and not word.text.isupper() and word.tag in ("NNP", "NNPS", "JJ", "NN")
    return word.dep == "compound" and word.tag in ("NN", "NNS")


def _field_after(words: list[Word], head: int, end: int) -> int:
    """Where "of foreign affairs", "for water and energy", "of State" after a minister or secretary ends."""
    if head_of(words[head]) not in PORTFOLIO_HEADS:
        return end
    while end + 1 < len(words) and words[end].low in ("of", "for") and words[end + 1].low in FIELDS:
        end += 2
        while end < len(words) and (words[end].low in FIELDS or _field_joins(words, end)):
            end += 1
    return end


def _field_joins(words: list[Word], at: int) -> bool:
    return words[at].text in ("and", "&", ",") and at + 1 < len(words) and words[at + 1].low in FIELDS


def _owner(passage: Passage, left: int) -> tuple[str | None, int, bool]:
    """The organisation named before a title, where its words begin, and whether the title is definite."""
    words, at = passage.words, left
    possessive = at > 1 and words[at - 1].text in ("'s", "'")
    at -= possessive
    first = at
    while first > 0 and (_owns(words[first - 1]) or _joins_owner(words, first, at)):
        first -= 1
    first = _whole_owner(words, first) if possessive else first
    opening = first
    while first < at and words[first].low in KEPT_BEFORE_OWNER:
        first += 1
    if first == at or (not possessive and _is_object(words, first, at)):
        return _called_back(passage, at) if possessive else (None, *_with_article(words, left))
    start = opening
    while not possessive and start > 0 and words[start - 1].low in QUALIFIERS:
        start -= 1
    start, definite = _with_article(words, start)
    return _organization(passage, passage.text(first, at)), start, definite or possessive


def _whole_owner(words: list[Word], first: int) -> int:
    """Where an owner begins whose name holds an "of" ("the League of Northern Ports' envoy")."""
    at = first
    while at > 1 and words[at - 1].low in ("of", "for", "and") and words[at - 2].capital and _owns(words[at - 2]):
        at -= 2
        while at > 0 and _owns(words[at - 1]):
            at -= 1
    return at if any(word.low in BODY_NOUNS for word in words[at:first]) else first


def _is_object(words: list[Word], first: int, at: int) -> bool:
    """Whether the words before a title are a person who is put into it ("named A B chief executive")."""
    return first > 0 and at - first > 1 and words[first - 1].low in PUT and words[first].entity == "PERSON"


def _joins_owner(words: list[Word], first: int, at: int) -> bool:
    """Whether the mark before `first` stands inside a name ("Boatmen's Council chairman")."""
    return 1 < first < at and words[first - 1].text in ("'s", "'") and _owns(words[first - 2])


def _with_article(words: list[Word], start: int) -> tuple[int, bool]:
    """The start with the article before it, and whether that makes the title definite."""
    new = start > 1 and words[start - 1].text == "new" and words[start - 2].low in ARTICLES
    start -= new
    if start and words[start - 1].low in ARTICLES:
        return start - 1, words[start - 1].low not in ("a", "an", "another")
    return start, False


def _called_back(passage: Passage, at: int) -> tuple[str | None, int, bool]:
    """The owner that "the country's", "the commission's" before `at` calls back."""
    words = passage.words
    noun = words[at - 1].low
    owner = _last_state(passage, at - 1) if noun in COUNTRY else passage.names.body_before(passage.place(at - 1), noun)
    return owner, _with_article(words, at - 1)[0], True


def _owns(word: Word) -> bool:
    return word.capital and word.entity not in NOT_OWNERS and word.tag[:2] in ("NN", "JJ") and word.text not in RANKS


def _last_state(passage: Passage, before: int) -> str | None:
    """The state named last before a word: whose "the country's president" is."""
    for word in reversed(passage.words[:before]):
        state = passage.names.state(word.text) if word.capital else None
        if state is not None:
            return state
    return None


def _organization(passage: Passage, name: str) -> str:
    """The organisation that words beside a title stand for: a state for its adjective, the long form for the short."""
    return passage.names.state(name) or passage.names.full(_without_state(name))


def _organization_after(passage: Passage, head: int, end: int) -> tuple[str | None, int]:
    """The organisation named after a title and where its words end; (None, place) for words that name none."""
    words, noun = passage.words, head_of(passage.words[head])
    sent = end < len(words) and ((words[end].low == "to" and noun in TO) or (words[end].low == "in" and noun in SENT))
    if end + 1 >= len(words) or not (words[end].low in ORG_AFTER or sent):
        return None, end
    if words[end + 1].entity in NOT_OWNERS:
        return None, end  # "president on Monday"
    name, last = phrase_after(passage, end + 1)
    if words[end].low == "of" and words[head + 1 : end] == [] and _runs_into_person(words, end + 1, last):
        return _organization(passage, passage.text(end + 1, last - 2)), last - 2
    if name is None or words[end].low not in ("to", "in") or noun not in SENT or not _any_capital(words, end + 1, last):
        return (name, last) if words[end].low != "on" or name else (None, end)
    sent_to_place = state_named(name) or is_capital(name) or not is_body(name)
    return (None if sent_to_place else name), last


def _runs_into_person(words: list[Word], first: int, last: int) -> bool:
    """Whether the tagger takes a place and the person behind it for one name ("president of Tarvia Oru Sefa")."""
    run = words[first:last]
    return len(run) > 2 and all(word.entity == "PERSON" and word.capital for word in run)


def phrase_after(passage: Passage, at: int) -> tuple[str | None, int]:
    """The organisation whose words begin at `at` and where they end; None where they call back or name nothing."""
    words, first = passage.words, at
    while first < len(words) and words[first].low in ("the", "a", "an"):
        first += 1
    last = _phrase_end(words, first)
    name = passage.text(first, last)
    if not name:
        return None, at - 1
    if _any_capital(words, first, last):
        return _organization(passage, name), last
    if at > 1 and head_of(words[at - 2]) in POSTS and words[last - 1].low not in BODY_NOUNS:
        return None, last  # a professor of history serves no history
    called = passage.names.body_before(passage.place(at), name.lower()) if words[at].low == "the" else None
    return called or (name if " " in name else None), last


def _any_capital(words: list[Word], first: int, last: int) -> bool:
    return any(word.capital for word in words[first:last])


def _without_state(name: str) -> str:
    """ "Belmara's Water Agency" is the Water Agency; "Belmara's central bank" has no other name."""
    name = re.sub(r"^\S+-based\s", "", name)
    owner, mark, rest = name.replace("’", "'").partition("'s ")
    named = state_named(owner) and any(part[0].isupper() for part in rest.split())
    proper = " " not in owner and rest[:1].isupper() and rest.split()[-1].lower() in BODY_NOUNS
    return name[-len(rest) :] if mark and (named or proper) else name


def _phrase_end(words: list[Word], first: int) -> int:
    """Where the organisation that begins at `first` ends; a person's name right behind it is not part of it."""
    at, body = first, False
    while at < len(words):
        word = words[at]
        if word.capital:
            if at > first and (body or _turns_person(words, at)) and _person_follows(words, at):
                break
            if at > first and words[at - 1].capital and word.text in RANKS and _person_follows(words, at + 1):
                break
            body = word.low in BODY_NOUNS or bool(state_named(" ".join(w.text for w in words[first : at + 1])))
        elif word.low in BODY_INNER and at > first and _goes_on(words, at):
            body = False
        elif not (word.text == "'s" or (word.tag.startswith(PLAIN_TAGS) and at - first < 8)):
            break
        else:
            body = word.low in BODY_NOUNS
        at += 1
    return at


def _turns_person(words: list[Word], at: int) -> bool:
    """Whether the parser ends the name of a place or body and begins a person's ("president of Tarvia Oru Sefa")."""
    before = words[at - 1]
    return before.capital and words[at].entity == "PERSON" and before.entity in ("GPE", "ORG", "LOC", "NORP", "FAC")


def _goes_on(words: list[Word], at: int) -> bool:
    """Whether "of", "and", "for the" inside a name is followed by more of the name."""
    at += 1
    while at < len(words) and words[at].low == "the":
        at += 1
    before = words[at - 1]
    if at >= len(words):
        return False
    if words[at].capital and before.low == "on":
        return words[at - 2].low in BODY_NOUNS
    if words[at].capital:
        return before.low != "and" or words[at].low in BODY_NOUNS or words[at].entity == "ORG"
    return words[at].tag.startswith("NN") and before.low in ("and", "of")


def _person_follows(words: list[Word], at: int) -> bool:
    end = at
    while end < len(words) and words[end].capital:
        end += 1
    return end - at >= 2 and not any(w.low in BODY_NOUNS for w in words[at:end]) and words[at].entity != "GPE"


def _wording(passage: Passage, first: int, end: int) -> str:
    while first < end and passage.words[first].low in NOT_KEPT:
        first += 1
    wording = passage.text(first, end)
    return re.sub(r"^[Ee]x-", "former ", wording)
