"""What do many pages say together? The second half of a build, in one transaction.

Who is who, which day, what is said twice, what is copied, what agrees, changes or conflicts. The outcome does not hang
on the order in which pages came: a record that is settled whole, and one that took its pages one by one, are the same.
Where a few pages came, only what they touch is computed (see docs/adr/004).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

import onrecord
from onrecord.model import Judgement
from onrecord.settling.accounts import put_accounts
from onrecord.settling.claims import put_claims
from onrecord.settling.copies import put_copies, put_shared
from onrecord.settling.days import put_days
from onrecord.settling.going import Going, Stage, Whole, run
from onrecord.settling.judged import Decisions
from onrecord.settling.lineages import put_lineages
from onrecord.settling.names import put_names
from onrecord.settling.stories import put_stories
from onrecord.settling.together import put_together
from onrecord.settling.utterances import put_first, put_utterances
from onrecord.settling.yardstick import put_yardstick
from onrecord.store import Record, Settling, by_people

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
)
"""The stages in their order, and what a person is told of each. Each works both ways."""


RULES: tuple[str, ...] = ("*.py", "corroborate/**/*", "resolve/**/*", "settling/**/*", "store/*.py")
"""What the derived rows hang on beside the pages: a record that was settled by other rules is settled whole."""

FEW = 32
"""Up to one page in so many of a record is taken in by what it touches. More are sooner settled with all the others."""


def settle(record: Record, *, progress: Callable[[str], None] = lambda stage: None) -> bool:
    """Compute everything that depends on more than one page, in one transaction; `progress` is told each stage.

    Where few pages came since the last settling, and nothing else, only what they touch is computed. Returns whether it
    was all computed from nothing.
    """
    people = by_people(record)
    if _neighbourhood(record, people, progress):
        return False
    with record.settling() as new:
        run(Going(new, record, people, Decisions(people)), STAGES, progress)
        _keep(new, people)
    return True


def _neighbourhood(record: Record, people: Sequence[Judgement], progress: Callable[[str], None]) -> bool:
    """Settle what new pages touch; False, and nothing is done, where that cannot be told."""
    try:
        with record.settling(whole=False) as new:
            _check(new, people)
            run(Going(new, record, people, Decisions(people)), STAGES, progress)
            _keep(new, people)
    except Whole:
        return False
    return True


SHELF = "settling"


def _check(new: Settling, people: Sequence[Judgement]) -> None:
    """Raise Whole unless few pages came since what is kept was written, and nothing else."""
    kept = new.shelf(SHELF).get(["all"]).get("all", {})
    if {**_signs(people), "pages": kept.get("pages")} != kept or new.forgetting:
        raise Whole("the record was settled by other rules, or somebody decided something since")
    if kept["pages"] + len(new.fresh) != new.count("pages") or FEW * len(new.fresh) > kept["pages"]:
        raise Whole("pages went, or many came")


def _keep(new: Settling, people: Sequence[Judgement]) -> None:
    """Keep from what the next settling may go on. Where something was taken down nothing is kept: it may name it."""
    if new.forgetting:
        new.empty_ledger()
    else:
        new.shelf(SHELF).put([("all", {**_signs(people), "pages": new.count("pages")})])


def _signs(people: Sequence[Judgement]) -> dict[str, object]:
    """What has to be as it was."""
    decided = sorted(f"{each.id} {each.withdrawn or ''}" for each in people)
    return {"rules": _rules(), "people": sha256("\n".join(decided).encode()).hexdigest()}


@cache
def _rules() -> str:
    """What tells these rules from any others: a hash of their code and tables."""
    home = Path(onrecord.__file__).parent
    files = {file for pattern in RULES for file in home.glob(pattern) if file.is_file() and file.suffix != ".pyc"}
    told = sha256()
    for file in sorted(files):
        told.update(file.read_bytes())
    return told.hexdigest()
