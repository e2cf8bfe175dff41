"""Which English words say, inside a noun phrase, who gave its number?"""

from __future__ import annotations

from onrecord.extract.numerals import words_of

GIVING: frozenset[str] = frozenset(
    words_of("""
    tout promise pledge announce cite estimate report claim quote project forecast predict mention propose demand
    declare calculate tally give release publish count request
""")
)
"""Verbs (lemmas) whose participle and "by" name who gave the number ("the 40 beds promised by the mayor")."""

COUNTS: frozenset[str] = frozenset(
    words_of("estimate figure count tally forecast projection prediction calculation target toll pledge offer claim")
)
"""Nouns whose owner gave the number ("the guild's estimate of 300")."""
