"""Does a clause tell that somebody did something of the table of deeds, and who did it to whom, and where?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.extract.lexicon.en.happenings import (
    BY_NAME,
    BY_PERSON,
    BY_PLACE,
    DEEDS,
    DENYING,
    NAMED,
    UNREAL,
    Deed,
    Kind,
)
from onrecord.extract.phrases import clean, is_body
from onrecord.gazetteer import state_of

PLACING: frozenset[str] = frozenset({"in", "at", "near", "outside", "off", "across", "through"})
"""Small words before the place of a deed."""

TOWARDS: frozenset[str] = PLACING | {"to"}
"""The same before the place of a visit."""

WITH: frozenset[str] = frozenset({"with", "between"})
"""Small words before whoever else took part."""

TIMELY: frozenset[str] = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
"""Labels of words in capitals that are no names of anybody."""

PLACES: frozenset[str] = frozenset({"GPE", "LOC", "FAC"})
"""Labels of places."""

HELPED: frozenset[str] = frozenset({"was", "were", "has", "have", "had", "been"})
"""Helpers of a participle that tells what happened."""

NAME_PARTS: frozenset[str] = frozenset({"compound", "amod", "nmod", "poss", "case", "flat"})
"""What stands before the head of a noun phrase and belongs to it."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a clause tells it: `participants` with roles, `words` that count, `named` if one has a name."""

    kind: Kind
    verbs: tuple[Token, ...]
    participants: tuple[tuple[str, str], ...]
    place: str | None
    words: tuple[Token, ...]
    named: bool


def deed_told(verb: Token) -> Told | None:
    """The deed that the clause of a verb tells, if it happened."""
    some = _by_verb().get(verb.lemma_.lower(), ())
    if not some or not happened_at_all(verb):
        return None
    subjects, objects = _subjects(verb), _objects(verb)
    for deed in some:
        if _fits(deed, subjects, objects, verb):
            return _told(deed, verb, subjects, objects)
    return None


@cache
def _by_verb() -> dict[str, tuple[Deed, ...]]:
    verbs = {verb for deed in DEEDS for verb in deed.verbs}
    return {verb: tuple(deed for deed in DEEDS if verb in deed.verbs) for verb in verbs}


def happened_at_all(verb: Token) -> bool:
    """Whether a verb tells what happened: past or perfect, no plan, no denial, no condition."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass", "neg", "mark", "advmod")]
    words = {child.lower_ for child in helpers}
    past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(words & HELPED))
    # the tagger takes a regular past for a participle, which would have a helper
    past = past or _is_borne(verb) or _came_before(verb)
    past = past or (verb.tag_ == "VBN" and verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in verb.children))
    if not past or words & UNREAL or any(child.lower_ in ("no", "nobody", "none") for child in verb.children):
        return False
    above = verb.head
    if verb.dep_ in ("ccomp", "xcomp", "advcl") and above != verb:
        return above.lemma_.lower() not in DENYING and not {c.lower_ for c in above.children} & {"not", "n't", "never"}
    return True


def _is_borne(verb: Token) -> bool:
    """Whether a participle tells what was done to the noun before it: "three men arrested in Vell"."""
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and not any(c.dep_ in ("dobj", "obj") for c in verb.children)


def _came_before(verb: Token) -> bool:
    """ "after meeting the envoy in Vell"."""
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ == "after"


def _subjects(verb: Token) -> list[Token]:
    """Who did it: the subject of the clause, or whoever stands behind "by", each with those joined to it."""
    passive = _is_borne(verb) or any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    if passive:
        agents = [c for c in verb.children if c.dep_ == "agent" or c.lower_ == "by"]
        return _joined(word for agent in agents for word in agent.children if word.dep_ == "pobj")
    return _joined(_meant(word, verb) for word in _own(verb, "nsubj"))


def _objects(verb: Token) -> list[Token]:
    passive = [verb.head] if _is_borne(verb) else _own(verb, "nsubjpass")
    return _joined(_meant(word, verb) for word in passive or [c for c in verb.children if c.dep_ in ("dobj", "obj")])


def _own(verb: Token, dep: str) -> list[Token]:
    """The subject of a verb, or of the verb that it is joined to ("X met Y and signed Z")."""
    own = [child for child in verb.children if child.dep_ == dep]
    anybody = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    if _came_before(verb) and not anybody:
        return [c for c in verb.head.head.children if c.dep_ == dep]
    return own if own or anybody or verb.dep_ != "conj" else [c for c in verb.head.children if c.dep_ == dep]


def _meant(word: Token, verb: Token) -> Token:
    """ "the rebels who attacked X": the rebels."""
    return verb.head if word.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else word


def _joined(heads: Iterable[Token]) -> list[Token]:
    return [word for head in heads for word in (head, *head.conjuncts)]


def _fits(deed: Deed, subjects: list[Token], objects: list[Token], verb: Token) -> bool:
    if deed.phrase is not None and not _phrase(deed, verb):
        return False
    if deed.object is not None and not any(_is_of(word, deed.object) for word in objects):
        # bodies that meet, and people who meet each other, meet no object
        together = len(subjects) > 1 or _others(verb, objects) or any(is_body(_name(word)) for word in subjects)
        if deed.object is not NAMED or objects or not together:
            return False
    if deed.object is None and deed.phrase is None and any(word.pos_ != "NUM" for word in objects):
        return False
    if not subjects:
        return bool(deed.object) and bool(objects) and _is_passive(verb)
    return any(_is_of(word, deed.subject) for word in subjects)


def _phrase(deed: Deed, verb: Token) -> list[Token]:
    """The words of a deed's phrase in the clause of its verb."""
    clause = verb.doc[verb.left_edge.i : verb.right_edge.i + 1]
    found = re.search(deed.phrase, clause.text) if deed.phrase else None
    if found is None:
        return []
    start, end = clause.start_char + found.start(), clause.start_char + found.end()
    return [token for token in clause if start <= token.idx < end]


