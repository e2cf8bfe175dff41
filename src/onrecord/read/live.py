"""Which posts does a live blog hold, and when was each made? JSON-LD, repeated elements or lines of clock times tell.

Only a page that calls itself live is looked at: comments and lists of news have times and repeat themselves too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, islice, pairwise
from typing import Any

from onrecord.model import BODY, Entry, Page, When
from onrecord.read.dates import iso_day, stamps_in
from onrecord.read.meta import Told
from onrecord.read.months import ZONES
from onrecord.read.render import Drawn

LIVE = re.compile(
    r"\blive(?:[ -]?(?:blog|ticker|updates?|coverage|reporting|report|stream))\b|\blive\s*[:|–—-]|[:|–—-]\s*live\b"
    r"|^live\b"
    r"|\bas it happen(?:s|ed)\b|\bminute[- ]by[- ]minute\b|\brolling (?:coverage|updates?)\b|\b(?:news|live)-?(?:blog"
    r"|ticker)\b|\ben direct\b|\bminute par minute\b|\ben (?:vivo|directo)\b|\bminuto a minuto\b|\b(?:in|la) diretta\b"
    r"|\bao vivo\b|\bna żywo\b|\bdirektrapport\w*|\bcanlı\b|\bонлайн\b|\bпрямая трансляция\b|\bнаживо\b|مباشر"
    r"|لحظة بلحظة|直播|ライブ|실시간",
    re.IGNORECASE,
)
"""How live blogs call themselves in their titles: English, German, French, Spanish, Italian, Portuguese and others."""

LIVE_URL = re.compile(
    r"/(?:live|en-direct|en-?vivo|en-directo|ao-?vivo|diretta)/|[/_-](?:live-?blog|live-?ticker|live-?updates?|news-?blog)"
    r"(?=[/_.-]|$)|[/-]live(?:/?$|\.html?$)",
    re.IGNORECASE,
)
"""The same in URLs."""

CLOCK = re.compile(
    r"(?:(?:posted|updated|published|um|à|at)\s+)?(?P<hour>[0-2]?\d)(?:(?::|h|\.(?=\d\d\b))(?P<minute>[0-5]\d)(?!\d)(?::[0-5]\d)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?|\s*(?P<bare>[ap])\.?m\b\.?)(?:\s*(?:Uhr|Hs?|ч)\b\.?)?"
    r"(?:\s*\(?(?P<zone>[A-Za-zМСКмск]{1,5}\b|[+-][01]\d:?[0-5]\d)\)?)?",
    re.IGNORECASE,
)
"""A time of day at the start of a line: `14:05`, `14.05 GMT`, `2:05 pm ET`, `14h05`, `14:05 Uhr`."""

PARTED = re.compile(r"\s*(?:[-–—:|•·]\s*|\s(?=\W*[^\W\d_a-z])|$)")
"""What stands between a time and the words of its entry."""

CLOCK_ROOM = 40
"""Characters of a line that holds nothing but a time and who posted it."""

HEADING = re.compile(r"h[1-6]")
HEADING_ROOM = 160

DAY_ROOM = 60
"""Characters of a line that is the heading of a day."""

FEWEST = 3
"""Entries from which a page is a live blog."""

FEWEST_WORDS = 8
"""Words that an entry has on average: fewer make a list of headlines."""

MIDNIGHT_FALL = 3
"""Hours by which the clock goes back when midnight has passed: entries a little out of order stay on their day."""

MOST_TIMES = 2000
HIGHEST = 12
"""How many times are looked at, and how many elements around each: entries lie close around their times."""

MOST_GROUPS = 12
"""Groups of elements that are looked at, the largest first: the entries are one of the largest."""

KEY = 6
"""Words by which an entry of the JSON-LD is found on the page."""

ABOVE = 4
"""Blocks above an entry's first words in which its heading stands: time, author and picture may lie between."""

SLACK = 1.3
"""How many more words an entry may have on the page than in the JSON-LD: its own time, captions, credits."""

WORD = re.compile(r"\w+")

UNKNOWN = When()


@dataclass(frozen=True, slots=True)
class _Start:
    """Where an entry begins: the number of its first block, and what is known of it. `words` is its length, if told."""

    block: int
    when: When = UNKNOWN
    heading: str | None = None
    words: int = 0


