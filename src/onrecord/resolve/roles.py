"""What is true of somebody as the one whom a role phrase means: "the minister", "the Danish general", "the airline"?

The words for `ranking` to weigh, as those of pronouns there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.gazetteer import BODY_NOUNS
from onrecord.model import Statement
from onrecord.resolve.cast import FEMALE, MALE, Member, gender_in
from onrecord.resolve.describing import SMALL
from onrecord.resolve.naming import key_of, words_of
from onrecord.resolve.nouns import PEOPLE
from onrecord.resolve.phrases import BODIES, GENERIC, SYNONYMS, UNNAMED, head_of, is_role
from onrecord.resolve.ranking import NOBODY, Candidate, may_be
from onrecord.resolve.scene import Scene, Sighting

OWNERS = frozenset({"his", "her", "their", "its", "my", "our"})
OWNED = re.compile(r"^[^,]{1,40}?['’]s?\s")
FIRMS = frozenset(
    {"company", "firm", "group", "corporation", "business", "organisation", "organization", "giant", "maker"}
)
"""Heads that say next to nothing of a body: it may be any that is spoken of."""
FORMER = frozenset({"former", "ex", "late", "retired", "acting", "deputy", "vice", "outgoing"})
"""Words that a phrase shares with whom it means, or it means somebody else."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role phrase to be read. `told` are its words but the head and small words."""

    start: int
    end: int
    words: str
    head: str
    told: frozenset[str]
    statement: Statement
    outer: frozenset[str]


def phrase_at(scene: Scene, start: int, words: str, head: str, statement: Statement) -> Phrase:
    """The phrase with what it says."""
    told = frozenset(words_of(words)) - SMALL - {head}
    return Phrase(start, start + len(words), words, head, told, statement, scene.layout.level(start))


def heads(head: str) -> set[str]:
    """The head and what news calls the same."""
    return {head} | {other for group in SYNONYMS if head in group for other in group}


def role_candidates(scene: Scene, phrase: Phrase) -> list[Candidate]:
    """The named who may bear the role: people for a role, bodies for a body's noun; else who is told to be that."""
    gender = gender_in(words_of(phrase.words))
    found: dict[int, list[Sighting]] = {}
    for sighting in scene.before(phrase.start):
        if sighting.other is None:
            found.setdefault(id(sighting.who), []).append(sighting)
    seen = {key: Candidate(some[0].who, None, tuple(some)) for key, some in found.items()}
    for member in scene.cast.members:
        if id(member) not in seen and _bears(member, phrase.head):
            seen[id(member)] = Candidate(member, None, ())
    return [c for c in seen.values() if _fits(c.who, phrase) and may_be(c.who, gender)]


def bearer(scene: Scene, phrase: Phrase) -> Sighting | None:
    """The last sighting of somebody without a name who is what the phrase says: "a captain ... the captain"."""
    before = (sighting for sighting in scene.before(phrase.start) if not is_named(sighting.who))
    return next((sighting for sighting in before if head_of(sighting.who.name)[0] == phrase.head), None)


def is_named(member: Member) -> bool:
    """Whether a member has a name and not only words that describe it."""
    return any(word[:1].isupper() for word in member.name.split()[:1]) or member.kind == "state"


def _bears(member: Member, head: str) -> bool:
    return head in member.traits or head in member.told


def _fits(member: Member, phrase: Phrase) -> bool:
    kind = _kind(phrase)
    if not is_named(member):
        return False
    if kind in ("generic", "role", "people"):
        return member.kind == "person"
    if kind in ("body", "firm"):
        return member.kind in ("organization", "group", "state")
    return member.kind != "place" and (_bears(member, phrase.head) or member.kind == "organization")


def role_features(scene: Scene, phrase: Phrase, some: Sequence[Candidate]) -> list[tuple[Candidate | None, list[str]]]:
    """What is true of each candidate, and of nobody of them."""
    bearers = sum(_bears(c.who, phrase.head) for c in some)
    told: list[tuple[Candidate | None, list[str]]] = [(None, list(_of_nobody(scene, phrase, bearers)))]
    speakers = _speakers(scene, phrase)
    broad = _kind(phrase) if _kind(phrase) in ("firm", "body", "thing") else "person"
    seen = max(some, key=lambda c: len(c.sightings), default=None)
    most = seen.who if seen is not None and len(seen.sightings) > 1 else None
    for candidate in some:
        place = [*_of_place(scene, phrase, candidate)]
        place.extend(f"speaker {number}" for number, who in enumerate(speakers) if who is candidate.who)
        if candidate.who is most:
            place.append("most seen")
        told.append((candidate, [*_of_words(phrase, candidate, bearers), *(f"{broad}: {name}" for name in place)]))
    return told


