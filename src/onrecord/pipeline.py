"""How does a pile of pages become a record? The one place where the stages meet.

First half, page by page, in batches that are committed as they come: read, extract, name, trace. Second half, over
the whole record, in one transaction: who is who, which day, what is said twice, what is copied, what conflicts.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from onrecord import corroborate, engines, extract, resolve
from onrecord.corroborate import PageFacts, facts_of
from onrecord.model import (
    Claims,
    Judgement,
    Link,
    Page,
    PageId,
    Reading,
    Refusal,
    Source,
    Statement,
    Story,
    Trace,
    Utterance,
)
from onrecord.read import read
from onrecord.read.sources import how_many, sources_of
from onrecord.store import Record, Settling, apply, judgements, standing

BATCH_PAGES = 16
BATCH_BYTES = 2_000_000
"""A batch is read, parsed and committed as one: this many pages or bytes, whichever comes first."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build stands. `total` is None while it cannot be known."""

    done: int
    refused: int
    total: int | None
    stage: Literal["reading", "settling"] = "reading"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: pages added, sources skipped because they were known, pages that revise others, refusals."""

    pages: int
    skipped: int
    revised: int
    refusals: tuple[Refusal, ...]
    counts: Mapping[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of one batch of sources."""

    readings: tuple[Reading, ...]
    refusals: tuple[Refusal, ...]
    done: tuple[tuple[str, str], ...]


def build(
    inputs: Sequence[str],
    where: str | Path,
    *,
    workers: int = 1,
    progress: Callable[[Progress], None] = lambda state: None,
) -> Built:
    """Read the inputs into the record at `where` (made when it is not there) and settle it.

    Sources that the record holds with the same content are skipped, so a stopped build is taken up where it ended.
    Raises RecordError and its kin when the record cannot be used; inputs that cannot be read are refusals.
    """
    began = time.monotonic()
    with Record.open(where, create=True) as record:
        pages, skipped, refusals = _first_half(record, inputs, workers, progress)
        if pages or not record.settled:
            progress(Progress(pages + skipped, len(refusals), None, "settling"))
            settle(record)
        revised = sum(1 for page in record.pages() if page.revision_of)
        return Built(pages, skipped, revised, tuple(refusals), record.counts(), time.monotonic() - began)


def _first_half(
    record: Record, inputs: Sequence[str], workers: int, progress: Callable[[Progress], None]
) -> tuple[int, int, list[Refusal]]:
    skipped: list[str] = []
    refusals: list[Refusal] = []
    pages, total = 0, how_many(inputs)
    fresh = sources_of(inputs, known=partial(_is_known, record, skipped))
    for batch in engines.mapped(read_batch, _batches(fresh), workers=workers):
        record.add(batch.readings, batch.refusals, done=batch.done)
        pages += len(batch.readings)
        refusals.extend(batch.refusals)
        progress(Progress(pages + len(skipped) + len(batch.done), len(refusals), total))
    return pages, len(skipped), refusals


def _is_known(record: Record, skipped: list[str], source: str, sha256: str) -> bool:
    held = record.holds(source, sha256)
    if held:
        skipped.append(source)
    return held


def _batches(sources: Iterable[Source | Refusal]) -> Iterator[list[Source | Refusal]]:
    batch: list[Source | Refusal] = []
    size = 0
    for source in sources:
        batch.append(source)
        size += len(source.data) if isinstance(source, Source) else 0
        if len(batch) >= BATCH_PAGES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


# --- the first half, page by page ----------------------------------------------------------------------------


def read_batch(sources: Sequence[Source | Refusal]) -> Batch:
    """Read, extract, name and trace one batch. A page that breaks a stage is refused and the rest goes on."""
    try:
        return _read_batch(sources)
    except Exception as error:
        if len(sources) > 1:
            return _together([read_batch([source]) for source in sources])
        return _broken(sources[0], error)


def _read_batch(sources: Sequence[Source | Refusal]) -> Batch:
    refused = [source for source in sources if isinstance(source, Refusal)]
    given = [source for source in sources if isinstance(source, Source)]
    found = list(read(given))
    pages = [page for page in found if isinstance(page, Page)]
    refused += [page for page in found if isinstance(page, Refusal)]
    refused += [Refusal(page.source, "read", page.refused) for page in pages if page.refused]
    readings = []
    claimed = extract.extract(pages)
    for page in pages:
        claims = next(claimed)
        while isinstance(claims, Refusal):
            refused.append(claims)
            claims = next(claimed)
        readings.append(Reading(page, resolve.named(page, claims), corroborate.trace_of(page)))
    taken = {page.source for page in pages}
    done = tuple((source.name, source.sha256) for source in given if source.name not in taken)
    return Batch(tuple(readings), tuple(refused), done)


def _together(batches: Sequence[Batch]) -> Batch:
    return Batch(
        tuple(reading for batch in batches for reading in batch.readings),
        tuple(refusal for batch in batches for refusal in batch.refusals),
        tuple(done for batch in batches for done in batch.done),
    )


