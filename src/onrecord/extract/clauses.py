"""Which clauses does a sentence report as somebody's words? Rules over the dependency parse.

The labels are those of the ClearNLP scheme that spaCy's English pipelines use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from onrecord.extract import cues
from onrecord.extract.spans import Found, Offsets, Passage, offsets, trimmed

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "dative", "obj", "iobj")
CLAUSES = ("ccomp", "xcomp")

SURE: dict[str, float] = {
    "complement": 0.9,
    "postposed": 0.9,
    "inserted": 0.85,
    "according": 0.92,
    "infinitive": 0.8,
    "object": 0.7,
    "phrase": 0.75,
    "noun": 0.7,
    "colon": 0.8,
}
"""Share of a rule's statements that were right on the development pages (docs/quality.md says which)."""


def reported(passage: Passage) -> Iterator[Found]:
    """Indirect and mixed speech of one paragraph: clauses, "..., X said", "according to", objects of speech."""
    found = [
        report
        for token in passage.unquoted()
        for finder in (_by_verb, _by_according, _by_view, _by_noun)
        for report in finder(token, passage)
    ]
    for report in found:
        if not any(_holds(other, report) for other in found):
            yield report if report.via else replace(report, via=_inner_source(report, found))


def _holds(outer: Found, inner: Found) -> bool:
    return (
        inner is not outer
        and inner.cue is not None
        and any(s <= inner.cue[0] and inner.cue[1] <= e for s, e in outer.content)
    )


INNER_SHARE = 0.5
"""Share of the content that an inner source must answer for to be named as `via`."""


def _inner_source(report: Found, found: list[Found]) -> Offsets | None:
    """The source inside what is said ("officials in Y estimated ..., he said")."""
    length = sum(e - s for s, e in report.content)
    for other in found:
        if _holds(report, other) and other.sources and sum(e - s for s, e in other.content) > INNER_SHARE * length:
            return other.sources[0]
    return None


# --- the speaker ---------------------------------------------------------------------------------------------


