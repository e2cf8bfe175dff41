"""When does a decision show everywhere?

On its own screen and in the queue at once. In lists, stories, series and exports when the record is settled: with the
decision, where that is a matter of a second. So it is on a small record, and on a large one where the decision touches
few rows; else the next build does it, since it takes long and keeps others from writing.
"""

from __future__ import annotations

from contextlib import suppress

from onrecord.errors import RecordBusy
from onrecord.store import Record

AT_ONCE = 100
"""Pages of a record that is settled with each decision, whatever it touches: about a second of work."""


def settles_at_once(record: Record) -> bool:
    """Whether the record is settled with each decision, whatever it touches."""
    return len(record.rows("pages")) <= AT_ONCE


def settled(record: Record) -> None:
    """Settle a record that is small enough, or of a large one what was touched; otherwise leave it to the next build,
    or to somebody who asks for it.

    While a build writes it is left too: the record then says that it is not settled.
    """
    from onrecord.settling import settle_near  # a second of loading, which a server that only shows need not take

    with suppress(RecordBusy):
        if settles_at_once(record):
            settle_now(record)
        else:
            settle_near(record)


def settle_now(record: Record) -> None:
    """Settle the record, however long it takes."""
    from onrecord.settling import settle

    settle(record)
