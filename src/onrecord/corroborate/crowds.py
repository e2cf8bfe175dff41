"""Where does a row stand in the order of a crowd?

A crowd is what stands under one key in large numbers; a row meets those next to it (see meeting.py). The order is by
day and, within a day, one that no new row changes. It is told in 64 bits, so that a record can keep it in an index.
"""

from __future__ import annotations

from hashlib import blake2b

from onrecord.corroborate.days import Days

BITS = 40
"""Bits within a day: two of a million rows of one day fall on one place once in two records."""

NEVER = (1 << 22) - 1
"""The day of rows without one: behind the last of the calendar."""


def place_of(days: Days | None, name: str) -> int:
    """The place of a row by its first day and its id."""
    within = int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=BITS // 8).digest(), "big")
    return (days[0].toordinal() if days else NEVER) << BITS | within
