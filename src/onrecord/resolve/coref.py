"""Whom do "he", "the minister" and "Smith" mean on this page?

One page at a time, in the order of the text. A pronoun looks back to the speaker before it and to the subject of
the sentence before it; where the two differ, both stay, with weights. A role phrase is matched with what the page
says of its people. Words that name nobody ("a source", "two people briefed on the talks") stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.gazetteer import BODY_NOUNS, state_of
from onrecord.model import Claims, EntityKind, Mention, Named, Page, Speaker, Statement, id_of
from onrecord.resolve.cast import Cast, Member, gender_in, government
from onrecord.resolve.naming import TITLES, key_of, untitled, words_of
from onrecord.resolve.phrases import (
    AND,
    AUTHOR,
    BODIES,
    BOTH,
    CARRIERS,
    CUT,
    DOCUMENTS,
    GENERIC,
    MODIFIERS,
    NAME_FIRST,
    NEAR,
    OWNER_OF,
    PERSONAL,
    PRONOUNS,
    REPORTS,
    SOMEBODY_ELSE,
    SYNONYMS,
    UNNAMED,
    head_of,
    is_role,
    kind_of,
    same_owner,
    unarticled,
)

LEAD = 3
"""Statements from the top of a page in which a nameless role may stand for a person named right after."""
AHEAD = 2
"""How many statements further the name may come."""

SURE: dict[str, float] = {
    "name": 1.0,
    "role": 0.95,
    "pronoun": 0.95,
    "carrier": 0.9,
    "ahead": 0.8,
    "generic": 0.85,
    "words": 1.0,
}
"""Factor on a statement's confidence by the way its speaker was found."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom words mean: a canonical name on this page, how it was found, and whom else they may mean."""

    name: str
    kind: EntityKind
    how: str
    member: Member | None = None
    other: Member | None = None


