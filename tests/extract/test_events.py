"""Events: only what a page makes definite."""

from __future__ import annotations

import pytest

import make
from onrecord import resolve
from onrecord.extract import events, extract, parse
from onrecord.model import Claims, Event


def read(text: str) -> list[Event]:
    page = make.page(text)
    (parsed,) = parse([page])
    rows = list(events.happened(parsed))
    assert all(page.text[row.start : row.end] == row.text for row in rows)
    return rows


def read_whole(text: str) -> Claims:
    (claims,) = (one for one in extract([make.page(text, published="2031-05-07")]) if isinstance(one, Claims))
    return claims


def test_a_numbered_session_is_an_event_with_its_body_and_place() -> None:
    page = make.page("He spoke after the 12th session of the Tavra River Commission in Vell.")
    (parsed,) = parse([page])
    (event,) = events.happened(parsed)
    assert page.text[event.start : event.end] == event.text
    assert event.kind == "meeting"
    assert event.participants[0].name == "Tavra River Commission"


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Two died in the Karsk Dam attack.", "attack", "Karsk Dam attack"),
        ("She spoke at a conference of the River Alliance.", "conference", "conference of the River Alliance"),
        ("Talks between Sund and Mirova failed.", "meeting", "Talks between Sund and Mirova"),
    ],
)
def test_a_name_makes_an_event_definite(text: str, kind: str, name: str) -> None:
    (parsed,) = parse([make.page(text)])
    assert [(event.kind, event.name) for event in events.happened(parsed)] == [(kind, name)]


def test_mere_talks_are_no_event() -> None:
    (parsed,) = parse([make.page("The talks were long and the meeting ended without a result.")])
    assert not list(events.happened(parsed))


DORU, MARET = ("Ana Doru", "participant"), ("Ivo Maret", "participant")


@pytest.mark.parametrize(
    ("text", "kind", "code", "people", "place", "day"),
    [
        (
            "Foreign Minister Ana Doru met her Sund counterpart Ivo Maret in Vell on Monday.",
            "meeting",
            ("CONSULT", None),
            {DORU, MARET},
            "Vell",
            "Monday",
        ),
        ("The Tavra River Council met in Vell.", "meeting", ("CONSULT", None), None, "Vell", None),
        ("Ana Doru spoke with Ivo Maret by phone.", "call", ("CONSULT", "phone"), {DORU, MARET}, None, None),
        (
            "Ana Doru paid a visit to Sund in May.",
            "visit",
            ("CONSULT", "visit"),
            {("Ana Doru", "visitor")},
            "Sund",
            "May",
        ),
        (
            "Sund and Mirova signed a water accord on 3 May.",
            "agreement",
            ("SUPPORT", None),
            {("Sund", "party"), ("Mirova", "party")},
            None,
            "3 May",
        ),
        ("Sund declared a ceasefire.", "agreement", ("RETREAT", "ceasefire"), {("Sund", "party")}, None, None),
        ("The Senate passed the bill on Friday.", "vote", (None, None), {("Senate", "voter")}, None, "Friday"),
        ("Kestria vetoed the resolution.", "vote", ("REJECT", "yield"), {("Kestria", "voter")}, None, None),
        (
            "A convoy was attacked by gunmen near Karsk.",
            "attack",
            ("ASSAULT", None),
            {("gunmen", "attacker"), ("convoy", "target")},
            "Karsk",
            None,
        ),
        (
            "An air strike on a hospital in Karsk killed 12.",
            "attack",
            ("ASSAULT", "heavy-weapons"),
            None,
            "Karsk",
            None,
        ),
        ("A car bomb exploded in Karsk.", "attack", ("ASSAULT", "explosives"), {("car bomb", "weapon")}, "Karsk", None),
        (
            "Rail workers in Sund went on strike on Monday.",
            "strike",
            ("PROTEST", "strike-lim"),
            {("Rail workers", "striker")},
            "Sund",
            "Monday",
        ),
        (
            "Protesters took to the streets in Karsk.",
            "protest",
            ("PROTEST", "demo"),
            {("Protesters", "protester")},
            "Karsk",
            None,
        ),
        (
            "Police arrested two men in Vell.",
            "arrest",
            ("COERCE", "arrest"),
            {("Police", "arresting"), ("two men", "arrested")},
            "Vell",
            None,
        ),
        (
            "Typhoon Lira made landfall in Mirova on Friday.",
            "disaster",
            (None, None),
            {("Typhoon Lira", "cause")},
            "Mirova",
            "Friday",
        ),
        ("A ferry sank off Ostrel.", "crash", (None, None), {("ferry", "vehicle")}, "Ostrel", None),
        (
            "Sund launched a satellite on Friday.",
            "launch",
            (None, None),
            {("Sund", "launcher"), ("satellite", "launched")},
            None,
            "Friday",
        ),
    ],
)
def test_a_clause_tells_what_happened_to_whom_where_and_when(
    text: str,
    kind: str,
    code: tuple[str | None, str | None],
    people: set[tuple[str, str]] | None,
    place: str | None,
    day: str | None,
) -> None:
    (event,) = read(text)
    assert (event.kind, (event.code, event.mode), event.place) == (kind, code, place)
    assert (event.date_words and event.date_words.text) == day
    if people is not None:
        assert {(one.name, one.role) for one in event.participants} == people


