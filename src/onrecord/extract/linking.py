"""How do spans become statements? Form, speakers from the neighbours, repair of lost quotation marks.

Works on what any finder hands on (`Found`), the rules or the tagger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from spacy.tokens import Token

from onrecord.extract import cues
from onrecord.extract.parse import Paragraph
from onrecord.extract.spans import Found, Offsets, Passage, length, overlap
from onrecord.model import Cite, Form, Speaker, Statement, id_of

SURE_ANNOUNCED = 0.85
"""Confidence of a quotation whose speaker the paragraph before announces with a colon (by judgement)."""
CARRIED = 0.65
"""Factor on the confidence of words whose speaker is taken from the report before: right for 42 of 79 quotations
without a cue in our corpus (training and development part), most of which a rule was sure of at 0.8."""
CARRIED_OVER = "the speaker is taken from the report before"
"""Why a person should look at such words before a name is shown."""
MOSTLY_QUOTED = 0.9
"""Share of the content's letters inside quotation marks from which a statement is direct."""
OWN_WORDS: frozenset[str] = frozenset({"answer", "question", "label"})
"""Rules whose content is the speaker's own words, in quotation marks or not."""
FIRST_PERSON_WORDS = 6
"""Shortest unmarked paragraph that may be taken for lost direct speech."""


Speakers: TypeAlias = tuple[tuple[Speaker, ...], float, str | None]
"""Who speaks, how sure the statement is with them, and why a person should look."""


@dataclass(frozen=True, slots=True)
class Told:
    """All reports of one paragraph, in the order of the text."""

    passage: Passage
    found: tuple[Found, ...]
    announced: tuple[Offsets, ...] = ()
    """Whoever is announced at the end of the paragraph for the quotation in the next one."""
    answers: tuple[Speaker, ...] = ()
    """Who answers in an interview, as the words before its first question name them."""


def statements_of(told: Sequence[Told], *, by: str) -> Iterator[Statement]:
    """The statements of a page's paragraphs in order. `by` names the extractor and its version."""
    return _Page(told, by).statements()


class _Page:
    """The paragraphs of a page on the way through: who spoke last, and what is not yet said to its end."""

    def __init__(self, told: Sequence[Told], by: str) -> None:
        self.told, self.by = told, by
        self.last: Statement | None = None
        self.unfinished: Statement | None = None

    def statements(self) -> Iterator[Statement]:
        for number, each in enumerate(self.told):
            found = each.found or tuple(_lost_speech(self.told, number, self.last))
            for report in found:
                if not report.aside:
                    yield from self._report(number, report, is_last=report is found[-1])
        yield from self._finished()

    def _report(self, number: int, report: Found, *, is_last: bool) -> Iterator[Statement]:
        each = self.told[number]
        if self.unfinished is not None and _goes_on(self.told[number - 1], each, report):
            self.unfinished = _longer(self.unfinished, each.passage, report)
            if not _runs_on(each):
                yield from self._finished()
            return
        yield from self._finished()
        near = _is_all_quote(each) or report.repaired or _follows(each, report)
        statement = _statement(each.passage, report, self._speakers(number, report, near), self.by)
        if statement is None:
            return
        if _runs_on(each) and is_last and statement.form == "direct":
            self.unfinished = statement
        else:
            yield statement
            self.last = statement

    def _finished(self) -> Iterator[Statement]:
        if self.unfinished is not None:
            yield self.unfinished
            self.last, self.unfinished = self.unfinished, None

    def _speakers(self, number: int, report: Found, near: bool) -> Speakers | None:
        """Who speaks, and how sure that is; None where words without a cue have nobody near to belong to."""
        each = self.told[number]
        if report.rule == "answer":
            return each.answers, report.sure, report.doubt
        own = tuple(speaker_of(each.passage.paragraph, source) for source in report.sources)
        if own or report.cue is not None:
            return own, report.sure, report.doubt
        before = self.told[number - 1] if number and near else None
        if before is not None and before.announced:
            named = tuple(speaker_of(before.passage.paragraph, source) for source in before.announced)
            return named, SURE_ANNOUNCED, None
        if not near or self.last is None:
            return None
        return self.last.speakers, report.sure * CARRIED, CARRIED_OVER


