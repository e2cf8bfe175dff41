"""Does reading still reach on real pages what it reached before? A tripwire, and no measure of quality.

The real pages lie beside the project with their labels and scorers; where they are not (as in CI), or are others than
the floors of `marks.json` were measured on, this is skipped. The shipped models were trained on the lines of these
pages and rules were chosen on them, so that the scores flatter: the cross-validated figures in
`training/read/*/MODEL_CARD.md` are the quality. It takes about half a minute.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import floors
import pytest
from floors import Floors, Move

from onrecord.model import Page, Source, row_of
from onrecord.read import read
from onrecord.read.sources import sources_of

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

import quality  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
TOOLS = DATA.parent / "tools"
FLOORS = Path(__file__).with_name("marks.json")

PARTS = ("pages", "dates", "lines")
"""The parts of the bench that are reading's."""

FIELDS = ("title", "outlet", "author", "body_first", "body_last", "junk_removed")
SETS: dict[str, tuple[Path, Path, tuple[str, ...]]] = {
    "seeds": (DATA.parent / "seeds", DATA.parent / "seeds" / "gold.json", FIELDS),
    "gold": (DATA / "gold" / "pages", DATA / "gold" / "gold.json", (*FIELDS, "published")),
}
"""Pages whose fields are labelled one by one: where they are, their labels, and what of them reading alone can tell.

The seeds' days are not among it: some have no year, which other pages tell when a record is settled.
"""

LABELS = (*(DATA / quality.PARTS[part].labels for part in PARTS), *(labels for _, labels, _ in SETS.values()))
SCORERS = (*(TOOLS / quality.PARTS[part].scorer for part in PARTS), TOOLS / "score_record.py")

pytestmark = pytest.mark.skipif(
    not all(path.exists() for path in (*LABELS, *SCORERS)), reason="needs the real pages and scorers beside the project"
)


def digest() -> str:
    """SHA-256 over labels and scorers: what the floors were measured on and with."""
    sums = (hashlib.sha256(path.read_bytes()).hexdigest() for path in dict.fromkeys((*LABELS, *SCORERS)))
    return hashlib.sha256(" ".join(sums).encode()).hexdigest()


def marks(name: str, folder: Path) -> Iterator[tuple[str, float]]:
    """What a part of the bench reaches, by group of rows and measure."""
    part = quality.PARTS[name]
    labels = DATA / part.labels
    rows = quality.seen(quality.rows_of(labels, None), part.seen, labels.parent)
    predictions = quality.written(part.reader(rows), folder / f"{name}.jsonl")
    printed = quality.scored(TOOLS / part.scorer, labels, predictions, part.flags)
    for group, measure, value in quality.measures(printed, part):
        yield ".".join(word for word in (name, group, measure) if word), round(value, 4)


def fields(folder: Path) -> Iterator[tuple[str, float]]:
    """The share of the labelled fields of single pages that is right; the scorer reads an export that is pages only."""
    for name, (pages, labels, wanted) in SETS.items():
        sources = (source for source in sources_of([str(pages)]) if isinstance(source, Source))
        rows = (row_of(page) for page in read(sources) if isinstance(page, Page))
        export = quality.written(rows, folder / name / "pages.jsonl").parent
        told = json.loads(quality.scored(TOOLS / "score_record.py", export, labels, ("--json",)))
        yield from ((f"{name}.{field}", told["pages"][field]["share"]) for field in wanted)


def test_no_mark_on_real_pages_falls_below_its_floor(tmp_path: Path, move: Move) -> None:
    measured_on = digest()
    if move is None and floors.read(FLOORS).digest != measured_on:
        pytest.skip("the real pages are others than the floors were measured on")
    scores = dict([*(mark for part in PARTS for mark in marks(part, tmp_path)), *fields(tmp_path)])
    assert floors.held(FLOORS, Floors(measured_on, scores), move=move) == []
