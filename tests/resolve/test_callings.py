"""Titles and bodies in one wording."""

from __future__ import annotations

import pytest

from onrecord.resolve.callings import body_key, is_shared, is_sovereign, post_of


@pytest.mark.parametrize(
    "names",
    [
        ("Ministry of Foreign Affairs of Norway", "Norwegian Foreign Ministry", "Norway's Foreign Ministry"),
        ("Interior Ministry of Belmara", "Belmara’s Interior Ministry", "Belmaran Interior Ministry"),
        ("Security Council of Russia", "Russian Security Council", "Security Council of the Russian Federation"),
        ("River Protection Organisation", "River Protection Organization"),
        ("Norwave Boats LLC", "Norwave Boats"),
        ("UN Security Council", "United Nations Security Council"),
        ("Federal River Service FRS", "Federal River Service"),
    ],
)
def test_wordings_of_one_body_are_one(names):
    assert len({body_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Norwegian Foreign Ministry", "Swedish Foreign Ministry"),
        ("Norwave Boats", "Norwave Boats Holding"),
        ("European Commission", "Commission"),
        ("People's Party", "Party"),
        ("Bank of Ansel", "Ansel Bank"),
    ],
)
def test_namesakes_branches_and_subsidiaries_stay_apart(a, b):
    assert body_key(a) != body_key(b)


@pytest.mark.parametrize(
    ("name", "shared"),
    [
        ("Foreign Ministry", True),
        ("Supreme Court", True),
        ("parliament", True),
        ("Norwegian Foreign Ministry", False),
        ("River Protection Service", False),
    ],
)
def test_a_name_that_many_states_have_a_body_of_is_shared(name, shared):
    assert is_shared(body_key(name)) is shared


@pytest.mark.parametrize(
    ("title", "organization", "post"),
    [
        ("Foreign Minister", "Norway", ("foreign minister", "norway")),
        ("Minister of Foreign Affairs", "Kingdom of Norway", ("foreign minister", "norway")),
        ("Norwegian foreign minister", None, ("foreign minister", "norway")),
        ("Belmaran Energy Minister", None, ("energy minister", "belmar")),
        ("Energy Minister", "Belmara", ("energy minister", "belmar")),
        ("former chairwoman", "River Board", ("chair", "river board")),
        ("mayor of the town", None, ("mayor", "")),
        ("mayor of Ansel", None, ("mayor", "ansel")),
        ("president-elect", "France", ("president", "france")),
        ("Secretary of State", None, ("secretary of state", "")),
    ],
)
def test_an_office_is_a_title_and_whose_it_is(title, organization, post):
    assert post_of(title, organization) == post


def test_a_minister_is_one_of_one_state_and_a_coach_of_any():
    assert is_sovereign("foreign minister") and is_sovereign("president")
    assert not is_sovereign("coach") and not is_sovereign("deputy director")
