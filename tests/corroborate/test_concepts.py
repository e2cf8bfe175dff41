"""Do words that stand for one thing come to one stem, and others not?"""

from __future__ import annotations

import pytest

from onrecord.corroborate.concepts import concept_of, meanings_of
from onrecord.corroborate.words import stem_of


@pytest.mark.parametrize(
    ("one", "other"), [("shot", "shooting"), ("nations", "country"), ("fought", "fight"), ("avoid", "dodged")]
)
def test_forms_and_words_of_one_meaning_share_a_stem(one: str, other: str) -> None:
    assert concept_of(stem_of(one)) == concept_of(stem_of(other))


@pytest.mark.parametrize(("one", "other"), [("river", "dam"), ("fire", "dismiss"), ("migrant", "refugee")])
def test_a_word_of_two_groups_belongs_to_none(one: str, other: str) -> None:
    assert concept_of(stem_of(one)) != concept_of(stem_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("U.S. troops", "American soldiers"), ("the United States", "Americans"), ("North Korea", "the North Koreans")],
)
def test_a_state_and_its_people_are_one(one: str, other: str) -> None:
    assert {meaning for meaning, _ in meanings_of(one)} == {meaning for meaning, _ in meanings_of(other)}


def test_an_animal_is_no_state() -> None:
    assert [meaning for meaning, _ in meanings_of("a turkey for Turkey")] == ["turke", "turkish"]
