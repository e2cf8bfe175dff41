"""Live blogs of an invented world: their entries are kept apart, each with its time."""

from __future__ import annotations

import json
from typing import Any

import pytest

import make
from onrecord.model import Page
from onrecord.read import page_of

NEWS = (
    ("Gate seven opens", "The wardens of Kalven opened the seventh gate of the Tavra and asked people to keep away."),
    ("Ferries stop", "All ferries to the lower valley have stopped, the harbour master said in a short message."),
    ("Council meets", "The council of the basin has met in the capital and will speak to the farmers tomorrow."),
)
HOURS = ("16:20", "15:05", "14:40")


def shown(page: Page) -> list[str]:
    return [page.text[entry.start : entry.end] for entry in page.entries]


def times(page: Page) -> list[str | None]:
    return [entry.when.edtf for entry in page.entries]


def assert_entries_hold(page: Page) -> None:
    end = 0
    for entry in page.entries:
        assert end <= entry.start < entry.end <= len(page.text)
        end = entry.end


def blog(*entries: str, head: str = "", title: str = "Flood in the valley – live updates") -> Page:
    points = "".join(f"<li>{heading}</li>" for heading, _ in NEWS)
    body = f"<h1>{title}</h1><ul>{points}</ul><main>{''.join(entries)}</main><footer><p>© Kalven Daily</p></footer>"
    markup = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return page_of(make.source(markup, name="live.html"))


def published(day: str) -> str:
    return f"<meta property='article:published_time' content='{day}T08:00:00+02:00'>"


def ld(**node: Any) -> str:
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def updates() -> list[dict[str, str]]:
    told = zip(NEWS, HOURS, strict=True)
    return [
        {"@type": "BlogPosting", "headline": h, "articleBody": b, "datePublished": f"2031-04-17T{at}:30+02:00"}
        for (h, b), at in told
    ]


def test_the_updates_of_the_json_ld_are_found_on_the_page() -> None:
    entries = [f"<div><h3>{h}</h3><span>{at}</span><p>{b}</p></div>" for (h, b), at in zip(NEWS, HOURS, strict=True)]
    page = blog(*entries, head=ld(**{"@type": "LiveBlogPosting", "liveBlogUpdate": updates()}), title="Flood in Kalven")
    assert (page.kind, page.refused) == ("live_blog", None)
    assert times(page) == [f"2031-04-17T{at}+02:00" for at in HOURS]
    assert [entry.heading for entry in page.entries] == [heading for heading, _ in NEWS]
    for words, (heading, body) in zip(shown(page), NEWS, strict=True):
        assert words.startswith(heading)
        assert words.endswith(body)
    assert_entries_hold(page)


def test_an_update_that_the_page_does_not_show_is_no_entry() -> None:
    entries = [f"<div><h3>{h}</h3><p>{b}</p></div>" for h, b in NEWS[:2]]
    page = blog(*entries, head=ld(**{"@type": "LiveBlogPosting", "liveBlogUpdate": [*updates(), {"headline": 7}, "x"]}))
    assert [entry.heading for entry in page.entries][:2] == [heading for heading, _ in NEWS[:2]]
    assert_entries_hold(page)


def test_elements_that_hold_a_time_each_are_entries() -> None:
    entries = [
        f"<section><time datetime='2031-04-17T{at}:00Z'>{at}</time><h2>{h}</h2><p>{b}</p><p>{b}</p></section>"
        for (h, b), at in zip(NEWS, HOURS, strict=True)
    ]
    page = blog(*entries)
    assert page.kind == "live_blog"
    assert times(page) == [f"2031-04-17T{at}Z" for at in HOURS]
    assert [entry.heading for entry in page.entries] == [heading for heading, _ in NEWS]
    assert all(words.endswith(body) for words, (_, body) in zip(shown(page), NEWS, strict=True))
    assert_entries_hold(page)


