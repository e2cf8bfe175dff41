"""Which steps of settling keep ties in the ledger, and under which numbers?"""

from __future__ import annotations

from enum import IntEnum


class Step(IntEnum):
    """The graphs of the ledger (`ties.step`). A number stays what it is as long as records live."""

    PERSONS = 1
    BODIES = 2
    SHARED = 10
    """Pages that share passages."""
    BASE_COPIES = 11
    """Pages of which one copies the other, by the pages' own days."""
    LINES = 12
    """Pages of which one words the headline of the other, by the pages' own days (weight 1: that of the smaller number,
    2: of the larger, 3: each)."""
    SAID_FIRST = 20
    """Statements whose words tell one act of saying, by their own days: their likeness, and under zero that of those
    that say again what the other said."""
    FIRST = 21
    """Statements of one first utterance, and those that say it again: see first.py."""
    SAID = 22
    """As `SAID_FIRST`, by the days in the end."""
    STORIES = 30
    """Pages that hold on to each other, and how near they are."""
    TREES = 31
    """Pages of a story that its links join."""
    HEARD = 32
    """Pages that report one act of saying, by their own days."""
    FAMILIES = 40
    COUNTS = 50
    """Figures of one counted thing."""
    CLAIMS = 51
    """Statements that agree or conflict, before one link is chosen for two utterances."""
    REPLIES = 52
    """Statements of a page of which one denies the other flatly."""