def entries_of(page: Page, told: Told, tree: Any, blocks: Sequence[Drawn]) -> tuple[Entry, ...]:
    """The entries of a live blog in HTML, in page order; empty for other pages."""
    update_lists = [node["liveBlogUpdate"] for node in told.nodes if isinstance(node.get("liveBlogUpdate"), list)]
    if len(page.blocks) != len(blocks) or not (update_lists or calls_itself_live(page)):
        return ()
    updates = [update for updates in update_lists for update in updates if isinstance(update, dict)]
    return _from_updates(page, updates) or _from_elements(page, tree, blocks) or entries_in(page)


def entries_in(page: Page) -> tuple[Entry, ...]:
    """The entries of a live blog whose lines begin with clock times, in page order; empty for other pages."""
    if not calls_itself_live(page):
        return ()
    starts = [start for start in (_clocked(page, number) for number in range(len(page.blocks))) if start]
    if len(starts) < FEWEST:
        return ()
    found = _parted(page, _dated(page, starts))
    return found if _is_prose(page, found) and _is_most(page, found) else ()


def calls_itself_live(page: Page) -> bool:
    """Whether title or URL say that the page is written while its news happens."""
    return bool(LIVE.search(page.title or "") or LIVE_URL.search(page.url or ""))


# JSON-LD


def _from_updates(page: Page, updates: Sequence[dict[str, Any]]) -> tuple[Entry, ...]:
    keys = [_key(page.text[block.start : block.end]) for block in page.blocks]
    listed = [(block.path or "").rpartition("/")[2].startswith("li[") for block in page.blocks]
    places = {key: number for number, key in enumerate(keys) if not listed[number]}
    starts: dict[int, _Start] = {}
    for update in updates:
        number = _place(update, keys, places)
        if number is not None:
            starts.setdefault(number, _told_start(update, number))
    ordered = [starts[number] for number in sorted(starts)]
    return _parted(page, [_with_clock_above(page, start) for start in ordered]) if ordered else ()


def _place(update: dict[str, Any], keys: Sequence[str], places: dict[str, int]) -> int | None:
    """The block with which an update begins: its heading, best where that stands above its first words.

    The last place of a heading outside lists is taken: the first may be among the day's main points.
    """
    headings, bodies = (_told_keys(update, names) for names in (("headline", "name"), ("articleBody", "description")))
    number = next((places[key] for key in bodies if key in places), None)
    above = range(max(0, number - ABOVE), number) if number is not None else ()
    heading = next((place for place in above if keys[place] in headings), None)
    return next(
        (place for place in (heading, *(places.get(key) for key in headings), number) if place is not None), None
    )


def _key(words: str) -> str:
    return " ".join(WORD.findall(words[: 40 * KEY].lower())[:KEY])


def _told_keys(update: dict[str, Any], names: Sequence[str]) -> list[str]:
    values = (update.get(name) for name in names)
    keys = (_key(re.sub(r"<[^<>]{0,500}>", " ", value[:2000])) for value in values if isinstance(value, str))
    return [key for key in keys if key]


def _told_start(update: dict[str, Any], number: int) -> _Start:
    dates = ((name, update.get(name)) for name in ("datePublished", "dateCreated", "dateModified"))
    when = next((w for name, value in dates if isinstance(value, str) and (w := iso_day(value, name)).edtf), When())
    heading, body = update.get("headline"), update.get("articleBody")
    length = len(body.split()) if isinstance(body, str) else 0
    return _Start(number, when, " ".join(heading.split()) or None if isinstance(heading, str) else None, length)


def _with_clock_above(page: Page, start: _Start) -> _Start:
    """The entry with the line of its time, where that stands above its first words."""
    above = _clocked(page, start.block - 1) if start.block else None
    block = page.blocks[start.block - 1] if start.block else None
    return replace(start, block=start.block - 1) if above and block and block.end - block.start < CLOCK_ROOM else start


# Repeated elements


def _from_elements(page: Page, tree: Any, blocks: Sequence[Drawn]) -> tuple[Entry, ...]:
    """Entries from elements beside each other that hold a machine-readable time each, and most of the page's body."""
    best: tuple[int, list[Entry]] = (0, [])
    for above, times in _repeated(tree):
        entries = list(_entries_below(above, times, blocks))
        apart = all(a.end <= b.start for a, b in pairwise(entries))
        size = _body_words(page, entries)
        if len(entries) >= FEWEST and apart and size > best[0] and _is_prose(page, entries):
            best = size, entries
    return tuple(best[1]) if _is_most(page, best[1]) else ()


