"""What does a record make of the invented pages: which claims conflict, who is who, which figures are one series?

The pages of tests/corroborate/sets go through the whole of `onrecord build`, each pair or group into a record of its
own. A claim counts as found where it stands in the sentence of the labels; a claim that no extractor read is missed.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

from predicted import Row

from onrecord.errors import NotOnRecord
from onrecord.model import Figure, Link, Mention, Page, PageId
from onrecord.pipeline import build
from onrecord.settling import settle
from onrecord.store import Record

SETS = Path(__file__).resolve().parent.parent / "tests" / "corroborate" / "sets"

Place: TypeAlias = tuple[PageId, int, int]

SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")

VERDICTS: dict[str, str] = {
    "agrees": "agree",
    "same_utterance": "agree",
    "changes": "change",
    "conflicts": "conflict",
}
"""Kinds of links between two figures -> the word of the labels; no link is `apart`."""

MARK = 0.85
"""Of the pairs that the record shows as a conflict, how many must be one."""


@dataclass(frozen=True, slots=True)
class Group:
    """A settled record of the pages of one row, in their order, and where each page's text begins."""

    record: Record
    pages: tuple[Page, ...]
    shifts: tuple[int, ...]

    def place(self, page: int, span: Row) -> Place:
        """Where a labelled span stands on page `page` of the row."""
        shift = self.shifts[page]
        return self.pages[page].id, shift + span["start"], shift + span["end"]

    def sentence(self, page: int, span: Row) -> Place:
        """Where the sentence of a labelled span stands; several where the span runs over several."""
        name, start, end = self.place(page, span)
        text = self.pages[page].text
        breaks = [0, *(found.end() for found in SENTENCE.finditer(text)), len(text)]
        return name, max(b for b in breaks if b <= start), min(b for b in breaks if b >= end)


