"""Where does the time of a build go, and what would its parts take alone?

The stages of the first half are timed one after another in this process, on the same pages, beside the two libraries
that they stand on: spaCy's pipeline on the whole text of each page, and trafilatura on the HTML pages.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import trafilatura

from onrecord import corroborate, resolve
from onrecord.extract import Extractor, Parsed, best_attribution, claims_of, extractors, parse
from onrecord.extract.parse import pipeline_of
from onrecord.model import Page, Reading, Source
from onrecord.read import read
from onrecord.read.sources import sources_of
from onrecord.store import Record

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and the CPU seconds it took."""
    began = time.process_time()
    done = work()
    return done, time.process_time() - began


def stages(folder: Path, record: Path, pages: int) -> Iterator[tuple[str, float]]:
    """Name and CPU seconds of each stage of the first half for the first `pages` pages of `folder`."""
    sources, seconds = timed(lambda: _sources(folder, pages))
    yield "fetch", seconds
    read_pages, seconds = timed(lambda: [page for page in read(sources) if isinstance(page, Page)])
    yield "read", seconds
    parsed, seconds = timed(lambda: list(parse(read_pages)))
    yield "parse", seconds
    by = extractors(best_attribution())
    yield from _extractors(parsed, by)
    claims = [claims_of(page, by)[0] for page in parsed]
    named, seconds = timed(lambda: [resolve.named(p, c) for p, c in zip(read_pages, claims, strict=True)])
    yield "name", seconds
    traces, seconds = timed(lambda: [corroborate.trace_of(page) for page in read_pages])
    yield "trace", seconds
    readings = [Reading(*one) for one in zip(read_pages, named, traces, strict=True)]
    yield "store", timed(lambda: _stored(record, readings))[1]


def _extractors(pages: list[Parsed], by: dict[str, Extractor]) -> Iterator[tuple[str, float]]:
    """Page by page, as in a build: what one extractor has found on a page serves the next."""
    spent = dict.fromkeys(by, 0.0)
    for page in pages:
        for name, extractor in by.items():
            began = time.process_time()
            list(extractor(page))
            spent[name] += time.process_time() - began
    yield from spent.items()


def peers(folder: Path, pages: int) -> Iterator[tuple[str, int, float]]:
    """A library, on how many pages it was timed, and its CPU seconds."""
    sources = _sources(folder, pages)
    texts = [page.text for page in read(sources) if isinstance(page, Page)]
    tagger = pipeline_of("en")
    assert tagger is not None
    yield "spaCy, the whole text of each page", len(texts), timed(lambda: list(tagger.pipe(texts)))[1]
    html = [source.data.decode() for source in sources if source.media_type == "text/html"]
    ours = [source for source in sources if source.media_type == "text/html"]
    _body(html[0])  # it loads its tables at the first page
    yield "trafilatura, the HTML pages", len(html), timed(lambda: [_body(page) for page in html])[1]
    yield "onrecord.read, the same HTML pages", len(ours), timed(lambda: list(read(ours)))[1]


def _body(page: str) -> object:
    return trafilatura.bare_extraction(page, with_metadata=True)


def _sources(folder: Path, pages: int) -> list[Source]:
    names = sorted(folder.iterdir())[:pages]
    return [source for source in sources_of([str(name) for name in names]) if isinstance(source, Source)]


def _stored(record: Path, readings: list[Reading]) -> None:
    record.unlink(missing_ok=True)
    with Record.open(record, create=True) as made:
        for start in range(0, len(readings), 16):
            made.add(readings[start : start + 16])