def sources_of(verb: Token) -> list[Token]:
    """The head tokens of whoever does the saying: the subject, or that of the verb this one is joined to."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        if own:
            passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
            return _agents(verb) if passive else _spread(own[0])
        chained = _chained(verb)
        if chained is not None:
            return sources_of(chained)
        if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ == "VBG"):
            return [verb.head]
        if verb.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "prep", "dep", "ccomp", "parataxis"):
            return _behind(verb)
        if verb.dep_ == "pcomp":
            return _quoted_as(verb)
        verb = verb.head
    return []


def _chained(verb: Token) -> Token | None:
    """The reporting verb of "said that A and insisted that B" when the parser hung "insisted" on A."""
    if verb.dep_ != "conj" or verb.lemma_.lower() not in cues.FRAMES or not _takes_that(verb):
        return None
    for above in verb.head.ancestors:
        if above.lemma_.lower() in cues.FRAMES and above.tag_ == verb.tag_ and _takes_that(above):
            return above
    return None


def _takes_that(verb: Token) -> bool:
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i]
    return any(child.dep_ == "mark" and child.lower_ == "that" for clause in clauses for child in clause.children)


def _agents(verb: Token) -> list[Token]:
    by = [child for child in verb.children if child.dep_ == "agent"]
    return [found for child in by for pobj in child.children if pobj.dep_ == "pobj" for found in _spread(pobj)]


def _quoted_as(verb: Token) -> list[Token]:
    """The subject of "X was quoted as saying"."""
    head = verb.head.head
    if verb.head.lower_ == "as" and head.lemma_ in ("quote", "cite"):
        return [child for child in head.children if child.dep_ in SUBJECTS]
    return sources_of(head) if verb.head.dep_ == "prep" and head.pos_ in ("VERB", "AUX") else []


def _behind(verb: Token) -> list[Token]:
    """The inverted subject that the parser took for an object: "..., said the minister"."""
    after = [
        child for child in verb.children if child.i > verb.i and child.dep_ in (*OBJECTS, "attr", "oprd", "npadvmod")
    ]
    near = [child for child in after if _can_speak(child) and child.ent_type_ != "DATE"]
    return _spread(near[0]) if near and verb.i + 1 == near[0].left_edge.i else []


def _spread(head: Token) -> list[Token]:
    """The head, its antecedent when it is a relative pronoun, and what is joined to it by "and"."""
    if head.tag_ in ("WP", "WDT") and head.head.dep_ == "relcl":
        head = head.head.head
    return [head, *(other for other in head.conjuncts if other.i > head.i and _can_speak(other))]


def _inverted(verb: Token) -> Token | None:
    """The subject behind the verb where the parser lost it: "..., holds the head of the council."."""
    doc, sentence = verb.doc, verb.sent
    own = any(c.dep_ in SUBJECTS and not (verb.lemma_ == "say" and _runs_into(c, verb)) for c in verb.children)
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
    """Whether only a comma parts subject and verb: no subject of it then, but what is said ("The tax, said A B, ...")."""
    return subject.right_edge.i == verb.i - 2 and all(t.text != "," for t in subject.subtree)


def _unattached(verb: Token) -> Token | None:
    """The subject that the parser hung on a noun before: "... in the town, the head of the office said."."""
    if any(child.dep_ in SUBJECTS for child in verb.children) or verb.dep_ != "ROOT" or verb.lemma_ not in cues.SPOKEN:
        return None
    start = _segment(verb.doc, verb.i - 1 if verb.doc[verb.i - 1].text == "," else verb.i, verb.sent.start)
    chunk = next((c for c in verb.sent.noun_chunks if c.start == start), None)
    if start <= verb.sent.start or chunk is None or not may_say(verb, chunk.root):
        return None
    return chunk.root if all(t.pos_ not in ("VERB", "AUX") for t in verb.doc[chunk.end : verb.i]) else None


def _segment(doc: Doc, end: int, first: int) -> int:
    """Where the stretch behind the last comma before `end` begins."""
    while end > first and doc[end - 1].text != ",":
        end -= 1
    return end


def may_say(verb: Token, head: Token) -> bool:
    """Whether this subject can be the speaker of this verb: documents show and find, anybody says."""
    if verb.lemma_ in cues.SHOWING:
        return head.lemma_.lower() in cues.DOCUMENTS
    return _can_speak(head) or (verb.lemma_ in cues.SPOKEN and head.pos_ in ("NOUN", "PROPN"))


def _is_first_person(head: Token) -> bool:
    return head.tag_ in ("PRP", "PRP$") and head.lower_ in cues.FIRST_PERSON


SAYING_THINGS = cues.DOCUMENTS | cues.MEDIA


def _can_speak(token: Token) -> bool:
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
        if (token.text in (",", "(", "—", "–") and token.head == head) or token.lower_ == "both":
            start = token.i + 1
    while end <= head.right_edge.i and not _ends_phrase(doc[end], head):
        end += 1
    return offsets(doc[start:end])


def _ends_phrase(token: Token, head: Token) -> bool:
    if token.text in (",", "(", "—", "–", ":", ";", '"', "[") or token.tag_ in ("WP", "WDT", "WRB"):
        return True
    return token.dep_ in ("cc", "relcl", "punct") and token.head == head


# --- what makes a verb a report ------------------------------------------------------------------------------


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
    if verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl", "acl", "ccomp", "relcl", "ROOT", "conj", "pcomp"):
        return (verb.dep_ == "xcomp" and verb.head.lemma_ in ("use", "go", "continue", "rush")) or _does(verb)
    return not (verb.tag_ == "VBG" and any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children))


def _does(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == "do" for child in verb.children)


BY_SAYING = frozenset({"by", "in", "after", "while", "as", "with"})
"""Prepositions before a gerund that happened: "by saying", "in announcing", "quoted as saying"."""


def _is_report(verb: Token) -> bool:
    if verb.lemma_.lower() not in cues.FRAMES or verb.pos_ not in ("VERB", "AUX"):
        return False
    if verb.dep_ == "pcomp" and verb.head.lower_ not in BY_SAYING:
        return False
    if verb.dep_ in ("amod", "compound") or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return False
    documented = any(c.dep_ in SUBJECTS and c.lemma_.lower() in cues.DOCUMENTS for c in verb.children)
    if verb.lemma_ in cues.PRIVATE and verb.tag_ not in ("VBZ", "VBP") and not documented:
        return False
    if verb.tag_ == "VBN" and verb.dep_ in ("advcl", "ccomp") and not any(c.dep_ in SUBJECTS for c in verb.children):
        return False  # "Asked whether ..., she said": asked is done to her
    return is_voiced(verb)


# --- what is said --------------------------------------------------------------------------------------------


def _by_verb(verb: Token, passage: Passage) -> Iterator[Found]:
    if not _is_report(verb):
        return
    inverted = _inverted(verb) or _unattached(verb)
    subjects = [inverted] if inverted is not None else sources_of(verb)
    heads = [head for head in subjects if may_say(verb, head)]
    if any(passage.quoted(head.idx) for head in subjects):
        heads = []  # the parser hung "..., adding that" on the quotation: whoever is quoted adds it
        if verb.tag_ != "VBG":
            return
    elif not heads or any(_is_first_person(head) for head in heads):
        return
    for frame in cues.FRAMES[verb.lemma_.lower()].split():
        made = CONTENT.get(frame, _by_preposition(frame))(verb, heads, passage)
        if made is None:
            continue
        rule, content = made
        spans = tuple(s for s in (trimmed(passage.text, c) for c in content) if s[1] - s[0] > 1)
        named = [phrase_of(head) for head in heads]
        if spans and not passage.quoted(spans[0][0]) and not any(s <= n[0] < e for n in named for s, e in spans):
            yield Found(
                spans, rule, SURE[rule], tuple(phrase_of(head) for head in heads), cue_of(verb),
                clause_of(verb, heads, spans), via_of(verb), audience=audience_of(verb),
            )  # fmt: skip
        return


Made = tuple[str, tuple[Offsets, ...]]
Maker = Callable[[Token, list[Token], Passage], Made | None]


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
        return "complement", (_without_that(right[-1], verb),)
    strayed = _strayed(verb)
    return None if strayed is None else ("complement", (_without_that(strayed, verb),))


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
    joined = verb.dep_ == "conj" and verb.head.i < verb.i and _inverted(verb) is None
    return None if joined or verb.dep_ in ("relcl", "acl", "advcl") else start


def _with_role(verb: Token, start: int) -> int:
    """The cue clause from the role before a name on: "..., the secretary, A B, announced"."""
    doc, first = verb.doc, verb.sent.start
    if start - 2 <= first or doc[start - 1].text != ",":
        return start
    role = _segment(doc, start - 1, first)
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


def _without_that(clause: Token, verb: Token) -> Offsets:
    tokens = [t for t in clause.subtree if t.i > verb.i] or [clause]
    start, end = tokens[0], tokens[-1]
    stop = next((t for t in tokens if t.text == ";" or _chained(t) is not None), None)
    if stop is not None and stop.i > start.i + 1:
        end = stop.nbor(-2) if stop.nbor(-1).dep_ == "cc" else stop.nbor(-1)
    if start.lower_ == "that" and start.dep_ in ("mark", "det", "nsubj") and start.i < end.i:
        start = start.nbor(1)
    return start.idx, end.idx + len(end)


def _infinitive(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
    found = [child for child in verb.children if child.dep_ in (*CLAUSES, "advcl") and _is_infinitive(child)]
    if not found or found[0].i < verb.i or any(child.dep_ in OBJECTS for child in verb.children):
        return None
    return "infinitive", (_subtree(found[0]),)


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
        if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to") and child.i < found[0].i
    ]
    start = party[0].left_edge.idx if party else on[0].nbor(1).idx if on else _subtree(found[0])[0]
    return "infinitive", ((start, _subtree(found[0])[1]),)


def _charge(preposition: str, *, with_cue: bool = False) -> Maker:
    """ "accused A of B", "described A as B": the thing and what is said of it."""

    def made(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
        party = [child for child in verb.children if child.dep_ in (*OBJECTS, "nsubj") and child.i > verb.i]
        phrase = [t for t in verb.subtree if t.lower_ == preposition and t.dep_ == "prep" and t.i > verb.i]
        if not party or not phrase:
            return None
        start = verb.idx if with_cue else party[0].left_edge.idx
        return "object", ((start, _subtree(phrase[0])[1]),)

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
    start, end = _subtree(found[0])
    return "infinitive", ((verb.idx if verb.lemma_ == "deny" else start, end),)


def _naming(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
    """ "called the plan a sham"."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("oprd", "ccomp") and child.pos_ in ("NOUN", "ADJ", "PROPN"):
            party = [c for c in verb.children if c.dep_ in OBJECTS and c.i > verb.i] or [child]
            return "object", ((min(party[0].left_edge.idx, child.left_edge.idx), _subtree(child)[1]),)
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
            start, end = _restricted(child)
            denial = verb.lemma_ in ("deny", "reject")
            return "object", ((verb.idx if denial else start, end),)
    return None