def _repeated(tree: Any) -> list[tuple[str, dict[str, When]]]:
    """The groups of sibling elements with a time of day in each that hold most times.

    A group is the path of the element above, and the first time in each child by the child's step in the path.
    """
    groups: dict[Any, dict[Any, When]] = defaultdict(dict)
    for element in islice(tree.iter("time"), MOST_TIMES):
        when = iso_day(element.get("datetime") or "", "time")
        if not when.edtf or "T" not in when.edtf:
            continue
        for inner, outer in pairwise([element, *islice(element.iterancestors(), HIGHEST)]):
            groups[outer].setdefault(inner, when)
    big = sorted(((len(group), -n, outer) for n, (outer, group) in enumerate(groups.items())), key=lambda row: row[:2])
    return [
        (_path(outer), _steps(outer, groups[outer]))
        for size, _, outer in big[: -MOST_GROUPS - 1 : -1]
        if size >= FEWEST
    ]


def _path(element: Any) -> str:
    """The element's place as `render` writes it."""
    places = [*reversed([*element.iterancestors()]), element]
    before = (sum(1 for _ in place.itersiblings(place.tag, preceding=True)) for place in places)
    return "".join(f"/{place.tag}[{1 + number}]" for place, number in zip(places, before, strict=True))


def _steps(above: Any, times: dict[Any, When]) -> dict[str, When]:
    counts: Counter[str] = Counter()
    steps = {}
    for child in above:
        if isinstance(child.tag, str):
            counts[child.tag] += 1
            if child in times:
                steps[f"{child.tag}[{counts[child.tag]}]"] = times[child]
    return steps


def _entries_below(above: str, times: dict[str, When], blocks: Sequence[Drawn]) -> Iterator[Entry]:
    """An entry for each stretch of blocks below a child that has a time."""
    for step, stretch in groupby(blocks, lambda block: _step_below(above, block.path)):
        when = times.get(step)
        if when is not None:
            inside = list(stretch)
            headings = (b.text for b in inside if HEADING.fullmatch(b.tag) and len(b.text) < HEADING_ROOM)
            yield Entry(inside[0].start, inside[-1].end, when, next(headings, None))


def _step_below(above: str, path: str | None) -> str:
    """The step of a path behind another path; empty when it does not lie below."""
    return path[len(above) + 1 :].partition("/")[0] if path and path.startswith(above + "/") else ""


# Lines of clock times


def _clocked(page: Page, number: int) -> _Start | None:
    """The entry that begins at a block, if the block begins with a time of day; its own time, without a day."""
    block = page.blocks[number]
    words = page.text[block.start : min(block.end, block.start + 2 * HEADING_ROOM)]
    found = CLOCK.match(words)
    if found is None or block.kind == "title":
        return None
    clock = _clock(found)
    known = found["zone"] is None or _zone(found["zone"])
    zoned = found.end() if known else len(words[: found.start("zone")].rstrip(" ("))
    bare = block.end - block.start < CLOCK_ROOM
    if clock is None or not (bare or PARTED.match(words, zoned)):
        return None
    return _Start(number, When(clock, "relative", found.group().strip()))


