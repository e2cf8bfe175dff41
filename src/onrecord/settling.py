"""What do many pages say together? The second half of a build, over the whole record, in one transaction.

Who is who, which day, what is said twice, what is copied, what agrees, changes or conflicts. Everything here is
computed anew from what the first half stored, so the outcome does not hang on the order in which pages came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from sys import intern

from onrecord import corroborate, resolve
from onrecord.corroborate import PageFacts, facts_of
from onrecord.model import Claims, Judgement, Link, Page, PageId, Statement, Story, Trace, Utterance, Where
from onrecord.store import Record, Settling, apply, judgements, standing


def settle(record: Record) -> None:
    """Compute everything that depends on more than one page, anew, in one transaction."""
    known = resolve.known_from(reading.claims for reading in record.readings())
    traces = [_lean(trace) for trace in record.traces()]
    decided = standing(judgements(record))
    atlas = resolve.atlas()
    seats: dict[PageId, Where] = {}
    with record.settling() as new:
        new.put(resolve.seated(entity, atlas) for entity in known.entities)
        for reading in record.readings():
            claims = resolve.dated(reading.page, resolve.linked(reading.claims, known))
            claims = resolve.placed(reading.page, claims, atlas)
            if seat := resolve.dateline_of(reading.page, atlas):
                seats[reading.page.id] = seat
            new.put(_rows_of(_as_judged(reading.page, claims, decided, known)))
        new.update("pages", ((page, {"located": seat}) for page, seat in seats.items()))
        facts = {page.id: facts_of(page) for page in new.rows("pages")}
        shared = corroborate.shared(traces, facts, lambda page: corroborate.body_of(new.row("pages", page)))
        found = _compared(new, traces, shared, facts)
        if _date_pages(record, new, found, known):
            facts = {page.id: facts_of(page) for page in new.rows("pages")}
            found = _compared(new, traces, shared, facts)
        new.put(corroborate.carried(shared, traces, facts))
        _write(new, found, traces)


def _lean(trace: Trace) -> Trace:
    """The trace with one string for each term, however many pages have it: all traces are held at a time."""
    return replace(trace, terms=tuple(map(intern, trace.terms)))


def _as_judged(
    page: Page, claims: Claims, decided: Mapping[tuple[str, str], list[Judgement]], known: resolve.Known
) -> Claims:
    """The claims as people left them: what was rejected is gone, what was corrected stands corrected."""
    if not decided:
        return claims
    judged = (apply(decided, page, statement) for statement in claims.statements)
    kept = tuple(resolve.spoken(statement, known) for statement in judged if statement is not None)
    said = {statement.id: statement for statement in kept}
    told = (replace(f, given_by=()) if f.statement in said else replace(f, statement=None) for f in claims.figures)
    return replace(claims, statements=kept, figures=tuple(resolve.given(f, said.get(f.statement or "")) for f in told))


def _rows_of(claims: Claims) -> Iterator[object]:
    for kind in DATED:
        yield from getattr(claims, kind)
    yield from claims.mentions


DATED: dict[str, tuple[str, ...]] = {
    "statements": ("said",),
    "figures": ("as_of",),
    "offices": ("as_of",),
    "memberships": ("as_of",),
    "designations": ("date",),
    "events": ("date",),
    "times": ("value", "anchor"),
}
"""Kinds of claims whose day hangs on the page's own day, and the fields that hold it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing pages and statements found, before origins are counted."""

    facts: dict[PageId, PageFacts]
    page_of: dict[str, PageId]
    utterances: list[Utterance]
    said_twice: list[Link]
    reused: list[Link]
    stories: list[Story]
    told: list[Link]


def _compared(
    new: Settling, traces: Sequence[Trace], shared: corroborate.Shared, facts: dict[PageId, PageFacts]
) -> Compared:
    reused = corroborate.copies(shared, traces, facts)
    family = corroborate.families(facts.values(), traces, reused, ())
    page_of: dict[str, PageId] = {}
    voices: dict[PageId, Counter[str]] = {}
    utterances: list[Utterance] = []
    said_twice: list[Link] = []
    for group in new.grouped("statements", by=lambda statement: corroborate.voice_of(statement, family)):
        for statement in group:
            page_of[statement.id] = statement.page
            voices.setdefault(statement.page, Counter())[corroborate.voice_of(statement, family)] += 1
        several, links = corroborate.same(group)
        utterances += several
        said_twice += links
    uttered = [(page_of[link.a], page_of[link.b]) for link in said_twice if link.kind == "same_utterance"]
    stories, told = corroborate.told(list(facts.values()), traces, reused=reused, uttered=uttered, voices=voices)
    return Compared(facts, page_of, utterances, said_twice, reused, stories, told)


