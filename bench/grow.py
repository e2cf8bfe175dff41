"""What does one more page cost a record that has a thousand pages, ten thousand, a hundred thousand?

    python bench/grow.py [PAGES ...] [--adds 20] [--equal] [--folder build/bench]

Extraction is bypassed: the pages come as readings of an invented world (chronicle.py), so that what is measured is the
second half of a build. Each size has a process of its own, which fills a fresh record batch by batch, settles it, and
then adds the newest pages one at a time, as news comes; most are of a story that the record has. Seconds are CPU, so
that a busy machine tells the same. `--equal` also makes the smallest record anew from nothing and compares every row.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from heapq import nlargest
from itertools import islice
from math import nan
from pathlib import Path
from statistics import mean, quantiles
from typing import TypeVar

import chronicle

from onrecord.corroborate.traces import PERMUTATIONS
from onrecord.model import KINDS, Reading
from onrecord.pipeline import BATCH_PAGES
from onrecord.settling import settle
from onrecord.settling.yardstick import stands_at
from onrecord.store import Record

HERE = Path(__file__).resolve().parent.parent
SIZES = (1_000, 10_000, 100_000)
ADDS = 20

SIGNATURE = 4 * PERMUTATIONS
"""Bytes of a page's signature: what memory may grow by."""

SLOWER = 1.5
"""How much dearer a page may become while the record grows a hundredfold."""

ONE_MORE = 0.5
"""Seconds that one page more may take in the largest record."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Growth:
    """One size. CPU seconds in all for `made` (the readings), `added` and `settled`, for each page of `more`, and for
    each that had the record settled from nothing (`whole`).

    Memory in bytes: `before` the first page, and the peak. `file` is the size of the record. `equal` tells whether the
    record equals one made from nothing; None where that was not asked.
    """

    pages: int
    made: float
    added: float
    settled: float
    more: tuple[float, ...]
    whole: tuple[float, ...]
    before: int
    peak: int
    file: int
    equal: bool | None = None

    @property
    def each(self) -> float:
        """Seconds a page."""
        return (self.added + self.settled) / self.pages


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and the CPU seconds it took."""
    began = time.process_time()
    done = work()
    return done, time.process_time() - began


def grown(pages: int, adds: int, record: Path, *, equal: bool) -> Growth:
    """Fill a fresh record, settle it, and add the newest pages one at a time."""
    before = peak()
    late = newest(pages + adds, adds)
    with fresh(record) as filled:
        made, added = fill(filled, (one for one in chronicle.readings(pages + adds) if one.page.id not in late))
        _, settled = timed(lambda: settle(filled))
        more, whole = one_by_one(filled, late.values())
        most = peak()
        same = digest(filled) == from_nothing(pages + adds, record) if equal else None
    return Growth(pages, made, added, settled, more, whole, before, most, record.stat().st_size, same)


