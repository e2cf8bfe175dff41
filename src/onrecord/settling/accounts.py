"""Where do accounts agree, change or differ: figures through time, claims, offices, events?"""

from __future__ import annotations

from onrecord.corroborate.meeting import CROWD
from onrecord.settling.blocks import put_acts, put_blocks
from onrecord.settling.counts import put_counts, put_numbers
from onrecord.settling.going import Going
from onrecord.settling.rulings import put_rulings
from onrecord.settling.sayings import put_sayings


def put_accounts(going: Going, *, crowd: int = CROWD) -> None:
    """Write series, and the links between figures, statements, offices and events, as people ruled of them; and from
    how many origins figures and steps of listing come. `crowd`: rows under one key up to which all meet.
    """
    rulings = put_rulings(going)
    put_counts(going, rulings, crowd)
    put_sayings(going, rulings, crowd)
    put_blocks(going, rulings)
    put_numbers(going.new)
    put_acts(going.new)
