"""Designations: who listed, proposed, blocked, called for, denounced or lifted, and what is no act at all."""

from __future__ import annotations

import pytest

import make
from onrecord.extract import designations, parse
from onrecord.model import Designation


def read(text: str) -> list[Designation]:
    page = make.page(text)
    (parsed,) = parse([page])
    rows = list(designations.acts(parsed))
    assert all(page.text[row.start : row.end] == row.text for row in rows)
    return rows


def told(text: str) -> set[tuple[str, str, str | None, str | None]]:
    return {(row.status, row.target, row.authority, row.by) for row in read(text)}


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "In March, the Belmaran government banned the Red Oar as an extremist group, freezing its accounts.",
            {("listed", "Red Oar", "Belmaran government", None)},
        ),
        (
            "Kestria proposed adding the Red Oar to the River Council's list of terrorist groups, but the proposal was "
            "blocked by Sund.",
            {("proposed", "Red Oar", "River Council", "Kestria"), ("blocked", "Red Oar", "River Council", "Sund")},
        ),
        (
            "The Interior Ministry called on all states to recognize the Red Oar and its ally, the Night Rowers, as "
            "terrorist groups.",
            {
                ("called_for", "Red Oar", None, "Interior Ministry"),
                ("called_for", "Night Rowers", None, "Interior Ministry"),
            },
        ),
        (
            "Two boatmen's unions issued an edict against the Red Oar, saying it shamed the river.",
            {("denounced", "Red Oar", None, "Two boatmen's unions")},
        ),
        (
            "The River Council removed the Salt Brigade from its list on Monday.",
            {("lifted", "Salt Brigade", "River Council", None)},
        ),
    ],
)
def test_an_act_is_read_with_its_target_and_its_actor(text: str, acts: set[tuple[str, str, str, str]]) -> None:
    assert told(text) == acts


RED, NIGHT = "Red Oar", "Night Rowers"


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "Sund's Supreme Court declared the Red Oar an extremist organization.",
            {("listed", RED, "Sund's Supreme Court", None)},
        ),
        ("The EU added the Red Oar to its sanctions list last week.", {("listed", RED, "EU", None)}),
        ("The Red Oar was designated as a terrorist organization by Canada.", {("listed", RED, "Canada", None)}),
        ("The Red Oar, designated a terrorist group by Canada, has split.", {("listed", RED, "Canada", None)}),
        ("The Red Oar, which is banned in Belmara, denied it.", {("listed", RED, "Belmara", None)}),
        (
            "The app Ripple is banned in Mirova and Sund.",
            {("listed", "Ripple", "Mirova", None), ("listed", "Ripple", "Sund", None)},
        ),
        (
            "The Justice Ministry added the newspaper Delta Notes to its register of foreign agents.",
            {("listed", "Delta Notes", "Justice Ministry", None)},
        ),
        ("The newspaper Delta Notes was added to the foreign agents list.", {("listed", "Delta Notes", None, None)}),
        (
            "Parliament outlawed the Red Oar and the Night Rowers in March.",
            {("listed", RED, "Parliament", None), ("listed", NIGHT, "Parliament", None)},
        ),
        ("The EU imposed sanctions on the Karsk Bank.", {("listed", "Karsk Bank", "EU", None)}),
        ("Belmara, which has designated the Red Oar as a terrorist group, left.", {("listed", RED, "Belmara", None)}),
        ("The council took the Red Oar, which laid down its arms, off its list.", {("lifted", RED, "council", None)}),
        ("The EU lifted sanctions on the Karsk Bank in June.", {("lifted", "Karsk Bank", "EU", None)}),
        ("Sund lifted its ban on the Reed Party.", {("lifted", "Reed Party", "Sund", None)}),
        ("Kestria was removed from the grey list in October.", {("lifted", "Kestria", None, None)}),
        (
            "The request to add the Karsk Bank to the UN sanctions list was vetoed by Kestria.",
            {("blocked", "Karsk Bank", "UN", "Kestria")},
        ),
        (
            "Kestria and Sund vetoed a proposal to add the Karsk Bank to the UN sanctions list.",
            {("blocked", "Karsk Bank", "UN", "Kestria and Sund")},
        ),
        (
            "Kestria blocked a proposal by Belmara to put the Red Oar on the sanctions list of the River Council.",
            {("proposed", RED, "River Council", "Belmara"), ("blocked", RED, "River Council", "Kestria")},
        ),
        (
            "Belmara proposed that the council list the Red Oar as a terrorist group, but Kestria vetoed the move.",
            {("proposed", RED, None, "Belmara"), ("blocked", RED, None, "Kestria")},
        ),
        (
            "Belmara called for the Red Oar to be designated as a terrorist group.",
            {("called_for", RED, None, "Belmara")},
        ),
        ("The opposition called for a ban on the Reed Party.", {("called_for", "Reed Party", None, "opposition")}),
        ("Belmara has asked the UN to list the Red Oar as a terrorist group.", {("called_for", RED, None, "Belmara")}),
        (
            "The ministry urged every state to outlaw both the Red Oar and its cousin, the Night Rowers.",
            {("called_for", RED, None, "ministry"), ("called_for", NIGHT, None, "ministry")},
        ),
        ("Sund's bishops denounced the Red Oar as enemies of the faith.", {("denounced", RED, None, "Sund's bishops")}),
        ("Mirova labelled the Night Rowers a terrorist group.", {("denounced", NIGHT, None, "Mirova")}),
        (
            "Belmara banned the Red Oar. The boatmen's unions have since condemned the group.",
            {("listed", RED, "Belmara", None), ("denounced", RED, None, "boatmen's unions")},
        ),
    ],
)
def test_many_wordings_tell_an_act(text: str, acts: set[tuple[str, str, str, str]]) -> None:
    assert told(text) == acts


