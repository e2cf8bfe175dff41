"""What do the labels of `reading/` ask of each page, and how much of it did reading find?

A check is one question about one page: what was wanted, what was told, and a score between 0 and 1. A measure is the
mean of its checks. Body is the F1 of 4-word shingles, as public benchmarks of article extraction count it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import score
from lxml import html

from onrecord.corroborate import body_of
from onrecord.model import Page

READING = Path(__file__).with_name("reading")
PAGES = READING / "pages"
SHINGLE = 4
"""Words of a shingle."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """One question about one page."""

    measure: str
    file: str
    wanted: Any
    told: Any
    score: float


def labels() -> list[Row]:
    """The labels of all pages, in their order."""
    told: list[Row] = json.loads((READING / "labels.json").read_text(encoding="utf-8"))["pages"]
    return told


def digest() -> str:
    """SHA-256 over names and bytes of all pages and of the labels: what the floors were measured on."""
    total = hashlib.sha256()
    for path in (*sorted(PAGES.iterdir()), READING / "labels.json"):
        total.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def words_of(label: Row) -> str:
    """All words that the labelled file holds outside its markup, spaces made one."""
    text = (PAGES / label["file"]).read_bytes().decode(label.get("charset", "utf-8"))
    if label["file"].endswith(".html"):
        text = "".join(html.fromstring(text).xpath("//body//text()"))
    return _plain(text)


def paragraphs(label: Row) -> list[str]:
    """The labelled paragraphs in full, each found behind the one before. Raises ValueError where one is not there."""
    words, found, place = words_of(label), [], 0
    for first, last in label.get("body", ()):
        start = words.index(first, place)
        place = words.index(last, start) + len(last)
        found.append(words[start:place])
    return found


def scores(checks: Iterable[Check]) -> dict[str, float]:
    """The mean of each measure."""
    values: dict[str, list[float]] = {}
    for check in checks:
        values.setdefault(f"reading.{check.measure}", []).append(check.score)
    return {measure: score.share(sum(some), len(some)) for measure, some in values.items()}


def checks(label: Row, page: Page | None) -> Iterator[Check]:
    """Every question that a label asks; a page that was not read answers none of them."""
    for measure, ask in ASKED.items():
        if measure in label:
            told, right = ask(page, label) if page else (None, 0.0)
            yield Check(measure, label["file"], label[measure], told, float(right))
    for kind, words in label.get("lines", ()):
        told = kinds_at(words, page) if page else []
        yield Check("lines", label["file"], f"{kind}: {words}", told, float(set(told) == {kind}))


def kinds_at(words: str, page: Page) -> list[str]:
    """The kinds of the blocks that hold these words, spaces apart, in order."""
    return [block.kind for block in page.blocks if words in _plain(page.text[block.start : block.end])]


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _folded(text: str | None) -> str:
    return _plain(text).casefold()


def _kind(page: Page, label: Row) -> tuple[str, bool]:
    stands = label["kind"] in ("article", "live_blog")
    return f"{page.kind}, {page.refused or 'not refused'}", page.kind == label["kind"] and stands == (not page.refused)


def _words(field: str) -> Callable[[Page, Row], tuple[Any, bool]]:
    def ask(page: Page, label: Row) -> tuple[Any, bool]:
        told = getattr(page, field)
        return told, _folded(told) == _folded(label[field])

    return ask


def _outlet(page: Page, label: Row) -> tuple[Any, bool]:
    listed = label["outlet"] if isinstance(label["outlet"], list) else [label["outlet"]]
    return page.outlet, score.key(page.outlet) in {score.key(name) for name in listed}


def _authors(page: Page, label: Row) -> tuple[Any, float]:
    told = page.author.split(", ") if page.author else []
    listed = (label["authors"], label.get("authors_also", label["authors"]))
    return told, max(_overlap(list(map(_folded, told)), list(map(_folded, names))) for names in listed)


def _overlap(told: Sequence[Any], wanted: Sequence[Any]) -> float:
    right = (Counter(told) & Counter(wanted)).total()
    return score.f1(right, len(told), len(wanted))


def _published(page: Page, label: Row) -> tuple[Any, float]:
    """Half for the day, a quarter each for the time of day (where the label has one) and for the basis."""
    edtf, basis = label["published"]
    told = page.published
    day = (told.edtf or "")[:10] == (edtf or "")[:10]
    parts = (2.0 * day, day and _same_time(told.edtf, edtf), told.basis == basis)
    return [told.edtf, told.basis], sum(parts) / 4


def _modified(page: Page, label: Row) -> tuple[Any, bool]:
    return page.modified.edtf, _same_time(page.modified.edtf, label["modified"])


def _same_time(told: str | None, wanted: str | None) -> bool:
    """Whether two times are one minute; a label that is a day asks for the day alone."""
    if "T" not in (wanted or ""):
        return (told or "")[:10] == (wanted or "")
    try:
        one, other = (datetime.fromisoformat(time or "").replace(second=0) for time in (told, wanted))
    except ValueError:
        return False
    return one == other


def _body(page: Page, label: Row) -> tuple[Any, float]:
    told, wanted = body_of(page), "\n".join(paragraphs(label))
    return told, _overlap(_shingles(told), _shingles(wanted))


def _shingles(text: str) -> list[tuple[str, ...]]:
    words = score.words(text)
    return [tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))] if words else []


def _entries(page: Page, label: Row) -> tuple[Any, float]:
    """F1 of entries whose time and first words are those of the label."""
    told = [(entry.when.edtf or "", _plain(page.text[entry.start : entry.end])) for entry in page.entries]
    right = sum(
        any(_same_time(at, wanted) and first in words[: len(first) + 20] for at, words in told)
        for wanted, first in label["entries"]
    )
    return [(at, words[:40]) for at, words in told], score.f1(right, len(told), len(label["entries"]))


ASKED: Mapping[str, Callable[[Page, Row], tuple[Any, float]]] = {
    "kind": _kind,
    "title": _words("title"),
    "subtitle": _words("subtitle"),
    "authors": _authors,
    "outlet": _outlet,
    "section": _words("section"),
    "language": _words("language"),
    "published": _published,
    "modified": _modified,
    "body": _body,
    "entries": _entries,
}
"""The fields of a label, and how each is asked for: what the page tells, and how right it is."""
