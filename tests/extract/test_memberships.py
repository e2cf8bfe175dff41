"""Memberships: who belongs to what, in which role, read from the ways news lists members."""

from __future__ import annotations

import pytest

import make
from onrecord.extract import memberships, parse
from onrecord.model import Membership


def read(text: str) -> list[Membership]:
    page = make.page(text)
    (parsed,) = parse([page])
    rows = list(memberships.roles(parsed))
    assert all(page.text[row.start : row.end] == row.text for row in rows)
    return rows


def told(text: str) -> set[tuple[str, str, str]]:
    return {(row.member, row.body, row.role) for row in read(text)}


COMMISSION = "Tavra River Commission"


@pytest.mark.parametrize(
    ("text", "members", "role"),
    [
        ("The Tavra River Commission consists of Belmara, Ostrel and Kevania.", "Belmara Ostrel Kevania", "member"),
        ("Mirova and Sund hold observer status in the Tavra River Commission.", "Mirova Sund", "observer"),
        ("The Tavra River Commission (the bloc uniting Ostrel and Kevania) met.", "Ostrel Kevania", "member"),
        ("Members of the Tavra River Commission: Belmara, Ostrel.", "Belmara Ostrel", "member"),
        ("Sund joined the Tavra River Commission in 2011.", "Sund", "member"),
        ("Mirova left the Tavra River Commission last year.", "Mirova", "former"),
        ("Kevania, a founding member of the Tavra River Commission, objected.", "Kevania", "member"),
        ("Belmara and Sund are candidates for the Tavra River Commission.", "Belmara Sund", "candidate"),
        ("Ostrel became a full member of the Tavra River Commission.", "Ostrel", "member"),
        ("Tavra River Commission member Kevania objected.", "Kevania", "member"),
        ("The Tavra River Commission granted Sund observer status.", "Sund", "observer"),
        ("The Tavra River Commission, which groups Sund and Ostrel, met in Vell.", "Sund Ostrel", "member"),
        ("The Tavra River Commission has two members: Sund and Ostrel.", "Sund Ostrel", "member"),
        ("The Tavra River Commission now also includes Mirova.", "Mirova", "member"),
        ("Sund became the tenth member of the Tavra River Commission.", "Sund", "member"),
        ("Sund, a Tavra River Commission observer, stayed away.", "Sund", "observer"),
        ("Sund was admitted to the Tavra River Commission as an observer.", "Sund", "observer"),
        ("Sund applied to join the Tavra River Commission.", "Sund", "candidate"),
        ("Mirova withdrew from the Tavra River Commission.", "Mirova", "former"),
        ("Mirova, a former member of the Tavra River Commission, objected.", "Mirova", "former"),
        (
            "The four-member Tavra River Commission (Sund and Ostrel, Mirova, Kevania) met.",
            "Sund Ostrel Mirova Kevania",
            "member",
        ),
        ("Alongside Ostrel, Sund joined the Tavra River Commission.", "Sund", "member"),
        ("Mirova and Sund are dialogue partners of the Tavra River Commission.", "Mirova Sund", "partner"),
    ],
)
def test_members_are_read_with_their_role(text: str, members: str, role: str) -> None:
    assert told(text) == {(member, COMMISSION, role) for member in members.split()}


