"""Where do names begin and end in a parsed paragraph?

The parser cuts "vice-premier" in three and now and then a name in two, so names are read here from capital letters
over words joined again at their hyphens. `Words` are offsets into the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.titles import ADDRESSED
from onrecord.gazetteer import BODY_NOUNS, state_named, state_of, word_set

BODY_INNER: frozenset[str] = frozenset({"of", "for", "the", "and", "on", "&"})
"""Small words inside the name of a body ("Council for the Use of Water")."""

PARTICLES: frozenset[str] = word_set(
    """
    de da di del della dos du la le el al bin ibn ben abu van von der den ter ten zu af av y e
    """
)
"""Small words inside the name of a person."""

NO_NAME: frozenset[str] = word_set("PRP PRP$ DT IN CC WP WP$ WRB WDT MD EX TO")
"""Tags of words that open sentences with a capital and are no name."""

SUFFIXES: frozenset[str] = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a paragraph with hyphens joined again. `tag` and `dep` are the parser's for its last part."""

    text: str
    start: int
    end: int
    tag: str
    dep: str
    entity: str

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether a capital letter opens the word ("al-Assad" counts)."""
        return self.text[:1].isupper() or any(
            part[:1].isupper() for part in self.text.split("-")[1:2] if self.text[0].isalpha()
        )

    @property
    def comma(self) -> bool:
        """Whether this is a comma."""
        return self.text == ","


def words_of(paragraph: Paragraph) -> list[Word]:
    """The words and marks of a paragraph, in order; white space is dropped."""
    text = paragraph.plain
    words: list[Word] = []
    joined = False
    for token in paragraph.doc:
        if token.is_space:
            continue
        start, end = token.idx, token.idx + len(token)
        glued = bool(words) and words[-1].end == start
        if glued and (
            joined or (token.text == "-" and words[-1].text[-1:].isalnum() and text[end : end + 1].isalnum())
        ):
            last = words.pop()
            words.append(Word(text[last.start : end], last.start, end, token.tag_, token.dep_, token.ent_type_))
            joined = token.text == "-"
            continue
        joined = False
        words.append(Word(token.text, start, end, token.tag_, token.dep_, token.ent_type_))
    return words


def person_from(words: list[Word], at: int) -> int:
    """Where a person's name that begins at `words[at]` ends (exclusive); `at` itself when none begins there."""
    end = at
    while end < len(words) and end - at < 6:
        word = words[end]
        if _name_word(word):
            end += 1
        elif end > at and word.low in PARTICLES and end + 1 < len(words) and _name_word(words[end + 1]):
            end += 2
        elif end > at and word.text in SUFFIXES:
            end += 1
        else:
            break
    return end if end > at and is_person(" ".join(w.text for w in words[at:end])) else at


def person_until(words: list[Word], end: int) -> int:
    """Where a person's name that ends before `words[end]` begins; `end` itself when none ends there."""
    at = end
    while at > 0 and end - at < 6:
        if _name_word(words[at - 1]) or (
            at < end and words[at - 1].low in PARTICLES and at > 1 and _name_word(words[at - 2])
        ):
            at -= 1
        else:
            break
    return at


def _name_word(word: Word) -> bool:
    if word.text in ADDRESSED or word.entity == "DATE":
        return False
    letters = word.text.replace("-", "").replace("'", "").replace(".", "")
    return word.capital and letters.isalpha() and word.tag not in NO_NAME


def is_person(name: str) -> bool:
    """Whether capitalised words may be a person's name: no state, no people's name, no body."""
    parts = name.split()
    if state_of(name) or state_named(name) or parts[-1].lower() in BODY_NOUNS:
        return False
    return not any(state_of(part) and len(parts) == 1 for part in parts) and not (
        len(parts) == 1 and parts[0].isupper()
    )


def text_of(paragraph: Paragraph, words: list[Word], start: int, end: int) -> str:
    """The page's own characters for `words[start:end]`, white space folded, without the possessive mark."""
    if start >= end:
        return ""
    first, last = words[start].start, words[end - 1].end
    return clean(paragraph.text[first:last])


