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


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The Ansel River Commission (ARC) met.", {("Ansel River Commission", "ARC")}),
        ("The Ansel River Commission, or ARC, met.", {("Ansel River Commission", "ARC")}),
        ("The ARC (Ansel River Commission) met.", {("ARC", "Ansel River Commission")}),
        ("The Ansel River Commission, known as ARC, met.", {("Ansel River Commission", "ARC")}),
        ("The Ansel River Commission, better known as the Weir Club, met.", {("Ansel River Commission", "Weir Club")}),
        ("The Ansel River Commission, also called the Weir Club, met.", {("Ansel River Commission", "Weir Club")}),
        ("The Ansel River Commission, formerly the Lake Board, met.", {("Ansel River Commission", "Lake Board")}),
        (
            "The Ansel River Commission, previously known as the Lake Board, met.",
            {("Ansel River Commission", "Lake Board")},
        ),
        ("The Ansel River Commission (formerly the Lake Board) met.", {("Ansel River Commission", "Lake Board")}),
        ("The Ansel River Commission, once called the Lake Board, met.", {("Ansel River Commission", "Lake Board")}),
        ("The Ansel River Commission, the so-called Weir Club, met.", {("Ansel River Commission", "Weir Club")}),
        ("The Ansel River Commission (the so-called Weir Club) met.", {("Ansel River Commission", "Weir Club")}),
        (
            "The Ansel River Commission, which goes by the name Weir Club, met.",
            {("Ansel River Commission", "Weir Club")},
        ),
        ("The Ansel River Commission, nicknamed the Weir Club, met.", {("Ansel River Commission", "Weir Club")}),
        ("The Ansel River Commission, dubbed the Weir Club, met.", {("Ansel River Commission", "Weir Club")}),
        ("The Ansel River Commission, abbreviated ARC, met.", {("Ansel River Commission", "ARC")}),
        (
            "The Ansel River Commission, which changed its name to Weir Club in 2030, met.",
            {("Ansel River Commission", "Weir Club")},
        ),
        ("The Lake Board was renamed the Ansel River Commission in 2030.", {("Lake Board", "Ansel River Commission")}),
        ("Oru Sefa, also known as Abu Tavra, was killed.", {("Oru Sefa", "Abu Tavra")}),
        ("Oru Sefa, alias Abu Tavra, was killed.", {("Oru Sefa", "Abu Tavra")}),
        ("Oru Sefa, a.k.a. Abu Tavra, was killed.", {("Oru Sefa", "Abu Tavra")}),
        ("Oru Sefa, aka Abu Tavra, was killed.", {("Oru Sefa", "Abu Tavra")}),
        ("Oru Sefa, whose real name is Ivo Maret, was killed.", {("Oru Sefa", "Ivo Maret")}),
        ("Oru Sefa, born Ivo Maret, was killed.", {("Oru Sefa", "Ivo Maret")}),
        ("Oru Sefa (also spelled Oro Safa) was killed.", {("Oru Sefa", "Oro Safa")}),
        ("Oru Sefa, also spelt Oro Safa, was killed.", {("Oru Sefa", "Oro Safa")}),
        ("Oru Sefa, who goes by Tavra, spoke.", {("Oru Sefa", "Tavra")}),
        ('Oru Sefa, nicknamed "the Heron", spoke.', {("Oru Sefa", "Heron")}),
        (
            "The Ansel River Commission (ARC, also known as the Weir Club) met.",
            {("ARC", "Weir Club"), ("Ansel River Commission", "ARC"), ("Ansel River Commission", "Weir Club")},
        ),
        (
            "The Ansel River Commission (ARC), also known as the Weir Club, met.",
            {("Ansel River Commission", "ARC"), ("Ansel River Commission", "Weir Club")},
        ),
        ("Vell, formerly known as Port Oru, is small.", {("Vell", "Port Oru")}),
        ("The ARC, short for Ansel River Commission, met.", {("ARC", "Ansel River Commission")}),
        ("ARC stands for Ansel River Commission.", {("ARC", "Ansel River Commission")}),
        ("The Ansel River Commission, known by its initials ARC, met.", {("Ansel River Commission", "ARC")}),
        ("The Ansel River Commission - also known as the Weir Club - met.", {("Ansel River Commission", "Weir Club")}),
        (
            "The Ansel River Commission (ARC) and the Dam Agency (DA) met.",
            {("Ansel River Commission", "ARC"), ("Dam Agency", "DA")},
        ),
    ],
)
def test_aliases_are_read_however_news_words_them(text, pairs):
    assert stated(text) == pairs


@pytest.mark.parametrize(
    "text",
    [
        "The so-called Weir Club met.",
        'Nela "The Weir" Orsk spoke.',
        'The Ansel River Commission ("the Commission") met.',
        "Mayor Nela Orsk (Labour) spoke.",
        "The group, known by its acronym ARC, met.",
        "In Vell (Norway) it rained.",
        "He called Nela Orsk a liar.",
        "Nela Orsk, called Tuesday to the court, spoke.",
        "The Ansel River Commission, called on Monday for calm.",
        "Nela Orsk, formerly Mayor of Vell, spoke.",
        "The Ansel River Commission, or UBX, met.",
    ],
)
def test_what_says_no_second_name_states_no_alias(text):
    assert stated(text) == set()


def test_a_bracket_with_a_remark_states_no_alias():
    assert stated("The mayor (who was late) and Ada Lindqvist (Labour) spoke.") == set()


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The Lake Board, now the Lake Council, met.", ("Lake Board", "Lake Council")),
        ("The Lake Board, since renamed the Lake Council, met.", ("Lake Board", "Lake Council")),
        ("The Union of River States, URS, met.", ("Union of River States", "URS")),
        ("The Union of River States - URS for short - met.", ("Union of River States", "URS")),
        ("URS, or the Union of River States, met.", ("URS", "Union of River States")),
        ("The Union of River States, whose acronym is URS, met.", ("Union of River States", "URS")),
        ("Ivo Maret, who uses the pseudonym Otter, fled.", ("Ivo Maret", "Otter")),
        ("The Oarsmen aka Red Brigade fled.", ("Oarsmen", "Red Brigade")),
        ("Belmara, officially the Republic of Belmara, met.", ("Belmara", "Republic of Belmara")),
    ],
)
def test_more_words_say_that_two_names_are_one(text, pair):
    assert stated(text) == {pair}


@pytest.mark.parametrize(
    "text", ["Ivo Maret, now Sund, fled.", "The Lake Board, BBC, and others met.", "The Lake Board, or Sund, pays."]
)
def test_names_that_only_stand_side_by_side_are_two(text):
    assert stated(text) == set()
