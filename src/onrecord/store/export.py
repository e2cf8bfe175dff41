"""How does a record leave the house? One file for each kind, in a stable order, under the public names."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, select

from onrecord.errors import RecordError, UnknownName
from onrecord.model import KINDS
from onrecord.store import questions
from onrecord.store.cells import FIELDS
from onrecord.store.record import Record
from onrecord.store.rows import BATCH, batches
from onrecord.store.schema import STATE

Format = Literal["jsonl", "csv", "parquet"]
Text = Literal["full", "cites", "none"]
Row = dict[str, Any]

TEXTS: tuple[str, ...] = ("full", "cites", "none")

WORDED: dict[str, Any] = {
    "counted": "",
    "mention": None,
    "variants": [],
    "evidence": [],
    "heading": None,
    "about": [],
    "base": None,
    "period": None,
    "why": "",
}
"""Fields that quote a page without being a cite, and what stands in their place when no words leave the house."""

WHOLE: frozenset[str] = frozenset({"low", "high"})
"""Numbers that are written without a fraction when they have none: 1700 people, not 1700.0."""

ROW_GROUP = 5_000
"""Rows of one Parquet row group: few enough to hold, enough to compress well."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: rows of each kind, and whether the record was settled when it was written."""

    folder: Path
    counts: Mapping[str, int]
    settled: bool


def export(record: Record, folder: str | Path, *, format: Format = "jsonl", text: Text = "full") -> Exported:
    """Write one file for each kind into `folder` (made when missing); the same record gives the same bytes.

    `text` is how much of the pages leaves: `full`, `cites` (spans and their words, no page text) or `none` (spans
    without words). Files appear whole, all of them written before the first takes its name. Raises RecordError when
    the folder cannot be written, UnknownName for another format.
    """
    if format not in WRITERS:
        raise UnknownName("format", format, WRITERS)
    if text not in TEXTS:
        raise UnknownName("amount of text", text, TEXTS)
    place = Path(folder)
    with _said_plainly(place), record.asking() as connection:
        place.mkdir(parents=True, exist_ok=True)
        counts = _write(connection, place, format, text)
        settled = bool(connection.execute(select(STATE.c.settled)).scalar())
    return Exported(place, counts, settled)


@contextmanager
def _said_plainly(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RecordError(
            f"{place}: cannot be written ({error.strerror}); nothing was replaced, give another folder"
        ) from error


def _write(connection: Connection, place: Path, format: str, text: str) -> dict[str, int]:
    counts = {}
    drafts = {kind: place / f".{kind}.{format}.part" for kind in KINDS}
    try:
        for kind, draft in drafts.items():
            counts[kind] = WRITERS[format](draft, kind, _rows(connection, kind, text))
        for kind, draft in drafts.items():
            draft.replace(place / f"{kind}.{format}")
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    return counts


def _rows(connection: Connection, kind: str, text: str) -> Iterator[Row]:
    names = FIELDS[kind]
    with connection.execute(questions.rows_of(kind), execution_options={"yield_per": BATCH}) as found:
        for cells in found:
            row = dict(zip(names, cells, strict=True))
            if text != "full" and kind == "pages":
                row["text"] = None
            yield wordless(row) if text == "none" else row


def wordless(value: Any) -> Any:
    """The same value without a page's words: spans stay, `text` beside a span and the fields of `WORDED` go."""
    if isinstance(value, dict):
        cite = "start" in value
        return {
            name: WORDED[name] if name in WORDED else None if cite and name == "text" else wordless(part)
            for name, part in value.items()
        }
    return [wordless(part) for part in value] if isinstance(value, list) else value


def _whole(row: Row) -> Row:
    for name in WHOLE & row.keys():
        value = row[name]
        if isinstance(value, float) and value.is_integer():
            row[name] = int(value)
    return row


def _jsonl(path: Path, kind: str, rows: Iterable[Row]) -> int:
    encoder, count = msgspec.json.Encoder(), 0
    with path.open("wb", buffering=1 << 20) as file:
        for row in rows:
            file.write(encoder.encode(_whole(row)) + b"\n")
            count += 1
    return count


def _csv(path: Path, kind: str, rows: Iterable[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS[kind])
        for row in rows:
            writer.writerow(_cell(value) for value in _whole(row).values())
            count += 1
    return count


def _cell(value: Any) -> Any:
    # JSON words for what CSV has none for; None is the empty cell
    return msgspec.json.encode(value).decode() if isinstance(value, dict | list | bool) else value


def _parquet(path: Path, kind: str, rows: Iterable[Row]) -> int:
    import pyarrow
    from pyarrow import parquet

    from onrecord.store.arrow import schema_of

    count, schema = 0, schema_of(kind)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches(rows, ROW_GROUP):
            writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))
            count += len(batch)
    return count


WRITERS: dict[str, Callable[[Path, str, Iterable[Row]], int]] = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}
