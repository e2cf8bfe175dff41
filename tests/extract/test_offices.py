"""Offices: who holds which, in the page's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, settings

import make
from onrecord.extract import Parsed, designations, events, memberships, offices, parse
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
        ("The head of the Sund Water Council Piet Arden spoke.", "Piet Arden", "head", "Sund Water Council"),
        (
            "General Ivo Maret, the first deputy chief of the Sund Guard, spoke.",
            "Ivo Maret",
            "first deputy chief",
            "Sund Guard",
        ),
        ("Sen. Bob Marsh, chair of the Rivers Committee, spoke.", "Bob Marsh", "chair", "Rivers Committee"),
        ("Nela Orsk, 54, rector of the University of Vell, spoke.", "Nela Orsk", "rector", "University of Vell"),
        ("Former Delta Bank chief executive Jon Vey spoke.", "Jon Vey", "Former chief executive", "Delta Bank"),
        ("Jon Vey, a hydrologist at the Vell Institute, spoke.", "Jon Vey", "hydrologist", "Vell Institute"),
        ("Jon Vey, a professor of law at Vell University, spoke.", "Jon Vey", "professor of law", "Vell University"),
        ("Jon Vey, an aide to President Rosa Vidal, spoke.", "Jon Vey", "aide", "President Rosa Vidal"),
        ("Jon Vey, former special envoy to Oslo, spoke.", "Jon Vey", "former special envoy to Oslo", None),
        ("Minister of Foreign Affairs Jon Vey spoke.", "Jon Vey", "Minister of Foreign Affairs", None),
        ("Acting Interior Minister Jon Vey spoke.", "Jon Vey", "Acting Interior Minister", None),
        ("Jon Vey, who heads the Delta Bank, spoke.", "Jon Vey", "head", "Delta Bank"),
        ("The bank's spokeswoman, Nela Orsk, spoke.", "Nela Orsk", "spokeswoman", None),
        ("The mayor of the town, Nela Orsk, spoke.", "Nela Orsk", "mayor of the town", None),
        ("Norway's Prime Minister, Jon Vey said no.", "Jon Vey", "Prime Minister", "Norway"),
        ("Emeritus Professor Jon Vey, the chairman of the Tide Panel, spoke.", "Jon Vey", "chairman", "Tide Panel"),
        ("Jon Vey was forced to resign as water minister.", "Jon Vey", "former water minister", None),
        ("Jon Vey stepped down as head of the Delta Bank.", "Jon Vey", "former head", "Delta Bank"),
        ("Rep. Bob Marsh spoke.", "Bob Marsh", "Rep.", None),
        ("Jon Vey, the U.S. Attorney for the Tide District, spoke.", "Jon Vey", "U.S. Attorney", "Tide District"),
        ("Jon Vey, a cardiologist at the Vell Infirmary, spoke.", "Jon Vey", "cardiologist", "Vell Infirmary"),
        ("Jon Vey, TDW's director of flood preparedness, spoke.", "Jon Vey", "director of flood preparedness", "TDW"),
        ("Sund Marine Corps Commandant Major General Jon Vey spoke.", "Jon Vey", "Commandant", "Sund Marine Corps"),
        ("At noon fisheries bureau spokesman Jon Vey spoke.", "Jon Vey", "fisheries bureau spokesman", None),
    ],
)
def test_an_office_is_read_beside_its_holder(text: str, person: str, title: str, organization: str) -> None:
    assert (person, title, organization) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The head of the Delta Bank spoke.",
        "Jon Vey, a cousin of the president, spoke.",
        "Jon Vey, a German economist, spoke.",
        "Jon Vey could become head of the Delta Bank.",
        "Parliament will not elect Jon Vey as speaker of the National Assembly.",
        "The late Sen. Bob Marsh was born here.",
        "A director of the bank spoke. His colleague left.",
    ],
)
def test_what_gives_nobody_an_office_gives_no_row(text: str) -> None:
    assert [row for row in told(text) if row[0] != "Rosa Vidal"] == []


def test_the_commission_is_the_one_the_page_named_before() -> None:
    text = "The Tavra River Commission met in Vell.\n\nThe commission's executive secretary, Nela Orsk, spoke."
    assert told(text) == [("Nela Orsk", "executive secretary", "Tavra River Commission")]


def test_an_adjective_no_table_knows_is_traced_to_the_state_the_page_names() -> None:
    text = "Sorrenia opened the gates.\n\nSorrenian Energy Minister Oru Sefa spoke in Sorrenia."
    assert told(text) == [("Oru Sefa", "Energy Minister", "Sorrenia")]


def test_a_bare_surname_counts_for_the_full_name_of_the_page() -> None:
    text = "Anna Novak spoke.\n\nThe next day, Chairman Novak left, Anna Novak's office said."
    assert ("Anna Novak", "Chairman", None) in told(text)


def test_an_office_without_a_name_is_its_next_speakers_where_the_page_goes_on() -> None:
    text = (
        "The deputy head of the Sund River Guard told reporters the gates were shut.\n\n"
        '"We wait," General Piet Arden told reporters.'
    )
    assert told(text) == [("Piet Arden", "deputy head", "Sund River Guard")]


def test_an_office_without_a_name_is_not_given_to_somebody_who_is_introduced() -> None:
    text = "The head of the Delta Bank said rates rise.\n\nHydrologist Piet Arden, a critic, told a radio station no."
    assert told(text) == []


@pytest.mark.parametrize("extractor", [offices.held, memberships.roles, designations.acts, events.happened])
@settings(max_examples=25, deadline=None)
@given(text=make.news_text())
def test_every_claim_cites_the_words_it_quotes(extractor: Callable[[Parsed], Iterable[Any]], text: str) -> None:
    page = make.page(text)
    for parsed in parse([page]):
        for claim in extractor(parsed):
            assert page.text[claim.start : claim.end] == claim.text
