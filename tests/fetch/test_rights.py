"""Is a page that its owner reserves left out, with a note of what reserved it?"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from newsstand import HTML, Fetch, Site, gives, page, rss

from onrecord.fetch.rights import by_headers, by_markup, by_rules, rules_in
from onrecord.model import Source
from onrecord.read.sources import sources_of

HEADERS: dict[str, dict[str, str]] = {
    "tdm-reservation": {"TDM-Reservation": "1", "TDM-Policy": "https://example.org/terms"},
    "noai": {"X-Robots-Tag": "noai"},
    "noimageai": {"X-Robots-Tag": "max-snippet:20, noimageai"},
    "for us": {"X-Robots-Tag": "otherbot: noindex, SarnBot: nosnippet, noai"},
}

MARKUP: dict[str, str] = {
    "tdm-reservation": '<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://a.example/t">',
    "upper case": '<META CONTENT="1" NAME="TDM-Reservation">',
    "noai": '<meta name="robots" content="index, NoAI">',
    "for us": "<meta name=sarnbot content=noai>",
    "in the body": '</head><body><p>Words</p><meta name="robots" content="noai">',
}

OPEN: dict[str, dict[str, str]] = {
    "not reserved": {"TDM-Reservation": "0"},
    "for others": {"X-Robots-Tag": "otherbot: noindex, noai"},
    "a day in it": {"X-Robots-Tag": "unavailable_after: Friday, 25-Jun-32 15:00:00 UTC"},
    "search only": {"X-Robots-Tag": "noindex, noarchive, nosnippet, max-image-preview:large"},
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_that_reserves_a_page_keeps_its_words_out_and_its_reason_in(
    name: str, site: Site, get: Fetch, warc: Path
) -> None:
    site.paths["/a.html"] = lambda handler: handler.answer(200, page("Sarn"), HTML | HEADERS[name])
    told = get(site.url("/a.html"))
    assert (told.new, len(told.reserved)) == (0, 1)
    kept = gzip.decompress(warc.read_bytes())
    assert b"dam stay shut" not in kept
    assert b"WARC-Type: metadata" in kept
    assert b"refused: reserved by its owner (header: " in kept
    assert not [found for found in sources_of([str(warc)]) if isinstance(found, Source)]


@pytest.mark.parametrize("name", MARKUP)
def test_a_meta_element_that_reserves_a_page_does_the_same(name: str, site: Site, get: Fetch, warc: Path) -> None:
    site.paths["/a.html"] = page("Sarn", MARKUP[name])
    told = get(site.url("/a.html"))
    assert (told.new, len(told.reserved)) == (0, 1)
    assert b"dam stay shut" not in gzip.decompress(warc.read_bytes())


@pytest.mark.parametrize("name", OPEN)
def test_what_reserves_nothing_holds_nothing_back(name: str, site: Site, get: Fetch) -> None:
    site.paths["/a.html"] = lambda handler: handler.answer(200, page("Sarn"), HTML | OPEN[name])
    assert get(site.url("/a.html")).new == 1


def test_markup_in_a_comment_or_a_script_reserves_nothing() -> None:
    meta = b'<meta name="robots" content="noai">'
    assert by_markup(b"<!-- " + meta + b" --><script>'" + meta + b"'</script><p>Words", "sarnbot") is None


@pytest.mark.parametrize("markup", [b"", b"\x00\xff" * 100, b"<div>" * 100_000, b"<meta name=" * 1000, b"<meta>"])
def test_broken_markup_reserves_nothing_and_breaks_nothing(markup: bytes) -> None:
    assert by_markup(markup, "sarnbot") is None


def test_the_terms_of_the_owner_are_told() -> None:
    reserved = by_headers([("TDM-Reservation", "1"), ("tdm-policy", "https://example.org/terms")], "sarnbot")
    assert reserved is not None
    assert reserved.policy == "https://example.org/terms"


RULES = json.dumps(
    [
        {"location": "/free/*", "tdm-reservation": 0},
        {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://example.org/terms"},
    ]
).encode()

LOCATIONS = (
    ("/news", "/news/a.html", True),
    ("/news", "/sport/a.html", False),
    ("/*.pdf", "/a/b.pdf", True),
    ("/*.html$", "/a.html?x=1", False),
    ("/*.html$", "/a.html", True),
    ("/Path", "/path", False),
    ("/f%C3%BCr", "/f%C3%BCr/a.html", True),
)


@pytest.mark.parametrize(("location", "path", "reserved"), LOCATIONS)
def test_locations_are_read_like_those_of_robots_txt(location: str, path: str, reserved: bool) -> None:
    rules = rules_in(json.dumps([{"location": location, "tdm-reservation": 1}]).encode())
    assert (by_rules(rules, f"https://example.org{path}") is not None) == reserved


def test_a_page_that_the_file_of_the_site_reserves_is_not_asked_for(site: Site, get: Fetch) -> None:
    site.paths |= {"/.well-known/tdmrep.json": RULES, "/a.html": page("Sarn"), "/free/b.html": page("Lurin")}
    told = get(site.url("/a.html"), site.url("/free/b.html"))
    assert told.new == 1
    assert "its terms: https://example.org/terms" in told.reserved[0].why
    assert site.count("/a.html") == 0


@pytest.mark.parametrize(
    "file", [b"", b"no json", b"[" * 100_000, b"7", b'["/"]', b'[{"location": 7}]', b'[{"location": "/"}]', b"\xff"]
)
def test_a_broken_file_of_the_site_reserves_nothing(file: bytes, site: Site, get: Fetch) -> None:
    site.paths |= {"/.well-known/tdmrep.json": file, "/a.html": page("Sarn")}
    assert get(site.url("/a.html")).new == 1


def test_a_reserved_page_is_noted_once_and_not_asked_for_again(site: Site, get: Fetch, warc: Path) -> None:
    site.paths |= {"/news.xml": rss("/a.html"), "/a.html": gives(200, page("Sarn"), TDM_Reservation="1")}
    get(site.url("/news.xml"))
    size = warc.stat().st_size
    told = get(site.url("/news.xml"))
    assert (told.known, told.reserved) == (1, ())
    assert site.count("/a.html") == 1
    assert warc.stat().st_size == size
