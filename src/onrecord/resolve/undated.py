"""Which day is an undated page of, and what is said on it? Other pages may know, and its own words.

Evidence is drawn from the rows around undated pages (`evidence`) and propagated (`constraints`), one connected group of
undated pages at a time; dated pages part the groups. What stays open stays open: a month, an interval, a set of days,
or no date. Where the evidence conflicts, the page stays undated and a note tells both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.model import Basis, PageId, When
from onrecord.resolve.constraints import Conflict, Evidence, Solved, Sure, solved
from onrecord.resolve.domains import Days, days_in, edtf_of
from onrecord.resolve.evidence import Surroundings, evidence_of
from onrecord.roots import Roots

WIDEST = 366
"""Days: what is left open by more than a year is no date."""

FARTHEST = 92
"""Days: what may be of two times farther apart than a quarter, and of none between, is no date either."""

STEPS = 2
"""Undated pages in a row, counted from a dated one, up to which one dates the next: an error goes no farther."""

MOST_PAGES = 12
"""Undated pages of a group up to which they are dated together; in a larger one each by itself."""

OWN_WORDS = frozenset({"dateline", "fetched", "changed", "this_month", "stated", "past", "words", "reported"})
"""Evidence from the page itself."""

SOURCES = frozenset({"own", "story", "one_month", "one_voice", "session", "due"})
"""Evidence that brings in a known day."""

PART = "; "
"""What stands between the steps of a chain of reasons."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Days told from elsewhere, of pages and of statements by id, and notes on pages whose evidence conflicts."""

    pages: Mapping[PageId, When] = field(default_factory=dict)
    said: Mapping[str, When] = field(default_factory=dict)
    notes: tuple[tuple[PageId, str], ...] = ()


def dated_pages(near: Surroundings) -> Dates:
    """The days of the undated pages and open sayings of `near`, as far as the rows tell them.

    Pages that have a day, month or year of their own keep it. What is known of one group of undated pages is the same
    whatever else `near` holds, and whatever its order.
    """
    evidence = evidence_of(near)
    pages: dict[PageId, When] = {}
    said: dict[str, When] = {}
    notes: set[tuple[PageId, str]] = set()
    owners = _owners(near)
    sayings = _sayings(near)
    for group in _groups(evidence, owners, near):
        found = _solved_in_steps(group, owners)
        open_ones = {name for conflict in found.conflicts if _counts(conflict) for name in conflict.about}
        shut = {owners[name] for name in open_ones if name in owners}
        for name, days in sorted(found.days.items()):
            when = _when(name, days, found) if name not in open_ones else None
            if when is None:
                continue
            if name in near.pages and near.is_undated(PageId(name)):
                pages[PageId(name)] = when
            elif owners.get(name) not in shut:
                said |= dict.fromkeys(sayings.get(name, ()), when)
        notes.update((page, told) for page, told in _notes(found.conflicts, owners) if page not in pages)
    return Dates(pages, said, tuple(sorted(notes)))


def is_closer(told: When, before: When) -> bool:
    """Whether a date tells more than the one before, and nothing against it; any tells more than none."""
    new, old = days_in(told.edtf), days_in(before.edtf)
    return new is not None and (old is None or (len(new) < len(old) and new.and_in(old) == new))


def _sayings(near: Surroundings) -> dict[str, list[str]]:
    """The statements whose day goes by each name."""
    found: dict[str, list[str]] = {}
    for statement in near.statements.values():
        found.setdefault(near.name_of(statement), []).append(statement.id)
    return found


def _owners(near: Surroundings) -> dict[str, PageId]:
    """Which undated page each thing is of: the page itself, its time words and what is said on it."""
    owners: dict[str, PageId] = {page: page for page in near.pages if near.is_undated(page)}
    for page in sorted(owners):
        owners |= {time.id: PageId(page) for time in near.times.get(PageId(page), ())}
    return owners | {s.id: s.page for s in near.statements.values() if near.is_undated(s.page)}


