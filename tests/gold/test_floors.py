"""Does the record of the examples hold its floors?"""

from __future__ import annotations

import json
from pathlib import Path

import floors
import labels
import score
from floors import Floors, Move

from onrecord import pipeline, store

FLOORS = Path(__file__).with_name("floors.json")


def measured(folder: Path) -> Floors:
    """Build the record of the examples, export it, score the export."""
    pipeline.build([str(labels.PAGES)], folder / "examples.db")
    with store.Record.open(folder / "examples.db") as record:
        store.export(record, folder / "export")
    files = sorted((folder / "export").glob("*.jsonl"))
    export = {file.stem: [json.loads(row) for row in file.read_bytes().splitlines()] for file in files}
    return Floors(labels.digest(), score.scores(export, labels.gold()))


def test_no_score_falls_below_its_floor(tmp_path: Path, move: Move) -> None:
    assert floors.held(FLOORS, measured(tmp_path), move=move) == []
