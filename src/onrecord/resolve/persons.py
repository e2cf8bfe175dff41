"""Which sightings of persons are one person?

Sightings meet under keys (`keys_of`), are compared two by two (`compared`), and what hangs together is grouped. Ties
only join, so a group hangs on its own sightings alone, and the order of pages is nothing to it. A tie that would join
what cannot be one person is left out, the weakest first; a name without a first name goes to the one full name that it
fits, and to nobody where it fits two. What people decided comes before every rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations

from onrecord.resolve.likeness import Spread, Tie, against, best_fit, compared, of_state
from onrecord.resolve.sightings import Sighting, keys_of
from onrecord.resolve.spelling import blocks_of, is_short

CROWD = 40
"""Sightings under one key up to which each pair is compared; in a crowd one meets those next to it."""

NEIGHBOURS = 2
"""How many sightings behind it one meets in a crowd: by name, and where they share an office or a title by day too."""

OFFICES = "obt"
"""The letters of keys that hold an office, a body or a title."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of sightings, by id: `a` and `b` are one (`same`) or not; without `b`, `a` is by itself."""

    same: bool
    a: str
    b: str | None = None


@dataclass(slots=True)
class Person:
    """Sightings that are one person. All of it can be added up: to join two is to add theirs.

    `names` are the full ones, `posts` a sighting for each office of a state and year, `shut` whom somebody kept apart.
    `refused` are ties of one of its sightings that were left out: what cannot be one person, or was decided.
    """

    members: list[str]
    names: set[tuple[str, ...]] = field(default_factory=set)
    posts: dict[tuple[str, str], Sighting] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    shut: set[str] = field(default_factory=set)
    refused: list[Tie] = field(default_factory=list)

    def take(self, other: Person) -> None:
        """Make the other part of this one."""
        self.members += other.members
        self.names |= other.names
        for post, sighting in other.posts.items():
            if post not in self.posts or sighting.id < self.posts[post].id:
                self.posts[post] = sighting
        self.ties += other.ties
        self.refused += other.refused
        self.shut |= other.shut


def number_of(sighting: str) -> int:
    """The number of a sighting by its id (64 signed bits): it orders those of a crowd that stand in one place."""
    return _hashed(sighting, 8)


def _hashed(words: str, size: int) -> int:
    digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=size).digest()
    return int.from_bytes(digest, "big", signed=size == 8)


def places_of(sighting: Sighting) -> dict[str, int]:
    """Under which keys a sighting meets others, and its place in a crowd there: by name, then by day.

    Where it shares an office, a body or a title it meets others under a second key by day alone, so that "Lindqvist"
    meets "Ada Lindqvist", whom it follows in the days and not in the alphabet.
    """
    day = _ordinal(sighting.day)
    called = (_opening(sighting.key) << NAME_BITS | _hashed(sighting.key, 2) >> 1) << DAY_BITS | day
    found: dict[str, int] = {}
    for key in keys_of(sighting):
        found[key] = called
        if key.split(" ", 1)[1][0] in OFFICES:
            found[f"{key}\x1f"] = day
    return found


LETTERS, LETTER_BITS, NAME_BITS, DAY_BITS = 6, 5, 15, 18
"""What a place by name holds: the first letters of the name, a hash of all of it, and the day."""

FIRST_YEAR = 1800
"""Days before it stand together: so many bits reach six hundred years."""


def _opening(name: str) -> int:
    """The first letters of a name as a number, in the order of the alphabet."""
    found = 0
    for at in range(LETTERS):
        letter = ord(name[at]) - ord("a") + 2 if at < len(name) else 0
        found = found << LETTER_BITS | (letter if 1 < letter < 1 << LETTER_BITS else min(at < len(name), 1))
    return found


def _ordinal(day: str) -> int:
    """A day, month or year as a number, earlier ones smaller; 0 for none."""
    if not day[:4].isdigit():
        return 0
    year, month, of_month = (*(int(part) for part in day[:10].split("-") if part.isdigit()), 0, 0)[:3]
    return min((max(year - FIRST_YEAR, 0) * 13 + month) * 32 + of_month + 1, (1 << DAY_BITS) - 1)


def pairs_of(sightings: Sequence[Sighting], opening: str = "") -> Iterator[tuple[Sighting, Sighting]]:
    """Sightings that are worth comparing: those that share a key (one that opens so), each pair once."""
    numbers = [number_of(sighting.id) for sighting in sightings]
    under: dict[str, list[tuple[int, int, int]]] = {}
    for at, sighting in enumerate(sightings):
        for key, place in places_of(sighting).items():
            if key.startswith(opening):
                under.setdefault(key, []).append((place, numbers[at], at))
    seen: set[tuple[int, int]] = set()
    for key in sorted(under):
        for one, other in _met(under[key]):
            pair = (one, other) if one < other else (other, one)
            if pair not in seen:
                seen.add(pair)
                yield sightings[pair[0]], sightings[pair[1]]


