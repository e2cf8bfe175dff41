"""On which day of a year do days with a name fall whose date moves? Reckoned from Easter, or by weekday and month.

Easter is the western one.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter  # type: ignore[import-untyped]  # it comes without types

FROM_EASTER: dict[str, int] = {
    "shrove-tuesday": -47,
    "ash-wednesday": -46,
    "palm-sunday": -7,
    "maundy-thursday": -3,
    "good-friday": -2,
    "easter": 0,
    "easter-monday": 1,
    "ascension": 39,
    "pentecost": 49,
    "whit-monday": 50,
    "corpus-christi": 60,
}
"""Days after Easter Sunday."""

RECKONED = range(1583, 4100)
"""Years for which the rule of Easter holds."""

BY_WEEKDAY: dict[str, tuple[int, int, int, int]] = {
    "king-day": (1, 1, 3, 0),
    "presidents-day": (2, 1, 3, 0),
    "memorial-day": (5, 1, -1, 0),
    "labor-day": (9, 1, 1, 0),
    "columbus-day": (10, 1, 2, 0),
    "remembrance-sunday": (11, 7, 2, 0),
    "thanksgiving": (11, 4, 4, 0),  # of the United States; Canada's is in October
    "black-friday": (11, 4, 4, 1),
    "cyber-monday": (11, 4, 4, 4),
}
"""Month, weekday (Monday is 1), the how-manieth in the month (-1: the last), and days after it."""


def day_of(feast: str, year: int) -> date | None:
    """The day of a feast in a year; None for feasts of other calendars, whose rule is not here."""
    if feast in FROM_EASTER and year in RECKONED:
        sunday: date = easter(year)
        return sunday + timedelta(FROM_EASTER[feast])
    if feast in BY_WEEKDAY:
        month, weekday, nth, after = BY_WEEKDAY[feast]
        return nth_weekday(year, month, weekday, nth) + timedelta(after)
    return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The how-manieth such weekday (Monday is 1) of a month, up to the fourth; -1 is the last."""
    if nth < 0:
        first = date(year, month + 1, 1) if month < 12 else date(year + 1, 1, 1)
        return first - timedelta((first.isoweekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
