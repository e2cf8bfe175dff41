"""Which English words say that a number is counted on a day, and which that it runs over a period?"""

from __future__ import annotations

from onrecord.extract.numerals import words_of

HELD: frozenset[str] = frozenset(
    words_of("""
    be have hold own employ live stand remain contain house number count keep store exist reside stay total amount
    exceed belong lie control
""")
)
"""Verbs (lemmas) of what is there on a day: what they count is a stock."""

STOCKS: frozenset[str] = frozenset(
    words_of("population membership workforce staff debt stockpile inventory reserve deposit holding stake share")
)
"""Nouns (lemmas) that are counted on a day."""

LENGTHS_OF_TIME: tuple[str, ...] = (
    "year", "quarter", "month", "week", "decade", "century", "half", "season", "spring", "summer", "autumn", "winter",
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "12 months",
)  # fmt: skip
"""Nouns of periods."""

OVER: frozenset[str] = frozenset({"over", "since", "during", "within", "throughout", "between", "by"})
"""Words before a period that belong to it; after "in" and "for" the period tells itself."""
