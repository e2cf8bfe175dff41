from __future__ import annotations

import json

import pytest

import make
from onrecord.model import Page
from onrecord.read import page_of

PROSE = (
    "The ministry of waters said that the gates of the Tavra would stay shut until the council had met and heard all "
    "of the villages below the dam."
)
STORY = f"<h1>Gates of the Tavra stay shut</h1>{{shown}}<p>{PROSE}</p><p>{PROSE.upper()}</p><p>{PROSE.lower()}</p>"


def html_page(head: str = "", shown: str = "", *, below: str = "", lang: str = "en", **known: str) -> Page:
    story = f"<main>{STORY.format(shown=shown)}</main>"
    title = "<title>Gates of the Tavra stay shut</title>"
    markup = f"<!doctype html><html lang='{lang}'><head>{title}{head}</head><body>{story}{below}</body></html>"
    return page_of(make.source(markup, name="page.html", **known))


def meta(name: str, value: str) -> str:
    return f"<meta property='{name}' content='{value}'>"


def article(**fields: str) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **fields})}</script>"


@pytest.mark.parametrize(
    ("head", "shown", "edtf", "basis"),
    [
        (article(datePublished="2031-04-17T08:05:00+02:00"), "", "2031-04-17T08:05+02:00", "metadata"),
        (meta("article:published_time", "2031-04-17T08:05:00Z"), "", "2031-04-17T08:05Z", "metadata"),
        ("", "<p><time itemprop='datePublished' datetime='2031-04-17'>Thursday</time></p>", "2031-04-17", "metadata"),
        ("", "<p><time datetime='2031-04-17T08:05'>Thursday</time></p>", "2031-04-17T08:05", "metadata"),
        ("", "<p>17 April 2031</p>", "2031-04-17", "stated"),
        ("", "<p>Posted: 17 April 2031 | Updated: 19 April 2031</p>", "2031-04-17", "stated"),
        ('<script>window.data = {"publishedAt": "2031-04-17"}</script>', "", "2031-04-17", "metadata"),
        (meta("date", "2031-04-19"), "<p>17 April 2031</p>", "2031-04-17", "stated"),
    ],
)
def test_the_day_of_publication_is_read_from_markup_and_lines(head: str, shown: str, edtf: str, basis: str) -> None:
    published = html_page(head, shown).published
    assert (published.edtf, published.basis) == (edtf, basis)


@pytest.mark.parametrize(
    ("told", "shown", "edtf"),
    [
        ("2031-04-18T02:30:00Z", "17 April 2031 7:30 PM", "2031-04-17T19:30"),
        ("2031-04-18T02:30:00+00:00", "17 April 2031", "2031-04-17"),
        ("2031-04-17T23:30:00Z", "18 April 2031", "2031-04-18"),
        ("2031-04-17T12:30:00Z", "18 April 2031", "2031-04-18"),
        ("2031-04-17T23:30:00+02:00", "18 April 2031", "2031-04-18"),
        ("2031-04-17T08:05:00Z", "25 April 2031", "2031-04-17T08:05Z"),
    ],
)
def test_the_neighbouring_day_that_readers_see_stands_for_that_of_the_markup_and_the_other_is_noted(
    told: str, shown: str, edtf: str
) -> None:
    page = html_page(article(datePublished=told), f"<p>{shown}</p>")
    assert page.published.edtf == edtf
    [note] = page.notes
    assert note.startswith("the markup says 2031-04-1")
    assert note.endswith(f"the page shows {shown}")


@pytest.mark.parametrize(
    ("shown", "edtf"),
    [
        ("<p>18 April 2031</p>", "2031-04-17T10:30+02:00"),
        ("<p>Published: 18 April 2031</p>", "2031-04-18"),
        ("<p>Published: 18 April 2031</p><p>Published: 16 April 2031</p>", "2031-04-17T10:30+02:00"),
    ],
)
def test_a_shown_day_on_which_the_page_was_changed_stands_only_where_its_line_calls_it_that_of_publication(
    shown: str, edtf: str
) -> None:
    told = article(datePublished="2031-04-17T10:30:00+02:00", dateModified="2031-04-18T09:00:00+02:00")
    assert html_page(told, shown).published.edtf == edtf


@pytest.mark.parametrize(
    ("told", "edtf"),
    [
        ("2031-04-18T02:30:00Z", "2031-04-17"),
        ("2031-04-18T12:30:00Z", "2031-04-18T12:30Z"),
        ("2031-04-18T02:30:00+02:00", "2031-04-18T02:30+02:00"),
    ],
)
def test_the_address_names_the_local_day_of_a_time_in_utc(told: str, edtf: str) -> None:
    url = "https://kalven.example/2031/04/17/gates"
    assert html_page(article(datePublished=told), url=url).published.edtf == edtf


