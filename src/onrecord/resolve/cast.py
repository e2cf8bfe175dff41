"""Who is on the page? People, bodies and states under the fullest name the page itself gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from onrecord.gazetteer import BODY_NOUNS, government_of, is_capital, state_named, state_of
from onrecord.model import Claims, EntityKind, Mention, Page, Speaker
from onrecord.resolve.naming import TITLES, family_of, is_initials, is_short_for, key_of, untitled, words_of

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
    """Somebody or something on the page: `places` are the offsets of its mentions, `traits` words that describe it."""

    name: str
    kind: EntityKind
    names: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    traits: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)

    @property
    def gender(self) -> str | None:
        """The letter f or m when all that the page says agrees, else None: "Sir A" and "Lady A" are two of one name."""
        return next(iter(self.genders)) if len(self.genders) == 1 else None


class Cast:
    """The members of one page, found by any of their names."""

    def __init__(self, page: Page, claims: Claims) -> None:
        self.members: list[Member] = []
        self.of_mention: dict[str, Member] = {}
        self.text = page.text
        self.short = _stated(claims)
        outlets = {key_of(page.outlet)} if page.outlet else set()
        named = _relabelled([m for m in claims.mentions if m.kind == "name"], claims, outlets)
        self._people(
            [m for m in named if m.label == "person"], [o.person for o in claims.offices], _unmarked(claims, named)
        )
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

    def person(self, name: str, place: int) -> Member | None:
        """The person of that name; of several with one family name the one named last before `place`."""
        bare = untitled(name)
        fits = [m for m in self.people() if key_of(m.name) == key_of(bare) or is_short_for(bare, m.name)]
        exact = [m for m in fits if key_of(m.name) == key_of(bare)]
        return max(
            exact or fits, key=lambda m: (max((p for p in m.places if p <= place), default=-1), m.name), default=None
        )

    def namesakes(self, name: str) -> list[Member]:
        """All persons whom a single word may mean."""
        return [m for m in self.people() if is_short_for(name, m.name)]

    def people(self) -> Iterator[Member]:
        """The persons on the page."""
        return (m for m in self.members if m.kind == "person")


NAME = re.compile(r"[A-Z][\w.’'-]*(?: (?:(?:al|bin|ibn|van|von|der|den|de|da|di|del|la|le|el) )?[A-Z][\w.’'-]*){1,3}")
"""Two to four capitalised words, particles allowed: what a person's full name looks like."""


BEHIND_ROLE = re.compile(r"\b[a-z]+ (?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,2})$")
"""A name behind a role in lower case: "airline boss A B"."""


def _looks_personal(name: str) -> bool:
    words = words_of(name)
    if NAME.fullmatch(name) is None or set(words) & BODY_NOUNS or words[-1] in TITLES or name.isupper():
        return False
    return state_named(name) is None and state_of(name.split()[0]) is None


def _relabelled(mentions: list[Mention], claims: Claims, outlets: set[str]) -> list[Mention]:
    """The names; who holds an office or is called by the last word alone is a person, whatever the tagger says."""
    holders = {key_of(untitled(office.person)) for office in claims.offices}
    speakers = {key_of(s.mention) for statement in claims.statements for s in statement.speakers if s.mention}
    single = {key_of(m.text) for m in mentions if len(words_of(m.text)) == 1 and m.label != "group"}
    alone = single | {name for name in speakers if " " not in name}
    people = {key_of(m.text) for m in mentions if m.label == "person"} | holders
    for mention in mentions:
        key, called = key_of(mention.text), family_of(mention.text) in alone
        told = called or (key in speakers and mention.label in ("work", "place"))
        if told and mention.label not in ("person", "state") and _looks_personal(mention.text):
            people.add(key)
    bodies = {name for name in people if set(name.split()) & BODY_NOUNS or name in outlets} - holders
    families = {family_of(name) for name in people - bodies if " " in name}
    return [replace(m, label=_label(m, people - bodies, bodies, families)) for m in mentions]


def _label(mention: Mention, people: set[str], bodies: set[str], families: set[str]) -> EntityKind | None:
    key = key_of(mention.text)
    if key in bodies:
        return "organization"
    return "person" if key in people or (key in families and mention.label != "state") else mention.label


def _unmarked(claims: Claims, mentions: list[Mention]) -> list[Speaker]:
    """Speakers whom the tagger did not mark as a name at all, though their words look like one."""
    marked = {place for m in mentions for place in range(m.start, m.end)}
    everyone = [speaker for statement in claims.statements for speaker in statement.speakers]
    bare = [s for s in everyone if s.mention and not marked.intersection(range(s.start or 0, s.end or 0))]
    ends = ((speaker, BEHIND_ROLE.search(speaker.mention or "")) for speaker in everyone)
    named = [replace(s, mention=end["name"], start=(s.start or 0) + end.start("name")) for s, end in ends if end]
    named = [s for s in named if not marked.intersection(range(s.start or 0, s.end or 0))] + bare
    return [s for s in named if _looks_personal(untitled(s.mention or ""))]


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
