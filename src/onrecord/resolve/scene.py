"""Who is spoken of where on the page: in the news's own words, or inside what somebody says?

Sightings are the places at which the text points at somebody: names, role phrases ("a porter", "her lawyer", "the
commission's engineers") and, as they are resolved, the words that name speakers. People without a name are members
too, but of the scene only: no record is made of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from onrecord.model import BODY, Block, Claims, EntityKind, Page, Statement
from onrecord.resolve.cast import Cast, Member, gender_in
from onrecord.resolve.describing import described
from onrecord.resolve.forenames import gender_by
from onrecord.resolve.naming import key_of, words_of
from onrecord.resolve.nouns import PEOPLE, is_plural, singular
from onrecord.resolve.phrases import AND, INDEFINITE, OPENERS, PRONOUNS, STOPS

READ = BODY | {"title", "subtitle", "caption"}
"""Blocks in which people are looked for: whoever stands in a menu is not spoken of."""

SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9À-Þ])|\n+")
SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|St|Rev|Sen|Rep|Gov|Cllr|Hon|No|vs)|\b[A-Z])\.$"
)
"""What ends in a stop that ends no sentence."""

REACH = 60
"""Sightings that a pronoun looks back over; more than any paragraph holds."""

FAR = 99
APART = 50
"""Letters between two people named together, with what an apposition says of the first."""

_TOKEN = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*|[^\w\s]")
LONGEST = 4
"""Words between the first word of a role phrase and its head."""


PERSONAL = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
SUBJECT = re.compile(r"\b(?:[Hh]e|[Ss]he|It|They)\b")
PERSONAL_GENDER = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}


@dataclass(slots=True)
class Sighting:
    """Words that point at somebody. `level` are the statements in whose content they stand."""

    start: int
    end: int
    who: Member
    kind: str
    subject: bool
    level: frozenset[str]
    other: Member | None = None

    def __lt__(self, other: Sighting) -> bool:
        return (self.start, self.end) < (other.start, other.end)


@dataclass(slots=True)
class Layout:
    """Sentences, paragraphs and contents of a page, by offset."""

    page: Page
    statements: Sequence[Statement]
    sentences: list[int] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    contents: list[tuple[int, int, str]] = field(default_factory=list)
    reach: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        read = [block for block in self.page.blocks if block.kind in READ]
        self.paragraphs = [block.start for block in read]
        self.sentences = sorted({*self.paragraphs, *(end for block in read for end in self._ends(block))})
        self.contents = sorted((c.start, c.end, s.id) for s in self.statements for c in s.content)
        furthest = 0
        for _, end, _ in self.contents:
            furthest = max(furthest, end)
            self.reach.append(furthest)

    def _ends(self, block: Block) -> Iterator[int]:
        for found in SENTENCE.finditer(self.page.text, block.start, block.end):
            if not SHORTENED.search(self.page.text[max(block.start, found.start() - 6) : found.start() + 1]):
                yield found.end()

    def sentence(self, at: int) -> int:
        """The number of the sentence at an offset."""
        return bisect_right(self.sentences, at)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph at an offset."""
        return bisect_right(self.paragraphs, at)

    def opens(self, at: int) -> bool:
        """Whether a sentence begins at the offset, or a quotation mark further."""
        number = self.sentence(at)
        return at - (self.sentences[number - 1] if number else 0) <= 1

    def leads(self, at: int) -> bool:
        """Whether a paragraph begins at the offset, or a quotation mark further."""
        number = self.paragraph(at)
        return number > 0 and at - self.paragraphs[number - 1] <= 1

    def level(self, at: int) -> frozenset[str]:
        """The statements whose content the offset stands in."""
        number = bisect_right(self.contents, (at, len(self.page.text), "\uffff")) - 1
        found = set()
        while number >= 0 and self.reach[number] > at:
            start, end, statement = self.contents[number]
            if start <= at < end:
                found.add(statement)
            number -= 1
        return frozenset(found)