def test_a_line_beside_the_first_paragraphs_dates_the_page_and_outweighs_those_below_it() -> None:
    story = f"<h1>Gates of the Tavra stay shut</h1><p>{PROSE}</p><p>17 April 2031</p><p>{PROSE.upper()}</p>"
    others = "<ul><li>12 March 2031</li><li class='date'>10 March 2031</li></ul>"
    page = page_of(make.source(f"<!doctype html><html><body><main>{story}</main>{others}</body></html>", name="p.html"))
    assert page.published.edtf == "2031-04-17"


@pytest.mark.parametrize(
    ("below", "edtf"),
    [
        ("<p>12 March 2031</p><ul><li>10 March 2031</li><li class='date'>17 April 2031</li></ul>", "2031-04-17"),
        ("<p>12 March 2031</p><ul><li class='date'>Updated: 17 April 2031</li></ul>", "2031-03-12"),
        ("<p>12 March 2031</p><img src='/2031/04/17/gates.jpg'>", "2031-03-12"),
        ("<img src='/2031/04/17/gates.jpg'>", "2031-04-17"),
    ],
)
def test_where_only_faint_marks_name_days_the_markup_is_searched_for_which_of_them_it_is(below: str, edtf: str) -> None:
    assert html_page(below=below).published.edtf == edtf


def test_a_page_longer_than_any_article_is_not_searched() -> None:
    picture = "<img src='/2031/04/17/gates.jpg'>"
    assert html_page(below=f"<p>{'gates ' * 50_000}</p>{picture}").published.edtf is None


def test_marks_that_name_one_day_are_not_noted() -> None:
    assert html_page(article(datePublished="2031-04-17T08:05:00Z"), "<p>17 April 2031</p>").notes == ()


@pytest.mark.parametrize(
    "marks",
    [
        {"head": meta("article:modified_time", "2031-04-19T08:05:00Z")},
        {"head": article(dateModified="2031-04-19T08:05:00Z")},
        {"shown": "<p>Last updated: 19 April 2031</p>"},
        {"shown": "<p><time class='updated' datetime='2031-04-19'>Saturday</time></p>"},
    ],
)
def test_the_day_of_a_change_is_never_the_day_of_publication(marks: dict[str, str]) -> None:
    page = html_page(**marks)
    assert page.published.edtf is None
    assert (page.modified.edtf or "")[:10] == "2031-04-19"


@pytest.mark.parametrize(
    "marks",
    [
        {"fetched_at": "2031-04-19T08:05:00Z"},
        {"shown": "<p>Updated 10 years ago</p>"},
        {"below": "<footer>© 2031 The Kalven Daily</footer>"},
        {"below": "<footer>Today: 19 April 2031</footer>"},
        {"below": "<ul><li>Member since 19 April 2031</li></ul>"},
    ],
)
def test_crawl_copyright_and_clock_days_are_no_days_of_publication(marks: dict[str, str]) -> None:
    assert html_page(**marks).published.edtf is None


@pytest.mark.parametrize(
    ("marks", "edtf"),
    [
        ({}, "[2031-01-11,2031-11-01]"),
        ({"lang": "en-US"}, "2031-11-01"),
        ({"lang": "en-GB"}, "2031-01-11"),
        ({"lang": "de"}, "2031-01-11"),
        ({"url": "https://kalven.example.us/gates"}, "2031-11-01"),
        ({"url": "https://kalven.example.ie/gates"}, "2031-01-11"),
        ({"url": "https://kalven.example/2031/11/gates"}, "2031-11-01"),
        ({"head": article(dateModified="2031-11-01T10:00:00Z")}, "2031-11-01"),
        ({"below": "<p>Next to be read: 25/01/2031</p>", "lang": "en-US"}, "2031-01-11"),
        ({"below": "<p>Next to be read: 01/25/2031</p>"}, "2031-11-01"),
    ],
)
def test_days_in_figures_are_read_the_way_the_page_tells(marks: dict[str, str], edtf: str) -> None:
    assert html_page(shown="<p>11/01/2031</p>", **marks).published.edtf == edtf


def test_of_two_days_the_one_the_address_names_is_believed() -> None:
    url = "https://kalven.example/2031/04/17/gates"
    page = html_page(meta("article:published_time", "2031-06-01T10:00:00Z"), "<p>17 April 2031</p>", url=url)
    assert page.published.edtf == "2031-04-17"