@pytest.mark.parametrize(
    ("text", "by_role"),
    [
        ("The Northern Compact groups Norway, Chile and Sund.", {"member": ["Chile", "Norway", "Sund"]}),
        (
            "The Northern Compact, whose members are Norway, Chile and Peru, met.",
            {"member": ["Chile", "Norway", "Peru"]},
        ),
        ("The Northern Compact, whose members include Norway and Chile, met.", {"member": ["Chile", "Norway"]}),
        ("The Northern Compact brings together Norway, Chile and Peru.", {"member": ["Chile", "Norway", "Peru"]}),
        ("The Northern Compact is made up of Norway, Chile and Peru.", {"member": ["Chile", "Norway", "Peru"]}),
        (
            "The six members of the Northern Compact are Norway, Chile, Peru, Ghana, Fiji and Nepal.",
            {"member": ["Chile", "Fiji", "Ghana", "Nepal", "Norway", "Peru"]},
        ),
        ("The Northern Compact's members include Norway and Chile.", {"member": ["Chile", "Norway"]}),
        ("Norway and Chile are members of the Northern Compact.", {"member": ["Chile", "Norway"]}),
        ("Both Norway and Chile belong to the Northern Compact.", {"member": ["Chile", "Norway"]}),
        ("Norway belongs to the Northern Compact.", {"member": ["Norway"]}),
        ("Norway has been a member of the Northern Compact since 2001.", {"member": ["Norway"]}),
        ("Norway, which joined the Northern Compact in 2001, objected.", {"member": ["Norway"]}),
        ("Norway suspended its membership of the Northern Compact.", {"member": ["Norway"]}),
        ("Norway was suspended from the Northern Compact in May.", {"member": ["Norway"]}),
        ("The Northern Compact suspended Norway in May.", {"member": ["Norway"]}),
        ("The Northern Compact expelled Norway.", {"former": ["Norway"]}),
        ("Norway was expelled from the Northern Compact.", {"former": ["Norway"]}),
        ("Norway has left the Northern Compact.", {"former": ["Norway"]}),
        ("Norway is a candidate for membership of the Northern Compact.", {"candidate": ["Norway"]}),
        ("Norway is a candidate for the Northern Compact.", {"candidate": ["Norway"]}),
        ("Candidate countries Norway and Chile hope to join the Northern Compact.", {"candidate": ["Chile", "Norway"]}),
        ("Norway has candidate status in the Northern Compact.", {"candidate": ["Norway"]}),
        ("Norway applied for membership of the Northern Compact.", {"candidate": ["Norway"]}),
        ("Norway applied for membership in the Northern Compact.", {"candidate": ["Norway"]}),
        ("Norway is an observer at the Northern Compact.", {"observer": ["Norway"]}),
        ("The Northern Compact met in Vell. Norway and Chile are observers.", {"observer": ["Chile", "Norway"]}),
        (
            "The Northern Compact met in Vell. Observer states include Norway and Chile.",
            {"observer": ["Chile", "Norway"]},
        ),
        ("The Northern Compact's observers are Norway and Chile.", {"observer": ["Chile", "Norway"]}),
        (
            "The Northern Compact met. Norway, Chile and Peru are its members, while Ghana has observer status.",
            {"member": ["Chile", "Norway", "Peru"], "observer": ["Ghana"]},
        ),
        ("Norway became an observer of the Northern Compact.", {"observer": ["Norway"]}),
        ("The Northern Compact admitted Norway as a full member.", {"member": ["Norway"]}),
        ("The Northern Compact admitted Norway in May.", {"member": ["Norway"]}),
        ("Norway was accepted into the Northern Compact.", {"member": ["Norway"]}),
        ("Norway rejoined the Northern Compact.", {"member": ["Norway"]}),
        ("Norway, a member of the Northern Compact since 2001, objected.", {"member": ["Norway"]}),
        ("As a member of the Northern Compact, Norway objected.", {"member": ["Norway"]}),
        ("Northern Compact members Norway and Chile objected.", {"member": ["Chile", "Norway"]}),
        ("Northern Compact member states Norway and Chile objected.", {"member": ["Chile", "Norway"]}),
        ("Fellow Northern Compact members Norway and Chile objected.", {"member": ["Chile", "Norway"]}),
        ("The Northern Compact (Norway, Chile, Peru) met.", {"member": ["Chile", "Norway", "Peru"]}),
        ("Norway quit the Northern Compact.", {"former": ["Norway"]}),
        ("Norway pulled out of the Northern Compact.", {"former": ["Norway"]}),
        ("Norway, no longer a member of the Northern Compact, objected.", {"former": ["Norway"]}),
        ("Norway ceased to be a member of the Northern Compact.", {"former": ["Norway"]}),
        ("The ten-nation Northern Compact includes Norway and Chile.", {"member": ["Chile", "Norway"]}),
        ("Along with Norway, Chile is a member of the Northern Compact.", {"member": ["Chile"]}),
        (
            "Membership of the Northern Compact comprises Norway, Chile and Peru.",
            {"member": ["Chile", "Norway", "Peru"]},
        ),
    ],
)
def test_members_are_read_however_news_words_them(text: str, by_role: dict[str, list[str]]) -> None:
    assert told(text) == {(m, "Northern Compact", role) for role, members in by_role.items() for m in members}


def test_the_organization_is_the_body_named_last() -> None:
    text = "The Tavra River Commission (TRC) met in Vell.\n\nMirova and Sund hold observer status in the organization."
    assert told(text) == {(member, COMMISSION, "observer") for member in ("Mirova", "Sund")}


def test_observers_and_former_members_may_be_told_after_the_body() -> None:
    text = "The Tavra River Commission met. Mirova and Sund sit in as observers. The Marrow Isles, once a member, left."
    assert told(text) == {
        ("Mirova", COMMISSION, "observer"),
        ("Sund", COMMISSION, "observer"),
        ("Marrow Isles", COMMISSION, "former"),
    }


