"""Which clauses does a sentence report as somebody's words? Rules over the dependency parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from onrecord.extract import cues
from onrecord.extract.frames import CONTENT, by_preposition, subtree_of, without_that
from onrecord.extract.sources import (
    OBJECTS,
    SUBJECTS,
    can_speak,
    inverted_subject,
    is_first_person,
    may_say,
    phrase_of,
    sources_of,
    spread,
    unattached_subject,
)
from onrecord.extract.spans import Found, Offsets, Passage, length, offsets, trimmed
from onrecord.extract.voiced import is_report, is_voiced

SURE: dict[str, float] = {
    "complement": 0.84,
    "postposed": 0.92,
    "inserted": 0.85,
    "according": 0.92,
    "infinitive": 0.82,
    "object": 0.8,
    "phrase": 0.75,
    "noun": 0.75,
}
"""Share of a rule's statements whose content and speaker were right on 28 real pages (docs/quality.md has the counts).

Rules with fewer than ten examples there are set lower, by judgement.
"""


def reported(passage: Passage) -> Iterator[Found]:
    """Indirect and mixed speech of one paragraph: clauses, "..., X said", "according to", objects of speech."""
    found = [
        report
        for token in passage.unquoted()
        for finder in (_by_verb, _by_according, _by_view, _by_noun)
        for report in finder(token, passage)
    ]
    found = _handed_on(found)
    for report in found:
        if not any(holds(other, report) for other in found):
            yield report if report.via else replace(report, via=inner_source(report, found))


def _handed_on(found: list[Found]) -> list[Found]:
    """ "According to the Herald, A said B" is A's statement by way of the Herald."""
    for outer in [report for report in found if report.rule == "according"]:
        inner = next((other for other in found if holds(outer, other) and other.rule in ("complement", "phrase")), None)
        if inner is not None and inner.cue and inner.cue[0] - outer.content[0][0] < NEAR_START:
            found = [replace(f, via=outer.sources[0]) if f is inner else f for f in found if f is not outer]
    return found


NEAR_START = 160
"""Letters after "according to X," within which another speaker's cue must come to be what X hands on."""


def holds(outer: Found, inner: Found) -> bool:
    """Whether the cue of one report stands inside what the other reports."""
    return (
        inner is not outer
        and inner.cue is not None
        and any(s <= inner.cue[0] and inner.cue[1] <= e for s, e in outer.content)
    )


INNER_SHARE = 0.5
"""Share of the content that an inner source must answer for to be named as `via`."""


def inner_source(report: Found, found: Iterable[Found]) -> Offsets | None:
    """The source inside what is said ("officials in Y estimated ..., he said")."""
    least = INNER_SHARE * length(report.content)
    for other in found:
        if holds(report, other) and other.sources and length(other.content) > least:
            return other.sources[0]
    return None


def _by_verb(verb: Token, passage: Passage) -> Iterator[Found]:
    if not is_report(verb):
        return
    inverted = inverted_subject(verb) or unattached_subject(verb)
    subjects = [inverted] if inverted is not None else sources_of(verb)
    heads = [head for head in subjects if may_say(verb, head)]
    if any(passage.quoted(head.idx) for head in subjects):
        heads = []  # the parser hung "..., adding that" on the quotation: whoever is quoted adds it
        if verb.tag_ != "VBG":
            return
    elif not heads or any(is_first_person(head) for head in heads):
        return
    for frame in cues.FRAMES[verb.lemma_.lower()].split():
        made = CONTENT.get(frame, by_preposition(frame))(verb, heads, passage)
        if made is None:
            continue
        rule, content = made
        spans = tuple(s for s in (trimmed(passage.text, c) for c in content) if s[1] - s[0] > 1)
        named = tuple(phrase_of(head) for head in heads)
        if spans and not passage.quoted(spans[0][0]) and not any(s <= n[0] < e for n in named for s, e in spans):
            yield Found(
                spans, rule, SURE[rule], named, cue_of(verb),
                clause_of(verb, heads, spans), via_of(verb), audience=audience_of(verb),
            )  # fmt: skip
        return


NO_SOURCES = frozenset(
    {"plan", "schedule", "score", "rule", "law", "custom", "taste", "need", "ability", "size", "age", "tradition"}
    | {"type", "season", "weather", "recipe", "instruction", "design", "principle", "preference", "rank"}
)
"""What things are done according to, without anybody saying anything."""


_NAMED_BEHIND = re.compile(r",\s(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*),\s")
"""The name behind a role: "according to the operator, Example Works, ..."."""


def _by_view(token: Token, passage: Passage) -> Iterator[Found]:
    """ "In the view of X, ...", "In X's words, ...", "As X put it, ...": at the start of a sentence."""
    first = token.sent[0]
    if token.i != first.i or token.lower_ not in ("in", "as"):
        return
    comma = next((t for t in token.sent if t.text == "," and t.i > token.i + 2), None)
    if comma is None:
        return
    opening = token.doc[token.i : comma.i]
    head = _viewer(opening) if token.lower_ == "in" else _putter(opening)
    if head is not None and can_speak(head):
        content = trimmed(passage.text, (comma.idx + 1, token.sent.end_char))
        sources = tuple(phrase_of(each) for each in spread(head) if each.i < comma.i)
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
    heads = spread(head)
    end = max(subtree_of(h)[1] for h in heads)
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
    heads = spread(owner) if owner is not None and not light else sources_of(noun.head)
    heads = [head for head in heads if can_speak(head) and not is_first_person(head)]
    if heads:
        content = trimmed(passage.text, without_that(clause, noun))
        sources = tuple(phrase_of(head) for head in heads)
        yield Found((content,), "noun", SURE["noun"], sources, offsets(noun), clause_of(noun, heads, (content,)))


def _says_that(clause: Token) -> bool:
    return clause.left_edge.lower_ == "that" and clause.left_edge.dep_ == "mark"


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
                if pobj.dep_ == "pobj" and (can_speak(pobj) or pobj.ent_type_):
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
