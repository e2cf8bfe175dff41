"""Events: only what a page makes definite."""

from __future__ import annotations

import pytest

import make
from onrecord.extract import events, parse


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
