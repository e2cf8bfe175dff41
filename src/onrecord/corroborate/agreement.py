"""Which statements of different speakers claim the same, and which cannot both hold?

Few links and plain ones: the same claim in much the same words; a claim and its denial; two words that exclude each
other said of one thing; a danger that is real and one that is not there; an attack claimed and denied; a crash that was
an attack and one that was an accident; "that is not true" said of the statement before it. Statements meet under narrow
keys (`keys_of`), and two that met are compared by their words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from onrecord.corroborate.commonness import weights
from onrecord.corroborate.crowds import place_of
from onrecord.corroborate.days import Days, days_of, gap
from onrecord.corroborate.meeting import CROWD, met
from onrecord.corroborate.months import months_of
from onrecord.corroborate.opposites import HEDGED, OPPOSITES, UNDECIDED, canon
from onrecord.corroborate.propositions import FIRST_PERSON, THIRD_PERSON, Proposition, clauses_of, propositions_of
from onrecord.corroborate.renderings import NEGATIONS, common_words, nested, text_of
from onrecord.corroborate.words import STOP, stem_of, words_of
from onrecord.gazetteer import state_of
from onrecord.model import Link, LinkKind, PageId, Statement, id_of

SAME_CLAIM = 0.75
"""Share of the poorer claim's weight that two speakers must have in common to claim the same."""

ENOUGH = 14.0
"""What the stems of a claim that two speakers share must weigh: three rare ones (see `commonness`)."""

SAID = 8.0
"""What the stems of a claim must weigh that another one has whole, to agree with it or be denied: two rare ones."""

DENIED = 0.75
"""Share of a denial's weight that a claim must have for the denial to be of it."""

OF_ONE = 3.0
"""What the stems beside the names in a claim must weigh in common, and those of a denial that is whole in a claim."""

OPPOSED = 6.5
"""What the stems beside two opposites must weigh in common: two words ("taxes" may be anybody's, a bank a shore)."""

MOST = 0.7
"""Share of the richer claim that must stand beside the opposites in both: few words are opposites in every sense."""

HALF = 0.5
"""Share of a short claim that a denial must speak of."""

SEASON = 92
"""Days between which two statements can be about one state of affairs."""

_MATTERS = "threat danger risk crisis problem evidence proof reason shortage link deal plan"
MATTERS: frozenset[str] = frozenset(map(stem_of, _MATTERS.split()))
"""Nouns of which one speaker says that it is there and another that it is not."""

_REAL = "real exists grave serious growing imminent clear great acute significant"
REAL: frozenset[str] = frozenset(map(stem_of, _REAL.split()))
"""What is said of a matter that is there."""

FLAT_DENIAL = re.compile(
    r"\b(?:not true|untrue|is false|was false|a lie|lies|is wrong|was wrong|incorrect|nonsense|fabricated|baseless)\b",
    re.IGNORECASE,
)
POINTING = re.compile(
    r"^\W*(?:that|this|it|these|those|they|the (?:claim|accusation|allegation|report|statement)s?)\b", re.I
)
SHORTEST_REPLY = 9
"""A reply that points back ("That is simply not true") and has no more words denies the statement before it."""

NEXT_TO = 400
"""Characters within which the denied statement stands before its denial."""

CLAIMED = re.compile(
    r"\b(?:claim(?:ed|s|ing)?|took|takes|taken|accept(?:ed|s)|admit(?:ted|s)) (?:the )?responsibility\b", re.I
)
BLAMED = re.compile(r"\b(?:blam(?:ed?|es|ing)|accus(?:ed?|es|ing)|behind the|carried out by|responsible for)\b", re.I)
DISOWNED = re.compile(
    r"\b(?:no|not|den(?:y|ies|ied)|rul(?:es|ed) out|reject(?:s|ed)|without)\b.{0,60}?"
    r"\b(?:involvement|involved|responsibility|responsible|role|hand|part) ?(?:in|for|\b)|\bnothing to do with\b",
    re.IGNORECASE | re.DOTALL,
)
"""How an attack is claimed, blamed on somebody and disowned."""

