"""What do many pages say together? The second half of a build, in one transaction.

Who is who, which day, what is said twice, what is copied, what agrees, changes or conflicts. The outcome does not hang
on the order in which pages came: a record that is settled whole, and one that took its pages one by one, are the same.
Where a few pages came, only what they touch is computed (see docs/adr/004).
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.settling.accounts import put_accounts
from onrecord.settling.claims import put_claims
from onrecord.settling.comparing import put_copies, put_first, put_shared, put_stories, put_together, put_utterances
from onrecord.settling.days import put_days
from onrecord.settling.going import Going, Stage, run
from onrecord.settling.judged import Decisions
from onrecord.settling.lineages import put_lineages, put_origins
from onrecord.settling.names import put_names
from onrecord.settling.rulings import put_rulings
from onrecord.settling.yardstick import put_yardstick
from onrecord.store import Record, by_people

__all__ = ["STAGES", "settle"]

STAGES: tuple[tuple[str, Stage], ...] = (
    ("yardstick", put_yardstick),
    ("names", put_names),
    ("claims", put_claims),
    ("shared passages", put_shared),
    ("first utterances", put_first),
    ("stories", put_stories),
    ("days", put_days),
    ("copies", put_copies),
    ("utterances", put_utterances),
    ("lineages", put_lineages),
    ("origins of stories", put_together),
    ("accounts", put_accounts),
    ("rulings", put_rulings),
    ("origins of figures", put_origins),
)
"""The stages in their order, and what a person is told of each. Each works both ways."""


def settle(record: Record, *, progress: Callable[[str], None] = lambda stage: None) -> None:
    """Compute everything that depends on more than one page, in one transaction; `progress` is told each stage."""
    people = by_people(record)
    with record.settling() as new:
        run(Going(new, record, people, Decisions(people)), STAGES, progress)
