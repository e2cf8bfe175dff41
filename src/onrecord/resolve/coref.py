"""Whom do "he", "the minister" and "Smith" mean on this page?

One page at a time, in the order of the text. Names are looked up in the cast of the page. For a pronoun or a role
phrase everybody sighted before it is weighed (ranking.py, roles.py); the likeliest is named, with the probability as
confidence; where two are close, both are, with weights. Words that name nobody ("a source", "two people briefed on
the talks") stay as they are.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.gazetteer import BODY_NOUNS
from onrecord.model import Claims, EntityKind, Mention, Named, Page, Speaker, Statement, id_of
from onrecord.resolve.cast import Cast, Member, gender_in, government
from onrecord.resolve.naming import TITLES, key_of, untitled, words_of
from onrecord.resolve.nouns import PEOPLE, is_many
from onrecord.resolve.people import called
from onrecord.resolve.phrases import (
    ALSO,
    AUTHOR,
    BEHIND_NOUN,
    BODIES,
    BODY_RUN,
    BOTH,
    BRACKET,
    CARRIERS,
    CLAUSE,
    CUT,
    DOCUMENTS,
    FIRST,
    FITS,
    MODIFIERS,
    NAME_FIRST,
    NEAR,
    OF_WORK,
    OWNER_OF,
    PHRASE_BEFORE,
    POSSESSIVE,
    PRONOUNS,
    RELATIVE,
    REPORTS,
    SOMEBODY_ELSE,
    SYNONYMS,
    TOGETHER,
    UNNAMED,
    head_of,
    is_role,
    kind_of,
    same_owner,
    unarticled,
)
from onrecord.resolve.ranking import Candidate, Question, candidates, features, ranked
from onrecord.resolve.roles import bearer, phrase_at, role_candidates, role_features
from onrecord.resolve.scene import Scene
from onrecord.resolve.weights import PRONOUN, ROLE

LEAD = 3
"""Statements from the top of a page in which a nameless role may stand for a person named right after."""
AHEAD = 2
"""How many statements further the name may come."""

SURE: dict[str, float] = {
    "name": 1.0,
    "role": 0.95,
    "pronoun": 0.95,
    "beside": 0.9,
    "carrier": 0.9,
    "ahead": 0.8,
    "words": 1.0,
    "open": 0.9,
}
"""Factor on a statement's confidence by the way its speaker was found."""


LEAST = 0.35
"""A pronoun is left as it stands when nobody is the likeliest and no one else has this probability."""
CLEAR = 0.75
"""From this probability on a pronoun means one person."""
NEARLY = 0.3
"""Below it, a second whose probability is this share of the first's is named too."""


LONG_TITLE = 4
"""Words of a name with titles that are too many to stand behind "and" ("Police and Crime Commissioner A B")."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom words mean: a canonical name on this page, how it was found, and whom else they may mean."""

    name: str
    kind: EntityKind
    how: str
    member: Member | None = None
    other: Member | None = None
    share: float = 1.0
    sure: float | None = None


