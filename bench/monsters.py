"""How long does `read` take over the worst inputs, and how much memory? `python bench/monsters.py [NAME...]`

Each monster is read in a process of its own: CPU seconds, for each MB too, peak memory above that of the process before
it (its bytes included), and what became of it. The mark is 2 s per MB.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import sys
import time
from collections.abc import Callable

from onrecord.errors import UnreadableInput
from onrecord.model import Page, Refusal
from onrecord.read import read
from onrecord.read.decode import unpacked
from onrecord.read.sources import LIMIT, source_of

MARK = 2.0
"""CPU seconds per MB that no input may take; inputs under a MB count as one."""

MOST = 120
"""CPU seconds after which a monster has won."""

LINE = "The ministry of waters said on Friday that the gates of the Tavra would stay shut. "
PROSE = f"<p>{LINE}</p>"


def entity_bomb() -> str:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "water">{levels}]><html><p>&a11;</p>{PROSE}</html>'


def ld(value: str) -> str:
    return f"<html><head><script type='application/ld+json'>{value}</script></head><body>{PROSE * 5}</body></html>"


def run(words: str, size: int = 1_000_000) -> Callable[[], tuple[str, str]]:
    """A text and a page that repeat some words: traps for patterns that begin again at each of them."""
    return lambda: (words * (size // max(1, len(words.encode()))), "text/plain")


def page(markup: Callable[[], str | bytes]) -> Callable[[], tuple[str | bytes, str]]:
    return lambda: (markup(), "text/html")


def plain(words: Callable[[], str | bytes]) -> Callable[[], tuple[str | bytes, str]]:
    return lambda: (words(), "text/plain")


MONSTERS: dict[str, Callable[[], tuple[str | bytes, str]]] = {
    "entity bomb": page(entity_bomb),
    "nested 100,000 deep": page(lambda: "<div>" * 100_000 + LINE + "</div>" * 100_000),
    "nested inline 100,000 deep": page(lambda: "<b>" * 100_000 + LINE),
    "nested tables": page(lambda: "<table><tr><td>" * 33_000 + LINE),
    "nested lists": page(lambda: "<ul><li>" * 50_000 + LINE),
    "50 MB of one line, text": plain(lambda: LINE * (50_000_000 // len(LINE))),
    "50 MB of one line, HTML": page(lambda: f"<p>{LINE * (50_000_000 // len(LINE))}</p>"),
    "50 MB of one word, text": plain(lambda: "a" * 50_000_000),
    "50 MB of one word, HTML": page(lambda: "<p>" + "a" * 50_000_000),
    "500,000 small elements": page(lambda: PROSE + "<i>a</i>" * 500_000),
    "250,000 paragraphs": page(lambda: "<p>gate 7 is shut" * 250_000),
    "250,000 lines": plain(lambda: "gate 7 is shut\n" * 250_000),
    "20,000 paragraphs of prose": page(lambda: PROSE * 20_000),
    "20,000 lines of prose": plain(lambda: (LINE + "\n\n") * 20_000),
    "one attribute of 10 MB": page(lambda: f"<p class='{'a ' * 5_000_000}'>{LINE * 9}</p>"),
    "one comment of 10 MB": page(lambda: f"<!--{'- ' * 5_000_000}-->{PROSE * 9}"),
    "100,000 attributes": page(lambda: f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{LINE * 9}</p>"),
    "100,000 unclosed tags": page(lambda: "<p>gate<a href=x>" * 50_000),
    "100,000 unopened tags": page(lambda: PROSE + "</div>" * 100_000),
    "comments without an end": page(lambda: PROSE + "<!--" * 250_000),
    "scripts without an end": page(lambda: PROSE + "<script>" * 125_000),
    "brackets without a tag": page(lambda: PROSE + "<" * 1_000_000),
    "lying charset": page(lambda: b"<meta charset=utf-16>" + ("<p>" + "вода " * 200_000).encode("cp1251")),
    "UTF-16 without a mark, little": page(lambda: (f"<html>{PROSE * 4000}").encode("utf-16-le")),
    "UTF-16 without a mark, big": page(lambda: (f"<html>{PROSE * 4000}").encode("utf-16-be")),
    "UTF-7": page(lambda: b"<meta charset=utf-7>" + b"<p>+AOk-l+AOk-ments de l'eau +2D3eAA-</p>" * 25_000),
    "null bytes": plain(lambda: bytes(5_000_000)),
    "null bytes between letters": page(lambda: "\x00".join(PROSE * 3000)),
    "random bytes": plain(lambda: os.urandom(5_000_000)),
    "high bytes": page(lambda: b"<p>" + bytes(range(128, 256)) * 20_000),
    "JSON-LD of 10 MB": page(lambda: ld(json.dumps([{"@type": "Thing", "name": "x"}] * 300_000))),
    "JSON-LD 500,000 deep": page(lambda: ld("[" * 500_000)),
    "JSON-LD string of 10 MB": page(lambda: ld(json.dumps({"@type": "NewsArticle", "headline": "Gates " * 1_600_000}))),
    "50,000 JSON-LD scripts": page(
        lambda: '<script type=\'application/ld+json\'>{"@type":"NewsArticle"}</script>' * 50_000 + PROSE
    ),
    "50,000 live updates": page(
        lambda: ld(
            json.dumps(
                {
                    "@type": "LiveBlogPosting",
                    "liveBlogUpdate": [{"headline": f"Gate {n}", "articleBody": LINE} for n in range(50_000)],
                }
            )
        )
    ),
    "10,000 live entries": page(
        lambda: (
            "<title>Live: gates</title>"
            + "".join(f"<div><time datetime='2031-04-17T10:{n % 60:02}Z'></time>{PROSE}</div>" for n in range(10_000))
        )
    ),
    "10,000 live lines": plain(lambda: "Gates: live updates\n\n17 April 2031\n\n" + f"14:05\n\n{LINE}\n\n" * 10_000),
    "50,000 meta elements": page(lambda: "<meta property='og:title' content='Gates'>" * 50_000 + PROSE * 5),
    "50,000 dates": page(lambda: PROSE + "<p>17 April 2031</p>" * 50_000),
    "50,000 time elements": page(lambda: PROSE + "<time datetime='2031-04-17'>17 April</time>" * 50_000),
    "50,000 links": page(lambda: PROSE + "<a href='/2031/04/17/gates'>Gates stay shut</a> " * 50_000),
    "500,000 entities": page(lambda: "<p>" + "&amp;" * 500_000),
    "500,000 broken entities": page(lambda: "<p>" + "&#x;" * 500_000),
    "combining accents": page(lambda: "<p>e" + "\u0301" * 1_000_000),
    "direction marks": page(lambda: "<p>" + "\u202e\u202c" * 300_000),
    **{
        f"text of {name}": run(words)
        for name, words in {
            "spaces": "a" + " " * 999_999,
            "dots": ".",
            "commas": ",",
            "dashes": "-",
            "digits": "1",
            "digits and dots": "1.",
            "digits and colons": "12:",
            "digits and slashes": "1/",
            "years": "2031-",
            "capitals": "A",
            "capital words": "Ab ",
            "initials": "A. ",
            "lower-case words": "ab ",
            "brackets": "(",
            "square brackets": "[",
            "slashes": "/",
            "quotation marks": '"',
            "bars": " | ",
            "hashes": "#",
            "cookies": "accept cookies use ",
            "logins": "log in sign in ",
            "errors": "404 page article ",
            "bylines": "By Ilen Marrow, ",
            "rights": "© 2031 Kalven ",
            "followers": "Join the fans of ",
            "updates": "updated 1 May 2031 ",
            "addresses": "https://a.b/",
            "months": "April ",
            "letters in lines": "a\n",
            "clock times in lines": "14:05\n",
            "Chinese": "水",
            "Thai": "น้ำ",
            "Arabic": "ماء ",
        }.items()
    },
}
"""Name, bytes or text, media type."""


def bomb() -> str:
    """What becomes of a gzip file of some MB that holds 5 GB."""
    member = gzip.compress(bytes(50_000_000))
    try:
        unpacked(member * 100, limit=LIMIT)
    except UnreadableInput as trouble:
        return str(trouble)
    return "unpacked"


def fate_of(name: str) -> str:
    begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    data, media_type = MONSTERS[name]()
    raw = data.encode() if isinstance(data, str) else data
    del data
    source = source_of("monster", raw, media_type)
    start = time.process_time()
    [found] = read([source])
    seconds = time.process_time() - start
    size = len(raw) / 1e6
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun) / 1024
    why = found.why if isinstance(found, Refusal) else found.refused if isinstance(found, Page) else None
    speed = seconds / max(1.0, size)
    mark = "TOO SLOW" if speed > MARK else ""
    return f"| {name} | {size:.1f} | {seconds:.2f} | {speed:.2f} | {peak:,.0f} | {why or 'a page'} {mark}|"


def alone(name: str) -> None:
    """Read one monster in a child process, so that its memory is its own."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST, MOST))
        try:
            print(fate_of(name), flush=True)
        finally:
            os._exit(0)
    if os.waitpid(child, 0)[1]:
        print(f"| {name} | | more than {MOST} | | | stopped TOO SLOW |", flush=True)


def main(names: list[str]) -> None:
    warm = source_of("warm", (PROSE * 9).encode(), "text/html")
    list(read([warm, source_of("warm", (LINE + "\n\n").encode() * 9, "text/plain")]))
    print("| monster | MB | CPU s | s per MB | MB of memory more | end |\n|---|---|---|---|---|---|")
    for name in MONSTERS:
        if not names or any(wanted in name for wanted in names):
            alone(name)
    start = time.process_time()
    print(f"| gzip bomb of 5 GB | 4.9 | {time.process_time() - start:.2f} | | | {bomb()} |")


if __name__ == "__main__":
    main(sys.argv[1:])