def _ruled_out(verb: Token, heads: list[Token], passage: Passage) -> Made | None:
    """ "ruled out any role": the denial is part of what is said."""
    things = [child for child in verb.children if child.dep_ in (*OBJECTS, "xcomp") and child.i > verb.i]
    if not things or not any(child.lower_ == "out" for child in verb.children):
        return None
    return "object", ((verb.idx, _subtree(things[0])[1]),)


def _by_preposition(preposition: str) -> Maker:
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
    start, end = _subtree(head)
    for token in head.subtree:
        if token.dep_ == "relcl" and token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ",":
            end = min(end, token.left_edge.nbor(-1).idx)
    return start, end


def _subtree(head: Token) -> Offsets:
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


# --- other cues ----------------------------------------------------------------------------------------------


NO_SOURCES = frozenset(
    {"plan", "schedule", "score", "rule", "law", "custom", "taste", "need", "ability", "size", "age", "tradition"}
    | {"type", "season", "weather", "recipe", "instruction", "design", "principle", "preference", "rank"}
)
"""What things are done according to, without anybody saying anything."""

_NAMED_BEHIND = re.compile(r",\s(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*),\s")
"""The name behind a role: "according to the operator, Example Works, ..."."""


def _by_view(token: Token, passage: Passage) -> Iterator[Found]:
    """ "In the view of X, ...", "In X's words, ...", "As X put it, ...": at the start of a sentence, up to its comma."""
    first = token.sent[0]
    if token.i != first.i or token.lower_ not in ("in", "as"):
        return
    comma = next((t for t in token.sent if t.text == "," and t.i > token.i + 2), None)
    if comma is None:
        return
    opening = token.doc[token.i : comma.i]
    head = _viewer(opening) if token.lower_ == "in" else _putter(opening)
    if head is not None and _can_speak(head):
        content = trimmed(passage.text, (comma.idx + 1, token.sent.end_char))
        sources = tuple(phrase_of(each) for each in _spread(head) if each.i < comma.i)
        yield Found((content,), "according", SURE["according"], sources, offsets(opening), offsets(opening))


