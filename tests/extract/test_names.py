"""Names and the short forms a page states for them."""

from __future__ import annotations

import pytest

import make
from onrecord.extract import names, parse


def found(text: str) -> dict[str, str | None]:
    (parsed,) = parse([make.page(text)])
    return {mention.text: mention.label for mention in names.mentions(parsed)}


def stated(text: str) -> set[tuple[str, str]]:
    (parsed,) = parse([make.page(text)])
    return {(alias.name, alias.alias) for alias in names.aliases(parsed)}


def test_titles_articles_and_possessives_are_no_part_of_a_name():
    assert "Peter Hansen" in found("President Peter Hansen's office said the visit to the Netherlands was off.")


def test_a_state_is_a_state():
    assert found("Germany and France signed.")["Germany"] == "state"


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The Ansel River Commission (ARC) met.", ("Ansel River Commission", "ARC")),
        ("The Ansel River Commission(ARC met.", ("Ansel River Commission", "ARC")),
        ("The Northern Front (NF, formerly Red Oar) was banned.", ("Northern Front", "Red Oar")),
        ("The Northern Front, also known as Red Oar, was banned.", ("Northern Front", "Red Oar")),
    ],
)
def test_a_page_that_puts_two_names_side_by_side_says_they_are_one(text, pair):
    assert pair in stated(text)


def test_a_bracket_with_a_remark_states_no_alias():
    assert stated("The mayor (who was late) and Ada Lindqvist (Labour) spoke.") == set()