@pytest.mark.parametrize(
    "text",
    [
        "Belmara did not recognise the Red Oar as a terrorist organization.",
        "Belmara may designate the Red Oar as a terrorist organization.",
        "Belmara plans to ban the Red Oar.",
        "The minister denied that Belmara had blacklisted the Red Oar.",
        "The Reed Party was never banned.",
        "Belmara recognised Mirova as an independent state.",
        "Ostrel banned smoking in parks.",
        "Sund banned flights from Mirova.",
        "The club banned Ivo Maret for life.",
        "The union condemned the dam.",
        "The council added the Old Mill to its heritage list.",
    ],
)
def test_a_plan_a_denial_or_another_list_is_no_act(text: str) -> None:
    assert told(text) == set()


def test_a_council_called_back_is_the_one_named_before() -> None:
    text = "The Tavra River Council met in Vell. In the same session the council took the Red Oar off its list."
    assert told(text) == {("lifted", RED, "Tavra River Council", None)}


def test_an_act_of_the_same_session_has_the_date_of_the_act_before() -> None:
    text = "On Tuesday Sund blocked a proposal to put the Red Oar on the council's list.\n\n"
    text += "In the same session the council took the Night Rowers off its list."
    assert [row.date_words.text for row in read(text) if row.date_words] == ["Tuesday", "Tuesday"]


def test_a_date_in_another_clause_does_not_date_the_act() -> None:
    (row,) = read("The River Council took the Red Oar, which laid down its arms in 2029, off its list.")
    assert row.date_words is None


def test_an_act_keeps_its_date_words_its_basis_and_its_effect() -> None:
    (row,) = read("In March, the Belmaran government banned the Red Oar as an extremist group, freezing its accounts.")
    assert row.date_words is not None
    assert (row.date_words.text, row.basis, row.effect) == ("March", "extremist group", "freezing its accounts")


