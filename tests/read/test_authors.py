"""Who signed pages of an invented world: JSON-LD, meta elements, marked bylines, and which of them is believed."""

from __future__ import annotations

import json

import pytest

import make
from onrecord.read import page_of
from onrecord.read.authors import names_in

PROSE = "The ministry of waters said on Friday that the gates of the Tavra would stay shut until the council had met. "
URL = "https://www.kalven-daily.example/news/gates"


def author_with(head: str = "", byline: str = "", below: str = "") -> str | None:
    body = f"<article><h1>Gates stay shut</h1>{byline}<p>{PROSE * 2}</p><p>{PROSE * 2}</p></article>{below}"
    site = "<meta property=og:site_name content='Kalven Daily'>"
    return page_of(
        make.source(f"<html><head>{site}{head}</head><body>{body}</body></html>", name="a.html", url=URL)
    ).author


def json_ld(author: object, **more: object) -> str:
    article = {"@type": "NewsArticle", "author": author, **more}
    return f"<script type='application/ld+json'>{json.dumps(article)}</script>"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Dagny Orso", "Dagny Orso"),
        ({"@type": "Person", "name": "Dagny Orso"}, "Dagny Orso"),
        ([{"name": "Dagny Orso"}, [{"name": "Tove Marling"}]], "Dagny Orso, Tove Marling"),
        ({"name": ["Dagny Orso", "Tove Marling"]}, "Dagny Orso, Tove Marling"),
        ({"name": "By Dagny Orso and Tove Marling"}, "Dagny Orso, Tove Marling"),
        ({"name": "Von Dagny Orso und Tove Marling"}, "Dagny Orso, Tove Marling"),
        ({"name": "Dagny Orso (dor)"}, "Dagny Orso"),
        ({"name": "DAGNY ORSO"}, "Dagny Orso"),
        ({"name": "dagny orso"}, "dagny orso"),
        ({"name": "Kalven staff reporter"}, "Kalven staff reporter"),
        ({"name": "Dagny Orso, professor of the old waters at the high school of Kalven"}, "Dagny Orso"),
        (["Dagny Orso", "Dagny Orso"], "Dagny Orso"),
        ("Orso, Dagny", "Dagny Orso"),
        ("https://social.example/dagny", None),
        ("dagny@kalven.example", None),
        ({"name": None}, None),
        (7, None),
    ],
)
def test_json_ld_names_the_authors_in_many_shapes(author: object, names: str | None) -> None:
    assert author_with(json_ld(author)) == names


def test_an_author_given_by_reference_is_looked_up() -> None:
    graph = [
        {"@type": "NewsArticle", "author": {"@id": "#dagny"}, "publisher": {"@id": "#site"}},
        {"@type": "Person", "@id": "#dagny", "name": "Dagny Orso"},
    ]
    head = f"<script type='application/ld+json'>{json.dumps({'@graph': graph})}</script>"
    assert author_with(head) == "Dagny Orso"


def test_a_person_is_believed_before_the_outlet_itself() -> None:
    told = json_ld({"@type": "Organization", "name": "Kalven Daily"})
    assert author_with(told) == "Kalven Daily"
    assert author_with(told + "<meta name=author content='Dagny Orso'>") == "Dagny Orso"
    assert author_with(told, byline="<div class=article-author>by Dagny Orso</div>") == "Dagny Orso"


def test_an_agency_is_an_author() -> None:
    assert author_with(json_ld([{"name": "Dagny Orso"}, {"name": "NWA"}])) == "Dagny Orso, NWA"


@pytest.mark.parametrize(
    "byline",
    [
        "<a rel=author href=/x>Dagny Orso</a>",
        "<div class=byline>By <b>Dagny Orso</b></div>",
        "<p class=Article__Author>Von Dagny Orso</p>",
    ],
)
def test_an_element_marked_as_byline_names_the_author(byline: str) -> None:
    assert author_with(byline=byline) == "Dagny Orso"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "<div class=comment><b class=author>Tove Marling</b></div>",
        "<figure><i class=author>Tove Marling</i></figure>",
        "<div class='teaser card'><span class=byline>Tove Marling</span></div>",
        "<footer><p class=author>Tove Marling</p></footer>",
    ],
)
def test_the_authors_of_comments_pictures_and_other_articles_did_not_sign_this_one(elsewhere: str) -> None:
    assert author_with(below=elsewhere) is None