class Scene:
    """The sightings of a page in the order of the text; resolved speakers are added as the page is read."""

    def __init__(self, page: Page, claims: Claims, cast: Cast) -> None:
        self.page = page
        self.cast = cast
        self.layout = Layout(page, claims.statements)
        self.unnamed: dict[str, Member] = {}
        self.others: dict[str, Member] = {}
        self.sightings: list[Sighting] = sorted(self._names(claims))
        for sighting in self.sightings:
            sighting.who.told |= described(page.text, sighting.start, sighting.end)
        taken = [(s.start, s.end) for s in self.sightings]
        self.sightings.extend(list(self._roles(taken)))
        self.sightings.sort()
        self._tell_genders()
        self.sightings = sorted([*self.sightings, *self._pairs()])

    def _names(self, claims: Claims) -> Iterator[Sighting]:
        for mention in claims.mentions:
            member = self.cast.of_mention.get(mention.id)
            if member is not None:
                yield self.sighting(mention.start, mention.end, member, "name", subject=mention.subject)
        for start, end, member in self.cast.found:
            yield self.sighting(start, end, member, "name", subject=self.layout.opens(start))

    def sighting(self, start: int, end: int, who: Member, kind: str, *, subject: bool) -> Sighting:
        """A sighting with the statements it stands in."""
        return Sighting(start, end, who, kind, subject, self.layout.level(start))

    def between(self, start: int, end: int) -> list[Sighting]:
        """The sightings in a stretch of the text, such as what somebody says."""
        first, behind = (bisect_left(self.sightings, place, key=lambda s: s.start) for place in (start, end))
        return self.sightings[first:behind]

    def pronouns(self) -> list[tuple[int, int, str]]:
        """The pronouns that are subjects: "he" and "she" everywhere, "it" and "they" where a sentence begins."""
        read = (block for block in self.page.blocks if block.kind in READ)
        found = (match for block in read for match in SUBJECT.finditer(self.page.text, block.start, block.end))
        return [(match.start(), match.end(), match[0].lower()) for match in found]

    def add(self, start: int, end: int, who: Member, *, kind: str = "speaker") -> None:
        """The words at `start:end` name somebody who is now known."""
        number = bisect_left(self.sightings, start, key=lambda s: s.start)
        while number < len(self.sightings) and self.sightings[number].start < end:
            taken = self.sightings[number]
            if taken.start == start or taken.who is who or taken.kind == "role":
                del self.sightings[number]  # what the words were taken for before
            else:
                number += 1
        insort(self.sightings, self.sighting(start, end, who, kind, subject=True))

    def at(self, start: int) -> Member | None:
        """Whoever is sighted at an offset."""
        number = bisect_left(self.sightings, start, key=lambda s: s.start)
        found = self.sightings[number] if number < len(self.sightings) else None
        return found.who if found is not None and found.start == start else None

    def before(self, at: int) -> list[Sighting]:
        """The sightings before an offset, the nearest first."""
        number = bisect_left(self.sightings, at, key=lambda s: s.start)
        return [s for s in reversed(self.sightings[max(0, number - REACH) : number]) if s.end <= at]

    def known(self, name: str, kind: EntityKind) -> Member:
        """Somebody whose name the tagger did not find: a new member, or the one known by these words."""
        key = key_of(name)
        if key not in self.others:
            self.others[key] = replace(unnamed(name), kind=kind)
        return self.others[key]

    def pairs_before(self, at: int) -> Iterator[Sighting]:
        """Two named together before an offset, the nearest first, from however far."""
        return (s for s in reversed(self.sightings) if s.other is not None and s.end <= at)

    # --- role phrases ----------------------------------------------------------------------------------------

    def _roles(self, taken: list[tuple[int, int]]) -> Iterator[Sighting]:
        """People whom the text points at by what they are: "a porter", "the two engineers", "his lawyer"."""
        for block in self.page.blocks:
            if block.kind in READ:
                found = _TOKEN.finditer(self.page.text, block.start, block.end)
                tokens = [(match.group(), match.start(), match.end()) for match in found]
                yield from self._roles_of(tokens, taken)

    def _roles_of(self, tokens: list[tuple[str, int, int]], taken: list[tuple[int, int]]) -> Iterator[Sighting]:
        number = 0
        while number < len(tokens):
            head = _head_from(tokens, number)
            if head is None or _overlaps(taken, tokens[number][1], tokens[head][2]):
                number += 1
                continue
            start, end = tokens[number][1], tokens[head][2]
            who = self._who(start, end, key_of(tokens[head][0]), key_of(tokens[number][0]), taken)
            if who is not None:
                yield self.sighting(start, end, who, "role", subject=self.layout.opens(start))
            number = head + 1

    def _who(self, start: int, end: int, head: str, opener: str, taken: list[tuple[int, int]]) -> Member | None:
        """The member a role phrase means; None where a name beside it says who that is."""
        text = self.page.text
        after, number = bisect_left(taken, (end, 0)), bisect_left(taken, (start, 0))
        behind = taken[after][0] - end if after < len(taken) else FAR
        before = start - taken[number - 1][1] if number else FAR
        if 0 <= behind <= 2 or (0 < before <= 2 and text[start - before] == ","):
            return None
        words = text[start:end]
        one = singular(head)
        if opener == "the":
            told = [m for m in self.cast.people() if one in m.traits | m.told]
            if len(told) == 1:
                return told[0]
            known = self.unnamed.get(head)
            if known is not None:
                return known
        if opener in INDEFINITE or head not in self.unnamed:
            self.unnamed[head] = unnamed(words)
        return self.unnamed[head]

    # --- he or she -------------------------------------------------------------------------------------------

    def _tell_genders(self) -> None:
        """How the text speaks of people of whom no title tells it: by first name, else by the pronouns beside them."""
        votes = self._votes()
        for member in self.cast.people():
            if not member.genders:
                told = votes.get(member.name, Counter())
                most = max(told, key=lambda gender: (told[gender], gender), default=None)
                clear = most is not None and told[most] > 3 * (told.total() - told[most])
                by_name = gender_by(member.name)
                gender = most if clear and (by_name is None or told[most or ""] > 2) else by_name
                member.genders |= {gender} if gender else set()

    def _votes(self) -> dict[str, Counter[str]]:
        """Pronouns in whose sentence, or in the sentence before, one person only has been sighted."""
        people: dict[int, list[Sighting]] = {}
        for sighting in self.sightings:
            if sighting.who.kind == "person":
                people.setdefault(self.layout.sentence(sighting.start), []).append(sighting)
        votes: dict[str, Counter[str]] = {}
        for block in self.page.blocks:
            for found in PERSONAL.finditer(self.page.text, block.start, block.end) if block.kind in READ else ():
                place, level = found.start(), self.layout.level(found.start())
                number = self.layout.sentence(place)
                near = [s for s in people.get(number, ()) if s.start < place]
                near = near or (people.get(number - 1, []) if self.layout.opens(place) else [])
                if len({id(s.who) for s in near}) == 1 and near[0].level == level:
                    votes.setdefault(near[0].who.name, Counter())[PERSONAL_GENDER[found[0].lower()]] += 1
        return votes

    def _pairs(self) -> Iterator[Sighting]:
        """Two people named together: "A and B"."""
        people = [s for s in self.sightings if s.who.kind == "person"]
        for one, two in pairwise(people):
            between = self.page.text[one.end : two.start]
            if one.who is not two.who and len(between) < APART and AND.search(between) and "." not in between:
                yield Sighting(one.start, two.end, one.who, "pair", one.subject, one.level, two.who)


