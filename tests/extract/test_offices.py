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
        "First Lady Nela Orsk spoke.",
        "A spokesman for Nela Orsk spoke.",
        "Jon Vey, the prime minister's brother, spoke.",
        "A mayor of Vell, Jon Vey and Nela Orsk spoke.",
        "A director of the bank spoke. His colleague left.",
        "She signed an Executive Order on Monday.",
        "Nela Orsk will replace Jon Vey as interior minister.",
        "Nela Orsk of the Dam Agency spoke.",
        "Nela Orsk was not appointed head of the Dam Agency.",
        "Nela Orsk is expected to become head of the Dam Agency.",
        "Nela Orsk ran for mayor of Vell.",
        "Nela Orsk, a candidate for mayor of Vell, spoke.",
        "The agency is headed by Nela Orsk.",
        "The Dam Agency under its director Nela Orsk met.",
        "Nela Orsk, the late president of Sund, was buried.",
        "Nela Orsk's successor as head of the Dam Agency was unknown.",
    ],
)
def test_what_gives_nobody_an_office_gives_no_row(text: str) -> None:
    assert [row for row in told(text) if row[0] != "Rosa Vidal"] == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Ottla Brandt, the League of Northern Ports' special envoy, spoke.",
            [("Ottla Brandt", "special envoy", "League of Northern Ports")],
        ),
        (
            "Judges sentenced former President of Tarvia Domn Vasil to nine years.",
            [("Domn Vasil", "former President", "Tarvia")],
        ),
        (
            "The secretary-general of the Gulf Reed Council, Basim Khalil, had assured her.",
            [("Basim Khalil", "secretary-general", "Gulf Reed Council")],
        ),
        (
            "Jon Vey, M.D., chief executive officer of Lumen Labs, spoke.",
            [("Jon Vey", "chief executive officer", "Lumen Labs")],
        ),
        (
            "Jon Vey, PhD, professor of sleep medicine at Vell University, spoke.",
            [("Jon Vey", "professor of sleep medicine", "Vell University")],
        ),
        (
            "Nela Orsk, chairman of the provincial People's Committee, spoke.",
            [("Nela Orsk", "chairman", "provincial People's Committee")],
        ),
        ("Nela Orsk, akim of Tasbul district, spoke.", [("Nela Orsk", "akim", "Tasbul district")]),
        ("Nela Orsk, Tollesbury's town clerk, denied it.", [("Nela Orsk", "town clerk", "Tollesbury")]),
        ("Alderman Nela Orsk spoke.", [("Nela Orsk", "Alderman", None)]),
        ("Jon Vey, head physician of the county hospital, spoke.", [("Jon Vey", "head physician", "county hospital")]),
        ("According to its convener, Sir Jon Vey, the vote was split.", [("Jon Vey", "convener", None)]),
        ("Jon Vey, Lumen Labs's chief executive since 2031, sat down.", [("Jon Vey", "chief executive", "Lumen Labs")]),
        ("Jon Vey, the commissioner for fisheries, spoke.", [("Jon Vey", "commissioner for fisheries", None)]),
        ("Jon Vey, then the mayor of Vell, opened the bridge.", [("Jon Vey", "mayor", "Vell")]),
        ("As was noted by head of the service Jon Vey, all is calm.", [("Jon Vey", "head of the service", None)]),
        ("Jon Vey, a shift foreman at Bright Hollow, spoke.", [("Jon Vey", "shift foreman", "Bright Hollow")]),
        ("Jon Vey, the United Nations mediator, arrived.", [("Jon Vey", "mediator", "United Nations")]),
        ("Her spokesman Wenzel Prohaska let it be known.", [("Wenzel Prohaska", "spokesman", None)]),
        ("The vote followed the election of Nela Orsk as president of Sund.", [("Nela Orsk", "president", "Sund")]),
        (
            "Nela Orsk succeeded Jon Vey as head of the Delta Bank.",
            [("Nela Orsk", "head", "Delta Bank"), ("Jon Vey", "former head", "Delta Bank")],
        ),
        (
            "Jon Vey was succeeded by Nela Orsk as head of the Delta Bank.",
            [("Nela Orsk", "head", "Delta Bank"), ("Jon Vey", "former head", "Delta Bank")],
        ),
        (
            "Nela Orsk replaced Jon Vey as interior minister.",
            [("Nela Orsk", "interior minister", None), ("Jon Vey", "former interior minister", None)],
        ),
        (
            "Nela Orsk took over from Jon Vey as governor of Vell.",
            [("Nela Orsk", "governor", "Vell"), ("Jon Vey", "former governor", "Vell")],
        ),
        (
            "The board named Nela Orsk chief executive of the Delta Bank.",
            [("Nela Orsk", "chief executive", "Delta Bank")],
        ),
        (
            "Nela Orsk has been named the new chief executive of the Delta Bank.",
            [("Nela Orsk", "chief executive", "Delta Bank")],
        ),
        ("Nela Orsk became the first woman to head the Delta Bank.", [("Nela Orsk", "head", "Delta Bank")]),
        ("Nela Orsk, who leads the Reed Party, spoke.", [("Nela Orsk", "leader", "Reed Party")]),
        ("Nela Orsk, who chairs the Rivers Committee, spoke.", [("Nela Orsk", "chair", "Rivers Committee")]),
        ("Nela Orsk, who was mayor of Vell until 2029, spoke.", [("Nela Orsk", "former mayor", "Vell")]),
        ("Nela Orsk, mayor of Vell from 2021 to 2029, spoke.", [("Nela Orsk", "former mayor", "Vell")]),
        ("Nela Orsk, a former mayor of Vell, spoke.", [("Nela Orsk", "former mayor", "Vell")]),
        ("Nela Orsk, the outgoing mayor of Vell, spoke.", [("Nela Orsk", "outgoing mayor", "Vell")]),
        ("Nela Orsk, the president-elect of Sund, spoke.", [("Nela Orsk", "president-elect", "Sund")]),
        ("President-elect Nela Orsk spoke.", [("Nela Orsk", "President-elect", None)]),
        ("Mayor-elect Nela Orsk spoke.", [("Nela Orsk", "Mayor-elect", None)]),
        ("Norwegian Prime Minister-designate Nela Orsk spoke.", [("Nela Orsk", "Prime Minister-designate", "Norway")]),
        ("Ex-president Nela Orsk spoke.", [("Nela Orsk", "former president", None)]),
        ("Acting head of the Delta Bank Nela Orsk spoke.", [("Nela Orsk", "Acting head", "Delta Bank")]),
        ("Nela Orsk, acting director of the Dam Agency, spoke.", [("Nela Orsk", "acting director", "Dam Agency")]),
        ("Deputy Prime Minister Nela Orsk spoke.", [("Nela Orsk", "Deputy Prime Minister", None)]),
        ("Nela Orsk, deputy head of the Dam Agency, spoke.", [("Nela Orsk", "deputy head", "Dam Agency")]),
        ("Nela Orsk, Norway's ambassador to Chile, spoke.", [("Nela Orsk", "ambassador to Chile", "Norway")]),
        ("Norway's ambassador in Chile, Nela Orsk, spoke.", [("Nela Orsk", "ambassador in Chile", "Norway")]),
        ("Dam Agency chief Nela Orsk spoke.", [("Nela Orsk", "chief", "Dam Agency")]),
        ("Dam Agency director-general Nela Orsk spoke.", [("Nela Orsk", "director-general", "Dam Agency")]),
        ("Delta Bank CEO Nela Orsk spoke.", [("Nela Orsk", "CEO", "Delta Bank")]),
        ("Nela Orsk, CEO of Delta Bank, spoke.", [("Nela Orsk", "CEO", "Delta Bank")]),
        ("Nela Orsk, CEO at Delta Bank, spoke.", [("Nela Orsk", "CEO", "Delta Bank")]),
        ("Nela Orsk, the bank's CEO, spoke.", [("Nela Orsk", "CEO", None)]),
        ("Nela Orsk, president and CEO of Delta Bank, spoke.", [("Nela Orsk", "president and CEO", "Delta Bank")]),
        (
            "Nela Orsk, founder and chief executive of Delta Bank, spoke.",
            [("Nela Orsk", "founder and chief executive", "Delta Bank")],
        ),
        ('"We wait," said Nela Orsk, head of the Dam Agency.', [("Nela Orsk", "head", "Dam Agency")]),
        ('"We wait," said the head of the Dam Agency, Nela Orsk.', [("Nela Orsk", "head", "Dam Agency")]),
        ("Nela Orsk (mayor of Vell) spoke.", [("Nela Orsk", "mayor", "Vell")]),
        ("Nela Orsk - head of the Dam Agency - spoke.", [("Nela Orsk", "head", "Dam Agency")]),
        ("Nela Orsk stepped down as head of the Dam Agency in May.", [("Nela Orsk", "former head", "Dam Agency")]),
        (
            "Nela Orsk, who resigned as head of the Dam Agency in May, spoke.",
            [("Nela Orsk", "former head", "Dam Agency")],
        ),
        (
            "Nela Orsk, who stepped down last month as head of the Dam Agency, spoke.",
            [("Nela Orsk", "former head", "Dam Agency")],
        ),
        (
            "Nela Orsk has resigned from her post as head of the Dam Agency.",
            [("Nela Orsk", "former head", "Dam Agency")],
        ),
        (
            "Nela Orsk was removed from the post of head of the Dam Agency.",
            [("Nela Orsk", "former head", "Dam Agency")],
        ),
        ("The president dismissed Nela Orsk as head of the Dam Agency.", [("Nela Orsk", "former head", "Dam Agency")]),
        ("Nela Orsk was appointed to head the Dam Agency.", [("Nela Orsk", "head", "Dam Agency")]),
        ("Nela Orsk took over as head of the Dam Agency.", [("Nela Orsk", "head", "Dam Agency")]),
        ("Nela Orsk has headed the Dam Agency since 2019.", [("Nela Orsk", "head", "Dam Agency")]),
        ("Nela Orsk heads the Dam Agency.", [("Nela Orsk", "head", "Dam Agency")]),
        ("Nela Orsk, the Dam Agency's head, spoke.", [("Nela Orsk", "head", "Dam Agency")]),
        ("Nela Orsk was sworn in on Monday as president of Sund.", [("Nela Orsk", "president", "Sund")]),
        ("Nela Orsk was sworn in as Sund's president on Monday.", [("Nela Orsk", "president", "Sund")]),
        ("Prime Minister of Norway Nela Orsk spoke.", [("Nela Orsk", "Prime Minister", "Norway")]),
        (
            "Chief of the General Staff of the Armed Forces of Norway General Ivo Maret spoke.",
            [("Ivo Maret", "Chief", "General Staff of the Armed Forces of Norway")],
        ),
        ("The Norwegian minister of defence, Nela Orsk, spoke.", [("Nela Orsk", "minister of defence", "Norway")]),
        (
            "Norway's minister for rural affairs, Nela Orsk, spoke.",
            [("Nela Orsk", "minister for rural affairs", "Norway")],
        ),
        ("Judge Nela Orsk of the Vell District Court ruled.", [("Nela Orsk", "Judge", "Vell District Court")]),
        ("Nela Orsk, a judge at the Vell District Court, ruled.", [("Nela Orsk", "judge", "Vell District Court")]),
        ("Nela Orsk, the MP for North Vell, spoke.", [("Nela Orsk", "MP", "North Vell")]),
        ("Nela Orsk, MP for North Vell, spoke.", [("Nela Orsk", "MP", "North Vell")]),
        (
            "Senator Nela Orsk, who chairs the Rivers Committee, spoke.",
            [("Nela Orsk", "Senator", None), ("Nela Orsk", "chair", "Rivers Committee")],
        ),
        (
            "Police chief Nela Orsk and Mayor Jon Vey spoke.",
            [("Nela Orsk", "Police chief", None), ("Jon Vey", "Mayor", None)],
        ),
        ("Vell's mayor Nela Orsk spoke.", [("Nela Orsk", "mayor", "Vell")]),
        ("The mayor of Vell is Nela Orsk.", [("Nela Orsk", "mayor", "Vell")]),
        ("The Dam Agency, headed by Nela Orsk, met.", [("Nela Orsk", "head", "Dam Agency")]),
        ("The Dam Agency is led by Nela Orsk.", [("Nela Orsk", "leader", "Dam Agency")]),
        ("As head of the Dam Agency, Nela Orsk closed the gates.", [("Nela Orsk", "head", "Dam Agency")]),
        ("In her role as head of the Dam Agency, Nela Orsk closed the gates.", [("Nela Orsk", "head", "Dam Agency")]),
        ("Coach Nela Orsk spoke.", [("Nela Orsk", "Coach", None)]),
        ("Vell United manager Nela Orsk spoke.", [("Nela Orsk", "manager", "Vell United")]),
        ("Nela Orsk, the Vell United captain, spoke.", [("Nela Orsk", "captain", "Vell United")]),
        ("Nela Orsk, chief economist at Delta Bank, spoke.", [("Nela Orsk", "chief economist", "Delta Bank")]),
        ("Nela Orsk, an economist with Delta Bank, spoke.", [("Nela Orsk", "economist", "Delta Bank")]),
        ("Nela Orsk, an analyst at Delta Bank in Vell, spoke.", [("Nela Orsk", "analyst", "Delta Bank")]),
        ("Nela Orsk, a spokeswoman for the Dam Agency, spoke.", [("Nela Orsk", "spokeswoman", "Dam Agency")]),
        ("Dam Agency spokesman Jon Vey spoke.", [("Jon Vey", "spokesman", "Dam Agency")]),
        ("Nela Orsk served as head of the Dam Agency from 2019 to 2024.", [("Nela Orsk", "former head", "Dam Agency")]),
        (
            "Nela Orsk, vice president for research at Vell University, spoke.",
            [("Nela Orsk", "vice president for research", "Vell University")],
        ),
        (
            "Nela Orsk, secretary of the Reed Union, and Jon Vey, its treasurer, spoke.",
            [("Nela Orsk", "secretary", "Reed Union"), ("Jon Vey", "treasurer", None)],
        ),
        ("The bishop of Vell, Oru Sefa, spoke.", [("Oru Sefa", "bishop", "Vell")]),
        ('"We wait," Foreign Minister Oru Sefa of Norway said.', [("Oru Sefa", "Foreign Minister", "Norway")]),
        ("Nela Orsk, who until May was head of the Dam Agency, spoke.", [("Nela Orsk", "former head", "Dam Agency")]),
        ("Nela Orsk, previously head of the Dam Agency, spoke.", [("Nela Orsk", "former head", "Dam Agency")]),
        ("Nela Orsk, formerly head of the Dam Agency, spoke.", [("Nela Orsk", "former head", "Dam Agency")]),
        ("Nela Orsk, once head of the Dam Agency, spoke.", [("Nela Orsk", "former head", "Dam Agency")]),
        ("Nela Orsk, who used to be head of the Dam Agency, spoke.", [("Nela Orsk", "former head", "Dam Agency")]),
        (
            "Nela Orsk, a former head of the Dam Agency who now chairs the Reed Union, spoke.",
            [("Nela Orsk", "former head", "Dam Agency")],
        ),
        ("The new head of the Dam Agency, Nela Orsk, spoke.", [("Nela Orsk", "head", "Dam Agency")]),
        ("Nela Orsk, then head of the Dam Agency, spoke in 2011.", [("Nela Orsk", "head", "Dam Agency")]),
        ("Nela Orsk, Sund's then foreign minister, spoke.", [("Nela Orsk", "foreign minister", "Sund")]),
        ("Vice-President Nela Orsk spoke.", [("Nela Orsk", "Vice-President", None)]),
        ("Nela Orsk, secretary of state for trade, spoke.", [("Nela Orsk", "secretary of state for trade", None)]),
        ("Nela Orsk, the shadow chancellor, spoke.", [("Nela Orsk", "shadow chancellor", None)]),
        ("Opposition leader Nela Orsk spoke.", [("Nela Orsk", "Opposition leader", None)]),
        ("Reed Party leader Nela Orsk spoke.", [("Nela Orsk", "leader", "Reed Party")]),
        ("Nela Orsk, leader of the opposition Reed Party, spoke.", [("Nela Orsk", "leader", "opposition Reed Party")]),
        ("Nela Orsk, co-founder of Delta Bank, spoke.", [("Nela Orsk", "co-founder", "Delta Bank")]),
        ("Nela Orsk, managing director of Delta Bank, spoke.", [("Nela Orsk", "managing director", "Delta Bank")]),
        ("Nela Orsk, the company's chief financial officer, spoke.", [("Nela Orsk", "chief financial officer", None)]),
        ("Chief financial officer Nela Orsk spoke.", [("Nela Orsk", "Chief financial officer", None)]),
        (
            "Delta Bank's chief financial officer Nela Orsk spoke.",
            [("Nela Orsk", "chief financial officer", "Delta Bank")],
        ),
        (
            "Delta Bank chairman and chief executive Nela Orsk spoke.",
            [("Nela Orsk", "chairman and chief executive", "Delta Bank")],
        ),
        (
            "Prof Nela Orsk, head of geology at Vell University, spoke.",
            [("Nela Orsk", "head of geology", "Vell University")],
        ),
        (
            "Nela Orsk, spokeswoman for Prime Minister Oru Sefa, spoke.",
            [("Nela Orsk", "spokeswoman", "Prime Minister Oru Sefa"), ("Oru Sefa", "Prime Minister", None)],
        ),
        ("A spokesman for the Dam Agency, Oru Sefa, spoke.", [("Oru Sefa", "spokesman", "Dam Agency")]),
        ("Dam Agency spokesperson Nela Orsk told reporters no.", [("Nela Orsk", "spokesperson", "Dam Agency")]),
        ("Nela Orsk, director general of the Dam Agency, spoke.", [("Nela Orsk", "director general", "Dam Agency")]),
        ("District attorney Nela Orsk spoke.", [("Nela Orsk", "District attorney", None)]),
        ("Chief Justice Nela Orsk spoke.", [("Nela Orsk", "Chief Justice", None)]),
        (
            "Nela Orsk, Minister of Finance and Trade of Norway, spoke.",
            [("Nela Orsk", "Minister of Finance and Trade", "Norway")],
        ),
        ("The minister of finance, Nela Orsk, spoke.", [("Nela Orsk", "minister of finance", None)]),
        ("Interim president Nela Orsk spoke.", [("Nela Orsk", "Interim president", None)]),
        ("Caretaker Prime Minister Nela Orsk spoke.", [("Nela Orsk", "Caretaker Prime Minister", None)]),
    ],
)
def test_offices_are_read_however_news_words_them(text: str, rows: list[tuple[str, str, str | None]]) -> None:
    assert sorted(told(text)) == sorted(rows)


def test_the_commission_is_the_one_the_page_named_before() -> None:
    text = "The Tavra River Commission met in Vell.\n\nThe commission's executive secretary, Nela Orsk, spoke."
    assert told(text) == [("Nela Orsk", "executive secretary", "Tavra River Commission")]


def test_an_office_held_until_a_year_to_come_is_no_former_one() -> None:
    page = make.page("Nela Orsk, mayor of Vell until 2040, spoke.", published="2031-05-02")
    (parsed,) = parse([page])
    assert [row.title for row in offices.held(parsed)] == ["mayor"]


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


@pytest.mark.parametrize(
    "text",
    ["Belmara, a member of the Tavra River Commission (TRC), has", "As head of the Tavra Agency, Ada Lindqvist had"],
)
def test_a_sentence_cut_off_behind_its_auxiliary_is_read_to_its_end(text: str) -> None:
    read(text)
