"""What does one page claim? Each extractor reads the shared parse and yields cited claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

from onrecord.extract import attribution, designations, events, figures, memberships, names, offices, tagger, times
from onrecord.extract.dating import clause_of
from onrecord.extract.hanging import hung
from onrecord.extract.parse import LONGEST, MODELS, Parsed, parse
from onrecord.model import (
    Alias,
    Cite,
    Claims,
    Designation,
    Event,
    Figure,
    Membership,
    Mention,
    Office,
    Page,
    Refusal,
    Statement,
    Time,
)

Claim: TypeAlias = Statement | Figure | Office | Membership | Designation | Event | Time | Mention | Alias
Extractor: TypeAlias = Callable[[Parsed], Iterable[Claim]]

__all__ = [
    "EXTRACTORS",
    "Attribution",
    "Claim",
    "Extractor",
    "Parsed",
    "best_attribution",
    "extract",
    "extractors",
    "parse",
]

EXTRACTORS: dict[str, Extractor] = {
    "names.v1": names.mentions,
    "aliases.v1": names.aliases,
    "times.v1": times.expressions,
    attribution.RULES: attribution.by_rules,
    "figures.v1": figures.amounts,
    "offices.v1": offices.held,
    "memberships.v1": memberships.roles,
    "designations.v1": designations.acts,
    "events.v1": events.happened,
}
"""Public name and version -> extractor. To add one: a function from `Parsed` to claims, and a row here."""

Attribution: TypeAlias = Literal["rules", "tagger"]
"""Who finds reported speech: rules over the parse, or a trained tagger with the rules beside it."""

FIELD_OF: dict[type, str] = {
    Statement: "statements",
    Figure: "figures",
    Office: "offices",
    Membership: "memberships",
    Designation: "designations",
    Event: "events",
    Time: "times",
    Mention: "mentions",
    Alias: "aliases",
}
"""Claim type -> the field of `Claims` that holds it."""


SPEAKING: frozenset[str] = frozenset(
    {
        *("speak", "talk", "address", "testify", "write", "answer", "brief", "interview"),
        *("publish", "release", "issue", "date", "post", "broadcast", "air", "print", "sign", "file", "circulate"),
    }
)
"""Verbs (lemmas) beside a speaker, a person or a document, whose time is that of the saying ("who spoke on Friday")."""


def best_attribution(language: str = "en") -> Attribution:
    """The tagger where its weights are installed, else the rules, which need none."""
    return "tagger" if tagger.is_there(language) else "rules"


def extractors(how: Attribution) -> dict[str, Extractor]:
    """All extractors, with reported speech found as told. Raises NoTagger when the tagger's weights are not there."""
    if how == "rules":
        return EXTRACTORS
    for language in MODELS:
        tagger.check(language)
    others = {name: extractor for name, extractor in EXTRACTORS.items() if name != attribution.RULES}
    return {**others, attribution.TAGGER: attribution.by_tagger}


def extract(pages: Iterable[Page], *, by: Mapping[str, Extractor] = EXTRACTORS) -> Iterator[Claims | Refusal]:
    """The claims of each page, in order, each after the refusals that concern it.

    A page in a language without a model, or one that `read` refused, gives empty claims.
    """
    for parsed in parse(pages):
        page = parsed.page
        if not page.refused and page.language not in MODELS:
            known = ", ".join(sorted(MODELS))
            yield Refusal(
                page.source,
                "extract",
                f"no model for the language {page.language or 'unknown'!r} (there is: {known}); "
                "the page is kept and searchable",
            )
        if any(b.end - b.start > LONGEST for b in page.blocks):
            yield Refusal(
                page.source,
                "extract",
                f"a paragraph of more than {LONGEST:,} characters was not parsed; the page is kept and searchable",
            )
        claims, broken = claims_of(parsed, by)
        yield from broken
        yield claims


