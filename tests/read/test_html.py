"""HTML pages of an invented world: the body, what the markup tells, and the way back to the bytes."""

from __future__ import annotations

import json

import numpy as np
import pytest

import make
from onrecord.model import BODY, Page
from onrecord.read import page_of
from onrecord.read.lines import line_of
from onrecord.read.render import drawn, tree_of
from onrecord.read.second import SECOND_COLUMNS, second_traits
from onrecord.read.traits import COLUMNS, traits_of

FIRST = "The ministry of waters said on Friday that the gates of the Tavra would stay shut until the council had met."
SECOND = (
    "“We have opened them once this year and we shall not open them again,” Ilen Marrow told reporters in the capital."
)
THIRD = "The farmers of the lower valley had asked for water since March, when the first of their wells ran dry."

ARTICLE = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Kalven Daily"},
        {
            "@type": "NewsArticle",
            "headline": "Gates stay shut",
            "datePublished": "2031-04-18T01:30:00Z",
            "dateModified": "2031-04-19T10:00:00Z",
            "author": [{"name": "Dagny Orso"}, {"name": "By Tove Marling"}],
            "publisher": {"name": "The Kalven Daily"},
        },
    ],
}


def html(*body: str, head: str = "") -> str:
    menu = "".join(f"<li><a href=/{word}>{word}</a></li>" for word in ("Home", "Money", "Opinion", "Weather"))
    footer = "<footer><p>© 2031 Kalven Daily. All rights reserved.</p></footer>"
    title = "<title>Gates stay shut | Kalven Daily</title>"
    return f"<html><head>{title}{head}</head><body><ul>{menu}</ul>{''.join(body)}{footer}</body></html>"


def story(head: str = "", shown: str = "") -> str:
    pointer = "<p><a href=/x>Read also: Wells of the valley run dry</a></p>"
    above = f"<h1>Gates stay shut</h1>{shown}<p>{FIRST}</p><p>{SECOND}</p>"
    return html(f"<article>{above}{pointer}<h2>Dry wells</h2><p>{THIRD}</p></article>", head=head)


def json_ld(row: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(row)}</script>"


def html_page(markup: str | bytes, **known: str) -> Page:
    return page_of(make.source(markup, name="page.html", **known))


def body(page: Page) -> list[str]:
    return [page.text[block.start : block.end] for block in page.blocks if block.kind in BODY]


def test_the_body_is_the_article_and_the_whole_page_stays_in_the_text() -> None:
    page = html_page(story())
    assert body(page) == [FIRST, SECOND, "Dry wells", THIRD]
    assert page.title == "Gates stay shut"
    assert "Opinion" in page.text
    assert "All rights reserved" in page.text
    assert [block.kind for block in page.blocks if "Read also" in page.text[block.start : block.end]] == ["link_out"]


def test_scripts_styles_and_hidden_elements_are_not_in_the_text() -> None:
    page = html_page(
        html(
            "<script>var a = 'x1'</script><style>.x2{}</style>",
            "<p hidden>x3</p><p style='display: none'>x4</p>",
            FIRST,
        )
    )
    assert not any(f"x{number}" in page.text for number in (1, 2, 3, 4))


def test_spaces_are_collapsed_and_neighbouring_blocks_are_not_glued() -> None:
    page = html_page(
        "<div>One\n   <b>two</b>&nbsp; three<p>Four<br><br>Five</p>six</div><table><tr><td>Gate<td>7</table>"
    )
    assert page.text == "One two three\n\nFour\n\nFive\n\nsix\n\nGate 7"


def test_the_markup_tells_outlet_authors_and_days() -> None:
    page = html_page(story(json_ld(ARTICLE) + "<link rel=canonical href='https://kalven.example/gates'>"))
    assert (page.outlet, page.author, page.url) == (
        "The Kalven Daily",
        "Dagny Orso, Tove Marling",
        "https://kalven.example/gates",
    )
    assert (page.published.edtf, page.published.basis, page.modified.edtf) == (
        "2031-04-18T01:30Z",
        "metadata",
        "2031-04-19T10:00Z",
    )
    assert page.published.why == "datePublished: 2031-04-18T01:30:00Z"