def _kind(phrase: Phrase) -> str:
    """What sort of noun heads the phrase; "generic" heads may mean any person."""
    if phrase.head in GENERIC:
        return "generic"
    if is_role(phrase.head):
        return "role"
    if phrase.head in PEOPLE:
        return "people"
    if phrase.head in FIRMS:
        return "firm"
    return "body" if phrase.head in BODY_NOUNS | BODIES else "thing"


def _opened(words: str) -> str:
    """How the phrase begins: with the article, with an owner ("his lawyer", "Smith's lawyer"), or with the title."""
    if words.lower().startswith("the ") and not OWNED.search(words):
        return "the"
    return "owner" if OWNED.search(words) or words.split()[0].lower() in OWNERS else "title"


def _of_nobody(scene: Scene, phrase: Phrase, bearers: int) -> Iterator[str]:
    yield NOBODY
    yield f"{NOBODY} {_kind(phrase)}"
    yield f"{NOBODY} opened by {_opened(phrase.words)}"
    yield f"{NOBODY} of {min(len(phrase.told), 3)} words"
    yield f"{NOBODY} of {min(bearers, 2)} bearers"
    if phrase.head in UNNAMED:
        yield f"{NOBODY} unnamed"
    if " of " in phrase.words or " for " in phrase.words:
        yield f"{NOBODY} of somebody"
    other = bearer(scene, phrase)
    if other is not None:
        apart = scene.layout.paragraph(phrase.start) - scene.layout.paragraph(other.start)
        yield f"{NOBODY} brought in {min(apart, 2)} paragraphs before"


def _of_words(phrase: Phrase, candidate: Candidate, bearers: int) -> Iterator[str]:
    who, told = candidate.who, candidate.who.traits | candidate.who.told
    kind = _kind(phrase)
    if phrase.head in told:
        yield f"head {kind}"
        yield f"head of {min(bearers, 2)}"
    elif heads(phrase.head) & told:
        yield f"like head {kind}"
    else:
        yield f"no head {kind}"
    if phrase.told:
        shared = len(phrase.told & told) / len(phrase.told)
        yield "all told" if shared == 1 else "some told" if shared > 0 else "none told"
    capital = {key_of(word) for word in phrase.words.split()[1:] if word[:1].isupper()} - {phrase.head}
    if capital - told:
        yield "name missing"
    if phrase.told & FORMER:
        yield "former" if phrase.told & FORMER & told else "former not told"
    if who.genders and gender_in(words_of(phrase.words)) and {phrase.head} & (FEMALE | MALE):
        yield "gender told"
    yield f"kind {who.kind}"


def _of_place(scene: Scene, phrase: Phrase, candidate: Candidate) -> Iterator[str]:
    if not candidate.sightings:
        yield "seen later"
        return
    layout = scene.layout
    latest = next((s for s in candidate.sightings if s.level <= phrase.outer), candidate.sightings[0])
    yield f"sentences {min(layout.sentence(phrase.start) - layout.sentence(latest.start), 4)}"
    yield f"paragraphs {min(layout.paragraph(phrase.start) - layout.paragraph(latest.start), 3)}"
    if not latest.level <= phrase.outer:
        yield "level inside"
    if latest.subject:
        yield "subject"
    if any(c.start <= s.start < c.end for s in candidate.sightings for c in phrase.statement.content):
        yield f"told of in {phrase.statement.form}"
    other = bearer(scene, phrase)
    if other is not None and other.start > latest.start and not _bears(candidate.who, phrase.head):
        yield "another brought in since"
    nearer = {
        id(s.who) for s in scene.before(phrase.start) if s.start > latest.start and s.who.kind == candidate.who.kind
    }
    yield f"rank {min(len(nearer), 3)}"


def _speakers(scene: Scene, phrase: Phrase) -> list[Member]:
    found: list[Member] = []
    for sighting in scene.before(phrase.start):
        if sighting.kind == "speaker" and sighting.level == phrase.outer and sighting.who not in found:
            found.append(sighting.who)
    return found[:2]
