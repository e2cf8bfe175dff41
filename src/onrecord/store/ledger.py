"""What does a record keep so that one more page is compared with its neighbours only?

Each comparing step of settling keeps here under which keys its rows stand (`Meetings`), which of them hold on to each
other (`Ties`), and what else it needs of a row (`Shelf`). Rows are told by numbers: the ids of this project hold 64
bits, so that a number and an id are one. Nothing here hangs on the order in which rows came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import combinations
from typing import Any, TypeAlias

from sqlalchemy import Connection, delete

from onrecord.store.cells import packed, unpacked
from onrecord.store.rows import batches, chunks
from onrecord.store.schema import KEPT, MEETINGS, TIES

Pair: TypeAlias = tuple[int, int]
"""Numbers of two rows, the smaller first."""

Places: TypeAlias = Mapping[str, int]
"""The keys of a row, each with the row's place among the rows of that key (64 bits, signed)."""

Keyed: TypeAlias = Mapping[int, Places]

HEX = 16
"""Digits of an id behind its prefix."""


def number_of(name: str) -> int:
    """The number of an id (its last 16 digits, as 64 signed bits), or of any other words (a hash of them)."""
    digits = name[-HEX:]
    if len(name) - HEX in (1, 2) and all(digit in "0123456789abcdef" for digit in digits):
        return int.from_bytes(bytes.fromhex(digits), "big", signed=True)
    return _hashed(name)


def name_of(prefix: str, number: int) -> str:
    """The id of a number: `prefix` is that of its kind, as in `id_of`."""
    return f"{prefix}{number.to_bytes(8, 'big', signed=True).hex()}"


