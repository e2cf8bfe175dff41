"""Do figures say what they count, however it is worded?"""

from __future__ import annotations

from typing import Any

import pytest

import make
from onrecord.corroborate import block_of
from onrecord.corroborate.things import comparable, thing_of
from onrecord.model import Figure, Scope


def counted(words: str, text: str = "300 of something", **known: Any) -> Figure:
    return make.figure(make.page(text), text, 300, 300, counted=words, scope=Scope(), **known)


def test_citizens_nationals_and_the_people_of_a_state_are_one_population() -> None:
    things = [
        thing_of(counted(w)) for w in ("French nationals", "citizens of France", "French", "citizens from France")
    ]
    assert {thing.population for thing in things} == {frozenset({"France"})}


def test_what_follows_the_noun_is_what_the_counted_do() -> None:
    thing = thing_of(counted("Belmaran divers working for the river commission"))
    assert "div" in thing.population or "divers" in thing.population or "diver" in thing.population
    assert "commiss" in thing.doing and "commiss" not in thing.population


@pytest.mark.parametrize(
    ("words", "fate"),
    [
        ("people who died when the dam broke", "dead"),
        ("dead workers", "dead"),
        ("people driven from their homes", "displaced"),
        ("sailors fighting upstream", "fighting"),
        ("boats", None),
    ],
)
def test_wordings_of_one_fate_are_one(words: str, fate: str | None) -> None:
    assert thing_of(counted(words)).fate == fate


def test_figures_that_can_be_compared_share_a_block() -> None:
    assert block_of(counted("people killed by the flood")) == block_of(counted("dead workers"))
    assert block_of(counted("French nationals fighting in Ys")) == block_of(counted("citizens of France fighting"))
    assert block_of(counted("French nationals")) != block_of(counted("Danish nationals"))


def test_the_dead_of_two_stories_are_not_compared_and_those_of_one_story_are() -> None:
    a, b = thing_of(counted("people killed")), thing_of(counted("dead"))
    assert comparable(a, b, one_story=True, one_giver=False)
    assert not comparable(a, b, one_story=False, one_giver=False)


@pytest.mark.parametrize(
    "words", ["five more people", "another five people", "five fewer", "an additional five people"]
)
def test_a_difference_is_not_compared_with_the_whole(words: str) -> None:
    whole, more = thing_of(counted("people killed", "more than five people")), thing_of(counted("people killed", words))
    assert more.part and not whole.part
    assert not comparable(whole, more, one_story=True, one_giver=True)


def test_a_part_is_not_compared_with_the_whole() -> None:
    whole = thing_of(counted("people killed", "five people"))
    part = thing_of(counted("people killed", "five of those people"))
    assert not comparable(whole, part, one_story=True, one_giver=False)


def test_places_beside_each_other_are_not_compared_and_places_inside_each_other_are() -> None:
    things = [
        thing_of(counted("French divers fighting", place=p)) for p in ("Ostland", "Westland", "Ostland and Westland")
    ]
    assert not comparable(things[0], things[1], one_story=True, one_giver=True)
    assert comparable(things[0], things[2], one_story=False, one_giver=False)


def test_amounts_of_money_are_compared_only_for_one_thing_in_one_story() -> None:
    loss = thing_of(counted("loss to farmers a year", unit="EUR"))
    other = thing_of(counted("subsidies to farmers", unit="EUR"))
    assert comparable(loss, loss, one_story=True, one_giver=False)
    assert not comparable(loss, other, one_story=True, one_giver=False)
    assert not comparable(loss, loss, one_story=False, one_giver=False)


def test_bare_amounts_of_money_are_never_compared() -> None:
    one, other = (thing_of(counted("crowns", text, unit="crowns")) for text in ("5 million crowns", "9 million crowns"))
    assert not comparable(one, other, one_story=True, one_giver=True)
