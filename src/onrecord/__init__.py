"""News pages in, a cited record out."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.store import Record

__version__ = version("onrecord")
__all__ = ["__version__", "open"]


def open(where: str | Path) -> Record:
    """Open a record: a SQLite file or a SQLAlchemy URL."""
    from onrecord.store import Record  # the database takes longer to import than `onrecord --help` may

    return Record.open(where)