def test_days_of_other_stories_do_not_outweigh_the_own_line() -> None:
    others = "".join(
        f"<article><time itemprop='datePublished' datetime='2031-05-0{n}'></time></article>" for n in (1, 2)
    )
    assert html_page(shown="<p>Posted: 17 April 2031</p>", below=others).published.edtf == "2031-04-17"


@pytest.mark.parametrize(
    ("lines", "edtf"),
    [
        ("18 Sep, 2031 14:37", "2031-09-18T14:37"),
        ("5 Mar, 2031 10:20 / Updated 10 years ago", "2031-03-05T10:20"),
        ("By Ilen Marrow\n\nPublished 5 March 2031\n\nUpdated 6 March 2031", "2031-03-05"),
    ],
)
def test_flattened_text_is_dated_by_its_own_lines(lines: str, edtf: str) -> None:
    page = page_of(make.source(f"Gates of the Tavra stay shut\n\n{lines}\n\n{PROSE}\n\n{PROSE.upper()}\n"))
    assert (page.published.edtf, page.published.basis) == (edtf, "stated")


def test_a_dateline_without_its_year_leaves_the_year_open() -> None:
    page = page_of(
        make.source(f"Gates of the Tavra stay shut\n\nKALVEN, April 17. /TAV/. {PROSE}\n\n{PROSE.upper()}\n")
    )
    assert (page.published.edtf, page.published.basis) == ("XXXX-04-17", "dateline")


def test_a_body_may_open_with_its_day_but_a_sentence_about_a_day_dates_nothing() -> None:
    opened = page_of(make.source(f"Gates of the Tavra stay shut\n\n17 April 2031 - {PROSE}\n\n{PROSE.upper()}\n"))
    told = page_of(
        make.source(f"Gates of the Tavra stay shut\n\n17 April 2031 is the day. {PROSE}\n\n{PROSE.upper()}\n")
    )
    assert (opened.published.edtf, told.published.edtf) == ("2031-04-17", None)


def test_a_town_may_stand_before_the_day_that_opens_the_body() -> None:
    page = page_of(make.source(f"Gates of the Tavra stay shut\n\nKalven (17 April 2031). {PROSE}\n\n{PROSE.upper()}\n"))
    assert page.published.edtf == "2031-04-17"


def test_history_in_lines_is_no_day_of_publication() -> None:
    assert html_page(shown="<p>17 April 1912</p>").published.edtf is None


def test_the_days_of_a_list_between_title_and_body_do_not_outweigh_the_line_above_the_title() -> None:
    others = "".join(f"<p>0{n} May 2031</p>" for n in range(1, 5))
    page = page_of(
        make.source(
            f"<!doctype html><html><body><p>17 April 2031</p>{STORY.format(shown=others)}</body></html>",
            name="page.html",
        )
    )
    assert page.published.edtf == "2031-04-17"


def test_a_sentence_that_mentions_a_day_dates_no_page() -> None:
    page = page_of(
        make.source(f"Gates of the Tavra stay shut\n\nThe dam broke on 17 April 2021.\n\n{PROSE}\n\n{PROSE.upper()}\n")
    )
    assert page.published.edtf is None


@pytest.mark.parametrize(
    ("shown", "given", "edtf"),
    [
        ("", "2031-04-03", "2031-04-03"),
        ("", "2031-04", "2031-04"),
        ("<p>17 April 2031</p>", "2031-04-17", "2031-04-17"),
        ("<p>17 April 2031</p>", "2031-04-03", "2031-04-17"),
        ("<p>17 April 2031</p>", "2031", "2031-04-17"),
    ],
)
def test_the_day_that_a_page_was_brought_with_counts_where_the_page_tells_none(
    shown: str, given: str, edtf: str
) -> None:
    page = html_page(shown=shown, published=given)
    assert page.published.edtf == edtf
    differs = not edtf.startswith(given)
    assert [note for note in page.notes if given in note] == (
        [f"the day that whoever brought the page gave is {given}, the page tells {edtf}"] if differs else []
    )


def test_a_day_without_its_year_takes_it_from_whoever_brought_the_page() -> None:
    text = f"LURIN, April 17 (Tavra Press) - {PROSE}\n\n{PROSE}\n"
    assert page_of(make.source(text)).published.edtf == "XXXX-04-17"
    given = page_of(make.source(text, published="2031-04-17")).published
    assert (given.edtf, given.basis, given.why) == (
        "2031-04-17",
        "metadata",
        "the day that whoever brought the page gave",
    )
