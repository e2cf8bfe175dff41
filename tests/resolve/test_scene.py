"""Who is spoken of where, and at what level."""

from __future__ import annotations

import pytest

import make
from onrecord.extract import extract
from onrecord.model import Claims
from onrecord.resolve.cast import Cast
from onrecord.resolve.describing import described
from onrecord.resolve.scene import Scene


def scene_of(text):
    page = make.page(text)
    (claims,) = [claims for claims in extract([page]) if isinstance(claims, Claims)]
    return Scene(page, claims, Cast(page, claims))


def sighted(text):
    return [(s.kind, s.who.name) for s in scene_of(text).sightings]


def test_people_without_a_name_are_sighted_by_what_they_are():
    assert ("role", "night porter") in sighted("A night porter opened the gate.")


def test_the_porter_is_the_porter_brought_in_before():
    scene = scene_of("A porter opened the gate. The porter left.")
    assert len({id(s.who) for s in scene.sightings}) == 1


def test_an_apposition_is_no_further_person():
    assert sighted("Ada Lindqvist, the minister, left.") == [("name", "Ada Lindqvist")]


def test_words_inside_what_is_said_stand_at_another_level():
    scene = scene_of("Ada Lindqvist said that Peter Hansen had sunk the ferry.")
    levels = {s.who.name: len(s.level) for s in scene.sightings}
    assert levels == {"Ada Lindqvist": 0, "Peter Hansen": 1}


def test_a_title_with_a_stop_ends_no_sentence():
    scene = scene_of("Mr. Hansen left. The quay was quiet.")
    assert [scene.layout.sentence(at) for at in (0, 5, 18)] == [1, 1, 2]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the finance chief, Ada Lindqvist, left", {"finance", "chief"}),
        ("Ada Lindqvist, 59, a baker from Ansel, left", {"baker", "ansel"}),
        ("Ada Lindqvist, who chairs the board", {"chair", "chairman", "chairwoman", "board"}),
        ("wheat farmer Ada Lindqvist left", {"wheat", "farmer"}),
        ("The minister told Ada Lindqvist that", set()),
    ],
)
def test_words_beside_a_name_say_what_its_bearer_is(text, told):
    start = text.index("Ada Lindqvist")
    assert described(text, start, start + len("Ada Lindqvist")) == told
