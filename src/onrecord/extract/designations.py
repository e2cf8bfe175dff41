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

from onrecord.extract.dating import day_told, token_at
from onrecord.extract.listings import ALIAS, CALLED_BACK, EFFECT, LAW, NO_LIST, RULES, SAME_TIME, STOPPED, TRIGGER, Rule
from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.phrases import NAME_ITEM, PageNames, clean, is_body, items_of, names_in, page_names
from onrecord.gazetteer import state_named, state_of
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


AGENT = re.compile(
    r"\s(?:(?:in|since)\s\d{4}\s)?(?:by|in|across)\s"
    rf"(?P<by>{NAME_ITEM}(?:,\s{NAME_ITEM})+,?\sand\s{NAME_ITEM}|(?:the\s)?[A-Z][^,.;:]{{1,60}})"
)
"""Whoever acted, right behind the words of the act."""

AGENT_ENDS = re.compile(
    r"\s(?:under|since|on|after|over|for|because|as|following|during|in|with|by|at|from|who|which)\s"
)
"""Small words behind which no further actor is told."""

GOVERNING: frozenset[str] = frozenset(
    {
        *("government", "court", "parliament", "ministry", "council", "commission", "treasury", "authorities", "union"),
        *(
            "regulator",
            "assembly",
            "senate",
            "cabinet",
            "department",
            "tribunal",
            "congress",
            "state",
            "country",
            "judge",
        ),
        *("president", "minister", "authority", "administration", "agency", "junta", "prosecutor", "prosecutors"),
    }
)
"""Common nouns whose bans are acts of state."""

PLAIN_BANS: frozenset[str] = frozenset({"forbidden", "voted-to-ban"})
"""Rules that say neither what the target was listed as nor on which list: clubs and airlines ban too."""

ASIDE: frozenset[str] = frozenset({"relcl", "appos", "acl", "punct"})
"""What hangs on a noun without being part of its name."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act as one sentence tells it, one target; not `dated` where the sentence's date is another act's."""

    status: Status
    target: str
    authority: str | None
    by: str | None
    basis: str | None
    rule: str
    verb: Token
    dated: bool = True


def acts(parsed: Parsed) -> Iterator[Designation]:
    """The acts of listing that the page's body tells, once for each sentence, target and status."""
    names = page_names(parsed)
    last: Cite | None = None
    for paragraph in parsed.body():
        if not TRIGGER.search(paragraph.plain):
            continue
        before: tuple[str, ...] = ()
        for sentence in paragraph.doc.sents:
            found = sorted(_in_sentence(sentence, before), key=lambda act: act.verb.i)
            once = {(act.status, act.target, act.authority): act for act in reversed(found)}
            for act in reversed(once.values()):
                row = _row(paragraph, sentence, _spelt_out(act, names, paragraph.start + sentence.start_char))
                if row.date_words is None and SAME_TIME.search(sentence.text):
                    row = replace(row, date_words=last)
                last = row.date_words or last
                yield row
            before = tuple(dict.fromkeys(act.target for act in found))


def _in_sentence(sentence: Span, before: tuple[str, ...]) -> Iterator[Act]:
    """The acts of a sentence; `before` are the targets of the sentence before it."""
    told: list[Act] = []
    taken: list[tuple[int, int]] = []
    for rule in RULES:
        for match in rule.pattern.finditer(sentence.text):
            if any(start < match.end("verb") and match.start("verb") < end for start, end in taken):
                continue
            made = list(_acts_of(rule, match, sentence, before))
            if made:
                taken.append(match.span())
                told += made
    yield from told
    yield from _stopped(sentence, told)


def _acts_of(rule: Rule, match: re.Match[str], sentence: Span, before: tuple[str, ...]) -> Iterator[Act]:
    words = match.groupdict()
    verb = token_at(sentence, sentence.start_char + match.start("verb"))
    if verb is None or _is_unreal(verb) or NO_LIST.search(words.get("list") or ""):
        return
    if rule.passive is not None and _is_passive(verb) != rule.passive:
        return
    listing = rule.status in ("listed", "lifted")
    actors = _actors(rule, verb, match, sentence)
    owner = _owner(words.get("list"))
    for target in _targets(rule, words, verb, before):
        for actor in actors[: None if listing else 1]:
            if actor == target:
                continue
            act = Act(
                status=rule.status,
                target=target,
                authority=owner or (actor if listing else None),
                by=actor if not listing else None,
                basis=_basis(words.get("kind"), sentence.text, match.end()),
                rule=rule.name,
                verb=verb,
            )
            yield act
        if words.get("proposer"):
            yield replace(act, status="proposed", by=clean(words["proposer"]), dated=False)


def _actors(rule: Rule, verb: Token, match: re.Match[str], sentence: Span) -> list[str | None]:
    """Who acted: several where each of them lists for itself, one phrase where they propose or block together."""
    if rule.passive is not False:
        actors = _agents_of(verb, match, sentence)
        together = " and ".join(actor for actor in actors if actor) or None
        return actors if rule.status in ("listed", "lifted") else [together]
    told = _phrase(_subject_of(verb))
    return [*_each(told)] or [None] if rule.status in ("listed", "lifted") else [told]


