"""Who on one page is who on another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations

import make
from onrecord.model import Claims, Named, PageId
from onrecord.resolve import Known, known_from, sightings_of


def known_of(pages: Iterable[Claims]) -> Known:
    return known_from(sighting for claims in pages for sighting in sightings_of(claims))


def page(number: int, *named: Named) -> Claims:
    return Claims(PageId(f"p{number}"), named=named)


def person(name: str, *traits: str) -> Named:
    return Named(0, name, "person", (name,), traits, 1)


def body(name: str, *others: str) -> Named:
    return Named(1, name, "organization", (name, *others), (), 1)


def names(known: Known) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((entity.name, entity.aliases) for entity in known.entities)


def test_two_pages_that_give_one_office_name_one_person():
    known = known_of(
        [page(1, person("Ada Lindqvist", "mayor", "ansel")), page(2, person("Ada Lindqvist", "mayor", "ansel"))]
    )
    assert names(known) == [("Ada Lindqvist", ())]


def test_persons_are_not_joined_on_the_name_alone():
    known = known_of([page(1, person("Ada Lindqvist", "mayor")), page(2, person("Ada Lindqvist", "striker"))])
    assert [name for name, _ in names(known)] == ["Ada Lindqvist", "Ada Lindqvist"]
    first, second = (known.entity(PageId(f"p{n}"), "Ada Lindqvist") for n in (1, 2))
    assert first is not None and second is not None and first.id != second.id
    assert known.entity(PageId("p3"), "Ada Lindqvist") is None


def test_spellings_join_when_the_office_is_the_same():
    known = known_of(
        [
            page(1, person("Sergei Volkov", "minister", "harbours")),
            page(2, person("Sergey Wolkov", "minister", "harbours")),
        ]
    )
    assert len(known.entities) == 1


def test_a_family_name_alone_joins_the_one_full_name_that_fits():
    known = known_of(
        [page(1, person("Ada Lindqvist", "mayor", "ansel")), page(2, person("Lindqvist", "mayor", "ansel"))]
    )
    entity = known.entity(PageId("p2"), "Lindqvist")
    assert entity is not None and entity.name == "Ada Lindqvist"


def test_a_short_form_that_one_page_states_serves_on_another():
    known = known_of([page(1, body("Ansel River Commission", "ARC")), page(2, body("ARC"))])
    entity = known.entity(PageId("p2"), "ARC")
    assert entity is not None and entity.name == "Ansel River Commission"


def test_a_short_form_that_two_bodies_claim_joins_neither():
    known = known_of(
        [
            page(1, body("Ansel River Commission", "ARC")),
            page(2, body("Arts Round Council", "ARC")),
            page(3, body("ARC")),
        ]
    )
    assert {name for name, _ in names(known)} == {"Ansel River Commission", "Arts Round Council", "ARC"}


def test_a_state_has_one_name_whatever_a_page_calls_it():
    known = known_of([page(1, Named(0, "US", "state", ("US",), (), 2)), page(2, Named(0, "United States", "state"))])
    assert names(known)[0][0] == "United States"


def test_the_order_of_pages_does_not_matter_to_ids_when_the_stream_is_sorted():
    pages = [
        page(1, person("Ada Lindqvist", "mayor")),
        page(2, person("Ada Lindqvist", "striker")),
        page(3, body("ARC")),
    ]
    found = {
        tuple(e.id for e in known_of(sorted(order, key=lambda c: c.page)).entities) for order in permutations(pages)
    }
    assert len(found) == 1


def test_a_person_whom_the_record_knows_as_a_place_is_the_place():
    known = known_of([page(1, person("Ansel")), page(2, Named(1, "Ansel", "place", ("Ansel",), (), 3))])
    assert [(e.kind, e.name) for e in known.entities] == [("place", "Ansel")]


def test_a_thing_is_of_the_kind_that_most_pages_say_whatever_their_ids():
    called = [Named(1, "Dovria", kind, ("Dovria",), (), 1) for kind in ("place", "organization", "organization")]
    for order in permutations(called):
        known = known_of(page(number, named) for number, named in enumerate(order, 1))
        assert [entity.kind for entity in known.entities] == ["organization"]


def test_a_page_that_says_what_somebody_was_born_joins_both_names():
    news = make.page("Mira Holm-Voss, born Mira Salonen, opened the inquiry. Mira Salonen was a judge.")
    named = (person("Mira Holm-Voss", "judge"), replace(person("Mira Salonen"), cluster=1))
    stated = make.alias(news, "Mira Holm-Voss", "Mira Salonen", "Mira Holm-Voss, born Mira Salonen")
    (entity,) = known_of([Claims(news.id, named=named, aliases=(stated,))]).entities
    assert (entity.name, entity.aliases) == ("Mira Holm-Voss", ("Mira Salonen",))
    bracket = replace(stated, text="Mira Holm-Voss (Mira Salonen")
    assert len(known_of([Claims(news.id, named=named, aliases=(bracket,))]).entities) == 2


def test_a_trade_before_a_name_is_no_part_of_it():
    (entity,) = known_of([page(1, person("Baker Liv Sandemo"))]).entities
    assert entity.name == "Liv Sandemo"


def test_a_person_is_known_on_pages_that_name_them_only():
    known = known_of([page(1, person("Ada Lindqvist", "mayor"))])
    assert known.entity(PageId("p1"), "Ada Lindqvist") is not None
    assert known.entity(PageId("p2"), "Ada Lindqvist") is None


def test_every_joining_of_pages_is_a_row_that_tells_rule_score_and_reason():
    known = known_of([page(n, person("Ada Lindqvist", "mayor", "ansel")) for n in (1, 2, 3)])
    assert len(known.merges) == 2
    for row in known.merges:
        assert (row.kind, row.by, row.value) == ("same", "rule:description", known.entities[0].id)
        assert row.why.startswith("score 0.") and "ansel" in row.why
