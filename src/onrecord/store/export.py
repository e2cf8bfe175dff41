"""How does a record leave the house? One file for each kind, in a stable order, under the public names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from onrecord.model import KINDS, row_of
from onrecord.store.record import Record

Format = Literal["jsonl", "csv", "parquet"]
Text = Literal["full", "cites", "none"]


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: rows of each kind, and whether the record was settled when it was written."""

    folder: Path
    counts: Mapping[str, int]
    settled: bool


def export(record: Record, folder: str | Path, *, format: Format = "jsonl", text: Text = "full") -> Exported:
    """Write one file for each kind into `folder` (made when missing); the same record gives the same bytes."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    counts = {}
    for kind in KINDS:
        counts[kind] = 0
        with (place / f"{kind}.jsonl").open("wb") as file:
            for row in record.rows(kind):
                file.write(msgspec.json.encode(_whole(row_of(row), text)) + b"\n")
                counts[kind] += 1
    return Exported(place, counts, record.settled)


def _whole(row: dict[str, Any], text: str) -> dict[str, Any]:
    for name in ("low", "high"):
        value = row.get(name)
        if isinstance(value, float) and value.is_integer():
            row[name] = int(value)
    if text != "full" and "blocks" in row:
        row["text"] = None
    return row
