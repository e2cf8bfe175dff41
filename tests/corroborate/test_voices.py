"""Is it seen whether two statements can be of one voice?"""

from __future__ import annotations

import pytest

import make
from onrecord.corroborate import voice_of
from onrecord.corroborate.voices import Kinship, heard, kinship
from onrecord.model import EntityId, Speaker, Statement

WORDS = "the gates broke"


def by(*speakers: Speaker | str, page: str = "a.txt") -> Statement:
    named = tuple(make.speaker(one) if isinstance(one, str) else one for one in speakers)
    return make.statement(make.page(WORDS, name=page), named, WORDS)


def unnamed(words: str) -> Speaker:
    return make.speaker(words, entity=None)


def of_page(name: str, page: str) -> Speaker:
    """Somebody whom the record does not join with others of the name."""
    return make.speaker(name, entity=EntityId(f"e {name} {page}"))


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ((of_page("Oru Tashkel", "a"),), (of_page("Oru Tashkel", "b"),), "one"),
        ((of_page("Captain Oru Tashkel", "a"),), (of_page("Oru J. Tashkel", "b"),), "one"),
        (("Tashkel",), ("Oru Tashkel",), "near"),
        ((unnamed("a police spokesman"),), ("Oru Tashkel",), "near"),
        ((), ("Oru Tashkel",), "near"),
        (("Oru Tashkel",), ("Sefa Lindqvist",), "other"),
        (("Oru Tashkel",), ("Sefa Lindqvist", "Oru Tashkel"), "one"),
    ],
)
def test_the_less_names_tell_the_less_sure_is_one_voice(
    one: tuple[Speaker | str, ...], other: tuple[Speaker | str, ...], kin: Kinship
) -> None:
    a, b = heard(by(*one)), heard(by(*other, page="b.txt"))
    assert kinship(a, b) == kinship(b, a) == kin


def test_who_speaks_for_a_body_on_the_page_is_near_to_it() -> None:
    page = make.page("Harvany Council treasurer Sefa Lindqvist said the gates broke")
    speaks = make.speaker("Sefa Lindqvist", page=page, mention="Harvany Council treasurer Sefa Lindqvist")
    assert kinship(heard(make.statement(page, (speaks,), WORDS)), heard(by("Harvany Council"))) == "near"


def test_a_candidate_of_little_weight_is_no_voice() -> None:
    doubtful = by(make.speaker("Oru Tashkel", weight=0.1), make.speaker("Sefa Lindqvist", weight=0.9))
    assert kinship(heard(doubtful), heard(by("Oru Tashkel"))) == "other"


def test_an_unnamed_source_is_one_voice_within_a_page_and_its_copies_only() -> None:
    first, copy, other = (by(unnamed("police source"), page=name) for name in ("a.txt", "copy.txt", "other.txt"))
    family = {first.page: first.page, copy.page: first.page}
    assert voice_of(first, family) == voice_of(copy, family) != voice_of(other, family)


def test_a_named_speaker_is_one_voice_everywhere_and_the_weightier_candidate_counts() -> None:
    doubtful = by(make.speaker("Oru Tashkel", weight=0.3), make.speaker("Sefa Lindqvist", weight=0.7))
    assert voice_of(doubtful, {}) == voice_of(by("Sefa Lindqvist", page="b.txt"), {})