def _targets(rule: Rule, words: dict[str, str], verb: Token, before: tuple[str, ...]) -> tuple[str, ...]:
    """Whom an act is about; a plain ban names no person and no state, which are kept out of games and skies."""
    told = ALIAS.sub("", words.get("target") or _phrase(_subject_of(verb)) or "")
    if CALLED_BACK.fullmatch(told):
        return before
    if rule.name in PLAIN_BANS and not _governs(_subject_of(verb)):
        return ()
    targets = names_in(told)
    if rule.name not in PLAIN_BANS and rule.name != "stays-forbidden":
        return targets
    persons = {ent.text for ent in verb.sent.ents if ent.label_ == "PERSON" and not _has_article(ent)}
    return tuple(target for target in targets if target not in persons and not state_of(target))


def _has_article(name: Span) -> bool:
    """Whether "the" stands before a name: then it is a group's, whatever the tagger says."""
    return name.start > 0 and name.doc[name.start - 1].lower_ == "the"


def _governs(actor: Token | None) -> bool:
    """Whether a plain ban by this actor is an act of state: a name is trusted, "the club" is not."""
    if actor is None or actor.pos_ == "PRON":
        return False
    return actor.text[0].isupper() or actor.lower_ in GOVERNING


def _stopped(sentence: Span, told: list[Act]) -> Iterator[Act]:
    proposed = [act for act in told if act.status == "proposed"]
    match = STOPPED.search(sentence.text)
    if not match or any(act.status == "blocked" for act in told):
        return
    verb = token_at(sentence, sentence.start_char + match.start("verb" if match["verb"] else "active"))
    if verb is not None and not _is_unreal(verb):
        actors = _agents_of(verb, match, sentence) if match["verb"] else [_phrase(_subject_of(verb))]
        for act in proposed:
            yield replace(act, status="blocked", by=actors[0], basis=None, rule="stopped", verb=verb)


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
    if verb.dep_ == "acl":  # "the Oarsmen, a group banned in Sund": the Oarsmen
        return verb.head.head if verb.head.dep_ == "appos" and verb.head.pos_ == "NOUN" else verb.head
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
    """The noun phrase of a head, without what stands aside; "the paper Daily" is one name; None for a pronoun."""
    if head is None or head.pos_ == "PRON":
        return None
    aside = [c for c in head.children if c.dep_ in ASIDE and c.i > head.i and c.left_edge.i != head.i + 1]
    dropped = {token.i for child in aside for token in child.subtree}
    kept = [token for token in head.subtree if token.i not in dropped and token.i >= head.left_edge.i]
    while kept and kept[-1].is_punct:
        kept.pop()
    return clean(head.doc[kept[0].i : kept[-1].i + 1].text)


def _agents_of(verb: Token, match: re.Match[str], sentence: Span) -> list[str | None]:
    """Whoever acted, told with "by", or the states "in" which something is banned; [None] where nobody is named."""
    for child in verb.children:
        if child.dep_ == "agent" or child.lower_ == "by":
            told = next((c for c in child.children if c.dep_ == "pobj"), None)
            row = _each(_listed(told))
            return [*row] if len(row) > 1 else [_phrase(told)]
    behind = AGENT.match(sentence.text[match.end() :])
    names = names_in(AGENT_ENDS.split(behind["by"])[0]) if behind else ()
    return [*names] or [None]


def _listed(head: Token | None) -> str | None:
    """All the words of a phrase up to where another phrase begins: the parser takes the names of a list for asides."""
    if head is None or head.pos_ == "PRON":
        return None
    return AGENT_ENDS.split(head.doc[head.left_edge.i : head.right_edge.i + 1].text)[0]


def _each(actors: str | None) -> tuple[str, ...]:
    """The actors of a list of names ("Sund, the EU and Mirova"), each for itself; else the phrase as it is."""
    if actors is None:
        return ()
    items = items_of(actors)
    several = (
        len(items) > 1 and all(names_in(item) == (item,) for item in items) and len(names_in(actors)) == len(items)
    )
    return items if several else (actors,)


def _basis(kind: str | None, sentence: str, end: int) -> str | None:
    """What the target was listed as and the law it stands on, as worded; the law alone where they stand apart."""
    law = LAW.search(sentence)
    if law is None:
        return clean(clean(kind)) if kind else None
    if kind and sentence[end : law.start()].strip(' "') == "":
        return clean(f"{kind} {law[0]}")
    return clean(law["law"])


def _owner(words: str | None) -> str | None:
    """Whose list it is, by the list's own words: "the council's black list"; None for "its list" and "the list"."""
    if not words:
        return None
    before = re.split(r"'s?\s", words)
    if len(before) > 1:
        return clean(before[0])
    front, _, back = words.partition(" of ")
    names = names_in(front) or tuple(name for name in names_in(back) if is_body(name) or state_named(name))
    state = state_of(names[0]) if names else None
    return state.name if state else (names[0] if names else None)


def _spelt_out(act: Act, names: PageNames, place: int) -> Act:
    """The act with long forms for short ones, and with the body that "the council" calls back."""

    def spelt(name: str | None) -> str | None:
        if name is None or " " in name or not name[0].islower():
            return names.full(name) if name else None
        return names.body_before(place, name) or name

    return replace(act, target=names.full(act.target), authority=spelt(act.authority), by=spelt(act.by))


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
        date_words=_date_words(paragraph, sentence, act.verb) if act.dated else None,
        rule=f"{NAME}:{act.rule}",
    )


def _date_words(paragraph: Paragraph, sentence: Span, verb: Token) -> Cite | None:
    """The date of the act: that of its own clause; "now", a law's year and a date in another clause date nothing."""
    near = {verb, verb.head} if verb.dep_ in ("conj", "xcomp", "relcl", "acl") else {verb}
    return day_told(paragraph, sentence, near, but=[law.span() for law in LAW.finditer(paragraph.plain)])
