"""Which verbs report that something was said? Not the negated, planned, hypothetical or merely asked-for ones."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract import cues
from onrecord.extract.sources import SUBJECTS, is_lost_predicate

BY_SAYING = frozenset({"by", "in", "after", "while", "as", "with"})
"""Prepositions before a gerund that happened: "by saying", "in announcing", "quoted as saying"."""


def is_voiced(verb: Token) -> bool:
    """Whether the saying happened: not negated, hypothetical, asked for or planned."""
    bare = verb.tag_ == "VB" and verb.dep_ == "conj"
    chain = [verb, *([verb.head] if verb.dep_ == "xcomp" or bare else [])]
    for link in chain:
        for child in link.children:
            if child.dep_ == "neg" or child.lower_ in ("never", "without"):
                return False
            if child.dep_ in ("aux",) and child.lower_ in cues.HYPOTHETICAL | {"will", "wo", "'ll"}:
                return False
            if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
                return False
    if bare:
        return verb.head.tag_ not in ("VB", "VBG") and is_voiced(verb.head)
    if verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl", "acl", "ccomp", "relcl", "ROOT", "conj", "pcomp"):
        return (verb.dep_ == "xcomp" and verb.head.lemma_ in ("use", "go", "continue", "rush")) or _does(verb)
    return not (verb.tag_ == "VBG" and any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children))


def _does(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == "do" for child in verb.children)


def is_report(verb: Token) -> bool:
    """Whether the token is a reporting verb that tells of something said (thoughts in the present only)."""
    if verb.lemma_.lower() not in cues.FRAMES or verb.pos_ not in ("VERB", "AUX"):
        return False
    if verb.dep_ == "pcomp" and verb.head.lower_ not in BY_SAYING:
        return False
    if verb.dep_ in ("amod", "compound") or (verb.tag_ == "VBN" and verb.dep_ == "acl" and not is_lost_predicate(verb)):
        return False
    tellers = cues.DOCUMENTS | (cues.FINDERS if verb.lemma_ in cues.SHOWING else frozenset())
    documented = any(c.dep_ in SUBJECTS and c.lemma_.lower() in tellers for c in verb.children)
    if verb.lemma_ in cues.PRIVATE and verb.tag_ not in ("VBZ", "VBP") and not documented:
        return False
    if verb.tag_ == "VBN" and verb.dep_ in ("advcl", "ccomp") and not any(c.dep_ in SUBJECTS for c in verb.children):
        return False  # "Asked whether ..., she said": asked is done to her
    return is_voiced(verb)
