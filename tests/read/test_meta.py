"""What the markup of invented pages says about them, and the evidence that is kept of it."""

from __future__ import annotations

import make
from onrecord.model import Evidence
from onrecord.read import page_of

PROSE = "The ministry of waters said on Friday that the gates of the Tavra would stay shut until the council had met. "


def evidence_of(head: str, body: str = "") -> tuple[Evidence, ...]:
    body = f"<h1>Gates stay shut</h1>{body}<p>{PROSE * 2}</p><p>{PROSE * 2}</p>"
    return page_of(make.source(f"<html><head>{head}</head><body>{body}</body></html>", name="a.html")).evidence


def test_what_the_markup_says_is_kept_with_the_element_that_says_it() -> None:
    head = (
        "<title>Gates | Kalven Daily</title><meta property=og:title content='Gates stay shut'>"
        "<link rel=canonical href='https://kalven.example/gates'><meta name=author content='Dagny Orso'>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Gates shut"}</script>'
    )
    assert evidence_of(head) == (
        Evidence("title", "Gates shut", "json-ld NewsArticle.headline"),
        Evidence("title", "Gates stay shut", "meta og:title"),
        Evidence("title", "Gates | Kalven Daily", "title"),
        Evidence("author", "Dagny Orso", "meta author"),
        Evidence("url", "https://kalven.example/gates", "link canonical"),
    )


def test_evidence_is_bounded_in_number_and_length() -> None:
    head = "".join(f"<meta name=author content='{'Orso ' * 300}{number}'>" for number in range(300))
    evidence = evidence_of(head)
    assert len(evidence) == 20
    assert all(len(row.value) <= 500 for row in evidence)


def test_the_first_words_under_the_headline_are_the_subtitle() -> None:
    standfirst = "Farmers of the lower valley will have to wait until the council has met"
    markup = f"<h1>Gates stay shut</h1><h2>{standfirst}</h2><p>{PROSE * 2}</p><p>{PROSE * 2}</p>"
    page = page_of(make.source(f"<html><body>{markup}</body></html>", name="a.html"))
    assert page.subtitle == standfirst


def test_a_headline_that_readers_see_otherwise_is_noted() -> None:
    head = (
        "<meta property=og:title content='No water before May'>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "No water before May"}</script>'
    )
    body = f"<h1>Gates stay shut</h1><p>{PROSE * 2}</p><p>{PROSE * 2}</p>"
    page = page_of(make.source(f"<html><head>{head}</head><body>{body}</body></html>", name="a.html"))
    assert (page.title, page.notes) == ("No water before May", ("the page shows another headline: Gates stay shut",))


def test_the_text_says_which_language_the_page_is_in() -> None:
    body = f"<h1>Gates stay shut</h1><p>{PROSE * 2}</p><p>{PROSE * 2}</p>"
    assert page_of(make.source(f"<html lang=de-AT><body>{body}</body></html>", name="a.html")).language == "en"