HOSTILE = re.compile(
    r"\b(?:shot down|shoot(?:ing)? down|brought down by|enemy fire|hostile fire"
    r"|hit by (?:a |an )?(?:\w+ )?(?:missile|rocket|drone)"
    r"|sabotage\w*|arson|deliberate\w*|foul play|bomb(?:ed|ing)?|terror(?:ist)? attack)\b",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"\b(?:an accident|accidental\w*|technical (?:fault|failure|problem|malfunction)|mechanical"
    r"|malfunction\w*|pilot error|human error|gas leak|short circuit|bad weather|natural causes|electrical fault)\b",
    re.IGNORECASE,
)
"""Two kinds of causes that exclude each other."""

BEFALLEN: tuple[re.Pattern[str], ...] = (
    re.compile(r"\b(?:crash\w*|helicopters?|planes?|jets?|aircraft|airliners?|flights?)\b", re.IGNORECASE),
    re.compile(r"\b(?:explosions?|blasts?|exploded)\b", re.IGNORECASE),
    re.compile(r"\b(?:blaze|burn(?:ed|t)|the fire|a fire)\b", re.IGNORECASE),
    re.compile(r"\b(?:derail\w*|trains?)\b", re.IGNORECASE),
    re.compile(r"\b(?:ships?|vessels?|tankers?|ferry|ferries|boats?|sank)\b", re.IGNORECASE),
    re.compile(r"\b(?:pipelines?|outages?|power cuts?|blackouts?)\b", re.IGNORECASE),
)
"""What such causes are told of; two statements must speak of one of these kinds."""

