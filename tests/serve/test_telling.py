"""Does a story's page fold copies under their origin, and tell who is left out where?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import browser
import doors
import newsroom
import pytest

import make
from onrecord.serve.desk import PASSAGE_ONLY
from onrecord.serve.telling import compared, left_out, origins_in, voices_of
from onrecord.store import Record

Write = Callable[[], Record]


@pytest.fixture
def copied(kinds: newsroom.Kinds) -> newsroom.Kinds:
    """The story with a reprint of the Courier's page, and a reprint of that one."""
    courier, herald, *_ = kinds["pages"]
    reprints = [
        make.page(f"{courier.text} {n}", title=f"Reprint {n}", name=f"reprint{n}.txt", published=f"2031-05-0{n}")
        for n in (1, 2)
    ]
    kinds["pages"] += [replace(page, outlet=f"Reprint {n}") for n, page in enumerate(reprints, 1)]
    pages = (courier.id, herald.id, *(page.id for page in reprints))
    kinds["stories"] = [replace(kinds["stories"][0], pages=pages)]
    kinds["links"] += [
        newsroom.link("reuses", reprints[0].id, courier.id, "the same words"),
        newsroom.link("reuses", reprints[1].id, reprints[0].id, "the same words"),
        replace(newsroom.link("reuses", herald.id, courier.id, "one passage"), by=PASSAGE_ONLY),
    ]
    return kinds


def test_copies_and_copies_of_copies_stand_under_the_page_they_come_from(copied: newsroom.Kinds, write: Write) -> None:
    desk = doors.desk_of(write())
    story = desk.story(next(iter(desk.holdings.stories)))
    origins = origins_in(desk, story.pages)
    assert [(each.page.outlet, [page.outlet for page in each.copies]) for each in origins] == [
        ("Tavra Courier", ["Reprint 1", "Reprint 2"]),
        ("Osk Herald", []),
    ]


def test_pages_that_copy_each_other_are_still_all_shown(copied: newsroom.Kinds, write: Write) -> None:
    courier, herald, _, first, second = copied["pages"]
    copied["links"].append(newsroom.link("reuses", courier.id, second.id, "round and round"))
    desk = doors.desk_of(write())
    story = desk.story(next(iter(desk.holdings.stories)))
    origins = origins_in(desk, story.pages)
    shown = [page.id for each in origins for page in (each.page, *each.copies)]
    assert sorted(shown) == sorted((courier.id, herald.id, first.id, second.id))


def test_whom_the_other_pages_quote_and_one_does_not_is_named(record: Record) -> None:
    desk = doors.desk_of(record)
    story = desk.story(desk.holdings.stories["t1"])
    names = [page.id for page in story.pages]
    voices = voices_of(desk, names)
    missing = {each.page.outlet: each.speakers for each in left_out(story.pages, voices)}
    assert missing["Tavra Courier"] == ("Tam Rusk",)
    assert "Oda Brenn or Sil Maro" not in str(voices)
    assert voices_of(desk, names[:1]) == ()


def test_figures_of_one_thing_stand_side_by_side(record: Record) -> None:
    desk = doors.desk_of(record)
    story = desk.story(desk.holdings.stories["t1"])
    (row,) = compared(desk, story.runs, [page.id for page in story.pages])
    assert row.given == (("About 1,700 families",), ("Up to 4,000 families",))
    assert row.verdict == "changes over time"


def test_the_story_screen_draws_its_time_and_sets_figures_side_by_side(record: Record) -> None:
    page = browser.Markup(browser.browser(record).get("/story/t1").text)
    assert "Figures side by side" in page.words and "Along the time" in page.words
    assert any(link.startswith("/timeline?") and "story=t1" in link for link in page.values("href"))


def test_both_sides_of_accounts_that_differ_stand_in_one_table(record: Record) -> None:
    words = browser.Markup(browser.browser(record).get("/conflicts").text).words
    assert "Nobody is in danger" in words and "The lower valley is in grave danger" in words
    assert "Set together because one denies the danger the other reports" in words


@pytest.mark.parametrize("ruling", ["both", "same", "not comparable"])
def test_a_pair_is_judged_on_its_screen_in_one_of_three_ways(write: Write, ruling: str) -> None:
    client = browser.browser(write())
    page = browser.Markup(client.get("/conflicts").text)
    action = next(link for link in page.values("action") if link.startswith("/judge/"))
    filled = {found["name"]: found["value"] for tag, found in page.tags if found.get("type") == "hidden"}
    answer = client.post(action, data=filled | {"ruling": ruling, "why": "read both pages"})
    assert answer.status_code == 303 and answer.headers["location"].startswith("/conflicts")