def _is_passive(verb: Token) -> bool:
    return _is_borne(verb) or any(child.dep_ == "nsubjpass" for child in verb.children)


def _is_of(word: Token, wanted: frozenset[str]) -> bool:
    """Whether a head noun is of a class, by itself or by the word before its name; an empty class is all but "it"."""
    if not wanted:
        return word.pos_ != "PRON"
    if word.lemma_.lower() in wanted or word.lower_ in wanted or (BY_NAME in wanted and _has_name(word)):
        return True
    if BY_NAME in wanted and word.tag_ == "PRP" and word.lower_ != "it":
        return True
    if (BY_PERSON in wanted and word.ent_type_ == "PERSON") or (BY_PLACE in wanted and word.ent_type_ in PLACES):
        return True
    return word.pos_ == "PROPN" and any(part.lower_ in wanted for part in _parts(word))


def _has_name(word: Token) -> bool:
    return word.pos_ == "PROPN" and word.text[:1].isupper() and word.ent_type_ not in TIMELY


def _told(deed: Deed, verb: Token, subjects: list[Token], objects: list[Token]) -> Told:
    told = [(word, deed.does) for word in subjects if _is_of(word, deed.subject)]
    others = _others(verb, objects)
    if deed.does in ("participant", "party"):
        told += [(word, deed.does) for word in others]
    if deed.bears is not None and deed.bears != "place":
        told += [(word, deed.bears) for word in objects if _is_of(word, deed.object or frozenset())]
    place = next((word for word in objects if deed.bears == "place" and _has_name(word)), None)
    place = place or _placed(verb, [*objects, *others, *subjects], TOWARDS if deed.does == "visitor" else PLACING)
    if deed.bears == "place" and place is not None and state_of(_name(place)):
        told += [(place, "host")] if deed.does == "visitor" else []
    named = tuple(dict.fromkeys((_name(word), role) for word, role in told if word.pos_ != "PRON"))
    words = [verb, *_phrase(deed, verb), *(part for word, _ in told for part in _parts(word))]
    words += [part for word in (*objects, *([place] if place is not None else [])) for part in _parts(word)]
    where = _name(place) if place is not None else None
    return Told(deed.kind, (verb,), named, where, tuple(words), any(_has_name(word) for word, _ in told))


def _others(verb: Token, objects: list[Token]) -> list[Token]:
    """Whoever else took part: behind "with" and "between"."""
    small = [c for head in (verb, *objects) for c in head.children if c.lower_ in WITH]
    return [w for w in _joined(w for c in small for w in c.children if w.dep_ == "pobj") if _is_of(w, NAMED)]


def _placed(verb: Token, heads: list[Token], small_words: frozenset[str]) -> Token | None:
    """The place of a deed: a name behind "in" or "at", in the order of the text behind the verb first."""
    small = [c for head in (verb, *heads) for c in _and_below(head) if c.lower_ in small_words]
    named = [w for c in small for w in c.children if w.dep_ == "pobj" and _has_name(w)]
    return min(named, key=lambda word: (word.i < verb.i, word.i), default=None)


def _and_below(head: Token) -> list[Token]:
    """The words that hang on a head, and those on its names and prepositions ("met the envoy, Maret, in Vell")."""
    near = list(head.children)
    lower = [word for child in near if child.dep_ in ("appos", "prep", "dobj") for word in child.children]
    return [*near, *lower, *(w for word in lower if word.dep_ == "pobj" for w in word.children)]


def _parts(word: Token) -> list[Token]:
    """A head with the words that stand right before it and belong to it."""
    edge = min([word.i, *(child.left_edge.i for child in word.children if child.i < word.i and _belongs(child))])
    return list(word.doc[edge : word.i + 1])


def _belongs(child: Token) -> bool:
    return child.dep_ in NAME_PARTS or child.dep_ in ("det", "nummod", "quantmod", "advmod")


def _name(word: Token) -> str:
    """A participant as worded: the name that stands beside an office ("her counterpart Ivo Maret": Ivo Maret)."""
    for child in word.children:
        if child.dep_ == "appos" and _has_name(child) and word.pos_ != "PROPN":
            return _name(child)
    if word.ent_type_ == "PERSON":
        first = word
        while first.i > _parts(word)[0].i and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).lower_ not in NAMED:
            first = first.nbor(-1)
        return clean(word.doc[first.i : word.i + 1].text)
    parts = _parts(word)
    while parts and parts[0].dep_ in ("det", "quantmod", "advmod"):
        parts = parts[1:]
    end = parts[-1]
    of = [c for c in end.children if c.lower_ == "of" and c.i == end.i + 1]
    tail = [w for w in _joined(w for c in of for w in c.children if w.dep_ == "pobj") if _has_name(w)]
    last = max([end.i, *(w.i for w in tail)])
    return clean(word.doc[parts[0].i : last + 1].text)