def _hashed(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def pair_of(a: int, b: int) -> Pair:
    """The pair of two rows."""
    return (a, b) if a < b else (b, a)


class Meetings:
    """The keys of one step's rows, in an open transaction.

    Rows that share a key meet: each two of up to `crowd`; in a crowd each one meets the `neighbours` behind it, by
    place and number (as in `corroborate.meeting.met`).
    """

    def __init__(self, connection: Connection, step: str, *, crowd: int, neighbours: int) -> None:
        self._connection = connection
        self._step = step
        self._crowd = crowd
        self._neighbours = neighbours

    def key(self, words: str) -> int:
        """The number of a key."""
        return _hashed(f"{self._step}\x1f{words}")

    def fill(self, rows: Iterable[tuple[int, Places]]) -> None:
        """Put rows under their keys, without asking whom they meet: of an empty step."""
        cells = ((self.key(key), place, row) for row, places in rows for key, place in places.items())
        for batch in batches(cells, FILLED):
            _ask(self._connection, PUT, sorted(batch))

    def changed(self, gone: Keyed, come: Keyed) -> tuple[set[Pair], set[Pair]]:
        """Take rows away and put rows (one that changed is in both); the pairs that meet no more under some key, and
        those that do now.

        All pairs of a row that is gone are among the first, all of one that came among the others.
        """
        turns: Counter[Pair] = Counter()
        for row in sorted(gone):
            for key, place in gone[row].items():
                parted, joined = self._without(self.key(key), place, row)
                turns.subtract(parted)
                turns.update(joined)
        lost = {pair for pair, turn in turns.items() if turn < 0 and not gone.keys().isdisjoint(pair)}
        # From here on a row that is gone meets nobody: what it meets as it came is counted from nothing.
        turns = Counter({pair: turn for pair, turn in turns.items() if gone.keys().isdisjoint(pair)})
        for row in sorted(come):
            for key, place in come[row].items():
                parted, joined = self._with(self.key(key), place, row)
                turns.subtract(parted)
                turns.update(joined)
        lost.update(pair for pair, turn in turns.items() if turn < 0)
        return lost, {pair for pair, turn in turns.items() if turn > 0}

    def under(self, words: str) -> list[int]:
        """The rows of a key, in their order."""
        return [row for _, row in _ask(self._connection, ALL, (self.key(words),))]

    def within(self, words: str, first: int, last: int) -> list[int]:
        """The rows of a key that stand at these places, from the first to the last."""
        return [row for (row,) in _ask(self._connection, WITHIN, (self.key(words), first, last))]

    def up_to(self, words: str, last: tuple[int, int], many: int) -> list[tuple[int, int]]:
        """Place and number of some rows of a key: the row that stands there and those before it, backwards."""
        return _ask(self._connection, UP_TO, (self.key(words), *last, many))

    def pairs(self, words: str) -> list[Pair]:
        """The pairs that meet under a key."""
        return self._met(self.under(words))

    def meet(self, a: int, of_a: Places, b: int, of_b: Places) -> bool:
        """Whether two rows meet under any key."""
        for key in of_a.keys() & of_b.keys():
            first, last = sorted(((of_a[key], a), (of_b[key], b)))
            if self._few(self.key(key)) is not None:
                return True
            between = _ask(self._connection, BETWEEN, (self.key(key), *first, *last, self._neighbours))
            if len(between) < self._neighbours:
                return True
        return False

    def _with(self, key: int, place: int, row: int) -> tuple[list[Pair], list[Pair]]:
        """The pairs that one more row parts and those that it makes; it is put there."""
        few = self._few(key)
        _ask(self._connection, PUT, [(key, place, row)])
        if few is not None and len(few) < self._crowd:
            return [], [pair_of(row, other) for _, other in few]
        if few is not None:
            before, after = _all(few), self._met([each for _, each in sorted([*few, (place, row)])])
            return sorted(set(before) - set(after)), sorted(set(after) - set(before))
        ahead, behind = self._around(key, place, row)
        return self._across(ahead, behind), [pair_of(row, other) for other in (*ahead, *behind)]

    def _without(self, key: int, place: int, row: int) -> tuple[list[Pair], list[Pair]]:
        """The pairs that a row leaves and those that meet in its place; it is taken away."""
        _ask(self._connection, TAKE, [(key, place, row)])
        few = self._few(key)
        if few is not None and len(few) < self._crowd:
            return [pair_of(row, other) for _, other in few], []
        if few is not None:
            before, after = self._met([each for _, each in sorted([*few, (place, row)])]), _all(few)
            return sorted(set(before) - set(after)), sorted(set(after) - set(before))
        ahead, behind = self._around(key, place, row)
        return [pair_of(row, other) for other in (*ahead, *behind)], self._across(ahead, behind)

    def _few(self, key: int) -> list[tuple[int, int]] | None:
        """Place and row of all that stand under a key; None of a crowd."""
        found = _ask(self._connection, FEW, (key, self._crowd + 1))
        return found if len(found) <= self._crowd else None

    def _around(self, key: int, place: int, row: int) -> tuple[list[int], list[int]]:
        """The rows next to one in a crowd: those ahead and those behind, the nearest first."""
        at = (key, place, row, self._neighbours)
        return [r for _, r in _ask(self._connection, AHEAD, at)], [r for _, r in _ask(self._connection, BEHIND, at)]

    def _across(self, ahead: Sequence[int], behind: Sequence[int]) -> list[Pair]:
        """The pairs across a gap that meet only while nothing stands in it."""
        far = self._neighbours - 1
        return [pair_of(a, behind[far - i]) for i, a in enumerate(ahead) if 0 <= far - i < len(behind)]

    def _met(self, ordered: Sequence[int]) -> list[Pair]:
        if len(ordered) <= self._crowd:
            return [pair_of(a, b) for a, b in combinations(ordered, 2)]
        reach = self._neighbours + 1
        return [pair_of(a, b) for at, a in enumerate(ordered) for b in ordered[at + 1 : at + reach]]


def _all(few: Sequence[tuple[int, int]]) -> list[Pair]:
    return [pair_of(a, b) for (_, a), (_, b) in combinations(few, 2)]


FILLED = 500_000
"""Keys that are sorted and written in one go."""

PUT = "INSERT INTO meetings (key, place, row) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
TAKE = "DELETE FROM meetings WHERE key = ? AND place = ? AND row = ?"
ALL = "SELECT place, row FROM meetings WHERE key = ? ORDER BY place, row"
FEW = f"{ALL} LIMIT ?"
WITHIN = "SELECT row FROM meetings WHERE key = ? AND place BETWEEN ? AND ? ORDER BY place, row"
BEHIND = "SELECT place, row FROM meetings WHERE key = ? AND (place, row) > (?, ?) ORDER BY place, row LIMIT ?"
AHEAD = "SELECT place, row FROM meetings WHERE key = ? AND (place, row) < (?, ?) ORDER BY place DESC, row DESC LIMIT ?"
UP_TO = AHEAD.replace("<", "<=")
BETWEEN = "SELECT place, row FROM meetings WHERE key = ? AND (place, row) > (?, ?) AND (place, row) < (?, ?) LIMIT ?"


class Ties:
    """Which rows of one step hold on to each other, and how closely, in an open transaction."""

    def __init__(self, connection: Connection, step: int) -> None:
        self._connection = connection
        self._step = step

    def put(self, ties: Iterable[tuple[int, int, float]]) -> None:
        """Tie rows, each tie as (a, b, weight); one that is there takes the new weight."""
        both = ((self._step, one, other, weight) for a, b, weight in ties for one, other in ((a, b), (b, a)))
        for batch in batches(both, FILLED):
            _ask(self._connection, TIE, sorted(batch))

    def take(self, pairs: Iterable[Pair]) -> None:
        """Untie pairs."""
        both = sorted((self._step, one, other) for a, b in pairs for one, other in ((a, b), (b, a)))
        if both:
            _ask(self._connection, UNTIE, both)

    def of(self, row: int) -> dict[int, float]:
        """The rows that a row holds on to, and how closely."""
        return dict(_ask(self._connection, TIED, (self._step, row)))

    def around(self, rows: Iterable[int]) -> dict[int, dict[int, float]]:
        """The same of many rows."""
        found: dict[int, dict[int, float]] = {row: {} for row in rows}
        for some in batches(found, AT_ONCE):
            filled = (*some, *some[-1:] * (AT_ONCE - len(some)))
            for row, other, weight in _ask(self._connection, TIED_ALL, (self._step, *filled)):
                found[row][other] = weight
        return found

    def held(self, pairs: Iterable[Pair]) -> set[Pair]:
        """Those of the pairs that are tied."""
        return {pair for pair in pairs if _ask(self._connection, HELD, (self._step, *pair))}

    def parts(self, rows: Iterable[int]) -> list[dict[Pair, float]]:
        """What hangs together with any of the rows, part by part: the ties of each. A row without ties is in none."""
        left, found = sorted(set(rows)), []
        done: set[int] = set()
        for row in left:
            part: dict[Pair, float] = {}
            edge = [] if row in done else [row]
            while edge:
                one = edge.pop()
                if one not in done:
                    done.add(one)
                    near = self.of(one)
                    part |= {pair_of(one, other): weight for other, weight in near.items()}
                    edge += [other for other in near if other not in done]
            if part:
                found.append(part)
        return found


TIE = (
    "INSERT INTO ties (step, a, b, weight) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (step, a, b) DO UPDATE SET weight = excluded.weight"
)
UNTIE = "DELETE FROM ties WHERE step = ? AND a = ? AND b = ?"
TIED = "SELECT b, weight FROM ties WHERE step = ? AND a = ? ORDER BY b"
AT_ONCE = 64
"""Rows that are asked about in one question."""

TIED_ALL = f"SELECT a, b, weight FROM ties WHERE step = ? AND a IN ({', '.join('?' * AT_ONCE)}) ORDER BY a, b"
HELD = "SELECT 1 FROM ties WHERE step = ? AND a = ? AND b = ?"


class Shelf:
    """What a step keeps by name, as plain values, in an open transaction."""

    def __init__(self, connection: Connection, shelf: str) -> None:
        self._connection = connection
        self._shelf = shelf

    def put(self, values: Iterable[tuple[str, Any]]) -> None:
        """Keep values; one that is there is replaced."""
        for batch in batches((self._shelf, name, packed(value)) for name, value in values):
            _ask(self._connection, SHELVE, batch)

    def take(self, names: Iterable[str]) -> None:
        """Let go of values."""
        for some in chunks(names):
            self._connection.execute(delete(KEPT).where(KEPT.c.shelf == self._shelf, KEPT.c.name.in_(some)))

    def get(self, names: Iterable[str]) -> dict[str, Any]:
        """The values of some names; of those that have none nothing."""
        found = ((name, _ask(self._connection, SHELVED, (self._shelf, name))) for name in set(names))
        return {name: unpacked(rows[0][0]) for name, rows in found if rows}

    def all(self) -> Iterator[tuple[str, Any]]:
        """All names and values, by name."""
        asked = KEPT.select().where(KEPT.c.shelf == self._shelf).order_by(KEPT.c.name)
        for _, name, value in self._connection.execute(asked).all():
            yield name, unpacked(value)


SHELVE = (
    "INSERT INTO kept (shelf, name, value) VALUES (?, ?, ?) "
    "ON CONFLICT (shelf, name) DO UPDATE SET value = excluded.value"
)
SHELVED = "SELECT value FROM kept WHERE shelf = ? AND name = ?"


def emptied(connection: Connection) -> None:
    """Forget all: what is settled from nothing fills it anew."""
    for table in (MEETINGS, TIES, KEPT):
        connection.execute(delete(table))


def _ask(connection: Connection, words: str, values: Any) -> list[Any]:
    """The rows of a question; of an insert or a delete of many values none."""
    if not values:
        return []
    done = connection.exec_driver_sql(_worded(connection.dialect.name, words), values)
    return list(map(tuple, done)) if done.returns_rows else []


@cache
def _worded(dialect: str, words: str) -> str:
    return words if dialect == "sqlite" else words.replace("?", "%s")


@dataclass(frozen=True, slots=True)
class Parts:
    """What joining rows disturbed. `rows`: all of them, those that stand alone too; `parts`: the ties of each part."""

    rows: frozenset[int]
    parts: list[dict[Pair, float]]


def join(
    meetings: Meetings,
    ties: Ties,
    gone: Keyed,
    come: Keyed,
    compare: Callable[[Sequence[Pair]], Iterable[tuple[int, int, float]]],
    keyed: Callable[[Iterable[int]], Keyed],
) -> Parts:
    """Join changed rows of a step (see `retie`) and walk what hangs together with any row whose ties changed.

    What comes back must be grouped anew: whatever was found of its rows before is void. All other rows stand as they
    stood.
    """
    touched = retie(meetings, ties, gone, come, compare, keyed)
    parts = ties.parts(touched)
    rows = touched.union(row for part in parts for pair in part for row in pair).difference(gone.keys() - come.keys())
    return Parts(frozenset(rows), parts)


def retie(
    meetings: Meetings,
    ties: Ties,
    gone: Keyed,
    come: Keyed,
    compare: Callable[[Sequence[Pair]], Iterable[tuple[int, int, float]]],
    keyed: Callable[[Iterable[int]], Keyed],
) -> set[int]:
    """Tie changed rows of a step: `gone` as they stood, `come` as they stand (one that changed is in both).

    `compare` tells which pairs are tied and how closely; `keyed` gives the keys of rows that did not change. What comes
    back are the rows whose ties may have changed, with those that are gone.
    """
    lost, fresh = meetings.changed(gone, come)
    left = {pair for row in gone for pair in (pair_of(row, other) for other in ties.of(row))}
    displaced = ties.held(pair for pair in lost if pair[0] not in gone and pair[1] not in gone)
    cards = keyed({row for pair in displaced for row in pair})
    cut = {(a, b) for a, b in displaced if not meetings.meet(a, cards[a], b, cards[b])}
    ties.take(left | cut)
    tied = list(compare(sorted(fresh)))
    ties.put(tied)
    return {*gone, *come} | {row for pair in left | cut for row in pair} | {row for a, b, _ in tied for row in (a, b)}
