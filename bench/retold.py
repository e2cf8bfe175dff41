"""Which reports of one quotation are one utterance of the record?

The articles of the stories data are read and extracted once, each line a paragraph, and settled as one record. A pair
of quotations is linked when statements that cover them (`COVERED` of the words) belong to one utterance.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from grow import fresh
from predicted import Row, page_of_lines

from onrecord import corroborate, resolve
from onrecord.extract import best_attribution, extract, extractors
from onrecord.model import Claims, Page, PageId, Reading, Statement
from onrecord.pipeline import BATCH_PAGES
from onrecord.settling import settle
from onrecord.store import Record

COVERED = 0.6
"""Share of a quotation's words that a statement has from which on it is that quotation."""

WORD = re.compile(r"\w+")

NOISY = "partial"
"""The kind of pairs that is told apart: many of them are no report of one act."""


def settled(rows: Sequence[Row], where: Path, *, kept: bool) -> Record:
    """The record of these articles; `kept` takes the readings of an earlier run and settles them again."""
    if kept and where.is_file():
        record = Record.open(where)
    else:
        record = fresh(where)
        readings = _readings(map(page_of_lines, rows))
        while batch := list(islice(readings, BATCH_PAGES)):
            record.add(batch)
    settle(record)
    return record


def _readings(pages: Iterable[Page]) -> Iterator[Reading]:
    by = extractors(best_attribution())
    while batch := list(islice(pages, BATCH_PAGES)):
        claimed = (claims for claims in extract(batch, by=by) if isinstance(claims, Claims))
        for page, claims in zip(batch, claimed, strict=True):
            yield Reading(page, resolve.named(page, claims), corroborate.trace_of(page))


def pairs_linked(pairs: Iterable[Row], statements: Iterable[Statement]) -> dict[str, Counter[str]]:
    """By kind of pair how many there are, how many are `linked`, and of how many a quotation was not `found`."""
    on_page: Mapping[PageId, list[Statement]] = defaultdict(list)
    for statement in statements:
        on_page[statement.page].append(statement)
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        ends = [
            {s.utterance for s in on_page[PageId(pair[page])] if covers(s, pair[quoted])}
            for page, quoted in (("a", "qa"), ("b", "qb"))
        ]
        linked = bool((ends[0] & ends[1]) - {None})
        tally[pair["kind"]].update(all=1, linked=linked, found=bool(ends[0]) and bool(ends[1]))
    return tally


def covers(statement: Statement, quoted: str) -> bool:
    """Whether a statement has enough of a quotation's words."""
    wanted = Counter(WORD.findall(quoted.casefold()))
    said = Counter(WORD.findall(" ".join(cite.text for cite in statement.content).casefold()))
    return (wanted & said).total() >= COVERED * wanted.total() > 0
