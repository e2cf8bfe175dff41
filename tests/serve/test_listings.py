"""Does the matrix of listings tell each step once, in order, with all who report it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import browser
import doors
import newsroom

import make
from onrecord.serve.listings import UNNAMED, Wanted, matrix_of, steps
from onrecord.store import Record

Write = Callable[[], Record]


def test_a_step_that_two_pages_report_is_told_once_with_both(write: Write, kinds: newsroom.Kinds) -> None:
    listed = replace(kinds["designations"][0], date=make.when("2031-03"))
    again = replace(listed, id="d-again", page=kinds["pages"][1].id, origins=2)
    lifted = replace(listed, id="d-lifted", status="lifted", date=make.when("2032"))
    kinds["designations"] = [lifted, listed, again, replace(listed, id="d-open", authority=None, target="Night Oars")]
    record = write()
    matrix = matrix_of(doors.desk_of(record), steps(record, Wanted()))
    assert matrix.authorities == ("Belmara", UNNAMED)
    assert [row.target for row in matrix.targets] == ["Night Oars", "River Front"]
    belmara, unnamed = matrix.targets[1].cells
    assert [(step.status, step.day, step.origins, len(step.pages)) for step in belmara] == [
        ("listed", "March 2031", 2, 2),
        ("lifted", "2032", 1, 1),
    ]
    assert unnamed == () and len(matrix.targets[0].cells[1]) == 1


def test_what_does_not_fit_the_matrix_is_counted(write: Write, kinds: newsroom.Kinds) -> None:
    one = kinds["designations"][0]
    kinds["designations"] = [
        replace(one, id=f"d-{n}", target=f"Front {n:02}", authority=f"State {n % 10}") for n in range(40)
    ]
    record = write()
    matrix = matrix_of(doors.desk_of(record), steps(record, Wanted()))
    assert (len(matrix.targets), matrix.targets_cut) == (25, 15)
    assert (len(matrix.authorities), matrix.authorities_cut) == (8, 2)


def test_listings_are_narrowed_by_target_authority_and_step(record: Record) -> None:
    client = browser.browser(record)
    for asked, statuses in (
        ("status=blocked", ["blocked"]),
        ("authority=Belmara", ["listed"]),
        ("target=River+Front", ["listed", "blocked"]),
        ("target=nobody", []),
    ):
        rows = client.get(f"/designations.json?{asked}").json()["body"]["sheet"]["rows"]
        assert sorted(row["status"] for row in rows) == sorted(statuses), asked
    assert "No page of the record reports such a listing" in client.get("/designations?target=nobody").text