def test_the_local_day_that_readers_see_stands_against_a_time_in_utc() -> None:
    markup = story(json_ld(ARTICLE), shown="<div>April 17, 2031 | 8:30pm</div>")
    published = html_page(markup).published
    assert (published.edtf, published.basis) == ("2031-04-17T20:30", "stated")


@pytest.mark.parametrize(
    "head",
    [
        "<script type='application/ld+json'>{not json</script>",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        json_ld({"@type": ["NewsArticle"], "headline": 7, "author": {"name": None}, "datePublished": []}),
        "<meta property='article:published_time' content='yesterday'>",
    ],
)
def test_broken_metadata_is_passed_over(head: str) -> None:
    page = html_page(story(head))
    assert (page.title, page.outlet, page.author) == ("Gates stay shut", "Kalven Daily", None)
    assert page.published.edtf is None


def test_the_day_of_the_crawl_is_never_the_day_of_publication() -> None:
    assert html_page(story(), fetched_at="2031-05-05T10:00:00Z").published.edtf is None


def test_a_block_leads_back_to_its_element_and_its_bytes() -> None:
    markup = story().replace("“", "&ldquo;").replace("gates of the", "<em>gates</em> of the").encode()
    page = html_page(markup)
    first, second = (
        block for block in page.blocks if block.kind == "paragraph" and block.start < page.text.index(THIRD)
    )
    assert first.path == "/html[1]/body[1]/article[1]/p[1]"
    assert first.raw is not None
    assert second.raw is not None
    assert b"<em>gates</em>" in markup[slice(*first.raw)]
    assert markup[slice(*second.raw)].startswith(b"&ldquo;We have")


def test_a_page_that_is_not_utf8_leads_back_to_its_bytes_too() -> None:
    markup = f"<meta charset=iso-8859-1>{story()}".replace("Kalven", "Kálven").encode("cp1252", "xmlcharrefreplace")
    page = html_page(markup)
    block = next(block for block in page.blocks if block.kind == "paragraph")
    assert block.raw is not None
    assert markup[slice(*block.raw)].decode("cp1252") == page.text[block.start : block.end]


def test_an_index_page_is_kept_and_refused() -> None:
    links = "".join(f"<h3><a href=/{n}>Ferries to gate {n} run again</a></h3>" for n in range(30))
    page = html_page(html(links))
    assert page.refused is not None
    assert "Ferries to gate 7" in page.text


def test_a_figure_has_a_caption_and_no_paragraph() -> None:
    words = "Soldiers lay a hose across Ferry Lane."
    figure = f"<figure><img src=x><figcaption>{words}</figcaption></figure>"
    page = html_page(story().replace("<h2>", f"{figure}<h2>"))
    assert [page.text[block.start : block.end] for block in page.blocks if block.kind == "caption"] == [words]


def test_the_same_bytes_give_the_same_page() -> None:
    assert html_page(story()) == html_page(story())


def test_an_empty_comment_between_words_loses_none_of_them() -> None:
    words = "The council<!-- --> met<!-- --> on Monday and decided that the ferry would sail again before the summer. "
    body = "".join(f"<p>{words * 2}</p>" for _ in range(4))
    page = page_of(
        make.source(
            f"<html><head><title>Ferry</title></head><body><article>{body}</article></body></html>", name="a.html"
        )
    )
    told = [page.text[b.start : b.end] for b in page.blocks if b.kind == "paragraph"]
    assert len(told) == 4
    assert all("decided that the ferry would sail" in text for text in told)


