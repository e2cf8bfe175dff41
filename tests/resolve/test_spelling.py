"""Whether two names can be one person's, as names go."""

from __future__ import annotations

import pytest

from onrecord.resolve.spelling import blocks_of, fit, is_short, rarity_of, words_in

TOGETHER = [
    ("Ada Lindqvist", "Ada Lindqvist", "equal"),
    ("Bashar al-Marrow", "Bashar Marrow", "equal"),
    ("Sefa van der Berg", "Sefa Berg", "equal"),
    ("Kim Jong-oru", "Kim Jong Oru", "equal"),
    ("Søren Bjørnå", "Soren Bjorna", "equal"),
    ("Ilen Petrovich Marrow", "Ilen Marrow", "equal"),
    ("Sergei Volkov", "Sergey Wolkov", "spelling"),
    ("Aliaksandr Marchanka", "Alexander Marchenko", "spelling"),
    ("Yevgeny Marrow", "Evgeny Marrow", "spelling"),
    ("Muhammad Tashkel", "Mohamed Tashkel", "spelling"),
    ("Bill Harrow", "William Harrow", "spelling"),
    ("Tashkel Viktor", "Viktor Tashkel", "spelling"),
    ("Pilar Otero Ruz", "Pilar Otero", "spelling"),
    ("A. Lindqvist", "Ada Lindqvist", "short"),
    ("Lindqvist", "Ada Lindqvist", "short"),
    ("Kim", "Kim Jong-oru", "short"),
    ("von der Linden", "Ursa von der Linden", "short"),
    ("Vance", "Yola Biró-Vance", "short"),
    ("Al Gorrow", "Gorrow", "short"),
]

APART = [
    ("Martin Harrow", "Marvin Harrow"),
    ("John Harrow", "James Harrow"),
    ("B. Lindqvist", "Ada Lindqvist"),
    ("Mario Tashkel", "Maria Tashkel"),
    ("Alexander Tashkel", "Alexandra Tashkel"),
    ("Kim Jong-oru", "Kim Yo-sefa"),
    ("Ada Lindqvist Jr.", "Ada Lindqvist Sr."),
    ("George W. Harrow", "George H. W. Harrow"),
    ("Jan Berg", "Jean Berg"),
    ("Ada", "Ada Lindqvist"),
]


@pytest.mark.parametrize(("a", "b", "how"), TOGETHER)
def test_names_that_go_together_do_so_both_ways_and_share_a_block(a, b, how):
    assert fit(a, b) == fit(b, a) == how
    assert set(blocks_of(a)) & set(blocks_of(b))


@pytest.mark.parametrize(("a", "b"), APART)
def test_names_of_two_people_do_not_go_together(a, b):
    assert fit(a, b) is None and fit(b, a) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dr. Ada Lindqvist", ("ada", "lindqvist")),
        ("Le Marrow", ("marrow",)),
        ("Ben Marrow", ("ben", "marrow")),
        ("Łukasz Đorđe", ("lukasz", "dorde")),
    ],
)
def test_titles_and_particles_are_no_part_of_the_compared_name(name, words):
    assert words_in(name) == words


@pytest.mark.parametrize(("name", "short"), [("Lindqvist", True), ("A. Lindqvist", True), ("Ada Lindqvist", False)])
def test_a_name_without_a_first_name_is_short(name, short):
    assert is_short(name) is short


@pytest.mark.parametrize(("name", "rarity"), [("John Smith", -1), ("Ada Lindqvist", 0), ("Ilen Tashkel", 1)])
def test_a_name_of_common_words_tells_less(name, rarity):
    assert rarity_of(name) == rarity