def _viewer(opening: Span) -> Token | None:
    view = next((t for t in opening if t.lower_ in cues.OWN_VIEW), None)
    if view is None or view.head.i != opening.start:
        return None
    of = [c for c in view.children if c.dep_ == "prep" and c.lower_ == "of"]
    return next((t for p in of for t in p.children), None) or next((c for c in view.children if c.dep_ == "poss"), None)


def _putter(opening: Span) -> Token | None:
    """Whoever "put it", or says it by another reporting verb that takes nothing else."""
    verb = next((t for t in opening if t.lemma_.lower() in cues.FRAMES and t.pos_ == "VERB"), None)
    if verb is None or not is_voiced(verb) or (verb.lemma_ == "put") != (opening[-1].lower_ == "it"):
        return None
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def _by_according(token: Token, passage: Passage) -> Iterator[Found]:
    """ "According to X, ..." and "..., according to X": the rest of the sentence is what X says."""
    if token.lower_ != "according":
        return
    to = next((t for t in token.subtree if t.lower_ == "to" and t.i > token.i), None)
    head = next((t for t in to.children if t.dep_ == "pobj"), None) if to is not None else None
    if to is None or head is None or head.lemma_.lower() in NO_SOURCES:
        return
    heads = _spread(head)
    end = max(_subtree(h)[1] for h in heads)
    named = _NAMED_BEHIND.match(passage.text, end) if heads[0].pos_ == "NOUN" and len(heads) == 1 else None
    end = named.end("name") if named else end
    sentence = token.sent
    before = (sentence.start_char, token.idx)
    after = (end, sentence.end_char)
    content = trimmed(passage.text, before if token.i > sentence.start + 2 else after)
    if content[1] - content[0] > 3 and not passage.quoted(content[0]):
        cue = (token.idx, to.idx + len(to))
        sources = (named.span("name"),) if named else tuple(phrase_of(h) for h in heads)
        yield Found((content,), "according", SURE["according"], sources, cue, (token.idx, end))