def claims_of(parsed: Parsed, by: Mapping[str, Extractor]) -> tuple[Claims, list[Refusal]]:
    """What all extractors read on one page, each kind in the order of the text, and what of it goes together.

    An extractor that breaks is refused.
    """
    found: dict[str, dict[object, Claim]] = {field: {} for field in FIELD_OF.values()}
    broken = []
    for name, extractor in by.items():
        try:
            claims = list(extractor(parsed)) if parsed.paragraphs else []
        except Exception as error:  # whatever one extractor trips over, the others have read the page
            why = f"the extractor {name} broke ({type(error).__name__}: {error}); please report it with the page"
            broken.append(Refusal(parsed.page.source, "extract", why))
            continue
        for claim in claims:
            kind = found[FIELD_OF[type(claim)]]
            kind.setdefault(getattr(claim, "id", len(kind)), claim)
    fields = {field: tuple(claims.values()) for field, claims in found.items()}
    whole = Claims(parsed.page.id, **fields)  # type: ignore[arg-type]
    return hung(parsed.page, _joined(whole, parsed)), broken


def _joined(claims: Claims, parsed: Parsed) -> Claims:
    """The claims with the time words of each saying, and each figure with the statement it stands in."""
    statements = tuple(replace(s, said_words=_time_in(s, claims.times, parsed)) for s in claims.statements)
    return replace(claims, statements=statements, figures=tuple(_told(f, statements) for f in claims.figures))


def _time_in(statement: Statement, found: Iterable[Time], parsed: Parsed) -> Cite | None:
    """The time expression around the cue, outside what is said; of several the one closest to the cue.

    What else is told of the speaker has a time of its own: "X, arrested on Monday, said".
    """
    if statement.clause is None or statement.cue is None:
        return None
    start, end = statement.clause
    outside = [
        time
        for time in found
        if start <= time.start and time.end <= end and time.type in ("DATE", "TIME")
        and not any(c.start < time.end and time.start < c.end for c in statement.content)
    ]  # fmt: skip
    cue = statement.cue.start
    outside = [time for time in outside if not _told_of_speaker(statement, time, parsed)]
    best = min(outside, key=lambda time: (abs(time.start - cue), time.start), default=None)
    return Cite(best.text, best.start, best.end) if best is not None else None


def _told_of_speaker(statement: Statement, time: Time, parsed: Parsed) -> bool:
    """Whether a time stands in a clause that hangs on the speaker's name or role ("X, who was arrested on Monday")."""
    stretches = [(s.start, s.end) for s in statement.speakers if s.start is not None and s.end is not None]
    paragraph = next((p for p in parsed.paragraphs if p.start <= time.start < p.start + len(p.plain)), None)
    if paragraph is None or not stretches:
        return False
    at = time.start - paragraph.start
    sentence = next((s for s in paragraph.doc.sents if s.start_char <= at < s.end_char), None)
    verb = clause_of(sentence, at) if sentence is not None else None
    if verb is None or verb.dep_ not in ("acl", "relcl") or verb.lemma_ in SPEAKING:
        return False
    owner = paragraph.start + verb.head.idx
    return any(start <= owner < end for start, end in stretches)


def _told(figure: Figure, statements: Iterable[Statement]) -> Figure:
    """The figure with the statement that says it: the innermost around it, else the one whose cue clause holds it."""
    # the mark that opens a quoted number belongs to the figure and not to what is said
    around = [s for s in statements if any(c.start - 1 <= figure.start and figure.end <= c.end + 1 for c in s.content)]
    inner = min(around, key=lambda s: sum(c.end - c.start for c in s.content), default=None)
    if inner is None:  # "the 200 people whom X said were missing"
        near = (s for s in statements if s.clause and s.clause[0] <= figure.start and figure.end <= s.clause[1])
        inner = next((s for s in near if figure.end <= s.content[0].start), None)
    return replace(figure, statement=inner.id) if inner is not None else figure