def _broken(source: Source | Refusal, error: Exception) -> Batch:
    if isinstance(source, Refusal):
        return Batch((), (source,), ())
    why = f"onrecord broke on this page ({type(error).__name__}: {error}); please report it with the page"
    return Batch((), (Refusal(source.name, "extract", why),), ((source.name, source.sha256),))


# --- the second half, over the record ------------------------------------------------------------------------


def settle(record: Record) -> None:
    """Compute everything that depends on more than one page, anew, in one transaction."""
    known = resolve.known_from(reading.claims for reading in record.readings())
    traces = list(record.traces())
    decided = standing(judgements(record))
    with record.settling() as new:
        new.put(known.entities)
        for reading in record.readings():
            claims = resolve.dated(reading.page, resolve.linked(reading.claims, known))
            new.put(_rows_of(_as_judged(reading.page, claims, decided)))
        found = _compared(record, new, traces)
        if _date_pages(record, new, found, known):
            found = _compared(record, new, traces)
        _write(new, found, traces)


def _as_judged(page: Page, claims: Claims, decided: Mapping[tuple[str, str], list[Judgement]]) -> Claims:
    """The claims as people left them: what was rejected is gone, what was corrected stands corrected."""
    if not decided:
        return claims
    judged = (apply(decided, page, statement) for statement in claims.statements)
    kept = tuple(statement for statement in judged if statement is not None)
    ids = {statement.id for statement in kept}
    figures = tuple(f if f.statement in ids else replace(f, statement=None, given_by=()) for f in claims.figures)
    return replace(claims, statements=kept, figures=figures)


def _rows_of(claims: Claims) -> Iterator[object]:
    for kind in DATED:
        yield from getattr(claims, kind)
    yield from claims.mentions


DATED: dict[str, str] = {
    "statements": "said",
    "figures": "as_of",
    "offices": "as_of",
    "memberships": "as_of",
    "designations": "date",
    "events": "date",
    "times": "value",
}
"""Kinds of claims whose day hangs on the page's own day, and the field that holds it."""


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


def _compared(record: Record, new: Settling, traces: Sequence[Trace]) -> Compared:
    facts = {page.id: facts_of(page) for page in new.rows("pages")}
    page_of: dict[str, PageId] = {}
    utterances: list[Utterance] = []
    said_twice: list[Link] = []
    for group in new.grouped("statements", by=_speaker_of):
        page_of.update((statement.id, statement.page) for statement in group)
        several, links = corroborate.same(group)
        utterances += several
        said_twice += links
    reused = corroborate.copies(traces, facts, lambda page: corroborate.body_of(record.reading(page).page))
    uttered = [(page_of[link.a], page_of[link.b]) for link in said_twice if link.kind == "same_utterance"]
    stories, told = corroborate.told(list(facts.values()), traces, reused=reused, uttered=uttered)
    return Compared(facts, page_of, utterances, said_twice, reused, stories, told)


def _speaker_of(statement: Statement) -> str:
    """Statements of one speaker are compared; a speaker whom only words name is one per page and wording."""
    first = max(statement.speakers, key=lambda speaker: speaker.weight, default=None)
    if first is None:
        return f"nobody on {statement.page}"
    return first.entity or f"{first.name} on {statement.page}"


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
        for kind, field in DATED.items():
            new.update(kind, ((row.id, {field: getattr(row, field)}) for row in getattr(claims, kind)))
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
    retold = {s: new.row("statements", s) for u in utterances if len(u.statements) > 1 for s in u.statements}
    pointed = corroborate.pointed(traces, found.facts, stories, utterances, retold)
    new.put([*utterances, *stories, *found.said_twice, *found.reused, *found.told, *pointed])
    story_of = {page: story.id for story in stories for page in story.pages}
    new.update("pages", ((page, {"story": story}) for page, story in sorted(story_of.items())))
    spoken = {s: u.id for u in utterances for s in u.statements}
    new.update(
        "statements",
        ((s, {"story": story_of.get(page), "utterance": spoken.get(s)}) for s, page in sorted(found.page_of.items())),
    )
    _weigh(new, story_of, spoken)


def _weigh(new: Settling, story_of: Mapping[PageId, str], spoken: Mapping[str, str]) -> None:
    """Figures through time, and claims that agree or cannot both hold: block by block, each block in memory alone."""
    for block in new.grouped("figures", by=corroborate.block_of):
        series, links = corroborate.followed(block, story_of)
        new.put([*series, *links])
        new.update("figures", ((figure, {"series": each.id}) for each in series for figure in each.figures))
    for block in new.grouped("figures", by=lambda figure: spoken.get(figure.statement)):
        new.put(corroborate.relayed(block))
    for block in new.grouped("statements", by=lambda statement: corroborate.blocks_of(statement, statement.story)):
        new.put(corroborate.weighed(block, spoken))
