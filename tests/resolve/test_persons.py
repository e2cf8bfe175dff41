"""Which sightings of persons are one person."""

from __future__ import annotations

import random
from itertools import pairwise

from onrecord.model import PageId
from onrecord.resolve.likeness import Spread
from onrecord.resolve.persons import CROWD, Decision, joined, pairs_of, persons_of
from onrecord.resolve.sightings import Post, Sighting

MAYOR = (Post("mayor", "ansel"),)
COACH = (Post("coach", "vell rovers"),)


def seen(page: int, name: str, *posts: Post, **known) -> Sighting:
    day = f"2031-05-{page % 28 + 1:02}"
    return Sighting(PageId(f"p{page:05}"), name, "person", name.lower(), (name,), 1, day, tuple(posts), **known)


def groups(rows: list[Sighting], *decisions: Decision) -> list[set[str]]:
    names = {row.id: f"{row.name} {int(row.page[1:])}" for row in rows}
    found = persons_of(rows, Spread(), decisions)
    return sorted(({names[member] for member in person.members} for person in found), key=sorted)


def test_a_name_without_a_first_name_goes_to_the_one_person_it_fits():
    rows = [seen(1, "Ada Lindqvist", *MAYOR), seen(2, "Lindqvist", *MAYOR)]
    assert groups(rows) == [{"Ada Lindqvist 1", "Lindqvist 2"}]


def test_a_name_that_fits_two_people_goes_to_neither():
    rows = [seen(1, "Ada Lindqvist", *MAYOR), seen(2, "Lindqvist", *MAYOR), seen(3, "Bo Lindqvist", *MAYOR)]
    assert len(groups(rows)) == 3


def test_an_initial_joins_nobody_whom_it_fits_beside_another():
    rows = [seen(1, "John Harrow", *MAYOR), seen(2, "J. Harrow", *MAYOR), seen(3, "James Harrow", *MAYOR)]
    assert len(groups(rows)) == 3


def test_sightings_hang_together_by_what_ties_each_to_the_next():
    rows = [
        seen(1, "Ada Lindqvist", *MAYOR),
        seen(2, "Ada Lindqvist", *MAYOR, *COACH),
        seen(3, "Ada Lindqvist", *COACH),
    ]
    assert len(groups(rows)) == 1


def test_two_people_whom_a_third_page_ties_to_both_are_not_made_one_when_they_cannot_be():
    austria, germany = Post("foreign minister", "austria"), Post("foreign minister", "germany")
    between = seen(2, "Karl Oru", Post("chair", "ski club"))
    rows = [seen(1, "Karl Oru", austria, Post("chair", "ski club")), between]
    rows.append(seen(3, "Karl Oru", germany, Post("chair", "ski club")))
    assert len(groups(rows)) == 2


def test_what_a_person_decided_comes_before_every_rule():
    rows = [seen(1, "Ada Lindqvist", *MAYOR), seen(2, "Ada Lindqvist", *MAYOR), seen(3, "Ada Holm", *COACH)]
    ids = [row.id for row in rows]
    assert len(groups(rows, Decision(False, ids[0], ids[1]))) == 3
    assert len(groups(rows, Decision(False, ids[1]))) == 3
    assert groups(rows, Decision(True, ids[0], ids[2])) == [{"Ada Holm 3", "Ada Lindqvist 1", "Ada Lindqvist 2"}]


def test_every_joining_is_a_tie_and_no_tie_is_told_twice():
    rows = [seen(page, "Ada Lindqvist", *MAYOR) for page in range(5)]
    (person,) = persons_of(rows, Spread())
    assert len(person.ties) == len(rows) - 1


def test_two_names_that_a_page_states_to_be_one_persons_join_the_pages_of_either():
    stated = seen(1, "Odd Kestrel", Post("rapper", "river band"), also=("Lorens Vik",))
    rows = [
        stated,
        seen(2, "Odd Kestrel", Post("rapper", "river band")),
        seen(3, "Lorens Vik", Post("rapper", "river band")),
    ]
    assert len(groups(rows)) == 1
    assert len(groups(rows[1:])) == 2


def test_the_order_of_pages_changes_nothing():
    rows = [
        seen(page, name, *posts)
        for page, (name, posts) in enumerate(
            [("Ada Lindqvist", MAYOR), ("Lindqvist", MAYOR), ("Ada Lindqvist", COACH), ("A. Lindqvist", COACH)] * 12
        )
    ]
    expected = groups(rows)
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert groups(rows) == expected


def test_people_who_share_no_name_do_not_change_each_other():
    some = [seen(1, "Ada Lindqvist", *MAYOR), seen(2, "Ada Lindqvist", *MAYOR)]
    others = [seen(3, "Ilen Marrow", *COACH), seen(4, "Ilen Marrow", *COACH)]
    assert groups(some + others) == sorted(groups(some) + groups(others), key=sorted)


def test_groups_may_be_made_component_by_component():
    rows = [seen(1, "Ada Lindqvist", *MAYOR), seen(2, "Ada Lindqvist", *MAYOR), seen(3, "Ilen Marrow", *MAYOR)]
    ties = [tie for person in persons_of(rows, Spread()) for tie in person.ties]
    whole = [person.members for person in joined(rows, ties)]
    parts = [person.members for part in (rows[:2], rows[2:]) for person in joined(part, _of(part, ties))]
    assert whole == parts


def _of(rows, ties):
    ids = {row.id for row in rows}
    return [tie for tie in ties if tie.a in ids]


def test_in_a_crowd_each_sighting_meets_its_neighbours_only():
    rows = [seen(page, "Ada Lindqvist", *MAYOR) for page in range(10 * CROWD)]
    assert sum(1 for _ in pairs_of(rows)) < 5 * len(rows)
    assert len(persons_of(rows, Spread())) == 1


def test_a_short_name_meets_the_full_one_in_a_crowd():
    rows = [seen(page, "Ada Lindqvist" if page % 3 else "Lindqvist", *MAYOR) for page in range(3 * CROWD)]
    rows += [seen(page + 1000, "Zora Lindqvist", *COACH) for page in range(CROWD)]
    assert [len(person.members) for person in persons_of(rows, Spread())] == [3 * CROWD, CROWD]


def test_a_joined_person_is_the_same_whichever_of_two_comes_first():
    rows = [seen(page, "Ada Lindqvist", *MAYOR) for page in range(4)]
    one, other = (persons_of(part, Spread()) for part in (rows, rows[::-1]))
    assert [person.members for person in one] == [person.members for person in other]
    assert all(a < b for person in one for a, b in pairwise(person.members))
