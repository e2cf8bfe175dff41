"""Is an event that two pages give two days shown with both, and only where it is one event?"""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.corroborate import dated_twice, event_keys
from onrecord.model import Basis, Event, PageId, Participant, When, id_of


def event(
    name: str,
    day: str | None,
    *people: str,
    kind: str = "agreement",
    place: str | None = None,
    basis: Basis = "weekday",
    **known: Any,
) -> Event:
    page = PageId(known.pop("page", f"p{name}{day}"))
    who = tuple(Participant(None, person, "participant") for person in people)
    return Event(
        id_of("v", name, day, page), page, kind, name, 0, len(name), name, who, When(day, basis), place, **known
    )


def shared(*events: Event, story: str | None = "st1") -> bool:
    keys = [set(event_keys(one, story)) for one in events]
    return bool(set.intersection(*keys))


SIGNED = event("Orsk and Vey signed the accord", "2031-05-03", "Nela Orsk", "Jon Vey")


def test_an_event_with_two_days_is_shown_with_both() -> None:
    other = event("the accord was signed by Orsk and Vey", "2031-05-05", "Orsk", "Jon Vey")
    [link] = dated_twice([SIGNED, other])
    assert (link.kind, link.by) == ("conflicts", "rule:event_day") and link.why.startswith("Accounts differ")
    assert "2031-05-03" in link.why and "2031-05-05" in link.why
    assert shared(SIGNED, other) and not set(event_keys(SIGNED, "st1")) & set(event_keys(other, "st2"))


def test_a_numbered_session_is_one_event_in_any_story() -> None:
    one = event("the 12th session of the River Council", "2031-05-03", kind="meeting")
    other = event("12th session of the River Council", "2031-05-10", kind="meeting")
    assert shared(one, other, story=None)
    assert len(dated_twice([one, other])) == 1
    third = event("the 13th session of the River Council", "2031-05-10", kind="meeting")
    assert not dated_twice([one, third])


@pytest.mark.parametrize(
    "other",
    [
        event("Orsk and Vey signed the accord", "2031-05-03", "Nela Orsk", "Jon Vey", page="q"),
        event("Orsk and Vey signed the accord", "2029-05-05", "Nela Orsk", "Jon Vey"),
        event("Orsk and Vey signed the second accord", "2031-05-05", "Nela Orsk", "Jon Vey"),
        event("Orsk and Vey signed the accord", "2031-05", "Nela Orsk", "Jon Vey"),
        event("Orsk and Vey signed the accord", "2031-05-05", "Nela Orsk", "Jon Vey", basis="metadata"),
        event("Orsk and Vey signed the accord, which was postponed", "2031-05-05", "Nela Orsk", "Jon Vey"),
        event("Orsk and Vey met", "2031-05-05", "Nela Orsk", "Jon Vey", kind="meeting"),
        event("Ilhami signed the accord", "2031-05-05", "Sanna Ilhami"),
    ],
)
def test_look_alikes_are_two_events(other: Event) -> None:
    assert not dated_twice([SIGNED, other])


def test_a_crash_at_one_place_is_one_and_crashes_at_two_are_two() -> None:
    one = event("ferry crash", "2031-05-03", kind="crash", place="Tavra")
    assert dated_twice([one, event("crash of a ferry", "2031-05-04", kind="crash", place="Tavra")])
    assert not dated_twice([one, event("crash of a ferry", "2031-05-04", kind="crash", place="Harvany")])


def test_an_arrest_is_of_one_person() -> None:
    one = event("Reed Guild steward Nela Orsk was arrested", "2031-05-03", "Nela Orsk", kind="arrest")
    assert dated_twice([one, event("Orsk was arrested", "2031-05-04", "Orsk", kind="arrest")])
    assert not dated_twice(
        [one, event("Reed Guild clerk Jon Vey was arrested", "2031-05-04", "Jon Vey", kind="arrest")]
    )


def test_meetings_and_attacks_come_again() -> None:
    for kind in ("meeting", "attack", "protest"):
        days = [event(f"{kind} in Tavra", f"2031-05-0{i}", "Nela Orsk", kind=kind, place="Tavra") for i in (3, 4)]
        assert not dated_twice(days)


def test_two_days_are_linked_once_and_in_any_order() -> None:
    rows = [
        event("Orsk and Vey signed the accord", f"2031-05-0{3 + i % 2}", "Nela Orsk", "Jon Vey", page=f"p{i}")
        for i in range(6)
    ]
    assert len(dated_twice(rows)) == 1
    assert dated_twice(rows) == dated_twice(rows[::-1])
