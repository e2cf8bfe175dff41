"""Is a number given by whom its own phrase names, else by whoever speaks?"""

from __future__ import annotations

from dataclasses import replace

import make
from onrecord.model import Claims
from onrecord.resolve import known_from, sightings_of
from onrecord.resolve.links import given, linked


def test_whom_the_phrase_of_a_number_names_gave_it_and_not_the_speaker_around_it() -> None:
    news = make.page("Sefaye Lunn said the 40 beds promised by Marrow would do; 12 boats sailed.")
    said = make.statement(news, "Sefaye Lunn", "the 40 beds promised by Marrow would do; 12 boats sailed")
    beds = replace(make.figure(news, "40 beds", 40, 40), giver=make.cite(news, "Marrow"), statement=said.id)
    boats = replace(make.figure(news, "12 boats", 12, 12), statement=said.id)
    claims = Claims(news.id, statements=(said,), figures=(beds, boats))
    told = linked(claims, known_from(sightings_of(claims))).figures
    assert [figure.given_by for figure in told] == [("Marrow",), ("Sefaye Lunn",)]
    assert given(told[0], said) == told[0]
