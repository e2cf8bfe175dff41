"""Are claims of different speakers linked only where they plainly agree or cannot both hold?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import make
from onrecord.corroborate.agreement import keys_of, once, replied, spokesmen, weighed
from onrecord.model import Statement


def said(
    words: str, who: str = "Oru Tashkel", *, page: str = "a.txt", day: str = "2031-05-03", **known: Any
) -> Statement:
    return make.statement(make.page(words, name=page), who, words, said=day, **{"story": "st1", **known})


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
    assert "matter dang dam" in set(keys_of(REAL, "st1")) & set(keys_of(other, "st2"))


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
    assert [link.kind for link in replied([reply, told])] == ["conflicts"]
    assert not replied([reply, told, make.statement(on, "the clerk", "every release", form="direct")])[1:]


def test_the_rendering_of_smallest_id_speaks_for_its_utterance_under_each_key() -> None:
    assert spokesmen({"s2": ("dam", "gate"), "s1": ("dam",), "s3": ("gate", "boat")}) == {
        "s1": ("dam",),
        "s2": ("gate",),
        "s3": ("boat",),
    }


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


@pytest.mark.parametrize("form", ["direct", "indirect"])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry was hit by a rocket", "The ferry was not hit by any rocket"),
        ("the gates will open on Monday", "the gates will not open on Monday"),
        ("Belmara will sign the water treaty", "Belmara will not sign the water treaty"),
        ("the council has approved the dam loan", "the council has rejected the dam loan"),
        ("the reservoir water is safe to drink", "the reservoir water is dangerous to drink"),
        ("The bridge is safe for lorries", "The bridge is unsafe for lorries"),
        ("grain prices rose in the valley", "grain prices fell in the valley"),
        ("soldiers shelled the school in Harvany", "the army did not shell the school in Harvany"),
        ("no one was killed in the blast", "two people were killed in the blast"),
        ("There were no casualties in the fire at the depot", "four workers were injured in the fire at the depot"),
        ("the minister met the envoy in Tavra", "the minister never met the envoy in Tavra"),
        ("The pilots had been warned of the storm", "the pilots were never warned of the storm"),
        ("the treasurer is guilty of fraud", "the treasurer is innocent of fraud"),
        ("The helicopter was shot down near the border", "the helicopter crashed because of a technical fault"),
        ("Quenland troops have crossed the river border", "no Quenland troops have crossed the river border"),
        ("the hostages from the ferry Heron are alive", "the hostages from the ferry Heron are dead"),
        ("The strike is over: the rail union has accepted the offer", "the rail union has rejected the offer"),
        ("Talks with the dockers of Tavra failed", "Talks with the dockers of Tavra succeeded"),
        ("The Osk bridge collapsed on Monday", "The Osk bridge collapsed on Tuesday"),
        ("the company refused to pay the fishermen compensation", "the company paid the fishermen compensation"),
        (
            "the president agreed to testify before the commission",
            "the president refused to testify before the commission",
        ),
        ("the dam was inspected in May", "the dam was not inspected in May"),
        ("Orsk had been told of the leak", "Orsk was not told of the leak"),
        ("exports of copper increased", "exports of copper declined"),
        ("the election in Harvany was fair", "the election in Harvany was rigged"),
        ("the shooting in Harvany was deliberate", "the shooting in Harvany was accidental"),
    ],
)
def test_claims_that_cannot_both_hold_conflict(one: str, other: str, form: Any) -> None:
    pair = said(one, form=form), said(other, "Mirsal Aknoy", page="b.txt", form=form)
    assert kinds_in_story(*pair) == ["conflicts"]


@pytest.mark.parametrize("form", ["direct", "indirect"])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry was hit by a rocket", "The ferry was not hit by a torpedo"),
        ("the gates will open on Monday", "the gates will not open on Tuesday"),
        ("Belmara will sign the water treaty", "Quenland will not sign the water treaty"),
        ("the council has approved the dam loan", "the council may reject the dam loan"),
        ("the reservoir water is safe to drink", "the river water is dangerous to drink"),
        ("grain prices rose in the valley last year", "grain prices fell in the valley this year"),
        ("soldiers shelled the school in Harvany", "the army did not shell the hospital in Harvany"),
        ("Belmara attacked Quenland", "Quenland did not attack Belmara"),
        ("the bridge was closed in 2019", "the bridge is not closed"),
        ("the minister may resign over the leak", "the minister will not resign over the leak"),
        ("the minister should resign over the leak", "the minister will not resign over the leak"),
        ("if the rain goes on the dam will break", "the dam will not break"),
        ("not all gates were closed", "some gates were closed"),
        ("not only the mayor knew of the leak", "the mayor knew of the leak"),
        ("the council has not yet approved the loan", "the council will approve the loan"),
        ("some of the gates did not open", "the gates opened"),
        ("the ministry could not confirm that the ferry was hit by a rocket", "the ferry was hit by a rocket"),
        ("the union will not strike before the vote", "the union will strike after the vote"),
        ("He did not take the money", "the clerk took the money"),
        ("prices of copper rose", "prices of zinc fell"),
        ("the north bank is safe", "the south bank is dangerous"),
        ("the treasurer is accused of fraud", "the treasurer is innocent of fraud"),
        ("exports to Belmara increased", "exports to Quenland declined"),
        ("the gates opened on Monday", "the gates closed on Friday"),
        ("the hotel opens in May", "the hotel closes in October"),
        ("the ferry is no longer running", "the ferry was running in spring"),
        ("there is no evidence that the ferry was hit by a rocket", "the ferry was hit by a rocket"),
        ("no civilians were killed in the blast", "two soldiers were killed in the blast"),
        ("no one was killed in the second blast", "two people were killed in the first blast"),
        ("the strike in Tavra ended", "the strike in Harvany began"),
        ("taxes would rise", "taxes would fall"),
        ("The army shelled the Osk bridge on Monday", "The army shelled the Osk bridge on Tuesday"),
        ("more boats arrived in spring", "fewer boats arrived in autumn"),
        ("children under five did not receive the vaccine", "nurses received the vaccine"),
        ("the president won the vote in the north", "the president lost the vote in the south"),
        ("the minister did not say that the loan was approved", "the loan was approved"),
        ("the crash was being investigated as sabotage", "the crash was an accident"),
        ("the mayor denied that he had met the builders", "the mayor met the fishermen"),
        ("the army will withdraw from the border if the truce holds", "the army will not withdraw from the border"),
        ("the first gate is open", "the third gate is closed"),
        ("The dam should be rebuilt", "the dam was not rebuilt"),
        ("Orsk is expected to win the vote", "Orsk lost the vote"),
        ("Orsk did not win a majority", "Orsk won the vote"),
        ("wages rose by 3 percent", "wages fell by 5 percent in the mines"),
        ("the flood was not caused by rain alone", "the flood was caused by rain"),
    ],
)
def test_look_alikes_conflict_with_nothing(one: str, other: str, form: Any) -> None:
    pair = said(one, form=form), said(other, "Mirsal Aknoy", page="b.txt", form=form)
    assert "conflicts" not in kinds_in_story(*pair)


def kinds_in_story(*statements: Statement) -> list[str]:
    """The kinds of links of statements that meet under the keys of one story."""
    under: dict[str, list[Statement]] = {}
    for statement in statements:
        for key in keys_of(statement, "st1"):
            under.setdefault(key, []).append(statement)
    return [link.kind for link in once([link for group in under.values() for link in weighed(group)], {})]


def test_whoever_says_we_denies_what_is_said_of_them() -> None:
    claim = said("the rebels shelled the school", "the mayor")
    assert not kinds(claim, said("we did not shell the school", "the army", page="b.txt"))
    assert kinds(claim, said("we did not shell the school", "the rebels", page="b.txt")) == ["conflicts"]


def test_an_attack_that_one_claims_and_another_rules_out_for_them_is_told_differently() -> None:
    on = make.page(
        "The Reed Front claimed responsibility for the blast. The ministry ruled out a role of the Reed Front."
    )
    claim = make.statement(on, "Reed Front", "responsibility for the blast", cue="claimed")
    denial = make.statement(on, "the ministry", "ruled out a role of the Reed Front", cue="ruled out")
    [link] = weighed([claim, denial])
    assert (link.kind, link.by) == ("conflicts", "rule:owned_or_not")
    other = make.statement(on, "the ministry", "ruled out a role of the Reed Front", cue="ruled out")
    assert not weighed([replace(claim, speakers=(make.speaker("Tide Party"),)), other])


def test_a_link_words_nobodys_lines_itself() -> None:
    """Who said what is shown by the rows at its ends, which may have to be held back."""
    [link] = weighed([REAL, said("We see no danger to the dam itself", "Mirsal Aknoy", page="b.txt")])
    assert "Tashkel" not in link.why and "Aknoy" not in link.why
    assert "see no danger" not in link.why


def test_one_remark_whose_speaker_two_pages_name_otherwise_is_no_agreement() -> None:
    words = "the hinges of the lower gates were cracked since February"
    assert not kinds(said(words), said(words, "an official", page="b.txt"))


def test_links_found_under_several_keys_are_one() -> None:
    pair = [REAL, said("We see no danger to the dam itself", "Mirsal Aknoy", page="b.txt")]
    assert once(weighed(pair) + weighed(pair), {}) == weighed(pair)


def test_no_key_is_shared_by_all_statements_of_a_story() -> None:
    one, other = said("the gates were cracked"), said("the ferry ran aground", page="b.txt")
    assert not set(keys_of(one, "st1")) & set(keys_of(other, "st1"))


def test_claims_of_two_stories_conflict_only_where_they_share_a_name_and_much_else() -> None:
    claim = said("the Reed Guild sold the dredger Heron to Quenland", story="st1")
    denial = said("the Reed Guild did not sell the dredger Heron", "the guild's steward", page="b.txt", story="st2")
    assert kinds(claim, denial) == ["conflicts"]
    assert set(keys_of(claim, "st1")) & set(keys_of(denial, "st2"))
    plain = said("the guild sold the boats", story="st1"), said("the guild did not sell the boats", "x", story="st2")
    assert not kinds(*plain)