def test_an_opening_that_the_markup_calls_the_lead_is_the_lead() -> None:
    markup = story().replace(f"<p>{FIRST}</p>", f"<p class='article__lead'>{FIRST}</p>")
    page = html_page(markup)
    assert [page.text[block.start : block.end] for block in page.blocks if block.kind == "lead"] == [FIRST]
    assert body(page) == [FIRST, SECOND, "Dry wells", THIRD]


def test_readers_comments_are_no_body_however_long() -> None:
    comments = "".join(f"<div class='comment-body'><p>{words}</p></div>" for words in (THIRD, SECOND, FIRST) * 4)
    markup = story().replace("</article>", f"</article><section id='comments'>{comments}</section>")
    assert body(html_page(markup)) == [FIRST, SECOND, "Dry wells", THIRD]


def test_a_notice_about_cookies_over_an_article_is_no_body() -> None:
    notice = f"<div id='cookie-overlay'><h2>We value your privacy</h2><p>{FIRST}</p><p>{THIRD}</p></div>"
    page = html_page(html(notice, f"<article><h1>Gates stay shut</h1><p>{FIRST}</p><p>{SECOND}</p></article>"))
    assert body(page) == [FIRST, SECOND]


def test_a_page_named_after_its_cookies_keeps_its_body() -> None:
    page = html_page(html(f"<div class='no-cookies'><h1>Gates stay shut</h1><p>{FIRST}</p><p>{SECOND}</p></div>"))
    assert body(page) == [FIRST, SECOND]


def test_teasers_of_other_articles_are_no_body() -> None:
    teasers = "".join(
        f"<div class='teaser-card'><h3><a href=/{n}>Ferry {n} sails again</a></h3><p>The ferry number {n} sails"
        f" again from the northern quay, the harbour office said on Monday.</p></div>"
        for n in range(6)
    )
    markup = story().replace("</article>", f"</article><div class='related-stories'>{teasers}</div>")
    assert body(html_page(markup)) == [FIRST, SECOND, "Dry wells", THIRD]


def test_a_pointer_within_an_article_leads_elsewhere() -> None:
    pointer = "<p><a href=/w>Wells of the upper valley run dry again</a></p>"
    page = html_page(story().replace("<h2>", f"{pointer}<h2>"))
    assert [b.kind for b in page.blocks if page.text[b.start : b.end].startswith("Wells of the upper")] == ["link_out"]


def test_a_list_and_a_table_within_a_short_article_are_body() -> None:
    rows = ("Gate one opens on Monday morning.", "Gate two stays shut until May.")
    inside = "".join(f"<li>{row}</li>" for row in rows)
    table = "<table><tr><td>Tavra</td><td>14 metres</td></tr><tr><td>Osk</td><td>9 metres</td></tr></table>"
    told = body(html_page(story().replace("<h2>", f"<ul>{inside}</ul>{table}<p>{THIRD} They wait.</p><h2>")))
    assert told == [FIRST, SECOND, *rows, "Tavra 14 metres", "Osk 9 metres", f"{THIRD} They wait.", "Dry wells", THIRD]


def test_the_line_of_the_day_above_the_first_paragraph_is_no_body() -> None:
    page = html_page(story(shown="<p>18 April 2031 - The Kalven Daily</p>"))
    assert body(page) == [FIRST, SECOND, "Dry wells", THIRD]


@pytest.mark.parametrize("markup", ["<p>Gate</p>", "<p>Gate</p><p>7</p>", story()])
def test_both_models_are_asked_what_their_columns_name(markup: str) -> None:
    blocks = drawn(tree_of(markup))
    lines = [line_of(block.text) for block in blocks]
    traits = traits_of(blocks, lines)
    assert traits.shape == (len(blocks), len(COLUMNS))
    told = second_traits(blocks, lines, traits, np.full(len(blocks), 0.5, dtype=np.float32))
    assert told.shape == (len(blocks), len(SECOND_COLUMNS))
    assert np.isfinite(told).all()