def _clock(found: re.Match[str]) -> str | None:
    hour, half = int(found["hour"]), (found["half"] or found["bare"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{found['minute'] or '00'}{_zone(found['zone'])}" if hour < 24 else None


def _zone(name: str | None) -> str:
    if not name:
        return ""
    if name[0] in "+-":
        return f"{name[:3]}:{name[-2:]}"
    return ZONES.get(name.lower(), "")


def _dated(page: Page, starts: Sequence[_Start]) -> list[_Start]:
    """The entries with their days: that of the heading above, where there are such headings between entries.

    Else the first entry, which stands last where the newest is on top, is of the page's day, and each midnight passed
    begins the next one.
    """
    days = _day_headings(page)
    if any(number > starts[0].block for number, _ in days):
        return [
            _on_day(start, next((day for n, day in reversed(days) if n <= start.block), days[0][1])) for start in starts
        ]
    first = _first_day(page)
    # the shorter way round the clock: from 23:50 to 00:40 it goes on, not back
    newest_first = sum((_hour(b) - _hour(a) + 12) % 24 - 12 for a, b in pairwise(starts)) < 0
    told = list(reversed(starts)) if newest_first else list(starts)
    passed, dated = 0, []
    for number, start in enumerate(told):
        passed += number > 0 and _hour(told[number - 1]) - _hour(start) >= MIDNIGHT_FALL
        day = When((first + timedelta(passed)).isoformat(), "relative", page.published.edtf) if first else When()
        dated.append(_on_day(start, day))
    return list(reversed(dated)) if newest_first else dated


def _hour(start: _Start) -> float:
    clock = start.when.edtf or "00:00"
    return int(clock[:2]) + int(clock[3:5]) / 60


def _day_headings(page: Page) -> list[tuple[int, When]]:
    """The numbers of short lines that hold nothing but a day, and their days."""
    lines = ((n, page.text[b.start : b.end]) for n, b in enumerate(page.blocks) if b.end - b.start < DAY_ROOM)
    found = (
        (n, stamp.when) for n, line in lines for stamp in stamps_in(line) if _is_whole(line, stamp.start, stamp.end)
    )
    return [(n, when) for n, when in found if re.fullmatch(r"\d{4}-\d\d-\d\d", when.edtf or "")]


def _is_whole(line: str, start: int, end: int) -> bool:
    """Whether a day is all that a line holds, but for the name of the weekday."""
    return len(WORD.findall(line[:start])) <= 1 and not line[end:].strip(" .:")


def _first_day(page: Page) -> date | None:
    try:
        return date.fromisoformat((page.published.edtf or "")[:10])
    except ValueError:
        return None


def _on_day(start: _Start, day: When) -> _Start:
    words = start.when.why
    if day.edtf is None:
        return replace(start, when=When(None, "none", words))
    why = f"“{words}” under {day.why}" if day.basis == "stated" else f"“{words}” on a page of {day.why}"
    return replace(start, when=When(f"{day.edtf}T{start.when.edtf}", day.basis, why))


# All


def _parted(page: Page, starts: Sequence[_Start]) -> tuple[Entry, ...]:
    """The entries from each start to the next; the last one to the end of its words."""
    ends = [*(start.block for start in starts[1:]), len(page.blocks)]
    entries = []
    for start, end in zip(starts, ends, strict=True):
        last = _last_block(page, start, end)
        heading = start.heading or _heading_in(page, start.block, last)
        entries.append(Entry(page.blocks[start.block].start, page.blocks[last].end, start.when, heading))
    return tuple(entries)


def _last_block(page: Page, start: _Start, end: int) -> int:
    """The last block of an entry: its last one of body before the next entry, within the length that was told."""
    last, words = start.block, 0
    for number in range(start.block, end):
        block = page.blocks[number]
        words += len(page.text[block.start : block.end].split())
        if start.words and number > start.block and words > SLACK * start.words + FEWEST_WORDS * KEY:
            break
        if block.kind in BODY:
            last = number
    first = page.blocks[start.block]
    alone = last == start.block and first.end - first.start < CLOCK_ROOM
    # an entry without body still has the line behind its time
    return min(start.block + 1, end - 1) if alone else last


def _heading_in(page: Page, first: int, last: int) -> str | None:
    blocks = page.blocks[first : last + 1]
    return next((page.text[b.start : b.end] for b in blocks if b.kind == "heading"), None)


def _is_prose(page: Page, entries: Sequence[Entry]) -> bool:
    return sum(len(page.text[e.start : e.end].split()) for e in entries) >= FEWEST_WORDS * len(entries)


def _is_most(page: Page, entries: Sequence[Entry]) -> bool:
    """Whether the entries hold most of the body: comments and lists of other news stand beside it."""
    whole = sum(len(page.text[b.start : b.end].split()) for b in page.blocks if b.kind in BODY)
    return 2 * _body_words(page, entries) >= whole > 0


def _body_words(page: Page, entries: Iterable[Entry]) -> int:
    """Words of the body that lie inside entries (which are in order)."""
    spans = iter(entries)
    entry, size = next(spans, None), 0
    for block in page.blocks:
        while entry is not None and entry.end <= block.start:
            entry = next(spans, None)
        if entry is not None and entry.start <= block.start and block.kind in BODY:
            size += len(page.text[block.start : block.end].split())
    return size