TURNED = re.compile(r"\b(?:no|not|never|ruled out|denied|rejected|without)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement ready to be compared: what it claims, when it was said and who says it, as stems of names.

    `matters` are those it calls real or absent (see `_matters`). `part` is whether it claims or tells somebody's part
    in an attack ("claimed", "blamed") or disowns it, `named` the stems of names in it and its cue; `meant` whether it
    tells of an attack or of none, and `befallen` the numbers of what it befell.
    """

    statement: Statement
    words: tuple[str, ...]
    propositions: tuple[Proposition, ...]
    days: Days | None
    voices: frozenset[str]
    names: frozenset[str]
    matters: tuple[tuple[str, bool, frozenset[str]], ...]
    part: str
    named: frozenset[str]
    meant: bool | None
    befallen: frozenset[int]
    place: int
    """Where it stands in a crowd: by the day of the saying."""

    @property
    def order(self) -> tuple[int, str]:
        """By what claims are put in order."""
        return self.place, self.statement.id


@dataclass(frozen=True, slots=True)
class Found:
    """How two statements stand to each other, the rule that says so, and what they share."""

    kind: LinkKind
    rule: str
    common: tuple[str, ...]
    score: float


def keys_of(statement: Statement, story: str | None) -> tuple[str, ...]:
    """The keys under which a statement meets others: each telling stem of its claims within its story and each rare
    one within its months, the page it stands on, and each matter that it calls real or absent, wherever that is said.
    """
    claim = claim_of(statement)
    ranked = sorted({stem for one in claim.propositions for stem in one.stems}, key=lambda s: (-weights()[s], s))
    keys = [f"page {statement.page}"]
    keys += [f"said {month} {stem}" for month in months_of(claim.days) for stem in ranked if weights()[stem] > TELLING]
    if story:
        stems = [stem for i, stem in enumerate(ranked) if i < KEYS or weights()[stem] > COMMON]
        keys += [f"story {story} {stem}" for stem in stems]
        keys += [f"cause {story} {kind}" for kind in sorted(claim.befallen) if claim.meant is not None]
        keys += [f"part {story}"] if claim.part else []
    return (*keys, *(f"matter {noun} {of}" for noun, _, others in claim.matters for of in sorted(others)))


FAR: tuple[str, ...] = ("said ", "matter ")
"""How keys begin that statements of different stories share."""


def is_far(key: str) -> bool:
    """Whether statements of different stories share a key; all others lie in one story, or on a page of none."""
    return key.startswith(FAR)


KEYS = 3
"""Stems that a short claim in common words meets others by all the same."""

TELLING = 4.6
"""Weight of a stem from which on it brings statements of different stories together: one in a hundred articles."""

COMMON = 3.0
"""Weight of a stem up to which it brings nobody together: one in twenty articles has it."""


@lru_cache(maxsize=16384)  # a statement meets others under several keys, mostly of one story
def claim_of(statement: Statement) -> Claim:
    """A statement with its claims."""
    text = text_of(statement)
    words = tuple(words_of(text))
    told = _with_cue(statement, text)
    days = days_of(statement.said.edtf)
    return Claim(
        statement=statement,
        words=words,
        propositions=propositions_of(statement),
        days=days,
        voices=frozenset(speaker.entity or speaker.name for speaker in statement.speakers),
        names=_own(" ".join(speaker.name for speaker in statement.speakers)),
        matters=tuple(_matters(words)),
        part=_part(told),
        named=_own(told),
        meant=_meant(text),
        befallen=frozenset(i for i, kind in enumerate(BEFALLEN) if kind.search(text)),
        place=place_of(days, statement.id),
    )


def _own(names: str) -> frozenset[str]:
    """Stems of names, without states where anything else is named: "Belmaran army" is known by neither's word alone."""
    words = [word for word in names.split() if word[:1].isupper()] or names.split()
    kept = [w for word in words if not state_of(word) or len(words) == 1 for w in words_of(word) if w not in STOP]
    return frozenset(map(canon, kept))


def spokesmen(keys: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Under which keys each rendering of one utterance speaks for it: where it is the one of smallest id.

    `keys`: those of each rendering, by its id.
    """
    first: dict[str, str] = {}
    for name in sorted(keys):
        for key in keys[name]:
            first.setdefault(key, name)
    return {name: tuple(key for key in own if first[key] == name) for name, own in keys.items()}


def weighed(
    block: Iterable[Statement], utterance_of: Mapping[str, str] | None = None, *, crowd: int = CROWD
) -> list[Link]:
    """`agrees` and `conflicts` links between statements that met under one key; sorted by id.

    `utterance_of` (statement -> utterance): one rendering speaks for its utterance, however many pages render it.
    """
    return _between(met({"": _speaking(block, utterance_of or {})}, crowd=crowd))


def weighed_near(
    told: Iterable[Statement], utterance_of: Mapping[str, str] | None = None, *, crowd: int = CROWD
) -> list[Link]:
    """The same of all statements of a story, or of a page of none, that meet under the keys that lie in it."""
    under: dict[str, list[Statement]] = {}
    for statement in told:
        for key in keys_of(statement, statement.story):
            if not is_far(key):
                under.setdefault(key, []).append(statement)
    speaking = {key: _speaking(block, utterance_of or {}) for key, block in under.items() if len(block) > 1}
    pairs = {(a.statement.id, b.statement.id): (a, b) for a, b in met(speaking, crowd=crowd)}
    return _between(pairs.values())


def _speaking(block: Iterable[Statement], utterance_of: Mapping[str, str]) -> list[Claim]:
    """The claims of those that speak for their utterances, in the order of a crowd."""
    ordered = sorted(block, key=lambda statement: statement.id, reverse=True)
    first = {utterance_of.get(statement.id, statement.id): statement for statement in ordered}
    return sorted(map(claim_of, first.values()), key=lambda claim: claim.order)


def _between(pairs: Iterable[tuple[Claim, Claim]]) -> list[Link]:
    found = (link_of(a, b) for a, b in pairs)
    return sorted((link for link in found if link), key=lambda link: link.id)


def replied(statements: Iterable[Statement]) -> list[Link]:
    """`conflicts` links between the statements of one page, or of several, and flat denials of them; sorted by id."""
    found = (_link(said, denial, Found("conflicts", "flat_denial", (), 0.8)) for said, denial in _replies(statements))
    return sorted(found, key=lambda link: link.id)


def once(links: Iterable[Link], utterance_of: Mapping[str, str]) -> list[Link]:
    """One link for two utterances and a kind, the one of smallest id; sorted by id. Of two of one id the first."""
    found: dict[tuple[str, ...], Link] = {}
    for link in sorted(links, key=lambda link: link.id):
        ends = sorted(utterance_of.get(end, end) for end in (link.a, link.b))
        found.setdefault((link.kind, *ends), link)
    return sorted(found.values(), key=lambda link: link.id)


def link_of(a: Claim, b: Claim) -> Link | None:
    """The link between two statements, None where nothing plain can be said. Symmetric."""
    a, b = (a, b) if a.order < b.order else (b, a)
    apart = a.voices and b.voices and not a.voices & b.voices and not _one_name(a, b)
    found = judged(a, b) if apart and not nested(a.statement, b.statement) else None
    return _link(a.statement, b.statement, found) if found else None


def _one_name(a: Claim, b: Claim) -> bool:
    """Whether all that names one speaker stands in the name of the other ("Orsk", "spokesman Jon Orsk")."""
    return bool(a.names and b.names) and (a.names <= b.names or b.names <= a.names)


def judged(a: Claim, b: Claim) -> Found | None:
    """How two statements by different speakers stand to each other. Symmetric."""
    if (gap(a.days, b.days) or 0) > SEASON:
        return None
    one_story = bool(a.statement.story) and a.statement.story == b.statement.story
    found = _real_or_not(a, b)
    if not found and (one_story or a.statement.page == b.statement.page):
        found = _owned_or_not(a, b) or _meant_or_not(a, b)
    if found:
        return found
    indirect = "direct" not in (a.statement.form, b.statement.form) or a.statement.form != b.statement.form
    pairs = [(p, q, a, b) for p, q in product(a.propositions, b.propositions) if _one_mood(p, q, indirect=indirect)]
    for p, q, one, other in pairs:
        found = None if "seems" in (p.mood, q.mood) else _denied(p, q, one, other) or _opposed(p, q) or _moved(p, q)
        if found and (one_story or _one_affair(p, q)):
            return found
    if a.words == b.words:
        return None  # one remark, of which two pages name the speaker otherwise
    agreed = (f for p, q, *_ in pairs if (one_story or _one_affair(p, q)) and (f := _agreed(p, q)))
    return max(agreed, key=lambda f: (f.score, f.common), default=None)


def _one_affair(p: Proposition, q: Proposition) -> bool:
    """Whether two clauses of different stories share so much, and of it a name, that they speak of one affair."""
    common = set(p.stems) & set(q.stems)
    return bool(common & p.names & q.names) and _weight(common) >= AFFAIR


AFFAIR = 12.0
"""What the stems in common must weigh where no story holds two statements together: two rare ones and a plain one."""


def _one_mood(p: Proposition, q: Proposition, *, indirect: bool) -> bool:
    """Whether two clauses may speak in one mood and tense, of the same names and numbers."""
    loose = indirect and p.times == q.times
    if "open" in (p.mood, q.mood) or ("duty" in (p.mood, q.mood) and p.mood != q.mood):
        return False
    if not _tenses_meet(p.tense, q.tense, indirect=loose) or (p.numbers and q.numbers and not p.numbers & q.numbers):
        return False
    return not (p.names - set(q.stems) and q.names - set(p.stems)) and _roles_alike(p, q)


def _one_time(p: Proposition, q: Proposition) -> bool:
    """Whether two clauses may speak of one time."""
    return not (p.times and q.times) or bool(p.times & q.times)


def _tenses_meet(a: str, b: str, *, indirect: bool) -> bool:
    if "future" in (a, b):
        return a == b
    return a == b or indirect or {a, b} != {"past", "present"}


def _roles_alike(p: Proposition, q: Proposition) -> bool:
    """Whether the names that two clauses share stand in one order: who did it, and to whom."""
    shared = [[stem for stem in dict.fromkeys(one.stems) if stem in p.names & q.names] for one in (p, q)]
    return len(shared[0]) < 2 or (shared[0] == shared[1]) != (p.passive != q.passive)


def _weight(stems: Iterable[str]) -> float:
    return sum(weights()[stem] for stem in sorted(set(stems)))


def _denied(p: Proposition, q: Proposition, a: Claim, b: Claim) -> Found | None:
    """Whether one clause denies what the other claims: all that the denial speaks of stands in the claim."""
    if p.turned == q.turned or not _one_time(p, q):
        return None
    denial, claim, denier = (p, q, a) if p.turned else (q, p, b)
    if denial.partial or (claim.partial and not denial.none) or denial.times - claim.times:
        return None
    narrower = denial.names - set(claim.stems) - denier.names
    if (
        narrower and not (narrower <= denial.subject and denial.subject & set(claim.stems))
    ) or denial.numbers - claim.numbers:
        return None
    asked = _harm(denial, claim)
    common = asked & set(claim.stems)
    share = _weight(common) / _weight(asked)
    beside = {stem for stem in asked - common if weights()[stem] > PLAIN}
    if beside and set(claim.stems) - common:
        return None  # each speaks of something that the other does not
    if share < DENIED or not _enough(share, common, claim, denial) or not _one_subject(denial, claim, denier, common):
        return None
    if (denial.pivot and denial.pivot not in {CASUALTIES} | common) or not common - denial.names - claim.names:
        return None
    if any(OPPOSITES.get(stem, frozenset()) & set(claim.stems) for stem in denial.stems):
        return None
    return Found("conflicts", "claim_and_denial", tuple(sorted(common)), round(share, 3))


PLAIN = 1.5
"""Weight up to which a stem beside what two claims share tells nothing: one in five articles has it."""

FATED: frozenset[str] = frozenset(map(canon, ("dead", "hurt", "missing")))
"""Of these "nobody" says enough by itself, and "no casualties" of all."""


def _harm(denial: Proposition, claim: Proposition) -> set[str]:
    """The stems of a denial; "no casualties" denies whatever harm the claim tells."""
    stems = set(denial.stems)
    harm = FATED & set(claim.stems)
    return (stems - {CASUALTIES}) | harm if denial.none and CASUALTIES in stems and harm else stems


CASUALTIES = canon("casualties")


def _enough(share: float, common: set[str], claim: Proposition, denial: Proposition) -> bool:
    """Whether a claim and a denial have enough in common, the shorter the more nearly all of both."""
    if denial.none and common & FATED:
        return bool(claim.numbers or claim.tense)
    weight = _weight(common)
    return weight >= SAID or (share > WHOLE and weight >= max(OF_ONE, HALF * _weight(claim.stems)))


def _one_subject(denial: Proposition, claim: Proposition, denier: Claim, common: set[str]) -> bool:
    """Whether the claim can be of whom or what the denial speaks."""
    if denial.subject:
        return bool(denial.subject & common)
    if denial.pronoun in THIRD_PERSON and claim.pronoun in THIRD_PERSON:
        # "he would not", "she will": each speaks of himself
        return denial.pronoun == claim.pronoun and denial.tense != "future"
    # "it had not paid": in words that are not quoted, whoever denies mostly speaks of himself
    own = denial.pronoun in FIRST_PERSON or (denial.pronoun in THIRD_PERSON and denier.statement.form == "indirect")
    if own and denier.names & set(claim.stems):
        return True
    if denial.pronoun in FIRST_PERSON:
        return claim.pronoun in THIRD_PERSON
    return claim.stems[0] in common or denial.none


def _opposed(p: Proposition, q: Proposition) -> Found | None:
    """Whether two clauses say opposite things of one and the same, neither of them denied or narrowed."""
    if p.turned or q.turned or p.partial != q.partial or p.times != q.times:
        return None
    mine, yours = set(p.stems), set(q.stems)
    against = [(s, o) for s in sorted(mine - yours) for o in sorted(OPPOSITES.get(s, frozenset()) & (yours - mine))]
    if len(against) != 1 or (p.subject and q.subject and not p.subject & q.subject):
        return None
    rest, other = mine - {against[0][0]}, yours - {against[0][1]}
    common = rest & other
    poorer, richer = sorted((_weight(rest), _weight(other)))
    narrowed = (p.names | q.names) - common - set(against[0])
    if narrowed or len(common) < 2 or _weight(common) < max(OPPOSED, SAME_CLAIM * poorer, MOST * richer):
        return None
    return Found("conflicts", "opposite_words", (*against[0], *sorted(common)), 0.7)


def _moved(p: Proposition, q: Proposition) -> Found | None:
    """Whether two clauses tell what happens once, in the same words, of two days of the week or of the calendar."""
    one, other = (frozenset(time for time in one.times if DAY.fullmatch(time)) for one in (p, q))
    mine, yours = set(p.stems), set(q.stems)
    common = mine & yours
    told_once = common & HAPPENS_ONCE and not (p.turned or q.turned or p.partial or q.partial)
    if not told_once or len(one) != 1 or len(other) != 1 or one == other or (p.times ^ q.times) - one - other:
        return None
    if _weight(common) < max(SAID, WHOLE * min(_weight(mine), _weight(yours))):
        return None
    return Found("conflicts", "two_days", tuple(sorted(common)), 0.6)


DAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2} [a-z]+|[a-z]+ \d{1,2}")
_ONCE = """
collapse collapsed sink sank burst resign resigned sign signed crash crashed explode exploded begin began arrest
arrested die died born marry married kidnap kidnapped elect elected inaugurate inaugurated break broke derail
derailed capsize capsized escape escaped
"""
HAPPENS_ONCE: frozenset[str] = frozenset(map(canon, _ONCE.split()))
"""What happens to one thing once: two days of it cannot both be right."""


def _agreed(p: Proposition, q: Proposition) -> Found | None:
    """Whether two clauses claim the same."""
    if p.turned != q.turned or p.partial != q.partial or not _one_time(p, q) or not (_claims(p) and _claims(q)):
        return None
    mine, yours = set(p.stems), set(q.stems)
    if any(OPPOSITES.get(stem, frozenset()) & yours for stem in mine - yours):
        return None
    common = mine & yours
    plain = common - p.names - q.names
    if not plain or ({p.pronoun, q.pronoun} & THIRD_PERSON and plain == common):
        return None  # nobody knows who "he" is
    poorer = min(_weight(mine), _weight(yours))
    share = _weight(common) / poorer if poorer else 0.0
    whole = share > WHOLE and _weight(common) >= SAID and _weight(plain) >= OF_ONE
    if not whole and (share < SAME_CLAIM or _weight(common) < ENOUGH or _weight(plain) < SAID):
        return None
    return Found("agrees", "same_claim", tuple(sorted(common)), round(share, 3))


def _claims(one: Proposition) -> bool:
    return not one.aside and bool(one.tense or one.whole)


WHOLE = 0.99
"""Share from which on one claim stands in the other."""


def _real_or_not(a: Claim, b: Claim) -> Found | None:
    """The matter that one statement calls real and the other absent, with what it concerns."""
    for noun, there, others in a.matters:
        for other_noun, other_there, other_others in b.matters:
            if noun == other_noun and there != other_there and others & other_others:
                return Found("conflicts", "real_or_not", (noun, *sorted(others & other_others)), 0.7)
    return None


def _matters(words: Sequence[str]) -> Iterator[tuple[str, bool, frozenset[str]]]:
    """Each matter that the words call real (True) or absent (False), and the stems of what else they speak of."""
    stems = [stem_of(word) for word in words]
    if not MATTERS & set(stems):
        return
    others = frozenset(
        s for w, s in zip(words, stems, strict=True) if w not in STOP and w not in NEGATIONS and s not in REAL
    )
    real = bool(REAL & set(stems)) and not NEGATIONS & set(words)
    for place, stem in enumerate(stems):
        absent = bool({"no", "without"} & set(words[max(0, place - 2) : place]))
        if stem in MATTERS and (absent or real):
            yield stem, not absent, others - {stem}


def _owned_or_not(a: Claim, b: Claim) -> Found | None:
    """Whether one claims an attack, or blames it on somebody, and the other says that the same had no part in it."""
    for one, other in ((a, b), (b, a)):
        if other.part == "disowned" and one.part in ("claimed", "blamed"):
            common = one.names & other.named if one.part == "claimed" else one.named & other.names
            if common:
                return Found("conflicts", "owned_or_not", tuple(sorted(common)), 0.7)
    return None


def _part(told: str) -> str:
    """Whether the words claim an attack, blame it on somebody or disown it; "" for none."""
    if DISOWNED.search(told):
        return "disowned"
    if TURNED.search(told):
        return ""
    return "claimed" if CLAIMED.search(told) else "blamed" if BLAMED.search(told) else ""


def _with_cue(statement: Statement, text: str) -> str:
    """The words of a statement with its cue before them ("claimed responsibility for ...")."""
    cue = statement.cue.text if statement.cue else ""
    return text if text.casefold().startswith(cue.casefold()) else f"{cue} {text}"


def _meant_or_not(a: Claim, b: Claim) -> Found | None:
    """Whether one calls an attack what the other calls an accident, or no attack."""
    if {a.meant, b.meant} == {True, False} and a.befallen & b.befallen:
        return Found("conflicts", "meant_or_not", (), 0.6)
    return None


def _meant(text: str) -> bool | None:
    """Whether the words tell of an attack (True), or of an accident or of no attack (False)."""
    for clause, _ in clauses_of(text):
        if UNDECIDED.search(clause):
            continue
        attack, accident, turn = HOSTILE.search(clause), HARMLESS.search(clause), TURNED.search(clause)
        if attack and turn and turn.start() < attack.start():
            return False
        if bool(attack) != bool(accident) and not turn and not HEDGED.search(clause):
            return bool(attack)
    return None


def _replies(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Each flat denial with the statement of another speaker right before it on its page."""
    pages: dict[PageId, list[Statement]] = {}
    for statement in statements:
        pages.setdefault(statement.page, []).append(statement)
    for page in sorted(pages):
        ordered = sorted(pages[page], key=lambda s: (s.content[0].start, s.id))
        for before, after in pairwise(ordered):
            near = after.content[0].start - before.content[-1].end <= NEXT_TO
            if near and _denies_flatly(after) and not _denies_flatly(before) and _two_voices(before, after):
                yield before, after


def _two_voices(a: Statement, b: Statement) -> bool:
    """Whether no candidate speaker is common to both."""
    names = [{speaker.entity or speaker.name for speaker in statement.speakers} for statement in (a, b)]
    return bool(names[0] and names[1]) and not names[0] & names[1]


def _denies_flatly(statement: Statement) -> bool:
    text = text_of(statement)
    return bool(FLAT_DENIAL.search(text) and POINTING.match(text)) and len(words_of(text)) <= SHORTEST_REPLY


WHY: dict[str, str] = {
    "same_claim": "Different speakers claim the same",
    "claim_and_denial": "Accounts differ: one statement denies what the other claims",
    "opposite_words": "Accounts differ: the two say opposite things of the same",
    "real_or_not": "Accounts differ: one calls real what the other says is not there",
    "two_days": "Accounts differ on the day",
    "owned_or_not": "Accounts differ: a part in it is claimed or told by one and denied by the other",
    "meant_or_not": "Accounts differ: one speaks of an attack, the other of none",
    "flat_denial": "Accounts differ: the second statement denies the one right before it on the page",
}


def _link(a: Statement, b: Statement, found: Found) -> Link:
    a, b = sorted((a, b), key=lambda s: s.id)
    common = f"; common to both: {words}" if (words := common_words(a, found.common)) != "nothing" else ""
    why = f"{WHY[found.rule]}{common}."
    return Link(id_of("l", found.kind, a.id, b.id), found.kind, a.id, b.id, found.score, why, f"rule:{found.rule}")
