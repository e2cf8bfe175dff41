"""What do the stages of a settling have in common, and when must one begin from nothing?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from onrecord.model import Judgement, PageId, Trace, When
from onrecord.settling.judged import Decisions
from onrecord.store import Record, Settling

if TYPE_CHECKING:
    from onrecord import resolve
    from onrecord.corroborate import PageFacts, Shared
    from onrecord.corroborate.acts import Acts
    from onrecord.settling.comparing import Compared
    from onrecord.settling.utterances import Shift
    from onrecord.settling.yardstick import Yardstick


class Whole(Exception):
    """A stage cannot tell from the neighbourhood of the new pages alone what changes: the whole record is settled."""


@dataclass(slots=True)
class Held:
    """What stages of a whole settling hold in memory for those behind them. Nothing of it is there in the other way."""

    traces: Sequence[Trace] = field(init=False)
    facts: Mapping[PageId, PageFacts] = field(init=False)
    shared: Shared = field(init=False)
    found: Compared = field(init=False)
    acts: Acts = field(init=False)
    said: Mapping[str, When] = field(init=False)


@dataclass(slots=True)
class Going:
    """A settling on its way through the stages; each takes it and leaves its rows in `new`.

    `held` is filled in a whole settling only, what follows it in the other way only: `parted` are pairs of pages that
    shared passages and are not compared any longer, `kin` those that became or ceased to be copies or states of one
    page by their own days, `judged` those on whose claims people decided something since the last settling,
    `said_first` the statements of first utterances that were found anew, and `shift` tells which statements meet
    otherwise.
    """

    new: Settling
    record: Record
    people: Sequence[Judgement]
    decisions: Decisions
    yard: Yardstick = field(init=False)
    known: resolve.Known = field(init=False)
    held: Held = field(default_factory=Held)
    parted: frozenset[tuple[PageId, PageId]] = frozenset()
    kin: frozenset[tuple[PageId, PageId]] = frozenset()
    judged: frozenset[PageId] = frozenset()
    said_first: frozenset[str] = frozenset()
    shift: Shift = field(init=False)

    @property
    def whole(self) -> bool:
        """Whether all is computed from nothing."""
        return self.new.whole


Stage: TypeAlias = Callable[[Going], None]


def run(going: Going, stages: Iterable[tuple[str, Stage]], progress: Callable[[str], None]) -> None:
    """Let the stages do their work one after the other; `progress` is told each one's name before."""
    for name, stage in stages:
        progress(name)
        stage(going)
