"""Which government a city's name means."""

from __future__ import annotations

from dataclasses import replace

import make
from onrecord.model import Claims, Named
from onrecord.resolve import known_from, linked, sightings_of
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


def test_the_words_that_act_mean_the_government_and_the_others_the_city():
    page = make.page("Oslo rejected it. Rain fell on Oslo.")
    acts, rains = make.mention(page, "Oslo", label="place", subject=True, cluster=0), make.mention(page, "Oslo", nth=2)
    claims = Claims(page.id, mentions=(acts, rains), named=(Named(0, "Oslo", "place", ("Oslo",), (), 2),))
    known = known_from(sightings_of(claims, page))
    names = {entity.id: entity.name for entity in known.entities}
    found = [names.get(mention.entity) for mention in linked(claims, known).mentions]
    assert found == ["Norway", None]


def test_brussels_speaks_for_the_union_and_on_a_page_about_belgium_for_belgium():
    page = make.page("Brussels said the rules were strict.")
    speaker = make.speaker("Belgium", page=page, mention="Brussels", entity=None)
    claims = Claims(page.id, statements=(make.statement(page, (speaker,), "the rules were strict"),))
    for named, name in (((), "European Union"), ((Named(0, "Belgium", "state", ("Belgium",), (), 1),), "Belgium")):
        told = replace(claims, named=named)
        (said,) = linked(told, known_from(sightings_of(told, page))).statements
        assert [speaker.name for speaker in said.speakers] == [name]
