"""What does a reporting verb take? One small function for each frame of `cues.FRAMES` cuts the content out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from spacy.tokens import Doc, Token

from onrecord.extract import cues
from onrecord.extract.sources import OBJECTS, SUBJECTS, chained, inverted_subject, segment
from onrecord.extract.spans import Offsets, Passage, offsets

CLAUSES = ("ccomp", "xcomp")

Made: TypeAlias = tuple[str, tuple[Offsets, ...]]
"""The rule that cut a content, and its spans."""
Maker: TypeAlias = Callable[[Token, list[Token], Passage], Made | None]
"""From a verb, its speakers and the passage to what it takes, or None."""


def _clause(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
    tail = _tail(verb, heads)
    if tail is not None:
        return _before(tail, verb, passage)
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and not _is_infinitive(child)]
    right = [
        child
        for child in clauses
        if child.i > verb.i and ";" not in {t.text for t in verb.doc[verb.i : child.left_edge.i]}
    ]
    if right:
        first, last = without_that(right[0], verb), without_that(right[-1], verb)
        return "complement", ((first[0], max(first[1], last[1])),)
    strayed = _strayed(verb)
    return None if strayed is None else ("complement", (without_that(strayed, verb),))


def _strayed(verb: Token) -> Token | None:
    """A that-clause the parser hung on a noun between: "said in a statement that ..."."""
    for token in verb.subtree:
        if token.i > verb.i and token.dep_ in ("acl", "relcl", "ccomp") and token.left_edge.lower_ == "that":
            subject = next((c for c in token.children if c.dep_ in SUBJECTS), None)
            if subject is not None and subject.lower_ != "that" and token.head.pos_ in ("NOUN", "PROPN"):
                return token if token.head.head.head == verb or token.head.head == verb else None
    return None


def _tail(verb: Token, heads: list[Token]) -> int | None:
    """Where the cue clause begins when it ends its sentence after a comma: "..., X said on Monday."."""
    sentence = verb.sent
    start = min([verb.i, *(head.left_edge.i for head in heads if head.sent == sentence)])
    while start > sentence.start and verb.doc[start - 1].dep_ in ("advmod", "cc") and verb.doc[start - 1].is_alpha:
        start -= 1
    start = _with_role(verb, start)
    if start <= sentence.start + 2 or verb.doc[start - 1].text not in (",", '"', "—", "–", "--", "'"):
        return None
    if any(c.dep_ == "ccomp" and c.i > verb.i and c.left_edge.i > verb.i for c in verb.children):
        return None
    joined = verb.dep_ == "conj" and verb.head.i < verb.i and inverted_subject(verb) is None
    return None if joined or verb.dep_ in ("relcl", "acl", "advcl") else start


def _with_role(verb: Token, start: int) -> int:
    """The cue clause from the role before a name on: "..., the secretary, A B, announced"."""
    doc, first = verb.doc, verb.sent.start
    if start - 2 <= first or doc[start - 1].text != ",":
        return start
    role = segment(doc, start - 1, first)
    chunk = next((c for c in verb.sent.noun_chunks if c.start == role), None)
    spoken = chunk is not None and chunk.root.pos_ == "NOUN" and chunk.root.lemma_.lower() in cues.PEOPLE_NOUNS
    verbless = all(t.pos_ not in ("VERB", "AUX") for t in doc[role:start])
    return role if role > first and spoken and verbless else start


def _before(tail: int, verb: Token, passage: Passage) -> Made | None:
    doc = verb.doc
    start = verb.sent.start
    for token in doc[start:tail]:
        if passage.quoted(token.idx):
            start = token.i + 1
    first = doc[start].idx if start < tail else None
    if first is None or doc[start:tail].text.strip(" \"',") == "":
        return None
    end = doc[tail].idx
    after = _resumed(verb, doc[tail - 1].text)
    spans: tuple[Offsets, ...] = ((first, end),)
    if after is not None:
        return "inserted", (*spans, after)
    return ("postposed", spans) if _is_clause(doc, start, tail) else None


def _is_clause(doc: Doc, start: int, end: int) -> bool:
    return any(token.pos_ in ("VERB", "AUX") and token.tag_ != "VBG" for token in doc[start:end])


def _resumed(verb: Token, mark: str) -> Offsets | None:
    """The rest of a sentence that its cue interrupts: "The plan, he said, would fail."."""
    doc, sentence = verb.doc, verb.sent
    if mark != ",":
        return None
    edge = max(
        [verb.i, *(c.right_edge.i for c in verb.children if c.dep_ in (*SUBJECTS, *OBJECTS, "prep", "npadvmod"))]
    )
    if edge + 1 < sentence.end and doc[edge + 1].text == "," and edge + 3 < sentence.end:
        rest = doc[edge + 2 : sentence.end]
        if rest[0].tag_ not in ("VBG", "WDT", "WP") and rest[0].dep_ not in ("cc", "mark", "appos"):
            return offsets(rest)
    return None


def _is_infinitive(clause: Token) -> bool:
    return clause.tag_ == "VB" and any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)


def without_that(clause: Token, verb: Token) -> Offsets:
    """The clause without its "that", up to a semicolon or the next verb of a chain ("... and insisted that ...")."""
    tokens = [t for t in clause.subtree if t.i > verb.i] or [clause]
    start, end = tokens[0], tokens[-1]
    stop = next((t for t in tokens if t.text == ";" or chained(t) is not None or _turns(t, clause)), None)
    if stop is not None and stop.i > start.i + 1:
        end = stop.nbor(-2) if stop.nbor(-1).dep_ == "cc" else stop.nbor(-1)
    while end.dep_ == "cc" or end.is_punct:
        end = end.nbor(-1)
    end = _second_that(end)
    if start.lower_ == "that" and start.dep_ in ("mark", "det", "nsubj") and start.i < end.i:
        start = start.nbor(1)
    return start.idx, end.idx + len(end)


GOING_ON = frozenset({"call", "add", "say", "describe", "note", "warn", "insist", "stress"})
"""Participles with which a speaker goes on behind a comma."""


def _turns(token: Token, clause: Token) -> bool:
    """Whether the reporter takes over: the speaker goes on saying, or ", while" tells of somebody else."""
    behind_comma = token.i > 0 and token.nbor(-1).text == ","
    return behind_comma and (_says_more(token, clause) or (token.lower_ == "while" and token.dep_ == "mark"))


def _says_more(token: Token, clause: Token) -> bool:
    """Whether a participle after the content is the speaker's own further saying: "..., calling the drills a lie"."""
    says = token.tag_ == "VBG" and token.dep_ == "advcl" and token.lemma_.lower() in GOING_ON
    return says and token.head == clause