def rows_of(name: str) -> list[Row]:
    """The rows of one set."""
    return [json.loads(line) for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def grouped(row: Row, folder: Path, *, kept: bool) -> Group:
    """The record of a row's pages; `kept` takes the readings of an earlier run and settles them again."""
    where = folder / f"{row['id']}.db"
    names = [_written(page, folder / row["id"] / f"{number}.html") for number, page in enumerate(row["pages"])]
    if kept and where.is_file():
        record = Record.open(where)
        settle(record)
    else:
        for old in folder.glob(f"{where.name}*"):
            old.unlink()
        build([str(name) for name in names], where)
        record = Record.open(where)
    if refused := list(record.refusals()):
        raise SystemExit(f"a page of {row['id']} was refused: {refused[0].why}")
    by_source = {page.source: page for page in record.pages()}
    pages = tuple(by_source[str(name)] for name in names)
    shifts = tuple(page.text.index(told["text"]) for page, told in zip(pages, row["pages"], strict=True))
    return Group(record, pages, shifts)


def _written(page: Row, where: Path) -> Path:
    """The page as HTML, as an outlet would publish it."""
    title, outlet = html.escape(page["title"]), html.escape(page["outlet"])
    paragraphs = "".join(f"<p>{html.escape(words)}</p>" for words in page["text"].split("\n\n"))
    meta = f'<meta property="og:site_name" content="{outlet}"><meta property="og:type" content="article">'
    meta += f'<meta property="article:published_time" content="{page["published"]}">'
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(
        f"<html lang=en><head><title>{title}</title>{meta}</head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
    return where


def meets(one: Place, other: Place) -> bool:
    """Whether two places overlap."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def places_of(record: Record, name: str) -> list[Place]:
    """Where the row of this id stands; nowhere when it is no row of a page."""
    try:
        _, row = record.row(name)
    except NotOnRecord:
        return []
    if content := getattr(row, "content", None):
        return [(row.page, cite.start, cite.end) for cite in content]
    return [(row.page, row.start, row.end)] if getattr(row, "start", None) is not None else []


@dataclass
class Tally:
    """Counts by what is counted and phenomenon: `wanted`, `right`, `wrong`; and a line for each miss."""

    counts: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def add(self, what: str, kind: str, **count: int) -> None:
        """Count; what holds counts one, what does not counts nothing."""
        self.counts.setdefault((what, kind), Counter()).update({name: int(number) for name, number in count.items()})

    def sum(self, what: str | None = None) -> Counter[str]:
        """The counts of one thing, or of all."""
        chosen = (counts for (about, _), counts in self.counts.items() if what in (None, about))
        total: Counter[str] = Counter()
        for counts in chosen:
            total.update(counts)
        return total


def conflicts(folder: Path, *, kept: bool = False, limit: int | None = None) -> Tally:
    """Pairs that the record shows as a conflict: right where both ends stand in the sentences of a true pair.

    Where other sentences of a true pair are shown as a conflict, they stand `beside` it: neither right nor wrong.
    """
    tally = Tally()
    for row in rows_of("conflicts")[:limit]:
        with (group := grouped(row, folder, kept=kept)).record as record:
            shown = [link for link in record.links() if link.kind == "conflicts"]
            meant = [link for link in shown if _joins(record, link, group, row)]
        right = bool(meant) and row["conflict"]
        wrong = bool(shown) and not row["conflict"]
        beside = bool(shown) and not right and not wrong
        tally.add(row["what"], row["kind"], rows=1, wanted=row["conflict"], right=right, wrong=wrong, beside=beside)
        if right != row["conflict"] or wrong:
            told = "; ".join(f"{link.by}: {link.why}" for link in shown) or "nothing shown"
            tally.misses.append(f"{row['id']} [{row['what']}, {row['kind']}] {row['why']} -- {told}")
    return tally


def _joins(record: Record, link: Link, group: Group, row: Row) -> bool:
    """Whether one end of the link stands in the one sentence of the pair and one in the other."""
    first, second = (group.sentence(number, page["span"]) for number, page in enumerate(row["pages"]))
    a, b = (places_of(record, end) for end in (link.a, link.b))
    met = [(any(meets(p, first) for p in end), any(meets(p, second) for p in end)) for end in (a, b)]
    return (met[0][0] and met[1][1]) or (met[0][1] and met[1][0])


def persons(folder: Path, *, kept: bool = False, limit: int | None = None) -> Tally:
    """Every two mentions of a group: `wanted` are those of one person, `wrong` those joined though of two."""
    tally = Tally()
    for row in rows_of("persons")[:limit]:
        with (group := grouped(row, folder, kept=kept)).record as record:
            known = list(record.rows("mentions"))
        marks = [
            (mark["person"], _entity(known, group.place(number, mark)))
            for number, page in enumerate(row["pages"])
            for mark in page["mentions"]
        ]
        for (one, a), (other, b) in combinations(marks, 2):
            joined = a is not None and a == b
            counts = {"wanted": one == other, "right": joined and one == other, "wrong": joined and one != other}
            tally.add("joined", row["kind"], rows=1, **counts)
            if joined != (one == other):
                tally.misses.append(f"{row['id']} [{row['kind']}] {row['why']} -- {'joined' if joined else 'apart'}")
    return tally


def _entity(mentions: Iterable[Mention], place: Place) -> str | None:
    """The entity of the mention that overlaps a place most, if any."""
    found = [m for m in mentions if m.entity and meets((m.page, m.start, m.end), place)]
    best = max(found, key=lambda m: (min(m.end, place[2]) - max(m.start, place[1]), m.id), default=None)
    return best.entity if best else None


def series(folder: Path, *, kept: bool = False, limit: int | None = None) -> Tally:
    """Every two figures of a group under the verdict of the labels; `wrong` where the record gives another one."""
    tally = Tally()
    for row in rows_of("series")[:limit]:
        with (group := grouped(row, folder, kept=kept)).record as record:
            figures = [_figure(record, group.place(n, page["figure"])) for n, page in enumerate(row["pages"])]
            links = {frozenset((link.a, link.b)): link.kind for link in record.links()}
        for pair in judged(row["verdicts"]):
            a, b = (figures[pair[end] - 1] for end in "ab")
            found = VERDICTS.get(links.get(frozenset((a.id, b.id)), ""), "apart") if a and b else "unread"
            wanted = pair["verdict"]
            tally.add(wanted, row["kind"], rows=1, wanted=1, right=found == wanted)
            if found not in (wanted, "apart", "unread"):
                tally.add(found, row["kind"], wrong=1)
            if found != wanted:
                tally.misses.append(f"{row['id']} [{row['kind']}] {row['why']} -- want {wanted}, got {found}")
    return tally


def judged(verdicts: list[Row]) -> Iterator[Row]:
    """The pairs that count: not those of a first and a last figure that one between them ties together."""
    tied = {(pair["a"], pair["b"]) for pair in verdicts if pair["verdict"] != "apart"}
    for pair in verdicts:
        between = range(pair["a"] + 1, pair["b"])
        if not any({(pair["a"], middle), (middle, pair["b"])} <= tied for middle in between):
            yield pair


def _figure(record: Record, place: Place) -> Figure | None:
    """The figure that overlaps a place most; of several in one clause the first."""
    found = [f for f in record.figures(page=place[0]) if meets((f.page, f.start, f.end), place)]
    return min(found, key=lambda f: f.start, default=None)


READERS: dict[str, Any] = {"conflicts": conflicts, "persons": persons, "series": series}


def cells(name: str, tally: Tally) -> Iterator[tuple[str, str]]:
    """What is measured and the scores: all together, then part by part."""
    whole = tally.sum()
    yield "all", _shares(whole)
    whats = sorted({what for what, _ in tally.counts})
    if len(whats) > 1:
        yield from ((what, _shares(tally.sum(what))) for what in whats)


def _shares(counts: Counter[str]) -> str:
    shown = counts["right"] + counts["wrong"]
    precision = f"{counts['right'] / shown:.3f}".replace("0.", ".") if shown else "-"
    recall = f"{counts['right'] / counts['wanted']:.3f}".replace("0.", ".") if counts["wanted"] else "-"
    return f"precision {precision} ({counts['right']} of {shown}), recall {recall} (of {counts['wanted']})"


def by_kind(tally: Tally) -> Iterator[str]:
    """The rows of a table by phenomenon."""
    yield "| of | phenomenon | pairs | found | wrong |\n|---|---|---|---|---|"
    for (what, kind), counts in sorted(tally.counts.items()):
        found = f"{counts['right']} of {counts['wanted']}" if counts["wanted"] else "-"
        yield f"| {what} | {kind} | {counts['rows']} | {found} | {counts['wrong']} |"
