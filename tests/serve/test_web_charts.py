"""Are the drawings well-formed and complete without scripts, and do they keep the rules?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import browser
import newsroom
import pytest
from starlette.testclient import TestClient

import make
from onrecord.serve.timeline import ORDER
from onrecord.store import Record

Write = Callable[[], Record]

CHARTS = ("/timeline", "/network", "/map")

HOSTILE = '</svg><script>alert(1)</script>" onload="x" \u202egnp.exe'


@pytest.fixture(scope="module")
def client(record: Record) -> TestClient:
    return browser.browser(record)


def drawings(page: str) -> list[ElementTree.Element]:
    """The SVG elements of a page, each parsed as XML."""
    return [ElementTree.fromstring(found) for found in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]


def hostile(kinds: newsroom.Kinds) -> newsroom.Kinds:
    """The newsroom with names that would break out of a drawing."""
    courier, herald, blog = kinds["pages"]
    body = make.entity(HOSTILE, kind="organization")
    kinds["entities"].append(body)
    kinds["mentions"] = [make.mention(courier, "the commission meets", entity=body.id, label="organization")]
    kinds["pages"] = [replace(courier, dateline_place=HOSTILE, outlet=HOSTILE, title=HOSTILE), herald, blog]
    kinds["designations"] = [replace(row, target=HOSTILE, authority=HOSTILE) for row in kinds["designations"]]
    kinds["stories"] = [replace(row, headline=HOSTILE) for row in kinds["stories"]]
    kinds["figures"] = [replace(row, unit=HOSTILE, given_by=(HOSTILE,), place=HOSTILE) for row in kinds["figures"]]
    return kinds


@pytest.mark.parametrize("path", [*CHARTS, "/network?actor=" + newsroom.BRENN.id, "/timeline?unit=day"])
def test_a_drawing_is_well_formed_and_has_no_style_or_script_of_its_own(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    for drawing in drawings(answer.text):
        for element in drawing.iter():
            assert element.tag not in ("script", "style", "foreignObject")
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("path", CHARTS)
def test_names_from_anywhere_are_words_in_a_drawing(write: Write, kinds: newsroom.Kinds, path: str) -> None:
    hostile(kinds)
    page = browser.browser(write()).get(path).text
    assert "<script>alert" not in page and 'onload="x"' not in page and "\u202e" not in page
    assert drawings(page) or path == "/map"


def test_what_a_drawing_shows_stands_in_a_table_too(client: TestClient) -> None:
    page = browser.Markup(client.get("/timeline?unit=month").text)
    assert "April 2031" in page.words and "statements" in page.words
    assert "<table" in client.get("/timeline").text


@pytest.mark.parametrize("unit", ORDER)
def test_every_unit_can_be_asked_for_and_zoomed(client: TestClient, unit: str) -> None:
    answer = client.get(f"/timeline?unit={unit}&from=2031-03&to=2031-05")
    page = browser.Markup(answer.text)
    assert answer.status_code == 200 and answer.text.count("<rect") > 0
    for link in page.values("href"):
        if link.startswith("/timeline"):
            assert client.get(link).status_code == 200, link


@pytest.mark.parametrize(
    "asked",
    [
        "unit=eon",
        "from=never",
        "from=2031-05&to=2031-01",
        "kind=nothing",
        "outlet=%00",
        "from=..&to=..",
        "actor=none",
        "story=x" * 50,
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_words(client: TestClient, asked: str) -> None:
    assert client.get(f"/timeline?{asked}").status_code in (200, 404)


def test_a_day_that_is_none_is_named_and_narrows_nothing(client: TestClient) -> None:
    answer = client.get("/timeline?from=never&to=2031-05")
    assert "never: no day that can be read" in answer.text
    assert client.get("/timeline.json?from=2031-04&to=2031-05").json()["body"]["trouble"] == ""


def test_no_words_of_an_axis_begin_where_they_would_be_cut(client: TestClient) -> None:
    words = client.get("/timeline").text
    axis = words[words.index('<svg class="axis"') :]
    places = [float(place) for place in re.findall(r'<text[^>]* x="([0-9.]+)%"', axis[: axis.index("</svg>")])]
    assert places and max(places) < 90


def test_few_rows_of_a_time_are_listed_as_everywhere(client: TestClient) -> None:
    words = browser.Markup(client.get("/timeline?from=2031-04-03&to=2031-04-03&kind=statements").text).words
    assert "Tavra Courier reports that Oda Brenn (Water Minister, Belmara) said" in words
    assert "water had reached his door" not in words and "the locks would hold" not in words


@pytest.mark.parametrize("path", ["/timeline?actor=", "/network?actor="])
def test_nobody_without_an_office_has_a_timeline_or_network(client: TestClient, path: str) -> None:
    assert client.get(path + newsroom.VENN.id).status_code == 404
    assert client.get(path + newsroom.BRENN.id).status_code == 200


@pytest.mark.parametrize("path", CHARTS)
@pytest.mark.parametrize("ending", ["html", "json", "csv"])
def test_no_private_person_and_nothing_that_waits_is_in_a_drawing(client: TestClient, path: str, ending: str) -> None:
    words = client.get(path if ending == "html" else browser.twin(path, ending)).text
    for hidden in ("Ilo Venn", "Sil Maro", "the locks would hold", "the turbines would run again"):
        assert hidden not in words, hidden


def test_a_record_without_dates_or_places_says_so(write: Write, kinds: newsroom.Kinds) -> None:
    for kind in ("statements", "figures", "utterances", "links", "offices", "designations", "events"):
        kinds[kind] = []
    client = browser.browser(write())
    assert "No row that may be shown here has a date" in browser.Markup(client.get("/timeline").text).words
    assert "No ties are on record" in browser.Markup(client.get("/network").text).words
    assert "No row of the record names a place" in browser.Markup(client.get("/map").text).words


def test_a_figure_that_a_private_person_gives_is_listed_in_no_drawing(write: Write, kinds: newsroom.Kinds) -> None:
    first, second = kinds["figures"]
    kinds["figures"] = [replace(first, given_by=("Ilo Venn",), place="Lurin"), replace(second, place="Lurin")]
    client = browser.browser(write())
    for path in ("/timeline?from=2031-04-01&to=2031-04-30&kind=figures", "/map?place=Lurin"):
        words = client.get(path).text
        assert "Ilo Venn" not in words and "Up to 4,000 families" in words, path