def _follows(told: Told, report: Found) -> bool:
    """Whether a quotation without a cue comes right after a report of somebody: ..., he added. "You name it." """
    before = [f for f in told.found if f.content[0] < report.content[0] and (f.clause or f.cue)]
    if not before:
        return False
    ends = max(e for _, e in (*before[-1].content, before[-1].clause or before[-1].content[0]))
    between = told.passage.text[ends : report.content[0][0]]
    return len(between.strip(" .\"“”'’,")) == 0


def _goes_on(before: Told, told: Told, report: Found) -> bool:
    """Whether a report opens its paragraph with a quotation that was left open, or goes on with an answer."""
    if report.rule == "answer":
        return any(report.rule == "answer" for report in before.found)
    free = told.passage.free
    return bool(free) and report.content[0][0] <= free[0].start <= 1


def _longer(statement: Statement, passage: Passage, report: Found) -> Statement:
    """The statement with what its speaker goes on to say; a cue that follows names the speaker."""
    content = (*statement.content, *_cites(passage, report.content))
    if not report.sources or report.cue is None:
        return replace(statement, content=content)
    speakers = tuple(speaker_of(passage.paragraph, source) for source in report.sources)
    return replace(
        statement,
        content=content,
        speakers=speakers,
        cue=passage.paragraph.cite(report.cue),
        clause=_on_page(passage, report.clause),
    )


def _runs_on(told: Told) -> bool:
    """Whether what is said may go on in the next paragraph: no mark closes it, or it is the answer of an interview."""
    quotes = told.passage.quotes
    return bool(quotes and not quotes[-1].closed) or any(report.rule == "answer" for report in told.found)


def _is_all_quote(told: Told) -> bool:
    """Whether a paragraph is nothing but direct speech: then the speaker is the one before."""
    outside = [t for t in told.passage.unquoted() if t.is_alpha]
    return bool(told.passage.free) and not outside


def _lost_speech(told: Sequence[Told], number: int, last: Statement | None) -> Iterator[Found]:
    """A paragraph in the first person, without marks, between two paragraphs of one speaker's direct speech."""
    passage = told[number].passage
    words = [t.lower_ for t in passage.doc if t.is_alpha]
    if last is None or last.form != "direct" or len(words) < FIRST_PERSON_WORDS or passage.quotes:
        return
    follows = number + 1 < len(told) and any(f.rule.startswith("quote") for f in told[number + 1].found)
    before = number > 0 and any(f.rule.startswith("quote") for f in told[number - 1].found)
    if before and follows and cues.FIRST_PERSON & set(words) and passage.paragraph.kind == "paragraph":
        yield Found(((0, len(passage.text.rstrip())),), "quote_alone", 0.55, repaired=True)


def _cites(passage: Passage, spans: Iterable[Offsets]) -> tuple[Cite, ...]:
    return tuple(passage.paragraph.cite(span) for span in spans)


def _statement(passage: Passage, report: Found, who: Speakers | None, by: str) -> Statement | None:
    if who is None:
        return None
    speakers, sure, doubt = who
    content = _cites(passage, report.content)
    page = passage.paragraph.page
    cue = passage.paragraph.cite(report.cue) if report.cue else None
    return Statement(
        id=id_of("s", page.id, *(part for cite in content for part in (cite.start, cite.end)), by),
        page=page.id,
        speakers=speakers,
        content=content,
        form=form_of(passage, report),
        cue=cue,
        joint=len(speakers) > 1,
        audience=_words(passage, report.audience),
        venue=_adjunct(passage, report, cues.VENUES),
        medium=_adjunct(passage, report, cues.MEDIA),
        via=_words(passage, report.via),
        polarity=_polarity(passage, report),
        modality=_modality(passage, report),
        repaired=report.repaired,
        confidence=round(sure * (0.9 if report.repaired else 1.0) * (1.0 if speakers else 0.5), 3),
        clause=_on_page(passage, report.clause),
        by=f"{by}:{report.rule}",
        review=doubt if speakers else "no words near the cue name the speaker",
    )


