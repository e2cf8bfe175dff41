"""Do figures of invented sentences name their totals, their periods and who gave them?"""

from __future__ import annotations

import pytest

import make
from onrecord.extract.figures import amounts
from onrecord.extract.parse import parse
from onrecord.model import Figure


def figures(text: str) -> list[Figure]:
    (parsed,) = parse([make.page(text)])
    return list(amounts(parsed))


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("At least 12 people died, including 3 children.", 3, 12),
        ("They employ 4,000 people, 1,200 of them in Odra.", 1200, 4000),
        ("Three of the 12 divers were hurt.", 3, None),
        ("The mill lost 40 percent of the 1,200 boats.", 40, None),
    ],
)
def test_a_part_names_its_total(text: str, part: float, whole: float | None) -> None:
    found = figures(text)
    told = next(f for f in found if f.low == part)
    total = next(f for f in found if f.low == (whole or max(g.low or 0 for g in found)))
    assert told.part_of == total.id
    assert total.part_of is None


def test_all_parts_of_a_row_have_one_total() -> None:
    total, *parts = figures("At least 12 people died, including 3 children and 2 nurses.")
    assert [f.part_of for f in parts] == [total.id, total.id]


def test_two_tolls_are_no_part_of_each_other() -> None:
    found = figures("The flood killed at least 12 people and wounded 40.")
    assert [(f.low, f.counted, f.part_of) for f in found] == [(12, "people killed", None), (40, "people wounded", None)]


def test_a_larger_number_is_no_part() -> None:
    assert [f.part_of for f in figures("They sold 12 boats, including the yard that made 40 boats.")] == [None, None]


@pytest.mark.parametrize(
    ("text", "measure", "period"),
    [
        ("The guild has 250 divers.", "stock", None),
        ("They saved 700 people last year.", "flow", "last year"),
        ("They trained 90 divers over seven years.", "flow", "over seven years"),
        ("The permit is $15 a month.", "flow", "per month"),
        ("The population fell to 3,000.", "stock", None),
        ("On Friday they saved 700 people.", None, None),
        ("The canal is 120 kilometres long.", None, None),
    ],
)
def test_a_figure_is_a_stock_or_a_flow_over_a_period_where_the_words_tell(
    text: str, measure: str | None, period: str | None
) -> None:
    figure = figures(text)[0]
    assert (figure.measure, figure.period) == (measure, period)


def test_each_number_of_a_row_has_its_own_period() -> None:
    found = figures("He sold 40 boats in 2030 and 12 in May.")
    assert [(f.low, f.unit, f.period) for f in found] == [(40, "boats", "2030"), (12, "boats", "May")]


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("They opened the 40 beds promised by Mayor Ilen Odra.", "Mayor Ilen Odra"),
        ("To reach the $40 million in annual sales of peat touted by Marrow they must hurry.", "Marrow"),
        ("The guild's estimate of 300 divers was wrong.", "guild"),
        ("They opened 40 beds near the mill built by Marrow.", None),
        ("They opened 40 beds.", None),
    ],
)
def test_a_phrase_may_name_who_gave_its_number(text: str, giver: str | None) -> None:
    found = figures(text)[0].giver
    assert (found and found.text) == giver


def test_both_numbers_of_a_change_share_the_noun_named_once() -> None:
    found = figures("The guild went from 1,000 to 2,000 divers.")
    assert [(f.low, f.unit, f.direction, f.move) for f in found] == [
        (1000, "people", "rise", "from"),
        (2000, "people", "rise", "to"),
    ]


def test_two_units_joined_by_to_are_two_figures() -> None:
    assert [(f.low, f.unit) for f in figures("The shares rose 6.5% to 164p.")] == [(6.5, "percent"), (164, "pence")]


def test_a_range_shares_its_scale_only_between_like_numbers() -> None:
    assert [(f.low, f.high) for f in figures("Claims range from $200 to $4 million.")] == [(200, 4e6)]
    assert [(f.low, f.high) for f in figures("They hold $30 to $35 million in bonds.")] == [(30e6, 35e6)]


def test_a_speed_is_no_time() -> None:
    assert [(f.low, f.high, f.unit) for f in figures("It drove at 15 to 22 miles per hour.")] == [(15, 22, "mph")]


def test_an_amount_told_again_in_another_unit_shares_the_direction() -> None:
    found = figures("The lake cooled and fell by 3 degrees Celsius (5.4 Fahrenheit).")
    assert [(f.unit, f.direction) for f in found] == [("°C", "fall"), ("°F", "fall")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Catches fell by a fifth.", [("a fifth", 20, "percent")]),
        ("The jab may cut attacks by about half.", [("about half", 50, "percent")]),
        ("The river fell by more than half a metre.", [("more than half a metre", 0.5, "m")]),
        ("They raised the rate by a quarter point.", [("a quarter point", 0.25, "points")]),
        ("The ferry takes half an hour.", [("half an hour", 0.5, "hours")]),
        ("He bowed for about a minute.", [("about a minute", 1, "minutes")]),
        ("He waited a minute.", []),
        ("They come in the second half of May.", []),
        ("It was a third party.", []),
    ],
)
def test_a_piece_of_something_is_an_amount_where_the_words_say_how_much(
    text: str, told: list[tuple[str, float, str]]
) -> None:
    assert [(f.text, f.low, f.unit) for f in figures(text)] == told


