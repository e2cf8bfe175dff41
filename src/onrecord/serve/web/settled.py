"""When does a decision show everywhere?

On its own screen and in the queue at once. In lists, stories, series and exports when the record is settled: of a
small record that is done with the decision, of a large one by the next build, since it takes long and keeps others
from writing.
"""

from __future__ import annotations

from contextlib import suppress

from onrecord.errors import RecordBusy
from onrecord.store import Record

AT_ONCE = 100
"""Pages of a record that is settled with each decision: about a second of work, at 7 ms a page and more."""


def settles_at_once(record: Record) -> bool:
    """Whether the record is settled with each decision."""
    return len(record.rows("pages")) <= AT_ONCE


def settled(record: Record) -> None:
    """Settle a record that is small enough; otherwise leave it to the next build, or to somebody who asks for it.

    While a build writes it is left too: the record then says that it is not settled.
    """
    if settles_at_once(record):
        with suppress(RecordBusy):
            settle_now(record)


def settle_now(record: Record) -> None:
    """Settle the record, however long it takes."""
    from onrecord.settling import settle  # a second of loading, which a server that only shows need not take

    settle(record)