def _by_noun(noun: Token, passage: Passage) -> Iterator[Found]:
    """ "X's claim that ...", "expressed hope that ...": the clause of a noun of saying."""
    if noun.lemma_.lower() not in cues.SPEECH_NOUNS or noun.pos_ != "NOUN":
        return
    clause = next(
        (c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > noun.i and _says_that(c)), None
    )
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    light = noun.head.lemma_ in cues.LIGHT and noun.dep_ in OBJECTS and is_voiced(noun.head)
    if clause is None or not (owner is not None or light):
        return
    heads = _spread(owner) if owner is not None and not light else sources_of(noun.head)
    heads = [head for head in heads if _can_speak(head) and not _is_first_person(head)]
    if heads:
        content = trimmed(passage.text, _without_that(clause, noun))
        sources = tuple(phrase_of(head) for head in heads)
        yield Found((content,), "noun", SURE["noun"], sources, offsets(noun), clause_of(noun, heads, (content,)))


def _says_that(clause: Token) -> bool:
    return clause.left_edge.lower_ == "that" and clause.left_edge.dep_ == "mark"


# --- around the cue ------------------------------------------------------------------------------------------


def cue_of(verb: Token) -> Offsets:
    """The cue: the verb with its auxiliaries before it and its particle."""
    start, end = verb.i, verb.i + 1
    while start > 0 and verb.doc[start - 1].head == verb and verb.doc[start - 1].dep_ in ("aux", "auxpass"):
        start -= 1
    if end < len(verb.doc) and verb.doc[end].dep_ == "prt":
        end += 1
    return offsets(verb.doc[start:end])


def clause_of(verb: Token, heads: list[Token], content: tuple[Offsets, ...]) -> Offsets:
    """The stretch around the cue in its sentence, outside the content: where day, place and audience stand."""
    sentence = verb.sent
    start, end = sentence.start_char, sentence.end_char
    for s, e in content:
        if e <= verb.idx:
            start = max(start, e)
        elif s > verb.idx:
            end = min(end, s)
    return start, end


def audience_of(verb: Token) -> Offsets | None:
    """To whom: the object of telling, or "to reporters"."""
    for child in verb.children:
        if child.i > verb.i and verb.lemma_ in ("tell", "inform", "assure", "remind", "warn") and child.dep_ in OBJECTS:
            return phrase_of(child)
        if child.dep_ in ("prep", "dative") and child.lower_ == "to" and child.i > verb.i:
            for pobj in child.children:
                if pobj.dep_ == "pobj" and (_can_speak(pobj) or pobj.ent_type_):
                    return phrase_of(pobj)
    return None


def via_of(verb: Token) -> Offsets | None:
    """The inner source: "he added, referring to data provided by X", "citing the ministry"."""
    for child in verb.children:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_ in cues.CITING:
            inside = [t for t in child.subtree if t.dep_ in ("pobj", "dobj") and t.i > child.i]
            by = [t for t in inside if t.head.lower_ == "by"] or [t for t in inside if t.head == child] or inside
            return phrase_of(by[0]) if by else None
    return None
