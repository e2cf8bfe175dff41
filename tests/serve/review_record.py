"""The newsroom as a record that can be settled again: claims are stored with their pages, as a build stores them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import newsroom

import make
from onrecord.settling import settle
from onrecord.store import Record

CLAIMS = ("statements", "figures", "offices", "memberships", "designations")
"""Kinds of rows that are read on one page."""


def record_at(path: Path, kinds: newsroom.Kinds) -> Record:
    """The claims of the newsroom written to a real record on disk, settled as a build settles them."""
    record = Record.open(path, create=True)
    record.add([make.reading(page, **_claims(kinds, page.id)) for page in kinds["pages"]])
    settle(record)
    return record


def _claims(kinds: newsroom.Kinds, page: str) -> dict[str, Any]:
    return {kind: tuple(row for row in kinds[kind] if row.page == page) for kind in CLAIMS}
