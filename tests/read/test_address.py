"""URL and section of invented pages."""

from __future__ import annotations

import json

import pytest

import make
from onrecord.model import Page
from onrecord.read import page_of

PROSE = "The ministry of waters said on Friday that the gates of the Tavra would stay shut until the council had met. "
OWN = "https://www.kalven.example/waters/gates-stay-shut?from=home"


def page_with(head: str, url: str | None = OWN) -> Page:
    body = f"<h1>Gates stay shut</h1><p>{PROSE * 2}</p><p>{PROSE * 2}</p>"
    markup = f"<html><head>{head}</head><body>{body}</body></html>"
    return page_of(make.source(markup, name="a.html", **({"url": url} if url else {})))


def canonical(href: str) -> str:
    return f"<link rel=canonical href='{href}'>"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://www.kalven.example/waters/gates", "https://www.kalven.example/waters/gates"),
        ("https://kalven.example/waters/gates#top", "https://kalven.example/waters/gates"),
        ("https://m.kalven.example/waters/gates", "https://m.kalven.example/waters/gates"),
        ("/waters/gates", "https://www.kalven.example/waters/gates"),
        ("//kalven.example/waters/gates", "https://kalven.example/waters/gates"),
        ("https://www.kalven.example/", OWN),
        ("javascript:void(0)", OWN),
        ("https://[broken", OWN),
        ("", OWN),
    ],
)
def test_the_canonical_url_is_made_absolute_and_must_be_one(href: str, url: str) -> None:
    page = page_with(canonical(href))
    assert (page.url, page.notes) == (url, ())


def test_another_site_that_the_page_names_as_canonical_is_left_to_the_notes() -> None:
    page = page_with(canonical("https://tavra.example/gates"))
    assert page.url == OWN
    assert page.notes == ("link canonical names a page of another site: https://tavra.example/gates",)


def test_a_saved_page_is_where_its_markup_says() -> None:
    assert page_with(canonical("https://tavra.example/gates"), url=None).url == "https://tavra.example/gates"
    assert page_with("<meta property=og:url content='https://tavra.example/g'>", url=None).url == (
        "https://tavra.example/g"
    )
    assert page_with(canonical("/gates"), url=None).url is None


@pytest.mark.parametrize(
    ("head", "section"),
    [
        ("<meta property='article:section' content='Waters'>", "Waters"),
        ("<meta property='article:section' content='Waters, Valley, Farmers'>", "Waters"),
        ("<meta itemprop='articleSection' content='Farming'>", "Farming"),
        ("<meta property='article:section' content='Article'>", "waters"),
        ("", "waters"),
        ("<meta property=og:url content='https://www.kalven.example/news/2031/04/gates-stay-shut'>", None),
        ("<meta property=og:url content='https://www.kalven.example/article/gates-stay-shut'>", None),
    ],
)
def test_the_section_is_what_the_markup_or_the_path_calls_it(head: str, section: str | None) -> None:
    assert page_with(head).section == section


def test_the_breadcrumb_trail_names_the_section_behind_the_front_page() -> None:
    names = ("Home", "Valley", "Gates stay shut")
    crumbs = [{"@type": "ListItem", "item": {"name": name}} for name in names]
    rows = [{"@type": "NewsArticle", "headline": names[-1]}, {"@type": "BreadcrumbList", "itemListElement": crumbs}]
    head = f"<script type='application/ld+json'>{json.dumps(rows)}</script>"
    assert page_with(head).section == "Valley"
