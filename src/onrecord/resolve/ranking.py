"""Which of those spoken of does a pronoun mean, and how sure is that?

Each candidate gets a score, the sum of the weights of what is true of it; the scores of all candidates and of "none of
them" make probabilities (a conditional logistic model). The weights were fitted on the training part of our own
invented articles (training/speakers/fit.py prints them) and are rounded to two digits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Cite
from onrecord.resolve.cast import Member
from onrecord.resolve.scene import Scene, Sighting

NOBODY = "nobody"
HEARD = 2
"""Speakers before a pronoun that count as such."""
PERSONS = frozenset({"he", "she"})
_OBJECT = re.compile(
    r"(?:\b(?:of|to|for|with|by|from|about|against|on|at|in|than|told|tell|tells|asked|asks|urged|warned|called|named"
    r"|accused|invited|met|and|like|between)\s+)(?:[A-Z][\w.’'-]*\s+){0,3}$"
)
"""What stands before a name that is no subject."""
_OWNS = re.compile(r"['’]s?\s")


@dataclass(frozen=True, slots=True)
class Question:
    """A pronoun to be read: where it stands, what is said by it, and in whose words it stands, if in any's."""

    start: int
    end: int
    pronoun: str
    content: tuple[Cite, ...]
    form: str
    outer: frozenset[str]
    outer_form: str
    outer_speakers: tuple[str, ...]

    @property
    def begun(self) -> int:
        """Where the passage begins that the pronoun is part of: what was said may stand before it."""
        return min([self.start, *(piece.start for piece in self.content)])


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a pronoun may mean, by the sightings before it (the nearest first)."""

    who: Member
    other: Member | None
    sightings: tuple[Sighting, ...]

    @property
    def name(self) -> str:
        """The name, or both names of a pair."""
        return self.who.name


def candidates(scene: Scene, question: Question, fits: Sequence[str], gender: str | None) -> list[Candidate]:
    """Whoever is sighted before the pronoun and may be meant by it in number, kind and gender."""
    found: dict[tuple[int, int], list[Sighting]] = {}
    for sighting in scene.before(question.start):
        kind = "group" if sighting.other is not None else sighting.who.kind
        if kind in fits and may_be(sighting.who, gender if sighting.other is None else None):
            found.setdefault((id(sighting.who), id(sighting.other)), []).append(sighting)
    return [Candidate(some[0].who, some[0].other, tuple(some)) for some in found.values()]


def may_be(member: Member | None, gender: str | None) -> bool:
    """Whether nothing that the page says of a person forbids the pronoun."""
    return member is None or gender is None or member.gender is None or member.gender == gender


def ranked(
    weights: Mapping[str, float], told: Sequence[tuple[Candidate | None, list[str]]]
) -> list[tuple[float, Candidate | None]]:
    """The candidates with their probabilities, the likeliest first; None stands for nobody of them."""
    scores = [(sum(weights.get(name, 0.0) for name in names), who) for who, names in told]
    top = max(score for score, _ in scores)
    raised = [(math.exp(score - top), who) for score, who in scores]
    total = sum(weight for weight, _ in raised)
    shares = [(weight / total, who) for weight, who in raised]
    return sorted(shares, key=lambda pair: (-pair[0], pair[1].who.name if pair[1] else ""))


def features(scene: Scene, question: Question, some: Sequence[Candidate]) -> list[tuple[Candidate | None, list[str]]]:
    """What is true of each candidate, and of nobody, in the words of the table of weights."""
    told: list[tuple[Candidate | None, list[str]]] = [(None, list(_of_nobody(question, some)))]
    before = scene.before(question.start)
    last = _last_speakers(before, question)
    nearest = sorted((-_latest(c, question).start, i) for i, c in enumerate(some))
    ranks = {i: rank for rank, (_, i) in enumerate(nearest)}
    most = max((len(c.sightings) for c in some), default=0)
    for number, candidate in enumerate(some):
        found = [*_of_place(scene, question, candidate, before), *_of_speech(scene, question, candidate, last)]
        found.append(f"rank {min(ranks[number], 3)}")
        found.append("alone" if len(some) == 1 else "among others")
        if len(candidate.sightings) == most and most > 2:
            found.append("most seen")
        told.append((candidate, [*found, *(f"thing: {name}" for name in found if question.pronoun not in PERSONS)]))
    return told


def _of_nobody(question: Question, some: Sequence[Candidate]) -> Iterator[str]:
    yield NOBODY
    yield f"{NOBODY} {question.pronoun}"
    yield f"{NOBODY} of {min(len(some), 3)}"
    if question.outer:
        yield f"{NOBODY} in {question.outer_form}"


def _latest(candidate: Candidate, question: Question) -> Sighting:
    """The nearest sighting outside of what somebody else says, or the nearest of all."""
    return next((s for s in candidate.sightings if s.level <= question.outer), candidate.sightings[0])


def _of_place(scene: Scene, question: Question, candidate: Candidate, before: Sequence[Sighting]) -> Iterator[str]:
    layout, text = scene.layout, scene.page.text
    latest = _latest(candidate, question)
    away = max(layout.sentence(question.begun) - layout.sentence(latest.start), 0)
    apart = max(layout.paragraph(question.begun) - layout.paragraph(latest.start), 0)
    level = "same" if latest.level == question.outer else "above" if latest.level < question.outer else "inside"
    yield from (f"level {level}", f"sentences {min(away, 4)}", f"paragraphs {min(apart, 2)}", f"by {latest.kind}")
    yield f"kind {'pair' if candidate.other else candidate.who.kind}"
    if latest.subject:
        yield f"subject {min(away, 2)}"
    if _OBJECT.search(text, max(0, latest.start - 40), latest.start):
        yield "object"
    if _OWNS.match(text, latest.end):
        yield "owner"
    if candidate.who.kind == "person" and candidate.who.gender:
        yield "gender known"
    like = [s for s in before if s.who.kind == candidate.who.kind]
    if not any(s.start > latest.start and s.level <= question.outer for s in like):
        yield "last of its kind"
    beside = [s for s in like if layout.sentence(s.start) == layout.sentence(latest.start)]
    if beside and beside[-1] is latest:
        yield f"first of sentence {min(away, 2)}"


def _of_speech(scene: Scene, question: Question, candidate: Candidate, last: list[Sighting]) -> Iterator[str]:
    if any(s.who is candidate.who for c in question.content for s in scene.between(c.start, c.end)):
        yield f"told of in {question.form}"
    if candidate.who.name in question.outer_speakers:
        yield f"outer speaker {question.outer_form}"
    apart = [max(scene.layout.paragraph(question.begun) - scene.layout.paragraph(s.start), 0) for s in last]
    quoted = "quote" if question.begun < question.start else "cue"
    if quoted == "quote" and scene.layout.leads(question.begun):
        quoted = "opening quote"
    for number, (speaker, distance) in enumerate(zip(last, apart, strict=True)):
        if speaker.who is candidate.who and speaker.other is candidate.other:
            yield f"speaker {number} paragraphs {min(distance, 2)}"
            yield f"speaker {number} before {quoted}"
            yield f"speaker {number} paragraphs {min(distance, 2)} before {quoted}"
    if not any(s.kind == "speaker" for s in candidate.sightings):
        yield f"silent before {quoted}"


def _last_speakers(before: Sequence[Sighting], question: Question) -> list[Sighting]:
    """The last two speakers before the pronoun at its own level."""
    found: list[Sighting] = []
    for sighting in before:
        known = any(one.who is sighting.who for one in found)
        if sighting.kind == "speaker" and sighting.level == question.outer and not known and len(found) < HEARD:
            found.append(sighting)
    return found
