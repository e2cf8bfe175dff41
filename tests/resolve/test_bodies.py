"""Which names of bodies are one body's."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

import make
from onrecord.model import Claims, Named, PageId
from onrecord.resolve import Decided, known_from, sightings_of


def page(number: int, *names: str | Named) -> Claims:
    named = (n if isinstance(n, Named) else Named(i, n, "organization", (n,), (), 1) for i, n in enumerate(names))
    return Claims(PageId(f"p{number}"), named=tuple(named))


def state(name: str, count: int = 1) -> Named:
    return Named(9, name, "state", (name,), (), count)


def known_of(*pages: Claims, decided=()):
    return known_from((s for claims in pages for s in sightings_of(claims)), decided)


def one(known, *places: tuple[int, str]) -> bool:
    found = [known.entity(PageId(f"p{number}"), name) for number, name in places]
    assert None not in found
    return len({entity.id for entity in found}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Ministry of Foreign Affairs of Norway", "Norwegian Foreign Ministry"),
        ("River Protection Organisation", "River Protection Organization"),
        ("Norwave Boats LLC", "Norwave Boats"),
        ("NATO", "North Atlantic Treaty Organization"),
        ("Médecins Sans Frontières", "Doctors Without Borders"),
    ],
)
def test_names_of_one_body_are_one_on_all_pages(names):
    assert one(known_of(page(1, names[0]), page(2, names[1])), (1, names[0]), (2, names[1]))


def test_the_foreign_ministry_of_two_pages_is_one_only_where_both_say_whose():
    pages = [
        page(1, "Foreign Ministry", state("Norway")),
        page(2, "Foreign Ministry", state("Sweden")),
        page(3, "Foreign Ministry", state("Norway", 5), state("Sweden")),
        page(4, "Foreign Ministry", state("Norway"), state("Sweden")),
        page(5, "Norwegian Foreign Ministry", "Foreign Ministry", state("Sweden", 9)),
    ]
    known = known_of(*pages)
    assert one(known, (1, "Foreign Ministry"), (3, "Foreign Ministry"), (5, "Foreign Ministry"))
    assert not one(known, (1, "Foreign Ministry"), (2, "Foreign Ministry"))
    assert not one(known, (1, "Foreign Ministry"), (4, "Foreign Ministry"))


def test_a_bare_name_is_the_owners_where_its_pages_name_the_owner_and_no_branch():
    owned = page(1, "Norwegian River Service", state("Norway"))
    assert one(
        known_of(owned, page(2, "River Service", state("Norway"))), (1, "Norwegian River Service"), (2, "River Service")
    )
    for other in (page(2, "River Service", state("Chile")), page(2, "River Service")):
        assert not one(known_of(owned, other), (1, "Norwegian River Service"), (2, "River Service"))
    branch = known_of(page(1, "Norwegian Red Cross", state("Norway")), page(2, "Red Cross", state("Norway")))
    assert not one(branch, (1, "Norwegian Red Cross"), (2, "Red Cross"))


def test_two_owners_leave_the_bare_name_to_itself():
    pages = [
        page(1, "Norwegian River Service", state("Norway")),
        page(2, "Swedish River Service", state("Sweden")),
        page(3, "River Service", state("Norway"), state("Sweden")),
    ]
    assert len({e.id for e in known_of(*pages).entities if e.kind == "organization"}) == 3


def test_a_subsidiary_is_not_its_parent():
    known = known_of(page(1, "Norwave Boats"), page(2, "Norwave Boats Finance"), page(3, "Norwave"))
    assert len(known.entities) == 3


def test_a_photo_credit_is_no_other_name_of_what_stands_before_it():
    gate = Named(0, "Kettle Gate in Orle", "organization", ("Kettle Gate in Orle", "VPA"), (), 1)
    assert not one(known_of(page(1, gate), page(2, "VPA")), (1, "Kettle Gate in Orle"), (2, "VPA"))


def test_a_place_takes_no_body_in():
    board = Named(0, "River Board of Levanne", "organization", ("River Board of Levanne", "Levanne"), (), 1)
    known = known_of(page(1, board), page(2, Named(0, "Levanne", "place", ("Levanne",), (), 1)))
    assert {(e.kind, e.name) for e in known.entities} == {
        ("organization", "River Board of Levanne"),
        ("place", "Levanne"),
    }


def test_a_joining_of_two_names_is_a_row():
    (row,) = known_of(page(1, "NATO"), page(2, "North Atlantic Treaty Organization")).merges
    assert (row.kind, row.by) == ("same", "rule:known_name")
    assert set(row.target) == {"p1", "NATO", "p2", "North Atlantic Treaty Organization"}


def test_people_join_and_part_bodies():
    pages = [
        page(1, "NATO"),
        page(2, "North Atlantic Treaty Organization"),
        page(3, "River Board"),
        page(4, "River Board"),
    ]
    places = [(PageId("p1"), "NATO"), (PageId("p2"), "North Atlantic Treaty Organization")]
    boards = [(PageId("p3"), "River Board"), (PageId("p4"), "River Board")]
    decided = [Decided(False, *places), Decided(False, *boards), Decided(True, places[0], boards[0])]
    known = known_of(*pages, decided=decided)
    assert one(known, (1, "NATO"), (3, "River Board"))
    assert not one(known, (1, "NATO"), (2, "North Atlantic Treaty Organization"))
    assert not one(known, (3, "River Board"), (4, "River Board"))


def test_the_order_of_pages_changes_nothing():
    pages = [
        page(n, name, state("Norway"))
        for n, name in enumerate(["NATO", "Norwegian River Service", "River Service"] * 3)
    ]
    expected = known_of(*pages)
    for seed in range(4):
        random.Random(seed).shuffle(pages)
        found = known_of(*pages)
        assert (found.entities, found.merges) == (expected.entities, expected.merges)


def test_a_city_named_as_a_seat_is_still_the_city_elsewhere_on_the_page():
    news = make.page("Oslo rejected it. Rain fell on Oslo.")
    seat, city = (
        make.mention(news, "Oslo", label="place", subject=True),
        make.mention(news, "Oslo", label="place", nth=2),
    )
    claims = Claims(news.id, mentions=(seat, city), named=(Named(0, "Oslo", "place", ("Oslo",), (), 2),))
    known = known_from(sightings_of(claims, news))
    assert {e.name: e.kind for e in known.entities} == {"Norway": "state", "Oslo": "place"}
    found = known.entity(news.id, "Oslo")
    assert found is not None and found.name == "Oslo"


def test_a_page_calls_its_own_outlet_by_the_last_word_of_its_name():
    news = make.page("The mayor told the Courier that all was well.", outlet="The Orle Courier")
    courier = Named(0, "Courier", "organization", ("Courier",), (), 1)
    found = [
        known_from(sightings_of(Claims(news.id, named=(courier,)), each)).entities[0].name
        for each in (news, replace(news, outlet="Vell Post"))
    ]
    assert found == ["The Orle Courier", "Courier"]
