"""Who said what? English reported speech by rules over the parse: finders of spans, then linking.

Finders hand on spans (`spans.Found`), `linking` makes statements of them; a trained tagger replaces the finders only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.extract.clauses import holds, reported
from onrecord.extract.direct import LABELS_NEEDED, TRANSCRIPT, announced, labelled, quoted
from onrecord.extract.linking import Told, statements_of
from onrecord.extract.parse import Parsed
from onrecord.extract.spans import Found, Passage
from onrecord.model import Statement

NAME = "attribution.en.v1"

IN_STANDFIRSTS: frozenset[str] = frozenset({"postposed", "quote", "quote_before", "label", "according"})
"""Rules that hold in a standfirst: the rest of it sums up what the body reports in full."""


def english(parsed: Parsed) -> Iterator[Statement]:
    """The attributed statements of a page's body, in order; speakers are the words that name them there."""
    passages = [Passage(paragraph) for paragraph in parsed.body()]
    labels = interview_labels(passage.text for passage in passages)
    told = [Told(passage, tuple(reports_in(passage, labels)), announced(passage)) for passage in passages]
    yield from statements_of(told, by=NAME)


def interview_labels(texts: Iterable[str]) -> frozenset[str]:
    """The labels ("Smith:") that open so many paragraphs that the page is an interview."""
    found = Counter(match["who"] for text in texts if (match := TRANSCRIPT.match(text)))
    return frozenset(who for who, times in found.items() if times >= LABELS_NEEDED)


def reports_in(passage: Passage, labels: frozenset[str] = frozenset()) -> list[Found]:
    """The reports of one paragraph in the order of the text: quotations first, then what clauses report around them."""
    interview = labelled(passage, labels)
    if interview is not None:
        return [interview]
    reports = _all_reports(passage)
    return reports if passage.paragraph.kind != "subtitle" else [r for r in reports if r.rule in IN_STANDFIRSTS]


def _all_reports(passage: Passage) -> list[Found]:
    direct = list(quoted(passage))
    cues = {found.cue for found in direct if found.cue}
    indirect = [found for found in reported(passage) if found.cue not in cues]
    for outer in [found for found in indirect if found.rule == "according"]:
        inner = next((found for found in direct if holds(outer, found)), None)
        if inner is not None:
            indirect.remove(outer)
            direct[direct.index(inner)] = replace(inner, via=outer.sources[0])
    return list(_with_sources(sorted([*direct, *indirect], key=lambda found: found.content[0])))


def _with_sources(reports: list[Found]) -> Iterator[Found]:
    """A participle after a quotation ("..., adding that ...") takes the speaker of the report before it, or goes."""
    before: Found | None = None
    for report in reports:
        if report.cue and not report.sources and not report.rule.startswith("quote"):
            if before is None:
                continue
            report = replace(report, sources=before.sources)
        before = report
        yield report
