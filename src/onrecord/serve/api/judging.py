"""How does a program write what a person decided? As on the screens: a judgement is a new row, never an edit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from onrecord.errors import NotOnRecord, OnRecordError, RecordError
from onrecord.model import Judgement
from onrecord.serve.accounts import audit
from onrecord.serve.api.asking import Asking, Made
from onrecord.serve.api.listing import one
from onrecord.serve.api.problems import Refused
from onrecord.serve.api.showing import Door
from onrecord.store import decide, undo
from onrecord.store.judgements import BY_PEOPLE


def judge(asking: Asking) -> Made:
    """Write a decision on a row that may be shown. Raises NotOnRecord, and Refused where it does not fit the row."""
    told = asking.body
    kind, row = asking.record.row(told.row)
    door = Door(asking.record, asking.desk, waiting=True)
    if row.id != told.row or not any(True for _ in door.passed(kind, [row])):
        raise NotOnRecord(f"{told.row}: no such row, or none that may be shown; ids stand in the lists")
    try:
        made = decide(asking.record, row.id, told.kind, told.value, by=_by(asking), why=told.why, at=_now())
    except RecordError:
        raise
    except OnRecordError as error:
        raise Refused("does-not-fit", str(error)) from error
    audit.noted(asking.record, asking.by.name, "judge", row.id, datetime.now(UTC))
    return Made(made, f"{asking.root}/judgements/{made.id}")


def withdraw(asking: Asking) -> Judgement:
    """Take a decision back: a person's is marked as withdrawn, of a rule's the names are kept apart from now on."""
    door = Door(asking.record, asking.desk, waiting=True)
    row: Any = one(asking.record, "judgements", asking.name, door)
    if row.kind not in BY_PEOPLE:  # a takedown
        raise Refused("not-allowed", f"a judgement of the kind {row.kind} is not taken back here")
    taken = undo(asking.record, row, by=_by(asking), why=asking.given.why or "", at=_now())
    audit.noted(asking.record, asking.by.name, "withdraw", row.id, datetime.now(UTC))
    return taken


def _by(asking: Asking) -> str:
    return f"person:{asking.by.name}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
