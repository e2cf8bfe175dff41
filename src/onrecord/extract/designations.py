"""Who put whom on which list, proposed it, blocked it, called for it, denounced it or took it back?

An act is a verb of listing in a form that says it happened: "banned", "has designated", "was placed on". Plans,
refusals and denials are no acts. Whose list it is (`authority`) comes from the list's owner ("the council's black
list") or from the listing government; who proposed, blocked, called or denounced is `by`. A target is the name in
capital letters between the verb and what it was listed as; two names are two acts. `basis` is what the target was
listed as, `effect` the consequence the sentence adds, both as worded. The cite is the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from onrecord.extract.listings import EFFECT, RULES, STOPPED, Rule
from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.phrases import PageNames, clean, names_in, page_names
from onrecord.extract.times import found_in
from onrecord.gazetteer import state_named
from onrecord.model import Cite, Designation, Status, id_of

NAME = "designations.v1"

UNREAL = frozenset(
    {
        *("not", "n't", "never", "no", "would", "could", "may", "might", "will", "should", "must", "can", "to", "if"),
        *("whether", "unless", "plans", "planned", "wants", "refused", "refuses", "denied", "declined", "nearly"),
        *("almost", "considering", "considered", "threatened", "failed", "without", "expected", "likely", "cannot"),
    }
)
"""Words shortly before a verb, in its clause, that make it no act."""


ASIDE: frozenset[str] = frozenset({"relcl", "appos", "acl", "punct", "cc", "conj"})
"""What hangs on a noun without being part of its name."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act as one sentence tells it, one target."""

    status: Status
    target: str
    authority: str | None
    by: str | None
    basis: str | None
    rule: str
    verb: int


def acts(parsed: Parsed) -> Iterator[Designation]:
    """The acts of listing that the page's body tells, once for each sentence, target and status."""
    names = page_names(parsed)
    for paragraph in parsed.body():
        for sentence in paragraph.doc.sents:
            seen: set[tuple[Status, str]] = set()
            for act in sorted(_in_sentence(sentence), key=lambda act: act.verb):
                if (act.status, act.target) not in seen:
                    seen.add((act.status, act.target))
                    yield _row(paragraph, sentence, _spelt_out(act, names))


def _in_sentence(sentence: Span) -> Iterator[Act]:
    told: list[Act] = []
    taken: list[tuple[int, int]] = []
    for rule in RULES:
        for match in rule.pattern.finditer(sentence.text):
            if any(start < match.end("verb") and match.start("verb") < end for start, end in taken):
                continue
            made = list(_acts_of(rule, match, sentence))
            if made:
                taken.append(match.span())
                told += made
    yield from told
    yield from _stopped(sentence, told)


def _acts_of(rule: Rule, match: re.Match[str], sentence: Span) -> Iterator[Act]:
    verb = _token_at(sentence, match.start("verb"))
    if verb is None or _is_unreal(verb) or _is_passive(verb) != rule.passive:
        return
    words = match.groupdict()
    subject = _phrase(_subject_of(verb))
    agent = _agent_of(verb, match, sentence)
    targets = names_in(subject or "") if rule.passive else names_in(words["target"])
    actor = agent if rule.passive else subject
    owner = _owner(words.get("list"))
    listing = rule.status in ("listed", "lifted")
    for target in targets:
        yield Act(
            status=rule.status,
            target=target,
            authority=owner or (actor if listing else None),
            by=actor if not listing else None,
            basis=clean(words["kind"]) if words.get("kind") else None,
            rule=rule.name,
            verb=match.start("verb"),
        )


def _stopped(sentence: Span, told: list[Act]) -> Iterator[Act]:
    proposed = [act for act in told if act.status == "proposed"]
    match = STOPPED.search(sentence.text)
    if match and proposed:
        by = names_in(match["by"] or "")
        for act in proposed:
            who = by[0] if by else None
            yield replace(act, status="blocked", by=who, basis=None, rule="was-blocked", verb=match.start())


def _token_at(sentence: Span, offset: int) -> Token | None:
    place = sentence.start_char + offset
    return next((token for token in sentence if token.idx <= place < token.idx + len(token)), None)


def _is_unreal(verb: Token) -> bool:
    """Whether the verb's own helpers, or a verb it hangs on, make it a plan, a refusal or a denial."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg", "auxpass", "mark", "advmod")}
    infinitive = verb.tag_ == "VB"
    above = verb.head.lower_ if verb.dep_ in ("xcomp", "ccomp") else ""
    return bool(helpers & UNREAL) or infinitive or above in UNREAL


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not any(c.dep_ == "nsubj" for c in verb.children)


def _subject_of(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb it is joined to; the noun for "X, banned in Y"."""
    if verb.dep_ == "acl":
        return verb.head
    at = verb
    for _ in range(3):
        for child in at.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return _relative(child, at)
        if at.dep_ not in ("conj", "xcomp", "advcl", "aux"):
            return None
        at = at.head
    return None


def _relative(subject: Token, verb: Token) -> Token:
    """ "the council, which banned X": the council."""
    return verb.head if subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else subject


def _phrase(head: Token | None) -> str | None:
    """The noun phrase of a head, without relative clauses and appositions; None for a pronoun."""
    if head is None or head.pos_ == "PRON":
        return None
    aside = [child for child in head.children if child.dep_ in ASIDE and child.i > head.i]
    dropped = {token.i for child in aside for token in child.subtree}
    kept = [t for t in head.subtree if t.i not in dropped]
    return clean(head.doc[kept[0].i : kept[-1].i + 1].text)


def _agent_of(verb: Token, match: re.Match[str], sentence: Span) -> str | None:
    """Whoever acted, told with "by", or the state "in" which something is banned."""
    for child in verb.children:
        if child.dep_ == "agent" or child.lower_ == "by":
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            return _phrase(noun)
    rest = sentence.text[match.end() :]
    place = re.match(r"\s(?:in|across)\s(?P<place>(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)*)", rest)
    return clean(place["place"]) if place else None


def _owner(words: str | None) -> str | None:
    """Whose list it is, by the list's own words: "the council's black list"; None for "its list" and "the list"."""
    if not words:
        return None
    before = re.split(r"'s?\s", words)
    if len(before) > 1:
        return clean(before[0])
    names = names_in(words.split(" of ")[0])
    state = state_named(names[0]) if names else None
    return state.name if state else (names[0] if names else None)


def _spelt_out(act: Act, names: PageNames) -> Act:
    return replace(
        act,
        target=names.full(act.target),
        authority=names.full(act.authority) if act.authority else None,
        by=names.full(act.by) if act.by else None,
    )


def _row(paragraph: Paragraph, sentence: Span, act: Act) -> Designation:
    cite = paragraph.cite(sentence)
    page = paragraph.page.id
    effect = EFFECT.search(sentence.text) if act.status == "listed" else None
    return Designation(
        id=id_of("d", page, act.authority, act.target, act.status, act.by, cite.start, cite.end),
        page=page,
        authority=act.authority,
        target=act.target,
        status=act.status,
        start=cite.start,
        end=cite.end,
        text=cite.text,
        by=act.by,
        basis=act.basis,
        effect=effect["effect"] if effect else None,
        date_words=_date_words(paragraph, sentence),
        rule=f"{NAME}:{act.rule}",
    )


def _date_words(paragraph: Paragraph, sentence: Span) -> Cite | None:
    """The sentence's first date; a duration or a repeated time dates nothing."""
    for found in found_in(paragraph):
        if sentence.start_char <= found.start < sentence.end_char and found.type == "DATE":
            return paragraph.cite((found.start, found.end))
    return None
