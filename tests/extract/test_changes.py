"""Are rises, falls, rates, ratios and ages of invented sentences told apart from plain counts?"""

from __future__ import annotations

import pytest

import make
from onrecord.extract.counted import Counted
from onrecord.extract.figures import amounts, figures_of
from onrecord.extract.parse import parse
from onrecord.extract.quantities import Quantity
from onrecord.model import Figure


def figures(text: str) -> list[Figure]:
    (parsed,) = parse([make.page(text)])
    return list(amounts(parsed))


def every(text: str) -> list[Figure]:
    """All quantities, those too that the record leaves out."""

    def kept(quantity: Quantity, counted: Counted | None, doc: object) -> bool:
        return True

    (parsed,) = parse([make.page(text)])
    return list(figures_of(parsed, kept=kept))


@pytest.mark.parametrize(
    ("text", "low", "direction", "move"),
    [
        ("The levy rose 7 percent.", 7, "rise", "by"),
        ("The levy rose sharply by 7 percent.", 7, "rise", "by"),
        ("Odra Mills was down 3.1 percent.", 3.1, "fall", "by"),
        ("They reported a 12 percent drop in catches.", 12, "fall", "by"),
        ("They reported a drop of 12 percent in catches.", 12, "fall", "by"),
        ("The toll fell to $40.", 40, "fall", "to"),
        ("The Odra index -0.6% at noon.", -0.6, "fall", "by"),
        ("The flood killed 12 people.", 12, None, None),
        ("The guards gave up 12 posts.", 12, None, None),
        ("The town lost 14 farmers.", 14, None, None),
        ("The mill posted a loss of 63 cents.", 63, None, None),
    ],
)
def test_a_change_has_its_direction_and_says_whether_the_number_is_the_change_or_the_level(
    text: str, low: float, direction: str | None, move: str | None
) -> None:
    figure = figures(text)[0]
    assert (figure.low, figure.direction, figure.move) == (low, direction, move)


def test_both_ends_of_a_change_share_the_unit_and_the_scale_named_once() -> None:
    first, second = figures("The valve lift was raised from 13.5 to 14 mm.")
    assert [(f.low, f.unit, f.move) for f in (first, second)] == [(13.5, "mm", "from"), (14, "mm", "to")]
    assert [f.low for f in figures("The debt fell from $93 to $89 billion.")] == [93e9, 89e9]


def test_a_rise_by_two_numbers_is_a_range_and_a_rise_by_and_to_is_two_figures() -> None:
    assert [(f.low, f.high) for f in figures("The lake warmed and rose by 1 to 1.5 metres.")] == [(1, 1.5)]
    found = figures("The debt rose by $40 million to $90 million.")
    assert [(f.low, f.move) for f in found] == [(40e6, "by"), (90e6, "to")]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Catches were up 12 percent from 2014.", "2014"),
        ("The share rose to 78 percent from 50 percent.", "50 percent"),
        ("Catches fell 12 percent compared with last year.", "last year"),
        ("Catches fell 12 percent.", None),
    ],
)
def test_a_change_keeps_the_words_it_is_told_from(text: str, base: str | None) -> None:
    assert figures(text)[0].base == base


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("The permit is $15 a month.", "month"),
        ("Gravel sold at $80 per square foot.", "ft2"),
        ("Oil was sold at $58 per barrel.", "bbl"),
        ("The fee was $80 a year earlier.", None),
    ],
)
def test_a_rate_names_what_it_is_told_by(text: str, per: str | None) -> None:
    assert figures(text)[0].per == per


@pytest.mark.parametrize(
    ("text", "words", "low", "modifier"),
    [
        ("One in five farmers left.", "One in five farmers", 20, "exact"),
        ("Nearly nine out of ten divers agreed.", "Nearly nine out of ten divers", 90, "about"),
        ("Half the boats sank.", "Half the boats", 50, "exact"),
        ("More than a third of the boats sank.", "More than a third", 33.33, "over"),
    ],
)
def test_a_ratio_is_a_share_in_percent(text: str, words: str, low: float, modifier: str) -> None:
    (figure,) = figures(text)
    assert (figure.text, figure.low, figure.modifier, figure.unit) == (words, low, modifier, "percent")


def test_a_number_in_a_number_of_places_is_no_ratio() -> None:
    assert [f.low for f in figures("Guards freed three farmers in five villages.")] == [3, 5]


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("They need 1/2 pound of nails.", 0.5, "lb"),
        ("They dug 2 1/2 miles of trench.", 2.5, "mi"),
        ("The rate was .5 percent.", 0.5, "percent"),
        ("They rented 1520 sq m of halls.", 1520, "m2"),
        ("It covers 311 square miles.", 311, "mi2"),
        ("The shares closed at 118.5p.", 118.5, "pence"),
        ("A 5 W lamp hung there.", 5, "W"),
        ("The ticket costs 1,200€ there.", 1200, "EUR"),
        ("The pump was driven at 80 m.p.h. down the hill.", 80, "mph"),
        ("The loan was almost S$1mil.", 1e6, "SGD"),
        ("They burned 12.3m tonnes of peat.", 12.3e6, "t"),
        ("The film had 2.7m combined sales.", 2.7e6, "sales"),
        ("It rose on 5m waves.", 5, "m"),
        ("Sales grew sixfold.", 6, "times"),
        ("It was four times the number of 2030.", 4, "times"),
        ("The ledger shows PS2.7m for the weir.", 2.7e6, "GBP"),
        ("It cost 300 Swiss francs.", 300, "CHF"),
        ("It cost 12,000 Kenyan shillings.", 12_000, "KES"),
        ("He paid RMB500 for it.", 500, "CNY"),
    ],
)
def test_units_are_read_in_all_their_dress(text: str, low: float, unit: str) -> None:
    figure = figures(text)[0]
    assert (figure.low, figure.unit) == (low, unit)


def test_an_average_that_looks_like_a_year_is_a_number() -> None:
    assert figures("The fee went up by an average of 1500 crowns.")[0].low == 1500


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("The 55-year-old engineer resigned.", 55),
        ("Ilen Marrow, 54, lives in Odra.", 54),
        ("The bridge is 400 years old.", 400),
        ("He is at the age of 31.", 31),
    ],
)
def test_an_age_is_kept_apart_under_its_own_unit(text: str, age: float) -> None:
    assert figures(text) == []
    assert [(f.low, f.unit) for f in every(text)] == [(age, "years of age")]


@pytest.mark.parametrize("text", ["He lives at 16-18 Mill Avenue.", "He called Unit 3 again."])
def test_an_address_is_no_quantity(text: str) -> None:
    assert every(text) == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Marrow Mills has 13,000 workers.", ("Marrow Mills",)),
        ("The mill sold the weir at a price of $5 million.", ("price", "weir", "mill")),
        ("Twelve farmers left.", ()),
        ("Hundreds of farmers and 40 divers left.", ()),
        ("She held a list of about 40 divers.", ("list",)),
    ],
)
def test_a_figure_says_of_what_its_clause_tells_it(text: str, about: tuple[str, ...]) -> None:
    assert figures(text)[0].about == about


def test_what_two_adjectives_narrow_is_counted() -> None:
    assert figures("They sold 43,000 digital and physical maps.")[0].unit == "maps"
    assert figures("With 80 more picks they left.")[0].text == "80 more picks"
