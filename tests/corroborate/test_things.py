"""Do figures say what they count, however it is worded?"""

from __future__ import annotations

from typing import Any

import pytest

import make
from onrecord.corroborate.things import Reach, keys_of, reach, thing_of
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


def apart(a: str, b: str, *, one_story: bool = True, one_giver: bool = False, **known: Any) -> Reach | None:
    one, other = thing_of(counted(a, **known)), thing_of(counted(b, **known))
    assert reach(one, other, one_story=one_story, one_giver=one_giver) is reach(
        other, one, one_story=one_story, one_giver=one_giver
    )
    return reach(one, other, one_story=one_story, one_giver=one_giver)


def keys(figure: Figure, story: str | None) -> set[str]:
    return set(keys_of(figure, story, thing_of(figure)))


def test_figures_that_can_be_compared_share_a_key() -> None:
    def share(a: str, b: str, story: str | None = "st1", **known: Any) -> bool:
        one, other = (keys(counted(words, **known), story) for words in (a, b))
        return bool(one & other)

    assert share("people killed by the flood", "dead workers")
    assert share("French nationals fighting in Ys", "citizens of France fighting", story=None)
    assert not share("French nationals", "Danish nationals")
    assert not share("people killed by the flood", "dead workers", story=None)
    assert share("workers killed", "dead workers", story=None, given_by=("the mayor",), place="Ys")


def test_no_key_is_shared_by_all_the_dead_of_the_record() -> None:
    dead = [keys(counted("people killed", given_by=("the police",)), f"st{i}") for i in range(2)]
    assert not dead[0] & dead[1]


def test_the_dead_of_two_stories_are_not_compared_and_those_of_one_story_are() -> None:
    assert apart("people killed", "dead") is Reach.CONFLICT
    assert apart("people killed", "dead", one_story=False) is None
    assert apart("people killed", "dead", one_story=False, one_giver=True) is None


def test_another_population_is_never_compared_and_a_part_of_it_agrees_at_most() -> None:
    assert apart("workers killed", "sailors killed") is None
    assert apart("people killed", "sailors killed") is Reach.AGREE
    assert apart("sailors killed", "Belmaran sailors killed") is Reach.AGREE
    assert apart("sailors", "Belmaran sailors") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("people killed", "people killed or injured"),
        ("people killed", "people who may have been killed"),
        ("people killed", "people feared dead"),
        ("boats needed for the ferry", "boats that serve the ferry"),
        ("people who signed the petition", "people who have not signed the petition"),
    ],
)
def test_what_is_feared_planned_denied_or_counted_together_is_another_thing(one: str, other: str) -> None:
    assert apart(one, other) is None


@pytest.mark.parametrize(
    "words", ["five more people", "another five people", "five fewer", "an additional five people"]
)
def test_a_difference_is_not_compared_with_the_whole(words: str) -> None:
    whole, more = thing_of(counted("people killed", "more than five people")), thing_of(counted("people killed", words))
    assert more.part and not whole.part
    assert reach(whole, more, one_story=True, one_giver=True) is None


def test_a_part_is_not_compared_with_the_whole() -> None:
    whole = thing_of(counted("people killed", "five people"))
    part = thing_of(counted("people killed", "five of those people"))
    named = thing_of(counted("people killed", "five people", part_of="f0"))
    assert reach(whole, part, one_story=True, one_giver=False) is None
    assert reach(whole, named, one_story=True, one_giver=False) is None
    children = thing_of(counted("children killed", "five children", part_of="f0"))
    assert not children.part  # they are told by themselves elsewhere


def test_a_flow_is_no_stock_and_an_equal_number_is_all_they_can_have_in_common() -> None:
    stock = thing_of(counted("sailors killed"))
    year = thing_of(counted("sailors killed", measure="flow", period="this year"))
    month = thing_of(counted("sailors killed", measure="flow", period="this month"))
    assert reach(stock, year, one_story=True, one_giver=False) is Reach.AGREE
    assert reach(month, year, one_story=True, one_giver=False) is Reach.AGREE
    assert reach(year, year, one_story=True, one_giver=False) is Reach.CONFLICT


def test_a_rate_is_no_amount_and_a_rise_by_is_no_level() -> None:
    level = thing_of(counted("rent of the barge berths", unit="EUR"))
    rate = thing_of(counted("rent of the barge berths", unit="EUR", per="month"))
    rise = thing_of(counted("rent of the barge berths", unit="EUR", direction="rise", move="by"))
    fall = thing_of(counted("rent of the barge berths", unit="EUR", direction="fall", move="by"))
    assert reach(level, rate, one_story=True, one_giver=False) is None
    assert reach(level, rise, one_story=True, one_giver=False) is None
    assert reach(fall, rise, one_story=True, one_giver=False) is Reach.CONFLICT


def test_places_beside_each_other_are_not_compared_and_places_inside_each_other_may_change() -> None:
    places = ("Ostland", "Westland", "Ostland and Westland")
    east, west, both = (thing_of(counted("French divers fighting", place=p)) for p in places)
    assert reach(east, west, one_story=True, one_giver=True) is None
    assert reach(east, both, one_story=False, one_giver=False) is Reach.CHANGE


def test_a_capital_lies_in_its_state() -> None:
    state, capital = (thing_of(counted("French divers fighting", place=p)) for p in ("Portugal", "Lisbon"))
    assert reach(state, capital, one_story=False, one_giver=False) is Reach.CHANGE


def test_amounts_of_money_are_compared_only_for_one_thing_in_one_story() -> None:
    loss = thing_of(counted("loss to farmers a year", unit="EUR"))
    other = thing_of(counted("subsidies to farmers", unit="EUR"))
    assert reach(loss, loss, one_story=True, one_giver=False) is Reach.CONFLICT
    assert reach(loss, other, one_story=True, one_giver=False) is None
    assert reach(loss, loss, one_story=False, one_giver=False) is None


def test_bare_amounts_of_money_are_never_compared() -> None:
    one, other = (thing_of(counted("crowns", text, unit="crowns")) for text in ("5 million crowns", "9 million crowns"))
    assert reach(one, other, one_story=True, one_giver=True) is None


def test_a_year_earlier_is_a_day_and_no_period() -> None:
    now = thing_of(counted("sailors killed"))
    then = thing_of(counted("sailors killed", measure="flow", period="A year earlier"))
    assert reach(now, then, one_story=True, one_giver=False) is Reach.CONFLICT
