"""Who said what? English reported speech: finders of spans, then linking.

Finders hand on spans (`spans.Found`), `linking` makes statements of them. There are two finders: rules over the parse,
and a trained tagger that the rules stand by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.extract.clauses import holds, reported
from onrecord.extract.direct import LABELS_NEEDED, TRANSCRIPT, announced, labelled, quoted
from onrecord.extract.interviews import interview, interviewed
from onrecord.extract.linking import Told, speaker_of, statements_of
from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.spans import Found, Passage
from onrecord.extract.tagger import Tagger, settings_of, tagger_of
from onrecord.extract.tagging import Tagged
from onrecord.extract.weighing import weighed
from onrecord.model import Statement

RULES = "attribution.en.v1"
TAGGER = "attribution.en.v2"
"""Names and versions of the two extractors."""

IN_STANDFIRSTS: frozenset[str] = frozenset({"postposed", "quote", "quote_before", "label", "according"})
"""Rules that hold in a standfirst: the rest of it sums up what the body reports in full."""


def by_rules(parsed: Parsed) -> Iterator[Statement]:
    """The attributed statements of a page's body, in order; speakers are the words that name them there."""
    return statements_of(told_by_rules(tuple(parsed.body())), by=RULES)


def by_tagger(parsed: Parsed) -> Iterator[Statement]:
    """As `by_rules`, found by the trained tagger of the page's language and by the rules that it leaves room for.

    Raises NoTagger when the weights are not installed.
    """
    return statements_of(told_by_tagger(parsed), by=TAGGER)


def told_by_rules(paragraphs: Iterable[Paragraph]) -> list[Told]:
    """The reports that the rules find in the paragraphs of one page."""
    passages = [Passage(paragraph) for paragraph in paragraphs]
    labels = interview_labels(passage.text for passage in passages)
    return _told(passages, [reports_in(passage, labels) for passage in passages])


def told_by_tagger(parsed: Parsed) -> list[Told]:
    """The reports in the body of a page; headings and captions are read with it, as the context they are."""
    language = parsed.page.language or ""
    by = settings_of(language)
    given = read_by_tagger(parsed, tagger_of(language))
    reports = [weighed(passage, rules, tagged, by) for passage, rules, tagged in given]
    return _told([passage for passage, _, _ in given], reports)


def read_by_tagger(parsed: Parsed, tagger: Tagger) -> list[tuple[Passage, tuple[Found, ...], list[Tagged]]]:
    """Each paragraph of the body with what the rules and what the tagger found in it."""
    read = tagger.read([paragraph.text for paragraph in parsed.paragraphs])
    tagged = {paragraph.index: marks for paragraph, marks in zip(parsed.paragraphs, read, strict=True)}
    passages = [Passage(paragraph) for paragraph in parsed.body()]
    labels = interview_labels(passage.text for passage in passages)
    return [(p, tuple(reports_in(p, labels)), tagged[p.paragraph.index]) for p in passages]


def _told(passages: Sequence[Passage], reports: Sequence[Sequence[Found]]) -> list[Told]:
    """The reports of each paragraph; in an interview without labels each paragraph is one question or answer."""
    exchange = interview(passages)
    who = interviewed(passages) if exchange else None
    answers = (speaker_of(passages[who[0]].paragraph, who[1]),) if who else ()
    told = []
    for number, (passage, found) in enumerate(zip(passages, reports, strict=True)):
        if number in exchange:
            inner = (replace(report, aside="nested") for report in found if holds(exchange[number], report))
            found = (exchange[number], *inner)
        told.append(Told(passage, tuple(found), announced(passage), answers))
    return told


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
