"""Which days remain when several things tell of each other's days, and which words left no others?

Evidence is propagated until nothing changes: each piece takes away the days that no day of its other end bears out.
What remains does not hang on the order of the evidence. Sure evidence goes first, and the weaker only joins it. Where
pieces of evidence leave a thing no day at all, they conflict: none of them is followed, and the thing stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from onrecord.resolve.domains import ALL, Days, days_from
from onrecord.resolve.meanings import meaning

ENUMERATED = 1500
"""Days of an anchor up to which the days that words mean are counted one by one: four years."""

ROUNDS = 60
"""Rounds after which evidence that still takes days away runs in a circle. Chains are a few steps long."""


class Sure(IntEnum):
    """How sure evidence is; the surer is followed first."""

    FAINT = 1
    HINT = 2
    LIKELY = 3
    CERTAIN = 4


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words that tell of the day of `a`, alone or by the day of `b`; `why` is a sentence that names the row.

    Alone: `a` is one of `days`. By `b`: `a` lies `least` to `most` days after `b` (None: as far as days go), or, with
    a `reading`, `a` is a day that this reading means when it is counted from `b`.
    """

    a: str
    b: str = ""
    rule: str = ""
    why: str = ""
    sure: Sure = Sure.CERTAIN
    runs: tuple[tuple[int, int], ...] | None = None
    least: int | None = None
    most: int | None = None
    reading: str = ""

    @property
    def ends(self) -> tuple[str, ...]:
        """What it tells of."""
        return (self.a, self.b) if self.b else (self.a,)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Evidence that cannot all hold, as few pieces as leave no day; `about` is what stays open for it."""

    about: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Solved:
    """The days that remain of each thing, the evidence that was followed, and what was not."""

    days: Mapping[str, Days]
    followed: tuple[Evidence, ...]
    conflicts: tuple[Conflict, ...] = ()

    def reasons(self, name: str) -> tuple[Evidence, ...]:
        """The fewest pieces of evidence that leave these days, in the order in which one reasons."""
        needed = _fewest(self.followed, lambda held: _remaining(held, name) == self.days[name])
        return _told_in_order(needed, name)


@dataclass(slots=True)
class _State:
    days: dict[str, Days] = field(default_factory=dict)
    rests: bool = True


def solved(evidence: Iterable[Evidence]) -> Solved:
    """What the evidence leaves of the days of everything that it names."""
    ranked = sorted(set(evidence))
    names = sorted({name for piece in ranked for name in piece.ends})
    followed: list[Evidence] = []
    conflicts: list[Conflict] = []
    for sure in sorted(Sure, reverse=True):
        joining = [piece for piece in ranked if piece.sure == sure]
        found, left = _without_conflict(followed, joining)
        conflicts += found
        followed = left
    state = _propagated(followed)
    return Solved({name: state.days.get(name, ALL) for name in names}, tuple(followed), tuple(conflicts))


def _without_conflict(held: list[Evidence], joining: list[Evidence]) -> tuple[list[Conflict], list[Evidence]]:
    """The conflicts that `joining` brings to what is held, and what is left when none of theirs is followed.

    Of hints that conflict none is followed: another hint that agrees with one side is no more than that.
    """
    conflicts: list[Conflict] = []
    while joining and not _holds([*held, *joining]):
        needed = _fewest([*held, *joining], lambda some: not _holds(some))
        about = tuple(sorted({name for piece in needed for name in piece.ends}))
        conflicts.append(Conflict(about, needed))
        hints = any(piece.sure <= Sure.HINT for piece in needed)
        joining = [] if hints else [piece for piece in joining if piece not in needed]
    return conflicts, sorted([*held, *joining])


def _holds(evidence: Sequence[Evidence]) -> bool:
    state = _propagated(evidence)
    return state.rests and all(state.days.values())


def _propagated(evidence: Sequence[Evidence]) -> _State:
    """What is left when each piece has taken away what it can, again and again until none takes anything."""
    state = _State()
    touching: dict[str, list[int]] = {}
    for place, piece in enumerate(evidence):
        for name in piece.ends:
            state.days.setdefault(name, ALL)
            touching.setdefault(name, []).append(place)
    waiting = set(range(len(evidence)))
    for _ in range(ROUNDS):
        if not waiting:
            return state
        now, waiting = sorted(waiting), set()
        for place in now:
            piece = evidence[place]
            for name, days in zip(piece.ends, _narrowed(piece, state.days), strict=True):
                if days != state.days[name]:
                    state.days[name] = days
                    waiting.update(touching[name])
        if not all(state.days.values()):
            return state
    state.rests = not waiting
    return state


def _narrowed(piece: Evidence, days: Mapping[str, Days]) -> Iterator[Days]:
    """The days of the ends of a piece of evidence that it bears out."""
    mine = days[piece.a]
    if piece.runs is not None:
        mine = mine.and_in(Days(piece.runs))
    if not piece.b:
        yield mine
        return
    theirs = days[piece.b]
    if piece.least is not None or piece.most is not None:
        mine = mine.and_in(theirs.moved(piece.least, piece.most))
        theirs = theirs.and_in(mine.moved(*_turned(piece)))
    if piece.reading and len(theirs) <= ENUMERATED:
        mine, theirs = _read(piece.reading, mine, theirs)
    yield mine
    yield theirs


def _turned(piece: Evidence) -> tuple[int | None, int | None]:
    return (None if piece.most is None else -piece.most), (None if piece.least is None else -piece.least)


@lru_cache(maxsize=1 << 12)  # reasons are found by asking again and again with one piece less
def _read(reading: str, mine: Days, theirs: Days) -> tuple[Days, Days]:
    """The days that a reading means from some possible anchor, and the anchors from which it means a possible day."""
    meant = [(day, meaning(reading, day)) for day in theirs]
    if any(days is None for _, days in meant):
        return mine, theirs  # it tells no day from one of them, and so says nothing against it
    borne = [(day, days) for day, told in meant if told and (days := told.and_in(mine))]
    return days_from(run for _, days in borne for run in days.runs), days_from((day, day) for day, _ in borne)


def _remaining(evidence: Sequence[Evidence], name: str) -> Days:
    return _propagated(evidence).days.get(name, ALL)


def _fewest(evidence: Sequence[Evidence], enough: Callable[[Sequence[Evidence]], bool]) -> tuple[Evidence, ...]:
    """Evidence of which no piece can be spared, as long as it is `enough`: the weakest is let go of first."""
    kept = sorted(evidence)
    for piece in sorted(evidence, key=lambda piece: (piece.sure, -len(piece.ends), piece)):
        without = [other for other in kept if other is not piece]
        if enough(without):
            kept = without
    return tuple(kept)


def _told_in_order(evidence: Iterable[Evidence], name: str) -> tuple[Evidence, ...]:
    """Evidence from what lies farthest from a thing to what tells of the thing itself."""
    left, ordered, reached = sorted(evidence), [], {name}
    while left:
        near = [piece for piece in left if reached.intersection(piece.ends)] or left
        ordered.append(near)
        reached.update(end for piece in near for end in piece.ends)
        left = [piece for piece in left if piece not in near]
    return tuple(piece for near in reversed(ordered) for piece in near)
