"""Outlets of an invented world: named by markup, by hosts, by titles' tails and by the furniture of flattened pages."""

from __future__ import annotations

import pytest

import make
from onrecord.read import page_of

PROSE = "The ministry of waters said on Friday that the gates of the Tavra would stay shut until the council had met. "


def outlet_of_text(*furniture: str) -> str | None:
    lines = ["Gates of the Tavra stay shut", PROSE * 2, PROSE * 3, PROSE * 2, *furniture]
    return page_of(make.source("\n\n".join(lines), name="a.txt")).outlet


def outlet_of_html(head: str = "", body: str = "", url: str | None = None) -> str | None:
    article = f"<article><h1>Gates stay shut</h1><p>{PROSE * 2}</p><p>{PROSE * 2}</p></article>{body}"
    markup = f"<html><head>{head}</head><body>{article}</body></html>"
    return page_of(make.source(markup, name="a.html", **({"url": url} if url else {}))).outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Join 1.2 million fans of Kalven Daily", "Kalven Daily"),
        ("Join the 40,000 readers of The Tavra Courier", "The Tavra Courier"),
        ("12,000 people follow Kalven Daily", "Kalven Daily"),
        ("Follow Kalven Daily on Facebook", "Kalven Daily"),
        ("Like The Times of Osk on Facebook and never miss a story", "The Times of Osk"),
        ("About This Blog: Notes From The Lower Valley", "Notes From The Lower Valley"),
        ("About the newspaper — Kalven Daily", "Kalven Daily"),
        ("From Kalvenpedia, the free almanac that anyone can write", "Kalvenpedia"),
        ("Welcome to Kalven Daily, your window on the valley", "Kalven Daily"),
        ("© 2031 Kalven Daily. All rights reserved.", "Kalven Daily"),
        ("© 2019–2031 The Tavra Courier | Terms | Privacy", "The Tavra Courier"),
        ("Copyright © 2031 by Kalven Daily", "Kalven Daily"),
        ("© Kalven Daily 2031", "Kalven Daily"),
        ("(c) Kalven Daily, all rights reserved. Copyright Kalven Daily 2031", "Kalven Daily"),
        ("Kalven Daily © 2031", "Kalven Daily"),
        ("© 2031 Kalvener Bote – Alle Rechte vorbehalten", "Kalvener Bote"),
        ("Kalven Daily on Facebook", "Kalven Daily"),
        ("Download the Kalven Daily app", "Kalven Daily"),
        ("Sign up for the Kalven Daily newsletter", "Kalven Daily"),
        ("Subscribe to the Tavra Courier's weekly newsletter", "Tavra Courier"),
        ("Source: Kalven Daily", "Kalven Daily"),
        ("About Kalven Daily", "Kalven Daily"),
    ],
)
def test_a_line_of_the_furniture_names_the_outlet(line: str, outlet: str) -> None:
    assert outlet_of_text(line) == outlet


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on Facebook",
        "Find Us on Twitter",
        "© 2031 All rights reserved.",
        "© Getty Images",
        "About Us",
        "About The Author",
        "Source: Facebook",
        "Share on Facebook",
        "Join the conversation",
        "Powered by WordPress",
        "Copyright 2031 Facebook",
    ],
)
def test_a_line_about_something_else_names_no_outlet(line: str) -> None:
    assert outlet_of_text(line) is None


def test_a_title_shown_with_and_without_its_tail_names_the_outlet() -> None:
    assert outlet_of_text("Wells run dry in the valley | Kalven Daily", "Wells run dry in the valley") == "Kalven Daily"


def test_the_markup_names_the_outlet_before_the_furniture() -> None:
    head = "<meta property=og:site_name content='Kalven Daily'>"
    assert outlet_of_html(head, body="<p>© 2031 Tavra Media. All rights reserved.</p>") == "Kalven Daily"


@pytest.mark.parametrize("name", ["Facebook", "WordPress.com", "Blogger", "Medium"])
def test_a_platform_is_no_outlet(name: str) -> None:
    head = f"<meta property=og:site_name content='{name}'><meta name=application-name content='Valley Notes'>"
    assert outlet_of_html(head) == "Valley Notes"


@pytest.mark.parametrize("told", ["kalven.example", "https://kalven.example/", "Kalven Verlag GmbH"])
def test_a_name_is_believed_before_a_domain_or_a_company(told: str) -> None:
    head = f"<meta property=og:site_name content='{told}'><meta name=application-name content='Kalven Daily'>"
    assert outlet_of_html(head) == "Kalven Daily"


def test_the_tail_of_the_title_names_the_outlet_where_nothing_else_does() -> None:
    assert outlet_of_html("<title>Gates stay shut | Kalven Daily</title>") == "Kalven Daily"


def test_a_line_that_is_the_name_of_the_host_is_the_outlet() -> None:
    body = "<div>Al Kalven</div>"
    assert outlet_of_html(body=body, url="https://www.al-kalven.example/gates") == "Al Kalven"
    assert outlet_of_html(body=body, url="https://www.other.example/gates") == "other.example"
    assert outlet_of_html(body=body, url="https://facebook.example/gates") is None


def test_the_company_that_signs_the_rights_is_the_outlet_only_where_no_line_names_another() -> None:
    rights = "© 2031 Tavra Media Group Ltd. All rights reserved."
    assert outlet_of_text(rights, "Download the Kalven Daily app") == "Kalven Daily"
    assert outlet_of_text("© 2031 Kalven News Limited. All rights reserved.") == "Kalven News"


def test_a_slogan_beside_the_name_is_no_part_of_it() -> None:
    head = "<meta property=og:site_name content='News from the valley - Kalven Daily'>"
    assert outlet_of_html(head, url="https://kalvendaily.example/gates") == "Kalven Daily"
    assert outlet_of_html("<meta property=og:site_name content='Kalven Daily | The valley'>") == "Kalven Daily"
