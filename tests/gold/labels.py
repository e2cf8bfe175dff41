"""What should the record of the examples hold, and where do the labelled words stand?

`examples/gold.json` names a page by its file, and a row of a JSONL file by the last part of its address.
"""

from __future__ import annotations

import hashlib
import json
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
    found: dict[str, tuple[str, bool]] = {}
    for path in sorted(PAGES.iterdir()):
        if path.suffix == ".jsonl":
            rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
            found |= {name_of(row["url"]): _words(row.get("html"), row.get("text")) for row in rows}
        elif path.suffix == ".txt":
            found[path.name] = _words(None, path.read_text(encoding="utf-8"))
        else:
            found[path.name] = _words(path.read_bytes(), None)
    return found


def _words(markup: str | bytes | None, text: str | None) -> tuple[str, bool]:
    if text is not None:
        return text, True
    return "\n".join(html.fromstring(markup).xpath("//body//text()")), False
