"""Is a clause read as what it claims, denies, hedges or asks for?"""

from __future__ import annotations

from typing import Any

import pytest

import make
from onrecord.corroborate.opposites import OPPOSITES, canon
from onrecord.corroborate.propositions import Proposition, propositions_of


def clauses(words: str, **known: Any) -> tuple[Proposition, ...]:
    return propositions_of(make.statement(make.page(words), "Oru Tashkel", words, **known))


def only(words: str, **known: Any) -> Proposition:
    [found] = clauses(words, **known)
    return found


@pytest.mark.parametrize(
    "words",
    ["the gates did not open", "the gates failed to open", "no gates opened", "the gates never opened"],
)
def test_a_denial_speaks_of_what_its_claim_speaks_of(words: str) -> None:
    denial, claim = only(words), only("the gates opened")
    assert denial.turned and not claim.turned
    assert denial.stems == claim.stems


@pytest.mark.parametrize(
    "words",
    [
        "not all gates opened",
        "the gates have not yet opened",
        "it was not only the rain",
        "the ministry could not confirm the report",
        "nobody knows why the gates opened",
        "did the gates open?",
        "the mayor did not deny that no gate opened",
    ],
)
def test_what_leaves_a_claim_open_is_no_claim(words: str) -> None:
    assert clauses(words) == ()


@pytest.mark.parametrize(
    ("words", "mood"),
    [
        ("the gates may open", "open"),
        ("the gates will open if it rains", "open"),
        ("the gates must open", "duty"),
        ("the gates opened in May", "fact"),
    ],
)
def test_moods_are_told_apart(words: str, mood: str) -> None:
    assert {one.mood for one in clauses(words)} == {mood}


def test_a_cue_that_denies_turns_what_it_introduces() -> None:
    on = make.page("Orsk denied the gates were cracked.")
    assert propositions_of(make.statement(on, "Orsk", "the gates were cracked", cue="denied"))[0].turned
    whole = make.statement(on, "Orsk", "denied the gates were cracked", cue="denied")
    assert propositions_of(whole)[0].turned  # and not turned twice


def test_names_numbers_and_times_narrow_a_clause() -> None:
    one = only("on Friday 40 boats of the Reed Guild left Tavra")
    assert one.names == {canon("reed"), canon("guild"), canon("tavra")}
    assert one.numbers == {"40"} and one.times == {"friday"}


def test_opposites_hold_both_ways() -> None:
    assert all(stem in OPPOSITES[other] for stem, others in OPPOSITES.items() for other in others)
    assert all(stem not in others for stem, others in OPPOSITES.items())