def _second_that(end: Token) -> Token:
    """The end of "... and that ..." when the parser left the second clause out."""
    doc, sentence = end.doc, end.sent
    if end.i + 3 < sentence.end and doc[end.i + 1].lower_ in ("and", "but") and doc[end.i + 2].lower_ == "that":
        last = doc[sentence.end - 1]
        return last.nbor(-1) if last.is_punct else last
    return end


def _infinitive(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
    found = [child for child in verb.children if child.dep_ in (*CLAUSES, "advcl") and _is_infinitive(child)]
    if not found or found[0].i < verb.i or any(child.dep_ in OBJECTS for child in verb.children):
        return None
    return "infinitive", (subtree_of(found[0]),)


def _party(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
    """ "urged A to do B": the party and what is asked of it."""
    found = [
        child
        for child in verb.children
        if child.dep_ in (*CLAUSES, "advcl") and _is_infinitive(child) and child.i > verb.i
    ]
    if not found:
        return None
    party = [child for child in verb.children if child.dep_ in OBJECTS and verb.i < child.i < found[0].i]
    on = [
        child
        for child in verb.children
        if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to", "with") and child.i < found[0].i
    ]
    start = party[0].left_edge.idx if party else on[0].nbor(1).idx if on else subtree_of(found[0])[0]
    return "infinitive", ((start, subtree_of(found[0])[1]),)


def _charge(preposition: str, *, with_cue: bool = False) -> Maker:
    """ "accused A of B", "described A as B": the thing and what is said of it."""

    def made(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
        party = [child for child in verb.children if child.dep_ in (*OBJECTS, "nsubj") and child.i > verb.i]
        phrase = [t for t in verb.subtree if t.lower_ == preposition and t.dep_ == "prep" and t.i > verb.i]
        if not party or not phrase:
            return None
        start = verb.idx if with_cue else party[0].left_edge.idx
        return "object", ((start, subtree_of(phrase[0])[1]),)

    return made


def _size(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
    """ "put the number at 40": the quantity and its size."""
    made = _charge("at")(verb, heads, passage)
    counted = made is not None and any(
        t.like_num or t.ent_type_ in ("CARDINAL", "MONEY", "PERCENT", "QUANTITY") for t in verb.subtree
    )
    return made if counted else None


def _gerund(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
    """ "denied taking part", "recommends filling the lake": a denial is part of what is said."""
    found = [c for c in verb.children if c.dep_ in CLAUSES and c.tag_ == "VBG" and c.i > verb.i]
    if not found:
        return None
    start, end = subtree_of(found[0])
    return "infinitive", ((verb.idx if verb.lemma_ == "deny" else start, end),)


def _naming(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
    """ "called the plan a sham"."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("oprd", "ccomp") and child.pos_ in ("NOUN", "ADJ", "PROPN"):
            party = [c for c in verb.children if c.dep_ in OBJECTS and c.i > verb.i] or [child]
            return "object", ((min(party[0].left_edge.idx, child.left_edge.idx), subtree_of(child)[1]),)
    return None


def _object(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
    for child in verb.children:
        if child.dep_ in ("dobj", "obj") and child.i > verb.i:
            allowed = cues.OBJECTS.get(verb.lemma_)
            counted = any(t.like_num for t in child.lefts) and verb.lemma_ in (
                "promise",
                "pledge",
                "predict",
                "forecast",
            )
            if (allowed is not None and child.lemma_ not in allowed and not counted) or child.pos_ == "PRON":
                return None
            if any(c.dep_ in ("acl", "ccomp") and c.left_edge.lower_ == "that" for c in child.children):
                return None  # "expressed hope that ...": the noun's clause is what is said
            start, end = _restricted(child)
            denial = verb.lemma_ in ("deny", "reject")
            return "object", ((verb.idx if denial else start, end),)
    return None


def _ruled_out(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
    """ "ruled out any role": the denial is part of what is said."""
    things = [child for child in verb.children if child.dep_ in (*OBJECTS, "xcomp") and child.i > verb.i]
    if not things or not any(child.lower_ == "out" for child in verb.children):
        return None
    return "object", ((verb.idx, subtree_of(things[0])[1]),)


def by_preposition(preposition: str) -> Maker:
    """The maker for a frame that is a preposition: "warned of ...", "called for ..."."""

    def made(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
        days = [day for day in verb.children if day.dep_ == "npadvmod" and day.i > verb.i]
        for child in (*verb.children, *(c for day in days for c in day.children)):
            if child.dep_ == "prep" and child.lower_ == preposition and child.i > verb.i:
                things = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
                if things and things[0].ent_type_ not in ("DATE", "TIME") and things[0].pos_ != "PRON":
                    return "phrase", (_restricted(things[0]),)
        return None

    return made


def _restricted(head: Token) -> Offsets:
    """The phrase up to a relative clause that only comments: "..., which it said ..."."""
    start, end = subtree_of(head)
    for token in head.subtree:
        if token.dep_ == "relcl" and token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ",":
            end = min(end, token.left_edge.nbor(-1).idx)
    return start, end


def subtree_of(head: Token) -> Offsets:
    """The offsets of all words that hang on a head."""
    return head.left_edge.idx, head.right_edge.idx + len(head.right_edge)


CONTENT: dict[str, Maker] = {
    "S": _clause,
    "to": _infinitive,
    "NPto": _party,
    "ing": _gerund,
    "NPat": _size,
    "NPof": _charge("of"),
    "NPas": _charge("as"),
    "NPfor": _charge("for"),
    "NPNP": _naming,
    "NP": _object,
    "NPout": _ruled_out,
    "Q": lambda verb, heads, passage: None,
}
"""Frame -> how its content is cut. Any other frame is a preposition."""
