"""Has every screen its picture in the docs, none too large, and does every picture that the docs show exist?"""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.serve.web.screens import SCREENS

DOCS = Path(__file__).parents[1] / "docs"

LARGEST = 150_000
"""Bytes that a picture of a screen may have."""

OTHERWISE: dict[str, str] = {"": "overview", "page": "reader", "api": ""}
"""Screens whose picture has another name, or that are a list of addresses and have none."""


def test_every_screen_has_its_picture_in_the_docs() -> None:
    named = {path.split("/")[1] for path, template, _ in SCREENS if template}
    wanted = {OTHERWISE.get(name, name) for name in named} - {""}
    pictures = {path.stem.removeprefix("serve-"): path for path in (DOCS / "pictures").glob("serve-*.webp")}
    assert wanted <= set(pictures)
    assert all(path.stat().st_size <= LARGEST for path in pictures.values())


def test_every_picture_that_the_docs_show_is_there_and_shown() -> None:
    shown = {found for page in DOCS.glob("*.md") for found in re.findall(r"\]\((pictures/[^)]+)\)", page.read_text())}
    assert not [name for name in shown if not (DOCS / name).exists()]
    assert {f"pictures/{path.name}" for path in (DOCS / "pictures").glob("serve-*")} <= shown