@pytest.mark.parametrize(
    "text",
    [
        "The company met its targets in May.",
        "Ana Doru met Ivo Maret's demands in May.",
        "Ana Doru will meet Ivo Maret in Vell on Monday.",
        "Sund did not sign the agreement in May.",
        "Ana Doru attacked the government in Vell on Monday.",
        "Striker Ivo Maret struck twice for Sund on Saturday.",
        "Shares crashed on Monday in Vell.",
        "He suffered a heart attack in Vell on Monday.",
        "Ana Doru denied that Sund bombed the hospital in Karsk.",
        "Workers threatened to go on strike on Monday.",
        "The threat of an attack on Vell is high.",
        "Would Sund attack the base in Karsk?",
        "If gunmen attacked the village on Sunday, nobody saw it.",
        "Planned talks in Vell were cancelled.",
        "Police arrested the decline in morale.",
        "The film bombed in Sund in May.",
        "Maret visited his doctor on Monday.",
        "The strike rate in Sund rose in May.",
        "Gunmen attacked.",
    ],
)
def test_a_plan_a_denial_a_figure_of_speech_or_a_nameless_deed_is_no_event(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "mode", "people"),
    [
        ("Ana Doru was elected president of Sund on Sunday.", "vote", None, {("Ana Doru", "elected")}),
        ("The Reed Party won the election in Mirova.", "vote", None, {("Reed Party", "winner")}),
        ("Prime Minister Ana Doru resigned on Friday.", "resignation", "resign", {("Ana Doru", "resigning")}),
        (
            "Warplanes bombed Karsk on Sunday.",
            "attack",
            "heavy-weapons",
            {("Warplanes", "attacker"), ("Karsk", "target")},
        ),
        (
            "Delta Motors launched a new model on Monday.",
            "launch",
            None,
            {("Delta Motors", "launcher"), ("new model", "launched")},
        ),
        ("Air strikes on Karsk killed 12 people.", "attack", "heavy-weapons", {("Karsk", "target")}),
        ("Hundreds protested outside the parliament in Vell.", "protest", "demo", {("Hundreds", "protester")}),
        ("The arrest of Ivo Maret shook the party.", "arrest", "arrest", {("Ivo Maret", "arrested")}),
        ("She visited Sund.", "visit", "visit", set()),
        ("The Macaw Conference opened in Vell.", "conference", None, set()),
    ],
)
def test_more_deeds_are_told_with_who_did_them(
    text: str, kind: str, mode: str | None, people: set[tuple[str, str]]
) -> None:
    (event,) = read(text)
    assert (event.kind, event.mode, {(one.name, one.role) for one in event.participants}) == (kind, mode, people)


def test_a_conference_of_people_is_a_body_and_no_event() -> None:
    assert [event.kind for event in read("The Conference of River Bishops met in Vell.")] == ["meeting"]


def test_an_event_has_the_day_that_its_clause_tells() -> None:
    page = make.page("Ana Doru met Ivo Maret in Vell on Monday.", published="2031-05-07")
    (claims,) = (one for one in extract([page]) if isinstance(one, Claims))
    (event,) = resolve.dated(page, claims).events
    assert event.date.edtf == "2031-05-05"


def test_a_statement_hangs_on_the_event_it_was_made_at() -> None:
    claims = read_whole('"The dam is safe," Ana Doru said at the 27th meeting of the River Council in Vell.')
    (event,), (statement,) = claims.events, claims.statements
    assert statement.event == event.id


def test_a_statement_made_after_an_event_does_not_hang_on_it() -> None:
    claims = read_whole('"The dam is safe," Ana Doru said after the 27th meeting of the River Council in Vell.')
    assert [statement.event for statement in claims.statements] == [None]


def test_a_call_for_a_listing_hangs_on_the_statement_that_makes_it() -> None:
    claims = read_whole("Ana Doru called on all states to recognize the Red Oar as a terrorist group.")
    (act,) = claims.designations
    assert act.statement in {statement.id for statement in claims.statements}


@pytest.mark.parametrize(
    ("text", "kind", "place", "people"),
    [
        ("Ilen Marrow's visit to Karsk ended early.", "visit", "Karsk", {("Ilen Marrow", "visitor")}),
        ("Ilen Marrow was taken into custody in Karsk.", "arrest", "Karsk", {("Ilen Marrow", "arrested")}),
        ("Three men arrested in Karsk on Monday were freed.", "arrest", "Karsk", {("Three men", "arrested")}),
        ("Voters in Belmara went to the polls on Sunday.", "vote", "Belmara", {("Voters", "voter")}),
        ("Ilen Marrow stepped down as minister on Monday.", "resignation", None, {("Ilen Marrow", "resigning")}),
        ("A fire at a mill in Karsk killed 12.", "disaster", "Karsk", {("fire", "cause")}),
        ("A bridge collapsed in Karsk on Monday.", "disaster", "Karsk", {("bridge", "structure")}),
        ("The launch of the Odra satellite took place on Monday.", "launch", None, {("Odra", "launched")}),
        ("Wildfires have swept through Belmara.", "disaster", "Belmara", {("Wildfires", "cause")}),
    ],
)
def test_clauses_participles_and_owners_tell_events(
    text: str, kind: str, place: str | None, people: set[tuple[str, str]]
) -> None:
    event = next(event for event in read(text) if event.kind == kind)
    assert (event.place, {(one.name, one.role) for one in event.participants}) == (place, people)


@pytest.mark.parametrize(
    "text",
    [
        "Belmara hosted the games in Karsk.",
        "Ilen Marrow received a letter from Karsk.",
        "The minister came under fire in Karsk.",
        "The launch of the campaign drew crowds.",
        "Ilen Marrow will visit Karsk on Monday.",
    ],
)
def test_games_letters_campaigns_and_plans_are_no_events(text: str) -> None:
    assert read(text) == []