def _groups(evidence: Sequence[Evidence], owners: Mapping[str, PageId], near: Surroundings) -> Iterator[list[Evidence]]:
    """Evidence that hangs together by things whose day is open, with the days of the known things it names."""
    own = {piece.a: piece for piece in evidence if piece.rule == "own"}
    known = {name for name, piece in own.items() if name in near.pages or Days(piece.runs or ()).width == 1}
    roots = Roots()
    open_ends = {piece: [name for name in piece.ends if name not in known] for piece in evidence}
    for ends in open_ends.values():
        for a, b in pairwise(ends):
            roots.tie(a, b)
    groups: dict[str, list[Evidence]] = {}
    for piece, ends in open_ends.items():
        if ends:
            groups.setdefault(roots.top(ends[0]), []).append(piece)
    for name in sorted(groups):
        for group in _small(groups[name], owners):
            yield group + [own[end] for end in sorted({end for piece in group for end in piece.ends} & known)]


def _small(group: list[Evidence], owners: Mapping[str, PageId]) -> list[list[Evidence]]:
    """The group, or where it holds too many undated pages, what concerns each of them alone."""
    pages = sorted({owners[name] for piece in group for name in piece.ends if name in owners})
    if len(pages) <= MOST_PAGES:
        return [group]
    return [_among(group, {page}, owners) for page in pages]


def _among(group: Iterable[Evidence], pages: set[PageId], owners: Mapping[str, PageId]) -> list[Evidence]:
    """The evidence that names no undated page but these."""
    return [piece for piece in group if {owners[end] for end in piece.ends if end in owners} <= pages]


def _solved_in_steps(group: list[Evidence], owners: Mapping[str, PageId]) -> Solved:
    """What the evidence leaves, followed no farther than `STEPS` undated pages from what is known.

    A page that lies farther is dated where two of its neighbours date it, each by itself and from other sources.
    """
    whole = solved(group)
    pages = {owners[name] for piece in group for name in piece.ends if name in owners}
    if len(pages) <= 1:
        return whole
    near: set[PageId] = set()
    for _ in range(STEPS):
        near |= {page for page in pages - near if _bounded(page, solved(_among(group, near | {page}, owners)))}
    while agreed := {page for page in pages - near if _agreed(page, group, near, owners)}:
        near |= agreed
    if near == pages:
        return whole
    found = solved(_among(group, near, owners))
    far = tuple(c for c in whole.conflicts if not {owners[n] for n in c.about if n in owners} <= near)
    return Solved(found.days, found.followed, found.conflicts + far)


def _bounded(page: str, found: Solved) -> bool:
    return page in found.days and _told(found.days[page])


def _told(days: Days) -> bool:
    """Whether so few days are left that they are a date."""
    return 0 < days.width <= WIDEST and all(b[0] - a[1] <= FARTHEST for a, b in pairwise(days.runs))


def _agreed(page: PageId, group: list[Evidence], near: set[PageId], owners: Mapping[str, PageId]) -> bool:
    """Whether two neighbours date a page, each without the other and from sources that the other does not need."""
    beside = {owners[n] for p in group for n in p.ends if n in owners and page in {owners.get(e) for e in p.ends}}
    roots: list[frozenset[str]] = []
    for other in sorted((beside & near) - {page}):
        found = solved(_among(group, (near - beside) | {page, other}, owners))
        if _bounded(page, found):
            roots.append(frozenset(piece.why for piece in found.reasons(page) if piece.rule in SOURCES))
    return any(not a & b for place, a in enumerate(roots) for b in roots[:place])


def _when(name: str, days: Days, found: Solved) -> When | None:
    """The date of what remains; None where it is too wide, or nothing but what the row itself says."""
    if not _told(days):
        return None
    reasons = found.reasons(name)
    if all(piece.rule == "own" for piece in reasons):
        return None
    basis: Basis = "relative" if all(piece.rule in OWN_WORDS for piece in reasons) else "cross_reference"
    return When(edtf_of(days), basis, PART.join(dict.fromkeys(piece.why for piece in reasons)))


def _counts(conflict: Conflict) -> bool:
    """Whether a conflict leaves open what it is about; hints that differ only tell nothing."""
    return all(piece.sure > Sure.HINT for piece in conflict.evidence)


def _notes(conflicts: Iterable[Conflict], owners: Mapping[str, PageId]) -> Iterator[tuple[PageId, str]]:
    for conflict in conflicts:
        told = PART.join(dict.fromkeys(piece.why for piece in conflict.evidence))
        for page in sorted({owners[name] for name in conflict.about if name in owners}):
            yield page, f"accounts of its day differ: {told}"