@pytest.mark.parametrize(
    ("clocks", "expected"),
    [
        (("16:20", "15:05", "14:40"), ("T16:20", "T15:05", "T14:40")),
        (("16.20 GMT", "15.05 GMT", "14.40 GMT"), ("T16:20Z", "T15:05Z", "T14:40Z")),
        (("4:20 pm ET", "3:05 pm ET", "2:40 pm ET"), ("T16:20", "T15:05", "T14:40")),
        (("16h20", "15h05", "14h40"), ("T16:20", "T15:05", "T14:40")),
        (("16:20 Uhr", "15:05 Uhr", "14:40 Uhr"), ("T16:20", "T15:05", "T14:40")),
        (("16:20 CEST", "15:05 CEST", "14:40 CEST"), ("T16:20+02:00", "T15:05+02:00", "T14:40+02:00")),
    ],
)
def test_lines_of_clock_times_are_entries_of_the_pages_day(clocks: tuple[str, ...], expected: tuple[str, ...]) -> None:
    parts = "\n\n".join(f"{at}\n\n{h}\n\n{b}" for (h, b), at in zip(NEWS, clocks, strict=True))
    page = page_of(make.source(f"Flood in the valley: live updates\n\n17 April 2031\n\n{parts}\n"))
    assert page.kind == "live_blog"
    assert times(page) == [f"2031-04-17{clock}" for clock in expected]
    assert {entry.when.basis for entry in page.entries} == {"relative"}
    assert all(body in words for words, (_, body) in zip(shown(page), NEWS, strict=True))
    assert_entries_hold(page)


@pytest.mark.parametrize("sign", [" – ", ": ", " | ", " "])
def test_a_time_may_stand_on_the_line_of_its_words(sign: str) -> None:
    parts = [f"<p>{at}{sign}{b}</p>" for (_, b), at in zip(NEWS, HOURS, strict=True)]
    page = blog(*parts, head=published("2031-04-17"))
    assert times(page) == [f"2031-04-17T{at}" for at in HOURS]
    assert [words.endswith(b) for words, (_, b) in zip(shown(page), NEWS, strict=True)] == [True] * 3


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_midnight_between_entries_begins_the_next_day(newest_first: bool) -> None:
    clocks = ["00:40", "23:50", "21:15"] if newest_first else ["21:15", "23:50", "00:40"]
    page = blog(*(f"<p>{at} – {b}</p>" for (_, b), at in zip(NEWS, clocks, strict=True)), head=published("2031-04-17"))
    assert sorted(filter(None, times(page))) == ["2031-04-17T21:15", "2031-04-17T23:50", "2031-04-18T00:40"]


def test_headings_of_days_date_the_entries_below_them() -> None:
    (_, one), (_, two), (_, three) = NEWS
    page = blog(
        *("<h2>Friday, 18 April 2031</h2>", f"<p>09:10 – {one}</p>", f"<p>08:05 – {two}</p>"),
        *("<h2>Thursday, 17 April 2031</h2>", f"<p>22:30 – {three}</p>"),
    )
    assert times(page) == ["2031-04-18T09:10", "2031-04-18T08:05", "2031-04-17T22:30"]
    assert {entry.when.basis for entry in page.entries} == {"stated"}


def test_entries_of_a_page_without_a_day_have_none_either() -> None:
    page = blog(*(f"<p>{at} – {b}</p>" for (_, b), at in zip(NEWS, HOURS, strict=True)))
    assert [(entry.when.edtf, entry.when.why) for entry in page.entries] == [(None, at) for at in HOURS]


def test_a_page_that_does_not_call_itself_live_has_no_entries() -> None:
    timeline = [f"<p>{at} – {b}</p>" for (_, b), at in zip(NEWS, HOURS, strict=True)]
    page = blog(*timeline, title="How the flood came to Kalven", head=published("2031-04-17"))
    assert (page.kind, page.entries) == ("article", ())


def test_comments_under_an_article_are_no_entries() -> None:
    comments = [
        f"<li><time datetime='2031-04-17T{at}:00Z'></time><p>{h}, I say.</p></li>"
        for (h, _), at in zip(NEWS, HOURS, strict=True)
    ]
    body = "".join(f"<p>{b}</p>" for _, b in NEWS)
    page = blog(f"<article>{body}</article><ul>{''.join(comments)}</ul>", title="Live music in Kalven")
    assert (page.kind, page.entries) == ("article", ())
