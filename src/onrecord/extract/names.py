"""Which people, bodies and places does a page name, and which names does it say are one?

Names are what the parser's entity tagger finds, trimmed to the name itself; aliases are what the page itself puts
side by side: "River Commission (RC)", "RC, formerly BC", "also known as X", "the so-called Y".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span

from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.phrases import is_body
from onrecord.extract.titles import OFFICES, POSTS, QUALIFIERS, RANKS
from onrecord.gazetteer import BODY_NOUNS, state_named, word_set
from onrecord.model import Alias, EntityKind, Mention, id_of

LABELS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "WORK_OF_ART": "work",
}
"""Labels of the entity tagger (OntoNotes 5) -> entity kinds. A place that is a state becomes one."""

SUBJECTS = ("nsubj", "nsubjpass")
TITLE_WORDS: frozenset[str] = frozenset(OFFICES | POSTS | QUALIFIERS | {rank.lower() for rank in RANKS})

NO_NAMES: frozenset[str] = word_set(
    """
    He She It They We You I This That These Those There Who What Monday Tuesday Wednesday Thursday Friday Saturday
    Sunday January February March April May June July August September October November December
    """
)
"""Capitalised words that are no name beside "known as" or "called"."""

_NAME = r"[A-Z][\w.&’'-]*(?:[ -](?:(?:of|for|the|and|on|in|de|al) ){0,2}[A-Z][\w.&’'-]*){0,7}"
_BRACKETED = re.compile(rf"(?P<name>{_NAME})\s?[(\[]\s?(?P<inside>[^()\[\]]{{2,60}})[)\]]?")
_UNCLOSED = re.compile(rf"(?P<name>{_NAME})\((?P<inside>[A-Z]{{2,8}})\b")
_SHORT = re.compile(r"\b[A-Z][A-Z.&-]{1,9}\b|\b[A-Z][a-z]*[A-Z][A-Za-z]{0,8}\b")
_KNOWN_AS = re.compile(
    rf"(?P<name>{_NAME})(?:\s?\([^()]{{2,30}}\))?"
    r"(?:(?:, | ?[(\[] ?| [–—-]+ )(?:which |who )?(?:is |was |are |were )?(?:the )?"
    r"(?:also |better |formerly |previously |once |otherwise |commonly |popularly |locally |originally |now |then )*"
    r"(?:known as|known by (?:its|the|his|her) (?:acronym|initials|abbreviation|short form|nickname|alias)(?: of|,)?"
    r"|called|styled as|nicknamed|dubbed|abbreviated(?: as| to)?|spelled|spelt|transliterated as|formerly|aka|a\.k\.a\."
    r"|alias"
    r"|so-called|born(?= [A-Z]\w+ [A-Z])|short for|officially|since renamed(?: as)?|later renamed(?: as)?"
    r"|go(?:es|ing) by(?: the (?:name|acronym|initials|alias|nickname|handle)(?: of)?)?"
    r"|whose (?:(?:real|full|birth|legal|official|stage|pen|code) name|acronym|initials|abbreviation|pseudonym"
    r"|nom de guerre|alias|nickname) (?:is|was|are)"
    r"|(?:who |which )?(?:also )?(?:uses|used|using) the (?:name|pseudonym|alias|nom de guerre|(?:stage|pen) name)"
    r"|(?:who )?(?:writes|wrote|writing|performs|performing|operating|working|travelling|traveling) (?:as|under the"
    r" (?:name|pseudonym|alias|(?:stage|pen) name)(?: of)?)"
    r"|(?:who |which )?(?:calls|called|calling) (?:it|him|her|them)sel(?:f|ves)"
    r"|which (?:has )?(?:since )?(?:changed its name to|rebranded(?: itself)? as)|formerly known as)"
    r"| (?:also )?known as| aka| a\.k\.a\.| alias"
    r"| (?:is|was|are|were|has been|have been) (?:also |better |formerly |once |commonly |now |later |since )*"
    r"(?:known as|known by (?:its|the) (?:acronym|initials|abbreviation)(?: of|,)?|renamed(?: as)?|rebranded(?: as)?"
    r"|nicknamed|dubbed|abbreviated (?:as|to))| stands for"
    r"| (?:has )?(?:renamed itself(?: as)?|changed its name to|rebranded(?: itself)? as|calls itself|call themselves))"
    rf" (?:the )?[\"“‘']?(?:the )?(?P<inside>{_NAME}(?:,? (?:and|or) {_NAME})?)"
)
"""Words that make one of two names: "A, also known as B", "A (formerly B)", "A was renamed B", "A, the so-called B"."""

_OR_SHORT = re.compile(rf"(?P<name>{_NAME}), or (?:the )?(?P<inside>[A-Z][A-Z.&]{{1,8}})\b")
_SHORT_FIRST = re.compile(rf"\b(?P<name>[A-Z][A-Z&]{{1,7}}) \((?:the )?(?P<inside>{_NAME})\)")
"""Pairs that only say they are one where the short form has the initials of the long one."""

_SHORT_OR_LONG = re.compile(rf"\b(?P<name>[A-Z][A-Z&]{{1,7}}),? or (?:the )?(?P<inside>{_NAME})")
_BESIDE = re.compile(rf"(?P<name>{_NAME}), [\"“]?(?P<inside>[A-Z][A-Z.&]{{1,8}}),?[\"”]?(?:,| for short)")
_FOR_SHORT = re.compile(rf"(?P<name>{_NAME})(?:,| [–—-]+) (?P<inside>[A-Z][A-Za-z.&]{{1,9}}),? for short\b")
"""More of them, the other way round and between commas."""

_TURNED = re.compile(
    rf"(?P<name>{_NAME})(?:,| [–—-]+) (?:now|later|today|(?:which|that) (?:later |then |has since |since )?became)"
    rf" (?:the )?(?P<inside>{_NAME})(?=[,.;:)]| [–—-])"
)
"""A body that became another; what a person or a place is now may be anything."""

_ORIGINAL = re.compile(
    rf"(?P<name>{_NAME}) by its (?:original|full|official|former|old|new|other) name ?[–—,:-]+ ?"
    rf"(?:the )?(?P<inside>{_NAME}(?:,? (?:and|or) {_NAME})?)"
)
_FURTHER = re.compile(r"(?:formerly|previously|once|also known as|also called|known as|or|and|also|aka)\s+|[,/;]\s*")
_STATES = re.compile(r"^(?:the|a|an)\s", re.IGNORECASE)


def mentions(parsed: Parsed) -> Iterator[Mention]:
    """The names on a page, in order, each with its kind and whether it is the subject of a clause."""
    found = [(paragraph, _marked(paragraph)) for paragraph in parsed.paragraphs]
    families = {
        span[-1].text for _, spans in found for span, kind in spans if len(span) > 1 and kind not in ("place", "group")
    }
    for paragraph, spans in found:
        taken = {token.i for span, _ in spans for token in span}
        spans += [(span, "person") for span in _called(paragraph.doc, families, taken)]
        for span, kind in sorted(spans, key=lambda pair: pair[0].start):
            yield _mention(paragraph, span, kind)


def _marked(paragraph: Paragraph) -> list[tuple[Span, EntityKind]]:
    named = (ent for ent in paragraph.doc.ents if ent.label_ in LABELS and not _describes(ent))
    kinds = ((_name_in(ent), LABELS[ent.label_]) for ent in named)
    return [(span, kind) for span, kind in kinds if span is not None]


def _describes(ent: Span) -> bool:
    """Whether the words only describe what follows: "Ovanian" forces, "Energy" Minister."""
    after = ent.doc[ent.end] if ent.end < len(ent.doc) else None
    if ent.label_ == "NORP" or (ent.label_ == "PERSON" and len(ent) == 1 and after is not None and after.is_lower):
        return ent.root.dep_ in ("amod", "compound") and after is not None
    titled = after is not None and after.text[:1].isupper() and after.lower_ in TITLE_WORDS
    return titled and ent.label_ == "ORG" and ent[-1].lower_ not in BODY_NOUNS and not ent.text.isupper()


def _called(doc: Doc, families: set[str], taken: set[int]) -> Iterator[Span]:
    """Family names standing alone that the tagger passed over."""
    for token in doc:
        if (
            token.text in families
            and token.i not in taken
            and token.dep_ in SUBJECTS
            and token.text.lower() not in BODY_NOUNS
        ):
            yield doc[token.i : token.i + 1]


def _name_in(ent: Span) -> Span | None:
    """The entity without article, possessive mark, title words before a person's name, and stray punctuation."""
    start, end = ent.start, ent.end
    doc = ent.doc
    titled = [token.i for token in ent[:-2] if token.lower_ in TITLE_WORDS] if ent.label_ in ("PERSON", "ORG") else []
    if titled and all(token.text[:1].isupper() for token in doc[titled[-1] + 1 : end]) and _is_titled(ent, titled[-1]):
        start = titled[-1] + 1
    while start < end and (
        doc[start].lower_ in ("the", "a", "an", "this") or doc[start].is_punct or doc[start].is_space
    ):
        start += 1
    if ent.label_ == "PERSON":
        while start < end - 1 and doc[start].lower_ in TITLE_WORDS:
            start += 1
    while end > start and (doc[end - 1].text in ("'s", "'", "’s") or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    span = doc[start:end]
    only_titles = all(token.lower_ in TITLE_WORDS for token in span)
    return None if len(span.text) < 2 or only_titles or span.text.islower() else span


def _is_titled(ent: Span, title: int) -> bool:
    """Whether a person's name follows a title inside a name: "RBC President A B", not "General Electric Company"."""
    rest = ent.doc[title + 1 : ent.end]
    return len(rest) <= 3 and not any(t.text.lower() in BODY_NOUNS or t.lower_ in ("of", "for", "and") for t in rest)


def _mention(paragraph: Paragraph, span: Span, kind: EntityKind) -> Mention:
    cite = paragraph.cite(span)
    state = state_named(cite.text) if kind in ("place", "organization", "group", "person") else None
    return Mention(
        id=id_of("m", paragraph.page.id, cite.start, cite.end, "names.v1"),
        page=paragraph.page.id,
        text=cite.text,
        start=cite.start,
        end=cite.end,
        kind="name",
        label="state" if state is not None else kind,
        head=span.root.lower_,
        subject=_is_subject(span),
    )


def _is_subject(span: Span) -> bool:
    root = span.root
    if root.dep_ == "attr" and root.head.lemma_ == "be":
        return True  # "The first witness was A B. He said ...": the name is what the sentence is about
    return root.dep_ in SUBJECTS or (root.dep_ == "appos" and root.head.dep_ in SUBJECTS)


def aliases(parsed: Parsed) -> Iterator[Alias]:
    """Pairs of names that a page says are one, with the words that say so; each pair once a page."""
    seen: set[tuple[str, str]] = set()
    for paragraph in parsed.paragraphs:
        for start, end, name, alias in _pairs_in(paragraph.text):
            if alias != name and (name, alias) not in seen:
                seen.add((name, alias))
                cite = paragraph.cite((start, end))
                yield Alias(paragraph.page.id, name, alias, cite.start, cite.end, cite.text)


def _pairs_in(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Every pair of names that some words of a text say are one, with where those words stand."""
    for pattern in PAIRING:
        for match in pattern.finditer(text):
            name = _bare(match["name"])
            if name in NO_NAMES or not CHECKED.get(pattern, _any)(match):
                continue
            for alias in _inside(match["inside"], bracket=pattern is _BRACKETED):
                yield match.start(), match.end(), name, alias


def _inside(words: str, *, bracket: bool) -> Iterator[str]:
    """The names among the words of a bracket or of "known as"; a bracket gives short forms only."""
    told = any(word in words.lower() for word in ("formerly", "known as", "called", "previously"))
    for part in _FURTHER.split(words):
        name = _bare(part)
        words_of_title = name and name.split()[0].lower() in TITLE_WORDS and name.split()[-1].lower() not in BODY_NOUNS
        if not name or not name[0].isupper() or name in NO_NAMES or words_of_title:
            continue  # "A B, formerly Mayor of Vell"
        if not bracket or told or _SHORT.fullmatch(name):
            yield name


def _abbreviates(match: re.Match[str]) -> bool:
    """Whether one of two names is made of the initials of the other."""
    short, long = sorted((_bare(match["name"]), _bare(match["inside"])), key=len)
    initials = "".join(word[0] for word in re.split(r"[\s-]+", long) if word[:1].isupper())
    return re.sub(r"[^A-Z]", "", short) == initials


def _are_bodies(match: re.Match[str]) -> bool:
    """Whether both names are those of bodies."""
    return is_body(_bare(match["name"])) and is_body(_bare(match["inside"]))


def _any(match: re.Match[str]) -> bool:
    return True


PAIRING = (
    *(_BRACKETED, _UNCLOSED, _KNOWN_AS, _ORIGINAL, _OR_SHORT, _SHORT_FIRST, _SHORT_OR_LONG, _BESIDE, _FOR_SHORT),
    _TURNED,
)
CHECKED: dict[re.Pattern[str], Callable[[re.Match[str]], bool]] = {
    **dict.fromkeys((_OR_SHORT, _SHORT_FIRST, _SHORT_OR_LONG, _BESIDE, _FOR_SHORT), _abbreviates),
    _TURNED: _are_bodies,
}
"""The patterns of two names that are one, and what some of them ask of the names."""


def _bare(words: str) -> str:
    return _STATES.sub("", " ".join(words.split())).strip(" ,.;:–—-\"“”‘’'")
