"""How does a screen become a table?

One rule for all screens: each row that a screen lists is a line, whatever its kind. A list of objects is a list of
rows; an object with an id is a row, and lists of objects with ids inside it are rows of their own, below. The column
`list` says where on the screen a row stands; the others are its fields, those of an object inside it with a dot
(`page.outlet`). What else lies in a row (a list) is JSON; the pieces of a line are put together.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, TypeAlias

import msgspec

Fields: TypeAlias = dict[str, Any]

TEXT = "stretches"
"""What a section of a page's text has: that text is its owner's and leaves by no table."""

ACTING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings by which a spreadsheet takes words for a formula (OWASP, CSV Injection)."""


def table_of(body: object) -> str:
    """The rows of a screen as CSV: a line of names, then one line for each row, in the screen's order."""
    rows = list(_rows("", msgspec.json.decode(msgspec.json.encode(body, enc_hook=str))))
    names = dict.fromkeys(name for _, row in rows for name in row)
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(("list", *names))
    lines.writerows((part, *(_cell(row.get(name)) for name in names)) for part, row in rows)
    return written.getvalue()


def _rows(part: str, value: Any) -> Iterator[tuple[str, Fields]]:
    """The rows of a value, each with the name of the list it stands in."""
    if isinstance(value, dict) and "id" in value:
        yield from _row(part, value)
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from _rows(f"{part}.{name}" if part else name, child)
    elif isinstance(value, list):
        for child in value:
            yield from _row(part, child) if isinstance(child, dict) else _rows(part, child)


def _row(part: str, row: Fields) -> Iterator[tuple[str, Fields]]:
    """A row, and the rows that are listed in it."""
    if TEXT not in row:
        yield part, dict(_flat(row))
        for name, child in row.items():
            if _lists_rows(child):
                yield from _rows(f"{part}.{name}" if part else name, child)


def _lists_rows(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) and "id" in each for each in value)


def _flat(row: Fields, before: str = "") -> Iterator[tuple[str, Any]]:
    """The fields of a row, those of an object in it under its name; lists of rows stand elsewhere."""
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        elif not _lists_rows(value):
            yield before + name, value


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = _line(value)
    elif isinstance(value, bool):
        value = str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(ACTING) else value


def _line(parts: list[Any]) -> str:
    """A list in one cell: the pieces of a line as the line, plain words one after the other, all else as JSON."""
    if parts and all(isinstance(part, dict) and part.keys() == {"text", "cited"} for part in parts):
        return "".join(part["text"] for part in parts)
    if all(isinstance(part, str) for part in parts):
        return "; ".join(parts)
    return msgspec.json.encode(parts).decode()
