"""Who is announced as the speaker of a quotation?

The cue is looked for right after the quotation ("...," X said), then right before it (X said: "..."), in the same
sentence. A quotation that nothing announces keeps an empty source; `linking` looks at its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from onrecord.extract import cues
from onrecord.extract.clauses import audience_of, cue_of, via_of
from onrecord.extract.quotes import Quote
from onrecord.extract.sources import OBJECTS, phrase_of, sources_of
from onrecord.extract.spans import Found, Offsets, Passage, trimmed
from onrecord.extract.voiced import is_voiced

LABEL = re.compile(
    r"(?:^|[.!?]\s)(?P<who>[A-Z][\w’'-]*(?:\s[A-Z][\w’'.-]*){0,4}|(?:The|His|Her|Its|Their)\s[a-z]+)"
    r"(?:\son\s[^:.]{2,40})?:\s*$"
)
"""A speaker's label right before a quotation: "Smith: ...", "His office: ..."."""
WORDS_OF = re.compile(r"\b(?:[Ii]n the words of|[Aa]ccording to) (?P<who>[^“”\".]{3,80}?),\s*$")
"""A speaker named by "in the words of the prosecutor, A B, ..." or "according to A B, ..."."""
TRANSCRIPT = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}):\s+(?=[A-Z“\"])")
"""A speaker's label at the start of a paragraph of an interview."""
LABELS_NEEDED = 2
"""Paragraphs of a page that must open with the same label before it is taken for an interview."""
TITLE_WORD = 3
"""Letters above which every word of a title in quotation marks has a capital."""
SPEECHLIKE = 5
"""Words from which a quotation without a comma or stop at its end may be speech."""

SURE: dict[str, float] = {"quote": 0.97, "quote_before": 0.88, "quote_alone": 0.65, "label": 0.85}
"""As in `clauses.SURE`."""


def quoted(passage: Passage) -> Iterator[Found]:
    """Direct speech of one paragraph. Quotations that share one cue are one report with several content spans."""
    groups: list[tuple[list[Quote], Token | None, str]] = []
    for number, quote in enumerate(passage.free):
        before = passage.text[: max(quote.start - 1, 0)]
        label = LABEL.search(before) or WORDS_OF.search(before)
        ahead = _between(passage, passage.free[number - 1].end if number else 0, quote.start)
        if label and not _verb(_last_sentence(ahead)):
            content = trimmed_quote(passage.text, quote)
            yield Found((content,), "label", SURE["label"], (label.span("who"),), clause=label.span("who"))
            continue
        rule, cue = _cue_of(quote, number, passage)
        if not _speechlike(passage.text, quote) and (cue is None or rule == "quote"):
            continue
        if groups and cue is not None and cue.tag_ == "VBG" and cue.head == groups[-1][1]:
            cue = cue.head  # "..., she said, adding: ...": one breath
        if groups and (cue is None or cue == groups[-1][1]) and (groups[-1][1] is not None):
            groups[-1][0].append(quote)
        else:
            groups.append(([quote], cue, rule))
    for quotes, cue, rule in groups:
        yield _report(passage, quotes, cue, rule)


def announced(passage: Passage) -> tuple[Offsets, ...]:
    """Who is announced at the end of a paragraph for the quotation in the next one: "A B wrote on his account:"."""
    if not passage.text.rstrip().endswith(":"):
        return ()
    last = _last_sentence(
        _between(passage, passage.free[-1].end if passage.free else 0, len(passage.text.rstrip()) - 1)
    )
    cue = _verb(last)
    return _speakers(cue, passage, last) if cue is not None else ()


def labelled(passage: Passage, labels: frozenset[str]) -> Found | None:
    """A paragraph of an interview: a label that the page uses again, then what was said, in marks or not."""
    found = TRANSCRIPT.match(passage.text)
    if found is None or found["who"] not in labels:
        return None
    content = trimmed(passage.text, (found.end(), len(passage.text)))
    return Found((content,), "label", SURE["label"], (found.span("who"),), clause=found.span("who"))


def _speechlike(text: str, quote: Quote) -> bool:
    """Whether a quotation reads as speech: it ends with its own comma or stop, or is long; a title does neither."""
    words = text[quote.start : quote.end].split()
    long = [word for word in words if len(word) > TITLE_WORD]
    if text[quote.end - 1].isalnum() and long and all(word[0].isupper() for word in long):
        return False  # "Coal Is Not the Villain"
    ended = text[quote.end - 1] in ",.?!…—–-" or text[quote.end + 1 : quote.end + 2] == ","
    return ended or len(words) >= SPEECHLIKE or not quote.closed


def _cue_of(quote: Quote, number: int, passage: Passage) -> tuple[str, Token | None]:
    after = _between(passage, quote.end, _next_start(passage, number))
    behind = _verb(_first_sentence(after)) if _runs_on(passage.text, quote) else None
    before = _between(passage, passage.free[number - 1].end if number else 0, quote.start)
    led_in = passage.text[: max(quote.start - 1, 0)].rstrip()[-1:] in (",", ":")
    ahead = _verb(_last_sentence(before)[::-1]) if led_in else None
    if behind is not None and (ahead is None or passage.text[quote.end - 1] == ","):
        return "quote", behind
    return ("quote_before", ahead) if ahead is not None else ("quote_alone", None)


def _next_start(passage: Passage, number: int) -> int:
    return passage.free[number + 1].start if number + 1 < len(passage.free) else len(passage.text)


def _runs_on(text: str, quote: Quote) -> bool:
    """Whether the sentence goes on behind the closing mark (a full stop inside ends it, unless a cue verb follows)."""
    rest = text[quote.end :].lstrip("\"'“”’» ")
    return quote.closed and bool(rest)


def _between(passage: Passage, start: int, end: int) -> list[Token]:
    return [t for t in passage.doc if start <= t.idx < end and t.text not in ('"', "''", "``", "'")]


def _first_sentence(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in tokens:
        if token.text in (".", "?", "!", ";") and kept:
            break
        kept.append(token)
    return kept


def _last_sentence(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in reversed(tokens):
        if token.text in (".", "?", "!", ";") and kept:
            break
        kept.append(token)
    return kept[::-1]


def _verb(tokens: Sequence[Token]) -> Token | None:
    """The first reporting verb of a stretch that has a speaker of its own in the stretch or just before."""
    for token in tokens:
        if token.lemma_.lower() not in cues.FRAMES or token.pos_ not in ("VERB", "AUX", "NOUN", "PROPN"):
            continue
        if (
            token.tag_ == "VBN"
            and token.i
            and token.dep_ in ("acl", "amod", "advcl")
            and token.nbor(-1).lemma_ not in ("have", "be", "get")
        ):
            continue
        if token.pos_ in ("VERB", "AUX") and is_voiced(token):
            return token
    return _taken_for_participle(tokens)


def _taken_for_participle(tokens: Sequence[Token]) -> Token | None:
    """The cue the parser took for a participle where the stretch has no other: '"...," the club posted.'"""
    verbs = [t for t in tokens if t.pos_ in ("VERB", "AUX")]
    told = [t for t in verbs if t.lemma_.lower() in cues.FRAMES and t.tag_ == "VBN" and t.dep_ in ("acl", "amod")]
    by = any(t.lower_ == "by" for t in tokens)
    return told[0] if len(verbs) == 1 and told and not by and tokens[0].i < told[0].i else None


def _speakers(cue: Token, passage: Passage, tokens: Sequence[Token]) -> tuple[Offsets, ...]:
    near = {t.i for t in tokens}
    if cue.dep_ == "acl" and cue.tag_ == "VBN" and cue.head.i in near:
        return ((cue.head.left_edge.idx, cue.head.idx + len(cue.head)),)
    if cue.dep_ == "amod" and cue.head.i in near and cue.head.i > cue.i:
        name = cue.head.head if cue.head.dep_ == "compound" else cue.head
        return ((cue.nbor(1).idx, name.idx + len(name)),)  # '"...," asked councillor A B'
    heads = [
        h
        for h in sources_of(cue)
        if h.i in near and h.pos_ not in ("VERB", "AUX", "ADV", "PUNCT") and not passage.quoted(h.idx)
    ]
    if not heads:
        heads = _nearest(cue, tokens)
    if any(head.lower_ in cues.FIRST_PERSON for head in heads):
        return ()
    return tuple(phrase_of(head) for head in heads)


def _nearest(cue: Token, tokens: Sequence[Token]) -> list[Token]:
    """Where the parse gives no subject: the noun phrase next to the verb, before it or behind it."""
    chunks = [c for c in cue.doc.noun_chunks if any(t.i == c.root.i for t in tokens) and c.root.ent_type_ != "DATE"]
    if cue.lemma_ == "tell":
        chunks = [c for c in chunks if c.end <= cue.i]
    if chunks and cue.i and cue.nbor(-1).text == "," and chunks[0].end < cue.i:
        return [chunks[0].root]  # the phrase right before the comma only describes the first
    beside = [c for c in chunks if c.end == cue.i or c.start in (cue.i, cue.i + 1)]
    beside = beside or [c for c in chunks if _only_adverbs(cue, c)]
    if beside and beside[0].root.dep_ == "pobj" and chunks[0].end <= cue.i:
        return [chunks[0].root]  # of "a note to her son said" the note
    return [beside[0].root] if beside else []


def _only_adverbs(cue: Token, chunk: Span) -> bool:
    between = cue.doc[chunk.end : cue.i] if chunk.end <= cue.i else cue.doc[cue.i + 1 : chunk.start]
    return all(t.pos_ in ("ADV", "AUX", "PART") for t in between) and chunk.root.dep_ not in OBJECTS


def _report(passage: Passage, quotes: list[Quote], cue: Token | None, rule: str) -> Found:
    content = tuple(trimmed_quote(passage.text, quote) for quote in quotes)
    repaired = any(not quote.opened for quote in quotes)
    if cue is None:
        return Found(content, rule, SURE[rule], repaired=repaired)
    outside = [t for t in passage.unquoted() if _near(t, cue, passage)]
    clause = (outside[0].idx, outside[-1].idx + len(outside[-1])) if outside else None
    return Found(
        content, rule, SURE[rule], _speakers(cue, passage, outside), cue_of(cue), clause, via_of(cue),
        repaired=repaired, audience=audience_of(cue),
    )  # fmt: skip


def _near(token: Token, cue: Token, passage: Passage) -> bool:
    low, high = sorted((token.idx, cue.idx))
    crossed = any(low < quote.end <= high or low <= quote.start < high for quote in passage.free)
    stops = any(t.text in (".", "?", "!") for t in cue.doc[min(token.i, cue.i) : max(token.i, cue.i)])
    return not crossed and not stops


def trimmed_quote(text: str, quote: Quote) -> Offsets:
    """The inside of a quotation without its last comma and full stop; a question or exclamation mark stays."""
    return trimmed(text, (quote.start, quote.end))
