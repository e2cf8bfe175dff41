"""Where is the record kept, and how is it asked? SQLite by default; every other floor goes through these names."""

from __future__ import annotations

from onrecord.store.carrying import Brought, bring, lines_of
from onrecord.store.deciding import as_read, decide, judge, second, undo, uphold, withdraw
from onrecord.store.export import Exported, export
from onrecord.store.forget import Forgotten, forget
from onrecord.store.judged import orphans, rows_judged
from onrecord.store.judgements import (
    BY_PEOPLE,
    CONFLICT,
    ON_FIGURES,
    QUOTE_BREAK,
    Standing,
    anchor_of,
    anchors_of,
    apply,
    apply_to_figure,
    by_people,
    decisions_on,
    joinings,
    judgements,
    ruled,
    rulings,
    standing,
    text_hash,
)
from onrecord.store.record import Record
from onrecord.store.remarks import Remark, assigned_to, remark, remarks_on, take_back
from onrecord.store.rows import Rows
from onrecord.store.search import Found, search
from onrecord.store.settle import Settling

__all__ = [
    "BY_PEOPLE",
    "CONFLICT",
    "ON_FIGURES",
    "QUOTE_BREAK",
    "Brought",
    "Exported",
    "Forgotten",
    "Found",
    "Record",
    "Remark",
    "Rows",
    "Settling",
    "Standing",
    "anchor_of",
    "anchors_of",
    "apply",
    "apply_to_figure",
    "as_read",
    "assigned_to",
    "bring",
    "by_people",
    "decide",
    "decisions_on",
    "export",
    "forget",
    "joinings",
    "judge",
    "judgements",
    "lines_of",
    "orphans",
    "remark",
    "remarks_on",
    "rows_judged",
    "ruled",
    "rulings",
    "search",
    "second",
    "standing",
    "take_back",
    "text_hash",
    "undo",
    "uphold",
    "withdraw",
]
