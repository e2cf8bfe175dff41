"""What should the record of the examples hold, and where do the labelled words stand?

`examples/gold.json` names a page by its file, and a row of a JSONL file by the last part of its address.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import html

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGES = EXAMPLES / "pages"


def gold() -> dict[str, Any]:
    """The labels, as they stand in the file."""
    labels: dict[str, Any] = json.loads((EXAMPLES / "gold.json").read_text(encoding="utf-8"))
    return labels


def digest(pages: Path = PAGES) -> str:
    """SHA-256 over names and bytes of all pages and of the labels: what the floors were measured on."""
    total = hashlib.sha256()
    for path in (*sorted(pages.iterdir()), EXAMPLES / "gold.json"):
        total.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def name_of(source: str) -> str:
    """The name that the labels use for a page: the last part of its path or address."""
    return PurePosixPath(source.replace("\\", "/").partition("#")[0]).name


def texts() -> dict[str, tuple[str, bool]]:
    """The words of each page, and whether they are the file's own text (so that labels carry spans)."""
    return {name: (text if plain else _words(text), plain) for name, text, plain in _raw()}


def _raw() -> Iterator[tuple[str, str | bytes, bool]]:
    for path in sorted(PAGES.iterdir()):
        if path.suffix == ".jsonl":
            for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
                yield name_of(row["url"]), row.get("text") or row["html"].encode(), "text" in row
        elif path.suffix == ".txt":
            yield path.name, path.read_text(encoding="utf-8"), True
        else:
            yield path.name, path.read_bytes(), False


def _words(markup: str | bytes) -> str:
    body = html.fromstring(markup).find("body")
    return "\n".join(body.itertext()) if body is not None else ""
