"""The state table: what it knows, and what it would rather not guess."""

from __future__ import annotations

import pytest

from onrecord.gazetteer import STATES, government_of, is_capital, state_named, state_of


@pytest.mark.parametrize("words", ["US", "U.S.", "the United States", "USA"])
def test_a_state_is_known_by_all_its_names(words: str) -> None:
    state = state_named(words)
    assert state is not None
    assert state.name == "United States"


@pytest.mark.parametrize(("words", "name"), [("Danish", "Denmark"), ("Danes", "Denmark"), ("Norway's", "Norway")])
def test_an_adjective_a_people_and_an_owner_point_to_their_state(words: str, name: str) -> None:
    state = state_of(words)
    assert state is not None
    assert state.name == name


@pytest.mark.parametrize("words", ["Congolese", "Dominican", "Belmara", "", "the"])
def test_words_of_two_states_or_of_none_name_no_state(words: str) -> None:
    assert state_of(words) is None


def test_capitals_and_seats_speak_for_governments() -> None:
    spoken = {place: government_of(place) for place in ("Oslo", "Downing Street", "the White House")}
    assert [state.name for state in spoken.values() if state] == ["Norway", "United Kingdom", "United States"]
    assert is_capital("Oslo")
    assert not is_capital("Norway")


def test_every_state_has_a_people_and_a_capital_and_stands_once() -> None:
    assert all(state.demonyms and state.capital for state in STATES)
    assert len({state.name for state in STATES}) == len(STATES) > 195


def test_every_state_has_a_code_of_its_own():
    codes = [state.code for state in STATES]
    assert all(len(code) == 2 and code.isalpha() and code.isupper() for code in codes)
    assert len(set(codes)) == len(codes)
    assert [state.code for words in ("Norwegian", "DR Congo", "US") if (state := state_of(words))] == ["NO", "CD", "US"]