def _met(order: list[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    if len(order) <= CROWD:
        yield from combinations([at for *_, at in order], 2)
        return
    order.sort()
    for place, (*_, one) in enumerate(order):
        yield from ((one, other[-1]) for other in order[place + 1 : place + 1 + NEIGHBOURS])


def persons_of(sightings: Sequence[Sighting], spread: Spread, decisions: Iterable[Decision] = ()) -> list[Person]:
    """All persons among sightings; the same whatever their order."""
    return joined(sightings, ties_among(sightings, spread), list(decisions))


def ties_among(sightings: Sequence[Sighting], spread: Spread) -> list[Tie]:
    """All ties between sightings of a record, some of them more than once; the order of sightings does not matter."""
    ties: list[Tie] = []
    for block, rows in _blocks(sightings):
        ties += (tie for pair in pairs_of(rows, f"{block} ") if (tie := compared(*pair, spread)) is not None)
    return ties


def _blocks(rows: Sequence[Sighting]) -> Iterator[tuple[str, list[Sighting]]]:
    """Sightings whose family names sound alike: keys never reach further. One block is held at a time."""
    blocks: dict[str, list[Sighting]] = {}
    for row in rows:
        for block in blocks_of(row.name, *row.also):
            blocks.setdefault(block, []).append(row)
    yield from sorted(blocks.items())


def joined(rows: Sequence[Sighting], ties: Iterable[Tie], decisions: Sequence[Decision] = ()) -> list[Person]:
    """The persons among sightings that hang together by ties; of one connected group, or of many, it is the same."""
    grouping = _Grouping(sorted(rows, key=lambda row: row.id), decisions)
    several = sorted(dict.fromkeys(ties), key=lambda tie: (-tie.score, tie.a, tie.b))
    for tie in several:
        if not tie.short:
            grouping.tie(tie)
    grouping.shorts([tie for tie in several if tie.short])
    return grouping.persons()


class _Grouping:
    """Persons in the making, by the sightings they hold."""

    def __init__(self, rows: Iterable[Sighting], decisions: Sequence[Decision]) -> None:
        self.rows = {row.id: row for row in rows}
        self.of: dict[str, Person] = {}
        for row in self.rows.values():
            names = set() if is_short(row.name) else {(row.name, *row.also)}
            posts = {(post.key, row.day[:4]): row for post in filter(of_state, row.posts)}
            self.of[row.id] = Person([row.id], names, posts)
        self.alone = {each.a for each in decisions if not each.same and each.b is None}
        for each in decisions:
            if not each.same and each.b is not None and {each.a, each.b} <= self.of.keys():
                self.of[each.a].shut.add(each.b)
                self.of[each.b].shut.add(each.a)
        for each in decisions:
            if each.same and each.b is not None and {each.a, each.b} <= self.of.keys():
                self._join(self.of[each.a], self.of[each.b])

    def _join(self, a: Person, b: Person) -> None:
        if a is b:
            return
        big, small = (a, b) if (len(a.members), b.members[0]) >= (len(b.members), a.members[0]) else (b, a)
        big.take(small)
        for member in small.members:
            self.of[member] = big

    def tie(self, tie: Tie) -> bool:
        """Join what a rule ties, unless it cannot be one person or somebody decided otherwise."""
        a, b = self.of[tie.a], self.of[tie.b]
        if a is b:
            return True
        if {tie.a, tie.b} & self.alone or self._differ(a, b):
            a.refused.append(tie)
            return False
        self._join(a, b)
        self.of[tie.a].ties.append(tie)
        return True

    def _differ(self, a: Person, b: Person) -> bool:
        if (a.shut and not a.shut.isdisjoint(b.members)) or (b.shut and not b.shut.isdisjoint(a.members)):
            return True
        both = [names for names in a.names | b.names if len(names) > 1]
        if not all(_go_together(x, y, both) for x in a.names - b.names for y in b.names - a.names):
            return True
        return any(against(x, y) for x in a.posts.values() for y in b.posts.values())

    def shorts(self, ties: Sequence[Tie]) -> None:
        """Names without a first name: among themselves first, then each group of them to the one person it fits."""
        for tie in ties:
            if not self.of[tie.a].names and not self.of[tie.b].names:
                self.tie(tie)
        wanted: dict[int, dict[int, Tie]] = {}
        groups: dict[int, Person] = {}
        for tie in ties:
            a, b = self.of[tie.a], self.of[tie.b]
            if bool(a.names) == bool(b.names):
                continue
            short, full = (a, b) if b.names else (b, a)
            groups[id(short)] = short
            wanted.setdefault(id(short), {}).setdefault(id(full), tie)
        for number, fits in wanted.items():
            if len(fits) == 1 and not groups[number].names:
                self.tie(next(iter(fits.values())))

    def persons(self) -> list[Person]:
        """All persons, by their smallest sighting."""
        made = {id(person): person for person in self.of.values()}
        for person in made.values():
            person.members.sort()
        return sorted(made.values(), key=lambda person: person.members[0])


def _go_together(x: tuple[str, ...], y: tuple[str, ...], both: Iterable[tuple[str, ...]]) -> bool:
    """Whether two names can be one person's: by themselves, or because a page states that somebody has both."""
    return best_fit(x, y) is not None or any(best_fit(x, names) and best_fit(names, y) for names in both)