def clean(name: str) -> str:
    """A name as a row gives it: white space folded, no leading article, no possessive mark."""
    name = " ".join(name.split()).strip(' ,;:-–—"“”')
    name = re.sub(r"^(?:the|The|a|A|an|An)\s+", "", name)
    return re.sub(r"['’]s?$", "", name) if not name.endswith("s'") else name[:-1]


@dataclass(frozen=True, slots=True)
class PageNames:
    """What a page's own words say about its names.

    `forms` maps short forms to long ones, `states` adjectives to the states the page names ("Belmaran" -> "Belmara"),
    `bodies` are the bodies in the order of the text with the places where their names end.
    """

    forms: dict[str, str]
    states: dict[str, str]
    bodies: tuple[tuple[int, str], ...]

    def full(self, name: str) -> str:
        """The long form of a name, where the page gives one."""
        return self.forms.get(name, name)

    def state(self, words: str) -> str | None:
        """The state that an adjective or a name points to, known to all or to this page alone."""
        state = state_of(words)
        return state.name if state else self.states.get(words)

    def body_before(self, place: int, noun: str) -> str | None:
        """The body that "the NOUN" means at a place: the last one of that noun, or of any for "the organization"."""
        last = None
        for end, name in self.bodies:
            if end > place:
                break
            if noun in GENERIC or noun in (head_noun(name), name.split()[-1].lower()):
                last = name
        return last


GENERIC: frozenset[str] = word_set("organization organisation bloc alliance grouping body club pact")
"""Nouns by which a page calls back any body, whatever its name ends in."""

_ADJECTIVE = re.compile(r"\b[A-Z][a-z]{2,}(?:an|ese|ish|ic|i|er)\b")
_ENDINGS = ("n", "an", "ian", "ean", "ese", "ish", "ic", "i", "er")


@lru_cache(maxsize=1)  # several extractors ask about one page before the next page comes
def page_names(parsed: Parsed) -> PageNames:
    """The short forms, adjectives of states and bodies of a page, in one pass over its blocks."""
    forms: dict[str, str] = {}
    for paragraph in parsed.paragraphs:
        for match in _BRACKET.finditer(paragraph.text):
            if sum(letter.isupper() for letter in match["short"]) > 1 and "-" not in match["short"]:
                forms.setdefault(match["short"], clean(match["long"]))
    places = {
        ent.text for p in parsed.paragraphs for ent in p.doc.ents if ent.label_ in ("GPE", "LOC", "ORG", "PERSON")
    }
    capitals = {word for place in places for word in [clean(place)] if len(word) > 3 and " " not in word}
    adjectives = {word for p in parsed.paragraphs for word in _ADJECTIVE.findall(p.plain)}
    states = {word: state for word in adjectives for state in [_state_by(word, capitals)] if state}
    bodies = tuple(found for p in parsed.paragraphs for found in _bodies(p, forms))
    return PageNames(forms, states, bodies)


def head_noun(name: str) -> str:
    """The noun that heads the name of a body, lower case: "council" in "Council of Northern States"."""
    return re.split(r"\s(?:of|for|on|in)\s", name)[0].split()[-1].lower()


def is_body(name: str) -> bool:
    """Whether a name is by its head or last word that of a body, or a short form in capitals."""
    last = name.split()[-1]
    return bool({head_noun(name), last.lower()} & BODY_NOUNS) or last == "Nations" or (last.isupper() and len(last) > 1)


def _state_by(adjective: str, capitals: set[str]) -> str | None:
    """The one capitalised name of the page from which an adjective is made: "Sorrenia" for "Sorrenian"."""
    stems = {adjective.removesuffix(ending): ending for ending in _ENDINGS if adjective.endswith(ending)}
    whole = {stem for stem in stems if stem in capitals}
    cut = {stem + letter for stem in stems for letter in "aeoy" if len(stem) > 3 and stem + letter in capitals}
    found = whole | cut
    return found.pop() if len(found) == 1 else None


def _bodies(paragraph: Paragraph, forms: dict[str, str]) -> Iterator[tuple[int, str]]:
    for match in _BODY_NAME.finditer(paragraph.plain):
        name = clean(match[0])
        if name in forms or (" " in name and is_body(name)):
            yield paragraph.start + match.end(), forms.get(name, name)