class Reader:
    """Reads a page's statements in order and remembers who spoke and who was the subject."""

    def __init__(self, page: Page, claims: Claims) -> None:
        self.page = page
        self.claims = claims
        self.cast = Cast(page, claims)
        self.subjects = sorted((m.start, m.id) for m in claims.mentions if m.subject and m.kind == "name")
        self.said = sorted((c.start, c.end) for s in claims.statements for c in s.content)
        self.spoke: list[tuple[int, Meant]] = []
        self.mentions: list[Mention] = []

    def statements(self) -> Iterator[Statement]:
        """The statements with their speakers named; speakers carried from another paragraph follow that one."""
        resolved: dict[tuple[int, int], list[Meant]] = {}
        for number, statement in enumerate(self.claims.statements):
            yield self._named(statement, number, resolved)

    def _named(self, statement: Statement, number: int, resolved: dict[tuple[int, int], list[Meant]]) -> Statement:
        speakers: list[Speaker] = []
        sure = 1.0
        review = statement.review
        for speaker in statement.speakers:
            place = (speaker.start or 0, speaker.end or 0)
            meant = resolved.get(place) or self._meant(speaker, statement, number)
            resolved[place] = meant
            for each in meant:
                sure = min(sure, SURE[each.how])
                self._learn(speaker.mention, each)
                self.spoke.append((place[0], each))
                speakers.append(replace(speaker, name=each.name, weight=0.65 if each.other else 1.0))
                if each.other is not None:
                    speakers.append(replace(speaker, name=each.other.name, weight=0.35))
                    review = f"“{speaker.mention}” may mean {each.name} or {each.other.name}"
        joint = len({s.name for s in speakers}) > 1 and not any(s.weight < 1 for s in speakers)
        confidence = round(statement.confidence * sure * (0.6 if review and not statement.review else 1.0), 3)
        return replace(statement, speakers=tuple(speakers), joint=joint, confidence=confidence, review=review)

    def _learn(self, words: str | None, meant: Meant) -> None:
        """A pronoun that can mean one person only tells how the page speaks of that person from here on."""
        gender = PRONOUNS.get(key_of(words or ""))
        if gender and meant.member is not None and meant.other is None:
            meant.member.genders |= set() if meant.member.genders else {gender}

    # --- who is meant ----------------------------------------------------------------------------------------

    def _meant(self, speaker: Speaker, statement: Statement, number: int) -> list[Meant]:
        words, place = speaker.mention or speaker.name, speaker.start or 0
        low = key_of(words)
        if low in PRONOUNS:
            return [self._pronoun(words, low, place, statement)]
        pair = self._pair(place) if BOTH.match(words) else self._two_in(words, place)
        return pair or [self._phrase(words, place, statement, number)]

    def _two_in(self, words: str, place: int) -> list[Meant]:
        """Two people in one phrase that the parser did not part: "Minister A and Secretary B"."""
        found = [self._person_in(part, place) for part in re.split(r",?\s+and\s+", words)] if " and " in words else []
        people = [meant for meant in found if meant is not None]
        return people if len(people) == len(found) == len({m.name for m in people}) else []

    def _pronoun(self, words: str, low: str, place: int, statement: Statement) -> Meant:
        people = low in PERSONAL
        begun = min(place, statement.content[0].start)
        spoke = self._last_speaker(begun, people, PRONOUNS[low])
        subject = self._last_subject(begun, people, PRONOUNS[low])
        if low in ("it", "who", "which") and subject is None and spoke is None:
            return Meant(words, "group", "words")
        return self._chosen(words, spoke, subject, place)

    def _chosen(
        self, words: str, spoke: tuple[int, Meant] | None, subject: tuple[int, Member] | None, place: int
    ) -> Meant:
        if spoke is None and subject is None:
            return Meant(words, "person", "words")
        if subject is None or (spoke is not None and spoke[1].name == subject[1].name):
            assert spoke is not None
            return replace(spoke[1], how="pronoun", other=None)
        if spoke is None:
            return self._of(subject[1], "pronoun")
        later = subject[0] > spoke[0] and self._same_passage(subject[0], place)
        if later:
            return self._of(subject[1], "pronoun", other=spoke[1].member if self._open(subject[0], place) else None)
        return replace(spoke[1], how="pronoun", other=None)

    def _open(self, subject: int, place: int) -> bool:
        """Whether a pronoun some sentences after another subject may mean either."""
        return len(re.findall(r"[.!?]\s", self.page.text[subject:place])) > 1

    def _same_passage(self, a: int, b: int) -> bool:
        return len(re.findall(r"\n+", self.page.text[min(a, b) : max(a, b)])) <= 1

    def _last_speaker(self, place: int, people: bool, gender: str | None) -> tuple[int, Meant] | None:
        for at, meant in reversed(self.spoke):
            if at < place and (meant.kind == "person") == people and _may_be(meant.member, gender):
                return at, meant
        return None

    def _last_subject(self, place: int, people: bool, gender: str | None) -> tuple[int, Member] | None:
        """The last name before the place that is a subject and stands outside of what others said."""
        for at, mention in reversed(self.subjects):
            member = self.cast.of_mention.get(mention)
            if at >= place or member is None or (member.kind == "person") != people or not _may_be(member, gender):
                continue
            if not any(start <= at < end for start, end in self.said):
                return at, member
        return None

    def _pair(self, place: int) -> list[Meant]:
        """The two people last named together: "A and B ... Both men said"."""
        people = sorted((m.start, m.end, m.id) for m in self.claims.mentions if m.label == "person" and m.end <= place)
        for (_, end, first), (start, _, second) in reversed(list(pairwise(people))):
            if AND.match(self.page.text[end:start] or "-") or AND.search(self.page.text[end:start][-8:]):
                a, b = self.cast.of_mention.get(first), self.cast.of_mention.get(second)
                if a is not None and b is not None and a is not b:
                    return [self._of(a, "pronoun"), self._of(b, "pronoun")]
        return []

    def _phrase(self, words: str, place: int, statement: Statement, number: int) -> Meant:
        person = self._person_in(words, place)
        if person is not None:
            return person
        head, definite = head_of(words)
        body = self._body(words)
        if body is not None and not is_role(head):
            return body
        author = AUTHOR.search(words) or OWNER_OF.match(words) if head in DOCUMENTS | REPORTS else None
        if author is not None and not self.cast.person(author["body"], place):
            return self._body(author["body"]) or Meant(unarticled(author["body"]), "organization", "words")
        if definite and words.lower().startswith("the ") and (issuer := self._issuer(head, place)) is not None:
            return replace(issuer, how="carrier")
        one = definite and not head.endswith("s") and head not in DOCUMENTS
        if head not in BODY_NOUNS and (head not in UNNAMED or one):
            found = self._role(words, head, place) if definite else None
            found = found or self._ahead(words, head, number)
            if found is not None:
                return found
        known = self._known_body(words, head, definite, place)
        return known or Meant(unarticled(words), kind_of(head), "words")

    def _person_in(self, words: str, place: int) -> Meant | None:
        """The person whose name ends the phrase: "the head of the council A B"; not "a spokesman for A B"."""
        full = untitled(words)
        bare = untitled(CUT.split(words, maxsplit=1)[0]) if NAME_FIRST.match(words) else full
        member = self.cast.person(bare, place)
        if member is None:
            return self._named_last(full) or (self._named_last(bare) if bare != full else None)
        rivals = [m for m in self.cast.namesakes(bare) if m is not member] if len(words_of(bare)) == 1 else []
        titled = set(words_of(words)) - set(words_of(bare))
        closer = [m for m in rivals if titled & m.traits and not titled & member.traits]
        return self._of(closer[0], "name") if closer else self._of(member, "name")

    def _named_last(self, words: str) -> Meant | None:
        for member in sorted(self.cast.people(), key=lambda m: -len(m.name)):
            for name in sorted({member.name, *member.names}, key=len, reverse=True):
                found = re.search(rf"(?<!\w){re.escape(name)}$", words)
                if found and not SOMEBODY_ELSE.search(words[: found.start()]):
                    return self._of(member, "name")
        return None

    def _body(self, words: str) -> Meant | None:
        state = government(words)
        if state is not None and not self._is_family_name(words):
            return Meant(state, "state", "name", self.cast.body(state))
        bare = unarticled(words)
        short = re.sub(rf"\s(?:{'|'.join(sorted(BODIES))})$", "", bare)
        member = self.cast.body(bare) or self.cast.body(MODIFIERS.sub("", bare)) or self.cast.body(short)
        return self._of(member, "name") if member is not None else None

    def _is_family_name(self, words: str) -> bool:
        """Whether a capital's name is somebody's family name here ("A. Paris ... Paris says")."""
        return re.search(rf"\b[A-Z][a-z]+ {re.escape(words)}\b", self.page.text) is not None and " " not in words

    def _role(self, words: str, head: str, place: int) -> Meant | None:
        """The person of whom the page says what the phrase says, most of it; of equals the one who spoke last."""
        told = set(words_of(words)) - {"the", "a", "an", "of", "for", "s", "his", "her"}
        best: tuple[tuple[float, int], Member] | None = None
        for member in self.cast.people():
            heads = {head} | {other for group in SYNONYMS if head in group for other in group}
            if not heads & member.traits:
                continue
            shared = len(told & member.traits) / max(len(told), 1) + (1.0 if head in member.traits else 0.0)
            last = max(
                (p for p in (*member.places, *(at for at, m in self.spoke if m.member is member)) if p < place),
                default=-1,
            )
            if shared >= 0.5 and same_owner(words, member) and (best is None or (shared, last) > best[0]):
                best = ((shared, last), member)
        if best is not None:
            return self._of(best[1], "role")
        if (head in GENERIC or head in TITLES) and words.lower().startswith("the ") and not _named_body(words, head):
            unnamed = self._introduced(head, place)
            if unnamed is not None:
                return unnamed
            before = self._last_speaker(place, True, gender_in([head]))
            return replace(before[1], how="generic", other=None) if before is not None else None
        return None

    def _introduced(self, head: str, place: int) -> Meant | None:
        """Somebody without a name introduced since the last speaker: "a police officer ... the officer said"."""
        since = max((at for at, _ in self.spoke if at < place), default=0)
        found = re.search(rf"\b(?:a|an|one)\s+((?:[a-z-]+\s+){{0,2}}{re.escape(head)})\b", self.page.text[since:place])
        return Meant(found.group(1), "person", "words") if found else None

    def _ahead(self, words: str, head: str, number: int) -> Meant | None:
        """A role without a name at the top of a page, whose holder the next statements name."""
        if number >= LEAD or not is_role(head) or head in UNNAMED:
            return None
        told = set(words_of(words)) | {other for group in SYNONYMS if head in group for other in group}
        for later in self.claims.statements[number + 1 : number + 1 + AHEAD + (LEAD - number)]:
            for speaker in later.speakers:
                member = self.cast.person(speaker.mention or "", speaker.start or 0)
                if (
                    member is not None
                    and told & member.traits
                    and same_owner(words, member)
                    and not any(p < (self.claims.statements[number].content[0].start) for p in member.places)
                ):
                    return self._of(member, "ahead")
        return None

    def _issuer(self, head: str, place: int) -> Meant | None:
        """Whom a document speaks for: a statement for the last speaker, a report for the last report named."""
        for at, meant in reversed(self.spoke):
            named = head in DOCUMENTS and DOCUMENTS & set(words_of(self.page.text[at : at + NEAR]))
            if at < place and (head in CARRIERS or named):
                return meant
        return None

    def _known_body(self, words: str, head: str, definite: bool, place: int) -> Meant | None:
        """ "the commission", "the news agency": the body named last whose name holds the head."""
        if not definite or not words.lower().startswith("the "):
            return None
        told = set(words_of(words)) - {"the", "of"}
        named = _capitals(words, head)
        spoken = [
            m for at, m in self.spoke if at < place and {head, *named} <= set(words_of(m.name)) and m.kind != "person"
        ]
        if spoken:
            return replace(spoken[-1], how="role", other=None)
        fits = [
            m
            for m in self.cast.members
            if m.kind in ("organization", "group")
            and {head, *named} <= m.traits
            and len(told & m.traits) * 2 >= len(told)
        ]
        near = [(max(p for p in m.places if p < place), m) for m in fits if any(p < place for p in m.places)]
        cited = [
            s.via for s in self.claims.statements if s.via and s.content[0].start < place and head in words_of(s.via)
        ]
        if cited:
            return Meant(unarticled(cited[-1]), "organization", "role")
        if near:
            return self._of(max(near, key=lambda pair: pair[0])[1], "role")
        before = [m for at, m in self.spoke if at < place and m.kind == "organization"] if told <= BODIES else []
        return replace(before[-1], how="generic", other=None) if before else None

    def _of(self, member: Member, how: str, other: Member | None = None) -> Meant:
        return Meant(member.name, member.kind, how, member, other if other is not member else None)


