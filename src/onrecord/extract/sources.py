"""Who does the saying? The subject of a reporting verb, wherever the parser put it, and the words that name it.

The labels are those of the ClearNLP scheme that spaCy's English pipelines use.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract import cues
from onrecord.extract.spans import Offsets, offsets

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "dative", "obj", "iobj")
SAYING_THINGS = cues.DOCUMENTS | cues.MEDIA


def sources_of(verb: Token) -> list[Token]:
    """The head tokens of whoever does the saying: the subject, or that of the verb this one is joined to."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        if own:
            # "had been flagged because ... and had posted": the passive verb's subject is the next one's speaker
            passive = len(seen) == 1 and any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
            return _agents(verb) if passive else spread(own[0])
        if _goes_on(verb):
            return sources_of(verb.head.head)
        above = chained(verb)
        if above is not None:
            return sources_of(above)
        if verb.dep_ == "relcl" or (verb.dep_ == "acl" and (verb.tag_ == "VBG" or is_lost_predicate(verb))):
            return [verb.head]
        if verb.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "prep", "dep", "ccomp", "parataxis"):
            return _behind(verb)
        if verb.dep_ == "pcomp":
            return _quoted_as(verb)
        verb = verb.head
    return []


def _goes_on(verb: Token) -> bool:
    """Whether a participle hangs on what somebody said though it is theirs: "A said B ended, saying he hoped so"."""
    said = verb.head.dep_ == "ccomp" and verb.head.head.lemma_.lower() in cues.FRAMES
    return verb.tag_ == "VBG" and verb.dep_ == "advcl" and said and verb.i > 0 and verb.nbor(-1).text == ","


def chained(verb: Token) -> Token | None:
    """The reporting verb of "said that A and insisted that B" when the parser hung "insisted" on A."""
    if verb.dep_ != "conj" or verb.lemma_.lower() not in cues.FRAMES or any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    mute = any(child.dep_ in SUBJECTS and not _is_somebody(child) for child in verb.head.children)
    for above in verb.head.ancestors:
        finite = {above.tag_, verb.tag_} <= FINITE
        again = mute or _takes_that(verb) or above.lemma_ == verb.lemma_
        if above.lemma_.lower() in cues.FRAMES and finite and again:
            return above
    return None


FINITE = frozenset({"VBD", "VBP", "VBZ", "VBN"})


def _is_somebody(noun: Token) -> bool:
    """Whether a noun names a person, a body or a state beyond doubt."""
    return noun.pos_ in ("PROPN", "PRON") or noun.ent_type_ != "" or noun.lemma_.lower() in cues.PEOPLE_NOUNS


def is_lost_predicate(verb: Token) -> bool:
    """Whether a participle is the sentence's own verb: "The authority disputed on Tuesday whether ..."."""
    root = (
        verb.head.dep_ == "ROOT" and verb.head.pos_ in ("NOUN", "PROPN") and verb.tag_ == "VBN" and verb.dep_ == "acl"
    )
    return root and not any(child.dep_ == "agent" for child in verb.children)


def _takes_that(verb: Token) -> bool:
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i]
    return any(child.dep_ == "mark" and child.lower_ == "that" for clause in clauses for child in clause.children)


def _agents(verb: Token) -> list[Token]:
    by = [child for child in verb.children if child.dep_ == "agent"]
    return [found for child in by for pobj in child.children if pobj.dep_ == "pobj" for found in spread(pobj)]


def _quoted_as(verb: Token) -> list[Token]:
    """The subject of "X was quoted as saying"."""
    head = verb.head.head
    if verb.head.lower_ == "as" and head.lemma_ in ("quote", "cite"):
        return [child for child in head.children if child.dep_ in SUBJECTS]
    return sources_of(head) if verb.head.dep_ == "prep" and head.pos_ in ("VERB", "AUX") else []


def _behind(verb: Token) -> list[Token]:
    """The inverted subject that the parser took for an object: "..., said the minister"; "told the Post" has none."""
    if verb.lemma_ in cues.ADDRESSED:
        return []
    after = [
        child for child in verb.children if child.i > verb.i and child.dep_ in (*OBJECTS, "attr", "oprd", "npadvmod")
    ]
    near = [child for child in after if can_speak(child) and child.ent_type_ != "DATE"]
    return spread(near[0]) if near and verb.i + 1 == near[0].left_edge.i else []


def spread(head: Token) -> list[Token]:
    """The head, its antecedent when it is a relative pronoun, and what is joined to it by "and"."""
    if head.tag_ in ("WP", "WDT") and head.head.dep_ == "relcl":
        head = head.head.head
    others = [o for o in head.conjuncts if o.i > head.i and can_speak(o) and not _one_name(head, o)]
    # "American academic and professor A B": two roles of one person
    bare = head.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "nummod") for c in head.children)
    return others if bare and len(others) == 1 and others[0].pos_ == "PROPN" else [head, *others]


def _one_name(head: Token, other: Token) -> bool:
    """Whether "and" stands inside one name: "Bureau of Fisheries and Aquatic Resources"."""
    one = (ent for ent in head.doc.ents if ent.start <= head.i and other.i < ent.end)
    return any(token.lower_ in ("of", "for") for ent in one for token in ent)