def test_a_sentence_without_a_verb_at_its_root_is_read_to_its_end() -> None:
    (row,) = read('The justice ministry designated journalist Ivo Maret a "foreign agent" on Friday.')
    assert row.target == "Ivo Maret"


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "Belmara put the Red Oar, also known as the Oarsmen, on its terrorist list.",
            {("listed", RED, "Belmara", None)},
        ),
        (
            "Belmara banned the Red Oar (RO), formerly the River League, as an extremist group.",
            {("listed", RED, "Belmara", None)},
        ),
        (
            "The council added the so-called Free River State, or FRS, to its sanctions list.",
            {("listed", "Free River State", "council", None)},
        ),
    ],
)
def test_another_name_of_a_target_is_no_second_target(text: str, acts: set[tuple[str, str, str, str]]) -> None:
    assert told(text) == acts


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "The Red Oar is listed as a terrorist organization by Canada, the EU and Sund.",
            {("listed", RED, "Canada", None), ("listed", RED, "EU", None), ("listed", RED, "Sund", None)},
        ),
        (
            "Sund and Mirova have both designated the Red Oar as a terrorist organisation.",
            {("listed", RED, "Sund", None), ("listed", RED, "Mirova", None)},
        ),
        ("The Red Oar (banned in Belmara) claimed the attack.", {("listed", RED, "Belmara", None)}),
        ("The ministry designated the Red Oar a Foreign Terrorist Organization.", {("listed", RED, "ministry", None)}),
        (
            "Washington returned Sund to its list of state sponsors of terrorism.",
            {("listed", "Sund", "Washington", None)},
        ),
        ("The council agreed to include the Red Oar in its list of terrorists.", {("listed", RED, "council", None)}),
        ("The Red Oar has been on the EU's terror list since 2019.", {("listed", RED, "EU", None)}),
        ("Sund put a hold on the listing of the Red Oar.", {("blocked", RED, None, "Sund")}),
        (
            "Sund rejected Belmara's request to designate the Red Oar as a terrorist organization.",
            {("proposed", RED, None, "Belmara"), ("blocked", RED, None, "Sund")},
        ),
        (
            "Kestria asked the United Nations to add the Red Oar to its sanctions list.",
            {("called_for", RED, None, "Kestria")},
        ),
        ("The interior ministry put Ivo Maret on its wanted list.", set()),
        ("The regulator banned Ripple from its app store.", set()),
        ("The EU declined to add the Red Oar to its list.", set()),
        ("The Red Oar is on the list of guests.", set()),
    ],
)
def test_each_who_lists_lists_for_itself(text: str, acts: set[tuple[str, str, str, str]]) -> None:
    assert told(text) == acts


@pytest.mark.parametrize(
    ("text", "basis", "day"),
    [
        (
            "The Treasury designated Karsk Bank under Executive Order 12345 on 4 May.",
            "Executive Order 12345",
            "4 May",
        ),
        ("Sund banned the Red Oar under the Terrorism Act 2000.", "Terrorism Act 2000", None),
        (
            "Sund banned the Red Oar as an extremist group under the Security Act in December.",
            "extremist group under the Security Act",
            "December",
        ),
        ("Sund has recognised the Red Oar as a terrorist group since 2014.", "terrorist group", "2014"),
    ],
)
def test_the_law_is_the_basis_and_its_year_no_date(text: str, basis: str, day: str | None) -> None:
    (row,) = read(text)
    assert (row.basis, row.date_words and row.date_words.text) == (basis, day)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Belmara vetoed the listing of the Red Oar.", ("blocked", "Red Oar", None, "Belmara")),
        ("The Red Oar were denounced as criminals by the bishops.", ("denounced", "Red Oar", None, "bishops")),
        ("The ban on the Red Oar was lifted by Belmara in May.", ("lifted", "Red Oar", "Belmara", None)),
        ("The Red Oar, which Belmara lists as a terrorist group, fled.", ("listed", "Red Oar", "Belmara", None)),
        ("The Red Oar, a group outlawed in Belmara, fled.", ("listed", "Red Oar", "Belmara", None)),
        ("The Red Oar remain banned in Belmara.", ("listed", "Red Oar", "Belmara", None)),
        ("Belmara voted to outlaw the Red Oar.", ("listed", "Red Oar", "Belmara", None)),
        ("Belmara declared Ivo Maret persona non grata.", ("listed", "Ivo Maret", "Belmara", None)),
    ],
)
def test_more_ways_to_list_block_denounce_and_lift(text: str, act: tuple[str, str, str | None, str | None]) -> None:
    assert told(text) == {act}


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Maret remains banned from the stadium.",
        "The club voted to ban the Red Oar.",
        "The mayor called the plan a threat.",
        "Belmara banned eels.",
    ],
)
def test_bans_from_places_and_hard_words_are_no_acts(text: str) -> None:
    assert told(text) == set()