def _capitals(words: str, head: str) -> set[str]:
    """The names inside a phrase, compared: of "the French foreign ministry" {"french"}."""
    capital = {word for word in words.split()[1:] if word[:1].isupper()}
    return {word for name in capital for word in words_of(name)} - {head}


def _named_body(words: str, head: str) -> bool:
    """Whether a phrase names more than a nationality: "the Example Bank official", not "the Belgian official"."""
    return any(state_of(word.capitalize()) is None for word in _capitals(words, head))


def named(page: Page, claims: Claims) -> Claims:
    """The claims of a page with speakers and office holders under the fullest name the page gives them.

    Mentions get the number of their cluster on the page; pronouns and roles that were resolved become mentions.
    """
    reader = Reader(page, claims)
    statements = tuple(reader.statements())
    numbers = {id(member): number for number, member in enumerate(reader.cast.members)}
    mentions = [replace(m, cluster=numbers.get(id(reader.cast.of_mention.get(m.id)))) for m in claims.mentions]
    mentions.extend(_pointed(page, statements, reader, numbers, {m.start for m in mentions}))
    cast = tuple(_named(reader.cast, member, number, claims) for number, member in enumerate(reader.cast.members))
    offices = tuple(replace(o, person=_full(reader.cast, o.person, o.start)) for o in claims.offices)
    mentions.sort(key=lambda m: (m.start, m.end, m.id))
    return replace(claims, statements=statements, offices=offices, mentions=tuple(mentions), named=cast)


