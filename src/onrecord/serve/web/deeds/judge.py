"""How does a person confirm, correct or reject a statement?

The decision is a judgement like any other (see docs/howto-judge.md): a row with who, when and why.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import NotOnRecord
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, address_of
from onrecord.store import Record, decide


def judge(asked: Asked) -> Answer:
    """`POST /judge/<id>`: write a decision on a row and settle the record, so that it holds at once."""
    from onrecord.settling import settle  # a second of loading, which a server that only shows need not take

    _, row = asked.desk.holdings.find(asked.name)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    decide(
        asked.record, row.id, asked.filled("decision"), asked.filled("value"),
        by=f"person:{asked.by.name}", why=asked.filled("why"), at=now,
    )  # fmt: skip
    settle(asked.record)
    return _where(asked.record, row)


def _where(record: Record, row: Any) -> Elsewhere:
    """Where the row stands now; where it was rejected, its page."""
    for name in (row.id, row.page):
        with suppress(NotOnRecord):
            return Elsewhere(address_of(*record.row(name)))
    return Elsewhere("/")