def one_by_one(record: Record, late: Iterable[Reading]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Add pages one at a time; the seconds of those taken in by what they touch, and of those that settled all anew."""
    more: list[float] = []
    whole: list[float] = []
    for reading in late:
        anew, seconds = timed(partial(_one_more, record, reading))
        (whole if anew else more).append(seconds)
    return tuple(more), tuple(whole)


def _one_more(record: Record, reading: Reading) -> bool:
    record.add([reading])
    return settle(record)


def newest(pages: int, some: int) -> dict[str, Reading]:
    """The pages of the last days of a world of so many, by id, oldest first."""
    late = nlargest(some, chronicle.readings(pages), key=lambda one: stands_at(one.page.id, one.page.published.edtf))
    return {one.page.id: one for one in reversed(late)}


def fresh(record: Path) -> Record:
    """An empty record in the place of any that was there."""
    for old in record.parent.glob(f"{record.name}*"):
        old.unlink()
    return Record.open(record, create=True)


def fill(record: Record, readings: Iterator[Reading]) -> tuple[float, float]:
    """Add readings as a build does; the seconds that making and adding them took."""
    made = added = 0.0
    while True:
        batch, seconds = timed(lambda: list(islice(readings, BATCH_PAGES)))
        made += seconds
        if not batch:
            return made, added
        added += timed(lambda some=batch: record.add(some))[1]  # type: ignore[misc]


def from_nothing(pages: int, record: Path) -> str:
    """The digest of a record of the same pages, added in another order and settled once."""
    with fresh(record.with_suffix(".anew.db")) as anew:
        fill(anew, reversed(list(chronicle.readings(pages))))
        settle(anew)
        return digest(anew)


def digest(record: Record) -> str:
    """A digest of all rows of a record, whatever their order."""
    rows = sorted(repr(row) for kind in KINDS for row in record.rows(kind))
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()


def peak() -> int:
    """The most memory that this process has held, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def apart(pages: int, adds: int, folder: Path, *, equal: bool) -> Growth:
    """`grown` in a process of its own."""
    command = [sys.executable, __file__, str(pages), "--adds", str(adds), "--folder", str(folder), "--here"]
    done = subprocess.run([*command, *(["--equal"] if equal else [])], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"the record of {pages:,} pages failed")
    told = json.loads(done.stdout)
    return Growth(**{**told, "more": tuple(told["more"]), "whole": tuple(told["whole"])})


HEAD = (
    "| pages | adding, a page | settling, a page | both, against the smallest | one page more, mean / 95 of 100 "
    "| memory, peak | a page | record |\n|---|---|---|---|---|---|---|---|"
)


def late(one: Growth) -> tuple[float, float]:
    """Seconds of one page more: the mean, and what 95 of 100 stay under; nan where none came by itself."""
    if not one.more:
        return nan, nan
    return mean(one.more), quantiles(one.more, n=20, method="inclusive")[-1] if len(one.more) > 1 else one.more[0]


def row(one: Growth, smallest: Growth) -> str:
    """The row of one size; memory a page is counted from the smallest on."""
    each, high = late(one)
    anew = f", {len(one.whole)} anew" if one.whole else ""
    extra = f"{(one.peak - smallest.peak) / (one.pages - smallest.pages):,.0f} B" if one is not smallest else "-"
    return (
        f"| {one.pages:,} | {1000 * one.added / one.pages:.2f} ms | {1000 * one.settled / one.pages:.2f} ms "
        f"| {one.each / smallest.each:.2f} | {each:.3f} / {high:.3f} s{anew} | {one.peak / 1e6:.0f} MB | {extra} "
        f"| {one.file / 1e6:.0f} MB |"
    )


def table(sizes: Iterable[int], adds: int, folder: Path, *, equal: bool) -> Iterator[str]:
    """The rows of the table, each when its record is done, and what the marks are."""
    yield HEAD
    smallest: Growth | None = None
    for pages in sorted(sizes):
        one = apart(pages, adds, folder, equal=equal and smallest is None)
        smallest = smallest or one
        yield row(one, smallest)
        if one.equal is not None:
            yield f"| {pages:,} | equal to a record from nothing: {'yes' if one.equal else 'NO'} |||||||"
    yield f"| marks | | | <= {SLOWER} | mean <= {ONE_MORE} s | | <= {SIGNATURE:,} B | |"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pages", nargs="*", type=int, default=SIZES, help="sizes of the records")
    asked.add_argument("--adds", type=int, default=ADDS, help="pages added one at a time")
    asked.add_argument("--equal", action="store_true", help="compare the smallest record with one made from nothing")
    asked.add_argument("--folder", type=Path, default=HERE / "build" / "bench", help="where the records lie")
    asked.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.here:
        one = grown(given.pages[0], given.adds, given.folder / f"grow.{given.pages[0]}.db", equal=given.equal)
        print(json.dumps(asdict(one)))
        return
    for line in table(given.pages, given.adds, given.folder, equal=given.equal):
        print(line, flush=True)


if __name__ == "__main__":
    main()