def unnamed(words: str) -> Member:
    """Somebody without a name, known by the words that point at them."""
    bare = re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.I)
    told = words_of(bare)
    gender = gender_in(told)
    many = bool(told) and is_plural(told[-1])
    return Member(bare, "group" if many else "person", {bare}, [], set(told), {gender} if gender else set())


def _head_from(tokens: list[tuple[str, int, int]], number: int) -> int | None:
    """The place of the head of the role phrase that opens at a token, or None."""
    word = tokens[number][0]
    low = key_of(word)
    if low in ("that", "this") and number + 1 < len(tokens) and key_of(tokens[number + 1][0]) not in PEOPLE:
        return None  # "said that engineers ..."
    if is_plural(low) and singular(low) in PEOPLE and (number == 0 or key_of(tokens[number - 1][0]) not in OPENERS):
        return number
    if low not in OPENERS and not re.search(r"['’]s?$", word):
        return None
    head = None
    for place in range(number + 1, min(number + 2 + LONGEST, len(tokens))):
        low = key_of(tokens[place][0])
        if not low or low in STOPS or low in OPENERS or low in PRONOUNS:
            break
        if singular(low) in PEOPLE:
            head = place
        elif head is not None:
            break
    return head


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    number = bisect_left(taken, (end, 0))
    return number > 0 and taken[number - 1][1] > start and taken[number - 1][1] >= end
