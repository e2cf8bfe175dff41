"""Is what the terminal prints safe to print, and is what `--json` prints JSON?"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import doors
import newsroom
from rich.console import Console

from onrecord.model import Refusal
from onrecord.pipeline import Built, Progress
from onrecord.serve import front, terminal
from onrecord.serve.meter import EVERY, Meter, told_of
from onrecord.store import Record

Write = Callable[[], Record]


def test_a_page_cannot_steer_the_terminal(write: Write, kinds: newsroom.Kinds) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J[bold]not bold[/bold] \u202edlrow"
    kinds["pages"][0] = replace(kinds["pages"][0], title=hostile, outlet=hostile)
    desk = doors.desk_of(write())
    shown = doors.typed(front.overview_of(desk)) + doors.typed(front.shown_of(desk, kinds["pages"][0].id))
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}
    assert "[bold]not bold[/bold]" in shown


def test_every_view_prints_as_json_with_the_same_sentences(record: Record) -> None:
    desk = doors.desk_of(record)
    for view in (front.overview_of(desk), front.shown_of(desk, "t1"), front.review_of(desk)):
        assert json.loads(terminal.json_of(view))
    told: Any = json.loads(terminal.json_of(front.shown_of(desk, "u1")))
    assert told["kind"] == "utterances"
    assert told["view"]["tellings"][0]["lead"].startswith("Tavra Courier reports that")


def test_every_kind_of_row_is_shown_by_its_id_or_the_beginning_of_it(record: Record) -> None:
    desk = doors.desk_of(record)
    for kind in record.counts():
        for row in record.rows(kind) if kind != "refusals" else ():
            shown = front.shown_of(desk, row.id)
            assert shown.kind == kind
            assert row.id in doors.typed(shown)
    statement = next(iter(record.rows("statements")))
    assert front.shown_of(desk, statement.id[:12]).id == statement.id


def test_refusals_are_grouped_by_reason_with_a_few_names() -> None:
    refusals = [Refusal(f"page{number}.html", "read", "no article on the page") for number in range(9)]
    lines = [text.plain for text in terminal.refused([*refusals, Refusal("a.bin", "read", "no text in it")])]
    assert lines[0].strip() == "Not read further: 10 sources"
    assert lines[1].strip().startswith("9 × no article on the page")
    assert "and 4 more" in lines[1]
    assert "1 × no text in it" in lines[2]


def test_a_build_ends_in_a_summary_and_the_next_command() -> None:
    built = Built(3, 2, 1, (Refusal("a.bin", "read", "no text in it"),), {"pages": 3, "statements": 8, "times": 4}, 1.5)
    summary = front.summary_of(built, "news.db")
    shown = doors.typed(summary)
    assert "3 new pages" in shown and "1 of them" not in shown.splitlines()[1]
    assert "2 known already" in shown
    assert "news.db holds 3 pages, 8 statements" in shown
    assert "no text in it" in shown
    assert "onrecord show news.db" in shown


def meter_at(times: list[float]) -> tuple[Meter, io.StringIO]:
    out = io.StringIO()
    clock = iter(times)
    return Meter(Console(file=out, width=200), clock=lambda: next(clock)), out


def test_away_from_a_terminal_progress_is_a_plain_line_every_few_seconds() -> None:
    meter, out = meter_at([0.0, 1.0, EVERY, EVERY + 1])
    with meter:
        for done in (10, 50, 60):
            meter(Progress(done, 2, 200))
    assert out.getvalue() == "onrecord: 50 of 200 pages, 2 refused, 10.0 pages/s, about 15 seconds left\n"


def test_progress_without_a_known_total_says_what_is_done() -> None:
    assert told_of(Progress(1, 0, None), 2.0) == "1 page, 0 refused, 0.5 pages/s"


def test_the_second_half_of_a_build_is_told_too() -> None:
    meter, out = meter_at([0.0, 1.0])
    with meter:
        meter(Progress(60, 2, None, "settling"))
    assert "comparing what the pages say" in out.getvalue()


def test_on_a_terminal_progress_is_a_bar() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=120)
    with Meter(console) as meter:
        meter(Progress(50, 1, 200))
        meter(Progress(200, 1, None, "settling"))
    assert "comparing what the pages say" in out.getvalue()


def test_settling_tells_at_once_that_it_began_and_then_what_it_is_at_every_few_seconds() -> None:
    meter, out = meter_at([0.0, 1.0, 2.0, EVERY + 2])
    with meter:
        for step in ("", "names", "stories"):
            meter(Progress(13, 0, None, "settling", step))
    assert out.getvalue() == (
        "onrecord: comparing what the pages say\nonrecord: comparing what the pages say: stories\n"
    )


def test_an_unknown_view_is_an_error_of_ours() -> None:
    try:
        doors.typed(SimpleNamespace())
    except NotImplementedError as error:
        assert "SimpleNamespace" in str(error)


def test_an_overview_of_many_stories_stays_short_and_json_has_all(record: Record) -> None:
    view = front.overview_of(doors.desk_of(record))
    many = replace(view, stories=tuple(replace(view.stories[0], id=f"t{number}") for number in range(70)))
    assert "and 50 more" in doors.typed(many)
    assert len(json.loads(terminal.json_of(many))["stories"]) == 70
