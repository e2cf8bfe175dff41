"""Where is the record kept, and how is it asked? SQLite by default; every other floor goes through these names."""

from __future__ import annotations

from onrecord.store.export import Exported, export
from onrecord.store.record import Record

__all__ = ["Exported", "Record", "export"]
