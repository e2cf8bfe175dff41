"""Are claims of different speakers linked only where they plainly agree or cannot both hold?"""

from __future__ import annotations

from typing import Any

import pytest

import make
from onrecord.corroborate import blocks_of, weighed
from onrecord.model import Statement


def said(
    words: str, who: str = "Oru Tashkel", *, page: str = "a.txt", day: str = "2031-05-03", **known: Any
) -> Statement:
    return make.statement(make.page(words, name=page), who, words, said=day, **known)


def kinds(*statements: Statement) -> list[str]:
    return [link.kind for link in weighed(statements)]


REAL = said("The danger for the Minsel dam is real")


@pytest.mark.parametrize(
    "absent", ["We see no danger to the dam itself", "there was no direct danger to the Minsel dam"]
)
def test_a_danger_that_is_real_and_one_that_is_not_there_conflict(absent: str) -> None:
    [link] = weighed([REAL, said(absent, "Mirsal Aknoy", page="b.txt")])
    assert link.kind == "conflicts" and link.why.startswith("Accounts differ")


@pytest.mark.parametrize("other", ["We see no danger to the railway", "the danger to the dam was discussed"])
def test_another_danger_and_a_danger_merely_named_conflict_with_nothing(other: str) -> None:
    assert not kinds(REAL, said(other, "Mirsal Aknoy", page="b.txt"))


def test_what_was_said_in_another_year_conflicts_with_nothing() -> None:
    assert not kinds(REAL, said("no danger to the dam", "Mirsal Aknoy", page="b.txt", day="2029-05-03"))


def test_statements_on_one_danger_meet_in_a_block_across_stories() -> None:
    other = said("there is no danger to the dam", "Mirsal Aknoy", page="b.txt")
    assert set(blocks_of(REAL, "st1")) & set(blocks_of(other, "st2")) == {"matter dang dam"}


def test_a_claim_and_its_denial_conflict() -> None:
    claim = said("the ferrymen cut the anchor cables of the Minsel barges")
    denial = said("the ferrymen did not cut the anchor cables of any barges", "the ferrymen's union", page="b.txt")
    assert kinds(claim, denial) == ["conflicts"]


def test_one_speaker_neither_agrees_nor_conflicts_with_himself() -> None:
    assert not kinds(REAL, said("We see no danger to the dam itself", page="b.txt"))


def test_the_same_claim_by_two_speakers_agrees_and_other_numbers_do_not() -> None:
    claim = said("the gates of the Minsel dam were cracked since February")
    assert kinds(claim, said("gates at the Minsel dam had been cracked in February", "the mayor", page="b.txt")) == [
        "agrees"
    ]
    assert not kinds(
        said("three gates of the Minsel dam cracked, 40 boats sank"),
        said("gates of the Minsel dam cracked and 90 boats sank", "the mayor", page="b.txt"),
    )


def test_a_flat_denial_is_of_the_statement_before_it() -> None:
    on = make.page(
        'The premier said Belmara was told of every release. "That is simply not true," Ottilie Wren replied.'
    )
    told = make.statement(on, "the premier", "Belmara was told of every release")
    reply = make.statement(on, "Ottilie Wren", "That is simply not true", form="direct")
    assert kinds(told, reply) == ["conflicts"]
    assert not kinds(reply, told, make.statement(on, "the clerk", "every release", form="direct"))[1:]


def test_somebody_quoted_by_somebody_does_not_agree_with_them() -> None:
    on = make.page("My neighbour told me the house stays where the gates are")
    outer = make.statement(
        on, "Sanna Ilhami", "My neighbour told me the house stays where the gates are", form="direct"
    )
    inner = make.statement(on, "the neighbour", "the house stays where the gates are")
    assert not kinds(outer, inner)


def test_two_utterances_are_linked_once_however_many_pages_render_them() -> None:
    absent = [said("We see no danger to the dam", "Mirsal Aknoy", page=f"{i}.txt") for i in range(3)]
    assert len(weighed([REAL, *absent], {statement.id: "u1" for statement in absent})) == 1


def test_the_order_of_statements_changes_nothing() -> None:
    statements = [REAL, *(said("We see no danger to the dam", f"speaker {i}", page=f"{i}.txt") for i in range(4))]
    assert weighed(statements) == weighed(statements[::-1])