class Reader:
    """Reads a page's statements in the order of their sources and remembers who spoke."""

    def __init__(self, page: Page, claims: Claims) -> None:
        self.page = page
        self.claims = claims
        self.cast = Cast(page, claims)
        self.scene = Scene(page, claims, self.cast)
        self.spoke: list[tuple[int, int, Meant]] = []
        self.by_id = {s.id: (number, s) for number, s in enumerate(claims.statements)}
        self.read: dict[str, Statement] = {}
        self.resolved: dict[tuple[int, int], list[Meant]] = {}
        speaking = {s.start for statement in claims.statements for s in statement.speakers}
        self.pending = [told for told in self.scene.pronouns() if told[0] not in speaking]

    def statements(self) -> tuple[Statement, ...]:
        """The statements with their speakers named; speakers carried from another paragraph follow that one."""
        for statement in sorted(self.claims.statements, key=_source):
            self._read(statement)
        return tuple(self.read[s.id] for s in self.claims.statements)

    def _read(self, statement: Statement) -> None:
        """Name the speakers of a statement, after those of the statements in whose content it stands."""
        if statement.id in self.read:
            return
        self.read[statement.id] = statement
        for outer in sorted(self.scene.layout.level(_source(statement)[0])):
            self._read(self.by_id[outer][1])
        self._pass(_source(statement)[0])
        self.read[statement.id] = self._named(statement, self.by_id[statement.id][0])

    def _pass(self, place: int) -> None:
        """Read the pronouns before a place that name no speaker: "She" of the sentence before says who is spoken of."""
        while self.pending and self.pending[0][0] < place:
            start, end, low = self.pending.pop(0)
            question = self._question(start, end, low, None)
            some = candidates(self.scene, question, FITS[low], PRONOUNS[low])
            share, who = self._weighed(PRONOUN, features(self.scene, question, some), None)[0]
            if who is not None and who.other is None and share >= CLEAR:
                self.scene.add(start, end, who.who, kind="pronoun")

    def _named(self, statement: Statement, number: int) -> Statement:
        speakers: list[Speaker] = []
        sure = 1.0
        review = statement.review
        for speaker in statement.speakers:
            place = (speaker.start or 0, speaker.end or 0)
            meant = self.resolved.get(place) or self._meant(speaker, statement, number)
            self._heard(speaker, meant, place not in self.resolved)
            self.resolved[place] = meant
            for each in meant:
                sure = min(sure, each.sure if each.sure is not None else SURE[each.how])
                share = each.share if each.other else 1.0
                speakers.append(replace(speaker, name=each.name, weight=share))
                if each.other is not None:
                    speakers.append(replace(speaker, name=each.other.name, weight=round(1 - share, 2)))
                    review = f"“{speaker.mention}” may mean {each.name} or {each.other.name}"
        joint = len({s.name for s in speakers}) > 1 and not any(s.weight < 1 for s in speakers)
        confidence = round(statement.confidence * sure * (0.6 if review and not statement.review else 1.0), 3)
        return replace(statement, speakers=tuple(speakers), joint=joint, confidence=confidence, review=review)

    def _heard(self, speaker: Speaker, meant: Sequence[Meant], fresh: bool) -> None:
        """Remember who spoke where; a pronoun that means one person tells how the page speaks of that person."""
        start, end = speaker.start, speaker.end
        for each in meant:
            self._learn(speaker.mention, each)
            insort(self.spoke, (start or 0, end or 0, each), key=lambda told: told[0])
        if fresh and start is not None and end is not None and len(meant) == 1 and meant[0].how != "open":
            self.scene.add(start, end, meant[0].member or self._unnamed(meant[0], start))

    def _unnamed(self, meant: Meant, start: int) -> Member:
        there = self.scene.at(start) if meant.how == "words" else None
        return there if there is not None else self.scene.known(meant.name, meant.kind)

    def _learn(self, words: str | None, meant: Meant) -> None:
        gender = PRONOUNS.get(key_of(words or ""))
        if gender and meant.member is not None and meant.other is None:
            meant.member.genders |= set() if meant.member.genders else {gender}

    # --- who is meant ----------------------------------------------------------------------------------------

    def _meant(self, speaker: Speaker, statement: Statement, number: int) -> list[Meant]:
        words, place = speaker.mention or speaker.name, speaker.start or 0
        low = POSSESSIVE.get(key_of(words), key_of(words))
        if low in PRONOUNS and words != words.upper():
            return [self._pronoun(words, low, place, statement)]
        if low in FIRST:
            return [self._outer(words, place)]
        pair = self._pair(place) if BOTH.match(words) else self._two_in(words, place, statement)
        return pair or [self._phrase(words, place, statement, number)]

    def _two_in(self, words: str, place: int, statement: Statement) -> list[Meant]:
        """Several in one phrase: "Minister A and Secretary B", "she and the mayor"; empty where it is one."""
        first = words.split(", ", maxsplit=1)[0]
        parts = [part for part in ALSO.split(TOGETHER.sub("", first)) if part]
        if len(parts) < 2 or self.cast.body(unarticled(first)) is not None:
            return []
        found = [self._one_of(part, place + words.find(part), statement) for part in parts]
        sure = [meant for meant in found if meant is not None]
        if not all(_stands_alone(part, meant, sure[0]) for part, meant in zip(parts[1:], sure[1:], strict=False)):
            return []  # "the Department of Forests and Waters", "Arts and Sciences Board"
        return sure if len(sure) == len(found) == len({m.name for m in sure}) else []

    def _one_of(self, words: str, place: int, statement: Statement) -> Meant | None:
        """Whom one of several means, where that is certain."""
        low = key_of(words)
        if low in PRONOUNS:
            meant = self._pronoun(words, low, place, statement)
            return meant if meant.member is not None and meant.other is None else None
        head, definite = head_of(words)
        person = self._person_in(words, place)
        if person is not None:
            return person
        body = self._body(words)
        if body is not None:
            return body
        return self._ranked_role(words, head, place, statement) if definite else None

    def _outer(self, words: str, place: int) -> Meant:
        """Whom "I" means: the speaker in whose words it stands."""
        for statement in sorted(self.scene.layout.level(place)):
            for speaker in self.read[statement].speakers[:1]:
                who = next((m for _, _, m in self.spoke if m.name == speaker.name), None)
                if who is not None:
                    return replace(who, how="pronoun")
        return Meant(words, "person", "open")

    def _pronoun(self, words: str, low: str, place: int, statement: Statement) -> Meant:
        beside = self._beside(place) if low in RELATIVE else None
        if beside is not None:
            return beside
        question = self._question(place, place + len(words), low, statement)
        some = candidates(self.scene, question, FITS[low], PRONOUNS[low])
        return self._chosen(words, self._weighed(PRONOUN, features(self.scene, question, some), statement))

    def _question(self, start: int, end: int, low: str, statement: Statement | None) -> Question:
        level = self.scene.layout.level(start)
        outer = [self.read[each] for each in sorted(level) if each in self.read]
        form = outer[0].form if outer else ""
        names = tuple(s.name for o in outer for s in o.speakers)
        content, own = (statement.content, statement.form) if statement is not None else ((), "")
        return Question(start, end, low, content, own, level, form, names)

    def _chosen(self, words: str, shares: list[tuple[float, Candidate | None]]) -> Meant:
        """The likeliest reading; the two likeliest where they are close; the words themselves where nobody fits."""
        named = [(share, who) for share, who in shares if who is not None]
        if not named or (shares[0][1] is None and named[0][0] < LEAST):
            return Meant(words, "person", "open")
        share, best = named[0]
        second = next((pair for pair in named[1:] if pair[1].who is not best.who), None)
        if share < CLEAR and second is not None and second[0] > NEARLY * share and best.other is None:
            told = max(round(share / (share + second[0]), 2), 0.51)
            return self._of(best.who, "pronoun", other=second[1].who, share=told, sure=share)
        return self._of(best.who, "pronoun", sure=share)

    def _beside(self, place: int) -> Meant | None:
        """Whom "who" or "which" means: the words right before it."""
        before = self.page.text[max(0, place - NEAR * 2) : place]
        run = BODY_RUN.search(before)
        if run is not None and set(words_of(run["body"])) & BODY_NOUNS:
            return self._body(run["body"]) or Meant(run["body"], "organization", "beside")
        for sighting in self.scene.before(place):
            if sighting.other is None and re.fullmatch(r"[’']?,?\s+", self.page.text[sighting.end : place]):
                return self._of(sighting.who, "beside")
        found = PHRASE_BEFORE.search(before)
        return Meant(unarticled(found.group(1)), kind_of(head_of(found.group(1))[0]), "beside") if found else None

    def _pair(self, place: int) -> list[Meant]:
        """The two people last named together: "A and B ... Both men said"."""
        for sighting in self.scene.pairs_before(place):
            return [self._of(sighting.who, "pronoun"), self._of(sighting.other or sighting.who, "pronoun")]
        return []

    def _phrase(self, words: str, place: int, statement: Statement, number: int) -> Meant:
        person = self._person_in(called(words), place) or self._person_in(words, place)
        person = person or self._named_behind(place + len(words))
        if person is not None:
            return person
        words = CLAUSE.split(words, maxsplit=1)[0]
        head, definite = head_of(words)
        body = self._body(words) or self._body(BRACKET.split(words, maxsplit=1)[0])
        if body is not None and not is_role(head):
            return body
        document = self._document(words, head, place)
        if document is not None:
            return document
        if definite and not is_many(head) and head not in DOCUMENTS | CARRIERS | REPORTS:
            found = self._ranked_role(words, head, place, statement) or self._ahead(words, head, number)
        else:
            found = self._ahead(words, head, number) or self._known_body(words, head, definite, place)
        return found or Meant(unarticled(words), kind_of(head), "words")

    def _document(self, words: str, head: str, place: int) -> Meant | None:
        """Whoever speaks by a document: its author, the one who issued it, the study whose results are told."""
        work = OF_WORK.search(words) if head in REPORTS else None
        if work is not None:
            return self._body(work["name"]) or Meant(work["name"], "work", "name")
        author = AUTHOR.search(words) or OWNER_OF.match(words) if head in DOCUMENTS | REPORTS else None
        if author is not None and not self.cast.person(author["body"], place):
            return self._body(author["body"]) or Meant(unarticled(author["body"]), "organization", "words")
        issuer = self._issuer(head, place) if words.lower().startswith("the ") else None
        return replace(issuer, how="carrier") if issuer is not None else None

    def _weighed(
        self,
        weights: Mapping[str, float],
        told: Sequence[tuple[Candidate | None, list[str]]],
        statement: Statement | None,
    ) -> list[tuple[float, Candidate | None]]:
        """Who may be meant, the likeliest first; the fitting of the weights (training/speakers) looks in here."""
        return ranked(weights, told)

    def _named_behind(self, end: int) -> Meant | None:
        """The person whose name follows a role in commas: "the first deputy director, A B, said"."""
        who = self.scene.at(end + 2)
        told = who is not None and who.kind == "person" and self.page.text.startswith(f", {who.name},", end)
        return self._of(who, "name") if who is not None and told else None

    def _ranked_role(self, words: str, head: str, place: int, statement: Statement) -> Meant | None:
        """Whoever a role phrase most likely means; None where that is nobody of those on the page."""
        phrase = phrase_at(self.scene, place, words, head, statement)
        told = role_features(self.scene, phrase, role_candidates(self.scene, phrase))
        shares = self._weighed(ROLE, told, statement)
        share, best = shares[0]
        if best is not None:
            return self._of(best.who, "role", sure=share)
        other = bearer(self.scene, phrase)
        return Meant(other.who.name, other.who.kind, "words", other.who) if other is not None else None

    def _person_in(self, words: str, place: int) -> Meant | None:
        """The person whose name ends the phrase: "the head of the council A B"; not "a spokesman for A B"."""
        full = untitled(words)
        bare = untitled(CUT.split(words, maxsplit=1)[0]) if NAME_FIRST.match(words) else full
        member = self.cast.person(bare, place, gender=gender_in(words_of(words)[:1]))
        if member is None:
            return self._named_last(full) or (self._named_last(bare) if bare != full else None)
        rivals = [m for m in self.cast.namesakes(bare) if m is not member] if len(words_of(bare)) == 1 else []
        titled = set(words_of(words)) - set(words_of(bare))
        closer = [m for m in rivals if titled & m.traits and not titled & member.traits]
        return self._of(closer[0] if closer else member, "name")

    def _named_last(self, words: str) -> Meant | None:
        for member in sorted(self.cast.people(), key=lambda m: -len(m.name)):
            names = sorted({member.name, *member.names}, key=lambda name: (-len(name), name))
            ends = (re.search(rf"(?<![\w-]){re.escape(name)}$", words) for name in names)
            found = next((end for end in ends if end is not None), None)
            before = words[: found.start()] if found is not None else ""
            other = found is not None and " " not in found[0] and _is_forename(before)
            if found is not None and not other and not SOMEBODY_ELSE.search(before):
                return self._of(member, "name")
        return None

    def _body(self, words: str) -> Meant | None:
        state = government(words)
        if state is not None and not self._is_family_name(words):
            return Meant(state, "state", "name", self.cast.body(state))
        bare = unarticled(words)
        short = re.sub(rf"\s(?:{'|'.join(sorted(BODIES))})$", "", bare)
        member = self.cast.body(bare) or self.cast.body(MODIFIERS.sub("", bare)) or self.cast.body(short)
        member = member or self._body_last(bare)
        return self._of(member, "name") if member is not None else None

    def _body_last(self, words: str) -> Member | None:
        """The body whose name ends the phrase behind what it is: "the state oil company Norwave"."""
        for member in self.cast.members:
            for name in sorted(member.names, key=lambda n: (-len(n), n)) if member.kind == "organization" else ():
                if words.endswith(f" {name}") and BEHIND_NOUN.search(words[: -len(name)]):
                    return member
        return None

    def _is_family_name(self, words: str) -> bool:
        """Whether a capital's name is somebody's family name here ("A. Paris ... Paris says")."""
        return re.search(rf"\b[A-Z][a-z]+ {re.escape(words)}\b", self.page.text) is not None and " " not in words

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
        for at, end, meant in reversed(self.spoke):
            named = head in DOCUMENTS and head_of(self.page.text[at : min(end, at + NEAR)])[0] in DOCUMENTS
            if at < place and (head in CARRIERS or named):
                return meant
        return None

    def _known_body(self, words: str, head: str, definite: bool, place: int) -> Meant | None:
        """ "the analysts", "the study": who spoke last, or was cited, under words with that head."""
        if not definite or not words.lower().startswith("the "):
            return None
        named = {head, *_capitals(words, head)}
        spoken = [m for at, _, m in self.spoke if at < place and m.kind != "person" and named <= set(words_of(m.name))]
        same = [m for m in spoken if m.name[:1].isupper() or head_of(m.name)[0] == head]  # no "report's authors"
        if same:
            return replace(same[-1], how="role", other=None)
        before = (s for s in self.claims.statements if s.content[0].start < place)
        cited = [s.via for s in before if s.via and head in words_of(s.via)]
        return Meant(unarticled(cited[-1]), "organization", "role") if cited else None

    def _of(
        self, member: Member, how: str, other: Member | None = None, share: float = 1.0, sure: float | None = None
    ) -> Meant:
        return Meant(member.name, member.kind, how, member, other if other is not member else None, share, sure)


