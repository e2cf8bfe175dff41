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


def test_an_act_keeps_its_date_words_its_basis_and_its_effect() -> None:
    (row,) = read("In March, the Belmaran government banned the Red Oar as an extremist group, freezing its accounts.")
    assert row.date_words is not None
    assert (row.date_words.text, row.basis, row.effect) == ("March", "extremist group", "freezing its accounts")
