"""How does a pile of pages become a record? The one place where the stages meet.

First half, page by page, in batches that are committed as they come: read, extract, name, trace. Second half
(`settling`), over the whole record, in one transaction: who is who, which day, what is said twice, what conflicts.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from onrecord import corroborate, engines, extract, resolve
from onrecord.extract import Attribution
from onrecord.model import Page, Reading, Refusal, Source
from onrecord.read import read
from onrecord.read.sources import how_many, steps_of
from onrecord.read.warc import Reached, written
from onrecord.settling import settle
from onrecord.store import Record

BATCH_PAGES = 16
BATCH_BYTES = 2_000_000
"""A batch is read, parsed and committed as one: this many pages or bytes, whichever comes first."""


Step = Source | Refusal | Reached
"""What a batch holds: what is to be read, and at its end how far each web archive is read with it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build stands. `total` is None while it cannot be known; `step` names a stage of settling that begins."""

    done: int
    refused: int
    total: int | None
    stage: Literal["reading", "settling"] = "reading"
    step: str = ""


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
    reached: tuple[Reached, ...] = ()


@dataclass(slots=True)
class Skipped:
    """How many sources were passed over because the record holds them."""

    count: int = 0


def build(
    inputs: Sequence[str],
    where: str | Path,
    *,
    workers: int = 1,
    attribution: Attribution | None = None,
    progress: Callable[[Progress], None] = lambda state: None,
) -> Built:
    """Read the inputs into the record at `where` (made when it is not there) and settle it.

    `attribution` says who finds reported speech; None takes the tagger where it is installed, else the rules.

    Sources that the record holds with the same content are skipped, so a stopped build is taken up where it ended;
    a web archive is then read from the record on that it had reached.
    Raises RecordError and its kin when the record cannot be used, NoTagger when the tagger is asked for and not there;
    inputs that cannot be read are refusals.
    """
    began = time.monotonic()
    how = attribution or extract.best_attribution()
    extract.extractors(how)  # before anything is made: the weights may be missing
    with Record.open(where, create=True) as record:
        before = record.revisions()
        pages, skipped, refusals = _first_half(record, inputs, partial(read_batch, attribution=how), workers, progress)
        if pages or not record.settled:
            at = Progress(pages + skipped, len(refusals), None, "settling")
            progress(at)
            settle(record, progress=lambda step: progress(replace(at, step=step)))
        revised = record.revisions() - before
        return Built(pages, skipped, revised, tuple(refusals), record.counts(), time.monotonic() - began)


def _first_half(
    record: Record,
    inputs: Sequence[str],
    reader: Callable[[Sequence[Step]], Batch],
    workers: int,
    progress: Callable[[Progress], None],
) -> tuple[int, int, list[Refusal]]:
    skipped = Skipped()
    refusals: list[Refusal] = []
    pages, total = 0, how_many(inputs)
    steps = steps_of(inputs, known=partial(_is_known, record, skipped), begun=record.reached)
    with closing(engines.mapped(reader, _batches(steps, skipped), workers=workers)) as batches:
        for batch in batches:
            reached = {step.container: written(step) for step in batch.reached}
            record.add(batch.readings, batch.refusals, done=batch.done, reached=reached)
            pages += len(batch.readings)
            refusals.extend(batch.refusals)
            progress(Progress(pages + skipped.count + len(batch.done), len(refusals), total))
    return pages, skipped.count, refusals


def _is_known(record: Record, skipped: Skipped, source: str, sha256: str) -> bool:
    held = record.holds(source, sha256)
    skipped.count += held
    return held


def _batches(steps: Iterable[Source | Refusal | Reached], skipped: Skipped) -> Iterator[list[Step]]:
    """Batches of sources, each with how far the archives are read once it is committed."""
    batch: list[Step] = []
    size = 0
    reached: dict[str, Reached] = {}
    for step in steps:
        if isinstance(step, Reached):
            if step.begun:
                skipped.count += step.given
            reached[step.container] = step
            continue
        if len(batch) >= BATCH_PAGES or size >= BATCH_BYTES:
            yield [*batch, *reached.values()]
            batch, size, reached = [], 0, {}
        batch.append(step)
        size += len(step.data) if isinstance(step, Source) else 0
    if batch:
        yield [*batch, *reached.values()]


def read_batch(sources: Sequence[Step], *, attribution: Attribution = "rules") -> Batch:
    """Read, extract, name and trace one batch. A page that breaks a stage is refused and the rest goes on."""
    try:
        return _read_batch(sources, attribution)
    except Exception as error:
        if len(sources) > 1:
            return _together([read_batch([source], attribution=attribution) for source in sources])
        return _broken(sources[0], error)


def _read_batch(sources: Sequence[Step], attribution: Attribution) -> Batch:
    refused = [source for source in sources if isinstance(source, Refusal)]
    given = [source for source in sources if isinstance(source, Source)]
    found = list(read(given))
    pages = [page for page in found if isinstance(page, Page)]
    refused += [page for page in found if isinstance(page, Refusal)]
    refused += [Refusal(page.source, "read", page.refused) for page in pages if page.refused]
    readings = []
    claimed = extract.extract(pages, by=extract.extractors(attribution))
    for page in pages:
        claims = next(claimed)
        while isinstance(claims, Refusal):
            refused.append(claims)
            claims = next(claimed)
        readings.append(Reading(page, resolve.named(page, claims), corroborate.trace_of(page)))
    taken = {page.source for page in pages}
    done = tuple((source.name, source.sha256) for source in given if source.name not in taken)
    reached = tuple(step for step in sources if isinstance(step, Reached))
    return Batch(tuple(readings), tuple(refused), done, reached)


def _together(batches: Sequence[Batch]) -> Batch:
    return Batch(
        tuple(reading for batch in batches for reading in batch.readings),
        tuple(refusal for batch in batches for refusal in batch.refusals),
        tuple(done for batch in batches for done in batch.done),
        tuple(step for batch in batches for step in batch.reached),
    )


def _broken(source: Step, error: Exception) -> Batch:
    if isinstance(source, Refusal):
        return Batch((), (source,), ())
    if isinstance(source, Reached):
        return Batch((), (), (), (source,))
    why = f"onrecord broke on this page ({type(error).__name__}: {error}); please report it with the page"
    return Batch((), (Refusal(source.name, "extract", why),), ((source.name, source.sha256),))