def _source(statement: Statement) -> tuple[int, int]:
    """Where a statement's speaker is named; where none is, its content begins."""
    place = min((s.start for s in statement.speakers if s.start is not None), default=None)
    begun = statement.content[0].start
    return (begun if place is None else place, begun)


def _stands_alone(words: str, meant: Meant, first: Meant) -> bool:
    """Whether the words behind "and" are a speaker by themselves and not the end of one name."""
    if meant.kind == "person":
        many = len(words_of(untitled(words)))
        return first.kind == "person" or words[:1].islower() or 1 < many < LONG_TITLE
    return words != unarticled(words) or meant.kind == "state" or words.isupper()


def _is_forename(before: str) -> bool:
    """Whether the words before a family name end in a first name: "Mathilda" of "Mathilda Smith" is no title."""
    last = before.split()[-1:]
    known = TITLES | PEOPLE | BODY_NOUNS
    return bool(last) and last[0].istitle() and not last[0].endswith(".") and key_of(last[0]) not in known


def _capitals(words: str, head: str) -> set[str]:
    """The names inside a phrase, compared: of "the French foreign ministry" {"french"}."""
    capital = {word for word in words.split()[1:] if word[:1].isupper()}
    return {word for name in capital for word in words_of(name)} - {head}


def named(page: Page, claims: Claims) -> Claims:
    """The claims of a page with speakers and office holders under the fullest name the page gives them.

    Mentions get the number of their cluster on the page; pronouns and roles that were resolved become mentions.
    """
    reader = Reader(page, claims)
    statements = reader.statements()
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