def inverted_subject(verb: Token) -> Token | None:
    """The subject behind the verb where the parser lost it: "..., holds the head of the council."."""
    doc, sentence = verb.doc, verb.sent
    own = verb.lemma_ in cues.ADDRESSED or any(
        c.dep_ in SUBJECTS and not (verb.lemma_ == "say" and _runs_into(c, verb)) for c in verb.children
    )
    if (
        own
        or verb.i == sentence.start
        or doc[verb.i - 1].text not in (",", '"')
        or verb.tag_ not in ("VBZ", "VBD", "VBP")
    ):
        return None
    after = next((c for c in sentence.noun_chunks if c.start == verb.i + 1), None)
    if after is None or not may_say(verb, after.root) or after.root.pos_ == "PRON":
        return None
    rest = doc[after.end : sentence.end]
    named = after.root.pos_ == "PROPN" and verb.lemma_ in cues.SPOKEN
    return after.root if named or all(t.pos_ not in ("VERB", "AUX") for t in rest) else None


def _runs_into(subject: Token, verb: Token) -> bool:
    """Whether only a comma parts subject and verb: it is then what is said ("The tax, said A B, ...")."""
    return subject.right_edge.i == verb.i - 2 and all(t.text != "," for t in subject.subtree)


def unattached_subject(verb: Token) -> Token | None:
    """The subject that the parser hung on a noun before: "... in the town, the head of the office said."."""
    if any(child.dep_ in SUBJECTS for child in verb.children) or verb.dep_ != "ROOT" or verb.lemma_ not in cues.SPOKEN:
        return None
    start = segment(verb.doc, verb.i - 1 if verb.doc[verb.i - 1].text == "," else verb.i, verb.sent.start)
    chunk = next((c for c in verb.sent.noun_chunks if c.start == start), None)
    if start <= verb.sent.start or chunk is None or not may_say(verb, chunk.root):
        return None
    return chunk.root if all(t.pos_ not in ("VERB", "AUX") for t in verb.doc[chunk.end : verb.i]) else None


def segment(doc: Doc, end: int, first: int) -> int:
    """Where the stretch behind the last comma before `end` begins."""
    while end > first and doc[end - 1].text != ",":
        end -= 1
    return end


def may_say(verb: Token, head: Token) -> bool:
    """Whether this subject can be the speaker of this verb: documents show and find, anybody says."""
    if verb.lemma_ in cues.SHOWING:
        return head.lemma_.lower() in cues.DOCUMENTS | cues.FINDERS
    return can_speak(head) or (verb.lemma_ in cues.SPOKEN and head.pos_ in ("NOUN", "PROPN"))


def is_first_person(head: Token) -> bool:
    """Whether the speaker is "I" or "we": then the words stand inside somebody else's speech."""
    return head.tag_ in ("PRP", "PRP$") and head.lower_ in cues.FIRST_PERSON


def can_speak(token: Token) -> bool:
    """Whether a noun can stand for a speaker: a name, a person, a body, a document."""
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.children) or token.lemma_.lower() in SAYING_THINGS:
        return True
    if any(c.dep_ in ("compound", "amod") and c.ent_type_ in ("ORG", "GPE", "NORP") for c in token.children):
        return token.lemma_.lower() not in cues.MEDIA or token.lemma_.lower() in cues.PEOPLE_NOUNS
    if token.pos_ == "PRON":
        return token.lower_ in (
            "he",
            "she",
            "they",
            "it",
            "who",
            "which",
            "both",
            "one",
            "another",
            "others",
            "some",
            "many",
        )
    return token.lemma_.lower() in cues.PEOPLE_NOUNS or token.tag_ in ("NNS", "CD", "DT", "JJ")


def phrase_of(head: Token) -> Offsets:
    """The words that name a speaker: the noun phrase up to a comma or relative clause; of "role, Name" the name."""
    if head.pos_ == "NOUN":
        for child in head.children:
            named = (
                child.dep_ == "appos" and child.i > head.i and (child.pos_ == "PROPN" or child.ent_type_ == "PERSON")
            )
            if named and (child.left_edge.nbor(-1).text == "," or child.left_edge.i == head.i + 1):
                return phrase_of(child)
    doc, start, end = head.doc, head.left_edge.i, head.i + 1
    if doc[start].tag_ == "VBD" and start < head.i:
        start += 1  # "asked councillor A B": the parser took the cue for an adjective
    for token in doc[start : head.i]:
        if (token.text in (",", "(", "—", "–") and token.head == head) or _joins(token, head):
            start = token.i + 1
    while end <= head.right_edge.i and not _ends_phrase(doc[end], head):
        end += 1
    while end < head.sent.end and doc[end].pos_ == doc[end - 1].pos_ == "PROPN":
        end += 1  # "RBC President A B said": one name, whatever the parser hung where
    return offsets(doc[start:end])


def _joins(token: Token, head: Token) -> bool:
    """Whether "both" only announces a pair ("both A and B"); in "both men" it belongs to the phrase."""
    return token.lower_ == "both" and (head.pos_ == "PROPN" or any(c.dep_ == "conj" for c in head.children))


def _ends_phrase(token: Token, head: Token) -> bool:
    if token.text in (",", "(", "—", "–", ":", ";", '"', "[") or token.tag_ in ("WP", "WDT", "WRB"):
        return True
    return token.dep_ in ("cc", "relcl", "punct") and token.head == head and token.tag_ != "HYPH"