_DAYS = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b|(?:But|While|Although|Meanwhile|Both|Today|And|Since|In|On|At|As|If|When|For|It|Its|The"
    r"|However|Also|Only|Now|Then|Last|After|Before|Currently|Neither|Either|Alongside|Like|Unlike|Despite|With|Under|From|By"
    r"|Other|Neighbou?ring|Founded|Formed|Yet|So|Once|Again|Later|Earlier|That|This|These|Those|Some|Two|Three|Four|Not|Fellow|Membership)\b)"
)
"""Capitals that open no name: days, months and the words that open sentences."""

_BRACKET = re.compile(
    rf"(?P<long>(?:{_DAYS}[A-Z][\w'’&.-]*)(?:\s+(?:(?:of|for|the|and|on|in)\s+){{0,2}}[A-Z][\w'’&.-]*){{0,7}})"
    r"\s?[(\[]\s?(?:the\s+|or\s+)?(?P<short>[A-Z][A-Za-z.&/-]{1,9})(?=[)\],;\s])"
)
"""A name and its short form in brackets: "River Basin Commission (RBC)", "Northern Front (NF, formerly ...)"."""

_CAPITAL = rf"(?:{_DAYS}(?:(?:[A-Z]\.){{2,}}|[A-ZÀ-ÖØ-Þ](?:[\w&-]|'(?!s\b)|\.(?=\w))*))"

NAME_ITEM = rf"(?:the\s)?{_CAPITAL}(?:\s(?:of\s(?:the\s)?)?{_CAPITAL}){{0,5}}"
"""A pattern for one name in a list."""

LIST = rf"(?P<items>{NAME_ITEM}(?:(?:,?\sand\s|,?\sas\swell\sas\s|;\s(?:and\s)?|,\s){NAME_ITEM}){{0,60}})"
"""A pattern for a list of names: "A", "A and B", "A, B, the C of D and E"."""

BODY = (
    rf"(?P<body>(?:[Tt]he\s)?{_CAPITAL}(?:\s(?:(?:of|for|on|and|in|the)\s){{0,2}}{_CAPITAL}){{0,9}}"
    rf"|[Tt]he\s(?:{'|'.join(sorted(BODY_NOUNS | GENERIC))})\b)"
)
"""A pattern for the name of a body, or "the organization"."""

_BODY_NAME = re.compile(rf"{_CAPITAL}(?:\s(?:(?:of|for|on|and|the)\s){{0,2}}{_CAPITAL}){{0,9}}")

JOINERS = re.compile(r",?\sand\s|,?\sas\swell\sas\s|;\s(?:and\s)?|,\s")


def items_of(listed: str) -> tuple[str, ...]:
    """The names of a list; a state whose own name holds an "and" is one."""
    items: list[str] = []
    for part in JOINERS.split(listed):
        name = clean(part)
        pair = f"{items[-1]} and {name}" if items else ""
        if pair and state_named(pair):
            items[-1] = pair
        elif name:
            items.append(name)
    return tuple(dict.fromkeys(items))


def sentence_around(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    """The sentence or sentences that hold `start:end` of a paragraph, as offsets into it."""
    spans = [(s.start_char, s.end_char) for s in paragraph.doc.sents if s.start_char < end and s.end_char > start]
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    text = paragraph.plain[first:last]
    return first + len(text) - len(text.lstrip()), first + len(text.rstrip())


def names_in(words: str) -> tuple[str, ...]:
    """The names in some words: "the Delta Front and its ally Oar" -> ("Delta Front", "Oar").

    An owner ("Belmara's ...") and an adjective before a small letter ("the Belmaran militia") name nobody here.
    """
    names: list[str] = []
    for match in _BODY_NAME.finditer(words):
        after = words[match.end() :]
        adjective = (
            re.match(r"\s[a-z]", after) and " " not in match[0] and state_of(match[0]) and not state_named(match[0])
        )
        if not after.startswith("'") and not adjective:
            parts = re.split(r"\sand\s(?:the\s)?", match[0])
            whole = len(parts) > 1 and is_body(match[0]) and not is_body(parts[0]) and not state_of(parts[0])
            names += [clean(match[0])] if whole and len(parts[-1].split()) > 1 else [clean(part) for part in parts]
    return tuple(dict.fromkeys(names))
