"""How well and how fast are pages read, beside other libraries in the same run?

    python bench/read.py [--data ../shared/data] [--limit N] [--memory MB]

Prints the tables of the reading stage: labelled pages (see quality.py), pages per second of CPU on the same HTML pages
as trafilatura and on flattened ones, and with --memory the peak of a process that does nothing but read a WARC file of
so many megabytes, made for the purpose. The same lines are kept in build/bench/read.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import peers
import quality
import trafilatura
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.model import Page
from onrecord.read import read
from onrecord.read.blocks import kinds_of
from onrecord.read.sources import source_of, sources_of

PARTS = ("pages", "dates", "lines")
"""The parts of quality.py that are about reading."""

ROUNDS = 3
"""How often each reader goes over the pages; the quickest round counts."""

PAGE_KB = 200
"""Kilobytes of one made page: about what a news page has."""

SENTENCE = "the flood at the weir of {} rose by {} centimetres, the council of {} said on Friday after its {} meeting. "


def quickest(work: Callable[[], object]) -> float:
    """CPU seconds of the quickest of a few rounds."""
    return min(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def speeds(data: Path, limit: int | None) -> Iterator[str]:
    """Rows of the table of speed: reader, pages, pages per second of CPU, ratio to trafilatura."""
    rows = quality.rows_of(data / "pages/truth.dev.jsonl", limit)
    markup = [gzip.decompress((data / "pages" / row["file"]).read_bytes()) for row in rows]
    sources = [source_of(row["file"], one, "text/html") for row, one in zip(rows, markup, strict=True)]
    theirs = quickest(lambda: [trafilatura.bare_extraction(one, with_metadata=True) for one in markup])
    ours = quickest(lambda: list(read(sources)))
    for name, seconds in ((peers.named("trafilatura"), theirs), ("onrecord, HTML", ours)):
        yield f"| {name} | {len(rows)} | {len(rows) / seconds:.1f} | {theirs / seconds:.2f} |"
    flat = quality.rows_of(data / "pages/textscrape.dev.jsonl.gz", limit)
    seconds = quickest(lambda: [kinds_of(row["lines"]) for row in flat])
    yield f"| onrecord, flattened text | {len(flat)} | {len(flat) / seconds:.0f} | – |"


def warc_of(path: Path, megabytes: int) -> int:
    """Write a WARC file of made pages, each with words of its own, and give their number."""
    number = 0
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        while file.tell() < megabytes << 20:
            body = BytesIO(_made_page(number))
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://news.example/{number}.html"
            writer.write_record(writer.create_warc_record(url, "response", payload=body, http_headers=headers))
            number += 1
    return number


def _made_page(number: int) -> bytes:
    sentence = SENTENCE.format(number, number % 97, f"Town{number % 389}", number % 31)
    paragraphs = "".join(f"<p>{sentence * 3}{number}-{part}</p>" for part in range(12))
    menu = "".join(f'<li><a href="/{number}/{item}">Section {item}</a></li>' for item in range(60))
    page = f"<html><head><title>Flood {number}</title></head><body><ul>{menu}</ul><h1>Flood {number}</h1>{paragraphs}"
    script = "<script>" + "var x = 1; " * ((PAGE_KB * 1024 - len(page)) // 11) + "</script></body></html>"
    return (page + script).encode()


def peak_of(path: Path) -> tuple[int, float]:
    """Pages that a process of its own read from the file, and its peak resident memory in MB."""
    done = subprocess.run([sys.executable, __file__, "--read", str(path)], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    return told["pages"], told["megabytes"]


def only_read(path: Path) -> None:
    """Read a file and print how many pages it held and what memory that took."""
    pages = sum(isinstance(page, Page) for page in read(sources_of([str(path)])))
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"pages": pages, "megabytes": kilobytes / 1024}))


def memory(folder: Path, megabytes: int) -> Iterator[str]:
    """Rows of the table of memory: a small file and a large one."""
    path = folder / "made.warc"
    try:
        for size in (megabytes // 10, megabytes):
            warc_of(path, size)
            pages, peak = peak_of(path)
            yield f"| {size} MB | {pages} | {peak:.0f} MB |"
    finally:
        path.unlink(missing_ok=True)


def tables(data: Path, folder: Path, limit: int | None, megabytes: int | None) -> Iterator[str]:
    """All lines that are printed."""
    yield from ("| part | rows | read by | scores | CPU |", "|---|---|---|---|---|")
    for name in PARTS:
        yield from quality.rows_told(name, data, folder, limit)
    yield from ("", "| reader | pages | pages/s of CPU | against trafilatura |", "|---|---|---|---|")
    yield from speeds(data, limit)
    if megabytes:
        yield from ("", "| WARC file | pages | peak memory of the reading process |", "|---|---|---|")
        yield from memory(folder, megabytes)


def main() -> None:
    """Measure, print and keep."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, default=quality.HERE.parent / "shared" / "data", help="the labelled data")
    asked.add_argument("--limit", type=int, help="rows of each part that are read (all by default)")
    asked.add_argument("--folder", type=Path, default=quality.HERE / "build" / "bench", help="where files are written")
    asked.add_argument("--memory", type=int, metavar="MB", help="also measure memory on a WARC file of this size")
    asked.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.read:
        return only_read(given.read)
    if not given.data.is_dir():
        raise SystemExit(f"no labelled data in {given.data}: name their folder with --data")
    given.folder.mkdir(parents=True, exist_ok=True)
    with (given.folder / "read.md").open("w", encoding="utf-8") as kept:
        for line in tables(given.data, given.folder, given.limit, given.memory):
            print(line, flush=True)
            print(line, file=kept)


if __name__ == "__main__":
    main()
