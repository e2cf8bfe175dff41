"""When two names are one name."""

from __future__ import annotations

import pytest

from onrecord.resolve.naming import family_of, is_initials, is_short_for, key_of, untitled


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Island Post", "island post"),
        ("Lindqvist’s", "lindqvist"),
        ("José  Ibáñez", "jose ibanez"),
        ("U.S.", "u.s"),
        ("the", "the"),
    ],
)
def test_names_are_compared_without_case_accents_and_articles(name, key):
    assert key_of(name) == key


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("General Ada Lindqvist", "Ada Lindqvist"),
        ("Major-Gen Ada Lindqvist", "Ada Lindqvist"),
        ("Ada Lindqvist SC", "Ada Lindqvist"),
        ("President", "President"),
    ],
)
def test_titles_go_and_something_is_always_left(name, bare):
    assert untitled(name) == bare


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Lindqvist", "Ada Lindqvist", True),
        ("Mrs Lindqvist", "Ada Lindqvist", True),
        ("Fan", "Fan Mengwei", True),
        ("Ada Lindqvist", "Ada Lindqvist", False),
        ("Lind", "Ada Lindqvist", False),
        ("Bo Lindqvist", "Ada Lindqvist", False),
    ],
)
def test_a_family_name_stands_for_the_full_one(short, full, expected):
    assert is_short_for(short, full) is expected


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("ARC", "Ansel River Commission", True),
        ("A.R.C.", "Ansel River Commission", True),
        ("CFS", "Commission for the Safety", False),
        ("arc", "Ansel River Commission", False),
        ("A", "Ansel", False),
    ],
)
def test_initials_stand_for_the_words_they_open(short, full, expected):
    assert is_initials(short, full) is expected


def test_a_suffix_is_no_family_name():
    assert family_of("Ada Lindqvist Jr.") == "lindqvist"
