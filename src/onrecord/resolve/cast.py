"""Who is on the page? People, bodies and states under the fullest name the page itself gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.gazetteer import government_of, is_capital, state_named
from onrecord.model import Claims, EntityKind, Mention, Page, Speaker
from onrecord.resolve.naming import family_of, is_initials, is_short_for, key_of, untitled, words_of
from onrecord.resolve.people import names_on, relabelled, unmarked, written

NEAR = 90
"""Letters on either side of a name in which its titles and appositions are looked for."""

FEMALE = frozenset(
    {
        "she",
        "her",
        "hers",
        "mrs",
        "ms",
        "miss",
        "spokeswoman",
        "chairwoman",
        "congresswoman",
        "queen",
        "princess",
        "woman",
        "mother",
        "daughter",
        "sister",
        "wife",
        "baroness",
        "dame",
        "lady",
        "businesswoman",
        "actress",
    }
)
MALE = frozenset(
    {
        "he",
        "his",
        "him",
        "mr",
        "spokesman",
        "chairman",
        "congressman",
        "king",
        "prince",
        "man",
        "father",
        "son",
        "brother",
        "husband",
        "sir",
        "lord",
        "baron",
        "businessman",
        "actor",
    }
)
"""Words that tell a person's grammatical gender; used to rule a pronoun's antecedent out, never stored."""


@dataclass(slots=True)
class Member:
    """Somebody or something on the page: `places` are the offsets of its mentions, `traits` words that describe it.

    `told` are further such words, less sure: they help to match a phrase with somebody and are not handed on.
    """

    name: str
    kind: EntityKind
    names: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    traits: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    @property
    def gender(self) -> str | None:
        """The letter f or m when all that the page says agrees, else None: "Sir A" and "Lady A" are two of one name."""
        return next(iter(self.genders)) if len(self.genders) == 1 else None


class Cast:
    """The members of one page, found by any of their names."""

    def __init__(self, page: Page, claims: Claims) -> None:
        self.members: list[Member] = []
        self.of_mention: dict[str, Member] = {}
        self.found: list[tuple[int, int, Member]] = []
        self.text = page.text
        self.short = _stated(claims)
        outlets = {key_of(page.outlet)} if page.outlet else set()
        named = relabelled(page, names_on(page, claims), claims, outlets)
        found = [*unmarked(claims, named), *written(page, named)]
        self._people([m for m in named if m.label == "person"], [o.person for o in claims.offices], found)
        self._others([m for m in named if m.label != "person"])
        for office in claims.offices:
            member = self.person(office.person, office.start)
            if member is not None:
                member.traits |= {*words_of(office.title), *words_of(office.organization or "")}

    def _people(self, mentions: list[Mention], offices: list[str], speakers: list[Speaker]) -> None:
        names = (*(m.text for m in mentions), *offices, *(s.mention or "" for s in speakers))
        full = sorted({untitled(name) for name in names if name}, key=lambda n: (-len(words_of(n)), n))
        for name in full:
            if not any(is_short_for(name, m.name) or key_of(name) == key_of(m.name) for m in self.members):
                self.members.append(Member(name, "person", {name}))
        for mention in mentions:
            member = self.person(mention.text, mention.start)
            if member is not None:
                self._joined(member, mention)
                member.traits |= set(_titles(self.text, mention))
                told = gender_in(_titles(self.text, mention))
                member.genders |= {told} if told else set()

        for speaker in speakers:
            member = self.person(speaker.mention or "", speaker.start or 0)
            if member is not None and speaker.start is not None:
                member.places.append(speaker.start)
                self.found.append((speaker.start, speaker.start + len(speaker.mention or ""), member))

    def _others(self, mentions: list[Mention]) -> None:
        for mention in sorted(mentions, key=lambda m: (-len(words_of(m.text)), m.start)):
            name = self.fullest(mention.text)
            member = self._body(name)
            if member is None:
                kind = mention.label or "organization"
                if state_named(name) is not None:
                    kind = "state"
                member = Member(name, kind, {name})
                member.traits = set(words_of(name))
                self.members.append(member)
            self._joined(member, mention)

    def _joined(self, member: Member, mention: Mention) -> None:
        member.names.add(mention.text)
        member.places.append(mention.start)
        self.of_mention[mention.id] = member

    def fullest(self, name: str) -> str:
        """The long form the page states for a short one, the state that a name of it means, else the name itself."""
        state = state_named(name)
        if state is not None:
            return state.name
        long = self.short.get(key_of(name))
        if long is None:
            long = next((m.name for m in self.members if m.kind != "person" and is_initials(name, m.name)), None)
        return long or name

    def _body(self, name: str) -> Member | None:
        key = key_of(name)
        return next((m for m in self.members if m.kind != "person" and key in {key_of(n) for n in m.names}), None)

    def body(self, name: str) -> Member | None:
        """The body, state or group of that name, by any of its names."""
        return self._body(self.fullest(name)) or self._body(name)

    def person(self, name: str, place: int, *, gender: str | None = None) -> Member | None:
        """The person of that name; of several with one family name the one named last before `place`."""
        bare = untitled(name)
        fits = [m for m in self.people() if key_of(m.name) == key_of(bare) or is_short_for(bare, m.name)]
        exact = [m for m in fits if key_of(m.name) == key_of(bare)]
        fits = [m for m in fits if family_of(m.name) == family_of(bare)] or fits
        told = gender or gender_in(words_of(name)[:1])
        fits = [m for m in fits if told is None or m.gender in (None, told)] or fits
        return max(
            exact or fits, key=lambda m: (max((p for p in m.places if p <= place), default=-1), m.name), default=None
        )

    def namesakes(self, name: str) -> list[Member]:
        """All persons whom a single word may mean."""
        return [m for m in self.people() if is_short_for(name, m.name)]

    def people(self) -> Iterator[Member]:
        """The persons on the page."""
        return (m for m in self.members if m.kind == "person")


def _stated(claims: Claims) -> dict[str, str]:
    """Short form -> long form, as the page states it; the longer of the two names is the long one."""
    stated: dict[str, str] = {}
    for alias in claims.aliases:
        if is_initials(alias.alias, alias.name) or alias.alias.isupper() or len(alias.alias) < len(alias.name):
            stated.setdefault(key_of(alias.alias), alias.name)
        else:
            stated.setdefault(key_of(alias.alias), alias.name)
    for key, name in list(stated.items()):
        stated[key] = stated.get(key_of(name), name)
    return stated


_WORD = re.compile(r"[A-Za-z][\w’'-]*")


def _titles(text: str, mention: Mention) -> list[str]:
    """Capitalised words right before a name, and the words of an apposition behind it."""
    before = text[max(0, mention.start - NEAR) : mention.start]
    before = re.split(r"[.!?\n,;:“”\"]\s", before)[-1]
    words: list[str] = []
    for word in reversed(_WORD.findall(before)):
        if not (word[0].isupper() or words_of(word) in (["of"], ["for"], ["the"])) and word.lower() not in TITLE_NOUNS:
            break
        words.append(key_of(word))
    after = re.match(r",\s(?:who |the |a |an )?([^.,;:!?\n“”\"]{3,80})[,.]", text[mention.end : mention.end + NEAR])
    return [*words, *(words_of(after.group(1)) if after else [])]


TITLE_NOUNS: frozenset[str] = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "chief",
        "head",
        "leader",
        "director",
        "minister",
        "president",
        "general",
        "analyst",
        "professor",
        "ambassador",
        "envoy",
        "commander",
        "mayor",
        "governor",
        "judge",
        "lawyer",
        "attorney",
        "secretary",
        "official",
        "officer",
        "chairman",
        "chairwoman",
        "farmer",
        "expert",
    }
)


def gender_in(words: Iterable[str]) -> str | None:
    """ "f" or "m" when the words tell, else None."""
    known = set(words)
    female, male = bool(known & FEMALE), bool(known & MALE)
    return None if female == male else "f" if female else "m"


def government(name: str) -> str | None:
    """The state for whose government a name speaks: its own or its capital's; a palace speaks for itself (None)."""
    state = state_named(name) or (government_of(name) if is_capital(name) else None)
    return state.name if state is not None else None