@pytest.mark.parametrize("text", ["By a vote of 76 to 44 the house agreed.", "They passed the bill, 76-44, on Friday."])
def test_ayes_and_noes_are_two_figures(text: str) -> None:
    assert [(f.low, f.unit) for f in figures(text)] == [(76, "votes"), (44, "votes")]


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("Some 2,000 head of cattle stood on the road.", "Some 2,000 head", "head"),
        ("The outbreak grew to 41 cases Friday.", "41 cases", "cases"),
        ("The council will pull 412 parking meters.", "412 parking meters", "meters"),
        ("They own 70 aircraft.", "70 aircraft", "aircraft"),
        ("They drew it from two sampling points.", "two sampling points", "points"),
        ("Measles cases hit 41 in Odra.", "41", "cases"),
    ],
)
def test_what_is_counted_is_told_by_its_own_noun(text: str, words: str, unit: str) -> None:
    assert [(f.text, f.unit) for f in figures(text)] == [(words, unit)]


def test_a_part_of_what_was_counted_needs_no_noun() -> None:
    found = figures("The county has 41 cases, 33 of them in children.")
    assert [(f.low, f.unit, f.part_of) for f in found] == [(41, "cases", None), (33, "cases", found[0].id)]


def test_a_year_before_to_is_no_end_of_a_range() -> None:
    assert [f.low for f in figures("Sales rose 60% in 2018 to 3.9 million boats.")] == [60, 3.9e6]


def test_a_scaled_number_keeps_its_exact_value() -> None:
    assert figures("They moved 4.1 million boxes.")[0].low == 4_100_000.0


@pytest.mark.parametrize(
    ("text", "words", "low", "unit", "counted"),
    [
        ("Both pilots died.", "Both pilots", 2, "people", "pilots died"),
        ("A 3,000-strong force landed.", "3,000-strong force", 3000, "people", "strong force landed"),
        ("He led a crowd of 3,000.", "3,000", 3000, "people", "a crowd"),
        ("Dozens were arrested.", "Dozens", 24, "people", "people arrested"),
        ("Two thirds voted no.", "Two thirds", 66.67, "percent", ""),
        ("About one person in ten is infected.", "About one person in ten", 10, "percent", "infected"),
        ("They struck at a depth of 10 km.", "10 km", 10, "km", "a depth"),
    ],
)
def test_people_are_counted_in_words_of_many_kinds(text: str, words: str, low: float, unit: str, counted: str) -> None:
    (figure,) = figures(text)
    assert (figure.text, figure.low, figure.unit, figure.counted) == (words, low, unit, counted)


def test_both_without_a_fate_is_no_figure() -> None:
    assert figures("Both sides met in Odra.") == []
    assert figures("Both Odra and Belmara agreed.") == []


def test_a_toll_that_climbs_from_one_number_to_another_is_two_figures_of_one_toll() -> None:
    found = figures("The death toll climbed from 33 to 41.")
    assert [(f.low, f.counted, f.move) for f in found] == [(33, "The death toll", "from"), (41, "The death toll", "to")]


def test_a_part_may_follow_its_total_in_an_opening_phrase() -> None:
    total, part = figures("Of the 57 dead, 12 were children.")
    assert (part.low, part.counted, part.part_of) == (12, "children", total.id)


def test_a_change_and_the_new_level_side_by_side_are_no_range() -> None:
    found = figures("Oil fell $2 to $71 a barrel.")
    assert [(f.low, f.move) for f in found] == [(2, "by"), (71, "to")]


def test_above_and_below_name_the_new_level() -> None:
    assert figures("The lake rose above 40 metres.")[0].move == "to"


def test_numbers_beside_their_own_kind_are_told_apart() -> None:
    found = figures("Turnout was 61 percent, compared with 54 percent four years ago.")
    assert [f.text for f in found] == ["61 percent", "54 percent"]
    assert [(f.low, f.unit) for f in figures("One person died and three others were injured.")] == [
        (1, "people"),
        (3, "people"),
    ]
    assert figures("The index closed 120 points higher.")[0].direction == "rise"
    assert figures("They sold 8% fewer than in 2030.")[0].direction == "fall"


@pytest.mark.parametrize("junk", ["about ", "over the ", "half a ", "1 to ", "1,000 boats and "])
def test_endless_rows_of_number_words_are_read_to_their_end(junk: str) -> None:
    text = junk * 300
    page = make.page(text)
    (parsed,) = parse([page])
    assert all(page.text[f.start : f.end] == f.text for f in amounts(parsed))
