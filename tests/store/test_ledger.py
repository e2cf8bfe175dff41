"""Do rows that come, change and go one by one leave what all of them together leave?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.roots import Roots
from onrecord.store.ledger import Meetings, Shelf, Ties, join, name_of, number_of, pair_of
from onrecord.store.schema import MEETINGS, TIES

Rows = Mapping[int, tuple[tuple[str, int], ...]]

CROWD, NEIGHBOURS = 3, 2

KEYS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), unique_by=lambda key: key[0], max_size=3).map(
    tuple
)
STEPS = st.lists(st.tuples(st.integers(-8, 8), st.one_of(st.none(), KEYS)), min_size=1, max_size=14)
"""Rows one after the other with their keys; None: the row goes."""


def meets(rows: Rows) -> set[tuple[int, int]]:
    """The pairs that meet, told from all rows at once."""
    found = set()
    for key in "abc":
        under = sorted((dict(keys)[key], row) for row, keys in rows.items() if key in dict(keys))
        ordered = [row for _, row in under]
        if len(ordered) <= CROWD:
            found.update(pair_of(a, b) for a, b in combinations(ordered, 2))
        else:
            found.update(pair_of(a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 : i + 1 + NEIGHBOURS])
    return found


def holds(pair: tuple[int, int]) -> bool:
    """What comparing tells: any verdict will do that hangs on the two rows alone."""
    return sum(pair) % 3 != 0


def compared(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int, float]]:
    return [(a, b, 1.0) for a, b in pairs if holds((a, b))]


def keyed(rows: Rows, some: Iterable[int]) -> dict[int, dict[str, int]]:
    return {row: dict(rows[row]) for row in some}


def parts_of(rows: Rows) -> set[frozenset[int]]:
    roots = Roots()
    for a, b in filter(holds, meets(rows)):
        roots.tie(f"{a}", f"{b}")
    groups: dict[str, set[int]] = {}
    for row in rows:
        groups.setdefault(roots.top(f"{row}"), set()).add(row)
    return set(map(frozenset, groups.values()))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, size=st.integers(1, 4))
def test_rows_joined_one_by_one_hang_together_as_all_at_once(record, steps, size):
    with record.writing() as connection:
        connection.execute(MEETINGS.delete())
        connection.execute(TIES.delete())
        meetings, ties = Meetings(connection, "step", crowd=CROWD, neighbours=NEIGHBOURS), Ties(connection, 1)
        rows: dict[int, tuple[tuple[str, int], ...]] = {}
        for start in range(0, len(steps), size):
            before = parts_of(rows)
            batch = dict(steps[start : start + size])
            gone = {row: dict(rows[row]) for row in batch if row in rows}
            come = {row: dict(keys) for row, keys in batch.items() if keys is not None}
            rows = {row: keys for row, keys in rows.items() if row not in batch}
            rows |= {row: keys for row, keys in batch.items() if keys is not None}

            found = join(meetings, ties, gone, come, compared, partial(keyed, rows))

            assert {frozenset(row for pair in part for row in pair) for part in ties.parts(rows)} == {
                part for part in parts_of(rows) if len(part) > 1
            }
            told = {pair for part in ties.parts(rows) for pair in part}
            assert told == set(filter(holds, meets(rows)))
            untouched = {row for row in rows if row not in found.rows}
            assert {part for part in parts_of(rows) if part & untouched} <= before
            assert all(part <= found.rows or not part & found.rows for part in parts_of(rows))


def test_a_number_and_an_id_are_one():
    assert name_of("sr", number_of("sr018757ffcd2a2a83")) == "sr018757ffcd2a2a83"
    assert name_of("p", number_of("pf23a57ffcd2a2a83")) == "pf23a57ffcd2a2a83"
    assert number_of("Ada Orsk") == number_of("Ada Orsk") != number_of("Ada Orsk ")


def test_what_is_filled_at_once_meets_as_what_came_row_by_row(record):
    rows = {row: {"a": row % 3, "b": 0} for row in range(9)}
    with record.writing() as connection:
        meetings = Meetings(connection, "step", crowd=CROWD, neighbours=NEIGHBOURS)
        meetings.fill(rows.items())
        for key in "ab":
            assert set(meetings.pairs(key)) == meets({row: ((key, keys[key]),) for row, keys in rows.items()})


def test_rows_of_a_key_are_asked_for_between_two_places(record):
    with record.writing() as connection:
        meetings = Meetings(connection, "step", crowd=0, neighbours=0)
        meetings.fill((row, {"a": row // 2}) for row in range(8))
        assert meetings.within("a", 1, 2) == [2, 3, 4, 5]
        assert meetings.within("b", 0, 9) == []


def test_a_shelf_gives_back_what_was_put_on_it(record):
    with record.writing() as connection:
        shelf = Shelf(connection, "faces")
        shelf.put([("a", {"x": [1, 2]}), ("b", 3)])
        shelf.put([("a", {"x": []})])
        assert shelf.get(["a", "b", "c"]) == {"a": {"x": []}, "b": 3}
        shelf.take(["a"])
        assert dict(shelf.all()) == {"b": 3}


@pytest.mark.parametrize("step", [1, 2])
def test_steps_do_not_see_each_others_rows(record, step):
    with record.writing() as connection:
        Ties(connection, step).put([(1, 2, 0.5)])
        assert Ties(connection, 3 - step).of(1) == {}
        assert Ties(connection, step).of(2) == {1: 0.5}
        assert Ties(connection, step).around(range(200)) == {row: Ties(connection, step).of(row) for row in range(200)}
