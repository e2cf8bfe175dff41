"""Where is the record kept, and how is it asked? SQLite by default; every other floor goes through these names."""

from __future__ import annotations

from onrecord.store.export import Exported, export
from onrecord.store.forget import Forgotten, forget
from onrecord.store.judgements import (
    anchor_of,
    anchors_of,
    apply,
    by_people,
    decide,
    joinings,
    judge,
    judgements,
    standing,
    text_hash,
    undo,
    withdraw,
)
from onrecord.store.record import Record
from onrecord.store.rows import Rows
from onrecord.store.search import Found, search
from onrecord.store.settle import Settling

__all__ = [
    "Exported",
    "Forgotten",
    "Found",
    "Record",
    "Rows",
    "Settling",
    "anchor_of",
    "anchors_of",
    "apply",
    "by_people",
    "decide",
    "export",
    "forget",
    "joinings",
    "judge",
    "judgements",
    "search",
    "standing",
    "text_hash",
    "undo",
    "withdraw",
]
