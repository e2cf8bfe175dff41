"""Under which months do rows meet that lie within a month of each other?"""

from __future__ import annotations

from onrecord.corroborate.days import Days, width

OPEN = 31
"""Days that a date may leave open, to be met by others."""


def months_of(days: Days | None) -> tuple[str, ...]:
    """The months of a date and the one behind them ("2031-05", "2031-06"); none where the date is too open.

    Two dates no more than a month apart have one in common, and no month holds more than what is told in two.
    """
    if days is None or width(days) > OPEN:
        return ()
    first, last = (day.year * 12 + day.month - 1 for day in days)
    return tuple(f"{month // 12}-{month % 12 + 1:02}" for month in range(first, last + 2))
