"""Are forgotten names recognised by their hashes, and nothing else taken for them?"""

from __future__ import annotations

from dataclasses import replace

import pytest

import make
from onrecord.model import Event, Participant, Time
from onrecord.store.forgotten import blanked, mark_of, names_in, refuses, spared

KNOWN = frozenset({mark_of("name", "Sefa Lindqvist-Oye"), mark_of("name", "Marrow")})
PAGE = make.page("Sefa Lindqvist-Oye left the Tavra council. Oru Tashkel stayed.")


@pytest.mark.parametrize(
    "text",
    [
        "Sefa Lindqvist-Oye left.",
        "then SEFA LINDQVIST-OYE’s boat",
        "(Sefa  Lindqvist-Oye)",
        "Sefa\nLindqvist-Oye",
        "Marrow",
    ],
)
def test_a_name_is_found_in_any_case_and_spacing(text):
    assert len(list(names_in(text, KNOWN))) == 1


@pytest.mark.parametrize("text", ["Sefa left.", "Lindqvist-Oye left.", "Sefa and Lindqvist-Oye", "Marrows", "", "…"])
def test_a_part_of_a_name_is_nobody(text):
    assert list(names_in(text, KNOWN)) == []


def test_blanking_takes_the_name_and_its_parts_and_keeps_every_offset():
    text = "Sefa Lindqvist-Oye spoke; Lindqvist stayed. De Oye?"
    cut = blanked(text, KNOWN, page=None)
    assert len(cut) == len(text)
    assert cut.split() == ["-", "spoke;", "stayed.", "De", "?"]
    assert blanked("Nobody spoke.", KNOWN, page=None) == "Nobody spoke."
    assert blanked(text, frozenset(), page=None) == text


def test_a_part_of_a_name_is_blanked_by_itself_on_the_pages_that_mean_the_person():
    known = KNOWN | {mark_of("part", "p1", "oye")}
    assert blanked("Oye waited.", known, page="p1").split() == ["waited."]
    assert blanked("Oye waited.", known, page="p2") == "Oye waited."


def test_an_input_is_refused_by_its_bytes_or_its_source():
    known = frozenset({mark_of("bytes", "ab12"), mark_of("source", "a.txt")})
    assert refuses(known, "other.txt", "ab12")
    assert refuses(known, "a.txt", "ffff")
    assert not refuses(known, "b.txt", "ffff")


def left(*rows):
    return list(spared(rows, KNOWN))


def test_rows_that_are_about_a_forgotten_person_go():
    assert left(make.statement(PAGE, "Sefa Lindqvist-Oye", "left")) == []
    assert left(make.office(PAGE, "Sefa Lindqvist-Oye", "chair", None, "council")) == []
    assert left(make.mention(PAGE, "Sefa Lindqvist-Oye")) == []
    assert left(make.membership(PAGE, "Sefa Lindqvist-Oye", "council", "member", "council")) == []
    assert left(make.designation(PAGE, None, "Sefa Lindqvist-Oye", "listed", "left")) == []
    assert left(make.entity("Sefa Lindqvist-Oye")) == []


def test_rows_of_others_lose_the_name_only():
    said = make.statement(PAGE, "Oru Tashkel", "stayed", via="Sefa Lindqvist-Oye")
    assert left(said) == [replace(said, via=None)]
    counted = make.figure(PAGE, "council", 1, 1, given_by=("Oru Tashkel", "Sefa Lindqvist-Oye"))
    assert left(counted) == [replace(counted, given_by=("Oru Tashkel",))]
    listed = make.designation(PAGE, None, "Oru Tashkel", "proposed", "left", by="Sefa Lindqvist-Oye")
    assert left(listed) == [replace(listed, by=None)]
    met = Event(
        "v1", PAGE.id, "meeting", "the council", 0, 4, "Sefa", (Participant(None, "Sefa Lindqvist-Oye", "guest"),)
    )
    assert left(met) == [replace(met, participants=())]
    assert left(make.entity("Oru Tashkel", "Marrow")) == [make.entity("Oru Tashkel")]


def test_rows_without_persons_stay_as_they_are():
    day = Time("t1", PAGE.id, "left", 19, 23, "DATE")
    assert left(day) == [day]