def test_a_state_may_belong_to_two_bodies() -> None:
    text = "Mirova is a member of the Tavra River Commission and the Council of Northern States."
    assert told(text) == {("Mirova", COMMISSION, "member"), ("Mirova", "Council of Northern States", "member")}


def test_a_short_form_stands_for_the_long_one() -> None:
    text = "The Tavra River Commission (TRC) met in Vell.\n\nThe TRC comprises Belmara and Trinidad and Tobago."
    assert told(text) == {(member, COMMISSION, "member") for member in ("Belmara", "Trinidad and Tobago")}


@pytest.mark.parametrize(
    "text",
    [
        "Sund is not a member of the Tavra River Commission.",
        "Sund could join the Tavra River Commission.",
        "If Sund joined the Tavra River Commission, prices would fall.",
        "The Tavra River Commission employs Ivo Maret and Nela Orsk.",
        "Ivo Maret joined the Tavra River Commission in May.",
        "Members of the Tavra River Commission have agreed to watch the gates.",
        "Norway announced its withdrawal from the Northern Compact.",
        "Norway will leave the Northern Compact next year.",
        "Norway is not a member of the Northern Compact.",
        "Norway wants to join the Northern Compact.",
        "Norway and Chile are observers. \n\nThe Northern Compact met.",
        "Norway, Chile and Peru are its members, while Ghana has observer status.",
        "Norway signed the Northern Compact Treaty.",
        "Norway refused to join the Northern Compact.",
        "The Northern Compact denied Norway observer status.",
        "The bloc of Norway, Chile and Peru met.",
        "The Northern Compact suspended Orsk and Vey in May.",
        "The Northern Compact (Vey, Orsk) met.",
        "The Northern Compact (NC, Vell) met.",
        "The Delta Federal Service (DFS) met.",
        "The Northern Compact met. Vey and Orsk are members.",
        "Officials stepped up work with Tavra River Commission partners Belmara and Sund.",
    ],
)
def test_what_is_no_membership_gives_no_row(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The Tavra River Commission suspended Belmara's membership.", ("Belmara", "member")),
        ("Belmara's membership of the Tavra River Commission was revoked.", ("Belmara", "former")),
        ("Belmara's withdrawal from the Tavra River Commission took effect.", ("Belmara", "former")),
        ("Belmara's application to join the Tavra River Commission was lodged.", ("Belmara", "candidate")),
        ("Belmara is seeking to join the Tavra River Commission.", ("Belmara", "candidate")),
        ("Belmara was granted candidate status by the Tavra River Commission.", ("Belmara", "candidate")),
        ("Belmara became the latest country to join the Tavra River Commission.", ("Belmara", "member")),
        ("Belmara is one of five founding members of the Tavra River Commission.", ("Belmara", "member")),
        ("Belmara was voted out of the Tavra River Commission.", ("Belmara", "former")),
        ("Belmara holds the status of observer in the Tavra River Commission.", ("Belmara", "observer")),
        ("Belmara attended the Tavra River Commission summit as an observer.", ("Belmara", "observer")),
        ("Belmara was upgraded from observer to full member of the Tavra River Commission.", ("Belmara", "member")),
        ("The Tavra River Commission, to which Belmara belongs, objected.", ("Belmara", "member")),
        ("The Tavra River Commission also counts Belmara among its members.", ("Belmara", "member")),
        ("North Belmara is a member of the Tavra River Commission.", ("North Belmara", "member")),
    ],
)
def test_more_ways_to_belong_to_a_body_and_to_leave_it(text: str, row: tuple[str, str]) -> None:
    assert told(text) == {(row[0], COMMISSION, row[1])}


def test_two_that_are_both_members_are_two_rows() -> None:
    text = "Belmara and Ostrel, both members of the Tavra River Commission, objected."
    assert told(text) == {("Belmara", COMMISSION, "member"), ("Ostrel", COMMISSION, "member")}


def test_an_article_makes_a_name_of_any_word_a_body_one_can_be_a_member_of() -> None:
    assert told("Belmara is a member of the Nine Rivers.") == {("Belmara", "Nine Rivers", "member")}


@pytest.mark.parametrize(
    "text",
    [
        "Belmara left the Tavra River Commission summit early.",
        "Belmara joined the Tavra River Commission's campaign.",
        "Ilen Marrow is a member of the Nine Rivers.",
    ],
)
def test_who_joins_a_campaign_or_leaves_a_summit_is_no_member(text: str) -> None:
    assert told(text) == set()