def _named(cast: Cast, member: Member, number: int, claims: Claims) -> Named:
    names = {*member.names, member.name}
    if member.kind != "person":
        names |= {alias.alias for alias in claims.aliases if cast.body(alias.alias) is member}
    return Named(
        number, member.name, member.kind, tuple(sorted(names)), tuple(sorted(member.traits)), len(member.places)
    )


def _full(cast: Cast, name: str, place: int) -> str:
    member = cast.person(name, place)
    return member.name if member is not None else name


def _pointed(
    page: Page, statements: Sequence[Statement], reader: Reader, numbers: dict[int, int], taken: set[int]
) -> Iterator[Mention]:
    by_name = {member.name: member for member in reader.cast.members}
    for statement in statements:
        for speaker in statement.speakers:
            member = by_name.get(speaker.name)
            if (
                member is None
                or speaker.start is None
                or speaker.end is None
                or speaker.start in taken
                or not speaker.mention
            ):
                continue
            taken.add(speaker.start)
            yield Mention(
                id=id_of("m", page.id, speaker.start, speaker.end, "coref.v1"),
                page=page.id,
                text=speaker.mention,
                start=speaker.start,
                end=speaker.end,
                kind="pronoun" if key_of(speaker.mention) in PRONOUNS else "role",
                label=member.kind,
                cluster=numbers[id(member)],
                head=head_of(speaker.mention)[0],
            )


def _may_be(member: Member | None, gender: str | None) -> bool:
    return member is None or gender is None or member.gender is None or member.gender == gender
