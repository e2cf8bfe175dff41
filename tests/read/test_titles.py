"""Headlines of an invented world: candidates that disagree, sites' names around them, spellings."""

from __future__ import annotations

import json

import pytest

import make
from onrecord.model import Page
from onrecord.read import page_of

PROSE = "The ministry of waters said on Friday that the gates of the Tavra would stay shut until the council had met. "
URL = "https://www.kalven-daily.example/news/gates"


def page_with(head: str, heading: str = "<h1>Gates of the Tavra stay shut</h1>", url: str = URL) -> Page:
    body = f"<article>{heading}<p>{PROSE * 2}</p><p>{PROSE * 2}</p></article>"
    return page_of(make.source(f"<html><head>{head}</head><body>{body}</body></html>", name="a.html", url=url))


def json_ld(**article: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **article})}</script>"


def shared_as(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


def told(page: Page, kind: str) -> list[str]:
    return [page.text[block.start : block.end] for block in page.blocks if block.kind == kind]


def test_the_wording_that_the_markup_agrees_on_is_the_title_and_the_shown_heading_stays_marked() -> None:
    page = page_with(json_ld(headline="Tavra: no water before May") + shared_as("Tavra: no water before May"))
    assert page.title == "Tavra: no water before May"
    assert told(page, "title") == ["Gates of the Tavra stay shut"]


def test_the_shown_heading_decides_between_a_headline_and_a_title_for_sharing() -> None:
    head = json_ld(headline="Gates of the Tavra stay shut") + shared_as("You will not believe these gates")
    assert page_with(head).title == "Gates of the Tavra stay shut"


def test_a_heading_alone_is_the_title() -> None:
    assert page_with("").title == "Gates of the Tavra stay shut"


def test_a_title_alone_is_the_title() -> None:
    assert page_with("<title>Gates stay shut in spring</title>", heading="").title == "Gates stay shut in spring"


def test_a_page_without_any_title_has_none() -> None:
    assert page_with("", heading="").title is None


@pytest.mark.parametrize(
    "title",
    [
        "Gates of the Tavra stay shut | Kalven Daily",
        "Gates of the Tavra stay shut - Kalven Daily",
        "Gates of the Tavra stay shut – News – kalven-daily.example",
        "Gates of the Tavra stay shut | Waters | Kalven Daily",
        "Gates of the Tavra stay shut_Kalven Daily",
        "Kalven Daily: Gates of the Tavra stay shut",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title: str) -> None:
    head = f"<title>{title}</title><meta property=og:site_name content='Kalven Daily'>" + shared_as(title)
    page = page_with(head, heading="<h2>News</h2>")
    assert page.title is not None
    assert page.title.removesuffix(" – News") == "Gates of the Tavra stay shut"


@pytest.mark.parametrize(
    "title",
    ["Gates shut - farmers march", "Water: none before May", "No water – and no word of it – in Kalven's valley"],
)
def test_a_dash_or_colon_inside_a_headline_stays(title: str) -> None:
    assert page_with(shared_as(title) + f"<title>{title}</title>", heading="").title == title


@pytest.mark.parametrize("title", ["The Valley Post - Gates stay shut", "Gates stay shut - The Valley Post"])
def test_the_part_of_a_title_that_stands_alone_on_a_page_without_headings_is_the_headline(title: str) -> None:
    page = page_with(f"<title>{title}</title>", heading="<font size=5><b>Gates stay shut</b></font><br>")
    assert page.title == "Gates stay shut"
    linked = page_with(f"<title>{title}</title>", heading="<div><a href=/gates>Gates stay shut</a></div>")
    assert linked.title == title


def test_a_title_that_only_names_the_site_is_no_headline() -> None:
    head = shared_as("Kalven Daily") + json_ld(headline="Kalven Daily") + "<title>Kalven Daily</title>"
    assert page_with(head).title == "Gates of the Tavra stay shut"


def test_a_title_that_was_cut_to_fit_counts_for_the_whole_one() -> None:
    head = shared_as("Gates of the Tavra…") + json_ld(headline="Gates of the Tavra...")
    assert page_with(head).title == "Gates of the Tavra stay shut"


def test_entities_that_were_escaped_twice_are_resolved() -> None:
    head = json_ld(headline="&#8216;No water&#8217; for B&uuml;rmoos &amp;amp; Kalven")
    assert page_with(head, heading="").title == "‘No water’ for Bürmoos & Kalven"


def test_the_heading_that_the_titles_agree_with_is_the_one_that_shows_the_headline() -> None:
    page = page_with(
        shared_as("Gates of the Tavra stay shut"), heading="<h1>Waters</h1><h1>Gates of the Tavra stay shut</h1>"
    )
    assert told(page, "title") == ["Gates of the Tavra stay shut"]


def test_microdata_and_hatom_name_the_headline_too() -> None:
    item = "<div itemscope itemtype='https://schema.org/NewsArticle'><b itemprop=headline>Gates stay shut</b></div>"
    assert page_with("<title>Kalven Daily</title>", heading=item).title == "Gates stay shut"
    entry = "<div class=hentry><h2 class='entry-title big'>Gates stay shut</h2></div>"
    assert page_with("<title>Kalven Daily</title>", heading=entry).title == "Gates stay shut"