def test_the_author_of_microdata_is_the_author_of_the_article_and_not_of_its_comments() -> None:
    person = "<span itemprop=author itemscope itemtype='http://schema.org/Person'><b itemprop=name>{}</b>, desk</span>"
    article = f"<div itemscope itemtype='http://schema.org/Article'>{person.format('Dagny Orso')}</div>"
    comment = f"<div itemscope itemtype='http://schema.org/Comment'>{person.format('Tove Marling')}</div>"
    assert author_with(byline=article) == "Dagny Orso"
    assert author_with(byline=comment) is None


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Dagny Orso", ("Dagny Orso",)),
        ("By Dagny Orso and Tove Marling", ("Dagny Orso", "Tove Marling")),
        ("BY DAGNY ORSO, TOVE MARLING & ILEN MARROW", ("Dagny Orso", "Tove Marling", "Ilen Marrow")),
        ("By Dagny Orso in Kalven", ("Dagny Orso",)),
        ("By Dagny Orso for the Kalven Daily", ("Dagny Orso",)),
        ("By Dagny Orso 14:00, 28 Apr 2031", ("Dagny Orso",)),
        ("Von Dagny Orso, dpa", ("Dagny Orso", "dpa")),
        ("Ein Kommentar von Dagny Orso", ("Dagny Orso",)),
        ("Par Dagny Orso et Tove Marling", ("Dagny Orso", "Tove Marling")),
        ("Por Dagny Orso y Tove Marling", ("Dagny Orso", "Tove Marling")),
        ("di Dagny Orso e Tove Marling", ("Dagny Orso", "Tove Marling")),
        ("Door Dagny Orso", ("Dagny Orso",)),
        ("Av Dagny Orso och Tove Marling", ("Dagny Orso", "Tove Marling")),
        ("Oleh: Dagny Orso", ("Dagny Orso",)),
        ("Автор: Дагна Орсо", ("Дагна Орсо",)),
        ("بقلم: داغني أورسو", ("داغني أورسو",)),
        ("記者王小明、李大華／台北報導", ("王小明", "李大華")),
        ("본보 김하늘 기자", ("김하늘",)),
        ("Maria E. Orso y Tove Marling", ("Maria E. Orso", "Tove Marling")),
        ("Di Orso", ("Di Orso",)),
        ("Staff", ()),
        ("dagny@kalven.example", ()),
    ],
)
def test_names_are_read_from_bylines_in_many_languages(byline: str, names: tuple[str, ...]) -> None:
    assert names_in(byline) == names


def test_a_name_that_joins_single_words_is_kept_whole() -> None:
    assert author_with(json_ld({"name": "Kalven & Orso"})) == "Kalven & Orso"
    assert author_with(json_ld({"name": "admin"})) is None


def test_a_shown_byline_is_believed_before_the_outlet_itself() -> None:
    told = json_ld({"@type": "Organization", "name": "Kalven Daily"})
    assert author_with(told, byline="<p>By Dagny Orso</p>") == "Dagny Orso"


def test_a_link_to_an_author_names_the_author() -> None:
    assert author_with(byline="<p class=meta>am Werk: <a href='/autoren/dagny-orso'>Dagny Orso</a></p>") == "Dagny Orso"


@pytest.mark.parametrize(
    ("under", "author"),
    [
        (("Dagny Orso", "3 April 2031"), "Dagny Orso"),
        (("3 April 2031, 14:30", "Dagny Orso"), "Dagny Orso"),
        (("Dagny Orso", "Waters"), None),
        (("Next Post", "3 April 2031"), None),
        (("By Dagny Orso, Kalven", "3 April 2031"), "Dagny Orso"),
    ],
)
def test_a_name_alone_by_the_date_under_the_title_is_a_byline(under: tuple[str, ...], author: str | None) -> None:
    lines = ["Gates of the Tavra stay shut", *under, PROSE * 2, PROSE * 3, PROSE * 2]
    assert page_of(make.source("\n\n".join(lines), name="a.txt")).author == author


def test_the_line_above_the_body_that_names_an_author_is_a_byline_however_it_is_worded() -> None:
    head = "<meta name=author content='Dagny Orso'>"
    body = f"<article><h1>Gates stay shut</h1><div>Dagny Orso in Kalven</div><p>{PROSE * 2}</p><p>{PROSE}</p></article>"
    page = page_of(make.source(f"<html><head>{head}</head><body>{body}</body></html>", name="a.html", url=URL))
    assert [page.text[b.start : b.end] for b in page.blocks if b.kind == "byline"] == ["Dagny Orso in Kalven"]
    assert page.author == "Dagny Orso"
