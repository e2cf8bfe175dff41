"""Which words on a page are people's names."""

from __future__ import annotations

import pytest

import make
from onrecord.model import Claims, Mention
from onrecord.resolve.people import called, looks_personal, names_on, written


def mention(page, words, label):
    cite = make.cite(page, words)
    return Mention("m1", page.id, words, cite.start, cite.end, "name", label=label)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ada Lindqvist, 59, a baker from Ansel who lost her shop", "Ada Lindqvist"),
        ("the sheriff, Ada Lindqvist", "Ada Lindqvist"),
        ("Foreign Minister Ada Lindqvist, who lost", "Foreign Minister Ada Lindqvist"),
        ("Ada Lindqvist", "Ada Lindqvist"),
        ("a spokesman for Ada Lindqvist", "a spokesman for Ada Lindqvist"),
    ],
)
def test_a_phrase_that_says_more_than_a_name_gives_the_name(words, name):
    assert called(words) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Then Ms Ogata left.", "Ogata"),
        ("Brumo Tesk, 51, left.", "Brumo Tesk"),
        ("Its author, Brumo Tesk, left.", "Brumo Tesk"),
        ("Brumo Tesk, a retired baker from Ansel, left.", "Brumo Tesk"),
        ("The Ansel girl Sofia Tesk left.", "Sofia Tesk"),
        ("Brumo Tesk, who left, was ill.", "Brumo Tesk"),
    ],
)
def test_people_are_found_where_the_tagger_saw_no_name(text, name):
    assert [found.name for found in written(make.page(text), [])] == [name]


def test_a_name_that_the_tagger_cut_at_a_hyphen_is_whole():
    page = make.page("Then Ada Holm-Lindqvist left.")
    cut = mention(page, "Lindqvist", "person")
    (found,) = names_on(page, Claims(page.id, mentions=(cut,)))
    assert found.text == "Ada Holm-Lindqvist"
    assert page.text[found.start : found.end] == found.text


def test_a_capitalised_headline_names_nobody_whom_the_text_does_not():
    page = make.page("Nobody left.", title="Harbour Chief Tells Panel Ferry Was Late")
    assert names_on(page, Claims(page.id, mentions=(mention(page, "Tells Panel", "person"),))) == []


def test_a_platform_is_no_person():
    assert not looks_personal("Twitter")


def test_a_company_that_the_tagger_left_with_its_form_only_is_whole():
    page = make.page("The maker Norwave Boats LLC left.")
    (found,) = names_on(page, Claims(page.id, mentions=(mention(page, "LLC", "organization"),)))
    assert found.text == "Norwave Boats LLC"


def test_a_name_ends_before_the_body_it_speaks_for():
    page = make.page("Sofia Tesk for Ansel Foods left.")
    (found,) = names_on(page, Claims(page.id, mentions=(mention(page, "Sofia Tesk for Ansel Foods", "organization"),)))
    assert (found.text, found.label) == ("Sofia Tesk", "person")
