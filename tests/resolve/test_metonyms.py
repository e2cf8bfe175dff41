"""Which government a city's name means."""

from __future__ import annotations

import make
from onrecord.model import Claims, Named
from onrecord.resolve import known_from, sightings_of
from onrecord.resolve.metonyms import seat_of


def aliases(page, *named, **mention):
    claims = Claims(page.id, mentions=(make.mention(page, **mention),), named=named)
    return {e.name: e.aliases for e in known_from(sightings_of(claims, page)).entities}


def test_a_capital_that_acts_is_its_government():
    page = make.page("Oslo rejected the offer.")
    assert aliases(page, words="Oslo", label="place", subject=True) == {"Norway": ("Oslo",)}


def test_a_capital_where_something_happens_is_a_city():
    page = make.page("Rain fell on Oslo.")
    assert aliases(page, words="Oslo", label="place") == {}


def test_brussels_is_the_union_where_the_page_is_not_about_belgium():
    page = make.page("Brussels wants stricter rules for Belgium.")
    told = {"words": "Brussels", "label": "place", "subject": True}
    assert aliases(page, **told) == {"European Union": ("Brussels",)}
    assert aliases(page, Named(0, "Belgium", "state", ("Belgium",), (), 1), **told) == {"Belgium": ()}


def test_a_palace_and_an_ordinary_town_are_no_seats():
    assert seat_of("White House") is None
    assert seat_of("Ansel") is None
