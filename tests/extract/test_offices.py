"""Offices: who holds which, in the page's own words."""

from __future__ import annotations

import pytest

import make
from onrecord.extract import offices, parse
from onrecord.model import Office


def read(text: str) -> list[Office]:
    page = make.page(text)
    (parsed,) = parse([page])
    rows = list(offices.held(parsed))
    assert all(page.text[row.start : row.end] == row.text for row in rows)
    return rows


def told(text: str) -> list[tuple[str, str, str | None]]:
    return [(row.person, row.title, row.organization) for row in read(text)]


@pytest.mark.parametrize(
    ("text", "person", "title", "organization"),
    [
        ("Danish Foreign Minister Ilse Marrow spoke.", "Ilse Marrow", "Foreign Minister", "Denmark"),
        ("US President Walt Harmon spoke.", "Walt Harmon", "President", "United States"),
        ("The head of the Tavra River Commission, Nela Orsk, spoke.", "Nela Orsk", "head", "Tavra River Commission"),
        (
            "Norway's permanent envoy to the United Nations, Jon Vey, spoke.",
            "Jon Vey",
            "permanent envoy",
            "United Nations",
        ),
        ("Ivo Maret, director of the Hydrology Institute, spoke.", "Ivo Maret", "director", "Hydrology Institute"),
        (
            "Parliament elected Piet Arden as speaker of the National Assembly.",
            "Piet Arden",
            "speaker",
            "National Assembly",
        ),
        ("Nela Orsk was appointed director of the Dam Agency.", "Nela Orsk", "director", "Dam Agency"),
        ("Former Finnish president Aino Salo spoke.", "Aino Salo", "Former president", "Finland"),
        ("Chilean vice-premier Rosa Vidal spoke.", "Rosa Vidal", "vice-premier", "Chile"),
    ],
)
def test_an_office_is_read_beside_its_holder(text: str, person: str, title: str, organization: str) -> None:
    assert told(text) == [(person, title, organization)]