def _speaker_of(statement: Statement) -> str | None:
    """The known entity that most likely spoke; None when only words name the speaker."""
    first = max(statement.speakers, key=lambda speaker: speaker.weight, default=None)
    return first.entity if first is not None else None


def _date_pages(record: Record, new: Settling, found: Compared, known: resolve.Known) -> bool:
    """Give pages without a day (or year) of their own the one that other pages tell; whether any got one."""
    undated = {page.id for page in found.facts.values() if not (page.published or "")[:1].isdigit()}
    if not undated:
        return False
    shared = {u.id for u in found.utterances if undated & {found.page_of[s] for s in u.statements}}
    pairs = [pair for u in found.utterances if u.id in shared for pair in _pairs(new, u, undated, found.page_of)]
    kin = {page: story.pages for story in found.stories for page in story.pages if page in undated}
    spoken = [g for g in new.grouped("statements", by=_speaker_of) if any(s.page in undated for s in g)]
    pages = undated | {other for pages in kin.values() for other in pages} | {s.page for g in spoken for s in g}
    times = {page: record.reading(page).claims.times for page in sorted(undated)}
    days = resolve.dated_pages((record.reading(page).page for page in sorted(pages)), pairs, times, kin, spoken)
    new.update("pages", ((page, {"published": day}) for page, day in sorted(days.items())))
    for page, day in sorted(days.items()):
        reading = record.reading(page)
        claims = resolve.dated(replace(reading.page, published=day), resolve.linked(reading.claims, known))
        for kind, fields in DATED.items():
            rows = getattr(claims, kind)
            new.update(kind, ((row.id, {field: getattr(row, field) for field in fields}) for row in rows))
    return bool(days)


def _pairs(
    new: Settling, utterance: Utterance, undated: set[PageId], page_of: Mapping[str, PageId]
) -> Iterator[tuple[Statement, Statement]]:
    if all(page_of[s] in undated for s in utterance.statements):
        return
    rows = [new.row("statements", s) for s in utterance.statements]
    for statement in rows:
        for other in rows:
            if statement.page in undated and other.page not in undated and other.said.edtf:
                yield statement, other


def _write(new: Settling, found: Compared, traces: Sequence[Trace]) -> None:
    family = corroborate.families(found.facts.values(), traces, found.reused, found.stories)
    utterances = corroborate.of_utterances(found.utterances, found.page_of, family)
    stories = corroborate.of_stories(found.stories, family, utterances, found.page_of)
    several = {s for u in utterances if len(u.statements) > 1 for s in u.statements}
    retold = {statement.id: statement for statement in new.rows("statements") if statement.id in several}
    pointed = corroborate.pointed(traces, found.facts, stories, utterances, retold)
    new.put([*utterances, *stories, *found.said_twice, *found.reused, *found.told, *pointed])
    story_of = {page: story.id for story in stories for page in story.pages}
    new.update("pages", ((page, {"story": story}) for page, story in sorted(story_of.items())))
    spoken = {s: u.id for u in utterances for s in u.statements}
    new.update(
        "statements",
        ((s, {"story": story_of.get(page), "utterance": spoken.get(s)}) for s, page in sorted(found.page_of.items())),
    )
    _weigh(new, story_of, spoken, found.facts)


def _weigh(
    new: Settling, story_of: Mapping[PageId, str], spoken: Mapping[str, str], facts: Mapping[PageId, PageFacts]
) -> None:
    """Figures through time, claims that agree or cannot both hold, offices."""
    series, links = corroborate.followed(new.rows("figures"), story_of, facts)
    new.put([*series, *links])
    new.update("figures", ((figure, {"series": each.id}) for each in series for figure in each.figures))
    for block in new.grouped("figures", by=lambda figure: spoken.get(figure.statement)):
        new.put(corroborate.relayed(block))
    for block in new.grouped("statements", by=lambda statement: corroborate.blocks_of(statement, statement.story)):
        new.put(corroborate.weighed(block, spoken))
    for block in new.grouped("offices", by=corroborate.posts_of):
        new.put(corroborate.disputed(block))
