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
from onrecord.model import Judgement, PageId
from onrecord.settling.accounts import put_accounts
from onrecord.settling.claims import pages_of, put_claims
from onrecord.settling.copies import put_copies, put_shared
from onrecord.settling.days import put_days
from onrecord.settling.going import Going, Stage, Whole, run
from onrecord.settling.judged import ON_NAMES, Decisions
from onrecord.settling.lineages import put_lineages
from onrecord.settling.names import put_names
from onrecord.settling.stories import put_stories
from onrecord.settling.together import put_together
from onrecord.settling.utterances import put_first, put_utterances
from onrecord.settling.yardstick import put_yardstick
from onrecord.store import CONFLICT, Record, Settling, anchors_of, by_people

__all__ = ["STAGES", "settle", "settle_near"]

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

    Where little happened since the last settling (see `settle_near`) only what that touches is computed. Returns
    whether it was all computed from nothing.
    """
    people = by_people(record)
    if _neighbourhood(record, people, progress):
        return False
    with record.settling() as new:
        _course(Going(new, record, people, Decisions(people)), progress)
    return True


def settle_near(record: Record) -> bool:
    """Settle what a few new pages, or decisions on statements and figures, touch. False, and nothing is done, where
    more happened since the last settling, or what happened reaches farther than can be told from what it touches.
    """
    return _neighbourhood(record, by_people(record), lambda stage: None)


def _neighbourhood(record: Record, people: Sequence[Judgement], progress: Callable[[str], None]) -> bool:
    try:
        with record.settling(whole=False) as new:
            _course(Going(new, record, people, Decisions(people), judged=_judged(new, people)), progress)
    except Whole:
        return False
    return True


def _course(going: Going, progress: Callable[[str], None]) -> None:
    run(going, STAGES, progress)
    _keep(going.new, going.people)


SHELF = "settling"

FAR: frozenset[str] = frozenset({CONFLICT, *ON_NAMES})
"""Decisions that reach beyond the claims of the pages they are about."""


def _judged(new: Settling, people: Sequence[Judgement]) -> frozenset[PageId]:
    """The pages that people judged since what is kept was written. Raises Whole where anything else happened than that
    and a few new pages.
    """
    kept = new.shelf(SHELF).get(["all"]).get("all", {})
    if kept.get("rules") != _rules() or new.forgetting:
        raise Whole("the record was settled by other rules, or something was taken down")
    decided = _decided(people)
    changed = {name for name, _ in kept["people"].items() ^ decided.items()}
    if changed - decided.keys() or any(each.kind in FAR for each in people if each.id in changed):
        raise Whole("people decided who is who, or ruled on accounts that differ")
    judged = pages_of(new, (anchor[0] for each in people if each.id in changed for anchor in anchors_of(each)))
    if kept["pages"] + len(new.fresh) != new.count("pages") or FEW * len(new.fresh | judged) > kept["pages"]:
        raise Whole("pages went, or many came")
    return judged


def _keep(new: Settling, people: Sequence[Judgement]) -> None:
    """Keep from what the next settling may go on. Where something was taken down nothing is kept: it may name it."""
    if new.forgetting:
        new.empty_ledger()
    else:
        told = {"rules": _rules(), "people": _decided(people), "pages": new.count("pages")}
        new.shelf(SHELF).put([("all", told)])


def _decided(people: Sequence[Judgement]) -> dict[str, str]:
    """What people decided, by id, and when they withdrew it."""
    return {each.id: each.withdrawn or "" for each in people}


@cache
def _rules() -> str:
    """What tells these rules from any others: a hash of their code and tables."""
    home = Path(onrecord.__file__).parent
    files = {file for pattern in RULES for file in home.glob(pattern) if file.is_file() and file.suffix != ".pyc"}
    told = sha256()
    for file in sorted(files):
        told.update(file.read_bytes())
    return told.hexdigest()