def speaker_of(paragraph: Paragraph, source: Offsets) -> Speaker:
    """A speaker as the words of a paragraph name them."""
    cite = paragraph.cite(source)
    return Speaker(None, cite.text, cite.text, cite.start, cite.end)


def _on_page(passage: Passage, span: Offsets | None) -> Offsets | None:
    start = passage.paragraph.start
    return (start + span[0], start + span[1]) if span else None


def _words(passage: Passage, span: Offsets | None) -> str | None:
    return passage.text[span[0] : span[1]] if span else None


def form_of(passage: Passage, report: Found) -> Form:
    """`direct` when the content as a whole is quoted (or was), `mixed` when quoted words stand inside it."""
    if report.repaired or report.rule in OWN_WORDS:
        return "direct"
    total = length(report.content)
    inside = overlap(report.content, [(quote.start, quote.end) for quote in passage.quotes])
    if total and inside / total >= MOSTLY_QUOTED:
        return "direct"
    return "mixed" if inside else "indirect"


def _adjunct(passage: Passage, report: Found, nouns: frozenset[str]) -> str | None:
    """The prepositional phrase of the cue clause whose noun is in the table: "in a statement", "at a briefing"."""
    if report.clause is None:
        return None
    for token in passage.doc:
        inside = report.clause[0] <= token.idx < report.clause[1]
        if inside and token.lemma_.lower() in nouns and token.dep_ == "pobj":
            last = _before_day(token)
            start, end = token.left_edge.idx, last.idx + len(last)
            if not any(s < end and start < e for s, e in report.content):
                return passage.text[start:end].strip(" ,")
    return None


def _before_day(noun: Token) -> Token:
    """The last word of a noun's phrase that is no part of a day: "a briefing on Monday" is "a briefing"."""
    days = [t for t in noun.subtree if t.i > noun.i and t.ent_type_ in ("DATE", "TIME")]
    if not days:
        return noun.right_edge
    first = days[0].nbor(-1)
    return first.nbor(-1) if first.dep_ == "prep" and first.i > noun.i else first


def _polarity(passage: Passage, report: Found) -> Literal["positive", "negative"]:
    cue = report.cue
    tokens = [t for t in passage.doc if cue and cue[0] <= t.idx < cue[1]]
    denies = any(t.lemma_ in ("deny", "reject", "rule", "dismiss") for t in tokens)
    roots = [t for t in _content_tokens(passage, report) if t.dep_ == "neg" and t.head.dep_ in ("ccomp", "ROOT")]
    return "negative" if denies or roots else "positive"


def _modality(passage: Passage, report: Found) -> Literal["asserted", "hedged", "demanded", "asked", "expected"]:
    cue = [t for t in passage.doc if report.cue and report.cue[0] <= t.idx < report.cue[1]]
    if report.rule == "infinitive" and any(
        t.lemma_ in ("urge", "call", "ask", "demand", "order", "appeal") for t in cue
    ):
        return "demanded"
    tokens = list(_content_tokens(passage, report))
    if tokens and passage.text[report.content[-1][0] : report.content[-1][1]].endswith("?"):
        return "asked"
    return "hedged" if any(t.lemma_.lower() in cues.HEDGED for t in tokens) else "asserted"


def _content_tokens(passage: Passage, report: Found) -> Iterator[Token]:
    return (t for t in passage.doc if any(s <= t.idx < e for s, e in report.content))
