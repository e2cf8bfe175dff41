"""What speaks for two sightings of one name being one person, and what against it."""

from __future__ import annotations

import pytest

from onrecord.model import PageId
from onrecord.resolve.likeness import Spread, against, compared, spread_of
from onrecord.resolve.sightings import Post, Sighting

NOWHERE = Spread()
MAYOR = Post("mayor", "ansel")


def seen(page: int, name: str = "Ada Lindqvist", day: str = "2031-05-01", **known) -> Sighting:
    return Sighting(PageId(f"p{page}"), name, "person", name.lower(), (name,), 1, day, **known)


def tied(a: Sighting, b: Sighting, spread: Spread = NOWHERE) -> bool:
    assert compared(a, b, spread) == compared(b, a, spread)
    return compared(a, b, spread) is not None


def test_a_full_name_alone_is_not_enough():
    assert not tied(seen(1), seen(2))


@pytest.mark.parametrize(
    ("mine", "yours"),
    [
        ({"posts": (MAYOR,)}, {"posts": (MAYOR,)}),
        ({"posts": (Post("mayor"),), "places": ("ansel",)}, {"posts": (MAYOR,)}),
        ({"posts": (Post("deputy head", "river board"),)}, {"posts": (Post("head", "river board"),)}),
        ({"posts": (Post("energy minister"),)}, {"posts": (Post("energy minister", "belmar"),)}),
        ({"posts": (Post("doctor", "vell hospital"),)}, {"posts": (Post("doctor", "fever ward of vell hospital"),)}),
        ({"traits": ("ansel", "mayor")}, {"traits": ("ansel", "mayor")}),
        ({"company": ("pilen marrow", "poru tashkel")}, {"company": ("pilen marrow", "poru tashkel")}),
    ],
)
def test_what_two_pages_share_of_a_person_joins_one_full_name(mine, yours):
    assert tied(seen(1, **mine), seen(2, **yours))


@pytest.mark.parametrize(
    ("mine", "yours"),
    [
        ({"posts": (Post("spokesperson"),)}, {"posts": (Post("spokesperson"),)}),
        ({"posts": (Post("head", "police@vell"),)}, {"posts": (Post("head", "police@orle"),)}),
        (
            {"posts": (MAYOR,), "company": ("lansel",)},
            {"posts": (Post("coach", "vell rovers"),), "company": ("lansel",)},
        ),
        (
            {"posts": (Post("police head", "vell"),), "traits": ("chief",)},
            {"posts": (Post("police head", "orle"),), "traits": ("chief",)},
        ),
        ({"places": ("norway", "sweden")}, {"places": ("norway", "sweden")}),
        ({"traits": ("norwegian",)}, {"traits": ("norwegian",)}),
        ({"company": ("lvell",)}, {"company": ("lvell",)}),
    ],
)
def test_what_many_share_or_what_differs_joins_nobody(mine, yours):
    assert not tied(seen(1, **mine), seen(2, **yours))


def test_company_that_every_page_names_tells_nothing():
    shared = ("pilen marrow", "poru tashkel")
    everywhere = spread_of(seen(page, company=shared) for page in range(64))
    assert tied(seen(1, company=shared), seen(2, company=shared))
    assert not tied(seen(1, company=shared), seen(2, company=shared), everywhere)


def test_company_alone_joins_no_short_name_and_no_other_spelling():
    shared = ("pilen marrow", "poru tashkel", "priver board")
    for short in ("Lindqvist", "A. Lindqvist", "Ida Lindqvist"):
        assert not tied(seen(1, company=shared), seen(2, short, company=shared))
    assert tied(seen(1, company=shared, posts=(MAYOR,)), seen(2, "Lindqvist", company=shared, posts=(MAYOR,)))


def test_a_name_that_many_have_needs_more_than_one_that_few_have():
    shared = {"company": ("pilen marrow", "briver board")}
    assert not tied(seen(1, "John Smith", **shared), seen(2, "John Smith", **shared))
    assert tied(seen(1, "Ilen Tashkel", **shared), seen(2, "Ilen Tashkel", **shared))


def test_nobody_is_a_minister_of_two_states_at_one_time():
    here = seen(1, posts=(Post("foreign minister", "austria"),))
    there = seen(2, posts=(Post("foreign minister", "germany"),))
    later = seen(2, day="2035-05-01", posts=(Post("foreign minister", "germany"),))
    assert against(here, there) and not against(here, later)
    assert not tied(here, there)
    former = seen(2, posts=(Post("foreign minister", "germany", held=False),))
    assert not against(here, former)


def test_a_tie_says_what_spoke_for_it():
    tie = compared(seen(1, posts=(MAYOR,)), seen(2, posts=(MAYOR,)), NOWHERE)
    assert tie is not None and (tie.rule, tie.why, tie.a[:2]) == ("office", "both mayor of ansel", "p1")


def test_rarity_goes_in_steps_and_does_not_hang_on_the_order_of_pages():
    pages = [seen(page, company=("priver board",)) for page in range(9)]
    assert spread_of(pages) == spread_of(reversed(pages))
    assert spread_of(pages).pages == 8
    assert spread_of(pages[:2]).rare("priver board") == 1.0 > spread_of(pages).rare("priver board")
